//! What a parser does to a [`Dom`] while it grows.

use super::{Dom, Node, NodeId, NodeKind, NodeOrigin, Slice, StoredAttribute, offset};
use crate::html::{Attr, Tag};
use std::ops::Range;

/// A range of the attribute table. Elements made for the same tag share one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct AttributeRange {
    start: u32,
    end: u32,
}

/// A piece of text on its way into the tree.
#[derive(Clone, Debug)]
pub(in super::super) struct TextPiece {
    /// Its characters.
    pub(in super::super) slice: Slice,
    /// The bytes of the source that it came from, if it was parsed here.
    pub(in super::super) source: Option<Range<u32>>,
}

impl Slice {
    /// A part of it, by positions in what it says.
    pub(in super::super) fn part(self, range: Range<usize>) -> Slice {
        let start = self.start.saturating_add(offset(range.start));
        Slice { start, end: start.saturating_add(offset(range.len())), in_side: self.in_side }
    }
}

/// Storing text and attributes.
impl Dom<'_> {
    /// Takes the first bytes off a text node whose source is not known.
    #[cfg(feature = "rcdom")]
    pub(crate) fn cut_text_start(&mut self, text: NodeId, bytes: usize) {
        let node = &mut self.nodes[text.index()];
        node.start = node.start.saturating_add(offset(bytes)).min(node.end);
    }

    /// A piece of the source as it stands there.
    pub(in super::super) fn verbatim(&self, range: Range<usize>) -> Slice {
        Slice { start: offset(range.start), end: offset(range.end), in_side: false }
    }

    /// A piece of text that `write` appends to the side buffer.
    pub(in super::super) fn decoded(&mut self, write: impl FnOnce(&mut String)) -> Slice {
        let start = offset(self.side.len());
        write(&mut self.side);
        Slice { start, end: offset(self.side.len()), in_side: true }
    }

    /// Whether the side buffer takes so many bytes more: positions in it stay below four gigabytes.
    pub(in super::super) fn has_side_room(&self, bytes: usize) -> bool {
        self.side.len().saturating_add(bytes) <= u32::MAX as usize
    }

    /// How many bytes the side buffer holds.
    #[cfg(any(feature = "rcdom", test))]
    pub(in super::super) fn side_len(&self) -> usize {
        self.side.len()
    }

    /// What a slice says.
    pub(in super::super) fn read(&self, slice: Slice) -> &str {
        self.slice(slice)
    }

    /// How many bytes the values of attributes have.
    pub(in super::super) fn attributes_len(&self, range: AttributeRange) -> usize {
        let attributes = self.attributes.get(range.start as usize..range.end as usize).unwrap_or_default();
        attributes.iter().map(|attribute| (attribute.value.end - attribute.value.start) as usize).sum()
    }

    /// The empty range at the end of the attribute table, where the next attribute goes.
    pub(in super::super) fn next_attributes(&self) -> AttributeRange {
        let at = offset(self.attributes.len());
        AttributeRange { start: at, end: at }
    }

    /// Adds an attribute to a range that ends where the table does.
    pub(in super::super) fn extend_attributes(&mut self, range: &mut AttributeRange, name: Attr, value: Slice) {
        debug_assert_eq!(range.end as usize, self.attributes.len());
        self.attributes.push(StoredAttribute { name, value });
        range.end = offset(self.attributes.len());
    }

    /// Takes back the attributes of a range that ends where the table does.
    pub(in super::super) fn discard_attributes(&mut self, range: AttributeRange) {
        debug_assert_eq!(range.end as usize, self.attributes.len());
        self.attributes.truncate(range.start as usize);
    }

    /// The value of an attribute in a range.
    pub(in super::super) fn attribute_in(&self, range: AttributeRange, name: Attr) -> Option<&str> {
        let mut list = self.attributes[range.start as usize..range.end as usize].iter();
        list.find(|attribute| attribute.name == name).map(|attribute| self.slice(attribute.value))
    }

    /// Gives an element those attributes of a range that it has not got yet.
    pub(in super::super) fn add_missing_attributes(&mut self, element: NodeId, range: AttributeRange) {
        let node = &self.nodes[element.index()];
        let (start, end) = (node.start as usize, node.end as usize);
        let has = |name| self.attributes[start..end].iter().any(|attribute| attribute.name == name);
        let added = &self.attributes[range.start as usize..range.end as usize];
        let missing: Vec<StoredAttribute> = added.iter().filter(|attribute| !has(attribute.name)).copied().collect();
        if missing.is_empty() {
            return;
        }
        // The list has to be in one piece, so it moves to the end of the table. An attribute is added at most once for
        // each name that there is, which bounds the copying.
        let moved = offset(self.attributes.len());
        self.attributes.extend_from_within(start..end);
        self.attributes.extend(missing);
        let end = offset(self.attributes.len());
        let node = &mut self.nodes[element.index()];
        (node.start, node.end) = (moved, end);
    }
}

