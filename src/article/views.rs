//! Views of the blocks of an article: each borrows from it and is cheap to copy or to clone.

mod collections;

use super::block::{BlockKind, SpanKind};
use super::body::{BlockRecord, Body, SourceRange};
use super::direction::Direction;
use super::image::Image;
use std::ops::Range;

/// A range of a block's text with a meaning: a link, emphasis, an image.
///
/// ```
/// let article = bodytext::extract("<p>Not <b>boiling</b>.</p>");
/// let block = article.blocks().next().unwrap();
/// let span = block.spans().next().unwrap();
/// assert_eq!(&block.text()[span.range], "boiling");
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Span<'a> {
    /// The bytes of [`Block::text`] that it covers.
    pub range: Range<usize>,
    /// What it is.
    pub kind: &'a SpanKind,
}

/// One block of an article.
///
/// ```
/// use bodytext::BlockKind;
///
/// let article = bodytext::extract("<h2>Tea</h2><p>Green or <b>black</b>.</p>");
/// let blocks: Vec<_> = article.blocks().collect();
/// assert_eq!(blocks[0].kind(), &BlockKind::Heading { level: 2 });
/// assert_eq!(blocks[1].text(), "Green or black.");
/// ```
#[derive(Clone, Copy)]
pub struct Block<'a> {
    body: &'a Body,
    index: usize,
}

impl<'a> Block<'a> {
    /// What it is.
    pub fn kind(self) -> &'a BlockKind {
        &self.record().kind
    }

    /// Its text, that of its children included.
    pub fn text(self) -> &'a str {
        let range = &self.record().text;
        self.body.text.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    /// The spans of its own text, in order of their starts, outer ones first. Blocks that hold blocks have none.
    pub fn spans(self) -> impl DoubleEndedIterator<Item = Span<'a>> + ExactSizeIterator {
        let record = self.record();
        let start = record.text.start;
        let spans = self.body.spans.get(record.spans.start as usize..record.spans.end as usize).unwrap_or_default();
        spans.iter().map(move |span| Span {
            range: (span.text.start - start) as usize..(span.text.end - start) as usize,
            kind: &span.kind,
        })
    }

    /// The blocks directly inside it, in order. To visit all levels, use [`Article::walk`](crate::Article::walk).
    ///
    /// ```
    /// let article = bodytext::extract("<ul><li>Green</li><li>Black</li></ul>");
    /// let list = article.blocks().next().unwrap();
    /// assert!(list.children().map(|item| item.text()).eq(["Green", "Black"]));
    /// ```
    pub fn children(self) -> Blocks<'a> {
        Blocks { body: self.body, next: self.index + 1, end: self.record().end as usize, back: Vec::new() }
    }

    /// The image, if the block is one.
    pub fn image(self) -> Option<&'a Image> {
        match self.kind() {
            BlockKind::Image { index } => self.body.images.get(*index),
            _ => None,
        }
    }

    /// The bytes of [`Article::text`](crate::Article::text) that its text is.
    pub fn range(self) -> Range<usize> {
        let range = &self.record().text;
        range.start as usize..range.end as usize
    }

    /// The bytes of the input that it came from, tags included: from the start of its first element or text to the end of its
    /// last. `None` if the article came from a parsed tree. For bytes that are not UTF-8 the range counts in the decoded text.
    ///
    /// ```
    /// let html = "<h1>Tea</h1><p>Green <b>tea</b>.</p>";
    /// let article = bodytext::extract(html);
    /// let last = article.blocks().last().unwrap();
    /// assert_eq!(&html[last.source().unwrap()], "<p>Green <b>tea</b>.</p>");
    /// ```
    pub fn source(self) -> Option<Range<usize>> {
        self.record().source.map(SourceRange::range)
    }

    /// The direction that the markup gives its text, by `dir` or in a style, on the element or on one around it; none where it
    /// says nothing, or only what holds anyway, left to right. Lines are then written from this side.
    ///
    /// ```
    /// use bodytext::Direction;
    ///
    /// let article = bodytext::extract("<p dir=rtl>שלום</p><p>Peace</p>");
    /// let directions: Vec<_> = article.blocks().map(|block| block.direction()).collect();
    /// assert_eq!(directions, [Some(Direction::RightToLeft), None]);
    /// ```
    pub fn direction(self) -> Option<Direction> {
        self.record().direction
    }

    /// The images of its article.
    #[cfg(feature = "serde")]
    pub(crate) fn images(self) -> &'a [Image] {
        &self.body.images
    }

    #[expect(clippy::indexing_slicing, reason = "blocks are made for the indices of their body alone")]
    fn record(self) -> &'a BlockRecord {
        &self.body.blocks[self.index]
    }
}

/// The blocks of an article, or those directly inside a block, in order. An iterator that knows its length and goes both
/// ways.
#[derive(Clone)]
pub struct Blocks<'a> {
    body: &'a Body,
    next: usize,
    end: usize,
    /// The places that are left, where steps were taken from the end; else nothing.
    back: Vec<usize>,
}

impl<'a> Blocks<'a> {
    /// The top-level blocks of a body.
    pub(crate) fn of(body: &'a Body) -> Blocks<'a> {
        Blocks { body, next: 0, end: body.blocks.len(), back: Vec::new() }
    }
}

/// A step of a [`walk`](crate::Article::walk) over blocks: into a block, or out of it.
///
/// ```
/// use bodytext::Step;
///
/// let article = bodytext::extract("<blockquote><p>Green.</p><p>Black.</p></blockquote>");
/// let mut depth = 0;
/// let mut deepest = 0;
/// for step in article.walk() {
///     match step {
///         Step::Enter(_) => depth += 1,
///         Step::Leave(_) => depth -= 1,
///         _ => {}
///     }
///     deepest = deepest.max(depth);
/// }
/// assert_eq!((depth, deepest), (0, 2));
/// ```
#[derive(Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Step<'a> {
    /// A block begins. Its children, if any, follow before its [`Leave`](Step::Leave).
    Enter(Block<'a>),
    /// A block ends.
    Leave(Block<'a>),
}

/// All blocks of an article, each entered and left, in reading order.
#[derive(Clone)]
pub struct Walk<'a> {
    body: &'a Body,
    next: usize,
    open: Vec<usize>,
}

impl<'a> Walk<'a> {
    /// A walk over all blocks of a body.
    pub(crate) fn of(body: &'a Body) -> Walk<'a> {
        Walk { body, next: 0, open: Vec::new() }
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        if let Some(&index) = self.open.last()
            && self.body.end_of(index) == self.next
        {
            self.open.pop();
            return Some(Step::Leave(Block { body: self.body, index }));
        }
        if self.next == self.body.blocks.len() {
            return None;
        }
        let index = self.next;
        self.next += 1;
        self.open.push(index);
        Some(Step::Enter(Block { body: self.body, index }))
    }
}
