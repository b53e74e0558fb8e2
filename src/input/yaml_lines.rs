//! Front matter that is nearly YAML, line by line.
//!
//! People write `title: Tea: a history`, `author: @ann`, `title: [Repost] News` and `title: 'It's tea'`; no YAML parser takes
//! that, and yet nobody would want it in the text of the article. Where the parser has refused, and each line has one of
//! the forms below, the lines are taken at their word:
//!
//! - `key: value`: the value is all the rest of the line, without the quotes around it; `[a, b]` is a list;
//! - `- item`, indented or not, below `key:`;
//! - `  key: value`, indented, below `key:`;
//! - any other indented line goes on with the text above it;
//! - blank lines and comments.

use super::yaml::plain_scalar;
use crate::metadata::{Map, Value};
use std::borrow::Cow;

/// Reads such lines; None where one of them has none of the forms.
pub(super) fn mapping(text: &str) -> Option<Map> {
    let mut entries: Vec<(String, Content)> = Vec::new();
    for line in text.lines() {
        let content = line.trim();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let indented = line.starts_with([' ', '\t']);
        match (key_and_value(content), indented) {
            (Some((key, rest)), false) => entries.push((key.to_owned(), Content::Value(value(rest)?))),
            (pair, _) => entries.last_mut()?.1.go_on(content, pair, indented)?,
        }
    }
    Some(Map::from_entries(entries.into_iter().map(|(key, content)| (key, content.finish()))))
}

/// What has been read of a key's value.
enum Content {
    Value(Value),
    Map(Vec<(String, Value)>),
}

impl Content {
    /// Takes a line that belongs to the key above it.
    fn go_on(&mut self, content: &str, pair: Option<(&str, &str)>, indented: bool) -> Option<()> {
        if let Some(item) = content.strip_prefix('-').filter(|rest| rest.is_empty() || rest.starts_with([' ', '\t'])) {
            if let Content::Value(above @ Value::Null) = self {
                *above = Value::List(Vec::new());
            }
            if let Content::Value(Value::List(items)) = self {
                items.push(value(item.trim())?);
                return Some(());
            }
        }
        if !indented {
            return None;
        }
        match (self, pair) {
            (above @ Content::Value(Value::Null), Some((key, rest))) => {
                *above = Content::Map(vec![(key.to_owned(), value(rest)?)]);
            }
            (Content::Map(entries), Some((key, rest))) => entries.push((key.to_owned(), value(rest)?)),
            (Content::Value(above @ Value::Null), None) => *above = Value::String(content.to_owned()),
            (Content::Value(Value::String(text)), _) => {
                // A block scalar begins with its mark alone on the line.
                if matches!(text.as_str(), "|" | ">" | "|-" | ">-" | "|+" | ">+") {
                    text.clear();
                } else {
                    text.push(' ');
                }
                text.push_str(content);
            }
            _ => return None,
        }
        Some(())
    }

    fn finish(self) -> Value {
        match self {
            Content::Value(value) => value,
            Content::Map(entries) => Value::Map(Map::from_entries(entries)),
        }
    }
}

/// The key of a line `key: value`, and what comes after the colon.
pub(super) fn key_and_value(line: &str) -> Option<(&str, &str)> {
    let (key, rest) = line.split_once(':')?;
    let key = unquote(key.trim_end());
    let is_key = !key.is_empty()
        && key.chars().count() <= 40
        && !key.starts_with(['-', '?', '&', '*', '!', '|', '%', '@', '`', '{', '[', '(', '.'])
        && !key.contains(['<', '>', '"', '\'', '#', '/', '{', '}', '[', ']', ',', '。', '，', '！', '？', ' ', '\t']);
    (is_key && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some((key, rest.trim()))
}

/// What stands after the colon or the dash. None where a bracket opens a list that does not end.
fn value(text: &str) -> Option<Value> {
    if text.starts_with(['"', '\'']) {
        return Some(Value::String(unquote(text).replace("''", "'")));
    }
    let text = match text.find(" #") {
        Some(end) => text[..end].trim_end(),
        None if text.starts_with('#') => "",
        None => text,
    };
    if let Some(inner) = text.strip_prefix('[') {
        if let Some(items) = inner.strip_suffix(']') {
            let items = items.split(',').map(str::trim).filter(|item| !item.is_empty());
            return Some(Value::List(items.map(|item| scalar(unquote(item))).collect()));
        }
        // `[Repost] News` is a title; `[Repost` is something broken.
        if !inner.contains(']') {
            return None;
        }
    }
    if text.starts_with('{') && !text.contains('}') {
        return None;
    }
    Some(scalar(text))
}

fn scalar(text: &str) -> Value {
    plain_scalar(Cow::Borrowed(text))
}

/// Text without the quotes around it. `"Tea" and "Milk"` has none around it: a quote that a space follows is a closing one.
fn unquote(text: &str) -> &str {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            let closes_inside = inner.split_once(quote).is_some_and(|(_, after)| after.starts_with([' ', '\t']));
            return if closes_inside { text } else { inner };
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_taken_at_their_word() {
        let text = "title: Tea: a history\nauthor: @ann\nquote: 'It's tea'\npair: \"Tea\" and \"Milk\"\nlabel: [Repost] News\nid: 12\n\n# comment\n\
                    tags: # none yet\n  - @tea\n- milk: fresh\nmore:\n\tkey: a: b\n\tlast: c\nabout: |\n  one\n  two: three\n\
                    list: [a, 'b', 3]\nlong: first\n  second\n";
        let map = mapping(text).unwrap();
        let string = |text: &str| Value::String(text.to_owned());
        assert_eq!(map.get("title"), Some(&string("Tea: a history")));
        assert_eq!(map.get("author"), Some(&string("@ann")));
        assert_eq!(map.get("quote"), Some(&string("It's tea")));
        assert_eq!(map.get("pair"), Some(&string("\"Tea\" and \"Milk\"")));
        assert_eq!(map.get("label"), Some(&string("[Repost] News")));
        assert_eq!(map.get("id"), Some(&Value::Integer(12)));
        assert_eq!(map.get("tags"), Some(&Value::List(vec![string("@tea"), string("milk: fresh")])));
        assert_eq!(map.get("more").unwrap().get("key"), Some(&string("a: b")));
        assert_eq!(map.get("more").unwrap().get("last"), Some(&string("c")));
        assert_eq!(map.get("about"), Some(&string("one two: three")));
        assert_eq!(map.get("list"), Some(&Value::List(vec![string("a"), string("b"), Value::Integer(3)])));
        assert_eq!(map.get("long"), Some(&string("first second")));
    }

    #[test]
    fn one_line_of_another_form_is_enough_to_refuse() {
        for line in ["Just prose.", "<p>a: b</p>", "a: [b", "a: {b", "He said: no", "- item", "a:b", "12:30 o'clock"] {
            assert_eq!(mapping(&format!("{line}\ntitle: a: b\n")), None, "{line:?}");
        }
    }
}