/// Making nodes.
impl Dom<'_> {
    /// A new element without parent, with these attributes.
    pub(in super::super) fn create_element_with(&mut self, tag: Tag, attributes: AttributeRange) -> NodeId {
        let AttributeRange { start, end } = attributes;
        self.push(Node { start, end, ..Node::new(NodeKind::Element(tag)) })
    }

    /// A new document node that nothing links to: what a `<template>` holds.
    pub(in super::super) fn create_detached_root(&mut self) -> NodeId {
        self.push(Node::new(NodeKind::Document))
    }

    /// The template is the shadow tree of the element that it stands in, and what it holds hangs from `contents`.
    pub(in super::super) fn add_shadow_root(&mut self, template: NodeId, contents: NodeId) {
        self.shadow_roots.push((template, contents));
    }

    /// The shadow trees, in the order of their templates; there are none left then.
    pub(in super::super) fn take_shadow_roots(&mut self) -> Vec<(NodeId, NodeId)> {
        std::mem::take(&mut self.shadow_roots)
    }

    fn push(&mut self, node: Node) -> NodeId {
        if self.nodes.len() == self.nodes.capacity() {
            self.make_room();
        }
        self.nodes.push(node);
        NodeId::from_index(self.nodes.len() - 1)
    }
}

impl Dom<'_> {
    /// Makes room for more nodes: for as many as there will be, if the source goes on as it began. Where there are many nodes
    /// they are most of what a parse takes.
    #[cold]
    fn make_room(&mut self) {
        let count = self.nodes.len();
        let read = self.nodes.iter().rev().take(8).map(|node| node.source_end).max().unwrap_or_default() as usize;
        let expected = match read {
            0 => count + count / 2,
            _ => usize::try_from((count as u64).saturating_mul(self.source.len() as u64) / read as u64)
                .unwrap_or(usize::MAX / 2),
        };
        let room = expected.saturating_add(expected / 16).clamp(count + count / 8, 4 * count) + 16;
        self.nodes.reserve_exact(room - count);
    }
}

/// Saying where nodes came from.
impl Dom<'_> {
    /// The element has this start tag.
    pub(in super::super) fn set_start_tag(&mut self, element: NodeId, range: Range<u32>) {
        let node = &mut self.nodes[element.index()];
        (node.source_start, node.source_end, node.origin) = (range.start, range.end, NodeOrigin::Open);
    }

    /// The parser put the element in at this position.
    pub(in super::super) fn set_implied(&mut self, element: NodeId, at: u32) {
        let node = &mut self.nodes[element.index()];
        (node.source_start, node.source_end, node.origin) = (at, at, NodeOrigin::Implied);
    }

    /// The element has an end tag, which ends here.
    pub(in super::super) fn set_end(&mut self, element: NodeId, end: u32) {
        let node = &mut self.nodes[element.index()];
        node.source_end = node.source_end.max(end);
        node.origin = NodeOrigin::Complete;
    }

    /// The element has an end tag, which ends here, but can get more content after it.
    pub(in super::super) fn extend_to(&mut self, element: NodeId, end: u32) {
        let node = &mut self.nodes[element.index()];
        node.source_end = node.source_end.max(end);
    }
}

