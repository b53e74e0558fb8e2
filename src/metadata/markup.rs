//! What the sources in the markup need of the document: the text of an element, the names in its `class`.

use super::Field;
use crate::html::{Attr, Dom, NodeId, NodeKind, Tag};
use crate::text::phrase::has_any;
use crate::text::whitespace::collapse;

/// How many nodes of an element are read for its text.
const MAX_NODES: usize = 80;

/// The text of an element as a reader sees it, lines kept apart; None where it is longer than `limit` bytes.
pub(super) fn text_of(dom: &Dom<'_>, node: NodeId, limit: usize) -> Option<String> {
    let mut out = String::new();
    let mut next = dom.first_child(node);
    for _ in 0..MAX_NODES {
        let Some(inner) = next else { return Some(out) };
        next = dom.next_in_subtree(inner, node);
        match dom.kind(inner) {
            NodeKind::Text => out.push_str(&dom.text(inner).replace(['\n', '\r'], " ")),
            NodeKind::Element(Tag::Script | Tag::Style | Tag::Svg | Tag::Noscript | Tag::Select | Tag::Button) => {
                next = dom.next_after_subtree(inner, node);
            }
            NodeKind::Element(tag) if tag.is_in_title() => {
                if !out.ends_with([' ', '\n']) {
                    out.push(' ');
                }
            }
            NodeKind::Element(_) | NodeKind::Document => out.push('\n'),
        }
        if out.len() > limit {
            return None;
        }
    }
    None
}

/// What an element shows of the field that its markup says it is: a title on one line, anything else line by line.
pub(super) fn shown(dom: &Dom<'_>, node: NodeId, field: Field) -> Option<String> {
    const LONGEST: usize = 600;
    if field == Field::Title { line_of(dom, node, LONGEST) } else { text_of(dom, node, LONGEST) }
}

/// The text that a page shows from a text node on, within its line: up to the next element that begins a line, or to
/// about `limit` bytes.
pub(super) fn text_from(dom: &Dom<'_>, node: NodeId, limit: usize) -> String {
    let mut out = String::new();
    let mut next = Some(node);
    for _ in 0..16 {
        let Some(inner) = next.filter(|_| out.len() < limit) else { break };
        match dom.kind(inner) {
            NodeKind::Text => {
                out.push_str(&dom.text(inner).replace(['\n', '\r'], " "));
                // A tag that is ignored parts texts in the source, and is no white space.
                if dom.next_sibling(inner).is_none_or(|next| dom.kind(next) != NodeKind::Text) {
                    out.push(' ');
                }
            }
            NodeKind::Element(tag) if tag.is_in_title() => {}
            NodeKind::Element(_) | NodeKind::Document => break,
        }
        next = dom.next_in_subtree(inner, NodeId::DOCUMENT);
    }
    out
}

/// The text of an element on one line, nothing put between inline elements.
pub(super) fn line_of(dom: &Dom<'_>, node: NodeId, limit: usize) -> Option<String> {
    line_without(dom, node, limit, |_| false)
}

/// The text of a headline on one line, without the topic or the date that its markup puts above it.
pub(super) fn headline_of(dom: &Dom<'_>, node: NodeId, limit: usize) -> Option<String> {
    line_without(dom, node, limit, |inner| is_above_headline(dom, inner)).or_else(|| line_of(dom, node, limit))
}

/// Whether the class of an element inside a headline names what newspapers print above one.
fn is_above_headline(dom: &Dom<'_>, node: NodeId) -> bool {
    const NAMES: &[&str] = &[
        "kicker",
        "overline",
        "topline",
        "eyebrow",
        "dachzeile",
        "spitzmarke",
        "preheadline",
        "pre-headline",
        "pretitle",
        "pre-title",
        "supertitle",
        "overtitle",
        "headline-label",
        "date",
    ];
    let class = dom.attr(node, Attr::Class).unwrap_or("").to_ascii_lowercase();
    // Forums put the kind of a thread before what it is about.
    let is_label = |name: &str| matches!(name, "label" | "label-append" | "prefix");
    !class.is_empty() && has_any(&class, NAMES) && !class.contains("update") || class.split(' ').any(is_label)
}

