//! Links and images: brackets, parentheses, addresses, titles.

use super::escape::{self, TextContext};
use crate::article::Image;
use crate::render::address;
use std::collections::HashMap;

/// The image as Markdown, in a link where it leads somewhere.
pub(super) fn push_image(out: &mut String, image: &Image, context: TextContext, in_link: bool) {
    let link = image.link.as_deref().and_then(address::link).filter(|_| !in_link);
    out.push_str(if link.is_some() { "[![" } else { "![" });
    if let Some(alt) = &image.alt {
        push_label(out, alt, context);
    }
    out.push_str("](");
    if let Some(url) = address::image(image.url()) {
        push_destination(out, &url);
        if let Some(title) = image.title.as_deref().filter(|title| !title.trim().is_empty()) {
            push_title(out, title, context);
        }
    }
    out.push(')');
    if let Some(url) = link {
        push_link_end(out, &url, None, context);
    }
}

/// Text for between brackets, all on one line.
pub(super) fn push_label(out: &mut String, text: &str, context: TextContext) {
    escape::push_all(out, text.trim(), context);
}

/// What comes after the text of a link.
pub(super) fn push_link_end(out: &mut String, url: &str, title: Option<&str>, context: TextContext) {
    out.push_str("](");
    push_destination(out, url);
    if let Some(title) = title.filter(|title| !title.trim().is_empty()) {
        push_title(out, title, context);
    }
    out.push(')');
}

/// Appends the address of a link or an image as it stands between the parentheses.
fn push_destination(out: &mut String, url: &str) {
    let in_brackets = url.contains(['(', ')']);
    out.push_str(if in_brackets { "<" } else { "" });
    let mut done = 0;
    for (at, c) in url.char_indices() {
        let code = match c {
            ' ' => "%20",
            '<' => "%3C",
            '>' => "%3E",
            '\\' => "%5C",
            '`' => "%60",
            '|' => "%7C",
            // A pair of dollar signs would hold a formula, and a pair of braces what a template engine reads.
            '$' => "&#36;",
            '{' if matches!(url.as_bytes().get(at + 1), Some(b'{' | b'%' | b'#' | b'<')) => "%7B",
            '&' if escape::is_reference(&url[at..]) => "&amp;",
            c if c.is_whitespace() || c.is_control() => {
                out.push_str(&url[done..at]);
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    out.push_str(&format!("%{byte:02X}"));
                }
                done = at + c.len_utf8();
                continue;
            }
            _ => continue,
        };
        out.push_str(&url[done..at]);
        out.push_str(code);
        done = at + c.len_utf8();
    }
    out.push_str(&url[done..]);
    out.push_str(if in_brackets { ">" } else { "" });
}

/// Appends the title of a link or an image, in quotation marks after a space.
fn push_title(out: &mut String, title: &str, context: TextContext) {
    out.push_str(" \"");
    for (at, c) in title.char_indices() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '&' if escape::is_reference(&title[at..]) => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '{' => out.push_str("&#123;"),
            '|' if context == TextContext::Cell => out.push_str("&#124;"),
            '\n' | '\r' => out.push(' '),
            '\0' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out.push('"');
}

/// The addresses that links by number lead to.
#[derive(Default)]
pub(super) struct Definitions {
    /// What comes after `[1]: `, for each number.
    lines: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl Definitions {
    /// The number for an address with its title: the one that it has, or the next.
    pub(super) fn number(&mut self, url: &str, title: Option<&str>) -> usize {
        let mut target = String::new();
        // An address that is empty has to be written as such here.
        if url.is_empty() {
            target.push_str("<>");
        } else {
            push_destination(&mut target, url);
        }
        if let Some(title) = title.filter(|title| !title.trim().is_empty()) {
            push_title(&mut target, title, TextContext::Paragraph);
        }
        let next = self.lines.len() + 1;
        let number = *self.numbers.entry(target.clone()).or_insert(next);
        if number == next {
            self.lines.push(target);
        }
        number
    }

    /// The definitions, a line each.
    pub(super) fn into_lines(self) -> Vec<String> {
        self.lines.into_iter().enumerate().map(|(index, target)| format!("[{}]: {target}", index + 1)).collect()
    }
}
