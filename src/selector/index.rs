//! Which rows an element can pass at all, by its id, classes and name.

use super::SimpleSelector;
use crate::html::{Attr, Dom, NodeId};
use std::collections::HashMap;

/// The rows of a program by what they ask for first of all.
#[derive(Debug, Default)]
pub(super) struct RowIndex<'s> {
    by_id: HashMap<&'s str, Vec<usize>>,
    by_class: HashMap<&'s str, Vec<usize>>,
    by_name: HashMap<&'s str, Vec<usize>>,
    /// Those that any element might pass.
    others: Vec<usize>,
}

impl<'s> RowIndex<'s> {
    /// Adds a row with its tests.
    pub(super) fn add(&mut self, row: usize, tests: &'s [SimpleSelector]) {
        let id = tests.iter().find_map(|test| if let SimpleSelector::Id(id) = test { Some(id) } else { None });
        let class =
            tests.iter().find_map(|test| if let SimpleSelector::Class(class) = test { Some(class) } else { None });
        let name =
            tests.iter().find_map(|test| if let SimpleSelector::Element(name) = test { Some(name) } else { None });
        let rows = match (id, class, name) {
            (Some(id), ..) => self.by_id.entry(id).or_default(),
            (_, Some(class), _) => self.by_class.entry(class).or_default(),
            (.., Some(name)) => self.by_name.entry(name).or_default(),
            _ => &mut self.others,
        };
        rows.push(row);
    }

    /// Writes the rows that an element might pass into `out`, in order.
    pub(super) fn candidates(&self, dom: &Dom<'_>, node: NodeId, out: &mut Vec<usize>) {
        out.clear();
        out.extend(&self.others);
        let mut add = |rows: Option<&Vec<usize>>| out.extend(rows.into_iter().flatten());
        if !self.by_name.is_empty() {
            add(dom.element_name(node).and_then(|name| self.by_name.get(name)));
        }
        if !self.by_id.is_empty() {
            add(dom.attr(node, Attr::Id).and_then(|id| self.by_id.get(id)));
        }
        if !self.by_class.is_empty() {
            for class in dom.attr(node, Attr::Class).unwrap_or_default().split_ascii_whitespace() {
                add(self.by_class.get(class));
            }
        }
        out.sort_unstable();
        // A class can stand twice in an attribute.
        out.dedup();
    }
}
