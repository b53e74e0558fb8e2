//! Kinds of pages.

use crate::enum_names::enum_names;

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

// In the order in which the model numbers them.
enum_names!(PageType, "a kind of page", {
    Article = "article",
    Documentation = "documentation",
    Forum = "forum",
    Product = "product",
    Collection = "collection",
    Listing = "listing",
    Service = "service",
});
