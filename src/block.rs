//! What an article is made of: blocks and the spans inside their text.
//!
//! All text of an article stands in one buffer, in reading order, blocks apart by line breaks; a block is a range of it.
//! Blocks are stored flat, parents before their children, so that no operation on an article recurses, however
//! deeply a page nests. [`Block`] is the view of one of them: it borrows from the article and is `Copy`.

mod views;

use std::num::NonZeroU32;
use std::ops::Range;

use crate::direction::Direction;
use crate::image::Image;

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

/// What a block is, with what belongs to that kind alone.
///
/// [`Paragraph`](BlockKind::Paragraph), [`Heading`](BlockKind::Heading), [`Image`](BlockKind::Image),
/// [`Code`](BlockKind::Code), [`Math`](BlockKind::Math), [`Caption`](BlockKind::Caption), [`Cell`](BlockKind::Cell),
/// [`Term`](BlockKind::Term) and [`Summary`](BlockKind::Summary) hold text of their own; the others hold blocks. The
/// text of a cell has a line for each block that the page has in it: items begin with their marker, and bars separate the cells
/// of a table inside the cell.
///
/// ```
/// use bodytext::BlockKind;
///
/// let article = bodytext::extract("<h2>Tea</h2><p>Green.</p><pre><code class=language-rust>let tea = 1;</code></pre>");
/// let listings: Vec<_> = article.blocks().filter(|block| matches!(block.kind(), BlockKind::Code { .. })).collect();
/// assert_eq!(listings[0].text(), "let tea = 1;");
/// assert_eq!(listings[0].kind(), &BlockKind::Code { language: Some("rust".into()) });
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum BlockKind {
    /// A heading; `level` is 1 to 6.
    Heading {
        /// 1 to 6, as in `<h1>` to `<h6>`.
        level: u8,
    },
    /// A paragraph.
    Paragraph,
    /// An image that stands by itself. The block's text is its caption, empty where it has none.
    Image {
        /// Its index in [`Article::images`](crate::Article::images).
        index: usize,
    },
    /// A list; its children are [`Item`](BlockKind::Item)s.
    List(List),
    /// One item of a list; its children are blocks.
    Item {
        /// The number it carries, in an ordered list.
        number: Option<i64>,
        /// In a task list, whether the box is ticked.
        checked: Option<bool>,
    },
    /// A quotation; its children are blocks.
    Quote {
        /// Where it is from: the `cite` attribute.
        cite: Option<Box<str>>,
    },
    /// Preformatted text, white space kept to the letter. A no-break space, and every other space of Unicode, is a plain one:
    /// in code it stands for nothing else. Control and zero-width characters are dropped as everywhere.
    Code {
        /// The programming language, where the markup names it.
        language: Option<Box<str>>,
    },
    /// A data table; its children are at most one [`Caption`](BlockKind::Caption), then [`Row`](BlockKind::Row)s.
    Table,
    /// The caption of a table.
    Caption,
    /// A row of a table; its children are [`Cell`](BlockKind::Cell)s.
    Row {
        /// Whether it stands in the table's head.
        header: bool,
    },
    /// A cell of a table.
    Cell(Cell),
    /// A list of terms and what they mean; its children are [`Term`](BlockKind::Term)s and
    /// [`Definition`](BlockKind::Definition)s.
    DefinitionList,
    /// A term of a definition list.
    Term,
    /// What the terms before it mean; its children are blocks.
    Definition,
    /// What unfolds, `<details>`; its children are a [`Summary`](BlockKind::Summary), and the blocks that it unfolds.
    Details {
        /// Whether the page shows it unfolded.
        open: bool,
    },
    /// The line of a [`Details`](BlockKind::Details) that everybody sees.
    Summary,
    /// A thematic break, `<hr>`.
    Rule,
    /// Something from elsewhere shown in place: a video, a sound, a frame. In a box, so that the rare embed does not make
    /// every block larger.
    Embed(Box<Embed>),
    /// A formula on a line of its own; its text is TeX where the page has it.
    Math {
        /// Whether the text is TeX; else it is the formula's characters in a row.
        tex: bool,
    },
    /// A footnote, an endnote or a note in the margin; its children are blocks. It stands where the page has it, after the
    /// block that it belongs to at the earliest, and in no other block. Its text is the note's, without the label, as the
    /// text of an item has no number.
    Footnote {
        /// What tells it from the other notes of the article, whatever the case of its letters: letters, digits, `-` and `_`.
        /// Every [`FootnoteReference`](SpanKind::FootnoteReference) to it has the same.
        label: Box<str>,
    },
}

/// The properties of a list.
///
/// ```
/// use bodytext::BlockKind;
///
/// let article = bodytext::extract("<ol start=3><li>Pour<li>Wait</ol>");
/// let block = article.blocks().next().unwrap();
/// let BlockKind::List(list) = block.kind() else { panic!("no list") };
/// assert_eq!((list.ordered, list.start), (true, 3));
/// let numbers = block.children().map(|item| match item.kind() {
///     BlockKind::Item { number, .. } => *number,
///     _ => None,
/// });
/// assert!(numbers.eq([Some(3), Some(4)]));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct List {
    /// Whether its items are numbered.
    pub ordered: bool,
    /// The number of the first item; 1 unless the page says otherwise.
    pub start: i64,
    /// Whether the numbers fall.
    pub reversed: bool,
    /// How the numbers are written: HTML's `type`, one of `1`, `a`, `A`, `i`, `I`.
    pub numbering: Option<char>,
}

