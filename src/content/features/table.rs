//! Where features are kept: a table of sixteen-bit numbers, column after column, as the trees read it.

/// Rows stand in the table in bundles of this many, which are judged together.
pub(crate) const BUNDLE: usize = 32;

/// Takes the features of one row, one after the other.
pub(crate) trait Row {
    /// Adds a value, saturated.
    fn put(&mut self, name: &'static str, value: impl Feature);

    /// Adds values that were computed before. Their names are each behind the prefix and the number.
    fn put_all(&mut self, prefix: &str, number: usize, names: &[&str], values: &[i16]);
}

/// A number that can be a feature.
pub(crate) trait Feature {
    /// The number, or the nearest one that has sixteen bits.
    fn saturated(self) -> i16;
}

/// A row by itself.
impl Row for Vec<i16> {
    fn put(&mut self, _: &'static str, value: impl Feature) {
        self.push(value.saturated());
    }

    fn put_all(&mut self, _: &str, _: usize, _: &[&str], values: &[i16]) {
        self.extend_from_slice(values);
    }
}

/// The names alone.
impl Row for Vec<String> {
    fn put(&mut self, name: &'static str, _: impl Feature) {
        self.push(name.to_owned());
    }

    fn put_all(&mut self, prefix: &str, number: usize, names: &[&str], _: &[i16]) {
        self.extend(names.iter().map(|name| format!("{prefix}{number}_{name}")));
    }
}

impl Feature for i16 {
    #[inline(always)]
    fn saturated(self) -> i16 {
        self
    }
}

impl Feature for u8 {
    #[inline(always)]
    fn saturated(self) -> i16 {
        self.into()
    }
}

impl Feature for bool {
    #[inline(always)]
    fn saturated(self) -> i16 {
        self.into()
    }
}

impl Feature for u16 {
    #[inline(always)]
    fn saturated(self) -> i16 {
        self.min(i16::MAX as u16) as i16
    }
}

impl Feature for u32 {
    #[inline(always)]
    fn saturated(self) -> i16 {
        self.min(i16::MAX as u32) as i16
    }
}

impl Feature for i32 {
    #[inline(always)]
    fn saturated(self) -> i16 {
        self.clamp(i16::MIN.into(), i16::MAX.into()) as i16
    }
}

impl Feature for i64 {
    #[inline(always)]
    fn saturated(self) -> i16 {
        self.clamp(i16::MIN.into(), i16::MAX.into()) as i16
    }
}

/// A table, column after column. Its last row is repeated up to the end of whole bundles.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    rows: usize,
    /// How many bundles it is from the start of one column to that of the next.
    stride: usize,
    values: Vec<[i16; BUNDLE]>,
}

impl Columns {
    /// A table to be filled.
    pub(super) fn new(rows: usize, columns: usize) -> Columns {
        // An odd number, so that columns do not get into each other's way in the processor's cache.
        let stride = rows.div_ceil(BUNDLE) | 1;
        Columns { rows, stride, values: vec![[0; BUNDLE]; columns * stride] }
    }

