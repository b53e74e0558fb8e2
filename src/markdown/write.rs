//! The parser's events to HTML, and where each piece of it came from.

mod code;

use super::Html;
use super::footnotes::{Footnotes, Out};
use super::inline;
use super::markup::{Markup, Scanner, is_one_of};
use super::prepare::Prepared;
use super::raw_html::{RawHtml, auto_link};
use code::Code;
use pulldown_cmark::{Alignment, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// How much HTML is made of a post, in bytes for each of its own, and besides. What people write becomes twice as long; marks of
/// lists in lists, references to notes and short rows of wide tables become ten to thirty times as long, and cost memory for it.
const HTML_A_BYTE: usize = 6;
const HTML_BESIDES: usize = 64 << 10;

/// CommonMark and what GitHub, kramdown and goldmark add to it.
const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_MATH)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST);

/// Parses what has been prepared, and writes it as HTML.
pub(super) fn write(prepared: &Prepared<'_>) -> Html {
    let source = &*prepared.text;
    let mut writer = EventWriter {
        source,
        mark: prepared.mark,
        out: Out::default(),
        outer: Vec::new(),
        footnotes: Footnotes::default(),
        text: 0..0,
        quiet: 0,
        alternative: None,
        images: Vec::new(),
        alignments: Vec::new(),
        column: 0,
        cell_end: 0,
        in_head: false,
        code: None,
        html: RawHtml::default(),
        closers: Vec::new(),
    };
    let mut is_cut = false;
    let most = HTML_A_BYTE * source.len() + HTML_BESIDES;
    for (event, range) in Parser::new_ext(source, EXTENSIONS).into_offset_iter() {
        writer.event(event, range);
        if writer.out.html.len() > most {
            is_cut = true;
            break;
        }
    }
    writer.flush_text();
    while let Some((label, text, range)) = writer.outer.pop() {
        let note = std::mem::replace(&mut writer.out, text);
        writer.footnotes.define(&label, note, range);
    }
    let EventWriter { mut out, footnotes, .. } = writer;
    footnotes.write(&mut out);
    out.map.through(&prepared.map);
    Html { text: out.html, map: out.map, is_cut }
}

struct EventWriter<'s> {
    /// What is parsed.
    source: &'s str,
    /// The character that was put in beside marks of emphasis.
    mark: Option<char>,
    out: Out,
    /// The footnotes that are open, and what is written around each of them.
    outer: Vec<(String, Out, Range<usize>)>,
    footnotes: Footnotes,
    /// Text that has come and is not written yet: it stands word for word in the source.
    text: Range<usize>,
    /// How many elements are open in which an address is no link.
    quiet: usize,
    /// The text that stands for the images that are open.
    alternative: Option<String>,
    images: Vec<Image>,
    alignments: Vec<Alignment>,
    column: usize,
    /// Where the last cell ends.
    cell_end: usize,
    in_head: bool,
    code: Option<Code>,
    html: RawHtml,
    /// Where the last end tag of an element stands, 0 for nowhere.
    closers: Vec<(&'static str, usize)>,
}

/// An image that is open.
struct Image {
    address: String,
    title: String,
    range: Range<usize>,
}

