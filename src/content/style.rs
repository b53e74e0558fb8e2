//! What the inline elements around a text node say of its text: a bit for each that is counted apart.

/// In `<a href>` or `<button>`.
pub(super) const LINK: u8 = 1;
/// In `<time>`.
pub(super) const TIME: u8 = 2;
