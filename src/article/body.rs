//! How an article is stored: one text, and flat records of its blocks and spans.
//!
//! All text of an article stands in one buffer, in reading order, blocks apart by line breaks; a block is a range of it.
//! Blocks are stored flat, parents before their children, so that no operation on an article recurses, however
//! deeply a page nests. [`Block`](super::Block) is the view of one of them: it borrows from the article and is `Copy`.

use super::block::{BlockKind, SpanKind};
use super::direction::Direction;
use super::image::Image;
use std::num::NonZeroU32;
use std::ops::Range;

/// How many blocks that hold blocks may stand in each other. Deeper ones are unwrapped: nothing that people write nests so
/// deep, and renderers of nested output repeat a prefix a level.
pub(crate) const MAX_NESTING: usize = 32;

/// The blocks of an article and the text they share.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Body {
    /// The plain text of the whole article.
    pub(crate) text: String,
    /// Every block, parents before children, in reading order.
    pub(crate) blocks: Vec<BlockRecord>,
    /// Every span, grouped by block, in order of their starts.
    pub(crate) spans: Vec<SpanRecord>,
    /// Every image, in reading order.
    pub(crate) images: Vec<Image>,
}

impl Body {
    /// The index past a block and all that is in it.
    pub(crate) fn end_of(&self, index: usize) -> usize {
        self.blocks.get(index).map_or(self.blocks.len(), |block| block.end as usize)
    }

    /// The direction of most of the text, if the markup says it.
    pub(crate) fn direction(&self) -> Option<Direction> {
        let (mut right_to_left, mut next) = (0, 0);
        while let Some(block) = self.blocks.get(next) {
            if block.direction == Some(Direction::RightToLeft) {
                right_to_left += block.text.len();
            }
            next = block.end as usize;
        }
        (right_to_left * 2 > self.text.len()).then_some(Direction::RightToLeft)
    }

    /// Makes a heading of the first level of the first block.
    pub(crate) fn head_with_first(&mut self) {
        if let Some(first) = self.blocks.first_mut() {
            first.kind = BlockKind::Heading { level: 1 };
        }
    }

    /// Drops where the blocks came from: from no bytes of the input.
    pub(crate) fn forget_source(&mut self) {
        self.blocks.iter_mut().for_each(|block| block.source = None);
    }

    /// Says anew where the blocks came from: `moved` has for each range of what was parsed the bytes of the input. What is made
    /// of a place between two bytes may lead to the far side of it: a block stays within the one around it.
    pub(crate) fn move_source(&mut self, moved: impl Fn(Range<usize>) -> Option<Range<usize>>) {
        let mut around: Vec<(usize, Range<usize>)> = Vec::new();
        for (index, block) in self.blocks.iter_mut().enumerate() {
            while around.pop_if(|(end, _)| *end <= index).is_some() {}
            let mut range = block.source.take().and_then(|source| moved(source.range()));
            if let (Some(range), Some((_, outer))) = (&mut range, around.last()) {
                *range = range.start.clamp(outer.start, outer.end)..range.end.clamp(outer.start, outer.end);
            }
            block.source = range.as_ref().and_then(SourceRange::new);
            if let Some(range) = range.filter(|_| block.end as usize > index + 1) {
                around.push((block.end as usize, range));
            }
        }
    }
}

/// A block as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BlockRecord {
    pub(crate) kind: BlockKind,
    /// Where its text (that of its descendants included) stands in [`Body::text`].
    pub(crate) text: Range<u32>,
    /// Its own spans, a range of [`Body::spans`].
    pub(crate) spans: Range<u32>,
    /// The index just past its last descendant in [`Body::blocks`].
    pub(crate) end: u32,
    /// The bytes of the input it came from.
    pub(crate) source: Option<SourceRange>,
    /// The direction that the markup gives its text.
    pub(crate) direction: Option<Direction>,
}

/// Bytes of the input, as a block stores them. None of them ends where the input begins, so that an option of it is no larger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SourceRange {
    start: u32,
    end: NonZeroU32,
}

impl SourceRange {
    /// No range where it ends at zero: it holds no bytes then. Positions past four gigabytes are the last that there is.
    pub(crate) fn new(range: &Range<usize>) -> Option<SourceRange> {
        let stored = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Some(SourceRange { start: stored(range.start), end: NonZeroU32::new(stored(range.end))? })
    }

    pub(crate) fn range(self) -> Range<usize> {
        self.start as usize..self.end.get() as usize
    }

    /// The smallest range that holds both.
    pub(crate) fn and(self, other: SourceRange) -> SourceRange {
        SourceRange { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A span as it is stored: its range counts from the start of [`Body::text`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SpanRecord {
    pub(crate) text: Range<u32>,
    pub(crate) kind: SpanKind,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_small() {
        // There is one for every few bytes of a page that is made of tags.
        assert!(size_of::<BlockRecord>() <= 56 && size_of::<SpanRecord>() <= 32 && size_of::<Image>() <= 176);
    }

    #[test]
    fn sources_count_from_where_the_body_begins() {
        let record = |source: Option<Range<usize>>| BlockRecord {
            kind: BlockKind::Paragraph,
            text: 0..0,
            spans: 0..0,
            end: 1,
            source: source.as_ref().and_then(SourceRange::new),
            direction: None,
        };
        let mut body = Body { blocks: vec![record(Some(3..7)), record(None)], ..Body::default() };
        body.move_source(|range| Some(range.start + 20..range.end + 20));
        assert_eq!(body.blocks, [record(Some(23..27)), record(None)]);
    }
}
