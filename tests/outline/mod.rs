//! An article as a few lines of text, so that a test can show the whole of what it expects.
//!
//! One block a line, children indented: `p "text"`, `h2 "text"`, `image url "caption"`; spans stand in the text as
//! `[strong:…]`, `[link url:…]`, `[image url]`, a line break as `⏎`.

use bodytext::{Article, Block, BlockKind, SpanKind, Step};
use std::fmt::Write;

/// The outline of an article.
pub(crate) fn outline(article: &Article) -> String {
    let mut out = String::new();
    let mut depth = 0;
    for step in article.walk() {
        match step {
            Step::Enter(block) => {
                let _ = writeln!(out, "{}{}", "  ".repeat(depth), line(article, block));
                depth += 1;
            }
            _ => depth -= 1,
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn line(article: &Article, block: Block<'_>) -> String {
    let text = marked(article, block);
    match block.kind() {
        BlockKind::Heading { level } => format!("h{level} {text:?}"),
        BlockKind::Paragraph => format!("p {text:?}"),
        BlockKind::Image { index } => {
            let url = article.images()[*index].url();
            if text.is_empty() { format!("image {url}") } else { format!("image {url} {text:?}") }
        }
        BlockKind::List(list) if list.ordered => {
            let reversed = if list.reversed { " reversed" } else { "" };
            let numbering = list.numbering.map(|numbering| format!(" {numbering}")).unwrap_or_default();
            format!("ol from {}{reversed}{numbering}", list.start)
        }
        BlockKind::List(_) => "ul".to_owned(),
        BlockKind::Item { number, checked } => {
            let number = number.map(|number| format!(" {number}")).unwrap_or_default();
            let checked = checked.map(|checked| if checked { " [x]" } else { " [ ]" }).unwrap_or_default();
            format!("li{number}{checked}")
        }
        BlockKind::Quote { cite } => match cite {
            Some(cite) => format!("quote {cite}"),
            None => "quote".to_owned(),
        },
        BlockKind::Code { language } => format!("code {} {text:?}", language.as_deref().unwrap_or("-")),
        BlockKind::Table => "table".to_owned(),
        BlockKind::Caption => format!("caption {text:?}"),
        BlockKind::Row { header } => if *header { "head" } else { "row" }.to_owned(),
        BlockKind::Cell(cell) => {
            let name = if cell.header { "th" } else { "td" };
            let spans = match (cell.colspan, cell.rowspan) {
                (1, 1) => String::new(),
                (columns, rows) => format!(" {columns}x{rows}"),
            };
            let align = cell.align.map(|align| format!(" {align:?}").to_lowercase()).unwrap_or_default();
            format!("{name}{spans}{align} {text:?}")
        }
        BlockKind::DefinitionList => "dl".to_owned(),
        BlockKind::Term => format!("dt {text:?}"),
        BlockKind::Definition => "dd".to_owned(),
        BlockKind::Rule => "rule".to_owned(),
        BlockKind::Embed(embed) => format!("{:?} {}", embed.kind, embed.raw).to_lowercase(),
        BlockKind::Math { tex } => format!("{} {text:?}", if *tex { "tex" } else { "math" }),
        BlockKind::Footnote { label } => format!("note {label}"),
        other => format!("{other:?}"),
    }
}

/// The text of a leaf with its spans written into it.
fn marked(article: &Article, block: Block<'_>) -> String {
    let mut out = String::new();
    let mut at = 0;
    let mut ends: Vec<usize> = Vec::new();
    let text = block.text();
    let advance = |out: &mut String, at: &mut usize, to: usize| {
        out.push_str(&text[*at..to]);
        *at = to;
    };
    for span in block.spans() {
        while ends.last().is_some_and(|&end| end <= span.range.start) {
            advance(&mut out, &mut at, ends.pop().unwrap_or_default());
            out.push(']');
        }
        advance(&mut out, &mut at, span.range.start);
        let name = match span.kind {
            SpanKind::LineBreak => {
                out.push('⏎');
                at = span.range.end;
                continue;
            }
            SpanKind::Image { index, .. } => {
                let _ = write!(out, "[image {}]", article.images()[*index].url());
                continue;
            }
            SpanKind::Link(link) => format!("link {}", link.url()),
            SpanKind::Ruby { reading } => format!("ruby {reading}"),
            SpanKind::Math { tex } => if *tex { "tex" } else { "math" }.to_owned(),
            SpanKind::FootnoteReference { label } => format!("ref {label}"),
            other => format!("{other:?}").to_lowercase(),
        };
        let _ = write!(out, "[{name}:");
        ends.push(span.range.end);
    }
    while let Some(end) = ends.pop() {
        advance(&mut out, &mut at, end);
        out.push(']');
    }
    advance(&mut out, &mut at, text.len());
    out
}

/// Asserts that a body has this outline.
#[track_caller]
pub(crate) fn assert_outline(html: &str, expected: &str) {
    let found = outline(&bodytext::extract(html));
    let expected: Vec<&str> = expected.lines().filter(|line| !line.trim().is_empty()).collect();
    let indent = expected.iter().map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let expected: Vec<&str> = expected.iter().map(|line| &line[indent..]).collect();
    assert!(found == expected.join("\n"), "of\n{html}\ncame\n{found}\nrather than\n{}", expected.join("\n"));
}
