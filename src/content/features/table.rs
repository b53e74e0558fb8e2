//! Where features are kept: a table of sixteen-bit numbers, cut up as the trees read it.

use super::schema::OWN_COLUMNS;

/// Rows stand in the table in bundles of this many, which are judged together.
pub(crate) const BUNDLE: usize = 32;

/// Takes the features of one row, one after the other.
pub(crate) trait Row {
    /// Adds a value, saturated.
    fn put(&mut self, value: impl Saturate);

    /// Adds values that were computed before.
    fn put_all(&mut self, values: &[i16]);
}

/// A number that can be a feature.
pub(crate) trait Saturate {
    /// The number, or the nearest one that has sixteen bits.
    fn saturated(self) -> i16;
}

/// A row by itself.
impl Row for Vec<i16> {
    fn put(&mut self, value: impl Saturate) {
        self.push(value.saturated());
    }

    fn put_all(&mut self, values: &[i16]) {
        self.extend_from_slice(values);
    }
}

impl Saturate for i16 {
    #[inline(always)]
    fn saturated(self) -> i16 {
        self
    }
}

impl Saturate for u8 {
    #[inline(always)]
    fn saturated(self) -> i16 {
        self.into()
    }
}

impl Saturate for bool {
    #[inline(always)]
    fn saturated(self) -> i16 {
        self.into()
    }
}

impl Saturate for u16 {
    #[inline(always)]
    fn saturated(self) -> i16 {
        self.min(i16::MAX as u16) as i16
    }
}

impl Saturate for u32 {
    #[inline(always)]
    fn saturated(self) -> i16 {
        self.min(i16::MAX as u32) as i16
    }
}

impl Saturate for i32 {
    #[inline(always)]
    fn saturated(self) -> i16 {
        self.clamp(i16::MIN.into(), i16::MAX.into()) as i16
    }
}

impl Saturate for i64 {
    #[inline(always)]
    fn saturated(self) -> i16 {
        self.clamp(i16::MIN.into(), i16::MAX.into()) as i16
    }
}

/// A table, bundle after bundle of rows, and in each column after column. Its last row is repeated up to the end of the
/// last bundle.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    rows: usize,
    columns: usize,
    values: Vec<[i16; BUNDLE]>,
}

impl Columns {
    /// A table of so many rows, each of which is written by `write`.
    pub(super) fn of(rows: usize, write: impl Fn(&mut Cells<'_>, usize)) -> Columns {
        let mut out = Columns { rows, ..Columns::default() };
        let mut bundle = vec![[0; OWN_COLUMNS]; BUNDLE];
        for start in (0..rows).step_by(BUNDLE) {
            let end = rows.min(start + BUNDLE);
            for (values, index) in bundle.iter_mut().zip(start..end) {
                let mut cells = Cells { values, count: 0 };
                write(&mut cells, index);
                debug_assert!(cells.count <= OWN_COLUMNS, "{} columns are not in the schema", cells.count);
                out.columns = cells.count.min(OWN_COLUMNS);
            }
            let last = bundle[end - 1 - start];
            bundle[end - start..].fill(last);
            out.values.reserve_exact(out.columns * rows.div_ceil(BUNDLE) - out.values.len());
            if let Some(bundle) = bundle.first_chunk::<BUNDLE>() {
                let column = |number: usize| std::array::from_fn(|lane| bundle[lane][number]);
                out.values.extend((0..out.columns).map(column));
            }
        }
        out
    }

    /// The bundles of rows, each as its columns.
    pub(crate) fn bundles(&self) -> impl ExactSizeIterator<Item = &[[i16; BUNDLE]]> {
        self.values.chunks_exact(self.columns.max(1))
    }

    /// The least and the greatest value of each column.
    pub(crate) fn ranges(&self) -> impl Iterator<Item = (i16, i16)> {
        let mut ranges = vec![Range::default(); self.columns];
        for bundle in self.bundles() {
            for (range, values) in ranges.iter_mut().zip(bundle) {
                range.widen(values);
            }
        }
        ranges.into_iter().map(Range::ends)
    }

    /// A table of some of the rows.
    pub(crate) fn pick(&self, rows: &[u32]) -> Columns {
        let of_bundle = |row: usize| row / BUNDLE * self.columns..(row / BUNDLE + 1) * self.columns;
        let mut values = vec![[0; BUNDLE]; self.columns * rows.len().div_ceil(BUNDLE)];
        for place in 0..rows.len().next_multiple_of(BUNDLE) {
            // Behind the last row it stands again.
            let row = rows[place.min(rows.len() - 1)] as usize;
            let (from, to) = (row % BUNDLE, place % BUNDLE);
            for (to_values, from_values) in values[of_bundle(place)].iter_mut().zip(&self.values[of_bundle(row)]) {
                to_values[to] = from_values[from];
            }
        }
        Columns { rows: rows.len(), columns: self.columns, values }
    }
}

/// A range of numbers, kept in several lanes, which go abreast.
#[derive(Clone, Copy)]
struct Range {
    least: [i16; RANGE_LANES],
    greatest: [i16; RANGE_LANES],
}

const RANGE_LANES: usize = 8;

impl Default for Range {
    fn default() -> Range {
        Range { least: [i16::MAX; RANGE_LANES], greatest: [i16::MIN; RANGE_LANES] }
    }
}

impl Range {
    /// Widens the range so that it holds the values.
    fn widen(&mut self, values: &[i16; BUNDLE]) {
        let mut range = *self;
        for some in values.as_chunks::<RANGE_LANES>().0 {
            for ((least, greatest), &value) in range.least.iter_mut().zip(&mut range.greatest).zip(some) {
                *least = value.min(*least);
                *greatest = value.max(*greatest);
            }
        }
        *self = range;
    }

