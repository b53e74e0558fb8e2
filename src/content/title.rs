//! The words of the page's title and description, to find them again in its text.

use super::measure::Measure;
use super::measurer::Measurer;

/// The words of the page's title and description, as hashes.
#[derive(Clone, Debug, Default)]
pub(crate) struct TitleWords {
    words: Vec<(u32, u8)>,
    /// A bit for each value of the lowest bits of a word: whether there is one like it. Most words are in no title.
    known: [u64; 16],
    /// What titles and their parts say, in order: a title made for it has a part for every other byte.
    whole: Vec<u64>,
    /// How many different words the title has.
    pub(crate) title_len: u32,
    pub(crate) description_len: u32,
}

pub(super) const IN_TITLE: u8 = 1;
pub(super) const IN_DESCRIPTION: u8 = 2;

/// Each word of a title is compared with all before it: so many different ones are taken.
const MOST_WORDS: usize = 256;

impl TitleWords {
    /// From the titles that the page's head gives, and its description.
    pub(crate) fn new<'a>(titles: impl Iterator<Item = &'a str>, description: &str) -> TitleWords {
        let mut out = TitleWords::default();
        let empty = TitleWords::default();
        let mut add = |text: &str, bit: u8| {
            let (hash, words) = Measurer::new(&empty).sequence(text);
            for word in words {
                let has_room = out.words.len() < MOST_WORDS;
                match out.words.iter_mut().find(|(other, _)| *other == word) {
                    Some((_, bits)) => *bits |= bit,
                    None if has_room => out.words.push((word, bit)),
                    None => {}
                }
            }
            hash
        };
        let mut whole = Vec::new();
        for title in titles {
            whole.push(add(title, IN_TITLE));
            // The name of the site often stands behind a dash or bar.
            for part in title.split(['|', '–', '—', '»', '·', '_']).chain(title.split(" - ")) {
                whole.push(add(part, IN_TITLE));
            }
        }
        let end = description.char_indices().nth(400).map_or(description.len(), |(at, _)| at);
        add(&description[..end], IN_DESCRIPTION);
        out.words.sort_unstable();
        for (word, _) in &out.words {
            let (at, bit) = place(*word);
            out.known[at] |= bit;
        }
        out.title_len = out.words.iter().filter(|(_, bits)| bits & IN_TITLE != 0).count() as u32;
        out.description_len = out.words.iter().filter(|(_, bits)| bits & IN_DESCRIPTION != 0).count() as u32;
        whole.retain(|hash| *hash != 0);
        whole.sort_unstable();
        out.whole = whole;
        out
    }

    /// Whether a block says the same as a title.
    pub(crate) fn equals(&self, measure: &Measure) -> bool {
        self.whole.binary_search(&measure.hash).is_ok()
    }

    /// Whether a word stands in the title, in the description.
    pub(super) fn bits(&self, word: u32) -> u8 {
        let (at, bit) = place(word);
        if self.known[at] & bit == 0 {
            return 0;
        }
        match self.words.binary_search_by_key(&word, |(hash, _)| *hash) {
            Ok(at) => self.words[at].1,
            Err(_) => 0,
        }
    }
}

/// The number and the bit of a word in [`TitleWords::known`].
fn place(word: u32) -> (usize, u64) {
    ((word >> 6) as usize % 16, 1 << (word % u64::BITS))
}

#[cfg(test)]
mod tests {
    use super::TitleWords;
    use crate::content::measurer::Measurer;

    #[test]
    fn a_title_is_known_with_and_without_the_site() {
        let title = TitleWords::new(["Green tea - The Leaf"].into_iter(), "");
        let mut measurer = Measurer::new(&title);
        measurer.add("Green Tea", 0);
        let heading = measurer.finish(0);
        assert!(title.equals(&heading));
        measurer.add("Green tea wants patience", 0);
        let sentence = measurer.finish(0);
        assert!(!title.equals(&sentence));
        assert_eq!(sentence.title_words, 2);
    }
}
