//! What becomes of what a source says of a field: a value of the field's type, or none where it can be none.

use super::language;
use crate::direction::Direction;
use crate::image::Image;
use crate::url::{self, Resolver};
use jiff::{Span, SpanRelativeTo};

/// What was said, as it is.
pub(super) fn as_written(said: &str, _: &Resolver) -> Option<String> {
    Some(said.to_owned())
}

/// A name. Some give an address instead.
pub(super) fn name(said: &str, _: &Resolver) -> Option<String> {
    (!url::is_absolute(said)).then(|| said.to_owned())
}

/// An address, made absolute.
pub(super) fn address(said: &str, resolver: &Resolver) -> Option<String> {
    match url::is_absolute(said) && !said.starts_with("//") {
        true => Some(said.to_owned()),
        false => resolver.resolve(said),
    }
}

/// The image at an address.
pub(super) fn image(said: &str, resolver: &Resolver) -> Option<Image> {
    let raw = said.trim();
    let is_address = !raw.contains([' ', '\n', '<', '{']) && raw.contains(['/', '.']) && !raw.starts_with("data:");
    is_address.then(|| Image { raw: raw.to_owned(), resolved: resolver.resolve(raw), ..Image::default() })
}

/// A BCP 47 tag.
pub(super) fn language(said: &str, _: &Resolver) -> Option<String> {
    language::tag(said)
}

/// A direction, as `dir` has it.
pub(super) fn direction(said: &str, _: &Resolver) -> Option<Direction> {
    language::direction(said)
}

/// Minutes as ISO 8601 has durations, `PT1H30M`, as a number, or in words: `5 min read`.
pub(super) fn minutes(said: &str, _: &Resolver) -> Option<u32> {
    const LONGEST: usize = 40;
    let text = said.trim();
    if text.len() > LONGEST {
        return None;
    }
    let is_duration =
        text.strip_prefix('P').is_some_and(|rest| rest.starts_with(|c: char| c == 'T' || c.is_ascii_digit()));
    let minutes = if is_duration {
        let span: Span = text.parse().ok()?;
        u32::try_from(span.to_duration(SpanRelativeTo::days_are_24_hours()).ok()?.as_mins()).ok()?
    } else {
        text.split(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty())?.parse().ok()?
    };
    (1..=1000).contains(&minutes).then_some(minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_read_as_a_duration_and_in_words() {
        for (text, expected) in [
            ("PT5M", Some(5)),
            ("PT1H30M", Some(90)),
            ("P0DT0H4M", Some(4)),
            ("PT150S", Some(2)),
            ("5", Some(5)),
            ("5 min read", Some(5)),
            ("Please allow 5 minutes", Some(5)),
            ("PT", None),
            ("PT0M", None),
            ("P9999D", None),
            ("5000 minutes", None),
            ("soon", None),
        ] {
            assert_eq!(minutes(text, &Resolver::default()), expected, "{text}");
        }
    }
}
