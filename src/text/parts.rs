//! Whether short names hold one of several words: class names, values of attributes.

/// Words that are looked for: of ASCII, in small letters, of at least two of them.
#[derive(Clone, Copy)]
pub(crate) struct Words<'w> {
    words: &'w [&'w str],
    /// The first two letters of each, as bits.
    begins: u64,
}

impl<'w> Words<'w> {
    /// These words. Made once, when the library is compiled, where they are looked for often.
    pub(crate) const fn new(words: &'w [&'w str]) -> Words<'w> {
        let (mut begins, mut rest) = (0, words);
        while let [word, others @ ..] = rest {
            if let Some(pair) = word.as_bytes().first_chunk() {
                begins |= bit(pair);
            }
            rest = others;
        }
        Words { words, begins }
    }

    /// Whether one of them stands anywhere in a text, in letters of any size.
    ///
    /// Cheap for texts of some dozens of bytes, where a search for each word would take longer to begin than to end.
    pub(crate) fn are_in(&self, text: &[u8]) -> bool {
        text.windows(2).filter_map(<[u8]>::first_chunk).enumerate().any(|(at, pair)| {
            self.begins & bit(pair) != 0
                && self.words.iter().any(|word| {
                    let word = word.as_bytes();
                    word.first().is_some_and(|first| first.eq_ignore_ascii_case(&pair[0]))
                        && text.get(at..at + word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word))
                })
        })
    }
}

/// Whether one of some words stands anywhere in a text, as [`Words::are_in`] has it.
pub(crate) fn holds_any(text: &[u8], words: &[&str]) -> bool {
    Words::new(words).are_in(text)
}

/// One of 64 bits for two bytes, the same in capitals and small letters.
const fn bit(pair: &[u8; 2]) -> u64 {
    1 << (pair[0] & 31 ^ (pair[1] & 31) << 1)
}

#[cfg(test)]
mod tests {
    use super::holds_any;

    #[test]
    fn words_are_found_anywhere_and_in_letters_of_any_size() {
        for text in ["note", "FootNote", "notes", "-note", "x1px", "ünote"] {
            assert!(holds_any(text.as_bytes(), &["note", "1px"]), "{text}");
        }
        for text in ["", "not", "no-te", "1p", "ote"] {
            assert!(!holds_any(text.as_bytes(), &["note", "1px"]), "{text}");
        }
    }
}
