//! Dates inside lines of other text: `Posted by Ann on July 8, 2021 | 5 comments`.

use super::{Date, calendar, digits, eras};
use crate::text::phrase::{first_of, has_any};
use crate::text::whitespace::collapse;
use crate::word_list::word_lists;

/// Longer texts are no lines beside a headline.
const MAX_BYTES: usize = 400;

/// A longer piece is a sentence, and not a date with some words around it.
const LONGEST_LINE: usize = 50;

/// How many words a date may have before or after its year.
const MAX_WORDS: usize = 4;

word_lists! { "words.txt":
    /// What a line says of a date that follows, where that is one of a change.
    MODIFIED = "modified";
    /// What it says of a date of publication.
    PUBLISHED = "published";
    /// What else says that a date is the one of the page.
    LABELS = "labels of dates";
    /// How a line begins that says since when somebody has been a member of the site.
    JOINED = "joined";
}

/// Finds the dates in a line, each with whether it is said to be that of a change.
pub(crate) fn find(text: &str) -> Vec<(Date, bool)> {
    let mut found = Vec::new();
    if text.len() > MAX_BYTES || !may_have_date(text) || is_about_a_member(text) {
        return found;
    }
    // The mark between numbers may be one that parts lines: `26 | 01 | 2022`.
    if text.len() <= LONGEST_LINE
        && text.contains('|')
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'|' || byte.is_ascii_whitespace())
        && let Some(date) = Date::read(text)
    {
        return vec![(date, false)];
    }
    let mut is_modified = false;
    for piece in text.split(['\n', '|', '•', '·', '⋅', '●', '—', ';', '／', '丨', '(', ')', '（', '）', '【', '】'])
    {
        // ASCII alone, so that places in one are places in the other.
        let lower = piece.to_ascii_lowercase();
        let at = |words: &[&str]| first_of(&lower, words).map(|(at, _)| at);
        match (at(MODIFIED), at(PUBLISHED)) {
            (Some(modified), Some(published)) if modified != published => {
                // Both on one line: each goes with the date that follows it.
                let cut = modified.max(published);
                found.extend(first(&piece[..cut]).map(|date| (date, modified < published)));
                found.extend(first(&piece[cut..]).map(|date| (date, modified > published)));
                continue;
            }
            // The label of the first is not known: `Eingestellt 8.7.2021, aktualisiert 9.7.2021`.
            (Some(modified), None) if is_between_dates(piece, modified) => {
                found.extend(first(&piece[..modified]).map(|date| (date, false)));
                found.extend(first(&piece[modified..]).map(|date| (date, true)));
                continue;
            }
            (Some(_), _) => is_modified = true,
            (None, Some(_)) => is_modified = false,
            (None, None) => {}
        }
        if let Some(date) = first(piece) {
            found.push((date, is_modified));
            is_modified = false;
        }
    }
    found
}

/// Whether there is a date before a place in a text, and one behind it.
fn is_between_dates(text: &str, at: usize) -> bool {
    first(&text[..at]).is_some() && first(&text[at..]).is_some()
}

/// Whether a few words say that a date beside them is that of a change.
pub(crate) fn is_of_change(label: &str) -> bool {
    has_any(&label.to_ascii_lowercase(), MODIFIED)
}

/// Whether a line says since when somebody has been a member of the site.
pub(crate) fn is_about_a_member(text: &str) -> bool {
    JOINED.iter().any(|start| text.trim_start().get(..start.len()).is_some_and(|head| head.to_lowercase() == *start))
}

/// Whether a line says that a date in it is one of publication.
pub(crate) fn is_announced(text: &str) -> bool {
    let lower = text.to_lowercase();
    has_any(&lower, PUBLISHED) || has_any(&lower, LABELS)
}

/// Whether a text may hold a date with its year: a quick look.
pub(crate) fn may_hold(text: &str) -> bool {
    has_year(text) || !text.is_ascii() && has_foreign_year(text)
}

