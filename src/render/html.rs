//! Blocks to HTML that is safe to show.
//!
//! Safety is by construction: element and attribute names are the constants of this file, texts and values go out escaped,
//! and addresses pass [`address`]. Nothing of the input's markup is ever copied.

use std::fmt;

use super::{address, list};
use crate::Article;
use crate::block::{Align, Block, BlockKind, Cell, Embed, EmbedKind, Image, Link, List, Span, SpanKind, Step};

/// Writes an article.
pub(super) fn write(article: &Article, out: &mut impl fmt::Write) -> fmt::Result {
    let mut writer = Writer { out, images: article.images(), frames: Vec::new(), in_head: None };
    for step in article.walk() {
        match step {
            Step::Enter(block) => writer.enter(block)?,
            Step::Leave(block) => writer.leave(block)?,
        }
    }
    Ok(())
}

struct Writer<'a, W> {
    out: &'a mut W,
    images: &'a [Image],
    /// The containers that are open, tables and rows left out.
    frames: Vec<Frame>,
    /// In a table, whether the part that is open is its head.
    in_head: Option<bool>,
}

/// A container that is open.
enum Frame {
    Blocks,
    List {
        tight: bool,
        /// The number that the next item gets unless it says otherwise, where items have numbers.
        next: Option<i64>,
        step: i64,
    },
    /// An item of a list that is set tight: its paragraph is its text.
    TightItem {
        is_empty: bool,
    },
}

impl<'a, W: fmt::Write> Writer<'a, W> {
    fn enter(&mut self, block: Block<'a>) -> fmt::Result {
        match block.kind() {
            BlockKind::Paragraph => {
                if !self.begin_text() {
                    self.out.write_str("<p>")?;
                }
                self.inline(block)
            }
            BlockKind::Heading { level } => {
                write!(self.out, "<h{}>", (*level).clamp(1, 6))?;
                self.inline(block)
            }
            BlockKind::Image { index } => self.figure(block, *index),
            BlockKind::List(list) => self.open_list(block, list),
            BlockKind::Item { number, checked } => self.open_item(*number, *checked),
            BlockKind::Quote { cite } => {
                self.frames.push(Frame::Blocks);
                self.out.write_str("<blockquote")?;
                self.attribute("cite", cite.as_deref().and_then(address::link).as_deref())?;
                self.out.write_str(">\n")
            }
            BlockKind::Code { language } => {
                self.out.write_str("<pre><code")?;
                self.language(language.as_deref().unwrap_or_default())?;
                self.out.write_str(">")?;
                escape(self.out, block.text())
            }
            // The role tells a table without any heading from one that only lays out a page.
            BlockKind::Table if is_plain(block) => self.out.write_str("<table role=\"table\">\n"),
            BlockKind::Table => self.out.write_str("<table>\n"),
            BlockKind::Caption => {
                self.out.write_str("<caption>")?;
                self.inline(block)
            }
            BlockKind::Row { header } => self.open_row(*header),
            BlockKind::Cell(cell) => {
                self.open_cell(cell)?;
                self.inline(block)
            }
            BlockKind::DefinitionList => {
                self.frames.push(Frame::Blocks);
                self.out.write_str("<dl>\n")
            }
            BlockKind::Term => {
                self.out.write_str("<dt>")?;
                self.inline(block)
            }
            BlockKind::Definition => {
                self.frames.push(Frame::Blocks);
                self.out.write_str("<dd>\n")
            }
            BlockKind::Rule => self.out.write_str("<hr>"),
            BlockKind::Embed(embed) => self.embed(embed),
            BlockKind::Math { tex } => self.math(block.text(), *tex, true),
        }
    }

