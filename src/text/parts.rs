//! Whether short names hold one of several words: class names, values of attributes.

/// Whether one of some words, of ASCII and in small letters, stands anywhere in a text, in letters of any size.
///
/// The words have at least two letters. Cheap for texts of some dozens of bytes, where a search for each word would take longer to
/// begin than to end.
pub(crate) fn holds_any(text: &[u8], words: &[&str]) -> bool {
    let begins = words.iter().fold(0, |bits, word| bits | word.as_bytes().first_chunk().map_or(0, bit));
    text.windows(2).filter_map(<[u8]>::first_chunk).enumerate().any(|(at, pair)| {
        begins & bit(pair) != 0
            && words.iter().any(|word| {
                let word = word.as_bytes();
                word.first().is_some_and(|first| first.eq_ignore_ascii_case(&pair[0]))
                    && text.get(at..at + word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word))
            })
    })
}

/// One of 64 bits for two bytes, the same in capitals and small letters.
fn bit(pair: &[u8; 2]) -> u64 {
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
