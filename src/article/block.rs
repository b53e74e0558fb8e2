//! What an article is made of: the kinds of blocks, and of spans inside their text.

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
    /// outside of it; [`Image::link`](crate::Image::link) says where a link around it leads all the same.
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
