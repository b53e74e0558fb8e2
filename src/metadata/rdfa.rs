//! Source: RDFa, `property` on elements of the page itself.

use super::as_written::say_as_written;
use super::markup;
use super::rank::Rank;
use super::statement::Statements;
use super::{Field, Source};
use super::{dublin_core, schema};
use crate::html::{Attr, Dom, NodeId, Tag};

/// Takes what the element's `property` says.
pub(super) fn read(dom: &Dom<'_>, node: NodeId, tag: Tag, properties: &str, out: &mut Statements) {
    for property in properties.split_ascii_whitespace() {
        let term = property.rsplit(['/', '#', ':']).next().unwrap_or(property);
        let known = match property.split_once(':') {
            Some(("dc" | "dcterms" | "dct", _)) => dublin_core::field(&property.to_ascii_lowercase()),
            Some(("schema" | "http" | "https" | "content", _)) | None => schema::field(term),
            Some(("cc", "license")) => Some((Field::License, 0)),
            Some(_) => None,
        };
        let Some((field, plainness)) = known else { continue };
        // The name of an author stands inside: the text of the element holds it.
        let attribute = dom.attr(node, Attr::Content).or_else(|| match tag {
            Tag::Time => dom.attr(node, Attr::Datetime),
            Tag::Img => dom.attr(node, Attr::Src),
            Tag::A | Tag::Link if matches!(field, Field::License | Field::LeadImage) => dom.attr(node, Attr::Href),
            _ => None,
        });
        if let Some(value) = attribute.map(str::to_owned).or_else(|| markup::shown(dom, node, field)) {
            say_as_written(node.index(), field, Source::Rdfa, Rank::of_page(plainness), &value, out);
        }
    }
}
