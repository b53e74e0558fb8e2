//! What stands around a block: the elements above it, counted only where what they hold differs.
//!
//! Level 0 is the block's own element, level 1 the nearest one that holds more blocks than that, and so on. The features
//! of an element as a level are computed once, however many blocks lie below it.

use super::block::put_evidence;
use super::{MISSING, Row, ratio};
use crate::content::lexicon::{Evidence, Side};
use crate::content::segment::Segments;
use crate::content::stats::Stats;
use crate::html::Tag;

const LEVELS: usize = 6;
const NAMES: [&str; 30] = [
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
    "prices",
    "dates",
    "stories",
    "images",
    "controls",
    "tag",
    "te_min",
    "te_max",
    "te_mean",
    "to_min",
    "to_max",
    "to_mean",
    "rep",
    "rep_i",
    "rep_avg",
    "rep_link",
    "rep_sent",
    "alone",
];
/// Tags whose nearest occurrence above a block is a feature.
const LANDMARKS: [Tag; 21] = [
    Tag::Nav,
    Tag::Header,
    Tag::Footer,
    Tag::Aside,
    Tag::Main,
    Tag::Article,
    Tag::Section,
    Tag::Form,
    Tag::Ul,
    Tag::Ol,
    Tag::Li,
    Tag::Table,
    Tag::Td,
    Tag::Figure,
    Tag::Blockquote,
    Tag::Pre,
    Tag::Dl,
    Tag::A,
    Tag::Button,
    Tag::P,
    Tag::Details,
];
const LANDMARK_NAMES: [&str; 21] = [
    "nav",
    "header",
    "footer",
    "aside",
    "main",
    "article",
    "section",
    "form",
    "ul",
    "ol",
    "li",
    "table",
    "td",
    "figure",
    "blockquote",
    "pre",
    "dl",
    "a",
    "button",
    "p",
    "details",
];
const FAR: u8 = 99;

/// The evidence of all elements from the root to one, on pages of one kind.
#[derive(Clone, Copy)]
struct Chain {
    all: Side,
    /// A mean in which nearer elements count more.
    decayed: f32,
    decayed_weight: f32,
    negative: u8,
    positive: u8,
}

/// The elements of a document as levels.
pub(super) struct Levels {
    cells: Vec<[i16; NAMES.len()]>,
    chains: Vec<[Chain; 2]>,
    landmarks: Vec<[u8; LANDMARKS.len()]>,
    highest: Vec<u32>,
}

impl Levels {
    pub(super) fn new(segments: &Segments, stats: &Stats) -> Levels {
        let elements = &segments.elements;
        let mut chains: Vec<[Chain; 2]> = Vec::with_capacity(elements.len());
        let mut landmarks: Vec<[u8; LANDMARKS.len()]> = Vec::with_capacity(elements.len());
        let mut cells = vec![[0; NAMES.len()]; elements.len()];
        // The evidence of the run of elements that hold the same blocks, down to each element.
        let mut runs: Vec<Evidence> = Vec::with_capacity(elements.len());
        for (index, element) in elements.iter().enumerate() {
            let own = stats.evidence[index];
            let parent = element.parent as usize;
            let (mut chain, mut near) = if index == 0 {
                ([Chain::START; 2], [FAR; LANDMARKS.len()])
            } else {
                (chains[parent], landmarks[parent].map(|distance| if distance < FAR { distance + 1 } else { FAR }))
            };
            if let Some(position) = LANDMARKS.iter().position(|tag| *tag == element.tag) {
                near[position] = 0;
            }
            chain[0].add(own.article);
            chain[1].add(own.other);
            let mut run = own;
            if index > 0 && stats.highest[index] == stats.highest[parent] {
                run.merge(&runs[parent]);
            }
            chains.push(chain);
            landmarks.push(near);
            runs.push(run);
            if stats.sums[index].blocks > 0 {
                cells[index] = cell(segments, stats, index, &run);
            }
        }
        Levels { cells, chains, landmarks, highest: stats.highest.clone() }
    }

