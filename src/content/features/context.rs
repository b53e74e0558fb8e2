//! Where a block stands: on the page, to its title, to its prose, to its neighbours, under which heading.

use super::block::standing;
use super::level::Levels;
use super::table::{Feature, Row};
use super::{MISSING, ratio};
use crate::content::{
    head::Head,
    segment::{Hidden, Segments, TextBlock},
    stats::{Stats, heading_level, is_long, link_weight},
};
use crate::html::Tag;

/// What a neighbour tells, what is told of farther ones first.
const NEIGHBOUR: [&str; 8] = ["te", "to", "x", "xo", "weight", "link", "heading", "tag"];
type Neighbour = [i16; NEIGHBOUR.len()];
const TE: usize = 0;
const HEADING: usize = 6;
const NO_NEIGHBOUR: Neighbour = [MISSING as i16; NEIGHBOUR.len()];
/// How far away a neighbour is, and how much of it is told.
const BEFORE: [(usize, usize); 3] = [(3, 2), (2, 4), (1, 8)];
const AFTER: [(usize, usize); 3] = [(1, 8), (2, 4), (3, 2)];

/// A place on the page that others are seen from: the title, the densest prose.
struct Anchor {
    block: usize,
    /// For each element how deep the lowest element lies that holds both it and the anchor, and what share of the page
    /// (of its prose) that one holds.
    common: Vec<(u16, i16, i16)>,
}

pub(super) struct Context {
    neighbours: Vec<Neighbour>,
    elements: Vec<u32>,
    before: Vec<u32>,
    links_before: Vec<u32>,
    long_before: Vec<u32>,
    title: Option<Anchor>,
    dense: Option<Anchor>,
    dense_weight: Vec<u32>,
    previous_long: Vec<u32>,
    next_long: Vec<u32>,
    first_long: usize,
    last_long: usize,
    heading: Vec<Option<u32>>,
    next_heading: Vec<u32>,
    headings_before: Vec<u32>,
    scores: Scores,
    depths: Vec<u16>,
    containers: [Container; 2],
    /// Whether each block is a paragraph that is one link, and stands in no list or table.
    lone_link: Vec<bool>,
}

/// The lowest element that holds so much of the page's prose.
#[derive(Clone, Copy)]
struct Container {
    index: u32,
    end: u32,
    share: i16,
    link: i16,
}

