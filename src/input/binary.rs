//! Bytes that are no text: what kind of file they are.
//!
//! The signatures are those of the [MIME Sniffing standard](https://mimesniff.spec.whatwg.org/) and, for what it leaves out
//! (programs, office documents, other archives), those that the formats' own definitions give. What has none of them is no text
//! where more of it than any text has is control characters and bytes that no encoding reads.

use crate::article::BinaryKind;

/// How many characters are looked at: as a browser, no further than it takes.
const LOOKED_AT: usize = 4096;

/// How many of a hundred characters of a text may be none that texts have. Random bytes have ten or more, whatever encoding they
/// are read in.
const FEW_IN_A_HUNDRED: usize = 5;

/// So few characters are too few to go by such a share: three zero bytes around a word are a word with mistakes. Of them at least
/// half have to be none that texts have.
const FEW_CHARACTERS: usize = 64;

/// Files by what they begin with.
#[rustfmt::skip]
const SIGNATURES: &[(&[u8], BinaryKind)] = &[
    (b"%!PS-Adobe-", BinaryKind::Pdf),
    (b"\x89PNG\r\n\x1a\n", BinaryKind::Image),
    (b"\xff\xd8\xff", BinaryKind::Image),
    (b"II*\0", BinaryKind::Image),
    (b"MM\0*", BinaryKind::Image),
    (b"\0\0\x01\0", BinaryKind::Image),
    (b"\0\0\x02\0", BinaryKind::Image),
    (b"8BPS\0", BinaryKind::Image),
    (b"\0\0\0\x0cJXL \r\n\x87\n", BinaryKind::Image),
    (b"OggS\0", BinaryKind::Media),
    (b"\x1a\x45\xdf\xa3", BinaryKind::Media),
    (b"MThd\0\0\0\x06", BinaryKind::Media),
    (b"fLaC\0", BinaryKind::Media),
    (b"FLV\x01", BinaryKind::Media),
    (b"\0\0\x01\xba", BinaryKind::Media),
    (b"PK\x03\x04", BinaryKind::Archive),
    (b"PK\x05\x06", BinaryKind::Archive),
    (b"PK\x07\x08", BinaryKind::Archive),
    (b"\x1f\x8b\x08", BinaryKind::Archive),
    (b"\x1f\x9d", BinaryKind::Archive),
    (b"Rar!\x1a\x07", BinaryKind::Archive),
    (b"7z\xbc\xaf\x27\x1c", BinaryKind::Archive),
    (b"\xfd7zXZ\0", BinaryKind::Archive),
    (b"\x28\xb5\x2f\xfd", BinaryKind::Archive),
    (b"\x04\x22\x4d\x18", BinaryKind::Archive),
    (b"MSCF\0\0\0\0", BinaryKind::Archive),
    (b"!<arch>\n", BinaryKind::Archive),
    (b"LZIP\x01", BinaryKind::Archive),
    (b"wOFF\0", BinaryKind::Font),
    (b"wOFFOTTO", BinaryKind::Font),
    (b"wOF2\0", BinaryKind::Font),
    (b"wOF2OTTO", BinaryKind::Font),
    (b"OTTO\0", BinaryKind::Font),
    (b"ttcf\0", BinaryKind::Font),
    (b"\0\x01\0\0\0", BinaryKind::Font),
    (b"\x7fELF", BinaryKind::Program),
    (b"\xfe\xed\xfa\xce", BinaryKind::Program),
    (b"\xfe\xed\xfa\xcf", BinaryKind::Program),
    (b"\xce\xfa\xed\xfe", BinaryKind::Program),
    (b"\xcf\xfa\xed\xfe", BinaryKind::Program),
    (b"\xca\xfe\xba\xbe", BinaryKind::Program),
    (b"\0asm", BinaryKind::Program),
    (b"dex\n035\0", BinaryKind::Program),
    (b"SQLite format 3\0", BinaryKind::Data),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", BinaryKind::Data),
];

/// Signatures that a text could begin with, too: they count where what follows soon after is no text.
#[rustfmt::skip]
const WORDS: &[(&[u8], BinaryKind)] = &[
    (b"GIF87a", BinaryKind::Image),
    (b"GIF89a", BinaryKind::Image),
    (b"BM", BinaryKind::Image),
    (b"ID3", BinaryKind::Media),
    (b"\xff\xfb", BinaryKind::Media),
    (b"\xff\xf3", BinaryKind::Media),
    (b"fLaC", BinaryKind::Media),
    (b"FORM", BinaryKind::Media),
    (b"BZh", BinaryKind::Archive),
    (b"MZ", BinaryKind::Program),
];

/// The kind of file that bytes are, by their first ones; none where they can be text. What comes later is not looked at.
pub(crate) fn of_bytes(bytes: &[u8]) -> Option<BinaryKind> {
    let of = |list: &[(&[u8], BinaryKind)]| {
        list.iter().find(|(signature, _)| bytes.starts_with(signature)).map(|(_, kind)| *kind)
    };
    let is_strange = || bytes.iter().take(64).any(|&byte| is_control(char::from(byte)));
    of(SIGNATURES)
        .or_else(|| of(WORDS).filter(|_| is_strange()))
        .or_else(|| is_pdf(bytes).then_some(BinaryKind::Pdf))
        .or_else(|| match bytes.get(8..12) {
            Some(b"WEBP") if bytes.starts_with(b"RIFF") => Some(BinaryKind::Image),
            Some(b"WAVE" | b"AVI ") if bytes.starts_with(b"RIFF") => Some(BinaryKind::Media),
            Some(b"avif" | b"avis" | b"heic" | b"heix" | b"mif1") if bytes[4..].starts_with(b"ftyp") => {
                Some(BinaryKind::Image)
            }
            Some(_) if bytes[0] == 0 && bytes[4..].starts_with(b"ftyp") => Some(BinaryKind::Media),
            _ => None,
        })
        .or_else(|| (bytes.get(257..262) == Some(b"ustar")).then_some(BinaryKind::Archive))
}

