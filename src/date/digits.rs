//! Digits of other scripts: `٢٠٢١`, `२०२१`, `２０２１`.

use std::borrow::Cow;

/// The zeros of the scripts that pages write dates in; the other nine digits follow each. Sorted.
const ZEROS: [char; 17] = [
    '\u{660}',  // Arabic
    '\u{6F0}',  // Persian, Urdu
    '\u{966}',  // Devanagari
    '\u{9E6}',  // Bengali
    '\u{A66}',  // Gurmukhi
    '\u{AE6}',  // Gujarati
    '\u{B66}',  // Odia
    '\u{BE6}',  // Tamil
    '\u{C66}',  // Telugu
    '\u{CE6}',  // Kannada
    '\u{D66}',  // Malayalam
    '\u{E50}',  // Thai
    '\u{ED0}',  // Lao
    '\u{F20}',  // Tibetan
    '\u{1040}', // Burmese
    '\u{17E0}', // Khmer
    '\u{FF10}', // full-width
];

/// The ASCII digit of the same value, and any other character as it is.
pub(super) fn to_ascii(c: char) -> char {
    if c < ZEROS[0] {
        return c;
    }
    let zero = ZEROS.iter().rev().find(|&&zero| zero <= c);
    match zero.map(|&zero| c as u32 - zero as u32) {
        Some(value) => char::from_digit(value, 10).unwrap_or(c),
        None => c,
    }
}

/// Whether a text has a digit of another script than ASCII.
pub(super) fn has_own(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|c| to_ascii(c) != c)
}

/// The text with its digits in ASCII, character by character.
pub(super) fn folded(text: &str) -> Cow<'_, str> {
    if has_own(text) { Cow::Owned(text.chars().map(to_ascii).collect()) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_all_scripts_are_read() {
        for text in ["٢٠٢١", "۲۰۲۱", "२०२१", "২০২১", "๒๐๒๑", "２０２１", "២០២១", "2021"]
        {
            assert_eq!(folded(text), "2021", "{text}");
        }
        assert!(ZEROS.is_sorted());
        assert_eq!(folded("二〇二一 ½ é"), "二〇二一 ½ é");
    }
}
