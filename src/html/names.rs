//! Names of elements: from the source to html5ever's atoms and to [`Tag`]s.

use super::Tag;
use html5ever::{LocalName, Namespace, QualName, local_name, ns};

/// The namespaces that an element can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    Html,
    Svg,
    MathMl,
}

static HTML: Namespace = ns!(html);
static SVG: Namespace = ns!(svg);
static MATHML: Namespace = ns!(mathml);

impl Space {
    /// The namespace by html5ever's name. The parser makes elements in these three only.
    pub(super) fn of(namespace: &Namespace) -> Space {
        match *namespace {
            ns!(svg) => Space::Svg,
            ns!(mathml) => Space::MathMl,
            _ => Space::Html,
        }
    }

    /// Its name to html5ever.
    pub(super) fn namespace(self) -> &'static Namespace {
        match self {
            Space::Html => &HTML,
            Space::Svg => &SVG,
            Space::MathMl => &MATHML,
        }
    }
}

/// The tag for a qualified name.
pub(super) fn tag_of(name: &QualName) -> Tag {
    let local: &str = &name.local;
    match name.ns {
        ns!(html) => Tag::from_html(local),
        ns!(svg) if local == "svg" => Tag::Svg,
        ns!(svg) => Tag::SvgInner,
        ns!(mathml) => Tag::from_mathml(local),
        _ => Tag::Other,
    }
}

/// Whether html5ever keeps elements of this name, if they are HTML, in its list of active formatting elements.
pub(super) fn is_formatting(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

/// Whether the parser makes HTML elements of this name also where no tag asks for them.
pub(super) fn can_be_implied(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("html")
            | local_name!("head")
            | local_name!("body")
            | local_name!("colgroup")
            | local_name!("tbody")
            | local_name!("tr")
            | local_name!("p")
    )
}

/// What start tags of a name do to the depth of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nesting {
    /// They open an element that others nest in.
    Opens,
    /// As HTML, they have no content. In SVG and MathML they are elements like others.
    Void,
    /// They have no content, and lead out of SVG and MathML.
    VoidAnywhere,
    /// As HTML, their content is text. In SVG and MathML they are elements like others.
    RawText,
    /// There is at most one of them, or they count only where they deepen nothing.
    Once,
}

fn nesting_of(name: &LocalName) -> Nesting {
    match *name {
        local_name!("area")
        | local_name!("base")
        | local_name!("basefont")
        | local_name!("bgsound")
        | local_name!("input")
        | local_name!("keygen")
        | local_name!("link")
        | local_name!("param")
        | local_name!("source")
        | local_name!("track")
        | local_name!("image")
        | local_name!("wbr") => Nesting::Void,
        local_name!("br") | local_name!("embed") | local_name!("hr") | local_name!("img") | local_name!("meta") => {
            Nesting::VoidAnywhere
        }
        local_name!("iframe")
        | local_name!("noembed")
        | local_name!("noframes")
        | local_name!("script")
        | local_name!("style")
        | local_name!("textarea")
        | local_name!("title")
        | local_name!("xmp") => Nesting::RawText,
        local_name!("html") | local_name!("head") | local_name!("body") | local_name!("plaintext") => Nesting::Once,
        _ => Nesting::Opens,
    }
}

/// What the parser needs to know of a name that stands in a tag.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) local: LocalName,
    /// The tag, if the element is HTML.
    pub(super) tag: Tag,
    pub(super) is_formatting: bool,
    pub(super) nesting: Nesting,
}

impl Default for Name {
    fn default() -> Name {
        Name::new("")
    }
}

impl Name {
    /// The name of a tag, in lower case.
    fn new(name: &str) -> Name {
        let local = LocalName::from(name);
        Name { tag: Tag::from_html(name), is_formatting: is_formatting(&local), nesting: nesting_of(&local), local }
    }
}

/// The names that were used last, so that each tag costs a comparison of bytes and no search.
pub(super) struct Names {
    slots: Vec<Option<Name>>,
    /// For names with upper case letters or NULs.
    scratch: String,
}

/// So many that none of the fifty most common names share a place.
const SLOTS: usize = 512;

impl Names {
    pub(super) fn new() -> Names {
        Names { slots: vec![None; SLOTS], scratch: String::new() }
    }

    /// The name that is written so in a tag.
    pub(super) fn get(&mut self, written: &str) -> &Name {
        let plain = !written.bytes().any(|byte| byte.is_ascii_uppercase() || byte == b'\0');
        if !plain {
            self.scratch.clear();
            self.scratch.extend(written.chars().map(|character| match character {
                '\0' => '\u{fffd}',
                other => other.to_ascii_lowercase(),
            }));
        }
        let name = if plain { written } else { self.scratch.as_str() };
        let slot = &mut self.slots[slot_of(name.as_bytes())];
        if slot.as_ref().is_none_or(|known| *known.local != *name) {
            *slot = None;
        }
        slot.get_or_insert_with(|| Name::new(name))
    }
}

/// A place for a name that few other names share.
fn slot_of(name: &[u8]) -> usize {
    let fold = |hash: usize, &byte: &u8| hash.wrapping_mul(31).wrapping_add(byte.into());
    name.iter().take(8).fold(name.len(), fold) % SLOTS
}
