//! End tags in the body: the second half of the ["in
//! body"](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody) insertion mode.

use super::{InsertionMode, Tag, TagGroup, TokenOutcome, TreeBuilder, set};

impl<'s> TreeBuilder<'s> {
    pub(super) fn end_in_body(&mut self) -> TokenOutcome {
        let (name, written) = (self.tag.name, self.tag.written);
        match name.group {
            TagGroup::Block | TagGroup::Button | TagGroup::Preformatted | TagGroup::Select => {
                if self.open_elements.has_tag_in_scope(set::DEFAULT_SCOPE, name.tag) {
                    self.open_elements.generate_implied_end_tags(None);
                    self.open_elements.pop_until(name.tag);
                }
            }
            TagGroup::A | TagGroup::Formatting | TagGroup::Nobr => self.run_adoption_agency(name.tag),
            TagGroup::P => {
                if !self.open_elements.has_p_in_button_scope() {
                    self.insert_implied(Tag::P);
                }
                self.open_elements.close_p_element();
            }
            TagGroup::Li | TagGroup::DdDt => {
                let ends = if name.group == TagGroup::Li {
                    set::DEFAULT_SCOPE | set::LIST_ITEM_SCOPE
                } else {
                    set::DEFAULT_SCOPE
                };
                if self.open_elements.has_tag_in_scope(ends, name.tag) {
                    self.open_elements.generate_implied_end_tags(Some(name.tag));
                    self.open_elements.pop_until(name.tag);
                }
            }
            TagGroup::Heading => {
                // The end tag of one heading closes any other.
                if self.open_elements.has_in_scope(set::DEFAULT_SCOPE, |open| open.is_in(set::HEADING)) {
                    self.open_elements.generate_implied_end_tags(None);
                    self.open_elements.pop_until_in(set::HEADING);
                }
            }
            TagGroup::Marker => {
                if self.open_elements.has_tag_in_scope(set::DEFAULT_SCOPE, name.tag) {
                    self.open_elements.generate_implied_end_tags(None);
                    self.open_elements.pop_until(name.tag);
                    self.clear_active_formatting_to_last_marker();
                }
            }
            TagGroup::Form => self.end_form(),
            TagGroup::Template => return self.end_template(),
            TagGroup::Body => {
                if self.open_elements.has_tag_in_scope(set::DEFAULT_SCOPE, Tag::Body) {
                    self.insertion_mode = InsertionMode::AfterBody;
                }
            }
            TagGroup::Html => {
                if self.open_elements.has_tag_in_scope(set::DEFAULT_SCOPE, Tag::Body) {
                    return TokenOutcome::Reprocess(InsertionMode::AfterBody);
                }
            }
            TagGroup::Br => {
                self.reconstruct_active_formatting_elements();
                self.insert_implied(Tag::Br);
                self.open_elements.pop();
                self.frameset_ok = false;
            }
            _ => self.open_elements.close_any_other(name, written),
        }
        TokenOutcome::Done
    }

    fn end_form(&mut self) {
        if self.is_in_template() {
            if self.open_elements.has_tag_in_scope(set::DEFAULT_SCOPE, Tag::Form) {
                self.open_elements.generate_implied_end_tags(None);
                self.open_elements.pop_until(Tag::Form);
            }
            return;
        }
        let Some(form) = self.form_element.take() else { return };
        if self.open_elements.has_in_scope(set::DEFAULT_SCOPE, |open| open.node == form) {
            self.open_elements.generate_implied_end_tags(None);
            // Alone: what is open in it stays so.
            if let Some(position) = self.open_elements.position(form) {
                self.open_elements.remove(position);
            }
        }
    }

    pub(super) fn end_template(&mut self) -> TokenOutcome {
        if self.is_in_template() {
            self.open_elements.generate_all_implied_end_tags_thoroughly();
            self.open_elements.pop_until(Tag::Template);
            self.clear_active_formatting_to_last_marker();
            self.template_insertion_modes.pop();
            self.insertion_mode = self.appropriate_insertion_mode();
        }
        TokenOutcome::Done
    }

    /// The insertion mode that the open elements ask for: [resets the insertion mode
    /// appropriately](https://html.spec.whatwg.org/multipage/parsing.html#reset-the-insertion-mode-appropriately).
    pub(super) fn appropriate_insertion_mode(&self) -> InsertionMode {
        for open in self.open_elements.iter() {
            return match open.tag {
                Tag::Td | Tag::Th => InsertionMode::InCell,
                Tag::Tr => InsertionMode::InRow,
                Tag::Tbody | Tag::Thead | Tag::Tfoot => InsertionMode::InTableBody,
                Tag::Caption => InsertionMode::InCaption,
                Tag::Colgroup => InsertionMode::InColumnGroup,
                Tag::Table => InsertionMode::InTable,
                Tag::Template => self.template_insertion_modes.last().copied().unwrap_or(InsertionMode::InBody),
                Tag::Head => InsertionMode::InHead,
                Tag::Body => InsertionMode::InBody,
                Tag::Frameset => InsertionMode::InFrameset,
                Tag::Html if self.head_element.is_none() => InsertionMode::BeforeHead,
                Tag::Html => InsertionMode::AfterHead,
                _ => continue,
            };
        }
        InsertionMode::InBody
    }
}
