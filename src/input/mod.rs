//! What stands before the HTML: the bytes that become text.

#[cfg(feature = "charset")]
pub(crate) mod charset;
pub(crate) mod encoding;
