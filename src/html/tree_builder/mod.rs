//! Tokens to a tree, by the [tree construction
//! rules](https://html.spec.whatwg.org/multipage/parsing.html#tree-construction) of the WHATWG HTML standard, scripting
//! disabled.
//!
//! The builder writes into the arena as it goes: text and attributes are ranges that it only passes on. Insertion modes are
//! spread over the files of this folder by what a document is made of, each mode with what it does about start tags, end
//! tags and text. Comments have no place in the document, and parse errors are not reported.
//!
//! How deep elements nest, and how many formatting elements there are, is bounded while the tree grows, so that looking
//! through them costs a bounded time for each token.

mod active_formatting;
mod foreign_content;
mod in_body;
mod in_body_end_tags;
mod in_table;
mod insertion;
mod limits;
mod open_elements;
mod outside_body;
mod quirks;

use super::dom::{AttributeRange, Dom, NodeId, TextPiece};
use super::names::{Namespace, TagGroup, TagName, foreign, set};
use super::tag_attributes::TagAttributes;
use super::tokenizer::{AttributeToken, Decoding, Doctype, TagEnd, TagKind, Text, TokenSink, TokenizerState, decode};
use super::{Attr, ParseOptions, Parsed, ReachedLimit, Tag, react_streaming};
use active_formatting::FormattingEntry;
use limits::OmittedTags;
use open_elements::{OpenElement, OpenElements};
use std::ops::Range;

/// The [insertion modes](https://html.spec.whatwg.org/multipage/parsing.html#the-insertion-mode) of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum InsertionMode {
    /// ["initial"](https://html.spec.whatwg.org/multipage/parsing.html#the-initial-insertion-mode)
    Initial,
    /// ["before html"](https://html.spec.whatwg.org/multipage/parsing.html#the-before-html-insertion-mode)
    BeforeHtml,
    /// ["before head"](https://html.spec.whatwg.org/multipage/parsing.html#the-before-head-insertion-mode)
    BeforeHead,
    /// ["in head"](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inhead)
    InHead,
    /// ["in head noscript"](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inheadnoscript)
    InHeadNoscript,
    /// ["after head"](https://html.spec.whatwg.org/multipage/parsing.html#the-after-head-insertion-mode)
    AfterHead,
    /// ["in body"](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody)
    InBody,
    /// ["text"](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-incdata)
    Text,
    /// ["in table"](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intable)
    InTable,
    /// ["in table text"](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intabletext)
    InTableText,
    /// ["in caption"](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-incaption)
    InCaption,
    /// ["in column group"](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-incolgroup)
    InColumnGroup,
    /// ["in table body"](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intbody)
    InTableBody,
    /// ["in row"](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intr)
    InRow,
    /// ["in cell"](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intd)
    InCell,
    /// ["in template"](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intemplate)
    InTemplate,
    /// ["after body"](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-afterbody)
    AfterBody,
    /// ["in frameset"](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inframeset)
    InFrameset,
    /// ["after frameset"](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-afterframeset)
    AfterFrameset,
    /// ["after after body"](https://html.spec.whatwg.org/multipage/parsing.html#the-after-after-body-insertion-mode)
    AfterAfterBody,
    /// ["after after
    /// frameset"](https://html.spec.whatwg.org/multipage/parsing.html#the-after-after-frameset-insertion-mode)
    AfterAfterFrameset,
}

/// What became of a token.
#[derive(Clone, Copy, Debug)]
enum TokenOutcome {
    Done,
    /// It is done, and what follows is not markup: the tokenizer has to go on in this state.
    SwitchTokenizer(TokenizerState),
    /// The insertion mode has changed, and the token has to be processed again in the new one.
    Reprocess(InsertionMode),
}

/// The tag at hand.
#[derive(Clone, Copy, Debug)]
struct TagToken<'s> {
    kind: TagKind,
    name: TagName,
    written: &'s str,
    self_closing: bool,
    attributes: AttributeRange,
}

/// Some text: all white space, or none of it at its start.
#[derive(Clone, Debug)]
struct CharacterRun {
    text: TextPiece,
    is_space: bool,
}

