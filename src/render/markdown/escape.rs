//! Text that Markdown takes for nothing but text.
//!
//! A backslash goes only before characters that could be read as markup where they stand. What cannot pair up (one lone
//! asterisk in a paragraph), stands inside a word (`snake_case`) or needs the start of a line is left as it is elsewhere.
//! What could begin a tag, a reference or an attribute list becomes a reference, which every kind of Markdown takes for text:
//! not all of them know a backslash before `<`, `&` and `{`.

use std::ops::Range;

use super::autolink::{self, Autolinks};
use super::braces;
use super::paired::{self, Paired};
use super::punctuation::is_punctuation;

/// Where a piece of text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextContext {
    /// In a paragraph, whose lines can be taken for other blocks.
    Paragraph,
    /// In a heading, all on one line.
    Heading,
    /// In a cell of a table, where a bar ends the cell.
    Cell,
}

/// What comes right after a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// An opening bracket.
    Bracket,
    /// A space, and then an image.
    Space,
    /// Something else.
    Other,
}

/// What stands around a piece of text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surroundings {
    pub(super) flow: TextContext,
    pub(super) paired: Paired,
    /// Whether it begins a line.
    pub(super) line_start: bool,
    /// What comes right after it.
    pub(super) next: Next,
}

/// Appends `text[range]`, escaped. Markup may stand directly before and after it; `autolinks` is what came before it.
pub(super) fn push_text(
    out: &mut String,
    text: &str,
    range: Range<usize>,
    place: Surroundings,
    autolinks: &mut Autolinks,
) {
    let Surroundings { flow, paired, mut line_start, next: after } = place;
    let before_bracket = after == Next::Bracket;
    let bytes = text.as_bytes();
    let run = &text[range.clone()];
    let mut marker = None;
    // The end of the run of underscores at hand, and whether it is escaped.
    let mut underscores = (0, false);
    // Pieces that need no escape are appended whole.
    let mut done = range.start;
    for (offset, c) in run.char_indices() {
        let at = range.start + offset;
        if line_start {
            if matches!(c, ' ' | '\t') {
                done = at + 1;
                continue;
            }
            line_start = false;
            if flow == TextContext::Paragraph {
                // What follows the piece is not what the text goes on with, where a space comes between.
                let end = if after == Next::Space { range.end } else { text.len() };
                let line = text[at..end].split('\n').next().unwrap_or_default();
                marker = block_marker(line).map(|offset| at + offset);
            } else if flow == TextContext::Cell && c == '[' {
                // A cell can be a task, to some.
                marker = block_marker(&text[at..]).map(|offset| at + offset);
            }
        }
        let next = bytes.get(at + c.len_utf8()).copied();
        let is_last = at + c.len_utf8() == range.end;
        let escape = marker == Some(at)
            || match c {
                '\\' => {
                    is_last
                        || next.is_none_or(|byte| byte.is_ascii_punctuation() || byte == b'\n')
                        || is_macro(&text[at..])
                }
                '_' if at < underscores.0 => underscores.1,
                '_' => {
                    let end = range.end - run[offset..].trim_start_matches('_').len();
                    underscores = (end, paired.underscore && !stands_idle(text, at..end, &range));
                    underscores.1
                }
                '[' => {
                    paired.bracket || matches!(next, Some(b'[' | b'^')) || (is_last && before_bracket && paired.wiki)
                }
                ']' => paired.bracket || (is_last && before_bracket) || matches!(next, Some(b'(' | b'[' | b':')),
                '!' => is_last && before_bracket,
                '<' => (is_last && after != Next::Other) || opens_tag(&text[at + 1..]),
                '&' => is_reference(&text[at..]),
                '{' => offset == 0 && at > 0 || flow == TextContext::Heading || braces::is_read(&text[at..]),
                '|' if flow == TextContext::Cell => true,
                '^' if next == Some(b'[') || (is_last && before_bracket) => true,
                ':' => is_shortcode(text, at),
                '*' | '^' | '=' | '+' | '|' | '~' | '`' | '$' => paired::is_escaped(paired, c, text, at, &range),
                _ => false,
            };
        let replaced = match c {
            '<' if escape => "&lt;",
            '&' if escape => "&amp;",
            '{' if escape => "&#123;",
            // A backslash before a bar in a cell is read in two ways by the parsers there are.
            '|' if flow == TextContext::Cell && at > 0 && bytes[at - 1] == b'\\' => "&#124;",
            // Where it is undone before the text is read, two of them can hide what stands between them.
            '|' if flow == TextContext::Cell && paired::is_escaped(paired, c, text, at, &range) => "&#124;",
            '\n' | '\r' => " ",
            '\0' => "\u{fffd}",
            _ if escape => "\\",
            '.' | ':' if autolink::starts_at(text, at) => {
                out.push_str(&text[done..at]);
                done = at;
                match autolinks.start(out, c) {
                    Some(reference) => reference,
                    None => continue,
                }
            }
            _ => {
                if autolinks.is_inside() {
                    match c {
                        '<' => autolinks.end(),
                        c if c.is_ascii_whitespace() => autolinks.end(),
                        c => {
                            // What is written since the address began has to stand in `out` when it is interrupted.
                            out.push_str(&text[done..at]);
                            done = at;
                            autolinks.plain(out, c);
                        }
                    }
                }
                continue;
            }
        };
        out.push_str(&text[done..at]);
        match replaced {
            " " => autolinks.end(),
            _ => autolinks.interrupt(out),
        }
        out.push_str(replaced);
        done = if replaced == "\\" { at } else { at + c.len_utf8() };
    }
    out.push_str(&text[done..range.end]);
}

