//! How the bytes of the input were read: the part of the answer that is about the input.

use std::borrow::Cow;

/// How the bytes of an article were read as text.
///
/// Every article of `extract_bytes` (feature `charset`) has one. An article of a string has none.
///
/// ```
/// # #[cfg(feature = "charset")] {
/// use bodytext::{EncodingSource, Hints};
///
/// let article = bodytext::extract_bytes(b"<meta charset=iso-8859-2><p>\xA3\xF3d\xBC</p>", &Hints::new());
/// let encoding = article.encoding().unwrap();
/// assert_eq!(article.text(), "Łódź");
/// assert_eq!(encoding.name(), "ISO-8859-2");
/// assert_eq!(encoding.source(), EncodingSource::Meta);
/// assert_eq!(encoding.replacements(), 0);
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Encoding {
    pub(crate) name: Cow<'static, str>,
    pub(crate) source: EncodingSource,
    pub(crate) replacements: usize,
}

/// How an [`Encoding`] was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum EncodingSource {
    /// The byte-order mark at the start.
    ByteOrderMark,
    /// The label that came by HTTP, with `Hints::with_content_type`.
    Http,
    /// A `<meta>` element of the document.
    Meta,
    /// The XML declaration at the start.
    XmlDeclaration,
    /// The bytes themselves: they have the form of UTF-8 or UTF-16, and there is no label, or they contradict it.
    Form,
    /// A guess from the letters that the bytes would be.
    Detector,
    /// Nothing fitted: read as UTF-8, with replacement characters for all that is not UTF-8.
    Fallback,
}

impl Encoding {
    /// The name of the encoding as the [Encoding Standard](https://encoding.spec.whatwg.org/#names-and-labels) writes it,
    /// as in `"UTF-8"`, `"GBK"`, `"Shift_JIS"`, `"windows-1252"`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How the encoding was found.
    pub fn source(&self) -> EncodingSource {
        self.source
    }

    /// How many replacement characters (U+FFFD) came out, one for each piece of input that the encoding cannot read.
    pub fn replacements(&self) -> usize {
        self.replacements
    }
}
