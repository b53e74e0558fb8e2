//! What an extraction has to say about its input.

use thiserror::Error;

/// Something about the input that the caller may want to know. No diagnostic means that nothing was out of order.
#[derive(Clone, Debug, PartialEq, Error)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "kind", rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Diagnostic {
    /// What looked like front matter did not parse and was kept as text.
    #[error("what looks like front matter is not {format} and was kept as text: {message}")]
    FrontMatter {
        /// The notation it seemed to be in.
        #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::serial::notation"))]
        format: Notation,
        /// What its parser said.
        message: String,
    },
    /// The base URL of [`Options`](crate::Options) is of no use; nothing was resolved.
    #[error("the base address is of no use, nothing was resolved: {message}")]
    BaseUrl {
        /// Why.
        message: String,
    },
    /// The page shows no text; the article is the one that its structured data holds (`articleBody` in JSON-LD).
    #[error("the page shows no text: the article is the one in its structured data")]
    StructuredBody,
    /// Text blocks of the page were left out as copies of runs of text that come out elsewhere; an
    /// [explanation](crate::Extractor::explain) names them ([`Verdict::DroppedAsCopy`](crate::Verdict::DroppedAsCopy)).
    #[error("left out as copies of other text: {blocks} {}", if *.blocks == 1 { "block" } else { "blocks" })]
    Copies {
        /// How many.
        blocks: usize,
    },
    /// A limit was reached; the article holds what came before.
    #[error("{limit} reached: the article holds what came before")]
    Limit {
        /// Which.
        limit: Limit,
    },
}

/// The name of a notation of front matter. An alias, since serde's derive takes a plain `&'static str` for something to
/// borrow from what it reads.
type Notation = &'static str;

/// A limit of [`Options`](crate::Options).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Limit {
    /// Bytes of input.
    #[error("the limit of bytes was")]
    Bytes,
    /// Nodes of the document.
    #[error("the limit of nodes was")]
    Nodes,
    /// Bytes of text that come out.
    #[error("the limit of output was")]
    Output,
}
