//! Images: where they stand, and what the page says about them.

use super::Builder;
use super::address::{address, background, best_source, candidates};
use super::content_image::{Purpose, purpose};
use super::subtree::classes;
use crate::html::{Attr, Dom, NodeId, Tag};
use crate::image::{Image, ImageCandidate};
use crate::text::whitespace::{collapse, is_blank};
use std::iter::successors;

impl Builder<'_> {
    pub(super) fn image(&mut self, node: NodeId) {
        self.walker.pass_over(node);
        if !is_formula(self.dom, node) && !self.has_come_in_noscript(node) {
            self.place_image(node);
        }
    }

    pub(super) fn place_image(&mut self, node: NodeId) {
        if let Some(raw) = address(self.dom, node) {
            let raw = raw.to_owned();
            self.place(node, raw);
        }
    }

    /// A `<picture>` whose `<img>` is missing or names nothing: the best of its sources.
    pub(super) fn picture_without_image(&mut self, node: NodeId, images: usize) {
        if self.flow.body().images.len() == images
            && let Some(raw) = best_source(self.dom, node)
        {
            let raw = raw.to_owned();
            self.place(node, raw);
        }
    }

    /// The image behind an element that holds nothing: the last resort of pages that have no element for it.
    pub(super) fn background(&mut self, node: NodeId, tag: Tag) {
        if !matches!(tag, Tag::Div | Tag::Span | Tag::A | Tag::Section | Tag::Figure | Tag::Li | Tag::I) {
            return;
        }
        let Some(raw) = background(self.dom, node) else { return };
        // So many nodes are enough to see that something is in it.
        const WRAPPERS: usize = 16;
        let is_empty = |inner| match self.dom.tag(inner) {
            Some(tag) => matches!(tag, Tag::Div | Tag::Span | Tag::A),
            None => is_blank(self.dom.text(inner)),
        };
        let mut inside = self.dom.descendants(node);
        if inside.by_ref().take(WRAPPERS).all(is_empty) && inside.next().is_none() && !self.is_twin(node, raw) {
            let raw = raw.to_owned();
            self.backgrounds.insert(raw.clone());
            self.place(node, raw);
        }
    }

    /// Whether the background of an element is another form of an image that has come: that of an image element, or of what is
    /// around it. Two elements may have the same background.
    fn is_twin(&self, node: NodeId, raw: &str) -> bool {
        self.seen_images.contains(raw)
            && (!self.backgrounds.contains(raw)
                || self.dom.ancestors(node).take(4).any(|above| background(self.dom, above) == Some(raw)))
    }

    fn candidates(&self, node: NodeId) -> Vec<ImageCandidate> {
        let shown = self.dom.attr(node, Attr::Width).and_then(pixels);
        let candidate = |(raw, width): (&str, Option<u32>)| ImageCandidate {
            raw: raw.to_owned(),
            resolved: self.resolver.resolve(raw),
            width,
        };
        candidates(self.dom, node, shown).into_iter().map(candidate).collect()
    }

    fn place(&mut self, node: NodeId, raw: String) {
        let text = |attr| self.dom.attr(node, attr).map(collapse);
        let pixels = |attr| self.dom.attr(node, attr).and_then(pixels);
        let (width, height) = (pixels(Attr::Width), pixels(Attr::Height));
        if self.is_page {
            match purpose(self.dom, node, &raw, width, height) {
                Purpose::Content => {}
                Purpose::Furniture => return,
                Purpose::Emoji => {
                    // The sign itself, where the page gives it; a name such as `:smile:` is no part of a sentence.
                    let sign = text(Attr::Alt).filter(|alt| !alt.is_ascii() && !alt.contains(char::is_alphanumeric));
                    return self.flow.text(sign.as_deref().unwrap_or_default(), self.dom.source_range(node));
                }
            }
        }
        self.seen_images.insert(raw.clone());
        let image = Image {
            resolved: self.resolver.resolve(&raw),
            raw,
            alt: text(Attr::Alt),
            title: text(Attr::Title).filter(|title| !title.is_empty()),
            width,
            height,
            caption: None,
            credit: None,
            candidates: self.candidates(node),
            link: self.flow.open_link().map(|link| link.url().to_owned()),
        };
        // A figure is about its image: a label beside it does not make it part of a sentence.
        let alone = !self.figures.is_empty() && shown_by_figure(self.dom, node);
        if alone {
            self.flow.boundary();
        }
        self.flow.image(image, self.dom.source_range(node));
        if alone {
            self.flow.boundary();
        }
    }
}

/// Whether a figure shows this image: it has a caption and no other image, and nothing but wrappers are between the two.
fn shown_by_figure(dom: &Dom<'_>, image: NodeId) -> bool {
    for above in dom.ancestors(image) {
        match dom.tag(above) {
            Some(Tag::Figure) => {
                let count =
                    |wanted| dom.descendants(above).filter(|&inner| dom.tag(inner) == Some(wanted)).take(2).count();
                return count(Tag::Figcaption) > 0 && count(Tag::Img) < 2;
            }
            Some(Tag::Blockquote | Tag::Table | Tag::Li | Tag::Figcaption | Tag::Dl) | None => return false,
            Some(_) => {}
        }
    }
    false
}

/// A length in CSS pixels; percentages and the like say nothing about pixels.
fn pixels(value: &str) -> Option<u32> {
    let value = value.trim();
    let number = value.strip_suffix("px").unwrap_or(value).trim_end();
    let whole = number.split_once('.').map_or(number, |(whole, _)| whole);
    whole.parse().ok()
}

/// Whether an image is the picture of a formula that stands beside it as MathML.
fn is_formula(dom: &Dom<'_>, node: NodeId) -> bool {
    let is_element = |&node: &NodeId| dom.tag(node).is_some();
    // Of the children of an element the first one is looked at, so that many images in a row stay cheap.
    let inner = |&node: &NodeId| dom.children(node).find(is_element);
    let is_math = |node| successors(Some(node), inner).take(4).any(|node| dom.tag(node) == Some(Tag::Math));
    let before = || successors(dom.previous_sibling(node), |&node| dom.previous_sibling(node)).find(is_element);
    let after = || successors(dom.next_sibling(node), |&node| dom.next_sibling(node)).find(is_element);
    classes(dom, node).any(|class| class.starts_with("mwe-math-fallback"))
        && (before().is_some_and(is_math) || after().is_some_and(is_math))
}
