//! Preformatted text: its lines to the letter, its language.

use super::Builder;
use super::inline::is_inline;
use super::subtree::classes;
use super::table::is_gutter;
use crate::block::{BlockKind, SpanKind};
use crate::content::{Wish, Wishes, is_hidden};
use crate::html::{Attr, Dom, NodeId, NodeKind, Tag};
use crate::text::whitespace::{is_blank, verbatim};
use crate::walk::Walker;

impl Builder<'_> {
    pub(super) fn code(&mut self, node: NodeId) {
        self.walker.take_whole(node);
        if is_gutter(self.dom, node) {
            return self.walker.note(node);
        }
        let before = self.flow.body().text.len();
        let mut listing = Listing {
            dom: self.dom,
            walker: &self.walker,
            wishes: self.wishes,
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
                let kind = BlockKind::Code { language: language(self.dom, node) };
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
            self.flow.text(line, None);
            self.flow.close_span();
            self.flow.boundary();
        }
    }
}

/// Reads the text of a listing.
struct Listing<'a> {
    dom: &'a Dom<'a>,
    walker: &'a Walker<'a>,
    wishes: &'a Wishes,
    text: String,
    images: Vec<NodeId>,
}

impl Listing<'_> {
    fn read(&mut self, root: NodeId) {
        let mut next = self.dom.first_child(root);
        let mut previous = root;
        while let Some(node) = next {
            if self.leaves_line(previous, node, root) {
                self.end_line();
            }
            previous = node;
            next = self.dom.next_in_subtree(node, root);
            match self.dom.kind(node) {
                _ if self.wishes.of(node) == Wish::Prune => next = self.dom.next_after_subtree(node, root),
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
                    _ if !self.walker.keeps(node) && is_hidden(self.dom, node, tag) => {
                        next = self.dom.next_after_subtree(node, root)
                    }
                    Tag::Img | Tag::AmpImg => self.images.push(node),
                    _ if self.is_line(node, tag) => self.end_line(),
                    _ => {}
                },
                NodeKind::Document => {}
            }
        }
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
        let in_line = tag.is_silent()
            || matches!(
                tag,
                Tag::Td
                    | Tag::Th
                    | Tag::Img
                    | Tag::AmpImg
                    | Tag::Picture
                    | Tag::Source
                    | Tag::Wbr
                    | Tag::Ruby
                    | Tag::Rt
                    | Tag::Rtc
                    | Tag::Rp
                    | Tag::Noscript
                    | Tag::Input
                    | Tag::Meter
                    | Tag::Progress
                    | Tag::Output
                    | Tag::Datalist
                    | Tag::Option
                    | Tag::Optgroup
                    | Tag::Link
                    | Tag::Meta
                    | Tag::Area
                    | Tag::Param
                    | Tag::Track
                    | Tag::Embed
                    | Tag::Object
                    | Tag::Applet
                    | Tag::Frame
                    | Tag::Base
            );
        !in_line && !tag.is_mathml() && !is_inline(self.dom, node, tag)
    }

    fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}

/// The programming language of a listing, where the markup around it names one.
fn language(dom: &Dom<'_>, listing: NodeId) -> Option<String> {
    let inside = dom.children(listing).find(|&child| dom.tag(child).is_some());
    let around = dom.ancestors(listing).take(8).take_while(|&above| !matches!(dom.tag(above), None | Some(Tag::Body)));
    let near = std::iter::once(listing).chain(inside);
    near.map(|node| (node, true)).chain(around.enumerate().map(|(level, node)| (node, level < 2))).find_map(
        |(node, near)| {
            let marked = [Attr::DataLang, Attr::DataLanguage].into_iter().find_map(|attr| dom.attr(node, attr));
            let named = marked.filter(|_| near).or_else(|| language_in_class(dom, node, near))?;
            let named = named.trim();
            let plain = matches!(
                named,
                "" | "none" | "plain" | "plaintext" | "text" | "txt" | "nohighlight" | "auto" | "undefined"
            );
            let sound = named.len() <= 32 && named.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-#._".contains(&b));
            (sound && !plain).then(|| named.to_ascii_lowercase())
        },
    )
}

/// The language that a class names: by a prefix, or beside the name of a highlighter.
fn language_in_class<'a>(dom: &'a Dom<'_>, node: NodeId, near: bool) -> Option<&'a str> {
    let mut beside_highlighter = false;
    let mut names = classes(dom, node);
    while let Some(class) = names.next() {
        for prefix in ["language-", "lang-", "highlight-source-", "highlight-text-"] {
            if let Some(language) = class.strip_prefix(prefix) {
                return Some(language);
            }
        }
        if !near {
            continue;
        }
        if class == "brush:" {
            return names.next().map(|name| name.trim_end_matches(';'));
        }
        if let Some(language) = class.strip_prefix("brush:") {
            return Some(language.trim_end_matches(';'));
        }
        if matches!(class, "sourceCode" | "hljs" | "highlight") {
            beside_highlighter = true;
        } else if beside_highlighter
            && !class.contains("highlight")
            && !class.contains("line")
            && !class.contains("copy")
        {
            return Some(class);
        }
    }
    None
}