/// Whether a text has a digit, of any script, or a year in Han characters.
pub(crate) fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit()) || digits::has_own(text) || text.contains('年')
}

/// Whether a text that is not ASCII may hold a year that [`has_year`] does not see: in digits of its own, in Han characters,
/// of another era or calendar.
fn has_foreign_year(text: &str) -> bool {
    digits::has_own(text)
        || text.contains('年')
        || text.len() <= 120 && text.contains(is_thai) && text.bytes().any(|byte| byte.is_ascii_digit())
        || text.contains(is_of_other_calendar) && text.split(|c: char| !c.is_ascii_digit()).any(is_other_year)
}

/// Whether a letter is one of a script in which other calendars are in use: Arabic, Thai, Lao, Khmer.
fn is_of_other_calendar(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6FF}' | '\u{E00}'..='\u{EFF}' | '\u{1780}'..='\u{17FF}')
}

/// Whether digits are a year of another calendar.
fn is_other_year(digits: &str) -> bool {
    digits.len() == 4 && digits.parse().is_ok_and(calendar::has_year)
}

/// The first date in a piece of text.
pub(crate) fn first(piece: &str) -> Option<Date> {
    let piece = piece.trim();
    if !may_have_date(piece) {
        return None;
    }
    if piece.is_ascii() {
        return first_in(piece);
    }
    if let Some(told) = eras::find(piece) {
        // With a time behind it, where there is one.
        let rest = &piece[told.place.start..];
        let whole = (rest.len() <= LONGEST_LINE).then(|| Date::read(rest)).flatten();
        return whole.or_else(|| Date::read(&piece[told.place]));
    }
    if !digits::has_own(piece) {
        return first_in(piece);
    }
    // Character for character the same, so that what is found is found again in what is written.
    let written = collapse(piece);
    let date = first_in(&digits::folded(&written))?;
    let raw = as_written(&written, &date.raw).unwrap_or_else(|| date.raw.clone());
    Some(Date { raw, ..date })
}

/// The part of a text whose digits in ASCII are `folded`.
fn as_written(text: &str, folded: &str) -> Option<String> {
    let all = digits::folded(text);
    let before = all[..all.find(folded)?].chars().count();
    Some(text.chars().skip(before).take(folded.chars().count()).collect())
}

/// As [`first`], in a text whose digits are ASCII.
fn first_in(piece: &str) -> Option<Date> {
    // Of a sentence the date alone.
    if piece.len() <= LONGEST_LINE
        && let Some(whole) = Date::read(piece)
    {
        return Some(whole);
    }
    let words: Vec<&str> = piece.split_whitespace().collect();
    let is_other = !piece.is_ascii() && piece.contains(is_of_other_calendar);
    let is_year =
        |word: &str| has_year(word) || is_other && word.split(|c: char| !c.is_ascii_digit()).any(is_other_year);
    let years = words.iter().enumerate().filter(|(_, word)| is_year(word)).map(|(at, _)| at).take(4);
    for year in years {
        // With a time behind it, or without; as many words before it as belong to it.
        for end in [year + 3, year + 2, year + 1] {
            let Some(end) = (end <= words.len()).then_some(end) else { continue };
            if end > year + 1 && !words[year + 1..end].iter().any(|word| word.contains(':')) {
                continue;
            }
            for start in year.saturating_sub(MAX_WORDS)..=year {
                let date = words[start..end].join(" ");
                if let Some(date) = Date::read(date.trim_matches([',', '.', ':', '-', '–', '/', '،', '।'])) {
                    return Some(date);
                }
            }
        }
        // The year comes first: `2021 July 8`, `2021 年 7 月 8 日`.
        for end in (year + 2..=words.len().min(year + 7)).rev() {
            if let Some(date) = Date::read(&words[year..end].join(" ")) {
                return Some(date);
            }
        }
        if let Some(date) = glued(words[year]) {
            return Some(date);
        }
    }
    short_buddhist_year(&words, piece)
        .or_else(|| short_year(&words))
        .or_else(|| short_numbers(&words))
        .or_else(|| Date::read(piece))
}

