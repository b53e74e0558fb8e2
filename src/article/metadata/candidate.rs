//! What was found and not taken.

use super::field::{Field, Source};

/// A value that a source gave for a field, and that lost to another value.
///
/// ```
/// use bodytext::{Field, Source};
///
/// let page = "<title>Green tea</title><meta name=author content='Ann Lee'><p class=byline>By Ann Lee</p><p>It wants patience.</p>";
/// let article = bodytext::extract(page);
/// for candidate in article.metadata().candidates() {
///     println!("{} by {}: {}", candidate.field, candidate.source, candidate.value);
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Candidate {
    /// The field it is about.
    pub field: Field,
    /// Where it was found.
    pub source: Source,
    /// The value as written; of a list one entry.
    pub value: String,
}
