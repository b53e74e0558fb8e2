//! The flow of an article: text, images and containers come in, blocks stand in the [`Body`].
//!
//! At any time one leaf (paragraph, heading, cell …) is open; it begins to exist with its first character. Text goes straight
//! into the body's one buffer, with the separator that the place asks for written just before it, so nothing empty and
//! nothing trailing ever has to be removed.

use super::spans::{self, OpenSpan, RawSpan};
use crate::block::{BlockKind, BlockRecord, Body, Cell, Image, MAX_NESTING, SpanKind};
use crate::text::cjk::joins_without_space;
use crate::text::whitespace::{Class, classify, text_run};
use std::ops::Range;

/// A range of the source in bytes, where it is known.
pub(super) type Source = Option<Range<usize>>;

/// What the line breaks of the source mean in loose text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    /// White space, as in HTML.
    Collapse,
    /// White space, but a blank line separates paragraphs: text with inline markup only.
    Paragraphs,
    /// Line breaks, and a blank line separates paragraphs: plain text, Markdown.
    Keep,
}

/// What kind of leaf is open.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum LeafKind {
    /// A paragraph: the only leaf that splits, at blank lines, at images on a line of their own, and at blocks.
    Paragraph,
    Heading(u8),
    Term,
    Cell(Cell),
    TableCaption,
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
    /// Whether the document lacks it: it ends by itself, before the next item or with what is around it.
    implied: bool,
}

/// White space seen since the last visible character.
#[derive(Clone, Copy, Default)]
struct Gap {
    space: Option<char>,
    newlines: u32,
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
    line_images: Vec<(usize, Source)>,
    spans: Vec<RawSpan>,
    source: Source,
}

impl Leaf {
    fn new(kind: LeafKind) -> Leaf {
        Leaf {
            kind,
            start: None,
            line_has_text: false,
            broken: false,
            line_images: Vec::new(),
            spans: Vec::new(),
            source: None,
        }
    }

    fn splits(&self) -> bool {
        self.kind == LeafKind::Paragraph
    }
}

pub(super) struct Flow {
    body: Body,
    pub(super) lines: Lines,
    leaf: Leaf,
    gap: Gap,
    open_spans: Vec<OpenSpan>,
    sequence: u32,
    containers: Vec<Container>,
    /// How many of the open containers held the last text too.
    shared: usize,
    /// The outermost container that ended since the last text.
    left: Option<Shape>,
    /// A figure's caption that came before its image, the last block so far.
    early_caption: Option<usize>,
    /// Blocks met where none can stand, inside a heading or a table: they come after it.
    deferred: Vec<(BlockKind, String, Source)>,
}

impl Flow {
    pub(super) fn new(lines: Lines) -> Flow {
        Flow {
            body: Body::default(),
            lines,
            leaf: Leaf::new(LeafKind::Paragraph),
            gap: Gap::default(),
            open_spans: Vec::new(),
            sequence: 0,
            containers: Vec::new(),
            shared: 0,
            left: None,
            early_caption: None,
            deferred: Vec::new(),
        }
    }

    /// Ends what is open and gives the body.
    pub(super) fn finish(mut self) -> Body {
        self.boundary();
        while !self.containers.is_empty() {
            self.close_container();
        }
        self.body
    }

    pub(super) fn body(&self) -> &Body {
        &self.body
    }

    /// How many blocks stand so far; paragraphs still open do not count.
    pub(super) fn block_count(&self) -> usize {
        self.body.blocks.len()
    }

    /// Whether the open leaf takes inline content only.
    pub(super) fn in_fixed_leaf(&self) -> bool {
        !self.leaf.splits()
    }
}

/// Inline content.
impl Flow {
    /// Takes text as it stands in the document.
    pub(super) fn text(&mut self, text: &str, source: Source) {
        let mut rest = text;
        while !rest.is_empty() {
            let run = text_run(rest);
            if run > 0 {
                self.write(&rest[..run], &source);
                rest = &rest[run..];
                continue;
            }
            let mut chars = rest.chars();
            match chars.next().map(classify) {
                Some(Class::Space) => self.gap.space = self.gap.space.or(Some(' ')),
                Some(Class::Newline) => self.gap.newlines += 1,
                Some(Class::Ideographic) => self.gap.space = Some('\u{3000}'),
                Some(Class::Nothing | Class::Text) | None => {}
            }
            rest = chars.as_str();
        }
    }

