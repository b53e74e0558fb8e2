//! The flow of an article: text, images and containers come in, blocks stand in the [`Body`].
//!
//! At any time one leaf (paragraph, heading, cell …) is open; it begins to exist with its first character. Text goes straight
//! into the body's one buffer, with the separator that the place asks for written just before it, so nothing empty and
//! nothing trailing ever has to be removed.

mod captions;
mod containers;
mod inline;
mod leaves;

use super::spans::{OpenSpan, RawSpan, Repeats};
use crate::article::{BlockKind, Body, Cell, Direction, Image, SpanKind};
use crate::text::cjk::is_cjk;
use std::ops::Range;

/// A range of the source in bytes, where it is known.
pub(in crate::blocks) type Source = Option<Range<usize>>;

/// What the line breaks of the source mean in loose text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::blocks) enum Lines {
    /// White space, as in HTML.
    Collapse,
    /// White space, but a blank line separates paragraphs: text with inline markup only.
    Paragraphs,
    /// Line breaks, and a blank line separates paragraphs: plain text, and posts that were not read as Markdown.
    Keep,
}

/// What kind of leaf is open.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::blocks) enum LeafKind {
    /// A paragraph: the only leaf that splits, at blank lines, at images on a line of their own, and at blocks.
    Paragraph,
    Heading(u8),
    Term,
    Cell(Cell),
    TableCaption,
    Summary,
    /// Becomes the text of the image before it.
    FigureCaption,
}

/// The structure a container gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    List,
    Item,
    Table,
    Row,
    DefinitionList,
    /// Quotes and definitions: blocks apart by blank lines.
    Flow,
}

impl Shape {
    fn of(kind: &BlockKind) -> Shape {
        match kind {
            BlockKind::List(_) => Shape::List,
            BlockKind::Item { .. } => Shape::Item,
            BlockKind::Table => Shape::Table,
            BlockKind::Row { .. } => Shape::Row,
            BlockKind::DefinitionList => Shape::DefinitionList,
            _ => Shape::Flow,
        }
    }
}

struct Container {
    block: usize,
    shape: Shape,
    text_start: Option<u32>,
    /// The last of the blocks directly inside it.
    last: Option<usize>,
    /// The last of those inside that one.
    last_inside: Option<usize>,
    /// The block before it in its own container.
    before: Option<usize>,
    /// Whether the document lacks it: it ends by itself, before the next item or with what is around it.
    implied: bool,
    /// Whether it is a table that has its caption.
    captioned: bool,
}

/// White space seen since the last visible character.
#[derive(Clone, Copy, Default)]
struct Gap {
    space: Option<char>,
    newlines: u32,
    /// Whether a zero-width space stands in it.
    zero_width: bool,
    /// Whether something has been left out in it that parts words.
    parted: bool,
}

impl Gap {
    fn is_empty(self) -> bool {
        self.space.is_none() && self.newlines == 0
    }

    /// This white space, and more after it.
    fn and(self, more: Gap) -> Gap {
        // The ideographic space is the wider, and the greater character.
        Gap {
            space: self.space.max(more.space),
            newlines: self.newlines + more.newlines,
            zero_width: self.zero_width || more.zero_width,
            parted: self.parted || more.parted,
        }
    }

    /// Whether it is a space beside this character: line breaks, and what indents the lines, are none in Chinese and
    /// Japanese.
    fn is_space_beside(self, character: Option<char>) -> bool {
        match self.space {
            Some('\u{3000}') => true,
            Some(_) if self.newlines == 0 => true,
            _ => self.newlines > 0 && !character.is_some_and(is_cjk),
        }
    }
}

/// An image on a line that has no text yet.
struct LineImage {
    index: usize,
    /// Where it stands among the spans that open.
    sequence: u32,
    source: Source,
    /// Whether there is white space after it.
    space_after: bool,
}

/// An image since the last text of the line.
struct WaitingImage {
    index: usize,
    sequence: u32,
    source: Source,
    /// Whether there is white space before it.
    spaced: bool,
}

struct Leaf {
    kind: LeafKind,
    /// Where its text starts, once it has any.
    start: Option<u32>,
    /// Whether the current line (of those that `<br>` makes) has text.
    line_has_text: bool,
    /// Whether a line break stands between the text so far and what comes.
    broken: bool,
    /// Images on the current line, as long as it has no text.
    line_images: Vec<LineImage>,
    /// Images since the last text of the line.
    waiting_images: Vec<WaitingImage>,
    /// All white space before those images.
    gap_before_images: Gap,
    spans: Vec<RawSpan>,
    source: Source,
    /// The direction in which its text is written.
    direction: Option<Direction>,
}

