//! Tokens to a tree, by the tree construction rules of the WHATWG HTML standard, scripting disabled.
//!
//! The builder writes into the arena as it goes: text and attributes are ranges that it only passes on. Insertion modes are
//! spread over the files of this folder by what a document is made of, each mode with what it does about start tags, end
//! tags and text. Comments have no place in the document, and parse errors are not reported.
//!
//! How deep elements nest, and how many formatting elements there are, is bounded while the tree grows, so that looking
//! through them costs a bounded time for each token.

mod body;
mod ends;
mod foreign;
mod formatting;
mod head;
mod limits;
mod place;
mod quirks;
mod stack;
mod tables;

use super::dom::{Attributes, Dom, NodeId, TextPiece};
use super::names::{Kind, Name, Space, foreign, set};
use super::tag_attributes::TagAttributes;
use super::tokenizer::{Attribute, ClosedTag, Consumer, Content, Context, Doctype, TagKind, Text, decode};
use super::{Attr, ParseOptions, Parsed, ReachedLimit, Tag, react_streaming};
use formatting::Entry;
use limits::LeftOut;
use stack::{Open, OpenElements};
use std::ops::Range;

/// The insertion modes of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Initial,
    BeforeHtml,
    BeforeHead,
    InHead,
    InHeadNoscript,
    AfterHead,
    InBody,
    Text,
    InTable,
    InTableText,
    InCaption,
    InColumnGroup,
    InTableBody,
    InRow,
    InCell,
    InTemplate,
    AfterBody,
    InFrameset,
    AfterFrameset,
    AfterAfterBody,
    AfterAfterFrameset,
}

/// What became of a token.
#[derive(Clone, Copy, Debug)]
enum Step {
    Done,
    /// It is done, and what follows is not markup.
    Raw(Content),
    /// The mode has changed, and it has to be looked at again in the new one.
    Again(Mode),
}

/// The tag at hand.
#[derive(Clone, Copy, Debug)]
struct TagToken<'s> {
    kind: TagKind,
    name: Name,
    written: &'s str,
    self_closing: bool,
    attributes: Attributes,
}

/// Some text: all white space, or none of it at its start.
#[derive(Clone, Debug)]
struct Piece {
    text: TextPiece,
    is_space: bool,
}

/// Builds the document.
pub(super) struct TreeBuilder<'s> {
    dom: Dom<'s>,
    mode: Mode,
    /// The mode to go back to from text, raw or in a table.
    original_mode: Mode,
    template_modes: Vec<Mode>,
    open: OpenElements<'s>,
    formatting: Vec<Entry>,
    head: Option<NodeId>,
    form: Option<NodeId>,
    /// Text in a table, until it is known where it goes.
    table_text: Vec<Piece>,
    quirks: bool,
    /// Whether a `<frameset>` may still take the place of the body.
    frameset_ok: bool,
    /// Whether content goes in front of the table that it stands in.
    fosters: bool,
    /// Whether a line feed that comes next is left out.
    drops_line_feed: bool,

    tag: TagToken<'s>,
    attributes: TagAttributes,
    /// Where the token at hand stands in the source.
    source: Range<u32>,

    max_depth: usize,
    max_nodes: usize,
    left_out: LeftOut,
    /// How many formatting elements were made that no tag asked for.
    reopened: usize,
    /// Whether the document can be deeper than elements were ever open: nodes were moved into new elements, or an element
    /// was closed before what it holds.
    is_misnested: bool,
    limit: Option<ReachedLimit>,
    /// Whether elements were left out for being too deep.
    is_too_deep: bool,
}

/// How much the side buffer may hold, so that positions in it stay below four gigabytes.
pub(super) const MAX_SIDE: usize = u32::MAX as usize;

/// By what factor text can grow when it is decoded: a NUL becomes three bytes.
const MAX_GROWTH: usize = 3;

