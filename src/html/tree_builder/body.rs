//! Start tags and text in the body, where nearly all of a document is.

use super::head::belongs_in_head;
use super::stack::ends_item;
use super::{Attr, Content, Entry, Kind, Mode, Piece, Space, Step, Tag, TreeBuilder, set};

impl<'s> TreeBuilder<'s> {
    pub(super) fn text_in_body(&mut self, piece: &Piece) -> Step {
        self.reopen_formatting();
        self.frameset_ok &= piece.is_space;
        self.append_text(&piece.text);
        Step::Done
    }

    pub(super) fn start_in_body(&mut self) -> Step {
        match self.tag.name.kind {
            Kind::Block | Kind::Paragraph => {
                self.open.close_paragraph_in_button_scope();
                self.insert_element();
            }
            Kind::Ordinary | Kind::Noscript => {
                self.reopen_formatting();
                self.insert_element();
            }
            Kind::Link => {
                self.end_link_before_link();
                self.reopen_formatting();
                self.start_formatting();
            }
            Kind::Formatting => {
                self.reopen_formatting();
                self.start_formatting();
            }
            Kind::Nobr => {
                self.reopen_formatting();
                if self.open.has_tag_in_scope(set::SCOPE, Tag::Nobr) {
                    self.end_formatting(Tag::Nobr);
                    self.reopen_formatting();
                }
                self.start_formatting();
            }
            Kind::Void | Kind::Br => {
                self.reopen_formatting();
                self.insert_void();
                self.frameset_ok = false;
            }
            Kind::Image => {
                self.tag.name = Tag::Img.into();
                self.reopen_formatting();
                self.insert_void();
                self.frameset_ok = false;
            }
            Kind::ListItem | Kind::Definition => self.start_item(),
            Kind::Heading => {
                self.open.close_paragraph_in_button_scope();
                if self.open.is_current_in(set::HEADING) {
                    self.open.pop();
                }
                self.insert_element();
            }
            kind if belongs_in_head(kind) => return self.start_in_head(),
            Kind::Preformatted => {
                self.open.close_paragraph_in_button_scope();
                self.insert_element();
                self.drops_line_feed = true;
                self.frameset_ok = false;
            }
            Kind::Rule => {
                self.open.close_paragraph_in_button_scope();
                if self.open.has_tag_in_scope(set::SCOPE, Tag::Select) {
                    self.open.end_implied(set::IMPLIED_END, None);
                }
                self.insert_void();
                self.frameset_ok = false;
            }
            Kind::Table => {
                if !self.quirks {
                    self.open.close_paragraph_in_button_scope();
                }
                self.insert_element();
                self.frameset_ok = false;
                self.mode = Mode::InTable;
            }
            Kind::Marker => {
                self.reopen_formatting();
                self.insert_element();
                self.formatting.push(Entry::Marker);
                self.frameset_ok = false;
            }
            Kind::Param => {
                self.insert_void();
            }
            Kind::Plaintext => {
                self.open.close_paragraph_in_button_scope();
                self.insert_element();
                return Step::Raw(Content::PlainText);
            }
            Kind::Textarea => {
                self.drops_line_feed = true;
                self.frameset_ok = false;
                return self.insert_raw(Content::EscapableRawText);
            }
            Kind::Xmp => {
                self.open.close_paragraph_in_button_scope();
                self.reopen_formatting();
                self.frameset_ok = false;
                return self.insert_raw(Content::RawText);
            }
            Kind::Iframe => {
                self.frameset_ok = false;
                return self.insert_raw(Content::RawText);
            }
            Kind::Noembed => return self.insert_raw(Content::RawText),
            Kind::RubyBase => {
                if self.open.has_tag_in_scope(set::SCOPE, Tag::Ruby) {
                    self.open.end_implied(set::IMPLIED_END, None);
                }
                self.insert_element();
            }
            Kind::RubyText => {
                if self.open.has_tag_in_scope(set::SCOPE, Tag::Ruby) {
                    self.open.end_implied(set::IMPLIED_END, Some(Tag::Rtc));
                }
                self.insert_element();
            }
            Kind::Math => {
                self.reopen_formatting();
                self.insert_foreign(Space::MathMl);
            }
            Kind::Svg => {
                self.reopen_formatting();
                self.insert_foreign(Space::Svg);
            }
            Kind::Button | Kind::Form | Kind::Input | Kind::Select | Kind::Option | Kind::Optgroup => {
                self.start_control()
            }
            Kind::Html => {
                if let Some(html) = self.open.get(0).filter(|_| !self.is_in_template()) {
                    self.dom.add_missing_attributes(html.node, self.tag.attributes);
                }
            }
            Kind::Body => {
                if let Some(body) = self.open.get(1).filter(|open| open.is(Tag::Body) && !self.is_in_template()) {
                    self.frameset_ok = false;
                    self.dom.add_missing_attributes(body.node, self.tag.attributes);
                }
            }
            Kind::Frameset => self.start_frameset(),
            // Parts of a table outside of any, and of a head.
            _ => {}
        }
        Step::Done
    }

