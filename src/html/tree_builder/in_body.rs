//! Start tags and text in the body, where nearly all of a document is: the first half of the ["in
//! body"](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody) insertion mode, and the ["in
//! template"](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intemplate) mode.

use super::open_elements::closes_item;
use super::outside_body::belongs_in_head;
use super::{
    Attr, CharacterRun, FormattingEntry, InsertionMode, Namespace, Tag, TagGroup, TokenOutcome, TokenizerState,
    TreeBuilder, set,
};

impl<'s> TreeBuilder<'s> {
    pub(super) fn text_in_body(&mut self, run: &CharacterRun) -> TokenOutcome {
        self.reconstruct_active_formatting_elements();
        self.frameset_ok &= run.is_space;
        self.append_text(&run.text);
        TokenOutcome::Done
    }

    pub(super) fn start_in_body(&mut self) -> TokenOutcome {
        match self.tag.name.group {
            TagGroup::Block | TagGroup::P => {
                self.open_elements.close_p_element_in_button_scope();
                self.insert_element();
            }
            TagGroup::Ordinary | TagGroup::Noscript => {
                self.reconstruct_active_formatting_elements();
                self.insert_element();
            }
            TagGroup::A | TagGroup::Formatting | TagGroup::Nobr => self.start_formatting(),
            TagGroup::Void | TagGroup::Br | TagGroup::Image => self.start_void(),
            TagGroup::Li | TagGroup::DdDt => self.start_item(),
            TagGroup::Heading => {
                self.open_elements.close_p_element_in_button_scope();
                if self.open_elements.is_current_in(set::HEADING) {
                    self.open_elements.pop();
                }
                self.insert_element();
            }
            group if belongs_in_head(group) => return self.start_in_head(),
            TagGroup::Preformatted => {
                self.open_elements.close_p_element_in_button_scope();
                self.insert_element();
                self.ignores_next_line_feed = true;
                self.frameset_ok = false;
            }
            TagGroup::Hr => {
                self.open_elements.close_p_element_in_button_scope();
                if self.open_elements.has_tag_in_scope(set::DEFAULT_SCOPE, Tag::Select) {
                    self.open_elements.generate_implied_end_tags(None);
                }
                self.insert_void();
                self.frameset_ok = false;
            }
            TagGroup::Table => {
                if !self.quirks_mode {
                    self.open_elements.close_p_element_in_button_scope();
                }
                self.insert_element();
                self.frameset_ok = false;
                self.insertion_mode = InsertionMode::InTable;
            }
            TagGroup::Marker => {
                self.reconstruct_active_formatting_elements();
                self.insert_element();
                self.active_formatting.push(FormattingEntry::Marker);
                self.frameset_ok = false;
            }
            TagGroup::Param => {
                self.insert_void();
            }
            TagGroup::Plaintext | TagGroup::Textarea | TagGroup::Xmp | TagGroup::Iframe | TagGroup::Noembed => {
                return self.start_raw_text();
            }
            TagGroup::RubyBase => self.start_ruby(None),
            TagGroup::RubyText => self.start_ruby(Some(Tag::Rtc)),
            TagGroup::Math => self.start_foreign(Namespace::MathMl),
            TagGroup::Svg => self.start_foreign(Namespace::Svg),
            TagGroup::Button
            | TagGroup::Form
            | TagGroup::Input
            | TagGroup::Select
            | TagGroup::Option
            | TagGroup::Optgroup => self.start_control(),
            TagGroup::Html | TagGroup::Body => self.merge_attributes(),
            TagGroup::Frameset => self.start_frameset(),
            // Parts of a table outside of any, and of a head.
            _ => {}
        }
        TokenOutcome::Done
    }

    /// The start tag of an element in a line that has no content. `<image>` is one more way to write `<img>`.
    fn start_void(&mut self) {
        if self.tag.name.group == TagGroup::Image {
            self.tag.name = Tag::Img.into();
        }
        self.reconstruct_active_formatting_elements();
        self.insert_void();
        self.frameset_ok = false;
    }

    /// The start tag of a formula or of an SVG image.
    fn start_foreign(&mut self, namespace: Namespace) {
        self.reconstruct_active_formatting_elements();
        self.insert_foreign(namespace);
    }

    /// The start tag of a formatting element.
    fn start_formatting(&mut self) {
        match self.tag.name.group {
            TagGroup::A => {
                self.close_active_link();
                self.reconstruct_active_formatting_elements();
            }
            TagGroup::Nobr => {
                self.reconstruct_active_formatting_elements();
                if self.open_elements.has_tag_in_scope(set::DEFAULT_SCOPE, Tag::Nobr) {
                    self.run_adoption_agency(Tag::Nobr);
                    self.reconstruct_active_formatting_elements();
                }
            }
            _ => self.reconstruct_active_formatting_elements(),
        }
        self.insert_formatting_element();
    }

    /// The start tag of an element whose content is no markup.
    fn start_raw_text(&mut self) -> TokenOutcome {
        match self.tag.name.group {
            TagGroup::Plaintext => {
                self.open_elements.close_p_element_in_button_scope();
                self.insert_element();
                return TokenOutcome::SwitchTokenizer(TokenizerState::Plaintext);
            }
            TagGroup::Textarea => {
                self.ignores_next_line_feed = true;
                self.frameset_ok = false;
                return self.insert_raw_text_element(TokenizerState::Rcdata);
            }
            TagGroup::Xmp => {
                self.open_elements.close_p_element_in_button_scope();
                self.reconstruct_active_formatting_elements();
                self.frameset_ok = false;
            }
            TagGroup::Iframe => self.frameset_ok = false,
            _ => {}
        }
        self.insert_raw_text_element(TokenizerState::Rawtext)
    }

