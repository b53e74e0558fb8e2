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
pub use metadata::{Date, Field, Map, Metadata, Source, Value};
pub use options::{Options, Scope};

/// Extracts the article from `html` with the default [`Options`].
pub fn extract(html: &str) -> Article {
    Extractor::default().extract(html)
}

/// Extracts the article from a tree that `markup5ever_rcdom` holds, with the default [`Options`].
///
/// See [`Extractor::extract_dom`].
#[cfg(feature = "rcdom")]
pub fn extract_dom(root: &markup5ever_rcdom::Handle) -> Article {
    Extractor::default().extract_dom(root)
}