/// A date with words stuck to it: `发布时间：2021-07-08`, `2021年7月8日讯`.
fn glued(word: &str) -> Option<Date> {
    let start = word.find(|c: char| c.is_ascii_digit())?;
    let rest = &word[start..];
    let end = rest
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | '年' | '月' | '日')))
        .unwrap_or(rest.len());
    Date::read(rest[..end].trim_end_matches(['-', '/', '.']))
}

/// A date whose year has two digits, between full stops or slashes: `08.07.21`, `08/07/21`.
fn short_numbers(words: &[&str]) -> Option<Date> {
    words.iter().find_map(|word| {
        let sign = if word.contains('/') { '/' } else { '.' };
        let mut parts = word.trim_matches([',', ':', '.']).split(sign);
        let (Some(day), Some(month), Some(year), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return None;
        };
        let is_number =
            |text: &str, most| (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(day, 2) || !is_number(month, 2) || !is_number(year, 2) || year.len() != 2 {
            return None;
        }
        // `21/07/08` begins with the year: what ends with a year before the web had many pages may do so.
        let is_open = sign == '/' && year.parse::<u8>().is_ok_and(|year| year <= 12);
        if is_open { None } else { Date::read(&format!("{day}{sign}{month}{sign}20{year}")) }
    })
}

/// A date whose year has two digits, and is Buddhist: `8 ก.ค. 64`.
fn short_buddhist_year(words: &[&str], text: &str) -> Option<Date> {
    if text.is_ascii() || !text.contains(is_thai) {
        return None;
    }
    words.windows(3).find_map(|words| {
        let &[day, month, year] = words else { return None };
        let is_number = |word: &str| matches!(word.len(), 1 | 2) && word.bytes().all(|byte| byte.is_ascii_digit());
        let year = year.trim_end_matches([',', '.']);
        if !is_number(day) || !is_number(year) || year.len() != 2 || !super::is_month_or_day(&month.replace('.', "")) {
            return None;
        }
        Date::read(&format!("{day} {month} 25{year}"))
    })
}

fn is_thai(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{E7F}')
}

/// A date whose year has two digits, beside a month that is named: `8 Jul '21`, `Jul 8, 21`.
fn short_year(words: &[&str]) -> Option<Date> {
    // The mark before the year is rarer than lines with digits, and quicker to see than a month.
    if !words.iter().any(|word| word.contains(['\'', '’'])) {
        return None;
    }
    let at = words.iter().position(|word| super::is_month_or_day(word))?;
    let year = words.get(at + 1..)?.iter().take(2).find_map(|word| {
        let digits = word.trim_matches([',', '.']).strip_prefix(['\'', '’'])?;
        (digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| format!("20{digits}"))
    })?;
    let day = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().find_map(|at| {
        let word = words.get(at)?.trim_matches([',', '.']);
        (word.len() <= 4 && word.starts_with(|c: char| c.is_ascii_digit())).then_some(word)
    })?;
    Date::read(&format!("{day} {} {year}", words[at].trim_matches([',', '.'])))
}

/// Whether a text may hold a date: a year, a year that is cut short (`'21`), or three numbers with the same sign between
/// them (`8.7.21`). Most texts with digits hold none of these, and are not looked at any closer.
fn may_have_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut signs = [0_u8; 3];
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while is_digit(at) {
            at += 1;
        }
        let before = &bytes[..start];
        if begins_with_year(&bytes[start..at]) || before.ends_with(b"'") || before.ends_with("’".as_bytes()) {
            return true;
        }
        let sign = match bytes.get(at) {
            Some(b'.') => 0,
            Some(b'/') => 1,
            Some(b'-') => 2,
            _ => continue,
        };
        if is_digit(at + 1) {
            signs[sign] += 1;
            if signs[sign] == 2 {
                return true;
            }
        }
    }
    !text.is_ascii() && has_foreign_year(text)
}

