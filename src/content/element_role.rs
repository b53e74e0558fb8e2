//! What the elements around a text say of it.

/// What a text node counts for, inherited from the inline elements around it.
pub(super) mod style {
    /// In `<a href>` or `<button>`.
    pub(crate) const LINK: u8 = 1;
    /// In `<time>`.
    pub(crate) const TIME: u8 = 2;
}
