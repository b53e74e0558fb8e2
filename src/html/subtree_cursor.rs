//! Where a walk in document order stands.

use super::{Dom, NodeId};

/// Whether a walk in document order is inside of an element of some kind, or of several in one another.
#[derive(Debug, Default)]
pub(crate) struct SubtreeCursor {
    active: bool,
    /// The node after the outermost of them.
    until: Option<NodeId>,
}

impl SubtreeCursor {
    /// The walk comes to a node: what ended before it is left.
    pub(crate) fn come_to(&mut self, node: NodeId) {
        self.active &= self.until != Some(node);
    }

    /// The walk enters such an element.
    pub(crate) fn enter(&mut self, dom: &Dom<'_>, node: NodeId) {
        if !self.active {
            *self = SubtreeCursor { active: true, until: dom.next_after_subtree(node, NodeId::DOCUMENT) };
        }
    }

    /// Whether the walk is inside of one.
    pub(crate) fn is_active(&self) -> bool {
        self.active
    }
}
