//! The fields of metadata, and where they can come from.

use crate::enum_names::enum_names;

/// A field of [`Metadata`](super::Metadata).
///
/// ```
/// use bodytext::{Field, Source};
///
/// let article = bodytext::extract("---\ntitle: Green tea\n---\n<p>…</p>");
/// let known: Vec<_> = Field::ALL.into_iter().filter(|&field| article.metadata().source(field).is_some()).collect();
/// assert_eq!(known, [Field::Title]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Field {
    /// [`Metadata::title`](super::Metadata::title)
    Title,
    /// [`Metadata::authors`](super::Metadata::authors)
    Authors,
    /// [`Metadata::published`](super::Metadata::published)
    Published,
    /// [`Metadata::modified`](super::Metadata::modified)
    Modified,
    /// [`Metadata::categories`](super::Metadata::categories)
    Categories,
    /// [`Metadata::tags`](super::Metadata::tags)
    Tags,
    /// [`Metadata::description`](super::Metadata::description)
    Description,
    /// [`Metadata::lead_image`](super::Metadata::lead_image)
    LeadImage,
    /// [`Metadata::thumbnail`](super::Metadata::thumbnail)
    Thumbnail,
    /// [`Metadata::language`](super::Metadata::language)
    Language,
    /// [`Metadata::direction`](super::Metadata::direction)
    Direction,
    /// [`Metadata::site_name`](super::Metadata::site_name)
    SiteName,
    /// [`Metadata::publisher`](super::Metadata::publisher)
    Publisher,
    /// [`Metadata::section`](super::Metadata::section)
    Section,
    /// [`Metadata::license`](super::Metadata::license)
    License,
    /// [`Metadata::reading_minutes`](super::Metadata::reading_minutes)
    ReadingMinutes,
    /// [`Metadata::canonical_url`](super::Metadata::canonical_url)
    CanonicalUrl,
    /// [`Metadata::comments`](super::Metadata::comments)
    Comments,
    /// [`Metadata::draft`](super::Metadata::draft)
    Draft,
}

/// Where a field of [`Metadata`](super::Metadata) was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Source {
    /// The front matter of the post.
    FrontMatter,
    /// Structured data in a `<script type="application/ld+json">`.
    JsonLd,
    /// `<meta property="og:…">`, and `article:…` with its kin.
    OpenGraph,
    /// `<meta name="twitter:…">`.
    TwitterCard,
    /// `<meta name="DC.…">` and `dcterms.…`; the tags of scholarly pages (`citation_…`) with them.
    DublinCore,
    /// Attributes `itemprop`, and the class names of microformats that say the same.
    Microdata,
    /// Attributes `property` on what the page shows.
    Rdfa,
    /// Any other `<meta>`.
    Meta,
    /// HTML itself: `<title>`, `<h1>`, `<link>`, `lang` and `dir`.
    Html,
    /// What the page shows beside its headline: an element marked as author or date, or a line that says so.
    Byline,
    /// `<time>`.
    Time,
    /// The address of the page.
    Url,
    /// What the text itself gives away.
    Text,
    /// The caller: [`Metadata`](super::Metadata) that was built, not extracted.
    Caller,
}

enum_names!(Field, "a field of metadata", {
    Title = "title",
    Authors = "authors",
    Published = "published",
    Modified = "modified",
    Categories = "categories",
    Tags = "tags",
    Description = "description",
    LeadImage = "lead_image",
    Thumbnail = "thumbnail",
    Language = "language",
    Direction = "direction",
    SiteName = "site_name",
    Publisher = "publisher",
    Section = "section",
    License = "license",
    ReadingMinutes = "reading_minutes",
    CanonicalUrl = "canonical_url",
    Comments = "comments",
    Draft = "draft",
});

enum_names!(Source, "a source of metadata", {
    FrontMatter = "front_matter",
    JsonLd = "json_ld",
    OpenGraph = "open_graph",
    TwitterCard = "twitter_card",
    DublinCore = "dublin_core",
    Microdata = "microdata",
    Rdfa = "rdfa",
    Meta = "meta",
    Html = "html",
    Byline = "byline",
    Time = "time",
    Url = "url",
    Text = "text",
    Caller = "caller",
});

/// A set of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sources(u16);

impl Sources {
    /// All of them.
    pub(crate) const ALL: Sources = Sources(u16::MAX);

    /// Puts a source in, or takes it out.
    pub(crate) fn set(&mut self, source: Source, is_in: bool) {
        let bit = 1 << source as u16;
        self.0 = if is_in { self.0 | bit } else { self.0 & !bit };
    }

    /// Whether a source is in the set.
    pub(crate) fn has(self, source: Source) -> bool {
        self.0 & (1 << source as u16) != 0
    }
}
