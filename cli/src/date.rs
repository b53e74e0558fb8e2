//! Dates as moments.

use bodytext::Date;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

/// The moment of a date. A day without a time is its midnight, a time without a zone is taken as UTC.
pub(crate) fn in_utc(date: &Date) -> Option<Timestamp> {
    let (year, month, day) = date.ymd()?;
    let (hour, minute, second) = date.hms().unwrap_or_default();
    let [month, day, hour, minute, second] = [month, day, hour, minute, second].map(u8::cast_signed);
    let written = DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
    let offset = Offset::from_seconds(date.offset_seconds().unwrap_or_default()).ok()?;
    offset.to_timestamp(written).ok()
}
