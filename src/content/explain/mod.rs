//! What was thought of every block of a document, for people to read.
//!
//! Nothing here runs for an extraction. It looks again at what the [choice](super::select) was made from.

mod attribution;
mod settle;

use super::decide::Decision;
use super::features::schema::About;
use super::head;
use super::model::{self, CERTAIN, LOGIT, Model};
use super::segment::{self, Segments};
use super::select::{self, Judgement, Selection};
use super::{SelectorRule, SelectorRules, Unseen};
use crate::article::Status;
use crate::explanation::{ExplainedBlock, Reason, Verdict};
use crate::html::{Attr, Dom, NodeId};
use crate::options::Options;
use crate::text::whitespace::is_blank;
pub(crate) use settle::Output;
use std::ops::Range;

/// A choice with its reasons.
pub(crate) struct Explained {
    pub(crate) selection: Selection,
    /// The least score that was enough; none of a body.
    pub(crate) threshold: Option<f32>,
    blocks: Vec<ExplainedBlock>,
    /// The blocks that the choice passed over: their nodes, and what is said of them.
    passed: Vec<(Vec<NodeId>, ExplainedBlock)>,
    segments: Segments,
}

/// How many reasons a block is given at most.
const REASONS: usize = 8;
/// What is said of text that is in no block that the model judges.
const CHROME: &str = "a menu or the foot of the page";
/// The weight that goes with it. It stands for certainty: no page of the training has content there.
const CHROME_WEIGHT: f32 = -10.0;
/// What adds less than this to the log-odds hardly mattered.
const LITTLE: f32 = 0.05;

/// Chooses the main content of a page, with reasons. Costs some times what the choice does.
pub(crate) fn page(dom: &Dom<'_>, options: &Options, url: Option<&str>, rules: &SelectorRules) -> Explained {
    let model = &*model::EMBEDDED;
    let judgement = select::judge(dom, options, url, rules, model);
    let selection = select::selection(dom, &judgement, rules);
    let reasons = reasons_for(model, &judgement);
    let Judgement { segments, decision, unseen, .. } = &judgement;
    let block_rules = rules.of_blocks(dom, segments);
    // One for each block that was judged, in their order: what is unseen stands in none.
    let blocks = reasons.into_iter().enumerate().map(|(index, reasons)| {
        let rule = block_rules.get(index).copied().unwrap_or_default();
        let verdict = verdict(decision, selection.status, rule, index);
        block(dom, segments, index, Some(probability(decision.probabilities[index])), verdict, reasons)
    });
    let blocks = blocks.collect();
    let threshold = Some(probability(decision.threshold));
    let passed = passed(dom, rules, segments, unseen);
    Explained { threshold, blocks, passed, selection, segments: judgement.segments }
}

/// The blocks of menus and feet, of which the model is not asked, with their nodes: those that hold no text of what was judged.
fn passed(
    dom: &Dom<'_>,
    rules: &SelectorRules,
    judged: &Segments,
    unseen: &Unseen,
) -> Vec<(Vec<NodeId>, ExplainedBlock)> {
    let mut is_judged = vec![false; dom.len()];
    judged.blocks.iter().flat_map(|block| judged.pieces_of(block)).for_each(|node| is_judged[node.index()] = true);
    let segments = segment::segment_all(dom, head::body(dom), unseen);
    let block_rules = rules.of_blocks(dom, &segments);
    let is_passed = |&index: &usize| {
        let mut pieces = segments.pieces_of(&segments.blocks[index]).iter();
        !pieces.any(|piece| is_judged[piece.index()] && !is_blank(dom.text(*piece)))
    };
    let blocks = (0..segments.blocks.len()).filter(is_passed).map(|index| {
        let verdict = match block_rules.get(index).copied().unwrap_or_default() {
            SelectorRule::Keep => Verdict::KeptByWish,
            SelectorRule::Prune | SelectorRule::DropComment => Verdict::DroppedByWish,
            SelectorRule::None | SelectorRule::KeepComment => Verdict::Dropped,
        };
        let reasons = vec![Reason { about: CHROME, weight: CHROME_WEIGHT }];
        let block = block(dom, &segments, index, Some(0.0), verdict, reasons);
        (segments.pieces_of(&segments.blocks[index]).to_vec(), block)
    });
    blocks.collect()
}