impl Leaf {
    fn new(kind: LeafKind) -> Leaf {
        Leaf {
            kind,
            start: None,
            line_has_text: false,
            broken: false,
            line_images: Vec::new(),
            waiting_images: Vec::new(),
            gap_before_images: Gap::default(),
            spans: Vec::new(),
            source: None,
            direction: None,
        }
    }

    fn splits(&self) -> bool {
        self.kind == LeafKind::Paragraph
    }

    fn add_span(&mut self, span: RawSpan) {
        if self.spans.len() == self.spans.capacity() {
            // By a quarter: a text of nothing but line breaks has a span for every other byte.
            self.spans.reserve_exact(self.spans.len() / 4 + 4);
        }
        self.spans.push(span);
    }
}

/// How far through the document the flow is, in nodes.
#[derive(Clone, Copy, Debug, Default)]
struct Progress {
    done: usize,
    all: usize,
}

impl Progress {
    /// Makes room for more in a list: for as many as there will be, if the document goes on as it began. A page of nothing but
    /// tags has a block for every few bytes, and room for twice as many would be most of what an article takes.
    fn make_room<T>(self, list: &mut Vec<T>, more: usize) {
        if list.capacity() - list.len() < more {
            let count = list.len() + more;
            let expected = (count as u64).saturating_mul(self.all as u64) / self.done.max(1) as u64;
            let expected = usize::try_from(expected).unwrap_or(usize::MAX / 2);
            // By an eighth at least, unless many come at once; and not by more than a beginning can tell. Thousands of blocks tell enough.
            let least = if more > count / 8 { count } else { count + count / 8 };
            let most = count.saturating_mul(match count {
                ..256 => 4,
                256..4096 => 64,
                _ => usize::MAX,
            });
            let room = expected.saturating_add(expected / 16).clamp(least, most) + 4;
            list.reserve_exact(room - list.len());
        }
    }
}

pub(in crate::blocks) struct Flow {
    body: Body,
    pub(in crate::blocks) lines: Lines,
    /// The direction that the markup gives to what comes.
    pub(in crate::blocks) direction: Option<Direction>,
    leaf: Leaf,
    gap: Gap,
    open_spans: Vec<OpenSpan>,
    /// How much of addresses may be written again.
    repeats: Repeats,
    sequence: u32,
    containers: Vec<Container>,
    /// How many of the open containers held the last text too.
    shared: usize,
    /// The outermost container that ended since the last text.
    left: Option<Shape>,
    /// A figure's caption that came before its image, the last block so far, and the container that it stands in.
    early_caption: Option<(usize, Option<usize>)>,
    /// Who made the image that the open caption belongs to.
    credit: Option<String>,
    /// The last block that is an image, and the container that it stands in.
    last_image: Option<(usize, Option<usize>)>,
    /// Blocks met where none can stand, inside a heading or a table: they come after it.
    deferred: Vec<(BlockKind, String, Source)>,
    /// Joiners and marks of direction before the first visible character of a leaf: they count where it follows at once.
    held: String,
    progress: Progress,
    /// How long the text may get.
    max_output: usize,
    /// Whether some of the text has been left out for that.
    is_full: bool,
}

impl Flow {
    /// A flow for a document of so many nodes.
    pub(in crate::blocks) fn new(lines: Lines, max_output: usize, nodes: usize) -> Flow {
        Flow {
            body: Body::default(),
            lines,
            direction: None,
            leaf: Leaf::new(LeafKind::Paragraph),
            gap: Gap::default(),
            open_spans: Vec::new(),
            repeats: Repeats::within(nodes),
            sequence: 0,
            containers: Vec::new(),
            shared: 0,
            left: None,
            early_caption: None,
            credit: None,
            last_image: None,
            deferred: Vec::new(),
            held: String::new(),
            progress: Progress::default(),
            max_output: max_output.min(LONGEST_TEXT),
            is_full: false,
        }
    }