/// Appends text that is Markdown itself: but for what would be HTML it is left as it is.
pub(super) fn push_markdown(out: &mut String, text: &str) {
    for (at, c) in text.char_indices() {
        let next = text.as_bytes().get(at + 1);
        match c {
            '<' if next.is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!' | b'?')) => {
                // Not even a backslash before it may take the sense of ours.
                out.push_str("&lt;");
            }
            '&' if is_reference(&text[at..]) => out.push_str("&amp;"),
            '\0' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

/// Whether no link in a text that is Markdown can lead to a script, however it is written.
pub(super) fn is_harmless(text: &str) -> bool {
    const SCHEMES: [&str; 3] = ["javascript", "vbscript", "data"];
    // The letters right before a colon, whatever stands between them.
    let leads_to_script = |(at, _)| {
        let letters = text[..at].bytes().rev().take(64).filter(u8::is_ascii_alphabetic);
        let name: Vec<u8> = letters.take(10).map(|byte| byte.to_ascii_lowercase()).collect();
        SCHEMES.iter().any(|scheme| scheme.bytes().rev().eq(name.iter().copied().take(scheme.len())))
    };
    !text.match_indices(':').any(leads_to_script)
}

/// Appends a whole text, everything in it escaped that could be markup anywhere.
pub(super) fn push_all(out: &mut String, text: &str, flow: TextContext) {
    let place = Surroundings { flow, paired: Paired::ALL, line_start: false, next: Next::Other };
    push_text(out, text, 0..text.len(), place, &mut Autolinks::default());
}

/// What a character is to the rule that tells opening from closing delimiters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Space,
    Punctuation,
    /// A letter or a digit, or the like.
    Word,
    /// Punctuation to some versions of CommonMark, a word to others.
    Unsure,
}

impl Class {
    /// The class of a character.
    pub(super) fn of(c: char) -> Class {
        match c {
            c if c.is_whitespace() => Class::Space,
            c if c.is_ascii_punctuation() => Class::Punctuation,
            c if is_punctuation(c) => Class::Punctuation,
            // Letters in circles and boxes: alphabetic, but symbols.
            '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f189}' => Class::Unsure,
            c if c.is_alphanumeric() => Class::Word,
            _ => Class::Unsure,
        }
    }

    /// Whether a delimiter between `outer` and `inner` text faces the inner text: whether it can open before it, or close
    /// after it.
    pub(super) fn faces(outer: Class, inner: Class) -> bool {
        match inner {
            Class::Space => false,
            Class::Word => true,
            Class::Punctuation | Class::Unsure => outer.is_apart(),
        }
    }

    /// Whether it is no part of a word, to any version of CommonMark.
    pub(super) fn is_apart(self) -> bool {
        matches!(self, Class::Space | Class::Punctuation)
    }
}

/// Whether white space stands on both sides of a character. Beyond the `range` may be markup.
pub(super) fn between_spaces(text: &str, at: usize, range: &Range<usize>) -> bool {
    let before = text[range.start..at].chars().next_back();
    let after = text[at + 1..range.end].chars().next();
    [before, after].into_iter().all(|c| c.is_some_and(char::is_whitespace))
}

/// Whether a run of underscores can neither open nor close anything: inside a word, or between spaces.
pub(super) fn stands_idle(text: &str, underscores: Range<usize>, range: &Range<usize>) -> bool {
    let before = text[range.start..underscores.start].chars().next_back();
    let after = text[underscores.end..range.end].chars().next();
    let in_word = [before, after].into_iter().all(|c| c.is_some_and(|c| Class::of(c) == Class::Word));
    in_word || (underscores.len() == 1 && between_spaces(text, underscores.start, range))
}

/// Whether a text begins with what could be a character reference.
pub(super) fn is_reference(text: &str) -> bool {
    // The longest name there is has 31 letters.
    let name = text.as_bytes().iter().skip(1).take(34);
    let len = name.clone().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
    len > 0 && name.clone().nth(len) == Some(&b';')
}

/// Where to put a backslash so that a line is not taken for the start of another block, or for the line under a heading or the
/// head of a table.
pub(super) fn block_marker(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let ends_after = |len: usize| matches!(bytes.get(len), None | Some(b' ' | b'\t'));
    let run = |byte: u8| bytes.iter().take_while(|&&other| other == byte).count();
    let only = |allowed: &[u8]| bytes.iter().all(|byte| allowed.contains(byte));
    let first = *bytes.first()?;
    let is_marker = match first {
        // A colon begins a definition to some, a brace the front matter.
        b'>' | b'{' | b':' => true,
        b'#' => run(b'#') <= 6 && ends_after(run(b'#')),
        b'-' => ends_after(1) || only(b"-|: \t") || bytes.get(1) == Some(&b'#'),
        b'+' => ends_after(1) || (run(b'+') >= 3 && only(b"+ \t")),
        b'*' => ends_after(1) || only(b"* \t"),
        b'_' => only(b"_ \t"),
        b'=' => only(b"= \t"),
        b'|' if only(b"-|: \t") => bytes.contains(&b'-'),
        b'~' => run(b'~') >= 3 || ends_after(1),
        b'`' => run(b'`') >= 3,
        // A task, an alert, or the place of a table of contents.
        b'[' => {
            let is_task = bytes.get(2) == Some(&b']')
                && match bytes[1] {
                    b' ' | b'x' | b'X' => true,
                    // Some know tasks that are put off, asked about, passed on.
                    mark => mark.is_ascii_punctuation() && ends_after(3),
                };
            is_task || bytes.get(1) == Some(&b'!') || is_contents_marker(line)
        }
        // An admonition, as in `!!! note`.
        b'!' | b'?' => {
            run(first) == 3
                && bytes[3..].trim_ascii_start().first().is_some_and(u8::is_ascii_alphanumeric)
                && ends_after(3)
        }
        b'/' => run(b'/') >= 3 && bytes.get(run(b'/')) == Some(&b' '),
        // The fence of front matter in JSON, the mark between two blocks, a title.
        b';' => run(b';') >= 3 && only(b"; \t"),
        b'^' => only(b"^ \t"),
        b'%' => ends_after(1),
        b'0'..=b'9' => {
            let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let is_number = digits <= 9 && matches!(bytes.get(digits), Some(b'.' | b')')) && ends_after(digits + 1);
            return is_number.then_some(digits);
        }
        _ => false,
    };
    is_marker.then_some(0)
}

/// Whether a line asks for a table of contents.
fn is_contents_marker(line: &str) -> bool {
    line.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("[toc]"))
}

