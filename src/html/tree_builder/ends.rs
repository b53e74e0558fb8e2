//! End tags in the body.

use super::{Kind, Mode, Step, Tag, TreeBuilder, set};

impl<'s> TreeBuilder<'s> {
    pub(super) fn end_in_body(&mut self) -> Step {
        let (name, written) = (self.tag.name, self.tag.written);
        match name.kind {
            Kind::Block | Kind::Button | Kind::Preformatted | Kind::Select => {
                if self.open.has_tag_in_scope(set::SCOPE, name.tag) {
                    self.open.end_implied(set::IMPLIED_END, None);
                    self.open.pop_until(name.tag);
                }
            }
            Kind::Link | Kind::Formatting | Kind::Nobr => self.end_formatting(name.tag),
            Kind::Paragraph => {
                if !self.open.has_paragraph_in_button_scope() {
                    self.insert_implied(Tag::P);
                }
                self.open.close_paragraph();
            }
            Kind::ListItem | Kind::Definition => {
                let ends = if name.kind == Kind::ListItem { set::SCOPE | set::LIST_SCOPE } else { set::SCOPE };
                if self.open.has_tag_in_scope(ends, name.tag) {
                    self.open.end_implied(set::IMPLIED_END, Some(name.tag));
                    self.open.pop_until(name.tag);
                }
            }
            Kind::Heading => {
                // The end tag of one heading closes any other.
                if self.open.has_in_scope(set::SCOPE, |open| open.is_in(set::HEADING)) {
                    self.open.end_implied(set::IMPLIED_END, None);
                    self.open.pop_until_in(set::HEADING);
                }
            }
            Kind::Marker => {
                if self.open.has_tag_in_scope(set::SCOPE, name.tag) {
                    self.open.end_implied(set::IMPLIED_END, None);
                    self.open.pop_until(name.tag);
                    self.clear_formatting_to_marker();
                }
            }
            Kind::Form => self.end_form(),
            Kind::Template => return self.end_template(),
            Kind::Body => {
                if self.open.has_tag_in_scope(set::SCOPE, Tag::Body) {
                    self.mode = Mode::AfterBody;
                }
            }
            Kind::Html => {
                if self.open.has_tag_in_scope(set::SCOPE, Tag::Body) {
                    return Step::Again(Mode::AfterBody);
                }
            }
            Kind::Br => {
                self.reopen_formatting();
                self.insert_implied(Tag::Br);
                self.open.pop();
                self.frameset_ok = false;
            }
            _ => self.open.close_ordinary(name, written),
        }
        Step::Done
    }

    fn end_form(&mut self) {
        if self.is_in_template() {
            if self.open.has_tag_in_scope(set::SCOPE, Tag::Form) {
                self.open.end_implied(set::IMPLIED_END, None);
                self.open.pop_until(Tag::Form);
            }
            return;
        }
        let Some(form) = self.form.take() else { return };
        if self.open.has_in_scope(set::SCOPE, |open| open.node == form) {
            self.open.end_implied(set::IMPLIED_END, None);
            // Alone: what is open in it stays so.
            if let Some(position) = self.open.position(form) {
                self.open.remove(position);
            }
        }
    }

    pub(super) fn end_template(&mut self) -> Step {
        if self.is_in_template() {
            self.open.end_implied(set::THOROUGH_END, None);
            self.open.pop_until(Tag::Template);
            self.clear_formatting_to_marker();
            self.template_modes.pop();
            self.mode = self.mode_by_open_elements();
        }
        Step::Done
    }

    /// The mode that the open elements ask for ("reset the insertion mode appropriately").
    pub(super) fn mode_by_open_elements(&self) -> Mode {
        for open in self.open.iter() {
            return match open.tag {
                Tag::Td | Tag::Th => Mode::InCell,
                Tag::Tr => Mode::InRow,
                Tag::Tbody | Tag::Thead | Tag::Tfoot => Mode::InTableBody,
                Tag::Caption => Mode::InCaption,
                Tag::Colgroup => Mode::InColumnGroup,
                Tag::Table => Mode::InTable,
                Tag::Template => self.template_modes.last().copied().unwrap_or(Mode::InBody),
                Tag::Head => Mode::InHead,
                Tag::Body => Mode::InBody,
                Tag::Frameset => Mode::InFrameset,
                Tag::Html if self.head.is_none() => Mode::BeforeHead,
                Tag::Html => Mode::AfterHead,
                _ => continue,
            };
        }
        Mode::InBody
    }
}
