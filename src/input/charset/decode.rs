//! From bytes to text in one known encoding, counting what it cannot read.

use super::Charset;
use encoding_rs::{DecoderResult, UTF_8};
use std::borrow::Cow;

/// Bytes read as text.
pub(super) struct Reading<'b> {
    pub(super) text: Cow<'b, str>,
    /// How many replacement characters stand for what could not be read.
    pub(super) replacements: usize,
}

/// Reads `bytes` in an encoding. `cut` says that they are the start of something longer: a character cut off at their end
/// is left out.
///
/// UTF-8 without fault is borrowed. Everything else is one allocation, sized by the bytes that are not ASCII.
pub(super) fn read<'b>(bytes: &'b [u8], charset: Charset, cut: bool) -> Reading<'b> {
    if charset == UTF_8 { read_utf_8(bytes, cut) } else { read_legacy(bytes, charset, cut) }
}

fn read_utf_8(bytes: &[u8], cut: bool) -> Reading<'_> {
    let bytes = if cut { without_cut_character(bytes) } else { bytes };
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Reading { text: text.into(), replacements: 0 };
    }
    let replacements = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    // A replacement character is three bytes long, for one byte or more.
    let mut text = String::with_capacity(bytes.len() + 2 * replacements);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    Reading { text: text.into(), replacements }
}

/// `bytes` without a UTF-8 character at their end that has begun and not ended.
pub(super) fn without_cut_character(bytes: &[u8]) -> &[u8] {
    let begins_character = |&at: &usize| {
        let error = std::str::from_utf8(&bytes[at..]).err();
        error.is_some_and(|error| error.valid_up_to() == 0 && error.error_len().is_none())
    };
    let last_bytes = bytes.len().saturating_sub(3)..bytes.len();
    &bytes[..last_bytes.into_iter().find(begins_character).unwrap_or(bytes.len())]
}

