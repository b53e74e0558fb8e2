//! Character references, and the other ways in which text can differ from its source.

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};
use memchr::{memchr2, memchr3};

/// Where text stands, which decides how character references in it are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Context {
    /// Among markup, or in `<title>` and `<textarea>`.
    Text,
    /// In an attribute: what may be part of a URL's query is no reference.
    Attribute,
    /// Where there are no references.
    Plain,
}

/// Appends to `out` what `raw` says: character references resolved, line ends unified, NULs replaced.
///
/// Linear in the length of `raw`.
pub(in super::super) fn decode(raw: &str, context: Context, out: &mut String) {
    let bytes = raw.as_bytes();
    let mut copied = 0;
    let mut at = 0;
    loop {
        let rest = &bytes[at..];
        let found = match context {
            Context::Text | Context::Attribute => memchr3(b'&', b'\r', b'\0', rest),
            Context::Plain => memchr2(b'\r', b'\0', rest),
        };
        let Some(found) = found else { break };
        at += found;
        match bytes[at] {
            b'&' => {
                let Some((reference, length)) = reference(&bytes[at + 1..], context) else {
                    at += 1;
                    continue;
                };
                out.push_str(&raw[copied..at]);
                out.extend(reference.into_iter().flatten());
                at += 1 + length;
            }
            b'\r' => {
                out.push_str(&raw[copied..at]);
                out.push('\n');
                at += if bytes.get(at + 1) == Some(&b'\n') { 2 } else { 1 };
            }
            _ => {
                out.push_str(&raw[copied..at]);
                out.push('\u{fffd}');
                at += 1;
            }
        }
        copied = at;
    }
    out.push_str(&raw[copied..]);
}

/// One or two characters.
type Characters = [Option<char>; 2];

/// The reference that follows an ampersand, and how many bytes it takes. None if there is none.
fn reference(after: &[u8], context: Context) -> Option<(Characters, usize)> {
    match after.first()? {
        b'#' => match after.get(1)? {
            b'x' | b'X' => numeric(after, 2, 16),
            _ => numeric(after, 1, 10),
        },
        _ => named(after, context),
    }
}

/// A numeric reference whose digits begin at `start`.
fn numeric(after: &[u8], start: usize, base: u32) -> Option<(Characters, usize)> {
    let mut number: u32 = 0;
    let mut at = start;
    while let Some(digit) = after.get(at).and_then(|&byte| char::from(byte).to_digit(base)) {
        // No number that reaches the ceiling is a character, so staying there loses nothing.
        number = number.saturating_mul(base).saturating_add(digit).min(0x11_0000);
        at += 1;
    }
    if at == start {
        return None;
    }
    if after.get(at) == Some(&b';') {
        at += 1;
    }
    let character = match number {
        0 => None,
        0x80..=0x9F => C1_REPLACEMENTS[number as usize - 0x80].or(char::from_u32(number)),
        _ => char::from_u32(number),
    };
    Some(([Some(character.unwrap_or('\u{fffd}')), None], at))
}

/// The longest name that ends in a semicolon, without it.
const LONGEST_NAME: usize = 31;

/// The longest name that does without a semicolon.
const LONGEST_BARE_NAME: usize = 6;

/// A reference by name.
fn named(after: &[u8], context: Context) -> Option<(Characters, usize)> {
    let window = &after[..after.len().min(LONGEST_NAME + 1)];
    let length = window.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(window.len());
    // A name with its semicolon is always the longest that can match.
    if window.get(length) == Some(&b';')
        && let Some(characters) = lookup(&window[..=length])
    {
        return Some((characters, length + 1));
    }
    let (characters, length) = (2..=length.min(LONGEST_BARE_NAME))
        .rev()
        .find_map(|length| lookup(&window[..length]).map(|characters| (characters, length)))?;
    if context == Context::Attribute {
        let next = after.get(length);
        if next.is_some_and(|&byte| byte == b'=' || byte.is_ascii_alphanumeric()) {
            return None;
        }
    }
    Some((characters, length))
}

/// The characters of a name, which may include its semicolon.
fn lookup(name: &[u8]) -> Option<Characters> {
    let name = str::from_utf8(name).ok()?;
    // The table also holds the beginnings of names, which stand for nothing.
    let &(first, second) = NAMED_ENTITIES.get(name).filter(|characters| characters.0 != 0)?;
    Some([char::from_u32(first), char::from_u32(second).filter(|&second| second != '\0')])
}

/// Whether an attribute's value differs from its source.
pub(in super::super) fn value_needs_decoding(value: &str) -> bool {
    memchr3(b'&', b'\r', b'\0', value.as_bytes()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(raw: &str) -> String {
        let mut out = String::new();
        decode(raw, Context::Text, &mut out);
        out
    }

    #[test]
    fn the_table_has_no_longer_names_than_are_looked_for() {
        let names = || NAMED_ENTITIES.entries().filter(|(_, characters)| characters.0 != 0).map(|(name, _)| *name);
        let longest = |ending: bool| names().filter(|name| name.ends_with(';') == ending).map(str::len).max();
        assert_eq!(longest(true), Some(LONGEST_NAME + 1));
        assert_eq!(longest(false), Some(LONGEST_BARE_NAME));
        assert!(names().all(|name| name.trim_end_matches(';').bytes().all(|byte| byte.is_ascii_alphanumeric())));
    }

    #[test]
    fn every_name_stands_for_its_characters() {
        for (name, &(first, second)) in NAMED_ENTITIES.entries().filter(|(_, characters)| characters.0 != 0) {
            let expected: String =
                [first, second].iter().filter_map(|&c| char::from_u32(c).filter(|&c| c != '\0')).collect();
            assert_eq!(text(&format!("&{name}")), expected, "{name}");
        }
    }

    #[test]
    fn references_are_resolved() {
        assert_eq!(text("Fish &amp; chips&nbsp;&lt;3 &#x1F41F;&#128;"), "Fish & chips\u{a0}<3 🐟€");
    }

    #[test]
    fn what_is_no_reference_stays() {
        assert_eq!(text("AT&T, R&D; &; &#; &#x; &bogus; &"), "AT&T, R&D; &; &#; &#x; &bogus; &");
    }

    #[test]
    fn the_longest_name_wins() {
        assert_eq!(text("&notin; &notit; &not &ampamp;"), "∉ ¬it; ¬ &amp;");
    }

    #[test]
    fn a_query_in_an_attribute_stays() {
        let mut out = String::new();
        decode("?a=1&copy=2&lt&reg1&amp;x", Context::Attribute, &mut out);
        assert_eq!(out, "?a=1&copy=2<&reg1&x");
    }

    #[test]
    fn numbers_that_are_no_character_are_replaced() {
        assert_eq!(text("&#0;&#xD800;&#x110000;&#99999999999999999999;"), "\u{fffd}\u{fffd}\u{fffd}\u{fffd}");
    }

    #[test]
    fn line_ends_are_unified_but_not_those_by_reference() {
        assert_eq!(text("a\r\nb\rc\n&#13;\n\0"), "a\nb\nc\n\r\n\u{fffd}");
    }
}
