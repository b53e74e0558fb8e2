//! Spans as Markdown knows them.
//!
//! Spans become marks: trimmed to the words they cover, without marks inside their like, neighbours of a kind joined, images
//! at the beginning of a link inside it.

use std::ops::Range;

use crate::article::{Image, Link, Span, SpanKind};
use crate::render::{MarkdownOptions, address};

/// How deep marks nest. Only superscripts and subscripts can go deeper, and are then left out.
const MAX_DEPTH: usize = 16;

/// What is written around the whole text of a block, on top of its spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whole {
    Plain,
    Emphasis,
    Strong,
}

/// A span, as Markdown knows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: MarkKind<'a>,
    pub(super) style: Style,
    /// Whether a space is written before it that the text does not have.
    pub(super) spaced: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum MarkKind<'a> {
    Strong,
    Emphasis,
    StrongEmphasis,
    Strikethrough,
    Superscript,
    Subscript,
    Highlight,
    /// How the text is read.
    Ruby(&'a str),
    Link(&'a Link),
    Code,
    Math,
    Image {
        index: usize,
        space_before: bool,
        space_after: bool,
    },
    Footnote(&'a str),
    Break,
}

/// How the two ends of a mark are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `*`, `**`, `***`, `~~`.
    Delimiter,
    /// `_`.
    Underscore,
    /// `<em>` and the like.
    Html,
    /// In the one way there is for it.
    Own,
}

impl MarkKind<'_> {
    /// Whether two marks would be delimited alike.
    pub(super) fn is_like(self, other: MarkKind<'_>) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }

    pub(super) fn is_emphasis(self) -> bool {
        matches!(self, MarkKind::Strong | MarkKind::Emphasis | MarkKind::StrongEmphasis)
    }

    /// Whether the mark means nothing inside an open mark of the other kind.
    fn is_void_in(self, outer: MarkKind<'_>) -> bool {
        match outer {
            MarkKind::Math | MarkKind::Footnote(_) => !matches!(self, MarkKind::Image { .. }),
            // The text of a link, or code, holds no reference.
            MarkKind::Link(_) if matches!(self, MarkKind::Footnote(_)) => true,
            MarkKind::Code => !matches!(self, MarkKind::Link(_) | MarkKind::Image { .. } | MarkKind::Break),
            MarkKind::StrongEmphasis => matches!(self, MarkKind::Strong | MarkKind::Emphasis),
            MarkKind::Superscript | MarkKind::Subscript => false,
            outer => self.is_like(outer),
        }
    }

    /// Whether white space at the ends is left outside.
    fn is_trimmed(self) -> bool {
        !matches!(self, MarkKind::Image { .. } | MarkKind::Break)
    }

    /// Whether other marks can stand inside.
    pub(super) fn is_open(self) -> bool {
        !matches!(self, MarkKind::Image { .. } | MarkKind::Break)
    }

    /// Whether a second one right after the first is more of the first.
    fn is_joined(self) -> bool {
        self.is_emphasis() || matches!(self, MarkKind::Strikethrough | MarkKind::Code)
    }
}

/// The marks of one block after another, in the same buffers.
pub(super) struct Marks<'a> {
    images: &'a [Image],
    /// Whether readings are written.
    ruby: bool,
    /// Whether links are.
    links: bool,
    all: Vec<Mark<'a>>,
    open: Vec<OpenMark>,
}

/// A mark that is open while marks are made: its index and that of the last mark directly inside it.
#[derive(Clone, Copy, Debug)]
struct OpenMark {
    mark: Option<usize>,
    last_inside: Option<usize>,
}