    fn ends(self) -> (i16, i16) {
        let least = self.least.iter().fold(i16::MAX, |all, &value| all.min(value));
        (least, self.greatest.iter().fold(i16::MIN, |all, &value| all.max(value)))
    }
}

/// One row of a table, to be filled.
pub(super) struct Cells<'a> {
    values: &'a mut [i16; OWN_COLUMNS],
    count: usize,
}

impl Row for Cells<'_> {
    #[inline(always)]
    fn put(&mut self, value: impl Saturate) {
        if let Some(cell) = self.values.get_mut(self.count) {
            *cell = value.saturated();
        }
        self.count += 1;
    }

    #[inline(always)]
    fn put_all(&mut self, values: &[i16]) {
        if let Some(cells) = self.values.get_mut(self.count..self.count + values.len()) {
            cells.copy_from_slice(values);
        }
        self.count += values.len();
    }
}

/// The features of a page's blocks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Features {
    /// What differs from block to block.
    pub(crate) own: Columns,
    /// What all blocks of the page share: the columns behind those.
    pub(crate) page: Vec<i16>,
}

impl Features {
    /// How many rows there are, one a block.
    pub(crate) fn len(&self) -> usize {
        self.own.rows
    }

    /// The features of a block.
    pub(crate) fn row(&self, index: usize) -> Vec<i16> {
        let own = self.own.bundles().nth(index / BUNDLE).unwrap_or(&[]).iter();
        own.map(|column| column[index % BUNDLE]).chain(self.page.iter().copied()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{BUNDLE, Columns, Features, Row};

    /// A table whose third column counts down.
    fn table(rows: usize) -> Features {
        let own = Columns::of(rows, |row, index| {
            row.put(index as u32);
            row.put(70_000_u32);
            row.put(-(index as i64));
        });
        Features { own, page: vec![7] }
    }

    #[test]
    fn what_is_put_into_rows_is_read_from_columns() {
        let features = table(70);
        assert_eq!(features.row(69), [69, i16::MAX, -69, 7]);
        assert_eq!(features.own.bundles().len(), 3);
        let bundles: Vec<_> = features.own.bundles().collect();
        assert_eq!(bundles[1][2][..2], [-32, -33]);
        assert_eq!(bundles[2][0][5..], [69; BUNDLE - 5]);
        assert_eq!(features.own.ranges().collect::<Vec<_>>(), [(0, 69), (i16::MAX, i16::MAX), (-69, 0)]);
    }

    #[test]
    fn some_rows_are_picked() {
        let picked = Features { own: table(70).own.pick(&[3, 68]), page: Vec::new() };
        assert_eq!((picked.len(), picked.row(1)), (2, vec![68, i16::MAX, -68]));
        assert_eq!(picked.own.ranges().collect::<Vec<_>>(), [(3, 68), (i16::MAX, i16::MAX), (-68, -3)]);
    }
}
