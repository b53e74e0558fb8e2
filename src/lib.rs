//! The text of an article out of HTML.

mod article;
mod block;
mod build;
mod content;
mod extractor;
mod html;
mod input;
mod metadata;
mod options;
mod text;
mod url;
mod walk;

pub use article::{Article, Diagnostic, Limit};
pub use block::{
    Align, Block, BlockKind, Blocks, Cell, Embed, EmbedKind, Image, Link, List, Span, SpanKind, Step, Walk,
};
pub use extractor::Extractor;
#[cfg(feature = "charset")]
pub use input::charset::Hints;
pub use input::encoding::{Encoding, EncodingSource};
pub use metadata::Metadata;
pub use options::{Options, Scope};

/// Extracts the article from `html` with the default [`Options`].
pub fn extract(html: &str) -> Article {
    Extractor::default().extract(html)
}

/// Extracts the article from the bytes of a page or body, in whatever encoding they are, with the default [`Options`].
///
/// [`Hints`] are what the caller knows besides: what HTTP said of the encoding, and the address of the page. The bytes, the
/// hints and what the document declares are weighed against each other; [`Article::encoding`] says what came of it. What
/// cannot be read is U+FFFD in the text, never an error. Of a label that the bytes contradict nothing is believed: UTF-8
/// served as ISO-8859-1 is read as UTF-8, GBK declared to be UTF-8 as GBK.
///
/// Cost: that of [`extract`], and one copy of the text unless it is UTF-8.
///
/// ```
/// use bodytext::{EncodingSource, Hints};
///
/// let bytes = b"<meta charset=utf-8><p>\xC4\xE3\xBA\xC3\xA3\xAC\xCA\xC0\xBD\xE7\xA1\xA3</p>";
/// let article = bodytext::extract_bytes(bytes, &Hints::new());
/// assert_eq!(article.text(), "你好，世界。");
/// let encoding = article.encoding().unwrap();
/// assert_eq!((encoding.name(), encoding.source()), ("GBK", EncodingSource::Detector));
/// ```
#[cfg(feature = "charset")]
pub fn extract_bytes(bytes: &[u8], hints: &Hints) -> Article {
    Extractor::default().extract_bytes(bytes, hints)
}
