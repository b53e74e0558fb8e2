//! Source: microdata, `itemprop` with the vocabulary of schema.org.

use super::as_written::say_as_written;
use super::markup;
use super::rank::Rank;
use super::schema;
use super::statement::Statements;
use super::{Field, Source};
use crate::html::{Attr, Dom, NodeId, Tag};

/// How far up the item is looked for that a property belongs to.
const MAX_LEVELS: usize = 24;

/// Takes what the element's `itemprop` says.
pub(super) fn read(dom: &Dom<'_>, node: NodeId, tag: Tag, properties: &str, out: &mut Statements) {
    for property in properties.split_ascii_whitespace() {
        let property = property.rsplit(['/', '#']).next().unwrap_or(property);
        if property == "name" {
            name(dom, node, tag, out);
        } else if let Some((field, plainness)) = schema::field(property) {
            let is_item = dom.attr(node, Attr::Itemscope).is_some();
            if is_item && matches!(field, Field::Authors | Field::Publisher) {
                // The name inside will say it.
                continue;
            }
            if is_elsewhere(dom, node) {
                continue;
            }
            if let Some(value) = value(dom, node, tag, field) {
                say_as_written(node.index(), field, Source::Microdata, Rank::of_page(plainness), &value, out);
            }
        }
    }
}

/// A `name` is that of the item around it, which has a role of its own.
fn name(dom: &Dom<'_>, node: NodeId, tag: Tag, out: &mut Statements) {
    let Some(item) = dom.ancestors(node).take(MAX_LEVELS).find(|&above| dom.attr(above, Attr::Itemscope).is_some())
    else {
        return;
    };
    let Some(property) = dom.attr(item, Attr::Itemprop) else { return };
    let role = property
        .split_ascii_whitespace()
        .filter_map(schema::field)
        .find(|(field, _)| matches!(field, Field::Authors | Field::Publisher));
    if let Some((field, plainness)) = role
        && !is_elsewhere(dom, item)
        && let Some(value) = value(dom, node, tag, field)
    {
        say_as_written(node.index(), field, Source::Microdata, Rank::of_page(plainness), &value, out);
    }
}

/// Whether the item around a property is a comment, a review or an answer: about those the page is not.
fn is_elsewhere(dom: &Dom<'_>, node: NodeId) -> bool {
    dom.ancestors(node).take(MAX_LEVELS).any(|above| {
        dom.attr(above, Attr::Itemprop).is_some_and(|property| {
            matches!(
                property,
                "comment"
                    | "review"
                    | "reviews"
                    | "suggestedAnswer"
                    | "acceptedAnswer"
                    | "suggestedAnswer acceptedAnswer"
                    | "itemListElement"
                    | "blogPosts"
                    | "hasPart"
            )
        }) || dom.attr(above, Attr::Itemtype).is_some_and(|name| {
            matches!(
                name.rsplit(['/', '#']).next(),
                Some("Comment" | "UserComments" | "Review" | "Answer" | "ListItem" | "WPFooter" | "WPSideBar")
            )
        })
    })
}

/// The value of a property, as the standard has it, but for the text of elements, which is that of their lines.
fn value(dom: &Dom<'_>, node: NodeId, tag: Tag, field: Field) -> Option<String> {
    if let Some(content) = dom.attr(node, Attr::Content) {
        return Some(content.to_owned());
    }
    let attribute = match tag {
        Tag::Time => dom.attr(node, Attr::Datetime),
        _ if tag.is_image() => dom.attr(node, Attr::Src),
        Tag::Link => dom.attr(node, Attr::Href),
        Tag::A if matches!(field, Field::LeadImage | Field::License | Field::Thumbnail) => dom.attr(node, Attr::Href),
        _ => dom.attr(node, Attr::Datetime),
    };
    attribute.map(str::to_owned).or_else(|| markup::shown(dom, node, field))
}
