//! Kinds of pages.

use crate::enum_names::enum_names;

/// The kind of a page, by the model. [`Metadata::page_type`](crate::Metadata::page_type) gives it,
/// [`Metadata::page_type_probability`](crate::Metadata::page_type_probability) says how sure the model is.
///
/// ```
/// use bodytext::PageType;
///
/// assert_eq!(PageType::Documentation.to_string(), "documentation");
/// assert_eq!("forum".parse(), Ok(PageType::Forum));
/// ```
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
