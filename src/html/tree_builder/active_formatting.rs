//! The [list of active formatting
//! elements](https://html.spec.whatwg.org/multipage/parsing.html#the-list-of-active-formatting-elements): how they are
//! continued where something else has closed them, and how wrongly nested ones are mended.

use super::open_elements::OpenElement;
use super::{AttributeRange, TreeBuilder};
use crate::html::names::{TagName, set};
use crate::html::{NodeId, Tag};
use crate::steps::{step, steps};

/// What is in the list of active formatting elements.
#[derive(Clone, Copy, Debug)]
pub(super) enum FormattingEntry {
    /// What comes after does not reach out of the cell, the object, the template that begins here.
    Marker,
    Element(FormattingElement),
}

/// A formatting element that goes on until its end tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct FormattingElement {
    node: NodeId,
    tag: Tag,
    attributes: AttributeRange,
    /// The same for elements of a tag with the same attributes.
    fingerprint: u64,
    /// Where it was among the open elements when it was last seen there.
    position: usize,
}

/// How many formatting elements may be opened again without being asked for: so many, and one more for so many bytes.
const FREE_RECONSTRUCTIONS: usize = 4096;
const BYTES_A_RECONSTRUCTION: usize = 6;
/// So many bytes of attributes, which every stage reads again with each of the elements, count as one more of them.
const ATTRIBUTE_BYTES_A_RECONSTRUCTION: usize = 32;

/// How often a formatting element may be within others that are the same ("Noah's Ark").
const NOAHS_ARK: usize = 3;

/// The numbers in the adoption agency algorithm.
const OUTER_LOOP_LIMIT: usize = 8;
const INNER_LOOP_LIMIT: usize = 3;

impl<'s> TreeBuilder<'s> {
    /// The active formatting elements after the last marker, with their positions, the last first.
    fn active(&self) -> impl Iterator<Item = (usize, &FormattingElement)> {
        self.active_formatting.iter().enumerate().rev().map_while(|(index, entry)| match entry {
            FormattingEntry::Marker => None,
            FormattingEntry::Element(element) => {
                step();
                Some((index, element))
            }
        })
    }

    fn position_in_active_formatting(&self, node: NodeId) -> Option<usize> {
        steps(self.active_formatting.len());
        self.active_formatting
            .iter()
            .position(|entry| matches!(entry, FormattingEntry::Element(element) if element.node == node))
    }

    /// [Clears the list of active formatting elements up to the last
    /// marker](https://html.spec.whatwg.org/multipage/parsing.html#clear-the-list-of-active-formatting-elements-up-to-the-last-marker).
    pub(super) fn clear_active_formatting_to_last_marker(&mut self) {
        while let Some(FormattingEntry::Element(_)) = self.active_formatting.pop() {}
    }

    /// Whether an active formatting element is open, or a marker. Constant time, unless elements were taken out from among
    /// the open ones since it was last asked for.
    fn is_marker_or_open(&mut self, index: usize) -> bool {
        let FormattingEntry::Element(element) = &mut self.active_formatting[index] else { return true };
        if self.open_elements.get(element.position).is_some_and(|open| open.node == element.node) {
            return true;
        }
        match self.open_elements.position(element.node) {
            Some(position) => {
                element.position = position;
                true
            }
            None => false,
        }
    }

    /// [Reconstructs the active formatting
    /// elements](https://html.spec.whatwg.org/multipage/parsing.html#reconstruct-the-active-formatting-elements): opens
    /// all again that are not open.
    pub(super) fn reconstruct_active_formatting_elements(&mut self) {
        let mut first = self.active_formatting.len();
        while first > 0 && !self.is_marker_or_open(first - 1) {
            first -= 1;
        }
        for index in first..self.active_formatting.len() {
            let FormattingEntry::Element(mut element) = self.active_formatting[index] else { continue };
            let place = self.appropriate_place();
            let open = self.clone_formatting_element(&element);
            self.insert_at(place, open.node);
            self.open_elements.push(open);
            element.node = open.node;
            element.position = self.open_elements.len() - 1;
            self.active_formatting[index] = FormattingEntry::Element(element);
        }
    }