fn read_legacy(bytes: &[u8], charset: Charset, cut: bool) -> Reading<'static> {
    let mut decoder = charset.new_decoder_without_bom_handling();
    let capacity = if charset.is_ascii_compatible() {
        // An ASCII byte is one byte of text, any other at most three; the decoder wants a little room at the end.
        let high = bytes.iter().filter(|b| !b.is_ascii()).count();
        Some(bytes.len() + 2 * high + 16)
    } else {
        decoder.max_utf8_buffer_length(bytes.len())
    };
    let mut text = String::with_capacity(capacity.unwrap_or(bytes.len()));
    // The decoder stops at each fault, and a `String` to write to would be initialised to its end each time: so it writes to
    // a small piece of memory, and each call costs what it reads and writes.
    let mut piece = "\0".repeat(PIECE);
    let mut replacements = 0;
    let mut rest = bytes;
    loop {
        let (result, read, written) = decoder.decode_to_str_without_replacement(rest, &mut piece, !cut);
        text.push_str(&piece[..written]);
        crate::steps::steps(1 + read + written);
        rest = &rest[read..];
        match result {
            DecoderResult::InputEmpty => return Reading { text: text.into(), replacements },
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                replacements += 1;
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
}

/// How many bytes of text are decoded at a time.
const PIECE: usize = 4096;

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::*;

    fn counted(bytes: &[u8], charset: Charset, cut: bool) -> (String, usize) {
        let reading = read(bytes, charset, cut);
        (reading.text.into_owned(), reading.replacements)
    }

    #[test]
    fn utf_8_without_fault_is_borrowed() {
        for (bytes, cut) in [("a漢".as_bytes(), false), (b"a\xE6\xBC", true)] {
            assert!(matches!(read(bytes, UTF_8, cut).text, Cow::Borrowed(_)));
        }
    }

    #[test]
    fn each_fault_is_one_replacement_character() {
        assert_eq!(
            counted(b"a\x92s \xE6\xBC. \xFF\xFF", UTF_8, false),
            ("a\u{FFFD}s \u{FFFD}. \u{FFFD}\u{FFFD}".into(), 4)
        );
        assert_eq!(counted(b"\xC4\xE3\xFF \xBA", GBK, false), ("你\u{FFFD} \u{FFFD}".into(), 2));
        assert_eq!(counted(b"a\0\x00\xD8b\0", UTF_16LE, false), ("a\u{FFFD}b".into(), 1));
        assert_eq!(counted(b"\x1B$B$\"", ISO_2022_JP, false), ("あ".into(), 0));
    }

    #[test]
    fn a_character_cut_off_at_the_limit_is_left_out() {
        assert_eq!(counted(b"a\xFFb\xF0\x9F\x98", UTF_8, true), ("a\u{FFFD}b".into(), 1));
        assert_eq!(counted(b"a\xFFb\xF0\x9F\x98", UTF_8, false), ("a\u{FFFD}b\u{FFFD}".into(), 2));
        assert_eq!(counted(b"\xC4\xE3\xBA", GBK, true), ("你".into(), 0));
        assert_eq!(counted(b"a\0b", UTF_16LE, true), ("a".into(), 0));
    }

    #[rustfmt::skip]
    const ALL: [Charset; 39] = [
        BIG5, EUC_JP, EUC_KR, GB18030, GBK, IBM866, ISO_2022_JP, ISO_8859_10, ISO_8859_13, ISO_8859_14, ISO_8859_15,
        ISO_8859_16, ISO_8859_2, ISO_8859_3, ISO_8859_4, ISO_8859_5, ISO_8859_6, ISO_8859_7, ISO_8859_8, ISO_8859_8_I, KOI8_R,
        KOI8_U, MACINTOSH, SHIFT_JIS, UTF_16BE, UTF_16LE, UTF_8, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253,
        WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258, WINDOWS_874, X_MAC_CYRILLIC, X_USER_DEFINED,
    ];

    /// What decoders stumble over: bytes that are nothing, characters that end early, escapes, lone surrogates.
    const FAULTS: [&[u8]; 20] = [
        b"\xFF",
        b"\x80",
        b"\xD2",
        b"\xA1 ",
        b"\x81 ",
        b"\xA1\xFF",
        b"\x8F\xA1 ",
        b"\x81\x30\x81 ",
        b"\x81\x30",
        b"\x1b$B",
        b"\x1b$B\xFF",
        b"\x1b(",
        b"\x1b$B\x24\x22\x1b(B",
        b"\x00\xD8",
        b"\xD8\x00",
        b"\x00\xDC\x00\xD8",
        b"\xE6\xBC",
        b"\xF0\x9F\x98",
        b"a\xFC",
        b"\x87\x40\xFE\xFE",
    ];

    #[test]
    fn bytes_that_no_encoding_takes_are_read_as_its_decoder_does_it_at_a_cost_in_proportion() {
        use crate::steps::taken;
        for charset in ALL {
            for fault in FAULTS {
                // Longer than a piece, and not in step with it.
                let [small, large] = [3_001, 12_007].map(|length| {
                    let bytes: Vec<u8> = fault.iter().copied().cycle().take(length).collect();
                    let before = taken();
                    let (text, replacements) = counted(&bytes, charset, false);
                    let steps = taken() - before;
                    let (expected, had_faults) = charset.decode_without_bom_handling(&bytes);
                    assert!(text == expected, "{} {fault:?}", charset.name());
                    assert_eq!(replacements > 0, had_faults, "{} {fault:?}", charset.name());
                    steps as f64 / length as f64
                });
                assert!(large <= 1.2 * small, "{} {fault:?}: {small:.2} {large:.2}", charset.name());
            }
        }
    }

    /// The decoder stops at each fault: a megabyte of them took seconds, and four took a minute, where each call had all the
    /// room for the rest of the text to initialise.
    #[test]
    fn a_text_of_faults_alone_is_read_in_small_pieces() {
        for (fault, charset) in
            [(&b"\xFF"[..], GBK), (b"\x1b$B", ISO_2022_JP), (b"\xA1 ", EUC_KR), (b"\x00\xD8", UTF_16LE)]
        {
            let bytes = fault.repeat(4 << 20);
            assert!(counted(&bytes, charset, false).1 + 1 >= 4 << 20, "{}", charset.name());
        }
    }

    #[test]
    fn the_text_is_allocated_once() {
        let samples: [(&str, Charset); 7] = [
            ("<p>Ёлка, чай и „снег“</p>", WINDOWS_1251),
            ("<p>Prix : 12 €…</p>", WINDOWS_1252),
            ("<p>汉字与 ASCII</p>", GBK),
            ("<p>€𠀀汉</p>", GB18030),
            ("<p>ｶﾀｶﾅとかな</p>", SHIFT_JIS),
            ("<p>かなと ASCII と漢字</p>", ISO_2022_JP),
            ("<p>한글</p>", EUC_KR),
        ];
        for (text, charset) in samples {
            let (bytes, _, unmappable) = charset.encode(text);
            assert!(!unmappable, "{text}");
            for repeat in [1, 7, 1000] {
                let bytes = bytes.repeat(repeat);
                let mut decoder = charset.new_decoder_without_bom_handling();
                let most = if charset.is_ascii_compatible() {
                    bytes.len() + 2 * bytes.iter().filter(|b| !b.is_ascii()).count() + 16
                } else {
                    decoder.max_utf8_buffer_length(bytes.len()).unwrap()
                };
                let Cow::Owned(read) = read(&bytes, charset, false).text else { panic!("{text} is not UTF-8") };
                assert_eq!(read.capacity(), most, "{text}");
                let mut room = String::with_capacity(most);
                let (result, ..) = decoder.decode_to_string(&bytes, &mut room, true);
                assert_eq!((result, room), (CoderResult::InputEmpty, read));
            }
        }
    }
}
