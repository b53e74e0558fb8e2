//! What a site's software puts into a text for its users: signs beside headings, edit links, icons made of words.
//!
//! None of it is the author's. A class is evidence and no proof, so each of them counts only where its form agrees.

use super::notes::is_named_back;
use super::subtree::{classes, has_class, start_of_text};
use crate::html::{Attr, Dom, NodeId, Tag};
use crate::text::whitespace::trim;

/// Whether an inline element is such a thing.
pub(super) fn is_control(dom: &Dom<'_>, node: NodeId, tag: Tag) -> bool {
    match tag {
        Tag::A => is_permalink(dom, node) || is_back_arrow(dom, node),
        Tag::Span | Tag::I if dom.attr(node, Attr::Class).is_some() => {
            is_edit_link(dom, node) || is_ligature(dom, node)
        }
        _ => false,
    }
}

/// Whether a block is what Discourse shows over an image: the name of its file and its size.
pub(super) fn is_image_data(dom: &Dom<'_>, node: NodeId, tag: Tag) -> bool {
    tag == Tag::Div
        && has_class(dom, node, &["meta"])
        && dom.parent(node).is_some_and(|parent| has_class(dom, parent, &["lightbox"]))
        && dom.children(node).all(|child| match dom.tag(child) {
            Some(Tag::Span) => has_class(dom, child, &["filename", "informations", "expand"]),
            Some(tag) => tag == Tag::Svg,
            None => trim(dom.text(child)).is_empty(),
        })
}

/// Whether an anchor is the sign beside a heading that links to the heading itself.
fn is_permalink(dom: &Dom<'_>, node: NodeId) -> bool {
    if !dom.attr(node, Attr::Href).is_some_and(|href| href.contains('#')) {
        return false;
    }
    let in_heading =
        dom.ancestors(node).take(3).any(|above| dom.tag(above).is_some_and(|tag| tag == Tag::Dt || tag.is_heading()));
    if !in_heading {
        return false;
    }
    let text = short_text(dom, node);
    matches!(trim(&text), "#" | "¶" | "§" | "🔗" | "⚓" | "∞" | "\u{f0c1}")
        || names_permalink(dom, node) && is_sign(&text)
}

/// Whether an anchor is the arrow that leads from a footnote back into the text.
fn is_back_arrow(dom: &Dom<'_>, node: NodeId) -> bool {
    let is_arrow = |text: &str| {
        let sign = trim(text).trim_end_matches('\u{FE0E}');
        matches!(sign, "^" | "↑" | "↩" | "⏎" | "↵" | "⤴" | "⇑" | "⬆")
            && dom.attr(node, Attr::Href).is_some_and(|href| href.starts_with('#'))
    };
    let text = short_text(dom, node);
    is_arrow(&text) || is_named_back(dom, node) && !text.chars().any(char::is_alphanumeric)
}

fn names_permalink(dom: &Dom<'_>, node: NodeId) -> bool {
    classes(dom, node).any(|class| {
        let class = class.to_ascii_lowercase();
        class.contains("anchor") || class.contains("permalink") || matches!(class.as_str(), "headerlink" | "hash-link")
    })
}

/// The text of an element as far as it matters whether it is short: nested elements stay cheap.
fn short_text(dom: &Dom<'_>, node: NodeId) -> String {
    start_of_text(dom, node, 64, 400)
}

/// Whether a text is a sign or what stands for one: it has no letter and no digit, or names what the link is.
fn is_sign(text: &str) -> bool {
    let name = trim(text).to_ascii_lowercase();
    !text.chars().any(char::is_alphanumeric)
        || matches!(name.as_str(), "permalink" | "anchor" | "anchor link" | "link" | "direct link")
        || ["permalink to ", "permalink: ", "direct link to ", "link to this "]
            .iter()
            .any(|start| name.starts_with(start))
}

/// Whether an element is MediaWiki's link, in square brackets, to the editor of a section.
fn is_edit_link(dom: &Dom<'_>, node: NodeId) -> bool {
    if !has_class(dom, node, &["mw-editsection"]) {
        return false;
    }
    let text = short_text(dom, node);
    let text = trim(&text);
    let in_brackets = text.starts_with(['[', '［']) && text.ends_with([']', '］']);
    in_brackets
        && text.chars().count() <= 80
        && dom.descendants(node).take(64).any(|inner| dom.tag(inner) == Some(Tag::A))
}

/// Whether an element is an icon of a font that draws a picture for a word, as `expand_more`.
fn is_ligature(dom: &Dom<'_>, node: NodeId) -> bool {
    let named =
        classes(dom, node).any(|class| class.starts_with("material-icons") || class.starts_with("material-symbols"));
    named && {
        let text = short_text(dom, node);
        let word = trim(&text);
        word.len() <= 40 && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    }
}