impl<'s> TreeBuilder<'s> {
    pub(super) fn new(dom: Dom<'s>, options: &ParseOptions) -> TreeBuilder<'s> {
        let attributes = dom.next_attributes();
        TreeBuilder {
            dom,
            mode: Mode::Initial,
            original_mode: Mode::Initial,
            template_modes: Vec::new(),
            open: OpenElements::new(),
            formatting: Vec::with_capacity(16),
            head: None,
            form: None,
            table_text: Vec::new(),
            quirks: false,
            frameset_ok: true,
            fosters: false,
            drops_line_feed: false,
            tag: TagToken {
                kind: TagKind::Start,
                name: Name::from(Tag::Other),
                written: "",
                self_closing: false,
                attributes,
            },
            attributes: TagAttributes::new(options.selector_names.clone()),
            source: 0..0,
            max_depth: options.limits.max_depth,
            max_nodes: options.limits.nodes(),
            left_out: LeftOut::default(),
            reopened: 0,
            is_misnested: false,
            limit: None,
            is_too_deep: false,
        }
    }

    /// The document, and the limits that it reached.
    pub(super) fn finish(mut self, source: &str) -> Parsed<'s> {
        let was_moved = react_streaming::move_into_place(&mut self.dom, source);
        // What has no content nests in what is open, but is not open itself.
        let is_deep = self.open.most >= self.max_depth;
        if was_moved || self.is_misnested || is_deep {
            self.is_too_deep |= self.dom.unwrap_below(self.max_depth);
        }
        let mut reached: Vec<ReachedLimit> = self.limit.into_iter().collect();
        if self.dom.len() >= self.max_nodes {
            reached.push(ReachedLimit::Nodes);
        }
        if self.is_too_deep {
            reached.push(ReachedLimit::Depth);
        }
        Parsed { dom: self.dom, reached }
    }

    /// Passes the start tag at hand on.
    fn process_start_tag(&mut self) -> Content {
        loop {
            let step = if self.is_start_tag_foreign() { self.foreign_start_tag() } else { self.start_tag(self.mode) };
            match step {
                Step::Done => return Content::Markup,
                Step::Raw(content) => return content,
                Step::Again(mode) => self.mode = mode,
            }
        }
    }

    /// Passes the end tag at hand on.
    fn process_end_tag(&mut self) {
        loop {
            let step = if self.is_foreign() { self.foreign_end_tag() } else { self.end_tag(self.mode) };
            match step {
                Step::Again(mode) => self.mode = mode,
                Step::Done | Step::Raw(_) => return,
            }
        }
    }

    fn start_tag(&mut self, mode: Mode) -> Step {
        match mode {
            Mode::InBody => self.start_in_body(),
            Mode::InTable => self.start_in_table(),
            Mode::InTableText => self.end_table_text(),
            Mode::InCaption => self.start_in_caption(),
            Mode::InColumnGroup => self.start_in_column_group(),
            Mode::InTableBody => self.start_in_table_body(),
            Mode::InRow => self.start_in_row(),
            Mode::InCell => self.start_in_cell(),
            Mode::InTemplate => self.start_in_template(),
            // The tokenizer makes no start tags of raw text.
            Mode::Text => Step::Done,
            _ => self.start_outside(mode),
        }
    }

    fn end_tag(&mut self, mode: Mode) -> Step {
        match mode {
            Mode::InBody => self.end_in_body(),
            Mode::InTable => self.end_in_table(),
            Mode::InTableText => self.end_table_text(),
            Mode::InCaption => self.end_in_caption(),
            Mode::InColumnGroup => self.end_in_column_group(),
            Mode::InTableBody => self.end_in_table_body(),
            Mode::InRow => self.end_in_row(),
            Mode::InCell => self.end_in_cell(),
            Mode::InTemplate if self.tag.name.kind == Kind::Template => self.end_template(),
            Mode::InTemplate => Step::Done,
            Mode::Text => {
                self.open.pop();
                self.mode = self.original_mode;
                Step::Done
            }
            _ => self.end_outside(mode),
        }
    }

    /// Passes on characters: all white space, or none of it at their start.
    fn process_piece(&mut self, piece: &Piece) {
        loop {
            if self.is_text_foreign() {
                self.frameset_ok &= piece.is_space;
                self.append_text(&piece.text);
                return;
            }
            let step = match self.mode {
                Mode::InBody | Mode::InCaption | Mode::InCell | Mode::InTemplate => self.text_in_body(piece),
                Mode::Text => {
                    self.append_text(&piece.text);
                    Step::Done
                }
                Mode::InTable | Mode::InTableBody | Mode::InRow => self.text_in_table(piece),
                Mode::InTableText => {
                    self.table_text.push(piece.clone());
                    Step::Done
                }
                Mode::InColumnGroup => self.text_in_column_group(piece),
                mode => self.text_outside(mode, piece),
            };
            match step {
                Step::Again(mode) => self.mode = mode,
                Step::Done | Step::Raw(_) => return,
            }
        }
    }

    /// Whether white space and other characters are not treated alike, so that they have to come apart.
    fn parts_white_space(&self) -> bool {
        !matches!(
            self.mode,
            Mode::InBody
                | Mode::Text
                | Mode::InCaption
                | Mode::InCell
                | Mode::InTemplate
                | Mode::InTable
                | Mode::InTableBody
                | Mode::InRow
                | Mode::InTableText
        )
    }

