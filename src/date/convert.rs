//! Dates in order, and as the types of other crates.

use super::{Date, Moment};
use jiff::civil;
use jiff::tz::Offset;
use std::cmp::Ordering;

impl Moment {
    /// What orders it: the time in UTC, and what else there is to tell two apart.
    fn order(&self) -> (civil::DateTime, civil::Date, Option<civil::Time>, Option<Offset>) {
        let local = self.day.to_datetime(self.time.unwrap_or_default());
        let offset = self.offset.unwrap_or(Offset::UTC);
        let utc = offset.to_timestamp(local).map_or(local, |time| Offset::UTC.to_datetime(time));
        (utc, self.day, self.time, self.offset)
    }
}

impl Ord for Date {
    fn cmp(&self, other: &Date) -> Ordering {
        let order = |date: &Date| date.moment.as_ref().map(Moment::order);
        order(self).cmp(&order(other)).then_with(|| self.raw.cmp(&other.raw))
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Date) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// With the feature `jiff1`.
#[cfg(feature = "jiff1")]
impl Date {
    /// Its day, as `jiff` has days. None where it is not a date.
    ///
    /// ```
    /// let date = bodytext::Date::parse("2021-07-08T16:41:32+08:00");
    /// assert_eq!(date.to_jiff_date(), Some(jiff::civil::date(2021, 7, 8)));
    /// assert_eq!(date.to_jiff_timestamp().unwrap().as_second(), 1_625_733_692);
    /// ```
    pub fn to_jiff_date(&self) -> Option<civil::Date> {
        Some(self.moment?.day)
    }

    /// Its instant, as `jiff` has instants. None where no time or no zone is written.
    pub fn to_jiff_timestamp(&self) -> Option<jiff::Timestamp> {
        let Moment { day, time, offset } = self.moment?;
        offset?.to_timestamp(day.to_datetime(time?)).ok()
    }
}

/// With the feature `time03`.
#[cfg(feature = "time03")]
impl Date {
    /// Its day, as the crate `time` has days. None where it is not a date.
    ///
    /// ```
    /// let date = bodytext::Date::parse("2021-07-08T16:41:32+08:00");
    /// assert_eq!(date.to_time_date().unwrap().to_calendar_date(), (2021, time::Month::July, 8));
    /// assert_eq!(date.to_time_offset().unwrap().unix_timestamp(), 1_625_733_692);
    /// ```
    pub fn to_time_date(&self) -> Option<time::Date> {
        let day = self.moment?.day;
        let month = time::Month::try_from(day.month().unsigned_abs()).ok()?;
        time::Date::from_calendar_date(day.year().into(), month, day.day().unsigned_abs()).ok()
    }

    /// Its instant with its zone, as the crate `time` has instants. None where no time or no zone is written.
    pub fn to_time_offset(&self) -> Option<time::OffsetDateTime> {
        let Moment { time, offset, .. } = self.moment?;
        let (time, offset) = (time?, offset?);
        let part = |part: i8| part.unsigned_abs();
        let clock = time::Time::from_hms_nano(
            part(time.hour()),
            part(time.minute()),
            part(time.second()),
            time.subsec_nanosecond().unsigned_abs(),
        );
        let offset = time::UtcOffset::from_whole_seconds(offset.seconds()).ok()?;
        Some(time::PrimitiveDateTime::new(self.to_time_date()?, clock.ok()?).assume_offset(offset))
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn dates_are_ordered_in_time() {
        let mut dates = [
            "2021-07-08T16:41:32+08:00",
            "soon",
            "2021-07-08T09:00:00Z",
            "2021-07-08",
            "2021-07-08T08:41:32Z",
            "2020-12-31",
        ]
        .map(Date::parse);
        dates.sort();
        let raw: Vec<_> = dates.iter().map(Date::raw).collect();
        let expected = [
            "soon",
            "2020-12-31",
            "2021-07-08",
            "2021-07-08T08:41:32Z",
            "2021-07-08T16:41:32+08:00",
            "2021-07-08T09:00:00Z",
        ];
        assert_eq!(raw, expected);
    }
}
