//! `<noscript>`: counts where it brings an image or text that is not there otherwise.

use super::address::address;
use super::subtree::text_of;
use super::{Builder, OnClose};
use crate::content::is_escaped_markup;
use crate::html::{NodeId, Tag};
use crate::text::whitespace::{collapse, is_blank};

/// How far back in the text a repetition is looked for, in bytes, besides its own length.
const REACH: usize = 4096;

impl Builder<'_> {
    pub(super) fn noscript(&mut self, node: NodeId) {
        // All that is in one is looked at, so not again for each of many within each other.
        const NESTED: usize = 4;
        if self.dom.children(node).any(|child| is_escaped_markup(self.dom.text(child))) {
            self.walker.pass_over(node);
            if !self.follows_its_twin(node) {
                self.escaped_images(node);
            }
        } else if self.noscripts_open < NESTED && self.brings_nothing_new(node) {
            self.walker.pass_over(node);
        } else {
            self.noscripts_open += 1;
            self.open.push(OnClose::Noscript);
        }
    }

    fn brings_nothing_new(&self, node: NodeId) -> bool {
        let images: Vec<NodeId> = self
            .dom
            .descendants(node)
            .filter(|&inner| matches!(self.dom.tag(inner), Some(Tag::Img | Tag::Iframe)))
            .collect();
        let known = |&image: &NodeId| address(self.dom, image).is_none_or(|url| self.seen_images.contains(url));
        let twins = images.len() == 1 && self.follows_its_twin(node) || images.iter().all(known);
        twins && self.repeats_text(&collapse(&text_of(self.dom, node)))
    }

    /// Whether an image stands behind a `<noscript>` that has brought the same.
    pub(super) fn has_come_in_noscript(&self, image: NodeId) -> bool {
        self.element_before(image).is_some_and(|before| self.dom.tag(before) == Some(Tag::Noscript))
            && address(self.dom, image).is_some_and(|url| self.seen_images.contains(url))
    }

    /// The element before a node, where no text stands between the two.
    fn element_before(&self, node: NodeId) -> Option<NodeId> {
        let mut before = self.dom.previous_sibling(node)?;
        while self.dom.tag(before).is_none() {
            if !is_blank(self.dom.text(before)) {
                return None;
            }
            before = self.dom.previous_sibling(before)?;
        }
        Some(before)
    }

    /// Whether the element before holds one image that has an address: the script's version of the same.
    fn follows_its_twin(&self, node: NodeId) -> bool {
        let Some(before) = self.element_before(node) else { return false };
        // Elements only: how text is cut into nodes is the parser's affair.
        let elements = self.dom.descendants(before).filter(|&inner| self.dom.tag(inner).is_some());
        let within = std::iter::once(before).chain(elements.take(16));
        let mut images = within.filter(|&inner| self.dom.tag(inner) == Some(Tag::Img));
        let first = images.next();
        first.is_some_and(|image| address(self.dom, image).is_some()) && images.next().is_none()
    }

    fn repeats_text(&self, text: &str) -> bool {
        let so_far = &self.flow.body().text;
        let mut from = so_far.len().saturating_sub(REACH + text.len());
        while !so_far.is_char_boundary(from) {
            from -= 1;
        }
        text.is_empty() || so_far[from..].contains(text)
    }
}
