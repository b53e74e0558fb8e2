//! Inline elements: which there are, and what span each one means.

use super::subtree::has_style;
use crate::article::{Link, SpanKind};
use crate::html::{Attr, Dom, NodeId, Tag};
use crate::text::whitespace::trim;
use crate::url::Resolver;

/// Whether an element is part of a line of text. Custom elements are, as in browsers; blocks inside them still stand apart.
pub(super) fn is_inline(dom: &Dom<'_>, node: NodeId, tag: Tag) -> bool {
    tag.is_in_line()
        && !has_style(dom, node, "display", |value| matches!(value, "block" | "flex" | "grid" | "list-item" | "table"))
}

/// The span that an inline element means, if any.
pub(super) fn style(dom: &Dom<'_>, node: NodeId, tag: Tag) -> Option<SpanKind> {
    match tag {
        Tag::B | Tag::Strong if has_style(dom, node, "font-weight", is_regular) => None,
        Tag::B | Tag::Strong => Some(SpanKind::Strong),
        Tag::Em | Tag::I if has_style(dom, node, "font-style", |value| value == "normal") => None,
        Tag::Em | Tag::I | Tag::Cite | Tag::Dfn | Tag::Var => Some(SpanKind::Emphasis),
        Tag::Code | Tag::Kbd | Tag::Samp | Tag::Tt => Some(SpanKind::Code),
        Tag::Sup => Some(SpanKind::Superscript),
        Tag::Sub => Some(SpanKind::Subscript),
        Tag::S | Tag::Strike | Tag::Del => Some(SpanKind::Strikethrough),
        Tag::Mark => Some(SpanKind::Mark),
        Tag::Span | Tag::Font if dom.attr(node, Attr::Style).is_some() => {
            if has_style(dom, node, "font-weight", is_bold) {
                Some(SpanKind::Strong)
            } else if has_style(dom, node, "font-style", |value| matches!(value, "italic" | "oblique")) {
                Some(SpanKind::Emphasis)
            } else if has_style(dom, node, "text-decoration", |value| value.starts_with("line-through")) {
                Some(SpanKind::Strikethrough)
            } else {
                None
            }
        }
        _ => None,
    }
}

fn is_bold(value: &str) -> bool {
    matches!(value, "bold" | "bolder" | "600" | "700" | "800" | "900")
}

fn is_regular(value: &str) -> bool {
    matches!(value, "normal" | "lighter" | "100" | "200" | "300" | "400")
}

/// Where an anchor leads. Anchors that only name a place, or run a script, lead nowhere.
pub(super) fn link(dom: &Dom<'_>, node: NodeId, resolver: &Resolver) -> Option<Link> {
    let raw = trim(dom.attr(node, Attr::Href)?);
    let script = raw.get(..11).is_some_and(|scheme| scheme.eq_ignore_ascii_case("javascript:"));
    if raw.is_empty() || raw == "#" || script {
        return None;
    }
    let title = dom.attr(node, Attr::Title).map(trim).filter(|title| !title.is_empty());
    Some(Link { raw: raw.to_owned(), resolved: resolver.resolve(raw), title: title.map(str::to_owned) })
}
