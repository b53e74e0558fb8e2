//! What stands in a document as text and is none to those who see it: words for readers of the screen, ornaments, and boxes that
//! ask for consent where something is embedded.
//!
//! A class alone proves nothing. Words for screen readers go where they stand beside text that everybody sees, and are short;
//! where they are all there is in their place (a heading, the cell of a table) they stay. What is hidden from readers of
//! the screen is for the eye: letters and words stay, icons and second copies go.

use super::visible::{hides_from_all, holds_prose};
use crate::html::{Attr, Dom, NodeId, NodeKind, Tag, TextRole, style_values};
use crate::text::fingerprint::{Fingerprint, Fingerprints};
use crate::text::parts::{Words, holds_any};
use crate::text::whitespace::{is_blank, trim};

/// The nodes of a document that are no text to those who see it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unseen {
    /// A bit for each node; empty where there are none.
    bits: Vec<u64>,
}

impl Unseen {
    /// Looks for them, of a page or of a body. Linear in the size of the document.
    pub(crate) fn find(dom: &Dom<'_>, is_page: bool) -> Unseen {
        let mut unseen = Unseen::default();
        let mut names = ClassNames::new();
        let mut shown = Shown::default();
        for index in 0..dom.len() {
            let node = NodeId::from_index(index);
            let NodeKind::Element(tag) = dom.kind(node) else { continue };
            let mut is_boxed = false;
            let is_unseen = dom.attrs(node).any(|(attr, value)| match attr {
                Attr::Class => {
                    let named = names.of(value);
                    is_boxed |= named.asks_consent && may_be_box(tag);
                    named.is_for_readers && is_beside_text(dom, node, tag, &mut shown)
                }
                Attr::Style => clips(value) && is_beside_text(dom, node, tag, &mut shown),
                Attr::AriaHidden => value.trim().eq_ignore_ascii_case("true") && is_ornament(dom, node, tag, is_page),
                _ => false,
            });
            if is_unseen {
                unseen.add(dom, node);
            } else if is_boxed && asks_consent(dom, node) {
                unseen.add_text_of(dom, node);
            }
            match tag {
                Tag::Noscript => unseen.add_escaped(dom, node),
                Tag::Button => unseen.add_mark_of_button(dom, node),
                _ => {}
            }
        }
        unseen
    }

    /// Whether a node is one of them.
    pub(crate) fn has(&self, node: NodeId) -> bool {
        let index = node.index();
        self.bits.get(index / 64).is_some_and(|bits| bits >> (index % 64) & 1 != 0)
    }

    /// The nodes, in the order in which they were parsed.
    pub(super) fn nodes(&self) -> impl Iterator<Item = NodeId> {
        self.bits.iter().enumerate().flat_map(|(word, &bits)| {
            (0..64).filter(move |bit| bits >> bit & 1 != 0).map(move |bit| NodeId::from_index(word * 64 + bit))
        })
    }

    fn add(&mut self, dom: &Dom<'_>, node: NodeId) {
        if self.bits.is_empty() {
            self.bits.resize(dom.len() / 64 + 1, 0);
        }
        let index = node.index();
        self.bits[index / 64] |= 1 << (index % 64);
    }

    /// The words and the buttons of a box go, what is embedded in it stays.
    fn add_text_of(&mut self, dom: &Dom<'_>, node: NodeId) {
        for inner in dom.descendants(node) {
            if matches!(dom.kind(inner), NodeKind::Text | NodeKind::Element(Tag::Button)) {
                self.add(dom, inner);
            }
        }
    }

    /// The sign at the end of a button, or at its beginning, that shows whether its panel is open.
    fn add_mark_of_button(&mut self, dom: &Dom<'_>, button: NodeId) {
        const MARKS: [&str; 21] =
            ["+", "-", "−", "–", "×", "✕", "▼", "▾", "▲", "▴", "▶", "▸", "►", "›", "»", ">", "⌄", "˅", "↓", "↑", "＋"];
        let is_blank_text = |node: NodeId| dom.tag(node).is_none() && is_blank(dom.text(node));
        let mut last = dom.last_child(button);
        while let Some(at) = last.filter(|&at| is_blank_text(at)) {
            last = dom.previous_sibling(at);
        }
        let first = dom.children(button).find(|&at| !is_blank_text(at));
        for mark in [first, last].into_iter().flatten().filter(|&at| dom.tag(at).is_some() && first != last) {
            if MARKS.contains(&trim(&dom.start_of_text(mark, 8, 16))) {
                self.add(dom, mark);
            }
        }
    }

    /// Markup that stands as text in a `<noscript>`, its brackets written as references.
    fn add_escaped(&mut self, dom: &Dom<'_>, noscript: NodeId) {
        for inner in dom.children(noscript) {
            if dom.tag(inner).is_none() && is_escaped_markup(dom.text(inner)) {
                self.add(dom, inner);
            }
        }
    }
}

