//! HTML to a compact arena.
//!
//! The only room that names html5ever: it turns a string (or a tree that somebody else has parsed) into a [`Dom`] and
//! the stages above see nothing but that.
//!
//! The tokens come from a [tokenizer] of our own that copies nothing, the rules of tree construction are
//! html5ever's: a [driver] passes the tokens on to its tree builder, a [sink] does in the arena what the tree
//! builder says, and a [guard] keeps both from growing out of proportion.

mod asked;
mod attr;
#[cfg(any(test, feature = "conformance"))]
#[cfg_attr(not(feature = "conformance"), allow(unreachable_pub, reason = "public where `fuzz/` asks for it"))]
pub mod conformance;
mod dom;
mod driver;
mod guard;
mod inside;
mod names;
#[cfg(any(feature = "rcdom", test))]
pub(crate) mod rcdom;
mod sink;
mod stand_in;
mod streamed;
mod style;
mod tag;
mod tag_attributes;
mod tokenizer;

pub(crate) use attr::Attr;
pub(crate) use dom::{Dom, NodeId, NodeKind};
pub(crate) use inside::Inside;
pub(crate) use style::style_values;
pub(crate) use tag::Tag;

use crate::{Limit, Options};
pub(crate) use asked::Asked;
use driver::Driver;
use std::borrow::Cow;
use tokenizer::Tokenizer;

/// A document, as far as the limits let it be read.
#[derive(Clone, Debug)]
pub(crate) struct Parsed<'s> {
    /// The document.
    pub(crate) dom: Dom<'s>,
    /// The limit that ended it before the source did.
    pub(crate) limit: Option<Limit>,
}

/// How many nodes an arena can number, with room for those that the last token makes.
const MAX_NODES: usize = u32::MAX as usize - (1 << 16);

/// Parses a document or a fragment of one.
///
/// The tree is the one that html5ever builds for a document, scripting disabled: only that elements nested deeper than
/// [`Options::max_depth`] are unwrapped, that formatting elements left open are continued a limited number of times, that
/// `<iframe/>` in `<noscript>` is closed, and that content which a server streamed out of order is put in place.
/// Positions are those in `source`, a byte order mark included. Linear in the length of `source`, which the caller has cut
/// to [`Options::max_bytes`]; total.
pub(crate) fn parse<'s>(source: &'s str, options: &Options) -> Parsed<'s> {
    let asked = Asked::by(options.selectors());
    let driver = Driver::new(source, options.max_depth(), options.max_nodes().min(MAX_NODES), asked);
    let (dom, limit) = Tokenizer::new(source, driver).run().finish(source);
    Parsed { dom, limit }
}

/// Resolves the character references in a text that is no part of a document, once. Linear in the length of `text`.
pub(crate) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    tokenizer::decode(text, tokenizer::Context::Text, &mut out);
    Cow::Owned(out)
}