    fn leave(&mut self, block: Block<'a>) -> fmt::Result {
        let is_container = matches!(
            block.kind(),
            BlockKind::List(_)
                | BlockKind::Item { .. }
                | BlockKind::Quote { .. }
                | BlockKind::DefinitionList
                | BlockKind::Definition
        );
        if is_container {
            self.frames.pop();
        }
        let end = match block.kind() {
            BlockKind::Paragraph if matches!(self.frames.last(), Some(Frame::TightItem { .. })) => "",
            BlockKind::Paragraph => "</p>\n",
            BlockKind::Heading { level } => return writeln!(self.out, "</h{}>", (*level).clamp(1, 6)),
            BlockKind::List(List { ordered: true, .. }) => "</ol>\n",
            BlockKind::List(_) => "</ul>\n",
            BlockKind::Item { .. } => "</li>\n",
            BlockKind::Quote { .. } => "</blockquote>\n",
            BlockKind::Code { .. } => "</code></pre>\n",
            BlockKind::Table => match self.in_head.take() {
                Some(true) => "</thead>\n</table>\n",
                Some(false) => "</tbody>\n</table>\n",
                None => "</table>\n",
            },
            BlockKind::Caption => "</caption>\n",
            BlockKind::Row { .. } => "</tr>\n",
            BlockKind::Cell(Cell { header: true, .. }) => "</th>",
            BlockKind::Cell(_) => "</td>",
            BlockKind::DefinitionList => "</dl>\n",
            BlockKind::Term => "</dt>\n",
            BlockKind::Definition => "</dd>\n",
            BlockKind::Embed(_) if matches!(self.frames.last(), Some(Frame::TightItem { .. })) => "",
            BlockKind::Image { .. } | BlockKind::Rule | BlockKind::Embed(_) | BlockKind::Math { .. } => "\n",
        };
        self.out.write_str(end)
    }
}

/// Lists and tables.
impl<'a, W: fmt::Write> Writer<'a, W> {
    /// Begins what is a paragraph, or the text of an item that is set tight: then true.
    fn begin_text(&mut self) -> bool {
        match self.frames.last_mut() {
            Some(Frame::TightItem { is_empty }) => {
                *is_empty = false;
                true
            }
            _ => false,
        }
    }

    fn open_list(&mut self, block: Block<'a>, list: &List) -> fmt::Result {
        if let Some(Frame::TightItem { is_empty: false }) = self.frames.last() {
            self.out.write_str("\n")?;
        }
        self.out.write_str(if list.ordered { "<ol" } else { "<ul" })?;
        if list.ordered {
            if list.start != 1 || list.reversed {
                write!(self.out, " start=\"{}\"", list.start)?;
            }
            self.out.write_str(if list.reversed { " reversed" } else { "" })?;
            if let Some(numbering @ ('1' | 'a' | 'A' | 'i' | 'I')) = list.numbering {
                write!(self.out, " type=\"{numbering}\"")?;
            }
        }
        self.frames.push(Frame::List {
            tight: list::is_tight(block),
            next: list.ordered.then_some(list.start),
            step: if list.reversed { -1 } else { 1 },
        });
        self.out.write_str(">\n")
    }

    fn open_item(&mut self, number: Option<i64>, checked: Option<bool>) -> fmt::Result {
        self.out.write_str("<li")?;
        let mut is_tight = false;
        if let Some(Frame::List { tight, next, step }) = self.frames.last_mut() {
            is_tight = *tight;
            if let Some(next) = next {
                if let Some(number) = number.filter(|number| number != next) {
                    write!(self.out, " value=\"{number}\"")?;
                }
                *next = number.unwrap_or(*next).saturating_add(*step);
            }
        }
        self.out.write_str(">")?;
        self.out.write_str(match checked {
            Some(true) => "<input type=\"checkbox\" checked disabled> ",
            Some(false) => "<input type=\"checkbox\" disabled> ",
            None => "",
        })?;
        self.out.write_str(if is_tight { "" } else { "\n" })?;
        self.frames.push(if is_tight { Frame::TightItem { is_empty: true } } else { Frame::Blocks });
        Ok(())
    }

    fn open_row(&mut self, header: bool) -> fmt::Result {
        if self.in_head != Some(header) {
            self.out.write_str(match self.in_head.replace(header) {
                Some(true) => "</thead>\n",
                Some(false) => "</tbody>\n",
                None => "",
            })?;
            self.out.write_str(if header { "<thead>\n" } else { "<tbody>\n" })?;
        }
        self.out.write_str("<tr>")
    }