impl Container {
    fn new(segments: &Segments, stats: &Stats, tenths: u32) -> Container {
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
    fn side(&self, element: u32) -> i16 {
        i16::from(element >= self.end) - i16::from(element < self.index)
    }
}

/// A score of elements after the kind that reader modes use: prose lifts the elements above it.
struct Scores {
    /// For each element whether it lies in the best one, the best score above it in thousandths of the best, and how far
    /// above the best one the two meet.
    of: Vec<(bool, i16, u16)>,
    parent: Vec<i16>,
    top_share: i16,
}

const NONE_NEAR: u32 = 999;
const REACH: usize = 4;

impl Context {
    pub(super) fn new(segments: &Segments, stats: &Stats, head: &Head, levels: &Levels) -> Context {
        let blocks = &segments.blocks;
        let count = blocks.len();
        let mut neighbours = Vec::with_capacity(count);
        let mut before = Vec::with_capacity(count + 1);
        let mut links_before = Vec::with_capacity(count + 1);
        let mut long_before = Vec::with_capacity(count + 1);
        let (mut total, mut links, mut prose) = (0, 0, 0);
        for (index, block) in blocks.iter().enumerate() {
            let m = &block.measure;
            let element = &segments.elements[block.element as usize];
            let [te, to] = levels.decayed(block.innermost).map(Feature::saturated);
            let words = [stats.words[index].article, stats.words[index].all];
            let [x, xo] = words.map(|side| side.mean().unwrap_or(MISSING).saturated());
            let heading = heading_level(element.tag).saturated();
            let link = ratio(m.link_chars, m.chars);
            let weight = m.weight().min(30_000).saturated();
            neighbours.push([te, to, x, xo, weight, link, heading, standing(element.tag).saturated()]);
            before.push(total);
            links_before.push(links);
            long_before.push(prose);
            total += m.weight();
            links += link_weight(block);
            prose += if is_long(block) { m.weight() } else { 0 };
        }
        before.push(total);
        links_before.push(links);
        long_before.push(prose);

        let long: Vec<bool> = blocks.iter().map(is_long).collect();
        let dense_weight: Vec<u32> = (0..count)
            .map(|index| {
                let (low, high) = (index.saturating_sub(REACH), (index + REACH + 1).min(count));
                long_before[high] - long_before[low]
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
        let (mut heading, mut headings_before) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let (mut last_heading, mut headings) = (None, 0);
        for (index, neighbour) in neighbours.iter().enumerate() {
            heading.push(last_heading);
            headings_before.push(headings);
            if neighbour[HEADING] > 0 {
                last_heading = Some(index as u32);
                headings += 1;
            }
        }
        let mut next_heading = vec![NONE_NEAR; count];
        near = None;
        for index in (0..count).rev() {
            next_heading[index] = near.map_or(NONE_NEAR, |near: usize| (near - index) as u32);
            if neighbours[index][HEADING] > 0 {
                near = Some(index);
            }
        }
        Context {
            title: title_block(segments, head).map(|block| Anchor::new(segments, stats, block)),
            dense: densest.map(|block| Anchor::new(segments, stats, block)),
            first_long: long.iter().position(|long| *long).unwrap_or(0),
            last_long: long.iter().rposition(|long| *long).unwrap_or(count - 1),
            scores: Scores::new(segments, stats),
            elements: blocks.iter().map(|block| block.element).collect(),
            containers: [9, 6].map(|tenths| Container::new(segments, stats, tenths)),
            lone_link: lone_links(segments),
            depths: segments.elements.iter().map(|element| element.depth).collect(),
            neighbours,
            before,
            links_before,
            long_before,
            dense_weight,
            previous_long,
            next_long,
            heading,
            next_heading,
            headings_before,
        }
    }

    #[inline(always)]
    pub(super) fn features(&self, row: &mut impl Row, index: usize) {
        let count = self.neighbours.len();
        let (total, prose) = (self.before[count], self.long_before[count]);
        let element = self.elements[index] as usize;
        row.put("pos", ratio(self.before[index], total));
        row.put("pos_blocks", ratio(index as u32, count as u32));
        row.put("index", index as u32);
        row.put("from_end", (count - index) as u32);
        self.anchor(row, ["t_blocks", "t_weight", "t_common", "t_share", "t_prose"], &self.title, index, element);
        self.anchor(row, ["c_blocks", "c_weight", "c_common", "c_share", "c_prose"], &self.dense, index, element);
        let dense = self.dense.as_ref().map_or(&NO_NEIGHBOUR, |dense| &self.neighbours[dense.block]);
        let here = &self.neighbours[index];
        let against = |side: usize| match (i32::from(here[side]), i32::from(dense[side])) {
            (MISSING, _) | (_, MISSING) => MISSING,
            (here, dense) => here - dense,
        };
        row.put("c_te", against(TE));
        row.put("c_to", against(TE + 1));
        let depth = |block: usize| i32::from(self.depths[self.elements[block] as usize]);
        row.put("c_depth", self.dense.as_ref().map_or(MISSING, |dense| depth(index) - depth(dense.block)));
        row.put("c_dense", ratio(self.dense_weight[index], prose));
        row.put("long_first", index as i64 - self.first_long as i64);
        row.put("long_last", index as i64 - self.last_long as i64);
        row.put("long_before", ratio(self.long_before[index], prose));
        row.put("long_after", ratio(prose - self.long_before[index + 1], prose));
        row.put("long_previous", self.previous_long[index]);
        row.put("long_next", self.next_long[index]);

        let (inside, relative, common) = self.scores.of[element];
        row.put("s_in", inside);
        row.put("s_best", relative);
        row.put("s_common", common);
        row.put("s_parent", self.scores.parent[element]);
        row.put("s_top_share", self.scores.top_share);

        for (container, names) in
            self.containers.iter().zip([["k9_side", "k9_share", "k9_link"], ["k6_side", "k6_share", "k6_link"]])
        {
            row.put(names[0], container.side(element as u32));
            row.put(names[1], container.share);
            row.put(names[2], container.link);
        }
        row.put("lone_link", self.lone_link[index]);

        let heading = self.heading[index];
        let over = heading.map_or(&NO_NEIGHBOUR, |heading| &self.neighbours[heading as usize]);
        row.put("h_level", over[HEADING].max(0));
        row.put("h_distance", heading.map_or(NONE_NEAR, |heading| index as u32 - heading));
        row.put_all("h", &NEIGHBOUR[TE..TE + 4], &over[TE..TE + 4]);
        let weight = |block: usize| self.before[block + 1] - self.before[block];
        row.put("h_weight", heading.map_or(MISSING, |heading| weight(heading as usize) as i32));
        row.put("h_next", self.next_heading[index]);
        row.put("h_before", self.headings_before[index]);

        // The section that the block stands in; that of a heading is what it stands over.
        let from = if here[HEADING] > 0 { index } else { heading.unwrap_or(0) as usize };
        let to = (index + self.next_heading[index] as usize).min(count);
        let weight = self.before[to] - self.before[from];
        row.put("sec_blocks", (to - from) as u32);
        row.put("sec_weight", weight);
        row.put("sec_link", ratio(self.links_before[to] - self.links_before[from], weight));
        row.put("sec_long", ratio(self.long_before[to] - self.long_before[from], weight));

        for (distance, told) in BEFORE {
            let other = index.checked_sub(distance).map_or(&NO_NEIGHBOUR, |at| &self.neighbours[at]);
            row.put_all(format_args!("p{distance}"), &NEIGHBOUR[..told], &other[..told]);
        }
        for (distance, told) in AFTER {
            let other = self.neighbours.get(index + distance).unwrap_or(&NO_NEIGHBOUR);
            row.put_all(format_args!("n{distance}"), &NEIGHBOUR[..told], &other[..told]);
        }
        for (reach, names) in [(4, ["w4_average", "w4_link", "w4_long"]), (15, ["w15_average", "w15_link", "w15_long"])]
        {
            let (low, high) = (index.saturating_sub(reach), (index + reach + 1).min(count));
            let weight = self.before[high] - self.before[low];
            row.put(names[0], weight / (high - low) as u32);
            row.put(names[1], ratio(self.links_before[high] - self.links_before[low], weight));
            row.put(names[2], ratio(self.long_before[high] - self.long_before[low], weight));
        }
    }

    #[inline(always)]
    fn anchor(
        &self,
        row: &mut impl Row,
        names: [&'static str; 5],
        anchor: &Option<Anchor>,
        index: usize,
        element: usize,
    ) {
        let Some(anchor) = anchor else {
            names.into_iter().for_each(|name| row.put(name, MISSING));
            return;
        };
        let (depth, share, prose) = anchor.common[element];
        row.put(names[0], index as i64 - anchor.block as i64);
        row.put(names[1], i64::from(self.before[index]) - i64::from(self.before[anchor.block]));
        row.put(names[2], i32::from(self.depths[self.elements[anchor.block] as usize]) - i32::from(depth));
        row.put(names[3], share);
        row.put(names[4], prose);
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

impl Anchor {
    fn new(segments: &Segments, stats: &Stats, block: usize) -> Anchor {
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

impl Scores {
    fn new(segments: &Segments, stats: &Stats) -> Scores {
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
        Scores { of, parent, top_share: ratio(stats.sums[top].weight, stats.sums[0].weight) }
    }
}
