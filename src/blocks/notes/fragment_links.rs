//! The links of a document that lead to places in it, and those places.

use crate::blocks::inline::is_inline;
use crate::html::{Attr, Dom, NodeId, NodeKind, Tag};
use crate::text::parts::{Words, holds_any};
use crate::verdicts::Verdicts;
use std::borrow::Cow;
use std::collections::HashMap;

use super::signs::{is_named_margin, is_note_by_role};

/// A link to a place in the document.
pub(super) struct Jump<'d> {
    pub(super) link: NodeId,
    pub(super) fragment: Cow<'d, str>,
    /// Whether nothing but a fragment is written.
    pub(super) is_local: bool,
}

/// What the kept part of a document holds of interest, in its order.
pub(super) struct FragmentLinks<'d> {
    pub(super) jumps: Vec<Jump<'d>>,
    /// Elements that may be notes in the margin.
    pub(super) margin: Vec<NodeId>,
    /// The elements that the links lead to.
    pub(super) targets: HashMap<String, NodeId>,
    /// The position of every node in the order of the document, by its index.
    order: Vec<u32>,
}

impl<'d> FragmentLinks<'d> {
    /// One walk over the kept nodes, and a second where there are such links.
    pub(super) fn new(dom: &'d Dom<'_>, verdicts: &Verdicts) -> FragmentLinks<'d> {
        const MARGIN: Words<'_> = Words::new(&["note", "margin"]);
        let mut links =
            FragmentLinks { jumps: Vec::new(), margin: Vec::new(), targets: HashMap::new(), order: Vec::new() };
        for_each_kept(dom, verdicts, |node, tag| match tag {
            Tag::A => {
                if let Some((path, fragment)) = dom.attr(node, Attr::Href).and_then(|href| href.split_once('#'))
                    && !fragment.trim().is_empty()
                {
                    let is_local = path.trim().is_empty();
                    links.jumps.push(Jump { link: node, fragment: decoded(fragment.trim()), is_local });
                }
            }
            Tag::Span | Tag::Small | Tag::Aside | Tag::Div | Tag::Em | Tag::I | Tag::Other => {
                let is_note = dom.attrs(node).any(|(attr, value)| match attr {
                    Attr::Class => MARGIN.are_in(value.as_bytes()),
                    Attr::Role => holds_any(value.as_bytes(), &["note"]),
                    _ => false,
                });
                if is_note && (is_named_margin(dom, node) || is_note_by_role(dom, node)) {
                    links.margin.push(node);
                }
            }
            _ => {}
        });
        if links.jumps.is_empty() {
            return links;
        }
        let mut targets: HashMap<String, Option<NodeId>> =
            links.jumps.iter().map(|jump| (jump.fragment.clone().into_owned(), None)).collect();
        let mut order = vec![0; dom.len()];
        let mut position = 0;
        for_each_kept(dom, verdicts, |node, tag| {
            position += 1;
            order[node.index()] = position;
            let name = dom.attr(node, Attr::Name).filter(|_| tag == Tag::A);
            for id in [dom.attr(node, Attr::Id), name].into_iter().flatten() {
                // GitHub puts this before the names in what people write, and not before what leads to them.
                for id in [Some(id), id.strip_prefix("user-content-")].into_iter().flatten() {
                    if let Some(target) = targets.get_mut(id) {
                        target.get_or_insert(node);
                    }
                }
            }
        });
        links.order = order;
        links.targets = targets.into_iter().filter_map(|(name, target)| Some((name, target?))).collect();
        links
    }

    /// Whether one element starts before another.
    pub(super) fn is_before(&self, one: NodeId, other: NodeId) -> bool {
        let at = |node: NodeId| self.order.get(node.index()).copied().unwrap_or(0);
        at(one) < at(other)
    }

    /// The element that a link leads to.
    pub(super) fn target(&self, jump: &Jump<'_>) -> Option<NodeId> {
        self.targets.get(&*jump.fragment).copied()
    }
}

/// Visits the kept elements in the order of the document.
fn for_each_kept(dom: &Dom<'_>, verdicts: &Verdicts, mut visit: impl FnMut(NodeId, Tag)) {
    let mut next = dom.first_child(NodeId::DOCUMENT);
    while let Some(node) = next {
        if !verdicts.keeps(node) {
            next = dom.next_after_subtree(node, NodeId::DOCUMENT);
            continue;
        }
        next = dom.next_in_subtree(node, NodeId::DOCUMENT);
        if let NodeKind::Element(tag) = dom.kind(node) {
            visit(node, tag);
        }
    }
}

/// A fragment as the names of elements are written.
fn decoded(fragment: &str) -> Cow<'_, str> {
    if !fragment.contains('%') {
        return Cow::Borrowed(fragment);
    }
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| byte == b'%').and_then(|digits| str::from_utf8(digits).ok());
        match code.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(code) => {
                bytes.push(code);
                rest = &after[2..];
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(fragment), Cow::Owned)
}

/// The block that an element stands in, or is.
pub(super) fn block_around(dom: &Dom<'_>, node: NodeId) -> NodeId {
    let is_block = |node: NodeId| match dom.tag(node) {
        Some(Tag::Sup | Tag::Sub) => false,
        Some(tag) => !is_inline(dom, node, tag),
        None => dom.kind(node) == NodeKind::Document,
    };
    std::iter::once(node).chain(dom.ancestors(node)).find(|&node| is_block(node)).unwrap_or(NodeId::DOCUMENT)
}