    /// The decayed evidence above a block's innermost element.
    pub(super) fn decayed(&self, element: u32) -> [i32; 2] {
        let [article, other] = &self.chains[element as usize];
        [article.mean(), other.mean()]
    }

    pub(super) fn features(&self, row: &mut Row<'_>, segments: &Segments, index: usize) {
        let block = &segments.blocks[index];
        let mut element = block.element as usize;
        let mut levels = 0;
        let mut ended = false;
        for level in 0..LEVELS {
            if ended {
                row.extend("L", level, &NAMES, &[MISSING as i16; NAMES.len()]);
                continue;
            }
            levels += 1;
            row.extend("L", level, &NAMES, &self.cells[element]);
            let top = self.highest[element] as usize;
            ended = top == 0;
            element = segments.elements[top].parent as usize;
        }
        row.put("levels", levels);
        let near = &self.landmarks[block.innermost as usize];
        let distances = near.map(i16::from);
        row.extend("d", 0, &LANDMARK_NAMES, &distances);
        let [article, other] = &self.chains[block.innermost as usize];
        put_evidence(row, ["te_min", "te_max", "te_mean"], article.all);
        row.put("te_decayed", article.mean());
        row.put("te_negative", article.negative);
        row.put("te_positive", article.positive);
        put_evidence(row, ["to_min", "to_max", "to_mean"], other.all);
        row.put("to_decayed", other.mean());
        row.put("to_negative", other.negative);
        row.put("to_positive", other.positive);
    }
}

impl Chain {
    const START: Chain = Chain { all: Side::NONE, decayed: 0.0, decayed_weight: 0.0, negative: 0, positive: 0 };

    fn add(&mut self, own: Side) {
        if let Some(mean) = own.mean() {
            self.all.merge(own);
            self.decayed = self.decayed * 0.8 + mean as f32;
            self.decayed_weight = self.decayed_weight * 0.8 + 1.0;
            self.negative = self.negative.saturating_add(u8::from(own.min < -32));
            self.positive = self.positive.saturating_add(u8::from(own.max > 24));
        }
    }

    fn mean(&self) -> i32 {
        if self.decayed_weight > 0.0 { (self.decayed / self.decayed_weight) as i32 } else { MISSING }
    }
}

fn cell(segments: &Segments, stats: &Stats, index: usize, run: &Evidence) -> [i16; NAMES.len()] {
    let top = stats.highest[index] as usize;
    let sum = &stats.sums[index];
    let page = &stats.sums[0];
    let (group, place) = stats.sibling[top];
    let siblings = &stats.siblings[group as usize];
    let highest = &segments.elements[top];
    let side = |side: Side| match side.mean() {
        Some(mean) => [i32::from(side.min), i32::from(side.max), mean],
        None => [MISSING; 3],
    };
    let (article, other) = (side(run.article), side(run.other));
    let values = [
        sum.blocks as i32,
        sum.weight.min(30_000) as i32,
        ratio(sum.weight, page.weight),
        ratio(sum.link_weight, sum.weight),
        ratio(sum.short_words, sum.words),
        ratio(sum.sentences * 20, sum.weight),
        (sum.weight / sum.blocks.max(1)) as i32,
        ratio(sum.p_weight, sum.weight),
        ratio(sum.long_weight, sum.weight),
        ratio(sum.long_weight, page.long_weight),
        ratio(sum.headings, sum.blocks),
        ratio(sum.link_blocks, sum.blocks),
        ratio(sum.prices, sum.blocks),
        ratio(sum.dates, sum.blocks),
        ratio(sum.story_links, sum.blocks),
        i32::from(highest.images),
        i32::from(highest.controls),
        i32::from(segments.elements[index].tag as u8),
        article[0],
        article[1],
        article[2],
        other[0],
        other[1],
        other[2],
        siblings.count as i32,
        place as i32,
        (siblings.weight / siblings.count.max(1)) as i32,
        ratio(siblings.link_weight, siblings.weight),
        ratio(siblings.sentences, siblings.count),
        ratio(siblings.weight, stats.sums[highest.parent as usize].weight),
    ];
    values.map(|value| value.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16)
}
