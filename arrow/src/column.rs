//! The columns of a table of articles: their names, their types, and which of them are wanted.

use crate::Error;
use arrow_schema::{DataType, Field, FieldRef, Fields, Schema, SchemaRef, TimeUnit};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// A column of a table of articles.
///
/// Every column may be null: a page that is null, or one on which the extraction failed, has nothing to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Column {
    /// The clean text, empty where there is no content: Utf8.
    Text,
    /// The article as Markdown: Utf8. Not among the default columns.
    Markdown,
    /// The article as safe HTML: Utf8. Not among the default columns.
    Html,
    /// The whole article as JSON, blocks and all metadata included: Utf8. Not among the default columns.
    Json,
    /// The title: Utf8.
    Title,
    /// Who wrote it: List of Utf8.
    Authors,
    /// When it was published: Timestamp(µs, UTC). A day without a time is its midnight, a time without a zone is read as UTC.
    Published,
    /// The same as it is written: Utf8.
    PublishedRaw,
    /// When it was last changed: Timestamp(µs, UTC).
    Modified,
    /// The same as it is written: Utf8.
    ModifiedRaw,
    /// What it is about: Utf8.
    Description,
    /// The name of the site: Utf8.
    SiteName,
    /// The address that the page gives as its own: Utf8.
    CanonicalUrl,
    /// The language, as a BCP 47 tag: Utf8.
    Language,
    /// The images in order: List of Struct(url, alt, caption: Utf8, width, height: Int32).
    Images,
    /// The links in order: List of Struct(url, text, title: Utf8).
    Links,
    /// What became of the page: `found`, `fallback`, `empty` or `failed`: Utf8.
    Status,
    /// Why it is empty, as a code (`needs_script`), or what failed, in words: Utf8.
    StatusReason,
    /// How good the choice of content is likely to be, between 0 and 1: Float32.
    Confidence,
    /// What kind of page it is (`article`, `forum` and so on): Utf8.
    PageType,
    /// How likely it is that it is of that kind: Float32.
    PageTypeProbability,
    /// What was out of order: List of Struct(code, message: Utf8).
    Diagnostics,
    /// The encoding that bytes were read in: Utf8.
    Encoding,
}

impl Column {
    /// Every column, in the order in which they stand unless told otherwise.
    pub const ALL: [Column; 23] = [
        Column::Text,
        Column::Markdown,
        Column::Html,
        Column::Json,
        Column::Title,
        Column::Authors,
        Column::Published,
        Column::PublishedRaw,
        Column::Modified,
        Column::ModifiedRaw,
        Column::Description,
        Column::SiteName,
        Column::CanonicalUrl,
        Column::Language,
        Column::Images,
        Column::Links,
        Column::Status,
        Column::StatusReason,
        Column::Confidence,
        Column::PageType,
        Column::PageTypeProbability,
        Column::Diagnostics,
        Column::Encoding,
    ];

    /// Its name in a table.
    pub const fn name(self) -> &'static str {
        match self {
            Column::Text => "text",
            Column::Markdown => "markdown",
            Column::Html => "html",
            Column::Json => "json",
            Column::Title => "title",
            Column::Authors => "authors",
            Column::Published => "published",
            Column::PublishedRaw => "published_raw",
            Column::Modified => "modified",
            Column::ModifiedRaw => "modified_raw",
            Column::Description => "description",
            Column::SiteName => "site_name",
            Column::CanonicalUrl => "canonical_url",
            Column::Language => "language",
            Column::Images => "images",
            Column::Links => "links",
            Column::Status => "status",
            Column::StatusReason => "status_reason",
            Column::Confidence => "confidence",
            Column::PageType => "page_type",
            Column::PageTypeProbability => "page_type_probability",
            Column::Diagnostics => "diagnostics",
            Column::Encoding => "encoding",
        }
    }

    /// The type of its values. All numbers are signed, since Spark has no others.
    pub fn data_type(self) -> DataType {
        match self {
            Column::Authors => DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true))),
            Column::Published | Column::Modified => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
            Column::Confidence | Column::PageTypeProbability => DataType::Float32,
            Column::Images => records(&IMAGE_FIELDS),
            Column::Links => records(&LINK_FIELDS),
            Column::Diagnostics => records(&DIAGNOSTIC_FIELDS),
            _ => DataType::Utf8,
        }
    }

    /// Its field in a schema.
    pub fn field(self) -> FieldRef {
        Arc::new(Field::new(self.name(), self.data_type(), true))
    }

    /// Whether it is one of those that stand in a table unless told otherwise: all but those that hold the article once more.
    pub fn is_default(self) -> bool {
        !matches!(self, Column::Markdown | Column::Html | Column::Json)
    }
}

