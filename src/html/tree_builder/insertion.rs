//! Putting nodes into the document: where they go, and the elements that tags ask for.

use super::open_elements::OpenElement;
use super::{InsertionMode, TokenOutcome, TokenizerState, TreeBuilder};
use crate::html::Tag;
use crate::html::dom::{AttributeRange, NodeId, TextPiece};
use crate::html::names::{Namespace, TagName, set};

/// Where a node goes: to the end of its parent, or before a child of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct InsertionLocation {
    pub(super) parent: NodeId,
    pub(super) before: Option<NodeId>,
}

impl<'s> TreeBuilder<'s> {
    /// The [appropriate place for inserting a
    /// node](https://html.spec.whatwg.org/multipage/parsing.html#appropriate-place-for-inserting-a-node).
    pub(super) fn appropriate_place(&self) -> InsertionLocation {
        match self.open_elements.current() {
            Some(&current) => self.appropriate_place_in(current),
            None => InsertionLocation { parent: NodeId::DOCUMENT, before: None },
        }
    }

    /// The appropriate place with an override target. Content that has no place in a table is [foster
    /// parented](https://html.spec.whatwg.org/multipage/parsing.html#foster-parent): it goes in front of the table.
    pub(super) fn appropriate_place_in(&self, target: OpenElement<'s>) -> InsertionLocation {
        if !(self.foster_parenting && target.is_in(set::FOSTER_PARENTING)) {
            return InsertionLocation { parent: target.contents, before: None };
        }
        let mut around = self.open_elements.iter().skip_while(|open| !open.is(Tag::Table) && !open.is(Tag::Template));
        match around.next() {
            Some(table) if table.is(Tag::Table) => match (self.dom.parent(table.node), around.next()) {
                (Some(parent), _) => InsertionLocation { parent, before: Some(table.node) },
                (None, Some(previous)) => InsertionLocation { parent: previous.node, before: None },
                (None, None) => InsertionLocation { parent: table.node, before: None },
            },
            Some(template) => InsertionLocation { parent: template.contents, before: None },
            None => InsertionLocation {
                parent: self.open_elements.get(0).map_or(NodeId::DOCUMENT, |html| html.contents),
                before: None,
            },
        }
    }

    pub(super) fn insert_at(&mut self, place: InsertionLocation, node: NodeId) {
        match place.before {
            Some(before) => self.dom.insert_before(before, node),
            None => self.dom.append(place.parent, node),
        }
    }

    pub(super) fn append_text(&mut self, text: &TextPiece) {
        let InsertionLocation { parent, before } = self.appropriate_place();
        self.dom.insert_text(parent, before, text.clone());
    }

    /// Makes the HTML element that the start tag at hand asks for.
    pub(super) fn create_element(&mut self) -> NodeId {
        let node = self.dom.create_element_with(self.tag.name.tag, self.tag.attributes);
        self.dom.set_start_tag(node, self.source.clone());
        node
    }

    /// Inserts the HTML element that the start tag at hand asks for, and leaves it open.
    pub(super) fn insert_element(&mut self) -> NodeId {
        let place = self.appropriate_place();
        let node = self.create_element();
        self.insert_at(place, node);
        self.open_elements.push(OpenElement { written: self.tag.written, ..OpenElement::of(node, self.tag.name) });
        node
    }

    /// Inserts the HTML element that the start tag at hand asks for, which has no content.
    pub(super) fn insert_void(&mut self) -> NodeId {
        let place = self.appropriate_place();
        let node = self.create_element();
        self.insert_at(place, node);
        node
    }

    /// Inserts an HTML element that no tag asks for.
    pub(super) fn insert_implied(&mut self, tag: Tag) -> NodeId {
        let place = self.appropriate_place();
        let node = self.dom.create_element_with(tag, AttributeRange::default());
        self.dom.set_implied(node, self.source.start);
        self.insert_at(place, node);
        self.open_elements.push(OpenElement::of(node, TagName::from(tag)));
        node
    }

    /// Inserts an element that holds raw text: the [generic raw text and RCDATA element parsing
    /// algorithms](https://html.spec.whatwg.org/multipage/parsing.html#generic-raw-text-element-parsing-algorithm).
    pub(super) fn insert_raw_text_element(&mut self, content: TokenizerState) -> TokenOutcome {
        self.insert_element();
        self.original_insertion_mode = self.insertion_mode;
        self.insertion_mode = InsertionMode::Text;
        TokenOutcome::SwitchTokenizer(content)
    }

    /// Whether a `<template>` is open.
    pub(super) fn is_in_template(&self) -> bool {
        !self.template_insertion_modes.is_empty()
    }
}

impl<'s> OpenElement<'s> {
    /// An HTML element.
    pub(super) fn of(node: NodeId, name: TagName) -> OpenElement<'s> {
        OpenElement { node, contents: node, tag: name.tag, sets: name.sets, namespace: Namespace::Html, written: "" }
    }
}
