//! What stands around a block: the elements above it, counted only where what they hold differs.
//!
//! Level 0 is the block's own element, level 1 the nearest one that holds more blocks than that, and so on. The features
//! of an element as a level are computed once, however many blocks lie below it.

use super::block::{EVIDENCE, evidence, tag_ordinal};
use super::schema::{About, Feature, families, features, from, position};
use super::table::{Row, Saturate};
use super::tags::{named_after, places};
use super::{MISSING, ratio};
use crate::content::lexicon::{Evidence, ScoreSummary};
use crate::content::segment::Segments;
use crate::content::stats::Stats;
use crate::html::Tag;

families! {
    /// Of the outer levels only the last features are told.
    level(row, levels: &Levels, segments: &Segments, stats: &Stats, index: usize) {
        let block = &segments.blocks[index];
        let cells = levels.cells_above(segments, stats, block.element);
        let [article, all] = &levels.chains[block.innermost as usize];
        "L0" LEVEL => row.put_all(cells[0]),
        "L1" LEVEL => row.put_all(cells[1]),
        "L2" LEVEL => row.put_all(cells[2]),
        "L3" LEVEL => row.put_all(cells[3]),
        "L4" OUTER_LEVEL => row.put_all(&cells[4][OUTER..]),
        "L5" OUTER_LEVEL => row.put_all(&cells[5][OUTER..]),
        "d0" &LANDMARKS => levels.put_landmarks(row, block.innermost),
        "te" EVIDENCE => evidence(row, article.all),
        "te" CHAIN => chain(row, article),
        "to" EVIDENCE => evidence(row, all.all),
        "to" CHAIN => chain(row, all),
    }
}

features! {
    /// What an element is as a level. `te` is what names say on pages of articles, `to` what they say on all.
    LEVEL: array cell(segments: &Segments, stats: &Stats, index: usize) {
        let top = stats.highest[index] as usize;
        let sum = &stats.sums[index];
        let page = &stats.sums[0];
        let siblings = &stats.siblings[stats.sibling[top] as usize];
        let highest = &segments.elements[top];
        let run = evidence_of_run(segments, stats, index, top);
        let [article, all] = [numbers(run.article), numbers(run.all)];
        "blocks" TextAround "blocks in it" = sum.blocks,
        "weight" TextAround "its text in half words" = sum.weight.min(30_000),
        "share" TextAround "its share of the page's text" = ratio(sum.weight, page.weight),
        "link" TextAround "share of its text in links" = ratio(sum.link_weight, sum.weight),
        "short" TextAround "share of its words that have up to three letters" = ratio(sum.short_words, sum.words),
        "sent" TextAround "sentences in ten words" = ratio(sum.sentences * 20, sum.weight),
        "average" TextAround "mean length of its blocks" = sum.weight / sum.blocks.max(1),
        "p" TextAround "share of its text in paragraphs" = ratio(sum.p_weight, sum.weight),
        "long" TextAround "share of its text in long blocks of prose" = ratio(sum.long_weight, sum.weight),
        "dlong" TextAround "its share of the page's prose" = ratio(sum.long_weight, page.long_weight),
        "headings" TextAround "share of its blocks that are headings" = ratio(sum.headings, sum.blocks),
        "link_blocks" TextAround "share of its blocks that are links" = ratio(sum.link_blocks, sum.blocks),
        "stories" TextAround "links to what looks like an article, a block" = ratio(sum.story_links, sum.blocks),
        "tag" ElementsAround "its element, in the order of tag_ordinal" = tag_ordinal(segments.elements[index].tag),
        "te_max" NamesAround "the greatest score of a name on it, and on those above that hold the same blocks" = article[1],
        "te_mean" NamesAround "the mean score of those names" = article[2],
        "to_min" NamesAround "the least score of those names" = all[0],
        "to_max" NamesAround "the greatest score of those names" = all[1],
        "to_mean" NamesAround "the mean score of those names" = all[2],
        "rep" TextAround "how many siblings look like it, itself included" = siblings.count,
        "rep_avg" TextAround "mean length of those siblings" = siblings.weight / siblings.count.max(1),
        "rep_link" TextAround "share of their text in links" = ratio(siblings.link_weight, siblings.weight),
        "alone" TextAround "their share of the text of the element above" = ratio(siblings.weight, stats.sums[highest.parent as usize].weight),
        "prices" TextAround "share of its blocks with an amount of money" = ratio(sum.prices, sum.blocks),
        "dates" TextAround "share of its blocks that are short and have a date" = ratio(sum.dates, sum.blocks),
        "images" TextAround "images in it" = highest.images,
        "controls" TextAround "form controls in it" = highest.controls,
        "te_min" NamesAround "the least score of a name on it, and on those above that hold the same blocks" = article[0],
    }
}

