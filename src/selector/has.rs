//! What `:has()` asks of an element: what is inside of it and behind it.
//!
//! A pass in document order tells which elements the compounds in the brackets fit; a pass backwards carries that up to the
//! elements in front of them and above.

use super::matching::run;
use super::program::Program;
use super::{Combinator, ComplexSelector};
use crate::html::{Dom, NodeId};

/// For each node the `:has()` that it passes.
#[derive(Debug, Default)]
pub(super) struct HasAnswers {
    /// How many there are for a node.
    width: usize,
    passed: Vec<bool>,
}

impl HasAnswers {
    /// Whether a node passes one.
    pub(super) fn of(&self, node: NodeId, index: usize) -> bool {
        self.passed.get(node.index() * self.width + index).is_some_and(|&passed| passed)
    }
}

/// A child of the element fits. As seen from an element that is asked, going backwards: one behind it under its parent does.
const CHILD: u8 = 1;
/// An element inside of the element fits.
const INSIDE: u8 = 2;
/// The child of the element that was met last fits. As seen from an element that is asked: the one right behind it does.
const LAST: u8 = 4;
/// The element itself fits, as far as its own compound tells.
const SELF: u8 = 8;

/// Answers each of the `:has()`. Time and memory in proportion to the nodes times the compounds in the brackets; nothing where
/// there are none.
pub(super) fn answers(dom: &Dom<'_>, has: &[&[ComplexSelector]]) -> HasAnswers {
    let mut answers = HasAnswers { width: has.len(), passed: Vec::new() };
    if has.is_empty() {
        return answers;
    }
    answers.passed.resize(dom.len() * has.len(), false);
    let paths: Vec<(usize, &ComplexSelector)> =
        has.iter().enumerate().flat_map(|(index, paths)| paths.iter().map(move |path| (index, path))).collect();
    let compounds = paths.iter().flat_map(|(_, path)| &path.compounds).map(|step| step.simple_selectors.as_slice());
    let (program, rows) = Program::of_compounds(compounds);
    let width = rows.len();
    let mut states = vec![0_u8; dom.len() * width];
    let mut elements: Vec<NodeId> = Vec::new();
    run(dom, &program, &HasAnswers::default(), |node, passed| {
        elements.push(node);
        for (column, row) in rows.iter().enumerate() {
            states[node.index() * width + column] = if passed.binary_search(row).is_ok() { SELF } else { 0 };
        }
    });
    for &node in elements.iter().rev() {
        let parent = dom.parent(node).unwrap_or(NodeId::DOCUMENT);
        let (own, above) = (node.index() * width, parent.index() * width);
        let reaches = |states: &[u8], combinator: Combinator, column: usize| match combinator {
            Combinator::Descendant => states[own + column] & INSIDE != 0,
            Combinator::Child => states[own + column] & CHILD != 0,
            Combinator::NextSibling => states[above + column] & LAST != 0,
            Combinator::SubsequentSibling => states[above + column] & CHILD != 0,
        };
        let mut column = 0;
        for (index, path) in &paths {
            let end = column + path.compounds.len();
            // From the last step to the first: whether the rest of the path goes on from this element.
            for at in (column..end).rev() {
                let goes_on = match path.compounds.get(at + 1 - column) {
                    Some(after) => reaches(&states, after.combinator, at + 1),
                    None => true,
                };
                if !goes_on {
                    states[own + at] &= !SELF;
                }
            }
            if reaches(&states, path.compounds[0].combinator, column) {
                answers.passed[node.index() * answers.width + index] = true;
            }
            column = end;
        }
        tell_parent(&mut states, own, above, width);
    }
    answers
}

/// Carries what an element is and holds to its parent.
fn tell_parent(states: &mut [u8], own: usize, above: usize, width: usize) {
    for column in 0..width {
        let state = states[own + column];
        let is_fit = state & SELF != 0;
        let parent = &mut states[above + column];
        *parent &= !LAST;
        *parent |= if is_fit { CHILD | INSIDE | LAST } else { 0 } | (state & INSIDE);
    }
}
