//! How long a text is, in units that readers know.

use unicode_segmentation::UnicodeSegmentation;

/// The number of words, after UAX #29: runs of letters and digits, with apostrophes and the like inside. A Han character and a
/// hiragana letter is a word each, a run of katakana one word, since nothing in the text shows where words end.
pub(crate) fn words(text: &str) -> usize {
    text.unicode_words().count()
}

/// The number of characters as readers see them: grapheme clusters, after UAX #29.
pub(crate) fn graphemes(text: &str) -> usize {
    // No two ASCII characters are one, save for a carriage return before a line feed.
    if text.is_ascii() && !text.contains('\r') { text.len() } else { text.graphemes(true).count() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_many_scripts_are_counted() {
        assert_eq!(words("It's 3.14 o'clock, e-mail me."), 6);
        assert_eq!(words("2021世界人工智能大会。"), 9);
        assert_eq!(words("ラーメンを食べる"), 5);
        assert_eq!(words("서울은 한국의 수도이다."), 3);
        assert_eq!(words("— … 。"), 0);
    }

    #[test]
    fn a_grapheme_is_what_a_reader_sees() {
        assert_eq!(graphemes("plain ASCII"), 11);
        assert_eq!(graphemes("e\u{301}"), 1);
        assert_eq!(graphemes("👩‍👩‍👧 क्षि 上海"), 6);
        assert_eq!(graphemes("a\r\nb"), 3);
    }
}
