//! Images: where they stand, and what the page says about them.

use super::Builder;
use super::address::{address, background, best_source, candidates, is_preview};
use super::content_image::{Purpose, purpose};
use super::sign;
use super::subtree::{classes, has_style};
use crate::article::{Image, ImageCandidate};
use crate::content::is_escaped_markup;
use crate::html::{self, Attr, Dom, NodeId, Tag};
use crate::text::fingerprint::{Fingerprint, Fingerprints};
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
        if self.flow.takes_rows() || self.flow.takes_cells() {
            return;
        }
        // So many nodes are enough to see that something is in it.
        const WRAPPERS: usize = 16;
        let is_empty = |inner| match self.dom.tag(inner) {
            Some(tag) => matches!(tag, Tag::Div | Tag::Span | Tag::A),
            None => is_blank(self.dom.text(inner)),
        };
        let mut inside = self.dom.descendants(node);
        if inside.by_ref().take(WRAPPERS).all(is_empty)
            && inside.next().is_none()
            && !self.is_known_background(node, raw)
        {
            let raw = raw.to_owned();
            self.backgrounds.insert(&raw);
            self.place(node, raw);
        }
    }

    /// Whether a figure shows this image: it has a caption and no other image, and nothing but wrappers are between the two.
    fn is_shown_by_figure(&self, image: NodeId) -> bool {
        for above in self.dom.ancestors(image) {
            match self.dom.tag(above) {
                Some(Tag::Figure) => return self.lone_image_figures.last() == Some(&above),
                Some(Tag::Blockquote | Tag::Table | Tag::Li | Tag::Figcaption | Tag::Dl) | None => return false,
                Some(_) => {}
            }
        }
        false
    }

    /// Whether the background of an element is another form of an image that has come: that of an image element, or of what is
    /// around it. Two elements may have the same background.
    fn is_known_background(&self, node: NodeId, raw: &str) -> bool {
        self.seen_images.contains(raw)
            && (!self.backgrounds.contains(raw)
                || self.dom.ancestors(node).take(4).any(|above| background(self.dom, above) == Some(raw)))
    }

    fn candidates(&self, dom: &Dom<'_>, node: NodeId) -> Vec<ImageCandidate> {
        let shown = dom.attr(node, Attr::Width).and_then(pixels);
        let candidate = |(raw, width): (&str, Option<u32>)| ImageCandidate {
            raw: raw.to_owned(),
            resolved: self.resolver.resolve(raw),
            width,
        };
        candidates(dom, node, shown).into_iter().map(candidate).collect()
    }

    fn place(&mut self, node: NodeId, raw: String) {
        if self.drawn_formula(node, &raw) || is_twin(self.dom, node, &raw) {
            return;
        }
        if let Some(image) = self.describe(self.dom, node, raw) {
            self.put(image, node);
        }
    }

    /// The images whose markup stands as text in a `<noscript>`.
    pub(super) fn escaped_images(&mut self, noscript: NodeId) {
        let dom = self.dom;
        for text in dom.children(noscript).filter(|&child| is_escaped_markup(dom.text(child))) {
            let inner = html::parse(dom.text(text), &html::ParseOptions::default()).dom;
            let images = inner.descendants(NodeId::DOCUMENT).filter(|&node| inner.tag(node) == Some(Tag::Img));
            for image in images.take(64) {
                if let Some(raw) = address(&inner, image).filter(|&raw| !self.seen_images.contains(raw))
                    && let Some(image) = self.describe(&inner, image, raw.to_owned())
                {
                    self.put(image, noscript);
                }
            }
        }
    }

    /// What a document says of an image. None where it is none of the article, or a sign, which is text.
    fn describe(&mut self, dom: &Dom<'_>, node: NodeId, raw: String) -> Option<Image> {
        let text = |attr| dom.attr(node, attr).map(collapse);
        let pixels = |attr| dom.attr(node, attr).and_then(pixels);
        let (width, height) = (pixels(Attr::Width), pixels(Attr::Height));
        match purpose(dom, node, &raw, width, height) {
            Purpose::Decorative if self.is_page => return None,
            Purpose::Content | Purpose::Decorative => {}
            Purpose::Emoji => {
                // The sign itself, where the markup gives it. Of a page what people type for it stands for the rest; a body
                // keeps the image.
                let mut sign = sign::emoji(dom, node, &raw);
                if sign.is_none() && self.is_page {
                    sign = Some(sign::short_code(dom, node).unwrap_or_default());
                }
                if let Some(sign) = sign {
                    self.flow.text(&sign, self.dom.source_range(node), false);
                    return None;
                }
            }
        }
        self.seen_images.insert(&raw);
        let mut image = Image {
            resolved: self.resolver.resolve(&raw),
            raw,
            alt: text(Attr::Alt),
            title: text(Attr::Title).filter(|title| !title.is_empty()),
            width,
            height,
            caption: None,
            rare: None,
            link: self.flow.open_address(),
        };
        image.set_rare(None, self.candidates(dom, node));
        Some(image)
    }

    /// Puts an image where a node of the document stands.
    fn put(&mut self, image: Image, node: NodeId) {
        // A figure is about its image: a label beside it does not make it part of a sentence.
        let alone = !self.figures.is_empty() && self.is_shown_by_figure(node);
        if alone {
            self.flow.boundary();
        }
        self.flow.image(image, self.dom.source_range(node));
        if alone {
            self.flow.boundary();
        }
    }
}

