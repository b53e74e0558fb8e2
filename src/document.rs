//! The HTML of an input, how its bytes relate to those of the input, and what the parser is told of the options.

use crate::article::Limit;
use crate::html::{self, Limits, ParseOptions, ReachedLimit};
use crate::input;
#[cfg(feature = "markdown")]
use crate::markdown;
use crate::options::Options;
use crate::selector;
use std::borrow::Cow;
use std::ops::Range;

/// The HTML of an input, and where it came from.
pub(crate) struct Document<'h> {
    pub(crate) html: Cow<'h, str>,
    /// Where the body starts in the input.
    start: usize,
    origin: Origin,
}

/// How the bytes of a document relate to those of the body in the input.
enum Origin {
    /// They are the same.
    Same,
    /// The HTML was made of Markdown.
    #[cfg(feature = "markdown")]
    Markdown(markdown::SourceMap),
    /// The HTML stood escaped in XML.
    Escaped,
}

impl<'h> Document<'h> {
    /// HTML that was made of Markdown.
    #[cfg(feature = "markdown")]
    pub(crate) fn of_markdown(html: markdown::Html, start: usize) -> Document<'h> {
        Document { html: Cow::Owned(html.text), start, origin: Origin::Markdown(html.map) }
    }

    /// A body out of the sections of XML that it may stand in.
    pub(crate) fn of_html(body: &'h str, start: usize) -> Document<'h> {
        if input::is_escaped_section(body) {
            let text = html::unescape(body);
            let html = Cow::Owned(input::without_sections(&text).into_owned());
            return Document { html, start, origin: Origin::Escaped };
        }
        Document { html: input::without_sections(body), start, origin: Origin::Same }
    }

    /// The bytes of the input that a range of the HTML came from, where that is known.
    pub(crate) fn source(&self, range: Range<usize>) -> Option<Range<usize>> {
        let range = match &self.origin {
            Origin::Same => range,
            #[cfg(feature = "markdown")]
            Origin::Markdown(map) => map.range(range),
            Origin::Escaped => return None,
        };
        Some(range.start + self.start..range.end + self.start)
    }
}

/// What the parser is told of the options: the limits, and the names that the selectors ask for.
pub(crate) fn parse_options(options: &Options) -> ParseOptions {
    let (max_depth, max_nodes, max_bytes) = (options.max_depth(), options.max_nodes(), options.max_bytes());
    ParseOptions {
        limits: Limits { max_depth, max_nodes, max_bytes },
        selector_names: selector::names_of(options.selectors()),
    }
}

/// The limit of the options that the parser has reached.
pub(crate) fn limit(reached: ReachedLimit) -> Limit {
    match reached {
        ReachedLimit::Bytes => Limit::Bytes,
        ReachedLimit::Nodes => Limit::Nodes,
        ReachedLimit::Depth => Limit::Depth,
    }
}
