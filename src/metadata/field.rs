//! The fields of metadata, and where they can come from.

use std::fmt;

/// A field of [`Metadata`](super::Metadata).
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
    /// [`Metadata::site_name`](super::Metadata::site_name)
    SiteName,
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
}

impl Source {
    /// Its name, as JSON has it: `front_matter`.
    pub fn name(self) -> &'static str {
        match self {
            Source::FrontMatter => "front_matter",
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
