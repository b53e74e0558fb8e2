//! What an extraction has to say about its input.

use crate::input::binary::BinaryKind;
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
    /// The front matter is not what its notation asks for, in a line at least. It was read line by line; what could not be read
    /// is left out, and is none of the text.
    #[error("the front matter is not {format} and was read line by line: {message}")]
    FrontMatterLines {
        /// The notation it is nearly in.
        #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::serial::notation"))]
        format: Notation,
        /// What its parser said.
        message: String,
    },
    /// The text outside of tags is Markdown, and the library was built without the feature `markdown`, or there are more than
    /// 4 MiB of it: it was kept as it is written. [`Article::to_markdown`](crate::Article::to_markdown) escapes nothing in it but what would be HTML.
    #[error(
        "the text is Markdown and was kept as it is: reading it takes the feature `markdown`, and at most 4 MiB of text"
    )]
    Markdown,
    /// The address that the [`Hints`](crate::Hints) give is no absolute address: nothing is resolved against it.
    #[error("the address of the page is no absolute address, nothing is resolved against it: {message}")]
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
    /// The input is no HTML and no text; the article is empty.
    #[error("the input is binary, not HTML: it looks like {file}")]
    NotHtml {
        /// What it looks like.
        file: BinaryKind,
    },
    /// A limit was reached; see [`Article::limits`](crate::Article::limits).
    #[error("{limit} reached: {}", limit.effect())]
    Limit {
        /// Which.
        limit: Limit,
    },
    /// The page has more text blocks than are judged one by one, which takes memory for each. Those further down are in the
    /// article where most of their like above are: those that stand in elements of the same names and classes. Of a kind not
    /// seen above only longer texts outside of links are.
    #[error("the page has too many text blocks to judge each: those further down were judged by their like")]
    JudgedInPart,
}

impl Diagnostic {
    /// Takes note of a limit, once.
    pub(crate) fn note_limit(diagnostics: &mut Vec<Diagnostic>, limit: Limit) {
        let diagnostic = Diagnostic::Limit { limit };
        if !diagnostics.contains(&diagnostic) {
            diagnostics.push(diagnostic);
        }
    }
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
    /// Elements within each other.
    #[error("the limit of depth was")]
    Depth,
}

impl Limit {
    /// What comes of reaching it.
    fn effect(self) -> &'static str {
        match self {
            Limit::Bytes | Limit::Nodes | Limit::Output => "the article holds what came before",
            Limit::Depth => "deeper elements were unwrapped, their text was kept",
        }
    }
}
