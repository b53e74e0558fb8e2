//! The text of one block with its spans, as HTML.

use std::fmt;

use super::{HtmlWriter, address, anchor, escape};
use crate::article::{Block, Link, Span, SpanKind};

impl<'a, W: fmt::Write + ?Sized> HtmlWriter<'a, W> {
    /// Writes the text of a block and what its spans make of it.
    pub(super) fn inline(&mut self, block: Block<'a>) -> fmt::Result {
        let text = block.text();
        let mut open: Vec<(usize, Element<'a>)> = Vec::new();
        let mut at = 0;
        let spans: Vec<Span<'a>> = block.spans().collect();
        let early = self.links_that_begin_with_images(text, &spans);
        let mut spans = spans.into_iter().zip(early).peekable();
        while let Some((span, early)) = spans.next() {
            while let Some(&(end, element)) = open.last().filter(|(end, _)| *end <= span.range.start) {
                if let Element::Link(link) = element
                    && end == span.range.start
                    && self.leads_to(span.kind, link)
                {
                    break;
                }
                escape::text(self.out, &text[at..end])?;
                self.close(element)?;
                at = end;
                open.pop();
            }
            if span.range.start > at {
                escape::text(self.out, &text[at..span.range.start])?;
                at = span.range.start;
            }
            // Links do not nest.
            let in_link = open.iter().any(|(_, element)| matches!(element, Element::Link(_)));
            if matches!(span.kind, SpanKind::LineBreak | SpanKind::Math { .. } | SpanKind::FootnoteReference { .. }) {
                // An image where they start comes before them.
                let is_here = |(next, _): &(Span<'_>, _)| next.range.is_empty() && next.range.start == span.range.start;
                while let Some((Span { kind: SpanKind::Image { index, space_before, space_after }, .. }, _)) =
                    spans.next_if(is_here)
                {
                    self.spaced_image(*index, !in_link, *space_before, *space_after)?;
                }
            }
            let element = match span.kind {
                SpanKind::Image { index, space_before, space_after } => {
                    // White space at the end of a block is none.
                    let is_last = spans.peek().is_none() && at == text.len();
                    let mut space_before = *space_before;
                    // Elements nest: nothing begins in one that is open and ends after it. Nor is there a link inside of what
                    // has been written whole.
                    let room = at + 1..=open.last().map_or(text.len(), |(end, _)| *end);
                    let early = early.filter(|(end, _)| !in_link && self.options.parts.links && room.contains(end));
                    if let Some((end, link)) = early
                        && let Some(url) = address::link(link.url())
                    {
                        self.out.write_str(if space_before { " " } else { "" })?;
                        space_before = false;
                        self.open_link(&url, link)?;
                        open.push((end, Element::Link(link)));
                    }
                    let may_link = !in_link && early.is_none();
                    self.spaced_image(*index, may_link, space_before, *space_after && !is_last)?;
                    continue;
                }
                // Inside of what has been written whole.
                _ if span.range.start < at => continue,
                SpanKind::Emphasis => Element::Plain("em"),
                SpanKind::Strong => Element::Plain("strong"),
                SpanKind::Code => Element::Plain("code"),
                SpanKind::Superscript => Element::Plain("sup"),
                SpanKind::Subscript => Element::Plain("sub"),
                SpanKind::Strikethrough => Element::Plain("s"),
                SpanKind::Mark => Element::Plain("mark"),
                SpanKind::Ruby { reading } => Element::Ruby(reading),
                SpanKind::Link(link) => {
                    match address::link(link.url()).filter(|_| !in_link && self.options.parts.links) {
                        Some(url) => {
                            self.open_link(&url, link)?;
                            Element::Link(link)
                        }
                        None => continue,
                    }
                }
                SpanKind::LineBreak => {
                    self.out.write_str("<br />")?;
                    at = span.range.end;
                    continue;
                }
                SpanKind::FootnoteReference { label } => {
                    if self.options.parts.footnotes {
                        self.reference(label, &text[span.range.clone()], in_link)?;
                    }
                    at = span.range.end;
                    continue;
                }
                SpanKind::Math { tex } => {
                    self.math(&text[span.range.clone()], *tex, false)?;
                    at = span.range.end;
                    continue;
                }
            };
            match element {
                Element::Plain(name) => write!(self.out, "<{name}>")?,
                Element::Ruby(_) => self.out.write_str("<ruby>")?,
                Element::Link(_) => {}
            }
            open.push((span.range.end, element));
        }
        while let Some((end, element)) = open.pop() {
            escape::text(self.out, &text[at..end])?;
            self.close(element)?;
            at = end;
        }
        escape::text(self.out, &text[at..])
    }

    /// For each span the link, and its end, that it already belongs to if it is an image: right before a link that leads where it
    /// leads, so that both are one as in the source.
    fn links_that_begin_with_images(&self, text: &str, spans: &[Span<'a>]) -> Vec<Option<(usize, &'a Link)>> {
        let mut links = vec![None; spans.len()];
        let mut next: Option<(&Span<'a>, &'a Link)> = None;
        for (at, span) in spans.iter().enumerate().rev() {
            next = match span.kind {
                SpanKind::Link(link) => Some((span, link)),
                kind => next.filter(|(linked, link)| {
                    self.leads_to(kind, link) && text[span.range.start..linked.range.start].trim().is_empty()
                }),
            };
            if let Some((linked, link)) = next.filter(|_| span.range.is_empty()) {
                links[at] = Some((linked.range.end, link));
            }
        }
        links
    }

    /// Whether a span is an image that leads where a link before it leads: then it is part of that link.
    fn leads_to(&self, kind: &SpanKind, link: &Link) -> bool {
        let SpanKind::Image { index, .. } = kind else { return false };
        self.images.get(*index).is_some_and(|image| image.link.as_deref() == Some(link.url()))
    }

    fn open_link(&mut self, url: &str, link: &Link) -> fmt::Result {
        self.out.write_str("<a")?;
        match url.strip_prefix('#').filter(|_| self.anchors.leads_inside(url)) {
            Some(name) => self.attribute("href", Some(&format!("#{}", anchor::id(name))))?,
            None => self.attribute("href", Some(url))?,
        }
        self.attribute("title", link.title.as_deref())?;
        self.attribute("rel", self.options.link_rel())?;
        self.out.write_str(">")
    }

    fn close(&mut self, element: Element<'_>) -> fmt::Result {
        match element {
            Element::Plain(name) => write!(self.out, "</{name}>"),
            Element::Link(_) => self.out.write_str("</a>"),
            Element::Ruby(reading) => {
                self.out.write_str("<rt>")?;
                escape::text(self.out, reading)?;
                self.out.write_str("</rt></ruby>")
            }
        }
    }
}

/// An inline element that is open.
#[derive(Clone, Copy)]
enum Element<'a> {
    Plain(&'static str),
    Link(&'a Link),
    Ruby(&'a str),
}
