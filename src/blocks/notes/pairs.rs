//! References and the notes that they lead to.

use super::fragment_links::{FragmentLinks, Jump, block_around};
use super::signs::{
    BYTES, NODES, bare, has_class_part, in_brackets, is_declared_reference, is_label, is_named_note,
    is_named_reference, short_text,
};
use super::{Notes, Reference, clean};
use crate::blocks::subtree::start_of_text;
use crate::html::{Dom, NodeId, NodeKind, Tag};
use crate::text::whitespace::{collapse, is_blank, trim};
use std::collections::{HashMap, HashSet};

/// A link that may refer to a note.
struct Candidate {
    link: NodeId,
    /// The link, or the superscript or the like around nothing but it.
    element: NodeId,
    note: NodeId,
    /// What it shows, without brackets; empty where it shows words.
    shown: String,
}

/// Finds references and notes that agree.
pub(super) fn find(dom: &Dom<'_>, links: &FragmentLinks<'_>, notes: &mut Notes) {
    if !links.jumps.iter().any(|jump| links.target(jump).is_some() && may_refer(dom, jump.link)) {
        return;
    }
    // The links that stand in what could be a note.
    let notes_around: Vec<Option<NodeId>> = links.jumps.iter().map(|jump| note_around(dom, jump.link)).collect();
    let mut inside: HashMap<NodeId, Vec<&Jump<'_>>> = HashMap::new();
    for (jump, note) in links.jumps.iter().zip(&notes_around) {
        if let Some(note) = *note {
            inside.entry(note).or_default().push(jump);
        }
    }
    let mut accepted: Vec<Candidate> = Vec::new();
    // The blocks that refer to each note, to tell links back.
    let mut referring: HashMap<NodeId, HashSet<NodeId>> = HashMap::new();
    let mut targets: HashMap<NodeId, NodeId> = HashMap::new();
    let mut refused: HashSet<NodeId> = HashSet::new();
    for (jump, note) in links.jumps.iter().zip(&notes_around) {
        let Some(target) = links.target(jump) else { continue };
        let is_back = note
            .and_then(|note| referring.get(&note))
            .is_some_and(|blocks| blocks.contains(&block_around(dom, target)));
        if is_back {
            continue;
        }
        let Some(candidate) = judge(dom, links, jump, target, &inside) else { continue };
        // Two targets in one block are two notes in one paragraph.
        if *targets.entry(candidate.note).or_insert(target) != target && candidate.note != target {
            refused.insert(candidate.note);
        }
        referring.entry(candidate.note).or_default().insert(block_around(dom, jump.link));
        accepted.push(candidate);
    }
    // What holds other notes is the place of the notes.
    for &note in targets.keys() {
        refused.extend(dom.ancestors(note).filter(|above| targets.contains_key(above)));
    }
    accepted.retain(|candidate| {
        !refused.contains(&candidate.note) && !dom.ancestors(candidate.note).any(|above| above == candidate.element)
    });
    for candidate in &accepted {
        let Candidate { element, note, shown, .. } = candidate;
        let index = match notes.definitions.get(note) {
            Some(&index) => index,
            None => {
                let index = notes.labels.len();
                let label = notes.label(shown);
                notes.labels.push(label);
                notes.definitions.insert(*note, index);
                index
            }
        };
        let reference = Reference { note: index, shown: shown.clone(), keeps_text: shown.is_empty() };
        notes.references.insert(*element, reference);
    }
    for candidate in &accepted {
        clean::reference(dom, candidate.element, candidate.link, notes);
    }
    let mut first: HashSet<NodeId> = HashSet::new();
    for Candidate { note, shown, .. } in &accepted {
        if first.insert(*note) {
            let jumps = inside.get(note).map(Vec::as_slice).unwrap_or_default();
            let blocks = referring.get(note);
            let is_back = |jump: &Jump<'_>| {
                links
                    .target(jump)
                    .is_some_and(|target| blocks.is_some_and(|blocks| blocks.contains(&block_around(dom, target))))
            };
            clean::note(dom, *note, shown, jumps, is_back, notes);
        }
    }
}

