//! What a page says twice: which of its kept blocks are copies of others.
//!
//! Most repeats are content: the step of a recipe that comes again, a refrain, the same price under two headings. A copy is a
//! run of blocks, in the same order as elsewhere, that stands in a place of its own: hidden, or called what copies are called
//! (made for another size of the screen, for print, as a teaser), or in a box beside a larger text that says it, too. Blocks
//! with the same path of tags and classes stand beside their like, and stay.

use super::features::Groups;
use super::segment::{Hidden, Segments};
use super::stats::heading_level;
use crate::html::{Attr, Dom, Tag};
use crate::options::Favor;
use std::cell::Cell;
use std::collections::HashMap;

/// Shorter texts are no sign of a copy by themselves.
pub(super) const REPEATED_TOKENS: u32 = 6;

/// Lets copies go from what is kept. Gives whether each block is such a copy.
///
/// Costs a sort of the kept blocks, and for each run a look at the elements around it.
pub(super) fn drop_copies(
    dom: &Dom<'_>,
    segments: &Segments,
    groups: &Groups,
    favor: Favor,
    kept: &mut [bool],
) -> Vec<bool> {
    let mut copies = vec![false; kept.len()];
    let places: Vec<usize> = (0..kept.len()).filter(|&index| kept[index]).collect();
    let runs = runs(segments, &places);
    if runs.is_empty() {
        return copies;
    }
    let judge = Judge::new(dom, segments, groups, favor, &places, &runs);
    // The place of what each copy is a copy of.
    let mut original: Vec<usize> = (0..places.len()).collect();
    for run in runs {
        let run = run.with_originals(&original);
        let Some(side) = judge.copy(&run) else { continue };
        for step in 0..run.len {
            let (one, other) = (run.first + step, run.again + step);
            let (gone, stays) = if side == Side::First { (one, other) } else { (other, one) };
            // Of what is said three times something has to stay.
            if kept[places[stays]] && kept[places[gone]] {
                kept[places[gone]] = false;
                copies[places[gone]] = true;
                original[gone] = stays;
            }
        }
    }
    copies
}

/// Blocks that stand twice in the same order.
#[derive(Clone, Copy, Debug)]
struct RepeatedRun {
    /// Where the two begin, as places among the kept blocks.
    first: usize,
    again: usize,
    len: usize,
}

impl RepeatedRun {
    /// The same, compared with what its first place is a copy of.
    fn with_originals(self, original: &[usize]) -> RepeatedRun {
        let first = original[self.first];
        let is_moved_whole = (0..self.len).all(|step| original[self.first + step] == first + step);
        if is_moved_whole && first + self.len <= self.again { RepeatedRun { first, ..self } } else { self }
    }
}

/// One of the two places of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    First,
    Again,
}

/// The runs among the blocks at these places that say again what others before them say. No block is in two of them as the
/// later one, so that all runs together are no longer than the blocks.
fn runs(segments: &Segments, places: &[usize]) -> Vec<RepeatedRun> {
    let block = |place: usize| &segments.blocks[places[place]];
    let mut order: Vec<(u64, usize)> = (0..places.len())
        .filter(|&place| block(place).measure.tokens() >= REPEATED_TOKENS)
        .map(|place| (block(place).measure.hash, place))
        .collect();
    order.sort_unstable();
    // Where a text stood first, and where last before this place.
    let mut before: HashMap<usize, (usize, usize)> = HashMap::new();
    let mut first = 0;
    for (at, pair) in order.windows(2).enumerate() {
        if pair[0].0 == pair[1].0 {
            before.insert(pair[1].1, (order[first].1, pair[0].1));
        } else {
            first = at + 1;
        }
    }
    let mut out: Vec<RepeatedRun> = Vec::new();
    let mut next = 0;
    while next < places.len() {
        let Some(&(first, last)) = before.get(&next) else {
            next += 1;
            continue;
        };
        let are_alike = |one: usize, other: usize, first: usize| {
            let (a, b) = (block(one), block(other));
            a.measure.hash == b.measure.hash && (a.hidden, b.hidden) == (block(first).hidden, block(next).hidden)
        };
        let length = |from: usize| {
            let end = (next - from).min(places.len() - next);
            (0..end).take_while(|&step| are_alike(from + step, next + step, from)).count()
        };
        let (one, other) = (length(first), length(last));
        let (from, len) = if one >= other { (first, one) } else { (last, other) };
        // Short lines before it belong to it, too.
        let floor = out.last().map_or(0, |run: &RepeatedRun| run.again + run.len).max(from + len);
        let back = (1..=from.min(next - floor.min(next)))
            .take_while(|&step| are_alike(from - step, next - step, from))
            .count();
        out.push(RepeatedRun { first: from - back, again: next - back, len: len + back });
        next += len.max(1);
    }
    out
}

/// What a run that is part of no larger text has at least, in tenths of the tokens of its box.
const MOSTLY: u32 = 6;
const NEARLY_ALL: u32 = 9;
/// Two boxes that say the same, and nothing else, are twins from so many tokens on; smaller ones are entries of a list.
const TWIN_TOKENS: u32 = 150;

