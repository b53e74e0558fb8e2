//! Containers, and blocks that come whole.

use super::{Container, Flow, Shape, Source, position};
use crate::article::{BlockKind, BlockRecord, MAX_NESTING, SourceRange};
use crate::steps::steps;
use std::mem::discriminant;
use std::ops::Range;

impl Flow {
    /// A block that comes whole: its text, verbatim, and what it is.
    pub(in crate::blocks) fn block(&mut self, kind: BlockKind, text: String, source: Source) {
        self.boundary();
        let inside = self.containers.last().map(|container| container.shape);
        if self.in_fixed_leaf() || matches!(inside, Some(Shape::Table | Shape::Row)) {
            self.deferred.push((kind, text, source));
            return;
        }
        let fits = self.fitting(&text);
        if self.is_full && fits == 0 {
            return;
        }
        let range = if text.is_empty() {
            self.make_room();
            self.end()..self.end()
        } else {
            self.begin_text();
            let start = self.end();
            self.body.text.push_str(&text[..fits]);
            self.leaf.start = None;
            start..self.end()
        };
        let spans = position(self.body.spans.len());
        self.push_block(kind, range, spans..spans, source);
    }

    pub(super) fn place_deferred(&mut self) {
        if !self.deferred.is_empty() {
            for (kind, text, source) in std::mem::take(&mut self.deferred) {
                self.block(kind, text, source);
            }
        }
    }

    /// Opens a block that holds blocks; false where none can stand, or too deep: then its content stands by itself.
    pub(in crate::blocks) fn open_container(&mut self, kind: BlockKind, source: Source) -> bool {
        self.boundary();
        // What holds nothing but containers of its own is of no use without room for those.
        let levels = match Shape::of(&kind) {
            Shape::List | Shape::Table | Shape::DefinitionList => 2,
            Shape::Item | Shape::Row | Shape::Flow => 1,
        };
        if self.in_fixed_leaf() || self.containers.len() + levels > MAX_NESTING {
            return false;
        }
        if matches!(kind, BlockKind::Item { .. } | BlockKind::Definition) {
            self.leave_implied();
        } else {
            self.make_room();
        }
        self.push_container(kind, source);
        true
    }

    fn push_container(&mut self, kind: BlockKind, source: Source) {
        let end = self.end();
        let spans = position(self.body.spans.len());
        let block = self.body.blocks.len();
        let before = self.containers.last().and_then(|outer| outer.last);
        self.now_last(Some(block));
        self.containers.push(Container {
            block,
            shape: Shape::of(&kind),
            text_start: None,
            last: None,
            last_inside: None,
            before,
            implied: false,
            captioned: false,
        });
        self.add(kind, end..end, spans..spans, source);
    }

    /// Ends the container opened last. One without content vanishes.
    pub(in crate::blocks) fn close_container(&mut self) {
        self.boundary();
        self.leave_implied();
        self.pop_container();
    }

    fn pop_container(&mut self) {
        let Some(container) = self.containers.pop() else { return };
        if self.containers.len() < self.shared {
            self.shared = self.containers.len();
            self.left = Some(container.shape);
        }
        let after = self.body.blocks.len();
        if container.block + 1 == after {
            self.body.blocks.pop();
            self.now_last(container.before);
        } else {
            if let Some(outer) = self.containers.last_mut() {
                outer.last_inside = container.last;
            }
            let end = self.end();
            let record = &mut self.body.blocks[container.block];
            record.end = position(after);
            record.text = container.text_start.unwrap_or(end)..end;
            let source = record.source;
            self.widen(source);
        }
        if container.shape == Shape::Table {
            self.place_deferred();
        }
    }

    /// Takes note of a caption for the open table; false where it has one, or rows already.
    pub(in crate::blocks) fn take_caption(&mut self) -> bool {
        steps(self.containers.len());
        let table = self.containers.iter_mut().rev().find(|container| container.shape == Shape::Table);
        table.is_some_and(|table| table.last.is_none() && !std::mem::replace(&mut table.captioned, true))
    }

    /// Whether a row can begin here.
    pub(in crate::blocks) fn takes_rows(&self) -> bool {
        !self.in_fixed_leaf() && self.containers.last().is_some_and(|container| container.shape == Shape::Table)
    }

    /// Whether a cell can begin here.
    pub(in crate::blocks) fn takes_cells(&self) -> bool {
        !self.in_fixed_leaf() && self.containers.last().is_some_and(|container| container.shape == Shape::Row)
    }

    /// Whether an item can begin here.
    pub(in crate::blocks) fn takes_items(&self) -> bool {
        steps(self.containers.len());
        let explicit = self.containers.iter().rev().find(|container| !container.implied);
        explicit.is_some_and(|container| container.shape == Shape::List)
    }