impl<'a> Marks<'a> {
    pub(super) fn new(images: &'a [Image], options: &MarkdownOptions) -> Marks<'a> {
        Marks { images, ruby: options.ruby, links: options.parts.links, all: Vec::new(), open: Vec::new() }
    }

    /// The marks of a block, in order of their starts, outer ones first. Their styles are not chosen yet.
    pub(super) fn make(
        &mut self,
        text: &str,
        spans: impl Iterator<Item = Span<'a>>,
        within: Range<usize>,
        whole: Whole,
    ) -> &mut [Mark<'a>] {
        self.all.clear();
        self.all.reserve_exact(spans.size_hint().0 + 1);
        self.open.clear();
        self.open.push(OpenMark { mark: None, last_inside: None });
        match whole {
            Whole::Plain => {}
            Whole::Emphasis => self.add(text, within.start, within.end, MarkKind::Emphasis),
            Whole::Strong => self.add(text, within.start, within.end, MarkKind::Strong),
        }
        for Span { range, kind } in spans {
            let kind = match kind {
                SpanKind::Strong => MarkKind::Strong,
                SpanKind::Emphasis => MarkKind::Emphasis,
                SpanKind::Strikethrough => MarkKind::Strikethrough,
                SpanKind::Mark => MarkKind::Highlight,
                SpanKind::Ruby { reading } if self.ruby => MarkKind::Ruby(reading),
                SpanKind::Superscript => MarkKind::Superscript,
                SpanKind::Subscript => MarkKind::Subscript,
                SpanKind::Link(link) if self.links && address::link(link.url()).is_some() => MarkKind::Link(link),
                SpanKind::Code => MarkKind::Code,
                SpanKind::Math { tex: true } => MarkKind::Math,
                SpanKind::Image { index, space_before, space_after } => {
                    MarkKind::Image { index: *index, space_before: *space_before, space_after: *space_after }
                }
                SpanKind::LineBreak => MarkKind::Break,
                SpanKind::FootnoteReference { label } => MarkKind::Footnote(label),
                SpanKind::Link(_) | SpanKind::Ruby { .. } | SpanKind::Math { .. } => continue,
            };
            let (start, end) = (range.start.clamp(within.start, within.end), range.end.clamp(within.start, within.end));
            let is_gone = start == end && !matches!(kind, MarkKind::Image { .. });
            if !is_gone {
                self.add(text, start, end, kind);
            }
        }
        // Trimming can move the start of a mark past an image or a line break at its beginning. Images come before all else
        // that starts where they stand: no delimiter would count before the space that may go with one.
        // Mostly they are in order, and a sort would take as much memory again.
        let order = |mark: &Mark<'_>| (mark.start, !matches!(mark.kind, MarkKind::Image { .. }));
        if !self.all.is_sorted_by_key(order) {
            self.all.sort_by_key(order);
        }
        self.put_images_into_links(text);
        &mut self.all
    }

    /// Images right before a link that leads where they lead are in it: one link, as in the source.
    fn put_images_into_links(&mut self, text: &str) {
        let mut images = 0;
        for at in 0..self.all.len() {
            let Mark { start, kind, .. } = self.all[at];
            match kind {
                MarkKind::Image { .. } => images += 1,
                MarkKind::Link(link) => {
                    let is_of_link = |mark: &&Mark<'_>| {
                        leads_to(self.images, mark.kind, link) && text[mark.start..start].trim().is_empty()
                    };
                    let count = self.all[at - images..at].iter().rev().take_while(is_of_link).count();
                    images = 0;
                    if count > 0 {
                        self.all[at - count..=at].rotate_right(1);
                        let [link, first, ..] = &mut self.all[at - count..] else { continue };
                        link.start = first.start;
                        if let MarkKind::Image { space_before, .. } = &mut first.kind {
                            link.spaced = std::mem::take(space_before);
                        }
                    }
                }
                _ => images = 0,
            }
        }
    }

    fn add(&mut self, text: &str, mut start: usize, mut end: usize, kind: MarkKind<'a>) {
        if kind.is_trimmed() {
            end = start + text[start..end].trim_end().len();
            start = end - text[start..end].trim_start().len();
            if start == end {
                return;
            }
        }
        while let Some(OpenMark { mark: Some(mark), .. }) = self.open.last() {
            if self.all[*mark].end > start {
                break;
            }
            self.open.pop();
        }
        if self.open.iter().any(|open| open.mark.is_some_and(|mark| kind.is_void_in(self.all[mark].kind))) {
            return;
        }
        if kind.is_open() && self.open.len() > MAX_DEPTH {
            return;
        }
        // The block itself is always open.
        let Some(top) = self.open.last_mut() else { return };
        if let Some(outer) = top.mark.map(|mark| &mut self.all[mark]) {
            let is_same = outer.start == start && outer.end == end;
            if is_same && outer.kind.is_emphasis() && kind.is_emphasis() {
                outer.kind = MarkKind::StrongEmphasis;
                return;
            }
        }
        if let Some(before) = top.last_inside
            && self.all[before].end == start
            && kind.is_joined()
            && self.all[before].kind.is_like(kind)
        {
            self.all[before].end = end;
            self.open.push(OpenMark { mark: Some(before), last_inside: None });
            return;
        }
        let index = self.all.len();
        top.last_inside = Some(index);
        self.all.push(Mark { start, end, kind, style: Style::Own, spaced: false });
        if kind.is_open() {
            self.open.push(OpenMark { mark: Some(index), last_inside: None });
        }
    }
}

/// Whether a mark is an image that leads where a link leads.
pub(super) fn leads_to(images: &[Image], kind: MarkKind<'_>, link: &Link) -> bool {
    let MarkKind::Image { index, .. } = kind else { return false };
    images.get(index).is_some_and(|image| image.link.as_deref() == Some(link.url()))
}
