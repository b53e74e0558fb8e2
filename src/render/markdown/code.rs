//! What stands in Markdown word for word: code, its language, and formulas.

use super::escape::{self, TextContext};

/// Appends code as it stands within a sentence, between backticks that it does not hold itself, or `as_html`. An empty one is
/// nothing.
pub(super) fn push_inline(out: &mut String, code: &str, context: TextContext, as_html: bool) {
    if code.is_empty() {
        return;
    }
    // Parsers differ on a backslash before a bar.
    if as_html || (context == TextContext::Cell && code.contains("\\|")) {
        out.push_str("<code>");
        escape::push_all(out, code, context);
        out.push_str("</code>");
        return;
    }
    let fence = longest_run(code, b'`') + 1;
    let blank = code.bytes().all(|byte| matches!(byte, b' ' | b'\n' | b'\r'));
    let is_space = |c: Option<char>| matches!(c, Some(' ' | '\n' | '\r'));
    let (first, last) = (code.chars().next(), code.chars().next_back());
    let padded = first == Some('`') || last == Some('`') || (!blank && is_space(first) && is_space(last));
    out.extend(std::iter::repeat_n('`', fence));
    out.push_str(if padded { " " } else { "" });
    for c in code.chars() {
        match c {
            '|' if context == TextContext::Cell => out.push_str("\\|"),
            '\n' | '\r' => out.push(' '),
            '\0' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out.push_str(if padded { " " } else { "" });
    out.extend(std::iter::repeat_n('`', fence));
}

/// How many times in a row a byte occurs in a text at most.
pub(super) fn longest_run(text: &str, byte: u8) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for other in text.bytes() {
        run = if other == byte { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// Whether TeX can stand between dollar signs.
pub(super) fn fits_dollars(tex: &str, context: TextContext) -> bool {
    let mut depth = 0_i32;
    let mut escaped = false;
    let mut chars = tex.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '$' | '`' => return false,
            // A reader who knows no TeX would take it for the beginning of a tag or a comment.
            '<' if chars.peek().is_some_and(|&next| next.is_ascii_alphabetic() || "/!?".contains(next)) => {
                return false;
            }
            c if c.is_control() && c != '\n' => return false,
            '|' if context == TextContext::Cell => return false,
            _ if escaped => {}
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
        escaped = c == '\\' && !escaped;
    }
    depth == 0 && !escaped && !tex.is_empty() && tex.trim() == tex
}

/// Appends the language of a code block as it stands after the fence.
pub(super) fn push_language(out: &mut String, language: &str) {
    let language = language.split(|c: char| c.is_whitespace() || c.is_control()).find(|word| !word.is_empty());
    let language = language.unwrap_or_default();
    for (at, c) in language.char_indices() {
        match c {
            '`' => {}
            '\\' => out.push_str("\\\\"),
            '&' if escape::is_reference(&language[at..]) => out.push_str("&amp;"),
            // Some readers run code whose fence says `{r}`, others read a list of attributes there.
            '{' => out.push_str("&#123;"),
            '<' => out.push_str("&lt;"),
            c => out.push(c),
        }
    }
}
