//! What stands around a block: the elements above it, counted only where what they hold differs.
//!
//! Level 0 is the block's own element, level 1 the nearest one that holds more blocks than that, and so on. The features
//! of an element as a level are computed once, however many blocks lie below it.

use super::block::{put_evidence, standing};
use super::table::{Feature, Row};
use super::{MISSING, ratio};
use crate::content::{
    lexicon::{Evidence, Side},
    segment::Segments,
    stats::Stats,
};
use crate::html::Tag;

/// Levels of which all is told.
const NEAR_LEVELS: usize = 4;
/// All levels; of the outer ones only the last few features are told.
const LEVELS: usize = 6;
const NAMES: [&str; 28] = [
    "blocks",
    "weight",
    "share",
    "link",
    "short",
    "sent",
    "average",
    "p",
    "long",
    "dlong",
    "headings",
    "link_blocks",
    "stories",
    "tag",
    "te_max",
    "te_mean",
    "to_min",
    "to_max",
    "to_mean",
    "rep",
    "rep_avg",
    "rep_link",
    "alone",
    "prices",
    "dates",
    "images",
    "controls",
    "te_min",
];
/// Where the features begin that the outer levels have too.
const OUTER: usize = 23;

/// Tags whose nearest occurrence above a block is a feature.
const LANDMARK_NAMES: [&str; 9] = ["nav", "footer", "aside", "main", "article", "section", "form", "ul", "li"];
const FAR: u8 = 99;

/// How far above an element each landmark is; as many as a processor counts up at once.
type Landmarks = [u8; 16];
const NO_LANDMARKS: Landmarks = [FAR; size_of::<Landmarks>()];

fn landmark(tag: Tag) -> Option<usize> {
    Some(match tag {
        Tag::Nav => 0,
        Tag::Footer => 1,
        Tag::Aside => 2,
        Tag::Main => 3,
        Tag::Article => 4,
        Tag::Section => 5,
        Tag::Form => 6,
        Tag::Ul => 7,
        Tag::Li => 8,
        _ => return None,
    })
}

/// The evidence of all elements from the root to one, for pages of one kind.
#[derive(Clone, Copy)]
struct Chain {
    all: Side,
    /// A mean in which nearer elements count more: the sum and its weights, in 4096ths.
    decayed: i32,
    decayed_weight: i32,
    negative: u8,
}

/// The elements of a document as levels.
pub(super) struct Levels {
    cells: Vec<[i16; NAMES.len()]>,
    /// For each element its cell, if it is a level of any block.
    cell_of: Vec<u32>,
    chains: Vec<[Chain; 2]>,
    landmarks: Vec<Landmarks>,
}

impl Levels {
    pub(super) fn new(segments: &Segments, stats: &Stats) -> Levels {
        let elements = &segments.elements;
        let mut chains: Vec<[Chain; 2]> = Vec::with_capacity(elements.len());
        let mut landmarks: Vec<Landmarks> = Vec::with_capacity(elements.len());
        let is_above_text = above_text(segments);
        for (index, element) in elements.iter().enumerate() {
            if !is_above_text[index] {
                chains.push([Chain::START; 2]);
                landmarks.push(NO_LANDMARKS);
                continue;
            }
            let own = &stats.evidence[index];
            let parent = element.parent as usize;
            let (mut chain, mut near) = if index == 0 {
                ([Chain::START; 2], NO_LANDMARKS)
            } else {
                (chains[parent], landmarks[parent].map(|distance| (distance + 1).min(FAR)))
            };
            if let Some(position) = landmark(element.tag) {
                near[position] = 0;
            }
            chain[0].add(own.article);
            chain[1].add(own.all);
            chains.push(chain);
            landmarks.push(near);
        }
        let mut levels = Levels { cells: Vec::new(), cell_of: vec![u32::MAX; elements.len()], chains, landmarks };
        for block in &segments.blocks {
            let mut element = block.element as usize;
            for _ in 0..LEVELS {
                if levels.cell_of[element] == u32::MAX {
                    levels.cell_of[element] = levels.cells.len() as u32;
                    levels.cells.push(cell(segments, stats, element));
                }
                match above(segments, stats, element) {
                    Some(next) => element = next,
                    None => break,
                }
            }
        }
        levels
    }

    /// The decayed evidence above a block's innermost element.
    pub(super) fn decayed(&self, element: u32) -> [i32; 2] {
        let [article, all] = &self.chains[element as usize];
        [article.mean(), all.mean()]
    }

