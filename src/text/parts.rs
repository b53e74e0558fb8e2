//! Whether short names hold one of several words: class names, values of attributes.

/// Whether one of some words, of ASCII and in small letters, stands anywhere in a text, in letters of any size.
///
/// Cheap for texts of some dozens of bytes, where a search for each word would take longer to begin than to end.
pub(crate) fn holds_any(text: &[u8], words: &[&str]) -> bool {
    let bit = |byte: u8| 1_u32 << ((byte | 0x20) & 31);
    let begins = words.iter().filter_map(|word| word.as_bytes().first()).fold(0, |bits, &byte| bits | bit(byte));
    text.iter().enumerate().any(|(at, &byte)| {
        begins & bit(byte) != 0
            && words.iter().any(|word| {
                text.get(at..at + word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word.as_bytes()))
            })
    })
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
