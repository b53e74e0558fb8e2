//! The text of one block with its spans, as Markdown.
//!
//! Spans become marks ([`mark`](super::mark)), marks get their delimiters ([`delimiter`]), and the pen writes them with the
//! text between them.

use std::ops::Range;

use super::autolink::Autolinks;
use super::code;
use super::delimiter;
use super::escape::{self, Next, Surroundings, TextContext};
use super::footnote;
use super::link::{Definitions, push_image, push_link_end};
use super::mark::{Mark, MarkKind, Marks, Style, Whole, leads_to};
use super::paired::Paired;
use crate::article::{Image, Span};
use crate::render::{LinkStyle, MarkdownOptions, address};

/// Writes the inline content of blocks, one after another, keeping its buffers.
pub(super) struct InlineWriter<'a> {
    images: &'a [Image],
    marks: Marks<'a>,
    /// Whether references to footnotes are written.
    footnotes: bool,
    /// The addresses of links by number, where they are not written in place.
    definitions: Option<Definitions>,
    /// Whether the text of paragraphs is Markdown already.
    is_markdown: bool,
}

impl<'a> InlineWriter<'a> {
    pub(super) fn new(images: &'a [Image], options: &MarkdownOptions, is_markdown: bool) -> InlineWriter<'a> {
        InlineWriter {
            images,
            marks: Marks::new(images, options),
            footnotes: options.parts.footnotes,
            definitions: (options.links == LinkStyle::Reference).then(Definitions::default),
            is_markdown,
        }
    }

    /// The definitions of the links that were written by number, a line each.
    pub(super) fn take_definitions(&mut self) -> Vec<String> {
        self.definitions.take().map(Definitions::into_lines).unwrap_or_default()
    }

    /// Appends the text of a block. What is appended is empty or one line or, in a paragraph, several; it has no line break
    /// before or after it.
    pub(super) fn push(
        &mut self,
        out: &mut String,
        text: &str,
        spans: impl Iterator<Item = Span<'a>>,
        context: TextContext,
        whole: Whole,
    ) {
        // A line break at either end of a block has nothing to part.
        let start = text.len() - text.trim_start_matches([' ', '\t', '\n', '\r']).len();
        let end = start + text[start..].trim_end_matches([' ', '\t', '\n', '\r']).len();
        let marks = self.marks.make(text, spans, start..end, whole);
        delimiter::choose(marks, text, start..end, context);
        let mut pen = Pen {
            begin: out.len(),
            out: &mut *out,
            text: &text[..end],
            images: self.images,
            footnotes: self.footnotes,
            definitions: self.definitions.as_mut(),
            context,
            paired: paired(text, start..end, marks, self.images),
            autolinks: Autolinks::default(),
            line_start: true,
            is_markdown: self.is_markdown && context == TextContext::Paragraph && escape::is_harmless(text),
        };
        pen.write(marks, start);
        let begin = pen.begin;
        // The space after an image that comes last.
        out.truncate(begin + out[begin..].trim_end_matches(' ').len());
        if context == TextContext::Heading {
            escape::close_heading(out);
        }
    }
}

/// The characters that need care in the text, given the delimiters that were chosen.
fn paired(text: &str, within: Range<usize>, marks: &[Mark<'_>], images: &[Image]) -> Paired {
    let mut paired = Paired::of(&text[within.clone()], within.start, marks);
    for mark in marks {
        match (mark.kind, mark.style) {
            (MarkKind::Strikethrough, Style::Delimiter) => paired.tilde = true,
            (_, Style::Delimiter) => paired.star = true,
            (_, Style::Underscore) => paired.underscore = true,
            (MarkKind::Code, _) => paired.backtick = true,
            (MarkKind::Math, _) => (paired.backtick, paired.dollar) = (true, true),
            (MarkKind::Link(link), _) => {
                paired.mind([Some(link.url()), link.title.as_deref()]);
                paired.wiki |= text[mark.start..mark.end].contains(']');
            }
            (MarkKind::Image { index, .. }, _) => {
                if let Some(image) = images.get(index) {
                    paired.mind([Some(image.url()), image.title.as_deref()]);
                    paired.mind([image.alt.as_deref(), image.link.as_deref()]);
                }
            }
            _ => {}
        }
    }
    paired
}

/// Writes one block.
struct Pen<'o, 'a> {
    out: &'o mut String,
    /// The text up to where it ends for Markdown.
    text: &'o str,
    images: &'a [Image],
    footnotes: bool,
    definitions: Option<&'o mut Definitions>,
    context: TextContext,
    paired: Paired,
    /// The bare addresses of the text.
    autolinks: Autolinks,
    /// Whether nothing stands on the line yet.
    line_start: bool,
    /// How much of `out` is not of this block.
    begin: usize,
    /// Whether the text is Markdown, and written as it is.
    is_markdown: bool,
}

/// What comes right after the text before the first of these marks.
fn what_follows(marks: &[Mark<'_>]) -> Next {
    let Some(first) = marks.first() else { return Next::Other };
    if first.spaced || matches!(first.kind, MarkKind::Image { space_before: true, .. }) {
        return Next::Space;
    }
    let is_bracket =
        |mark: &Mark<'_>| matches!(mark.kind, MarkKind::Link(_) | MarkKind::Image { .. } | MarkKind::Footnote(_));
    match marks.iter().take_while(|mark| mark.start == first.start).any(is_bracket) {
        true => Next::Bracket,
        false => Next::Other,
    }
}

impl Pen<'_, '_> {
    fn write(&mut self, marks: &[Mark<'_>], start: usize) {
        let mut open: Vec<Mark<'_>> = Vec::new();
        let mut at = start;
        for (index, &mark) in marks.iter().enumerate() {
            self.close(&mut open, &mut at, mark.start, Some(mark.kind));
            if at < mark.start {
                self.push_text(at..mark.start, &open, what_follows(&marks[index..]));
                at = mark.start;
            }
            let in_link = open.iter().any(|mark| matches!(mark.kind, MarkKind::Link(_)));
            match mark.kind {
                MarkKind::Break => {
                    self.line_break();
                    at = mark.end;
                    continue;
                }
                MarkKind::Image { index, space_before, space_after } => {
                    self.image(index, in_link, space_before, space_after);
                }
                MarkKind::Math => {
                    self.math(mark.start..mark.end);
                    at = mark.end;
                }
                MarkKind::Footnote(_) if !self.footnotes => at = mark.end,
                MarkKind::Footnote(label) => {
                    footnote::push_label(self.out, label);
                    at = mark.end;
                    // Else it would be a footnote that begins, or the text of a link.
                    if self.text[at..].starts_with([':', '(']) {
                        self.out.push('\\');
                    }
                }
                MarkKind::Code => {
                    open.push(mark);
                    continue;
                }
                MarkKind::Link(_) => {
                    self.link_start(mark.spaced && !self.line_start);
                    open.push(mark);
                }
                _ => {
                    self.push_delimiter(mark.delimiters().0);
                    open.push(mark);
                }
            }
            self.line_start = false;
        }
        self.close(&mut open, &mut at, self.text.len(), None);
        self.push_text(at..self.text.len(), &open, Next::Other);
    }

    fn line_break(&mut self) {
        self.out.push_str(match self.context {
            TextContext::Paragraph if self.is_markdown => "\n",
            // A bare address would take the backslash for its last character.
            TextContext::Paragraph if self.autolinks.is_open() => "  \n",
            TextContext::Paragraph => "\\\n",
            TextContext::Heading => " ",
            TextContext::Cell => "<br>",
        });
        self.autolinks.end();
        self.line_start = true;
    }

    fn image(&mut self, index: usize, in_link: bool, space_before: bool, space_after: bool) {
        let Some(image) = self.images.get(index) else { return };
        if space_before && !self.line_start {
            self.out.push(' ');
            self.autolinks.end();
        }
        self.autolinks.interrupt(self.out);
        push_image(self.out, image, self.context, in_link);
        if space_after {
            self.out.push(' ');
        }
        self.autolinks.end();
    }

    /// Writes a formula between dollar signs, or as code where they would not hold it.
    fn math(&mut self, range: Range<usize>) {
        let tex = &self.text[range.clone()];
        if code::fits_dollars(tex, self.context)
            && !tex.contains('\n')
            && !self.out.ends_with('$')
            && !self.defines(tex)
        {
            self.autolinks.interrupt(self.out);
            self.out.extend(["$", tex, "$"]);
            self.autolinks.end();
        } else {
            self.push_code(range);
        }
    }

    fn link_start(&mut self, after_space: bool) {
        match after_space {
            true => self.autolinks.end(),
            false => self.autolinks.interrupt(self.out),
        }
        self.out.push_str(if after_space { " [" } else { "[" });
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
                    match &mut self.definitions {
                        Some(definitions) => {
                            let number = definitions.number(&url, link.title.as_deref());
                            self.out.push_str(&format!("][{number}]"));
                        }
                        None => push_link_end(self.out, &url, link.title.as_deref(), self.context),
                    }
                    // No address goes on behind a bracket that was open before it.
                    self.autolinks.end();
                }
                MarkKind::Ruby(reading) => {
                    self.out.push_str("<rp>(</rp><rt>");
                    escape::push_plain(self.out, reading);
                    self.out.push_str("</rt><rp>)</rp></ruby>");
                }
                _ => self.push_delimiter(mark.delimiters().1),
            }
        }
    }

    fn push_delimiter(&mut self, delimiter: &str) {
        match delimiter.starts_with('<') {
            true => self.autolinks.end(),
            false if delimiter.is_empty() => {}
            false => self.autolinks.delimiter(),
        }
        self.out.push_str(delimiter);
    }

    fn push_code(&mut self, range: Range<usize>) {
        let code = &self.text[range];
        let as_html = self.defines(code) || self.out[self.begin..].ends_with('`');
        if !code.is_empty() {
            self.autolinks.interrupt(self.out);
            self.autolinks.end();
        }
        code::push_inline(self.out, code, self.context, as_html);
    }

    /// Whether text that is not escaped would make the paragraph the definition of a link, as in `[name]: address`.
    fn defines(&self, raw: &str) -> bool {
        self.context == TextContext::Paragraph && self.out[self.begin..].starts_with('[') && raw.contains("]:")
    }

    fn push_text(&mut self, range: Range<usize>, open: &[Mark<'_>], next: Next) {
        let len = self.out.len();
        if open.iter().any(|mark| matches!(mark.kind, MarkKind::Code)) {
            self.push_code(range);
        } else if self.is_markdown {
            escape::push_markdown(self.out, &self.text[range]);
        } else {
            let in_link = open.iter().any(|mark| matches!(mark.kind, MarkKind::Link(_)));
            // Any text in brackets could be the number of a link.
            let paired = Paired { bracket: in_link || self.definitions.is_some(), ..self.paired };
            let place = Surroundings { context: self.context, paired, line_start: self.line_start, next };
            escape::push_text(self.out, self.text, range, place, &mut self.autolinks);
        }
        self.line_start &= self.out.len() == len;
    }
}
