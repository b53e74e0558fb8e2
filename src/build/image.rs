//! Images: their true address behind lazy loading, and what else the page says about them.

use super::Builder;
use super::subtree::{classes, element_children};
use crate::block::Image;
use crate::html::{Attr, Dom, NodeId, Tag};
use crate::text::whitespace::{collapse, trim};
use std::iter::successors;

/// Where pages keep the address of an image that is loaded only when it comes into view, the likeliest first.
const LAZY: &[Attr] = &[
    Attr::DataSrc,
    Attr::DataOriginal,
    Attr::DataLazySrc,
    Attr::DataActualsrc,
    Attr::DataCroporisrc,
    Attr::DataOriginalSrc,
    Attr::DataLazy,
    Attr::DataLazyload,
    Attr::DataEcho,
    Attr::DataUrl,
    Attr::DataImg,
    Attr::DataImage,
    Attr::DataRealSrc,
    Attr::DataDefaultSrc,
    Attr::DataHiResSrc,
    Attr::DataFile,
    Attr::DataOrgSrc,
    Attr::DataOrig,
    Attr::DataOrigFile,
    Attr::DataFullUrl,
    Attr::DataBg,
    Attr::DataBackground,
    Attr::Original,
];

const SETS: &[Attr] = &[Attr::Srcset, Attr::DataSrcset, Attr::DataLazySrcset];

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

    fn place(&mut self, node: NodeId, raw: String) {
        let text = |attr| self.dom.attr(node, attr).map(collapse);
        let pixels = |attr| self.dom.attr(node, attr).and_then(pixels);
        self.seen_images.insert(raw.clone());
        let image = Image {
            resolved: self.resolver.resolve(&raw),
            raw,
            alt: text(Attr::Alt),
            title: text(Attr::Title).filter(|title| !title.is_empty()),
            width: pixels(Attr::Width),
            height: pixels(Attr::Height),
            caption: None,
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

/// The address of an image. None where all it has is a stand-in.
pub(super) fn address<'a>(dom: &'a Dom<'_>, node: NodeId) -> Option<&'a str> {
    let own = dom.attr(node, Attr::Src).map(trim).filter(|src| !src.is_empty());
    if let Some(src) = own.filter(|src| !is_placeholder(src) && !is_preview(src)) {
        return Some(src);
    }
    let lazy =
        LAZY.iter().filter_map(|&attr| dom.attr(node, attr)).map(trim).find(|src| is_address(src) && !is_preview(src));
    let picture = dom.parent(node).filter(|&parent| dom.tag(parent) == Some(Tag::Picture));
    lazy.or_else(|| best_in_sets(dom, node))
        .or_else(|| picture.and_then(|picture| best_source(dom, picture)))
        .or_else(|| own.filter(|src| !is_stand_in(src)))
}

fn best_source<'a>(dom: &'a Dom<'_>, picture: NodeId) -> Option<&'a str> {
    element_children(dom, picture)
        .filter(|(_, tag)| *tag == Tag::Source)
        .find_map(|(source, _)| best_in_sets(dom, source))
}

fn best_in_sets<'a>(dom: &'a Dom<'_>, node: NodeId) -> Option<&'a str> {
    SETS.iter().filter_map(|&attr| dom.attr(node, attr)).find_map(largest)
}

/// The largest image of a `srcset`.
fn largest(set: &str) -> Option<&str> {
    let mut best: Option<(&str, f64)> = None;
    for (url, size) in candidates(set) {
        if is_address(url) && !is_placeholder(url) && best.is_none_or(|(_, largest)| size > largest) {
            best = Some((url, size));
        }
    }
    best.map(|(url, _)| url)
}

/// The addresses of a `srcset` with their widths or densities. An address may hold commas, as the HTML standard has it: it
/// ends at white space, or at a comma before white space.
fn candidates(set: &str) -> impl Iterator<Item = (&str, f64)> {
    let mut rest = set;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (url, tail) = rest.split_at(end);
        if let Some(url) = url.strip_suffix(',') {
            rest = tail;
            return Some((url.trim_end_matches(','), 1.0));
        }
        let end = tail.find(',').unwrap_or(tail.len());
        let (descriptor, tail) = tail.split_at(end);
        rest = tail;
        let size = descriptor.trim().trim_end_matches(['w', 'x', 'h']).trim().parse().unwrap_or(1.0);
        Some((url, size))
    })
}

/// Whether a value can be the address of an image; attributes of lazy loaders hold JSON, numbers and markup too.
fn is_address(value: &str) -> bool {
    !value.is_empty()
        && value.contains(['.', '/'])
        && !value.starts_with(['{', '['])
        && !value.contains(['<', '>', '"', '\n', '{'])
        && !is_placeholder(value)
}

/// Whether an address is that of a stand-in until the image is loaded, if the page names another.
fn is_placeholder(src: &str) -> bool {
    if is_stand_in(src) || is_data(src) {
        return true;
    }
    let path = src.split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default();
    let name = file.rsplit_once('.').map_or(file, |(name, _)| name).to_ascii_lowercase();
    name.split(['-', '_', '.']).any(|word| {
        matches!(
            word,
            "blank"
                | "spacer"
                | "placeholder"
                | "loading"
                | "loader"
                | "lazy"
                | "lazyload"
                | "transparent"
                | "pixel"
                | "1x1"
                | "1px"
                | "grey"
                | "gray"
                | "empty"
                | "dot"
        )
    })
}

/// Whether an address asks a server for an image so small that it can only be a blurred preview, if the page names another:
/// `?w=20`, `/w_20,q_10/`, `/max/60/`, `tea_20x.jpg`.
fn is_preview(src: &str) -> bool {
    const SMALL: u32 = 64;
    let small = |number: &str| number.parse::<u32>().is_ok_and(|width| (1..=SMALL).contains(&width));
    let (path, query) = src.split_once('?').unwrap_or((src, ""));
    let asked = query.split(['&', ';']).filter_map(|pair| pair.split_once('=')).any(|(name, value)| {
        matches!(name, "w" | "width" | "wid" | "imwidth") && small(value)
            || name == "resize" && value.split([',', 'x']).next().is_some_and(small)
    });
    let mut segments = path.split('/').peekable();
    let named = std::iter::from_fn(|| segments.next().map(|segment| (segment, segments.peek().copied()))).any(
        |(segment, next)| match next {
            Some(next) if segment == "max" => small(next),
            Some(_) => {
                segment.split(',').any(|part| part.strip_prefix("w_").is_some_and(small))
                    || segment.strip_prefix("resize:fit:").is_some_and(small)
            }
            None => {
                let name = segment.rsplit_once('.').map_or(segment, |(name, _)| name);
                let size = name.rsplit_once('_').and_then(|(_, size)| size.split_once('x'));
                size.is_some_and(|(width, height)| small(width) && (height.is_empty() || small(height)))
            }
        },
    );
    asked || named
}

/// Whether an address shows nothing by itself: no address at all, or an image of a few bytes in the address.
fn is_stand_in(src: &str) -> bool {
    const SMALL: usize = 512;
    matches!(src, "" | "#" | "//:0" | "about:blank") || is_data(src) && src.len() < SMALL
}

fn is_data(src: &str) -> bool {
    src.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
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