    #[inline(always)]
    pub(super) fn features(&self, row: &mut impl Row, segments: &Segments, stats: &Stats, index: usize) {
        let block = &segments.blocks[index];
        let mut element = Some(block.element as usize);
        for level in 0..LEVELS {
            let start = if level < NEAR_LEVELS { 0 } else { OUTER };
            let cell = element.map(|element| &self.cells[self.cell_of[element] as usize]);
            let cell = cell.unwrap_or(&[MISSING as i16; NAMES.len()]);
            row.put_all(format_args!("L{level}"), &NAMES[start..], &cell[start..]);
            element = element.and_then(|element| above(segments, stats, element));
        }
        let near = &self.landmarks[block.innermost as usize];
        if let Some(near) = near.first_chunk::<{ LANDMARK_NAMES.len() }>() {
            row.put_all("d0", &LANDMARK_NAMES, &near.map(i16::from));
        }
        let [article, all] = &self.chains[block.innermost as usize];
        put_evidence(row, ["te_min", "te_max", "te_mean"], article.all);
        row.put("te_decayed", article.mean());
        row.put("te_negative", article.negative);
        put_evidence(row, ["to_min", "to_max", "to_mean"], all.all);
        row.put("to_decayed", all.mean());
        row.put("to_negative", all.negative);
    }
}

/// For each element whether the text of a block stands in it.
fn above_text(segments: &Segments) -> Vec<bool> {
    let mut out = vec![false; segments.elements.len()];
    for block in &segments.blocks {
        out[block.innermost as usize] = true;
    }
    for index in (1..out.len()).rev() {
        if out[index] {
            out[segments.elements[index].parent as usize] = true;
        }
    }
    out
}

/// The nearest element that holds more blocks.
fn above(segments: &Segments, stats: &Stats, element: usize) -> Option<usize> {
    let top = stats.highest[element] as usize;
    (top != 0).then(|| segments.elements[top].parent as usize)
}

impl Chain {
    const START: Chain = Chain { all: Side::NONE, decayed: 0, decayed_weight: 0, negative: 0 };

    fn add(&mut self, own: Side) {
        if let Some(mean) = own.mean() {
            self.all.merge(own);
            self.decayed = self.decayed * 4 / 5 + mean * 16;
            self.decayed_weight = self.decayed_weight * 4 / 5 + 16;
            self.negative = self.negative.saturating_add(u8::from(own.min < -32));
        }
    }

    fn mean(&self) -> i32 {
        if self.decayed_weight > 0 { self.decayed / self.decayed_weight } else { MISSING }
    }
}

fn cell(segments: &Segments, stats: &Stats, index: usize) -> [i16; NAMES.len()] {
    let top = stats.highest[index] as usize;
    // The evidence of the run of elements that hold the same blocks.
    let mut run = Evidence::NONE;
    let mut at = index;
    loop {
        crate::steps::step();
        run.merge(&stats.evidence[at]);
        if at == top {
            break;
        }
        at = segments.elements[at].parent as usize;
    }
    let sum = &stats.sums[index];
    let page = &stats.sums[0];
    let siblings = &stats.siblings[stats.sibling[top] as usize];
    let highest = &segments.elements[top];
    let side = |side: Side| match side.mean() {
        Some(mean) => [side.min, side.max, mean.saturated()],
        None => [MISSING as i16; 3],
    };
    let (article, all) = (side(run.article), side(run.all));
    [
        sum.blocks.saturated(),
        sum.weight.min(30_000).saturated(),
        ratio(sum.weight, page.weight),
        ratio(sum.link_weight, sum.weight),
        ratio(sum.short_words, sum.words),
        ratio(sum.sentences * 20, sum.weight),
        (sum.weight / sum.blocks.max(1)).saturated(),
        ratio(sum.p_weight, sum.weight),
        ratio(sum.long_weight, sum.weight),
        ratio(sum.long_weight, page.long_weight),
        ratio(sum.headings, sum.blocks),
        ratio(sum.link_blocks, sum.blocks),
        ratio(sum.story_links, sum.blocks),
        standing(segments.elements[index].tag).saturated(),
        article[1],
        article[2],
        all[0],
        all[1],
        all[2],
        siblings.count.saturated(),
        (siblings.weight / siblings.count.max(1)).saturated(),
        ratio(siblings.link_weight, siblings.weight),
        ratio(siblings.weight, stats.sums[highest.parent as usize].weight),
        ratio(sum.prices, sum.blocks),
        ratio(sum.dates, sum.blocks),
        highest.images.saturated(),
        highest.controls.saturated(),
        article[0],
    ]
}