/// Whether what follows a `<` makes it the beginning of a tag, a comment or an autolink, or the like for a template.
fn opens_tag(after: &str) -> bool {
    let bytes = after.as_bytes();
    match bytes.first() {
        None => false,
        Some(b'/' | b'!' | b'?' | b'%' | b'.' | b':' | b'$' | b'#') => true,
        Some(byte) if byte.is_ascii_alphabetic() => true,
        // The address of a letter can begin with a digit or a sign.
        Some(_) => {
            bytes.iter().take_while(|byte| !byte.is_ascii_whitespace() && **byte != b'<').any(|&byte| byte == b'@')
        }
    }
}

/// Whether a text begins with a macro of TeX that takes an argument, which some readers of Markdown let through.
fn is_macro(text: &str) -> bool {
    let bytes = text.as_bytes();
    // No macro that does anything has a longer name.
    let len = bytes.iter().skip(1).take(24).take_while(|byte| byte.is_ascii_alphabetic()).count();
    len > 0 && matches!(bytes.get(1 + len), Some(b'{' | b'['))
}

/// Whether the colon at `at` begins the code of an emoji, as in `:tea:`.
fn is_shortcode(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    // The longest code there is has 42 characters.
    let name = bytes[at + 1..].iter().take(48);
    let len = name.take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-')).count();
    if len == 0 || bytes.get(at + 1 + len) != Some(&b':') {
        return false;
    }
    let before = |count: usize| at.checked_sub(count).and_then(|before| bytes.get(before));
    let is_word = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let goes_on = bytes.get(at + 2 + len).is_some_and(|&byte| byte == b':' || byte.is_ascii_alphanumeric());
    match before(1) {
        // The part of a path, as in `std::fmt::Write`.
        Some(b':') => !(is_word(before(2)) && goes_on),
        // The part of a time or a name, as in `12:30:45`.
        before => !is_word(before),
    }
}