    /// A row, to be filled from the first column on.
    pub(super) fn row_mut(&mut self, index: usize) -> Cells<'_> {
        Cells { values: &mut self.values, at: index / BUNDLE, lane: index % BUNDLE, stride: self.stride }
    }

    /// Repeats the last row up to the end.
    pub(super) fn fill_up(&mut self) {
        let rows = self.rows;
        for column in self.values.chunks_exact_mut(self.stride.max(1)) {
            let column = column.as_flattened_mut();
            if let Some(&last) = column[..rows].last() {
                column[rows..].fill(last);
            }
        }
    }

    /// How many columns there are.
    pub(crate) fn len(&self) -> usize {
        self.values.len().checked_div(self.stride).unwrap_or(0)
    }

    /// How many bundles of rows there are.
    pub(crate) fn bundles(&self) -> usize {
        self.rows.div_ceil(BUNDLE)
    }

    /// Where a column begins, for [`Columns::bundle`].
    pub(crate) fn column(&self, number: usize) -> u32 {
        (number * self.stride) as u32
    }

    /// The values of a bundle's rows in the column that begins there.
    #[inline(always)]
    pub(crate) fn bundle(&self, column: u32, bundle: usize) -> &[i16; BUNDLE] {
        &self.values[column as usize + bundle]
    }

    /// The least and the greatest value of each column.
    pub(crate) fn ranges(&self) -> impl Iterator<Item = (i16, i16)> {
        let bundles = self.bundles();
        self.values.chunks_exact(self.stride.max(1)).map(move |column| range(column[..bundles].as_flattened()))
    }

    /// A table of some of the rows.
    pub(crate) fn pick(&self, rows: &[u32]) -> Columns {
        let mut out = Columns::new(rows.len(), self.len());
        let columns = self.values.chunks_exact(self.stride.max(1)).zip(out.values.chunks_exact_mut(out.stride));
        for (column, out) in columns {
            let (column, out) = (column.as_flattened(), out.as_flattened_mut());
            for (value, &row) in out.iter_mut().zip(rows) {
                *value = column[row as usize];
            }
        }
        out.fill_up();
        out
    }
}

/// The least and the greatest of the values.
fn range(values: &[i16]) -> (i16, i16) {
    values.iter().fold((i16::MAX, i16::MIN), |(least, greatest), &value| (least.min(value), greatest.max(value)))
}

/// One row of a table, to be filled.
pub(super) struct Cells<'a> {
    values: &'a mut [[i16; BUNDLE]],
    at: usize,
    lane: usize,
    stride: usize,
}

impl Row for Cells<'_> {
    #[inline(always)]
    fn put(&mut self, _: &'static str, value: impl Feature) {
        if let Some(bundle) = self.values.get_mut(self.at) {
            bundle[self.lane % BUNDLE] = value.saturated();
        }
        self.at += self.stride;
    }

    #[inline(always)]
    fn put_all(&mut self, _: &str, _: usize, _: &[&str], values: &[i16]) {
        for &value in values {
            self.put("", value);
        }
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

    /// How many features a row has.
    #[cfg(feature = "train")]
    pub(crate) fn columns(&self) -> usize {
        self.own.len() + self.page.len()
    }

    /// The features of a block. Costs a way through the whole table.
    pub(crate) fn row(&self, index: usize) -> Vec<i16> {
        let own = self.own.values.iter().skip(index / BUNDLE).step_by(self.own.stride.max(1));
        own.map(|bundle| bundle[index % BUNDLE]).chain(self.page.iter().copied()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{BUNDLE, Columns, Features, Row};

    /// A table whose third column counts down.
    fn table(rows: usize) -> Features {
        let mut own = Columns::new(rows, 3);
        for index in 0..rows {
            let mut row = own.row_mut(index);
            row.put("index", index as u32);
            row.put("large", 70_000_u32);
            row.put("down", -(index as i64));
        }
        own.fill_up();
        Features { own, page: vec![7] }
    }

    #[test]
    fn what_is_put_into_rows_is_read_from_columns() {
        let features = table(70);
        assert_eq!(features.row(69), [69, i16::MAX, -69, 7]);
        assert_eq!(features.own.bundles(), 3);
        assert_eq!(features.own.bundle(features.own.column(2), 1)[..2], [-32, -33]);
        assert_eq!(features.own.bundle(0, 2)[5..], [69; BUNDLE - 5]);
        assert_eq!(features.own.ranges().collect::<Vec<_>>(), [(0, 69), (i16::MAX, i16::MAX), (-69, 0)]);
    }

    #[test]
    fn some_rows_are_picked() {
        let picked = Features { own: table(70).own.pick(&[3, 68]), page: Vec::new() };
        assert_eq!((picked.len(), picked.row(1)), (2, vec![68, i16::MAX, -68]));
        assert_eq!(picked.own.ranges().collect::<Vec<_>>(), [(3, 68), (i16::MAX, i16::MAX), (-68, -3)]);
    }
}
