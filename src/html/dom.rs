//! The arena: every node of a document in one `Vec`, linked by index.
//!
//! Text and attribute values are byte ranges: of the source where they stand there word for word, of a side buffer where
//! character references or normalisation changed them. A node costs no allocation of its own, and dropping a document
//! drops a handful of vectors, however deep the tree.

mod mutation;

pub(super) use mutation::{AttributeRange, TextPiece};

use super::{Attr, Tag};
use crate::steps::step;
use std::num::NonZeroU32;
use std::ops::Range;

/// The index of a node in its [`Dom`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct NodeId(NonZeroU32);

impl NodeId {
    /// The document node, the first of every arena.
    pub(crate) const DOCUMENT: NodeId = NodeId(NonZeroU32::MIN);

    /// The position in tables that hold one entry a node, the document's at 0.
    pub(crate) fn index(self) -> usize {
        self.0.get() as usize - 1
    }

    /// The node at a position, the inverse of [`NodeId::index`].
    pub(crate) fn from_index(index: usize) -> NodeId {
        // The parser ends a document before there are more nodes than this can tell apart.
        NodeId(NonZeroU32::MIN.saturating_add(u32::try_from(index).unwrap_or(u32::MAX)))
    }
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NodeKind {
    /// The root. Contents of `<template>` hang from roots of their own, which nothing links to.
    Document,
    /// An element.
    Element(Tag),
    /// A run of text. Neighbouring text nodes are rare but possible: read them as one.
    Text,
}

/// A piece of text: a range of the source or of the side buffer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Slice {
    start: u32,
    end: u32,
    in_side: bool,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    parent: Option<NodeId>,
    previous: Option<NodeId>,
    next: Option<NodeId>,
    first_child: Option<NodeId>,
    last_child: Option<NodeId>,
    /// The text of a text node; for an element the range of its attributes in the attribute table.
    start: u32,
    end: u32,
    /// The bytes of the source the node came from, as far as `origin` says.
    source_start: u32,
    source_end: u32,
    origin: NodeOrigin,
    kind: NodeKind,
    /// Whether the text is in the side buffer.
    in_side: bool,
}

/// How much is known about where a node came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NodeOrigin {
    /// Nothing: the node was not parsed here.
    Unknown,
    /// The parser put it in by itself, at this position: it reaches as far as what it holds.
    Implied,
    /// It has a start tag, and reaches as far as what it holds.
    Open,
    /// It is known from start to end.
    Complete,
}

/// An attribute in the attribute table of a document.
#[derive(Clone, Copy, Debug)]
struct StoredAttribute {
    name: Attr,
    value: Slice,
}

/// A parsed document.
#[derive(Clone, Debug)]
pub(crate) struct Dom<'s> {
    source: &'s str,
    side: String,
    nodes: Vec<Node>,
    attributes: Vec<StoredAttribute>,
    /// The templates that are shadow trees in the markup, and what they hold.
    shadow_roots: Vec<(NodeId, NodeId)>,
}

/// The memory of a document that is done with, for the next one.
///
/// What a huge document took is given back: this holds on to as much as common pages need.
#[derive(Debug, Default)]
pub(crate) struct Storage {
    side: String,
    nodes: Vec<Node>,
    attributes: Vec<StoredAttribute>,
}

/// How many bytes of source there are at least for each node that room is made for in advance. Denser sources are rare, and
/// make more room as they go.
const BYTES_A_NODE: usize = 20;

impl Storage {
    /// How many nodes and attributes, and how many bytes of side buffer, are held on to. Of 2,174 pages of many kinds
    /// one in a hundred has more.
    const MAX_NODES: usize = 1 << 15;
    const MAX_ATTRIBUTES: usize = 1 << 15;
    const MAX_SIDE_BYTES: usize = 1 << 18;
}

/// A copy starts with memory of its own.
impl Clone for Storage {
    fn clone(&self) -> Storage {
        Storage::default()
    }
}

