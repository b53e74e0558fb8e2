//! Which characters are white space, which are nothing at all, and which are text.
//!
//! HTML collapses only five ASCII characters. What people write in HTML as blank, and what comes out of word processors and
//! editors, is more than that: this is the one place where the rules for all of Unicode stand.
//!
//! | class | characters | what becomes of them |
//! | --- | --- | --- |
//! | [`Newline`](Class::Newline) | line feed, carriage return, form feed, vertical tab, NEL, U+2028, U+2029 | a space, or nothing between [Chinese and Japanese characters](super::cjk::joins_without_space) |
//! | [`Space`](Class::Space) | space, tab, no-break space, every other space of Unicode but one | a space; a run of them, newlines included, is one space, and none at the edges of a block |
//! | [`Ideographic`](Class::Ideographic) | U+3000 | dropped at the edges of a block, where it is an indent; inside it is text |
//! | [`Nothing`](Class::Nothing) | controls, zero-width space (but [between words](parts_by_zero_width)) and no-break space, word joiner, soft hyphen, invisible operators, annotation marks, noncharacters | dropped |
//! | [`Text`](Class::Text) | all else, joiners (ZWJ, ZWNJ) and bidirectional marks included: scripts and emoji need them | kept |

use std::borrow::Cow;

/// What a character counts as. The module's table lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Kept as it is.
    Text,
    /// White space that a run of is one space.
    Space,
    /// White space that ends a line of the source: a space, except between Chinese and Japanese characters.
    Newline,
    /// The ideographic space: an indent at the edge of a block, text inside it.
    Ideographic,
    /// Not there: dropped, whatever stands on its sides.
    Nothing,
}

/// Which class a character belongs to.
#[inline]
pub(crate) fn classify(c: char) -> Class {
    match c {
        '\u{21}'..='\u{7E}' => Class::Text,
        ' ' | '\t' | '\u{A0}' => Class::Space,
        '\n' | '\r' | '\u{0B}' | '\u{0C}' => Class::Newline,
        _ => classify_rare(c),
    }
}

fn classify_rare(c: char) -> Class {
    match c {
        '\u{85}' | '\u{2028}' | '\u{2029}' => Class::Newline,
        '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => Class::Space,
        '\u{3000}' => Class::Ideographic,
        '\u{00}'..='\u{1F}' | '\u{7F}'..='\u{9F}' => Class::Nothing,
        '\u{AD}' | '\u{200B}' | '\u{FEFF}' => Class::Nothing,
        // Word joiner and invisible operators; what follows after the bidirectional isolates is deprecated.
        '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}' => Class::Nothing,
        // Interlinear annotation marks, and the noncharacters.
        '\u{FFF9}'..='\u{FFFB}' | '\u{FDD0}'..='\u{FDEF}' => Class::Nothing,
        _ if c as u32 & 0xFFFE == 0xFFFE => Class::Nothing,
        _ => Class::Text,
    }
}

/// How many bytes at the start of `text` are characters of class [`Text`](Class::Text) alone.
///
/// For copying whole runs at once. Linear in the answer; it looks at bytes and decodes only what may be something else.
pub(crate) fn text_run(text: &str) -> usize {
    run::<false>(text)
}

/// Like [`text_run`], but plain spaces that stand one by one between two such characters are passed as well: what comes out
/// as it stands.
pub(crate) fn spaced_run(text: &str) -> usize {
    run::<true>(text)
}

#[inline(always)]
fn run<const SPACES: bool>(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            0x21..=0x7E => at += 1,
            // Of the characters that are led by these bytes all are text.
            b' ' if SPACES && at > 0 && matches!(bytes.get(at + 1), Some(0x21..=0x7E | 0xC3..=0xE0 | 0xE4..=0xEE)) => {
                at += 1
            }
            ..=0x20 | 0x7F => return at,
            // Two bytes; only U+0080 to U+00BF are led by 0xC2.
            0xC3..=0xDF => at += 2,
            // Three bytes; the other classes are led by 0xE1, 0xE2, 0xE3 0x80 0x80 and 0xEF.
            0xE0 | 0xE4..=0xEE => at += 3,
            0xE3 if bytes[at + 1] != 0x80 => at += 3,
            _ => match text[at..].chars().next() {
                Some(c) if classify(c) == Class::Text => at += c.len_utf8(),
                _ => return at,
            },
        }
    }
    at
}

/// `text` without white space, indents and invisible characters at its ends.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(|c| classify(c) != Class::Text)
}

/// Whether there is nothing to see in `text`.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| classify(c) != Class::Text)
}

