//! The HTML in a post: which elements it has opened, and addresses that look like tags.

use super::markup::{Markup, OpenElements, Scanner};

/// The elements that tags in the source have opened.
#[derive(Default)]
pub(super) struct RawHtml {
    pub(super) open: OpenElements<'static>,
    /// The lines so far of the block that is open.
    pub(super) block: Option<String>,
}

/// The elements that hold blocks, or parts of a table: lines inside of them may be indented as one likes.
const HOLDERS: [&str; 32] = [
    "div",
    "section",
    "article",
    "main",
    "center",
    "aside",
    "header",
    "footer",
    "nav",
    "p",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "figure",
    "figcaption",
    "form",
    "fieldset",
    "font",
    "blockquote",
    "h1",
    "h2",
    "h3",
];

impl RawHtml {
    /// Takes note of the tags in a piece of HTML; in a block they may go on for lines.
    pub(super) fn take(&mut self, html: &str) {
        match &mut self.block {
            Some(block) => block.push_str(html),
            None => self.read(html),
        }
    }

    pub(super) fn end_block(&mut self) {
        if let Some(block) = self.block.take() {
            self.read(&block);
        }
    }

    fn read(&mut self, html: &str) {
        let mut scanner = Scanner::default();
        let mut at = 0;
        while let Some(next) = memchr::memchr(b'<', &html.as_bytes()[at..]) {
            at += next;
            let Some((markup, end)) = scanner.markup(html, at) else {
                at += 1;
                continue;
            };
            at = end;
            let (Markup::Start { name, .. } | Markup::End { name }) = markup else { continue };
            let Some(name) = HOLDERS.iter().find(|holder| holder.eq_ignore_ascii_case(name)) else { continue };
            self.open.take(match markup {
                Markup::Start { is_closed, .. } => Markup::Start { name, is_closed },
                _ => Markup::End { name },
            });
        }
    }
}

/// Where an address between angle brackets begins, what it is, and where it ends.
pub(super) fn auto_link(html: &str) -> Option<(usize, &str, usize)> {
    let start = ["<http://", "<https://"].iter().filter_map(|scheme| html.find(scheme)).min()?;
    let inside = &html[start + 1..];
    let end = inside.find(|c: char| c == '>' || c == '<' || c.is_whitespace())?;
    inside[end..].starts_with('>').then(|| (start, &inside[..end], start + end + 2))
}