/// Whether an element is, or begins with, a link to the start of the site.
pub(super) fn links_home(dom: &Dom<'_>, node: NodeId) -> bool {
    let around = dom.ancestors(node).take(2).find(|&above| dom.tag(above) == Some(Tag::A));
    let link = around.or_else(|| {
        let mut inner = dom.first_child(node);
        for _ in 0..4 {
            match dom.kind(inner?) {
                NodeKind::Element(Tag::A) => return inner,
                NodeKind::Text if !dom.text(inner?).trim().is_empty() => return None,
                _ => inner = dom.next_in_subtree(inner?, node),
            }
        }
        None
    });
    let Some(href) = link.and_then(|link| dom.attr(link, Attr::Href)) else { return false };
    let href = href.trim();
    let path = match crate::url::split_host(href) {
        Some((_, "")) => "/",
        Some((_, rest)) => rest,
        None => href,
    };
    matches!(path, "/" | "./" | "/index.html" | "/index.php" | "index.html" | "index.php")
}

fn line_without(dom: &Dom<'_>, node: NodeId, limit: usize, leaves_out: impl Fn(NodeId) -> bool) -> Option<String> {
    let mut out = String::new();
    let mut next = dom.first_child(node);
    for _ in 0..MAX_NODES {
        let Some(inner) = next else { break };
        next = dom.next_in_subtree(inner, node);
        match dom.kind(inner) {
            NodeKind::Text => out.push_str(dom.text(inner)),
            NodeKind::Element(Tag::Script | Tag::Style | Tag::Svg | Tag::Noscript | Tag::Button) => {
                next = dom.next_after_subtree(inner, node);
            }
            NodeKind::Element(_) if leaves_out(inner) => next = dom.next_after_subtree(inner, node),
            NodeKind::Element(tag) if tag.is_in_title() => {}
            NodeKind::Element(_) | NodeKind::Document => out.push(' '),
        }
        if out.len() > limit {
            return None;
        }
    }
    Some(collapse(&out)).filter(|text| !text.is_empty())
}

/// The first of several parts that make a headline, and what follows it. None where there is only one.
pub(super) fn first_and_rest(dom: &Dom<'_>, node: NodeId, limit: usize) -> Option<[String; 2]> {
    let mut parts = parts_of(dom, node);
    // Wrappers around all of it are no parts.
    for _ in 0..3 {
        match parts.as_slice() {
            [Part::Element(only)] => parts = parts_of(dom, *only),
            _ => break,
        }
    }
    let mut texts = parts.into_iter().filter_map(|part| match part {
        Part::Text(text) => Some(collapse(&text)),
        Part::Element(element) => line_of(dom, element, limit),
    });
    let first = texts.next()?;
    let rest: Vec<String> = texts.collect();
    (!rest.is_empty()).then(|| [first, collapse(&rest.join(" "))])
}

/// What stands in an element: an element, or text between elements.
enum Part {
    Element(NodeId),
    Text(String),
}

/// What an element is made of, blank text left out. Texts side by side are one: a tag that is ignored parts them in the source.
fn parts_of(dom: &Dom<'_>, node: NodeId) -> Vec<Part> {
    const MAX_PARTS: usize = 12;
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut children = dom.children(node).take(MAX_NODES).peekable();
    while let Some(child) = children.next() {
        if dom.kind(child) != NodeKind::Text {
            parts.push(Part::Element(child));
        } else {
            text.push_str(dom.text(child));
            let goes_on = children.peek().is_some_and(|&next| dom.kind(next) == NodeKind::Text);
            if !goes_on {
                let whole = std::mem::take(&mut text);
                parts.extend((!whole.trim().is_empty()).then_some(Part::Text(whole)));
            }
        }
        if parts.len() == MAX_PARTS {
            break;
        }
    }
    parts
}

/// As [`line_of`], but no further than to the first line break after some text.
pub(super) fn first_line(dom: &Dom<'_>, node: NodeId, limit: usize) -> Option<String> {
    let mut out = String::new();
    let mut next = dom.first_child(node);
    for _ in 0..MAX_NODES {
        let inner = next?;
        next = dom.next_in_subtree(inner, node);
        match dom.kind(inner) {
            NodeKind::Text => out.push_str(dom.text(inner)),
            NodeKind::Element(Tag::Br) if !out.trim().is_empty() => return Some(collapse(&out)),
            _ => {}
        }
        if out.len() > limit {
            return None;
        }
    }
    None
}
