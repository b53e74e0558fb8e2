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
    pub(super) context: TextContext,
    /// Which characters can pair up in the whole text.
    pub(super) paired: Paired,
    /// Whether it begins a line.
    pub(super) line_start: bool,
    /// What comes right after it.
    pub(super) next: Next,
}

/// Appends `text[range]`, escaped. Markup may stand directly before and after it; `autolinks` knows of the address that may
/// have begun before it.
pub(super) fn push_text(
    out: &mut String,
    text: &str,
    range: Range<usize>,
    place: Surroundings,
    autolinks: &mut Autolinks,
) {
    let mut piece = Piece { text, range: range.clone(), place, marker: None, underscores: (0, false) };
    let mut line_start = place.line_start;
    // What needs no escape is appended whole.
    let mut done = range.start;
    for (offset, c) in text[range.clone()].char_indices() {
        let at = range.start + offset;
        if line_start {
            if matches!(c, ' ' | '\t') {
                done = at + 1;
                continue;
            }
            line_start = false;
            piece.marker = piece.block_marker(at, c);
        }
        let is_markup = piece.is_markup(at, c);
        let replacement = match piece.replacement(at, c, is_markup) {
            Some(replacement) => replacement,
            None if matches!(c, '.' | ':') && autolink::starts_at(text, at) => {
                out.push_str(&text[done..at]);
                done = at;
                match autolinks.start(out, c) {
                    Some(reference) => reference,
                    None => continue,
                }
            }
            None if !autolinks.is_inside() => continue,
            None if c == '<' || c.is_ascii_whitespace() => {
                autolinks.end();
                continue;
            }
            None => {
                // What is written since the address began has to stand in `out` when it is interrupted.
                out.push_str(&text[done..at]);
                done = at;
                autolinks.plain(out, c);
                continue;
            }
        };
        out.push_str(&text[done..at]);
        match replacement {
            " " => autolinks.end(),
            _ => autolinks.interrupt(out),
        }
        out.push_str(replacement);
        done = if replacement == BACKSLASH { at } else { at + c.len_utf8() };
    }
    out.push_str(&text[done..range.end]);
}

/// What is written before a character that stays.
const BACKSLASH: &str = "\\";

/// A piece of text that is being escaped.
struct Piece<'t> {
    text: &'t str,
    range: Range<usize>,
    place: Surroundings,
    /// Where a character stands that would begin a block.
    marker: Option<usize>,
    /// The end of the run of underscores at hand, and whether it is escaped.
    underscores: (usize, bool),
}

impl Piece<'_> {
    /// Where a character stands with which the line that begins here would be a block of another kind.
    fn block_marker(&self, at: usize, c: char) -> Option<usize> {
        let line = match self.place.context {
            TextContext::Paragraph => {
                // What follows the piece is not what the text goes on with, where a space comes between.
                let end = if self.place.next == Next::Space { self.range.end } else { self.text.len() };
                self.text[at..end].split('\n').next().unwrap_or_default()
            }
            // A cell can be a task, to some.
            TextContext::Cell if c == '[' => &self.text[at..],
            TextContext::Cell | TextContext::Heading => return None,
        };
        block_marker(line).map(|offset| at + offset)
    }

    /// Whether a character would be read as markup.
    fn is_markup(&mut self, at: usize, c: char) -> bool {
        let Surroundings { context, paired, next: after, .. } = self.place;
        let text = self.text;
        let next = text.as_bytes().get(at + c.len_utf8()).copied();
        let is_last = at + c.len_utf8() == self.range.end;
        let before_bracket = is_last && after == Next::Bracket;
        if self.marker == Some(at) {
            return true;
        }
        match c {
            '\\' => {
                is_last || next.is_none_or(|byte| byte.is_ascii_punctuation() || byte == b'\n') || is_macro(&text[at..])
            }
            '_' => {
                if at >= self.underscores.0 {
                    let end = self.range.end - text[at..self.range.end].trim_start_matches('_').len();
                    let is_read = paired.underscore && !stands_idle(text, at..end, &self.range);
                    self.underscores = (end, is_read);
                }
                self.underscores.1
            }
            '[' => paired.bracket || matches!(next, Some(b'[' | b'^')) || (before_bracket && paired.wiki),
            ']' => paired.bracket || before_bracket || matches!(next, Some(b'(' | b'[' | b':')),
            '!' => before_bracket,
            '<' => (is_last && after != Next::Other) || opens_tag(&text[at + 1..]),
            '&' => is_reference(&text[at..]),
            '{' => {
                let is_behind_markup = at == self.range.start && at > 0;
                is_behind_markup || context == TextContext::Heading || braces::is_read(&text[at..])
            }
            '|' if context == TextContext::Cell => true,
            '^' if next == Some(b'[') || before_bracket => true,
            ':' => is_shortcode(text, at),
            '*' | '^' | '=' | '+' | '|' | '~' | '`' | '$' => paired::is_escaped(paired, c, text, at, &self.range),
            _ => false,
        }
    }

    /// What is written for a character; none where it stays as it is.
    fn replacement(&self, at: usize, c: char, is_markup: bool) -> Option<&'static str> {
        let replacement = match c {
            '<' if is_markup => "&lt;",
            '&' if is_markup => "&amp;",
            '{' if is_markup => "&#123;",
            '|' if self.place.context == TextContext::Cell && self.is_unsure_bar(at) => "&#124;",
            '\n' | '\r' => " ",
            '\0' => "\u{fffd}",
            _ if is_markup => BACKSLASH,
            _ => return None,
        };
        Some(replacement)
    }

    /// Whether a backslash is not enough for a bar in a cell. One behind another backslash is read in two ways by the parsers
    /// there are; and where it is undone before the text is read, two bars can hide what stands between them.
    fn is_unsure_bar(&self, at: usize) -> bool {
        let is_behind_backslash = at > 0 && self.text.as_bytes()[at - 1] == b'\\';
        is_behind_backslash || paired::is_escaped(self.place.paired, '|', self.text, at, &self.range)
    }
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
pub(super) fn push_all(out: &mut String, text: &str, context: TextContext) {
    let place = Surroundings { context, paired: Paired::ALL, line_start: false, next: Next::Other };
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
