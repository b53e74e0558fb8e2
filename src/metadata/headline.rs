//! The headline of a page, where it stands: what says the title before the text begins.
//!
//! Of a page it is metadata, and no text. It is a heading, mostly, or the first line of a page that has none. What says the
//! title later, and what says more than the title, is text.

use super::Metadata;
use super::collect::Page;
use super::markup;
use super::title::SiteNames;
use super::wording::Wordings;
use crate::article::{Field, Source};
use crate::content::{SelectorRule, SelectorRules};
use crate::html::{Attr, Dom, NodeId, NodeKind, SubtreeCursor, Tag};
use crate::text::cjk::is_cjk;
use crate::text::count;

/// The texts that a page's headline is made of, those left out already among them. Empty where nothing else would be left
/// (`is_only_text` says whether that may be), and of a body. Linear in what stands before the text.
pub(crate) fn find(page: &Page<'_>, metadata: &Metadata, rules: &SelectorRules, is_only_text: bool) -> Vec<NodeId> {
    let Some(title) = metadata.title().filter(|_| page.is_page) else { return Vec::new() };
    let names = metadata.site_name().into_iter().chain(metadata.publisher());
    let others = metadata
        .candidates()
        .iter()
        .filter(|candidate| candidate.field == Field::Title && candidate.source != Source::Html);
    let others = others.map(|candidate| candidate.value.as_str());
    let wordings = Wordings::new(title, others, SiteNames::new(names, page.url));
    if wordings.is_empty() {
        return Vec::new();
    }
    let mut search =
        Search { page, rules, wordings, found: Vec::new(), line: HeadlineLine::default(), lines: 0, last: None };
    search.run();
    let Search { mut found, .. } = search;
    found.sort_unstable();
    let kept = found.iter().any(|&node| page.verdicts.keeps(node));
    if kept && !is_only_text && !has_other_text(page, &found) { Vec::new() } else { found }
}

/// Whether a title and a line of text say the same, but for marks, case and white space.
pub(crate) fn say_the_same(title: &str, text: &str) -> bool {
    let wordings = Wordings::new(title, std::iter::empty(), SiteNames::default());
    !wordings.is_empty() && wordings.are(text)
}

/// The first lines in which a headline can stand that is no heading.
const FIRST_LINES: usize = 8;
/// Lines after the headline that may say it again.
const LINES_BESIDE: usize = 4;
/// So many lines without a sentence are no run-up to a text any more.
const MOST_LINES: usize = 60;

/// A line of kept text outside of headings.
#[derive(Default)]
struct HeadlineLine {
    text: String,
    nodes: Vec<NodeId>,
    block: Option<NodeId>,
}

struct Search<'a> {
    page: &'a Page<'a>,
    rules: &'a SelectorRules,
    wordings: Wordings,
    found: Vec<NodeId>,
    line: HeadlineLine,
    /// How many lines came so far.
    lines: usize,
    /// How many had come when the headline was found.
    last: Option<usize>,
}

