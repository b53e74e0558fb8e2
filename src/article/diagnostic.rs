//! What an extraction has to say about its input.

use crate::article::BinaryKind;
use thiserror::Error;

/// Something about the input that you may want to know.
///
/// ```
/// let article = bodytext::extract("---\ntitle: [\n---\n<p>Green tea.</p>");
/// for diagnostic in article.diagnostics() {
///     println!("{diagnostic}");
/// }
/// assert_eq!(article.diagnostics().len(), 1);
/// assert!(bodytext::extract("<p>Green tea.</p>").diagnostics().is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Error)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "kind", rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Diagnostic {
    /// What looks like front matter did not parse. It was kept as text.
    #[error("what looks like front matter is not {format} and was kept as text: {message}")]
    FrontMatter {
        /// The notation that it seemed to be in.
        #[cfg_attr(feature = "serde", serde(deserialize_with = "notation"))]
        format: Notation,
        /// The message of the parser.
        message: String,
    },
    /// At least one line of the front matter breaks its notation. It was read line by line. Lines that could not be read are
    /// left out, of the text as well.
    #[error("the front matter is not {format} and was read line by line: {message}")]
    FrontMatterLines {
        /// The notation it is nearly in.
        #[cfg_attr(feature = "serde", serde(deserialize_with = "notation"))]
        format: Notation,
        /// What its parser said.
        message: String,
    },
    /// The text outside of tags is Markdown and was kept as it is written: the library was built without the feature `markdown`,
    /// or there are more than 4 MiB of it. [`Article::to_markdown`](crate::Article::to_markdown) escapes nothing in it but HTML.
    #[error(
        "the text is Markdown and was kept as it is: reading it takes the feature `markdown`, and at most 4 MiB of text"
    )]
    Markdown,
    /// The address in the [`Hints`](crate::Hints) is not an absolute address. Nothing is resolved against it.
    #[error("the address of the page is no absolute address, nothing is resolved against it: {message}")]
    BaseUrl {
        /// Why.
        message: String,
    },
    /// The page shows no text. The article comes from its structured data (`articleBody` in JSON-LD).
    #[error("the page shows no text: the article is the one in its structured data")]
    StructuredBody,
    /// Text blocks of the page were dropped as copies of text that is kept elsewhere. An
    /// [explanation](crate::Extractor::explain) names them ([`Verdict::DroppedAsCopy`](crate::Verdict::DroppedAsCopy)).
    #[error("left out as copies of other text: {blocks} {}", if *.blocks == 1 { "block" } else { "blocks" })]
    Copies {
        /// How many.
        blocks: usize,
    },
    /// The input is binary. The article is empty.
    #[error("the input is binary, not HTML: it looks like {file}")]
    NotHtml {
        /// What it looks like.
        file: BinaryKind,
    },
    /// A limit was reached; see [`Article::limits`](crate::Article::limits).
    #[error("{limit} was reached: {}", limit.effect())]
    Limit {
        /// Which.
        limit: Limit,
    },
    /// The page has more text blocks than are judged one by one, since each takes memory. A block further down is kept if most
    /// blocks above in elements of the same names and classes are kept. If there are none, it is kept if it is a longer text
    /// outside of links.
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

/// Reads the name of a notation of front matter.
#[cfg(feature = "serde")]
fn notation<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<&'static str, D::Error> {
    let name = <std::borrow::Cow<'_, str> as serde::Deserialize>::deserialize(deserializer)?;
    let known = ["YAML", "TOML", "JSON"].into_iter().find(|known| *known == name);
    known.ok_or_else(|| serde::de::Error::custom(format_args!("{name:?} is no notation of front matter")))
}

/// A limit of [`Options`](crate::Options). [`Article::limits`](crate::Article::limits) has an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Limit {
    /// [`Options::with_max_bytes`](crate::Options::with_max_bytes)
    #[error("the limit of bytes")]
    Bytes,
    /// [`Options::with_max_nodes`](crate::Options::with_max_nodes)
    #[error("the limit of nodes")]
    Nodes,
    /// [`Options::with_max_output`](crate::Options::with_max_output)
    #[error("the limit of output")]
    Output,
    /// [`Options::with_max_depth`](crate::Options::with_max_depth)
    #[error("the limit of depth")]
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