    /// The start tag of a part of `<ruby>`, which ends the part before it unless that is of the tag `except`.
    fn start_ruby(&mut self, except: Option<Tag>) {
        if self.open_elements.has_tag_in_scope(set::DEFAULT_SCOPE, Tag::Ruby) {
            self.open_elements.generate_implied_end_tags(except);
        }
        self.insert_element();
    }

    /// A second `<html>` or `<body>` only gives its attributes to the first.
    fn merge_attributes(&mut self) {
        if self.is_in_template() {
            return;
        }
        let is_body = self.tag.name.group == TagGroup::Body;
        let first = if is_body {
            self.open_elements.get(1).filter(|open| open.is(Tag::Body))
        } else {
            self.open_elements.get(0)
        };
        if let Some(first) = first {
            self.frameset_ok &= !is_body;
            self.dom.add_missing_attributes(first.node, self.tag.attributes);
        }
    }

    /// The start tag of a list item or a definition ends the one before.
    fn start_item(&mut self) {
        let group = self.tag.name.group;
        self.frameset_ok = false;
        let ended =
            self.open_elements.iter().find_map(|open| closes_item(group, open).map(|ends| ends.then_some(open.tag)));
        if let Some(item) = ended.flatten() {
            self.open_elements.generate_implied_end_tags(Some(item));
            self.open_elements.pop_until(item);
        }
        self.open_elements.close_p_element_in_button_scope();
        self.insert_element();
    }

    /// The start tag of a form, or of what stands in one.
    fn start_control(&mut self) {
        let is_in_select = |tree: &Self| tree.open_elements.has_tag_in_scope(set::DEFAULT_SCOPE, Tag::Select);
        match self.tag.name.group {
            TagGroup::Form => {
                if self.form_element.is_some() && !self.is_in_template() {
                    return;
                }
                self.open_elements.close_p_element_in_button_scope();
                let form = self.insert_element();
                if !self.is_in_template() {
                    self.form_element = Some(form);
                }
            }
            TagGroup::Button => {
                if self.open_elements.has_tag_in_scope(set::DEFAULT_SCOPE, Tag::Button) {
                    self.open_elements.generate_implied_end_tags(None);
                    self.open_elements.pop_until(Tag::Button);
                }
                self.reconstruct_active_formatting_elements();
                self.insert_element();
                self.frameset_ok = false;
            }
            TagGroup::Input => {
                if is_in_select(self) {
                    self.open_elements.pop_until(Tag::Select);
                }
                self.reconstruct_active_formatting_elements();
                self.frameset_ok &= self.is_hidden_input();
                self.insert_void();
            }
            TagGroup::Select if is_in_select(self) => self.open_elements.pop_until(Tag::Select),
            TagGroup::Select => {
                self.reconstruct_active_formatting_elements();
                self.insert_element();
                self.frameset_ok = false;
            }
            group => {
                if is_in_select(self) {
                    let except = (group == TagGroup::Option).then_some(Tag::Optgroup);
                    self.open_elements.generate_implied_end_tags(except);
                } else if self.open_elements.is_current(Tag::Option) {
                    self.open_elements.pop();
                }
                self.reconstruct_active_formatting_elements();
                self.insert_element();
            }
        }
    }

    /// Whether the `<input>` at hand is one that nobody sees.
    pub(super) fn is_hidden_input(&self) -> bool {
        let value = self.dom.attribute_in(self.tag.attributes, Attr::Type);
        value.is_some_and(|value| value.eq_ignore_ascii_case("hidden"))
    }

    /// A `<frameset>` takes the place of a body that has nothing in it.
    fn start_frameset(&mut self) {
        if !self.frameset_ok {
            return;
        }
        if let Some(body) = self.open_elements.get(1).filter(|open| open.is(Tag::Body)) {
            self.dom.detach(body.node);
            self.open_elements.truncate(1);
            self.insert_element();
            self.insertion_mode = InsertionMode::InFrameset;
        }
    }

    /// The content of a template is a document of its own, read in the mode that its first tags ask for.
    pub(super) fn start_template(&mut self) -> TokenOutcome {
        self.active_formatting.push(FormattingEntry::Marker);
        self.frameset_ok = false;
        self.insertion_mode = InsertionMode::InTemplate;
        self.template_insertion_modes.push(InsertionMode::InTemplate);
        let template = self.insert_element();
        let contents = self.dom.create_detached_root();
        if self.dom.attr(template, Attr::Shadowrootmode).is_some() {
            self.dom.add_shadow_root(template, contents);
        }
        self.open_elements.set_contents(contents);
        TokenOutcome::Done
    }

    pub(super) fn start_in_template(&mut self) -> TokenOutcome {
        let mode = match self.tag.name.group {
            group if belongs_in_head(group) => return self.start_in_head(),
            TagGroup::Caption | TagGroup::Colgroup | TagGroup::TableBody => InsertionMode::InTable,
            TagGroup::Col => InsertionMode::InColumnGroup,
            TagGroup::Tr => InsertionMode::InTableBody,
            TagGroup::Cell => InsertionMode::InRow,
            _ => InsertionMode::InBody,
        };
        self.template_insertion_modes.pop();
        self.template_insertion_modes.push(mode);
        TokenOutcome::Reprocess(mode)
    }
}
