//! Some fields of the JSON of an article, instead of all.

use super::render::About;
use bodytext::{Article, Extractor, Hints, HtmlOptions, MarkdownOptions};
use serde::Serialize;
use serde::ser::{Error, SerializeMap, Serializer};
use serde_json::Value;
use std::borrow::Cow;

/// The fields that are wanted, in order.
#[derive(Clone, Debug)]
pub(super) struct Fields(Vec<(String, Place)>);

/// Where a field is.
#[derive(Clone, Debug)]
enum Place {
    File,
    Record,
    Url,
    Text,
    Markdown,
    Html,
    /// A key of the metadata, and what leads further.
    Metadata(Vec<String>),
    /// A key of the whole, and what leads further.
    Whole(Vec<String>),
}

impl Fields {
    /// Reads names of fields.
    ///
    /// # Errors
    /// Where there is no such field: a message with those that there are.
    pub(super) fn new(names: &[String]) -> Result<Fields, String> {
        let example = Extractor::default().extract_bytes(b"", &Hints::new());
        let whole = serde_json::to_value(&example).map_err(|error| error.to_string())?;
        let mut fields: Vec<(String, Place)> = Vec::new();
        for name in names.iter().map(|name| name.trim()) {
            // An object has a key once.
            if !fields.iter().any(|(known, _)| known == name) {
                fields.push((name.to_owned(), place(name, &whole)?));
            }
        }
        Ok(Fields(fields))
    }

    /// The fields of an article, to be serialized as an object.
    pub(super) fn of<'a>(
        &'a self,
        about: About<'a>,
        article: &'a Article,
        markdown: &'a MarkdownOptions,
        html: &'a HtmlOptions,
    ) -> Picked<'a> {
        Picked { fields: self, about, article, markdown, html }
    }
}

/// Finds a field in the JSON of an example, which has all keys.
fn place(name: &str, whole: &Value) -> Result<Place, String> {
    let place = match name {
        "file" => Place::File,
        "record" => Place::Record,
        "url" => Place::Url,
        "text" => Place::Text,
        "markdown" => Place::Markdown,
        "html" => Place::Html,
        _ => {
            let path: Vec<_> = name.split('.').map(str::to_owned).collect();
            let metadata = whole.get("metadata").unwrap_or(&Value::Null);
            match path.split_first() {
                Some((first, rest)) if first == "metadata" => match rest.first() {
                    Some(key) if metadata.get(key).is_none() => return Err(unknown(name, whole)),
                    _ => Place::Metadata(rest.to_vec()),
                },
                Some((first, _)) if whole.get(first).is_some() => Place::Whole(path),
                Some((first, _)) if metadata.get(first).is_some() => Place::Metadata(path),
                _ => return Err(unknown(name, whole)),
            }
        }
    };
    Ok(place)
}

fn unknown(name: &str, whole: &Value) -> String {
    let keys = |value: Option<&Value>| {
        let keys = value.and_then(Value::as_object).into_iter().flat_map(|object| object.keys());
        keys.map(String::as_str).collect::<Vec<_>>().join(", ")
    };
    let (top, metadata) = (keys(Some(whole)), keys(whole.get("metadata")));
    format!("`{name}` is not a field: known are file, record, url, markdown, html, {top}; of the metadata {metadata}")
}

/// Fields of an article.
pub(super) struct Picked<'a> {
    fields: &'a Fields,
    about: About<'a>,
    article: &'a Article,
    markdown: &'a MarkdownOptions,
    html: &'a HtmlOptions,
}

impl Serialize for Picked<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let places = || self.fields.0.iter().map(|(_, place)| place);
        // The blocks of a long article are many: they become values only where something beside metadata and text is wanted.
        let whole = if places().any(|place| matches!(place, Place::Whole(_))) {
            value(self.article).map_err(S::Error::custom)?
        } else {
            Value::Null
        };
        let metadata = if places().any(|place| matches!(place, Place::Metadata(_))) {
            value(self.article.metadata()).map_err(S::Error::custom)?
        } else {
            Value::Null
        };
        let mut object = serializer.serialize_map(Some(self.fields.0.len()))?;
        for (name, place) in &self.fields.0 {
            let value = match place {
                Place::File => Cow::Owned(self.about.file.into()),
                Place::Record => Cow::Owned(self.about.record.into()),
                Place::Url => Cow::Owned(self.about.url.into()),
                Place::Text => Cow::Owned(self.article.text().into()),
                Place::Markdown => Cow::Owned(self.article.to_markdown_with(self.markdown).into()),
                Place::Html => Cow::Owned(self.article.to_html_with(self.html).into()),
                Place::Metadata(path) => Cow::Borrowed(at(&metadata, path)),
                Place::Whole(path) => Cow::Borrowed(at(&whole, path)),
            };
            object.serialize_entry(name, &value)?;
        }
        object.end()
    }
}

/// The JSON of something, by way of its text: so that 0.973 in 32 bits does not become 0.972999989… in 64.
fn value(of: &impl Serialize) -> serde_json::Result<Value> {
    serde_json::from_slice(&serde_json::to_vec(of)?)
}

/// What a path leads to; null where it leads nowhere.
fn at<'v>(value: &'v Value, path: &[String]) -> &'v Value {
    path.iter().try_fold(value, |value, key| value.get(key)).unwrap_or(&Value::Null)
}
