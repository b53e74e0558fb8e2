//! The article as data: what serde writes and reads.
//!
//! Blocks are stored flat, and nest in this form. The types here mirror it for [`read`], which goes from one to the other with a
//! stack of its own; [`write`] has its like, and writes an article as a stream. What is read is checked against everything that the rest of the crate relies on, so an article
//! from outside is as sound as an extracted one.
//!
//! Every field of a kind always stands, and what is absent is null; left out are only `encoding` where the input was no bytes,
//! the marks of white space beside images where there is none, and of metadata what only whole pages have, and the direction of blocks
//! that have none.
#![expect(clippy::indexing_slicing, reason = "the block was stored before it is closed")]
#![expect(clippy::string_slice, reason = "the range was checked")]

mod explanation;
mod options;
mod read;
mod write;

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::article::{
    Align, Article, Block, Diagnostic, Direction, EmbedKind, EmptyReason, Encoding, Image, ImageCandidate, Metadata,
    Status,
};

/// The version of the form of an article in JSON. It grows when something that was there goes or changes its meaning; what is
/// added leaves it as it is.
const SCHEMA: u32 = 1;

/// A version that can be read. What was written before there was a version is in the form of the first.
fn known_schema<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    match u32::deserialize(deserializer)? {
        version @ 1..=SCHEMA => Ok(version),
        other => Err(serde::de::Error::custom(format_args!(
            "an article in version {other} of the form; this library reads the versions up to {SCHEMA}"
        ))),
    }
}

#[derive(Deserialize)]
struct ArticleForm<'a> {
    #[serde(rename = "schema", default, deserialize_with = "known_schema")]
    _schema: u32,
    #[serde(default)]
    metadata: Cow<'a, Metadata>,
    text: Cow<'a, str>,
    #[serde(default)]
    images: Cow<'a, [Image]>,
    blocks: Vec<BlockForm<'a>>,
    #[serde(default = "found")]
    status: StatusForm,
    #[serde(default = "certain")]
    confidence: f32,
    #[serde(default)]
    diagnostics: Cow<'a, [Diagnostic]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    encoding: Option<Cow<'a, Encoding>>,
}

/// What became of the input.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum StatusForm {
    Found,
    Fallback,
    Empty { reason: EmptyReason },
}

fn found() -> StatusForm {
    StatusForm::Found
}

fn certain() -> f32 {
    1.0
}

/// Bytes of the article's text, or of its source.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct RangeForm {
    start: usize,
    end: usize,
}

/// Where a block stands: in the text of the article, and in the source where that is known.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct PlaceForm {
    range: RangeForm,
    #[serde(default)]
    source: Option<RangeForm>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    direction: Option<Direction>,
}

#[derive(Deserialize)]
struct BlockForm<'a> {
    #[serde(flatten)]
    kind: KindForm<'a>,
    #[serde(flatten)]
    place: PlaceForm,
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum KindForm<'a> {
    Paragraph {
        #[serde(flatten)]
        leaf: LeafForm<'a>,
    },
    Heading {
        level: u8,
        #[serde(flatten)]
        leaf: LeafForm<'a>,
    },
    Image {
        /// Its index among the images of the article, and again its address.
        image: usize,
        #[serde(default)]
        url: Cow<'a, str>,
        #[serde(flatten)]
        leaf: LeafForm<'a>,
    },
    List {
        ordered: bool,
        start: i64,
        #[serde(default)]
        reversed: bool,
        #[serde(default)]
        numbering: Option<char>,
        items: Vec<ItemForm<'a>>,
    },
    Quote {
        #[serde(default)]
        cite: Option<Cow<'a, str>>,
        blocks: Vec<BlockForm<'a>>,
    },
    Code {
        #[serde(default)]
        language: Option<Cow<'a, str>>,
        text: Cow<'a, str>,
    },
    Table {
        #[serde(default)]
        caption: Option<CaptionForm<'a>>,
        rows: Vec<RowForm<'a>>,
    },
    DefinitionList {
        entries: Vec<EntryForm<'a>>,
    },
    Details {
        #[serde(default)]
        open: bool,
        #[serde(default)]
        summary: Option<SummaryForm<'a>>,
        blocks: Vec<BlockForm<'a>>,
    },
    Rule,
    Embed {
        media: EmbedKind,
        #[serde(flatten)]
        address: AddressForm<'a>,
        #[serde(default)]
        title: Option<Cow<'a, str>>,
    },
    Math {
        tex: bool,
        text: Cow<'a, str>,
    },
    Footnote {
        label: Cow<'a, str>,
        blocks: Vec<BlockForm<'a>>,
    },
}

