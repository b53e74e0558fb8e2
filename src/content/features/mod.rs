//! The features of every block, as one table of small integers: what the model sees.
//!
//! Everything is a count or a ratio in thousandths, saturated to sixteen bits, so that a threshold means the same on every
//! machine. Each file adds one kind of features to the rows.

mod block;
mod context;
mod group;
mod level;
mod page;
mod table;

use super::head::Head;
use super::segment::Segments;
use super::stats::Stats;
pub(crate) use group::{Groups, path_below, paths};
use level::Levels;
use table::Row;
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
    let mut page = Vec::new();
    page::features(&mut page, segments, stats, head, groups);
    let sources = Sources { segments, stats, head, groups, levels, context };
    if let Some(names) = names {
        sources.features(names, 0);
        page::features(names, segments, stats, head, groups);
    }
    let own = Columns::of(segments.blocks.len(), |row, index| sources.features(row, index));
    Features { own, page }
}

/// What the features of blocks are made from.
struct Sources<'a> {
    segments: &'a Segments,
    stats: &'a Stats,
    head: &'a Head,
    groups: &'a Groups,
    levels: Levels,
    context: context::Context,
}

impl Sources<'_> {
    /// Adds the features of one block.
    #[inline(always)]
    fn features(&self, row: &mut impl Row, index: usize) {
        let Sources { segments, stats, head, .. } = self;
        block::features(row, segments, stats, head, index);
        self.levels.features(row, segments, stats, index);
        self.groups.features(row, index);
        self.context.features(row, index);
    }
}
