//! Looks at the document that several constructs share.

use super::flow::Lines;
use crate::html::{self, Attr, Dom, NodeId, NodeKind, Tag};
use crate::text::whitespace::is_blank;
use crate::verdicts::Verdicts;

/// Whether the element's class names one of these.
pub(super) fn has_class(dom: &Dom<'_>, node: NodeId, names: &[&str]) -> bool {
    classes(dom, node).any(|class| names.contains(&class))
}

/// The names in an element's class.
pub(super) fn classes<'a>(dom: &'a Dom<'_>, node: NodeId) -> impl Iterator<Item = &'a str> {
    start(dom.attr(node, Attr::Class).unwrap_or_default()).split_ascii_whitespace()
}

/// Whether an inline style sets a property to a value that `wanted` accepts.
pub(super) fn has_style(dom: &Dom<'_>, node: NodeId, property: &str, wanted: impl Fn(&str) -> bool) -> bool {
    style_values(dom, node, property).any(wanted)
}

/// What an inline style sets a property to.
pub(super) fn style_value<'a>(dom: &'a Dom<'_>, node: NodeId, property: &str) -> Option<&'a str> {
    style_values(dom, node, property).next()
}

fn style_values<'a>(dom: &'a Dom<'_>, node: NodeId, property: &str) -> impl Iterator<Item = &'a str> {
    html::style_values(start(dom.attr(node, Attr::Style).unwrap_or_default()), property)
}

/// As much of the value of an attribute as is looked at: nobody writes more, and elements around many others are looked at
/// once for each of them.
pub(super) fn start(value: &str) -> &str {
    first_bytes(value, 2048)
}

/// So many bytes of a value at most, and no half of a character.
pub(super) fn first_bytes(value: &str, most: usize) -> &str {
    if value.len() <= most {
        return value;
    }
    let end = (0..=most).rev().find(|&at| value.is_char_boundary(at));
    end.and_then(|end| value.get(..end)).unwrap_or_default()
}

/// The children of an element that are elements.
pub(super) fn element_children(dom: &Dom<'_>, node: NodeId) -> impl Iterator<Item = (NodeId, Tag)> {
    dom.children(node).filter_map(|child| dom.tag(child).map(|tag| (child, tag)))
}

/// Whether an element has text or an image among its first nodes. So many are enough for the item of a list or a cell.
pub(super) fn shows_something(dom: &Dom<'_>, node: NodeId) -> bool {
    const NODES: usize = 64;
    dom.descendants(node).take(NODES).any(|inner| match dom.kind(inner) {
        NodeKind::Text => !is_blank(dom.text(inner)),
        NodeKind::Element(tag) => matches!(tag, Tag::Img | Tag::AmpImg),
        NodeKind::Document => false,
    })
}

/// The text of a subtree in a row, as it stands.
pub(super) fn text_of(dom: &Dom<'_>, node: NodeId) -> String {
    start_of_text(dom, node, usize::MAX, usize::MAX)
}

/// The beginning of the text of a subtree: that of so many nodes, and no more than it takes to have so many bytes.
pub(super) fn start_of_text(dom: &Dom<'_>, node: NodeId, nodes: usize, bytes: usize) -> String {
    dom.start_of_text(node, nodes, bytes)
}

/// How the kept part of a document marks its paragraphs.
pub(super) struct Profile {
    has_elements: bool,
    has_paragraphs: bool,
}

impl Profile {
    pub(super) fn of(dom: &Dom<'_>, verdicts: &Verdicts) -> Profile {
        let mut profile = Profile { has_elements: false, has_paragraphs: false };
        for node in dom.descendants(NodeId::DOCUMENT).filter(|&node| verdicts.keeps(node)) {
            match dom.kind(node) {
                NodeKind::Element(Tag::Html | Tag::Head | Tag::Body) | NodeKind::Document | NodeKind::Text => {}
                NodeKind::Element(tag) => {
                    profile.has_elements = true;
                    if matches!(tag, Tag::P | Tag::Br) {
                        profile.has_paragraphs = true;
                        break;
                    }
                }
            }
        }
        profile
    }

    /// What line breaks in loose text mean. Text without any tag is plain text, and around the HTML of a Markdown post
    /// stands Markdown; where neither `<p>` nor `<br>` marks a paragraph, as in what people type into a form, blank lines do.
    pub(super) fn lines(&self, keeps_lines: bool) -> Lines {
        if keeps_lines || !self.has_elements {
            Lines::Keep
        } else if self.has_paragraphs {
            Lines::Collapse
        } else {
            Lines::Paragraphs
        }
    }
}
