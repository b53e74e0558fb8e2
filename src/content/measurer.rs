//! Reads the text of blocks, piece by piece, and counts.

use super::measure::{Mark, Measure};
use super::style;
use super::title::{IN_DESCRIPTION, IN_TITLE, TitleWords};
use crate::text::cjk::is_unspaced_letter;
use crate::text::fnv;

const COMPARED_WORDS: u32 = 40;
const OPENING_WORDS: u32 = 4;

/// Measures one block after the other.
pub(crate) struct Measurer {
    title: TitleWords,
    out: Measure,
    word: u32,
    word_letters: u32,
    word_digits: u32,
    word_lower: u32,
    word_first: u32,
    in_word: bool,
    counted: u32,
    sequence: u64,
    pending_stop: bool,
    before: Before,
    seen: Option<Vec<u32>>,
}

/// What stood before the character that is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    Digit,
    Currency,
    /// A mark as in dates, right behind a digit.
    DateMark,
}

impl Measurer {
    pub(crate) fn new(title: &TitleWords) -> Measurer {
        Measurer {
            title: title.clone(),
            out: Measure::default(),
            word: fnv::START,
            word_letters: 0,
            word_digits: 0,
            word_lower: 0,
            word_first: 0,
            in_word: false,
            counted: 0,
            sequence: 0,
            pending_stop: false,
            before: Before::Nothing,
            seen: None,
        }
    }

