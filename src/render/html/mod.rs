//! Blocks to HTML that is safe to show.
//!
//! Safety is by construction: element and attribute names are constants of these files, texts and values go out escaped
//! ([`escape`]), and addresses pass [`address`]. Nothing of the input's markup is ever copied. It is well-formed XML, too: every
//! element is closed, every attribute has a value. This file writes the blocks and
//! what holds them, [`inline`] the text of one block with its spans, [`media`] images, embeds and formulas.

mod escape;
mod footnote;
mod inline;
mod media;

use super::HtmlOptions;

use std::fmt;

use super::{address, anchor, list};
use crate::article::{Align, Article, Block, BlockKind, Cell, Direction, Image, List, Step};
use anchor::Anchors;
use footnote::Notes;

/// Writes an article.
pub(super) fn write(article: &Article, out: &mut (impl fmt::Write + ?Sized), options: &HtmlOptions) -> fmt::Result {
    let mut writer = HtmlWriter::new(out, article.images(), options);
    writer.notes = Notes::of(article);
    writer.anchors = Anchors::of(article);
    if let Some(title) = options.parts.headline(article) {
        writer.out.write_str("<h1>")?;
        escape::text(writer.out, title)?;
        writer.out.write_str("</h1>\n")?;
    }
    for step in options.parts.walk(article) {
        match step {
            Step::Enter(block) => {
                let around = writer.directions.last().copied().flatten();
                writer.directions.push(block.direction());
                writer.direction = block.direction().filter(|_| block.direction() != around);
                writer.enter(block)?;
            }
            Step::Leave(block) => {
                writer.directions.pop();
                writer.leave(block)?;
            }
        }
    }
    Ok(())
}

struct HtmlWriter<'a, W: ?Sized> {
    out: &'a mut W,
    options: &'a HtmlOptions,
    images: &'a [Image],
    /// The containers that are open, tables and rows left out.
    frames: Vec<OpenContainer>,
    /// In a table, whether the part that is open is its head.
    in_head: Option<bool>,
    notes: Notes<'a>,
    /// The footnote whose link back is yet to be written.
    back: Option<&'a str>,
    /// The headings that links lead to.
    anchors: Anchors,
    /// The direction of each block that is open.
    directions: Vec<Option<Direction>>,
    /// The direction that the element of the block at hand is to say, where that around it has another.
    direction: Option<Direction>,
}

/// Writes the text of one block and what its spans make of it, on one line.
pub(super) fn write_inline(
    block: Block<'_>,
    images: &[Image],
    options: &HtmlOptions,
    out: &mut (impl fmt::Write + ?Sized),
) -> fmt::Result {
    HtmlWriter::new(out, images, options).inline(block)
}

impl<'a, W: ?Sized> HtmlWriter<'a, W> {
    fn new(out: &'a mut W, images: &'a [Image], options: &'a HtmlOptions) -> HtmlWriter<'a, W> {
        HtmlWriter {
            out,
            options,
            images,
            frames: Vec::new(),
            in_head: None,
            notes: Notes::default(),
            back: None,
            anchors: Anchors::default(),
            directions: Vec::new(),
            direction: None,
        }
    }
}

/// A container that is open.
enum OpenContainer {
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

impl<'a, W: fmt::Write + ?Sized> HtmlWriter<'a, W> {
    fn enter(&mut self, block: Block<'a>) -> fmt::Result {
        match block.kind() {
            BlockKind::Paragraph => {
                if !self.begin_text() {
                    self.open_tag("p")?;
                }
                self.link_back()?;
                self.inline(block)
            }
            BlockKind::Heading { level } => {
                const NAMES: [&str; 6] = ["<h1", "<h2", "<h3", "<h4", "<h5", "<h6"];
                self.out.write_str(NAMES[usize::from(self.options.parts.level(*level) - 1)])?;
                self.write_direction()?;
                if let Some(name) = self.anchors.next(block.text()) {
                    self.attribute("id", Some(&anchor::id(&name)))?;
                }
                self.out.write_str(">")?;
                self.inline(block)
            }
            BlockKind::Image { index } => self.figure(block, *index),
            BlockKind::List(list) => self.open_list(block, list),
            BlockKind::Item { number, checked } => self.open_item(*number, *checked),
            BlockKind::Quote { cite } => {
                self.frames.push(OpenContainer::Blocks);
                self.out.write_str("<blockquote")?;
                self.write_direction()?;
                self.attribute("cite", cite.as_deref().and_then(address::link).as_deref())?;
                self.out.write_str(">\n")
            }
            BlockKind::Code { language } => {
                self.out.write_str("<pre><code")?;
                self.language(language.as_deref().unwrap_or_default())?;
                self.out.write_str(">")?;
                escape::text(self.out, block.text())
            }
            // The role tells a table without any heading from one that only lays out a page.
            BlockKind::Table => {
                self.out.write_str("<table")?;
                self.write_direction()?;
                self.out.write_str(if is_plain(block) { " role=\"table\">\n" } else { ">\n" })
            }
            BlockKind::Caption => {
                self.open_tag("caption")?;
                self.inline(block)
            }
            BlockKind::Row { header } => self.open_row(*header),
            BlockKind::Cell(cell) => {
                self.open_cell(cell)?;
                self.inline(block)
            }
            BlockKind::DefinitionList => {
                self.frames.push(OpenContainer::Blocks);
                self.open_tag("dl")?;
                self.out.write_str("\n")
            }
            BlockKind::Term => {
                self.open_tag("dt")?;
                self.inline(block)
            }
            BlockKind::Definition => {
                self.frames.push(OpenContainer::Blocks);
                self.open_tag("dd")?;
                self.out.write_str("\n")
            }
            BlockKind::Details { open } => {
                self.frames.push(OpenContainer::Blocks);
                self.out.write_str("<details")?;
                self.write_direction()?;
                self.out.write_str(if *open { " open=\"\">\n" } else { ">\n" })
            }
            BlockKind::Summary => {
                self.open_tag("summary")?;
                self.inline(block)
            }
            BlockKind::Rule => self.out.write_str("<hr />"),
            BlockKind::Embed(embed) => self.embed(embed),
            BlockKind::Math { tex } => self.math(block.text(), *tex, true),
            BlockKind::Footnote { label } => self.open_footnote(block, label),
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
                | BlockKind::Footnote { .. }
                | BlockKind::Details { .. }
        );
        if is_container {
            self.frames.pop();
        }
        let end = match block.kind() {
            BlockKind::Paragraph if matches!(self.frames.last(), Some(OpenContainer::TightItem { .. })) => "",
            BlockKind::Paragraph => "</p>\n",
            BlockKind::Heading { level } => return writeln!(self.out, "</h{}>", self.options.parts.level(*level)),
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
            BlockKind::Footnote { .. } => "</div>\n",
            BlockKind::Details { .. } => "</details>\n",
            BlockKind::Summary => "</summary>\n",
            BlockKind::Embed(_) if matches!(self.frames.last(), Some(OpenContainer::TightItem { .. })) => "",
            BlockKind::Image { .. } | BlockKind::Rule | BlockKind::Embed(_) | BlockKind::Math { .. } => "\n",
        };
        self.out.write_str(end)
    }
}

/// Lists and tables.
impl<'a, W: fmt::Write + ?Sized> HtmlWriter<'a, W> {
    /// Begins what is a paragraph, or the text of an item that is set tight: then true.
    fn begin_text(&mut self) -> bool {
        match self.frames.last_mut() {
            Some(OpenContainer::TightItem { is_empty }) => {
                *is_empty = false;
                true
            }
            _ => false,
        }
    }

