//! Lists without list markup: the paragraphs of Word, and the one flat list that Quill makes of all levels and kinds.
//!
//! Both write items in a row, each with its level. The lists are opened and closed between them.

use super::subtree::{has_style, style_value, text_of};
use super::{Builder, Leave};
use crate::block::{BlockKind, List};
use crate::html::{Attr, Dom, NodeId, Tag};
use crate::text::whitespace::{is_blank, trim};

/// A list that such items are in.
pub(super) struct FlatLevel {
    /// The element that the items are children of.
    parent: NodeId,
    level: u8,
    ordered: bool,
    /// The number of the next item.
    next: i64,
}

/// What an item says of itself.
struct FlatItem {
    level: u8,
    ordered: bool,
    number: Option<i64>,
    checked: Option<bool>,
}

impl Builder<'_> {
    /// Begins an item, if the element is one and a list can stand here.
    pub(super) fn flat_item(&mut self, node: NodeId, tag: Tag) -> bool {
        let (Some(item), Some(parent)) = (flat_item(self.dom, node, tag), self.dom.parent(node)) else { return false };
        self.flow.boundary();
        while let Some(top) = self.flat_lists.last().filter(|top| top.parent == parent) {
            let goes_on = top.level == item.level && top.ordered == item.ordered;
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
            self.flat_lists.push(FlatLevel { parent, level: item.level, ordered: item.ordered, next: start });
        }
        let number = self.flat_lists.last_mut().filter(|list| list.ordered).map(|list| {
            let number = item.number.unwrap_or(list.next);
            list.next = number.saturating_add(1);
            number
        });
        // There is room: the list has been opened with that of its items.
        self.flow.open_container(BlockKind::Item { number, checked: item.checked }, source);
        self.open_block(Leave::FlatItem);
        true
    }

    /// Ends an item, and the lists that it is in where no item follows.
    pub(super) fn end_flat_item(&mut self, node: NodeId) {
        self.flow.boundary();
        let mut next = self.dom.next_sibling(node);
        while let Some(text) = next.filter(|&next| self.dom.tag(next).is_none() && is_blank(self.dom.text(next))) {
            next = self.dom.next_sibling(text);
        }
        let follows = next.is_some_and(|next| {
            let tag = self.dom.tag(next);
            self.walker.keeps(next) && tag.is_some_and(|tag| flat_item(self.dom, next, tag).is_some())
        });
        if follows {
            return;
        }
        let parent = self.dom.parent(node);
        while self.flat_lists.last().is_some_and(|top| Some(top.parent) == parent) {
            self.flow.close_container();
            self.flow.close_container();
            self.flat_lists.pop();
        }
    }

    /// Whether a list element holds items of Quill's: then it is none itself.
    pub(super) fn is_flat_list(&self, node: NodeId) -> bool {
        let first = self.dom.children(node).find(|&child| self.dom.tag(child).is_some());
        first.is_some_and(|first| quill_item(self.dom, first).is_some())
    }

    /// Whether an element is the sign before an item of Word's.
    pub(super) fn is_flat_marker(&self, node: NodeId) -> bool {
        !self.flat_lists.is_empty() && is_word_marker(self.dom, node)
    }
}

fn flat_item(dom: &Dom<'_>, node: NodeId, tag: Tag) -> Option<FlatItem> {
    match tag {
        Tag::P => word_item(dom, node),
        Tag::Li => quill_item(dom, node),
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
    let indent = super::subtree::classes(dom, node).find_map(|class| class.strip_prefix("ql-indent-"));
    let level = indent.and_then(|level| level.parse().ok()).unwrap_or(0);
    Some(FlatItem { level, ordered, number: None, checked })
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
    Some(FlatItem { level: level.saturating_sub(1), ordered, number, checked: None })
}

fn is_word_marker(dom: &Dom<'_>, node: NodeId) -> bool {
    dom.tag(node) == Some(Tag::Span) && has_style(dom, node, "mso-list", |value| value.eq_ignore_ascii_case("ignore"))
}
