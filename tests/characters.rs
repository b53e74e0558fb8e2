//! Characters that are no text, written raw and as references: never an error, never in the way.

use bodytext::{Article, extract};

fn text(html: &str) -> String {
    extract(html).text().to_owned()
}

/// The replacement text of the only image.
fn alt(article: &Article) -> &str {
    let [image] = article.images() else { panic!("one image expected") };
    image.alt.as_deref().unwrap_or_default()
}

#[test]
fn controls_are_dropped() {
    for control in (0x01..=0x1F).chain(0x7F..=0x9F).filter_map(char::from_u32).filter(|c| !c.is_whitespace()) {
        assert_eq!(text(&format!("<p>one{control}two</p>")), "onetwo", "{control:?}");
        assert_eq!(alt(&extract(&format!("<img src=a.png alt='one{control}two'>"))), "onetwo", "{control:?}");
    }
}

#[test]
fn controls_written_as_references_are_dropped() {
    for number in (0x01..=0x08).chain(0x0E..=0x1F).chain([0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D]) {
        for reference in [format!("&#{number};"), format!("&#x{number:x};"), format!("&#X{number:04X};")] {
            assert_eq!(text(&format!("<p>one{reference}two</p>")), "onetwo", "{reference}");
        }
    }
}

#[test]
fn controls_that_are_white_space_are_a_space() {
    for blank in
        ["\t", "\n", "\r", "\r\n", "\u{C}", "\u{B}", "\u{85}", "&#9;", "&#10;", "&#13;", "&#12;", "&#11;", "&Tab;"]
    {
        assert_eq!(text(&format!("<p>one{blank}two</p>")), "one two", "{blank:?}");
    }
}

#[test]
fn references_into_windows_1252_are_its_characters() {
    // The HTML standard gives these numbers the meaning that they were written with.
    assert_eq!(text("<p>It&#146;s &#147;so&#148; &#150; 5&#160;&#128;&#133;</p>"), "It’s “so” – 5 €…");
    assert_eq!(text("<p>&#x8A;koda, &#x9Cuvre, &#x99;</p>"), "Škoda, œuvre, ™");
}

#[test]
fn references_to_no_character_are_replaced() {
    for reference in ["&#0;", "&#x0;", "&#xD800;", "&#xDBFF;", "&#xDFFF;", "&#x110000;", "&#99999999999999999999;"] {
        assert_eq!(text(&format!("<p>one{reference}two</p>")), "one\u{FFFD}two", "{reference}");
        let article = extract(&format!("<img src=a.png alt='one{reference}two'>"));
        assert_eq!(alt(&article), "one\u{FFFD}two", "{reference}");
    }
    // A pair of surrogates is two references to no character: HTML does not put it together.
    assert_eq!(text("<p>&#xD83D;&#xDE00;</p>"), "\u{FFFD}\u{FFFD}");
}

#[test]
fn what_is_no_reference_is_text() {
    assert_eq!(
        text("<p>&#; &#x; &#xyz; &# 65; R&D &unknown; &amp;#1;</p>"),
        "&#; &#x; &#xyz; &# 65; R&D &unknown; &#1;"
    );
    assert_eq!(text("<p>&#65B &#x41;B</p>"), "AB AB");
}

#[test]
fn zero_bytes_vanish_from_the_text() {
    assert_eq!(text("<p>one\0two</p>"), "onetwo");
    assert_eq!(text("\0\0<p>one</p>\0"), "one");
    // The standard keeps it visible in a value.
    assert_eq!(alt(&extract("<img src=a.png alt='one\0two'>")), "one\u{FFFD}two");
    // A tag is what it is without the byte; with it, it is an unknown one and its text is kept.
    assert_eq!(text("<p\0>one</p\0>"), "one");
}

#[test]
fn noncharacters_are_dropped() {
    for number in [0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF] {
        let raw = char::from_u32(number).unwrap();
        assert_eq!(text(&format!("<p>one{raw}two&#x{number:x};three</p>")), "onetwothree", "U+{number:04X}");
    }
}

#[test]
fn private_use_characters_are_kept() {
    // They mean something to those who wrote them: rare Chinese characters in old standards, scripts that are not in Unicode.
    for number in [0xE000, 0xE863, 0xF8FF, 0xF0000, 0x10FFFD] {
        let raw = char::from_u32(number).unwrap();
        assert_eq!(text(&format!("<p>one{raw}two&#x{number:x};</p>")), format!("one{raw}two{raw}"));
    }
}

#[test]
fn a_replacement_character_of_the_source_is_kept() {
    assert_eq!(text("<p>caf\u{FFFD} &#xFFFD;</p>"), "caf\u{FFFD} \u{FFFD}");
}

#[test]
fn a_byte_order_mark_is_no_text_anywhere() {
    assert_eq!(text("\u{FEFF}<p>one\u{FEFF}two&#xFEFF;</p>"), "onetwo");
    assert_eq!(text("\u{FEFF}\u{FEFF}one"), "one");
}

#[test]
fn nothing_but_such_characters_is_no_text() {
    let article = extract("<p>\u{1}\u{7F}&#1;\0\u{200B}\u{FEFF}&#x81;\u{FFFE}</p>");
    assert_eq!(article.text(), "");
    assert_eq!(article.blocks().count(), 0);
}