/// Builds the document.
pub(super) struct TreeBuilder<'s> {
    dom: Dom<'s>,
    insertion_mode: InsertionMode,
    /// The mode to go back to from text, raw or in a table.
    original_insertion_mode: InsertionMode,
    template_insertion_modes: Vec<InsertionMode>,
    open_elements: OpenElements<'s>,
    active_formatting: Vec<FormattingEntry>,
    head_element: Option<NodeId>,
    form_element: Option<NodeId>,
    /// Text in a table, until it is known where it goes.
    pending_table_characters: Vec<CharacterRun>,
    quirks_mode: bool,
    /// Whether a `<frameset>` may still take the place of the body.
    frameset_ok: bool,
    /// Whether content goes in front of the table that it stands in.
    foster_parenting: bool,
    /// Whether a line feed that comes next is left out.
    ignores_next_line_feed: bool,

    tag: TagToken<'s>,
    attributes: TagAttributes,
    /// Where the token at hand stands in the source.
    source: Range<u32>,

    max_depth: usize,
    max_nodes: usize,
    omitted: OmittedTags,
    /// How many formatting elements were made that no tag asked for.
    reconstructed: usize,
    /// Whether the document can be deeper than elements were ever open: nodes were moved into new elements, or an element
    /// was closed before what it holds.
    is_misnested: bool,
    limit: Option<ReachedLimit>,
    /// Whether elements were left out for being too deep.
    is_too_deep: bool,
}

/// By what factor text can grow when it is decoded: a NUL becomes three bytes.
const MAX_GROWTH: usize = 3;

impl<'s> TreeBuilder<'s> {
    pub(super) fn new(dom: Dom<'s>, options: &ParseOptions) -> TreeBuilder<'s> {
        let attributes = dom.next_attributes();
        TreeBuilder {
            dom,
            insertion_mode: InsertionMode::Initial,
            original_insertion_mode: InsertionMode::Initial,
            template_insertion_modes: Vec::new(),
            open_elements: OpenElements::new(),
            active_formatting: Vec::with_capacity(16),
            head_element: None,
            form_element: None,
            pending_table_characters: Vec::new(),
            quirks_mode: false,
            frameset_ok: true,
            foster_parenting: false,
            ignores_next_line_feed: false,
            tag: TagToken {
                kind: TagKind::Start,
                name: TagName::from(Tag::Other),
                written: "",
                self_closing: false,
                attributes,
            },
            attributes: TagAttributes::new(options.selector_names.clone()),
            source: 0..0,
            max_depth: options.limits.max_depth,
            max_nodes: options.limits.nodes(),
            omitted: OmittedTags::default(),
            reconstructed: 0,
            is_misnested: false,
            limit: None,
            is_too_deep: false,
        }
    }

    /// The document, and the limits that it reached.
    pub(super) fn finish(mut self, source: &str) -> Parsed<'s> {
        let was_moved = react_streaming::move_into_place(&mut self.dom, source);
        // What has no content nests in what is open, but is not open itself.
        let is_deep = self.open_elements.most >= self.max_depth;
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
    fn process_start_tag(&mut self) -> TokenizerState {
        loop {
            let outcome = if self.is_start_tag_foreign() {
                self.foreign_start_tag()
            } else {
                self.start_tag(self.insertion_mode)
            };
            match outcome {
                TokenOutcome::Done => return TokenizerState::Data,
                TokenOutcome::SwitchTokenizer(content) => return content,
                TokenOutcome::Reprocess(mode) => self.insertion_mode = mode,
            }
        }
    }

    /// Passes the end tag at hand on.
    fn process_end_tag(&mut self) {
        loop {
            let outcome = if self.is_foreign() { self.foreign_end_tag() } else { self.end_tag(self.insertion_mode) };
            match outcome {
                TokenOutcome::Reprocess(mode) => self.insertion_mode = mode,
                TokenOutcome::Done | TokenOutcome::SwitchTokenizer(_) => return,
            }
        }
    }

    fn start_tag(&mut self, mode: InsertionMode) -> TokenOutcome {
        match mode {
            InsertionMode::InBody => self.start_in_body(),
            InsertionMode::InTable => self.start_in_table(),
            InsertionMode::InTableText => self.end_in_table_text(),
            InsertionMode::InCaption => self.start_in_caption(),
            InsertionMode::InColumnGroup => self.start_in_column_group(),
            InsertionMode::InTableBody => self.start_in_table_body(),
            InsertionMode::InRow => self.start_in_row(),
            InsertionMode::InCell => self.start_in_cell(),
            InsertionMode::InTemplate => self.start_in_template(),
            // The tokenizer makes no start tags of raw text.
            InsertionMode::Text => TokenOutcome::Done,
            _ => self.start_outside(mode),
        }
    }

    fn end_tag(&mut self, mode: InsertionMode) -> TokenOutcome {
        match mode {
            InsertionMode::InBody => self.end_in_body(),
            InsertionMode::InTable => self.end_in_table(),
            InsertionMode::InTableText => self.end_in_table_text(),
            InsertionMode::InCaption => self.end_in_caption(),
            InsertionMode::InColumnGroup => self.end_in_column_group(),
            InsertionMode::InTableBody => self.end_in_table_body(),
            InsertionMode::InRow => self.end_in_row(),
            InsertionMode::InCell => self.end_in_cell(),
            InsertionMode::InTemplate if self.tag.name.group == TagGroup::Template => self.end_template(),
            InsertionMode::InTemplate => TokenOutcome::Done,
            InsertionMode::Text => {
                self.open_elements.pop();
                self.insertion_mode = self.original_insertion_mode;
                TokenOutcome::Done
            }
            _ => self.end_outside(mode),
        }
    }

    /// Passes on characters: all white space, or none of it at their start.
    fn process_characters(&mut self, run: &CharacterRun) {
        loop {
            if self.is_text_foreign() {
                self.frameset_ok &= run.is_space;
                self.append_text(&run.text);
                return;
            }
            let outcome = match self.insertion_mode {
                InsertionMode::InBody
                | InsertionMode::InCaption
                | InsertionMode::InCell
                | InsertionMode::InTemplate => self.text_in_body(run),
                InsertionMode::Text => {
                    self.append_text(&run.text);
                    TokenOutcome::Done
                }
                InsertionMode::InTable | InsertionMode::InTableBody | InsertionMode::InRow => self.text_in_table(run),
                InsertionMode::InTableText => {
                    self.pending_table_characters.push(run.clone());
                    TokenOutcome::Done
                }
                InsertionMode::InColumnGroup => self.text_in_column_group(run),
                mode => self.text_outside(mode, run),
            };
            match outcome {
                TokenOutcome::Reprocess(mode) => self.insertion_mode = mode,
                TokenOutcome::Done | TokenOutcome::SwitchTokenizer(_) => return,
            }
        }
    }

    /// Whether white space and other characters are not treated alike, so that they have to come apart.
    fn parts_white_space(&self) -> bool {
        !matches!(
            self.insertion_mode,
            InsertionMode::InBody
                | InsertionMode::Text
                | InsertionMode::InCaption
                | InsertionMode::InCell
                | InsertionMode::InTemplate
                | InsertionMode::InTable
                | InsertionMode::InTableBody
                | InsertionMode::InRow
                | InsertionMode::InTableText
        )
    }

    /// The first part of a text that is passed on in one run: its length, and whether it is white space.
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
            self.process_characters(&CharacterRun { text: TextPiece { slice, source: Some(narrow(range)) }, is_space });
            start += length;
        }
    }

    /// Whether the side buffer takes so many bytes of the source, however they are decoded.
    fn has_room_for(&self, bytes: usize) -> bool {
        self.dom.has_side_room(bytes.saturating_mul(MAX_GROWTH))
    }

    /// Takes text that is not in the source word for word.
    fn decoded_text(&mut self, raw: &str, context: Decoding, drops_line_feed: bool) {
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
            self.process_characters(&CharacterRun { text: TextPiece { slice, source }, is_space });
            start += part;
        }
    }
}