    /// The start tag of a list item or a definition ends the one before.
    fn start_item(&mut self) {
        let kind = self.tag.name.kind;
        self.frameset_ok = false;
        let ended = self.open.iter().find_map(|open| ends_item(kind, open).map(|ends| ends.then_some(open.tag)));
        if let Some(item) = ended.flatten() {
            self.open.end_implied(set::IMPLIED_END, Some(item));
            self.open.pop_until(item);
        }
        self.open.close_paragraph_in_button_scope();
        self.insert_element();
    }

    /// The start tag of a form, or of what stands in one.
    fn start_control(&mut self) {
        let is_in_select = |tree: &Self| tree.open.has_tag_in_scope(set::SCOPE, Tag::Select);
        match self.tag.name.kind {
            Kind::Form => {
                if self.form.is_some() && !self.is_in_template() {
                    return;
                }
                self.open.close_paragraph_in_button_scope();
                let form = self.insert_element();
                if !self.is_in_template() {
                    self.form = Some(form);
                }
            }
            Kind::Button => {
                if self.open.has_tag_in_scope(set::SCOPE, Tag::Button) {
                    self.open.end_implied(set::IMPLIED_END, None);
                    self.open.pop_until(Tag::Button);
                }
                self.reopen_formatting();
                self.insert_element();
                self.frameset_ok = false;
            }
            Kind::Input => {
                if is_in_select(self) {
                    self.open.pop_until(Tag::Select);
                }
                self.reopen_formatting();
                self.frameset_ok &= self.is_hidden_input();
                self.insert_void();
            }
            Kind::Select if is_in_select(self) => self.open.pop_until(Tag::Select),
            Kind::Select => {
                self.reopen_formatting();
                self.insert_element();
                self.frameset_ok = false;
            }
            kind => {
                if is_in_select(self) {
                    let except = (kind == Kind::Option).then_some(Tag::Optgroup);
                    self.open.end_implied(set::IMPLIED_END, except);
                } else if self.open.is_current(Tag::Option) {
                    self.open.pop();
                }
                self.reopen_formatting();
                self.insert_element();
            }
        }
    }

    /// Whether the `<input>` at hand is one that nobody sees.
    pub(super) fn is_hidden_input(&self) -> bool {
        let kind = self.dom.attribute_in(self.tag.attributes, Attr::Type);
        kind.is_some_and(|kind| kind.eq_ignore_ascii_case("hidden"))
    }

    /// A `<frameset>` takes the place of a body that has nothing in it.
    fn start_frameset(&mut self) {
        if !self.frameset_ok {
            return;
        }
        if let Some(body) = self.open.get(1).filter(|open| open.is(Tag::Body)) {
            self.dom.detach(body.node);
            self.open.truncate(1);
            self.insert_element();
            self.mode = Mode::InFrameset;
        }
    }

    /// The content of a template is a document of its own, read in the mode that its first tags ask for.
    pub(super) fn start_template(&mut self) -> Step {
        self.formatting.push(Entry::Marker);
        self.frameset_ok = false;
        self.mode = Mode::InTemplate;
        self.template_modes.push(Mode::InTemplate);
        let template = self.insert_element();
        let contents = self.dom.create_detached_root();
        if self.dom.attr(template, Attr::Shadowrootmode).is_some() {
            self.dom.add_shadow_root(template, contents);
        }
        self.open.set_inside(contents);
        Step::Done
    }

    pub(super) fn start_in_template(&mut self) -> Step {
        let mode = match self.tag.name.kind {
            kind if belongs_in_head(kind) => return self.start_in_head(),
            Kind::Caption | Kind::Colgroup | Kind::TableBody => Mode::InTable,
            Kind::Col => Mode::InColumnGroup,
            Kind::Row => Mode::InTableBody,
            Kind::Cell => Mode::InRow,
            _ => Mode::InBody,
        };
        self.template_modes.pop();
        self.template_modes.push(mode);
        Step::Again(mode)
    }
}