/// `text` on one line as it stands in a block: runs of white space are one space or none, what is nothing is dropped, the ends
/// are trimmed.
pub(crate) fn collapse(text: &str) -> String {
    crate::steps::steps(text.len());
    let text = trim(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let (mut gap, mut zero_width) = (None, false);
    while !rest.is_empty() {
        let run = text_run(rest);
        if run > 0 {
            if std::mem::take(&mut zero_width)
                && gap.is_none()
                && let (Some(before), Some(after)) = (out.chars().next_back(), rest.chars().next())
                && parts_by_zero_width(before, after)
            {
                out.push(ZERO_WIDTH);
            }
            push_gap(&mut out, gap.take(), rest);
            out.push_str(&rest[..run]);
        }
        rest = &rest[run..];
        let mut chars = rest.chars();
        let next = chars.next();
        zero_width |= next == Some(ZERO_WIDTH);
        match next.map(classify) {
            // The indent of a line belongs to the line break before it.
            Some(Class::Space) => gap = gap.or(Some(Class::Space)),
            Some(Class::Newline) => gap = Some(Class::Newline),
            Some(Class::Ideographic) => {
                push_gap(&mut out, gap.take(), rest);
                out.push('\u{3000}');
            }
            Some(Class::Nothing | Class::Text) | None => {}
        }
        // A character of class `Text` cannot stand here: the run would have taken it.
        rest = chars.as_str();
    }
    out
}

/// `text` as it stands in a listing: white space to the letter, each space of Unicode as the plain one that it stands for
/// in code (what is copied from a browser has them so, too), and without the controls that are nothing anywhere.
pub(crate) fn verbatim(text: &str) -> Cow<'_, str> {
    let is_odd = |c: char| match classify(c) {
        Class::Nothing => true,
        Class::Space => !matches!(c, ' ' | '\t'),
        Class::Newline => !matches!(c, '\n' | '\r'),
        Class::Text | Class::Ideographic => false,
    };
    if !text.contains(is_odd) {
        return Cow::Borrowed(text);
    }
    let plain = |c: char| match classify(c) {
        Class::Nothing => None,
        Class::Space if c != '\t' => Some(' '),
        Class::Newline if !matches!(c, '\n' | '\r') => Some('\n'),
        _ => Some(c),
    };
    Cow::Owned(text.chars().filter_map(plain).collect())
}

/// Whether a zero-width space between two characters parts words: in scripts that have no other sign for that, Thai, Lao,
/// Khmer and Burmese. Anywhere else it only says where a line may break.
pub(crate) fn parts_by_zero_width(before: char, after: char) -> bool {
    let is_unspaced = |c: char| {
        matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{19E0}'..='\u{19FF}'
            | '\u{A9E0}'..='\u{A9FF}' | '\u{AA60}'..='\u{AA7F}')
    };
    is_unspaced(before) && is_unspaced(after)
}

/// The zero-width space.
pub(crate) const ZERO_WIDTH: char = '\u{200B}';

/// Writes what stands for a gap before `rest`: a space, or nothing for a line break inside Chinese or Japanese.
fn push_gap(out: &mut String, gap: Option<Class>, rest: &str) {
    let (Some(gap), Some(before), Some(after)) = (gap, out.chars().next_back(), rest.chars().next()) else {
        return;
    };
    if gap != Class::Newline || !super::cjk::joins_without_space(before, after) {
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_space_of_unicode_is_white_space() {
        for c in (0..=0x10FFFF).filter_map(char::from_u32).filter(|c| c.is_whitespace()) {
            assert!(matches!(classify(c), Class::Space | Class::Newline | Class::Ideographic), "U+{:04X}", c as u32);
        }
    }

    #[test]
    fn every_other_control_is_nothing() {
        for c in (0..=0x9F).filter_map(char::from_u32).filter(|c| c.is_control() && !c.is_whitespace()) {
            assert_eq!(classify(c), Class::Nothing, "U+{:04X}", c as u32);
        }
        for c in "\u{AD}\u{200B}\u{2060}\u{FEFF}\u{FFFF}\u{1FFFE}\u{10FFFF}\u{FDD0}".chars() {
            assert_eq!(classify(c), Class::Nothing, "U+{:04X}", c as u32);
        }
    }

    #[test]
    fn what_scripts_and_emoji_need_is_text() {
        for c in
            "\u{200C}\u{200D}\u{200E}\u{200F}\u{202A}\u{202E}\u{2066}\u{2069}\u{FE0F}\u{34F}\u{FFFD}\u{E000}\u{E0067}"
                .chars()
        {
            assert_eq!(classify(c), Class::Text, "U+{:04X}", c as u32);
        }
    }

    #[test]
    fn a_text_run_ends_at_the_first_character_that_is_not_text() {
        for c in (0..=0x10FFFF).filter_map(char::from_u32) {
            let text = format!("aß漢{c}😀");
            let expected = if classify(c) == Class::Text { text.len() } else { "aß漢".len() };
            assert_eq!(text_run(&text), expected, "U+{:04X}", c as u32);
        }
        assert_eq!(text_run(""), 0);
    }

    #[test]
    fn a_spaced_run_passes_single_spaces_between_words_alone() {
        let run = |text| &text[..spaced_run(text)];
        assert_eq!(run("green tea, élan 茶 x  two"), "green tea, élan 茶 x");
        assert_eq!(run("end \u{200B}next"), "end");
        assert_eq!(run("end \nnext"), "end");
        assert_eq!(run("end "), "end");
        assert_eq!(run(" begin"), "");
    }

    #[test]
    fn collapsing_leaves_one_space_or_none() {
        assert_eq!(collapse(" \n a \t\r\n b\u{A0}\u{A0}c\u{200B}d "), "a b cd");
        assert_eq!(collapse("　　上海\n高地 AI\n大会\nand　more"), "上海高地 AI 大会 and　more");
        assert_eq!(collapse("上 海\u{AD} \n 高地"), "上 海高地");
        assert_eq!(collapse("서울\n부산"), "서울 부산");
        assert_eq!(collapse("\u{FEFF} \u{3000}"), "");
    }

    #[test]
    fn a_listing_keeps_its_white_space_and_loses_what_is_nothing() {
        assert!(matches!(verbatim("\tlet  x = 1;\r\n　漢\n"), Cow::Borrowed(_)));
        assert_eq!(verbatim("\u{A0}\u{2003}x\u{200B}\u{1}y\u{AD}\tz\u{2028}"), "  xy\tz\n");
    }

    #[test]
    fn trimming_takes_indents_and_invisible_characters() {
        assert_eq!(trim("\u{FEFF}　 a　b \u{200B}\n"), "a　b");
        assert!(is_blank("\u{A0}\u{3000}\u{200B}\n"));
        assert!(!is_blank("."));
    }
}