/// Any part of an article by itself.
enum PartForm<'a> {
    Block(BlockForm<'a>),
    Item(ItemForm<'a>),
    Caption(CaptionForm<'a>),
    Summary(SummaryForm<'a>),
    Row(RowForm<'a>),
    Cell(CellForm<'a>),
    Entry(EntryForm<'a>),
}

/// Text with its spans, whose ranges count from the start of this text.
#[derive(Deserialize)]
struct LeafForm<'a> {
    text: Cow<'a, str>,
    #[serde(default)]
    spans: Vec<SpanForm<'a>>,
}

#[derive(Deserialize)]
struct ItemForm<'a> {
    #[serde(default)]
    number: Option<i64>,
    #[serde(default)]
    checked: Option<bool>,
    blocks: Vec<BlockForm<'a>>,
    #[serde(flatten)]
    place: PlaceForm,
}

#[derive(Deserialize)]
struct CaptionForm<'a> {
    #[serde(flatten)]
    leaf: LeafForm<'a>,
    #[serde(flatten)]
    place: PlaceForm,
}

#[derive(Deserialize)]
struct SummaryForm<'a> {
    #[serde(flatten)]
    leaf: LeafForm<'a>,
    #[serde(flatten)]
    place: PlaceForm,
}

#[derive(Deserialize)]
struct RowForm<'a> {
    header: bool,
    cells: Vec<CellForm<'a>>,
    #[serde(flatten)]
    place: PlaceForm,
}

#[derive(Deserialize)]
struct CellForm<'a> {
    header: bool,
    #[serde(default = "one")]
    colspan: u16,
    #[serde(default = "one")]
    rowspan: u16,
    #[serde(default)]
    align: Option<Align>,
    #[serde(flatten)]
    leaf: LeafForm<'a>,
    #[serde(flatten)]
    place: PlaceForm,
}

fn one() -> u16 {
    1
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum EntryForm<'a> {
    Term {
        #[serde(flatten)]
        leaf: LeafForm<'a>,
        #[serde(flatten)]
        place: PlaceForm,
    },
    Definition {
        blocks: Vec<BlockForm<'a>>,
        #[serde(flatten)]
        place: PlaceForm,
    },
}

#[derive(Serialize, Deserialize)]
struct SpanForm<'a> {
    start: usize,
    end: usize,
    #[serde(flatten)]
    kind: SpanKindForm<'a>,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum SpanKindForm<'a> {
    Link {
        #[serde(flatten)]
        address: AddressForm<'a>,
        #[serde(default)]
        title: Option<Cow<'a, str>>,
    },
    Emphasis,
    Strong,
    Code,
    Superscript,
    Subscript,
    Strikethrough,
    Mark,
    Image {
        image: usize,
        #[serde(default)]
        url: Cow<'a, str>,
        #[serde(default, skip_serializing_if = "is_false")]
        space_before: bool,
        #[serde(default, skip_serializing_if = "is_false")]
        space_after: bool,
    },
    LineBreak,
    Ruby {
        reading: Cow<'a, str>,
    },
    Math {
        tex: bool,
    },
    FootnoteReference {
        label: Cow<'a, str>,
    },
}

/// An address: the one to use, and where that is resolved, the one that is written in the page.
#[derive(Serialize, Deserialize)]
struct AddressForm<'a> {
    url: Cow<'a, str>,
    #[serde(default)]
    raw: Option<Cow<'a, str>>,
}

#[derive(Serialize, Deserialize)]
struct ImageForm<'a> {
    #[serde(flatten)]
    address: AddressForm<'a>,
    #[serde(default)]
    alt: Option<Cow<'a, str>>,
    #[serde(default)]
    title: Option<Cow<'a, str>>,
    #[serde(default)]
    width: Option<u32>,
    #[serde(default)]
    height: Option<u32>,
    #[serde(default)]
    caption: Option<Cow<'a, str>>,
    #[serde(default)]
    link: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    credit: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    candidates: Vec<CandidateForm<'a>>,
}

#[derive(Serialize, Deserialize)]
struct CandidateForm<'a> {
    #[serde(flatten)]
    address: AddressForm<'a>,
    #[serde(default)]
    width: Option<u32>,
}

