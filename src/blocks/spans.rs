//! The spans of a leaf: opened and closed as elements come and go, arranged when the leaf is over.

use crate::article::{Link, SpanKind, SpanRecord};
use crate::steps::{step, steps};
use std::cmp::Reverse;

/// An inline element that is open.
pub(super) struct OpenSpan {
    pub(super) kind: SpanKind,
    /// Where its text starts in the leaf that is open, once it has any there.
    pub(super) start: Option<u32>,
    /// The order in which spans opened: of two with the same extent the earlier is the outer.
    pub(super) sequence: u32,
    /// Whether a span of the same kind is open around it: then it adds nothing.
    pub(super) shadowed: bool,
}

impl OpenSpan {
    pub(super) fn is_link(&self) -> bool {
        matches!(self.kind, SpanKind::Link(_))
    }

    /// The span, now that its element ends.
    pub(super) fn ended(self, end: u32) -> Option<RawSpan> {
        let start = self.start.filter(|_| !self.shadowed)?;
        Some(RawSpan { start, end, sequence: self.sequence, kind: self.kind })
    }

    /// The part of the span in the leaf that ends here; the rest begins with the next leaf. None of a link whose address is
    /// longer than what may still be repeated.
    pub(super) fn cut(&mut self, end: u32, repeats: &mut Repeats) -> Option<RawSpan> {
        let start = self.start.take().filter(|_| !self.shadowed)?;
        if let SpanKind::Link(link) = &self.kind
            && !repeats.allows(link)
        {
            return None;
        }
        Some(RawSpan { start, end, sequence: self.sequence, kind: self.kind.clone() })
    }
}

/// How many bytes of addresses may still be written again: a link around many blocks or images stands in each of them, and
/// a long address around short ones must not multiply.
pub(super) struct Repeats {
    left: usize,
}

impl Repeats {
    /// Much more than the links of a page that people made, and in proportion to a document of so many nodes.
    pub(super) fn within(nodes: usize) -> Repeats {
        Repeats { left: nodes.saturating_mul(16).saturating_add(1 << 20) }
    }

    /// Whether a link may stand here once more; that counts then.
    pub(super) fn allows(&mut self, link: &Link) -> bool {
        let length = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        let bytes = link.raw.len() + length(&link.resolved) + length(&link.title);
        match self.left.checked_sub(bytes) {
            Some(left) => {
                self.left = left;
                true
            }
            None => false,
        }
    }
}

/// A span whose place among the others is not settled yet.
#[derive(Debug)]
pub(super) struct RawSpan {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) sequence: u32,
    pub(super) kind: SpanKind,
}

/// Puts the spans of a leaf in order, outer before inner, drops the empty ones, and makes one of two that touch and are
/// the same. Appends them to `out`.
pub(super) fn arrange(mut spans: Vec<RawSpan>, out: &mut Vec<SpanRecord>) {
    spans.retain(|span| span.start < span.end || is_image(span));
    let order = |span: &RawSpan| (is_image(span), span.start, Reverse(span.end), span.sequence);
    // No two have the same place and the same number. Line breaks alone, of which there can be many, come in order.
    if !spans.is_sorted_by_key(order) {
        spans.sort_unstable_by_key(order);
    }
    let images = spans.split_off(spans.partition_point(|span| !is_image(span)));
    if !images.is_empty() {
        spans = with_images(spans, images);
    }
    // The spans around the current one, outermost first, as indices of `out`.
    let mut around: Vec<usize> = Vec::new();
    // Those that ended where the current one may go on with them, outermost last.
    let mut ended: Vec<usize> = Vec::new();
    for mut span in spans {
        if around.last().is_some_and(|&last| out[last].text.end <= span.start) {
            ended.clear();
        }
        while let Some(&last) = around.last()
            && out[last].text.end <= span.start
        {
            step();
            ended.extend(around.pop());
        }
        // Elements nest, but the base text of a reading can begin in the middle of one and end after it.
        if let Some(&outer) = around.last() {
            span.end = span.end.min(out[outer].text.end);
        }
        match ended.pop() {
            Some(sibling) if touches(&out[sibling], &span) => {
                out[sibling].text.end = span.end;
                around.push(sibling);
            }
            _ => {
                ended.clear();
                around.push(out.len());
                out.push(SpanRecord { text: span.start..span.end, kind: span.kind });
            }
        }
    }
}

fn is_image(span: &RawSpan) -> bool {
    matches!(span.kind, SpanKind::Image { .. })
}

/// Puts images among the spans. One that stands where spans start is inside of those that were open when it came, and before
/// the others.
fn with_images(spans: Vec<RawSpan>, images: Vec<RawSpan>) -> Vec<RawSpan> {
    steps(spans.len() + images.len());
    let mut out = Vec::with_capacity(spans.len() + images.len());
    let mut images = images.into_iter().peekable();
    for span in spans {
        let is_before = |image: &RawSpan| (image.start, image.sequence) < (span.start, span.sequence);
        while let Some(image) = images.next_if(is_before) {
            out.push(image);
        }
        out.push(span);
    }
    out.extend(images);
    out
}

/// Whether a span goes on where another of the same kind ended.
fn touches(before: &SpanRecord, after: &RawSpan) -> bool {
    let joins = !matches!(
        after.kind,
        SpanKind::Image { .. }
            | SpanKind::LineBreak
            | SpanKind::Ruby { .. }
            | SpanKind::Math { .. }
            | SpanKind::FootnoteReference { .. }
    );
    joins && before.kind == after.kind && before.text.end == after.start
}