/// Linking nodes.
impl Dom<'_> {
    /// Makes `child`, which has no parent, the last child of `parent`.
    pub(in super::super) fn append(&mut self, parent: NodeId, child: NodeId) {
        self.link(parent, None, child);
    }

    /// Puts `child`, which has no parent, before `sibling`, which has one.
    pub(in super::super) fn insert_before(&mut self, sibling: NodeId, child: NodeId) {
        if let Some(parent) = self.parent(sibling) {
            self.link(parent, Some(sibling), child);
        }
    }

    /// Puts text at the end of `parent`, or before one of its children. It is joined to the text that stands there, but for texts
    /// that would have to be copied again and again.
    pub(in super::super) fn insert_text(&mut self, parent: NodeId, before: Option<NodeId>, piece: TextPiece) {
        let TextPiece { slice, source } = piece;
        let origin = if source.is_some() { NodeOrigin::Complete } else { NodeOrigin::Unknown };
        let source = source.unwrap_or_default();
        let previous = match before {
            Some(before) => self.previous_sibling(before),
            None => self.last_child(parent),
        };
        if let Some(previous) = previous.filter(|&previous| self.kind(previous) == NodeKind::Text)
            && let Some(joined) = self.joined(previous, slice)
        {
            let node = &mut self.nodes[previous.index()];
            (node.start, node.end, node.in_side) = (joined.start, joined.end, joined.in_side);
            node.source_end = source.end;
            return;
        }
        let text = self.push(Node {
            start: slice.start,
            end: slice.end,
            in_side: slice.in_side,
            source_start: source.start,
            source_end: source.end,
            origin,
            ..Node::new(NodeKind::Text)
        });
        self.link(parent, before, text);
    }

    /// The text of a node and what comes after it as one piece. Where something stands between them in the source, such as a tag that
    /// is ignored, both are copied, each byte of the source once at most. None where that does not do.
    fn joined(&mut self, previous: NodeId, next: Slice) -> Option<Slice> {
        let Node { start, end, in_side, .. } = self.nodes[previous.index()];
        if in_side == next.in_side && end == next.start {
            return Some(Slice { end: next.end, ..Slice { start, end, in_side } });
        }
        let length = (end - start) as usize + (next.end - next.start) as usize;
        let is_last = end as usize == self.side.len();
        if in_side && !is_last || !self.has_side_room(length) {
            return None;
        }
        let start = if in_side { start } else { self.copy_to_side(Slice { start, end, in_side }) };
        self.copy_to_side(next);
        Some(Slice { start, end: offset(self.side.len()), in_side: true })
    }

    /// Appends a piece of text to the side buffer, and says where it stands there.
    fn copy_to_side(&mut self, piece: Slice) -> u32 {
        let at = offset(self.side.len());
        let range = piece.start as usize..piece.end as usize;
        match piece.in_side {
            true => self.side.extend_from_within(range),
            false => self.side.push_str(&self.source[range]),
        }
        at
    }

    /// Takes a node out of its parent, if it has one.
    pub(in super::super) fn detach(&mut self, id: NodeId) {
        let node = &mut self.nodes[id.index()];
        let (parent, previous, next) = (node.parent.take(), node.previous.take(), node.next.take());
        let Some(parent) = parent else { return };
        match previous {
            Some(previous) => self.nodes[previous.index()].next = next,
            None => self.nodes[parent.index()].first_child = next,
        }
        match next {
            Some(next) => self.nodes[next.index()].previous = previous,
            None => self.nodes[parent.index()].last_child = previous,
        }
    }

    /// Moves all children of `from` to the end of `to`.
    pub(in super::super) fn move_children(&mut self, from: NodeId, to: NodeId) {
        let node = &mut self.nodes[from.index()];
        let (Some(first), Some(last)) = (node.first_child.take(), node.last_child.take()) else { return };
        let old_last = self.nodes[to.index()].last_child.replace(last);
        match old_last {
            Some(old_last) => self.nodes[old_last.index()].next = Some(first),
            None => self.nodes[to.index()].first_child = Some(first),
        }
        self.nodes[first.index()].previous = old_last;
        self.adopt(first, to);
    }

    /// Takes elements that are nested deeper than `max_depth` out of the document and puts their children in their
    /// place; says whether there were any. Linear in the size of the document.
    pub(in super::super) fn unwrap_below(&mut self, max_depth: usize) -> bool {
        let mut any = false;
        let mut next = self.first_child(NodeId::DOCUMENT);
        // How many elements are around the node at hand.
        let mut depth = 0;
        while let Some(node) = next {
            let too_deep = depth >= max_depth && self.tag(node).is_some();
            next = self.first_child(node);
            if too_deep {
                any = true;
                // Only now does a child become a child of the node's parent, so each one moves at most once a level.
                let after = self.next_sibling(node);
                let parent = self.parent(node);
                self.replace_by_children(node);
                next = next.or(after);
                if next.is_none() {
                    next = parent.and_then(|parent| self.after(parent, &mut depth));
                }
            } else if next.is_some() {
                depth += 1;
            } else {
                next = self.next_sibling(node).or_else(|| {
                    let parent = self.parent(node)?;
                    self.after(parent, &mut depth)
                });
            }
        }
        any
    }

    /// The node that follows `node` and all that is in it, with the depth that this has.
    fn after(&self, node: NodeId, depth: &mut usize) -> Option<NodeId> {
        let mut node = node;
        loop {
            *depth = depth.saturating_sub(1);
            match self.next_sibling(node) {
                Some(next) => return Some(next),
                None => node = self.parent(node)?,
            }
        }
    }

    fn replace_by_children(&mut self, id: NodeId) {
        let node = &mut self.nodes[id.index()];
        let (first, last) = (node.first_child.take(), node.last_child.take());
        let (Some(parent), Some(first), Some(last)) = (node.parent, first, last) else {
            self.detach(id);
            return;
        };
        let (previous, next) = (node.previous.take(), node.next.take());
        node.parent = None;
        self.adopt(first, parent);
        self.nodes[first.index()].previous = previous;
        self.nodes[last.index()].next = next;
        match previous {
            Some(previous) => self.nodes[previous.index()].next = Some(first),
            None => self.nodes[parent.index()].first_child = Some(first),
        }
        match next {
            Some(next) => self.nodes[next.index()].previous = Some(last),
            None => self.nodes[parent.index()].last_child = Some(last),
        }
    }

    fn link(&mut self, parent: NodeId, before: Option<NodeId>, child: NodeId) {
        let previous = match before {
            Some(before) => self.nodes[before.index()].previous.replace(child),
            None => self.nodes[parent.index()].last_child.replace(child),
        };
        match previous {
            Some(previous) => self.nodes[previous.index()].next = Some(child),
            None => self.nodes[parent.index()].first_child = Some(child),
        }
        let node = &mut self.nodes[child.index()];
        (node.parent, node.previous, node.next) = (Some(parent), previous, before);
        self.reach_back(parent, child);
    }

    /// Tells `first` and all its following siblings who their parent is.
    fn adopt(&mut self, first: NodeId, parent: NodeId) {
        let mut child = Some(first);
        while let Some(id) = child {
            self.nodes[id.index()].parent = Some(parent);
            child = self.nodes[id.index()].next;
        }
        self.reach_back(parent, first);
    }

    /// An element that the parser put in begins where what it holds begins.
    fn reach_back(&mut self, parent: NodeId, child: NodeId) {
        let child = &self.nodes[child.index()];
        let (start, origin) = (child.source_start, child.origin);
        let parent = &mut self.nodes[parent.index()];
        if parent.origin == NodeOrigin::Implied && origin != NodeOrigin::Unknown {
            parent.source_start = parent.source_start.min(start);
        }
    }
}