    /// Reads one piece of text. Says whether it held anything but white space.
    pub(crate) fn add(&mut self, text: &str, styles: u8) -> bool {
        crate::steps::steps(text.len());
        let before = self.out.chars;
        if text.is_empty() {
            // A line break.
            self.space();
        }
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii_lowercase() {
                at += self.small_letters(&bytes[at..]);
            } else if byte.is_ascii_whitespace() {
                self.space();
                // White space after white space says nothing more.
                at += bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            } else if byte < 0x80 {
                self.ascii(byte);
                at += 1;
            } else {
                let Some(c) = text[at..].chars().next() else { break };
                self.wide(c);
                at += c.len_utf8();
            }
        }
        let chars = self.out.chars - before;
        if styles & style::LINK != 0 {
            self.out.link_chars += chars;
        }
        if styles & style::TIME != 0 {
            self.out.time_chars += chars;
        }
        chars > 0
    }

    /// Ends the block.
    pub(crate) fn finish(&mut self, links: u16) -> Measure {
        self.space();
        self.out.links = links;
        self.out.hash = self.sequence;
        if self.counted < OPENING_WORDS {
            self.out.opening = self.sequence;
        }
        self.counted = 0;
        self.sequence = 0;
        self.before = Before::Nothing;
        std::mem::take(&mut self.out)
    }

    /// Equal for equal sequences of words, and the words of a text.
    pub(super) fn sequence(mut self, text: &str) -> (u64, Vec<u32>) {
        self.seen = Some(Vec::new());
        self.add(text, 0);
        self.space();
        (self.sequence, self.seen.unwrap_or_default())
    }

    /// Reads the small letters that a text begins with: most of what there is to read. Returns how many.
    fn small_letters(&mut self, bytes: &[u8]) -> usize {
        let mut word = self.word;
        let mut count = 0;
        for &byte in bytes.iter().take_while(|byte| byte.is_ascii_lowercase()) {
            word = fnv::add(word, byte.into());
            count += 1;
        }
        self.glyph(Mark::Lower);
        self.out.chars += count - 1;
        self.start_word();
        self.word = word;
        self.word_letters += count;
        self.word_lower += count;
        self.before = Before::Nothing;
        count as usize
    }

    fn ascii(&mut self, byte: u8) {
        match byte {
            b'A'..=b'Z' => {
                self.out.upper += 1;
                self.letter(u32::from(byte | 0x20), false);
            }
            b'0'..=b'9' => self.digit(u32::from(byte)),
            b'_' => self.letter(u32::from(byte), true),
            0..=0x1f | 0x7f => {}
            _ => self.mark(byte as char),
        }
    }

    fn wide(&mut self, c: char) {
        if is_unspaced_letter(c) {
            self.end_word();
            if matches!(c, '年' | '月' | '日') && self.before == Before::Digit {
                self.out.dates += 1;
            }
            self.before = Before::Nothing;
            self.pending_stop = false;
            self.out.cjk += 1;
            self.glyph(Mark::Letter);
            self.count_word((c as u32).wrapping_mul(0x9e37_79b1));
        } else if c.is_alphabetic() {
            let lower = c.to_lowercase().next().unwrap_or(c);
            self.out.foreign += 1;
            let is_upper = lower != c;
            if is_upper {
                self.out.upper += 1;
            }
            self.letter(lower as u32, !is_upper);
        } else if c.is_numeric() {
            self.digit(c as u32);
        } else if c.is_whitespace() {
            self.space();
        } else if matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{2060}'..='\u{206f}')
            || (self.in_word && matches!(c as u32, 0x300..=0x36f | 0x900..=0xdff | 0xe31..=0xe4e))
        {
            // Invisible, or a sign that belongs to the letter before.
        } else {
            self.mark(c);
        }
    }

    fn glyph(&mut self, mark: Mark) {
        if self.out.chars == 0 {
            self.out.first = mark;
        }
        self.out.chars += 1;
        self.out.last = mark;
    }

    fn letter(&mut self, lower: u32, is_lower: bool) {
        self.glyph(if is_lower { Mark::Lower } else { Mark::Upper });
        self.start_word();
        if !is_lower && self.word_letters == 0 && self.word_digits == 0 {
            self.word_first = 1;
        }
        self.word_letters += 1;
        self.word_lower += u32::from(is_lower);
        self.word = fnv::add(self.word, lower);
        self.before = Before::Nothing;
    }

    fn digit(&mut self, digit: u32) {
        self.glyph(Mark::Digit);
        match self.before {
            Before::Currency => self.out.prices += 1,
            Before::DateMark => self.out.dates += 1,
            _ => {}
        }
        self.start_word();
        // The first two digits tell a year.
        if self.word_digits == 0 && self.word_letters == 0 {
            self.word_first = digit;
        } else if self.word_digits == 1 && self.word_letters == 0 {
            self.word_first = self.word_first << 8 | (digit & 0xff);
        }
        self.word_digits += 1;
        self.word = fnv::add(self.word, digit);
        self.before = Before::Digit;
    }

    fn start_word(&mut self) {
        self.pending_stop = false;
        self.in_word = true;
    }

    fn space(&mut self) {
        self.end_word();
        if self.pending_stop {
            self.pending_stop = false;
            self.out.sentences += 1;
        }
        if self.before != Before::Currency {
            self.before = if self.before == Before::Digit { Before::Digit } else { Before::Nothing };
        }
    }

    fn mark(&mut self, c: char) {
        let was_digit = self.before == Before::Digit;
        let adjacent = self.in_word;
        self.end_word();
        let mut mark = Mark::Other;
        self.before = Before::Nothing;
        match c {
            '.' => {
                if self.pending_stop && self.out.last == Mark::Stop {
                    mark = Mark::Ellipsis;
                } else {
                    mark = if self.out.last == Mark::Ellipsis { Mark::Ellipsis } else { Mark::Stop };
                }
                self.pending_stop = true;
                if was_digit && adjacent {
                    self.before = Before::DateMark;
                }
            }
            '!' | '?' => {
                self.pending_stop = true;
                if c == '?' {
                    self.out.questions += 1;
                    mark = Mark::Question;
                } else {
                    mark = Mark::Stop;
                }
            }
            '。' | '！' | '？' | '｡' | '।' | '۔' | '؟' => {
                self.out.sentences += 1;
                if matches!(c, '？' | '؟') {
                    self.out.questions += 1;
                }
                mark = Mark::Stop;
            }
            '…' => {
                self.pending_stop = true;
                mark = Mark::Ellipsis;
            }
            ',' | ';' | '，' | '、' | '；' | '،' | '؛' | '—' => {
                self.out.clauses += 1;
                mark = Mark::Comma;
            }
            ':' | '：' => {
                self.out.clauses += 1;
                mark = Mark::Colon;
                if was_digit && adjacent {
                    self.before = Before::DateMark;
                }
            }
            '-' | '–' if was_digit && adjacent => self.before = Before::DateMark,
            '/' | '|' | '·' | '•' | '»' | '›' | '→' | '>' | '｜' | '▸' | '▶' | '❯' => {
                self.out.separators += 1;
                if c == '/' && was_digit && adjacent {
                    self.before = Before::DateMark;
                }
            }
            '"' | '“' | '”' | '«' | '„' | '‘' | '’' | '「' | '」' | '『' | '』' | '\'' => {
                self.out.quotes += u32::from(!adjacent);
                mark = if matches!(self.out.last, Mark::Stop | Mark::Question) { Mark::Stop } else { Mark::Quote };
            }
            ')' | ']' | '）' | '】' | '》' => mark = Mark::Close,
            '{' | '}' | '=' | '<' | '\\' | '$' | '#' | '&' | '*' | '+' | '~' | '^' | '`' | '%' => {
                self.out.symbols += 1;
            }
            _ => {}
        }
        if matches!(c, '$' | '€' | '£' | '¥' | '￥' | '₹' | '₽' | '₩' | '₺' | '₫' | '₴' | '฿' | '₪')
        {
            if was_digit {
                self.out.prices += 1;
            } else {
                self.before = Before::Currency;
            }
        }
        if !matches!(mark, Mark::Stop | Mark::Question | Mark::Ellipsis | Mark::Quote | Mark::Close) {
            self.pending_stop = false;
        }
        self.glyph(mark);
    }

    #[inline(always)]
    fn end_word(&mut self) {
        if !self.in_word {
            return;
        }
        self.in_word = false;
        self.out.words += 1;
        if self.word_digits == 0 {
            if self.word_letters <= 3 && self.word_lower == self.word_letters {
                self.out.short_words += 1;
            }
            if self.word_first == 1 {
                self.out.capitalised += 1;
            }
        } else if self.word_letters == 0 {
            let century = (self.word_first >> 8, self.word_first & 0xff);
            if self.word_digits == 4 && matches!(century, (0x31, 0x39) | (0x32, 0x30)) {
                self.out.years += 1;
            }
        }
        let word = self.word;
        self.word = fnv::START;
        self.word_letters = 0;
        self.word_digits = 0;
        self.word_lower = 0;
        self.word_first = 0;
        self.count_word(word);
    }

    #[inline(always)]
    fn count_word(&mut self, word: u32) {
        self.counted += 1;
        self.sequence = (self.sequence.rotate_left(5) ^ u64::from(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
        if self.counted == OPENING_WORDS {
            self.out.opening = self.sequence;
        }
        if self.counted <= COMPARED_WORDS {
            let bits = self.title.bits(word);
            self.out.title_words += u32::from(bits & IN_TITLE != 0);
            self.out.description_words += u32::from(bits & IN_DESCRIPTION != 0);
        }
        self.out.words_seen.push(word);
        if let Some(seen) = &mut self.seen {
            seen.push(word);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Measurer;
    use crate::content::measure::{Mark, Measure};
    use crate::content::style;
    use crate::content::title::TitleWords;

    fn measure(pieces: &[(&str, u8)]) -> Measure {
        let mut measurer = Measurer::new(&TitleWords::default());
        for (text, styles) in pieces {
            measurer.add(text, *styles);
        }
        measurer.finish(0)
    }

    #[test]
    fn words_go_on_over_inline_elements() {
        let whole = measure(&[("Green tea wants patience.", 0)]);
        let parts = measure(&[("Gre", 0), ("en", style::LINK), (" tea  wants\npatience.", 0)]);
        assert_eq!((whole.words, whole.sentences, whole.last), (4, 1, Mark::Stop));
        assert_eq!(whole.hash, parts.hash);
        assert_eq!(parts.link_chars, 2);
    }

    #[test]
    fn chinese_is_weighed_by_characters_and_its_own_punctuation() {
        let m = measure(&[("绿茶要耐心，水不能开。真的吗？", 0)]);
        assert_eq!((m.words, m.cjk, m.clauses, m.sentences, m.questions), (0, 12, 1, 2, 1));
        assert_eq!(m.weight(), 12);
    }

    #[test]
    fn abbreviations_and_numbers_are_no_sentences() {
        let m = measure(&[("Version 2.5 costs $30 or 25 € since 12.05.2024, at 10:30", 0)]);
        assert_eq!((m.sentences, m.prices, m.years), (0, 2, 1));
        assert_eq!(m.dates, 4);
        assert_eq!(measure(&[("He said: “Wait.” Then he poured…", 0)]).sentences, 2);
    }
}
