//! The text of one block with its spans, as Markdown.
//!
//! Spans become marks: trimmed to the words they cover, without marks inside their like, neighbours of a kind joined. Each
//! mark then gets delimiters that a CommonMark parser will take for what they are, judged by the characters around them;
//! where there are none, it is written as HTML.

use super::escape::{self, Class, Flow, Next, Paired, Place};
use super::link::{push_image, push_link_end};
use crate::render::address;
use crate::{Image, Link, Span, SpanKind};

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
struct Mark<'a> {
    start: usize,
    end: usize,
    kind: MarkKind<'a>,
    style: Style,
    /// Whether a space is written before it that the text does not have.
    spaced: bool,
}

#[derive(Clone, Copy, Debug)]
enum MarkKind<'a> {
    Strong,
    Emphasis,
    StrongEmphasis,
    Strikethrough,
    Superscript,
    Subscript,
    Link(&'a Link),
    Code,
    Math,
    Image { index: usize, space_before: bool, space_after: bool },
    Break,
}

/// How the two ends of a mark are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
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
    fn is_like(self, other: MarkKind<'_>) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }

    fn is_emphasis(self) -> bool {
        matches!(self, MarkKind::Strong | MarkKind::Emphasis | MarkKind::StrongEmphasis)
    }

    /// Whether the mark means nothing inside an open mark of the other kind.
    fn is_void_in(self, outer: MarkKind<'_>) -> bool {
        match outer {
            MarkKind::Math => !matches!(self, MarkKind::Image { .. }),
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
    fn is_open(self) -> bool {
        !matches!(self, MarkKind::Image { .. } | MarkKind::Break)
    }

    /// Whether a second one right after the first is more of the first.
    fn is_joined(self) -> bool {
        self.is_emphasis() || matches!(self, MarkKind::Strikethrough | MarkKind::Code)
    }
}

/// Writes the inline content of blocks, one after another, keeping its buffers.
pub(super) struct InlineWriter<'a> {
    images: &'a [Image],
    marks: Vec<Mark<'a>>,
    open: Vec<Open>,
}

/// A mark that is open while marks are made: its index and that of the last mark directly inside it.
#[derive(Clone, Copy, Debug)]
struct Open {
    mark: Option<usize>,
    last_inside: Option<usize>,
}

impl<'a> InlineWriter<'a> {
    pub(super) fn new(images: &'a [Image]) -> InlineWriter<'a> {
        InlineWriter { images, marks: Vec::new(), open: Vec::new() }
    }

    /// Appends the text of a block. What is appended is empty or one line or, in a paragraph, several; it has no line break
    /// before or after it.
    pub(super) fn push(
        &mut self,
        out: &mut String,
        text: &str,
        spans: impl Iterator<Item = Span<'a>>,
        flow: Flow,
        whole: Whole,
    ) {
        // A line break at either end of a block has nothing to part.
        let start = text.len() - text.trim_start_matches([' ', '\t', '\n', '\r']).len();
        let end = start + text[start..].trim_end_matches([' ', '\t', '\n', '\r']).len();
        self.make_marks(text, spans, start..end, whole);
        self.choose_styles(text, start..end, flow);
        let mut pen = Pen {
            begin: out.len(),
            out: &mut *out,
            text: &text[..end],
            images: self.images,
            flow,
            paired: self.paired(&text[start..end]),
            line_start: true,
        };
        pen.write(&self.marks, start);
        let begin = pen.begin;
        // The space after an image that comes last.
        out.truncate(begin + out[begin..].trim_end_matches(' ').len());
        if flow == Flow::Heading {
            escape::close_heading(out);
        }
    }

    /// Turns spans into marks, in order of their starts, outer ones first.
    fn make_marks(
        &mut self,
        text: &str,
        spans: impl Iterator<Item = Span<'a>>,
        within: std::ops::Range<usize>,
        whole: Whole,
    ) {
        self.marks.clear();
        self.open.clear();
        self.open.push(Open { mark: None, last_inside: None });
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
                SpanKind::Superscript => MarkKind::Superscript,
                SpanKind::Subscript => MarkKind::Subscript,
                SpanKind::Link(link) if address::link(link.url()).is_some() => MarkKind::Link(link),
                SpanKind::Code => MarkKind::Code,
                SpanKind::Math { tex: true } => MarkKind::Math,
                SpanKind::Image { index, space_before, space_after } => {
                    MarkKind::Image { index: *index, space_before: *space_before, space_after: *space_after }
                }
                SpanKind::LineBreak => MarkKind::Break,
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
        self.marks.sort_by_key(|mark| (mark.start, !matches!(mark.kind, MarkKind::Image { .. })));
        self.put_images_into_links(text);
    }

    /// Images right before a link that leads where they lead are in it: one link, as in the source.
    fn put_images_into_links(&mut self, text: &str) {
        let mut images = 0;
        for at in 0..self.marks.len() {
            let Mark { start, kind, .. } = self.marks[at];
            match kind {
                MarkKind::Image { .. } => images += 1,
                MarkKind::Link(link) => {
                    let is_of_link = |mark: &&Mark<'_>| {
                        leads_to(self.images, mark.kind, link) && text[mark.start..start].trim().is_empty()
                    };
                    let count = self.marks[at - images..at].iter().rev().take_while(is_of_link).count();
                    images = 0;
                    if count > 0 {
                        self.marks[at - count..=at].rotate_right(1);
                        let [link, first, ..] = &mut self.marks[at - count..] else { continue };
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
        while let Some(Open { mark: Some(mark), .. }) = self.open.last() {
            if self.marks[*mark].end > start {
                break;
            }
            self.open.pop();
        }
        if self.open.iter().any(|open| open.mark.is_some_and(|mark| kind.is_void_in(self.marks[mark].kind))) {
            return;
        }
        if kind.is_open() && self.open.len() > MAX_DEPTH {
            return;
        }
        let top = self.open.last_mut().expect("the block itself is always open");
        if let Some(outer) = top.mark.map(|mark| &mut self.marks[mark]) {
            let is_same = outer.start == start && outer.end == end;
            if is_same && outer.kind.is_emphasis() && kind.is_emphasis() {
                outer.kind = MarkKind::StrongEmphasis;
                return;
            }
        }
        if let Some(before) = top.last_inside
            && self.marks[before].end == start
            && kind.is_joined()
            && self.marks[before].kind.is_like(kind)
        {
            self.marks[before].end = end;
            self.open.push(Open { mark: Some(before), last_inside: None });
            return;
        }
        let index = self.marks.len();
        top.last_inside = Some(index);
        self.marks.push(Mark { start, end, kind, style: Style::Own, spaced: false });
        if kind.is_open() {
            self.open.push(Open { mark: Some(index), last_inside: None });
        }
    }

    /// Chooses for each mark delimiters that will be read as such.
    fn choose_styles(&mut self, text: &str, within: std::ops::Range<usize>, flow: Flow) {
        let class_at = |at: usize| text[at..within.end].chars().next().map_or(Class::Space, Class::of);
        let class_before = |at: usize| text[within.start..at].chars().next_back().map_or(Class::Space, Class::of);
        let break_class = if flow == Flow::Heading { Class::Space } else { Class::Punctuation };
        // The indices of the marks that are open, and the outermost of those that were closed last.
        let mut open: Vec<usize> = Vec::new();
        let mut closed: Option<usize> = None;
        for index in 0..self.marks.len() {
            let mark = self.marks[index];
            while let Some(&outer) = open.last() {
                if self.marks[outer].end > mark.start {
                    break;
                }
                closed = open.pop();
            }
            let outer = open.last().copied();
            if mark.kind.is_emphasis() || matches!(mark.kind, MarkKind::Strikethrough) {
                let closed = closed.filter(|&before| self.marks[before].end == mark.start);
                let starts_outer = outer.filter(|&outer| closed.is_none() && self.marks[outer].start == mark.start);
                let ends_outer = outer.filter(|&outer| self.marks[outer].end == mark.end);
                let following = &self.marks[index + 1..];
                let inner_end = following.iter().take_while(|inner| inner.start < mark.end);
                let last_inside = inner_end.clone().any(|inner| inner.end == mark.end);
                let next = following.get(inner_end.count()).filter(|next| next.start == mark.end);

                let before = match closed.or(starts_outer) {
                    Some(neighbour) => match self.marks[neighbour].kind {
                        MarkKind::Break if flow != Flow::Cell => Class::Space,
                        _ => Class::Punctuation,
                    },
                    None => class_before(mark.start),
                };
                let first = match following.first() {
                    Some(inner) if inner.start == mark.start => Class::Punctuation,
                    _ => class_at(mark.start),
                };
                let last = if last_inside { Class::Punctuation } else { class_before(mark.end) };
                let after = match (ends_outer, next) {
                    (Some(_), _) => Class::Punctuation,
                    (None, Some(Mark { kind: MarkKind::Break, .. })) => break_class,
                    (None, Some(_)) => Class::Punctuation,
                    (None, None) => class_at(mark.end),
                };
                let is_star = |neighbour: Option<usize>| {
                    neighbour
                        .is_some_and(|at| self.marks[at].kind.is_emphasis() && self.marks[at].style == Style::Delimiter)
                };
                let touches =
                    mark.kind.is_emphasis() && (is_star(closed) || is_star(starts_outer) || is_star(ends_outer));
                self.marks[index].style = if !Class::faces(before, first) || !Class::faces(after, last) {
                    Style::Html
                } else if !touches {
                    Style::Delimiter
                } else if matches!(mark.kind, MarkKind::Emphasis) && before.is_apart() && after.is_apart() {
                    Style::Underscore
                } else {
                    Style::Html
                };
            }
            if mark.kind.is_open() {
                open.push(index);
                closed = None;
            } else {
                closed = Some(index);
            }
        }
    }

    /// The characters that need care in the text, given the delimiters that were chosen.
    fn paired(&self, text: &str) -> Paired {
        let mut paired = Paired::of(text, !self.marks.is_empty());
        for mark in &self.marks {
            match (mark.kind, mark.style) {
                (MarkKind::Strikethrough, Style::Delimiter) => paired.tilde = true,
                (_, Style::Delimiter) => paired.star = true,
                (_, Style::Underscore) => paired.underscore = true,
                (MarkKind::Code, _) => paired.backtick = true,
                (MarkKind::Math, _) => (paired.backtick, paired.dollar) = (true, true),
                (MarkKind::Link(link), _) => paired.mind([Some(link.url()), link.title.as_deref()]),
                (MarkKind::Image { index, .. }, _) => {
                    if let Some(image) = self.images.get(index) {
                        paired.mind([Some(image.url()), image.title.as_deref()]);
                        paired.mind([image.alt.as_deref(), image.link.as_deref()]);
                    }
                }
                _ => {}
            }
        }
        paired
    }
}

/// Whether a mark is an image that leads where a link leads.
fn leads_to(images: &[Image], kind: MarkKind<'_>, link: &Link) -> bool {
    let MarkKind::Image { index, .. } = kind else { return false };
    images.get(index).is_some_and(|image| image.link.as_deref() == Some(link.url()))
}

/// Writes one block.
struct Pen<'o, 'a> {
    out: &'o mut String,
    /// The text up to where it ends for Markdown.
    text: &'o str,
    images: &'a [Image],
    flow: Flow,
    paired: Paired,
    /// Whether nothing stands on the line yet.
    line_start: bool,
    /// How much of `out` is not of this block.
    begin: usize,
}

impl Pen<'_, '_> {
    fn write(&mut self, marks: &[Mark<'_>], start: usize) {
        let mut open: Vec<Mark<'_>> = Vec::new();
        let mut at = start;
        for (index, &mark) in marks.iter().enumerate() {
            self.close(&mut open, &mut at, mark.start, Some(mark.kind));
            if at < mark.start {
                let mut here = marks[index..].iter().take_while(|next| next.start == mark.start);
                let next = if mark.spaced || matches!(mark.kind, MarkKind::Image { space_before: true, .. }) {
                    Next::Space
                } else if here.any(|next| matches!(next.kind, MarkKind::Link(_) | MarkKind::Image { .. })) {
                    Next::Bracket
                } else {
                    Next::Other
                };
                self.push_text(at..mark.start, &open, next);
                at = mark.start;
            }
            match mark.kind {
                MarkKind::Break => {
                    self.out.push_str(match self.flow {
                        Flow::Paragraph => "\\\n",
                        Flow::Heading => " ",
                        Flow::Cell => "<br>",
                    });
                    self.line_start = true;
                    at = mark.end;
                    continue;
                }
                MarkKind::Image { index, space_before, space_after } => {
                    if let Some(image) = self.images.get(index) {
                        let in_link = open.iter().any(|mark| matches!(mark.kind, MarkKind::Link(_)));
                        if space_before && !self.line_start {
                            self.out.push(' ');
                        }
                        push_image(self.out, image, self.flow, in_link);
                        if space_after {
                            self.out.push(' ');
                        }
                    }
                }
                MarkKind::Math => {
                    let tex = &self.text[mark.start..mark.end];
                    if escape::fits_dollars(tex, self.flow)
                        && !tex.contains('\n')
                        && !self.out.ends_with('$')
                        && !self.defines(tex)
                    {
                        self.out.extend(["$", tex, "$"]);
                    } else {
                        self.push_code(mark.start..mark.end);
                    }
                    at = mark.end;
                }
                MarkKind::Code => {
                    open.push(mark);
                    continue;
                }
                MarkKind::Link(_) => {
                    self.out.push_str(if mark.spaced && !self.line_start { " [" } else { "[" });
                    open.push(mark);
                }
                _ => {
                    self.out.push_str(mark.delimiters().0);
                    open.push(mark);
                }
            }
            self.line_start = false;
        }
        self.close(&mut open, &mut at, self.text.len(), None);
        self.push_text(at..self.text.len(), &open, Next::Other);
    }

    /// Writes the text from `at` to `until` as far as marks end in it, and their ends. A link is left open for an image that
    /// comes `next` and leads where it leads.
    fn close(&mut self, open: &mut Vec<Mark<'_>>, at: &mut usize, until: usize, next: Option<MarkKind<'_>>) {
        while let Some(&mark) = open.last().filter(|mark| mark.end <= until) {
            if let (MarkKind::Link(link), Some(next)) = (mark.kind, next)
                && mark.end == until
                && leads_to(self.images, next, link)
            {
                return;
            }
            self.push_text(*at..mark.end, open, Next::Other);
            *at = mark.end;
            open.pop();
            match mark.kind {
                MarkKind::Link(link) => {
                    let url = address::link(link.url()).unwrap_or_default();
                    push_link_end(self.out, &url, link.title.as_deref(), self.flow);
                }
                _ => self.out.push_str(mark.delimiters().1),
            }
        }
    }

    fn push_code(&mut self, range: std::ops::Range<usize>) {
        let code = &self.text[range];
        let as_html = self.defines(code) || self.out[self.begin..].ends_with('`');
        escape::push_code(self.out, code, self.flow, as_html);
    }

    /// Whether text that is not escaped would make the paragraph the definition of a link, as in `[name]: address`.
    fn defines(&self, raw: &str) -> bool {
        self.flow == Flow::Paragraph && self.out[self.begin..].starts_with('[') && raw.contains("]:")
    }

    fn push_text(&mut self, range: std::ops::Range<usize>, open: &[Mark<'_>], next: Next) {
        let len = self.out.len();
        if open.iter().any(|mark| matches!(mark.kind, MarkKind::Code)) {
            self.push_code(range);
        } else {
            let in_link = open.iter().any(|mark| matches!(mark.kind, MarkKind::Link(_)));
            let paired = Paired { bracket: in_link, ..self.paired };
            let place = Place { flow: self.flow, paired, line_start: self.line_start, next };
            escape::push_text(self.out, self.text, range, place);
        }
        self.line_start &= self.out.len() == len;
    }
}

impl Mark<'_> {
    /// What is written before and after it; nothing for those that are written otherwise.
    fn delimiters(&self) -> (&'static str, &'static str) {
        match (self.kind, self.style) {
            (MarkKind::Strong, Style::Html) => ("<strong>", "</strong>"),
            (MarkKind::Strong, _) => ("**", "**"),
            (MarkKind::Emphasis, Style::Html) => ("<em>", "</em>"),
            (MarkKind::Emphasis, Style::Underscore) => ("_", "_"),
            (MarkKind::Emphasis, _) => ("*", "*"),
            (MarkKind::StrongEmphasis, Style::Html) => ("<em><strong>", "</strong></em>"),
            (MarkKind::StrongEmphasis, _) => ("***", "***"),
            (MarkKind::Strikethrough, Style::Html) => ("<del>", "</del>"),
            (MarkKind::Strikethrough, _) => ("~~", "~~"),
            (MarkKind::Superscript, _) => ("<sup>", "</sup>"),
            (MarkKind::Subscript, _) => ("<sub>", "</sub>"),
            (MarkKind::Link(_) | MarkKind::Code | MarkKind::Math | MarkKind::Image { .. } | MarkKind::Break, _) => {
                ("", "")
            }
        }
    }
}
