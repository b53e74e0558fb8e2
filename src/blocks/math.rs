//! Formulas: TeX where the page has it, in the many ways in which pages have it.

use super::Builder;
use super::subtree::{classes, has_class, text_of};
use crate::article::{BlockKind, SpanKind};
use crate::html::{Attr, Dom, NodeId, Tag};
use crate::text::whitespace::{collapse, is_blank, trim};

impl Builder<'_> {
    /// MathML. What KaTeX, MathJax 3 and MediaWiki render comes with it.
    pub(super) fn formula(&mut self, node: NodeId) {
        self.walker.take_whole(node);
        let tex = tex_of(self.dom, node);
        let is_tex = tex.is_some();
        let text = tex.unwrap_or_else(|| collapse(&on_one_line(self.dom, node)));
        let display = self.dom.attr(node, Attr::Display).is_some_and(|value| value.trim() == "block")
            || self.dom.ancestors(node).take(4).any(|above| {
                has_class(self.dom, above, &["katex-display", "MathJax_Display"])
                    || self.dom.tag(above) == Some(Tag::MjxContainer)
                        && self.dom.attr(above, Attr::Display) == Some("true")
            });
        self.place_formula(&text, is_tex, display, node);
    }

    /// The script element that MathJax 2 keeps the source of a formula in.
    pub(super) fn tex_script(&mut self, node: NodeId) {
        self.walker.take_whole(node);
        let display = self.dom.attr(node, Attr::Type).is_some_and(|value| value.contains("mode=display"));
        let text = text_of(self.dom, node);
        let text = text.trim().trim_start_matches("% <![CDATA[").trim_end_matches("%]]>");
        self.place_formula(trim(text), true, display, node);
    }

    pub(super) fn place_formula(&mut self, text: &str, tex: bool, display: bool, node: NodeId) {
        if is_blank(text) {
            return;
        }
        let before = self.flow.body().text.len();
        let source = self.dom.source_range(node);
        if display && !self.flow.in_fixed_leaf() {
            self.flow.block(BlockKind::Math { tex }, text.to_owned(), source);
        } else {
            self.flow.open_span(SpanKind::Math { tex });
            self.flow.text(&collapse(text), source, false);
            self.flow.close_span();
        }
        self.note_if_no_room(node, before);
    }
}

/// Whether a script element holds TeX for MathJax.
pub(super) fn is_tex_script(dom: &Dom<'_>, node: NodeId) -> bool {
    dom.attr(node, Attr::Type).is_some_and(|value| value.trim_start().starts_with("math/tex"))
}

/// The TeX that a MathML formula carries: as an annotation, or as its text for those who cannot see it.
fn tex_of(dom: &Dom<'_>, formula: NodeId) -> Option<String> {
    let annotation = dom.descendants(formula).find(|&node| {
        dom.tag(node) == Some(Tag::Annotation)
            && dom.attr(node, Attr::Encoding).is_some_and(|encoding| encoding.to_ascii_lowercase().contains("tex"))
    });
    let text = match annotation {
        Some(annotation) => text_of(dom, annotation),
        None => dom.attr(formula, Attr::Alttext)?.to_owned(),
    };
    Some(trim(&text).to_owned()).filter(|text| !text.is_empty())
}

/// A formula without TeX on one line: a fraction with a stroke, what is raised or lowered after `^` and `_`, the rows of a
/// matrix after semicolons; brackets hold together what the eye took for one.
fn on_one_line(dom: &Dom<'_>, formula: NodeId) -> String {
    let mut text = String::new();
    // The elements around the node at hand that a bracket has been opened for.
    let mut brackets: Vec<NodeId> = Vec::new();
    let Some(mut node) = dom.first_child(formula) else { return text };
    loop {
        let tag = dom.tag(node);
        match tag {
            None => text.push_str(dom.text(node)),
            Some(tag) if tag.is_silent() => {}
            Some(tag) => {
                let (sign, bracket) = signs(dom, node, tag);
                text.push_str(sign);
                if !bracket.is_empty() {
                    text.push_str(bracket);
                    brackets.push(node);
                }
            }
        }
        if let Some(child) = dom.first_child(node).filter(|_| !tag.is_some_and(Tag::is_silent)) {
            node = child;
            continue;
        }
        loop {
            if brackets.pop_if(|open| *open == node).is_some() {
                text.push(')');
            }
            if let Some(next) = dom.next_sibling(node) {
                node = next;
                break;
            }
            match dom.parent(node) {
                Some(parent) if parent != formula => node = parent,
                _ => return text,
            }
        }
    }
}

/// What is written before a part of a formula for its place, and the bracket that is opened for it, if any.
fn signs(dom: &Dom<'_>, node: NodeId, tag: Tag) -> (&'static str, &'static str) {
    let parent = dom.parent(node).and_then(|parent| dom.tag(parent));
    let before = std::iter::successors(dom.previous_sibling(node), |&node| dom.previous_sibling(node));
    let position = before.filter(|&node| dom.tag(node).is_some()).take(3).count();
    let sign = match (parent, position) {
        (Some(Tag::Mfrac), 1) => "/",
        (Some(Tag::Msup), 1) | (Some(Tag::Msubsup | Tag::Munderover), 2) => "^",
        (Some(Tag::Msub | Tag::Msubsup | Tag::Munderover), 1) => "_",
        (Some(Tag::Mover), 1) if !is_accent(dom, node) => "^",
        (Some(Tag::Munder), 1) if !is_accent(dom, node) => "_",
        (Some(Tag::Mroot), 1) => ", ",
        _ => match tag {
            Tag::Mtr if position > 0 => "; ",
            Tag::Mtd if position > 0 => " ",
            _ => "",
        },
    };
    let is_part = matches!(
        parent,
        Some(Tag::Mfrac | Tag::Msup | Tag::Msub | Tag::Msubsup | Tag::Mover | Tag::Munder | Tag::Munderover)
    );
    let bracket = match tag {
        Tag::Msqrt | Tag::Mroot => "√(",
        _ if is_part && is_compound(dom, node) => "(",
        _ => "",
    };
    (sign, bracket)
}

/// Whether a part of a formula has parts of its own.
fn is_compound(dom: &Dom<'_>, part: NodeId) -> bool {
    let elements = |node| dom.children(node).filter(|&child| dom.tag(child).is_some());
    elements(part).nth(1).is_some() || elements(part).next().is_some_and(|inner| elements(inner).nth(1).is_some())
}

/// Whether what stands over or under is a sign alone: a bar, an arrow.
fn is_accent(dom: &Dom<'_>, node: NodeId) -> bool {
    let text = text_of(dom, node);
    !text.chars().any(char::is_alphanumeric)
}

/// Whether an element only shows a formula whose source stands beside it.
pub(super) fn is_rendering(dom: &Dom<'_>, node: NodeId) -> bool {
    let mut named = classes(dom, node).filter_map(|class| match class {
        "katex-html" => Some(Beside::Before),
        _ if class.starts_with("MathJax") => Some(Beside::After),
        _ => None,
    });
    match named.next() {
        Some(Beside::Before) => {
            dom.previous_sibling(node).is_some_and(|before| has_class(dom, before, &["katex-mathml"]))
        }
        Some(Beside::After) => std::iter::successors(dom.next_sibling(node), |&next| dom.next_sibling(next))
            .take(4)
            .any(|next| dom.tag(next) == Some(Tag::Script) && is_tex_script(dom, next)),
        None => false,
    }
}

enum Beside {
    Before,
    After,
}
