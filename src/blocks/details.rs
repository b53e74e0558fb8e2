//! What unfolds: `<details>` and its summary.

use super::Builder;
use super::flow::LeafKind;
use super::subtree::element_children;
use crate::article::BlockKind;
use crate::html::{Attr, NodeId, Tag};
use crate::text::whitespace::is_blank;

impl Builder<'_> {
    /// `<details>`; one that does not begin with a summary is a wrapper.
    pub(super) fn details(&mut self, node: NodeId) {
        let first = element_children(self.dom, node).next().filter(|&(_, tag)| tag == Tag::Summary);
        let begins = first.is_some_and(|(summary, _)| {
            let mut before =
                std::iter::successors(self.dom.previous_sibling(summary), |&at| self.dom.previous_sibling(at));
            self.walker.keeps(summary) && before.all(|text| is_blank(self.dom.text(text)))
        });
        if !begins {
            return self.block();
        }
        self.container(node, BlockKind::Details { open: self.dom.attr(node, Attr::Open).is_some() });
    }

    pub(super) fn summary(&mut self, node: NodeId) {
        let of_details = self.dom.parent(node).is_some_and(|parent| self.dom.tag(parent) == Some(Tag::Details));
        self.flow.boundary();
        if of_details && self.flow.takes_summary() {
            self.leaf(LeafKind::Summary);
        } else {
            self.block();
        }
    }
}
