//! What only serves to get from a reference to its note and back, and goes once they are known.

use super::Notes;
use super::fragment_links::Jump;
use super::pairs::{is_blank_text, text_after, text_before};
use super::signs::{bare, has_class_part, is_label, is_named_back, is_sign, says_back, short_text};
use crate::html::{Dom, NodeId, NodeKind, Tag};
use crate::text::whitespace::{is_blank, trim};

/// The brackets outside of a reference, and the superscript around several.
pub(super) fn reference(dom: &Dom<'_>, element: NodeId, link: NodeId, notes: &mut Notes) {
    if let (Some(before), Some(after)) = (dom.previous_sibling(element), dom.next_sibling(element))
        && text_before(dom, element).ends_with('[')
        && text_after(dom, element).starts_with(']')
    {
        notes.cuts.entry(before).or_default().1 = 1;
        notes.cuts.entry(after).or_default().0 = 1;
    }
    let sup = dom.ancestors(link).take(2).find(|&above| dom.tag(above) == Some(Tag::Sup));
    if let Some(sup) = sup.filter(|sup| !notes.references.contains_key(sup)) {
        const NODES: usize = 128;
        let mut next = dom.first_child(sup);
        for _ in 0..NODES {
            let Some(inner) = next else {
                notes.transparent.insert(sup);
                return;
            };
            let is_reference = notes.references.contains_key(&inner);
            next = if is_reference { dom.next_after_subtree(inner, sup) } else { dom.next_in_subtree(inner, sup) };
            if !is_reference && !is_sign(dom.text(inner)) {
                return;
            }
        }
    }
}

