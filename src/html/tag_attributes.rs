//! The attributes of a tag: which go into the document, and what the rules of tree construction have to know of them.

use super::dom::{AttributeRange, Dom};
use super::names::TagName;
use super::selector_names::SelectorNames;
use super::tokenizer::{AttributeToken, Decoding, decode, value_needs_decoding};
use super::{Attr, Tag};

/// How many attributes of a formatting element decide whether it is the same as another. No real tag has more.
const MAX_COMPARED: usize = 64;

/// The attributes of the tag that is being read.
#[derive(Default)]
pub(super) struct TagAttributes {
    /// Those that some stage reads.
    kept: AttributeRange,
    /// Which those are, a bit for each: of attributes with the same name the first counts.
    seen: [u128; 2],
    /// Whether a `<font>` has an attribute with which it ends SVG and MathML.
    styles_font: bool,
    /// The hashes of the names of a formatting element's attributes, and the sum of the hashes of names with values.
    names: Vec<u64>,
    fingerprint: u64,
    name_scratch: String,
    value_scratch: String,
    /// What selectors ask for besides.
    selector_names: SelectorNames,
}

impl TagAttributes {
    /// For tags of a document that selectors will ask for these names.
    pub(super) fn new(selector_names: SelectorNames) -> TagAttributes {
        TagAttributes { selector_names, ..TagAttributes::default() }
    }

    /// Those that some stage reads.
    pub(super) fn kept(&self) -> AttributeRange {
        self.kept
    }

    /// Whether the tag has an attribute with which a `<font>` ends SVG and MathML.
    pub(super) fn styles_font(&self) -> bool {
        self.styles_font
    }

    /// The same for formatting elements with the same attributes, in any order. Links are among them: each closes the one
    /// before, but not where so many blocks are open in that one that it goes on in the innermost.
    pub(super) fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// Begins with a new tag.
    pub(super) fn start(&mut self, name: TagName, written: &str, dom: &mut Dom<'_>) {
        self.kept = dom.next_attributes();
        self.seen = [0; 2];
        self.styles_font = false;
        self.names.clear();
        self.fingerprint = 0;
        if name.tag == Tag::Other && !self.selector_names.is_empty() {
            self.name_scratch.clear();
            push_name(written, &mut self.name_scratch);
            let written = &self.name_scratch;
            if self.selector_names.has_element(name.tag, written) && dom.has_side_room(written.len()) {
                let value = dom.decoded(|side| side.push_str(written));
                dom.extend_attributes(&mut self.kept, Attr::ElementName, value);
            }
        }
    }

    /// Takes an attribute of a start tag. Constant time, apart from what reading its name and value takes.
    pub(super) fn add(&mut self, attribute: AttributeToken<'_>, tag: TagName, dom: &mut Dom<'_>) {
        let attr = Attr::from_name(attribute.name);
        if tag.is_formatting() {
            self.compare(attribute, attr, tag.tag);
        }
        match attr {
            Some(attr) => {
                let bit = 1 << (attr as u8 % 128);
                let seen = &mut self.seen[usize::from(attr as u8 >= 128)];
                if *seen & bit != 0 {
                    return;
                }
                *seen |= bit;
            }
            None if self.selector_names.is_empty() => return,
            None => {
                self.name_scratch.clear();
                push_name(attribute.name, &mut self.name_scratch);
                let name = &self.name_scratch;
                if !self.selector_names.has_attribute(name) {
                    return;
                }
                // Of several with the same name the first is found first.
                let name = dom.decoded(|side| side.push_str(name));
                dom.extend_attributes(&mut self.kept, Attr::OtherName, name);
            }
        }
        let value = if value_needs_decoding(attribute.value) {
            dom.decoded(|side| decode(attribute.value, Decoding::Attribute, side))
        } else {
            dom.verbatim(attribute.value_at..attribute.value_at + attribute.value.len())
        };
        dom.extend_attributes(&mut self.kept, attr.unwrap_or(Attr::OtherValue), value);
    }

    /// Takes note of an attribute by which formatting elements are told apart, whether a stage reads it or not.
    fn compare(&mut self, attribute: AttributeToken<'_>, known: Option<Attr>, tag: Tag) {
        let name = match known {
            Some(attr) => attr as u64,
            None => hash_of_name(attribute.name),
        };
        let is = |name| attribute.name.eq_ignore_ascii_case(name);
        self.styles_font |= tag == Tag::Font && (is("color") || is("face") || is("size"));
        if self.names.len() >= MAX_COMPARED || self.names.contains(&name) {
            return;
        }
        self.names.push(name);
        let value = if value_needs_decoding(attribute.value) {
            self.value_scratch.clear();
            decode(attribute.value, Decoding::Attribute, &mut self.value_scratch);
            hash_of_value(self.value_scratch.as_bytes())
        } else {
            hash_of_value(attribute.value.as_bytes())
        };
        self.fingerprint = self.fingerprint.wrapping_add(mixed(mixed(START, name), value));
    }

    /// Takes all attributes back: the tag is left out.
    pub(super) fn discard(&mut self, dom: &mut Dom<'_>) {
        dom.discard_attributes(self.kept);
    }
}

/// Appends a name as the standard has it: in lower case, and without NULs.
fn push_name(written: &str, out: &mut String) {
    out.extend(written.chars().map(|character| match character {
        '\0' => '\u{fffd}',
        other => other.to_ascii_lowercase(),
    }));
}

fn hash_of_name(written: &str) -> u64 {
    if written.contains('\0') {
        let mut name = String::new();
        push_name(written, &mut name);
        return hash_of(name.bytes());
    }
    hash_of(written.bytes().map(|byte| byte.to_ascii_lowercase()))
}

/// The hash of nothing. It is odd and large; more is not asked of it.
const START: u64 = 0x2545_F491_4F6C_DD1D;

/// Whoever makes two elements with the same hash only loses one of them from the list of formatting elements.
fn hash_of(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(START, |hash, byte| mixed(hash, byte.into()))
}

/// The same for values, which can be long: eight bytes at a time.
fn hash_of_value(value: &[u8]) -> u64 {
    let (words, rest) = value.as_chunks::<8>();
    let hash = words.iter().fold(START, |hash, word| mixed(hash, u64::from_le_bytes(*word)));
    mixed(rest.iter().fold(hash, |hash, &byte| mixed(hash, byte.into())), value.len() as u64)
}

/// A hash that knows one number more. Every bit of it speaks in the lower bits of the next.
fn mixed(hash: u64, number: u64) -> u64 {
    (hash ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29)
}
