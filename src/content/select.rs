//! A whole page: its main content and nothing else.

use super::decide::{self, Decision};
use super::features::{self, Groups};
use super::head;
use super::model::{self, Model};
use super::segment::{self, Segments};
use super::stats::{self, Stats};
use super::{Status, Verdicts};
use crate::html::{Attr, Dom, NodeId, NodeKind, Tag};

/// What was chosen of a page, and how sure that is.
#[derive(Clone, Debug)]
pub(crate) struct Selection {
    /// The choice, for the walker.
    pub(crate) verdicts: Verdicts,
    /// What became of the page.
    pub(crate) status: Status,
    /// The word F1 to be expected, between 0 and 1.
    pub(crate) confidence: f32,
}

/// Chooses the main content of a page. `base_url` is the address that the caller gave, if any.
///
/// Linear in the size of the page, but for sorts of its blocks and elements.
pub(crate) fn select(dom: &Dom<'_>, base_url: Option<&str>) -> Selection {
    select_with(dom, base_url, &model::EMBEDDED)
}

pub(super) fn select_with(dom: &Dom<'_>, base_url: Option<&str>, model: &Model) -> Selection {
    let head = head::read(dom, base_url);
    let body = head::body(dom);
    let segments = segment::segment(dom, body, &head.title);
    let stats = stats::gather(dom, &segments, &head, model);
    let groups = Groups::new(&segments, &stats);
    let features = features::compute(&segments, &stats, &head, &groups, None);
    let logits = model.logits(&features);
    let decision = decide::decide(&segments, &stats, &groups, model, &logits);
    let status = decision.status;
    let confidence = decision.expected as f32 / 1000.0;
    let verdicts = match status {
        Status::Found => verdicts(dom, body, &segments, &stats, &decision),
        Status::Fallback => super::visible(dom),
        Status::Empty => Verdicts::keep_none(dom),
    };
    Selection { verdicts, status, confidence }
}

/// The kept blocks as verdicts on nodes, and with them what has no text of its own: images, rules, empty cells.
fn verdicts(dom: &Dom<'_>, body: NodeId, segments: &Segments, stats: &Stats, decision: &Decision) -> Verdicts {
    let mut verdicts = Verdicts::keep_none(dom);
    let mut kept_weight = vec![0_u32; segments.elements.len()];
    for (block, _) in segments.blocks.iter().zip(&decision.kept).filter(|(_, kept)| **kept) {
        kept_weight[block.element as usize] += block.measure.weight();
        for &piece in &segments.pieces[block.pieces.0 as usize..block.pieces.1 as usize] {
            verdicts.keep_with_ancestors(dom, piece);
        }
    }
    for index in (1..segments.elements.len()).rev() {
        kept_weight[segments.elements[index].parent as usize] += kept_weight[index];
    }
    // The lowest element that holds all that is kept.
    let total = kept_weight[0];
    let lowest = (0..segments.elements.len()).rev().find(|&index| kept_weight[index] == total).unwrap_or(0);

    let mut element_of = vec![u32::MAX; dom.len()];
    for (index, element) in segments.elements.iter().enumerate() {
        element_of[element.node.index()] = index as u32;
    }
    // Of an element with text of its own something is kept or it goes. One without text goes with what stands around it.
    let mut next = dom.first_child(body);
    let mut around = 0_u32;
    while let Some(node) = next {
        while !is_within(segments, around, node, &element_of, dom) {
            around = segments.elements[around as usize].parent;
        }
        next = dom.next_in_subtree(node, body);
        let element = element_of[node.index()];
        let has_text = element != u32::MAX && stats.sums[element as usize].blocks > 0;
        if has_text {
            around = element;
            if kept_weight[element as usize] == 0 {
                next = dom.next_after_subtree(node, body);
            }
            continue;
        }
        if verdicts.keeps(node) {
            continue;
        }
        let all = &stats.sums[around as usize];
        let mostly = kept_weight[around as usize] * 2 >= all.weight;
        let inside = around as usize >= lowest && around < segments.elements[lowest].end;
        let keep = match dom.kind(node) {
            NodeKind::Text => mostly && inside,
            NodeKind::Element(tag) => mostly && inside && !is_dialog(dom, node, tag),
            NodeKind::Document => false,
        };
        if keep {
            verdicts.keep_with_ancestors(dom, node);
        } else {
            next = dom.next_after_subtree(node, body);
        }
    }
    verdicts
}

/// Whether `node` stands below the element `around`: its parent chain reaches it before any other element with text.
fn is_within(segments: &Segments, around: u32, node: NodeId, element_of: &[u32], dom: &Dom<'_>) -> bool {
    if around == 0 {
        return true;
    }
    let range = around..segments.elements[around as usize].end;
    let mut next = dom.parent(node);
    while let Some(parent) = next {
        let element = element_of[parent.index()];
        if element != u32::MAX {
            return range.contains(&element);
        }
        next = dom.parent(parent);
    }
    false
}

fn is_dialog(dom: &Dom<'_>, node: NodeId, tag: Tag) -> bool {
    tag == Tag::Dialog || dom.attr(node, Attr::AriaModal) == Some("true")
}
