//! Dates: as written, and what they mean.
//!
//! [`standard`] reads the formats that have a standard, through jiff; [`written`] what people and pages write besides. The
//! names of months are in [`months`], other [digits], [eras] and [calendars](calendar) each in a file of their own; what a page
//! leaves open its [`convention`] tells. What has a standard goes into the one, all others into
//! the other; where a date stands inside a line is for [`find`](self::find) to see.
#![expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "the places come from a search in the same text, or in one that differs in ASCII letters alone"
)]

mod calendar;
mod clock;
mod convention;
mod convert;
mod digits;
mod eras;
mod find;
mod months;
mod relative;
mod standard;
mod written;

pub(crate) use clock::Clock;
pub(crate) use convention::{Convention, Order, order_of};
pub(crate) use find::{find, first, has_digit, is_about_a_member, is_announced, is_of_change, may_hold};
use jiff::civil;
use jiff::tz::Offset;
use std::fmt;

/// A point in time as somebody wrote it: a day, perhaps with a time, perhaps with the offset from UTC.
///
/// What was not written is not made up: a date without a time stays a date, a time without a zone has no offset. What is
/// not a date, such as 30 February, has only its raw form. Nor is a day guessed: `03/04/2021` may be in March or in April.
/// It is a date where the language or the address of the page, or another date on it, tells which. Months are read by their
/// names in some seventy languages, digits in their scripts, years also in the Solar Hijri calendar (`۱۷ تیر ۱۴۰۰`), the
/// Buddhist era (`8 กรกฎาคม 2564`) and the eras of Japan and Taiwan (`令和3年7月8日`).
///
/// ```
/// let article = bodytext::extract("---\ndate: Thu, 08 Jul 2021 16:41:32 GMT\n---\n<p>…</p>");
/// let date = article.metadata().published().unwrap();
/// assert_eq!(date.raw(), "Thu, 08 Jul 2021 16:41:32 GMT");
/// assert_eq!(date.iso().as_deref(), Some("2021-07-08T16:41:32+00:00"));
/// assert_eq!(date.ymd(), Some((2021, 7, 8)));
/// ```
///
/// Dates are ordered in time; where one has no zone, as if it were told in UTC. What is no date comes before all that are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    raw: String,
    moment: Option<Moment>,
}

/// What a date means. An offset comes only with a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Moment {
    day: civil::Date,
    time: Option<civil::Time>,
    offset: Option<Offset>,
}

/// No date has more characters than this. It spares the parsers what cannot be one.
const MAX_LENGTH: usize = 100;

/// Go's zero time, 1 January of the year 1, and what counts from 0 are no dates of articles.
const FIRST_YEAR: i16 = 1000;

impl Date {
    /// Reads a date, in any of the notations known. What is none keeps its raw form alone.
    ///
    /// ```
    /// use bodytext::Date;
    ///
    /// assert_eq!(Date::parse("8 July 2021, 4:41 pm").to_string(), "2021-07-08T16:41:00");
    /// assert_eq!(Date::parse("soon").iso(), None);
    /// ```
    pub fn parse(raw: &str) -> Date {
        Date::parse_after(raw, Convention::default())
    }

    /// As [`parse`](Date::parse), with what is left open after the convention of the page.
    pub(crate) fn parse_after(raw: &str, convention: Convention) -> Date {
        let raw = raw.trim();
        Date { raw: raw.to_owned(), moment: Moment::parse(raw, convention) }
    }

    /// As [`parse`](Date::parse), but None where it is none: what is looked for in a line mostly is not. Where the day could be
    /// the month, which of the two it is does not matter here.
    fn read(raw: &str) -> Option<Date> {
        let raw = raw.trim();
        Some(Date { raw: raw.to_owned(), moment: Some(Moment::parse(raw, Convention::LOOSE)?) })
    }

