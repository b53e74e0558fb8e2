//! What lies beyond the blocks that are judged one by one.
//!
//! A page made for it has more blocks than there is memory to measure them in. What was judged tells of the rest: text
//! that stands in elements of the same names and classes goes as most of its like went. What has no like among them is kept
//! where it is long and no link. One pass, and nothing is stored for a block.

use super::decide::Decision;
use super::features::{path_below, paths};
use super::segment::Segments;
use super::signature::signature;
use super::stats::Stats;
use super::{Verdicts, is_hidden};
use crate::html::{Attr, Dom, NodeId, NodeKind, Tag, TextRole};
use crate::text::fingerprint::Fingerprints;
use crate::text::whitespace::trim;

/// From so many bytes on a text without its like is kept.
const LONG: usize = 100;

/// An element that is open.
#[derive(Clone, Copy)]
struct RestElement {
    node: NodeId,
    path: u64,
    /// The path of the nearest element that bounds blocks.
    block: u64,
    in_link: bool,
}

/// Judges what comes after the blocks of `segments`, below `body`. Linear in its size.
pub(super) fn judge(
    dom: &Dom<'_>,
    body: NodeId,
    segments: &Segments,
    stats: &Stats,
    decision: &Decision,
    verdicts: &mut Verdicts,
) {
    let Some(first) = segments.rest else { return };
    let paths = paths(segments, stats);
    // For each path the weight of what was kept there, less that of what was not.
    let mut likes: Fingerprints<i64> = Fingerprints::default();
    for (block, &kept) in segments.blocks.iter().zip(&decision.kept) {
        let weight = i64::from(block.measure.weight());
        *likes.entry(paths[block.element as usize]).or_default() += if kept { weight } else { -weight };
    }
    let wants = |open: &RestElement, text: &str| match likes.get(&open.block) {
        Some(&balance) => balance > 0,
        None => !open.in_link && text.len() >= LONG,
    };

    let mut above: Vec<NodeId> = dom.ancestors(first).take_while(|&node| node != body).collect();
    above.push(body);
    let mut open: Vec<RestElement> = Vec::with_capacity(above.len());
    for &node in above.iter().rev() {
        let tag = if node == body { Tag::Body } else { dom.tag(node).unwrap_or(Tag::Other) };
        open.push(opened(dom, node, tag, open.last()));
    }
    let mut next = Some(first);
    while let Some(node) = next {
        let parent = dom.parent(node);
        while open.last().is_some_and(|last| Some(last.node) != parent) {
            open.pop();
        }
        let Some(around) = open.last() else { return };
        next = dom.next_in_subtree(node, body);
        match dom.kind(node) {
            NodeKind::Text => {
                let text = trim(dom.text(node));
                if !text.is_empty() && wants(around, text) {
                    verdicts.keep_with_ancestors(dom, node);
                }
            }
            NodeKind::Element(tag) => match tag.role() {
                TextRole::Image | TextRole::Break | TextRole::Rule if wants(around, "") => {
                    verdicts.keep_with_ancestors(dom, node)
                }
                TextRole::Inline | TextRole::Block | TextRole::Custom if !is_hidden(dom, node, tag) => {
                    open.push(opened(dom, node, tag, Some(around)));
                }
                _ => next = dom.next_after_subtree(node, body),
            },
            NodeKind::Document => {}
        }
    }
}

fn opened(dom: &Dom<'_>, node: NodeId, tag: Tag, around: Option<&RestElement>) -> RestElement {
    let own = signature(tag, dom.attr(node, Attr::Class).unwrap_or_default());
    let path = path_below(around.map_or(0, |around| around.path), own);
    RestElement {
        node,
        path,
        block: around.filter(|_| matches!(tag.role(), TextRole::Inline)).map_or(path, |around| around.block),
        in_link: tag == Tag::A || around.is_some_and(|around| around.in_link),
    }
}
