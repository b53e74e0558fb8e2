//! The short words that stand for text and attributes in the tokens that html5ever's tree builder gets.
//!
//! They are short enough for a `StrTendril` to hold them in place, so that no token allocates.

use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName, local_name, ns};

/// How many pieces of text stand-ins can tell apart.
pub(super) const MAX_PIECES: usize = 1 << (BITS_A_LETTER * TEXT_LENGTH);

/// The length of a stand-in for text.
const TEXT_LENGTH: usize = 8;
const BITS_A_LETTER: usize = 2;

/// To the tree builder text is white space or it is not: a stand-in is written in letters of the one sort or the other.
const SPACES: [u8; 4] = *b" \t\x0C\r";
const LETTERS: [u8; 4] = *b"abcd";

/// The stand-in for the line feed right after a `<pre>`, which the tree builder may drop. It is always the first piece.
const FIRST_LINE_FEED: &str = "\n";

/// A stand-in for a piece of text.
pub(super) fn for_text(number: usize, is_space: bool) -> StrTendril {
    let alphabet = if is_space { &SPACES } else { &LETTERS };
    let mut word = [alphabet[0]; TEXT_LENGTH];
    let mut rest = number;
    for letter in &mut word {
        *letter = alphabet[rest % alphabet.len()];
        rest /= alphabet.len();
    }
    ascii(&word)
}

/// The stand-in for a line feed that is the first piece of text after a tag.
pub(super) fn for_first_line_feed() -> StrTendril {
    StrTendril::from_slice(FIRST_LINE_FEED)
}

/// The number of the piece that a word stands for. None if it is no stand-in.
pub(super) fn piece_of(word: &str) -> Option<usize> {
    if word == FIRST_LINE_FEED {
        return Some(0);
    }
    let word: &[u8; TEXT_LENGTH] = word.as_bytes().try_into().ok()?;
    Some(word.iter().rev().fold(0, |number, letter| {
        let digit = match letter {
            b'\t' | b'b' => 1,
            b'\x0C' | b'c' => 2,
            b'\r' | b'd' => 3,
            _ => 0,
        };
        number << BITS_A_LETTER | digit
    }))
}

fn ascii(word: &[u8]) -> StrTendril {
    StrTendril::from_slice(str::from_utf8(word).unwrap_or_default())
}

/// The name of the attribute that stands for those of a formatting element. The tree builder does not look at it.
const ATTRIBUTES: LocalName = local_name!("class");

/// How many bits of a number a character of an attribute's value holds: all of ASCII.
const BITS_A_CHARACTER: u32 = 7;

/// An attribute that stands for those of a formatting element.
pub(super) fn for_attributes(number: u32) -> Attribute {
    let mut word = [0; u32::BITS.div_ceil(BITS_A_CHARACTER) as usize];
    for (character, shift) in word.iter_mut().zip((0..).step_by(BITS_A_CHARACTER as usize)) {
        *character = (number >> shift) as u8 & ((1 << BITS_A_CHARACTER) - 1);
    }
    Attribute { name: QualName::new(None, ns!(), ATTRIBUTES), value: ascii(&word) }
}

/// The number of the attributes that an element's tag carries, if it carries one.
pub(super) fn attributes_of(attributes: &[Attribute]) -> Option<usize> {
    let stand_in = attributes.iter().find(|attribute| attribute.name.local == ATTRIBUTES)?;
    let digits = stand_in.value.bytes().zip((0..).step_by(BITS_A_CHARACTER as usize));
    Some(digits.fold(0, |number, (digit, shift)| number | usize::from(digit) << shift))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_found_again() {
        for number in [0, 1, 5, 4711, MAX_PIECES - 1] {
            for is_space in [true, false] {
                let word = for_text(number, is_space);
                assert_eq!(piece_of(&word), Some(number));
                assert!(word.chars().all(|letter| letter.is_ascii_whitespace() == is_space));
            }
        }
        assert_eq!(piece_of(&for_first_line_feed()), Some(0));
        assert_eq!(piece_of("\u{fffd}"), None);
    }

    #[test]
    fn attributes_are_found_again() {
        for number in [0, 1, 127, 128, 1 << 20, u32::MAX] {
            assert_eq!(attributes_of(&[for_attributes(number)]), Some(number as usize));
        }
        assert_eq!(attributes_of(&[]), None);
    }
}