impl Search<'_> {
    fn run(&mut self) {
        let Page { dom, verdicts, .. } = *self.page;
        let mut left_out = SubtreeCursor::default();
        let mut next = dom.first_child(NodeId::DOCUMENT);
        while let Some(node) = next {
            left_out.come_to(node);
            next = dom.next_in_subtree(node, NodeId::DOCUMENT);
            match dom.kind(node) {
                NodeKind::Text if !left_out.is_active() && verdicts.keeps(node) => {
                    let block = block_of(dom, node);
                    if self.line.block.is_some_and(|open| open != block) && self.end_line() {
                        return;
                    }
                    self.line.text.push_str(dom.text(node));
                    self.line.nodes.push(node);
                    self.line.block = Some(block);
                }
                NodeKind::Element(tag) if tag == Tag::Head || tag.is_silent() => {
                    next = dom.next_after_subtree(node, NodeId::DOCUMENT);
                }
                NodeKind::Element(tag) if tag.is_heading() => {
                    if self.end_line() {
                        return;
                    }
                    let is_kept = !left_out.is_active() && verdicts.keeps(node);
                    self.heading(node, is_kept);
                    next = dom.next_after_subtree(node, NodeId::DOCUMENT);
                }
                NodeKind::Element(Tag::Br) if self.end_line() => return,
                NodeKind::Element(_) if !left_out.is_active() && !verdicts.keeps(node) => left_out.enter(dom, node),
                _ => {}
            }
        }
        self.end_line();
    }

    /// A heading, as a whole or by its lines.
    fn heading(&mut self, node: NodeId, is_kept: bool) {
        const LONGEST: usize = 500;
        let dom = self.page.dom;
        let is_first_level = dom.tag(node) == Some(Tag::H1);
        let says = |text: Option<String>| {
            text.is_some_and(|text| self.wordings.are(&text) || is_first_level && self.wordings.are_like(&text))
        };
        let nodes = if says(markup::headline_of(dom, node, LONGEST)) || says(markup::line_of(dom, node, LONGEST)) {
            texts_in(dom, node).map(|(text, _)| text).collect()
        } else {
            self.line_of_heading(node)
        };
        self.lines += usize::from(is_kept);
        self.take(nodes);
    }

    /// The texts of the line of a heading that says the title: what stands above or below it in the heading is something else.
    fn line_of_heading(&self, node: NodeId) -> Vec<NodeId> {
        let dom = self.page.dom;
        let mut lines: Vec<(NodeId, usize, String, Vec<NodeId>)> = Vec::new();
        for (text, breaks) in texts_in(dom, node) {
            let block = block_of(dom, text);
            match lines.last_mut().filter(|line| (line.0, line.1) == (block, breaks)) {
                Some(line) => {
                    line.2.push_str(dom.text(text));
                    line.3.push(text);
                }
                None => lines.push((block, breaks, dom.text(text).to_owned(), vec![text])),
            }
        }
        lines.into_iter().find(|line| self.wordings.are(&line.2)).map(|line| line.3).unwrap_or_default()
    }

    /// Ends the open line. True where the text has begun, and the headline has come or will not.
    fn end_line(&mut self) -> bool {
        let HeadlineLine { text, nodes, block } = std::mem::take(&mut self.line);
        if text.trim().is_empty() {
            return false;
        }
        self.lines += 1;
        let may_be = self.lines <= FIRST_LINES && block.is_some_and(|block| may_hold_headline(self.page.dom, block));
        if may_be && self.wordings.are(&text) {
            self.take(nodes);
            return false;
        }
        is_prose(&text) || self.lines >= MOST_LINES || self.last.is_some_and(|last| self.lines >= last + LINES_BESIDE)
    }

    /// Takes the texts of the headline, but for those that the caller wants kept.
    fn take(&mut self, mut nodes: Vec<NodeId>) {
        nodes.retain(|&node| self.rules.of(node) != SelectorRule::Keep);
        if nodes.iter().any(|&node| self.page.verdicts.keeps(node)) {
            self.last.get_or_insert(self.lines);
        }
        self.found.extend(nodes);
    }
}

/// The texts in an element, each with the number of line breaks before it.
fn texts_in<'d>(dom: &'d Dom<'_>, node: NodeId) -> impl Iterator<Item = (NodeId, usize)> + 'd {
    let mut breaks = 0;
    dom.descendants(node).filter_map(move |inner| {
        breaks += usize::from(dom.tag(inner) == Some(Tag::Br));
        (dom.kind(inner) == NodeKind::Text).then_some((inner, breaks))
    })
}

/// The element whose text stands on lines of its own, around a node.
fn block_of(dom: &Dom<'_>, node: NodeId) -> NodeId {
    dom.ancestors(node).find(|&above| !dom.tag(above).is_some_and(Tag::is_in_title)).unwrap_or(NodeId::DOCUMENT)
}

/// Whether a line of an element like this can be the headline: not as an item among items, or a cell among cells.
fn may_hold_headline(dom: &Dom<'_>, block: NodeId) -> bool {
    match dom.tag(block) {
        Some(Tag::Li | Tag::Dt | Tag::Dd | Tag::Th | Tag::Caption | Tag::Figcaption | Tag::Pre | Tag::Blockquote) => {
            false
        }
        Some(Tag::Td) => {
            let cells = dom.parent(block).into_iter().flat_map(|row| dom.children(row));
            cells.filter(|&cell| matches!(dom.tag(cell), Some(Tag::Td | Tag::Th))).take(2).count() == 1
        }
        _ => dom.attr(block, Attr::Role) != Some("cell"),
    }
}

/// Whether a line reads as text: a sentence, or as long as one.
fn is_prose(line: &str) -> bool {
    const LONG: usize = 15;
    const SENTENCE: usize = 8;
    // Two characters of Chinese or Japanese say as much as a word.
    let words = count::words(line).saturating_sub(line.chars().filter(|&c| is_cjk(c)).count() / 2);
    words >= LONG || words >= SENTENCE && line.trim_end().ends_with(['.', '!', '?', '。', '！', '？', '…', '।', '؟'])
}

/// Whether a page keeps text besides what stands in these nodes.
fn has_other_text(page: &Page<'_>, found: &[NodeId]) -> bool {
    let Page { dom, verdicts, .. } = *page;
    let mut next = dom.first_child(NodeId::DOCUMENT);
    while let Some(node) = next {
        let is_kept = verdicts.keeps(node);
        let is_silent = dom.tag(node).is_some_and(|tag| tag == Tag::Head || tag.is_silent());
        next = if is_kept && !is_silent {
            dom.next_in_subtree(node, NodeId::DOCUMENT)
        } else {
            dom.next_after_subtree(node, NodeId::DOCUMENT)
        };
        let is_text = is_kept && dom.kind(node) == NodeKind::Text;
        if is_text && dom.text(node).contains(char::is_alphanumeric) && found.binary_search(&node).is_err() {
            return true;
        }
    }
    false
}