    /// A `<br>`: the second in a row ends a paragraph, and so does one after a line of nothing but images.
    pub(super) fn line_break(&mut self) {
        self.gap = Gap::default();
        if self.leaf.line_has_text {
            self.leaf.line_has_text = false;
            self.leaf.broken = true;
        } else if self.leaf.splits() {
            self.flush(None);
        }
    }

    /// Begins a span; it covers what comes until [`Flow::close_span`].
    pub(super) fn open_span(&mut self, kind: SpanKind) {
        let link = matches!(kind, SpanKind::Link(_));
        let shadowed = self.open_spans.iter().any(|open| open.kind == kind || (link && open.is_link()));
        self.sequence += 1;
        self.open_spans.push(OpenSpan { kind, start: None, sequence: self.sequence, shadowed });
    }

    /// Ends the span opened last.
    pub(super) fn close_span(&mut self) {
        if let Some(open) = self.open_spans.pop() {
            self.leaf.spans.extend(open.ended(self.end()));
        }
    }

    /// Ruby text over what stands since `start` (see [`Flow::end`]).
    pub(super) fn ruby(&mut self, start: u32, sequence: u32, reading: String) {
        // Base text of an earlier leaf is out of reach.
        let Some(leaf) = self.leaf.start else { return };
        let start = leaf.max(start);
        // Nor can it end in the middle of an element that it does not begin in.
        if self.open_spans.iter().any(|open| open.start.is_some_and(|open| open > start)) {
            return;
        }
        self.leaf.spans.push(RawSpan { start, end: self.end(), sequence, kind: SpanKind::Ruby { reading } });
    }

    /// A number that orders spans of equal extent: the later, the further inside.
    pub(super) fn next_sequence(&mut self) -> u32 {
        self.sequence += 1;
        self.sequence
    }

    /// The end of the text so far.
    pub(super) fn end(&self) -> u32 {
        position(self.body.text.len())
    }

    /// The link that is open, if one is.
    pub(super) fn open_link(&self) -> Option<&str> {
        self.open_spans.iter().find_map(|open| match &open.kind {
            SpanKind::Link(link) => Some(link.raw.as_str()),
            _ => None,
        })
    }

    /// An image: inline where its line has text, a block where it stands alone.
    pub(super) fn image(&mut self, image: Image, source: Source) {
        let index = self.body.images.len();
        self.body.images.push(image);
        if self.leaf.line_has_text {
            self.image_span(index);
            self.cover(&source);
        } else {
            self.leaf.line_images.push((index, source));
        }
    }

    fn image_span(&mut self, index: usize) {
        let at = self.end();
        let sequence = self.next_sequence();
        self.leaf.spans.push(RawSpan { start: at, end: at, sequence, kind: SpanKind::Image { index } });
    }

    /// Writes visible text, and before it whatever belongs between it and the text so far.
    fn write(&mut self, text: &str, source: &Source) {
        if self.gap.newlines > 0 && self.leaf.line_has_text && self.leaf.splits() {
            match (self.lines, self.gap.newlines) {
                (Lines::Collapse, _) | (Lines::Paragraphs, 1) => {}
                (Lines::Keep, 1) => self.line_break(),
                (Lines::Keep | Lines::Paragraphs, _) => self.flush(None),
            }
        }
        if self.leaf.start.is_none() {
            self.begin_text();
        }
        if self.leaf.line_has_text {
            self.fill_gap(text);
        } else {
            self.begin_line();
        }
        self.gap = Gap::default();
        let at = self.end();
        for open in &mut self.open_spans {
            open.start.get_or_insert(at);
        }
        self.body.text.push_str(text);
        self.leaf.line_has_text = true;
        self.cover(source);
    }

    fn fill_gap(&mut self, next: &str) {
        let Gap { space, newlines } = self.gap;
        let space = match (space, newlines) {
            (None, 0) => return,
            (Some('\u{3000}'), _) => '\u{3000}',
            (_, 0) => ' ',
            _ => {
                let before = self.body.text.chars().next_back();
                if let (Some(before), Some(after)) = (before, next.chars().next())
                    && joins_without_space(before, after)
                {
                    return;
                }
                ' '
            }
        };
        self.body.text.push(space);
    }

