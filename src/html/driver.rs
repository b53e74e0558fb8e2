//! Passes tokens on to html5ever's tree builder, and text and attributes past it.

use super::asked::Asked;
use super::dom::{Attributes, Dom, NodeId, TextPiece};
use super::guard::{Census, Guard, deepens};
use super::names::{Name, Names};
use super::sink::{Handle, Sink};
use super::tag_attributes::TagAttributes;
use super::tokenizer::{Attribute, ClosedTag, Consumer, Content, Context, Doctype, TagKind, Text, decode};
use super::{Tag, stand_in, streamed};
use crate::Limit;
use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    CharacterTokens, CommentToken, Doctype as DoctypeData, DoctypeToken, EOFToken, EndTag, NullCharacterToken,
    StartTag, Tag as TagData, TagToken, Token, TokenSink, TokenSinkResult,
};
use html5ever::tree_builder::{Tracer, TreeBuilder, TreeBuilderOpts};
use std::cell::{Cell, RefCell};
use std::ops::Range;

/// How much the side buffer may hold, so that positions in it stay below four gigabytes.
pub(super) const MAX_SIDE: usize = u32::MAX as usize;

/// By what factor text can grow when it is decoded: a NUL becomes three bytes.
const MAX_GROWTH: usize = 3;

/// Drives the tree builder.
pub(super) struct Driver<'s> {
    builder: TreeBuilder<Handle, Sink<'s>>,
    names: Names,
    /// The tag that is being read.
    name: Name,
    kind: TagKind,
    attributes: TagAttributes,
    /// Whether the last token was a tag after which a line feed may be dropped.
    may_drop_line_feed: bool,
    /// Whether the tree builder waits for the end tag of an element with raw text.
    in_raw_text: bool,
    guard: Guard,
    max_depth: usize,
    max_nodes: usize,
    position: usize,
    limit: Option<Limit>,
}

