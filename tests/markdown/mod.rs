//! What another reader of Markdown makes of the Markdown that the library writes.

use bodytext::{Article, Block, BlockKind, SpanKind};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A block as both sides can see it: how deep it stands, what it is and its text, on one line.
pub(crate) type Outline = Vec<String>;

fn line(depth: usize, what: &str) -> String {
    format!("{}{}", "  ".repeat(depth), what.replace('\n', "⏎"))
}

/// The outline that an article's Markdown should have, with what Markdown has no form for in the form that the manual gives.
fn outline_of_article(article: &Article) -> Outline {
    let mut out = Vec::new();
    blocks(article.blocks(), 0, &mut out);
    out
}

fn blocks<'a>(blocks: impl Iterator<Item = Block<'a>>, depth: usize, out: &mut Outline) {
    for block in blocks {
        match block.kind() {
            BlockKind::Paragraph | BlockKind::Term => paragraph(block, depth, out),
            BlockKind::Heading { level } => {
                let text = spaced(block).replace('\n', " ");
                let has_image = block.spans().any(|span| matches!(span.kind, SpanKind::Image { .. }));
                if !text.trim_matches(' ').is_empty() || has_image {
                    out.push(line(depth, &format!("h{level}: {}", words(&text))));
                }
            }
            BlockKind::Image { .. } => {
                out.push(line(depth, "image"));
                paragraph(block, depth, out);
            }
            BlockKind::Code { language } => {
                let text = block.text().replace("\r\n", "\n");
                out.push(line(depth, &format!("code {}: {text}", language.as_deref().unwrap_or_default())));
            }
            BlockKind::Math { tex: true } => out.push(line(depth, &format!("math: {}", words(block.text())))),
            BlockKind::Math { .. } => paragraph(block, depth, out),
            BlockKind::Rule => out.push(line(depth, "rule")),
            BlockKind::Embed(embed) => {
                let url = embed.resolved.as_deref().unwrap_or(&embed.raw);
                let title = embed.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(url).trim();
                if !title.is_empty() {
                    out.push(line(depth, &format!("p: {}", title.replace(['\n', '\r'], " "))));
                }
            }
            BlockKind::Footnote { label } => {
                out.push(line(depth, &format!("note {label}")));
                self::blocks(block.children(), depth + 1, out);
            }
            BlockKind::Quote { .. } => {
                out.push(line(depth, "quote"));
                self::blocks(block.children(), depth + 1, out);
            }
            BlockKind::List(list) => {
                let first = block.children().next().and_then(|item| match item.kind() {
                    BlockKind::Item { number, .. } => *number,
                    _ => None,
                });
                let start = first.unwrap_or(list.start).clamp(0, 999_999_999);
                out.push(line(depth, &if list.ordered { format!("ol {start}") } else { "ul".to_owned() }));
                for item in block.children() {
                    let BlockKind::Item { checked, .. } = item.kind() else { panic!("a list holds items") };
                    let begins_with_words = item.children().next().is_some_and(|first| {
                        matches!(first.kind(), BlockKind::Paragraph) && !first.text().trim().is_empty()
                    });
                    out.push(line(depth + 1, &item_line(checked.filter(|_| begins_with_words))));
                    self::blocks(item.children(), depth + 2, out);
                }
            }
            BlockKind::DefinitionList => {
                out.push(line(depth, "ul"));
                let mut after_term = false;
                for (index, entry) in block.children().enumerate() {
                    let is_term = matches!(entry.kind(), BlockKind::Term);
                    if index == 0 || (is_term && !after_term) {
                        out.push(line(depth + 1, &item_line(None)));
                    }
                    match is_term {
                        true => paragraph(entry, depth + 2, out),
                        false => self::blocks(entry.children(), depth + 2, out),
                    }
                    after_term = is_term;
                }
            }
            BlockKind::Table => {
                let caption = block.children().find(|child| matches!(child.kind(), BlockKind::Caption));
                if let Some(caption) = caption {
                    paragraph(caption, depth, out);
                }
                out.push(line(depth, "table"));
                for row in block.children().filter(|child| matches!(child.kind(), BlockKind::Row { .. })) {
                    let cells = row.children().map(spaced).filter(|text| !text.trim().is_empty());
                    out.push(line(depth + 1, &format!("row: {}", cells.collect::<Vec<_>>().join(" ¦ "))));
                }
            }
            other => panic!("{other:?} stands among blocks"),
        }
    }
}

