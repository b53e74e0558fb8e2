//! What is known about an article besides its text.

/// What is known about an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {}