impl<'s> Driver<'s> {
    pub(super) fn new(source: &'s str, max_depth: usize, max_nodes: usize, asked: Asked) -> Driver<'s> {
        let options = TreeBuilderOpts { scripting_enabled: false, drop_doctype: true, ..TreeBuilderOpts::default() };
        Driver {
            builder: TreeBuilder::new(Sink::new(source), options),
            names: Names::new(),
            name: Name::default(),
            kind: TagKind::Start,
            attributes: TagAttributes::new(asked),
            may_drop_line_feed: false,
            in_raw_text: false,
            guard: Guard::new(max_depth),
            max_depth,
            max_nodes,
            position: 0,
            limit: None,
        }
    }

    /// The document, and the limit that it reached.
    pub(super) fn finish(self, source: &str) -> (Dom<'s>, Option<Limit>) {
        let sink = self.builder.sink;
        let mut dom = sink.dom.into_inner();
        let was_moved = streamed::put_in_place(&mut dom, source);
        if was_moved || self.guard.was_too_deep(sink.elements.get()) || sink.is_misnested.get() {
            dom.unwrap_below(self.max_depth);
        }
        let limit = if dom.len() >= self.max_nodes { Some(Limit::Nodes) } else { self.limit };
        (dom, limit)
    }

    /// Passes a token on.
    fn process(&mut self, token: Token) -> Content {
        // The line number is always the same: nobody asks for it.
        match self.builder.process_token(token, 1) {
            TokenSinkResult::Continue | TokenSinkResult::Script(_) | TokenSinkResult::EncodingIndicator(_) => {
                Content::Markup
            }
            TokenSinkResult::Plaintext => Content::PlainText,
            TokenSinkResult::RawData(RawKind::Rcdata) => Content::EscapableRawText,
            TokenSinkResult::RawData(RawKind::Rawtext) => Content::RawText,
            TokenSinkResult::RawData(_) => Content::Script,
        }
    }

    /// Passes a token on that makes the tree builder put away all the text that it still keeps.
    fn process_and_settle(&mut self, token: Token) -> Content {
        let content = self.process(token);
        self.builder.sink.pieces.borrow_mut().clear();
        self.may_drop_line_feed = false;
        content
    }

    /// Sends a piece of text that is all white space or begins with something else.
    fn send_piece(&mut self, piece: TextPiece, is_space: bool, is_line_feed: bool) {
        if self.builder.sink.pieces.borrow().len() == stand_in::MAX_PIECES {
            self.process_and_settle(CommentToken(StrTendril::new()));
        }
        let number = {
            let mut pieces = self.builder.sink.pieces.borrow_mut();
            pieces.push(piece);
            pieces.len() - 1
        };
        let word = if is_line_feed && number == 0 {
            stand_in::for_first_line_feed()
        } else {
            stand_in::for_text(number, is_space)
        };
        self.process(CharacterTokens(word));
        self.may_drop_line_feed = false;
    }

    /// Where the stand-ins for a text have to be apart: before and after a line feed that may be dropped, and where
    /// white space turns into something else, at the beginning or, in a page of frames, everywhere.
    fn first_part(&self, text: &str) -> usize {
        if self.may_drop_line_feed && text.starts_with('\n') {
            return "\n".len();
        }
        let bytes = text.as_bytes();
        let is_space = |byte: &u8| byte.is_ascii_whitespace();
        let has_frameset = self.builder.sink.has_frameset.get();
        let length = match bytes.first() {
            Some(first) if is_space(first) => bytes.iter().position(|byte| !is_space(byte)),
            Some(_) if has_frameset => bytes.iter().position(is_space),
            _ => None,
        };
        length.unwrap_or(bytes.len())
    }

    /// The element that is open innermost.
    fn current_element(&self) -> Option<NodeId> {
        self.builder.sink.last_named.set(None);
        self.builder.adjusted_current_node_present_but_not_in_html_namespace();
        self.builder.sink.last_named.get()
    }

    fn survey(&self, formatting: Option<RefCell<Vec<LocalName>>>) -> Survey {
        let innermost = self.current_element();
        let survey = Survey { innermost, named: Cell::new(0), open: Cell::new(None), formatting };
        self.builder.trace_handles(&survey);
        survey
    }

    fn take_census(&mut self) {
        let survey = self.survey(None);
        let open = survey.open.get().unwrap_or(0);
        let census = Census { open, formatting: survey.named.get().saturating_sub(open + 1) };
        let (elements, formatting) = self.made();
        self.guard.record(census, elements, formatting);
    }

    /// Whether the start tag at hand would make the tree builder hold too much.
    fn is_too_much(&mut self, self_closing: bool) -> bool {
        let (elements, formatting) = self.made();
        if !self.guard.is_census_due(elements, formatting) {
            return false;
        }
        if !self.guard.is_up_to_date {
            self.take_census();
        }
        if self.name.is_formatting && self.guard.is_overloaded(formatting) {
            return true;
        }
        self.guard.is_deep(elements) && {
            let is_foreign = self.builder.adjusted_current_node_present_but_not_in_html_namespace();
            deepens(self.name.nesting, is_foreign, self_closing)
        }
    }

    /// How many elements, and formatting elements, were made so far.
    fn made(&self) -> (usize, usize) {
        (self.builder.sink.elements.get(), self.builder.sink.formatting_elements.get())
    }

    /// Closes formatting elements that are opened again too often. Their text is not lost, only its emphasis.
    fn end_reopening(&mut self) {
        let (_, formatting) = self.made();
        if self.in_raw_text || !self.guard.is_reopening_too_much(formatting, self.position) {
            return;
        }
        let names = self.survey(Some(RefCell::default())).formatting.map(RefCell::into_inner).unwrap_or_default();
        self.set_token(self.position..self.position, None, Attributes::default());
        for name in names.into_iter().rev() {
            self.process_and_settle(TagToken(tag_data(EndTag, name, false)));
        }
    }

    fn set_token(&mut self, source: Range<usize>, start_tag: Option<(LocalName, Tag)>, attributes: Attributes) {
        let mut token = self.builder.sink.token.borrow_mut();
        token.source = narrow(source);
        token.start_tag = start_tag;
        token.attributes = attributes;
    }

    fn start_tag(&mut self, tag: ClosedTag) -> Content {
        if self.is_too_much(tag.self_closing) {
            self.guard.leave_out(&self.name.local);
            return Content::Markup;
        }
        self.end_reopening();
        let mut data = tag_data(StartTag, self.name.local.clone(), tag.self_closing);
        let attributes = self.attributes.finish(&self.name, &self.builder.sink, &mut data.attrs);
        self.set_token(tag.range.clone(), Some((self.name.local.clone(), self.name.tag)), attributes);
        self.builder.sink.last_element.set(None);
        self.guard.is_up_to_date = false;
        let content = self.process_and_settle(TagToken(data));
        if self.name.is_formatting {
            self.guard.count_formatting_tag();
            if let Some(element) = self.builder.sink.last_element.get() {
                self.builder.sink.dom.borrow_mut().set_start_tag(element, narrow(tag.range));
            }
        }
        self.may_drop_line_feed = matches!(self.name.tag, Tag::Pre | Tag::Listing | Tag::Textarea);
        if tag.self_closing && self.name.tag == Tag::Iframe && self.is_in_noscript() {
            let end = TagToken(tag_data(EndTag, self.name.local.clone(), false));
            self.process_and_settle(end);
            return Content::Markup;
        }
        self.in_raw_text = matches!(content, Content::EscapableRawText | Content::RawText | Content::Script);
        content
    }

    /// Whether the element that was made last stands in `<noscript>`. A browser that runs scripts does not look at what is
    /// in there, so nobody noticed that a frame closed like this swallows the rest of the page.
    fn is_in_noscript(&self) -> bool {
        let dom = self.builder.sink.dom.borrow();
        let made = self.builder.sink.last_element.get();
        made.and_then(|frame| dom.parent(frame)).is_some_and(|parent| dom.tag(parent) == Some(Tag::Noscript))
    }

    fn end_tag(&mut self, tag: ClosedTag) {
        if self.guard.leaves_out_end(&self.name.local) {
            return;
        }
        self.end_reopening();
        let before = self.current_element();
        self.guard.is_up_to_date = false;
        self.set_token(tag.range.clone(), None, Attributes::default());
        self.process_and_settle(TagToken(tag_data(EndTag, self.name.local.clone(), tag.self_closing)));
        self.in_raw_text = false;
        let after = self.current_element();
        self.note_end(before, after, narrow(tag.range).end);
    }

    /// Notes the end of the element that the end tag at hand has closed, given the innermost elements before and after.
    fn note_end(&mut self, before: Option<NodeId>, after: Option<NodeId>, end: u32) {
        let (Some(before), Some(after)) = (before, after) else { return };
        let mut dom = self.builder.sink.dom.borrow_mut();
        let tag = self.name.tag;
        if matches!(tag, Tag::Body | Tag::Html) {
            // These stay open to the end of the source.
            let closed = std::iter::once(before).chain(dom.ancestors(before)).find(|&id| dom.tag(id) == Some(tag));
            if let Some(closed) = closed {
                dom.extend_to(closed, end);
            }
            return;
        }
        if before == after {
            if tag == Tag::Form {
                // The form may have been closed with others still open in it.
                self.builder.sink.is_misnested.set(true);
            }
            return;
        }
        // What was closed is on the way up to the element that is innermost now, and of what can have this end tag it is
        // the outermost. Where elements were moved the way may lead past it; it is as long as elements can be nested.
        let mut closed = None;
        let mut node = Some(before);
        for _ in 0..self.max_depth {
            let Some(id) = node else { return };
            if id == after {
                break;
            }
            if dom.tag(id).is_some_and(|element| belongs_to(tag, element)) {
                closed = Some(id);
            }
            node = dom.parent(id);
        }
        if let Some(closed) = closed.filter(|_| node == Some(after)) {
            dom.set_end(closed, end);
        }
    }

    /// Takes text that is not in the source word for word.
    fn decoded_text(&mut self, raw: &str, context: Context, source: Range<usize>) {
        let mut dom = self.builder.sink.dom.borrow_mut();
        if dom.side_len() + MAX_GROWTH * raw.len() > MAX_SIDE {
            drop(dom);
            self.limit = Some(Limit::Bytes);
            return;
        }
        let whole = dom.decoded(|side| decode(raw, context, side));
        drop(dom);
        let mut start = 0;
        while !self.is_full() {
            let (length, is_space, is_line_feed) = {
                let dom = self.builder.sink.dom.borrow();
                let rest = &dom.read(whole)[start..];
                let Some(first) = rest.bytes().next() else { return };
                let length = self.first_part(rest);
                (length, first.is_ascii_whitespace(), length == 1 && first == b'\n')
            };
            let slice = whole.part(start..start + length);
            let is_line_feed = is_line_feed && self.may_drop_line_feed;
            self.send_piece(TextPiece { slice, source: Some(narrow(source.clone())) }, is_space, is_line_feed);
            start += length;
        }
    }
}

/// Whether an end tag can be the one of an element that it has closed.
fn belongs_to(end_tag: Tag, element: Tag) -> bool {
    let is_heading = |tag| matches!(tag, Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6);
    match element {
        // Their names are not told apart. These two end tags only lead out of them.
        Tag::Svg | Tag::SvgInner => !matches!(end_tag, Tag::P | Tag::Br),
        _ if element.is_mathml() => !matches!(end_tag, Tag::P | Tag::Br),
        _ => end_tag == element || is_heading(end_tag) && is_heading(element),
    }
}

fn tag_data(kind: html5ever::tokenizer::TagKind, name: LocalName, self_closing: bool) -> TagData {
    TagData { kind, name, self_closing, attrs: Vec::new(), had_duplicate_attributes: false }
}

/// A range as the arena stores it.
fn narrow(range: Range<usize>) -> Range<u32> {
    let narrow = |position| u32::try_from(position).expect("the source is below four gigabytes");
    narrow(range.start)..narrow(range.end)
}

/// Looks at the elements that the tree builder holds on to. It names them in this order: the document, the open elements
/// from the outermost on, the active formatting elements from the oldest on, then one or two more.
struct Survey {
    /// The innermost open element.
    innermost: Option<NodeId>,
    /// How many were named so far.
    named: Cell<usize>,
    /// How many are open, once that is known.
    open: Cell<Option<usize>>,
    /// What is to happen with the names of the active formatting elements.
    formatting: Option<RefCell<Vec<LocalName>>>,
}

impl Tracer for Survey {
    type Handle = Handle;

