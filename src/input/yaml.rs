//! Front matter in YAML: the parser's events to a tree.

use crate::article::{MAX_DEPTH, Map, Value};
use saphyr_parser::{Event, Parser, ScalarStyle};
use std::borrow::Cow;
use std::collections::HashMap;

/// How many bytes aliases may add to a document in all. Without a bound a kilobyte of aliases of aliases becomes terabytes.
const MAX_ALIAS_BYTES: usize = 1 << 20;

/// Reads a YAML document that is a mapping, or empty.
///
/// Tabs count as two spaces where the parser refuses them as they are: Hexo takes them so.
///
/// # Errors
/// What the parser says; that the document nests too deep, grows too much by aliases, has a key that is no scalar, or is
/// no mapping.
pub(super) fn mapping(text: &str) -> Result<Map, String> {
    match read(text) {
        Err(_) if text.contains('\t') => read(&text.replace('\t', "  ")),
        result => result,
    }
}

fn read(text: &str) -> Result<Map, String> {
    match Builder::default().document(text)? {
        Value::Map(map) => Ok(map),
        Value::Null => Ok(Map::default()),
        _ => Err("it is not a mapping".to_owned()),
    }
}

/// The tree under construction.
#[derive(Default)]
struct Builder {
    /// The collections that have begun, outermost first.
    open: Vec<OpenCollection>,
    /// The values that aliases can repeat, by the parser's number for the anchor.
    anchors: HashMap<usize, Value>,
    /// How many bytes anchors and aliases have copied.
    copied: usize,
    /// The finished document.
    root: Option<Value>,
}

/// A collection that has begun, and the number of its anchor, 0 for none.
enum OpenCollection {
    List(Vec<Value>, usize),
    Map(Vec<(String, Value)>, Option<String>, usize),
}

impl Builder {
    fn document(mut self, text: &str) -> Result<Value, String> {
        let mut parser = Parser::new_from_str(text);
        while let Some(event) = parser.next_event() {
            let (event, _) = event.map_err(|error| error.to_string())?;
            match event {
                Event::Scalar(text, style, anchor, tag) => {
                    let is_string = tag.is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "str");
                    let plain = style == ScalarStyle::Plain && !is_string;
                    let value = if plain { plain_scalar(text) } else { Value::String(text.into_owned()) };
                    self.add(value, anchor)?;
                }
                Event::SequenceStart(anchor, _) => self.begin(OpenCollection::List(Vec::new(), anchor))?,
                Event::MappingStart(anchor, _) => self.begin(OpenCollection::Map(Vec::new(), None, anchor))?,
                Event::SequenceEnd | Event::MappingEnd => self.end()?,
                Event::Alias(anchor) => {
                    let value = self.anchors.get(&anchor).ok_or("an alias stands inside what it names")?;
                    let copy = copy(value, &mut self.copied)?;
                    self.add(copy, 0)?;
                }
                Event::DocumentStart(_) if self.root.is_some() => {
                    return Err("there is more than one document".to_owned());
                }
                Event::Nothing
                | Event::StreamStart
                | Event::StreamEnd
                | Event::DocumentStart(_)
                | Event::DocumentEnd => {}
            }
        }
        Ok(self.root.unwrap_or_default())
    }

    fn begin(&mut self, collection: OpenCollection) -> Result<(), String> {
        if self.open.len() == MAX_DEPTH {
            return Err(format!("lists and maps nest more than {MAX_DEPTH} deep"));
        }
        self.open.push(collection);
        Ok(())
    }

    fn end(&mut self) -> Result<(), String> {
        match self.open.pop() {
            Some(OpenCollection::List(values, anchor)) => self.add(Value::List(values), anchor),
            Some(OpenCollection::Map(entries, _, anchor)) => self.add(Value::Map(merge(entries)), anchor),
            None => Ok(()),
        }
    }

    /// Puts a finished value where it belongs: into the innermost open collection, or at the root.
    fn add(&mut self, value: Value, anchor: usize) -> Result<(), String> {
        if anchor != 0 {
            self.anchors.insert(anchor, copy(&value, &mut self.copied)?);
        }
        match self.open.last_mut() {
            None => self.root = Some(value),
            Some(OpenCollection::List(values, _)) => values.push(value),
            Some(OpenCollection::Map(entries, key, _)) => match key.take() {
                Some(key) => entries.push((key, value)),
                None if value == Value::Null => *key = Some(String::new()),
                None => *key = Some(value.scalar_text().ok_or("a key is a list or a map")?.into_owned()),
            },
        }
        Ok(())
    }
}

/// Carries out the merge keys: `<<` takes in the entries of a map, or of a list of maps, that are not there yet.
fn merge(entries: Vec<(String, Value)>) -> Map {
    if entries.iter().all(|(key, _)| key != "<<") {
        return Map::from_entries(entries);
    }
    let (merged, own): (Vec<_>, Vec<_>) = entries.into_iter().partition(|(key, _)| key == "<<");
    let maps = merged.into_iter().flat_map(|(_, value)| match value {
        Value::List(values) => values,
        value => vec![value],
    });
    let inherited =
        maps.filter_map(|value| if let Value::Map(map) = value { Some(map) } else { None }).collect::<Vec<_>>();
    // The last of equal keys wins: a map's own over merged ones, earlier merged ones over later ones.
    Map::from_entries(inherited.into_iter().rev().flatten().chain(own))
}

