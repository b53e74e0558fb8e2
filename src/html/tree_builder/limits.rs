//! Takes tags from the tokenizer, as far as the bounds on depth and formatting let them in, and notes where elements end.
//!
//! The rules look through the open elements at many tags and through the formatting elements at others. On pages as people
//! write them both are few. A source made for it can let both grow with every tag, and the work with their product, so
//! tags that would make them too many are left out, with their end tags. Their text stays.

use super::{Content, Kind, Mode, NodeId, Tag, TreeBuilder};
use crate::html::names::Name;

/// How many more elements may be open than may be nested in the result. At the limit itself the rules then still close what
/// they should (a `<p>` by the next one); what is too deep is unwrapped in the end.
const SLACK: usize = 32;

/// How many formatting elements may be active. Of 2,174 pages of many kinds none had more than nine.
const MAX_FORMATTING: usize = 64;

/// Start tags that were left out, whose end tags are to be left out as well: how many, by a hash of their names, once there
/// are any.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    counts: Vec<u32>,
    total: usize,
}

impl LeftOut {
    const PLACES: usize = 1024;

    fn place(name: Name, written: &str) -> usize {
        let fold = |hash: usize, byte: u8| hash.wrapping_mul(31).wrapping_add(byte.to_ascii_lowercase().into());
        match name.tag {
            Tag::Other => written.bytes().take(64).fold(0, fold) % LeftOut::PLACES,
            tag => tag as usize,
        }
    }

    /// Takes note of a start tag.
    fn start(&mut self, name: Name, written: &str) {
        self.counts.resize(LeftOut::PLACES, 0);
        self.counts[LeftOut::place(name, written)] += 1;
        self.total += 1;
    }

    /// Whether an end tag belongs to one of them.
    fn end(&mut self, name: Name, written: &str) -> bool {
        if self.total == 0 {
            return false;
        }
        let count = &mut self.counts[LeftOut::place(name, written)];
        if *count == 0 {
            return false;
        }
        *count -= 1;
        self.total -= 1;
        true
    }

    fn clear(&mut self) {
        self.counts.clear();
        self.total = 0;
    }
}

impl<'s> TreeBuilder<'s> {
    /// Takes the start tag at hand.
    pub(super) fn take_start_tag(&mut self) -> Content {
        let name = self.tag.name;
        if self.is_too_much() {
            self.attributes.discard(&mut self.dom);
            self.left_out.start(name, self.tag.written);
            return Content::Markup;
        }
        if self.reopens_too_much() {
            self.end_reopening();
        }
        self.tag.attributes = self.attributes.kept();
        let content = self.process_start_tag();
        if self.tag.self_closing && name.kind == Kind::Iframe && content == Content::RawText && self.is_in_noscript() {
            self.open.pop();
            self.mode = self.original_mode;
            return Content::Markup;
        }
        content
    }

    /// Whether the start tag at hand would make the tree builder hold too much.
    fn is_too_much(&mut self) -> bool {
        let is_deep = self.open.len() >= self.max_depth + SLACK;
        let is_overloaded = self.formatting.len() >= MAX_FORMATTING && self.formatting_len() >= MAX_FORMATTING;
        if !is_deep && !is_overloaded {
            if self.left_out.total > 0 {
                self.left_out.clear();
            }
            return false;
        }
        let is_too_deep = is_deep && self.tag.name.deepens(self.is_foreign(), self.tag.self_closing);
        self.is_too_deep |= is_too_deep;
        is_too_deep || is_overloaded && self.tag.name.is_formatting()
    }

    /// Whether the element that is open innermost stands in `<noscript>`. A browser that runs scripts does not look at what
    /// is in there, so nobody noticed that a frame closed like `<iframe/>` swallows the rest of the page.
    fn is_in_noscript(&self) -> bool {
        let parent = self.open.current().and_then(|frame| self.dom.parent(frame.node));
        parent.is_some_and(|parent| self.dom.tag(parent) == Some(Tag::Noscript))
    }

    /// Takes the end tag at hand.
    pub(super) fn take_end_tag(&mut self) {
        if self.left_out.end(self.tag.name, self.tag.written) {
            return;
        }
        if self.mode != Mode::Text && self.reopens_too_much() {
            self.end_reopening();
        }
        let before = self.open.current().map(|open| open.node);
        self.process_end_tag();
        let after = self.open.current().map(|open| open.node);
        if let (Some(before), Some(after)) = (before, after) {
            self.note_end(before, after);
        }
    }

    /// Notes the end of the element that the end tag at hand has closed, given the innermost elements before and after.
    fn note_end(&mut self, before: NodeId, after: NodeId) {
        let (tag, end) = (self.tag.name.tag, self.source.end);
        if matches!(tag, Tag::Body | Tag::Html) {
            // These stay open to the end of the source.
            let is_closed = |id: &NodeId| self.dom.tag(*id) == Some(tag);
            let closed = std::iter::once(before).chain(self.dom.ancestors(before)).find(is_closed);
            if let Some(closed) = closed {
                self.dom.extend_to(closed, end);
            }
            return;
        }
        if before == after {
            if tag == Tag::Form {
                // The form may have been closed with others still open in it.
                self.is_misnested = true;
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
            if self.dom.tag(id).is_some_and(|element| belongs_to(tag, element)) {
                closed = Some(id);
            }
            node = self.dom.parent(id);
        }
        if let Some(closed) = closed.filter(|_| node == Some(after)) {
            self.dom.set_end(closed, end);
        }
    }
}

/// Whether an end tag can be the one of an element that it has closed.
fn belongs_to(end_tag: Tag, element: Tag) -> bool {
    match element {
        // Their names are not told apart. These two end tags only lead out of them.
        Tag::Svg | Tag::SvgInner => !matches!(end_tag, Tag::P | Tag::Br),
        _ if element.is_mathml() => !matches!(end_tag, Tag::P | Tag::Br),
        _ => end_tag == element || end_tag.is_heading() && element.is_heading(),
    }
}