    fn begin_line(&mut self) {
        if std::mem::take(&mut self.leaf.broken) {
            let start = self.end();
            self.body.text.push('\n');
            let sequence = self.next_sequence();
            self.leaf.spans.push(RawSpan { start, end: start + 1, sequence, kind: SpanKind::LineBreak });
        }
        for (index, source) in std::mem::take(&mut self.leaf.line_images) {
            self.image_span(index);
            self.cover(&source);
        }
    }

    fn cover(&mut self, source: &Source) {
        if let Some(source) = source {
            match &mut self.leaf.source {
                Some(covered) => {
                    covered.start = covered.start.min(source.start);
                    covered.end = covered.end.max(source.end);
                }
                None => self.leaf.source = Some(source.clone()),
            }
        }
    }

    /// The leaf gets its first character: writes the separator and fixes where open containers start.
    fn begin_text(&mut self) {
        if !matches!(self.leaf.kind, LeafKind::Term | LeafKind::Cell(_) | LeafKind::TableCaption) {
            self.make_room();
        }
        self.body.text.push_str(self.separator());
        let start = self.end();
        self.leaf.start = Some(start);
        for container in &mut self.containers {
            container.text_start.get_or_insert(start);
        }
        self.shared = self.containers.len();
        self.left = None;
    }

    /// What stands between the last text and the next: it depends on the innermost container that holds both.
    fn separator(&self) -> &'static str {
        if self.body.text.is_empty() {
            return "";
        }
        let Some(common) = self.shared.checked_sub(1) else { return "\n\n" };
        match self.containers[common].shape {
            Shape::List | Shape::Table | Shape::DefinitionList => "\n",
            Shape::Row => "\t",
            Shape::Item => {
                let next = self.containers.get(self.shared).map(|container| container.shape);
                if self.left == Some(Shape::List) || next == Some(Shape::List) { "\n" } else { "\n\n" }
            }
            Shape::Flow => "\n\n",
        }
    }
}

/// Blocks.
impl Flow {
    /// A block begins or ends here: a paragraph is over; in any other leaf it is a new line.
    pub(super) fn boundary(&mut self) {
        self.boundary_of(None);
    }

    /// The same, for the end of the element that the paragraph is made from.
    pub(super) fn boundary_of(&mut self, owner: Source) {
        if self.leaf.splits() {
            self.flush(owner);
        } else if self.leaf.line_has_text {
            self.line_break();
        }
    }

    /// Opens a leaf other than a paragraph; false where one is open already.
    pub(super) fn open_leaf(&mut self, kind: LeafKind) -> bool {
        if self.in_fixed_leaf() {
            self.boundary();
            return false;
        }
        self.flush(None);
        match kind {
            LeafKind::Term => self.leave_implied(),
            LeafKind::Cell(_) | LeafKind::TableCaption => {}
            _ => self.make_room(),
        }
        self.leaf = Leaf::new(kind);
        true
    }

    /// Ends the leaf that [`Flow::open_leaf`] opened. `first_block` is the first block that a figure's caption may
    /// belong to.
    pub(super) fn close_leaf(&mut self, source: Source, first_block: usize) {
        self.gap = Gap::default();
        let mut leaf = std::mem::replace(&mut self.leaf, Leaf::new(LeafKind::Paragraph));
        let has_text = leaf.start.is_some();
        let images = std::mem::take(&mut leaf.line_images);
        let keeps_images = has_text || matches!(leaf.kind, LeafKind::Cell(_) | LeafKind::Term | LeafKind::TableCaption);
        if keeps_images {
            std::mem::swap(&mut self.leaf, &mut leaf);
            for (index, _) in &images {
                self.image_span(*index);
            }
            std::mem::swap(&mut self.leaf, &mut leaf);
        }
        let end = self.end();
        let text = leaf.start.unwrap_or(end)..end;
        let spans = self.settle(&mut leaf);
        let source = source.or(leaf.source);
        let record = |kind| (kind, text.clone(), spans.clone(), source.clone());
        let block = match leaf.kind {
            LeafKind::Cell(cell) => Some(record(BlockKind::Cell(cell))),
            LeafKind::Term if has_text || !spans.is_empty() => Some(record(BlockKind::Term)),
            LeafKind::Heading(level) if has_text => Some(record(BlockKind::Heading { level })),
            LeafKind::TableCaption if has_text || !spans.is_empty() => Some(record(BlockKind::Caption)),
            LeafKind::FigureCaption if has_text => self.caption(first_block, &text, &spans, &source),
            _ => None,
        };
        if let Some((kind, text, spans, source)) = block {
            self.push_block(kind, text, spans, source);
        }
        if !keeps_images {
            self.push_images(images);
        }
        self.place_deferred();
    }

