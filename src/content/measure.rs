//! What the text of one block looks like: counts of words, punctuation and formatting, in every script.
//!
//! Text is measured where it stands, piece by piece, without joining it first. Words are runs of letters and digits; a
//! Han or kana character counts as half a word, since those scripts do not part words.

/// The counts of one block.
#[derive(Clone, Debug, Default)]
pub(crate) struct Measure {
    /// Words of scripts that part words.
    pub(crate) words: u32,
    /// Han and kana characters.
    pub(crate) cjk: u32,
    /// Characters that are not white space.
    pub(crate) chars: u32,
    pub(crate) upper: u32,
    /// Letters outside ASCII, Han and kana aside.
    pub(crate) foreign: u32,
    /// Words that begin with a capital letter.
    pub(crate) capitalised: u32,
    /// Lower-case words of up to three letters: what stop words mostly are, in any language with an alphabet.
    pub(crate) short_words: u32,
    /// Commas, semicolons and their like.
    pub(crate) clauses: u32,
    pub(crate) sentences: u32,
    pub(crate) questions: u32,
    /// Amounts of money.
    pub(crate) prices: u32,
    /// Numbers that read as a year of this century or the last.
    pub(crate) years: u32,
    /// Digits on both sides of a mark as in dates and times of day.
    pub(crate) dates: u32,
    /// Bars, dots and arrows as they part the entries of a menu.
    pub(crate) separators: u32,
    /// Signs at home in program text.
    pub(crate) symbols: u32,
    pub(crate) quotes: u32,
    /// Characters within a link, in bold, and so on.
    pub(crate) link_chars: u32,
    pub(crate) time_chars: u32,
    pub(crate) links: u16,
    pub(crate) first: Mark,
    pub(crate) last: Mark,
    /// Words that the page's title has too, among the first forty.
    pub(crate) title_words: u32,
    /// Words that the page's description has too, among the first forty.
    pub(crate) description_words: u32,
    /// Equal for equal sequences of words.
    pub(crate) hash: u64,
    /// The hash of the first four words.
    pub(crate) opening: u64,
    /// The words of a short block, as hashes, and those at the ends of a longer one.
    pub(crate) words_seen: WordList,
}

impl Measure {
    /// The length in half words.
    pub(crate) fn weight(&self) -> u32 {
        (self.words * 2 + self.cjk).max(1)
    }

    /// What a bag-of-words comparison counts: words, and each Han or kana character.
    pub(crate) fn tokens(&self) -> u32 {
        self.words + self.cjk
    }
}

/// Blocks of up to this many words are looked at word by word.
pub(crate) const SHORT: usize = 10;

/// So many words at the end of a longer block are looked at.
pub(crate) const LAST: usize = 4;

/// The words of a short block; of a longer one the first and the last.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct WordList {
    words: [u32; SHORT],
    /// The words after those, each written over the one four before it.
    last: [u32; LAST],
    count: u32,
}

impl WordList {
    /// All words of a short block, in order; none of a longer one.
    pub(crate) fn as_slice(&self) -> &[u32] {
        let count = self.count as usize;
        if count <= SHORT { &self.words[..count] } else { &[] }
    }

    /// The first words of a longer block, and its last: none of a short one.
    pub(crate) fn ends(&self) -> Option<([u32; LAST], [u32; LAST])> {
        let count = self.count as usize;
        if count < SHORT + LAST {
            return None;
        }
        let first = std::array::from_fn(|at| self.words[at]);
        Some((first, std::array::from_fn(|at| self.last[(count + at) % LAST])))
    }

    pub(super) fn push(&mut self, word: u32) {
        let count = self.count as usize;
        match self.words.get_mut(count) {
            Some(place) => *place = word,
            None => self.last[count % LAST] = word,
        }
        self.count = self.count.saturating_add(1);
    }
}

/// The kind of the first or last character of a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Mark {
    #[default]
    Other,
    Lower,
    Upper,
    Digit,
    /// Letters without case.
    Letter,
    Stop,
    Colon,
    Comma,
    Ellipsis,
    Quote,
    Close,
    Question,
}
