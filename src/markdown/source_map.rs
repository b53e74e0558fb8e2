//! Where the bytes of a rewritten text came from.

use std::ops::Range;

/// A text that was made from another, piece by piece: which bytes of the other each piece came from.
///
/// Made in order, a piece at a time; looked up by binary search.
#[derive(Clone, Debug, Default)]
pub(crate) struct SourceMap {
    pieces: Vec<Piece>,
    /// How long the rewritten text is so far.
    len: usize,
}

/// A piece, small: there may be one for every two bytes of a post.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where it begins in the rewritten text.
    at: u32,
    /// Where the bytes of the other text begin that it came from.
    start: u32,
    /// How many there are, times two; one more where it is those bytes themselves, and not something that was put in their place.
    len_and_verbatim: u32,
}

impl Piece {
    fn new(at: usize, source: Range<usize>, verbatim: bool) -> Piece {
        let len = position(source.len()).min(u32::MAX >> 1);
        Piece { at: position(at), start: position(source.start), len_and_verbatim: len << 1 | u32::from(verbatim) }
    }

    fn at(self) -> usize {
        self.at as usize
    }

    fn source(self) -> Range<usize> {
        let start = self.start as usize;
        start..start + (self.len_and_verbatim >> 1) as usize
    }

    fn is_verbatim(self) -> bool {
        self.len_and_verbatim & 1 != 0
    }
}

/// A position as pieces have it. A post is a few megabytes, and what is made of it ends before there are more.
fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl SourceMap {
    /// Adds a piece that stands word for word at `source`.
    pub(crate) fn push_verbatim(&mut self, source: Range<usize>) {
        let len = source.len();
        if let Some(last) = self.pieces.last_mut()
            && last.is_verbatim()
            && last.source().end == source.start
        {
            *last = Piece::new(last.at(), last.source().start..source.end, true);
        } else if len > 0 {
            self.pieces.push(Piece::new(self.len, source, true));
        }
        self.len += len;
    }

    /// Adds a piece of `len` bytes that stands for `source`.
    pub(crate) fn push_replaced(&mut self, len: usize, source: Range<usize>) {
        if len > 0 {
            self.pieces.push(Piece::new(self.len, source, false));
            self.len += len;
        }
    }

    /// Adds all pieces of another map behind those of this one.
    pub(crate) fn append(&mut self, other: SourceMap) {
        let by = self.len;
        self.pieces.extend(other.pieces.into_iter().map(|piece| Piece { at: position(piece.at() + by), ..piece }));
        self.len += other.len;
    }

    /// Adds a further step: the bytes that the pieces came from were themselves made from others, as `earlier` says.
    pub(crate) fn through(&mut self, earlier: &SourceMap) {
        for piece in &mut self.pieces {
            let range = earlier.range(piece.source());
            let verbatim = piece.is_verbatim() && range.len() == piece.source().len();
            *piece = Piece::new(piece.at(), range, verbatim);
        }
    }

    /// The bytes that a range of the rewritten text came from. Takes time in proportion to the logarithm of the number
    /// of pieces.
    pub(crate) fn range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.position(range.start, self.pieces.partition_point(|piece| piece.at() <= range.start), false);
        let end = self.position(range.end, self.pieces.partition_point(|piece| piece.at() < range.end), true);
        start..end.max(start)
    }

    /// Where a position in the piece before `after` came from; the end of it, if that counts as a whole.
    fn position(&self, at: usize, after: usize, is_end: bool) -> usize {
        let Some(piece) = self.pieces.get(after.saturating_sub(1)) else { return 0 };
        let source = piece.source();
        match (piece.is_verbatim(), is_end) {
            (true, _) => (source.start + at.saturating_sub(piece.at())).min(source.end),
            (false, true) => source.end,
            (false, false) => source.start,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SourceMap;

    #[test]
    fn ranges_lead_back_to_what_they_came_from() {
        let mut map = SourceMap::default();
        map.push_replaced(3, 0..2);
        map.push_verbatim(2..7);
        map.push_replaced(4, 9..9);
        assert_eq!(map.range(0..3), 0..2);
        assert_eq!(map.range(4..6), 3..5);
        assert_eq!(map.range(0..12), 0..9);
        assert_eq!(map.range(9..12), 9..9);
        assert_eq!(SourceMap::default().range(3..5), 0..0);
    }

    #[test]
    fn a_second_step_is_taken_after_the_first() {
        let mut first = SourceMap::default();
        first.push_verbatim(10..20);
        first.push_replaced(3, 20..40);
        let mut second = SourceMap::default();
        second.push_verbatim(2..6);
        second.push_verbatim(9..13);
        second.through(&first);
        assert_eq!(second.range(1..3), 13..15);
        assert_eq!(second.range(4..8), 19..40);
    }
}