/// Takes a body whole, and says which of its blocks come out.
pub(crate) fn body(dom: &Dom<'_>, rules: &SelectorRules) -> Explained {
    let selection = super::whole(dom, rules);
    let unseen = Unseen::find(dom, false);
    let segments = segment::segment_all(dom, head::body(dom), &unseen);
    let block_rules = rules.of_blocks(dom, &segments);
    let blocks = (0..segments.blocks.len()).map(|index| {
        let nodes = || segments.pieces_of(&segments.blocks[index]).iter().filter(|&&node| dom.tag(node).is_none());
        let kept = nodes().any(|&node| {
            let mut around = dom.ancestors(node).filter(|&above| above != NodeId::DOCUMENT);
            selection.verdicts.keeps(node) && around.all(|above| selection.verdicts.keeps(above))
        });
        let verdict = match block_rules.get(index).copied().unwrap_or_default() {
            SelectorRule::Keep => Verdict::KeptByWish,
            SelectorRule::Prune | SelectorRule::DropComment => Verdict::DroppedByWish,
            SelectorRule::None | SelectorRule::KeepComment if kept => Verdict::Kept,
            SelectorRule::None | SelectorRule::KeepComment => Verdict::Hidden,
        };
        block(dom, &segments, index, None, verdict, Vec::new())
    });
    let blocks = blocks.collect();
    Explained { threshold: None, blocks, passed: Vec::new(), selection, segments }
}

fn probability(share: u32) -> f32 {
    share as f32 / CERTAIN as f32
}

fn verdict(decision: &Decision, status: Status, rule: SelectorRule, index: usize) -> Verdict {
    let kept = decision.kept[index];
    let alone = decision.probabilities[index] >= decision.threshold;
    match (rule, kept) {
        (SelectorRule::Keep, _) => Verdict::KeptByWish,
        (SelectorRule::Prune | SelectorRule::DropComment, _) => Verdict::DroppedByWish,
        _ if status.is_empty() => Verdict::Dropped,
        // Where nothing is likelier than anything else, all that is visible is taken.
        _ if !decision.kept.contains(&true) => Verdict::Kept,
        (SelectorRule::KeepComment, true) if !alone => Verdict::KeptByWish,
        (_, true) => {
            if alone {
                Verdict::Kept
            } else {
                Verdict::KeptByRepair
            }
        }
        (_, false) if decision.copies.get(index) == Some(&true) => Verdict::DroppedAsCopy,
        (_, false) => {
            if alone {
                Verdict::DroppedByRepair
            } else {
                Verdict::Dropped
            }
        }
    }
}

/// The reasons of each block.
fn reasons_for(model: &Model, judgement: &Judgement) -> Vec<Vec<Reason>> {
    let Judgement { features, decision, .. } = judgement;
    let mut sums = attribution::attribute(model.trees(), features);
    let logits = model.logits(features);
    // The average over blocks of the same path moves a score after the trees have spoken.
    for ((sums, &own), &averaged) in sums.iter_mut().zip(&logits).zip(&decision.logits) {
        sums[About::SameKind as usize] += i64::from(averaged - own);
    }
    let reasons = |sums: &[i64; About::COUNT]| {
        let weighed =
            About::WORDS.iter().zip(sums).map(|(about, &sum)| Reason { about, weight: sum as f32 / LOGIT as f32 });
        let mut reasons: Vec<Reason> = weighed.filter(|reason| reason.weight.abs() >= LITTLE).collect();
        reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
        reasons.truncate(REASONS);
        reasons
    };
    sums.iter().map(reasons).collect()
}

fn block(
    dom: &Dom<'_>,
    segments: &Segments,
    index: usize,
    score: Option<f32>,
    verdict: Verdict,
    reasons: Vec<Reason>,
) -> ExplainedBlock {
    let block = &segments.blocks[index];
    let element = segments.elements[block.innermost as usize].node;
    described(dom, segments.pieces_of(block), element, score, verdict, reasons)
}

/// The block of these texts and line breaks, which stand in this element.
fn described(
    dom: &Dom<'_>,
    nodes: &[NodeId],
    element: NodeId,
    score: Option<f32>,
    verdict: Verdict,
    reasons: Vec<Reason>,
) -> ExplainedBlock {
    let mut text = String::new();
    let mut source: Option<Range<usize>> = None;
    for &node in nodes {
        text.push_str(if dom.tag(node).is_some() { " " } else { dom.text(node) });
        if let Some(range) = dom.source_range(node) {
            source = Some(source.map_or(range.clone(), |all| all.start.min(range.start)..all.end.max(range.end)));
        }
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    ExplainedBlock { text, path: path(dom, element), source, score, verdict, reasons }
}

/// The elements from the root down to this one, each with its id and up to two classes.
pub(super) fn path(dom: &Dom<'_>, node: NodeId) -> String {
    let around = std::iter::once(node).chain(dom.ancestors(node));
    let part = |node: NodeId| {
        let mut part = dom.element_name(node).or_else(|| dom.tag(node).map(|tag| tag.name()))?.to_owned();
        if let Some(id) = dom.attr(node, Attr::Id).map(str::trim).filter(|id| !id.is_empty()) {
            part.push('#');
            part.push_str(id);
        }
        for class in dom.attr(node, Attr::Class).unwrap_or("").split_ascii_whitespace().take(2) {
            part.push('.');
            part.push_str(class);
        }
        Some(part)
    };
    let mut parts: Vec<String> = around.filter_map(part).collect();
    parts.reverse();
    parts.join(" > ")
}