/// Whether a word holds a year in which there was a web.
fn has_year(word: &str) -> bool {
    let bytes = word.as_bytes();
    // Most texts hold no such digit at all.
    memchr::memchr2_iter(b'1', b'2', bytes)
        .any(|at| begins_with_year(&bytes[at..]) && (at == 0 || !bytes[at - 1].is_ascii_digit()))
}

fn begins_with_year(text: &[u8]) -> bool {
    (text.starts_with(b"19") || text.starts_with(b"20"))
        && text.get(2..4).is_some_and(|rest| rest.iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, bool)> {
        find(text).into_iter().map(|(date, modified)| (date.to_string(), modified)).collect()
    }

    #[test]
    fn dates_are_found_among_other_words() {
        for (text, expected) in [
            ("Posted by Ann on July 8, 2021 | 5 comments", "2021-07-08"),
            ("Ann Lee 8 July 2021 3 min read", "2021-07-08"),
            ("发布时间：2021-07-08 16:41 来源：新华网", "2021-07-08T16:41:00"),
            ("2021年7月8日 16:41 星期四", "2021-07-08T16:41:00"),
            ("Publié le 8 juillet 2021 à 10h00 par Anne", "2021-07-08T10:00:00"),
            ("新华网北京2021年7月8日电", "2021-07-08"),
            ("Jul 8, '21", "2021-07-08"),
            ("26 | 07 | 2021", "2021-07-26"),
            ("وكالة الأنباء | الخميس ٨ يوليو ٢٠٢١ - ١٠:٣٠", "2021-07-08T10:30:00"),
            ("کد خبر: ۸۴۳۹ - تاریخ انتشار: ۱۷ تیر ۱۴۰۰", "2021-07-08"),
            ("เผยแพร่: 8 ก.ค. 2564 16:41", "2021-07-08T16:41:00"),
            ("Thứ năm, ngày 8 tháng 7 năm 2021", "2021-07-08"),
            ("প্রকাশ: ০৮ জুলাই ২০২১, ১০:৩০", "2021-07-08T10:30:00"),
            ("更新日：令和3年7月8日　ページ番号：12", "2021-07-08"),
            ("8 ก.ค. 64 16:41 น.", "2021-07-08"),
            ("北京二〇二一年七月八日电", "2021-07-08"),
        ] {
            assert_eq!(found(text).first().map(|(date, _)| date.as_str()), Some(expected), "{text}");
        }
        let raw = find("প্রথম প্রকাশ  ৮ জুলাই  ২০২১ | ৫").first().map(|(date, _)| date.raw().to_owned());
        assert_eq!(raw.as_deref(), Some("প্রথম প্রকাশ ৮ জুলাই ২০২১"));
        assert_eq!(found("5 ways to brew in 2021"), []);
        assert_eq!(found("July 2021"), []);
    }

    #[test]
    fn a_change_is_told_from_the_first_day() {
        assert_eq!(
            found("Published July 8, 2021 | Updated July 9, 2021"),
            [("2021-07-08".to_owned(), false), ("2021-07-09".to_owned(), true)]
        );
        assert_eq!(
            found("Published: 8 July 2021 Updated: 9 July 2021"),
            [("2021-07-08".to_owned(), false), ("2021-07-09".to_owned(), true)]
        );
        assert_eq!(found("Last updated on July 9, 2021"), [("2021-07-09".to_owned(), true)]);
        for line in [
            "Giriş: 08.07.2021 - 16:41 Güncelleme: 09.07.2021 - 10:00",
            "입력 : 2021.07.08 16:41 수정 : 2021.07.09 10:00",
        ] {
            let found = found(line);
            assert!(found[0].0.starts_with("2021-07-08") && !found[0].1, "{line}");
            assert!(found[1].0.starts_with("2021-07-09") && found[1].1, "{line}");
        }
    }
}
