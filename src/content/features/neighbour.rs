//! What stands before and behind a block: its neighbours, the heading over it, the section that it stands in.

use super::block::tag_ordinal;
use super::level::Levels;
use super::schema::{families, features, position, up_to};

use super::{MISSING, ratio};
use crate::content::segment::Segments;
use crate::content::stats::{Stats, heading_level, is_long, link_weight};

families! {
    /// The farther a neighbour is, the less of it is told.
    neighbour(row, surroundings: &Surroundings, index: usize) {
        let before = |distance: usize| index.checked_sub(distance).map_or(&NO_NEIGHBOUR, |at| &surroundings.neighbours[at]);
        let after = |distance: usize| surroundings.neighbours.get(index + distance).unwrap_or(&NO_NEIGHBOUR);
        let over = surroundings.heading[index].map_or(&NO_NEIGHBOUR, |heading| &surroundings.neighbours[heading as usize]);
        "h" HEADING => heading(row, surroundings, index, over),
        "h" as Heading up_to(NEIGHBOUR, 4) => row.put_all(&over[..4]),
        "h" HEADINGS => headings(row, surroundings, index),
        "sec" SECTION => section(row, surroundings, index),
        "p3" up_to(NEIGHBOUR, 2) => row.put_all(&before(3)[..2]),
        "p2" up_to(NEIGHBOUR, 4) => row.put_all(&before(2)[..4]),
        "p1" NEIGHBOUR => row.put_all(before(1)),
        "n1" NEIGHBOUR => row.put_all(after(1)),
        "n2" up_to(NEIGHBOUR, 4) => row.put_all(&after(2)[..4]),
        "n3" up_to(NEIGHBOUR, 2) => row.put_all(&after(3)[..2]),
        "w4" WINDOW => window(row, surroundings, index, 4),
        "w15" WINDOW => window(row, surroundings, index, 15),
    }
}

features! {
    /// What a block tells to its neighbours; what is told to farther ones, first.
    NEIGHBOUR: array told(segments: &Segments, stats: &Stats, levels: &Levels, index: usize) {
        let block = &segments.blocks[index];
        let m = &block.measure;
        let tag = segments.elements[block.element as usize].tag;
        let [te, to] = levels.decayed(block.innermost);
        let [x, xo] = [stats.words[index].article, stats.words[index].all].map(|side| side.mean().unwrap_or(MISSING));
        "te" Neighbours "what the names around it say on pages of articles, nearer ones counting more" = te,
        "to" Neighbours "the same on all pages" = to,
        "x" Neighbours "what its words say on pages of articles" = x,
        "xo" Neighbours "the same on all pages" = xo,
        "weight" Neighbours "its length in half words" = m.weight().min(30_000),
        "link" Neighbours "share of its characters in links" = ratio(m.link_chars, m.chars),
        "heading" Neighbours "level of the heading that it is; 0 where it is none" = heading_level(tag),
        "tag" Neighbours "its element, in the order of tag_ordinal" = tag_ordinal(tag),
    }
}

features! {
    /// The heading over a block.
    HEADING: put heading(surroundings: &Surroundings, index: usize, over: &Neighbour) {
        "level" Heading "level of the heading over it; 0 where there is none" = over[LEVEL].max(0),
        "distance" Heading "blocks from that heading; 999 where there is none" = surroundings.heading[index].map_or(NONE_NEAR, |heading| index as u32 - heading),
    }
}

features! {
    /// More of that heading, and others.
    HEADINGS: put headings(surroundings: &Surroundings, index: usize) {
        let weight = |block: usize| (surroundings.before[block + 1] - surroundings.before[block]) as i32;
        "weight" Heading "length of the heading over it" = surroundings.heading[index].map_or(MISSING, |heading| weight(heading as usize)),
        "next" Heading "blocks to the next heading; 999 where there is none" = surroundings.next_heading[index],
        "before" Heading "headings before it" = surroundings.headings_before[index],
    }
}

