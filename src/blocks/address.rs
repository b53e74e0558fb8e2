//! The true address of an image behind lazy loading, previews and stand-ins, and all its other addresses.

use super::subtree::element_children;
use crate::html::{Attr, Dom, NodeId, Tag, style_values};
use crate::text::phrase::has_any;
use crate::text::whitespace::trim;

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
    Attr::DataImgSrc,
    Attr::DataImageSrc,
    Attr::DataLazyImg,
    Attr::DataKsLazyload,
    Attr::DataCfsrc,
    Attr::DataSrv,
    Attr::LazySrc,
    Attr::Zoomfile,
    Attr::File,
    Attr::Original,
];

const SETS: &[Attr] = &[Attr::Srcset, Attr::DataSrcset, Attr::DataLazySrcset];

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

pub(super) fn best_source<'a>(dom: &'a Dom<'_>, picture: NodeId) -> Option<&'a str> {
    // Each image of a picture looks: more sources than so many are not meant to be chosen from.
    element_children(dom, picture)
        .take(64)
        .filter(|(_, tag)| *tag == Tag::Source)
        .find_map(|(source, _)| best_in_sets(dom, source))
}

fn best_in_sets<'a>(dom: &'a Dom<'_>, node: NodeId) -> Option<&'a str> {
    SETS.iter().filter_map(|&attr| dom.attr(node, attr)).find_map(largest)
}

/// The largest image of a `srcset`.
fn largest(set: &str) -> Option<&str> {
    let mut best: Option<(&str, f64)> = None;
    for (url, descriptor) in candidates_in(set) {
        let size = descriptor.trim_end_matches(['w', 'x', 'h']).trim().parse().unwrap_or(1.0);
        if is_address(url) && best.is_none_or(|(_, largest)| size > largest) {
            best = Some((url, size));
        }
    }
    best.map(|(url, _)| url)
}

/// The addresses of a `srcset` with what describes them. An address may hold commas, as the HTML standard has it: it
/// ends at white space, or at a comma before white space.
fn candidates_in(set: &str) -> impl Iterator<Item = (&str, &str)> {
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
            return Some((url.trim_end_matches(','), ""));
        }
        let end = tail.find(',').unwrap_or(tail.len());
        let (descriptor, tail) = tail.split_at(end);
        rest = tail;
        Some((url, descriptor.trim()))
    })
}

/// Every address of an image with its width, each once, where there is more than one. `shown` is the width at which the page
/// shows it: with that, a density says a width as well.
pub(super) fn candidates<'a>(dom: &'a Dom<'_>, node: NodeId, shown: Option<u32>) -> Vec<(&'a str, Option<u32>)> {
    /// More than so many are not meant to be chosen from.
    const MOST: usize = 64;
    let picture = dom.parent(node).filter(|&parent| dom.tag(parent) == Some(Tag::Picture));
    let has_several = picture.is_some()
        || SETS.iter().chain(LAZY).any(|&attr| attr != Attr::Original && dom.attr(node, attr).is_some());
    let mut all: Vec<(&str, Option<u32>)> = Vec::new();
    if !has_several {
        return all;
    }
    let shown =
        shown.or_else(|| dom.attr(node, Attr::Sizes).or_else(|| dom.attr(node, Attr::DataSizes)).and_then(slot_width));
    let sources = picture.into_iter().flat_map(|picture| element_children(dom, picture).take(MOST));
    let sources = sources.filter(|(_, tag)| *tag == Tag::Source).map(|(source, _)| source);
    let sets =
        std::iter::once(node).chain(sources).flat_map(|node| SETS.iter().filter_map(move |&attr| dom.attr(node, attr)));
    let described = sets.flat_map(candidates_in).map(|(url, descriptor)| (url, width_of(descriptor, shown)));
    let plain = std::iter::once(Attr::Src).chain(LAZY.iter().copied()).filter_map(|attr| dom.attr(node, attr));
    // What a set says of an address goes before the bare address.
    for (url, width) in described.chain(plain.map(|url| (trim(url), None))).take(4 * MOST) {
        let is_new = !all.iter().any(|(known, _)| *known == url);
        if is_new && is_address(url) && !is_preview(url) && all.len() < MOST {
            all.push((url, width));
        }
    }
    if all.len() < 2 { Vec::new() } else { all }
}

/// The width that a descriptor means: `800w`, or `2x` of the width shown.
#[expect(clippy::cast_possible_truncation, reason = "the width is below a million then")]
fn width_of(descriptor: &str, shown: Option<u32>) -> Option<u32> {
    if let Some(width) = descriptor.split_ascii_whitespace().find_map(|part| part.strip_suffix('w')) {
        return width.parse().ok();
    }
    let density: f64 = descriptor.strip_suffix('x').unwrap_or("1").parse().ok()?;
    let width = f64::from(shown?) * density;
    (width.is_finite() && (1.0..1e6).contains(&width)).then(|| width.round() as u32)
}

