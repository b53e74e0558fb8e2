//! Formatting elements: how they are continued where something else has closed them, and how wrongly nested ones are mended.

use super::stack::Open;
use super::{Attributes, TreeBuilder};
use crate::html::{
    NodeId, Tag,
    names::{Name, set},
};
use crate::steps::{step, steps};

/// What is in the list of active formatting elements.
#[derive(Clone, Copy, Debug)]
pub(super) enum Entry {
    /// What comes after does not reach out of the cell, the object, the template that begins here.
    Marker,
    Element(Formatting),
}

/// A formatting element that goes on until its end tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Formatting {
    node: NodeId,
    tag: Tag,
    attributes: Attributes,
    /// The same for elements of a tag with the same attributes.
    fingerprint: u64,
    /// Where it was among the open elements when it was last seen there.
    position: usize,
}

/// How many formatting elements may be opened again without being asked for: so many, and one more for so many bytes.
const FREE_REOPENINGS: usize = 4096;
const BYTES_A_REOPENING: usize = 6;
/// So many bytes of attributes, which every stage reads again with each of the elements, count as one more of them.
const ATTRIBUTES_A_REOPENING: usize = 32;

/// How often a formatting element may be within others that are the same ("Noah's Ark").
const MOST_OF_A_KIND: usize = 3;

/// The numbers in the adoption agency algorithm.
const OUTER_LOOPS: usize = 8;
const INNER_LOOPS: usize = 3;

impl<'s> TreeBuilder<'s> {
    /// The active formatting elements after the last marker, with their positions, the last first.
    fn active(&self) -> impl Iterator<Item = (usize, &Formatting)> {
        self.formatting.iter().enumerate().rev().map_while(|(index, entry)| match entry {
            Entry::Marker => None,
            Entry::Element(element) => {
                step();
                Some((index, element))
            }
        })
    }

    fn active_position(&self, node: NodeId) -> Option<usize> {
        steps(self.formatting.len());
        self.formatting.iter().position(|entry| matches!(entry, Entry::Element(element) if element.node == node))
    }

    /// Forgets all active formatting elements up to the last marker, and that.
    pub(super) fn clear_formatting_to_marker(&mut self) {
        while let Some(Entry::Element(_)) = self.formatting.pop() {}
    }

    /// Whether an active formatting element is open, or a marker. Constant time, unless elements were taken out from among
    /// the open ones since it was last asked for.
    fn needs_no_reopening(&mut self, index: usize) -> bool {
        let Entry::Element(element) = &mut self.formatting[index] else { return true };
        if self.open.get(element.position).is_some_and(|open| open.node == element.node) {
            return true;
        }
        match self.open.position(element.node) {
            Some(position) => {
                element.position = position;
                true
            }
            None => false,
        }
    }

    /// Opens all active formatting elements again that are not open ("reconstruct the active formatting elements").
    pub(super) fn reopen_formatting(&mut self) {
        let mut first = self.formatting.len();
        while first > 0 && !self.needs_no_reopening(first - 1) {
            first -= 1;
        }
        for index in first..self.formatting.len() {
            let Entry::Element(mut element) = self.formatting[index] else { continue };
            let place = self.place();
            let open = self.continued(&element);
            self.attach(place, open.node);
            self.open.push(open);
            element.node = open.node;
            element.position = self.open.len() - 1;
            self.formatting[index] = Entry::Element(element);
        }
    }

