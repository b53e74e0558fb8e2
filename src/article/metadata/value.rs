//! Values of any shape, as front matter and structured data hold them.

use std::borrow::Cow;
use std::collections::HashMap;

/// How deep lists and maps may nest in a [`Value`] that is read; what is deeper is refused. It keeps everything that recurses
/// over a value, its `Drop` first of all, within a small stack.
pub(crate) const MAX_DEPTH: usize = 64;

/// A value of front matter: what YAML, TOML and JSON have in common.
///
/// Dates are [`String`](Value::String)s, as written. So is a YAML number whose notation would be lost in a number type:
/// `1.10`, `007`, `0x1F`, `1e3`.
///
/// ```
/// use bodytext::Value;
///
/// let article = bodytext::extract("---\ntitle: Tea\nrating: {stars: 4, out-of: 5}\n---\n<p>Green.</p>");
/// let rating = article.metadata().extra().get("rating").unwrap();
/// assert_eq!(rating.get("stars"), Some(&Value::Integer(4)));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing: a key without a value.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction; always finite.
    Float(f64),
    /// Text.
    String(String),
    /// Values in order.
    List(Vec<Value>),
    /// Values by name.
    Map(Map),
}

impl Value {
    /// The text, if it is text.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The truth value, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The whole number, if it is one.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Value::Integer(value) => Some(*value),
            _ => None,
        }
    }

    /// The number, whole or not, if it is one.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Value::Integer(value) => Some(*value as f64),
            Value::Float(value) => Some(*value),
            _ => None,
        }
    }

    /// The list, if it is one.
    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Value::List(values) => Some(values),
            _ => None,
        }
    }

    /// The map, if it is one.
    pub fn as_map(&self) -> Option<&Map> {
        match self {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The value under `key`, if this is a map with that key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.as_map()?.get(key)
    }

    /// What stands in the source for a scalar: a title of `1984` or `true` is still a title.
    pub(crate) fn scalar_text(&self) -> Option<Cow<'_, str>> {
        match self {
            Value::String(text) => Some(Cow::Borrowed(text)),
            Value::Bool(value) => Some(Cow::Owned(value.to_string())),
            Value::Integer(value) => Some(Cow::Owned(value.to_string())),
            Value::Float(value) => Some(Cow::Owned(format!("{value:?}"))),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    }
}

/// Values by name, in the order of the source. Each name occurs once.
///
/// ```
/// let article = bodytext::extract("---\ntitle: Tea\nmood: calm\nrating: 4\n---\n<p>…</p>");
/// let names: Vec<&str> = article.metadata().extra().iter().map(|(name, _)| name).collect();
/// assert_eq!(names, ["mood", "rating"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map {
    entries: Vec<(String, Value)>,
}

impl Map {
    /// A map of these entries. Where a name stands more than once, the last value wins, at the place of the first.
    pub(crate) fn from_entries(entries: impl IntoIterator<Item = (String, Value)>) -> Map {
        let mut map = Map::default();
        let mut places: HashMap<String, usize> = HashMap::new();
        for (key, value) in entries {
            match places.get(&key) {
                Some(&place) => {
                    if let Some(entry) = map.entries.get_mut(place) {
                        entry.1 = value;
                    }
                }
                None => {
                    places.insert(key.clone(), map.entries.len());
                    map.entries.push((key, value));
                }
            }
        }
        map
    }

    /// The value under `key`. Linear in the number of entries.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.iter().find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    /// Names and values in the order of the source.
    pub fn iter(&self) -> MapIter<'_> {
        self.into_iter()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<'a> IntoIterator for &'a Map {
    type Item = (&'a str, &'a Value);
    type IntoIter = MapIter<'a>;

    fn into_iter(self) -> MapIter<'a> {
        MapIter { entries: self.entries.iter() }
    }
}

/// The entries of a [`Map`], in the order of the source.
#[derive(Clone, Debug)]
pub struct MapIter<'a> {
    entries: std::slice::Iter<'a, (String, Value)>,
}

impl<'a> Iterator for MapIter<'a> {
    type Item = (&'a str, &'a Value);

    fn next(&mut self) -> Option<Self::Item> {
        self.entries.next().map(|(key, value)| (key.as_str(), value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.entries.size_hint()
    }
}

impl DoubleEndedIterator for MapIter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.entries.next_back().map(|(key, value)| (key.as_str(), value))
    }
}

impl ExactSizeIterator for MapIter<'_> {}

impl std::iter::FusedIterator for MapIter<'_> {}

impl FromIterator<(String, Value)> for Map {
    /// Where a name stands more than once, the last value wins, at the place of the first.
    fn from_iter<T: IntoIterator<Item = (String, Value)>>(entries: T) -> Map {
        Map::from_entries(entries)
    }
}

impl IntoIterator for Map {
    type Item = (String, Value);
    type IntoIter = std::vec::IntoIter<(String, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_equal_keys_wins_at_the_place_of_the_first() {
        let entries = [("a", 1), ("b", 2), ("a", 3)].map(|(key, value)| (key.to_owned(), Value::Integer(value)));
        let map = Map::from_entries(entries);
        let entries: Vec<_> = map.iter().collect();
        assert_eq!(entries, [("a", &Value::Integer(3)), ("b", &Value::Integer(2))]);
        assert_eq!(map.get("c"), None);
    }

    #[test]
    fn scalars_have_the_text_they_were_written_with() {
        assert_eq!(Value::Integer(1984).scalar_text().unwrap(), "1984");
        assert_eq!(Value::Float(2.0).scalar_text().unwrap(), "2.0");
        assert_eq!(Value::Bool(true).scalar_text().unwrap(), "true");
        assert_eq!(Value::Null.scalar_text(), None);
        assert_eq!(Value::List(vec![]).scalar_text(), None);
    }
}