/// The names of the parts of a struct, and their types.
pub(crate) type RecordFields = [(&'static str, DataType)];

pub(crate) const IMAGE_FIELDS: [(&str, DataType); 5] = [
    ("url", DataType::Utf8),
    ("alt", DataType::Utf8),
    ("caption", DataType::Utf8),
    ("width", DataType::Int32),
    ("height", DataType::Int32),
];

pub(crate) const LINK_FIELDS: [(&str, DataType); 3] =
    [("url", DataType::Utf8), ("text", DataType::Utf8), ("title", DataType::Utf8)];

pub(crate) const DIAGNOSTIC_FIELDS: [(&str, DataType); 2] = [("code", DataType::Utf8), ("message", DataType::Utf8)];

/// The field of the structs in a list of them.
pub(crate) fn record_item(fields: &RecordFields) -> FieldRef {
    let fields: Fields = fields.iter().map(|(name, kind)| Field::new(*name, kind.clone(), true)).collect();
    Arc::new(Field::new_list_field(DataType::Struct(fields), true))
}

fn records(fields: &RecordFields) -> DataType {
    DataType::List(record_item(fields))
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Column {
    type Err = Error;

    /// Reads a name as [`Column::name`] writes it.
    ///
    /// # Errors
    /// [`Error::Column`], where there is none of that name.
    fn from_str(name: &str) -> Result<Column, Error> {
        let found = Column::ALL.into_iter().find(|column| column.name() == name);
        found.ok_or_else(|| Error::Column { name: name.to_owned() })
    }
}

/// Which columns a table of articles has, in order, each once.
///
/// ```
/// use bodytext_arrow::{Column, Columns};
///
/// let columns = Columns::from_names(["title", "text", "text"])?;
/// assert!(columns.iter().eq([Column::Title, Column::Text]));
/// assert_eq!(columns.schema().field(0).name(), "title");
///
/// let error = Columns::from_names(["body"]).unwrap_err();
/// assert!(error.to_string().starts_with("`body` is not a column: known are `text`, `markdown`"));
/// # Ok::<(), bodytext_arrow::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns(Vec<Column>);

impl Columns {
    /// These columns, in this order.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Columns {
        let mut wanted = Vec::new();
        for column in columns {
            if !wanted.contains(&column) {
                wanted.push(column);
            }
        }
        Columns(wanted)
    }

    /// Every column there is.
    pub fn all() -> Columns {
        Columns::new(Column::ALL)
    }

    /// The columns of these names, in this order.
    ///
    /// # Errors
    /// [`Error::Column`], where there is no column of a name.
    pub fn from_names<N: AsRef<str>>(names: impl IntoIterator<Item = N>) -> Result<Columns, Error> {
        let columns: Result<Vec<_>, _> = names.into_iter().map(|name| name.as_ref().parse()).collect();
        Ok(Columns::new(columns?))
    }

    /// The columns in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Column> {
        self.0.iter().copied()
    }

    /// Whether a column is among them.
    pub fn contains(&self, column: Column) -> bool {
        self.0.contains(&column)
    }

    /// The schema of a table with these columns.
    pub fn schema(&self) -> SchemaRef {
        Arc::new(Schema::new(self.iter().map(Column::field).collect::<Vec<_>>()))
    }
}

/// All columns but those that hold the article once more: `markdown`, `html` and `json`.
impl Default for Columns {
    fn default() -> Columns {
        Columns::new(Column::ALL.into_iter().filter(|column| column.is_default()))
    }
}