features! {
    /// The section that a block stands in: from the heading over it to the next. That of a heading is what it stands over.
    SECTION: put section(surroundings: &Surroundings, index: usize) {
        let is_heading = surroundings.neighbours[index][LEVEL] > 0;
        let start = if is_heading { index } else { surroundings.heading[index].unwrap_or(0) as usize };
        let end = (index + surroundings.next_heading[index] as usize).min(surroundings.neighbours.len());
        let [weight, links, long] = surroundings.weights(start, end);
        "blocks" Heading "blocks in its section" = (end - start) as u32,
        "weight" Heading "text in its section" = weight,
        "link" Heading "share of that text in links" = ratio(links, weight),
        "long" Heading "share of that text in long blocks of prose" = ratio(long, weight),
    }
}

features! {
    /// The blocks up to a distance before and behind it.
    WINDOW: put window(surroundings: &Surroundings, index: usize, reach: usize) {
        let (start, end) = (index.saturating_sub(reach), (index + reach + 1).min(surroundings.neighbours.len()));
        let [weight, links, long] = surroundings.weights(start, end);
        "average" Neighbours "mean length of the blocks near it" = weight / (end - start) as u32,
        "link" Neighbours "share of their text in links" = ratio(links, weight),
        "long" Neighbours "share of their text in long blocks of prose" = ratio(long, weight),
    }
}

/// What a neighbour tells.
pub(super) type Neighbour = [i16; NEIGHBOUR.len()];
pub(super) const NO_NEIGHBOUR: Neighbour = [MISSING as i16; NEIGHBOUR.len()];
/// Where the level of a heading is among what a neighbour tells.
const LEVEL: usize = position(NEIGHBOUR, "heading");
/// The distance of what is nowhere near.
pub(super) const NONE_NEAR: u32 = 999;

/// The blocks of a page in their order.
pub(super) struct Surroundings {
    pub(super) neighbours: Vec<Neighbour>,
    /// Text before each block and before the end; the same in links, and in long blocks of prose.
    pub(super) before: Vec<u32>,
    links_before: Vec<u32>,
    pub(super) long_before: Vec<u32>,
    /// The last heading before each block.
    heading: Vec<Option<u32>>,
    next_heading: Vec<u32>,
    headings_before: Vec<u32>,
}

impl Surroundings {
    pub(super) fn new(segments: &Segments, stats: &Stats, levels: &Levels) -> Surroundings {
        let count = segments.blocks.len();
        let mut out = Surroundings {
            neighbours: Vec::with_capacity(count),
            before: Vec::with_capacity(count + 1),
            links_before: Vec::with_capacity(count + 1),
            long_before: Vec::with_capacity(count + 1),
            heading: Vec::with_capacity(count),
            next_heading: vec![NONE_NEAR; count],
            headings_before: Vec::with_capacity(count),
        };
        let (mut weight, mut links, mut long) = (0, 0, 0);
        let (mut last_heading, mut headings) = (None, 0);
        for (index, block) in segments.blocks.iter().enumerate() {
            let neighbour = told(segments, stats, levels, index);
            out.before.push(weight);
            out.links_before.push(links);
            out.long_before.push(long);
            out.heading.push(last_heading);
            out.headings_before.push(headings);
            weight += block.measure.weight();
            links += link_weight(block);
            long += if is_long(block) { block.measure.weight() } else { 0 };
            if neighbour[LEVEL] > 0 {
                last_heading = Some(index as u32);
                headings += 1;
            }
            out.neighbours.push(neighbour);
        }
        out.before.push(weight);
        out.links_before.push(links);
        out.long_before.push(long);
        let mut near = None;
        for index in (0..count).rev() {
            out.next_heading[index] = near.map_or(NONE_NEAR, |near: usize| (near - index) as u32);
            if out.neighbours[index][LEVEL] > 0 {
                near = Some(index);
            }
        }
        out
    }

    /// The text of some blocks, the same in links, and in long blocks of prose.
    #[inline(always)]
    fn weights(&self, start: usize, end: usize) -> [u32; 3] {
        [&self.before, &self.links_before, &self.long_before].map(|before| before[end] - before[start])
    }
}
