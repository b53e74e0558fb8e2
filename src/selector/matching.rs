//! The elements of a document that a selector means.

use super::has::{self, HasAnswers};
use super::program::{Program, Row, RowCheck};
use super::{AttributeMatcher, Combinator, Selector, SimpleSelector, StructuralPseudoClass};
use crate::html::{Attr, Dom, NodeId, NodeKind};

/// The nodes that any of the selectors matches, in document order.
///
/// One pass over the document, and one more before it where `:has()` is asked for. Time in proportion to the elements times
/// the compounds of the selectors; nothing is looked at twice, and nothing recurses.
pub(crate) fn matches(dom: &Dom<'_>, selectors: &[Selector]) -> Vec<NodeId> {
    let mut out = Vec::new();
    let program = Program::of_paths(selectors.iter().flat_map(|selector| &selector.alternatives));
    if program.rows.is_empty() {
        return out;
    }
    let answers = has::answers(dom, &program.has);
    run(dom, &program, &answers, |node, passed| {
        if passed.iter().any(|&row| program.rows[row].is_end) {
            out.push(node);
        }
    });
    out
}

/// The element itself has passed the row.
const SELF: u8 = 1;
/// The element or one above it has.
const INSIDE: u8 = 2;
/// The element or one before it under the same parent has.
const BEHIND: u8 = 4;

/// Asks every element, in document order, the rows of a program. `visit` is told which it has passed, in order.
pub(super) fn run(dom: &Dom<'_>, program: &Program<'_>, answers: &HasAnswers, mut visit: impl FnMut(NodeId, &[usize])) {
    let width = program.rows.len();
    let mut open: Vec<NodeId> = Vec::new();
    // For each level of open elements: what the last element there has passed, and its number among its siblings.
    let mut levels: Vec<u8> = Vec::new();
    let mut numbers: Vec<u32> = Vec::new();
    let nothing = vec![0; width];
    let (mut now, mut candidates, mut passed) = (vec![0_u8; width], Vec::new(), Vec::new());
    let mut next = dom.first_child(NodeId::DOCUMENT);
    while let Some(node) = next {
        next = dom.next_in_subtree(node, NodeId::DOCUMENT);
        if !matches!(dom.kind(node), NodeKind::Element(_)) {
            continue;
        }
        let parent = dom.parent(node);
        while open.last().is_some_and(|&last| Some(last) != parent) {
            open.pop();
        }
        let depth = open.len();
        levels.resize((depth + 1) * width, 0);
        numbers.resize(depth + 1, 0);
        numbers[depth] += 1;
        let (upper, before) = levels.split_at_mut(depth * width);
        let above = if depth == 0 { nothing.as_slice() } else { &upper[(depth - 1) * width..] };
        for ((now, above), before) in now.iter_mut().zip(above).zip(&*before) {
            *now = (above & INSIDE) | (before & BEHIND);
        }
        passed.clear();
        program.index.candidates(dom, node, &mut candidates);
        for &index in &candidates {
            let row = &program.rows[index];
            let stands = row.before.is_none_or(|(combinator, row)| match combinator {
                Combinator::Descendant => above[row] & INSIDE != 0,
                Combinator::Child => above[row] & SELF != 0,
                Combinator::NextSibling => before[row] & SELF != 0,
                Combinator::SubsequentSibling => before[row] & BEHIND != 0,
            });
            if stands && passes(row, dom, node, numbers[depth], &now, answers) {
                now[index] = SELF | INSIDE | BEHIND;
                passed.push(index);
            }
        }
        before.copy_from_slice(&now);
        open.push(node);
        visit(node, &passed);
    }
}

/// Whether an element passes a row, wherever it stands; `now` has the rows that it has passed so far.
fn passes(row: &Row<'_>, dom: &Dom<'_>, node: NodeId, number: u32, now: &[u8], answers: &HasAnswers) -> bool {
    row.checks.iter().all(|check| match check {
        RowCheck::Simple(test) => test.accepts(dom, node, number),
        RowCheck::Passed { rows, expected } => rows.iter().any(|&row| now[row] & SELF != 0) == *expected,
        RowCheck::Has(index) => answers.of(node, *index),
    })
}

impl SimpleSelector {
    /// Whether an element passes a test that it can answer by itself; `number` is its place among its siblings, from one.
    fn accepts(&self, dom: &Dom<'_>, node: NodeId, number: u32) -> bool {
        match self {
            SimpleSelector::Element(name) => dom.element_name(node).is_some_and(|other| other == name),
            SimpleSelector::Id(id) => dom.attr(node, Attr::Id) == Some(id),
            SimpleSelector::Class(class) => dom
                .attr(node, Attr::Class)
                .is_some_and(|value| value.split_ascii_whitespace().any(|word| word == class)),
            SimpleSelector::Attribute { name, matcher, value, ignore_case } => {
                let Some(actual) = dom.attr_by_name(node, name) else { return false };
                if *ignore_case {
                    matcher.holds(&actual.to_ascii_lowercase(), &value.to_ascii_lowercase())
                } else {
                    matcher.holds(actual, value)
                }
            }
            SimpleSelector::PseudoClass(place) => place.holds(dom, node, number),
            // These ask other rows.
            SimpleSelector::Is(_) | SimpleSelector::Not(_) | SimpleSelector::Has(_) => false,
        }
    }
}

impl StructuralPseudoClass {
    fn holds(self, dom: &Dom<'_>, node: NodeId, number: u32) -> bool {
        let is_last = || {
            let behind = std::iter::successors(dom.next_sibling(node), |&next| dom.next_sibling(next));
            !behind.into_iter().any(|next| matches!(dom.kind(next), NodeKind::Element(_)))
        };
        match self {
            StructuralPseudoClass::FirstChild => number == 1,
            StructuralPseudoClass::LastChild => is_last(),
            StructuralPseudoClass::OnlyChild => number == 1 && is_last(),
            StructuralPseudoClass::NthChild { step, offset } => {
                let beyond = i64::from(number) - i64::from(offset);
                match i64::from(step) {
                    0 => beyond == 0,
                    step => beyond % step == 0 && beyond / step >= 0,
                }
            }
            StructuralPseudoClass::Empty => dom.first_child(node).is_none(),
            StructuralPseudoClass::Root => dom.parent(node) == Some(NodeId::DOCUMENT),
        }
    }
}

impl AttributeMatcher {
    fn holds(self, actual: &str, value: &str) -> bool {
        match self {
            AttributeMatcher::Exists => true,
            AttributeMatcher::Equals => actual == value,
            AttributeMatcher::Word => actual.split_ascii_whitespace().any(|word| word == value),
            AttributeMatcher::Hyphen => {
                actual.strip_prefix(value).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            }
            // As CSS has it, no value begins with nothing.
            AttributeMatcher::Prefix => !value.is_empty() && actual.starts_with(value),
            AttributeMatcher::Suffix => !value.is_empty() && actual.ends_with(value),
            AttributeMatcher::Contains => !value.is_empty() && actual.contains(value),
        }
    }
}
