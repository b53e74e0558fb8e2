//! The names of the months, and of the days of the week, in the languages of the web.
//!
//! `names.txt` has them, from Unicode's CLDR, in the cases that dates use and those that stand alone, and abbreviations.

use super::convention::Convention;
use std::cmp::Ordering;

/// See its first lines for what stands there.
const NAMES: &str = include_str!("names.txt");

/// A month that a word names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Month {
    /// 1 to 12.
    pub(super) number: u8,
    /// Whether it is one of the Solar Hijri calendar.
    pub(super) is_solar: bool,
}

/// The month that a word, or two with a space between them, name. In lower case, without a full stop.
///
/// What means different months in different languages, such as the Polish and Croatian _listopad_, is one where the language
/// of the page is known, or where it does not matter which.
pub(super) fn month(word: &str, convention: Convention) -> Option<Month> {
    let Some(line) = line(word) else {
        return super::calendar::solar_month(word).map(|number| Month { number, is_solar: true });
    };
    let mut meanings = line.split('\t').skip(1).filter_map(|meaning| meaning.split_once(' '));
    let first = meanings.clone().next()?;
    let speaks = |languages: &str| languages.split(' ').any(|language| language == convention.language());
    let (number, _) = match meanings.clone().nth(1) {
        None => first,
        Some(_) if convention.order() == super::Order::Either => first,
        Some(_) => meanings.find(|(_, languages)| speaks(languages))?,
    };
    number.parse().ok().filter(|&number| number > 0).map(|number| Month { number, is_solar: false })
}

/// Whether a word names a day of the week. In lower case, without a full stop.
pub(super) fn is_day_of_week(word: &str) -> bool {
    line(word).is_some_and(|line| line[word.len()..].starts_with("\t0 "))
}

/// The line of a name, found by halves.
fn line(name: &str) -> Option<&'static str> {
    if name.is_empty() || name.contains(['#', '\t', '\n']) {
        return None;
    }
    let bytes = NAMES.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = bytes[..middle].iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
        let end = bytes[middle..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |end| middle + end);
        let line = NAMES.get(start..end)?;
        // The lines that begin so are those of the head.
        let order = match line.split('\t').next() {
            Some(known) if !line.starts_with('#') => known.cmp(name),
            _ => Ordering::Less,
        };
        match order {
            Ordering::Less => low = end + 1,
            Ordering::Greater => high = start,
            Ordering::Equal => return Some(line),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(word: &str, tag: &str) -> Option<u8> {
        month(word, Convention::of(Some(tag), None)).map(|month| month.number)
    }

    #[test]
    fn every_name_is_found() {
        let lines: Vec<&str> = NAMES.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.len() > 1500);
        assert!(lines.is_sorted_by(|one, other| one.split('\t').next() < other.split('\t').next()));
        for known in lines {
            let name = known.split('\t').next().unwrap();
            assert_eq!(line(name), Some(known));
        }
        for name in ["", "#", "a", "zzz", "\u{10FFFF}", "teh"] {
            assert_eq!(line(name), None, "{name}");
        }
    }

    #[test]
    fn months_are_found_by_name() {
        for (word, expected) in [
            ("juillet", 7),
            ("märz", 3),
            ("декабря", 12),
            ("липня", 7),
            ("ιουλιου", 7),
            ("temmuz", 7),
            ("यूलाई", 0),
            ("जुलाई", 7),
            ("জুলাই", 7),
            ("กรกฎาคม", 7),
            ("กค", 7),
            ("ביולי", 7),
            ("یولیو", 7),
            ("تموز", 7),
            ("کانون الثانی", 1),
            ("ژوئیه", 7),
            ("تیر", 4),
            ("července", 7),
            ("heinäkuu", 7),
            ("lipca", 7),
            ("agustus", 8),
            ("monday", 0),
        ] {
            assert_eq!(number(word, "").unwrap_or(0), expected, "{word}");
        }
        assert_eq!(
            (number("listopadu", "cs"), number("listopada", "pl"), number("listopada", "hr")),
            (Some(11), Some(11), Some(10))
        );
        assert_eq!(number("listopada", ""), None);
        assert!(is_day_of_week("sunday") && is_day_of_week("donnerstag") && !is_day_of_week("july"));
        assert!(is_day_of_week("четверг") && is_day_of_week("πέμπτη") && !is_day_of_week("mar"));
    }
}