/// Escapes the last of the number signs at the end of a heading, which would be taken for its end.
pub(super) fn close_heading(heading: &mut String) {
    let text = heading.trim_end_matches('#');
    let is_end = text.is_empty() || text.ends_with([' ', '\t']);
    if is_end && text.len() < heading.len() {
        heading.insert(heading.len() - 1, '\\');
    }
}

/// Appends code as it stands within a sentence, between backticks that it does not hold itself, or `as_html`. An empty one is
/// nothing.
pub(super) fn push_code(out: &mut String, code: &str, flow: TextContext, as_html: bool) {
    if code.is_empty() {
        return;
    }
    // Parsers differ on a backslash before a bar.
    if as_html || (flow == TextContext::Cell && code.contains("\\|")) {
        out.push_str("<code>");
        push_all(out, code, flow);
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
            '|' if flow == TextContext::Cell => out.push_str("\\|"),
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
pub(super) fn fits_dollars(tex: &str, flow: TextContext) -> bool {
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
            '|' if flow == TextContext::Cell => return false,
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
            '&' if is_reference(&language[at..]) => out.push_str("&amp;"),
            // Code that is run, or a list of attributes, to some.
            '{' => out.push_str("&#123;"),
            '<' => out.push_str("&lt;"),
            c => out.push(c),
        }
    }
}

/// Writes text that is nothing but text inside of inline HTML, on one line.
pub(super) fn push_plain(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c if c.is_ascii_punctuation() => out.extend(['\\', c]),
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
}
