//! A glance at a page: where its prose stands, without the model.
//!
//! It costs one walk over the tree, and sees less than the choice of content does: boilerplate that is written in sentences
//! counts as prose.

use super::Verdicts;
use super::visible::hides_from_all;
use crate::html::{Dom, NodeId, NodeKind, SubtreeCursor, Tag, TextRole};

/// How many bytes of text a run needs to count as prose: some twenty words of English, thirty characters of Chinese.
const PROSE: usize = 100;

/// The prose of a page.
#[derive(Clone, Debug)]
pub(crate) struct Glance {
    /// Keeps the prose and what it stands in.
    pub(crate) verdicts: Verdicts,
    /// How many runs of prose there are.
    pub(crate) paragraphs: usize,
    /// Bytes of text in them.
    pub(crate) prose: usize,
    /// Bytes of all text that shows, but for white space at its ends.
    pub(crate) text: usize,
}

/// A run of text between two ends of blocks.
#[derive(Default)]
struct TextRun {
    nodes: Vec<NodeId>,
    bytes: usize,
    /// Bytes of it that stand in links.
    linked: usize,
}

impl Glance {
    /// Looks at a document.
    pub(crate) fn at(dom: &Dom<'_>) -> Glance {
        let mut glance = Glance { verdicts: Verdicts::keep_none(dom), paragraphs: 0, prose: 0, text: 0 };
        let mut run = TextRun::default();
        let (mut aside, mut link) = (SubtreeCursor::default(), SubtreeCursor::default());
        let mut next = dom.first_child(NodeId::DOCUMENT);
        while let Some(node) = next {
            next = dom.next_in_subtree(node, NodeId::DOCUMENT);
            aside.come_to(node);
            link.come_to(node);
            match dom.kind(node) {
                NodeKind::Text => {
                    let bytes = dom.text(node).trim().len();
                    glance.text += bytes;
                    if bytes > 0 && !aside.is_active() {
                        run.nodes.push(node);
                        run.bytes += bytes;
                        run.linked += if link.is_active() { bytes } else { 0 };
                    }
                }
                NodeKind::Element(tag)
                    if matches!(tag.role(), TextRole::Skip | TextRole::Dialog) || hides_from_all(dom, node, tag) =>
                {
                    next = dom.next_after_subtree(node, NodeId::DOCUMENT);
                }
                NodeKind::Element(tag) => {
                    // A run ends where a block begins. What follows a block without one of its own is counted with it.
                    if matches!(tag.role(), TextRole::Block | TextRole::Rule) {
                        glance.end(dom, &mut run);
                    }
                    match tag {
                        Tag::Nav | Tag::Footer | Tag::Aside | Tag::Form => aside.enter(dom, node),
                        Tag::A => link.enter(dom, node),
                        _ => {}
                    }
                }
                NodeKind::Document => {}
            }
        }
        glance.end(dom, &mut run);
        glance
    }

    /// Ends a run of text, and counts it if it is prose: long, and not for the most part links.
    fn end(&mut self, dom: &Dom<'_>, run: &mut TextRun) {
        if run.bytes >= PROSE && run.linked * 2 < run.bytes {
            self.paragraphs += 1;
            self.prose += run.bytes;
            for &node in &run.nodes {
                self.verdicts.keep_with_ancestors(dom, node);
            }
        }
        run.nodes.clear();
        (run.bytes, run.linked) = (0, 0);
    }
}
