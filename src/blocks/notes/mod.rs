//! Footnotes: which links refer to notes, which elements are the notes, and what only serves to get from one to the other.
//!
//! All of it is found before the blocks are built, since a reference comes before what tells that it is one. A link is
//! believed to be a reference where what it looks like and what it leads to agree; a note without reference, and a reference
//! without note, stay the text that they are.

mod clean;
mod fragment_links;
mod margin;
mod pairs;
mod signs;

use super::subtree::element_children;
use super::{Builder, OnClose};
use crate::article::{BlockKind, Body, SpanKind};
use crate::html::{Attr, Dom, NodeId, Tag};
use crate::text::slug::slug;
use crate::verdicts::Verdicts;
use std::collections::{HashMap, HashSet};

pub(super) use signs::is_named_back;

/// A reference: to which note, and what the page shows for it.
#[derive(Clone)]
struct Reference {
    note: usize,
    shown: String,
    /// Whether the page shows words for it, which stay before it.
    keeps_text: bool,
}

/// What is known of the notes of a document before it is built.
#[derive(Default)]
pub(super) struct Notes {
    /// The elements that are references.
    references: HashMap<NodeId, Reference>,
    /// The elements that are notes.
    definitions: HashMap<NodeId, usize>,
    labels: Vec<String>,
    /// What goes: links back, labels that are written out, the line above the notes.
    dropped: HashSet<NodeId>,
    /// How many bytes of a text go at its start and at its end.
    cuts: HashMap<NodeId, (usize, usize)>,
    /// Superscripts that hold nothing but references.
    transparent: HashSet<NodeId>,
    /// Paragraphs that a note in the margin has ended too early: the text after the note goes on with them.
    continued: HashMap<NodeId, Reference>,
    /// Those notes.
    interrupts: HashSet<NodeId>,
    /// The headings that links in the document lead to, by the fragments.
    headings: HashMap<String, NodeId>,
    heading_elements: HashSet<NodeId>,
    /// How often each label has been asked for, in small letters.
    asked_labels: HashMap<String, usize>,
}

impl Notes {
    /// Finds the notes of the kept part of a document. Linear in its size.
    pub(super) fn find(dom: &Dom<'_>, verdicts: &Verdicts) -> Notes {
        let links = fragment_links::FragmentLinks::new(dom, verdicts);
        let mut notes = Notes::default();
        if !links.jumps.is_empty() {
            pairs::find(dom, &links, &mut notes);
            notes.find_headings(dom, &links);
        }
        margin::find(dom, &links.margin, &mut notes);
        notes
    }

    fn is_empty(&self) -> bool {
        self.definitions.is_empty()
    }

    /// The heading that a link to a fragment leads to: the target is one, stands in one or right before one, or begins with
    /// one.
    fn find_headings(&mut self, dom: &Dom<'_>, links: &fragment_links::FragmentLinks<'_>) {
        for jump in links.jumps.iter().filter(|jump| jump.is_local) {
            if self.headings.contains_key(&*jump.fragment) {
                continue;
            }
            let Some(target) = links.target(jump) else { continue };
            let is_heading = |&node: &NodeId| dom.tag(node).is_some_and(Tag::is_heading);
            let around = std::iter::once(target).chain(dom.ancestors(target).take(3));
            let inside = dom.descendants(target).take(6);
            let is_anchor = dom.first_child(target).is_none();
            let after = std::iter::successors(dom.next_sibling(target), |&next| dom.next_sibling(next));
            let after = after.take(if is_anchor { 2 } else { 0 });
            if let Some(heading) = around.chain(inside).chain(after).find(is_heading) {
                self.headings.insert(jump.fragment.clone().into_owned(), heading);
                self.heading_elements.insert(heading);
            }
        }
    }

    /// A label for a note: what the page shows, as far as it can be one, or a number; none is given twice.
    fn label(&mut self, shown: &str) -> String {
        let mut label: String = shown
            .chars()
            .map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' })
            .take(32)
            .collect::<String>()
            .trim_matches('-')
            .to_owned();
        if label.is_empty() {
            label = (self.labels.len() + 1).to_string();
        }
        loop {
            let asked = self.asked_labels.entry(label.to_lowercase()).or_insert(0);
            *asked += 1;
            if *asked == 1 {
                return label;
            }
            // With every round the label gets longer.
            label = format!("{label}-{asked}");
        }
    }
}

