//! Blocks to Markdown: CommonMark with GitHub's tables, struck-out text and task lists, and TeX between dollar signs.
//!
//! The writer walks the blocks once. What begins each line inside the open quotes and items is kept ready in one string;
//! it stays short, since containers nest no deeper than the builder lets them.

mod autolink;
mod braces;
mod code;
mod delimiter;
mod escape;
mod footnote;
mod front_matter;
mod inline;
mod link;
mod mark;
mod paired;
mod punctuation;
mod table;
mod wrap;

use std::fmt;

use super::{HtmlOptions, LinkStyle, MarkdownOptions, address, html, list};
use crate::article::{Article, Block, BlockKind, Diagnostic, Embed, Image, List, Step};
use autolink::Autolinks;
use escape::{Next, Surroundings, TextContext};
use inline::InlineWriter;
use mark::Whole;
use paired::Paired;

/// Writes an article.
pub(super) fn write(article: &Article, options: &MarkdownOptions, out: &mut (impl fmt::Write + ?Sized)) -> fmt::Result {
    let images = if options.parts.images { article.images() } else { &[] };
    let has_front_matter = options.front_matter && front_matter::write(article, out)?;
    let mut writer = MarkdownWriter {
        out,
        options,
        images,
        inline: InlineWriter::new(images, options, article.diagnostics().contains(&Diagnostic::Markdown)),
        line: String::new(),
        prefix: String::new(),
        lead: None,
        due: None,
        lines: 0,
        frames: Vec::new(),
        outermost: OpenContainer::new(ContainerKind::Blocks, 0, 0),
    };
    if has_front_matter {
        writer.due = Some(0);
    }
    if let Some(title) = options.parts.headline(article) {
        writer.headline(title)?;
    }
    for step in options.parts.walk(article) {
        match step {
            Step::Enter(block) => writer.enter(block)?,
            Step::Leave(block) => writer.leave(block)?,
        }
    }
    writer.definitions()
}

struct MarkdownWriter<'a, W: ?Sized> {
    out: &'a mut W,
    options: &'a MarkdownOptions,
    images: &'a [Image],
    inline: InlineWriter<'a>,
    /// The text at hand, before it goes out line by line.
    line: String,
    /// What begins each line inside the open containers.
    prefix: String,
    /// What begins the next line instead, where it is the first of an item or a quote.
    lead: Option<String>,
    /// A blank line is due before the next line; the length of its prefix.
    due: Option<usize>,
    /// How many lines have been written.
    lines: usize,
    /// The containers that are open.
    frames: Vec<OpenContainer>,
    /// The article itself, around them.
    outermost: OpenContainer,
}

/// A container that is open.
struct OpenContainer {
    kind: ContainerKind,
    /// The length of the prefix outside of it.
    prefix: usize,
    /// How many lines had been written when it began.
    lines: usize,
    /// The marker of the last list in it, as `-`, `+`, `.` or `)`, and how many lines had been written when that ended.
    list_before: Option<(char, usize)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ContainerKind {
    /// Blocks apart by blank lines: the article, a quote, an item of a loose list.
    Blocks,
    /// An item of a tight list.
    TightBlocks,
    List {
        tight: bool,
        /// `-` or `+`, after a number `.` or `)`.
        marker: char,
        ordered: bool,
        next: i64,
    },
    DefinitionList {
        marker: char,
    },
    /// A term, or some in a row, and what they mean.
    Definitions {
        has_definition: bool,
    },
}

impl OpenContainer {
    fn new(kind: ContainerKind, prefix: usize, lines: usize) -> OpenContainer {
        OpenContainer { kind, prefix, lines, list_before: None }
    }
}

impl<'a, W: fmt::Write + ?Sized> MarkdownWriter<'a, W> {
    fn enter(&mut self, block: Block<'a>) -> fmt::Result {
        match block.kind() {
            BlockKind::Paragraph => self.leaf(block, "", TextContext::Paragraph, Whole::Plain),
            BlockKind::Heading { level } => {
                let level = usize::from(self.options.parts.level(*level));
                self.leaf(block, &"###### "[6 - level..], TextContext::Heading, Whole::Plain)
            }
            BlockKind::Image { .. } => self.image(block),
            BlockKind::Code { language } => self.code(block.text(), language.as_deref()),
            BlockKind::Math { tex } => self.math(block, *tex),
            BlockKind::Rule => {
                self.begin_block();
                // Three asterisks: hyphens could be the line under a heading, or the fence of front matter.
                self.write_line("***")
            }
            BlockKind::Embed(embed) => self.embed(embed),
            BlockKind::Table => self.table(block),
            BlockKind::Caption | BlockKind::Row { .. } | BlockKind::Cell(_) => Ok(()),
            BlockKind::Quote { .. } => {
                self.begin_block();
                self.open(ContainerKind::Blocks, "> ", "> ");
                Ok(())
            }
            BlockKind::Footnote { label } => {
                self.begin_block();
                let mut first = String::new();
                footnote::push_label(&mut first, label);
                first.push_str(": ");
                self.open(ContainerKind::Blocks, &first, "    ");
                Ok(())
            }
            BlockKind::List(list) => {
                self.open_list(block, list);
                Ok(())
            }
            BlockKind::Item { number, checked } => {
                self.open_item(block, *number, *checked);
                Ok(())
            }
            BlockKind::DefinitionList => {
                let marker = self.begin_list(false);
                self.open(ContainerKind::DefinitionList { marker }, "", "");
                Ok(())
            }
            BlockKind::Term => {
                if self.frame().kind == (ContainerKind::Definitions { has_definition: true }) {
                    self.close()?;
                }
                self.open_definitions();
                self.leaf(block, "", TextContext::Paragraph, Whole::Strong)
            }
            BlockKind::Definition => {
                self.open_definitions();
                self.frame().kind = ContainerKind::Definitions { has_definition: true };
                Ok(())
            }
            BlockKind::Details { open } => {
                self.begin_block();
                self.write_line(if *open { "<details open>" } else { "<details>" })?;
                self.open(ContainerKind::Blocks, "", "");
                Ok(())
            }
            BlockKind::Summary => self.summary(block),
        }
    }

