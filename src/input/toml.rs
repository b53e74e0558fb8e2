//! Front matter in TOML.

use crate::article::{MAX_DEPTH, Map, Value};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads a TOML document.
///
/// # Errors
/// What the parser says, or that the document nests too deep.
pub(super) fn table(text: &str) -> Result<Map, String> {
    // The parser bounds brackets and key parts apart, at 80 each; together they could still build a tree of thousands of levels,
    // and its `Drop` recurses.
    if nesting(text) > MAX_DEPTH {
        return Err(too_deep());
    }
    let table = DeTable::parse(text).map_err(|error| error.message().to_owned())?;
    map(table.into_inner(), text, MAX_DEPTH)
}

/// What can be read of a document that is not TOML, line by line, up to its first table: a value that the parser refuses is the
/// text that it shows. None where no line is a key with a value. Linear.
pub(super) fn lines(text: &str) -> Option<Map> {
    let mut entries = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim_start().starts_with('[') {
            break;
        }
        let Some((key, value)) = line.split_once('=') else { continue };
        let (key, value) = (key.trim(), value.trim());
        if key.is_empty() || key.starts_with('#') || key.contains(char::is_whitespace) {
            continue;
        }
        let mut whole = format!("{key} = {value}");
        if value.starts_with('[') && !value.contains(']') {
            for below in lines.by_ref() {
                whole.push('\n');
                whole.push_str(below);
                if below.contains(']') {
                    break;
                }
            }
        }
        match table(&whole) {
            Ok(map) => entries.extend(map),
            Err(_) => {
                let unquoted = value.strip_prefix(['"', '\'']).unwrap_or(value);
                let unquoted = unquoted.strip_suffix(['"', '\'']).unwrap_or(unquoted);
                entries.push((key.to_owned(), Value::String(unquoted.to_owned())));
            }
        }
    }
    (!entries.is_empty()).then(|| Map::from_entries(entries))
}

fn too_deep() -> String {
    format!("tables and arrays nest more than {MAX_DEPTH} deep")
}

/// Recursion is bounded by `depth`.
fn map(table: DeTable<'_>, text: &str, depth: usize) -> Result<Map, String> {
    let depth = depth.checked_sub(1).ok_or_else(too_deep)?;
    let mut entries: Vec<_> = table.into_iter().collect();
    // The table is sorted by name; the source's order is the one to keep.
    entries.sort_by_key(|(key, _)| key.span().start);
    let entries = entries.into_iter().map(|(key, entry)| {
        let span = entry.span();
        Ok((key.into_inner().into_owned(), value(entry.into_inner(), span, text, depth)?))
    });
    Ok(Map::from_entries(entries.collect::<Result<Vec<_>, String>>()?))
}

fn value(value: DeValue<'_>, span: Range<usize>, text: &str, depth: usize) -> Result<Value, String> {
    let as_written = || Value::String(text.get(span.clone()).unwrap_or_default().to_owned());
    Ok(match value {
        DeValue::String(string) => Value::String(string.into_owned()),
        DeValue::Boolean(boolean) => Value::Bool(boolean),
        DeValue::Integer(integer) => {
            i64::from_str_radix(integer.as_str(), integer.radix()).map_or_else(|_| as_written(), Value::Integer)
        }
        DeValue::Float(float) => match float.as_str().parse::<f64>() {
            Ok(number) if number.is_finite() => Value::Float(number),
            _ => as_written(),
        },
        DeValue::Datetime(_) => as_written(),
        DeValue::Array(array) => {
            let depth = depth.checked_sub(1).ok_or_else(too_deep)?;
            let items = array.into_iter().map(|item| {
                let span = item.span();
                self::value(Spanned::into_inner(item), span, text, depth)
            });
            Value::List(items.collect::<Result<_, _>>()?)
        }
        DeValue::Table(table) => Value::Map(map(table, text, depth)?),
    })
}

/// How deep the document can nest at most, by its looks: the sum, over the brackets open at a place, of the parts of the keys
/// before them. Text in quotes and comments does not count.
fn nesting(text: &str) -> usize {
    let bytes = text.as_bytes();
    // Levels that each open bracket adds: itself and the parts of the key it belongs to.
    let mut open: Vec<usize> = Vec::new();
    let (mut levels, mut parts, mut deepest) = (0, 1, 0);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' | b'\'' => {
                at = string_end(bytes, at);
                continue;
            }
            b'#' => {
                at += memchr::memchr(b'\n', &bytes[at..]).unwrap_or(bytes.len() - at);
                continue;
            }
            b'.' => parts += 1,
            b'[' | b'{' => {
                open.push(parts);
                levels += parts;
                parts = 1;
            }
            b']' | b'}' => levels -= open.pop().unwrap_or(0),
            b',' | b'\n' => parts = 1,
            _ => {}
        }
        deepest = deepest.max(levels + parts);
        at += 1;
    }
    deepest
}

/// Where the string ends that begins at `start`.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let quote = bytes[start];
    let long = bytes[start..].starts_with(&[quote; 3]);
    let mut at = start + if long { 3 } else { 1 };
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' if quote == b'"' => at += 1,
            b'\n' if !long => return at,
            _ if byte != quote => {}
            _ if !long => return at + 1,
            // Up to two quotes may stand before the closing three.
            _ if bytes[at..].starts_with(&[quote; 3]) => {
                let run = bytes[at..].iter().take_while(|&&byte| byte == quote).count();
                return at + run.min(5);
            }
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_order_and_dates_as_written() {
        let map = table(
            "title = 'Tea'\ndate = 2024-02-02 04:14:54-08:00\nweight = 1_000\nrate = 1.5\n[b]\nx = [1, 'y']\n[a]\n",
        );
        let map = map.unwrap();
        assert_eq!(map.iter().map(|(key, _)| key).collect::<Vec<_>>(), ["title", "date", "weight", "rate", "b", "a"]);
        assert_eq!(map.get("date"), Some(&Value::String("2024-02-02 04:14:54-08:00".into())));
        assert_eq!(map.get("weight"), Some(&Value::Integer(1000)));
        assert_eq!(map.get("rate"), Some(&Value::Float(1.5)));
        let list = Value::List(vec![Value::Integer(1), Value::String("y".into())]);
        assert_eq!(map.get("b").unwrap().get("x"), Some(&list));
    }

    #[test]
    fn nesting_is_counted_outside_of_strings_and_comments() {
        assert_eq!(nesting("a = 1"), 1);
        assert_eq!(nesting("[a.b.c]\nx.y = 1.5"), 4);
        assert_eq!(nesting("a = [[{ b.c = 1 }]]"), 5);
        assert_eq!(nesting("a = '....{{{{'\nb = \"\\\"....\" # ......\nc = '''\n.....\n''''\n[d]"), 2);
    }

    #[test]
    fn deep_nesting_is_refused_on_a_small_stack() {
        let key = "a.".repeat(75) + "a";
        let inline = format!("{key} = {{").repeat(70) + "b=1" + &"}".repeat(70);
        let cases =
            [inline, format!("a={}", "[".repeat(100_000)), format!("[{}a]", "a.".repeat(100_000)), "]".repeat(100_000)];
        for case in cases {
            let thread = std::thread::Builder::new().stack_size(256 << 10);
            assert!(thread.spawn(move || table(&case).is_err()).unwrap().join().unwrap());
        }
    }
}