    /// Gives the caption to the image before it, or keeps it as a paragraph, perhaps for the image after it.
    fn caption(
        &mut self,
        first_block: usize,
        text: &Range<u32>,
        spans: &Range<u32>,
        source: &Source,
    ) -> Option<(BlockKind, Range<u32>, Range<u32>, Source)> {
        let last = self.body.blocks.len().checked_sub(1).filter(|&last| last >= first_block);
        if let Some(last) = last
            && let BlockKind::Image { index } = self.body.blocks[last].kind
            && self.body.blocks[last].text.is_empty()
        {
            self.attach(last, index, text.clone(), spans.clone());
            return None;
        }
        if last.is_none() {
            self.early_caption = Some(self.body.blocks.len());
        }
        Some((BlockKind::Paragraph, text.clone(), spans.clone(), source.clone()))
    }

    fn attach(&mut self, block: usize, image: usize, text: Range<u32>, spans: Range<u32>) {
        self.body.images[image].caption = Some(self.body.text[text.start as usize..text.end as usize].to_owned());
        let record = &mut self.body.blocks[block];
        record.text = text;
        record.spans = spans;
    }

    /// Ends a figure: a caption without an image stays the paragraph it is.
    pub(super) fn end_figure(&mut self) {
        self.early_caption = None;
    }

    /// A block that comes whole: its text, verbatim, and what it is.
    pub(super) fn block(&mut self, kind: BlockKind, text: String, source: Source) {
        self.boundary();
        let inside = self.containers.last().map(|container| container.shape);
        if self.in_fixed_leaf() || matches!(inside, Some(Shape::Table | Shape::Row)) {
            self.deferred.push((kind, text, source));
            return;
        }
        let range = if text.is_empty() {
            self.make_room();
            self.end()..self.end()
        } else {
            self.begin_text();
            let start = self.end();
            self.body.text.push_str(&text);
            self.leaf.start = None;
            start..self.end()
        };
        let spans = position(self.body.spans.len());
        self.push_block(kind, range, spans..spans, source);
    }

    fn place_deferred(&mut self) {
        if !self.deferred.is_empty() {
            for (kind, text, source) in std::mem::take(&mut self.deferred) {
                self.block(kind, text, source);
            }
        }
    }

    /// Opens a block that holds blocks; false where none can stand, or too deep: then its content stands by itself.
    pub(super) fn open_container(&mut self, kind: BlockKind, source: Source) -> bool {
        self.boundary();
        if self.in_fixed_leaf() || self.containers.len() >= MAX_NESTING {
            return false;
        }
        if matches!(kind, BlockKind::Item { .. } | BlockKind::Definition) {
            self.leave_implied();
        } else {
            self.make_room();
        }
        self.push_container(kind, source);
        true
    }

    fn push_container(&mut self, kind: BlockKind, source: Source) {
        let end = self.end();
        let spans = position(self.body.spans.len());
        let block = self.body.blocks.len();
        self.containers.push(Container { block, shape: Shape::of(&kind), text_start: None, implied: false });
        self.push_block(kind, end..end, spans..spans, source);
    }

    /// Ends the container opened last. One without content vanishes.
    pub(super) fn close_container(&mut self) {
        self.boundary();
        self.leave_implied();
        self.pop_container();
    }

    fn pop_container(&mut self) {
        let Some(container) = self.containers.pop() else { return };
        if self.containers.len() < self.shared {
            self.shared = self.containers.len();
            self.left = Some(container.shape);
        }
        let after = self.body.blocks.len();
        if container.block + 1 == after {
            self.body.blocks.pop();
        } else {
            let end = self.end();
            let record = &mut self.body.blocks[container.block];
            record.end = position(after);
            record.text = container.text_start.unwrap_or(end)..end;
        }
        if container.shape == Shape::Table {
            self.place_deferred();
        }
    }

    /// Whether an item can begin here.
    pub(super) fn takes_items(&self) -> bool {
        let explicit = self.containers.iter().rev().find(|container| !container.implied);
        explicit.is_some_and(|container| container.shape == Shape::List)
    }

