//! Dates as people and pages write them.
//!
//! The text is cut into numbers, words and marks. A time is taken out, with its zone; what numbers remain must be year, month
//! and day and nothing else. Words besides the names of months do not matter: `Published on 8 July 2021` is a date.

use super::calendar::{self, Calendar, plain_day};
use super::convention::{Convention, Order};
use super::months::{Month, month};
use super::{Moment, digits};
use crate::text::cjk::is_unspaced_letter;
use jiff::civil;
use jiff::tz::Offset;

/// Whether a text has numbers enough to be a date in any notation: two, or a long one. This is quickly seen.
pub(super) fn may_be_date(text: &str) -> bool {
    let (mut numbers, mut digits) = (0, 0);
    for c in text.chars() {
        match digits::to_ascii(c) {
            '0'..='9' => digits += 1,
            _ if digits > 0 => (numbers, digits) = (numbers + 1, 0),
            _ => {}
        }
        if numbers + usize::from(digits > 0) > 1 || digits >= 8 {
            return true;
        }
    }
    false
}

/// Reads a date.
pub(super) fn parse(text: &str, convention: Convention) -> Option<Moment> {
    let tokens = Tokens::of(text);
    let (time, offset, around) = match find_time(&tokens) {
        Some(found) => (Some(found.time?), found.offset, found.place),
        None => (None, None, 0..0),
    };
    let rest = Tokens([&tokens.0[..around.start], &tokens.0[around.end..]].concat());
    if let (None, [Token::Number { value, digits }]) = (time, rest.0.as_slice()) {
        return digits_alone(*value, *digits);
    }
    let day = find_day(&rest, Calendar::of(text, convention), convention)?;
    Some(Moment { day, time, offset })
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number {
        value: u64,
        digits: u8,
    },
    /// Letters in lower case; a Chinese or Japanese character is a word by itself.
    Word(String),
    Mark(char),
}

struct Tokens(Vec<Token>);

impl Tokens {
    fn of(text: &str) -> Tokens {
        let mut tokens = Vec::new();
        let mut after_space = true;
        // A full stop between two letters of Thai or Lao joins them: `ก.ค.`.
        let mut is_open = false;
        for c in text.chars().map(|c| to_half_width(digits::to_ascii(c))) {
            match (c, tokens.last_mut()) {
                (' ' | '\t' | '\u{A0}' | '\u{3000}' | '\u{202F}', _) => {
                    after_space = true;
                    is_open = false;
                    continue;
                }
                (c, _) if is_ignored(c) => continue,
                (_, Some(Token::Word(word))) if is_sign(c) && !after_space => word.push(c),
                ('.', Some(Token::Word(word))) if word.ends_with(is_thai_or_lao) && !after_space => is_open = true,
                (_, Some(Token::Word(word))) if is_open && is_thai_or_lao(c) => {
                    word.push(c);
                    is_open = false;
                }
                ('0'..='9', Some(Token::Number { value, digits })) if !after_space => {
                    // Twenty digits are no date, whatever their value.
                    *value = value.saturating_mul(10).saturating_add(u64::from(c as u8 - b'0'));
                    *digits = digits.saturating_add(1);
                }
                ('0'..='9', _) => tokens.push(Token::Number { value: u64::from(c as u8 - b'0'), digits: 1 }),
                (_, last) if c.is_alphabetic() => match last {
                    Some(Token::Word(word))
                        if !after_space && !is_unspaced_letter(c) && !word.chars().any(is_unspaced_letter) =>
                    {
                        word.extend(lower(c));
                    }
                    _ => tokens.push(Token::Word(lower(c).collect())),
                },
                _ => tokens.push(Token::Mark(c)),
            }
            after_space = false;
            is_open &= c == '.';
        }
        Tokens(tokens)
    }

    fn number(&self, at: usize) -> Option<(u64, u8)> {
        match self.0.get(at)? {
            Token::Number { value, digits } => Some((*value, *digits)),
            _ => None,
        }
    }