    /// The date as it is written in the source.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// Year, month (1 to 12) and day (1 to 31), as seen from the zone it is written in. None where it is not a date.
    pub fn ymd(&self) -> Option<(i16, u8, u8)> {
        let day = self.moment?.day;
        Some((day.year(), day.month() as u8, day.day() as u8))
    }

    /// Hour, minute and second, where a time is written.
    pub fn hms(&self) -> Option<(u8, u8, u8)> {
        let time = self.moment?.time?;
        Some((time.hour() as u8, time.minute() as u8, time.second() as u8))
    }

    /// By how many seconds its clock is ahead of UTC, where a zone is written.
    pub fn offset_seconds(&self) -> Option<i32> {
        Some(self.moment?.offset?.seconds())
    }

    /// Seconds since 1970-01-01 00:00 UTC, where a time and a zone are written.
    pub fn unix_seconds(&self) -> Option<i64> {
        let Moment { day, time, offset } = self.moment?;
        Some(offset?.to_timestamp(day.to_datetime(time?)).ok()?.as_second())
    }

    /// Whether this is the same time, told with a zone of its own, as another that is told in UTC.
    pub(crate) fn is_same_in_own_zone(&self, utc: &Date) -> bool {
        let (Some(own), Some(other)) = (self.moment, utc.moment) else { return false };
        let (Some(time), Some(utc_time), Some(0)) = (own.time, other.time, utc.offset_seconds()) else { return false };
        match own.offset {
            Some(offset) => {
                offset.seconds() != 0
                    && self.unix_seconds().zip(utc.unix_seconds()).is_some_and(|(own, utc)| own.abs_diff(utc) < 120)
            }
            None => {
                // Without its zone: the clocks differ by whole quarters of an hour.
                let between = own.day.to_datetime(time).duration_since(other.day.to_datetime(utc_time)).as_secs().abs();
                let rest = between % 900;
                (900..=14 * 3600).contains(&between) && rest.min(900 - rest) <= 60
            }
        }
    }

    /// Whether this is a day alone on which, somewhere on earth, it was the time that another date tells in UTC: not the day
    /// of that time in UTC, but its neighbour.
    pub(crate) fn is_day_in_own_zone(&self, utc: &Date) -> bool {
        let (Some(own), Some(other)) = (self.moment, utc.moment) else { return false };
        let (None, Some(time), Some(0)) = (own.time, other.time, utc.offset_seconds()) else { return false };
        // Clocks go from twelve hours behind UTC to fourteen ahead of it.
        time.hour() < 12 && other.day.yesterday().is_ok_and(|day| day == own.day)
            || time.hour() >= 10 && other.day.tomorrow().is_ok_and(|day| day == own.day)
    }

    /// Whether two dates are less than two days apart, as those of one event can be that are told in different zones.
    pub(crate) fn is_about(&self, other: &Date) -> bool {
        let days = self.moment.zip(other.moment).map(|(own, other)| own.day.duration_since(other.day).as_hours().abs());
        days.is_some_and(|hours| hours <= 24)
    }

    /// The date after ISO 8601 (and RFC 3339, where time and zone are known), with as much of it as is written: `2021-07-08`,
    /// `2021-07-08T16:41:32` or `2021-07-08T16:41:32+08:00`. None where it is not a date.
    pub fn iso(&self) -> Option<String> {
        self.moment.map(|moment| moment.to_string())
    }
}

impl Moment {
    fn parse(text: &str, convention: Convention) -> Option<Moment> {
        if text.len() > MAX_LENGTH && text.chars().nth(MAX_LENGTH).is_some() {
            return None;
        }
        if let Some(told) = eras::find(text) {
            let plain = [&text[..told.place.start], &told.plain, &text[told.place.end..]].concat();
            return written::parse(&plain, convention);
        }
        if !written::may_be_date(text) {
            return None;
        }
        let standard = standard::parse(text).and_then(|moment| {
            let day = calendar::Calendar::of(text, convention).mend(moment.day)?;
            Some(Moment { day, ..moment })
        });
        let moment = standard.or_else(|| written::parse(text, convention));
        moment.filter(|moment| moment.day.year() >= FIRST_YEAR)
    }
}