    fn open_cell(&mut self, cell: &Cell) -> fmt::Result {
        self.out.write_str(if cell.header { "<th" } else { "<td" })?;
        if cell.colspan > 1 {
            write!(self.out, " colspan=\"{}\"", cell.colspan)?;
        }
        if cell.rowspan > 1 {
            write!(self.out, " rowspan=\"{}\"", cell.rowspan)?;
        }
        self.out.write_str(match cell.align {
            Some(Align::Left) => " align=\"left\">",
            Some(Align::Center) => " align=\"center\">",
            Some(Align::Right) => " align=\"right\">",
            None => ">",
        })
    }
}

/// Images, embeds, formulas, languages.
impl<'a, W: fmt::Write> Writer<'a, W> {
    fn figure(&mut self, block: Block<'a>, index: usize) -> fmt::Result {
        self.out.write_str("<figure>")?;
        self.image(index, true)?;
        if !block.text().is_empty() || block.spans().len() > 0 {
            self.out.write_str("<figcaption>")?;
            self.inline(block)?;
            self.out.write_str("</figcaption>")?;
        }
        self.out.write_str("</figure>")
    }

    /// An image inside a sentence, with the white space around it that the text does not show.
    fn spaced_image(&mut self, index: usize, may_link: bool, space_before: bool, space_after: bool) -> fmt::Result {
        if space_before {
            self.out.write_str(" ")?;
        }
        self.image(index, may_link)?;
        if space_after {
            self.out.write_str(" ")?;
        }
        Ok(())
    }

    /// An image; `may_link`, whether a link can stand around it.
    fn image(&mut self, index: usize, may_link: bool) -> fmt::Result {
        let Some(image) = self.images.get(index) else { return Ok(()) };
        let link = image.link.as_deref().and_then(address::link).filter(|_| may_link);
        if let Some(url) = &link {
            self.out.write_str("<a")?;
            self.attribute("href", Some(url))?;
            self.out.write_str(">")?;
        }
        self.out.write_str("<img")?;
        self.attribute("src", address::image(image.url()).as_deref())?;
        self.attribute("alt", image.alt.as_deref())?;
        self.attribute("title", image.title.as_deref())?;
        if let Some(width) = image.width {
            write!(self.out, " width=\"{width}\"")?;
        }
        if let Some(height) = image.height {
            write!(self.out, " height=\"{height}\"")?;
        }
        self.out.write_str(">")?;
        if link.is_some() { self.out.write_str("</a>") } else { Ok(()) }
    }

    fn embed(&mut self, embed: &Embed) -> fmt::Result {
        let is_bare = self.begin_text();
        let url = embed.resolved.as_deref().unwrap_or(&embed.raw);
        let element = match (embed.kind, media_type(url)) {
            (EmbedKind::Video, Some("video")) => Some("video"),
            (EmbedKind::Audio, Some("audio")) => Some("audio"),
            _ => None,
        };
        if let (Some(element), Some(url)) = (element, address::media(url)) {
            write!(self.out, "<{element}")?;
            self.attribute("src", Some(&url))?;
            self.attribute("title", embed.title.as_deref())?;
            return write!(self.out, " controls></{element}>");
        }
        let title = embed.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(url);
        self.out.write_str(if is_bare { "" } else { "<p>" })?;
        match address::link(url) {
            // To a browser it is a link; editors, and this library, know that it is more.
            Some(url) => {
                self.out.write_str("<oembed")?;
                self.attribute("url", Some(&url))?;
                self.out.write_str("><a")?;
                self.attribute("href", Some(&url))?;
                self.out.write_str(">")?;
                escape(self.out, title)?;
                self.out.write_str("</a></oembed>")?;
            }
            None => escape(self.out, title)?,
        }
        self.out.write_str(if is_bare { "" } else { "</p>" })
    }

    /// A formula: its TeX both as what shows and as what the formula is known by, or else its characters.
    fn math(&mut self, text: &str, tex: bool, display: bool) -> fmt::Result {
        self.out.write_str(if display { "<math display=\"block\">" } else { "<math>" })?;
        self.out.write_str(if tex { "<semantics><mtext>" } else { "<mtext>" })?;
        escape(self.out, text)?;
        self.out.write_str("</mtext>")?;
        if tex {
            self.out.write_str("<annotation encoding=\"application/x-tex\">")?;
            escape(self.out, text)?;
            self.out.write_str("</annotation></semantics>")?;
        }
        self.out.write_str("</math>")
    }

