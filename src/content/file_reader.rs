//! Reading the file of a model, part by part. Nothing is copied; where bytes are missing the answer is `None`.

/// Takes parts off the front of a file.
pub(super) struct FileReader(&'static [u8]);

impl FileReader {
    pub(super) fn new(file: &'static [u8]) -> FileReader {
        FileReader(file)
    }

    /// Whether nothing is left.
    pub(super) fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*head)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    /// Items of `N` bytes each, with their count before them.
    pub(super) fn items<const N: usize>(&mut self) -> Option<&'static [[u8; N]]> {
        let count = self.u32()? as usize;
        let (items, rest) = self.0.split_at_checked(count.checked_mul(N)?)?;
        self.0 = rest;
        Some(items.as_chunks().0)
    }
}