/// Whether a text is a date.
pub(crate) fn is_date(text: &str) -> bool {
    Moment::parse(text.trim(), Convention::LOOSE).is_some()
}

/// Whether a word is the name of a month or of a day of the week.
pub(crate) fn is_month_or_day(word: &str) -> bool {
    let word = word.trim_matches(['.', ',']).to_lowercase();
    months::month(&word, Convention::LOOSE).is_some() || months::is_day_of_week(&word)
}

/// As [`Date::iso`] has it, else as written.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.moment {
            Some(moment) => moment.fmt(f),
            None => f.write_str(&self.raw),
        }
    }
}

/// ISO 8601.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.day)?;
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{time}")?;
        let Some(offset) = self.offset else { return Ok(()) };
        let seconds = offset.seconds();
        let sign = if seconds < 0 { '-' } else { '+' };
        let minutes = seconds.unsigned_abs() / 60;
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

#[cfg(feature = "serde")]
mod traits {
    use super::{Date, standard};
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::ser::{Serialize, SerializeStruct, Serializer};

    /// An object with the fields `raw` and `iso`; the latter is null where the date is none.
    impl Serialize for Date {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut object = serializer.serialize_struct("Date", 2)?;
            object.serialize_field("raw", &self.raw)?;
            object.serialize_field("iso", &self.iso())?;
            object.end()
        }
    }

    impl<'de> Deserialize<'de> for Date {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
            #[derive(serde::Deserialize)]
            struct Fields {
                raw: String,
                #[serde(default)]
                iso: Option<String>,
            }
            let Fields { raw, iso } = Fields::deserialize(deserializer)?;
            let moment = match iso {
                Some(iso) => {
                    Some(standard::parse(&iso).ok_or_else(|| D::Error::custom("`iso` is not an ISO 8601 date"))?)
                }
                None => None,
            };
            Ok(Date { raw, moment })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(raw: &str) -> String {
        Date::parse(raw).iso().unwrap_or_default()
    }

    #[test]
    fn reads_the_standards() {
        for (raw, expected) in [
            ("2021-07-08", "2021-07-08"),
            ("20210708", "2021-07-08"),
            ("2021-07-08T16:41:32Z", "2021-07-08T16:41:32+00:00"),
            ("2021-07-08T16:41:32+08:00", "2021-07-08T16:41:32+08:00"),
            ("2021-07-08T16:41:32.250-0330", "2021-07-08T16:41:32.25-03:30"),
            ("2021-07-08T16:41:32+08:00[Asia/Shanghai]", "2021-07-08T16:41:32+08:00"),
            ("2021-07-08 16:41:32", "2021-07-08T16:41:32"),
            ("2021-07-08 16:41", "2021-07-08T16:41:00"),
            ("Thu, 08 Jul 2021 16:41:32 GMT", "2021-07-08T16:41:32+00:00"),
            ("Thu, 8 Jul 2021 16:41:32 +0800", "2021-07-08T16:41:32+08:00"),
            ("08 Jul 2021 16:41:32 EST", "2021-07-08T16:41:32-05:00"),
            ("Fri, 08 Jul 2021 16:41:32 GMT", "2021-07-08T16:41:32+00:00"),
        ] {
            assert_eq!(iso(raw), expected, "{raw}");
        }
    }

    #[test]
    fn reads_what_people_write() {
        for (raw, expected) in [
            ("2021-7-8", "2021-07-08"),
            ("2021/07/08", "2021-07-08"),
            ("2013/7/13 20:46:25", "2013-07-13T20:46:25"),
            ("2021.07.08 6:41", "2021-07-08T06:41:00"),
            ("2021-07-08 16:41:32 +0800", "2021-07-08T16:41:32+08:00"),
            ("2021-07-08 16:41:32 +08:00", "2021-07-08T16:41:32+08:00"),
            ("2021-07-08 16:41:32 UTC", "2021-07-08T16:41:32+00:00"),
            ("2021-07-08 16:41:32 UTC+8", "2021-07-08T16:41:32+08:00"),
            ("2001-12-14 21:59:43.10 -5", "2001-12-14T21:59:43.1-05:00"),
            ("20210708164132", "2021-07-08T16:41:32"),
            ("1625762492", "2021-07-08T16:41:32+00:00"),
            ("1625762492000", "2021-07-08T16:41:32+00:00"),
            ("2021年7月8日 16:41", "2021-07-08T16:41:00"),
            ("2021年07月08日16时41分", "2021-07-08T16:41:00"),
            ("2021年7月8日下午4:41", "2021-07-08T16:41:00"),
            ("２０２１年７月８日（木）　１６：４１", "2021-07-08T16:41:00"),
            ("2021년 7월 8일 오후 4:41", "2021-07-08T16:41:00"),
            ("July 8, 2021", "2021-07-08"),
            ("July 8th, 2021 at 4:41 pm EDT", "2021-07-08T16:41:00-04:00"),
            ("Jul. 8, 2021 12:05 a.m.", "2021-07-08T00:05:00"),
            ("Thu Jul 08 16:41:32 UTC 2021", "2021-07-08T16:41:32+00:00"),
            ("8 juillet 2021 à 16h41", "2021-07-08T16:41:00"),
            ("mar. 6 juillet 2021", "2021-07-06"),
            ("3. März 2020, 16:41 Uhr", "2020-03-03T16:41:00"),
            ("1er août 2021", "2021-08-01"),
            ("8 de julio de 2021", "2021-07-08"),
            ("8 июля 2021 г., 16:41", "2021-07-08T16:41:00"),
            ("08.07.2021", "2021-07-08"),
            ("31/12/2021", "2021-12-31"),
            ("12/31/2021", "2021-12-31"),
            ("8-Jul-2021", "2021-07-08"),
            ("Published on 8 July 2021", "2021-07-08"),
        ] {
            assert_eq!(iso(raw), expected, "{raw}");
        }
    }

    #[test]
    fn reads_the_languages_of_the_web() {
        for raw in [
            "8 يوليو 2021",
            "الخميس، 8 تموز/يوليو 2021",
            "٨ يوليو ٢٠٢١ م",
            "8 juillet 2021",
            "۱۷ تیر ۱۴۰۰",
            "پنجشنبه ۱۷ تیر ۱۴۰۰",
            "۱۴۰۰/۰۴/۱۷",
            "۱۴۰۰/۴/۱۷",
            "8 ژوئیه 2021",
            "8 ביולי 2021",
            "יום חמישי, 8 ביולי 2021",
            "8 जुलाई 2021",
            "८ जुलाई २०२१",
            "৮ জুলাই ২০২১",
            "বৃহস্পতিবার, ০৮ জুলাই ২০২১",
            "8 กรกฎาคม 2564",
            "วันที่ 8 กรกฎาคม พ.ศ. 2564",
            "๘ กรกฎาคม ๒๕๖๔",
            "8 ก.ค. 2564",
            "8ก.ค.2564",
            "8 tháng 7, 2021",
            "ngày 8 tháng 7 năm 2021",
            "Tháng 7 8, 2021",
            "8 Ιουλίου 2021",
            "Πέμπτη 8 Ιουλ 2021",
            "8 ΙΟΥΛΙΟΥ 2021",
            "8 Temmuz 2021 Perşembe",
            "8 TEMMUZ 2021",
            "8 липня 2021 р.",
            "8 Juli 2021",
            "8. července 2021",
            "8. 7. 2021",
            "8 lipca 2021",
            "2021. július 8.",
            "2021. júl. 8.",
            "8 iulie 2021",
            "8. juli 2021",
            "8. heinäkuuta 2021",
            "8. heinäkuu 2021",
            "2021. 7. 8.",
            "2021년 7월 8일",
            "令和3年7月8日",
            "令和３年７月８日（木）",
            "中華民國110年7月8日",
            "二〇二一年七月八日",
            "8 июля 2021",
            "8 юли 2021",
            "8. srpnja 2021",
            "2021 m. liepos 8 d.",
            "2021. gada 8. jūlijā",
            "8 ஜூலை 2021",
            "8 జులై 2021",
            "8 ივლისი 2021",
            "8 հուլիսի 2021",
            "8 julai 2021",
        ] {
            assert_eq!(iso(raw), "2021-07-08", "{raw}");
        }
        assert_eq!(iso("21 آب 2021"), "2021-08-21");
        assert_eq!(iso("8 كانون الثاني 2021"), "2021-01-08");
        assert_eq!(iso("8 มิ.ย. 2564"), "2021-06-08");
        assert_eq!(iso("8 Ağustos 2021"), "2021-08-08");
        assert_eq!(iso("8/3/2021 4:41 μ.μ."), "");
        assert_eq!(iso("18/3/2021 4:41 μ.μ."), "2021-03-18T16:41:00");
        // The Islamic calendar depends on who saw the moon.
        assert_eq!(iso("28 ذو القعدة 1442"), "");
    }

    #[test]
    fn the_page_tells_which_number_is_the_day() {
        let read = |raw, tag| Date::parse_after(raw, Convention::of(Some(tag), None)).iso();
        assert_eq!(read("08/07/2021", "vi").as_deref(), Some("2021-07-08"));
        assert_eq!(read("07/08/2021", "en-US").as_deref(), Some("2021-07-08"));
        assert_eq!(read("13/07/2021", "en-US").as_deref(), Some("2021-07-13"));
        assert_eq!(read("08/07/2021", "en"), None);
        assert_eq!(read("1400/04/17", "fa").as_deref(), Some("2021-07-08"));
        assert_eq!(read("2564-07-08 16:41", "th").as_deref(), Some("2021-07-08T16:41:00"));
        assert_eq!(read("2021-07-08", "th").as_deref(), Some("2021-07-08"));
        assert_eq!(read("8 listopada 2021", "pl").as_deref(), Some("2021-11-08"));
        assert_eq!(read("8. listopada 2021.", "hr").as_deref(), Some("2021-10-08"));
    }

    #[test]
    fn what_is_no_date_or_not_one_alone_is_none() {
        for raw in [
            "",
            "soon",
            "true",
            "2021",
            "2021-07",
            "2021-02-30",
            "2021-13-01",
            "31 June 2021",
            "03/04/2021",
            "2021-07-08 25:00",
            "0001-01-01T00:00:00Z",
            "8 July",
            "7月8日",
            "July 2021",
            "May 3 June 4 2021",
            "1.2.3.4",
            "12",
            "2021-07-08 12 7",
            "99999999999999999999",
            "2021年2月30日",
            "Thu, 31 Jun 2021 16:41:32 GMT",
            "16:41",
        ] {
            let date = Date::parse(raw);
            assert_eq!((date.iso(), date.raw()), (None, raw));
        }
        assert_eq!(iso(&format!("2021-07-08 {}", "x ".repeat(60))), "");
    }

    #[test]
    fn parts_are_there_as_far_as_they_are_written() {
        let date = Date::parse("2021-07-08 16:41:32 +0800");
        assert_eq!((date.ymd(), date.hms()), (Some((2021, 7, 8)), Some((16, 41, 32))));
        assert_eq!((date.offset_seconds(), date.unix_seconds()), (Some(28_800), Some(1_625_733_692)));
        let date = Date::parse("2021-07-08 16:41:32");
        assert_eq!((date.hms(), date.offset_seconds(), date.unix_seconds()), (Some((16, 41, 32)), None, None));
        assert_eq!(date.to_string(), "2021-07-08T16:41:32");
        assert_eq!(Date::parse("soon").to_string(), "soon");
    }
}
