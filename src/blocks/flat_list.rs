//! Lists without list markup: the paragraphs of Word, the one flat list that Quill makes of all levels and kinds, and the
//! lists of Google Docs, a list element for each run of items of one level.
//!
//! All write items in a row, each with its level. The lists are opened and closed between them.

use super::subtree::{classes, has_style, style_value, text_of};
use super::{Builder, OnClose};
use crate::article::{BlockKind, List};
use crate::html::{Attr, Dom, NodeId, Tag};
use crate::text::whitespace::{is_blank, trim};

/// A list that such items are in.
pub(super) struct FlatLevel {
    /// The element that the items are children of.
    parent: NodeId,
    level: u8,
    ordered: bool,
    /// Which list of the document it is, where that says so.
    name: Option<NodeId>,
    /// The number of the next item.
    next: i64,
}

/// What an item says of itself.
struct FlatItem {
    level: u8,
    ordered: bool,
    number: Option<i64>,
    checked: Option<bool>,
    /// The list element of Google Docs that it is in.
    list: Option<NodeId>,
}

impl Builder<'_> {
    /// Begins an item, if the element is one and a list can stand here.
    pub(super) fn flat_item(&mut self, node: NodeId, tag: Tag) -> bool {
        let Some(item) = flat_item(self.dom, node, tag) else { return false };
        let Some(parent) = self.dom.parent(item.list.unwrap_or(node)) else { return false };
        self.flow.boundary();
        while let Some(top) = self.flat_lists.last().filter(|top| top.parent == parent) {
            let goes_on = top.level == item.level && top.ordered == item.ordered && self.is_same_list(top, &item);
            if top.level < item.level {
                break;
            }
            self.flow.close_container();
            if goes_on {
                break;
            }
            self.flow.close_container();
            self.flat_lists.pop();
        }
        let source = self.dom.source_range(node);
        let goes_on = self
            .flat_lists
            .last()
            .is_some_and(|top| top.parent == parent && top.level == item.level && top.ordered == item.ordered);
        if !goes_on {
            let start = item.number.unwrap_or(1);
            let list = List { ordered: item.ordered, start, ..List::default() };
            if !self.flow.open_container(BlockKind::List(list), source.clone()) {
                return false;
            }
            let FlatItem { level, ordered, list: name, .. } = item;
            self.flat_lists.push(FlatLevel { parent, level, ordered, name, next: start });
        }
        let number = self.flat_lists.last_mut().filter(|list| list.ordered).map(|list| {
            let number = item.number.unwrap_or(list.next);
            list.next = number.saturating_add(1);
            number
        });
        // There is room: the list has been opened with that of its items.
        self.flow.open_container(BlockKind::Item { number, checked: item.checked }, source);
        self.open_block(OnClose::FlatItem);
        true
    }

    /// Whether an item goes on with an open list, as far as the document names its lists.
    fn is_same_list(&self, open: &FlatLevel, item: &FlatItem) -> bool {
        let name = |list: Option<NodeId>| list.and_then(|list| docs_list(self.dom, list)).map(|(name, _)| name);
        open.name == item.list || name(open.name) == name(item.list)
    }

    /// The element after a node, if only white space stands between.
    fn next_element(&self, node: NodeId) -> Option<(NodeId, Tag)> {
        let mut after = std::iter::successors(self.dom.next_sibling(node), |&next| self.dom.next_sibling(next));
        let next = after.find(|&next| self.dom.tag(next).is_some() || !is_blank(self.dom.text(next)))?;
        self.dom.tag(next).filter(|_| self.walker.keeps(next)).map(|tag| (next, tag))
    }

    /// Ends an item, and the lists that it is in where no item follows.
    pub(super) fn end_flat_item(&mut self, node: NodeId) {
        self.flow.boundary();
        let mut next = self.next_element(node);
        let list = self.dom.parent(node).filter(|&list| docs_list(self.dom, list).is_some());
        if let (None, Some(list)) = (next, list) {
            let after = self.next_element(list).filter(|&(list, _)| self.is_flat_list(list));
            next = after.and_then(|(list, _)| {
                let first = self.dom.children(list).find(|&child| self.dom.tag(child).is_some())?;
                Some((first, self.dom.tag(first)?)).filter(|_| self.walker.keeps(first))
            });
        }
        if next.is_some_and(|(next, tag)| flat_item(self.dom, next, tag).is_some()) {
            return;
        }
        let parent = self.dom.parent(list.unwrap_or(node));
        while self.flat_lists.last().is_some_and(|top| Some(top.parent) == parent) {
            self.flow.close_container();
            self.flow.close_container();
            self.flat_lists.pop();
        }
    }

    /// Whether a list element holds items of Quill's, or is one of several that Google Docs makes a list of: then it is none
    /// itself.
    pub(super) fn is_flat_list(&self, node: NodeId) -> bool {
        let first = self.dom.children(node).find(|&child| self.dom.tag(child).is_some());
        first.is_some_and(|first| quill_item(self.dom, first).is_some() || docs_item(self.dom, first).is_some())
    }

    /// Whether an element is the sign before an item of Word's.
    pub(super) fn is_flat_marker(&self, node: NodeId) -> bool {
        !self.flat_lists.is_empty() && is_word_marker(self.dom, node)
    }
}

