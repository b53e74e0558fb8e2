//! Takes tags from the tokenizer, as far as the bounds on depth and formatting let them in, and notes where elements end.
//!
//! The rules look through the open elements at many tags and through the formatting elements at others. On pages as people
//! write them both are few. A source made for it can let both grow with every tag, and the work with their product, so
//! tags that would make them too many are left out, with their end tags. Their text stays.

use super::{InsertionMode, NodeId, Tag, TagGroup, TokenizerState, TreeBuilder};
use crate::html::names::TagName;

/// How many more elements may be open than may be nested in the result. At the limit itself the rules then still close what
/// they should (a `<p>` by the next one); what is too deep is unwrapped in the end.
const SLACK: usize = 32;

/// How many formatting elements may be active. Of 2,174 pages of many kinds none had more than nine.
const MAX_FORMATTING: usize = 64;

/// Start tags that were left out, whose end tags are to be left out as well: how many, by a hash of their names, once there
/// are any.
#[derive(Debug, Default)]
pub(super) struct OmittedTags {
    counts: Vec<u32>,
    total: usize,
}

impl OmittedTags {
    const SLOTS: usize = 1024;

    fn slot(name: TagName, written: &str) -> usize {
        let fold = |hash: usize, byte: u8| hash.wrapping_mul(31).wrapping_add(byte.to_ascii_lowercase().into());
        match name.tag {
            Tag::Other => written.bytes().take(64).fold(0, fold) % OmittedTags::SLOTS,
            tag => tag as usize,
        }
    }

    /// Takes note of a start tag.
    fn start(&mut self, name: TagName, written: &str) {
        self.counts.resize(OmittedTags::SLOTS, 0);
        self.counts[OmittedTags::slot(name, written)] += 1;
        self.total += 1;
    }

    /// Whether an end tag belongs to one of them.
    fn end(&mut self, name: TagName, written: &str) -> bool {
        if self.total == 0 {
            return false;
        }
        let count = &mut self.counts[OmittedTags::slot(name, written)];
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
    pub(super) fn take_start_tag(&mut self) -> TokenizerState {
        let name = self.tag.name;
        if self.is_too_much() {
            self.attributes.discard(&mut self.dom);
            self.omitted.start(name, self.tag.written);
            return TokenizerState::Data;
        }
        if self.reconstructs_too_much() {
            self.stop_reconstructing();
        }
        self.tag.attributes = self.attributes.kept();
        let content = self.process_start_tag();
        if self.tag.self_closing
            && name.group == TagGroup::Iframe
            && content == TokenizerState::Rawtext
            && self.is_in_noscript()
        {
            self.open_elements.pop();
            self.insertion_mode = self.original_insertion_mode;
            return TokenizerState::Data;
        }
        content
    }

    /// Whether the start tag at hand would make the tree builder hold too much.
    fn is_too_much(&mut self) -> bool {
        let is_deep = self.open_elements.len() >= self.max_depth + SLACK;
        let is_overloaded =
            self.active_formatting.len() >= MAX_FORMATTING && self.active_formatting_count() >= MAX_FORMATTING;
        if !is_deep && !is_overloaded {
            if self.omitted.total > 0 {
                self.omitted.clear();
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
        let parent = self.open_elements.current().and_then(|open| self.dom.parent(open.node));
        parent.is_some_and(|parent| self.dom.tag(parent) == Some(Tag::Noscript))
    }

    /// Takes the end tag at hand.
    pub(super) fn take_end_tag(&mut self) {
        if self.omitted.end(self.tag.name, self.tag.written) {
            return;
        }
        if self.insertion_mode != InsertionMode::Text && self.reconstructs_too_much() {
            self.stop_reconstructing();
        }
        let before = self.open_elements.current().map(|open| open.node);
        self.process_end_tag();
        let after = self.open_elements.current().map(|open| open.node);
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
