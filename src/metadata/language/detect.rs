//! The language that a text is in, found from its letters and how they follow one another.

use whatlang::{Lang, Script};

/// How much of a text is looked at, in bytes: more makes the answer hardly surer.
const MAX_BYTES: usize = 3000;

/// How much of it shows that a text is in the language that its page names, in bytes.
const FIRST_BYTES: usize = 500;

/// Fewer letters tell nothing where several languages share a script.
const MIN_LETTERS: usize = 40;

/// Fewer letters tell nothing in any script.
const MIN_LETTERS_OF_OWN_SCRIPT: usize = 12;

/// Whom to believe where several languages share a script: of the answers for the first 60 to 150 characters of articles in
/// some fifty languages 98 to 99 in 100 are right above this.
const MIN_CONFIDENCE: f64 = 0.6;

/// How many letters it takes to say that a text is plainly not in the language that its page names.
const PLAIN_LETTERS: usize = 100;

/// How sure it must be then.
const PLAIN_CONFIDENCE: f32 = 0.95;

/// A language that a text was found to be in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::metadata) struct Detected {
    /// Its BCP 47 tag, without script or country.
    pub(in crate::metadata) tag: &'static str,
    /// How sure that is, between 0 and 1.
    pub(in crate::metadata) confidence: f32,
}

/// The language of a text; None where that is not clear. Looks at the first 3,000 bytes.
pub(in crate::metadata) fn detect(text: &str) -> Option<Detected> {
    detect_in(start_of(text, MAX_BYTES))
}

/// The language that a text is plainly in, where that is not the one that its page names: its first half and its second have
/// it, too. Some pages hold lists of names, with a few words around them, and any language is seen in those.
pub(in crate::metadata) fn detect_another(text: &str, named: &str) -> Option<Detected> {
    let sample = start_of(text, MAX_BYTES);
    // Most texts are in the language that is named, and show it with their first sentences.
    let begins = detect_in(start_of(sample, FIRST_BYTES));
    if begins.is_some_and(|begins| begins.tag == named && begins.confidence >= PLAIN_CONFIDENCE) {
        return None;
    }
    let first = start_of(sample, sample.len() / 2);
    let tag = detect_in(first)?.tag;
    if tag == named || letters(sample) < PLAIN_LETTERS {
        return None;
    }
    let is_plain = |found: &Detected| found.tag == tag && found.confidence >= PLAIN_CONFIDENCE;
    let found = detect_in(sample).filter(is_plain)?;
    detect_in(&sample[first.len()..]).is_some_and(|second| second.tag == tag).then_some(found)
}

/// The start of a text, of no more than so many bytes.
fn start_of(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

#[expect(clippy::cast_possible_truncation, reason = "a confidence of 32 bits is exact enough")]
fn detect_in(sample: &str) -> Option<Detected> {
    let letters = letters(sample);
    if letters < MIN_LETTERS_OF_OWN_SCRIPT {
        return None;
    }
    let found = whatlang::detect(sample)?;
    let is_shared = matches!(found.script(), Script::Latin | Script::Cyrillic | Script::Arabic | Script::Devanagari);
    if is_shared && (letters < MIN_LETTERS || found.confidence() < MIN_CONFIDENCE) {
        return None;
    }
    Some(Detected { tag: tag(found.lang()), confidence: found.confidence() as f32 })
}

/// The BCP 47 tag of a language: the two letters of ISO 639-1, where it has them.
fn tag(language: Lang) -> &'static str {
    match language {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        Lang::Cym => "cy",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_of_a_text_is_found() {
        for (text, expected) in [
            (
                "The tea that grows on the northern slope is picked in the last days of April, before the rain comes down from the hills.",
                "en",
            ),
            (
                "Der Tee, der am Nordhang wächst, wird in den letzten Tagen des Aprils gepflückt, bevor der Regen kommt.",
                "de",
            ),
            ("Чай, который растёт на северном склоне, собирают в последние дни апреля, пока не начались дожди.", "ru"),
            ("北坡上的茶在四月的最后几天采摘，赶在雨季到来之前。", "zh"),
            ("북쪽 비탈에서 자라는 차는 비가 오기 전 사월 말에 딴다.", "ko"),
            ("ชาที่ปลูกบนเนินเขาทางเหนือจะเก็บในช่วงปลายเดือนเมษายน", "th"),
        ] {
            let found = detect(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(found.tag, expected, "{text}");
            assert!(found.confidence > 0.5);
        }
        for text in ["", "Green tea", "12 345 678", "Oolong, Sencha, Matcha", &"1 ".repeat(5000)] {
            assert_eq!(detect(text), None, "{text}");
        }
    }
}