/// A copy of a value; recursion is bounded by the depth of values.
fn copy(value: &Value, copied: &mut usize) -> Result<Value, String> {
    *copied += size_of::<Value>() + value.as_str().map_or(0, str::len);
    if *copied > MAX_ALIAS_BYTES {
        return Err(format!("anchors and aliases copy more than {MAX_ALIAS_BYTES} bytes"));
    }
    Ok(match value {
        Value::List(values) => Value::List(values.iter().map(|value| copy(value, copied)).collect::<Result<_, _>>()?),
        Value::Map(map) => {
            let entries = map.iter().map(|(key, value)| {
                *copied += size_of::<String>() + key.len();
                Ok((key.to_owned(), copy(value, copied)?))
            });
            Value::Map(Map::from_entries(entries.collect::<Result<Vec<_>, String>>()?))
        }
        scalar => scalar.clone(),
    })
}

/// What a scalar without quotes means, after YAML's core schema; a number whose notation a number type would lose is text.
fn plain_scalar(text: Cow<'_, str>) -> Value {
    match &*text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    if text.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        if let Ok(number) = text.parse::<i64>()
            && number.to_string() == text
        {
            return Value::Integer(number);
        }
        if let Ok(number) = text.parse::<f64>()
            && number.is_finite()
            && format!("{number:?}") == text
        {
            return Value::Float(number);
        }
    }
    Value::String(text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn string(text: &str) -> Value {
        Value::String(text.to_owned())
    }

    #[test]
    fn scalars_keep_their_notation() {
        let map = mapping(
            "a: 1984\nb: 007\nc: 1.5\nd: 1.10\ne: 0x1F\nf: .nan\no: -inf\ng: yes\nh: True\ni: ~\nj: '12'\nk: !!str 12\nl: 2021-07-08\nm: -3\nn: 99999999999999999999\n",
        );
        let expected = [
            ("a", Value::Integer(1984)),
            ("b", string("007")),
            ("c", Value::Float(1.5)),
            ("d", string("1.10")),
            ("e", string("0x1F")),
            ("f", string(".nan")),
            ("o", string("-inf")),
            ("g", string("yes")),
            ("h", Value::Bool(true)),
            ("i", Value::Null),
            ("j", string("12")),
            ("k", string("12")),
            ("l", string("2021-07-08")),
            ("m", Value::Integer(-3)),
            ("n", string("99999999999999999999")),
        ];
        let map = map.unwrap();
        for ((key, value), (expected_key, expected)) in map.iter().zip(&expected) {
            assert_eq!((key, value), (*expected_key, expected));
        }
        assert_eq!(map.len(), expected.len());
    }

    #[test]
    fn aliases_and_merge_keys_are_carried_out() {
        let map = mapping("base: &base {a: 1, b: 2}\nother: {<<: *base, b: 3}\nagain: *base\n").unwrap();
        let other: Vec<_> = map.get("other").unwrap().as_map().unwrap().iter().collect();
        assert_eq!(other, [("a", &Value::Integer(1)), ("b", &Value::Integer(3))]);
        assert_eq!(map.get("again"), map.get("base"));
    }

    #[test]
    fn tabs_are_two_spaces() {
        let map = mapping("tags:\n\t- tea\n\t- milk\ntitle:\tTea\n").unwrap();
        assert_eq!(map.get("tags"), Some(&Value::List(vec![string("tea"), string("milk")])));
        assert_eq!(map.get("title"), Some(&string("Tea")));
    }

    #[test]
    fn what_is_no_mapping_is_refused() {
        for text in [
            "just a line",
            "- a\n- b",
            "a: [b",
            "[a]: b",
            "a: *b",
            "a: &a [*a]",
            "a: b\n--- \nc: d\n",
            "\u{1}: a\n\u{0}",
        ] {
            assert!(mapping(text).is_err(), "{text:?}");
        }
        assert_eq!(mapping(" \n# only a comment\n"), Ok(Map::default()));
    }

    #[test]
    fn an_alias_bomb_is_refused() {
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for level in 1..30 {
            let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
            bomb += &format!("a{level}: &a{level} [{aliases}]\n");
        }
        assert!(mapping(&bomb).unwrap_err().contains("aliases"));
        let long = format!("a: &a {}\nb: [{}]\n", "x".repeat(100_000), "*a, ".repeat(100_000));
        assert!(mapping(&long).unwrap_err().contains("aliases"));
    }

    #[test]
    fn deep_nesting_is_refused_on_a_small_stack() {
        for case in ["[".repeat(100_000), "- ".repeat(100_000), "? ".repeat(100_000), "{a: ".repeat(100_000)] {
            let thread = std::thread::Builder::new().stack_size(256 << 10);
            assert!(thread.spawn(move || mapping(&case).is_err()).unwrap().join().unwrap());
        }
    }
}
