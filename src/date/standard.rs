//! Dates in formats that have a standard: ISO 8601 with RFC 3339 and RFC 9557, and RFC 2822.

use super::Moment;
use jiff::fmt::{rfc2822, temporal};
use jiff::tz::Offset;

/// Reads a date in one of the standard formats.
pub(super) fn parse(text: &str) -> Option<Moment> {
    static ISO: temporal::DateTimeParser = temporal::DateTimeParser::new();
    // Feeds often have the wrong weekday, and the right date.
    static MAIL: rfc2822::DateTimeParser = rfc2822::DateTimeParser::new().relaxed_weekday(true);

    if text.starts_with(|c: char| c.is_ascii_digit())
        && let Ok(pieces) = ISO.parse_pieces(text)
    {
        let time = pieces.time();
        return Some(Moment { day: pieces.date(), time, offset: time.and(pieces.to_numeric_offset()).filter(is_zone) });
    }
    if !text.contains(':') {
        return None;
    }
    let zoned = MAIL.parse_zoned_datetime(text).ok()?;
    Some(Moment { day: zoned.date(), time: Some(zoned.time()), offset: Some(zoned.offset()).filter(is_zone) })
}

/// Whether an offset can be one: no clock is a day or more from another. jiff reads some that are.
fn is_zone(offset: &Offset) -> bool {
    offset.seconds().abs() < 24 * 60 * 60
}
