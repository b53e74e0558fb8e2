//! Days of other calendars than the Gregorian: the Solar Hijri calendar of Iran and Afghanistan, and the Buddhist era of
//! Thailand, Laos and Cambodia, whose days and months are the Gregorian ones.

use super::convention::Convention;
use calendrical_calculations::{gregorian, persian};
use jiff::civil;
use std::ops::RangeInclusive;

/// The years of the Solar Hijri calendar in which there are pages, by far: 1921 to 2071.
const SOLAR_YEARS: RangeInclusive<u64> = 1300..=1450;

/// The years of the Buddhist era in which there are pages, by far: 1900 to 2100.
const BUDDHIST_YEARS: RangeInclusive<u64> = 2443..=2643;

/// By how much the Buddhist era is ahead.
const BUDDHA: u64 = 543;

/// A calendar that a text may be in besides the Gregorian: its years tell whether it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Calendar {
    /// No other.
    Gregorian,
    Solar,
    Buddhist,
}

impl Calendar {
    /// The calendar that the script of a text, or the language of its page, allows.
    pub(super) fn of(text: &str, convention: Convention) -> Calendar {
        let of_script = |c: char| match c {
            // Digits and letters of Persian that Arabic has not.
            '\u{6F0}'..='\u{6F9}' | 'پ' | 'چ' | 'ژ' | 'گ' | 'ی' => Some(Calendar::Solar),
            '\u{E00}'..='\u{EFF}' | '\u{1780}'..='\u{17FF}' => Some(Calendar::Buddhist),
            _ => None,
        };
        let of_text = if text.is_ascii() { None } else { text.chars().find_map(of_script) };
        of_text.unwrap_or(match convention.language() {
            "fa" | "ps" => Calendar::Solar,
            "th" | "lo" | "km" => Calendar::Buddhist,
            _ => Calendar::Gregorian,
        })
    }

    /// The Gregorian day of a date whose year may be one of this calendar.
    pub(super) fn day(self, year: u64, month: u64, day: u64) -> Option<civil::Date> {
        match self {
            Calendar::Solar if SOLAR_YEARS.contains(&year) => solar_day(year, month, day),
            Calendar::Buddhist if BUDDHIST_YEARS.contains(&year) => plain_day(year - BUDDHA, month, day),
            _ => plain_day(year, month, day),
        }
    }

    /// What a date of a standard format means, if its year is one of this calendar: some systems write it so.
    pub(super) fn mend(self, day: civil::Date) -> Option<civil::Date> {
        let part = |part: i8| u64::try_from(part).ok();
        match self {
            Calendar::Gregorian => Some(day),
            _ => self.day(u64::try_from(day.year()).ok()?, part(day.month())?, part(day.day())?),
        }
    }
}

/// Whether a number can be a year of one of the calendars, but the Gregorian.
pub(super) fn has_year(year: u64) -> bool {
    SOLAR_YEARS.contains(&year) || BUDDHIST_YEARS.contains(&year)
}

/// A day of the Gregorian calendar.
pub(super) fn plain_day(year: u64, month: u64, day: u64) -> Option<civil::Date> {
    civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A day of the Solar Hijri calendar, as a Gregorian one.
pub(super) fn solar_day(year: u64, month: u64, day: u64) -> Option<civil::Date> {
    let year = i32::try_from(year).ok().filter(|year| (1..=3000).contains(year))?;
    let days = match month {
        1..=6 => 31,
        7..=11 => 30,
        12 => 29 + u64::from(persian::is_leap_year(year)),
        _ => return None,
    };
    if !(1..=days).contains(&day) {
        return None;
    }
    let fixed = persian::fixed_from_fast_persian(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let (year, month, day) = gregorian::gregorian_from_fixed(fixed).ok()?;
    plain_day(u64::try_from(year).ok()?, u64::from(month), u64::from(day))
}

/// The months of the Solar Hijri calendar, as Iran and as Afghanistan names them.
const SOLAR_MONTHS: [[&str; 2]; 12] = [
    ["فروردین", "حمل"],
    ["اردیبهشت", "ثور"],
    ["خرداد", "جوزا"],
    ["تیر", "سرطان"],
    ["مرداد", "اسد"],
    ["شهریور", "سنبله"],
    ["مهر", "میزان"],
    ["آبان", "عقرب"],
    ["آذر", "قوس"],
    ["دی", "جدی"],
    ["بهمن", "دلو"],
    ["اسفند", "حوت"],
];

/// The month of the Solar Hijri calendar that a word names, 1 to 12.
pub(super) fn solar_month(word: &str) -> Option<u8> {
    let place = SOLAR_MONTHS.iter().position(|names| names.contains(&word))?;
    u8::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_other_calendars_are_gregorian_ones() {
        for ((year, month, day), expected) in [
            ((1400, 4, 17), "2021-07-08"),
            ((1399, 12, 30), "2021-03-20"),
            ((1400, 1, 1), "2021-03-21"),
            ((1402, 10, 11), "2024-01-01"),
        ] {
            assert_eq!(solar_day(year, month, day).unwrap().to_string(), expected);
        }
        assert_eq!(solar_day(1400, 12, 30), None);
        assert_eq!(solar_day(1400, 7, 31), None);
        assert_eq!(Calendar::Buddhist.day(2564, 7, 8).unwrap().to_string(), "2021-07-08");
        assert_eq!(Calendar::Buddhist.day(2021, 7, 8).unwrap().to_string(), "2021-07-08");
        assert_eq!((solar_month("تیر"), solar_month("اسفند"), solar_month("يوليو")), (Some(4), Some(12), None));
    }
}