/// Whether a text in a `<noscript>` is the source of elements: of an image or a frame, of the paragraph around it.
pub(crate) fn is_escaped_markup(text: &str) -> bool {
    let text = trim(text);
    let mut start = text.bytes();
    text.ends_with('>')
        && start.next() == Some(b'<')
        && start.next().is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!'))
}

/// Whether something that a browser draws on top of nothing, or that only the eye is to skip, parts the words on its sides.
pub(crate) fn parts_words(dom: &Dom<'_>, node: NodeId) -> bool {
    dom.tag(node) == Some(Tag::Button)
        || dom.attrs(node).any(|(attr, value)| match attr {
            Attr::Class => is_suspect(value) && names_readers(value),
            Attr::Style => clips(value),
            Attr::AriaHidden => value.trim().eq_ignore_ascii_case("true"),
            _ => false,
        })
}

/// What a class says of its element.
#[derive(Clone, Copy, Default)]
struct Named {
    /// It leaves the element to readers of the screen.
    is_for_readers: bool,
    /// It is that of boxes that ask for consent.
    asks_consent: bool,
}

/// What the classes of a document say. They repeat: each is read once.
struct ClassNames {
    start: Fingerprint,
    known: Fingerprints<Named>,
}

impl ClassNames {
    fn new() -> ClassNames {
        ClassNames { start: Fingerprint::new(), known: Fingerprints::default() }
    }

    fn of(&mut self, class: &str) -> Named {
        if !is_suspect(class) {
            return Named::default();
        }
        *self
            .known
            .entry(self.start.with_text(class).number())
            .or_insert_with(|| Named { is_for_readers: names_readers(class), asks_consent: names_consent(class) })
    }
}

/// Whether a class is worth a closer look: a cheap test that most fail.
fn is_suspect(class: &str) -> bool {
    let mut before = 0;
    for byte in class.bytes() {
        let byte = byte | 0x20;
        let pair = (before, byte);
        if byte == b'y'
            || matches!(
                pair,
                (b'e', b'e')
                    | (b'n', b'v' | b's')
                    | (b'i', b'v')
                    | (b'g', b'd')
                    | (b'c', b'k')
                    | (b'r', b'l')
                    | (b'm', b'p')
                    | (b'e', b'h')
                    | (b'o', b'o')
                    | (b's', b'g')
                    | (b't', b'i')
            )
        {
            return true;
        }
        before = byte;
    }
    false
}

/// Whether a class is one of those that leave an element to readers of the screen.
fn names_readers(class: &str) -> bool {
    const NAMES: Words<'_> = Words::new(&[
        "sronly",
        "visuallyhidden",
        "visualhidden",
        "hiddenvisually",
        "hidevisually",
        "screenreader",
        "offscreen",
        "accessiblyhidden",
        "accessiblehidden",
        "elementinvisible",
        "assistivetext",
        "a11yhidden",
    ]);
    class.split_ascii_whitespace().any(|name| {
        // `md:sr-only` and the like hold on some screens alone.
        if name.len() < 7 || name.len() > 64 || name.contains(':') || name.starts_with("not-") {
            return false;
        }
        let mut plain = [0; 64];
        let letters = name.bytes().filter(|byte| !matches!(byte, b'-' | b'_')).map(|byte| byte.to_ascii_lowercase());
        let length = plain.iter_mut().zip(letters).map(|(place, byte)| *place = byte).count();
        let plain = &plain[..length];
        NAMES.are_in(plain) && !holds_any(plain, &["not"])
    })
}

/// Whether an inline style leaves nothing of its element to be seen: cut down to a pixel, or moved off the screen.
fn clips(style: &str) -> bool {
    const PARTS: Words<'_> = Words::new(&["clip", "absolute", "1px"]);
    if !PARTS.are_in(style.as_bytes()) {
        return false;
    }
    let value = |property| style_values(style, property).next().unwrap_or_default();
    let is = |property, wanted: &[&str]| {
        let plain: String =
            value(property).chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
        wanted.iter().any(|wanted| plain.starts_with(wanted))
    };
    let is_out_of_flow = is("position", &["absolute", "fixed"]);
    let far = |property| {
        let digits = value(property).trim_start_matches('-');
        let number = digits.trim_end_matches(|c: char| !c.is_ascii_digit());
        let number = number.split('.').next().unwrap_or_default();
        value(property).starts_with('-')
            && number.parse::<u32>().is_ok_and(|number| number >= if digits.ends_with("em") { 99 } else { 999 })
    };
    is_out_of_flow && (is("clip", &["rect(0", "rect(1px"]) || far("left") || far("top") || far("right"))
        || is("clip-path", &["inset(50%", "inset(100%"])
        || is("width", &["1px", "0"]) && is("height", &["1px", "0"]) && is("overflow", &["hidden", "clip"])
}

