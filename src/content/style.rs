//! What a text node counts for, inherited from the inline elements around it: a bit for each.

/// In `<a href>` or `<button>`.
pub(super) const LINK: u8 = 1;
/// In `<time>`.
pub(super) const TIME: u8 = 2;