/// Tells copies from repeats that are content.
struct Judge<'a> {
    dom: &'a Dom<'a>,
    segments: &'a Segments,
    groups: &'a Groups,
    favor: Favor,
    places: &'a [usize],
    /// For each element the tokens that are kept in it, and those among them that stand in a run.
    tokens: Vec<(u32, u32)>,
    /// The nearest list or table around each element, and itself if it is one.
    structure: Vec<u32>,
    /// What the names of each element say, once they have been read: a name may be long, and around many runs.
    names: Vec<Cell<Option<Names>>>,
}

/// What the names of an element say of what it holds.
#[derive(Clone, Copy, Debug)]
struct Names {
    copy: bool,
    quote: bool,
}

/// The place of one side of a run.
struct Box {
    /// The elements from that of the block up, as far as they do not hold the other side.
    elements: Vec<u32>,
    tokens: u32,
    repeated: u32,
}

impl Box {
    /// Whether so many tenths of it stand elsewhere, too.
    fn repeats(&self, tenths: u32) -> bool {
        self.repeated * 10 >= self.tokens * tenths
    }
}

impl<'a> Judge<'a> {
    fn new(
        dom: &'a Dom<'a>,
        segments: &'a Segments,
        groups: &'a Groups,
        favor: Favor,
        places: &'a [usize],
        runs: &[RepeatedRun],
    ) -> Judge<'a> {
        let mut is_repeated = vec![false; places.len()];
        for run in runs {
            is_repeated[run.first..run.first + run.len].fill(true);
            is_repeated[run.again..run.again + run.len].fill(true);
        }
        let elements = &segments.elements;
        let mut tokens = vec![(0, 0); elements.len()];
        for (&index, repeated) in places.iter().zip(is_repeated) {
            let block = &segments.blocks[index];
            let sum: &mut (u32, u32) = &mut tokens[block.element as usize];
            sum.0 += block.measure.tokens();
            sum.1 += if repeated { block.measure.tokens() } else { 0 };
        }
        for index in (1..elements.len()).rev() {
            let (all, repeated) = tokens[index];
            let above = &mut tokens[elements[index].parent as usize];
            *above = (above.0 + all, above.1 + repeated);
        }
        let mut structure: Vec<u32> = Vec::with_capacity(elements.len());
        for (index, element) in elements.iter().enumerate() {
            let own = matches!(element.tag, Tag::Ul | Tag::Ol | Tag::Dl | Tag::Table);
            structure.push(if own || index == 0 { index as u32 } else { structure[element.parent as usize] });
        }
        let names = vec![Cell::new(None); elements.len()];
        Judge { dom, segments, groups, favor, places, tokens, structure, names }
    }

    /// Which side of a run is a copy, if any is.
    fn copy(&self, run: &RepeatedRun) -> Option<Side> {
        let block = |place: usize| &self.segments.blocks[self.places[place]];
        let (first, again) = (block(run.first), block(run.again));
        if first.hidden != again.hidden && (first.hidden == Hidden::No || again.hidden == Hidden::No) {
            let side = if first.hidden == Hidden::No { Side::Again } else { Side::First };
            return self.is_hidden_copy(run, side).then_some(side);
        }
        let steps = 0..run.len;
        let is_beside_its_like = |step: &usize| {
            self.groups.of[self.places[run.first + step]] == self.groups.of[self.places[run.again + step]]
        };
        if steps.clone().filter(is_beside_its_like).count() * 2 >= run.len {
            return None;
        }
        // A table of contents is no headline, and a headline no copy of it.
        let changes_role = |&step: &usize| self.is_heading(run.first + step) != self.is_heading(run.again + step);
        if steps.filter(changes_role).count() * 2 > run.len {
            return None;
        }
        let (one, other) = (self.box_of(run.first, run.again, run.len), self.box_of(run.again, run.first, run.len));
        match (self.is_called_a_copy(&one), self.is_called_a_copy(&other)) {
            (_, true) => return Some(Side::Again),
            (true, false) => return Some(Side::First),
            (false, false) => {}
        }
        let structure = |place: usize| self.structure[block(place).element as usize];
        if structure(run.first) != 0 && structure(run.first) == structure(run.again) {
            return None;
        }
        if run.len == 1 || self.favor == Favor::Recall || self.is_quoted(&one) || self.is_quoted(&other) {
            return None;
        }
        let is_twin = one.repeats(NEARLY_ALL) && other.repeats(NEARLY_ALL);
        if is_twin {
            return (one.tokens.min(other.tokens) >= TWIN_TOKENS).then_some(Side::Again);
        }
        let is_linked = |place: usize| {
            let measures = || (0..run.len).map(|step| &block(place + step).measure);
            measures().map(|m| m.link_chars).sum::<u32>() * 2 > measures().map(|m| m.chars).sum::<u32>()
        };
        let has_heading = || (run.first + run.len..run.again).any(|place| self.is_heading(place));
        if is_linked(run.first) == is_linked(run.again) && has_heading() {
            return None;
        }
        if other.repeats(MOSTLY) && other.tokens <= one.tokens {
            Some(Side::Again)
        } else {
            one.repeats(MOSTLY).then_some(Side::First)
        }
    }

    /// Whether a hidden side says nothing but what is shown elsewhere. What `<noscript>` holds, and what is hidden from
    /// readers of the screen, is there for those who do not get the other side.
    fn is_hidden_copy(&self, run: &RepeatedRun, side: Side) -> bool {
        let place = if side == Side::First { run.first } else { run.again };
        let block = &self.segments.blocks[self.places[place]];
        if block.hidden != Hidden::Style {
            return true;
        }
        let elements = &self.segments.elements;
        let mut hidden = block.innermost;
        while elements[elements[hidden as usize].parent as usize].hidden == Hidden::Style {
            hidden = elements[hidden as usize].parent;
        }
        // Inline elements have no sums of their own.
        let around = if elements[hidden as usize].is_block { hidden } else { block.element };
        let (all, repeated) = self.tokens[around as usize];
        repeated * 10 >= all * NEARLY_ALL
    }

    fn is_heading(&self, place: usize) -> bool {
        let element = self.segments.blocks[self.places[place]].element;
        heading_level(self.segments.elements[element as usize].tag) > 0
    }

    /// What holds the blocks from one place on, apart from those from the other on.
    fn box_of(&self, place: usize, other: usize, len: usize) -> Box {
        let elements = &self.segments.elements;
        let element = |place: usize| self.segments.blocks[self.places[place]].element;
        let holds_other = |index: u32| (index..elements[index as usize].end).contains(&element(other));
        let mut out = vec![element(place)];
        let mut at = element(place);
        while elements[at as usize].parent != at && !holds_other(elements[at as usize].parent) {
            at = elements[at as usize].parent;
            out.push(at);
        }
        // Where it takes more than one element to hold them, they are a part of what is around both.
        let is_whole = (at..elements[at as usize].end).contains(&element(place + len - 1));
        let (tokens, repeated) = self.tokens[if is_whole { at } else { elements[at as usize].parent } as usize];
        Box { elements: out, tokens, repeated }
    }

    /// Whether a box, or something in it around the block, is named as what holds the same once more.
    fn is_called_a_copy(&self, place: &Box) -> bool {
        place.elements.iter().any(|&index| {
            let element = &self.segments.elements[index as usize];
            element.tag == Tag::Aside || self.names(index).copy
        })
    }

    /// Whether a box quotes: what a text quotes of itself, or a post of another, is said by somebody once more.
    fn is_quoted(&self, place: &Box) -> bool {
        place.elements.iter().any(|&index| {
            let element = &self.segments.elements[index as usize];
            element.tag == Tag::Blockquote || self.names(index).quote
        })
    }

    fn names(&self, index: u32) -> Names {
        let names = &self.names[index as usize];
        names.get().unwrap_or_else(|| {
            let node = self.segments.elements[index as usize].node;
            let class = self.dom.attr(node, Attr::Class).unwrap_or_default();
            let read = Names {
                copy: names_copy(class) || self.dom.attr(node, Attr::Id).is_some_and(names_copy),
                quote: memchr::memmem::find(class.as_bytes(), b"quote").is_some(),
            };
            names.set(Some(read));
            read
        })
    }
}