impl<'a> AddressForm<'a> {
    fn of(raw: &'a str, resolved: Option<&'a str>) -> AddressForm<'a> {
        match resolved {
            Some(url) => AddressForm { url: url.into(), raw: Some(raw.into()) },
            None => AddressForm { url: raw.into(), raw: None },
        }
    }

    /// As written, and resolved.
    fn into_parts(self) -> (String, Option<String>) {
        match self.raw {
            Some(raw) => (raw.into_owned(), Some(self.url.into_owned())),
            None => (self.url.into_owned(), None),
        }
    }
}

impl From<&Range<usize>> for RangeForm {
    fn from(range: &Range<usize>) -> RangeForm {
        RangeForm { start: range.start, end: range.end }
    }
}

/// An object with `metadata`, `text`, `images`, `blocks`, `status`, `confidence` and `diagnostics`; blocks are objects with a `kind`, a `range` of
/// bytes in the text and what belongs to their kind.
///
/// ```
/// let article = bodytext::extract("<h2>Tea</h2><p>Green or <b>black</b>.</p>");
/// let json = serde_json::to_value(&article)?;
/// assert_eq!(json["blocks"][1]["kind"], "paragraph");
/// assert_eq!(json["blocks"][1]["spans"][0], serde_json::json!({"start": 9, "end": 14, "kind": "strong"}));
/// assert_eq!(serde_json::from_value::<bodytext::Article>(json)?, article);
/// # Ok::<(), serde_json::Error>(())
/// ```
impl Serialize for Article {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write::article(self).serialize(serializer)
    }
}

/// Reads what `Serialize` writes.
///
/// # Errors
/// An article whose parts do not fit together is refused: ranges out of place, texts that are not those of the article, spans
/// that cross, blocks nested too deep.
impl<'de> Deserialize<'de> for Article {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Article, D::Error> {
        let form = ArticleForm::deserialize(deserializer)?;
        read::article(form).map_err(serde::de::Error::custom)
    }
}

impl From<Status> for StatusForm {
    fn from(status: Status) -> StatusForm {
        match status {
            Status::Found => StatusForm::Found,
            Status::Fallback => StatusForm::Fallback,
            Status::Empty(reason) => StatusForm::Empty { reason },
        }
    }
}

impl From<StatusForm> for Status {
    fn from(form: StatusForm) -> Status {
        match form {
            StatusForm::Found => Status::Found,
            StatusForm::Fallback => Status::Fallback,
            StatusForm::Empty { reason } => Status::Empty(reason),
        }
    }
}

/// An object with the `kind` of status, and the `reason` that belongs to an empty one.
impl Serialize for Status {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        StatusForm::from(*self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Status {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Status, D::Error> {
        StatusForm::deserialize(deserializer).map(Status::from)
    }
}

/// The object that stands for the block in its article.
impl Serialize for Block<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write::block(*self).serialize(serializer)
    }
}

/// An object with `url` (resolved where possible), `raw` (as written, where `url` is resolved) and what else is known.
impl Serialize for Image {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let form = ImageForm {
            address: AddressForm::of(&self.raw, self.resolved.as_deref()),
            alt: self.alt.as_deref().map(Cow::from),
            title: self.title.as_deref().map(Cow::from),
            width: self.width,
            height: self.height,
            caption: self.caption.as_deref().map(Cow::from),
            link: self.link.as_deref().map(Cow::from),
            credit: self.credit().map(Cow::from),
            candidates: self
                .candidates()
                .iter()
                .map(|candidate| CandidateForm {
                    address: AddressForm::of(&candidate.raw, candidate.resolved.as_deref()),
                    width: candidate.width,
                })
                .collect(),
        };
        form.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Image {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Image, D::Error> {
        let form = ImageForm::deserialize(deserializer)?;
        let ImageForm { address, alt, title, width, height, caption, link, credit, candidates } = form;
        let (raw, resolved) = address.into_parts();
        let candidate = |CandidateForm { address, width }| {
            let (raw, resolved) = address.into_parts();
            ImageCandidate { raw, resolved, width }
        };
        let mut image = Image {
            raw,
            resolved,
            alt: alt.map(Cow::into_owned),
            title: title.map(Cow::into_owned),
            width,
            height,
            caption: caption.map(Cow::into_owned),
            link: link.map(Cow::into_owned),
            rare: None,
        };
        image.set_rare(credit.map(Cow::into_owned), candidates.into_iter().map(candidate).collect());
        Ok(image)
    }
}

fn is_false(value: &bool) -> bool {
    !value
}