/// Whether a link may be a reference by what it shows, or the markup says that it is one.
fn may_refer(dom: &Dom<'_>, link: NodeId) -> bool {
    is_label(bare(&short_text(dom, link))) || is_declared_reference(dom, link)
}

/// The element that is a note where a link leads to this one, or where this one stands in it.
fn note_around(dom: &Dom<'_>, node: NodeId) -> Option<NodeId> {
    let block = block_around(dom, node);
    if let Some(cell) = cell_around(dom, block) {
        return Some(cell);
    }
    let mut above = std::iter::once(block).chain(dom.ancestors(block).take(3));
    // A paragraph in an item, or in a note that is named so, is part of that.
    let whole = above.find(|&above| match dom.tag(above) {
        Some(Tag::Li | Tag::Dd) => true,
        Some(Tag::Div | Tag::Aside | Tag::Section) => is_single_note(dom, above),
        _ => false,
    });
    let note = whole.unwrap_or(block);
    let may_be = matches!(dom.tag(note), Some(Tag::Li | Tag::Dd | Tag::P | Tag::Div | Tag::Aside | Tag::Section));
    match dom.tag(note) {
        // The text of a term stands after it.
        Some(Tag::Dt) => {
            let mut after = std::iter::successors(dom.next_sibling(note), |&next| dom.next_sibling(next));
            after.find(|&next| dom.tag(next).is_some()).filter(|&next| dom.tag(next) == Some(Tag::Dd))
        }
        _ => Some(note).filter(|_| may_be),
    }
}

/// The cell with the text of a note that is laid out as a table: its label stands in the cell before, as docutils wrote it.
fn cell_around(dom: &Dom<'_>, block: NodeId) -> Option<NodeId> {
    if !matches!(dom.tag(block), Some(Tag::Table | Tag::Td)) {
        return None;
    }
    let mut above = std::iter::once(block).chain(dom.ancestors(block).take(3));
    let table = above.find(|&above| dom.tag(above) == Some(Tag::Table))?;
    if !has_class_part(dom, table, &["footnote", "endnote", "citation"]) {
        return None;
    }
    let mut cells = dom.descendants(table).take(NODES).filter(|&inner| dom.tag(inner) == Some(Tag::Td));
    let (Some(label), Some(text), None) = (cells.next(), cells.next(), cells.next()) else { return None };
    let is_row = dom.parent(label) == dom.parent(text);
    (is_row && is_label(bare(&short_text(dom, label)))).then_some(text)
}

/// Whether a block is named as one note, not as the place of several: those stand in a list, or in paragraphs with names.
fn is_single_note(dom: &Dom<'_>, node: NodeId) -> bool {
    let is_plural = has_class_part(dom, node, &["footnotes", "endnotes", "references", "reflist", "notes"]);
    let is_place = || {
        dom.descendants(node)
            .take(NODES)
            .any(|inner| matches!(dom.tag(inner), Some(Tag::Ol | Tag::Ul | Tag::Dl | Tag::Li)))
    };
    !is_plural && is_named_note(dom, node) && !is_place()
}

