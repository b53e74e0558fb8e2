//! The outcome of choosing: one verdict a node.
#![expect(clippy::indexing_slicing, reason = "verdicts on a document have an entry for each of its nodes")]

use crate::html::{Dom, NodeId};

/// For every node of a document whether it is part of the article.
///
/// An element is kept if anything in it is; the walker passes over the whole subtree of a node that is not kept.
#[derive(Clone, Debug)]
pub(crate) struct Verdicts {
    kept: Vec<bool>,
}

impl Verdicts {
    /// Every node is kept.
    pub(crate) fn keep_all(dom: &Dom<'_>) -> Verdicts {
        Verdicts { kept: vec![true; dom.len()] }
    }

    /// No node is kept.
    pub(crate) fn keep_none(dom: &Dom<'_>) -> Verdicts {
        Verdicts { kept: vec![false; dom.len()] }
    }

    /// Keeps a node and all that it stands in.
    pub(crate) fn keep_with_ancestors(&mut self, dom: &Dom<'_>, id: NodeId) {
        let mut next = Some(id);
        while let Some(node) = next.filter(|node| !self.kept[node.index()]) {
            self.kept[node.index()] = true;
            next = dom.parent(node);
        }
    }

    /// Whether a node is part of the article.
    pub(crate) fn keeps(&self, id: NodeId) -> bool {
        self.kept[id.index()]
    }

    /// Changes the verdict on one node.
    pub(crate) fn set(&mut self, id: NodeId, keep: bool) {
        self.kept[id.index()] = keep;
    }
}