/// Where the features begin that the outer levels have too.
const OUTER: usize = position(LEVEL, "prices");
const OUTER_LEVEL: &[Feature] = from(LEVEL, OUTER);
/// So many levels are told of.
const LEVELS: usize = 6;

features! {
    /// What the names of all elements from the root down say together.
    CHAIN: put chain(chain: &Chain) {
        "decayed" NamesAround "mean score of their names, nearer ones counting more" = chain.mean(),
        "negative" NamesAround "how many of them have a name that speaks against content" = chain.negative,
    }
}

/// Elements whose nearest occurrence above a block is a feature.
const LANDMARK_TAGS: [Tag; 9] =
    [Tag::Nav, Tag::Footer, Tag::Aside, Tag::Main, Tag::Article, Tag::Section, Tag::Form, Tag::Ul, Tag::Li];

const LANDMARKS: [Feature; LANDMARK_TAGS.len()] = named_after(
    &LANDMARK_TAGS,
    About::ElementsAround,
    "elements from its innermost one up to the nearest of this name; 99 where there is none",
);
const LANDMARK_PLACES: [u8; 256] = places(&LANDMARK_TAGS);
const FAR: u8 = 99;

/// How far above an element each landmark is; as many as a processor counts up at once.
type Landmarks = [u8; 16];
const NO_LANDMARKS: Landmarks = [FAR; size_of::<Landmarks>()];

/// The evidence of all elements from the root to one, for pages of one kind.
#[derive(Clone, Copy)]
struct Chain {
    all: ScoreSummary,
    /// A mean in which nearer elements count more: the sum and its weights, in 4096ths.
    decayed: i32,
    decayed_weight: i32,
    negative: u8,
}

/// The elements of a document as levels.
pub(super) struct Levels {
    cells: Vec<Cell>,
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
            if let Some(distance) = near.get_mut(usize::from(LANDMARK_PLACES[element.tag as usize])) {
                *distance = 0;
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

    /// The cells of the levels of an element, [missing](NO_CELL) where there are no more.
    #[inline(always)]
    fn cells_above(&self, segments: &Segments, stats: &Stats, element: u32) -> [&Cell; LEVELS] {
        let mut cells = [&NO_CELL; LEVELS];
        let mut element = Some(element as usize);
        for cell in &mut cells {
            let Some(level) = element else { break };
            *cell = &self.cells[self.cell_of[level] as usize];
            element = above(segments, stats, level);
        }
        cells
    }

    #[inline(always)]
    fn put_landmarks(&self, row: &mut impl Row, element: u32) {
        if let Some(near) = self.landmarks[element as usize].first_chunk::<{ LANDMARK_TAGS.len() }>() {
            row.put_all(&near.map(i16::from));
        }
    }
}

/// The features of an element as a level.
type Cell = [i16; LEVEL.len()];
const NO_CELL: Cell = [MISSING as i16; LEVEL.len()];

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
    const START: Chain = Chain { all: ScoreSummary::NONE, decayed: 0, decayed_weight: 0, negative: 0 };

    fn add(&mut self, own: ScoreSummary) {
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

/// What the names say of the elements from one up to the highest that holds the same blocks.
fn evidence_of_run(segments: &Segments, stats: &Stats, index: usize, top: usize) -> Evidence {
    let mut run = Evidence::NONE;
    let mut at = index;
    loop {
        crate::steps::step();
        run.merge(&stats.evidence[at]);
        if at == top {
            return run;
        }
        at = segments.elements[at].parent as usize;
    }
}

/// The least, the greatest and the mean score.
fn numbers(side: ScoreSummary) -> [i16; 3] {
    match side.mean() {
        Some(mean) => [side.min, side.max, mean.saturated()],
        None => [MISSING as i16; 3],
    }
}