    /// A number of one or two digits.
    fn short(&self, at: usize) -> Option<i8> {
        self.number(at).filter(|(_, digits)| *digits <= 2).and_then(|(value, _)| i8::try_from(value).ok())
    }

    fn word(&self, at: usize) -> &str {
        match self.0.get(at) {
            Some(Token::Word(word)) => word,
            _ => "",
        }
    }

    fn mark(&self, at: usize) -> Option<char> {
        match self.0.get(at)? {
            Token::Mark(mark) => Some(*mark),
            _ => None,
        }
    }
}

fn is_thai_or_lao(c: char) -> bool {
    ('\u{E01}'..='\u{EFF}').contains(&c)
}

/// Whether a character only joins, parts or lengthens letters, or says how vowels sound: words are the same without it.
fn is_ignored(c: char) -> bool {
    matches!(c, '\u{307}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{640}' | '\u{64B}'..='\u{652}')
}

/// Whether a character is a sign at the letter before it, in scripts of India and south-eastern Asia: no letter by itself.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{DFF}' | '\u{E31}'..='\u{E4E}' | '\u{EB1}'..='\u{ECD}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17D3}')
        && !c.is_alphanumeric()
        && !matches!(c, '।' | '॥' | '॰')
}

/// A letter in lower case, where letters that are written in two ways are one: Greek sigma, and two of Arabic and Persian.
fn lower(c: char) -> impl Iterator<Item = char> {
    c.to_lowercase().filter(|c| *c != '\u{307}').map(|c| match c {
        'ς' => 'σ',
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        _ => c,
    })
}

/// The ASCII character that a full-width one is a form of.
fn to_half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

struct FoundTime {
    /// None where it looks like a time and is none: 25:00.
    time: Option<civil::Time>,
    offset: Option<Offset>,
    /// The tokens it takes.
    place: std::ops::Range<usize>,
}

/// Finds the first time of day: `16:41`, `16:41:32.5`, `4:41 pm`, `16h41`, `16时41分`, `下午4:41`.
fn find_time(tokens: &Tokens) -> Option<FoundTime> {
    let start = (0..tokens.0.len()).find(|&at| tokens.short(at).is_some() && is_hour_mark(tokens, at + 1))?;
    let hour = tokens.short(start)?;
    let (mut minute, mut second, mut nanosecond) = (0, 0, 0);
    let mut at = start + 2;
    if let Some(value) = tokens.short(at) {
        minute = value;
        at += 1;
        if tokens.mark(at) == Some(':') || matches!(tokens.word(at), "分" | "분") {
            at += 1;
            if let Some(value) = tokens.short(at) {
                second = value;
                at += 1;
                if let (Some('.'), Some((value, digits @ 1..=9))) = (tokens.mark(at), tokens.number(at + 1)) {
                    nanosecond = i32::try_from(value * 10_u64.pow(9 - u32::from(digits))).ok()?;
                    at += 2;
                }
                if matches!(tokens.word(at), "秒" | "초") {
                    at += 1;
                }
            }
        }
    }
    let half = half_of_day(tokens, start, &mut at);
    let hour = match (half, hour) {
        (Some(Half::Morning), 12) => 0,
        (Some(Half::Afternoon), 1..=11) => hour + 12,
        _ => hour,
    };
    let time = civil::Time::new(hour, minute, second, nanosecond).ok();
    let offset = zone(tokens, &mut at);
    Some(FoundTime { time, offset, place: start..at })
}

/// Whether the token says that an hour stands before it.
fn is_hour_mark(tokens: &Tokens, at: usize) -> bool {
    match tokens.0.get(at) {
        Some(Token::Mark(':')) => tokens.short(at + 1).is_some(),
        Some(Token::Word(word)) => matches!(word.as_str(), "h" | "时" | "時" | "点" | "點" | "시" | "am" | "pm"),
        _ => false,
    }
}

#[derive(Clone, Copy)]
enum Half {
    Morning,
    Afternoon,
}

