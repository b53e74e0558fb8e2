//! What time it is when a page is read: a pure function has no clock, so the caller may bring one.

use super::{Convention, Date, Moment};
use jiff::civil;
use jiff::{SignedDuration, Timestamp, tz::Offset};

/// No page is older than the web, by more than a little.
const FIRST_YEAR: i16 = 1900;

/// Without a clock, what is later than this is no date.
const LAST_YEAR: i16 = 2100;

/// Reads the dates of a page at some time.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Clock {
    now: Option<Timestamp>,
    convention: Convention,
}

impl Clock {
    /// A clock that shows so many seconds since 1970, or none.
    pub(crate) fn new(now: Option<i64>) -> Clock {
        Clock { now: now.and_then(|seconds| Timestamp::from_second(seconds).ok()), convention: Convention::default() }
    }

    /// A clock that reads what dates leave open after the convention of a page.
    pub(crate) fn with_convention(self, convention: Convention) -> Clock {
        Clock { convention, ..self }
    }

    /// Reads a date that some source of a page gives. One that is impossible or in the future is none; one that is relative
    /// ("2 hours ago") is one where there is a clock.
    pub(crate) fn read(&self, raw: &str) -> Option<Date> {
        let date = Date::parse_after(raw, self.convention);
        let date = match date.moment {
            Some(_) => date,
            None => match super::first(raw) {
                Some(found) => Date::parse_after(found.raw(), self.convention),
                None => Date { moment: Some(self.relative(raw)?), raw: date.raw },
            },
        };
        let day = date.moment?.day;
        let is_past = match self.now {
            // Somewhere on earth it is tomorrow already.
            Some(now) => day <= Offset::UTC.to_datetime(now).date().tomorrow().unwrap_or(civil::Date::MAX),
            None => day.year() <= LAST_YEAR,
        };
        (is_past && day.year() >= FIRST_YEAR).then_some(date)
    }

    fn relative(&self, raw: &str) -> Option<Moment> {
        let ago = super::relative::seconds_ago(raw)?;
        let then = self.now?.checked_sub(SignedDuration::from_secs(ago.seconds)).ok()?;
        let then = Offset::UTC.to_datetime(then);
        Some(Moment {
            day: then.date(),
            time: ago.is_exact.then(|| then.time()),
            offset: ago.is_exact.then_some(Offset::UTC),
        })
    }
}