fn item_line(checked: Option<bool>) -> String {
    match checked {
        Some(true) => "item [x]".to_owned(),
        Some(false) => "item [ ]".to_owned(),
        None => "item".to_owned(),
    }
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn paragraph(block: Block<'_>, depth: usize, out: &mut Outline) {
    let text = spaced(block);
    let has_image = block.spans().any(|span| matches!(span.kind, SpanKind::Image { .. }));
    if !text.is_empty() {
        out.push(line(depth, &format!("p: {text}")));
    } else if has_image {
        out.push(line(depth, "image"));
    }
}

/// The text of a block, with the white space beside images, and without white space at the ends of lines.
fn spaced(block: Block<'_>) -> String {
    let text = block.text();
    let mut out = String::new();
    let mut at = 0;
    for span in block.spans() {
        if let SpanKind::Image { space_before, space_after, .. } = span.kind {
            out.push_str(&text[at..span.range.start]);
            out.push_str(if *space_before { " " } else { "" });
            out.push_str(if *space_after { " " } else { "" });
            at = span.range.start;
        }
        if let SpanKind::FootnoteReference { label } = span.kind {
            out.push_str(&text[at..span.range.start]);
            out.push_str(&format!("[{label}]"));
            at = span.range.end;
        }
    }
    out.push_str(&text[at..]);
    trimmed(&out)
}

fn trimmed(text: &str) -> String {
    let lines = text.split('\n').map(|line| line.trim_matches([' ', '\t']));
    lines.collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned()
}

/// The outline of Markdown, by way of a parser that is not ours.
pub(crate) fn outline_of_markdown(markdown: &str) -> Outline {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_FOOTNOTES;
    let mut out: Outline = Vec::new();
    let mut depth = 0;
    let mut text = String::new();
    let mut images = 0;
    let mut in_image = 0;
    let mut display_math = false;
    let mut cells: Vec<String> = Vec::new();
    let mut language = None;
    // Text in a tight item comes without a paragraph around it.
    let mut implied = false;
    macro_rules! end_paragraph {
        () => {
            if std::mem::take(&mut display_math) {
                out.push(line(depth, &format!("math: {}", words(&text))));
            } else if !trimmed(&text).is_empty() {
                out.push(line(depth, &format!("p: {}", trimmed(&text))));
            } else if images > 0 {
                out.push(line(depth, "image"));
            }
            text.clear();
            images = 0;
            implied = false;
        };
    }
    for event in Parser::new_ext(markdown, options) {
        if implied && matches!(event, Event::Start(Tag::List(_)) | Event::End(TagEnd::Item)) {
            end_paragraph!();
        }
        implied &= !matches!(
            event,
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::Table(_) | Tag::BlockQuote(_))
        );
        match event {
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell) => {
                text.clear();
                images = 0;
            }
            Event::End(TagEnd::Paragraph) => {
                end_paragraph!();
            }
            Event::End(TagEnd::Heading(level)) => {
                out.push(line(depth, &format!("h{}: {}", level as usize, words(&text))));
                text.clear();
            }
            Event::Start(Tag::BlockQuote(_)) => {
                out.push(line(depth, "quote"));
                depth += 1;
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                out.push(line(depth, &format!("note {label}")));
                depth += 1;
            }
            Event::FootnoteReference(label) => text.push_str(&format!("[{label}]")),
            Event::Start(Tag::List(start)) => {
                out.push(line(depth, &start.map_or("ul".to_owned(), |start| format!("ol {start}"))));
                depth += 1;
            }
            Event::Start(Tag::Item) => {
                out.push(line(depth, "item"));
                depth += 1;
                implied = true;
                text.clear();
                images = 0;
            }
            Event::TaskListMarker(ticked) => {
                let item = out.last_mut().expect("the item of the box");
                item.push_str(if ticked { " [x]" } else { " [ ]" });
            }
            Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition) => {
                depth -= 1
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                text.clear();
                language = match kind {
                    CodeBlockKind::Fenced(language) => Some(language.to_string()),
                    CodeBlockKind::Indented => Some("indented".to_owned()),
                };
            }
            Event::End(TagEnd::CodeBlock) => {
                let language = language.take().unwrap_or_default();
                let code = text.strip_suffix('\n').unwrap_or(&text);
                out.push(match language.as_str() {
                    "math" => line(depth, &format!("math: {}", words(code))),
                    language => line(depth, &format!("code {language}: {code}")),
                });
                text.clear();
            }
            Event::Start(Tag::Table(_)) => out.push(line(depth, "table")),
            Event::End(TagEnd::TableCell) => cells.push(std::mem::take(&mut text)),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => {
                let texts: Vec<_> =
                    cells.iter().map(|text| trimmed(text)).filter(|text| !text.trim().is_empty()).collect();
                out.push(line(depth + 1, &format!("row: {}", texts.join(" ¦ "))));
                cells.clear();
            }
            Event::Start(Tag::Image { .. }) => {
                images += 1;
                in_image += 1;
            }
            Event::End(TagEnd::Image) => in_image -= 1,
            _ if in_image > 0 => {}
            Event::Text(run) | Event::Code(run) => text.push_str(&run),
            Event::InlineMath(run) => text.push_str(&run),
            Event::DisplayMath(run) => {
                text.push_str(&run);
                display_math = true;
            }
            Event::InlineHtml(tag) if &*tag == "<br>" => text.push('\n'),
            Event::InlineHtml(_) => {}
            Event::HardBreak => text.push('\n'),
            Event::SoftBreak => text.push_str("<soft break>"),
            Event::Rule => out.push(line(depth, "rule")),
            Event::Html(html) => out.push(line(depth, &format!("HTML: {html}"))),
            _ => {}
        }
    }
    out
}

/// What both sides agree on: an empty header row may have been added, a row may be empty.
fn without_empty_rows(outline: Outline) -> Outline {
    outline.into_iter().filter(|line| line.trim() != "row:").collect()
}

/// Checks that an article's Markdown, read by another parser, has the article's outline.
pub(crate) fn assert_reads_back(article: &Article) {
    let markdown = article.to_markdown();
    let expected = without_empty_rows(outline_of_article(article));
    let found = without_empty_rows(outline_of_markdown(&markdown));
    assert_eq!(expected, found, "\n{markdown}\n{markdown:?}");
}
