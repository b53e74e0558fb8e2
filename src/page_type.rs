//! Kinds of pages.

use std::fmt;

/// What kind of page an input is, as the model sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum PageType {
    /// An article, a post, a story.
    Article,
    /// A page of a manual or reference.
    Documentation,
    /// A thread of posts, a question with answers.
    Forum,
    /// One thing for sale.
    Product,
    /// Things for sale, as a shop shows them.
    Collection,
    /// A list of anything else: articles, places, people.
    Listing,
    /// A page that presents a company or a service.
    Service,
}

impl PageType {
    /// In the order in which the model numbers them.
    pub(crate) const ALL: [PageType; 7] = [
        PageType::Article,
        PageType::Documentation,
        PageType::Forum,
        PageType::Product,
        PageType::Collection,
        PageType::Listing,
        PageType::Service,
    ];
}

impl fmt::Display for PageType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PageType::Article => "article",
            PageType::Documentation => "documentation",
            PageType::Forum => "forum",
            PageType::Product => "product",
            PageType::Collection => "collection",
            PageType::Listing => "listing",
            PageType::Service => "service",
        })
    }
}
