//! Selectors laid out for matching: one row for each compound, those inside of brackets before those that ask them.

use super::index::RowIndex;
use super::{Combinator, ComplexSelector, SimpleSelector};

/// Rows, in the order in which they are to be asked of an element.
#[derive(Debug, Default)]
pub(super) struct Program<'s> {
    pub(super) rows: Vec<Row<'s>>,
    pub(super) index: RowIndex<'s>,
    /// What the rows' `:has()` ask for.
    pub(super) has: Vec<&'s [ComplexSelector]>,
}

/// A compound at its place in a path.
#[derive(Debug)]
pub(super) struct Row<'s> {
    /// The row of the compound before it, and how the two elements stand to each other.
    pub(super) before: Option<(Combinator, usize)>,
    pub(super) checks: Vec<RowCheck<'s>>,
    /// Whether an element that passes is one of those that are meant.
    pub(super) is_end: bool,
}

/// What a row asks of an element.
#[derive(Debug)]
pub(super) enum RowCheck<'s> {
    /// What the element itself and its place tell.
    Simple(&'s SimpleSelector),
    /// Whether the element has passed any of these rows.
    Passed { rows: Vec<usize>, expected: bool },
    /// Whether the element has passed this one of the program's `:has()`.
    Has(usize),
}

impl<'s> Program<'s> {
    /// Finds the elements that any of the paths means.
    pub(super) fn of_paths(paths: impl Iterator<Item = &'s ComplexSelector>) -> Program<'s> {
        let mut program = Program::default();
        for path in paths {
            let end = program.add_path(path);
            program.rows[end].is_end = true;
        }
        program
    }

    /// Finds the elements that pass single compounds, wherever they stand. Gives the row of each.
    pub(super) fn of_compounds(compounds: impl Iterator<Item = &'s [SimpleSelector]>) -> (Program<'s>, Vec<usize>) {
        let mut program = Program::default();
        let rows = compounds.map(|tests| program.add_row(None, tests)).collect();
        (program, rows)
    }

    /// Adds the rows of a path. Gives its last.
    fn add_path(&mut self, path: &'s ComplexSelector) -> usize {
        let mut before = None;
        for step in &path.compounds {
            let row = self.add_row(before.map(|row| (step.combinator, row)), &step.simple_selectors);
            before = Some(row);
        }
        before.unwrap_or_default()
    }

    /// Adds a row behind those that its brackets need.
    fn add_row(&mut self, before: Option<(Combinator, usize)>, tests: &'s [SimpleSelector]) -> usize {
        let mut checks = Vec::with_capacity(tests.len());
        for test in tests {
            checks.push(match test {
                SimpleSelector::Is(paths) | SimpleSelector::Not(paths) => RowCheck::Passed {
                    rows: paths.iter().map(|path| self.add_path(path)).collect(),
                    expected: matches!(test, SimpleSelector::Is(_)),
                },
                SimpleSelector::Has(paths) => {
                    self.has.push(paths);
                    RowCheck::Has(self.has.len() - 1)
                }
                _ => RowCheck::Simple(test),
            });
        }
        let row = self.rows.len();
        self.index.add(row, tests);
        self.rows.push(Row { before, checks, is_end: false });
        row
    }
}
