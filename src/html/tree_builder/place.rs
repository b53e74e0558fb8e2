//! Putting nodes into the document: where they go, and the elements that tags ask for.

use super::stack::Open;
use super::{Content, Mode, Step, TreeBuilder};
use crate::html::{
    Tag,
    dom::{Attributes, NodeId, TextPiece},
    names::{Name, Space, set},
};

/// Where a node goes: to the end of its parent, or before a child of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) parent: NodeId,
    pub(super) before: Option<NodeId>,
}

impl<'s> TreeBuilder<'s> {
    /// Where something new goes.
    pub(super) fn place(&self) -> Place {
        match self.open.current() {
            Some(&current) => self.place_in(current),
            None => Place { parent: NodeId::DOCUMENT, before: None },
        }
    }

    /// Where something goes that belongs in an open element.
    pub(super) fn place_in(&self, target: Open<'s>) -> Place {
        if !(self.fosters && target.is_in(set::FOSTERS)) {
            return Place { parent: target.inside, before: None };
        }
        let mut around = self.open.iter().skip_while(|open| !open.is(Tag::Table) && !open.is(Tag::Template));
        match around.next() {
            Some(table) if table.is(Tag::Table) => match (self.dom.parent(table.node), around.next()) {
                (Some(parent), _) => Place { parent, before: Some(table.node) },
                (None, Some(previous)) => Place { parent: previous.node, before: None },
                (None, None) => Place { parent: table.node, before: None },
            },
            Some(template) => Place { parent: template.inside, before: None },
            None => Place { parent: self.open.get(0).map_or(NodeId::DOCUMENT, |html| html.inside), before: None },
        }
    }

    pub(super) fn attach(&mut self, place: Place, node: NodeId) {
        match place.before {
            Some(before) => self.dom.insert_before(before, node),
            None => self.dom.append(place.parent, node),
        }
    }

    pub(super) fn append_text(&mut self, text: &TextPiece) {
        let Place { parent, before } = self.place();
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
        let place = self.place();
        let node = self.create_element();
        self.attach(place, node);
        self.open.push(Open { written: self.tag.written, ..Open::of(node, self.tag.name) });
        node
    }

    /// Inserts the HTML element that the start tag at hand asks for, which has no content.
    pub(super) fn insert_void(&mut self) -> NodeId {
        let place = self.place();
        let node = self.create_element();
        self.attach(place, node);
        node
    }

    /// Inserts an HTML element that no tag asks for.
    pub(super) fn insert_implied(&mut self, tag: Tag) -> NodeId {
        let place = self.place();
        let node = self.dom.create_element_with(tag, Attributes::default());
        self.dom.set_implied(node, self.source.start);
        self.attach(place, node);
        self.open.push(Open::of(node, Name::from(tag)));
        node
    }

    /// Inserts an element that holds raw text.
    pub(super) fn insert_raw(&mut self, content: Content) -> Step {
        self.insert_element();
        self.original_mode = self.mode;
        self.mode = Mode::Text;
        Step::Raw(content)
    }

    /// Whether a `<template>` is open.
    pub(super) fn is_in_template(&self) -> bool {
        !self.template_modes.is_empty()
    }
}

impl<'s> Open<'s> {
    /// An HTML element.
    pub(super) fn of(node: NodeId, name: Name) -> Open<'s> {
        Open { node, inside: node, tag: name.tag, sets: name.sets, space: Space::Html, written: "" }
    }
}
