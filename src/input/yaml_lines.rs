//! Front matter that its parser refuses, line by line.
//!
//! What breaks it is mostly one line: a second colon in a title, a name that begins with `@`, a bracket or a quotation mark
//! that nothing closes. So each key is read alone, with the lines below it, and what the parser refuses then as well is
//! taken for the text that it shows.

use super::front_matter::{is_usual, key};
use super::yaml;
use crate::article::{Map, Value};

/// What can be read of a mapping that is none; nothing where no line begins with a key that front matter usually has.
///
/// Linear in the length of the text.
pub(super) fn mapping(text: &str) -> Option<Map> {
    let mut entries = Vec::new();
    let mut is_front_matter = false;
    let mut at = 0;
    while at < text.len() {
        let first = line_at(text, at);
        // A key that is indented below no other is one of its own.
        let Some((name, value)) = entry(first.trim_start()) else {
            // Neither a key nor anything below one.
            at += first.len();
            continue;
        };
        is_front_matter |= is_usual(name);
        let start = at;
        at += first.len();
        let is_whole = !value.is_empty() && !value.starts_with(['|', '>']);
        let is_own = |line: &str| is_whole && entry(line.trim_start()).is_some_and(|(name, _)| is_usual(name));
        while at < text.len() && is_below(line_at(text, at)) && !is_own(line_at(text, at)) {
            at += line_at(text, at).len();
        }
        let whole = &text[start..at];
        match yaml::mapping(whole.trim_start()) {
            // `title:Tea: b` is one entry as well, of another key.
            Ok(map) if map.len() == 1 && map.get(name).is_some() => entries.extend(map),
            _ => entries.push((name.to_owned(), by_hand(name, value, &whole[first.len()..]))),
        }
    }
    is_front_matter.then(|| Map::from_entries(entries))
}

/// The line that begins at a place, its line break included.
fn line_at(text: &str, at: usize) -> &str {
    &text[at..memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |end| at + end + 1)]
}

/// The key and the value in a line. A usual key needs no space behind its colon, and the colon may be a wide one.
fn entry(line: &str) -> Option<(&str, &str)> {
    if line.starts_with([' ', '\t']) {
        return None;
    }
    let line = line.trim_end();
    if let Some(key) = key(line) {
        return line.split_once(':').map(|(_, value)| (key, value.trim()));
    }
    let (key, value) = line.split_once([':', '：'])?;
    is_usual(key.trim_end()).then(|| (key.trim_end(), value.trim()))
}

/// Whether a line belongs to the key above it.
fn is_below(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with([' ', '\t', '#', '-', ']', '}'])
}

/// The value of a key, from what stands behind it and in the lines below.
fn by_hand(key: &str, value: &str, below: &str) -> Value {
    let lines = || below.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    if value.is_empty() && lines().next().is_some_and(|line| line.starts_with('-')) {
        return Value::List(lines().map(|line| scalar(line.trim_start_matches('-').trim_start())).collect());
    }
    if value.is_empty() && lines().next().is_some_and(|line| entry(line).is_some()) {
        let entries = lines().filter_map(|line| entry(line).map(|(key, value)| (key.to_owned(), scalar(value))));
        return Value::Map(Map::from_entries(entries));
    }
    // The mark of a text over several lines is none of the text.
    let value = if matches!(value, "|" | "|-" | "|+" | ">" | ">-" | ">+") { "" } else { value };
    let all = std::iter::once(value).filter(|value| !value.is_empty()).chain(lines()).collect::<Vec<_>>().join(" ");
    if all.starts_with('[') && names_several(key) {
        let items =
            all.split([',', '，']).map(|item| item.trim_matches(|c: char| "[]".contains(c) || c.is_whitespace()));
        return Value::List(items.filter(|item| !item.is_empty()).map(scalar).collect());
    }
    scalar(&all)
}

/// Whether a key has a list for its value.
fn names_several(key: &str) -> bool {
    ["tag", "categor", "keyword", "author", "alias", "image"]
        .iter()
        .any(|name| key.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)))
}

/// A value on one line: as the parser has it; where it refuses, the text, without a quotation mark that only begins it or
/// stands around it.
fn scalar(text: &str) -> Value {
    if let Ok(map) = yaml::mapping(&format!("value: {text}"))
        && let Some((_, value)) = map.into_iter().next()
        && !matches!(value, Value::List(_) | Value::Map(_))
    {
        return value;
    }
    let text = text.trim();
    let unquoted = ['"', '\''].into_iter().find_map(|quote| {
        let inside = text.strip_prefix(quote)?;
        inside.strip_suffix(quote).or_else(|| (!inside.contains(quote)).then_some(inside))
    });
    Value::String(unquoted.unwrap_or(text).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::mapping;
    use crate::article::Value;

    #[test]
    fn each_key_is_read_alone() {
        let string = |text: &str| Value::String(text.to_owned());
        for (lines, expected) in [
            ("title: Tea: a study", string("Tea: a study")),
            ("title: \"Tea", string("Tea")),
            ("title: 'It's tea'", string("It's tea")),
            ("title: \"Tea\" of old", string("\"Tea\" of old")),
            ("title: @tea", string("@tea")),
            ("title: %tea", string("%tea")),
            ("title: *tea", string("*tea")),
            ("title: `tea`", string("`tea`")),
            ("title: [Repost] Tea", string("[Repost] Tea")),
            ("title:Tea: b", string("Tea: b")),
            ("title：茶", string("茶")),
            ("title:\n  Tea: b: c\n  of: d: e", {
                let entries = [("Tea", "b: c"), ("of", "d: e")].map(|(key, value)| (key.to_owned(), string(value)));
                Value::Map(crate::article::Map::from_entries(entries))
            }),
            ("title: Tea\n\tauthor: Ann\n  layout: post", string("Tea")),
            ("\ttitle: Tea: b", string("Tea: b")),
            ("tags: [a, [b]", Value::List(vec![string("a"), string("b")])),
            ("tags:\n- a: b: c\n- @d\n-e", Value::List(vec![string("a: b: c"), string("@d"), string("e")])),
        ] {
            let map = mapping(&format!("date: 2021-07-08\n{lines}\ndraft: true\n")).unwrap();
            assert_eq!(map.get("date"), Some(&string("2021-07-08")), "{lines}");
            assert_eq!(map.get("draft"), Some(&Value::Bool(true)), "{lines}");
            let key = lines.trim_start().split([':', '：']).next().unwrap();
            assert_eq!(map.get(key), Some(&expected), "{lines}");
        }
    }

    #[test]
    fn what_has_no_usual_key_is_none() {
        for text in ["just a line", "a: [b", "- a\n- b", "", "tea: a: b\nmilk: c"] {
            assert_eq!(mapping(text), None, "{text:?}");
        }
    }
}