    fn trace_handle(&self, node: &Handle) {
        if self.open.get().is_none() {
            if node.id() == self.innermost {
                self.open.set(Some(self.named.get()));
            }
        } else if let (Some(list), Some(name)) = (&self.formatting, node.formatting_name()) {
            list.borrow_mut().push(name.clone());
        }
        self.named.set(self.named.get() + 1);
    }
}

impl<'s> Consumer<'s> for Driver<'s> {
    fn text(&mut self, text: Text<'s>) {
        let source = text.at..text.at + text.raw.len();
        self.position = source.end;
        self.set_token(source.clone(), None, Attributes::default());
        match text.decoding {
            None => {
                let mut start = 0;
                while start < text.raw.len() && !self.is_full() {
                    let rest = &text.raw[start..];
                    let length = self.first_part(rest);
                    let is_space = rest.as_bytes()[0].is_ascii_whitespace();
                    let range = text.at + start..text.at + start + length;
                    let slice = self.builder.sink.dom.borrow().verbatim(range.clone());
                    let is_line_feed = self.may_drop_line_feed && length == 1 && rest.starts_with('\n');
                    self.send_piece(TextPiece { slice, source: Some(narrow(range)) }, is_space, is_line_feed);
                    start += length;
                }
            }
            Some(context) => self.decoded_text(text.raw, context, source),
        }
    }

