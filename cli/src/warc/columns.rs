//! The columns of the output, and rows as lines of JSON. Names and order are those of `bodytext-arrow`, so that JSON Lines and
//! Parquet say the same.

use super::row::{Row, codes};
use crate::date::in_utc;
use bodytext::{Article, Date, HtmlOptions, MarkdownOptions};
use serde::Serialize;
use serde::ser::{Error, SerializeMap, Serializer};

/// What can be said of an article. What the record says comes before it in any case.
pub(super) const OF_ARTICLE: [&str; 23] = [
    "text",
    "markdown",
    "html",
    "json",
    "title",
    "authors",
    "published",
    "published_raw",
    "modified",
    "modified_raw",
    "description",
    "site_name",
    "canonical_url",
    "language",
    "images",
    "links",
    "status",
    "status_reason",
    "confidence",
    "page_type",
    "page_type_probability",
    "diagnostics",
    "encoding",
];

/// Those that hold the article once more: they are written where they are asked for.
const ON_REQUEST: [&str; 3] = ["markdown", "html", "json"];

/// The columns that are written, and how.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) names: Vec<&'static str>,
    pub(super) markdown: MarkdownOptions,
    pub(super) html: HtmlOptions,
}

impl Columns {
    /// The columns of these names, all but those that repeat the article where none is named.
    pub(super) fn names(asked: &[String]) -> Vec<&'static str> {
        let is_asked = |name: &&str| match asked {
            [] => !ON_REQUEST.contains(name),
            _ => asked.iter().any(|asked| asked == name),
        };
        OF_ARTICLE.into_iter().filter(is_asked).collect()
    }

    /// A row as a line of JSON, with the line break.
    pub(super) fn to_json(&self, row: &Row) -> serde_json::Result<Vec<u8>> {
        let mut line = serde_json::to_vec(&Line { row, columns: self })?;
        line.push(b'\n');
        Ok(line)
    }
}

struct Line<'a> {
    row: &'a Row,
    columns: &'a Columns,
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Line { row, columns } = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("url", &row.url)?;
        map.serialize_entry("warc_date", &row.date)?;
        map.serialize_entry("warc_record_id", &row.id)?;
        map.serialize_entry("truncated", &row.truncated)?;
        for name in &columns.names {
            match &row.article {
                Some(article) => entry(&mut map, name, article, columns)?,
                None if *name == "status" => map.serialize_entry(name, "failed")?,
                None if *name == "status_reason" => map.serialize_entry(name, &row.error)?,
                None => map.serialize_entry(name, &())?,
            }
        }
        map.end()
    }
}

/// Writes a column.
fn entry<M: SerializeMap>(map: &mut M, name: &str, article: &Article, columns: &Columns) -> Result<(), M::Error> {
    let metadata = article.metadata();
    let (published, modified) = (metadata.published(), metadata.modified());
    match name {
        "text" => map.serialize_entry(name, article.text()),
        "markdown" => map.serialize_entry(name, &article.to_markdown_with(&columns.markdown)),
        "html" => map.serialize_entry(name, &article.to_html_with(&columns.html)),
        "json" => map.serialize_entry(name, article),
        "title" => map.serialize_entry(name, &metadata.title()),
        "authors" => map.serialize_entry(name, metadata.authors()),
        "published" => map.serialize_entry(name, &published.and_then(in_utc).map(|moment| moment.to_string())),
        "published_raw" => map.serialize_entry(name, &published.map(Date::raw)),
        "modified" => map.serialize_entry(name, &modified.and_then(in_utc).map(|moment| moment.to_string())),
        "modified_raw" => map.serialize_entry(name, &modified.map(Date::raw)),
        "description" => map.serialize_entry(name, &metadata.description()),
        "site_name" => map.serialize_entry(name, &metadata.site_name()),
        "canonical_url" => map.serialize_entry(name, &metadata.canonical_url()),
        "language" => map.serialize_entry(name, &metadata.language()),
        "images" => map.serialize_entry(name, &article.images().iter().map(Image::of).collect::<Vec<_>>()),
        "links" => {
            let link = |(link, text)| Link::of(link, text);
            map.serialize_entry(name, &article.links().map(link).collect::<Vec<_>>())
        }
        "status" => map.serialize_entry(name, codes(Some(article)).0),
        "status_reason" => map.serialize_entry(name, &codes(Some(article)).1),
        "confidence" => map.serialize_entry(name, &article.confidence()),
        "page_type" => map.serialize_entry(name, &metadata.page_type()),
        "page_type_probability" => map.serialize_entry(name, &metadata.page_type_probability()),
        "diagnostics" => map.serialize_entry(name, &article.diagnostics().iter().map(Told::of).collect::<Vec<_>>()),
        "encoding" => map.serialize_entry(name, &article.encoding().map(|encoding| encoding.name())),
        _ => Err(M::Error::custom("no such column")),
    }
}

#[derive(Serialize)]
struct Image<'a> {
    url: &'a str,
    alt: Option<&'a str>,
    caption: Option<&'a str>,
    width: Option<u32>,
    height: Option<u32>,
}

impl Image<'_> {
    fn of(image: &bodytext::Image) -> Image<'_> {
        Image {
            url: image.url(),
            alt: image.alt.as_deref(),
            caption: image.caption.as_deref(),
            width: image.width,
            height: image.height,
        }
    }
}

#[derive(Serialize)]
struct Link<'a> {
    url: &'a str,
    text: &'a str,
    title: Option<&'a str>,
}

impl<'a> Link<'a> {
    fn of(link: &'a bodytext::Link, text: &'a str) -> Link<'a> {
        Link { url: link.url(), text, title: link.title.as_deref() }
    }
}

#[derive(Serialize)]
struct Told {
    code: Option<String>,
    message: String,
}

impl Told {
    fn of(diagnostic: &bodytext::Diagnostic) -> Told {
        let object = serde_json::to_value(diagnostic).unwrap_or_default();
        let code = object.get("kind").and_then(|kind| kind.as_str()).map(str::to_owned);
        Told { code, message: diagnostic.to_string() }
    }
}
