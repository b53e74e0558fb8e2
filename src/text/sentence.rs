//! Sentences.
//!
//! UAX #29 knows full stops, closing quotes and the marks of Chinese and Japanese (`。！？` end a sentence together with the quotes
//! that close after them). A few things are mended here: a full stop after an initial or a short title (`J. Smith`, `Dr. Smith`)
//! ends nothing, and neither does a Japanese quotation that goes on with と or って; a quote that opens right after the mark
//! begins the next sentence, where UAX #29 takes it for one that closes; a French quote closes after a space.

use unicode_segmentation::{USentenceBounds, UnicodeSegmentation};

/// The sentences of a text that is one block, without the white space around them. A line break ends a sentence.
pub(crate) fn sentences(text: &str) -> Sentences<'_> {
    Sentences { text, start: 0, bound: 0, bounds: text.split_sentence_bounds() }
}

/// An iterator over sentences, made by [`sentences`].
#[derive(Clone)]
pub(crate) struct Sentences<'a> {
    text: &'a str,
    /// Where the next sentence starts.
    start: usize,
    /// How far `bounds` has come: at the start of the next sentence, or a few quotes off.
    bound: usize,
    bounds: USentenceBounds<'a>,
}

impl<'a> Iterator for Sentences<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        while self.start < self.text.len() {
            let mut end = self.text.len();
            for segment in self.bounds.by_ref() {
                self.bound += segment.len();
                if !goes_on(segment, &self.text[self.bound..]) {
                    end = self.mend(self.bound);
                    break;
                }
            }
            let sentence = self.text[self.start..end].trim();
            self.start = end;
            if !sentence.is_empty() {
                return Some(sentence);
            }
        }
        None
    }
}

impl Sentences<'_> {
    /// Moves an end of UAX #29 over the quotes that stand on its wrong side.
    fn mend(&self, end: usize) -> usize {
        let (before, after) = (&self.text[self.start..end], &self.text[end..]);
        if let Some(rest) = after.strip_prefix('»') {
            // French puts a space before the quote that closes; a quote that opens is followed by none.
            let closes = rest.is_empty() || rest.starts_with([' ', '\u{A0}', '.', ',']);
            return if closes { end + '»'.len_utf8() } else { end };
        }
        if after.is_empty() { end } else { self.start + before.trim_end_matches(OPENING).len() }
    }
}

/// Quotes and brackets that open, where Chinese and Japanese put no space before them.
const OPENING: [char; 15] = ['「', '『', '（', '《', '〈', '【', '〔', '［', '｛', '“', '‘', '(', '[', '{', '«'];

/// Whether a sentence goes on after what UAX #29 takes for its end.
fn goes_on(before: &str, after: &str) -> bool {
    if before.ends_with(['」', '』']) {
        return after.starts_with("と") || after.starts_with("って");
    }
    // A space and nothing else: a line break ends a sentence whatever stands before it.
    let Some(text) = before.trim_end_matches([' ', '\u{A0}']).strip_suffix('.') else { return false };
    let start =
        text.char_indices().rev().take_while(|(_, c)| c.is_alphanumeric()).last().map_or(text.len(), |(at, _)| at);
    is_initial(&text[start..]) || is_title(&text[start..])
}

/// A single capital letter.
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

/// A capital and up to three small letters, none of them a vowel: Mr, Dr, St, Sgt. No word is written so in the languages that
/// use Latin letters and capitals.
fn is_title(word: &str) -> bool {
    let is_consonant = |byte: u8| byte.is_ascii_alphabetic() && !b"aeiouyAEIOUY".contains(&byte);
    (2..=4).contains(&word.len())
        && word.bytes().all(is_consonant)
        && word.bytes().enumerate().all(|(place, byte)| byte.is_ascii_uppercase() == (place == 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_sentences(glue: &str, expected: &[&str]) {
        assert_eq!(sentences(&expected.join(glue)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn full_stops_that_end_sentences_and_others() {
        assert_sentences(
            " ",
            &["Tea costs 3.14 a cup.", "“It is hot!”", "Is it?", "Yes...", "(No.)", "\"So?\"", "So."],
        );
        let titles = "Dr. J. R. Lee met Mrs. Ray on St. John St. near here.";
        assert_sentences(" ", &[titles, "They had tea, e.g. green tea.", "The end"]);
        assert_sentences(" ", &["They called the police.", "The TV was on.", "It was by the BBC.", "So it was."]);
        assert_sentences(" ", &["Здесь был А. С. Пушкин.", "Он пил чай."]);
        assert_sentences(" ", &["„Ja.“", "Er trank Tee.", "« Oui. »", "Elle aussi."]);
        assert_sentences(" ", &["서울은 수도이다.", "크다."]);
    }

    #[test]
    fn chinese_and_japanese_sentences_need_no_space() {
        assert_sentences("", &["上海今天开会。", "他说：“好！”", "真的吗？！", "（也许。）", "“是的……大概。”", "“完”"]);
        assert_sentences(
            "",
            &["「そうだ。」と彼は言った。", "『本当？』って聞いた。", "雨だ。", "「はい。」", "「『雨』だ。」"],
        );
    }

    #[test]
    fn a_line_break_ends_a_sentence() {
        assert_eq!(sentences("12 Tea Street\nDr.\nLondon\n\n").collect::<Vec<_>>(), ["12 Tea Street", "Dr.", "London"]);
        assert_eq!(sentences(" \n ").next(), None);
    }
}
