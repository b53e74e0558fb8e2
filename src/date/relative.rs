//! Times told from now: `2 hours ago`, `vor 3 Tagen`, `3小时前`.

use super::digits;
use crate::word_list::word_lists;

/// How long ago something was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ago {
    pub(super) seconds: i64,
    /// Whether the time of day can be told from it.
    pub(super) is_exact: bool,
}

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

word_lists! { "words.txt":
    SECONDS = "seconds";
    MINUTES = "minutes";
    HOURS = "hours";
    DAYS = "days";
    WEEKS = "weeks";
    MONTHS = "months";
    YEARS = "years";
    /// Words that say that a time is past.
    PAST = "past";
    /// Texts that say no more than the day.
    TODAY = "today";
    YESTERDAY = "yesterday";
    DAY_BEFORE_YESTERDAY = "the day before yesterday";
    /// A number that is written as a word: `an hour ago`.
    ONE = "one";
}

/// Words for units, in lower case, by the seconds that one has; what begins with one is one.
const UNITS: [(i64, &[&str]); 7] = [
    (1, SECONDS),
    (MINUTE, MINUTES),
    (HOUR, HOURS),
    (DAY, DAYS),
    (7 * DAY, WEEKS),
    (30 * DAY, MONTHS),
    (365 * DAY, YEARS),
];

/// Reads a relative time: a number, a unit and a word for the past, or a word for today or yesterday.
pub(super) fn seconds_ago(text: &str) -> Option<Ago> {
    let text = digits::folded(text.trim()).to_lowercase();
    if text.chars().count() > 60 {
        return None;
    }
    let days = [(TODAY, 0), (YESTERDAY, 1), (DAY_BEFORE_YESTERDAY, 2)];
    if let Some((_, days)) = days.iter().find(|(words, _)| words.contains(&text.as_str())) {
        return Some(Ago { seconds: days * DAY, is_exact: false });
    }
    let is_past = PAST.iter().any(|word| match word.is_ascii() || word.chars().all(|c| c < '\u{900}') {
        true => {
            text.split(|c: char| !c.is_alphabetic()).any(|part| part == *word)
                || (word.contains(' ') && text.contains(word))
        }
        false => text.contains(word),
    });
    if !is_past {
        return None;
    }
    let at = text.find(|c: char| c.is_ascii_digit());
    let (number, rest) = match at {
        Some(at) => {
            let end = text[at..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |end| at + end);
            (text[at..end].parse::<i64>().ok().filter(|number| *number <= 1000)?, &text[end..])
        }
        // `an hour ago`, `vor einer Stunde`.
        None => {
            let word = ONE.iter().find_map(|word| text.find(word).map(|at| at + word.len()))?;
            (1, &text[word..])
        }
    };
    let unit = rest.trim_start_matches([' ', '\u{A0}', '+']);
    let (length, _) = UNITS
        .iter()
        .flat_map(|(seconds, words)| words.iter().map(move |word| (*seconds, *word)))
        .filter(|(_, word)| unit.starts_with(word))
        .max_by_key(|(_, word)| word.len())?;
    Some(Ago { seconds: number * length, is_exact: length < DAY })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_told_from_now_are_read() {
        for (text, seconds) in [
            ("2 hours ago", 2 * HOUR),
            ("an hour ago", HOUR),
            ("3小时前", 3 * HOUR),
            ("5 min ago", 5 * MINUTE),
            ("vor 3 Tagen", 3 * DAY),
            ("il y a 2 jours", 2 * DAY),
            ("hace 4 meses", 120 * DAY),
            ("3日前", 3 * DAY),
            ("昨天", DAY),
            ("2 weeks ago", 14 * DAY),
            ("3 giorni fa", 3 * DAY),
            ("3 gün önce", 3 * DAY),
            ("πριν από 3 ώρες", 3 * HOUR),
            ("3 години тому", 3 * HOUR),
            ("منذ ٣ ساعات", 3 * HOUR),
            ("۳ روز پیش", 3 * DAY),
            ("לפני 3 שעות", 3 * HOUR),
            ("3 घंटे पहले", 3 * HOUR),
            ("৩ ঘণ্টা আগে", 3 * HOUR),
            ("3 ชั่วโมงที่แล้ว", 3 * HOUR),
            ("3 giờ trước", 3 * HOUR),
            ("3 jam yang lalu", 3 * HOUR),
            ("3 godziny temu", 3 * HOUR),
            ("před 3 hodinami", 3 * HOUR),
            ("acum 3 ore", 3 * HOUR),
        ] {
            assert_eq!(seconds_ago(text).map(|ago| ago.seconds), Some(seconds), "{text}");
        }
        for text in ["2 hours", "in 2 hours", "ago", "long ago", "5 comments", "9999 days ago"] {
            assert_eq!(seconds_ago(text), None, "{text}");
        }
    }
}
