//! Chinese and Japanese characters, which stand side by side without spaces.
//!
//! A line break in the source of a Chinese or Japanese text is no space: the words on its two sides belong together.
//! Hangul is no part of that: Korean puts spaces between words, and a line break stands for one.

/// Whether a character is Chinese or Japanese: Han, kana, bopomofo, their punctuation, or a full-width form.
///
/// Hangul, its full-width and half-width forms included, is not.
#[inline]
pub(crate) fn is_cjk(c: char) -> bool {
    // Everything below is decided by the first comparison: Latin, Cyrillic, Arabic, Hebrew, Devanagari, Thai …
    if c < '\u{2E80}' {
        return false;
    }
    matches!(c,
        '\u{2E80}'..='\u{2FFF}'     // radicals, description characters
        | '\u{3000}'..='\u{302D}'   // punctuation; next come two tone marks of Hangul
        | '\u{3030}'..='\u{312F}'   // punctuation, hiragana, katakana, bopomofo; next come letters of Hangul
        | '\u{3190}'..='\u{31FF}'   // kanbun, bopomofo, strokes, small katakana; next come enclosed Hangul
        | '\u{3220}'..='\u{325F}'   // enclosed ideographs and numbers; next come enclosed Hangul
        | '\u{3280}'..='\u{9FFF}'   // enclosed ideographs and katakana, squared words, Han
        | '\u{F900}'..='\u{FAFF}'   // compatibility ideographs
        | '\u{FE10}'..='\u{FE1F}'   // vertical punctuation
        | '\u{FE30}'..='\u{FE6F}'   // vertical and small punctuation
        | '\u{FF01}'..='\u{FF9F}'   // full-width Latin and punctuation, half-width katakana; next comes Hangul
        | '\u{FFE0}'..='\u{FFE6}'   // full-width signs
        | '\u{16FE0}'..='\u{18DFF}' // ideographic marks, Tangut
        | '\u{1AFF0}'..='\u{1B2FF}' // historic kana, Nushu
        | '\u{1F200}'..='\u{1F2FF}' // squared ideographs
        | '\u{20000}'..='\u{3FFFD}' // the planes of rare Han
    )
}

/// Whether a character is a letter of a script that puts no spaces between words: Han, kana, bopomofo, without their
/// punctuation and full-width forms. Each counts by itself where words are counted.
#[inline]
pub(crate) fn is_unspaced_letter(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}'     // iteration mark, closing mark, zero
        | '\u{3031}'..='\u{3035}'   // kana repeat marks
        | '\u{3040}'..='\u{30FF}'   // hiragana, katakana
        | '\u{3100}'..='\u{312F}'   // bopomofo
        | '\u{31A0}'..='\u{31BF}'   // extended bopomofo
        | '\u{31F0}'..='\u{31FF}'   // small katakana
        | '\u{3400}'..='\u{4DBF}'   // Han, extension A
        | '\u{4E00}'..='\u{9FFF}'   // Han
        | '\u{F900}'..='\u{FAFF}'   // compatibility ideographs
        | '\u{FF66}'..='\u{FF9F}'   // half-width katakana
        | '\u{20000}'..='\u{3FFFF}' // the planes of rare Han
    )
}

/// Whether a character is a syllable or a letter of Hangul.
#[inline]
pub(crate) fn is_hangul(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11FF}'   // letters that make up syllables
        | '\u{3130}'..='\u{318F}' // letters that stand alone
        | '\u{A960}'..='\u{A97F}' // old initial letters
        | '\u{AC00}'..='\u{D7FF}' // syllables, old vowels and final letters
    )
}

/// Whether a character is punctuation that Chinese and Japanese share with other scripts: curly quotes, dashes, the
/// ellipsis, the middle dot.
///
/// Alone it says nothing about the script; beside a Chinese or Japanese character it belongs to that text.
#[inline]
pub(crate) fn is_shared_punctuation(c: char) -> bool {
    matches!(c, '·' | '—' | '―' | '‘' | '’' | '“' | '”' | '‥' | '…' | '‧' | '•')
}

/// Whether a line break between these two characters vanishes; elsewhere it is a space.
///
/// It does between two characters of [`is_cjk`], and between one of them and [shared punctuation](is_shared_punctuation):
/// `他说“好”⏎然后` is one sentence without a space.
#[inline]
pub(crate) fn joins_without_space(before: char, after: char) -> bool {
    match (is_cjk(before), is_cjk(after)) {
        (true, true) => true,
        (true, false) => is_shared_punctuation(after),
        (false, true) => is_shared_punctuation(before),
        (false, false) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_kana_and_their_punctuation_are_cjk() {
        for c in "漢汉々〇あアーｱ。、「」『』（）！？：；，．　Ａ９￥〜㈱㎡㊗ㄅ㐀𠮷﨑︰﹏".chars()
        {
            assert!(is_cjk(c), "{c:?} U+{:04X}", c as u32);
        }
    }

    #[test]
    fn other_scripts_and_hangul_are_not() {
        for c in "aZ9 .,!é—…“”Жשمกहკ한글ㄱㅏ〮㈀㉠ﾡￃ→★😀\u{A0}\u{200B}ꀀ".chars() {
            assert!(!is_cjk(c), "{c:?} U+{:04X}", c as u32);
        }
    }

    #[test]
    fn letters_without_spaces_are_han_kana_and_bopomofo() {
        for c in "漢々〇あアーｱㄅ㐀𠮷﨑".chars() {
            assert!(is_unspaced_letter(c) && is_cjk(c), "{c:?} U+{:04X}", c as u32);
        }
        for c in "。、「（！　Ａ９￥㈱㎡한aش".chars() {
            assert!(!is_unspaced_letter(c), "{c:?} U+{:04X}", c as u32);
        }
    }

    #[test]
    fn a_line_break_vanishes_only_inside_chinese_or_japanese() {
        assert!(joins_without_space('上', '海'));
        assert!(joins_without_space('。', '上'));
        assert!(joins_without_space('”', '然'));
        assert!(joins_without_space('海', '…'));
        assert!(!joins_without_space('海', 'A'));
        assert!(!joins_without_space('9', '月'));
        assert!(!joins_without_space('서', '울'));
        assert!(!joins_without_space('서', '上'));
        assert!(!joins_without_space('”', '—'));
        assert!(!joins_without_space('a', 'b'));
    }
}
