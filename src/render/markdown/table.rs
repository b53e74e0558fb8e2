//! Tables laid out in columns.
//!
//! Markdown has neither cells over several columns nor over several rows: each becomes its text and empty cells.

use super::escape::TextContext;
use super::inline::InlineWriter;
use super::mark::Whole;
use crate::article::{Align, Block, BlockKind, Blocks, Cell};

/// The widest table whose spans are laid out. In a wider one each row is just its cells in a row: nothing that people write is
/// that wide, and laying it out could take far more room than the table itself.
const WIDEST: usize = 64;

/// The columns of a table.
pub(super) struct Grid {
    pub(super) columns: usize,
    /// Whether cells stand below and beside each other as their spans say.
    has_spans: bool,
    aligns: Vec<Option<Align>>,
}

impl Grid {
    /// Finds the columns of a table.
    pub(super) fn of(table: Block<'_>) -> Grid {
        let mut grid = Grid { columns: 0, has_spans: true, aligns: Vec::new() };
        let mut carried = Vec::new();
        if rows(table).any(|row| !grid.add_row(row, &mut carried)) {
            grid = Grid { columns: 0, has_spans: false, aligns: Vec::new() };
            rows(table).for_each(|row| {
                grid.add_row(row, &mut carried);
            });
        }
        grid
    }

    /// Takes note of a row: how many columns it needs, and how they are set. False where it is too wide to be laid out.
    fn add_row(&mut self, row: Block<'_>, carried: &mut Vec<u16>) -> bool {
        let limit = if self.has_spans { WIDEST } else { usize::MAX };
        let mut places = self.places(row, carried, limit);
        let mut aligns = std::mem::take(&mut self.aligns);
        let mut column = 0;
        for place in &mut places {
            column += 1;
            if let ColumnSlot::Cell(_, cell) = place {
                aligns.resize(column.max(aligns.len()), None);
                let align = &mut aligns[column - 1];
                *align = align.or(cell.align);
            }
        }
        let fits = places.next_cell().is_none();
        self.columns = aligns.len();
        self.aligns = aligns;
        fits
    }

    /// The cells of a row column by column. `carried` says for how many rows more each column is taken by a cell above.
    fn places<'a, 'c>(&self, row: Block<'a>, carried: &'c mut Vec<u16>, limit: usize) -> ColumnSlots<'a, 'c> {
        carried.resize(if self.has_spans { WIDEST } else { 0 }, 0);
        let cells = row.children();
        ColumnSlots { cells, carried, column: 0, limit, covered: 0, rowspan: 1, has_spans: self.has_spans }
    }

    /// Appends a row; without a row, an empty one.
    pub(super) fn push_row<'a>(
        &self,
        out: &mut String,
        row: Option<Block<'a>>,
        carried: &mut Vec<u16>,
        inline: &mut InlineWriter<'a>,
    ) {
        out.push('|');
        // The columns so far, and how many of them were written.
        let (mut column, mut written) = (0, 0);
        for place in row.map(|row| self.places(row, carried, self.columns)).into_iter().flatten() {
            column += 1;
            if let ColumnSlot::Cell(cell, _) = place {
                push_empty(out, column - 1 - written);
                out.push(' ');
                inline.push(out, cell.text(), cell.spans(), TextContext::Cell, Whole::Plain);
                out.push_str(" |");
                written = column;
            }
        }
        // A row may be short: parsers add what is missing. A table made for it has little but that.
        let missing = self.columns - written;
        let is_short = row.is_some() && written > 0 && missing > MOST_ADDED;
        push_empty(out, if is_short { 0 } else { missing });
    }

    /// Appends the line under the header row.
    pub(super) fn push_rule(&self, out: &mut String) {
        out.push('|');
        for align in &self.aligns {
            out.push_str(match align {
                None => " --- |",
                Some(Align::Left) => " :-- |",
                Some(Align::Center) => " :-: |",
                Some(Align::Right) => " --: |",
            });
        }
    }
}

fn push_empty(out: &mut String, cells: usize) {
    (0..cells).for_each(|_| out.push_str("  |"));
}

/// How many empty cells are added to the end of a row.
const MOST_ADDED: usize = 16;

/// What stands in one column of a row.
enum ColumnSlot<'a> {
    Cell(Block<'a>, &'a Cell),
    /// A column that a cell beside or above covers.
    Covered,
}

struct ColumnSlots<'a, 'c> {
    cells: Blocks<'a>,
    carried: &'c mut Vec<u16>,
    column: usize,
    /// How many columns are wanted.
    limit: usize,
    /// How many columns more the cell at hand covers, and how many rows.
    covered: u16,
    rowspan: u16,
    has_spans: bool,
}

impl<'a> Iterator for ColumnSlots<'a, '_> {
    type Item = ColumnSlot<'a>;

    fn next(&mut self) -> Option<ColumnSlot<'a>> {
        if self.column >= self.limit {
            return None;
        }
        self.column += 1;
        if !self.has_spans {
            return self.next_cell().map(|(block, cell)| ColumnSlot::Cell(block, cell));
        }
        let column = self.column - 1;
        let is_carried = self.carried[column] > 0;
        let place = if self.covered > 0 {
            self.covered -= 1;
            ColumnSlot::Covered
        } else if is_carried {
            self.carried[column] -= 1;
            return Some(ColumnSlot::Covered);
        } else if let Some((block, cell)) = self.next_cell() {
            self.covered = cell.colspan.max(1) - 1;
            self.rowspan = cell.rowspan.max(1);
            ColumnSlot::Cell(block, cell)
        } else {
            ColumnSlot::Covered
        };
        self.carried[column] = self.carried[column].max(self.rowspan) - 1;
        Some(place)
    }
}

impl<'a> ColumnSlots<'a, '_> {
    fn next_cell(&mut self) -> Option<(Block<'a>, &'a Cell)> {
        let cell = self.cells.find_map(|block| match block.kind() {
            BlockKind::Cell(cell) => Some((block, cell)),
            _ => None,
        });
        if cell.is_none() {
            self.rowspan = 1;
        }
        cell
    }
}

fn rows(table: Block<'_>) -> impl Iterator<Item = Block<'_>> {
    table.children().filter(|child| matches!(child.kind(), BlockKind::Row { .. }))
}