    /// A new element that continues another.
    fn clone_formatting_element(&mut self, element: &FormattingElement) -> OpenElement<'s> {
        self.reconstructed += 1 + self.dom.attributes_len(element.attributes) / ATTRIBUTE_BYTES_A_RECONSTRUCTION;
        let node = self.dom.create_element_with(element.tag, element.attributes);
        self.dom.set_implied(node, self.source.start);
        OpenElement::of(node, TagName::from(element.tag))
    }

    /// Whether formatting elements were opened again more often than any real page has it.
    ///
    /// Each paragraph opens again all that were left open before, so a source made for it could have them without number.
    pub(super) fn reconstructs_too_much(&self) -> bool {
        self.reconstructed > FREE_RECONSTRUCTIONS + self.source.start as usize / BYTES_A_RECONSTRUCTION
    }

    /// Lets the open formatting elements end where they are. Their text is not lost, only its emphasis further on.
    pub(super) fn stop_reconstructing(&mut self) {
        self.active_formatting.retain(|entry| matches!(entry, FormattingEntry::Marker));
    }

    /// How many formatting elements are active.
    pub(super) fn active_formatting_count(&self) -> usize {
        self.active_formatting.iter().filter(|entry| matches!(entry, FormattingEntry::Element(_))).count()
    }

    /// Inserts the formatting element that a start tag asks for, and [pushes it onto the list of active formatting
    /// elements](https://html.spec.whatwg.org/multipage/parsing.html#push-onto-the-list-of-active-formatting-elements).
    pub(super) fn insert_formatting_element(&mut self) {
        let (tag, fingerprint) = (self.tag.name.tag, self.attributes.fingerprint());
        let same = self.active().filter(|(_, it)| it.tag == tag && it.fingerprint == fingerprint);
        let (count, first) = same.fold((0, None), |(count, _), (index, _)| (count + 1, Some(index)));
        if let Some(first) = first.filter(|_| count >= NOAHS_ARK) {
            self.active_formatting.remove(first);
        }
        let node = self.insert_element();
        let position = self.open_elements.len() - 1;
        let attributes = self.tag.attributes;
        self.active_formatting.push(FormattingEntry::Element(FormattingElement {
            node,
            tag,
            attributes,
            fingerprint,
            position,
        }));
    }

    /// Closes a link that is still open where another begins.
    pub(super) fn close_active_link(&mut self) {
        let Some(node) = self.active().find(|(_, element)| element.tag == Tag::A).map(|(_, element)| element.node)
        else {
            return;
        };
        self.run_adoption_agency(Tag::A);
        if let Some(index) = self.position_in_active_formatting(node) {
            self.active_formatting.remove(index);
        }
        if let Some(index) = self.open_elements.position(node) {
            // In order, a link is closed together with what is open in it.
            self.is_misnested = true;
            self.open_elements.remove(index);
        }
    }

    /// Closes a formatting element by the [adoption agency
    /// algorithm](https://html.spec.whatwg.org/multipage/parsing.html#adoption-agency-algorithm): where blocks are open
    /// in it they go on without it, and what is in them gets an element of the same kind.
    pub(super) fn run_adoption_agency(&mut self, tag: Tag) {
        if let Some(current) = self.open_elements.current()
            && current.is(tag)
            && self.position_in_active_formatting(current.node).is_none()
        {
            self.open_elements.pop();
            return;
        }
        for _ in 0..OUTER_LOOP_LIMIT {
            let found = self.active().find(|(_, element)| element.tag == tag).map(|(index, element)| (index, *element));
            let Some((index, element)) = found else {
                self.open_elements.close_any_other(TagName::from(tag), "");
                return;
            };
            let Some(position) = self.open_elements.position(element.node) else {
                self.active_formatting.remove(index);
                return;
            };
            if !self.open_elements.has_in_scope(set::DEFAULT_SCOPE, |open| open.node == element.node) {
                return;
            }
            let block = (position..self.open_elements.len())
                .find(|&at| self.open_elements.get(at).is_some_and(|it| it.is_in(set::SPECIAL)));
            let Some(block) = block else {
                self.open_elements.truncate(position);
                self.active_formatting.remove(index);
                return;
            };
            self.adoption_agency_round(&element, position, block);
        }
    }

    /// One round of the adoption agency: a formatting element, its position among the open ones, and that of the outermost
    /// block in it.
    fn adoption_agency_round(&mut self, element: &FormattingElement, position: usize, block_position: usize) {
        let (Some(&around), Some(&block)) =
            (self.open_elements.get(position.wrapping_sub(1)), self.open_elements.get(block_position))
        else {
            return;
        };
        // Where the new entry goes in the list of active formatting elements: behind this one, or in the place of the old.
        let mut behind = None;
        let mut last = block.node;
        let mut at = block_position;
        for round in 1.. {
            at -= 1;
            let Some(&open) = self.open_elements.get(at) else { return };
            if open.node == element.node {
                break;
            }
            let active = self.position_in_active_formatting(open.node);
            if round > INNER_LOOP_LIMIT {
                if let Some(index) = active {
                    self.active_formatting.remove(index);
                }
                self.open_elements.remove(at);
                continue;
            }
            let Some(index) = active else {
                self.open_elements.remove(at);
                continue;
            };
            let FormattingEntry::Element(mut inner) = self.active_formatting[index] else { return };
            let new = self.clone_formatting_element(&inner);
            (inner.node, inner.position) = (new.node, at);
            self.open_elements.replace(at, new);
            self.active_formatting[index] = FormattingEntry::Element(inner);
            if last == block.node {
                behind = Some(new.node);
            }
            self.dom.detach(last);
            self.dom.append(new.node, last);
            last = new.node;
        }
        self.dom.detach(last);
        let place = self.appropriate_place_in(around);
        self.insert_at(place, last);

        let new = self.clone_formatting_element(element);
        self.is_misnested = true;
        self.dom.move_children(block.node, new.node);
        self.dom.append(block.node, new.node);
        let mut entry = FormattingElement { node: new.node, ..*element };
        if let Some(old) = self.open_elements.position(element.node) {
            self.open_elements.remove(old);
        }
        if let Some(block) = self.open_elements.position(block.node) {
            entry.position = block + 1;
            self.open_elements.insert(block + 1, new);
        }
        match behind.and_then(|node| self.position_in_active_formatting(node)) {
            None => {
                if let Some(index) = self.position_in_active_formatting(element.node) {
                    self.active_formatting[index] = FormattingEntry::Element(entry);
                }
            }
            Some(index) => {
                self.active_formatting.insert(index + 1, FormattingEntry::Element(entry));
                if let Some(old) = self.position_in_active_formatting(element.node) {
                    self.active_formatting.remove(old);
                }
            }
        }
    }
}
