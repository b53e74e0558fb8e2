//! Languages and directions, as tags have them; and, with the feature `language`, as texts show them.

#[cfg(feature = "language")]
mod detect;

use super::Direction;
#[cfg(feature = "language")]
pub(super) use detect::{detect, detect_another};

/// Whether a text is formed as a BCP 47 tag is whose language has a code of two or three letters.
pub(super) fn is_tag(text: &str) -> bool {
    let mut subtags = text.split('-');
    let is_language = |tag: &str| (2..=3).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_subtag = |tag: &str| (1..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric());
    subtags.next().is_some_and(is_language) && subtags.all(is_subtag)
}

/// A BCP 47 tag out of what pages write: `en_US`, `en-us,en`, `EN`. None where it can be none.
pub(super) fn tag(text: &str) -> Option<String> {
    let text = text.split([',', ';', ' ', '.', '@']).next()?.trim().replace('_', "-");
    if !is_tag(&text) {
        return None;
    }
    let mut tag = String::with_capacity(text.len());
    for (place, subtag) in text.split('-').enumerate() {
        if place > 0 {
            tag.push('-');
        }
        // The language in lower case, a script with a capital, a country in capitals.
        match (place, subtag.len()) {
            (1.., 2) => tag.push_str(&subtag.to_ascii_uppercase()),
            (1.., 4) if subtag.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
                tag.push_str(&subtag[..1].to_ascii_uppercase());
                tag.push_str(&subtag[1..].to_ascii_lowercase());
            }
            _ => tag.push_str(&subtag.to_ascii_lowercase()),
        }
    }
    // `und` and its kin name no language.
    (!matches!(tag.as_str(), "und" | "mul" | "zxx")).then_some(tag)
}

/// A direction, as `dir` has it. `auto` is none.
pub(super) fn direction(text: &str) -> Option<Direction> {
    match text.trim().to_ascii_lowercase().as_str() {
        "ltr" => Some(Direction::LeftToRight),
        "rtl" => Some(Direction::RightToLeft),
        _ => None,
    }
}

/// The direction in which a language is written.
pub(super) fn direction_of(tag: &str) -> Direction {
    let language = tag.split('-').next().unwrap_or("");
    let is_latin = tag.contains("-Latn") || tag.contains("-Cyrl");
    match language {
        "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "iw" | "ps" | "sd" | "syr" | "ug" | "ur" | "yi" if !is_latin => {
            Direction::RightToLeft
        }
        _ => Direction::LeftToRight,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_made_sound() {
        for (written, expected) in [
            ("en", Some("en")),
            ("en_us", Some("en-US")),
            ("ZH-hans-cn", Some("zh-Hans-CN")),
            ("en-US,en;q=0.5", Some("en-US")),
            ("english", None),
            ("", None),
            ("de-", None),
            ("und", None),
        ] {
            assert_eq!(tag(written).as_deref(), expected, "{written}");
        }
    }
}
