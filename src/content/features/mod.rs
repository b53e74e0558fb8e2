//! The features of every block, as one table of small integers: what the model sees.
//!
//! Everything is a count or a ratio in thousandths, saturated to sixteen bits, so that a threshold means the same on every
//! machine. Each file states one kind of features, with what they mean, in the form of the [schema].

mod block;
mod group;
mod level;
mod neighbour;
mod page;
mod position;
mod prose;
pub(super) mod schema;
mod table;
mod tags;

use super::head::Head;
use super::segment::Segments;
use super::stats::Stats;
pub(crate) use group::{Groups, path_below, paths};
use level::Levels;
use neighbour::Surroundings;
use position::Positions;
pub(crate) use table::{BUNDLE, Columns, Features};

/// Stands for what a block does not have, such as a neighbour; below every real value.
pub(crate) const MISSING: i32 = i16::MIN as i32;

/// `part` of `whole` in thousandths.
pub(crate) fn ratio(part: u32, whole: u32) -> i16 {
    match part.checked_mul(1000) {
        _ if whole == 0 => 0,
        // The common case: dividing small numbers costs less.
        Some(thousandths) => (thousandths / whole).min(30_000) as i16,
        None => (u64::from(part) * 1000 / u64::from(whole)).min(30_000) as i16,
    }
}

/// Computes all features. In proportion to elements and blocks.
pub(crate) fn compute(segments: &Segments, stats: &Stats, head: &Head, groups: &Groups) -> Features {
    if segments.blocks.is_empty() {
        return Features::default();
    }
    let levels = Levels::new(segments, stats);
    let surroundings = Surroundings::new(segments, stats, &levels);
    let positions = Positions::new(segments, stats, head, &surroundings);
    let mut page = Vec::new();
    page::page(&mut page, segments, stats, head, groups);
    let own = Columns::of(segments.blocks.len(), |row, index| {
        block::block(row, segments, stats, head, index);
        level::level(row, &levels, segments, stats, index);
        group::group(row, groups, index);
        position::place(row, &positions, &surroundings, index);
        neighbour::neighbour(row, &surroundings, index);
    });
    Features { own, page }
}

#[cfg(test)]
mod tests;
