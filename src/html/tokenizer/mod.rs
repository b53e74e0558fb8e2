//! Source text to tokens, by the [tokenization rules](https://html.spec.whatwg.org/multipage/parsing.html#tokenization)
//! of the WHATWG HTML standard.
//!
//! The whole source is at hand, so there is no state to carry from one piece of input to the next: each construct is read
//! by a function from its first byte to its last. Nothing is copied; tokens are ranges of the source, and what has to be
//! decoded (character references, line ends, NUL) is marked so. Parse errors are not reported.
//!
//! The tokenizer knows nothing of trees: it hands its tokens to a [`TokenSink`], which answers start tags whose content is
//! raw text with the state to go on in.

mod char_ref;
mod entities;
mod markup_declaration;
mod raw_text;
#[cfg(feature = "__conformance")]
pub(super) mod suite;
mod tag;

pub(super) use char_ref::{Decoding, decode, value_needs_decoding};
pub(super) use markup_declaration::Doctype;

use memchr::{memchr, memchr2};
use std::ops::Range;

/// Takes tokens in the order of the source.
///
/// A tag comes in parts: [`open_tag`](TokenSink::open_tag), an [`attribute`](TokenSink::attribute) for each that is written,
/// repeated names included, then [`close_tag`](TokenSink::close_tag). A tag that the source breaks off in has no last part and
/// is no token.
pub(super) trait TokenSink<'s> {
    /// Characters. There is at least one.
    fn text(&mut self, text: Text<'s>);

    /// A NUL in text outside of raw text. Its position.
    fn null(&mut self, at: usize);

    /// A tag begins: its name as written, with upper case letters and NULs.
    fn open_tag(&mut self, kind: TagKind, name: &'s str);

    /// An attribute of the tag that was opened last.
    fn attribute(&mut self, attribute: AttributeToken<'s>);

    /// The tag that was opened last is complete; the answer says how what follows is to be read.
    fn close_tag(&mut self, tag: TagEnd) -> TokenizerState;

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
    pub(super) decoding: Option<Decoding>,
}

/// Whether a tag opens an element or closes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagKind {
    Start,
    End,
}

/// An attribute, as written.
#[derive(Clone, Copy, Debug)]
pub(super) struct AttributeToken<'s> {
    /// The name, with upper case letters and NULs.
    pub(super) name: &'s str,
    /// The value without its quotes, not decoded.
    pub(super) value: &'s str,
    /// The position of the value.
    pub(super) value_at: usize,
}

/// The last part of a tag.
#[derive(Clone, Debug)]
pub(super) struct TagEnd {
    /// The tag from `<` to after `>`.
    pub(super) range: Range<usize>,
    /// Whether it ends in `/>`.
    pub(super) self_closing: bool,
}

/// How the source goes on after a start tag: the states of the standard in which content is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenizerState {
    /// As markup: the [data state](https://html.spec.whatwg.org/multipage/parsing.html#data-state).
    Data,
    /// As text with character references, up to the end tag: the [RCDATA
    /// state](https://html.spec.whatwg.org/multipage/parsing.html#rcdata-state).
    Rcdata,
    /// As plain text, up to the end tag: the [RAWTEXT
    /// state](https://html.spec.whatwg.org/multipage/parsing.html#rawtext-state).
    Rawtext,
    /// As a script, up to the end tag that its comments let count: the [script data
    /// state](https://html.spec.whatwg.org/multipage/parsing.html#script-data-state).
    ScriptData,
    /// As plain text to the end of the source: the [PLAINTEXT
    /// state](https://html.spec.whatwg.org/multipage/parsing.html#plaintext-state).
    Plaintext,
}

/// Reads a source from start to end.
pub(super) struct Tokenizer<'s, S> {
    source: &'s str,
    position: usize,
    state: TokenizerState,
    /// The name of the last start tag: the end tag of raw text has to have it.
    last_start: &'s str,
    /// Whether the source has any NUL or carriage return at all: in most there is none to look for.
    has_nul: bool,
    has_carriage_return: bool,
    sink: S,
}

impl<'s, S: TokenSink<'s>> Tokenizer<'s, S> {
    /// A tokenizer at the start of a source. A byte order mark there is passed over.
    pub(super) fn new(source: &'s str, sink: S) -> Tokenizer<'s, S> {
        let bytes = source.as_bytes();
        let has_either = memchr2(b'\0', b'\r', bytes).is_some();
        Tokenizer {
            source,
            position: if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 },
            state: TokenizerState::Data,
            last_start: "",
            has_nul: has_either && memchr(b'\0', bytes).is_some(),
            has_carriage_return: has_either && memchr(b'\r', bytes).is_some(),
            sink,
        }
    }

    /// Reads to the end of the source, or until the consumer has had enough, and gives the consumer back.
    pub(super) fn run(mut self) -> S {
        while self.position < self.source.len() && !self.sink.is_full() {
            match self.state {
                TokenizerState::Data => self.data(),
                TokenizerState::Rcdata | TokenizerState::Rawtext => self.rcdata_or_rawtext(),
                TokenizerState::ScriptData => self.script_data(),
                TokenizerState::Plaintext => {
                    let start = self.position;
                    self.position = self.source.len();
                    self.raw_characters(start..self.source.len(), None);
                }
            }
        }
        self.sink.end();
        self.sink
    }

    /// Reads text up to the next piece of markup, and that piece: the [data
    /// state](https://html.spec.whatwg.org/multipage/parsing.html#data-state), the [tag open
    /// state](https://html.spec.whatwg.org/multipage/parsing.html#tag-open-state) and the [end tag open
    /// state](https://html.spec.whatwg.org/multipage/parsing.html#end-tag-open-state).
    fn data(&mut self) {
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
                    self.markup_declaration(at);
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
        let context = references.then_some(Decoding::Text);
        if !self.has_nul {
            self.raw_characters(range, context);
            return;
        }
        let mut start = range.start;
        for nul in memchr::memchr_iter(b'\0', &self.source.as_bytes()[range.clone()]) {
            let nul = range.start + nul;
            if self.sink.is_full() {
                return;
            }
            self.raw_characters(start..nul, context);
            self.sink.null(nul);
            start = nul + 1;
        }
        self.raw_characters(start..range.end, context);
    }

    /// Hands on characters in which a NUL has no meaning of its own.
    fn raw_characters(&mut self, range: Range<usize>, context: Option<Decoding>) {
        if range.is_empty() {
            return;
        }
        let at = range.start;
        let raw = &self.source[range];
        let decoding = context.or_else(|| {
            let changes = (self.has_carriage_return && memchr(b'\r', raw.as_bytes()).is_some())
                || (self.has_nul && memchr(b'\0', raw.as_bytes()).is_some());
            changes.then_some(Decoding::WithoutReferences)
        });
        self.sink.text(Text { raw, at, decoding });
    }
}

/// Whether a byte is white space to the tokenizer. A carriage return is: it counts as a line feed.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b'\x0C')
}