/// The half of the day, named after the time (`pm`, `p.m.`) or before it (`下午`, `午後`, `오후`).
fn half_of_day(tokens: &Tokens, start: usize, at: &mut usize) -> Option<Half> {
    // `4 pm` has its mark where other times have the colon.
    match (tokens.word(*at), tokens.word(start + 1)) {
        ("am", _) => {
            *at += 1;
            return Some(Half::Morning);
        }
        ("pm", _) => {
            *at += 1;
            return Some(Half::Afternoon);
        }
        ("a" | "p", _) | ("π" | "μ", _)
            if tokens.mark(*at + 1) == Some('.') && matches!(tokens.word(*at + 2), "m" | "μ") =>
        {
            let half = if matches!(tokens.word(*at), "a" | "π") { Half::Morning } else { Half::Afternoon };
            *at += if tokens.mark(*at + 3) == Some('.') { 4 } else { 3 };
            return Some(half);
        }
        (_, "am") => return Some(Half::Morning),
        (_, "pm") => return Some(Half::Afternoon),
        ("πμ" | "ص" | "صباحا" | "sa" | "öö" | "पूर्वाह्न", _) => {
            *at += 1;
            return Some(Half::Morning);
        }
        ("μμ" | "م" | "مساء" | "ch" | "ös" | "अपराह्न", _) => {
            *at += 1;
            return Some(Half::Afternoon);
        }
        _ => {}
    }
    match (tokens.word(start.wrapping_sub(2)), tokens.word(start.wrapping_sub(1))) {
        (_, "오전") | ("上" | "凌", _) | ("午", "前") => Some(Half::Morning),
        (_, "오후") | ("下" | "晚", _) | ("午", "後" | "后") => Some(Half::Afternoon),
        _ => None,
    }
}

/// The zone after a time: `Z`, `UTC`, `GMT+8`, `+0800`, `-05:00`, `EST`. The abbreviations are those that mean one zone only.
fn zone(tokens: &Tokens, at: &mut usize) -> Option<Offset> {
    let hours = match tokens.word(*at) {
        "z" | "utc" | "gmt" => 0,
        "est" | "cdt" => -5,
        "edt" => -4,
        "mst" | "pdt" => -7,
        "mdt" => -6,
        "pst" => -8,
        "cet" => 1,
        "cest" => 2,
        "msk" => 3,
        "hkt" | "sgt" => 8,
        "jst" | "kst" => 9,
        "" => return numeric_zone(tokens, at),
        _ => return None,
    };
    *at += 1;
    if hours == 0
        && let Some(offset) = numeric_zone(tokens, at)
    {
        return Some(offset);
    }
    Offset::from_seconds(hours * 3600).ok()
}

