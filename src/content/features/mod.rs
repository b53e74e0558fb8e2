//! The features of every block, as one flat array of small integers: what the model sees.
//!
//! Everything is a count or a ratio in thousandths, saturated to sixteen bits, so that a threshold means the same on every
//! machine. Each file adds one kind of features to the rows.

mod block;
mod context;
mod group;
mod level;
mod page;

use super::head::Head;
use super::segment::Segments;
use super::stats::Stats;
pub(crate) use group::Groups;
use level::Levels;

/// Stands for what a block does not have, such as a neighbour; below every real value.
pub(crate) const MISSING: i32 = i16::MIN as i32;

/// The features of a page's blocks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Features {
    /// Features a block.
    pub(crate) columns: usize,
    /// One row a block, one after the other.
    pub(crate) values: Vec<i16>,
}

impl Features {
    /// The rows, one a block.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &[i16]> {
        self.values.chunks_exact(self.columns.max(1))
    }
}

/// Collects the values of one row after the other, and their names while training.
pub(crate) struct Row<'a> {
    values: Vec<i16>,
    names: Option<&'a mut Vec<String>>,
}

impl Row<'_> {
    /// Adds a value, saturated.
    #[inline(always)]
    pub(crate) fn put(&mut self, name: &'static str, value: impl Into<i64>) {
        let value = value.into().clamp(i64::from(i16::MIN), i64::from(i16::MAX));
        self.values.push(value as i16);
        if self.names.is_some() {
            self.name(name.to_owned());
        }
    }

    #[cold]
    fn name(&mut self, name: String) {
        if let Some(names) = &mut self.names {
            names.push(name);
        }
    }

    /// Adds values that were computed before.
    pub(crate) fn extend(&mut self, prefix: &str, number: usize, names: &[&str], values: &[i16]) {
        self.values.extend_from_slice(values);
        if let Some(all) = &mut self.names {
            all.extend(names.iter().map(|name| format!("{prefix}{number}_{name}")));
        }
    }
}

/// `part` of `whole` in thousandths.
pub(crate) fn ratio(part: u32, whole: u32) -> i32 {
    match part.checked_mul(1000) {
        _ if whole == 0 => 0,
        // The common case: dividing small numbers costs less.
        Some(thousandths) => (thousandths / whole).min(30_000) as i32,
        None => (u64::from(part) * 1000 / u64::from(whole)).min(30_000) as i32,
    }
}

/// Computes all features. `names` takes the name of each column, for training and for explaining.
pub(crate) fn compute(
    segments: &Segments,
    stats: &Stats,
    head: &Head,
    groups: &Groups,
    names: Option<&mut Vec<String>>,
) -> Features {
    if segments.blocks.is_empty() {
        return Features::default();
    }
    let levels = Levels::new(segments, stats);
    let context = context::Context::new(segments, stats, head, &levels);
    let mut page_row = Row { values: Vec::new(), names: None };
    let mut page_names = Vec::new();
    if names.is_some() {
        page_row.names = Some(&mut page_names);
    }
    page::features(&mut page_row, segments, stats, head, groups);
    let page_values = page_row.values;

    let mut row = Row { values: Vec::new(), names };
    let mut columns = 0;
    for index in 0..segments.blocks.len() {
        block::features(&mut row, segments, stats, head, index);
        levels.features(&mut row, segments, stats, index);
        groups.features(&mut row, index);
        context.features(&mut row, index);
        row.values.extend_from_slice(&page_values);
        if index == 0 {
            if let Some(names) = row.names.take() {
                names.append(&mut page_names);
            }
            columns = row.values.len();
            row.values.reserve_exact(columns * (segments.blocks.len() - 1));
        }
    }
    Features { columns, values: row.values }
}