/// Longer text than this, in bytes, is hidden from nobody by a class.
const LABEL: usize = 240;

/// Whether an element is short and stands beside text or a picture that everybody sees.
fn is_beside_text(dom: &Dom<'_>, node: NodeId, tag: Tag, shown: &mut Shown) -> bool {
    use Tag::*;
    // These are a place of their own.
    if matches!(
        tag,
        H1 | H2
            | H3
            | H4
            | H5
            | H6
            | Dt
            | Dd
            | Th
            | Td
            | Tr
            | Table
            | Caption
            | Legend
            | Figcaption
            | Li
            | Body
            | Html
            | Article
            | Main
    ) {
        return false;
    }
    let text = dom.start_of_text(node, 128, LABEL + 1);
    if text.len() > LABEL || is_blank(&text) {
        return false;
    }
    let is_inline =
        |node: NodeId| dom.tag(node).is_some_and(|tag| matches!(tag.role(), TextRole::Inline) || tag == Tag::Button);
    let mut place = node;
    for above in dom.ancestors(node).take(8) {
        place = above;
        if !is_inline(above) {
            break;
        }
    }
    shown.beside(dom, place, node)
}

/// What the place that was asked for last shows. Elements for readers of the screen stand side by side, hundreds in one place: it is
/// looked at once.
#[derive(Default)]
struct Shown {
    last: Option<(NodeId, bool)>,
}

impl Shown {
    /// Whether everybody sees something in `place` besides what is in `node`.
    fn beside(&mut self, dom: &Dom<'_>, place: NodeId, node: NodeId) -> bool {
        if matches!(dom.tag(node), Some(Tag::Img | Tag::AmpImg | Tag::Picture)) {
            return shows_something(dom, place, node);
        }
        match self.last {
            Some((last, shows)) if last == place => shows,
            _ => self.last.insert((place, shows_something(dom, place, node))).1,
        }
    }
}

/// Whether everybody sees something in `place` besides what is in `node`.
fn shows_something(dom: &Dom<'_>, place: NodeId, node: NodeId) -> bool {
    const NODES: usize = 256;
    let mut next = dom.first_child(place);
    for _ in 0..NODES {
        let Some(inner) = next else { return false };
        next = dom.next_in_subtree(inner, place);
        match dom.kind(inner) {
            NodeKind::Text if !is_blank(dom.text(inner)) => return true,
            NodeKind::Element(Tag::Img | Tag::AmpImg | Tag::Picture) if inner != node => return true,
            NodeKind::Element(tag)
                if inner == node
                    || tag.is_silent()
                    || hides_from_all(dom, inner, tag)
                    || dom.attr(inner, Attr::Class).is_some_and(|class| is_suspect(class) && names_readers(class))
                    || dom.attr(inner, Attr::Style).is_some_and(clips) =>
            {
                next = dom.next_after_subtree(inner, place);
            }
            _ => {}
        }
    }
    false
}

/// Whether an element that readers of the screen are to skip is nothing to read for the eye, either.
fn is_ornament(dom: &Dom<'_>, node: NodeId, tag: Tag, is_page: bool) -> bool {
    let is_inline = matches!(tag.role(), TextRole::Inline);
    // Of a page the model judges what stands by itself.
    if is_page && !is_inline || matches!(tag, Tag::Svg | Tag::Img | Tag::AmpImg) {
        return false;
    }
    if dom.descendants(node).take(64).any(|inner| matches!(dom.tag(inner), Some(Tag::Math | Tag::Img | Tag::Picture))) {
        return false;
    }
    let text = dom.start_of_text(node, 64, 400);
    let text = trim(&text);
    if text.is_empty() {
        return false;
    }
    if !text.contains(char::is_alphanumeric) {
        return !is_mark_in_text(dom, node, text);
    }
    if is_named_icon(dom, node, text) {
        return true;
    }
    is_copy(dom, node, text) || !is_inline && (names_popup(dom, node) || !holds_prose(dom, node))
}

/// Whether an element is a mark of a sentence or a number, beside whose text it stands: the colon of `3:2`, a sign of degrees.
fn is_mark_in_text(dom: &Dom<'_>, node: NodeId, text: &str) -> bool {
    const MARKS: &str = ":/.,;-–—%‰°€£¥$&+=~≈×!?'\"’“”()";
    let beside = |sibling: Option<NodeId>| sibling.filter(|&at| dom.tag(at).is_none()).map(|at| dom.text(at));
    let before = beside(dom.previous_sibling(node)).unwrap_or_default();
    let after = beside(dom.next_sibling(node)).unwrap_or_default();
    let touches = before.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric);
    text.chars().all(|c| MARKS.contains(c)) && (touches || !is_blank(before) && !is_blank(after))
}