/// A range as the arena stores it. No source is longer than its positions.
fn narrow(range: Range<usize>) -> Range<u32> {
    let narrow = |position| u32::try_from(position).unwrap_or(u32::MAX);
    narrow(range.start)..narrow(range.end)
}

impl<'s> TokenSink<'s> for TreeBuilder<'s> {
    fn text(&mut self, text: Text<'s>) {
        self.source = narrow(text.at..text.at + text.raw.len());
        let drops_line_feed = std::mem::take(&mut self.ignores_next_line_feed);
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
        self.ignores_next_line_feed = false;
        self.process_null();
    }

    fn open_tag(&mut self, kind: TagKind, written: &'s str) {
        (self.tag.kind, self.tag.name, self.tag.written) = (kind, TagName::of(written), written);
        if kind == TagKind::Start {
            self.attributes.start(self.tag.name, written, &mut self.dom);
        }
    }

    fn attribute(&mut self, attribute: AttributeToken<'s>) {
        if self.tag.kind == TagKind::Start {
            if !self.has_room_for(attribute.name.len() + attribute.value.len()) {
                self.limit = Some(ReachedLimit::Bytes);
                return;
            }
            self.attributes.add(attribute, self.tag.name, &mut self.dom);
        }
    }

    fn close_tag(&mut self, tag: TagEnd) -> TokenizerState {
        self.source = narrow(tag.range);
        self.tag.self_closing = tag.self_closing;
        self.ignores_next_line_feed = false;
        match self.tag.kind {
            TagKind::Start => self.take_start_tag(),
            TagKind::End => {
                self.take_end_tag();
                TokenizerState::Data
            }
        }
    }

    fn comment(&mut self, _content: Range<usize>) {
        self.ignores_next_line_feed = false;
        if self.insertion_mode == InsertionMode::InTableText {
            self.insertion_mode = self.end_pending_table_characters();
        }
    }

    fn doctype(&mut self, doctype: Doctype) {
        self.ignores_next_line_feed = false;
        if self.insertion_mode == InsertionMode::Initial {
            self.quirks_mode = quirks::asks_for_quirks_mode(&doctype);
            self.insertion_mode = InsertionMode::BeforeHtml;
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
