//! A text with parts of it replaced, and where its bytes came from.

use super::source_map::SourceMap;
use std::borrow::Cow;
use std::ops::Range;

/// Replaces parts of a text, from its start to its end.
pub(super) struct Rewrite<'s> {
    source: &'s str,
    out: String,
    map: SourceMap,
    /// How far the source has been dealt with.
    done: usize,
}

impl<'s> Rewrite<'s> {
    pub(super) fn new(source: &'s str) -> Rewrite<'s> {
        Rewrite { source, out: String::new(), map: SourceMap::default(), done: 0 }
    }

    /// How far the source has been dealt with: nothing before can be replaced any more.
    pub(super) fn done(&self) -> usize {
        self.done
    }

    /// Puts `text` in the place of a range that begins at [`Rewrite::done`] or later.
    pub(super) fn replace(&mut self, range: Range<usize>, text: &str) {
        self.copy(range.start);
        self.out.push_str(text);
        self.map.push_replaced(text.len(), range.clone());
        self.done = range.end;
    }

    /// Puts `text` in.
    pub(super) fn insert(&mut self, at: usize, text: &str) {
        self.replace(at..at, text);
    }

    fn copy(&mut self, end: usize) {
        self.out.push_str(&self.source[self.done..end]);
        self.map.push_verbatim(self.done..end);
    }

    /// The text that came out; the source itself if nothing was replaced.
    pub(super) fn finish(mut self) -> (Cow<'s, str>, SourceMap) {
        if self.done == 0 {
            self.map.push_verbatim(0..self.source.len());
            return (Cow::Borrowed(self.source), self.map);
        }
        self.copy(self.source.len());
        (Cow::Owned(self.out), self.map)
    }
}
