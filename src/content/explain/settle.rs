//! What became of a choice when the article was built: explanation and output say the same.

use super::{Explained, described};
use crate::explanation::{ExplainedBlock, Verdict};
use crate::html::{Dom, NodeId, NodeKind};
use crate::text::whitespace::is_blank;
use crate::verdicts::Verdicts;

/// What the builder made of a choice.
pub(crate) struct Output<'a> {
    pub(crate) verdicts: &'a Verdicts,
    /// Elements and texts of which nothing came out although they are kept.
    pub(crate) passed_over: &'a [NodeId],
    /// The texts of the headline.
    pub(crate) headline: &'a [NodeId],
    /// Whether the headline comes out.
    pub(crate) shows_headline: bool,
}

impl Explained {
    /// The blocks, and what became of each in the article. Linear in the size of the document.
    pub(crate) fn settled(self, dom: &Dom<'_>, output: &Output<'_>) -> Vec<ExplainedBlock> {
        let fate = Fate::of(dom, output);
        let Explained { blocks, passed, segments, .. } = self;
        let mut is_in_block = vec![false; dom.len()];
        let mut out: Vec<(usize, ExplainedBlock)> = Vec::with_capacity(blocks.len());
        for (mut block, segment) in blocks.into_iter().zip(&segments.blocks) {
            let nodes = segments.pieces_of(segment);
            nodes.iter().for_each(|node| is_in_block[node.index()] = true);
            block.verdict = fate.verdict(dom, nodes, block.verdict);
            out.push((nodes.first().map_or(0, |node| node.index()), block));
        }
        for (nodes, mut block) in passed {
            nodes.iter().for_each(|node| is_in_block[node.index()] = true);
            block.verdict = fate.verdict(dom, &nodes, block.verdict);
            out.push((nodes.first().map_or(0, |node| node.index()), block));
        }
        // What no choice is made of, but comes out with what is around it: what an embed shows instead of itself.
        let mut more: Vec<NodeId> = Vec::new();
        for node in dom.descendants(NodeId::DOCUMENT) {
            let is_text = dom.kind(node) == NodeKind::Text && !is_blank(dom.text(node));
            if is_text && fate.comes_out[node.index()] && !is_in_block[node.index()] {
                if more.last().is_some_and(|&last| dom.parent(last) != dom.parent(node)) {
                    out.push(unjudged(dom, &more));
                    more.clear();
                }
                more.push(node);
            }
        }
        if !more.is_empty() {
            out.push(unjudged(dom, &more));
        }
        out.sort_by_key(|(place, _)| *place);
        out.into_iter().map(|(_, block)| block).collect()
    }
}

/// A block of texts in one element that came out without being judged, and its place in the document.
fn unjudged(dom: &Dom<'_>, nodes: &[NodeId]) -> (usize, ExplainedBlock) {
    let first = nodes.first().copied().unwrap_or(NodeId::DOCUMENT);
    let element = dom.parent(first).unwrap_or(NodeId::DOCUMENT);
    (first.index(), described(dom, nodes, element, None, Verdict::Kept, Vec::new()))
}

/// What became of each node.
struct Fate {
    is_chosen: Vec<bool>,
    comes_out: Vec<bool>,
    is_headline: Vec<bool>,
    shows_headline: bool,
}

impl Fate {
    fn of(dom: &Dom<'_>, output: &Output<'_>) -> Fate {
        let marked = |nodes: &[NodeId]| {
            let mut marks = vec![false; dom.len()];
            nodes.iter().for_each(|node| marks[node.index()] = true);
            marks
        };
        let (is_headline, is_passed_over) = (marked(output.headline), marked(output.passed_over));
        let (mut is_chosen, mut comes_out) = (vec![false; dom.len()], vec![false; dom.len()]);
        for node in dom.descendants(NodeId::DOCUMENT) {
            let above = dom.parent(node).filter(|&above| above != NodeId::DOCUMENT).map(NodeId::index);
            let at = node.index();
            is_chosen[at] = output.verdicts.keeps(node) && above.is_none_or(|above| is_chosen[above]);
            comes_out[at] = is_chosen[at] && !is_passed_over[at] && above.is_none_or(|above| comes_out[above]);
        }
        Fate { is_chosen, comes_out, is_headline, shows_headline: output.shows_headline }
    }

    /// The verdict on the block of these nodes, that the choice was this one for.
    fn verdict(&self, dom: &Dom<'_>, nodes: &[NodeId], chosen: Verdict) -> Verdict {
        let texts = || nodes.iter().filter(|&&node| !is_blank(dom.text(node))).map(|node| node.index());
        let comes_out = texts().any(|at| self.comes_out[at]);
        if comes_out {
            return if chosen.is_kept() { chosen } else { Verdict::Kept };
        }
        if texts().any(|at| self.is_headline[at]) {
            return if self.shows_headline { Verdict::Kept } else { Verdict::Headline };
        }
        match chosen.is_kept() {
            true if texts().any(|at| self.is_chosen[at]) => Verdict::LeftOut,
            true => Verdict::Hidden,
            false => chosen,
        }
    }
}
