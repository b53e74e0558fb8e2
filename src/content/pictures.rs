//! Pictures of an article in parts of it of which no text is kept.
//!
//! A model that judges texts leaves a caption out, and with it went the picture. A picture that stands between two kept texts
//! belongs to them, and so does the one right before the first of them. What its place does not say, its neighbours do: a
//! picture in a link to another page, beside a heading, or in a box named as one for advertisements, authors or other
//! articles is none of the text.

use super::segment::Segments;
use super::stats::Stats;
use super::{Verdicts, is_hidden};
use crate::html::{Attr, Dom, NodeId, NodeKind, Tag};
use crate::text::fingerprint::{Fingerprint, Fingerprints};
use crate::text::whitespace::{is_blank, trim};

/// A caption has no more text than this, in half words.
const CAPTION: u32 = 160;
/// A picture stands beside a text if no more than this was left out between the two, in half words.
const BESIDE: u32 = 120;
/// A picture that is known to be smaller than this, in CSS pixels, is a sign.
const SMALL: u32 = 100;

/// The pictures that are found on a walk through the page.
#[derive(Default)]
pub(super) struct Pictures {
    found: Vec<NodeId>,
    /// Those since the last kept text.
    waiting: Vec<Waiting>,
    /// The weight of what was left out since the last kept text.
    left_out: u32,
    has_text_before: bool,
}

struct Waiting {
    node: NodeId,
    /// What had been left out before it.
    left_out: u32,
    /// Whether the markup says that it is a picture to look at.
    is_figure: bool,
}

impl Pictures {
    /// Comes to a part of the page that is left out whole: the number of its element, if it has one.
    pub(super) fn pass(
        &mut self,
        dom: &Dom<'_>,
        segments: &Segments,
        stats: &Stats,
        node: NodeId,
        element: Option<u32>,
    ) {
        let sum = element.map(|element| stats.sums[element as usize]).unwrap_or_default();
        let has_image = match element {
            Some(element) => segments.elements[element as usize].images > 0,
            None => is_image(dom, node),
        };
        if has_image && sum.weight <= CAPTION && sum.headings == 0 && !sits_apart(dom, node) {
            self.collect(dom, node, sum.link_weight * 2 > sum.weight);
        }
        self.left_out += sum.weight;
    }

    /// Comes to a kept text: what waits beside it is kept as well.
    pub(super) fn come_to_text(&mut self) {
        let all = self.left_out;
        let is_between = self.has_text_before;
        let before = |picture: &&Waiting| all - picture.left_out <= BESIDE;
        if is_between {
            for picture in self.waiting.iter().filter(|picture| picture.left_out <= BESIDE || before(picture)) {
                self.found.push(picture.node);
            }
        } else if let Some(picture) = self.waiting.iter().rev().find(|picture| picture.is_figure && before(picture)) {
            self.found.push(picture.node);
        }
        self.waiting.clear();
        self.left_out = 0;
        self.has_text_before = true;
    }

    /// Keeps what was found. What stands there more than once is a sign, and none of it stays.
    pub(super) fn keep(self, dom: &Dom<'_>, verdicts: &mut Verdicts) {
        let start = Fingerprint::new();
        let fingerprint = |image: NodeId| {
            dom.attrs(image).fold(start, |all, (name, value)| all.with(name as u64).with_text(value)).number()
        };
        let mut counts: Fingerprints<u32> = Fingerprints::default();
        for &image in &self.found {
            *counts.entry(fingerprint(image)).or_default() += 1;
        }
        for &image in self.found.iter().filter(|&&image| counts.get(&fingerprint(image)) == Some(&1)) {
            keep(dom, verdicts, image);
        }
    }

    /// Takes in the pictures in a part of the page with the text of a caption at most.
    fn collect(&mut self, dom: &Dom<'_>, root: NodeId, is_linked_text: bool) {
        let mut next = Some(root);
        while let Some(node) = next {
            next = dom.next_in_subtree(node, root);
            let NodeKind::Element(tag) = dom.kind(node) else { continue };
            let leads_away = || dom.attr(node, Attr::Href).is_some_and(leads_away);
            if matches!(tag, Tag::Noscript | Tag::Script | Tag::Svg | Tag::Form | Tag::Dialog)
                || is_hidden(dom, node, tag)
                || node != root && sits_apart(dom, node)
                || tag == Tag::A && leads_away()
            {
                next = dom.next_after_subtree(node, root);
            } else if is_image(dom, node) && !is_small(dom, node) && !is_sign(dom, node) {
                let is_figure = dom.ancestors(node).take(6).any(|above| {
                    dom.tag(above) == Some(Tag::Figure) || names(dom, above).any(|name| says(name, &SHOWN))
                }) || is_large(dom, node);
                if is_figure || !is_linked_text && is_described(dom, node) {
                    self.waiting.push(Waiting { node, left_out: self.left_out, is_figure });
                }
                next = dom.next_after_subtree(node, root);
            }
        }
    }
}