/// The width in pixels that `sizes` gives where no condition holds.
fn slot_width(sizes: &str) -> Option<u32> {
    sizes.rsplit(',').next()?.trim().strip_suffix("px")?.parse().ok()
}

/// The image behind an element: what its inline style, or a script, shows as its background.
pub(super) fn background<'a>(dom: &'a Dom<'_>, node: NodeId) -> Option<&'a str> {
    let style = dom.attr(node, Attr::Style).filter(|style| style.contains("url("));
    let in_style = style.and_then(|style| {
        ["background-image", "background"].into_iter().find_map(|property| style_values(style, property).next())
    });
    let lazy = || [Attr::DataBg, Attr::DataBackground].into_iter().find_map(|attr| dom.attr(node, attr));
    let value = in_style.filter(|value| value.contains("url(")).or_else(lazy)?;
    let url = match value.split_once("url(") {
        Some((_, rest)) => rest.split(')').next().unwrap_or_default(),
        None => value,
    };
    let url = trim(url.trim().trim_matches(['"', '\'']));
    const ORNAMENTS: [&str; 7] = ["pattern", "texture", "sprite", "gradient", "icon", "arrow", "bullet"];
    let is_ornament = has_any(&file_of(url).to_ascii_lowercase(), &ORNAMENTS);
    (is_address(url) && !is_ornament).then_some(url)
}

/// Whether a value can be the address of an image; attributes of lazy loaders hold JSON, numbers and markup too.
fn is_address(value: &str) -> bool {
    let mut has_mark = false;
    for byte in value.bytes() {
        match byte {
            b'<' | b'>' | b'"' | b'\n' | b'{' => return false,
            b'.' | b'/' => has_mark = true,
            _ => {}
        }
    }
    has_mark && !value.starts_with('[') && !is_placeholder(value)
}

/// Words in the names of files that stand in for others.
const STAND_INS: [&str; 16] = [
    "blank",
    "none",
    "spacer",
    "placeholder",
    "loading",
    "loader",
    "lazy",
    "lazyload",
    "transparent",
    "pixel",
    "1x1",
    "1px",
    "grey",
    "gray",
    "empty",
    "dot",
];

/// Whether an address is that of a stand-in until the image is loaded, if the page names another.
fn is_placeholder(src: &str) -> bool {
    if is_stand_in(src) || is_data(src) {
        return true;
    }
    let file = file_of(src);
    let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
    let mut words = name.as_bytes().split(|byte| matches!(byte, b'-' | b'_' | b'.'));
    words.any(|word| STAND_INS.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(word)))
}

/// The name of the file that an address names: the last part of its path.
pub(super) fn file_of(url: &str) -> &str {
    let path = memchr::memchr2(b'?', b'#', url.as_bytes()).and_then(|end| url.get(..end)).unwrap_or(url);
    memchr::memrchr(b'/', path.as_bytes()).and_then(|at| path.get(at + 1..)).unwrap_or(path)
}

/// What stands before and behind the first of a character of ASCII.
fn parted(text: &str, mark: u8) -> Option<(&str, &str)> {
    let at = memchr::memchr(mark, text.as_bytes())?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// Whether an address asks a server for an image so small that it can only be a blurred preview, if the page names another:
/// `?w=20`, `/w_20,q_10/`, `/max/60/`, `tea_20x.jpg`.
pub(super) fn is_preview(src: &str) -> bool {
    const SMALL: u32 = 64;
    let small = |number: &str| number.parse::<u32>().is_ok_and(|width| (1..=SMALL).contains(&width));
    let (path, query) = parted(src, b'?').unwrap_or((src, ""));
    let asked = query.split(['&', ';']).filter_map(|pair| pair.split_once('=')).any(|(name, value)| {
        matches!(name, "w" | "width" | "wid" | "imwidth") && small(value)
            || name == "type" && value.ends_with("_blur")
            || name == "resize" && value.split([',', 'x']).next().is_some_and(small)
    });
    if asked {
        return true;
    }
    let mut after_max = false;
    let mut rest = path;
    while let Some((folder, after)) = parted(rest, b'/') {
        let named = || {
            folder.split(',').any(|part| part.strip_prefix("w_").is_some_and(small))
                || folder.strip_prefix("resize:fit:").is_some_and(small)
        };
        if after_max && small(folder) || memchr::memchr2(b'_', b':', folder.as_bytes()).is_some() && named() {
            return true;
        }
        after_max = folder == "max";
        rest = after;
    }
    let name = rest.rsplit_once('.').map_or(rest, |(name, _)| name);
    let size = name.rsplit_once('_').and_then(|(_, size)| size.split_once('x'));
    after_max && small(rest) || size.is_some_and(|(width, height)| small(width) && (height.is_empty() || small(height)))
}

/// Whether an address shows nothing by itself: no address at all, or an image of a few bytes in the address.
fn is_stand_in(src: &str) -> bool {
    const SMALL: usize = 512;
    matches!(src, "" | "#" | "//:0" | "about:blank") || is_data(src) && src.len() < SMALL
}

fn is_data(src: &str) -> bool {
    src.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}
