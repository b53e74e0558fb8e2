//! Source text to tokens, by the tokenization rules of the WHATWG HTML standard.
//!
//! The whole source is at hand, so there is no state to carry from one piece of input to the next: each construct is read
//! by a function from its first byte to its last. Nothing is copied; tokens are ranges of the source, and what has to be
//! decoded (character references, line ends, NUL) is marked so. Parse errors are not reported.
//!
//! The tokenizer knows nothing of trees: it hands its tokens to a [`Consumer`], which answers start tags whose content is
//! raw text with the state to go on in.

mod char_ref;
mod declaration;
mod entities;
mod raw_text;
#[cfg(test)]
mod suite;
mod tag;

pub(super) use char_ref::{Context, decode, value_needs_decoding};
pub(super) use declaration::Doctype;

use memchr::{memchr, memchr2};
use std::ops::Range;

/// Takes tokens in the order of the source.
///
/// A tag comes in parts: [`open_tag`](Consumer::open_tag), an [`attribute`](Consumer::attribute) for each that is written,
/// repeated names included, then [`close_tag`](Consumer::close_tag). A tag that the source breaks off in has no last part and
/// is no token.
pub(super) trait Consumer<'s> {
    /// Characters. There is at least one.
    fn text(&mut self, text: Text<'s>);

    /// A NUL in text outside of raw text. Its position.
    fn null(&mut self, at: usize);

    /// A tag begins: its name as written, with upper case letters and NULs.
    fn open_tag(&mut self, kind: TagKind, name: &'s str);

    /// An attribute of the tag that was opened last.
    fn attribute(&mut self, attribute: Attribute<'s>);

    /// The tag that was opened last is complete; the answer says how what follows is to be read.
    fn close_tag(&mut self, tag: ClosedTag) -> Content;

    /// A comment, the real or the bogus sort. What it says, as written.
    fn comment(&mut self, content: Range<usize>);

    /// A document type.
    fn doctype(&mut self, doctype: Doctype);

    /// The end of the source.
    fn end(&mut self);

    /// Whether a CDATA section is one here: inside SVG or MathML.
    fn in_foreign_content(&mut self) -> bool;

    /// Whether the consumer has had enough.
    fn is_full(&self) -> bool;
}

/// A run of characters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'s> {
    /// As the source has it.
    pub(super) raw: &'s str,
    /// Its position in the source.
    pub(super) at: usize,
    /// What to decode, see [`decode`]; none where the source has it word for word.
    pub(super) decoding: Option<Context>,
}

/// Whether a tag opens an element or closes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagKind {
    Start,
    End,
}

/// An attribute, as written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribute<'s> {
    /// The name, with upper case letters and NULs.
    pub(super) name: &'s str,
    /// The value without its quotes, not decoded.
    pub(super) value: &'s str,
    /// The position of the value.
    pub(super) value_at: usize,
}

/// The last part of a tag.
#[derive(Clone, Debug)]
pub(super) struct ClosedTag {
    /// The tag from `<` to after `>`.
    pub(super) range: Range<usize>,
    /// Whether it ends in `/>`.
    pub(super) self_closing: bool,
}

/// How the source goes on after a start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// As markup.
    Markup,
    /// As text with character references, up to the end tag.
    EscapableRawText,
    /// As plain text, up to the end tag.
    RawText,
    /// As a script, up to the end tag that its comments let count.
    Script,
    /// As plain text to the end of the source.
    PlainText,
}

/// Reads a source from start to end.
pub(super) struct Tokenizer<'s, C> {
    source: &'s str,
    position: usize,
    content: Content,
    /// The name of the last start tag: the end tag of raw text has to have it.
    last_start: &'s str,
    /// Whether the source has any NUL or carriage return at all: in most there is none to look for.
    has_nul: bool,
    has_carriage_return: bool,
    consumer: C,
}