/// `+0800`, `+08:00`, `+8`.
fn numeric_zone(tokens: &Tokens, at: &mut usize) -> Option<Offset> {
    let sign = match tokens.mark(*at)? {
        '+' => 1,
        '-' | '−' => -1,
        _ => return None,
    };
    let (value, digits) = tokens.number(*at + 1)?;
    let value = i32::try_from(value).ok()?;
    let (hours, minutes, end) = match digits {
        1 | 2 => match (tokens.mark(*at + 2), tokens.short(*at + 3)) {
            (Some(':'), Some(minutes)) => (value, i32::from(minutes), 4),
            _ => (value, 0, 2),
        },
        4 => (value / 100, value % 100, 2),
        _ => return None,
    };
    // From Honolulu and beyond to Kiribati.
    if hours > 14 || minutes > 59 {
        return None;
    }
    *at += end;
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

/// Finds year, month and day among tokens that hold no time. Every number must be one of them.
fn find_day(tokens: &Tokens, calendar: Calendar, convention: Convention) -> Option<civil::Date> {
    let numbers: Vec<(u64, u8, usize)> =
        (0..tokens.0.len()).filter_map(|at| tokens.number(at).map(|(value, digits)| (value, digits, at))).collect();
    match *numbers {
        [(first, first_digits, at), (second, second_digits, second_at), (third, third_digits, _)] => {
            if first_digits == 4 && second_digits <= 2 && third_digits <= 2 {
                return calendar.day(first, second, third);
            }
            if third_digits != 4 || first_digits > 2 || second_digits > 2 {
                return None;
            }
            let is_month = |at: usize| matches!(tokens.word(at.wrapping_sub(1)), "tháng" | "thg");
            let is_mark = |at: usize| matches!(tokens.mark(at), Some('/' | '-' | '–' | '|'));
            let is_bare = is_mark(at + 1) && second_at == at + 2 && is_mark(at + 3);
            // Between slashes and dashes either number may be the month; between full stops the day comes first.
            match (tokens.mark(at + 1), first, second) {
                _ if is_month(second_at) => calendar.day(third, second, first),
                _ if is_month(at) => calendar.day(third, first, second),
                (Some('.'), _, _) => calendar.day(third, second, first),
                (_, 13.., _) => calendar.day(third, second, first),
                (_, _, 13..) => calendar.day(third, first, second),
                (_, first, second) if first == second => calendar.day(third, first, second),
                _ if !is_bare => None,
                _ => match convention.order() {
                    Order::DayFirst | Order::Either => calendar.day(third, second, first),
                    Order::MonthFirst => calendar.day(third, first, second),
                    Order::Unknown => None,
                },
            }
        }
        [(first, first_digits, first_at), (second, second_digits, second_at)] => {
            let (year, number, number_at) = match (first_digits, second_digits) {
                (4, 1 | 2) => (first, second, second_at),
                (1 | 2, 4) => (second, first, first_at),
                _ => return None,
            };
            let month = named_month(tokens, number_at, convention)?;
            match month.is_solar {
                true => calendar::solar_day(year, u64::from(month.number), number),
                false => calendar.day(year, u64::from(month.number), number),
            }
        }
        _ => None,
    }
}

/// The month that is named. Of different ones, as some words are also something else in other languages, it is the one
/// nearest to the day of the month: in `mar. 6 juillet` the first word is a Tuesday.
fn named_month(tokens: &Tokens, day_at: usize, convention: Convention) -> Option<Month> {
    let named = |at: usize| {
        let (word, next) = (tokens.word(at), tokens.word(at + 1));
        // Names of two words, such as those of the months in Lebanon, are not written in ASCII.
        let two =
            || (!word.is_ascii() && !next.is_empty()).then(|| month(&format!("{word} {next}"), convention)).flatten();
        two().or_else(|| month(word, convention))
    };
    let months: Vec<(usize, Month)> = (0..tokens.0.len()).filter_map(|at| Some((at, named(at)?))).collect();
    let (_, first) = *months.first()?;
    if months.iter().all(|&(_, month)| month == first) {
        return Some(first);
    }
    // What follows the day is nearer than what is as far before it.
    let distance = |at: usize| (at.abs_diff(day_at), at < day_at);
    months.iter().min_by_key(|(at, _)| distance(*at)).map(|&(_, month)| month)
}

/// A number alone: `20210708164132`, or seconds or milliseconds since 1970. Eight digits are ISO 8601.
fn digits_alone(value: u64, digits: u8) -> Option<Moment> {
    let seconds = match digits {
        14 | 12 => {
            let (clock, seconds) = if digits == 14 { (value / 100, value % 100) } else { (value, 0) };
            let day = plain_day(clock / 100_000_000, clock / 1_000_000 % 100, clock / 10_000 % 100)?;
            let part = |value: u64| i8::try_from(value).ok();
            let time = civil::Time::new(part(clock / 100 % 100)?, part(clock % 100)?, part(seconds)?, 0).ok()?;
            return Some(Moment { day, time: Some(time), offset: None });
        }
        10 => value,
        13 => value / 1000,
        _ => return None,
    };
    let moment = Offset::UTC.to_datetime(jiff::Timestamp::from_second(i64::try_from(seconds).ok()?).ok()?);
    Some(Moment { day: moment.date(), time: Some(moment.time()), offset: Some(Offset::UTC) })
}
