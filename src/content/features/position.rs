//! Where a block stands on the page, to its title, and to its prose.

use super::neighbour::{NO_NEIGHBOUR, NONE_NEAR, Neighbour, Surroundings};
use super::prose::{Anchor, Container, ReaderScores};
use super::schema::{families, features};
use super::{MISSING, ratio};
use crate::content::head::Head;
use crate::content::segment::{Hidden, Segments, TextBlock};
use crate::content::stats::{Stats, heading_level, is_long};
use crate::html::Tag;

families! {
    place(row, positions: &Positions, surroundings: &Surroundings, index: usize) {
        let element = positions.elements[index];
        "" PAGE_POSITION => page_position(row, surroundings, index),
        "t" as PagePosition ANCHOR => anchor(row, positions, surroundings, &positions.title, index),
        "c" as ProsePosition ANCHOR => anchor(row, positions, surroundings, &positions.dense, index),
        "c" DENSE => dense(row, positions, surroundings, index),
        "long" LONG => long(row, positions, surroundings, index),
        "s" SCORES => scores(row, &positions.scores, element as usize),
        "k9" CONTAINER => container(row, &positions.containers[0], element),
        "k6" CONTAINER => container(row, &positions.containers[1], element),
        "" LONE_LINK => lone_link(row, positions, index),
    }
}

features! {
    /// Where a block stands on the page.
    PAGE_POSITION: put page_position(surroundings: &Surroundings, index: usize) {
        let count = surroundings.neighbours.len();
        "pos" PagePosition "share of the page's text before it" = ratio(surroundings.before[index], surroundings.before[count]),
        "pos_blocks" PagePosition "share of the page's blocks before it" = ratio(index as u32, count as u32),
        "index" PagePosition "blocks before it" = index as u32,
        "from_end" PagePosition "blocks from it to the end" = (count - index) as u32,
    }
}

features! {
    /// Where a block stands to another one: to the title, or to the densest prose.
    ANCHOR: put anchor(positions: &Positions, surroundings: &Surroundings, anchor: &Option<Anchor>, index: usize) {
        let [blocks, weight, common, share, prose] = positions.to_anchor(surroundings, anchor.as_ref(), index);
        "blocks" ProsePosition "blocks from the one to the other" = blocks,
        "weight" ProsePosition "text from the one to the other" = weight,
        "common" ProsePosition "elements from the other one up to the lowest that holds both" = common,
        "share" ProsePosition "share of the page's text in that element" = share,
        "prose" ProsePosition "share of the page's prose in that element" = prose,
    }
}

features! {
    /// A block against the one in the midst of the densest prose.
    DENSE: put dense(positions: &Positions, surroundings: &Surroundings, index: usize) {
        let dense = positions.dense.as_ref().map(|dense| dense.block);
        let there = dense.map_or(&NO_NEIGHBOUR, |block| &surroundings.neighbours[block]);
        let here = &surroundings.neighbours[index];
        let depth = |block: usize| i32::from(positions.depths[positions.elements[block] as usize]);
        let prose = surroundings.long_before[surroundings.neighbours.len()];
        "te" ProsePosition "what the names around it say on pages of articles, less the same there" = difference(here, there, 0),
        "to" ProsePosition "what the names around it say on all pages, less the same there" = difference(here, there, 1),
        "depth" ProsePosition "how much deeper it lies" = dense.map_or(MISSING, |block| depth(index) - depth(block)),
        "dense" ProsePosition "share of the page's prose within four blocks of it" = ratio(positions.dense_weight[index], prose),
    }
}

features! {
    /// A block against the long blocks of prose.
    LONG: put long(positions: &Positions, surroundings: &Surroundings, index: usize) {
        let before = &surroundings.long_before;
        let prose = before[surroundings.neighbours.len()];
        "first" ProsePosition "blocks from the first long one to it" = index as i64 - positions.first_long as i64,
        "last" ProsePosition "blocks from the last long one to it" = index as i64 - positions.last_long as i64,
        "before" ProsePosition "share of the prose before it" = ratio(before[index], prose),
        "after" ProsePosition "share of the prose behind it" = ratio(prose - before[index + 1], prose),
        "previous" ProsePosition "blocks from the last long one up to it; 999 where there is none" = positions.previous_long[index],
        "next" ProsePosition "blocks to the next long one from it on; 999 where there is none" = positions.next_long[index],
    }
}

features! {
    /// A block's element against the one that scores best, as reader modes score.
    SCORES: put scores(scores: &ReaderScores, element: usize) {
        let (inside, relative, common) = scores.of[element];
        "in" ProsePosition "whether it lies in the best element" = inside,
        "best" ProsePosition "the best score of its element and those above, as a share of the best" = relative,
        "common" ProsePosition "elements from the best one up to the lowest that holds both" = common,
        "parent" ProsePosition "the score of the element above its own, as a share of the best" = scores.parent[element],
        "top_share" ProsePosition "share of the page's text in the best element" = scores.top_share,
    }
}

features! {
    /// The lowest element that holds so much of the page's prose: the number of the family in tenths.
    CONTAINER: put container(container: &Container, element: u32) {
        "side" ProsePosition "-1 before that element, 0 in it, 1 behind it" = container.side(element),
        "share" ProsePosition "share of the page's text in that element" = container.share,
        "link" ProsePosition "share of that text in links" = container.link,
    }
}

