//! Character references, and the other ways in which text can differ from its source: the [character reference
//! state](https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state) and those behind it, and the
//! [preprocessing of the input
//! stream](https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream).

use super::entities::{BARE, NAMED};
use memchr::{memchr2, memchr3};

/// Where text stands, which decides how character references in it are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Decoding {
    /// Among markup, or in `<title>` and `<textarea>`.
    Text,
    /// In an attribute: what may be part of a URL's query is no reference.
    Attribute,
    /// Where there are no references.
    WithoutReferences,
}

/// Appends to `out` what `raw` says: character references resolved, line ends unified, NULs replaced.
///
/// Linear in the length of `raw`.
pub(in super::super) fn decode(raw: &str, context: Decoding, out: &mut String) {
    let bytes = raw.as_bytes();
    let mut copied = 0;
    let mut at = 0;
    loop {
        let rest = &bytes[at..];
        let found = match context {
            Decoding::Text | Decoding::Attribute => memchr3(b'&', b'\r', b'\0', rest),
            Decoding::WithoutReferences => memchr2(b'\r', b'\0', rest),
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
                match reference {
                    Meaning::Character(character) => out.push(character),
                    Meaning::Named(characters) => out.push_str(characters),
                }
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

/// What the numbers from 0x80 to 0x9F stand for: the characters of windows-1252, where it has one ([numeric character
/// reference end state](https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-end-state)).
const C1: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// What a reference stands for.
enum Meaning {
    Character(char),
    /// One or two characters that have a name.
    Named(&'static str),
}

/// The reference that follows an ampersand, and how many bytes it takes. None if there is none.
fn reference(after: &[u8], context: Decoding) -> Option<(Meaning, usize)> {
    match after.first()? {
        b'#' => match after.get(1)? {
            b'x' | b'X' => numeric(after, 2, 16),
            _ => numeric(after, 1, 10),
        },
        _ => named(after, context),
    }
}

/// A numeric reference whose digits begin at `start`: the [numeric character reference
/// state](https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-state) and what follows.
fn numeric(after: &[u8], start: usize, base: u32) -> Option<(Meaning, usize)> {
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
        0x80..=0x9F => C1.chars().nth(number as usize - 0x80),
        _ => char::from_u32(number),
    };
    Some((Meaning::Character(character.unwrap_or('\u{fffd}')), at))
}

/// The longest name that ends in a semicolon, without it.
const LONGEST_NAME: usize = 31;

/// The longest name that does without a semicolon.
const LONGEST_BARE_NAME: usize = 6;

/// A reference by name: the [named character reference
/// state](https://html.spec.whatwg.org/multipage/parsing.html#named-character-reference-state).
fn named(after: &[u8], context: Decoding) -> Option<(Meaning, usize)> {
    let window = &after[..after.len().min(LONGEST_NAME + 1)];
    let length = window.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(window.len());
    // A name with its semicolon is always the longest that can match.
    if window.get(length) == Some(&b';')
        && let Some(characters) = lookup(&window[..length])
    {
        return Some((Meaning::Named(characters), length + 1));
    }
    let is_bare = |name: &[u8]| BARE.binary_search_by(|bare| bare.as_bytes().cmp(name)).is_ok();
    let length = (2..=length.min(LONGEST_BARE_NAME)).rev().find(|&length| is_bare(&window[..length]))?;
    if context == Decoding::Attribute {
        let next = after.get(length);
        if next.is_some_and(|&byte| byte == b'=' || byte.is_ascii_alphanumeric()) {
            return None;
        }
    }
    Some((Meaning::Named(lookup(&window[..length])?), length))
}

/// The characters that a name, without its semicolon, stands for.
fn lookup(name: &[u8]) -> Option<&'static str> {
    // Nearly all references are one of these.
    Some(match name {
        b"amp" => "&",
        b"nbsp" => "\u{a0}",
        b"quot" => "\"",
        b"lt" => "<",
        b"gt" => ">",
        _ => NAMED[NAMED.binary_search_by(|(other, _)| other.as_bytes().cmp(name)).ok()?].1,
    })
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
        decode(raw, Decoding::Text, &mut out);
        out
    }

    use html5ever::data::NAMED_ENTITIES;

    #[test]
    fn the_tables_are_sorted() {
        assert!(NAMED.is_sorted_by(|(one, _), (other, _)| one < other));
        assert!(BARE.is_sorted_by(|one, other| one < other));
        assert_eq!(
            NAMED.len() + BARE.len(),
            NAMED_ENTITIES.entries().filter(|(_, characters)| characters.0 != 0).count()
        );
    }

    #[test]
    fn the_table_has_no_longer_names_than_are_looked_for() {
        let names = || NAMED_ENTITIES.entries().filter(|(_, characters)| characters.0 != 0).map(|(name, _)| *name);
        let longest = |ending: bool| names().filter(|name| name.ends_with(';') == ending).map(str::len).max();
        assert_eq!(longest(true), Some(LONGEST_NAME + ";".len()));
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
        decode("?a=1&copy=2&lt&reg1&amp;x", Decoding::Attribute, &mut out);
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