    /// A new element that continues another.
    fn continued(&mut self, element: &Formatting) -> Open<'s> {
        self.reopened += 1 + self.dom.attributes_len(element.attributes) / ATTRIBUTES_A_REOPENING;
        let node = self.dom.create_element_with(element.tag, element.attributes);
        self.dom.set_implied(node, self.source.start);
        Open::of(node, Name::from(element.tag))
    }

    /// Whether formatting elements were opened again more often than any real page has it.
    ///
    /// Each paragraph opens again all that were left open before, so a source made for it could have them without number.
    pub(super) fn reopens_too_much(&self) -> bool {
        self.reopened > FREE_REOPENINGS + self.source.start as usize / BYTES_A_REOPENING
    }

    /// Lets the open formatting elements end where they are. Their text is not lost, only its emphasis further on.
    pub(super) fn end_reopening(&mut self) {
        self.formatting.retain(|entry| matches!(entry, Entry::Marker));
    }

    /// How many formatting elements are active.
    pub(super) fn formatting_len(&self) -> usize {
        self.formatting.iter().filter(|entry| matches!(entry, Entry::Element(_))).count()
    }

    /// Inserts the formatting element that a start tag asks for.
    pub(super) fn start_formatting(&mut self) {
        let (tag, fingerprint) = (self.tag.name.tag, self.attributes.fingerprint());
        let same = self.active().filter(|(_, it)| it.tag == tag && it.fingerprint == fingerprint);
        let (count, first) = same.fold((0, None), |(count, _), (index, _)| (count + 1, Some(index)));
        if let Some(first) = first.filter(|_| count >= MOST_OF_A_KIND) {
            self.formatting.remove(first);
        }
        let node = self.insert_element();
        let position = self.open.len() - 1;
        let attributes = self.tag.attributes;
        self.formatting.push(Entry::Element(Formatting { node, tag, attributes, fingerprint, position }));
    }

    /// Closes a link that is still open where another begins.
    pub(super) fn end_link_before_link(&mut self) {
        let Some(node) = self.active().find(|(_, element)| element.tag == Tag::A).map(|(_, element)| element.node)
        else {
            return;
        };
        self.end_formatting(Tag::A);
        if let Some(index) = self.active_position(node) {
            self.formatting.remove(index);
        }
        if let Some(index) = self.open.position(node) {
            // In order, a link is closed together with what is open in it.
            self.is_misnested = true;
            self.open.remove(index);
        }
    }

    /// Closes a formatting element ("the adoption agency algorithm"): where blocks are open in it they go on without it, and
    /// what is in them gets an element of the same kind.
    pub(super) fn end_formatting(&mut self, tag: Tag) {
        if let Some(current) = self.open.current()
            && current.is(tag)
            && self.active_position(current.node).is_none()
        {
            self.open.pop();
            return;
        }
        for _ in 0..OUTER_LOOPS {
            let found = self.active().find(|(_, element)| element.tag == tag).map(|(index, element)| (index, *element));
            let Some((index, element)) = found else {
                self.open.close_ordinary(Name::from(tag), "");
                return;
            };
            let Some(position) = self.open.position(element.node) else {
                self.formatting.remove(index);
                return;
            };
            if !self.open.has_in_scope(set::SCOPE, |open| open.node == element.node) {
                return;
            }
            let block =
                (position..self.open.len()).find(|&at| self.open.get(at).is_some_and(|it| it.is_in(set::SPECIAL)));
            let Some(block) = block else {
                self.open.truncate(position);
                self.formatting.remove(index);
                return;
            };
            self.adopt(&element, position, block);
        }
    }

    /// One round of the adoption agency: a formatting element, its position among the open ones, and that of the outermost
    /// block in it.
    fn adopt(&mut self, element: &Formatting, position: usize, block_position: usize) {
        let (Some(&around), Some(&block)) = (self.open.get(position.wrapping_sub(1)), self.open.get(block_position))
        else {
            return;
        };
        // Where the new entry goes in the list of active formatting elements: behind this one, or in the place of the old.
        let mut behind = None;
        let mut last = block.node;
        let mut at = block_position;
        for round in 1.. {
            at -= 1;
            let Some(&open) = self.open.get(at) else { return };
            if open.node == element.node {
                break;
            }
            let active = self.active_position(open.node);
            if round > INNER_LOOPS {
                if let Some(index) = active {
                    self.formatting.remove(index);
                }
                self.open.remove(at);
                continue;
            }
            let Some(index) = active else {
                self.open.remove(at);
                continue;
            };
            let Entry::Element(mut inner) = self.formatting[index] else { return };
            let new = self.continued(&inner);
            (inner.node, inner.position) = (new.node, at);
            self.open.replace(at, new);
            self.formatting[index] = Entry::Element(inner);
            if last == block.node {
                behind = Some(new.node);
            }
            self.dom.detach(last);
            self.dom.append(new.node, last);
            last = new.node;
        }
        self.dom.detach(last);
        let place = self.place_in(around);
        self.attach(place, last);

        let new = self.continued(element);
        self.is_misnested = true;
        self.dom.move_children(block.node, new.node);
        self.dom.append(block.node, new.node);
        let mut entry = Formatting { node: new.node, ..*element };
        if let Some(old) = self.open.position(element.node) {
            self.open.remove(old);
        }
        if let Some(block) = self.open.position(block.node) {
            entry.position = block + 1;
            self.open.insert(block + 1, new);
        }
        match behind.and_then(|node| self.active_position(node)) {
            None => {
                if let Some(index) = self.active_position(element.node) {
                    self.formatting[index] = Entry::Element(entry);
                }
            }
            Some(index) => {
                self.formatting.insert(index + 1, Entry::Element(entry));
                if let Some(old) = self.active_position(element.node) {
                    self.formatting.remove(old);
                }
            }
        }
    }
}