/// The properties of a table cell.
///
/// ```
/// use bodytext::BlockKind;
///
/// let article = bodytext::extract("<table><tr><th colspan=2>Tea<tr><td>Green<td align=right>80</table>");
/// let table = article.blocks().next().unwrap();
/// let header = table.children().next().unwrap().children().next().unwrap();
/// let BlockKind::Cell(cell) = header.kind() else { panic!("no cell") };
/// assert_eq!((header.text(), cell.header, cell.colspan), ("Tea", true, 2));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Cell {
    /// Whether it is a header cell.
    pub header: bool,
    /// How many columns it covers, 1 and up.
    pub colspan: u16,
    /// How many rows it covers, 1 and up.
    pub rowspan: u16,
    /// How its text is aligned, if the page says so.
    pub align: Option<Align>,
}

/// How the text of a cell is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Align {
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// Something from another place shown here: a video, a sound, a frame.
///
/// ```
/// use bodytext::{BlockKind, EmbedKind};
///
/// let article = bodytext::extract("<p>Watch:</p><video src=tea.mp4></video>");
/// let block = article.blocks().nth(1).unwrap();
/// let BlockKind::Embed(embed) = block.kind() else { panic!("no embed") };
/// assert_eq!((embed.kind, embed.url()), (EmbedKind::Video, "tea.mp4"));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Embed {
    /// What it is.
    pub kind: EmbedKind,
    /// Its address as it is written.
    pub raw: String,
    /// Its address resolved against the base URL, where one is known.
    pub resolved: Option<String>,
    /// Its title, where the page gives one.
    pub title: Option<String>,
}

impl Embed {
    /// The address: resolved where possible, else as it is written.
    pub fn url(&self) -> &str {
        self.resolved.as_deref().unwrap_or(&self.raw)
    }
}

/// What an [`Embed`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum EmbedKind {
    /// `<video>`, or a frame of a known video host.
    Video,
    /// `<audio>`.
    Audio,
    /// Any other `<iframe>`.
    Frame,
    /// `<object>` or `<embed>`.
    Object,
}

/// What a span of text is.
///
/// ```
/// use bodytext::SpanKind;
///
/// let article = bodytext::extract("<p>H<sub>2</sub>O, <a href=/hot>hot</a></p>");
/// let block = article.blocks().next().unwrap();
/// let kinds: Vec<&SpanKind> = block.spans().map(|span| span.kind).collect();
/// assert_eq!(kinds[0], &SpanKind::Subscript);
/// assert!(matches!(kinds[1], SpanKind::Link(link) if link.url() == "/hot"));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum SpanKind {
    /// A link. In a box, so that spans of other kinds stay small.
    Link(Box<Link>),
    /// Stressed: `<em>`, `<i>`, `<cite>`, `<dfn>`, `<var>`.
    Emphasis,
    /// Strong: `<strong>`, `<b>`.
    Strong,
    /// Code within a sentence: `<code>`, `<kbd>`, `<samp>`, `<tt>`.
    Code,
    /// Superscript.
    Superscript,
    /// Subscript.
    Subscript,
    /// Struck out: `<s>`, `<del>`, `<strike>`.
    Strikethrough,
    /// Marked as with a pen: `<mark>`.
    Mark,
    /// An image inside a sentence: an empty span at its place. Where another span ends at that place, the image counts as
    /// outside of it; [`Image::link`] says where a link around it leads all the same.
    Image {
        /// Its index in [`Article::images`](crate::Article::images).
        index: usize,
        /// Whether white space stands before it that the text does not show: of two spaces around an image the text, in
        /// which the image takes no room, has only the one after it.
        space_before: bool,
        /// Whether white space stands after it that the text does not show, since no line begins with a space.
        space_after: bool,
    },
    /// A line break: the span holds the newline.
    LineBreak,
    /// Ruby: the span holds the base text.
    Ruby {
        /// How it is read: what stands above the base text.
        reading: String,
    },
    /// A formula within a sentence.
    Math {
        /// Whether its text is TeX; else it is the formula's characters in a row.
        tex: bool,
    },
    /// A reference to a footnote: the span holds what the page shows for it, in square brackets.
    FootnoteReference {
        /// The label of the [`Footnote`](BlockKind::Footnote).
        label: Box<str>,
    },
}

/// Where a link leads. [`Article::links`](crate::Article::links) lists all of them.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Link {
    /// The address as it is written.
    pub raw: String,
    /// The address resolved against the base URL, where one is known. Without one, a link to a heading of the article leads
    /// to the name that the heading has in Markdown and HTML, as `#setting-up`; a link to any other fragment is none.
    pub resolved: Option<String>,
    /// Its `title` attribute.
    pub title: Option<String>,
}

impl Link {
    /// The address: resolved where possible, else as it is written.
    pub fn url(&self) -> &str {
        self.resolved.as_deref().unwrap_or(&self.raw)
    }
}

/// A range of a block's text with a meaning: a link, emphasis, an image.
///
/// ```
/// let article = bodytext::extract("<p>Not <b>boiling</b>.</p>");
/// let block = article.blocks().next().unwrap();
/// let span = block.spans().next().unwrap();
/// assert_eq!(&block.text()[span.range], "boiling");
/// ```
#[derive(Clone, Debug, PartialEq)]
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
