//! Leaves: where paragraphs and the other blocks with text of their own begin and end.

use super::{Flow, Gap, Leaf, LeafKind, LineImage, Source, WaitingImage, position};
use crate::article::BlockKind;
use crate::blocks::spans;
use crate::steps::steps;
use std::ops::Range;

impl Flow {
    /// A block begins or ends here: a paragraph is over; in any other leaf it is a new line.
    pub(in crate::blocks) fn boundary(&mut self) {
        self.boundary_of(None);
    }

    /// The same, for the end of the element that the paragraph is made from.
    pub(in crate::blocks) fn boundary_of(&mut self, owner: Source) {
        if self.leaf.splits() {
            self.flush(owner);
        } else if self.leaf.line_has_text {
            self.line_break();
        } else if let Some(image) = self.leaf.line_images.last_mut() {
            image.space_after = true;
        }
    }

    /// Opens a leaf other than a paragraph; false where one is open already.
    pub(in crate::blocks) fn open_leaf(&mut self, kind: LeafKind) -> bool {
        if self.in_fixed_leaf() {
            self.boundary();
            return false;
        }
        self.flush(None);
        match kind {
            LeafKind::Term => self.leave_implied(),
            LeafKind::Cell(_) | LeafKind::TableCaption => {}
            _ => self.make_room(),
        }
        self.leaf = Leaf::new(kind);
        true
    }

    /// Ends the leaf that [`Flow::open_leaf`] opened. `first_block` is the first block that a figure's caption may
    /// belong to.
    pub(in crate::blocks) fn close_leaf(&mut self, source: Source, first_block: usize) {
        self.gap = Gap::default();
        self.place_images();
        let has_text = self.leaf.start.is_some();
        let mut images = std::mem::take(&mut self.leaf.line_images);
        if has_text
            || matches!(self.leaf.kind, LeafKind::Cell(_) | LeafKind::Term | LeafKind::TableCaption | LeafKind::Summary)
        {
            for image in std::mem::take(&mut images) {
                self.image_span(image.index, image.sequence, false, image.space_after);
            }
        }
        let mut leaf = std::mem::replace(&mut self.leaf, Leaf::new(LeafKind::Paragraph));
        let end = self.end();
        let text = leaf.start.unwrap_or(end)..end;
        let spans = self.settle(&mut leaf);
        let source = source.or(leaf.source);
        let record = |kind| (kind, text.clone(), spans.clone(), source.clone());
        let block = match leaf.kind {
            LeafKind::Cell(cell) => Some(record(BlockKind::Cell(cell))),
            LeafKind::Term if has_text || !spans.is_empty() => Some(record(BlockKind::Term)),
            LeafKind::Heading(level) if has_text => Some(record(BlockKind::Heading { level })),
            LeafKind::TableCaption if has_text || !spans.is_empty() => Some(record(BlockKind::Caption)),
            LeafKind::Summary if has_text || !spans.is_empty() => Some(record(BlockKind::Summary)),
            LeafKind::FigureCaption if has_text => self.caption(first_block, &text, &spans, &source),
            _ => None,
        };
        if let Some((kind, text, spans, source)) = block {
            self.push_block(kind, text, spans, source);
        }
        self.push_images(images);
        self.place_deferred();
    }

    /// Ends the paragraph: its text becomes a block, and so does each image of its last line where that has no text.
    pub(super) fn flush(&mut self, owner: Source) {
        self.gap = Gap::default();
        if self.leaf.start.is_none() && self.leaf.line_images.is_empty() {
            self.leaf.broken = false;
            return;
        }
        steps(self.leaf.waiting_images.len());
        let large = self.leaf.waiting_images.iter().position(|image| self.is_large(image.index));
        let behind = large.map_or(Vec::new(), |large| self.leaf.waiting_images.split_off(large));
        self.place_images();
        let mut leaf = std::mem::replace(&mut self.leaf, Leaf::new(LeafKind::Paragraph));
        let mut images = if leaf.line_has_text { Vec::new() } else { std::mem::take(&mut leaf.line_images) };
        images.extend(behind.into_iter().map(|WaitingImage { index, sequence, source, .. }| LineImage {
            index,
            sequence,
            source,
            space_after: false,
        }));
        if let Some(start) = leaf.start {
            let text = start..self.end();
            let spans = self.settle(&mut leaf);
            let owner = owner.filter(|_| images.is_empty());
            self.push_block(BlockKind::Paragraph, text, spans, owner.or(leaf.source));
            if let Some(block) = self.body.blocks.last_mut() {
                block.direction = leaf.direction;
            }
        }
        self.push_images(images);
    }

    /// Images at the beginning of a paragraph, up to the last that is too large for a line of text, are blocks before it.
    pub(super) fn place_large_images(&mut self) {
        steps(self.leaf.line_images.len());
        let last = self.leaf.line_images.iter().rposition(|image| self.is_large(image.index));
        if let Some(last) = last.filter(|_| self.leaf.splits()) {
            let inline = self.leaf.line_images.split_off(last + 1);
            let large = std::mem::replace(&mut self.leaf.line_images, inline);
            self.push_images(large);
        }
    }

    /// Whether an image that is too large for a line of text comes after the text of the line.
    pub(super) fn ends_with_large_image(&self) -> bool {
        steps(self.leaf.waiting_images.len());
        self.leaf.waiting_images.iter().any(|image| self.is_large(image.index))
    }

    /// Whether the page gives an image a size that no line of text has room for.
    fn is_large(&self, image: usize) -> bool {
        const WIDE: u32 = 300;
        const HIGH: u32 = 200;
        let image = &self.body.images[image];
        match (image.width, image.height) {
            (Some(width), Some(height)) => width >= WIDE && height >= HIGH / 2 || height >= HIGH,
            (width, height) => width.is_some_and(|width| width >= WIDE) || height.is_some_and(|height| height >= HIGH),
        }
    }

    fn push_images(&mut self, images: Vec<LineImage>) {
        steps(images.len());
        for LineImage { index, source, .. } in images {
            self.make_room();
            let end = self.end();
            let spans = position(self.body.spans.len());
            self.push_block(BlockKind::Image { index }, end..end, spans..spans, source);
            let block = self.body.blocks.len() - 1;
            self.last_image = Some((block, self.innermost()));
            if self.early_caption.take() == Some((block.wrapping_sub(1), self.innermost())) {
                let caption = self.body.blocks.remove(block - 1);
                self.now_last(Some(block - 1));
                self.body.blocks[block - 1].end -= 1;
                self.attach(block - 1, index, caption.text, caption.spans);
            }
        }
    }

    /// Ends the spans of a leaf and stores them; spans still open begin again in the next leaf.
    fn settle(&mut self, leaf: &mut Leaf) -> Range<u32> {
        let end = self.end();
        steps(self.open_spans.len() + leaf.spans.len());
        for open in &mut self.open_spans {
            if let Some(span) = open.cut(end, &mut self.repeats) {
                leaf.add_span(span);
            }
        }
        let first = position(self.body.spans.len());
        self.progress.make_room(&mut self.body.spans, leaf.spans.len());
        spans::arrange(std::mem::take(&mut leaf.spans), &mut self.body.spans);
        first..position(self.body.spans.len())
    }
}