/// The links back of a note, its label where it is written out, and the line above the notes.
pub(super) fn note(
    dom: &Dom<'_>,
    note: NodeId,
    shown: &str,
    jumps: &[&Jump<'_>],
    is_back: impl Fn(&Jump<'_>) -> bool,
    notes: &mut Notes,
) {
    let mut has_back = false;
    for jump in jumps {
        if notes.references.contains_key(&jump.link) {
            continue;
        }
        let text = short_text(dom, jump.link);
        let is_named = is_named_back(dom, jump.link);
        let leads_back = is_named || is_back(jump) || is_sign(&text);
        if leads_back && (is_named || is_sign(&text) || is_label(bare(&text)) || says_back(&text)) {
            // With it goes what else is there for it: MediaWiki's caret and the words for readers of the screen.
            let mut whole = jump.link;
            for above in dom.ancestors(jump.link).take(4).take_while(|&above| above != note) {
                if has_class_part(dom, above, &["backlink", "backref", "back-link"]) {
                    whole = above;
                }
            }
            notes.dropped.insert(whole);
            has_back = true;
        }
    }
    label(dom, note, shown, has_back, notes);
    let mut before = std::iter::successors(dom.previous_sibling(note), |&before| dom.previous_sibling(before));
    if let Some(term) = before.find(|&before| dom.tag(before).is_some())
        && dom.tag(term) == Some(Tag::Dt)
        && is_label(bare(&short_text(dom, term)))
    {
        notes.dropped.insert(term);
    }
    if dom.tag(note) == Some(Tag::Td) {
        table_around(dom, note, notes);
    }
    brackets_at_end(dom, note, notes);
    rule_before(dom, note, notes);
    heading_before(dom, note, notes);
}

/// The table that only sets a label beside its note.
fn table_around(dom: &Dom<'_>, note: NodeId, notes: &mut Notes) {
    for above in dom.ancestors(note).take(3) {
        notes.transparent.insert(above);
        if dom.tag(above) == Some(Tag::Table) {
            break;
        }
    }
    let mut before = std::iter::successors(dom.previous_sibling(note), |&before| dom.previous_sibling(before));
    if let Some(label) = before.find(|&before| dom.tag(before) == Some(Tag::Td)) {
        notes.dropped.insert(label);
    }
}

/// The heading above a list of notes that is there for screen readers alone.
fn heading_before(dom: &Dom<'_>, note: NodeId, notes: &mut Notes) {
    let Some(list) = dom.parent(note) else { return };
    let before = std::iter::successors(dom.previous_sibling(list), |&before| dom.previous_sibling(before));
    let heading = before.take(4).find(|&before| !is_blank_text(dom, before));
    if let Some(heading) = heading
        && dom.tag(heading).is_some_and(Tag::is_heading)
        && has_class_part(dom, heading, &["sr-only", "visually-hidden", "screen-reader"])
    {
        notes.dropped.insert(heading);
    }
}

/// The line right above the first note, around whatever it stands in.
fn rule_before(dom: &Dom<'_>, note: NodeId, notes: &mut Notes) {
    let mut first = note;
    for _ in 0..4 {
        let before = std::iter::successors(dom.previous_sibling(first), |&before| dom.previous_sibling(before));
        // A wrapper of many blank texts is not looked through.
        match before.take(4).find(|&before| !is_blank_text(dom, before)) {
            Some(rule) if dom.tag(rule) == Some(Tag::Hr) => {
                notes.dropped.insert(rule);
                return;
            }
            Some(_) => return,
            None => match dom.parent(first) {
                Some(parent) if !matches!(dom.tag(parent), None | Some(Tag::Body)) => first = parent,
                _ => return,
            },
        }
    }
}

/// The label at the start of a note, and the signs around it and around links back.
fn label(dom: &Dom<'_>, note: NodeId, shown: &str, has_back: bool, notes: &mut Notes) {
    const NODES: usize = 48;
    let mut after_back = false;
    let mut is_done = false;
    let mut next = dom.first_child(note);
    for _ in 0..NODES {
        let Some(node) = next else { break };
        if notes.dropped.contains(&node) {
            after_back = true;
            is_done |= is_label(bare(&short_text(dom, node)));
            next = dom.next_after_subtree(node, note);
            continue;
        }
        next = dom.next_in_subtree(node, note);
        if dom.kind(node) != NodeKind::Text || is_blank(dom.text(node)) {
            continue;
        }
        let text = dom.text(node);
        let trimmed = trim(text);
        if is_sign(trimmed) && trimmed.chars().all(|c| "^↑↩⏎↵⤴[]().,:;|".contains(c)) && (has_back || is_done)
        {
            notes.cuts.insert(node, (text.len(), 0));
            continue;
        }
        if is_done || shown.is_empty() {
            if after_back {
                cut_stop(text, node, notes);
            }
            break;
        }
        let parent = dom.parent(node).and_then(|parent| dom.tag(parent));
        let is_own = !matches!(parent, Some(Tag::P | Tag::Li | Tag::Div | Tag::Dd | Tag::Aside | Tag::Section));
        if bare(trimmed) == shown && (is_own || trimmed != shown) {
            notes.cuts.insert(node, (text.len(), 0));
            is_done = true;
            continue;
        }
        let written =
            [format!("[{shown}]"), format!("({shown})"), format!("{shown}."), format!("{shown})"), format!("{shown}:")];
        let start = text.len() - text.trim_start().len();
        let sign = Some(shown.to_owned()).filter(|shown| is_sign(shown));
        let marker = written.into_iter().chain(sign).find(|marker| {
            let rest = text[start..].strip_prefix(marker.as_str());
            rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace() || c == ':'))
        });
        if let Some(marker) = marker {
            notes.cuts.insert(node, (start + marker.len(), 0));
        }
        break;
    }
}

/// The stop or the bracket between a label and the note: `<a>1</a>. Note`.
fn cut_stop(text: &str, node: NodeId, notes: &mut Notes) {
    let start = text.len() - text.trim_start().len();
    let rest = &text[start..];
    if rest.starts_with([']', ')', '.', ':']) && rest[1..].starts_with(|c: char| c.is_whitespace()) {
        notes.cuts.insert(node, (start + 1, 0));
    }
}

/// The brackets around a link back at the end: `Note. [<a>back</a>]`.
fn brackets_at_end(dom: &Dom<'_>, note: NodeId, notes: &mut Notes) {
    let back = dom.children(note).chain(dom.last_child(note).into_iter().flat_map(|last| dom.children(last)));
    let back: Vec<NodeId> = back.take(256).filter(|child| notes.dropped.contains(child)).collect();
    for back in back {
        if let (Some(before), Some(after)) = (dom.previous_sibling(back), dom.next_sibling(back)) {
            let (open, close) = (dom.text(before).trim_end(), dom.text(after).trim_start());
            if open.ends_with(['[', '(']) && close.starts_with([']', ')']) {
                let cut = dom.text(before).len() - open.len() + 1;
                notes.cuts.entry(before).or_default().1 = cut;
                notes.cuts.entry(after).or_default().0 = dom.text(after).len() - close.len() + 1;
            }
        }
    }
}
