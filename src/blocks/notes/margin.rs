//! Notes that stand in the sentence itself, and that the page shows in the margin.

use super::pairs::is_blank_text;
use super::signs::{bare, has_class_part, is_label, is_named_margin, short_text};
use super::{Notes, Reference};
use crate::blocks::inline::is_inline;
use crate::blocks::subtree::shows_something;
use crate::html::{Dom, NodeId, NodeKind, Tag};
use crate::text::whitespace::is_blank;

/// Makes a note of each of these elements that stands in a sentence.
pub(super) fn find(dom: &Dom<'_>, candidates: &[NodeId], notes: &mut Notes) {
    for &node in candidates {
        let is_known = notes.definitions.contains_key(&node)
            || dom.ancestors(node).take(6).any(|above| notes.definitions.contains_key(&above));
        let text = short_text(dom, node);
        // A sign alone says nothing.
        let is_sign = !text.is_empty() && !text.contains(char::is_alphanumeric);
        let is_number = is_label(bare(&text)) && !text.contains(' ');
        if is_known || is_sign || is_number || !shows_something(dom, node) {
            continue;
        }
        let (mut served, mut shown, before) = sign_before(dom, node);
        let in_sentence = before.is_some_and(|before| is_of_sentence(dom, before));
        let paragraph = before.filter(|&before| dom.tag(before) == Some(Tag::P) && goes_on(dom, node));
        let has_sign = is_named_margin(dom, node) && !served.is_empty();
        if !in_sentence && paragraph.is_none() && !has_sign {
            continue;
        }
        // Its number may stand in it as well, once for the sentence and once for the margin.
        for inner in dom.descendants(node).take(8).filter(|&inner| dom.tag(inner) == Some(Tag::Sup)) {
            let text = short_text(dom, inner);
            if is_label(bare(&text)) && (shown.is_empty() || shown == bare(&text)) {
                shown = bare(&text).to_owned();
                served.push(inner);
            }
        }
        let note = notes.labels.len();
        let label = notes.label(&shown);
        notes.labels.push(label);
        notes.definitions.insert(node, note);
        notes.dropped.extend(served);
        let reference = Reference { note, shown, keeps_text: false };
        match paragraph.filter(|_| !in_sentence) {
            Some(paragraph) => {
                notes.interrupts.insert(node);
                notes.continued.insert(paragraph, reference);
            }
            None => {
                notes.references.insert(node, reference);
            }
        }
    }
}

/// What shows or numbers a note and stands right before it, what that says, and what stands before all of it.
fn sign_before(dom: &Dom<'_>, note: NodeId) -> (Vec<NodeId>, String, Option<NodeId>) {
    let mut served = Vec::new();
    let mut shown = String::new();
    let mut before = dom.previous_sibling(note);
    for _ in 0..6 {
        let Some(node) = before else { break };
        let tag = match dom.kind(node) {
            NodeKind::Element(tag) => tag,
            _ if is_blank_text(dom, node) && !served.is_empty() => {
                before = dom.previous_sibling(node);
                continue;
            }
            _ => break,
        };
        let text = short_text(dom, node);
        let text = bare(&text);
        let serves = match tag {
            Tag::Input => true,
            Tag::Label | Tag::Button => text.is_empty() || !text.chars().any(char::is_alphanumeric) || is_label(text),
            Tag::Sup | Tag::Span | Tag::A => {
                let is_named =
                    has_class_part(dom, node, &["sidenote", "marginnote", "margin-", "note-ref", "footnote", "toggle"]);
                is_label(text) && (tag == Tag::Sup || is_named) || text.is_empty() && is_named
            }
            _ => false,
        };
        if !serves {
            break;
        }
        if is_label(text) {
            shown = text.to_owned();
        }
        served.push(node);
        before = dom.previous_sibling(node);
    }
    (served, shown, before)
}

/// Whether a node is part of a sentence: text, or an inline element with text.
fn is_of_sentence(dom: &Dom<'_>, node: NodeId) -> bool {
    match dom.kind(node) {
        NodeKind::Text => {
            !is_blank(dom.text(node))
                || dom.previous_sibling(node).is_some_and(|before| {
                    dom.tag(before).is_some_and(|tag| is_inline(dom, before, tag)) && shows_something(dom, before)
                })
        }
        NodeKind::Element(tag) => is_inline(dom, node, tag) && shows_something(dom, node),
        NodeKind::Document => false,
    }
}

/// Whether a sentence goes on after a note: that of the paragraph which the note has ended, as blocks do in HTML.
fn goes_on(dom: &Dom<'_>, note: NodeId) -> bool {
    dom.next_sibling(note).is_some_and(|next| match dom.kind(next) {
        NodeKind::Text => !is_blank(dom.text(next)),
        _ => false,
    })
}
