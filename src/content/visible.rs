//! A body, where all that is visible is content.

use super::Verdicts;
use crate::html::{Attr, Dom, NodeId, NodeKind, Tag};
use crate::text::whitespace::is_blank;

/// Keeps all of a document but its hidden parts; and those too where nothing else has text.
pub(crate) fn visible(dom: &Dom<'_>) -> Verdicts {
    let mut verdicts = Verdicts::keep_all(dom);
    let mut hidden = Vec::new();
    let mut shows_text = false;
    let mut next = dom.first_child(NodeId::DOCUMENT);
    while let Some(node) = next {
        next = dom.next_in_subtree(node, NodeId::DOCUMENT);
        match dom.kind(node) {
            NodeKind::Text => shows_text |= !is_blank(dom.text(node)),
            NodeKind::Element(tag) if tag == Tag::Head || tag.is_silent() => {
                next = dom.next_after_subtree(node, NodeId::DOCUMENT)
            }
            NodeKind::Element(tag) if is_hidden(dom, node, tag) && !shows_otherwise(dom, node) => {
                hidden.push(node);
                next = dom.next_after_subtree(node, NodeId::DOCUMENT);
            }
            NodeKind::Element(_) | NodeKind::Document => {}
        }
    }
    if shows_text {
        for node in hidden {
            verdicts.set(node, false);
        }
    }
    verdicts
}

/// Whether the markup hides an element. `visibility:hidden` is left out: article bodies of WeChat wear it until a script has run.
fn is_hidden(dom: &Dom<'_>, node: NodeId, tag: Tag) -> bool {
    dom.attrs(node).any(|(attr, value)| match attr {
        Attr::Hidden => !value.eq_ignore_ascii_case("until-found"),
        Attr::AriaHidden => value.trim().eq_ignore_ascii_case("true"),
        Attr::Style => hides(value),
        _ => false,
    }) || tag == Tag::Dialog && dom.attr(node, Attr::Open).is_none()
}

fn hides(style: &str) -> bool {
    style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(name, value)| {
        let value = value.trim();
        name.trim().eq_ignore_ascii_case("display")
            && value.get(..4).is_some_and(|value| value.eq_ignore_ascii_case("none"))
    })
}

/// Whether something in a hidden element is there for those who see: a formula (its rendering is hidden from readers of the
/// screen, or its source from the eye), or an image alone, which `aria-hidden` marks as ornament and does not hide.
fn shows_otherwise(dom: &Dom<'_>, node: NodeId) -> bool {
    let mut image = dom.tag(node) == Some(Tag::Img);
    let mut text = false;
    for inner in dom.descendants(node) {
        match dom.kind(inner) {
            NodeKind::Element(Tag::Math) => return true,
            NodeKind::Element(Tag::Img) => image = true,
            NodeKind::Text => text |= !is_blank(dom.text(inner)),
            _ => {}
        }
    }
    image && !text && dom.attr(node, Attr::AriaHidden).is_some()
}