    /// Whether a term or a definition can begin here.
    pub(super) fn takes_terms(&self) -> bool {
        let explicit = self.containers.iter().rev().find(|container| !container.implied);
        explicit.is_some_and(|container| container.shape == Shape::DefinitionList)
    }

    /// Makes room for content that stands in a list but in no item, or in a definition list but in no definition: it goes
    /// into the item before it (a list directly inside a list means that), or into one of its own.
    fn make_room(&mut self) {
        let Some(outer) = self.containers.last() else { return };
        let kind = match outer.shape {
            Shape::List => BlockKind::Item { number: None, checked: None },
            Shape::DefinitionList => BlockKind::Definition,
            Shape::Item | Shape::Table | Shape::Row | Shape::Flow => return,
        };
        let mut child = outer.block + 1;
        let mut last = None;
        while let Some(record) = self.body.blocks.get(child) {
            last = Some(child);
            child = record.end as usize;
        }
        let same =
            last.filter(|&last| std::mem::discriminant(&self.body.blocks[last].kind) == std::mem::discriminant(&kind));
        match same {
            Some(block) => {
                let text = &self.body.blocks[block].text;
                let text_start = Some(text.start).filter(|_| !text.is_empty());
                self.containers.push(Container { block, shape: Shape::of(&kind), text_start, implied: true });
            }
            None => {
                self.push_container(kind, None);
                if let Some(container) = self.containers.last_mut() {
                    container.implied = true;
                }
            }
        }
    }

    fn leave_implied(&mut self) {
        if self.containers.last().is_some_and(|container| container.implied) {
            self.pop_container();
        }
    }

    /// The box of a task: marks the open item as one.
    pub(super) fn set_checked(&mut self, ticked: bool) {
        if let Some(Container { block, shape: Shape::Item, .. }) = self.containers.last()
            && let BlockKind::Item { checked, .. } = &mut self.body.blocks[*block].kind
        {
            checked.get_or_insert(ticked);
        }
    }

    /// Ends the paragraph: its text becomes a block, and so does each image of its last line where that has no text.
    fn flush(&mut self, owner: Source) {
        self.gap = Gap::default();
        if self.leaf.start.is_none() && self.leaf.line_images.is_empty() {
            self.leaf.broken = false;
            return;
        }
        let mut leaf = std::mem::replace(&mut self.leaf, Leaf::new(LeafKind::Paragraph));
        let images = if leaf.line_has_text { Vec::new() } else { std::mem::take(&mut leaf.line_images) };
        if let Some(start) = leaf.start {
            let text = start..self.end();
            let spans = self.settle(&mut leaf);
            let owner = owner.filter(|_| images.is_empty());
            self.push_block(BlockKind::Paragraph, text, spans, owner.or(leaf.source));
        }
        self.push_images(images);
    }

    fn push_images(&mut self, images: Vec<(usize, Source)>) {
        for (index, source) in images {
            self.make_room();
            let end = self.end();
            let spans = position(self.body.spans.len());
            self.push_block(BlockKind::Image { index }, end..end, spans..spans, source);
            let block = self.body.blocks.len() - 1;
            if self.early_caption.take().is_some_and(|caption| caption + 1 == block) {
                let caption = self.body.blocks.remove(block - 1);
                self.body.blocks[block - 1].end -= 1;
                self.attach(block - 1, index, caption.text, caption.spans);
            }
        }
    }

    fn push_block(&mut self, kind: BlockKind, text: Range<u32>, spans: Range<u32>, source: Source) {
        let end = position(self.body.blocks.len() + 1);
        let source = source.map(|source| position(source.start)..position(source.end));
        self.body.blocks.push(BlockRecord { kind, text, spans, end, source });
    }

    /// Ends the spans of a leaf and stores them; spans still open begin again in the next leaf.
    fn settle(&mut self, leaf: &mut Leaf) -> Range<u32> {
        let end = self.end();
        for open in &mut self.open_spans {
            leaf.spans.extend(open.cut(end));
        }
        let first = position(self.body.spans.len());
        spans::arrange(std::mem::take(&mut leaf.spans), &mut self.body.spans);
        first..position(self.body.spans.len())
    }
}

/// A position as the body stores it.
fn position(position: usize) -> u32 {
    u32::try_from(position).expect("text is no longer than its input, and that is below four gigabytes")
}
