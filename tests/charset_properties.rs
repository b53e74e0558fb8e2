//! What holds for bytes of any kind: an article comes out, and what it says of its encoding is true.
#![cfg(feature = "charset")]

use bodytext::{EncodingSource, Hints, extract, extract_bytes};
use encoding_rs::*;
use proptest::prelude::*;

const CHARSETS: &[&encoding_rs::Encoding] = &[
    UTF_8,
    GBK,
    GB18030,
    BIG5,
    SHIFT_JIS,
    EUC_JP,
    ISO_2022_JP,
    EUC_KR,
    WINDOWS_1250,
    WINDOWS_1251,
    WINDOWS_1252,
    WINDOWS_1258,
    KOI8_R,
    ISO_8859_8_I,
    WINDOWS_874,
    UTF_16LE,
    UTF_16BE,
    X_USER_DEFINED,
];

/// Pieces of which pages are made, whole and broken, in bytes of all kinds.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let markup: &[&[u8]] = &[
        b"<p>",
        b"</p>",
        b"<!--",
        b"-->",
        b"<meta ",
        b"charset=",
        b"http-equiv=content-type ",
        b"content='text/html;",
        b"'",
        b"\"",
        b">",
        b"/",
        b"=",
        b"gbk",
        b"utf-8",
        b"shift_jis",
        b"utf-16",
        b"<?xml encoding=",
        b"?>",
        b"<a href='",
        b"\xEF\xBB\xBF",
        b"\xFF\xFE",
        b"\xFE\xFF",
        b"\x1B$B",
        b"\x1B(B",
        b"\0",
        b"&#",
        b"&#xD800;",
        b"\xE2\x80",
        b"\xF0\x9F\x98\x80",
    ];
    let text = "[ a-zéñß–“”…жДщλ汉字漢字的是かなカナ한글ทดสอบ😀]{1,40}";
    prop_oneof![
        4 => prop::sample::select(markup).prop_map(<[u8]>::to_vec),
        3 => (text, prop::sample::select(CHARSETS)).prop_map(|(text, charset)| charset.encode(&text).0.into_owned()),
        1 => prop::collection::vec(any::<u8>(), 0..40),
    ]
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(piece(), 0..30).prop_map(|pieces| pieces.concat())
}

fn hints() -> impl Strategy<Value = Hints> {
    let label = prop::option::of(prop_oneof![
        prop::sample::select(CHARSETS).prop_map(|charset| format!("text/html; charset={}", charset.name())),
        "[ -~é]{0,20}",
    ]);
    let url = prop::option::of("(https?:)?(//)?[a-zA-Z.:@\\[\\]é-]{0,12}\\.(jp|ru|CZ|xn--p1ai|рф|)[/?#.:]?");
    (label, url).prop_map(|(label, url)| {
        let hints = label.into_iter().fold(Hints::new(), Hints::with_content_type);
        url.into_iter().fold(hints, Hints::with_url)
    })
}

/// Labels that do not keep UTF-8 from being read as what it is.
fn utf_8_or_latin() -> impl Strategy<Value = Option<&'static str>> {
    prop::option::of(prop::sample::select(&["utf-8", "iso-8859-1", "us-ascii", "latin1", "unknown"][..]))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_input_gives_an_article(bytes in bytes(), hints in hints()) {
        let article = extract_bytes(&bytes, &hints);
        let encoding = article.encoding().unwrap();
        // The name is one of the standard, and decoding by it gives what the article says.
        let charset = encoding_rs::Encoding::for_label(encoding.name().as_bytes()).unwrap();
        let (text, _, faults) = match encoding.source() {
            EncodingSource::ByteOrderMark => charset.decode(&bytes),
            _ => {
                let (text, faults) = charset.decode_without_bom_handling(&bytes);
                (text, charset, faults)
            }
        };
        prop_assert_eq!(faults, encoding.replacements() > 0);
        prop_assert!(encoding.replacements() <= text.matches(char::REPLACEMENT_CHARACTER).count());
        let expected = extract(&text);
        prop_assert_eq!(article.text(), expected.text());
    }

    #[test]
    fn text_in_utf_8_is_read_as_the_string_it_is(text in "(<p>|[ a-zéñжДλ汉字のかな한글😀&<>\"'=/;.]{0,20}){0,12}", label in utf_8_or_latin()) {
        let hints = label.into_iter().fold(Hints::new(), Hints::with_content_type);
        let article = extract_bytes(text.as_bytes(), &hints);
        let expected = extract(&text);
        prop_assert_eq!(article.text(), expected.text());
        prop_assert_eq!(article.encoding().unwrap().replacements(), 0);
    }

    #[test]
    fn a_limit_never_adds_a_fault(text in "[a-z汉字的是在了不和有大这主中人上为]{1,60}", charset in prop::sample::select(&CHARSETS[..5]), limit in 0usize..200) {
        let options = bodytext::Options::new().with_max_bytes(limit);
        let bytes = charset.encode(&text).0;
        let hints = Hints::new().with_content_type(charset.name());
        let article = bodytext::Extractor::new(options).extract_bytes(&bytes, &hints);
        prop_assert_eq!(article.encoding().unwrap().replacements(), 0);
    }
}
