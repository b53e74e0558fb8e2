//! What an article has to say in each column.

use crate::Column;
use bodytext::{Article, Date, Diagnostic, Image, Limit, Link};
use jiff::civil;
use jiff::tz::Offset;
use std::borrow::Cow;

/// The value of a column in one row.
pub(crate) enum Value<'a> {
    Null,
    Text(Cow<'a, str>),
    /// Microseconds since 1970.
    Time(i64),
    Number(f32),
    Texts(&'a [String]),
    Images(&'a [Image]),
    Links(Vec<(&'a Link, &'a str)>),
    Diagnostics(Vec<(&'static str, String)>),
}

impl<'a> Value<'a> {
    /// What `article` has to say in a column. Costs what the rendering costs, where the column is one.
    pub(crate) fn of(article: &'a Article, column: Column) -> Value<'a> {
        let metadata = article.metadata();
        match column {
            Column::Text => Value::from(article.text()),
            Column::Markdown => Value::from(article.to_markdown()),
            Column::Html => Value::from(article.to_html()),
            Column::Json => serde_json::to_string(article).map_or(Value::Null, Value::from),
            Column::Title => metadata.title().into(),
            Column::Authors => Value::Texts(metadata.authors()),
            Column::Published => metadata.published().and_then(microseconds).into(),
            Column::PublishedRaw => metadata.published().map(Date::raw).into(),
            Column::Modified => metadata.modified().and_then(microseconds).into(),
            Column::ModifiedRaw => metadata.modified().map(Date::raw).into(),
            Column::Description => metadata.description().into(),
            Column::SiteName => metadata.site_name().into(),
            Column::CanonicalUrl => metadata.canonical_url().into(),
            Column::Language => metadata.language().into(),
            Column::Images => Value::Images(article.images()),
            Column::Links => Value::Links(article.links().collect()),
            Column::Status => Value::from(article.status().as_str()),
            Column::StatusReason => article.status().reason().map(bodytext::EmptyReason::as_str).into(),
            Column::Confidence => Value::Number(article.confidence()),
            Column::PageType => metadata.page_type().map(bodytext::PageType::name).into(),
            Column::PageTypeProbability => metadata.page_type_probability().map_or(Value::Null, Value::Number),
            Column::Diagnostics => {
                let told = article.diagnostics().iter().map(|it| (diagnostic_code(it), it.to_string()));
                Value::Diagnostics(told.collect())
            }
            Column::Encoding => article.encoding().map(bodytext::Encoding::name).into(),
        }
    }

    /// What a row says of a page on which the extraction failed.
    pub(crate) fn of_failure(reason: &'a str, column: Column) -> Value<'a> {
        match column {
            Column::Status => Value::from(FAILED),
            Column::StatusReason => Value::from(reason),
            _ => Value::Null,
        }
    }

    /// How many bytes it takes in a column, with what a row or an item takes besides its text.
    pub(crate) fn size(&self) -> usize {
        const EACH: usize = 8;
        let length = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        let inside: usize = match self {
            Value::Null | Value::Time(_) | Value::Number(_) => 0,
            Value::Text(text) => text.len(),
            Value::Texts(texts) => texts.iter().map(|text| text.len() + EACH).sum(),
            Value::Images(images) => {
                let sizes = images.iter().map(|it| it.url().len() + length(&it.alt) + length(&it.caption) + 5 * EACH);
                sizes.sum()
            }
            Value::Links(links) => {
                links.iter().map(|(link, text)| link.url().len() + text.len() + length(&link.title) + 3 * EACH).sum()
            }
            Value::Diagnostics(told) => told.iter().map(|(code, text)| code.len() + text.len() + 2 * EACH).sum(),
        };
        inside + EACH
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Value<'a> {
        Value::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(Cow::Owned(text))
    }
}

impl<'a> From<Option<&'a str>> for Value<'a> {
    fn from(text: Option<&'a str>) -> Value<'a> {
        text.map_or(Value::Null, Value::from)
    }
}

impl From<Option<i64>> for Value<'_> {
    fn from(time: Option<i64>) -> Self {
        time.map_or(Value::Null, Value::Time)
    }
}

/// The status of a row for which there is no article.
const FAILED: &str = "failed";

fn diagnostic_code(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic {
        Diagnostic::FrontMatter { .. } => "front_matter",
        Diagnostic::FrontMatterLines { .. } => "front_matter_lines",
        Diagnostic::Markdown => "markdown",
        Diagnostic::BaseUrl { .. } => "base_url",
        Diagnostic::StructuredBody => "structured_body",
        Diagnostic::Copies { .. } => "copies",
        Diagnostic::NotHtml { .. } => "not_html",
        Diagnostic::Limit { limit: Limit::Bytes } => "limit_bytes",
        Diagnostic::Limit { limit: Limit::Nodes } => "limit_nodes",
        Diagnostic::Limit { limit: Limit::Output } => "limit_output",
        Diagnostic::Limit { limit: Limit::Depth } => "limit_depth",
        Diagnostic::JudgedInPart => "judged_in_part",
        _ => "other",
    }
}

/// Microseconds since 1970. Where no time is written it is midnight, where no zone is, UTC.
fn microseconds(date: &Date) -> Option<i64> {
    if let Some(instant) = date.to_jiff_timestamp() {
        return Some(instant.as_microsecond());
    }
    let time = match date.hms() {
        Some((hour, minute, second)) => {
            civil::Time::new(hour.try_into().ok()?, minute.try_into().ok()?, second.try_into().ok()?, 0).ok()?
        }
        None => civil::Time::midnight(),
    };
    Some(Offset::UTC.to_timestamp(date.to_jiff_date()?.to_datetime(time)).ok()?.as_microsecond())
}
