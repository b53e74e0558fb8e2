//! Source: the address of the page.

use crate::date::Date;

/// The day that an address names: `/2021/07/08/`, `/2021-07-08-`, `/20210708`. A month alone is none.
pub(super) fn date(url: &str) -> Option<Date> {
    let path = crate::url::path(url);
    let mut numbers = Vec::new();
    let bytes = path.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        numbers.push((start, at));
    }
    let number = |(start, end): (usize, usize)| &path[start..end];
    for (index, &first) in numbers.iter().enumerate() {
        let digits = number(first);
        if digits.len() == 8
            && let Some(date) = day(&digits[..4], &digits[4..6], &digits[6..])
        {
            return Some(date);
        }
        if let (Some(&second), Some(&third)) = (numbers.get(index + 1), numbers.get(index + 2)) {
            let mark = |left: (usize, usize), right: (usize, usize)| &path[left.1..right.0];
            let marks = (mark(first, second), mark(second, third));
            let is_mark = |mark| matches!(mark, "/" | "-" | "_" | ".");
            if is_mark(marks.0)
                && is_mark(marks.1)
                && let Some(date) = day(digits, number(second), number(third))
            {
                return Some(date);
            }
        }
        // Chinese news: `/202107/08/`, `/2021-07/08/`, `/2021/0708/`.
        if let Some(&second) = numbers.get(index + 1) {
            let rest = number(second);
            if &path[first.1..second.0] == "/" {
                let found = match (digits.len(), rest.len()) {
                    (6, 2) => day(&digits[..4], &digits[4..], rest),
                    (4, 4) => day(digits, &rest[..2], &rest[2..]),
                    _ => None,
                };
                if found.is_some() {
                    return found;
                }
            }
        }
    }
    named_month(path)
}

/// Whether the day stands in folders of its own, `/2021/07/08/`: in other places the numbers may be those of a version.
pub(super) fn has_folders(url: &str) -> bool {
    let parts: Vec<&str> = crate::url::path(url).split('/').collect();
    parts.windows(3).any(|parts| day(parts[0], parts[1], parts[2]).is_some()) || named_month(url).is_some()
}

/// `/2021/jul/08/`, `/2021/july/08/`.
fn named_month(path: &str) -> Option<Date> {
    let parts: Vec<&str> = path.split('/').collect();
    parts.windows(3).find_map(|parts| {
        let is_number = |text: &str, length: usize| {
            text.len() <= length && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let is_name =
            |text: &str| (3..=12).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphabetic());
        let named = parts[0].len() == 4 && is_number(parts[0], 4) && is_name(parts[1]) && is_number(parts[2], 2);
        named
            .then(|| Date::parse(&format!("{} {} {}", parts[2], parts[1], parts[0])))
            .filter(|date| date.ymd().is_some())
    })
}

fn day(year: &str, month: &str, day: &str) -> Option<Date> {
    let is_year = year.len() == 4 && (year.starts_with("199") || year.starts_with("20"));
    if !is_year || month.len() > 2 || day.len() > 2 {
        return None;
    }
    Some(Date::parse(&format!("{year}-{month:0>2}-{day:0>2}"))).filter(|date| date.ymd().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_in_the_address_is_found() {
        for (url, expected) in [
            ("https://tea.example/2021/07/08/green", "2021-07-08"),
            ("https://tea.example/news/2021-7-8-green.html", "2021-07-08"),
            ("https://tea.example/a/20210708/123456.html", "2021-07-08"),
            ("https://tea.example/a/202107/08/WS1.html", "2021-07-08"),
            ("https://tea.example/n1/2021/0708/c1-2.html", "2021-07-08"),
            ("https://tea.example/world/2021/jul/08/green", "2021-07-08"),
            ("https://tea.example/news/2021/July/8/green", "2021-07-08"),
            ("https://tea.example/actus/2021/juillet/08", "2021-07-08"),
        ] {
            assert_eq!(date(url).map(|date| date.to_string()).as_deref(), Some(expected), "{url}");
        }
        assert!(has_folders("https://tea.example/2021/07/08/green?a") && has_folders("/news/2021/july/8/green"));
        assert!(!has_folders("https://tea.example/t/2021-7-8-green/12"));
        for url in [
            "https://tea.example/2021/07/green",
            "https://tea.example/?d=2021/07/08",
            "https://tea.example/p/99999999",
            "https://2021.07.08.example/",
        ] {
            assert_eq!(date(url), None, "{url}");
        }
    }
}
