//! Languages and directions, as tags have them; and, with the feature `language`, as texts show them.

#[cfg(feature = "language")]
mod detect;

use super::Direction;
#[cfg(feature = "language")]
pub(super) use detect::{detect, detect_another};

/// A BCP 47 tag out of what pages write: `en_US`, `en-us,en`, `EN`. None where it can be none.
pub(super) fn tag(text: &str) -> Option<String> {
    let text = text.split([',', ';', ' ', '.', '@']).next()?.trim().replace('_', "-");
    let mut tag = String::with_capacity(text.len());
    for (place, part) in text.split('-').enumerate() {
        let is_word = part.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !part.is_empty();
        let fits = if place == 0 {
            (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
        } else {
            part.len() <= 8
        };
        if !is_word || !fits {
            return None;
        }
        if place > 0 {
            tag.push('-');
        }
        // The language in lower case, a script with a capital, a country in capitals.
        match (place, part.len()) {
            (0, _) => tag.push_str(&part.to_ascii_lowercase()),
            (_, 2) => tag.push_str(&part.to_ascii_uppercase()),
            (_, 4) if part.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
                tag.push_str(&part[..1].to_ascii_uppercase());
                tag.push_str(&part[1..].to_ascii_lowercase());
            }
            _ => tag.push_str(&part.to_ascii_lowercase()),
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
