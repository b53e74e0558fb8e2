//! What is known about an article besides its text.
//!
//! Each place that metadata can come from is a file of its own, and each field of [`Metadata`] names the [`Source`] it was
//! taken from. [`front_matter`] comes first: the author of a post wrote it for this purpose. What a document says of itself
//! is gathered in one pass ([`collect`]) as [`statement`]s of the sources; [`merge`] decides whom to believe, field by field,
//! with [`title`], [`authors`] and [`dates`] for what takes more than an order of trust.
//!
//! Of a body only what is written for machines counts (`<meta>`, JSON-LD, `lang`), and the language of its text; what it shows
//! is its text.
#![expect(
    clippy::indexing_slicing,
    reason = "the places come from a search in the same list, or are those under which something was stored"
)]
#![expect(
    clippy::string_slice,
    reason = "the places come from a search in the same string, or in one that differs in ASCII letters alone"
)]

mod accept;
mod address;
mod authors;
mod build;
mod byline;
mod candidate;
mod collect;
mod date;
mod dates;
mod dublin_core;
mod field;
pub(crate) mod front_matter;
pub(crate) mod headline;
mod json_ld;
mod language;
mod markup;
mod merge;
mod meta;
mod microdata;
mod name;
mod open_graph;
mod rank;
mod rdfa;
mod schema;
mod statement;
mod text;
mod title;
mod twitter_card;
mod value;
mod value_serde;
mod word_list;
mod wording;

pub use candidate::Candidate;
pub(crate) use collect::Page;
pub use date::Date;
pub(crate) use field::Sources;
pub use field::{Field, Source};
pub(crate) use value::MAX_DEPTH;
pub use value::{Map, MapIter, Value};
pub(crate) use value_serde::ValueSeed;

use crate::PageType;
pub use crate::direction::Direction;
use crate::image::Image;
use crate::url::Resolver;
use std::collections::BTreeMap;

/// Adds to what is known what a document says about itself. Returns the text of the article, where the page holds one besides
/// what it shows.
pub(crate) fn read(metadata: &mut Metadata, page: &Page<'_>, now: Option<i64>, resolver: &Resolver) -> Option<String> {
    let mut collected = collect::collect(page);
    let article_body = collected.article_body.take();
    merge::fill(metadata, collected, date::Clock::new(now), page.url, resolver);
    article_body
}

/// Adds to what is known what the article itself gives away; of a body no more than its language. With `asks_text` off, only
/// which of its images is the lead image.
pub(crate) fn complete(metadata: &mut Metadata, text: &str, images: &[Image], is_page: bool, asks_text: bool) {
    merge::find_in_body(metadata, images);
    if !asks_text {
        return;
    }
    #[cfg(feature = "language")]
    merge::find_language(metadata, text);
    if is_page {
        merge::complete(metadata, text, images);
    }
}

/// Adds the direction that the markup gives to the text of an article, where nothing else says it.
pub(crate) fn complete_direction(metadata: &mut Metadata, direction: Option<Direction>) {
    if metadata.direction.is_none()
        && let Some(direction) = direction
    {
        metadata.direction = Some(direction);
        metadata.sources.insert(Field::Direction, Source::Html);
    }
}

/// What is known about an article.
///
/// ```
/// use bodytext::{Field, Source};
///
/// let article = bodytext::extract("---\ntitle: Green tea\nauthor: Ann Lee\ntags: [tea, green]\nmood: calm\n---\n<p>…</p>");
/// let metadata = article.metadata();
/// assert_eq!(metadata.title(), Some("Green tea"));
/// assert_eq!(metadata.authors(), ["Ann Lee"]);
/// assert_eq!(metadata.tags(), ["tea", "green"]);
/// assert_eq!(metadata.source(Field::Title), Some(Source::FrontMatter));
/// assert_eq!(metadata.extra().get("mood").and_then(|mood| mood.as_str()), Some("calm"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default))]
pub struct Metadata {
    title: Option<String>,
    authors: Vec<String>,
    published: Option<Date>,
    modified: Option<Date>,
    categories: Vec<String>,
    tags: Vec<String>,
    description: Option<String>,
    lead_image: Option<Image>,
    thumbnail: Option<Image>,
    language: Option<String>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    language_confidence: Option<f32>,
    site_name: Option<String>,
    canonical_url: Option<String>,
    direction: Option<Direction>,
    publisher: Option<String>,
    section: Option<String>,
    license: Option<String>,
    reading_minutes: Option<u32>,
    comments: Option<bool>,
    draft: Option<bool>,
    page_type: Option<PageType>,
    page_type_probability: Option<f32>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    candidates: Vec<Candidate>,
    sources: BTreeMap<Field, Source>,
    extra: Map,
}

