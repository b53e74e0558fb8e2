//! Preformatted text: its lines to the letter. Its language finds [`code_language`](super::code_language).

use super::Builder;
use super::code_frame::{is_control, is_prose, own_code};
use super::code_language::language;
use super::inline::is_inline;
use super::table::is_gutter;
use crate::article::{BlockKind, SpanKind};
use crate::content::{SelectorRule, SelectorRules, is_hidden};
use crate::html::{Attr, Dom, NodeId, NodeKind, Tag};
use crate::text::whitespace::{is_blank, verbatim};
use crate::walk::Walker;

impl Builder<'_> {
    pub(super) fn code(&mut self, node: NodeId) {
        if is_prose(self.dom, node) {
            return self.block();
        }
        self.walker.take_whole(node);
        if is_gutter(self.dom, node) {
            return self.walker.note(node);
        }
        let before = self.flow.body().text.len();
        let language = language(self.dom, node);
        let mut listing = Listing {
            dom: self.dom,
            walker: &self.walker,
            rules: self.rules,
            code: own_code(self.dom, node),
            language: language.as_deref(),
            line: 0,
            text: String::new(),
            images: Vec::new(),
        };
        listing.read(node);
        let Listing { text, images, .. } = listing;
        let text = verbatim(&text);
        let text = text.trim_end_matches(['\n', '\r']);
        if !is_blank(text) {
            if self.flow.in_fixed_leaf() {
                self.code_lines(text);
            } else {
                let kind = BlockKind::Code { language: language.map(String::into_boxed_str) };
                self.flow.block(kind, text.to_owned(), self.dom.source_range(node));
            }
        }
        for image in images {
            self.place_image(image);
        }
        self.note_if_no_room(node, before);
    }

    /// A listing where only inline content can stand: a line of code a line.
    fn code_lines(&mut self, text: &str) {
        self.flow.boundary();
        for line in text.split('\n') {
            self.flow.open_span(SpanKind::Code);
            self.flow.text(line, None, false);
            self.flow.close_span();
            self.flow.boundary();
        }
    }
}

/// Reads the text of a listing.
struct Listing<'a> {
    dom: &'a Dom<'a>,
    walker: &'a Walker<'a>,
    rules: &'a SelectorRules,
    /// The element inside that holds the code, where there is one.
    code: Option<NodeId>,
    language: Option<&'a str>,
    /// Where the line that a `<code>` is begins in the text.
    line: usize,
    text: String,
    images: Vec<NodeId>,
}

impl Listing<'_> {
    fn read(&mut self, root: NodeId) {
        let mut next = self.dom.first_child(root);
        let mut previous = root;
        let is_preformatted = self.dom.tag(root) == Some(Tag::Pre);
        while let Some(node) = next {
            if self.leaves_line(previous, node, root) {
                self.end_line();
            }
            previous = node;
            next = self.dom.next_in_subtree(node, root);
            match self.dom.kind(node) {
                _ if self.rules.of(node) == SelectorRule::Prune => next = self.dom.next_after_subtree(node, root),
                NodeKind::Text => self.text.push_str(self.dom.text(node)),
                NodeKind::Element(tag) => match tag {
                    Tag::Br => self.text.push('\n'),
                    _ if tag.is_silent()
                        || matches!(tag, Tag::Rt | Tag::Rtc | Tag::Rp)
                        || is_gutter(self.dom, node) =>
                    {
                        next = self.dom.next_after_subtree(node, root)
                    }
                    // Of a page the lines of a listing are kept together: only what the markup hides is left out.
                    _ if (!self.walker.keeps(node) || self.dom.attr(node, Attr::AriaHidden).is_some())
                        && is_hidden(self.dom, node, tag) =>
                    {
                        next = self.dom.next_after_subtree(node, root)
                    }
                    _ if is_control(self.dom, node, root, self.code, self.language) => {
                        next = self.dom.next_after_subtree(node, root)
                    }
                    _ if tag.is_image() => self.images.push(node),
                    Tag::Code if is_preformatted && self.follows_code(node) => self.next_line(),
                    Tag::Code => self.line = self.text.len(),
                    _ if self.is_line(node, tag) => self.end_line(),
                    _ => {}
                },
                NodeKind::Document => {}
            }
        }
    }

    /// Whether a `<code>` stands right after another: then each is a line, as WeChat and others write them.
    fn follows_code(&self, node: NodeId) -> bool {
        let before = self.dom.previous_sibling(node);
        before.is_some_and(|before| self.dom.tag(before) == Some(Tag::Code))
    }

    /// Begins the line after that of the `<code>` before, which may have been empty.
    fn next_line(&mut self) {
        if self.text.len() == self.line || !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.line = self.text.len();
    }

    /// Whether going from one node to the next leaves an element that is a line of its own.
    fn leaves_line(&self, from: NodeId, to: NodeId, root: NodeId) -> bool {
        let parent = self.dom.parent(to);
        let mut left = from;
        while left != root && Some(left) != parent {
            if self.dom.tag(left).is_some_and(|tag| self.is_line(left, tag)) {
                return true;
            }
            match self.dom.parent(left) {
                Some(above) => left = above,
                None => break,
            }
        }
        false
    }

    /// Whether an element is a line of its own: every block is, but for the cells of a line.
    fn is_line(&self, node: NodeId, tag: Tag) -> bool {
        !tag.is_in_code_line() && !is_inline(self.dom, node, tag)
    }

    fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}