/// Judges whether a link is a reference: what it looks like and what it leads to have to agree.
fn judge(
    dom: &Dom<'_>,
    links: &FragmentLinks<'_>,
    jump: &Jump<'_>,
    target: NodeId,
    inside: &HashMap<NodeId, Vec<&Jump<'_>>>,
) -> Option<Candidate> {
    let link = jump.link;
    let text = short_text(dom, link);
    let shown = bare(&text);
    let is_declared = is_declared_reference(dom, link);
    let is_short = is_label(shown);
    if !is_short && !is_declared {
        return None;
    }
    let note = note_around(dom, target)?;
    if note == link || dom.ancestors(link).any(|above| above == note) || !links.is_before(link, note) {
        return None;
    }
    let home = block_around(dom, link);
    let is_mutual = inside.get(&note).is_some_and(|jumps| {
        jumps.iter().any(|jump| links.target(jump).is_some_and(|target| block_around(dom, target) == home))
    });
    let element = whole_reference(dom, link, &text);
    let is_raised = std::iter::once(link)
        .chain(dom.ancestors(link).take(3))
        .chain(dom.descendants(link).take(3))
        .any(|near| dom.tag(near) == Some(Tag::Sup));
    let is_named = is_declared || is_named_reference(dom, link);
    let (before, after) = (text_before(dom, element), text_after(dom, element));
    let is_bracketed = in_brackets(&text) || before.ends_with('[') && after.starts_with(']');
    let looks = if is_named || is_raised { 2 } else { usize::from(is_bracketed) };

    let is_note_named = std::iter::once(target)
        .chain(std::iter::once(note))
        .chain(dom.ancestors(note).take(4))
        .any(|near| is_named_note(dom, near));
    let is_item = dom.tag(note) == Some(Tag::Li) && dom.parent(note).and_then(|list| dom.tag(list)) == Some(Tag::Ol);
    let start = start_of_text(dom, note, NODES, BYTES);
    let says_label =
        is_short && bare(trim(&start).split([' ', '\u{A0}', '\n', '.', ':']).next().unwrap_or_default()) == shown;
    let leads =
        2 * usize::from(is_note_named) + usize::from(is_mutual) + usize::from(is_item) + usize::from(says_label);

    // A number that stands for itself alone is an entry of a table of contents.
    let is_alone = !is_named && trim(&start_of_text(dom, home, NODES, BYTES)).len() <= trim(&text).len() + 2;
    let has_heading = || {
        !is_note_named
            && dom
                .descendants(note)
                .take(NODES)
                .any(|inner| dom.tag(inner).is_some_and(|tag| tag == Tag::Table || tag.is_heading()))
    };
    let agrees = if is_short { looks + leads >= 2 && !is_alone } else { is_note_named || is_mutual };
    if !agrees || has_heading() || !is_note_with_text(dom, note, shown) {
        return None;
    }
    let shown = if is_short { shown.to_owned() } else { String::new() };
    Some(Candidate { link, element, note, shown })
}

/// Whether a note says something besides its label and the links back.
fn is_note_with_text(dom: &Dom<'_>, note: NodeId, shown: &str) -> bool {
    const NODES: usize = 256;
    let mut next = dom.first_child(note);
    for _ in 0..NODES {
        let Some(inner) = next else { return false };
        let is_link = dom.tag(inner) == Some(Tag::A) && is_label(bare(&short_text(dom, inner)));
        next = if is_link { dom.next_after_subtree(inner, note) } else { dom.next_in_subtree(inner, note) };
        let text = trim(dom.text(inner));
        if text.chars().any(char::is_alphanumeric) && bare(text) != shown || dom.tag(inner) == Some(Tag::Img) {
            return true;
        }
    }
    // It is longer than any label.
    next.is_some()
}

/// The outermost inline element that holds nothing but a reference.
fn whole_reference(dom: &Dom<'_>, link: NodeId, text: &str) -> NodeId {
    let mut element = link;
    for above in dom.ancestors(link).take(4) {
        let is_inline = matches!(
            dom.tag(above),
            Some(
                Tag::Sup
                    | Tag::Span
                    | Tag::Small
                    | Tag::B
                    | Tag::Strong
                    | Tag::I
                    | Tag::Em
                    | Tag::Font
                    | Tag::U
                    | Tag::Other
            )
        );
        if !is_inline || bare(&collapse(&start_of_text(dom, above, NODES, BYTES))) != bare(text) {
            break;
        }
        element = above;
    }
    element
}

pub(super) fn text_before<'d>(dom: &'d Dom<'_>, node: NodeId) -> &'d str {
    dom.previous_sibling(node).map_or("", |before| dom.text(before))
}

pub(super) fn text_after<'d>(dom: &'d Dom<'_>, node: NodeId) -> &'d str {
    dom.next_sibling(node).map_or("", |after| dom.text(after))
}

/// Whether a node is text that shows nothing.
pub(super) fn is_blank_text(dom: &Dom<'_>, node: NodeId) -> bool {
    dom.kind(node) == NodeKind::Text && is_blank(dom.text(node))
}