/// Whether an image is the blurred or tiny stand-in of the picture beside it.
fn is_twin(dom: &Dom<'_>, node: NodeId, raw: &str) -> bool {
    const TINY: u32 = 64;
    let side = |attr| dom.attr(node, attr).and_then(pixels);
    let is_tiny = [Attr::Width, Attr::Height].into_iter().filter_map(side).any(|side| side <= TINY);
    let names_twin = |class: &str| {
        let class = class.to_ascii_lowercase();
        class.starts_with("progressivemedia-thumb")
            || class
                .split(|c: char| !c.is_ascii_alphanumeric())
                .any(|word| matches!(word, "blur" | "blurred" | "blurry" | "lqip" | "placeholder" | "preview" | "tiny"))
    };
    let is_named =
        || classes(dom, node).any(names_twin) || has_style(dom, node, "filter", |value| value.starts_with("blur"));
    let is_data = raw.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"));
    if !(is_tiny || is_data || is_preview(raw) || is_named()) {
        return false;
    }
    // The figure, or the frame that holds both and no text.
    let is_frame = |above: &NodeId| {
        matches!(dom.tag(*above), Some(Tag::Figure | Tag::Div | Tag::Span | Tag::A | Tag::Picture))
            && is_blank(&dom.start_of_text(*above, 64, 64))
    };
    let mut around = dom.ancestors(node).take(6);
    let figure = around.find(|&above| dom.tag(above) == Some(Tag::Figure));
    let frame = figure.or_else(|| dom.ancestors(node).take(2).take_while(is_frame).last());
    let Some(frame) = frame else { return false };
    let images = dom.descendants(frame).take(96).filter(|&inner| inner != node && dom.tag(inner) == Some(Tag::Img));
    let others: Vec<NodeId> =
        images.filter(|&other| address(dom, other).is_some_and(|url| url != raw)).take(3).collect();
    // Of many pictures in a figure a small one need not belong to another.
    let is_pair = |&other: &NodeId| {
        let small = [Attr::Width, Attr::Height].into_iter().filter_map(|attr| dom.attr(other, attr).and_then(pixels));
        !small.into_iter().any(|side| side <= TINY) && !address(dom, other).is_some_and(is_preview)
    };
    let has_same_alt = |&other: &NodeId| {
        let alt = |node| dom.attr(node, Attr::Alt).map(collapse).unwrap_or_default();
        alt(node).is_empty() || alt(node) == alt(other)
    };
    (1..3).contains(&others.len()) && others.iter().any(|other| is_pair(other) && has_same_alt(other))
}

/// Which addresses images had so far, each as a number.
pub(super) struct SeenImages {
    start: Fingerprint,
    seen: Fingerprints<()>,
}

impl Default for SeenImages {
    fn default() -> SeenImages {
        SeenImages { start: Fingerprint::new(), seen: Fingerprints::default() }
    }
}

impl SeenImages {
    fn insert(&mut self, raw: &str) {
        self.seen.insert(self.start.with_text(raw).number(), ());
    }

    /// Whether an image of this address has come.
    pub(super) fn contains(&self, raw: &str) -> bool {
        self.seen.contains_key(&self.start.with_text(raw).number())
    }
}

/// Whether a figure has a caption and no more than one image.
///
/// Looked at once for each figure, and for as many nodes as a figure has that people made: figures nest.
pub(super) fn shows_one_image(dom: &Dom<'_>, figure: NodeId) -> bool {
    const NODES: usize = 1024;
    let (mut images, mut has_caption) = (0, false);
    let mut inside = dom.descendants(figure);
    for inner in inside.by_ref().take(NODES) {
        images += usize::from(dom.tag(inner) == Some(Tag::Img));
        has_caption |= dom.tag(inner) == Some(Tag::Figcaption);
        if images > 1 {
            return false;
        }
    }
    has_caption && inside.next().is_none()
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