    fn leave(&mut self, block: Block<'a>) -> fmt::Result {
        match block.kind() {
            BlockKind::Quote { .. } | BlockKind::Item { .. } | BlockKind::Footnote { .. } => self.close(),
            BlockKind::Details { .. } => {
                // The end tag begins HTML anew, after the Markdown in between.
                self.begin_block();
                self.close()?;
                self.write_line("</details>")
            }
            BlockKind::List(_) | BlockKind::DefinitionList => {
                if matches!(self.frame().kind, ContainerKind::Definitions { .. }) {
                    self.close()?;
                }
                let marker = match self.frame().kind {
                    ContainerKind::List { marker, .. } | ContainerKind::DefinitionList { marker } => Some(marker),
                    _ => None,
                };
                let lines = self.lines;
                let is_written = self.frame().lines < lines;
                self.close()?;
                if is_written {
                    self.frame().list_before = marker.map(|marker| (marker, lines));
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

/// Containers.
impl<'a, W: fmt::Write + ?Sized> MarkdownWriter<'a, W> {
    fn frame(&mut self) -> &mut OpenContainer {
        self.frames.last_mut().unwrap_or(&mut self.outermost)
    }

    /// Opens a container whose lines begin with `rest`, the first of them with `first`.
    fn open(&mut self, kind: ContainerKind, first: &str, rest: &str) {
        self.frames.push(OpenContainer::new(kind, self.prefix.len(), self.lines));
        if !first.is_empty() {
            self.lead.get_or_insert_with(|| self.prefix.clone()).push_str(first);
        }
        self.prefix.push_str(rest);
    }

    /// Closes the container opened last. Nothing in it: then its marker stands alone.
    fn close(&mut self) -> fmt::Result {
        if self.lead.is_some()
            && !matches!(self.frame().kind, ContainerKind::List { .. } | ContainerKind::DefinitionList { .. })
        {
            self.write_line("")?;
        }
        if let Some(frame) = self.frames.pop() {
            self.prefix.truncate(frame.prefix);
        }
        Ok(())
    }

    fn open_list(&mut self, block: Block<'a>, list: &List) {
        let marker = self.begin_list(list.ordered);
        let kind =
            ContainerKind::List { tight: list::is_tight(block), marker, ordered: list.ordered, next: list.start };
        self.open(kind, "", "");
    }

    /// Begins a list and gives its marker: the usual one, unless that would make one list of two in a row, or a rule of the
    /// markers of empty items in items.
    fn begin_list(&mut self, ordered: bool) -> char {
        let (usual, other) = if ordered { ('.', ')') } else { ('-', '+') };
        let lines = self.lines;
        let before = self.frame().list_before.and_then(|(marker, end)| (end == lines).then_some(marker));
        let outer = self.frames.iter().rev().nth(1).and_then(|frame| match frame.kind {
            ContainerKind::List { marker, .. } | ContainerKind::DefinitionList { marker } if self.lead.is_some() => {
                Some(marker)
            }
            _ => None,
        });
        self.begin_block();
        if before == Some(usual) || (before.is_none() && outer == Some(usual)) { other } else { usual }
    }

    fn open_item(&mut self, block: Block<'a>, number: Option<i64>, checked: Option<bool>) {
        self.begin_block();
        let ContainerKind::List { tight, marker, ordered, ref mut next } = self.frame().kind else { return };
        let mut first = String::new();
        if ordered {
            let number = number.unwrap_or(*next);
            *next = number.saturating_add(1);
            // Markdown counts from 0 to 999,999,999.
            first.push_str(&number.clamp(0, 999_999_999).to_string());
        }
        first.extend([marker, ' ']);
        let indent = " ".repeat(first.len());
        let begins_with_words = block
            .children()
            .next()
            .is_some_and(|block| matches!(block.kind(), BlockKind::Paragraph) && !block.text().trim().is_empty());
        if let Some(checked) = checked.filter(|_| begins_with_words) {
            first.push_str(if checked { "[x] " } else { "[ ] " });
        }
        self.open(if tight { ContainerKind::TightBlocks } else { ContainerKind::Blocks }, &first, &indent);
    }

    /// Opens the item of a definition list, unless it is open.
    fn open_definitions(&mut self) {
        if let ContainerKind::DefinitionList { marker } = self.frame().kind {
            self.begin_block();
            let first = String::from_iter([marker, ' ']);
            self.open(ContainerKind::Definitions { has_definition: false }, &first, "  ");
        }
    }
}

/// Lines.
impl<'a, W: fmt::Write + ?Sized> MarkdownWriter<'a, W> {
    /// To be called before the first line of each block, and only if it has one.
    fn begin_block(&mut self) {
        let lines = self.lines;
        let prefix = self.prefix.len();
        let frame = self.frame();
        let tight = matches!(frame.kind, ContainerKind::TightBlocks | ContainerKind::List { tight: true, .. });
        let is_first = frame.lines == lines;
        if !tight && !is_first {
            self.due.get_or_insert(prefix);
        }
    }

    /// Writes a line with what goes before it.
    fn write_line(&mut self, line: &str) -> fmt::Result {
        self.lines += 1;
        if let Some(len) = self.due.take() {
            let prefix = &self.prefix[..len.min(self.prefix.len())];
            self.out.write_str(prefix.trim_end())?;
            self.out.write_char('\n')?;
        }
        let lead = self.lead.take();
        let prefix = lead.as_ref().unwrap_or(&self.prefix);
        self.out.write_str(if line.is_empty() { prefix.trim_end() } else { prefix })?;
        self.out.write_str(line)?;
        self.out.write_char('\n')
    }

    /// Writes the text that is ready in `self.line` as a block, unless it is empty.
    fn write_block(&mut self) -> fmt::Result {
        if self.line.is_empty() {
            return Ok(());
        }
        self.begin_block();
        let text = std::mem::take(&mut self.line);
        for line in text.split('\n') {
            self.write_line(line)?;
        }
        self.line = text;
        Ok(())
    }
}

/// Blocks.
impl<'a, W: fmt::Write + ?Sized> MarkdownWriter<'a, W> {
    fn leaf(&mut self, block: Block<'a>, marker: &str, context: TextContext, whole: Whole) -> fmt::Result {
        self.line.clear();
        self.line.push_str(marker);
        self.inline.push(&mut self.line, block.text(), block.spans(), context, whole);
        if self.line.len() == marker.len() {
            return Ok(());
        }
        if let Some(width) = self.options.width.filter(|_| context == TextContext::Paragraph) {
            self.line = wrap::wrap(&self.line, width);
        }
        self.write_block()
    }

    fn headline(&mut self, title: &str) -> fmt::Result {
        self.line.clear();
        self.line.push_str("# ");
        self.inline.push(&mut self.line, title, std::iter::empty(), TextContext::Heading, Whole::Plain);
        self.write_block()
    }

    /// The addresses of the links that stand by number in the text.
    fn definitions(&mut self) -> fmt::Result {
        let definitions = self.inline.take_definitions();
        if !definitions.is_empty() {
            self.begin_block();
        }
        definitions.iter().try_for_each(|definition| self.write_line(definition))
    }

    /// The summary of what unfolds: HTML as the element around it, on one line.
    fn summary(&mut self, block: Block<'a>) -> fmt::Result {
        let mut line = String::from("<summary>");
        let options = HtmlOptions::of(self.options.parts);
        html::write_inline(block, self.images, &options, &mut line)?;
        line.push_str("</summary>");
        self.begin_block();
        self.write_line(&line.replace(['\n', '\r'], " "))
    }

    fn image(&mut self, block: Block<'a>) -> fmt::Result {
        if let Some(image) = block.image() {
            self.line.clear();
            link::push_image(&mut self.line, image, TextContext::Paragraph, false);
            self.write_block()?;
        }
        if !self.options.parts.captions {
            return Ok(());
        }
        self.leaf(block, "", TextContext::Paragraph, Whole::Emphasis)
    }

    fn embed(&mut self, embed: &Embed) -> fmt::Result {
        self.line.clear();
        let url = embed.resolved.as_deref().unwrap_or(&embed.raw);
        let title = embed.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(url);
        match address::link(url) {
            Some(url) if self.options.links != LinkStyle::Text => {
                self.line.push('[');
                link::push_label(&mut self.line, title, TextContext::Paragraph);
                link::push_link_end(&mut self.line, &url, None, TextContext::Paragraph);
            }
            _ => {
                let title = title.trim();
                let paired = Paired::of(title, 0, &[]);
                let place =
                    Surroundings { context: TextContext::Paragraph, paired, line_start: true, next: Next::Other };
                escape::push_text(&mut self.line, title, 0..title.len(), place, &mut Autolinks::default());
            }
        }
        self.write_block()
    }

    fn code(&mut self, text: &str, language: Option<&str>) -> fmt::Result {
        let fence = "`".repeat((code::longest_run(text, b'`') + 1).max(3));
        self.line.clear();
        self.line.push_str(&fence);
        code::push_language(&mut self.line, language.unwrap_or_default());
        self.write_block()?;
        let mut rest = Some(text).filter(|text| !text.is_empty());
        while let Some(text) = rest {
            // A carriage return ends a line too, alone or before a line feed.
            let (line, after) = match text.find(['\n', '\r']) {
                Some(end) => (&text[..end], Some(&text[end..])),
                None => (text, None),
            };
            self.write_line(line)?;
            rest = after.map(|after| after.strip_prefix("\r\n").unwrap_or(&after[1..]));
        }
        self.write_line(&fence)
    }

    fn math(&mut self, block: Block<'a>, tex: bool) -> fmt::Result {
        if !tex {
            return self.leaf(block, "", TextContext::Paragraph, Whole::Plain);
        }
        let tex = block.text().trim();
        // A line of TeX that could be taken for a block of its own keeps the formula from standing in a paragraph.
        let is_plain = tex.lines().all(|line| {
            let line = line.trim();
            !line.is_empty() && escape::block_marker(line).is_none() && !line.starts_with('<')
        });
        if !is_plain || !code::fits_dollars(tex, TextContext::Paragraph) {
            return self.code(tex, Some("math"));
        }
        self.line.clear();
        let has_lines = tex.contains('\n');
        self.line.push_str(if has_lines { "$$\n" } else { "$$" });
        for (index, line) in tex.lines().enumerate() {
            self.line.push_str(if index > 0 { "\n" } else { "" });
            self.line.push_str(line.trim());
        }
        self.line.push_str(if has_lines { "\n$$" } else { "$$" });
        self.write_block()
    }

    fn table(&mut self, block: Block<'a>) -> fmt::Result {
        if let Some(caption) = block.children().find(|child| matches!(child.kind(), BlockKind::Caption))
            && self.options.parts.captions
        {
            self.leaf(caption, "", TextContext::Paragraph, Whole::Emphasis)?;
        }
        let grid = table::Grid::of(block);
        if grid.columns == 0 {
            return Ok(());
        }
        self.begin_block();
        let mut rows = block.children().filter(|child| matches!(child.kind(), BlockKind::Row { .. })).peekable();
        let mut carried = Vec::new();
        // A table begins with a header row, an empty one where it has none.
        let header = rows.next_if(|row| matches!(row.kind(), BlockKind::Row { header: true }));
        self.line.clear();
        grid.push_row(&mut self.line, header, &mut carried, &mut self.inline);
        self.write_built_line()?;
        self.line.clear();
        grid.push_rule(&mut self.line);
        self.write_built_line()?;
        for row in rows {
            self.line.clear();
            grid.push_row(&mut self.line, Some(row), &mut carried, &mut self.inline);
            self.write_built_line()?;
        }
        Ok(())
    }

    fn write_built_line(&mut self) -> fmt::Result {
        let line = std::mem::take(&mut self.line);
        self.write_line(&line)?;
        self.line = line;
        Ok(())
    }
}
