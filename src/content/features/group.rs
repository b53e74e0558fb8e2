//! Blocks that are alike: the same path of tags and classes, or the same text.

use super::ratio;
use super::schema::{families, features, position};
use crate::content::segment::Segments;
use crate::content::stats::{Stats, is_long, link_weight};

families! {
    group(row, groups: &Groups, index: usize) {
        "g" GROUP => row.put_all(&groups.features[groups.of[index] as usize]),
        "m" MAIN => main(row, groups, index),
        "" REPEATS => repeats(row, groups, index),
    }
}

features! {
    /// What the blocks of one path have in common.
    GROUP: array features_of(groups: &Groups, number: usize) {
        let group = &groups.groups[number];
        let span = groups.span(group);
        "blocks" SameKind "how many there are of the same path" = group.blocks,
        "average" SameKind "their mean length, in half words" = group.weight / group.blocks,
        "link" SameKind "share of their text in links" = ratio(group.link_weight, group.weight),
        "share" SameKind "their share of the page's text" = ratio(group.weight, groups.total),
        "sent" SameKind "sentences a block" = ratio(group.sentences, group.blocks),
        "long" SameKind "share of their text in long blocks of prose" = ratio(group.long_weight, group.weight),
        "dlong" SameKind "their share of the page's prose" = ratio(group.long_weight, groups.long_total),
        "title" SameKind "words of the page's title a block" = ratio(group.title_words, group.blocks),
        "story" SameKind "share of them with a link to what looks like an article" = ratio(group.story_links, group.blocks),
        "density" SameKind "their share of the text from the first of them to the last" = ratio(group.weight, span),
        "span" SameKind "share of the page's text from the first of them to the last" = ratio(span, groups.total),
        "main" SameKind "whether theirs is the path with the most prose" = number == groups.main as usize,
    }
}

/// Where a group's density is among its features.
const DENSITY: usize = position(GROUP, "density");

features! {
    /// Where a block stands to those of the path with the most prose.
    MAIN: put main(groups: &Groups, index: usize) {
        let main = &groups.groups[groups.main as usize];
        let here = i64::from(groups.before[index]);
        let place = index as i64;
        "after_first" SameKind "blocks from the first of the main path to it" = (place - i64::from(main.first)).clamp(-999, 999),
        "after_last" SameKind "blocks from the last of the main path to it" = (place - i64::from(main.last)).clamp(-999, 999),
        "weight_first" SameKind "text from the first of the main path to it" = here - i64::from(groups.before[main.first as usize]),
        "weight_last" SameKind "text from the last of the main path to it" = here - i64::from(groups.before[main.last as usize]),
        "density" SameKind "the main path's share of the text from its first to its last" = groups.features[groups.main as usize][DENSITY],
    }
}

features! {
    /// How often the same is said.
    REPEATS: put repeats(groups: &Groups, index: usize) {
        let (count, place) = groups.repeats[index];
        "dup" SameKind "blocks with the same words, itself included" = count,
        "dup_place" SameKind "how many of those stand before it" = place,
        "openings" SameKind "blocks with the same first four words, itself included" = groups.openings[index],
    }
}

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

/// The groups of a document.
pub(crate) struct Groups {
    /// The group of each block.
    pub(crate) of: Vec<u32>,
    pub(crate) groups: Vec<Group>,
    /// What the rows of each group have in common.
    features: Vec<[i16; GROUP.len()]>,
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
        out.features = (0..count).map(|number| features_of(&out, number)).collect();
        out
    }

    /// The share of the page's prose that the largest group holds.
    pub(crate) fn main_share(&self) -> i16 {
        ratio(self.groups[self.main as usize].long_weight, self.long_total)
    }

    /// The weight from a group's first block to its last.
    fn span(&self, group: &Group) -> u32 {
        let last = group.last as usize;
        let end = self.before.get(last + 1).copied().unwrap_or(self.total);
        end - self.before[group.first as usize]
    }
}
