//! What became of a page.

/// What became of the input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Status {
    /// The content was found, or the input was a body.
    #[default]
    Found,
    /// No main content could be told apart; all that is visible was taken.
    Fallback,
    /// The page has no content of its own: an app shell, a consent wall, "enable JavaScript", "loading".
    Empty,
}