    /// The language of a listing as a class: one name, of characters that names of languages are made of.
    fn language(&mut self, language: &str) -> fmt::Result {
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '+' | '-' | '#' | '.' | '_');
        if language.is_empty() || !language.chars().all(is_name) {
            return Ok(());
        }
        write!(self.out, " class=\"language-{language}\"")
    }

    fn attribute(&mut self, name: &'static str, value: Option<&str>) -> fmt::Result {
        let Some(value) = value else { return Ok(()) };
        write!(self.out, " {name}=\"")?;
        escape_value(self.out, value)?;
        self.out.write_str("\"")
    }
}

/// Text with its spans.
impl<'a, W: fmt::Write> Writer<'a, W> {
    fn inline(&mut self, block: Block<'a>) -> fmt::Result {
        let text = block.text();
        let mut open: Vec<(usize, Element<'a>)> = Vec::new();
        let mut at = 0;
        let spans: Vec<Span<'a>> = block.spans().collect();
        let early = self.links_that_begin_with_images(text, &spans);
        let mut spans = spans.into_iter().zip(early).peekable();
        while let Some((span, early)) = spans.next() {
            while let Some(&(end, element)) = open.last().filter(|(end, _)| *end <= span.range.start) {
                if let Element::Link(link) = element
                    && end == span.range.start
                    && self.leads_to(span.kind, link)
                {
                    break;
                }
                escape(self.out, &text[at..end])?;
                self.close(element)?;
                at = end;
                open.pop();
            }
            if span.range.start > at {
                escape(self.out, &text[at..span.range.start])?;
                at = span.range.start;
            }
            // Links do not nest.
            let in_link = open.iter().any(|(_, element)| matches!(element, Element::Link(_)));
            if matches!(span.kind, SpanKind::LineBreak | SpanKind::Math { .. }) {
                // An image where they start comes before them.
                let is_here = |(next, _): &(Span<'_>, _)| next.range.is_empty() && next.range.start == span.range.start;
                while let Some((Span { kind: SpanKind::Image { index, space_before, space_after }, .. }, _)) =
                    spans.next_if(is_here)
                {
                    self.spaced_image(*index, !in_link, *space_before, *space_after)?;
                }
            }
            let element = match span.kind {
                SpanKind::Image { index, space_before, space_after } => {
                    // White space at the end of a block is none.
                    let is_last = spans.peek().is_none() && at == text.len();
                    let mut space_before = *space_before;
                    let early = early.filter(|_| !in_link);
                    if let Some((end, link)) = early
                        && let Some(url) = address::link(link.url())
                    {
                        self.out.write_str(if space_before { " " } else { "" })?;
                        space_before = false;
                        self.open_link(&url, link)?;
                        open.push((end, Element::Link(link)));
                    }
                    let may_link = !in_link && early.is_none();
                    self.spaced_image(*index, may_link, space_before, *space_after && !is_last)?;
                    continue;
                }
                // Inside of what has been written whole.
                _ if span.range.start < at => continue,
                SpanKind::Emphasis => Element::Plain("em"),
                SpanKind::Strong => Element::Plain("strong"),
                SpanKind::Code => Element::Plain("code"),
                SpanKind::Superscript => Element::Plain("sup"),
                SpanKind::Subscript => Element::Plain("sub"),
                SpanKind::Strikethrough => Element::Plain("s"),
                SpanKind::Ruby { reading } => Element::Ruby(reading),
                SpanKind::Link(link) => match address::link(link.url()).filter(|_| !in_link) {
                    Some(url) => {
                        self.open_link(&url, link)?;
                        Element::Link(link)
                    }
                    None => continue,
                },
                SpanKind::LineBreak => {
                    self.out.write_str("<br>")?;
                    at = span.range.end;
                    continue;
                }
                SpanKind::Math { tex } => {
                    self.math(&text[span.range.clone()], *tex, false)?;
                    at = span.range.end;
                    continue;
                }
            };
            match element {
                Element::Plain(name) => write!(self.out, "<{name}>")?,
                Element::Ruby(_) => self.out.write_str("<ruby>")?,
                Element::Link(_) => {}
            }
            open.push((span.range.end, element));
        }
        while let Some((end, element)) = open.pop() {
            escape(self.out, &text[at..end])?;
            self.close(element)?;
            at = end;
        }
        escape(self.out, &text[at..])
    }

    /// For each span the link, and its end, that it already belongs to if it is an image: right before a link that leads where it
    /// leads, so that both are one as in the source.
    fn links_that_begin_with_images(&self, text: &str, spans: &[Span<'a>]) -> Vec<Option<(usize, &'a Link)>> {
        let mut links = vec![None; spans.len()];
        let mut next: Option<(&Span<'a>, &'a Link)> = None;
        for (at, span) in spans.iter().enumerate().rev() {
            next = match span.kind {
                SpanKind::Link(link) => Some((span, link)),
                kind => next.filter(|(linked, link)| {
                    self.leads_to(kind, link) && text[span.range.start..linked.range.start].trim().is_empty()
                }),
            };
            if let Some((linked, link)) = next.filter(|_| span.range.is_empty()) {
                links[at] = Some((linked.range.end, link));
            }
        }
        links
    }

    /// Whether a span is an image that leads where a link before it leads: then it is part of that link.
    fn leads_to(&self, kind: &SpanKind, link: &Link) -> bool {
        let SpanKind::Image { index, .. } = kind else { return false };
        self.images.get(*index).is_some_and(|image| image.link.as_deref() == Some(link.url()))
    }

    fn open_link(&mut self, url: &str, link: &Link) -> fmt::Result {
        self.out.write_str("<a")?;
        self.attribute("href", Some(url))?;
        self.attribute("title", link.title.as_deref())?;
        self.out.write_str(">")
    }

    fn close(&mut self, element: Element<'_>) -> fmt::Result {
        match element {
            Element::Plain(name) => write!(self.out, "</{name}>"),
            Element::Link(_) => self.out.write_str("</a>"),
            Element::Ruby(reading) => {
                self.out.write_str("<rt>")?;
                escape(self.out, reading)?;
                self.out.write_str("</rt></ruby>")
            }
        }
    }
}

/// An inline element that is open.
#[derive(Clone, Copy)]
enum Element<'a> {
    Plain(&'static str),
    Link(&'a Link),
    Ruby(&'a str),
}

/// Whether an address names a file of moving pictures or of sound, by the end of its path.
fn media_type(url: &str) -> Option<&'static str> {
    let path = url.split(['?', '#']).next()?;
    let (_, extension) = path.rsplit_once('.')?;
    match extension.to_ascii_lowercase().as_str() {
        "mp4" | "m4v" | "webm" | "ogv" | "mov" => Some("video"),
        "mp3" | "m4a" | "ogg" | "oga" | "opus" | "wav" | "flac" | "aac" => Some("audio"),
        _ => None,
    }
}

/// Whether a table has neither a caption nor a header.
fn is_plain(table: Block<'_>) -> bool {
    table.children().all(|child| match child.kind() {
        BlockKind::Row { header: false } => {
            child.children().all(|cell| !matches!(cell.kind(), BlockKind::Cell(Cell { header: true, .. })))
        }
        _ => false,
    })
}

/// Writes text so that it is text in an element.
fn escape(out: &mut impl fmt::Write, text: &str) -> fmt::Result {
    replaced(out, text, |byte| byte == b'"')
}

/// Writes text so that it is text between quotation marks.
fn escape_value(out: &mut impl fmt::Write, text: &str) -> fmt::Result {
    replaced(out, text, |_| false)
}

fn replaced(out: &mut impl fmt::Write, text: &str, is_kept: impl Fn(u8) -> bool) -> fmt::Result {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let reference = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            // A bare one would be read as a line feed.
            b'\r' => "&#13;",
            0 => "\u{fffd}",
            _ => continue,
        };
        if is_kept(byte) {
            continue;
        }
        out.write_str(&text[done..at])?;
        out.write_str(reference)?;
        done = at + 1;
    }
    out.write_str(&text[done..])
}