    fn open_list(&mut self, block: Block<'a>, list: &List) -> fmt::Result {
        if let Some(OpenContainer::TightItem { is_empty: false }) = self.frames.last() {
            self.out.write_str("\n")?;
        }
        self.out.write_str(if list.ordered { "<ol" } else { "<ul" })?;
        self.write_direction()?;
        if list.ordered {
            if list.start != 1 || list.reversed {
                write!(self.out, " start=\"{}\"", list.start)?;
            }
            self.out.write_str(if list.reversed { " reversed=\"reversed\"" } else { "" })?;
            if let Some(numbering @ ('1' | 'a' | 'A' | 'i' | 'I')) = list.numbering {
                write!(self.out, " type=\"{numbering}\"")?;
            }
        }
        self.frames.push(OpenContainer::List {
            tight: list::is_tight(block),
            next: list.ordered.then_some(list.start),
            step: if list.reversed { -1 } else { 1 },
        });
        self.out.write_str(">\n")
    }

    fn open_item(&mut self, number: Option<i64>, checked: Option<bool>) -> fmt::Result {
        self.out.write_str("<li")?;
        self.write_direction()?;
        let mut is_tight = false;
        if let Some(OpenContainer::List { tight, next, step }) = self.frames.last_mut() {
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
            Some(true) => "<input type=\"checkbox\" checked=\"checked\" disabled=\"disabled\" /> ",
            Some(false) => "<input type=\"checkbox\" disabled=\"disabled\" /> ",
            None => "",
        })?;
        self.out.write_str(if is_tight { "" } else { "\n" })?;
        self.frames.push(if is_tight { OpenContainer::TightItem { is_empty: true } } else { OpenContainer::Blocks });
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
        self.open_tag("tr")
    }

    fn open_cell(&mut self, cell: &Cell) -> fmt::Result {
        self.out.write_str(if cell.header { "<th" } else { "<td" })?;
        self.write_direction()?;
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

/// Attributes.
impl<W: fmt::Write + ?Sized> HtmlWriter<'_, W> {
    /// A start tag that says nothing but the direction, where that is to be said.
    fn open_tag(&mut self, name: &'static str) -> fmt::Result {
        write!(self.out, "<{name}")?;
        self.write_direction()?;
        self.out.write_str(">")
    }

    fn write_direction(&mut self) -> fmt::Result {
        self.out.write_str(match self.direction.take() {
            Some(Direction::LeftToRight) => " dir=\"ltr\"",
            Some(Direction::RightToLeft) => " dir=\"rtl\"",
            None => "",
        })
    }

    /// The language of a listing as a class: one name, of characters that names of languages are made of.
    fn language(&mut self, language: &str) -> fmt::Result {
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '+' | '-' | '#' | '.' | '_');
        if !self.options.code_classes() || language.is_empty() || !language.chars().all(is_name) {
            return Ok(());
        }
        write!(self.out, " class=\"language-{language}\"")
    }

    fn attribute(&mut self, name: &'static str, value: Option<&str>) -> fmt::Result {
        let Some(value) = value else { return Ok(()) };
        write!(self.out, " {name}=\"")?;
        escape::value(self.out, value)?;
        self.out.write_str("\"")
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
