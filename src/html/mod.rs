//! HTML to a compact arena.
//!
//! It turns a string (or a tree that somebody else has parsed) into a [`Dom`], and the stages above see nothing but that.
//!
//! The tokens come from a [tokenizer] that copies nothing, and go to a [tree builder](tree_builder) that writes into the
//! arena. Both follow the WHATWG HTML standard; that the tree is the one that html5ever builds is what [`conformance`]
//! shows, the only other place that names html5ever being [`rcdom`].
#![expect(
    clippy::indexing_slicing,
    reason = "a node is numbered by its arena; positions in the source are below its length, which is compared first"
)]
#![expect(
    clippy::string_slice,
    reason = "pieces begin and end at ASCII characters of the source, or where the text that was read last ends"
)]

mod attr;
#[cfg(any(test, feature = "__conformance"))]
#[cfg_attr(not(feature = "__conformance"), allow(unreachable_pub, reason = "public where `fuzz/` asks for it"))]
pub mod conformance;
mod dom;
mod limits;
mod name_table;
mod names;
#[cfg(any(feature = "rcdom", test))]
pub(crate) mod rcdom;
mod react_streaming;
mod selector_names;
mod shadow;
mod style;
mod subtree_cursor;
mod tag;
mod tag_attributes;
mod tokenizer;
mod tree_builder;

pub(crate) use attr::Attr;
pub(crate) use dom::{Dom, NodeId, NodeKind, Storage};
pub(crate) use limits::{Limits, ReachedLimit};
pub(crate) use selector_names::SelectorNames;
pub(crate) use shadow::compose;
pub(crate) use style::{is_invisible, is_unrendered, style_values};
pub(crate) use subtree_cursor::SubtreeCursor;
pub(crate) use tag::{Tag, TextRole};

use std::borrow::Cow;
use tokenizer::Tokenizer;
use tree_builder::TreeBuilder;

/// How a document is read.
#[derive(Clone, Debug, Default)]
pub(crate) struct ParseOptions {
    /// How much of it.
    pub(crate) limits: Limits,
    /// The names that are kept for selectors.
    pub(crate) selector_names: SelectorNames,
}

/// A document, as far as the limits let it be read.
#[derive(Clone, Debug)]
pub(crate) struct Parsed<'s> {
    /// The document.
    pub(crate) dom: Dom<'s>,
    /// The limits that were reached.
    pub(crate) reached: Vec<ReachedLimit>,
}

/// Parses a document or a fragment of one.
///
/// The tree is the one that html5ever builds for a document, scripting disabled: only that elements nested deeper than
/// [`Limits::max_depth`] are unwrapped, that formatting elements left open are continued a limited number of times, that
/// `<iframe/>` in `<noscript>` is closed, and that content which a server streamed out of order is put in place.
/// Positions are those in `source`, a byte order mark included. Linear in the length of `source`, which the caller has cut
/// to less than four gigabytes; total.
pub(crate) fn parse<'s>(source: &'s str, options: &ParseOptions) -> Parsed<'s> {
    parse_into(Storage::default(), source, options)
}

/// Parses as [`parse`] does, in the memory of an earlier document.
pub(crate) fn parse_into<'s>(storage: Storage, source: &'s str, options: &ParseOptions) -> Parsed<'s> {
    let builder = TreeBuilder::new(Dom::new(source, storage), options);
    Tokenizer::new(source, builder).run().finish(source)
}

/// Resolves the character references in a text that is no part of a document, once. Linear in the length of `text`.
pub(crate) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    tokenizer::decode(text, tokenizer::Decoding::Text, &mut out);
    Cow::Owned(out)
}