/// Keeps an image, and what else stands in its `<picture>`.
fn keep(dom: &Dom<'_>, verdicts: &mut Verdicts, image: NodeId) {
    verdicts.keep_with_ancestors(dom, image);
    let picture = dom.parent(image).filter(|&parent| dom.tag(parent) == Some(Tag::Picture));
    for source in picture.into_iter().flat_map(|picture| dom.children(picture)) {
        verdicts.set(source, true);
    }
}

fn is_image(dom: &Dom<'_>, node: NodeId) -> bool {
    dom.tag(node).is_some_and(Tag::is_image)
}

fn sides(dom: &Dom<'_>, image: NodeId) -> impl Iterator<Item = u32> {
    [Attr::Width, Attr::Height].map(|attr| dom.attr(image, attr)).into_iter().flatten().filter_map(|value| {
        let value = trim(value);
        value.strip_suffix("px").unwrap_or(value).parse().ok()
    })
}

fn is_small(dom: &Dom<'_>, image: NodeId) -> bool {
    sides(dom, image).any(|side| side > 0 && side < SMALL)
}

/// Whether the file of an image says that it is a drawing or a sign, and no size that it is to be looked at.
fn is_sign(dom: &Dom<'_>, image: NodeId) -> bool {
    const SIGNS: [&str; 10] =
        ["svg", "logo", "icon", "icons", "badge", "avatar", "pix", "pixel", "spacer", "transparent"];
    let path = dom.attr(image, Attr::Src).unwrap_or_default().split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default();
    !path.starts_with("data:") && says(file, &SIGNS) && !is_large(dom, image)
}

/// Whether an image has what pixels that count readers lack: words for it, or a size.
fn is_described(dom: &Dom<'_>, image: NodeId) -> bool {
    dom.attr(image, Attr::Alt).is_some_and(|alt| !is_blank(alt)) || sides(dom, image).any(|side| side >= SMALL)
}

/// Whether an image is known to be as wide as a text.
fn is_large(dom: &Dom<'_>, image: NodeId) -> bool {
    sides(dom, image).any(|side| side >= 4 * SMALL)
}

/// Whether a link leads to something else than a larger version of an image.
fn leads_away(href: &str) -> bool {
    let path = href.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    const IMAGES: [&str; 6] = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"];
    !path.is_empty() && !IMAGES.iter().any(|end| path.ends_with(end)) && !path.starts_with("javascript:")
}

/// Words in the names of what shows a picture of the article.
const SHOWN: [&str; 10] =
    ["hero", "featured", "lead", "figure", "photo", "picture", "image", "img", "caption", "gallery"];

/// Words in the names of what is none of the article.
const APART: [&str; 40] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertising",
    "sponsor",
    "sponsored",
    "promo",
    "promoted",
    "promotion",
    "banner",
    "outbrain",
    "taboola",
    "author",
    "authors",
    "avatar",
    "byline",
    "bio",
    "profile",
    "logo",
    "icon",
    "icons",
    "related",
    "recommended",
    "recirculation",
    "teaser",
    "card",
    "cards",
    "more",
    "newsletter",
    "subscribe",
    "share",
    "social",
    "comment",
    "comments",
    "sidebar",
    "widget",
    "nav",
    "menu",
    "footer",
];

fn names<'a>(dom: &'a Dom<'_>, node: NodeId) -> impl Iterator<Item = &'a str> {
    [Attr::Class, Attr::Id].into_iter().filter_map(move |attr| dom.attr(node, attr))
}

/// Whether one of the words of a name is among these.
fn says(name: &str, known: &[&str]) -> bool {
    let is_known = |word: &str| known.iter().any(|known| known.eq_ignore_ascii_case(word));
    name.split(|c: char| !c.is_ascii_alphabetic()).any(is_known)
}

/// Whether an element is a part of the page beside the article, or named as one.
fn sits_apart(dom: &Dom<'_>, node: NodeId) -> bool {
    matches!(dom.tag(node), Some(Tag::Aside | Tag::Nav | Tag::Footer | Tag::Form | Tag::Button))
        || names(dom, node).any(|name| says(name, &APART))
}
