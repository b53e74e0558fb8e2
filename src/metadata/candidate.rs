//! What was found and not taken.

use super::field::{Field, Source};

/// A value that some source gave for a field, and that another value was preferred to.
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
