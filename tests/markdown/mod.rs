//! What another reader of Markdown makes of the Markdown that the library writes.

use bodytext::{Article, Block, BlockKind, Step};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Markdown as it was read.
pub(crate) struct Read {
    /// The kinds of blocks, in order, in the words of [`kinds`].
    pub(crate) kinds: Vec<String>,
    /// Its text without white space.
    pub(crate) text: String,
}

/// Reads Markdown with the extensions that the library writes.
pub(crate) fn read(markdown: &str) -> Read {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_MATH;
    let mut reader =
        Reader { kinds: Vec::new(), text: String::new(), line: None, images: 0, in_table: false, in_code: false };
    for event in Parser::new_ext(markdown, options) {
        reader.read(event);
    }
    reader.end_line();
    Read { kinds: reader.kinds, text: reader.text }
}

struct Reader {
    kinds: Vec<String>,
    text: String,
    /// The line of text that is open: whether it holds an image, and whether it holds anything else.
    line: Option<(bool, bool)>,
    /// How many images are open: their text is no text of the article.
    images: usize,
    in_table: bool,
    in_code: bool,
}

impl Reader {
    fn read(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Image { .. }) => {
                self.line.get_or_insert_default().0 = true;
                self.images += 1;
            }
            Event::End(TagEnd::Image) => self.images -= 1,
            _ if self.images > 0 => {}
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text.extend(text.chars().filter(|c| !c.is_whitespace()));
                if !self.in_code {
                    self.line.get_or_insert_default().1 |= !text.trim().is_empty();
                }
            }
            Event::Rule => self.block("rule".to_owned()),
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => self.block(format!("heading {}", *level as u8)),
            Tag::List(None) => self.block("list".to_owned()),
            Tag::List(Some(start)) => self.block(format!("list from {start}")),
            Tag::Item => self.block("item".to_owned()),
            Tag::BlockQuote(_) => self.block("quote".to_owned()),
            Tag::CodeBlock(_) => {
                self.block("code".to_owned());
                self.in_code = true;
            }
            Tag::Table(_) => {
                self.block("table".to_owned());
                self.in_table = true;
            }
            Tag::Paragraph => self.end_line(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            // A heading was named when it began.
            TagEnd::Heading(_) => self.line = None,
            TagEnd::Paragraph | TagEnd::Item => self.end_line(),
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::Table => {
                self.in_table = false;
                self.line = None;
            }
            _ => {}
        }
        if matches!(tag, TagEnd::List(_) | TagEnd::BlockQuote(_)) {
            self.block("end".to_owned());
        }
    }

    fn block(&mut self, kind: String) {
        self.end_line();
        self.kinds.push(kind);
    }

    /// Names the line that is open, if any: in a tight list it has no element of its own.
    fn end_line(&mut self) {
        if let Some((image, text)) = self.line.take().filter(|_| !self.in_table) {
            self.kinds.push(if image && !text { "image" } else { "paragraph" }.to_owned());
        }
    }
}

/// The kinds of an article's blocks as Markdown can tell them: what has no form there appears as what it is written as.
pub(crate) fn kinds(article: &Article) -> Vec<String> {
    let mut kinds = Vec::new();
    let mut in_table = false;
    // For each definition list that is open whether the next term begins an item, and whether a definition does.
    let mut lists: Vec<(bool, bool)> = Vec::new();
    for step in article.walk() {
        match step {
            Step::Enter(block) if !in_table => match block.kind() {
                BlockKind::Paragraph => kinds.push(line(block)),
                BlockKind::Heading { level } => kinds.push(format!("heading {level}")),
                BlockKind::Image { .. } => {
                    kinds.push("image".to_owned());
                    if !block.text().is_empty() {
                        kinds.push("paragraph".to_owned());
                    }
                }
                BlockKind::List(list) if list.ordered => {
                    let first = block.children().next().and_then(|item| match item.kind() {
                        BlockKind::Item { number, .. } => *number,
                        _ => None,
                    });
                    kinds.push(format!("list from {}", first.unwrap_or(list.start)));
                }
                BlockKind::List(_) => kinds.push("list".to_owned()),
                BlockKind::DefinitionList => {
                    kinds.push("list".to_owned());
                    lists.push((true, true));
                }
                BlockKind::Item { .. } => kinds.push("item".to_owned()),
                // Terms in a row and what they mean are an item.
                BlockKind::Term => {
                    if lists.last().is_some_and(|&(begins, _)| begins) {
                        kinds.push("item".to_owned());
                    }
                    if let Some(list) = lists.last_mut() {
                        *list = (false, false);
                    }
                    kinds.push(line(block));
                }
                BlockKind::Definition => {
                    if lists.last().is_some_and(|&(_, begins)| begins) {
                        kinds.push("item".to_owned());
                    }
                    if let Some(list) = lists.last_mut() {
                        *list = (true, false);
                    }
                }
                BlockKind::Quote { .. } => kinds.push("quote".to_owned()),
                BlockKind::Code { .. } => kinds.push("code".to_owned()),
                BlockKind::Rule => kinds.push("rule".to_owned()),
                BlockKind::Table => {
                    kinds.push("table".to_owned());
                    in_table = true;
                }
                _ => {}
            },
            Step::Leave(block) => match block.kind() {
                BlockKind::Table => in_table = false,
                BlockKind::DefinitionList => {
                    lists.pop();
                    kinds.push("end".to_owned());
                }
                BlockKind::List(_) | BlockKind::Quote { .. } => kinds.push("end".to_owned()),
                _ => {}
            },
            _ => {}
        }
    }
    kinds
}

/// The kind of a line of text: one that is nothing but an image reads as such.
fn line(block: Block<'_>) -> String {
    if block.text().is_empty() { "image" } else { "paragraph" }.to_owned()
}
