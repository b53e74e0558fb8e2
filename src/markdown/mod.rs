//! Posts whose text stands outside of tags, in Markdown, with HTML between and around it.
//!
//! A post becomes HTML as the site generators make it, and goes the way of all HTML from there: the same builder makes the
//! same blocks. A map leads from the bytes of that HTML back to those of the post.
//!
//! [`decide`] says whether a post is Markdown at all; it is there without the feature `markdown` as well, for the text of
//! such a post is then written as it is. [`prepare`](self::prepare) makes the post plain CommonMark with GitHub's
//! extensions, pulldown-cmark parses that, and [`write`](self::write) makes HTML of its events.
#![expect(clippy::indexing_slicing, reason = "the places come from a search in the same text, or are below its length")]
#![expect(
    clippy::string_slice,
    reason = "the parser gives ranges of its own source; other places come from a search for ASCII characters in the same text"
)]

mod decide;
#[cfg(feature = "markdown")]
mod footnotes;
#[cfg(feature = "markdown")]
mod inline;
mod markup;
#[cfg(feature = "markdown")]
mod prepare;
#[cfg(feature = "markdown")]
mod raw_html;
#[cfg(feature = "markdown")]
mod rewrite;
#[cfg(feature = "markdown")]
mod source_map;
#[cfg(feature = "markdown")]
mod tags;
#[cfg(feature = "markdown")]
mod write;

pub(crate) use decide::is_markdown;
#[cfg(feature = "markdown")]
pub(crate) use source_map::SourceMap;

/// How many bytes a post may have to be read as Markdown. Of a hostile one every character is a node of the parser's, and costs
/// up to 150 bytes of memory; no input is to take more than 2 GB.
#[cfg(feature = "markdown")]
pub(crate) const LONGEST: usize = 4 << 20;

/// HTML that was made of Markdown.
#[cfg(feature = "markdown")]
#[derive(Debug)]
pub(crate) struct Html {
    pub(crate) text: String,
    /// Where its bytes stand in the Markdown.
    pub(crate) map: SourceMap,
    /// Whether there was more of it than the parser takes.
    pub(crate) is_cut: bool,
}

/// Markdown to HTML. Linear in the length of the source, total.
///
/// What nests is limited where HTML is parsed, and what is made of a post is limited to six times its length and 64 KB.
#[cfg(feature = "markdown")]
pub(crate) fn to_html(source: &str) -> Html {
    write::write(&prepare::prepare(source))
}
