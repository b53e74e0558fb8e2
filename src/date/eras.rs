//! Years of eras, and numbers in Han characters: `令和3年7月8日`, `民國110年7月8日`, `二〇二一年七月八日`.

use super::digits;
use crate::text::phrase::first_of;
use std::ops::Range;

/// The eras that dates of the web are told in, with the year before the first of each.
const ERAS: [(&str, i32); 7] =
    [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("大正", 1911), ("明治", 1867), ("民國", 1911), ("民国", 1911)];

const NAMES: [&str; 7] = ["令和", "平成", "昭和", "大正", "明治", "民國", "民国"];

/// A date that is told in one of these ways: where it stands, and the same in the digits and years of everybody.
#[derive(Debug, PartialEq)]
pub(super) struct Told {
    pub(super) place: Range<usize>,
    pub(super) plain: String,
}

/// The first such date in a text. Linear in its length.
pub(super) fn find(text: &str) -> Option<Told> {
    if text.is_ascii() {
        return None;
    }
    if let Some((start, length)) = first_of(text, &NAMES) {
        let (_, before) = ERAS.iter().find(|(name, _)| text[start..].starts_with(name))?;
        let (year, rest) = number(&text[start + length..])?;
        return told(text, start, before + year, rest);
    }
    // Without an era the year is four Han digits.
    let year = text.find('年')?;
    let is_han = |c: char| !c.is_ascii() && digits::to_ascii(c) == c && digit(c).is_some();
    let start = text[..year].trim_end().char_indices().rev().take(4).take_while(|(_, c)| is_han(*c));
    let (start, _) = start.enumerate().last().filter(|(count, _)| *count == 3).map(|(_, start)| start)?;
    let (value, rest) = number(&text[start..])?;
    told(text, start, value, rest)
}

/// Reads month and day in what stands behind the year.
fn told(text: &str, start: usize, year: i32, rest: &str) -> Option<Told> {
    let marks = ['年', '.', '/', '-', '．', '／'];
    let (month, rest) = number(rest.trim_start().strip_prefix(marks)?)?;
    let (day, rest) = number(rest.trim_start().strip_prefix(['月', '.', '/', '-', '．', '／'])?)?;
    let rest = rest.trim_start().strip_prefix(['日', '号', '號']).unwrap_or(rest);
    // An ISO date would have other dashes read as one with it.
    (1..=9999)
        .contains(&year)
        .then(|| Told { place: start..text.len() - rest.len(), plain: format!("{year:04}年{month}月{day}日") })
}

/// The number with which a text begins, white space aside, and what follows it: digits of any script, Han digits one by
/// one (`二〇二一`), or with tens and hundreds (`一百一十`, `廿八`). The first year of an era is `元`.
fn number(text: &str) -> Option<(i32, &str)> {
    let text = text.trim_start();
    if let Some(rest) = text.strip_prefix('元') {
        return Some((1, rest));
    }
    let end = |is_part: fn(char) -> bool| text.find(|c| !is_part(c)).unwrap_or(text.len());
    let length = end(|c| digits::to_ascii(c).is_ascii_digit());
    let (head, rest) = text.split_at(if length > 0 { length } else { end(|c| digit(c).is_some() || ten(c).is_some()) });
    if head.is_empty() || head.chars().count() > 6 {
        return None;
    }
    let value = match head.chars().any(|c| ten(c).is_some()) {
        false => {
            head.chars().filter_map(digit).try_fold(0_i32, |sum, digit| sum.checked_mul(10)?.checked_add(digit))?
        }
        true => {
            let (mut sum, mut open) = (0, None);
            for c in head.chars() {
                match (digit(c), ten(c)) {
                    (Some(value), _) => open = Some(value),
                    // Ten alone is one of it; a number before it tells how many.
                    (None, Some((unit, count))) => sum += unit * open.take().unwrap_or(count),
                    (None, None) => return None,
                }
            }
            sum + open.unwrap_or(0)
        }
    };
    Some((value, rest))
}

/// The value of a digit of any script, Han included.
fn digit(c: char) -> Option<i32> {
    Some(match c {
        '〇' | '零' | '○' | 'Ｏ' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return digits::to_ascii(c).to_digit(10).map(|digit| digit as i32),
    })
}

/// The value of a character for tens or hundreds, and how many of them it means without a number before it.
fn ten(c: char) -> Option<(i32, i32)> {
    Some(match c {
        '十' => (10, 1),
        '廿' => (10, 2),
        '卅' => (10, 3),
        '百' => (100, 1),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eras_and_han_numbers_are_told_in_plain_ones() {
        for (text, expected) in [
            ("令和3年7月8日", "2021年7月8日"),
            ("発行：令和 元年 5 月 1 日（水）", "2019年5月1日"),
            ("平成三十年十二月廿八日", "2018年12月28日"),
            ("中華民國110年7月8日", "2021年7月8日"),
            ("民國一百一十年七月八日", "2021年7月8日"),
            ("民國110/07/08", "2021年7月8日"),
            ("二〇二一年七月八日", "2021年7月8日"),
            ("北京，二○二一年十月三十一日电", "2021年10月31日"),
            ("昭和６４年１月７日", "1989年1月7日"),
        ] {
            assert_eq!(find(text).map(|told| told.plain).as_deref(), Some(expected), "{text}");
        }
        for text in ["2021年7月8日", "明治大学2021年", "一年七月八日", "二〇二一年", "民國初年", "年"]
        {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