fn flat_item(dom: &Dom<'_>, node: NodeId, tag: Tag) -> Option<FlatItem> {
    match tag {
        Tag::P => word_item(dom, node),
        Tag::Li => quill_item(dom, node).or_else(|| docs_item(dom, node)),
        _ => None,
    }
}

/// `<li data-list="bullet" class="ql-indent-1">`.
fn quill_item(dom: &Dom<'_>, node: NodeId) -> Option<FlatItem> {
    let kind = dom.attr(node, Attr::DataList)?;
    let (ordered, checked) = match kind {
        "ordered" => (true, None),
        "bullet" => (false, None),
        "checked" => (false, Some(true)),
        "unchecked" => (false, Some(false)),
        _ => return None,
    };
    let indent = classes(dom, node).find_map(|class| class.strip_prefix("ql-indent-"));
    let level = indent.and_then(|level| level.parse().ok()).unwrap_or(0);
    Some(FlatItem { level, ordered, number: None, checked, list: None })
}

/// The name and the level of a list of Google Docs: `<ul class="c2 lst-kix_a1b2-0 start">`.
fn docs_list<'a>(dom: &'a Dom<'_>, list: NodeId) -> Option<(&'a str, u8)> {
    if !matches!(dom.tag(list), Some(Tag::Ul | Tag::Ol)) {
        return None;
    }
    let name = classes(dom, list).find_map(|class| class.strip_prefix("lst-"))?;
    let (name, level) = name.rsplit_once('-')?;
    Some((name, level.parse().ok()?))
}

/// `<ol class="lst-kix_a1b2-1" start="1"><li>`.
fn docs_item(dom: &Dom<'_>, node: NodeId) -> Option<FlatItem> {
    let list = dom.parent(node)?;
    let (_, level) = docs_list(dom, list)?;
    let number = |node, attr| dom.attr(node, attr)?.trim().parse::<i32>().ok().map(i64::from);
    let ordered = dom.tag(list) == Some(Tag::Ol);
    let is_first = || dom.children(list).find(|&child| dom.tag(child).is_some()) == Some(node);
    let first = number(list, Attr::Start).filter(|_| ordered && is_first());
    let number = number(node, Attr::Value).filter(|_| ordered).or(first);
    Some(FlatItem { level, ordered, number, checked: None, list: Some(list) })
}

/// `<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1">` with the sign of the item in an element of its own.
fn word_item(dom: &Dom<'_>, node: NodeId) -> Option<FlatItem> {
    let list = style_value(dom, node, "mso-list")?;
    let level = list.split_ascii_whitespace().find_map(|word| word.strip_prefix("level"))?.parse::<u8>().ok()?;
    let marker = dom.descendants(node).take(8).find(|&inner| is_word_marker(dom, inner))?;
    let text = text_of(dom, marker);
    let sign = trim(&text);
    let bare = sign.trim_start_matches('(').trim_end_matches(['.', ')']);
    let ordered = bare.len() < sign.len() && !bare.is_empty() && bare.chars().all(char::is_alphanumeric);
    let number = if ordered { bare.parse::<i32>().ok().map(i64::from) } else { None };
    Some(FlatItem { level: level.saturating_sub(1), ordered, number, checked: None, list: None })
}

fn is_word_marker(dom: &Dom<'_>, node: NodeId) -> bool {
    dom.tag(node) == Some(Tag::Span) && has_style(dom, node, "mso-list", |value| value.eq_ignore_ascii_case("ignore"))
}