    fn null(&mut self, at: usize) {
        self.position = at + 1;
        self.set_token(at..at + 1, None, Attributes::default());
        self.process(NullCharacterToken);
        self.may_drop_line_feed = false;
    }

    fn open_tag(&mut self, kind: TagKind, name: &'s str) {
        self.kind = kind;
        self.name.clone_from(self.names.get(name));
        self.attributes.start(&self.name, &self.builder.sink);
    }

    fn attribute(&mut self, attribute: Attribute<'s>) {
        if self.kind == TagKind::Start {
            let mut dom = self.builder.sink.dom.borrow_mut();
            if dom.side_len() + MAX_GROWTH * (attribute.name.len() + attribute.value.len()) > MAX_SIDE {
                self.limit = Some(Limit::Bytes);
                return;
            }
            self.attributes.add(attribute, &self.name, &mut dom);
        }
    }

    fn close_tag(&mut self, tag: ClosedTag) -> Content {
        self.position = tag.range.end;
        match self.kind {
            TagKind::Start => self.start_tag(tag),
            TagKind::End => {
                self.end_tag(tag);
                Content::Markup
            }
        }
    }

    fn comment(&mut self, _content: Range<usize>) {
        self.process_and_settle(CommentToken(StrTendril::new()));
    }

    fn doctype(&mut self, doctype: Doctype) {
        let tendril = |text: Option<String>| text.map(StrTendril::from);
        self.process(DoctypeToken(DoctypeData {
            name: tendril(doctype.name),
            public_id: tendril(doctype.public_id),
            system_id: tendril(doctype.system_id),
            force_quirks: doctype.force_quirks,
        }));
        self.may_drop_line_feed = false;
    }

    fn end(&mut self) {
        self.set_token(self.position..self.position, None, Attributes::default());
        self.process_and_settle(EOFToken);
    }

    fn in_foreign_content(&mut self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }

    fn is_full(&self) -> bool {
        self.limit.is_some() || self.builder.sink.dom.borrow().len() >= self.max_nodes
    }
}
