//! Ruby: the base text is text, the readings above it are kept in a span.

use super::subtree::text_of;
use super::{Builder, OnClose};
use crate::html::NodeId;
use crate::text::whitespace::collapse;

/// The base text that a reading will belong to.
pub(super) struct Base {
    /// Where it starts in the text of the article.
    start: u32,
    sequence: u32,
}

impl Builder<'_> {
    pub(super) fn ruby(&mut self) {
        self.begin_base();
        self.open.push(OnClose::Ruby);
    }

    /// `<rt>` (or `<rtc>`, which holds several): how the base text since the last one is read.
    pub(super) fn reading(&mut self, node: NodeId) {
        // Outside of ruby it is text like any other.
        let Some(base) = self.bases.pop() else { return self.open.push(OnClose::Nothing) };
        self.walker.pass_over(node);
        let reading = collapse(&text_of(self.dom, node));
        if !reading.is_empty() {
            self.flow.ruby(base.start, base.sequence, reading);
        }
        self.begin_base();
    }

    fn begin_base(&mut self) {
        let sequence = self.flow.next_sequence();
        self.bases.push(Base { start: self.flow.end(), sequence });
    }
}
