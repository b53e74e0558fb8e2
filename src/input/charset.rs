//! Bytes to text: which encoding they are in, and their text in it.
//!
//! The order is that of the HTML standard, with one difference. A browser believes the label that comes first and shows
//! what comes out; we also ask the bytes, because a label is often a server's default and the text is what counts:
//!
//! 1. A byte-order mark (UTF-8, UTF-16) decides.
//! 2. The zero bytes of UTF-16 and the shifts of ISO-2022-JP decide.
//! 3. The label from HTTP, then that of the document: a `<meta>` or else an XML declaration in the first 1024 bytes, or else
//!    a later `<meta>`. The first of them that the bytes do not contradict decides. A label is contradicted
//!    - when the bytes are UTF-8, they are not ASCII alone, and it says something else: a single sequence is enough against
//!      a Latin label (`Ã©`), it takes a sequence of three bytes or four sequences against others; one broken sequence for
//!      ten good ones is forgiven;
//!    - when it says UTF-8, and there is more broken than good: one broken sequence for each of three or four bytes, or for
//!      four of two bytes, is allowed;
//!    - when it says a Latin encoding, and most bytes beyond ASCII stand in runs of three or more, that is, in words of
//!      another script;
//!    - when more than a tenth of the characters beyond ASCII come out as replacement, C1 control or private characters (or
//!      half as half-width kana).
//! 4. Without such a label, UTF-8 where there is more good than broken, in the same sense.
//! 5. A detector (chardetng), which knows the letter frequencies of many languages; the country in the address helps it.
//! 6. If what it finds is no text either: UTF-8 with replacement characters.
//!
//! So two encodings that can both read the bytes are not told apart against a label: Korean labelled as GBK comes out as
//! Chinese characters, as in a browser. UTF-32, UTF-7 and HZ are no encodings of the web and not supported.

mod decode;
mod detect;
mod form;
mod label;
mod prescan;

use crate::article::{Encoding, EncodingSource};
use crate::hints::Hints;
use decode::{Reading, read};
use encoding_rs::UTF_8;
use form::{MojibakeStats, Utf8Evidence};
use std::borrow::Cow;

/// An encoding of the Encoding Standard.
type Charset = &'static encoding_rs::Encoding;

/// How many bytes the standard scans for a declaration.
const PRESCAN: usize = 1024;

/// How far to look for a `<meta>` that comes later: a browser finds it wherever it is, and starts the document again. Of 1987
/// pages with a declaration that were counted, 193 have it after the first 1024 bytes and 10 after these.
const LATE_PRESCAN: usize = 64 << 10;

/// Text, and how it was read.
pub(crate) struct Decoded<'b> {
    pub(crate) text: Cow<'b, str>,
    pub(crate) encoding: Encoding,
}

/// Reads bytes as text. Total: every input gives a text. `cut` says that the bytes are the start of something longer.
///
/// Linear time. Where the bytes are UTF-8 the text is borrowed, otherwise it is one allocation for each encoding that has to
/// be tried: one, unless a label is wrong.
pub(crate) fn decode<'b>(bytes: &'b [u8], cut: bool, hints: &Hints) -> Decoded<'b> {
    if let Some((charset, length)) = encoding_rs::Encoding::for_bom(bytes) {
        return decoded(read(&bytes[length..], charset, cut), charset, EncodingSource::ByteOrderMark);
    }
    let http = label::http_charset(hints).map(|charset| (charset, EncodingSource::Http));
    let declared: Vec<_> = http.into_iter().chain(document_charset(bytes)).collect();
    let source_of = |charset: Charset| declared.iter().find(|(label, _)| *label == charset).map(|(_, source)| *source);

    if let Some(charset) = form::unmistakable(bytes) {
        return decoded(read(bytes, charset, cut), charset, source_of(charset).unwrap_or(EncodingSource::Form));
    }
    let whole = if cut { decode::without_cut_character(bytes) } else { bytes };
    let utf_8 = |source| decoded(read(whole, UTF_8, false), UTF_8, source);
    if declared.iter().all(|(label, _)| *label == UTF_8) && std::str::from_utf8(whole).is_ok() {
        return utf_8(source_of(UTF_8).unwrap_or(EncodingSource::Form));
    }

    let evidence = Utf8Evidence::of(whole);
    for &(charset, source) in &declared {
        if charset == UTF_8 {
            if evidence.prevails() || whole.is_ascii() {
                return utf_8(source);
            }
        } else if evidence.overrules(charset) {
            return utf_8(source_of(UTF_8).unwrap_or(EncodingSource::Form));
        } else if !(form::is_latin(charset) && form::has_foreign_words(bytes)) {
            let reading = read(bytes, charset, cut);
            if !MojibakeStats::of(&reading.text).contradicts() {
                return decoded(reading, charset, source);
            }
        }
    }
    if evidence.prevails() {
        return utf_8(EncodingSource::Form);
    }

    let guess = detect::detect(bytes, label::top_level_domain(hints).as_deref());
    let guess = guess.map(|charset| (charset, read(bytes, charset, cut)));
    match guess.filter(|(_, reading)| !MojibakeStats::of(&reading.text).is_hopeless()) {
        Some((charset, reading)) => decoded(reading, charset, source_of(charset).unwrap_or(EncodingSource::Detector)),
        None => utf_8(EncodingSource::Fallback),
    }
}

fn decoded<'b>(reading: Reading<'b>, charset: Charset, source: EncodingSource) -> Decoded<'b> {
    let encoding = Encoding { name: charset.name().into(), source, replacements: reading.replacements };
    Decoded { text: reading.text, encoding }
}

/// The encoding for a label; none for the labels that the standard keeps only to show nothing in their place.
fn for_label(label: &[u8]) -> Option<Charset> {
    encoding_rs::Encoding::for_label_no_replacement(label)
}

/// What the document says of its encoding.
fn document_charset(bytes: &[u8]) -> Option<(Charset, EncodingSource)> {
    let start = &bytes[..bytes.len().min(PRESCAN)];
    let meta = |charset| (charset, EncodingSource::Meta);
    let xml = |charset| (charset, EncodingSource::XmlDeclaration);
    let late = || prescan::meta(&bytes[..bytes.len().min(LATE_PRESCAN)]).map(meta);
    prescan::meta(start).map(meta).or_else(|| prescan::xml_declaration(start).map(xml)).or_else(late)
}
