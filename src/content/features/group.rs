//! Blocks that are alike: the same path of tags and classes, or the same text.

use super::ratio;
use super::table::{Feature, Row};
use crate::content::{
    segment::Segments,
    stats::{Stats, is_long, link_weight},
};

/// The blocks of one path.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Group {
    pub(crate) blocks: u32,
    pub(crate) weight: u32,
    link_weight: u32,
    sentences: u32,
    long_weight: u32,
    title_words: u32,
    story_links: u32,
    first: u32,
    last: u32,
}

/// The features of a group.
const NAMES: [&str; 12] =
    ["blocks", "average", "link", "share", "sent", "long", "dlong", "title", "story", "density", "span", "main"];
/// Where its density is among them.
const DENSITY: usize = 9;

/// The groups of a document.
pub(crate) struct Groups {
    /// The group of each block.
    pub(crate) of: Vec<u32>,
    pub(crate) groups: Vec<Group>,
    /// What the rows of each group have in common.
    features: Vec<[i16; NAMES.len()]>,
    /// The group with the most prose.
    main: u32,
    /// How many blocks say the same, and which of them a block is.
    repeats: Vec<(u32, u32)>,
    /// How many blocks begin alike.
    openings: Vec<u32>,
    /// Weight before each block.
    before: Vec<u32>,
    total: u32,
    long_total: u32,
}

/// Numbers equal keys alike, and gives each its count and its place among its equals.
fn number(keys: impl Iterator<Item = u64>) -> (Vec<u32>, Vec<(u32, u32)>, usize) {
    let mut order: Vec<(u64, u32)> = keys.enumerate().map(|(index, key)| (key, index as u32)).collect();
    order.sort_unstable();
    let mut numbers = vec![0; order.len()];
    let mut places = vec![(0, 0); order.len()];
    let mut number = 0;
    let mut start = 0;
    while start < order.len() {
        let end = start + order[start..].iter().take_while(|entry| entry.0 == order[start].0).count();
        for (place, entry) in order[start..end].iter().enumerate() {
            numbers[entry.1 as usize] = number;
            places[entry.1 as usize] = ((end - start) as u32, place as u32);
        }
        number += 1;
        start = end;
    }
    (numbers, places, number as usize)
}

/// For each element a hash of the tags and classes from the root down to it.
pub(crate) fn paths(segments: &Segments, stats: &Stats) -> Vec<u64> {
    let mut paths: Vec<u64> = Vec::with_capacity(segments.elements.len());
    for (index, element) in segments.elements.iter().enumerate() {
        let above = if index == 0 { 0 } else { paths[element.parent as usize] };
        paths.push(path_below(above, stats.signatures[index]));
    }
    paths
}

/// The path of an element of this signature below one of that path.
pub(crate) fn path_below(above: u64, signature: u32) -> u64 {
    (above.rotate_left(7) ^ u64::from(signature)).wrapping_mul(0x517c_c1b7_2722_0a95)
}

impl Groups {
    pub(crate) fn new(segments: &Segments, stats: &Stats) -> Groups {
        let paths = paths(segments, stats);
        let blocks = &segments.blocks;
        let (of, _, count) = number(blocks.iter().map(|block| paths[block.innermost as usize]));
        let (_, repeats, _) = number(blocks.iter().map(|block| block.measure.hash));
        let (_, openings, _) = number(blocks.iter().map(|block| block.measure.opening));
        let openings = openings.into_iter().map(|(count, _)| count).collect();
        let mut groups = vec![Group { first: u32::MAX, ..Group::default() }; count];
        let mut before = Vec::with_capacity(blocks.len());
        let (mut total, mut long_total) = (0, 0);
        for (index, block) in blocks.iter().enumerate() {
            let weight = block.measure.weight();
            let long = if is_long(block) { weight } else { 0 };
            let group = &mut groups[of[index] as usize];
            group.blocks += 1;
            group.weight += weight;
            group.link_weight += link_weight(block);
            group.sentences += block.measure.sentences;
            group.long_weight += long;
            group.title_words += block.measure.title_words;
            group.story_links += u32::from(stats.stories[index] > 0);
            group.first = group.first.min(index as u32);
            group.last = index as u32;
            before.push(total);
            total += weight;
            long_total += long;
        }
        let main = (0..count).max_by_key(|&index| (groups[index].long_weight, count - index)).unwrap_or(0) as u32;
        let mut out = Groups { of, groups, features: Vec::new(), main, repeats, openings, before, total, long_total };
        out.features = (0..count).map(|number| out.features_of(number)).collect();
        out
    }

    fn features_of(&self, number: usize) -> [i16; NAMES.len()] {
        let group = &self.groups[number];
        let span = self.span(group);
        [
            group.blocks.saturated(),
            (group.weight / group.blocks).saturated(),
            ratio(group.link_weight, group.weight),
            ratio(group.weight, self.total),
            ratio(group.sentences, group.blocks),
            ratio(group.long_weight, group.weight),
            ratio(group.long_weight, self.long_total),
            ratio(group.title_words, group.blocks),
            ratio(group.story_links, group.blocks),
            ratio(group.weight, span),
            ratio(span, self.total),
            (number == self.main as usize).saturated(),
        ]
    }

    /// The share of the page's prose that the largest group holds.
    pub(crate) fn main_share(&self) -> i16 {
        ratio(self.groups[self.main as usize].long_weight, self.long_total)
    }

    #[inline(always)]
    pub(super) fn features(&self, row: &mut impl Row, index: usize) {
        row.put_all("g", &NAMES, &self.features[self.of[index] as usize]);
        let main = &self.groups[self.main as usize];
        let (index32, here) = (index as u32, self.before[index]);
        row.put("m_after_first", (i64::from(index32) - i64::from(main.first)).clamp(-999, 999));
        row.put("m_after_last", (i64::from(index32) - i64::from(main.last)).clamp(-999, 999));
        row.put("m_weight_first", i64::from(here) - i64::from(self.before[main.first as usize]));
        row.put("m_weight_last", i64::from(here) - i64::from(self.before[main.last as usize]));
        row.put("m_density", self.features[self.main as usize][DENSITY]);
        let (count, place) = self.repeats[index];
        row.put("dup", count);
        row.put("dup_place", place);
        row.put("openings", self.openings[index]);
    }

    /// The weight from a group's first block to its last.
    fn span(&self, group: &Group) -> u32 {
        let last = group.last as usize;
        let end = self.before.get(last + 1).copied().unwrap_or(self.total);
        end - self.before[group.first as usize]
    }
}