impl Builder<'_> {
    /// What is left of a text without the labels and brackets that the notes make of their own.
    pub(super) fn without_cuts<'t>(&self, node: NodeId, text: &'t str) -> &'t str {
        match self.notes.cuts.get(&node) {
            Some(&(start, end)) => text.get(start..text.len().saturating_sub(end)).unwrap_or_default(),
            None => text,
        }
    }

    /// Whether an element is a note or a reference, or serves one; then it is dealt with.
    pub(super) fn note(&mut self, node: NodeId, tag: Tag) -> bool {
        if self.notes.is_empty() {
            return false;
        }
        if self.notes.dropped.contains(&node) {
            self.walker.pass_over(node);
            return true;
        }
        let is_note = self.notes.definitions.contains_key(&node);
        if is_note && self.walker.is_at_root(node) {
            self.open_note(node);
            return true;
        }
        if let Some(reference) = self.notes.references.get(&node).cloned() {
            if reference.keeps_text {
                self.open.push(OnClose::Reference);
                return true;
            }
            self.refer(&reference);
            self.walker.pass_over(node);
            if is_note {
                self.late_notes.push_back(node);
            }
            return true;
        }
        if is_note {
            if !self.notes.interrupts.contains(&node) {
                self.flow.boundary();
            }
            if self.flow.is_between_blocks() && self.figures.is_empty() && !self.is_placing {
                self.open_note(node);
            } else {
                self.late_notes.push_back(node);
                self.walker.pass_over(node);
            }
            return true;
        }
        if self.notes.transparent.contains(&node) {
            self.open.push(OnClose::Nothing);
            return true;
        }
        let is_list_of_notes = matches!(tag, Tag::Ol | Tag::Ul | Tag::Dl) && {
            let is_of_notes =
                |node: &NodeId| self.notes.definitions.contains_key(node) || self.notes.dropped.contains(node);
            let mut items = element_children(self.dom, node).map(|(item, _)| item).peekable();
            items.peek().is_some() && items.all(|item| is_of_notes(&item))
        };
        if is_list_of_notes {
            self.block();
        }
        is_list_of_notes
    }

    fn open_note(&mut self, node: NodeId) {
        let label = self.notes.definitions.get(&node).and_then(|&note| self.notes.labels.get(note)).cloned();
        let kind = BlockKind::Footnote { label: label.unwrap_or_default().into() };
        self.container(node, kind);
    }

    fn refer(&mut self, reference: &Reference) {
        let Some(label) = self.notes.labels.get(reference.note) else { return };
        let shown = if reference.shown.is_empty() { label } else { &reference.shown };
        self.flow.footnote_reference(label.clone(), shown);
    }

    /// A reference whose words stay: it comes after them.
    pub(super) fn end_reference(&mut self, node: NodeId) {
        if let Some(reference) = self.notes.references.get(&node).cloned() {
            self.refer(&reference);
        }
    }

    /// Whether a paragraph goes on behind the note in the margin that has ended it; then the note is referred to here.
    pub(super) fn is_continued(&mut self, node: NodeId) -> bool {
        let Some(reference) = self.notes.continued.get(&node).cloned() else { return false };
        self.refer(&reference);
        true
    }

    /// Puts the notes that stood where no block can stand behind what they stood in.
    pub(super) fn place_notes(&mut self) {
        if self.late_notes.is_empty() || self.is_placing || !self.flow.is_between_blocks() || !self.figures.is_empty() {
            return;
        }
        self.is_placing = true;
        while let Some(note) = self.late_notes.pop_front() {
            self.walk(note);
        }
        self.is_placing = false;
    }

    /// Whether a link to a fragment, where no address of the page is known, leads to another place of the article that has a
    /// name in what is written: a heading.
    pub(super) fn leads_to_heading(&self, node: NodeId) -> bool {
        let fragment = self.dom.attr(node, Attr::Href).and_then(|href| href.trim().strip_prefix('#'));
        let heading = fragment.and_then(|fragment| self.notes.headings.get(fragment));
        // A heading that links to itself is there to be copied from the page.
        heading.is_some_and(|&heading| !self.dom.ancestors(node).take(8).any(|above| above == heading))
    }

    /// Takes note of the block that a heading is about to become.
    pub(super) fn end_heading(&mut self, node: NodeId) {
        if self.notes.heading_elements.contains(&node) {
            self.built_headings.insert(node, self.flow.block_count());
        }
    }

    /// Mends what could not be known before all was built: references to notes that came to nothing, links to headings.
    pub(super) fn settle_links(&self, body: &mut Body) {
        if !self.notes.is_empty() {
            settle_references(body);
        }
        let is_fragment = |link: &str| link.starts_with('#');
        if body.spans.iter().any(|span| matches!(&span.kind, SpanKind::Link(link) if is_fragment(link.url())))
            || body.images.iter().any(|image| image.link.as_deref().is_some_and(is_fragment))
        {
            self.settle_fragments(body);
        }
    }

    /// Links to headings lead to the names that those have in what is written; others to fragments are none.
    fn settle_fragments(&self, body: &mut Body) {
        let mut seen = HashMap::new();
        let mut names = HashMap::new();
        for (index, block) in body.blocks.iter().enumerate() {
            if let BlockKind::Heading { .. } = block.kind {
                let text = &body.text[block.text.start as usize..block.text.end as usize];
                names.insert(index, slug(text, &mut seen));
            }
        }
        let name_of = |raw: &str| {
            let heading = self.notes.headings.get(raw.strip_prefix('#')?)?;
            names.get(self.built_headings.get(heading)?).filter(|name| !name.is_empty())
        };
        let spans = std::mem::take(&mut body.spans);
        // How many spans have gone before each.
        let mut shifts = Vec::with_capacity(spans.len() + 1);
        let mut gone = 0;
        for mut span in spans {
            shifts.push(gone);
            if let SpanKind::Link(link) = &mut span.kind
                && link.resolved.is_none()
                && link.raw.starts_with('#')
            {
                match name_of(&link.raw) {
                    Some(name) if link.raw[1..] == **name => {}
                    Some(name) => link.resolved = Some(format!("#{name}")),
                    None => {
                        gone += 1;
                        continue;
                    }
                }
            }
            body.spans.push(span);
        }
        shifts.push(gone);
        for image in &mut body.images {
            if let Some(link) = image.link.take_if(|link| link.starts_with('#')) {
                image.link = name_of(&link).map(|name| format!("#{name}"));
            }
        }
        for block in &mut body.blocks {
            let shift = |at: u32| at - shifts.get(at as usize).copied().unwrap_or(gone);
            block.spans = shift(block.spans.start)..shift(block.spans.end);
        }
    }
}

/// A reference to a note that has not come out is the superscript that it was.
fn settle_references(body: &mut Body) {
    let known: HashSet<&str> = body
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Footnote { label } => Some(&**label),
            _ => None,
        })
        .collect();
    for span in &mut body.spans {
        if let SpanKind::FootnoteReference { label } = &span.kind
            && !known.contains(&**label)
        {
            span.kind = SpanKind::Superscript;
        }
    }
}