/// Whether the name of a class or element is that of something that says again what stands elsewhere: for another size of the
/// screen, for print, hidden until a script shows it, a part of the text that leads to it.
fn names_copy(name: &str) -> bool {
    const WORDS: [&str; 20] = [
        "mobile",
        "desktop",
        "tablet",
        "phone",
        "hidden",
        "hide",
        "show",
        "invisible",
        "print",
        "clamp",
        "none",
        "clone",
        "cloned",
        "teaser",
        "excerpt",
        "lead",
        "standfirst",
        "preview",
        "sidebar",
        "related",
    ];
    words(name).any(|word| WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

/// The words of a name, whether marks part them or capital letters: `plan-mobile`, `planMobile`.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = name;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
        let mut before = b'A';
        let end = rest.bytes().position(|byte| {
            let ends = !byte.is_ascii_alphabetic() || byte.is_ascii_uppercase() && before.is_ascii_lowercase();
            before = byte;
            ends
        });
        let (word, after) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::{names_copy, words};

    #[test]
    fn names_are_read_word_by_word() {
        assert_eq!(
            words("plan__mobileCopy d-none XSHide é").collect::<Vec<_>>(),
            ["plan", "mobile", "Copy", "d", "none", "XSHide"]
        );
        assert!(names_copy("lg:hidden") && names_copy("singlePlan__mobileCopy") && names_copy("line-clamp-1"));
        assert!(!names_copy("nonetheless") && !names_copy("showcase") && !names_copy(""));
    }
}
