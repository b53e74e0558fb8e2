//! What the bytes say of themselves, whatever a label says.
//!
//! Every rule here is about form, none about language: UTF-8 has sequences that no other text has by chance, UTF-16 has its
//! zero bytes, and text read in a wrong encoding has characters that nobody writes.

use super::Charset;
use encoding_rs::*;
use memchr::{memchr, memchr_iter};

/// How much of the bytes is UTF-8 beyond ASCII, and how much is nothing of the kind.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Utf8Evidence {
    /// Characters of two bytes.
    short: usize,
    /// Characters of three or four bytes.
    long: usize,
    /// Such that end before their last byte: programs that shorten text by the byte leave those behind.
    shortened: usize,
    /// Bytes that begin no character, or a character that ends at once.
    broken: usize,
}

impl Utf8Evidence {
    /// Counts over all bytes, in linear time.
    pub(super) fn of(bytes: &[u8]) -> Utf8Evidence {
        let mut evidence = Utf8Evidence::default();
        for chunk in bytes.utf8_chunks() {
            for byte in chunk.valid().bytes() {
                evidence.short += usize::from((0xC0..0xE0).contains(&byte));
                evidence.long += usize::from(byte >= 0xE0);
            }
            match chunk.invalid().len() {
                0 => {}
                1 => evidence.broken += 1,
                _ => evidence.shortened += 1,
            }
        }
        evidence
    }

    /// Whether the bytes are UTF-8 with faults rather than something else: for a broken sequence it takes a long one or four
    /// short ones. In text of other encodings short sequences come by chance, in some half as often as broken ones; with
    /// these weights no text of the tests, nor forty characters out of one, looks like UTF-8.
    pub(super) fn prevails(self) -> bool {
        let any = self.short + self.long + self.shortened > 0;
        any && self.weight() >= 4 * self.broken
    }

    fn weight(self) -> usize {
        self.short + 4 * self.long
    }

    /// Whether bytes that somebody labelled otherwise are UTF-8 all the same.
    ///
    /// Latin text has an accented capital before a sign only in mojibake (`Ã©`), so there one sequence is enough. Two bytes
    /// that are a Chinese character in GBK are well-formed UTF-8 about once in six times, so with other labels it takes a longer
    /// sequence or four of them.
    pub(super) fn overrules(self, label: Charset) -> bool {
        let needed = if is_latin(label) { 1 } else { 4 };
        if !label.is_ascii_compatible() && self.broken == 0 {
            // UTF-16 and ISO-2022-JP: the former is not UTF-8 by chance; the latter has no bytes beyond ASCII.
            return self.weight() > 0 || label == UTF_16LE || label == UTF_16BE;
        }
        self.weight() >= needed + 10 * self.broken
    }
}

/// The encodings that give themselves away, whatever a label says: UTF-16 and ISO-2022-JP.
pub(super) fn unmistakable(bytes: &[u8]) -> Option<Charset> {
    utf_16(bytes).or_else(|| has_jis_shifts(bytes).then_some(ISO_2022_JP))
}

