//! The text of one block with its spans, as HTML.

use std::fmt;

use super::{HtmlWriter, address, anchor, escape};
use crate::article::{Block, Link, Span, SpanKind};

impl<'a, W: fmt::Write + ?Sized> HtmlWriter<'a, W> {
    /// Writes the text of a block and what its spans make of it.
    pub(super) fn inline(&mut self, block: Block<'a>) -> fmt::Result {
        let mut written = Written { text: block.text(), at: 0, open: Vec::new() };
        let spans: Vec<Span<'a>> = block.spans().collect();
        let early = self.links_that_begin_with_images(written.text, &spans);
        let mut spans = spans.into_iter().zip(early).peekable();
        while let Some((span, early)) = spans.next() {
            self.close_before(&span, &mut written)?;
            self.text_up_to(span.range.start, &mut written)?;
            let in_link = written.in_link();
            if matches!(span.kind, SpanKind::LineBreak | SpanKind::Math { .. } | SpanKind::FootnoteReference { .. }) {
                // An image where they start comes before them.
                let is_here = |(next, _): &(Span<'_>, _)| next.range.is_empty() && next.range.start == span.range.start;
                while let Some((Span { kind: SpanKind::Image { index, space_before, space_after }, .. }, _)) =
                    spans.next_if(is_here)
                {
                    self.spaced_image(*index, !in_link, *space_before, *space_after)?;
                }
            }
            if let SpanKind::Image { index, space_before, space_after } = *span.kind {
                // Links do not nest.
                let early = early.filter(|_| !in_link && self.options.parts.links);
                let opens_link = match early {
                    Some((end, link)) => self.early_link(end, link, space_before, &mut written)?,
                    None => false,
                };
                // White space at the end of a block is none.
                let is_last = spans.peek().is_none() && written.at == written.text.len();
                let may_link = !in_link && !opens_link;
                self.spaced_image(index, may_link, space_before && !opens_link, space_after && !is_last)?;
            } else if span.range.start >= written.at {
                self.begin(&span, in_link, &mut written)?;
            }
        }
        while let Some((end, element)) = written.open.pop() {
            self.text_up_to(end, &mut written)?;
            self.close(element)?;
        }
        self.text_up_to(written.text.len(), &mut written)
    }

    /// Writes the ends of the elements that end before a span, with the text before them.
    fn close_before(&mut self, span: &Span<'a>, written: &mut Written<'a>) -> fmt::Result {
        while let Some(&(end, element)) = written.open.last().filter(|(end, _)| *end <= span.range.start) {
            if let Element::Link(link) = element
                && end == span.range.start
                && self.leads_to(span.kind, link)
            {
                break;
            }
            self.text_up_to(end, written)?;
            self.close(element)?;
            written.open.pop();
        }
        Ok(())
    }

    fn text_up_to(&mut self, end: usize, written: &mut Written<'a>) -> fmt::Result {
        if end > written.at {
            escape::text(self.out, &written.text[written.at..end])?;
            written.at = end;
        }
        Ok(())
    }

    /// Opens the link that begins with an image, where it can stand. Returns whether it did.
    fn early_link(
        &mut self,
        end: usize,
        link: &'a Link,
        after_space: bool,
        written: &mut Written<'a>,
    ) -> Result<bool, fmt::Error> {
        // Elements nest: nothing begins in one that is open and ends after it.
        let room = written.at + 1..=written.open.last().map_or(written.text.len(), |(end, _)| *end);
        let Some(url) = address::link(link.url()).filter(|_| room.contains(&end)) else { return Ok(false) };
        self.out.write_str(if after_space { " " } else { "" })?;
        self.open_link(&url, link)?;
        written.open.push((end, Element::Link(link)));
        Ok(true)
    }

    /// Writes the beginning of a span, or all of one that holds no others.
    fn begin(&mut self, span: &Span<'a>, in_link: bool, written: &mut Written<'a>) -> fmt::Result {
        let text = &written.text[span.range.clone()];
        let element = match span.kind {
            SpanKind::Emphasis => Element::Plain("em"),
            SpanKind::Strong => Element::Plain("strong"),
            SpanKind::Code => Element::Plain("code"),
            SpanKind::Superscript => Element::Plain("sup"),
            SpanKind::Subscript => Element::Plain("sub"),
            SpanKind::Strikethrough => Element::Plain("s"),
            SpanKind::Mark => Element::Plain("mark"),
            SpanKind::Ruby { reading } => Element::Ruby(reading),
            // Links do not nest.
            SpanKind::Link(link) => match address::link(link.url()).filter(|_| !in_link && self.options.parts.links) {
                Some(url) => {
                    self.open_link(&url, link)?;
                    Element::Link(link)
                }
                None => return Ok(()),
            },
            SpanKind::LineBreak => {
                written.at = span.range.end;
                return self.out.write_str("<br />");
            }
            SpanKind::FootnoteReference { label } => {
                written.at = span.range.end;
                return match self.options.parts.footnotes {
                    true => self.reference(label, text, in_link),
                    false => Ok(()),
                };
            }
            SpanKind::Math { tex } => {
                written.at = span.range.end;
                return self.math(text, *tex, false);
            }
            SpanKind::Image { .. } => return Ok(()),
        };
        match element {
            Element::Plain(name) => write!(self.out, "<{name}>")?,
            Element::Ruby(_) => self.out.write_str("<ruby>")?,
            Element::Link(_) => {}
        }
        written.open.push((span.range.end, element));
        Ok(())
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

/// How far the text of a block is written.
struct Written<'a> {
    text: &'a str,
    at: usize,
    /// The elements that are open, and where they end.
    open: Vec<(usize, Element<'a>)>,
}

impl Written<'_> {
    fn in_link(&self) -> bool {
        self.open.iter().any(|(_, element)| matches!(element, Element::Link(_)))
    }
}

/// An inline element that is open.
#[derive(Clone, Copy)]
enum Element<'a> {
    Plain(&'static str),
    Link(&'a Link),
    Ruby(&'a str),
}
