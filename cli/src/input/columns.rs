//! Records that hold a page in one column, its address and its encoding in others.

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// The names of the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Columns {
    pub(crate) html: String,
    pub(crate) url: String,
    pub(crate) charset: String,
}

/// What a record says of a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) html: Vec<u8>,
    /// Whether the HTML was text already, so that its encoding is not to be found out.
    pub(crate) is_text: bool,
    pub(crate) url: Option<String>,
    pub(crate) charset: Option<String>,
}

impl Columns {
    /// Reads a line of JSON Lines. Takes no memory for the other columns.
    ///
    /// # Errors
    /// What is wrong with it, as a message.
    pub(crate) fn read_line(&self, line: &[u8]) -> Result<Record, String> {
        let found = super::json::read(line, |line| {
            let mut json = serde_json::Deserializer::from_slice(line);
            Seed(self).deserialize(&mut json).and_then(|found| json.end().map(|()| found))
        });
        let found = found.map_err(|error| format!("not a JSON object: {error}"))?;
        match found.html {
            Some(Some(html)) => {
                Ok(Record { html: html.into_bytes(), is_text: true, url: found.url, charset: found.charset })
            }
            Some(None) => Err(self.without_html()),
            None => Err(self.missing(&found.others)),
        }
    }

    /// Why a record is none whose HTML is null or no text.
    pub(crate) fn without_html(&self) -> String {
        format!("no HTML in the column `{}`", self.html)
    }

    /// Why a file is none whose column holds something else; `others` are those that hold text.
    #[cfg(feature = "parquet")]
    pub(crate) fn unfit(&self, others: &[String]) -> String {
        format!("the column `{}` holds neither text nor bytes; those that do are `{}`", self.html, others.join("`, `"))
    }

    /// Why a file is none that has only other columns.
    pub(crate) fn missing(&self, others: &[String]) -> String {
        format!("no column `{}`, only `{}`; --html-column names another one", self.html, others.join("`, `"))
    }
}

#[derive(Default)]
struct Found {
    html: Option<Option<String>>,
    url: Option<String>,
    charset: Option<String>,
    /// Names of other columns, as long as no HTML is found.
    others: Vec<String>,
}

/// Reads the columns of a record.
struct Seed<'c>(&'c Columns);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Found;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Found;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Found, A::Error> {
        let mut found = Found::default();
        while let Some(key) = map.next_key::<String>()? {
            if key == self.0.html {
                found.html = Some(map.next_value::<Text>()?.0);
            } else if key == self.0.url {
                found.url = map.next_value::<Text>()?.0;
            } else if key == self.0.charset {
                found.charset = map.next_value::<Text>()?.0;
            } else {
                map.next_value::<IgnoredAny>()?;
                if found.others.len() < 20 {
                    found.others.push(key);
                }
            }
        }
        Ok(found)
    }
}

/// A string, or nothing where there is something else.
struct Text(Option<String>);

impl<'de> serde::Deserialize<'de> for Text {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        deserializer.deserialize_any(TextVisitor).map(Text)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Option<String>, E> {
        Ok(Some(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Option<String>, E> {
        Ok(Some(text))
    }

    fn visit_unit<E>(self) -> Result<Option<String>, E> {
        Ok(None)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Option<String>, E> {
        Ok(None)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Option<String>, E> {
        Ok(None)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Option<String>, E> {
        Ok(None)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Option<String>, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Option<String>, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<String>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::{Columns, Record};

    fn columns() -> Columns {
        Columns { html: "html".to_owned(), url: "url".to_owned(), charset: "charset".to_owned() }
    }

    #[test]
    fn columns_are_found_wherever_they_stand() {
        let line =
            br#" {"id": [1, {"html": 2}], "url": "https://tea.example/", "html": "<p>T\u00e9<\/p>", "charset": null} "#;
        let expected = Record {
            html: "<p>Té</p>".into(),
            is_text: true,
            url: Some("https://tea.example/".to_owned()),
            charset: None,
        };
        assert_eq!(columns().read_line(line), Ok(expected));
    }

    #[test]
    fn messages_say_what_is_wrong() {
        let message = |line: &str| columns().read_line(line.as_bytes()).unwrap_err();
        assert_eq!(
            message(r#"{"body": "", "id": 1}"#),
            "no column `html`, only `body`, `id`; --html-column names another one"
        );
        assert_eq!(message(r#"{"html": null}"#), "no HTML in the column `html`");
        assert_eq!(message(r#"{"html": 7}"#), "no HTML in the column `html`");
        for wrong in ["[]", "{\"html\": \"a\"", "tea", "{} {}"] {
            assert!(message(wrong).starts_with("not a JSON object: "), "{}", message(wrong));
        }
    }
}
