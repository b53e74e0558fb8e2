//! What is known about an article besides its text.
//!
//! Each place that metadata can come from is a file of its own, and each field of [`Metadata`] names the [`Source`] it was
//! taken from. So far there is one, [`front_matter`]: the author of a post wrote it for this purpose, so it is to be trusted
//! before anything that a page says of itself.

mod date;
mod field;
pub(crate) mod front_matter;
mod value;
mod value_serde;

pub use date::Date;
pub use field::{Field, Source};
pub(crate) use value::MAX_DEPTH;
pub use value::{Map, Value};
pub(crate) use value_serde::ValueSeed;

use crate::PageType;
use crate::block::Image;
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
    site_name: Option<String>,
    canonical_url: Option<String>,
    comments: Option<bool>,
    draft: Option<bool>,
    page_type: Option<PageType>,
    page_type_probability: Option<f32>,
    sources: BTreeMap<Field, Source>,
    extra: Map,
}

impl Metadata {
    /// The title, as written.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// Who wrote it, in the order given.
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

    /// The categories it is filed under. Nested ones stand in one list, outer ones first.
    pub fn categories(&self) -> &[String] {
        &self.categories
    }

    /// Its tags or keywords.
    pub fn tags(&self) -> &[String] {
        &self.tags
    }

    /// What it is about: description, summary, or excerpt.
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    /// The picture that stands for the article: cover, banner, header image. It may stand in the body as well.
    pub fn lead_image(&self) -> Option<&Image> {
        self.lead_image.as_ref()
    }

    /// The small picture that stands for the article in lists.
    pub fn thumbnail(&self) -> Option<&Image> {
        self.thumbnail.as_ref()
    }

    /// The language it is written in, as a BCP 47 tag: `en`, `zh-CN`.
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// The name of the site.
    pub fn site_name(&self) -> Option<&str> {
        self.site_name.as_deref()
    }

    /// Its own address, absolute.
    pub fn canonical_url(&self) -> Option<&str> {
        self.canonical_url.as_deref()
    }

    /// Whether readers may comment, where that is said.
    pub fn comments(&self) -> Option<bool> {
        self.comments
    }

    /// Whether it is a draft, where that is said.
    pub fn draft(&self) -> Option<bool> {
        self.draft
    }

    /// What kind of page it is, as the model sees it. None for a body, of which it is not asked, and for a page without text.
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

    /// How likely it is that the kind of page is that one, between 0 and 1.
    pub fn page_type_probability(&self) -> Option<f32> {
        self.page_type_probability
    }

    pub(crate) fn set_page_type(&mut self, page_type: PageType, probability: f32) {
        self.page_type = Some(page_type);
        self.page_type_probability = Some(probability);
    }

    /// The front matter that no field here has taken up: unknown keys, and known ones beside a better one. Names and values are as
    /// written.
    pub fn extra(&self) -> &Map {
        &self.extra
    }

    /// Where a field was found; None where it was not.
    pub fn source(&self, field: Field) -> Option<Source> {
        self.sources.get(&field).copied()
    }
}