    /// Whether the summary of what unfolds can begin here: nothing of that has come yet.
    pub(in crate::blocks) fn takes_summary(&self) -> bool {
        let after = self.body.blocks.len();
        self.containers.last().is_some_and(|container| {
            container.block + 1 == after && matches!(self.body.blocks[container.block].kind, BlockKind::Details { .. })
        })
    }

    /// Whether a term or a definition can begin here.
    pub(in crate::blocks) fn takes_terms(&self) -> bool {
        steps(self.containers.len());
        let explicit = self.containers.iter().rev().find(|container| !container.implied);
        explicit.is_some_and(|container| container.shape == Shape::DefinitionList)
    }

    /// Makes room for content that stands in a list but in no item, or in a definition list but in no definition: it goes
    /// into the item before it (a list directly inside a list means that), or into one of its own.
    pub(super) fn make_room(&mut self) {
        let Some(outer) = self.containers.last() else { return };
        let kind = match outer.shape {
            Shape::List => BlockKind::Item { number: None, checked: None },
            Shape::DefinitionList => BlockKind::Definition,
            Shape::Item | Shape::Table | Shape::Row | Shape::Flow => return,
        };
        let same = outer.last.filter(|&last| discriminant(&self.body.blocks[last].kind) == discriminant(&kind));
        match same {
            Some(block) => self.reopen(block),
            None => {
                self.push_container(kind, None);
                if let Some(container) = self.containers.last_mut() {
                    container.implied = true;
                }
            }
        }
    }

    /// Opens the last item or definition of the innermost container once more.
    fn reopen(&mut self, block: usize) {
        let BlockRecord { kind, text, .. } = &self.body.blocks[block];
        let (shape, text_start) = (Shape::of(kind), Some(text.start).filter(|_| !text.is_empty()));
        let outer = self.containers.last();
        let (last, before) = (outer.and_then(|outer| outer.last_inside), None);
        self.containers.push(Container {
            block,
            shape,
            text_start,
            last,
            last_inside: None,
            before,
            implied: true,
            captioned: false,
        });
        if text_start.is_some() {
            // The last text stands in it, so what comes is apart from that as in one item.
            self.shared = self.containers.len();
            self.left = last.map(|last| Shape::of(&self.body.blocks[last].kind)).filter(|&shape| shape == Shape::List);
        }
    }

    pub(super) fn leave_implied(&mut self) {
        if self.containers.last().is_some_and(|container| container.implied) {
            self.pop_container();
        }
    }

    /// The next item has this number: where it is the first of its list, the list starts there.
    pub(in crate::blocks) fn start_list(&mut self, number: i64) {
        let after = self.body.blocks.len();
        if let Some(container) = self.containers.last()
            && container.block + 1 == after
            && let BlockKind::List(list) = &mut self.body.blocks[container.block].kind
        {
            list.start = number;
        }
    }

    /// The box of a task: marks the open item as one.
    pub(in crate::blocks) fn set_checked(&mut self, ticked: bool) {
        if let Some(Container { block, shape: Shape::Item, .. }) = self.containers.last()
            && let BlockKind::Item { checked, .. } = &mut self.body.blocks[*block].kind
        {
            checked.get_or_insert(ticked);
        }
    }

    /// A block without blocks of its own, or a whole one.
    pub(super) fn push_block(&mut self, kind: BlockKind, text: Range<u32>, spans: Range<u32>, source: Source) {
        self.now_last(Some(self.body.blocks.len()));
        self.add(kind, text, spans, source);
    }

    fn add(&mut self, kind: BlockKind, text: Range<u32>, spans: Range<u32>, source: Source) {
        let end = position(self.body.blocks.len() + 1);
        let source = source.as_ref().and_then(SourceRange::new);
        self.widen(source);
        self.progress.make_room(&mut self.body.blocks, 1);
        self.body.blocks.push(BlockRecord { kind, text, spans, end, source, direction: self.direction });
    }

    /// The block of the innermost container.
    pub(super) fn innermost(&self) -> Option<usize> {
        self.containers.last().map(|container| container.block)
    }

    /// Takes note of the last block directly inside the innermost container.
    pub(super) fn now_last(&mut self, block: Option<usize>) {
        if let Some(outer) = self.containers.last_mut() {
            outer.last = block;
        }
    }

    /// Makes the source of the innermost container reach over that of a block inside it. Its element does so by itself,
    /// but not where the block stood outside of that: misplaced in a table, or in a list but in none of its items.
    fn widen(&mut self, inner: Option<SourceRange>) {
        let Some(inner) = inner else { return };
        let outer = self.containers.last().and_then(|container| self.body.blocks.get_mut(container.block));
        if let Some(outer) = outer {
            outer.source = Some(outer.source.map_or(inner, |source| source.and(inner)));
        }
    }
}