    /// The first part of a text that is passed on in one piece: its length, and whether it is white space.
    fn first_part(&self, text: &str) -> (usize, bool) {
        let bytes = text.as_bytes();
        let is_space = |byte: &u8| byte.is_ascii_whitespace();
        let spaces = bytes.iter().position(|byte| !is_space(byte)).unwrap_or(bytes.len());
        if !self.parts_white_space() {
            return (bytes.len(), spaces == bytes.len());
        }
        match spaces {
            0 => (bytes.iter().position(is_space).unwrap_or(bytes.len()), false),
            spaces => (spaces, true),
        }
    }

    /// Takes text that is in the source word for word.
    fn verbatim_text(&mut self, text: &str, at: usize) {
        let mut start = 0;
        while start < text.len() && !self.is_full() {
            let (length, is_space) = self.first_part(&text[start..]);
            let range = at + start..at + start + length;
            let slice = self.dom.verbatim(range.clone());
            self.process_piece(&Piece { text: TextPiece { slice, source: Some(narrow(range)) }, is_space });
            start += length;
        }
    }

    /// Whether the side buffer takes so many bytes of the source, however they are decoded.
    fn has_room_for(&self, bytes: usize) -> bool {
        self.dom.side_len().saturating_add(bytes.saturating_mul(MAX_GROWTH)) <= MAX_SIDE
    }

    /// Takes text that is not in the source word for word.
    fn decoded_text(&mut self, raw: &str, context: Context, drops_line_feed: bool) {
        if !self.has_room_for(raw.len()) {
            self.limit = Some(ReachedLimit::Bytes);
            return;
        }
        let whole = self.dom.decoded(|side| decode(raw, context, side));
        let length = self.dom.read(whole).len();
        let mut start = usize::from(drops_line_feed && self.dom.read(whole).starts_with('\n'));
        while start < length && !self.is_full() {
            let (part, is_space) = self.first_part(&self.dom.read(whole)[start..]);
            let slice = whole.part(start..start + part);
            let source = Some(self.source.clone());
            self.process_piece(&Piece { text: TextPiece { slice, source }, is_space });
            start += part;
        }
    }
}

/// A range as the arena stores it. No source is longer than its positions.
fn narrow(range: Range<usize>) -> Range<u32> {
    let narrow = |position| u32::try_from(position).unwrap_or(u32::MAX);
    narrow(range.start)..narrow(range.end)
}

impl<'s> Consumer<'s> for TreeBuilder<'s> {
    fn text(&mut self, text: Text<'s>) {
        self.source = narrow(text.at..text.at + text.raw.len());
        let drops_line_feed = std::mem::take(&mut self.drops_line_feed);
        match text.decoding {
            None => {
                let skipped = usize::from(drops_line_feed && text.raw.starts_with('\n'));
                self.verbatim_text(&text.raw[skipped..], text.at + skipped);
            }
            Some(context) => self.decoded_text(text.raw, context, drops_line_feed),
        }
    }

    fn null(&mut self, at: usize) {
        self.source = narrow(at..at + 1);
        self.drops_line_feed = false;
        self.process_null();
    }

    fn open_tag(&mut self, kind: TagKind, written: &'s str) {
        (self.tag.kind, self.tag.name, self.tag.written) = (kind, Name::of(written), written);
        if kind == TagKind::Start {
            self.attributes.start(self.tag.name, written, &mut self.dom);
        }
    }

    fn attribute(&mut self, attribute: Attribute<'s>) {
        if self.tag.kind == TagKind::Start {
            if !self.has_room_for(attribute.name.len() + attribute.value.len()) {
                self.limit = Some(ReachedLimit::Bytes);
                return;
            }
            self.attributes.add(attribute, self.tag.name, &mut self.dom);
        }
    }

    fn close_tag(&mut self, tag: ClosedTag) -> Content {
        self.source = narrow(tag.range);
        self.tag.self_closing = tag.self_closing;
        self.drops_line_feed = false;
        match self.tag.kind {
            TagKind::Start => self.take_start_tag(),
            TagKind::End => {
                self.take_end_tag();
                Content::Markup
            }
        }
    }

    fn comment(&mut self, _content: Range<usize>) {
        self.drops_line_feed = false;
        if self.mode == Mode::InTableText {
            self.mode = self.end_pending_text();
        }
    }

    fn doctype(&mut self, doctype: Doctype) {
        self.drops_line_feed = false;
        if self.mode == Mode::Initial {
            self.quirks = quirks::has_quirks(&doctype);
            self.mode = Mode::BeforeHtml;
        }
    }

    fn end(&mut self) {
        self.source = self.source.end..self.source.end;
        self.process_end();
    }

    fn in_foreign_content(&mut self) -> bool {
        self.is_foreign()
    }

    fn is_full(&self) -> bool {
        self.limit.is_some() || self.dom.len() >= self.max_nodes
    }
}
