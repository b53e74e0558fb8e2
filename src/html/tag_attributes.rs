//! The attributes of a tag: which go into the document, and what the tree builder has to know of them.

use super::asked::Asked;
use super::dom::{Attributes, Dom};
use super::driver::MAX_SIDE;
use super::names::Name;
use super::sink::Sink;
use super::tokenizer::{Attribute, Context, decode, value_needs_decoding};
use super::{Attr, Tag, stand_in};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute as AttributeData, LocalName, QualName, local_name, ns};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// How many attributes of a formatting element decide whether it is the same as another. No real tag has more.
const MAX_COMPARED: usize = 64;

/// The attributes of the tag that is being read.
#[derive(Default)]
pub(super) struct TagAttributes {
    /// Those that some stage reads.
    kept: Attributes,
    /// Which those are, a bit for each: of attributes with the same name the first counts.
    seen: u128,
    /// Whether it has no attributes at all, read or not.
    is_bare: bool,
    /// Whether a `<font>` has an attribute with which it ends SVG and MathML.
    styles_font: bool,
    /// The hashes of the names of a formatting element's attributes, and the sum of the hashes of names with values.
    names: Vec<u64>,
    fingerprint: u64,
    /// Which number stands for a set of attributes, by its fingerprint.
    numbers: HashMap<u64, u32>,
    name_scratch: String,
    value_scratch: String,
    /// What selectors ask for besides.
    asked: Asked,
}

impl TagAttributes {
    /// For tags of a document that selectors will ask for these names.
    pub(super) fn new(asked: Asked) -> TagAttributes {
        TagAttributes { asked, ..TagAttributes::default() }
    }

    /// Begins with a new tag.
    pub(super) fn start(&mut self, tag: &Name, sink: &Sink<'_>) {
        self.kept = sink.dom.borrow().next_attributes();
        self.seen = 0;
        self.is_bare = true;
        self.styles_font = false;
        self.names.clear();
        self.fingerprint = 0;
        if self.asked.has_element(tag.tag, &tag.local) {
            let mut dom = sink.dom.borrow_mut();
            if dom.side_len() + tag.local.len() <= MAX_SIDE {
                let name = dom.decoded(|side| side.push_str(&tag.local));
                dom.extend_attributes(&mut self.kept, Attr::ElementName, name);
            }
        }
    }

    /// Takes an attribute of a start tag. Constant time, apart from what reading its name and value takes.
    pub(super) fn add(&mut self, attribute: Attribute<'_>, tag: &Name, dom: &mut Dom<'_>) {
        let written = attribute.name;
        let plain = !written.bytes().any(|byte| byte.is_ascii_uppercase() || byte == b'\0');
        if !plain {
            self.name_scratch.clear();
            self.name_scratch.extend(written.chars().map(|character| match character {
                '\0' => '\u{fffd}',
                other => other.to_ascii_lowercase(),
            }));
        }
        let name = if plain { written } else { self.name_scratch.as_str() };
        if tag.tag == Tag::A {
            self.is_bare = false;
        } else if tag.is_formatting {
            self.is_bare = false;
            self.styles_font |= matches!(name, "color" | "face" | "size");
            let name = hash_of(name);
            if self.names.len() < MAX_COMPARED && !self.names.contains(&name) {
                self.names.push(name);
                let value = if value_needs_decoding(attribute.value) {
                    self.value_scratch.clear();
                    decode(attribute.value, Context::Attribute, &mut self.value_scratch);
                    hash_of(&self.value_scratch)
                } else {
                    hash_of(attribute.value)
                };
                self.fingerprint = self.fingerprint.wrapping_add(hash_of((name, value)));
            }
        }
        let attr = Attr::from_name(name);
        match attr {
            Some(attr) => {
                let bit = 1 << attr as u8;
                if self.seen & bit != 0 {
                    return;
                }
                self.seen |= bit;
            }
            // Of several with the same name the first is found first.
            None if self.asked.has_attribute(name) => {
                let name = dom.decoded(|side| side.push_str(name));
                dom.extend_attributes(&mut self.kept, Attr::AskedName, name);
            }
            None => return,
        }
        let value = if value_needs_decoding(attribute.value) {
            dom.decoded(|side| decode(attribute.value, Context::Attribute, side))
        } else {
            dom.verbatim(attribute.value_at..attribute.value_at + attribute.value.len())
        };
        dom.extend_attributes(&mut self.kept, attr.unwrap_or(Attr::AskedValue), value);
    }

    /// Ends a start tag: its attributes in the document. `told` gets what the tree builder has to know.
    pub(super) fn finish(&mut self, tag: &Name, sink: &Sink<'_>, told: &mut Vec<AttributeData>) -> Attributes {
        if tag.is_formatting {
            if self.is_bare {
                return self.kept;
            }
            if self.styles_font && tag.tag == Tag::Font {
                told.push(plain(local_name!("size"), ""));
            }
            told.push(stand_in::for_attributes(self.number(tag, sink)));
        } else if tag.tag == Tag::Input {
            told.extend(self.tell(Attr::Type, local_name!("type"), sink));
        } else if tag.local == local_name!("annotation-xml") {
            told.extend(self.tell(Attr::Encoding, local_name!("encoding"), sink));
        }
        self.kept
    }

    /// The number that stands for the attributes of a formatting element. Equal ones have the same, but those of `<a>`:
    /// each closes the one before, so that no two are ever compared.
    fn number(&mut self, tag: &Name, sink: &Sink<'_>) -> u32 {
        let mut known = sink.formatting_attributes.borrow_mut();
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
        let number = if tag.tag == Tag::A { next } else { *self.numbers.entry(self.fingerprint).or_insert(next) };
        if number == next {
            known.push(self.kept);
        } else {
            sink.dom.borrow_mut().discard_attributes(self.kept);
        }
        number
    }

    fn tell(&self, attr: Attr, name: LocalName, sink: &Sink<'_>) -> Option<AttributeData> {
        let dom = sink.dom.borrow();
        dom.attribute_in(self.kept, attr).map(|value| plain(name, value))
    }
}

fn plain(name: LocalName, value: &str) -> AttributeData {
    AttributeData { name: QualName::new(None, ns!(), name), value: StrTendril::from_slice(value) }
}

fn hash_of(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