/// Elements that take all that comes after them for their own text, until they are closed.
const SWALLOWING: [&str; 9] =
    ["title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "script", "plaintext"];

impl EventWriter<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if let Event::Text(text) = &event {
            return self.take_text(text, range);
        }
        self.flush_text();
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(_) => {}
            Event::Code(code) => {
                if self.alternative.is_some() {
                    return self.alternative_text(&code);
                }
                self.tag("<code>", range.start);
                self.escaped(&code, range.clone());
                self.tag("</code>", range.end);
            }
            Event::InlineMath(formula) => self.formula(&formula, false, range),
            Event::DisplayMath(formula) => {
                let is_alone = self.stands_alone(&range);
                self.formula(&formula, is_alone, range);
            }
            Event::Html(html) => self.raw(&html, range),
            Event::InlineHtml(html) => match self.swallows(&html, &range) {
                true => self.escaped(&html, range),
                false => self.raw(&html, range),
            },
            Event::FootnoteReference(label) => {
                let label = self.unmarked(&label);
                let reference = self.footnotes.reference(&label);
                self.push(&reference, range);
            }
            Event::SoftBreak if self.alternative.is_some() => self.alternative_text(" "),
            Event::HardBreak if self.alternative.is_some() => self.alternative_text(" "),
            Event::SoftBreak => self.push("\n", range),
            Event::HardBreak => self.push("<br>\n", range),
            Event::Rule => self.push("<hr>\n", range),
            Event::TaskListMarker(is_done) => {
                let state = if is_done { "checked " } else { "" };
                self.push(&format!("<input type=\"checkbox\" {state}disabled> "), range);
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let at = range.start;
        // A block ends a paragraph that HTML has left open.
        if matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::List(_) | Tag::BlockQuote(_) | Tag::Table(_)) {
            self.html.open.end_paragraph();
        }
        match tag {
            Tag::Paragraph => self.tag("<p>", at),
            Tag::Heading { level, .. } => self.tag(heading(level).0, at),
            Tag::BlockQuote(kind) => {
                self.tag("<blockquote>\n", at);
                // `[!NOTE]`, which GitHub writes over the quotation.
                if let Some((before, rest)) = kind.and_then(|_| self.source[range].split_once("[!"))
                    && let Some((name, _)) = rest.split_once(']')
                {
                    let start = at + before.len();
                    self.tag("<p><strong>", start);
                    self.escaped(name, start + 2..start + 2 + name.len());
                    self.tag("</strong></p>\n", start + name.len() + 3);
                }
            }
            Tag::CodeBlock(kind) => self.start_code(kind, range),
            Tag::List(None) => self.tag("<ul>\n", at),
            Tag::List(Some(1)) => self.tag("<ol>\n", at),
            Tag::List(Some(start)) => self.tag(&format!("<ol start=\"{start}\">\n"), at),
            Tag::Item => self.tag("<li>", at),
            Tag::FootnoteDefinition(label) => {
                let label = self.unmarked(&label);
                let around = std::mem::take(&mut self.out);
                self.outer.push((label, around, range));
            }
            Tag::DefinitionList => self.tag("<dl>\n", at),
            Tag::DefinitionListTitle => self.tag("<dt>", at),
            Tag::DefinitionListDefinition => self.tag("<dd>", at),
            Tag::Table(alignments) => {
                self.alignments = alignments;
                self.tag("<table>\n", at);
            }
            Tag::TableHead => {
                (self.in_head, self.column) = (true, 0);
                self.tag("<thead><tr>", at);
            }
            Tag::TableRow => {
                (self.column, self.cell_end) = (0, range.end);
                self.tag("<tr>", at);
            }
            Tag::TableCell => {
                let style = match self.alignments.get(self.column) {
                    Some(Alignment::Left) => " style=\"text-align:left\"",
                    Some(Alignment::Center) => " style=\"text-align:center\"",
                    Some(Alignment::Right) => " style=\"text-align:right\"",
                    Some(Alignment::None) | None => "",
                };
                self.column += 1;
                self.tag(&format!("<{}{style}>", if self.in_head { "th" } else { "td" }), at);
            }
            Tag::Emphasis => self.tag("<em>", at),
            Tag::Strong => self.tag("<strong>", at),
            Tag::Strikethrough => self.tag("<del>", at),
            Tag::Superscript => self.tag("<sup>", at),
            Tag::Subscript => self.tag("<sub>", at),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.quiet += 1;
                let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                let mut tag = format!("<a href=\"{scheme}{}\"", attribute(&self.unmarked(&dest_url)));
                if !title.is_empty() {
                    tag += &format!(" title=\"{}\"", attribute(&self.unmarked(&title)));
                }
                self.tag(&(tag + ">"), at);
            }
            Tag::Image { dest_url, title, .. } => {
                let (address, title) = (self.unmarked(&dest_url), self.unmarked(&title));
                self.images.push(Image { address, title, range });
                self.alternative.get_or_insert_default();
            }
            Tag::HtmlBlock => self.html.block = Some(String::new()),
            Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        // The parser counts the line break, and blank lines, to the block before them.
        let blank =
            self.source.as_bytes()[range.clone()].iter().rev().take(16).take_while(|byte| byte.is_ascii_whitespace());
        let at = range.end - blank.count();
        match tag {
            TagEnd::Paragraph => self.tag("</p>\n", at),
            TagEnd::Heading(level) => self.tag(heading(level).1, at),
            TagEnd::BlockQuote(_) => self.tag("</blockquote>\n", at),
            TagEnd::CodeBlock => self.end_code(at),
            TagEnd::List(false) => self.tag("</ul>\n", at),
            TagEnd::List(true) => self.tag("</ol>\n", at),
            TagEnd::Item => self.tag("</li>\n", at),
            TagEnd::FootnoteDefinition => {
                if let Some((label, around, range)) = self.outer.pop() {
                    let note = std::mem::replace(&mut self.out, around);
                    self.footnotes.define(&label, note, range);
                }
            }
            TagEnd::DefinitionList => self.tag("</dl>\n", at),
            TagEnd::DefinitionListTitle => self.tag("</dt>\n", at),
            TagEnd::DefinitionListDefinition => self.tag("</dd>\n", at),
            TagEnd::Table => self.tag("</tbody></table>\n", at),
            TagEnd::TableHead => {
                self.in_head = false;
                self.tag("</tr></thead>\n<tbody>", at);
            }
            TagEnd::TableRow => {
                self.surplus_cells(at);
                self.tag("</tr>\n", at);
            }
            TagEnd::TableCell => {
                self.cell_end = range.end;
                self.tag(if self.in_head { "</th>" } else { "</td>" }, at);
            }
            TagEnd::Emphasis => self.tag("</em>", at),
            TagEnd::Strong => self.tag("</strong>", at),
            TagEnd::Strikethrough => self.tag("</del>", at),
            TagEnd::Superscript => self.tag("</sup>", at),
            TagEnd::Subscript => self.tag("</sub>", at),
            TagEnd::Link => {
                self.quiet = self.quiet.saturating_sub(1);
                self.tag("</a>", at);
            }
            TagEnd::Image => self.end_image(),
            TagEnd::HtmlBlock => {
                self.html.end_block();
                self.push("\n", at..at);
            }
            TagEnd::MetadataBlock(_) => {}
        }
    }

    /// An image; one inside the text of another is only a part of that text.
    fn end_image(&mut self) {
        let Some(image) = self.images.pop() else { return };
        if !self.images.is_empty() {
            return;
        }
        let alternative = self.alternative.take().unwrap_or_default();
        let mut tag = format!("<img src=\"{}\" alt=\"{}\"", attribute(&image.address), attribute(&alternative));
        if !image.title.is_empty() {
            tag += &format!(" title=\"{}\"", attribute(&image.title));
        }
        self.push(&(tag + ">"), image.range);
    }

    /// The cells of a row that the head of the table has none for: the parser passes over them, so they are text.
    fn surplus_cells(&mut self, end: usize) {
        let source = self.source;
        let mut at = self.cell_end;
        let Some(rest) = source.get(at..end) else { return };
        for cell in rest.split('|') {
            let range = at..at + cell.len();
            at = range.end + 1;
            if !cell.trim().is_empty() {
                self.tag("<td>", range.start);
                self.linked(cell, range.clone());
                self.tag("</td>", range.end);
            }
        }
    }

    /// HTML of the source. Behind it nothing is Markdown up to the next blank line; an address between angle brackets is a
    /// link there as well, for as a tag it would be lost.
    fn raw(&mut self, html: &str, range: Range<usize>) {
        if self.alternative.is_some() {
            return;
        }
        let (mut rest, mut at) = (html, range.start);
        while let Some((before, address, after)) = auto_link(rest).filter(|_| range.len() == html.len()) {
            self.raw_piece(&rest[..before], at..at + before);
            self.linked(address, at + before + 1..at + after - 1);
            rest = &rest[after..];
            at += after;
        }
        self.raw_piece(rest, at..range.end);
    }

    fn raw_piece(&mut self, html: &str, range: Range<usize>) {
        self.html.take(html);
        let html = self.unmarked(html);
        if html.len() == range.len() && self.source.get(range.clone()) == Some(&html) {
            self.out.push_verbatim(&html, range);
        } else {
            self.push(&html, range);
        }
    }

    /// Whether a tag in a sentence would take the rest of the post for its own text.
    fn swallows(&mut self, html: &str, range: &Range<usize>) -> bool {
        let Some((Markup::Start { name, .. }, _)) = Scanner::default().markup(html, 0) else { return false };
        let Some(&name) = SWALLOWING.iter().find(|swallowing| is_one_of(name, &[swallowing])) else { return false };
        let source = self.source.as_bytes();
        let last = self.closers.iter().find(|(closed, _)| *closed == name).map(|(_, last)| *last);
        let last = last.unwrap_or_else(|| {
            let is_end = |at: &usize| {
                source.get(at + 2..at + 2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
            };
            let last = memchr::memmem::find_iter(source, b"</").filter(is_end).last().unwrap_or(0);
            self.closers.push((name, last));
            last
        });
        last < range.end
    }

    fn take_text(&mut self, text: &str, range: Range<usize>) {
        match &mut self.code {
            Some(Code::Formula(into, _) | Code::Html(into, _)) => {
                let mark = self.mark;
                into.extend(text.chars().filter(|&c| Some(c) != mark));
                return;
            }
            Some(Code::Listing) => return self.escaped(text, range),
            None => {}
        }
        if self.alternative.is_some() {
            return self.alternative_text(text);
        }
        if self.source.get(range.clone()) != Some(text) {
            self.flush_text();
            return self.linked(text, range);
        }
        if self.text.end != range.start {
            self.flush_text();
            self.text.start = range.start;
        }
        self.text.end = range.end;
    }

    /// Writes the text that has come.
    fn flush_text(&mut self) {
        let range = std::mem::replace(&mut self.text, 0..0);
        if !range.is_empty() {
            let source = self.source;
            self.linked(&source[range.clone()], range);
        }
    }

    /// Writes text, the addresses in it as links.
    fn linked(&mut self, text: &str, range: Range<usize>) {
        if self.quiet > 0 || range.len() != text.len() || !text.contains("://") {
            return self.escaped(text, range);
        }
        let mut done = 0;
        for address in inline::addresses(text) {
            let part = |part: Range<usize>| range.start + part.start..range.start + part.end;
            self.escaped(&text[done..address.start], part(done..address.start));
            done = address.end;
            let href = attribute(&self.unmarked(&text[address.clone()]));
            self.tag(&format!("<a href=\"{href}\">"), range.start + address.start);
            self.escaped(&text[address.clone()], part(address));
            self.tag("</a>", range.start + done);
        }
        self.escaped(&text[done..], range.start + done..range.end);
    }

    /// Writes text.
    fn escaped(&mut self, text: &str, range: Range<usize>) {
        let is_verbatim = text.len() == range.len();
        let mut done = 0;
        let mark = self.mark;
        let is_special = |c: char| matches!(c, '<' | '>' | '&') || Some(c) == mark;
        let part = |part: Range<usize>| {
            if is_verbatim { range.start + part.start..range.start + part.end } else { range.clone() }
        };
        for (at, c) in text.match_indices(is_special) {
            self.plain(&text[done..at], part(done..at), is_verbatim);
            done = at + c.len();
            let reference = match c {
                "<" => "&lt;",
                ">" => "&gt;",
                "&" => "&amp;",
                _ => "",
            };
            self.out.push(reference, part(at..done));
        }
        self.plain(&text[done..], part(done..text.len()), is_verbatim);
    }

    fn plain(&mut self, text: &str, range: Range<usize>, is_verbatim: bool) {
        if is_verbatim {
            self.out.push_verbatim(text, range);
        } else {
            self.out.push(text, range);
        }
    }

    fn alternative_text(&mut self, text: &str) {
        let mark = self.mark;
        if let Some(alternative) = &mut self.alternative {
            alternative.extend(text.chars().filter(|&c| Some(c) != mark));
        }
    }

    /// Writes something that stands for `range`, unless it is in the text of an image.
    fn push(&mut self, html: &str, range: Range<usize>) {
        if self.alternative.is_none() {
            self.out.push(html, range);
        }
    }

    /// Writes a tag that the source does not have, at a place of it.
    fn tag(&mut self, html: &str, at: usize) {
        self.push(html, at..at);
    }

    /// A text without the character that was put in.
    fn unmarked(&self, text: &str) -> String {
        match self.mark {
            Some(mark) if text.contains(mark) => text.replace(mark, ""),
            _ => text.to_owned(),
        }
    }
}

/// The tags of a heading.
fn heading(level: HeadingLevel) -> (&'static str, &'static str) {
    match level {
        HeadingLevel::H1 => ("<h1>", "</h1>\n"),
        HeadingLevel::H2 => ("<h2>", "</h2>\n"),
        HeadingLevel::H3 => ("<h3>", "</h3>\n"),
        HeadingLevel::H4 => ("<h4>", "</h4>\n"),
        HeadingLevel::H5 => ("<h5>", "</h5>\n"),
        HeadingLevel::H6 => ("<h6>", "</h6>\n"),
    }
}

/// A text as it stands in the value of an attribute.
fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}