impl<'s, C: Consumer<'s>> Tokenizer<'s, C> {
    /// A tokenizer at the start of a source. A byte order mark there is passed over.
    pub(super) fn new(source: &'s str, consumer: C) -> Tokenizer<'s, C> {
        let bytes = source.as_bytes();
        let has_either = memchr2(b'\0', b'\r', bytes).is_some();
        Tokenizer {
            source,
            position: if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 },
            content: Content::Markup,
            last_start: "",
            has_nul: has_either && memchr(b'\0', bytes).is_some(),
            has_carriage_return: has_either && memchr(b'\r', bytes).is_some(),
            consumer,
        }
    }

    /// Reads to the end of the source, or until the consumer has had enough, and gives the consumer back.
    pub(super) fn run(mut self) -> C {
        while self.position < self.source.len() && !self.consumer.is_full() {
            match self.content {
                Content::Markup => self.markup(),
                Content::EscapableRawText | Content::RawText => self.raw_text(),
                Content::Script => self.script(),
                Content::PlainText => {
                    let start = self.position;
                    self.position = self.source.len();
                    self.raw_characters(start..self.source.len(), None);
                }
            }
        }
        self.consumer.end();
        self.consumer
    }

    /// Reads text up to the next piece of markup, and that piece.
    fn markup(&mut self) {
        let bytes = self.source.as_bytes();
        let start = self.position;
        let mut at = start;
        let mut references = false;
        loop {
            let rest = &bytes[at..];
            let found = if references { memchr(b'<', rest) } else { memchr2(b'<', b'&', rest) };
            let Some(found) = found else {
                self.position = bytes.len();
                self.characters(start..bytes.len(), references);
                return;
            };
            at += found;
            if bytes[at] == b'&' {
                references = true;
                at += 1;
                continue;
            }
            match (bytes.get(at + 1), bytes.get(at + 2)) {
                (Some(letter), _) if letter.is_ascii_alphabetic() => {
                    self.characters(start..at, references);
                    self.tag(TagKind::Start, at);
                }
                (Some(b'/'), Some(letter)) if letter.is_ascii_alphabetic() => {
                    self.characters(start..at, references);
                    self.tag(TagKind::End, at);
                }
                // `</>` is nothing at all.
                (Some(b'/'), Some(b'>')) => {
                    self.characters(start..at, references);
                    self.position = at + "</>".len();
                }
                (Some(b'/'), Some(_)) => {
                    self.characters(start..at, references);
                    self.bogus_comment(at + "</".len());
                }
                (Some(b'!'), _) => {
                    self.characters(start..at, references);
                    self.declaration(at);
                }
                (Some(b'?'), _) => {
                    self.characters(start..at, references);
                    self.bogus_comment(at + "<".len());
                }
                // A `<` that begins nothing is a character like others.
                _ => {
                    at += 1;
                    continue;
                }
            }
            return;
        }
    }

    /// Hands on characters that stand outside of raw text: a NUL among them is a token of its own.
    fn characters(&mut self, range: Range<usize>, references: bool) {
        let context = references.then_some(Context::Text);
        if !self.has_nul {
            self.raw_characters(range, context);
            return;
        }
        let mut start = range.start;
        for nul in memchr::memchr_iter(b'\0', &self.source.as_bytes()[range.clone()]) {
            let nul = range.start + nul;
            if self.consumer.is_full() {
                return;
            }
            self.raw_characters(start..nul, context);
            self.consumer.null(nul);
            start = nul + 1;
        }
        self.raw_characters(start..range.end, context);
    }

    /// Hands on characters in which a NUL has no meaning of its own.
    fn raw_characters(&mut self, range: Range<usize>, context: Option<Context>) {
        if range.is_empty() {
            return;
        }
        let at = range.start;
        let raw = &self.source[range];
        let decoding = context.or_else(|| {
            let changes = (self.has_carriage_return && memchr(b'\r', raw.as_bytes()).is_some())
                || (self.has_nul && memchr(b'\0', raw.as_bytes()).is_some());
            changes.then_some(Context::Plain)
        });
        self.consumer.text(Text { raw, at, decoding });
    }
}

/// Whether a byte is white space to the tokenizer. A carriage return is: it counts as a line feed.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b'\x0C')
}
