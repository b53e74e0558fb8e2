//! Where the page's prose lies: the elements that hold it, and what each element has in common with a block.

use super::ratio;
use crate::content::segment::Segments;
use crate::content::stats::Stats;

/// A place on the page that others are seen from: the title, the densest prose.
pub(super) struct Anchor {
    pub(super) block: usize,
    /// For each element how deep the lowest element lies that holds both it and the anchor, and what share of the page
    /// (of its prose) that one holds.
    pub(super) common: Vec<(u16, i16, i16)>,
}

/// The lowest element that holds so much of the page's prose.
#[derive(Clone, Copy)]
pub(super) struct Container {
    index: u32,
    end: u32,
    pub(super) share: i16,
    pub(super) link: i16,
}

impl Container {
    pub(super) fn new(segments: &Segments, stats: &Stats, tenths: u32) -> Container {
        let enough = stats.sums[0].long_weight * tenths;
        let holds = |index: &usize| stats.sums[*index].long_weight * 10 >= enough;
        // Those that hold more than half lie one in another, the lowest last.
        let index = (0..segments.elements.len()).rev().find(holds).filter(|_| enough > 0).unwrap_or(0);
        let sum = &stats.sums[index];
        Container {
            index: index as u32,
            end: segments.elements[index].end,
            share: ratio(sum.weight, stats.sums[0].weight),
            link: ratio(sum.link_weight, sum.weight),
        }
    }

    /// Whether an element stands before it, in it, or after it.
    pub(super) fn side(&self, element: u32) -> i16 {
        i16::from(element >= self.end) - i16::from(element < self.index)
    }
}

/// A score of elements after the kind that reader modes use: prose lifts the elements above it.
pub(super) struct ReaderScores {
    /// For each element whether it lies in the best one, the best score above it in thousandths of the best, and how far
    /// above the best one the two meet.
    pub(super) of: Vec<(bool, i16, u16)>,
    /// The score of the element above each.
    pub(super) parent: Vec<i16>,
    /// The best element's share of the page's text.
    pub(super) top_share: i16,
}

impl Anchor {
    pub(super) fn new(segments: &Segments, stats: &Stats, block: usize) -> Anchor {
        let elements = &segments.elements;
        let mut above = vec![false; elements.len()];
        let mut at = segments.blocks[block].element as usize;
        above[at] = true;
        while at != 0 {
            at = elements[at].parent as usize;
            above[at] = true;
        }
        let page = &stats.sums[0];
        let mut common: Vec<(u16, i16, i16)> = Vec::with_capacity(elements.len());
        for (index, element) in elements.iter().enumerate() {
            common.push(if above[index] {
                let sum = &stats.sums[index];
                let prose = ratio(sum.long_weight, page.long_weight);
                (element.depth, ratio(sum.weight, page.weight), prose)
            } else {
                common[element.parent as usize]
            });
        }
        Anchor { block, common }
    }
}

impl ReaderScores {
    pub(super) fn new(segments: &Segments, stats: &Stats) -> ReaderScores {
        let elements = &segments.elements;
        let mut scores = vec![0_u64; elements.len()];
        for block in &segments.blocks {
            let m = &block.measure;
            if m.weight() < 10 {
                continue;
            }
            let score = 36 * (1 + u64::from(m.clauses) + u64::from(m.weight() / 40).min(3));
            let mut at = elements[block.element as usize].parent as usize;
            for divisor in [1, 2, 6, 9, 12] {
                scores[at] += score / divisor;
                if at == 0 {
                    break;
                }
                at = elements[at].parent as usize;
            }
        }
        // Most elements have no score: no need to divide.
        for (score, sum) in scores.iter_mut().zip(&stats.sums).filter(|(score, _)| **score > 0) {
            *score = *score * u64::from(sum.weight.saturating_sub(sum.link_weight)) / u64::from(sum.weight.max(1));
        }
        let top = (0..scores.len()).max_by_key(|&index| (scores[index], scores.len() - index)).unwrap_or(0);
        let best = scores[top].max(1);
        let mut above = vec![false; elements.len()];
        let mut at = top;
        above[at] = true;
        while at != 0 {
            at = elements[at].parent as usize;
            above[at] = true;
        }
        let thousandths = |score: u64| if score == 0 { 0 } else { (score * 1000 / best).min(1000) as i16 };
        let mut of: Vec<(bool, i16, u16)> = Vec::with_capacity(elements.len());
        let mut parent = Vec::with_capacity(elements.len());
        let mut meets: Vec<u16> = Vec::with_capacity(elements.len());
        for (index, element) in elements.iter().enumerate() {
            let up = element.parent as usize;
            let (inside, relative) = if index == 0 { (false, 0) } else { (of[up].0, of[up].1) };
            meets.push(if above[index] { element.depth } else { meets[up] });
            of.push((
                inside || index == top,
                relative.max(thousandths(scores[index])),
                elements[top].depth - meets[index].min(elements[top].depth),
            ));
            parent.push(thousandths(scores[up]));
        }
        ReaderScores { of, parent, top_share: ratio(stats.sums[top].weight, stats.sums[0].weight) }
    }
}
