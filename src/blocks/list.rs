//! Lists and their items.

use super::subtree::{element_children, shows_something};
use super::{Builder, OnClose};
use crate::article::{BlockKind, List};
use crate::html::{Attr, NodeId, Tag};

/// The numbers that the items of a list carry.
pub(super) struct Numbers {
    ordered: bool,
    next: i64,
    step: i64,
    /// Whether the list stands in a cell of a table: its items are lines that begin with their marker.
    in_cell: bool,
}

impl Builder<'_> {
    pub(super) fn list(&mut self, node: NodeId, tag: Tag) {
        let ordered = tag == Tag::Ol;
        let reversed = ordered && self.dom.attr(node, Attr::Reversed).is_some();
        let written = self.number(node, Attr::Start).filter(|_| ordered);
        let start = written.unwrap_or_else(|| {
            let items = || element_children(self.dom, node).filter(|(_, tag)| *tag == Tag::Li).count();
            if reversed { i64::try_from(items()).unwrap_or(1) } else { 1 }
        });
        let numbering = self.dom.attr(node, Attr::Type).and_then(|value| match value.trim() {
            "1" => Some('1'),
            "a" => Some('a'),
            "A" => Some('A'),
            "i" => Some('i'),
            "I" => Some('I'),
            _ => None,
        });
        let in_cell = self.flow.in_cell();
        let numbers = Numbers { ordered, next: start, step: if reversed { -1 } else { 1 }, in_cell };
        if in_cell {
            self.flow.boundary();
            self.lists.push(numbers);
            return self.open_block(OnClose::CellList);
        }
        let kind = BlockKind::List(List { ordered, start, reversed, numbering: numbering.filter(|_| ordered) });
        if self.flow.open_container(kind, self.dom.source_range(node)) {
            self.lists.push(numbers);
            self.open_block(OnClose::List);
        } else {
            self.open_block(OnClose::Block);
        }
    }

    pub(super) fn item(&mut self, node: NodeId) {
        if self.flow.in_cell() {
            return self.item_in_cell(node);
        }
        if !self.flow.takes_items() {
            return self.block();
        }
        let value = self.number(node, Attr::Value);
        let number = self.lists.last_mut().filter(|numbers| numbers.ordered).map(|numbers| {
            let number = value.unwrap_or(numbers.next);
            numbers.next = number.saturating_add(numbers.step);
            number
        });
        if let Some(number) = number {
            self.flow.start_list(number);
        }
        // Quill's check lists of old say it of the list.
        let checked = self.dom.parent(node).and_then(|list| self.dom.attr(list, Attr::DataChecked));
        let checked = checked.and_then(|value| value.parse().ok());
        self.container(node, BlockKind::Item { number, checked });
    }

    /// An item where only text can stand: its line begins with its marker, as the page shows it.
    fn item_in_cell(&mut self, node: NodeId) {
        self.block();
        let value = self.number(node, Attr::Value);
        let Some(numbers) = self.lists.last_mut().filter(|numbers| numbers.in_cell) else { return };
        let number = value.unwrap_or(numbers.next);
        numbers.next = number.saturating_add(numbers.step);
        let ordered = numbers.ordered;
        if !shows_something(self.dom, node) {
            return;
        }
        if ordered {
            self.flow.text(&format!("{number}. "), None, false);
        } else {
            self.flow.text("- ", None, false);
        }
    }

    /// The box of a task in a task list.
    pub(super) fn tick(&mut self, input: NodeId) {
        let is_box = self.dom.attr(input, Attr::Type).is_some_and(|value| value.eq_ignore_ascii_case("checkbox"));
        if is_box {
            self.flow.set_checked(self.dom.attr(input, Attr::Checked).is_some());
        }
    }

    fn number(&self, node: NodeId, attr: Attr) -> Option<i64> {
        self.dom.attr(node, attr)?.trim().parse::<i32>().ok().map(i64::from)
    }
}