    /// Says which node comes now, of how many. Nodes that were passed over are done with; those that the parser moved have
    /// high numbers, so each that comes counts as well.
    pub(in crate::blocks) fn come_to(&mut self, number: usize, all: usize) {
        self.progress = Progress { done: (self.progress.done + 1).max(number), all };
    }

    /// Whether text has been left out because there was too much of it. Nothing more is taken then.
    pub(in crate::blocks) fn is_full(&self) -> bool {
        self.is_full
    }

    /// How many bytes of `text` there is room for, after whatever separates it from the text so far. Less than all of them
    /// fills the flow; a word is not cut unless it is very long, and a character never.
    fn fitting(&mut self, text: &str) -> usize {
        let room = self.max_output.saturating_sub(self.body.text.len() + LONGEST_SEPARATOR);
        if text.len() <= room {
            return text.len();
        }
        self.is_full = true;
        let mut end = room;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let last_word = text[..end].rfind(char::is_whitespace).unwrap_or(0);
        if end - last_word <= LONG_WORD { text[..last_word].trim_end().len() } else { end }
    }

    /// Ends what is open and gives the body.
    pub(in crate::blocks) fn finish(mut self) -> Body {
        self.boundary();
        while !self.containers.is_empty() {
            self.close_container();
        }
        self.order_images();
        self.body
    }

    /// Puts the images in the order in which blocks and spans show them: the text of a caption, and the images in it, can
    /// come before the image that it is the caption of.
    fn order_images(&mut self) {
        let count = self.body.images.len();
        let mut order: Vec<u32> = Vec::with_capacity(count);
        for block in &self.body.blocks {
            if let BlockKind::Image { index } = block.kind {
                order.push(position(index));
            }
            for span in &self.body.spans[block.spans.start as usize..block.spans.end as usize] {
                if let SpanKind::Image { index, .. } = span.kind {
                    order.push(position(index));
                }
            }
        }
        if order.iter().enumerate().all(|(place, &index)| place == index as usize) {
            return;
        }
        const NOWHERE: u32 = u32::MAX;
        let mut places = vec![NOWHERE; count];
        for (place, &index) in order.iter().enumerate() {
            places[index as usize] = position(place);
        }
        let mut images: Vec<(u32, Image)> = places.iter().copied().zip(std::mem::take(&mut self.body.images)).collect();
        images.sort_by_key(|(place, _)| *place);
        self.body.images = images.into_iter().map(|(_, image)| image).collect();
        let place = |index: &mut usize| *index = places[*index] as usize;
        for block in &mut self.body.blocks {
            if let BlockKind::Image { index } = &mut block.kind {
                place(index);
            }
        }
        for span in &mut self.body.spans {
            if let SpanKind::Image { index, .. } = &mut span.kind {
                place(index);
            }
        }
    }

    pub(in crate::blocks) fn body(&self) -> &Body {
        &self.body
    }

    /// How many blocks stand so far; paragraphs still open do not count.
    pub(in crate::blocks) fn block_count(&self) -> usize {
        self.body.blocks.len()
    }

    /// Whether a cell of a table is open.
    pub(in crate::blocks) fn in_cell(&self) -> bool {
        matches!(self.leaf.kind, LeafKind::Cell(_))
    }

    /// Whether nothing is open, neither a block nor what holds blocks.
    pub(in crate::blocks) fn is_between_blocks(&self) -> bool {
        let is_empty = self.leaf.start.is_none() && self.leaf.line_images.is_empty();
        self.containers.is_empty() && !self.in_fixed_leaf() && is_empty
    }

    /// Begins the next column of a table that stands in the open cell, a line a row.
    pub(in crate::blocks) fn mark_column(&mut self) {
        if self.leaf.line_has_text {
            self.text(" | ", None, false);
        }
    }

    /// Whether the open leaf takes inline content only.
    pub(in crate::blocks) fn in_fixed_leaf(&self) -> bool {
        !self.leaf.splits()
    }
}

/// Positions in the text have 32 bits; what parts the last pieces of it needs a little room.
const LONGEST_TEXT: usize = u32::MAX as usize - 64;

/// A blank line has two bytes, an ideographic space three.
const LONGEST_SEPARATOR: usize = 3;

/// A run of so many bytes without a space is no word, but a script that has no spaces.
const LONG_WORD: usize = 40;

/// A position as the body stores it: text ends at its limit, and there are fewer blocks and spans than nodes or bytes.
fn position(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
