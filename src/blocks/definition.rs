//! Definition lists.

use super::Builder;
use crate::article::BlockKind;
use crate::html::{NodeId, Tag};
use crate::text::whitespace::is_blank;

impl Builder<'_> {
    /// A list of terms; without a single term that has text (old galleries put pictures into `<dt>`) it is a wrapper.
    pub(super) fn definition_list(&mut self, node: NodeId) {
        if !self.has_term(node) {
            return self.block();
        }
        self.container(node, BlockKind::DefinitionList);
    }

    pub(super) fn in_definition_list(&self) -> bool {
        self.flow.takes_terms()
    }

    fn has_term(&self, list: NodeId) -> bool {
        let mut next = self.dom.first_child(list);
        while let Some(node) = next {
            next = match self.dom.tag(node) {
                // What holds blocks or text of its own holds no terms of this list.
                Some(tag) if is_closed(tag) => self.dom.next_after_subtree(node, list),
                Some(Tag::Dt) if self.walker.keeps(node) && self.has_text(node) => return true,
                Some(_) if !self.walker.keeps(node) => self.dom.next_after_subtree(node, list),
                _ => self.dom.next_in_subtree(node, list),
            };
        }
        false
    }

    /// Whether something in an element shows as text.
    fn has_text(&self, node: NodeId) -> bool {
        let mut next = self.dom.first_child(node);
        while let Some(inner) = next {
            let is_silent = self.dom.tag(inner).is_some_and(|tag| tag.is_silent() && tag != Tag::Button)
                || !self.walker.keeps(inner);
            if !is_silent && !is_blank(self.dom.text(inner)) {
                return true;
            }
            next = if is_silent {
                self.dom.next_after_subtree(inner, node)
            } else {
                self.dom.next_in_subtree(inner, node)
            };
        }
        false
    }
}

fn is_closed(tag: Tag) -> bool {
    tag.is_heading()
        || matches!(
            tag,
            Tag::Dl
                | Tag::Dd
                | Tag::Ul
                | Tag::Ol
                | Tag::Menu
                | Tag::Dir
                | Tag::Blockquote
                | Tag::Table
                | Tag::Pre
                | Tag::Figure
        )
}