features! {
    /// A block that is a link and nothing else.
    LONE_LINK: put lone_link(positions: &Positions, index: usize) {
        "lone_link" Links "whether it is a paragraph that is one link, and stands in no list or table" = positions.lone_link[index],
    }
}

/// What a neighbour tells here, less the same there.
#[inline(always)]
fn difference(here: &Neighbour, there: &Neighbour, at: usize) -> i32 {
    match (i32::from(here[at]), i32::from(there[at])) {
        (MISSING, _) | (_, MISSING) => MISSING,
        (here, there) => here - there,
    }
}

/// What places on the page are known, to see each block from.
pub(super) struct Positions {
    /// The element of each block, and how deep each element lies.
    elements: Vec<u32>,
    depths: Vec<u16>,
    title: Option<Anchor>,
    dense: Option<Anchor>,
    /// The prose within [`REACH`] blocks of each.
    dense_weight: Vec<u32>,
    previous_long: Vec<u32>,
    next_long: Vec<u32>,
    first_long: usize,
    last_long: usize,
    scores: ReaderScores,
    containers: [Container; 2],
    lone_link: Vec<bool>,
}

/// Prose this many blocks away is near.
const REACH: usize = 4;

impl Positions {
    pub(super) fn new(segments: &Segments, stats: &Stats, head: &Head, surroundings: &Surroundings) -> Positions {
        let blocks = &segments.blocks;
        let count = blocks.len();
        let long: Vec<bool> = blocks.iter().map(is_long).collect();
        let dense_weight: Vec<u32> = (0..count)
            .map(|index| {
                let (low, high) = (index.saturating_sub(REACH), (index + REACH + 1).min(count));
                surroundings.long_before[high] - surroundings.long_before[low]
            })
            .collect();
        let densest = (0..count).filter(|&index| long[index]).max_by_key(|&index| (dense_weight[index], count - index));
        let mut previous_long = vec![NONE_NEAR; count];
        let mut next_long = vec![NONE_NEAR; count];
        let mut near = None;
        for index in 0..count {
            if long[index] {
                near = Some(index);
            }
            previous_long[index] = near.map_or(NONE_NEAR, |near| (index - near) as u32);
        }
        near = None;
        for index in (0..count).rev() {
            if long[index] {
                near = Some(index);
            }
            next_long[index] = near.map_or(NONE_NEAR, |near| (near - index) as u32);
        }
        Positions {
            title: title_block(segments, head).map(|block| Anchor::new(segments, stats, block)),
            dense: densest.map(|block| Anchor::new(segments, stats, block)),
            first_long: long.iter().position(|long| *long).unwrap_or(0),
            last_long: long.iter().rposition(|long| *long).unwrap_or(count - 1),
            scores: ReaderScores::new(segments, stats),
            elements: blocks.iter().map(|block| block.element).collect(),
            containers: [9, 6].map(|tenths| Container::new(segments, stats, tenths)),
            lone_link: lone_links(segments),
            depths: segments.elements.iter().map(|element| element.depth).collect(),
            dense_weight,
            previous_long,
            next_long,
        }
    }

    /// The values of [`ANCHOR`].
    #[inline(always)]
    fn to_anchor(&self, surroundings: &Surroundings, anchor: Option<&Anchor>, index: usize) -> [i64; 5] {
        let Some(anchor) = anchor else { return [i64::from(MISSING); 5] };
        let before = &surroundings.before;
        let (depth, share, prose) = anchor.common[self.elements[index] as usize];
        [
            index as i64 - anchor.block as i64,
            i64::from(before[index]) - i64::from(before[anchor.block]),
            i64::from(self.depths[self.elements[anchor.block] as usize]) - i64::from(depth),
            share.into(),
            prose.into(),
        ]
    }
}

/// Whether each block is a paragraph that is one link, and stands in no list or table.
fn lone_links(segments: &Segments) -> Vec<bool> {
    let mut listed: Vec<bool> = Vec::with_capacity(segments.elements.len());
    for (index, element) in segments.elements.iter().enumerate() {
        let own = matches!(element.tag, Tag::Ul | Tag::Ol | Tag::Dl | Tag::Table);
        listed.push(own || (index > 0 && listed[element.parent as usize]));
    }
    let is_lone = |block: &TextBlock| {
        let m = &block.measure;
        m.links == 1 && m.link_chars * 10 >= m.chars * 9 && m.words + m.cjk >= 3 && !listed[block.element as usize]
    };
    segments.blocks.iter().map(is_lone).collect()
}

/// The block that is the page's headline: the heading that shares most with the page's title, or a block of any kind that
/// says the same as a title and is no link; else the first `<h1>`.
fn title_block(segments: &Segments, head: &Head) -> Option<usize> {
    let mut best = None;
    let mut best_score = 300;
    let mut first_h1 = None;
    for (index, block) in segments.blocks.iter().enumerate() {
        let level = heading_level(segments.elements[block.element as usize].tag);
        let same = head.title.equals(&block.measure);
        let linked = block.measure.link_chars * 2 > block.measure.chars;
        if (level == 0 && (!same || linked)) || !matches!(block.hidden, Hidden::No | Hidden::Noscript) {
            continue;
        }
        if level == 1 && first_h1.is_none() {
            first_h1 = Some(index);
        }
        if block.measure.title_words == 0 {
            continue;
        }
        let score = ratio(block.measure.title_words, head.title.title_len)
            + if level == 1 { 300 } else { 0 }
            + if same { 200 } else { 0 };
        if score > best_score {
            best_score = score;
            best = Some(index);
        }
    }
    best.or(first_h1)
}
