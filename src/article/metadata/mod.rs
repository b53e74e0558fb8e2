//! What is known about an article besides its text, as plain data. How it is found is in [`metadata`](mod@crate::metadata).

mod build;
mod candidate;
mod field;
mod value;
mod value_serde;

pub use candidate::Candidate;
pub(crate) use field::Sources;
pub use field::{Field, Source};
pub(crate) use value::MAX_DEPTH;
pub use value::{Map, MapIter, Value};
pub(crate) use value_serde::ValueSeed;

use super::direction::Direction;
use super::image::Image;
use super::page_type::PageType;
use crate::date::Date;
use std::collections::BTreeMap;

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
    pub(crate) title: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) published: Option<Date>,
    pub(crate) modified: Option<Date>,
    pub(crate) categories: Vec<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) description: Option<String>,
    pub(crate) lead_image: Option<Image>,
    pub(crate) thumbnail: Option<Image>,
    pub(crate) language: Option<String>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub(crate) language_confidence: Option<f32>,
    pub(crate) site_name: Option<String>,
    pub(crate) canonical_url: Option<String>,
    pub(crate) direction: Option<Direction>,
    pub(crate) publisher: Option<String>,
    pub(crate) section: Option<String>,
    pub(crate) license: Option<String>,
    pub(crate) reading_minutes: Option<u32>,
    pub(crate) comments: Option<bool>,
    pub(crate) draft: Option<bool>,
    pub(crate) page_type: Option<PageType>,
    pub(crate) page_type_probability: Option<f32>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub(crate) candidates: Vec<Candidate>,
    pub(crate) sources: BTreeMap<Field, Source>,
    pub(crate) extra: Map,
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