impl Metadata {
    /// The title, as written.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// Its authors, in the order of the page.
    pub fn authors(&self) -> &[String] {
        &self.authors
    }

    /// When it was published.
    pub fn published(&self) -> Option<&Date> {
        self.published.as_ref()
    }

    /// When it was last changed.
    pub fn modified(&self) -> Option<&Date> {
        self.modified.as_ref()
    }

    /// Its categories. Nested ones are in one list, outer ones first.
    pub fn categories(&self) -> &[String] {
        &self.categories
    }

    /// Its tags or keywords.
    pub fn tags(&self) -> &[String] {
        &self.tags
    }

    /// Its description, summary or excerpt.
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    /// The image that represents the article: cover, banner, header image. If it is also in the body, this is equal to that one
    /// of [`Article::images`](crate::Article::images), with its address there.
    pub fn lead_image(&self) -> Option<&Image> {
        self.lead_image.as_ref()
    }

    /// The small image that represents the article in lists.
    pub fn thumbnail(&self) -> Option<&Image> {
        self.thumbnail.as_ref()
    }

    /// Its language, as a BCP 47 tag: `en`, `zh-CN`. With the feature `language` it is found from the text if the page does not
    /// say it, or says English and is plainly not. Then its source is [`Source::Text`], the tag is the language alone, and
    /// [`language_confidence`](Metadata::language_confidence) says how sure it is.
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// How sure the language is, between 0 and 1, if it was found from the text; `None` if the page says it. A text that is too
    /// short or too doubtful has no language.
    ///
    /// ```
    /// let body = "<p>Der Tee, der am Nordhang wächst, wird in den letzten Tagen des Aprils gepflückt, bevor der Regen kommt.</p>";
    /// let article = bodytext::extract(body);
    /// let metadata = article.metadata();
    /// if cfg!(feature = "language") {
    ///     assert_eq!(metadata.language(), Some("de"));
    ///     assert!(metadata.language_confidence() > Some(0.5));
    /// } else {
    ///     assert_eq!((metadata.language(), metadata.language_confidence()), (None, None));
    /// }
    /// ```
    pub fn language_confidence(&self) -> Option<f32> {
        self.language_confidence
    }

    /// The name of the site.
    pub fn site_name(&self) -> Option<&str> {
        self.site_name.as_deref()
    }

    /// Its own address (`<link rel=canonical>` and the like), absolute.
    pub fn canonical_url(&self) -> Option<&str> {
        self.canonical_url.as_deref()
    }

    /// Its direction of writing.
    pub fn direction(&self) -> Option<Direction> {
        self.direction
    }

    /// Its publisher.
    pub fn publisher(&self) -> Option<&str> {
        self.publisher.as_deref()
    }

    /// The section of the site.
    pub fn section(&self) -> Option<&str> {
        self.section.as_deref()
    }

    /// Its licence: an address or a sentence.
    pub fn license(&self) -> Option<&str> {
        self.license.as_deref()
    }

    /// The minutes it takes to read: as the page says, else from the length of the text.
    pub fn reading_minutes(&self) -> Option<u32> {
        self.reading_minutes
    }

    /// The values that were found and lost to another, or were not believed.
    pub fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    /// Whether readers may comment, if front matter says so.
    pub fn comments(&self) -> Option<bool> {
        self.comments
    }

    /// Whether it is a draft, if front matter says so.
    pub fn draft(&self) -> Option<bool> {
        self.draft
    }

    /// The kind of page, by the model. `None` for a body, and for a page without content.
    ///
    /// ```
    /// use bodytext::PageType;
    ///
    /// let page = "<html><head><title>Green tea</title><meta property=og:type content=article></head><body><article>\
    ///             <h1>Green tea</h1><p>It wants patience, cool water and a pot of clay, say those who grow it.</p></article>";
    /// let article = bodytext::extract(page);
    /// assert_eq!(article.metadata().page_type(), Some(PageType::Article));
    /// assert!(article.metadata().page_type_probability() > Some(0.2));
    /// ```
    pub fn page_type(&self) -> Option<PageType> {
        self.page_type
    }

    /// The probability of that kind of page, between 0 and 1.
    pub fn page_type_probability(&self) -> Option<f32> {
        self.page_type_probability
    }

    pub(crate) fn set_page_type(&mut self, page_type: PageType, probability: f32) {
        self.page_type = Some(page_type);
        self.page_type_probability = Some(probability);
    }

    /// The front matter that has no field here: unknown keys, and known keys that lost to a better one. Names and values are as
    /// written.
    pub fn extra(&self) -> &Map {
        &self.extra
    }

    /// Where a field was found; `None` if it was not.
    pub fn source(&self, field: Field) -> Option<Source> {
        self.sources.get(&field).copied()
    }
}
