//! HTML to a compact arena.
//!
//! The only room that names html5ever: it turns a string (or a tree that somebody else has parsed) into a [`Dom`] and
//! the stages above see nothing but that.

mod attr;
mod dom;
pub(crate) mod rcdom;
mod tag;

pub(crate) use attr::Attr;
pub(crate) use dom::{Dom, NodeId, NodeKind};
pub(crate) use tag::Tag;

use crate::Options;

/// Parses a document or a fragment of one.
pub(crate) fn parse<'s>(source: &'s str, options: &Options) -> Dom<'s> {
    use html5ever::tendril::TendrilSink;
    let opts = html5ever::ParseOpts {
        tree_builder: html5ever::tree_builder::TreeBuilderOpts { scripting_enabled: false, ..Default::default() },
        ..Default::default()
    };
    let tree = html5ever::parse_document(markup5ever_rcdom::RcDom::default(), opts).one(source);
    rcdom::import(&tree.document, options.max_depth())
}
