//! Lists of words in the languages of the web, as files beside the code have them: read while the library is compiled, so that
//! they cost nothing when it runs.
#![expect(clippy::indexing_slicing, reason = "only the compiler runs it")]

/// A constant for each list that is wanted of a file.
macro_rules! word_lists {
    ($file:literal: $($(#[$doc:meta])* $vis:vis $name:ident = $list:literal;)+) => {
        $(
            $(#[$doc])*
            $vis const $name: &[&str] = {
                const FILE: &str = include_str!($file);
                const WORDS: [&str; $crate::word_list::count(FILE, $list)] =
                    $crate::word_list::words(FILE, $list);
                &WORDS
            };
        )+
    };
}
pub(crate) use word_lists;

/// How many words a list of a file has: the head of a list is its name in square brackets, and each of its words stands on a
/// line of its own, before a tab. Lines that begin with `#` are remarks.
pub(crate) const fn count(file: &str, list: &str) -> usize {
    let mut count = 0;
    let mut lines = WordLines { rest: file, list, is_in_list: false };
    while let Some((_, rest)) = lines.next_word() {
        count += 1;
        lines = rest;
    }
    assert!(count > 0, "no such list, or an empty one");
    count
}

/// The words of a list, in the order of the file.
pub(crate) const fn words<'f, const COUNT: usize>(file: &'f str, list: &str) -> [&'f str; COUNT] {
    let mut words = [""; COUNT];
    let mut at = 0;
    let mut lines = WordLines { rest: file, list, is_in_list: false };
    while let Some((word, rest)) = lines.next_word() {
        words[at] = word;
        at += 1;
        lines = rest;
    }
    words
}

/// The lines of a file that are still to be read. What is wanted is a constant, so it does without iterators.
struct WordLines<'f, 'l> {
    rest: &'f str,
    list: &'l str,
    is_in_list: bool,
}

impl<'f, 'l> WordLines<'f, 'l> {
    /// The next word of the list, and the lines behind it.
    const fn next_word(self) -> Option<(&'f str, WordLines<'f, 'l>)> {
        let WordLines { mut rest, list, mut is_in_list } = self;
        while !rest.is_empty() {
            let line = rest.split_at(find(rest, b'\n')).0;
            rest = match line.len() == rest.len() {
                true => "",
                false => rest.split_at(line.len() + 1).1,
            };
            match line.as_bytes() {
                [] | [b'#', ..] => {}
                [b'[', name @ .., b']'] => is_in_list = is_equal(name, list.as_bytes()),
                _ if is_in_list => {
                    let word = line.split_at(find(line, b'\t')).0;
                    assert!(word.len() < line.len(), "a word without its languages");
                    return Some((word, WordLines { rest, list, is_in_list }));
                }
                _ => {}
            }
        }
        None
    }
}

/// Where a byte of ASCII stands first, or the end.
const fn find(text: &str, byte: u8) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && bytes[at] != byte {
        at += 1;
    }
    at
}

const fn is_equal(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# A remark.\n\n[teas]\ngreen \ten\nvert\tfr\n# Another.\n茶\tja zh\n[cups]\ncup\ten";

    #[test]
    fn a_list_has_the_words_below_its_name() {
        const TEAS: [&str; count(FILE, "teas")] = words(FILE, "teas");
        assert_eq!(TEAS, ["green ", "vert", "茶"]);
        assert_eq!(words::<{ count(FILE, "cups") }>(FILE, "cups"), ["cup"]);
    }

    #[test]
    fn every_word_has_its_languages_and_comes_once() {
        for file in [
            include_str!("date/words.txt"),
            include_str!("metadata/words/labels.txt"),
            include_str!("metadata/words/names.txt"),
            include_str!("metadata/words/titles.txt"),
        ] {
            let mut known: Vec<&str> = Vec::new();
            for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
                if line.starts_with('[') {
                    known.clear();
                    continue;
                }
                let (word, languages) = line.split_once('\t').expect(line);
                assert!(!known.contains(&word), "{line}");
                known.push(word);
                let is_code = |code: &str| {
                    let language = code.split('-').next().unwrap_or("");
                    (2..=3).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_lowercase())
                };
                assert!(languages.split(' ').all(is_code), "{line}");
            }
        }
    }
}