/// Whether an element is an icon of a font that draws a picture for a word.
fn is_named_icon(dom: &Dom<'_>, node: NodeId, text: &str) -> bool {
    let is_word = text.len() <= 40 && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    is_word
        && dom.attr(node, Attr::Class).is_some_and(|class| {
            let class = class.to_ascii_lowercase();
            class
                .split(|c: char| !c.is_ascii_alphanumeric())
                .any(|word| matches!(word, "icon" | "icons" | "symbols" | "glyph"))
        })
}

fn names_popup(dom: &Dom<'_>, node: NodeId) -> bool {
    const WORDS: [&str; 14] = [
        "modal",
        "popup",
        "tooltip",
        "popover",
        "dropdown",
        "menu",
        "nav",
        "overlay",
        "lightbox",
        "offcanvas",
        "drawer",
        "dialog",
        "cloned",
        "clone",
    ];
    let names = [Attr::Class, Attr::Id, Attr::Role].into_iter().filter_map(|attr| dom.attr(node, attr));
    names
        .flat_map(|value| value.split(|c: char| !c.is_ascii_alphanumeric()))
        .any(|word| WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

/// Whether what an element says stands beside it once more: the same words, or the source of a formula.
fn is_copy(dom: &Dom<'_>, node: NodeId, text: &str) -> bool {
    const SIBLINGS: usize = 4;
    let element = |id: &NodeId| dom.tag(*id).is_some();
    let before = std::iter::successors(dom.previous_sibling(node), |&at| dom.previous_sibling(at));
    let after = std::iter::successors(dom.next_sibling(node), |&at| dom.next_sibling(at));
    let mut near = before.take(SIBLINGS).filter(element).take(1).chain(after.take(SIBLINGS).filter(element).take(2));
    near.any(|sibling| {
        let is_hidden = dom.attrs(sibling).any(|(attr, value)| match attr {
            Attr::AriaHidden | Attr::Hidden => true,
            Attr::Class => is_suspect(value) && names_readers(value),
            Attr::Style => clips(value),
            _ => false,
        });
        let is_math = || {
            std::iter::once(sibling)
                .chain(dom.descendants(sibling).take(8))
                .any(|inner| dom.tag(inner) == Some(Tag::Math))
        };
        is_math() || !is_hidden && trim(&dom.start_of_text(sibling, 64, 400)) == text
    })
}

fn may_be_box(tag: Tag) -> bool {
    matches!(tag, Tag::Div | Tag::Section | Tag::Figure | Tag::Aside | Tag::P | Tag::Blockquote | Tag::Other)
}

/// Whether a class is that of boxes that stand in the place of something embedded, and ask whether it may be shown.
fn names_consent(class: &str) -> bool {
    const NAMES: Words<'_> = Words::new(&[
        "consent",
        "gdpr",
        "dsgvo",
        "embedprivacy",
        "privacyoverlay",
        "contentblocker",
        "cookienotice",
        "cookieplaceholder",
        "twoclick",
        "2click",
        "borlabs",
        "brlbs",
        "cmplz",
        "embedblocked",
        "embedplaceholder",
        "videoplaceholder",
        "iframeplaceholder",
        "mediaplaceholder",
        "embedoverlay",
    ]);
    let mut plain = Vec::with_capacity(class.len());
    class.split_ascii_whitespace().any(|name| {
        plain.clear();
        plain.extend(name.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase()));
        NAMES.are_in(&plain)
    })
}

/// Whether an element that is named so is a box that stands in the place of something embedded, and asks whether it may be
/// shown.
fn asks_consent(dom: &Dom<'_>, node: NodeId) -> bool {
    const LONGEST: usize = 1000;
    let text = dom.start_of_text(node, 256, LONGEST + 1);
    if text.len() > LONGEST {
        return false;
    }
    let is_embed = |node: NodeId| {
        dom.tag(node).is_some_and(|tag| {
            matches!(
                tag,
                Tag::Iframe | Tag::Video | Tag::Object | Tag::Embed | Tag::Template | Tag::LiteYoutube | Tag::Button
            )
        })
    };
    let beside = [dom.previous_sibling(node), dom.next_sibling(node)];
    let element_beside = [
        beside[0].and_then(|at| if dom.tag(at).is_none() { dom.previous_sibling(at) } else { Some(at) }),
        beside[1].and_then(|at| if dom.tag(at).is_none() { dom.next_sibling(at) } else { Some(at) }),
    ];
    dom.descendants(node).take(256).any(is_embed)
        || element_beside.into_iter().flatten().any(|at| is_embed(at) && dom.tag(at) != Some(Tag::Button))
        || [Attr::DataSrc, Attr::DataUrl, Attr::DataHref].into_iter().any(|attr| dom.attr(node, attr).is_some())
}
