//! What the choice of blocks found.

/// Whether a page has content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Finding {
    /// The content was found, or the input was a body.
    #[default]
    Found,
    /// Nothing stood out as the main content; what is likeliest was taken, or all that is visible.
    Fallback,
    /// The page has no content of its own: an app shell, a consent wall, "enable JavaScript", "loading".
    Empty,
}