impl<'s> Dom<'s> {
    /// A document with nothing in it, over the source that its slices will point into.
    pub(crate) fn new(source: &'s str, storage: Storage) -> Dom<'s> {
        let Storage { mut side, mut nodes, mut attributes } = storage;
        side.clear();
        nodes.clear();
        attributes.clear();
        // On a page each tag stands for about one node: an element for a start tag, a text before many of either sort.
        let most = source.len() / BYTES_A_NODE + 1;
        if nodes.capacity() < most {
            let tags = memchr::memchr_iter(b'<', source.as_bytes()).count();
            nodes.reserve((tags + tags / 8 + 1).min(most));
        }
        nodes.push(Node::new(NodeKind::Document));
        Dom { source, side, nodes, attributes, shadow_roots: Vec::new() }
    }

    /// Ends the document, and keeps its memory for another.
    pub(crate) fn into_storage(self) -> Storage {
        let Dom { mut side, mut nodes, mut attributes, .. } = self;
        side.clear();
        side.shrink_to(Storage::MAX_SIDE_BYTES);
        nodes.clear();
        nodes.shrink_to(Storage::MAX_NODES);
        attributes.clear();
        attributes.shrink_to(Storage::MAX_ATTRIBUTES);
        Storage { side, nodes, attributes }
    }

    /// How many bytes the document was made from: those of its source, or of the texts and values that it took over.
    pub(crate) fn size(&self) -> usize {
        self.source.len().max(self.side.len())
    }

    /// How many nodes the arena holds, detached ones included.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// What a node is.
    pub(crate) fn kind(&self, id: NodeId) -> NodeKind {
        step();
        self.nodes[id.index()].kind
    }

    /// The tag of an element; none for text and the document.
    pub(crate) fn tag(&self, id: NodeId) -> Option<Tag> {
        match self.kind(id) {
            NodeKind::Element(tag) => Some(tag),
            NodeKind::Document | NodeKind::Text => None,
        }
    }

    /// The text of a text node; empty for any other.
    pub(crate) fn text(&self, id: NodeId) -> &str {
        match self.kind(id) {
            NodeKind::Text => self.slice(self.nodes[id.index()].text()),
            NodeKind::Element(_) | NodeKind::Document => "",
        }
    }

    /// The value of an element's attribute, if it has it.
    pub(crate) fn attr(&self, id: NodeId, name: Attr) -> Option<&str> {
        let list = self.attribute_list(id);
        list.iter().find(|attribute| attribute.name == name).map(|attribute| self.slice(attribute.value))
    }

    /// The attributes of an element that any stage reads, in source order.
    pub(crate) fn attrs(&self, id: NodeId) -> impl Iterator<Item = (Attr, &str)> {
        self.attribute_list(id).iter().map(|attribute| (attribute.name, self.slice(attribute.value)))
    }

    /// The value of an element's attribute of this name, in lower case. Of attributes that no stage reads only those are
    /// known that [`SelectorNames`](super::SelectorNames) kept.
    pub(crate) fn attr_by_name(&self, id: NodeId, name: &str) -> Option<&str> {
        if let Some(attr) = Attr::from_name(name) {
            return self.attr(id, attr);
        }
        let mut attrs = self.attrs(id);
        attrs.find(|&(attr, other)| attr == Attr::OtherName && other == name)?;
        attrs.next().map(|(_, value)| value)
    }

    /// The name of an element, as it is written in HTML. Of those that have no tag of their own only those are known that
    /// [`SelectorNames`](super::SelectorNames) kept.
    pub(crate) fn element_name(&self, id: NodeId) -> Option<&str> {
        let tag = self.tag(id)?;
        self.attr(id, Attr::ElementName).or((tag != Tag::Other).then(|| tag.name()))
    }

    /// The parent of a node.
    pub(crate) fn parent(&self, id: NodeId) -> Option<NodeId> {
        step();
        self.nodes[id.index()].parent
    }

    /// The first child of a node.
    pub(crate) fn first_child(&self, id: NodeId) -> Option<NodeId> {
        step();
        self.nodes[id.index()].first_child
    }

    /// The last child of a node.
    pub(crate) fn last_child(&self, id: NodeId) -> Option<NodeId> {
        step();
        self.nodes[id.index()].last_child
    }

    /// The sibling after a node.
    pub(crate) fn next_sibling(&self, id: NodeId) -> Option<NodeId> {
        step();
        self.nodes[id.index()].next
    }

    /// The sibling before a node.
    pub(crate) fn previous_sibling(&self, id: NodeId) -> Option<NodeId> {
        step();
        self.nodes[id.index()].previous
    }

    /// The children of a node, in order.
    pub(crate) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.first_child(id), |&child| self.next_sibling(child))
    }

    /// The nodes above a node, nearest first.
    pub(crate) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.parent(id), |&node| self.parent(node))
    }

    /// The nodes below a node, in document order, without the node itself.
    pub(crate) fn descendants(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.first_child(id), move |&node| self.next_in_subtree(node, id))
    }

    /// The node after `node` in document order within the subtree of `root`.
    pub(crate) fn next_in_subtree(&self, node: NodeId, root: NodeId) -> Option<NodeId> {
        self.first_child(node).or_else(|| self.next_after_subtree(node, root))
    }

    /// The node that follows the whole subtree of `node` in document order, within the subtree of `root`.
    pub(crate) fn next_after_subtree(&self, node: NodeId, root: NodeId) -> Option<NodeId> {
        let mut current = node;
        while current != root {
            if let Some(next) = self.next_sibling(current) {
                return Some(next);
            }
            current = self.parent(current)?;
        }
        None
    }

    /// The beginning of the text in a subtree: that of so many nodes, and no more than it takes to have so many bytes.
    pub(crate) fn start_of_text(&self, node: NodeId, nodes: usize, bytes: usize) -> String {
        let mut out = String::new();
        let mut next = self.first_child(node);
        for _ in 0..nodes {
            let Some(inner) = next.filter(|_| out.len() < bytes) else { break };
            let silent = self.tag(inner).is_some_and(Tag::is_silent);
            next = if silent { self.next_after_subtree(inner, node) } else { self.next_in_subtree(inner, node) };
            let text = self.text(inner);
            out.push_str(text.get(..bytes).unwrap_or(text));
        }
        out
    }

    /// The bytes of the source that a node came from.
    ///
    /// A text: from its first to its last character. An element: from its start tag to the end of its end tag, or where it
    /// had none to the end of what it held. An element that the parser put in by itself (`<tbody>` where only `<tr>` is
    /// written, a `<b>` continued in the next paragraph): what it holds, none if that is nothing. None as well where the
    /// tree was not parsed here.
    ///
    /// Where tags are closed in the wrong order the parser moves nodes: an element may then hold text from outside of
    /// its range. Takes time in proportion to the depth of the node's last descendant.
    pub(crate) fn source_range(&self, id: NodeId) -> Option<Range<usize>> {
        let node = &self.nodes[id.index()];
        let (start, mut end) = (node.source_start, node.source_end);
        let mut last = node;
        while last.origin != NodeOrigin::Complete {
            let Some(child) = last.last_child else { break };
            step();
            last = &self.nodes[child.index()];
            if last.origin != NodeOrigin::Unknown {
                end = end.max(last.source_end);
            }
        }
        match node.origin {
            NodeOrigin::Unknown => None,
            NodeOrigin::Implied if start == end => None,
            NodeOrigin::Implied | NodeOrigin::Open | NodeOrigin::Complete => Some(start as usize..end as usize),
        }
    }

    fn attribute_list(&self, id: NodeId) -> &[StoredAttribute] {
        step();
        let node = &self.nodes[id.index()];
        match node.kind {
            NodeKind::Element(_) => &self.attributes[node.start as usize..node.end as usize],
            NodeKind::Document | NodeKind::Text => &[],
        }
    }

    fn slice(&self, slice: Slice) -> &str {
        let buffer = if slice.in_side { &self.side } else { self.source };
        buffer.get(slice.start as usize..slice.end as usize).unwrap_or_default()
    }
}

impl Node {
    fn new(kind: NodeKind) -> Node {
        Node {
            parent: None,
            previous: None,
            next: None,
            first_child: None,
            last_child: None,
            start: 0,
            end: 0,
            source_start: 0,
            source_end: 0,
            origin: NodeOrigin::Unknown,
            kind,
            in_side: false,
        }
    }

    fn text(&self) -> Slice {
        Slice { start: self.start, end: self.end, in_side: self.in_side }
    }
}

/// A position as the arena stores it. The parser ends a document whose buffers would grow past the last one.
fn offset(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