/// UTF-16 by its zero bytes: markup, digits and spaces have one each, always on the same side, even where the text has none.
/// Two characters of ASCII at the start are enough, as in `<p`, or two in a hundred.
fn utf_16(bytes: &[u8]) -> Option<Charset> {
    let sample = &bytes[..bytes.len().min(8192)];
    memchr(0, sample)?;
    match sample {
        [1..=0x7F, 0, 1..=0x7F, 0, ..] => return Some(UTF_16LE),
        [0, 1..=0x7F, 0, 1..=0x7F, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|&&b| b == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let enough = sample.len() / 100 + 2;
    // One Chinese character in a hundred is U+4E00, with its zero on the other side.
    if second >= enough && first * 4 <= second {
        Some(UTF_16LE)
    } else if first >= enough && second * 4 <= first {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// ISO-2022-JP by the sequences that lead into its two-byte characters, in bytes that are ASCII alone.
fn has_jis_shifts(bytes: &[u8]) -> bool {
    let shift = |at: usize| matches!(bytes[at + 1..], [b'$', b'B' | b'@', ..]);
    memchr_iter(0x1B, bytes).any(shift) && bytes.is_ascii()
}

/// Whether an encoding is one of Latin letters in single bytes, ASCII the most of them. (Vietnamese is not: its accents come
/// in bytes of their own.)
pub(super) fn is_latin(charset: Charset) -> bool {
    let latin = [
        WINDOWS_1252,
        WINDOWS_1250,
        WINDOWS_1254,
        WINDOWS_1257,
        ISO_8859_2,
        ISO_8859_3,
        ISO_8859_4,
        ISO_8859_10,
        ISO_8859_13,
        ISO_8859_14,
        ISO_8859_15,
        ISO_8859_16,
        MACINTOSH,
    ];
    latin.contains(&charset)
}

/// Whether most bytes beyond ASCII stand in runs of three or more that are not of one byte nor of signs alone: words in
/// another script. In Latin text an accented letter has ASCII letters beside it.
pub(super) fn has_foreign_words(bytes: &[u8]) -> bool {
    let (mut in_runs, mut all) = (0, 0);
    for run in bytes.split(u8::is_ascii).filter(|run| !run.is_empty()) {
        all += run.len();
        // In Latin encodings the letters begin at 0xC0, and what comes before often stands together, as in `…»`.
        if run.len() >= 3 && run.iter().any(|&b| b != run[0]) && run.iter().any(|&b| b >= 0xC0) {
            in_runs += run.len();
        }
    }
    in_runs > 0 && in_runs * 2 >= all
}

/// How far a text is not one: replacement characters, C1 controls and private characters, which come out where the encoding
/// was a wrong one, among all characters beyond ASCII.
#[derive(Clone, Copy, Debug)]
pub(super) struct MojibakeStats {
    all: usize,
    senseless: usize,
    half_width: usize,
}

impl MojibakeStats {
    /// Counts over a text, in linear time.
    pub(super) fn of(text: &str) -> MojibakeStats {
        let mut stats = MojibakeStats { all: 0, senseless: 0, half_width: 0 };
        for c in text.chars().filter(|c| !c.is_ascii()) {
            stats.all += 1;
            match c {
                '\u{80}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' | char::REPLACEMENT_CHARACTER => stats.senseless += 1,
                // What EUC-JP looks like, read as Shift_JIS.
                '\u{FF61}'..='\u{FF9F}' => stats.half_width += 1,
                _ => {}
            }
        }
        stats
    }

    /// Whether a label that leads to such a text is contradicted: a tenth of it is senseless.
    pub(super) fn contradicts(self) -> bool {
        self.senseless * 10 > self.all || self.half_width * 2 > self.all
    }

    /// Whether it is no text at all: half of it is senseless.
    pub(super) fn is_hopeless(self) -> bool {
        self.senseless * 2 > self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(charset: Charset, text: &str) -> Vec<u8> {
        charset.encode(text).0.into_owned()
    }

    #[test]
    fn words_of_another_script_are_no_latin_text() {
        for (charset, text) in [
            (WINDOWS_1251, "<p>Был вечер.</p>"),
            (GBK, "<p>你好，世界。</p>"),
            (EUC_KR, "<p>한글과 abc</p>"),
            (BIG5, "<p>清晨的市場，人來人往。</p>"),
            (SHIFT_JIS, "<p>朝の市場には多くの人が。</p>"),
            (WINDOWS_1253, "<p>καλημέρα — ok</p>"),
        ] {
            assert!(has_foreign_words(&encoded(charset, text)), "{text}");
        }
        for text in ["“…”, dit-il.", "———————", "déjà créée à Nîmes", "þögn og æði", "ÉÉÉ", "«…» “…”", "plain"]
        {
            assert!(!has_foreign_words(&encoded(WINDOWS_1252, text)), "{text}");
        }
    }

    #[test]
    fn zero_bytes_on_one_side_are_utf_16() {
        assert_eq!(utf_16(b"<\0p\0"), Some(UTF_16LE));
        assert_eq!(utf_16(b"\0<\0p"), Some(UTF_16BE));
        assert_eq!(utf_16(b"<\0?\0x\0m\0l\0"), Some(UTF_16LE));
        for bytes in [&b""[..], b"\0", b"a\0", b"a\0b", b"\0\0\0\0", b"<\0\0\0p\0\0\0>\0\0\0"] {
            assert_eq!(utf_16(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn shifts_are_iso_2022_jp_only_among_ascii() {
        assert_eq!(unmistakable(b"<p>\x1B$B$\"\x1B(B</p>"), Some(ISO_2022_JP));
        for bytes in [&b"\x1B"[..], b"\x1B$", b"\x1B[1m$B", b"\x1B$B$\"\xE3\x81\x82"] {
            assert_eq!(unmistakable(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn utf_8_with_faults_is_told_from_other_encodings() {
        assert!(Utf8Evidence::of(b"wait\xE2\x80 and\xE2\x80").prevails());
        assert!(!Utf8Evidence::of(b"It\x92s").prevails());
        assert!(Utf8Evidence::of("’ ".as_bytes()).prevails());
        assert!(Utf8Evidence::of(b"It\xE2\x80\x99s a dog\x92s life").prevails());
        assert!(!Utf8Evidence::of(&encoded(GBK, "你好，世界，路")).prevails());
        assert!(!Utf8Evidence::of(&encoded(EUC_JP, "野菜を並べていました")).prevails());
    }
}
