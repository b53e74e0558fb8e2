//! Kinds of pages.

/// What kind of page the input is, as the model sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum PageType {
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
    pub(super) const ALL: [PageType; 7] = [
        PageType::Article,
        PageType::Documentation,
        PageType::Forum,
        PageType::Product,
        PageType::Collection,
        PageType::Listing,
        PageType::Service,
    ];
}
