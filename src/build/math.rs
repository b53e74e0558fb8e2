//! Formulas: TeX where the page has it, in the many ways in which pages have it.

use super::Builder;
use super::subtree::{classes, has_class, text_of};
use crate::block::{BlockKind, SpanKind};
use crate::html::{Attr, Dom, NodeId, Tag};
use crate::text::whitespace::{collapse, is_blank, trim};

impl Builder<'_> {
    /// MathML. What KaTeX, MathJax 3 and MediaWiki render comes with it.
    pub(super) fn formula(&mut self, node: NodeId) {
        self.walker.pass_over(node);
        let tex = tex_of(self.dom, node);
        let is_tex = tex.is_some();
        let text = tex.unwrap_or_else(|| collapse(&text_of(self.dom, node)));
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
        self.walker.pass_over(node);
        let display = self.dom.attr(node, Attr::Type).is_some_and(|value| value.contains("mode=display"));
        let text = text_of(self.dom, node);
        let text = text.trim().trim_start_matches("% <![CDATA[").trim_end_matches("%]]>");
        self.place_formula(trim(text), true, display, node);
    }

    fn place_formula(&mut self, text: &str, tex: bool, display: bool, node: NodeId) {
        if is_blank(text) {
            return;
        }
        let source = self.dom.source_range(node);
        if display && !self.flow.in_fixed_leaf() {
            self.flow.block(BlockKind::Math { tex }, text.to_owned(), source);
        } else {
            self.flow.open_span(SpanKind::Math { tex });
            self.flow.text(&collapse(text), source);
            self.flow.close_span();
        }
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