/// The kind of file that a text was made from, which is no text; none where it is one.
///
/// Costs as much as a few thousand characters, and next to nothing for what begins with a tag.
pub(crate) fn of_text(text: &str) -> Option<BinaryKind> {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if begins_with_tag(start) {
        return None;
    }
    of_bytes(start.as_bytes()).or_else(|| is_garbage(start).then_some(BinaryKind::Unknown))
}

/// Whether bytes are the line that a PDF document begins with; a text about it goes on otherwise.
fn is_pdf(bytes: &[u8]) -> bool {
    matches!(
        bytes.trim_ascii_start(),
        [b'%', b'P', b'D', b'F', b'-', b'0'..=b'9', b'.', b'0'..=b'9', b'\r' | b'\n', ..]
    )
}

/// Whether a text begins as HTML or XML does: with a tag, a comment or a declaration. A letter behind the `<` alone is not enough.
fn begins_with_tag(text: &str) -> bool {
    let Some(after) = text.strip_prefix('<') else { return false };
    let name = after.trim_start_matches(['/', '!', '?']);
    // The longest name of HTML has 10 letters; custom elements have a hyphen.
    let len =
        name.bytes().take(32).take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':')).count();
    let is_ended =
        name.as_bytes().get(len).is_none_or(|byte| matches!(byte, b'>' | b'/' | b'[') || byte.is_ascii_whitespace());
    after.starts_with("!--") || (len > 0 && is_ended)
}

/// Whether a text has more characters that no text has than a text with mistakes in it.
fn is_garbage(text: &str) -> bool {
    let mut seen = 0;
    let mut strange = 0;
    for c in text.chars().take(LOOKED_AT) {
        seen += 1;
        strange += usize::from(is_strange(c));
    }
    let is_mostly_strange =
        if seen < FEW_CHARACTERS { strange * 2 >= seen } else { strange * 100 > seen * FEW_IN_A_HUNDRED };
    strange > 2 && is_mostly_strange
}

/// Whether a character stands in no text: a control character, or what became of bytes that are no character.
fn is_strange(c: char) -> bool {
    // Texts are made of others: one look for most characters.
    c < ' ' && is_control(c) || (c >= '\u{7f}' && matches!(c, '\u{7f}'..='\u{9f}' | '\u{fffd}'..='\u{ffff}'))
}

/// Whether a byte is one that the standard calls a binary data byte; but the shifts of some encodings are none.
fn is_control(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{10}'..='\u{1a}' | '\u{1c}'..='\u{1f}')
}

#[cfg(test)]
mod tests {
    use super::{of_bytes, of_text};
    use crate::article::BinaryKind;

    #[test]
    fn files_are_known_by_their_first_bytes() {
        let mut tar = vec![b'a'; 512];
        tar[257..262].copy_from_slice(b"ustar");
        for (bytes, kind) in [
            (&b"%PDF-1.7\n%\xe2\xe3"[..], BinaryKind::Pdf),
            (b"\n%PDF-1.4\r\n1 0 obj", BinaryKind::Pdf),
            (b"GIF89a\x01\0\x01\0\x80\0\0", BinaryKind::Image),
            (b"RIFF\x10\0\0\0WEBPVP8 ", BinaryKind::Image),
            (b"\0\0\0\x1cftypavif", BinaryKind::Image),
            (b"BM\x36\0\0\0\0\0\0\0", BinaryKind::Image),
            (b"\0\0\0\x18ftypmp42", BinaryKind::Media),
            (b"ID3\x04\0\0", BinaryKind::Media),
            (b"BZh91AY&SY\x01", BinaryKind::Archive),
            (&tar, BinaryKind::Archive),
            (b"MZ\x90\0\x03\0", BinaryKind::Program),
        ] {
            assert_eq!(of_bytes(bytes), Some(kind), "{bytes:?}");
        }
    }

    #[test]
    fn texts_about_files_are_texts() {
        for text in [
            "GIF89a is a format of pictures.",
            "BM and MZ are how files begin.",
            "%PDF-1.7 begins a document.",
            "%PDF-1.7",
            "ID3 tags name the singer.",
            "BZh, wOFF and OTTO",
            "PK",
            "",
            "FORM follows function.",
        ] {
            assert_eq!(of_text(text), None, "{text}");
        }
    }

    #[test]
    fn a_text_with_mistakes_is_a_text() {
        for text in [
            "A vertical\u{b}tab from an office, and one \u{fffd} more.",
            "\0\0",
            "\0\0<p>one</p>\0",
            "\u{1}Tea\u{2} wants\u{3} patience.\0",
            "\u{1b}[31mred\u{1b}[0m",
            "<p>\0\0\0\0\0\0",
            "\u{feff}<!DOCTYPE html>\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
            "<?xml version='1.0'?>\0\0\0\0",
            "<!-- \0\0\0\0 -->",
        ] {
            assert_eq!(of_text(text), None, "{text:?}");
        }
        for text in ["\0a\0b\0c\0d", "\u{fffd}\u{fffd}(\u{fffd}/\u{fffd}", "\u{1}\u{2}<p>\u{3}", "<\u{fffd}a\0\0\0\0"] {
            assert_eq!(of_text(text), Some(BinaryKind::Unknown), "{text:?}");
        }
    }
}
