//! Images, embeds and formulas as HTML.

use std::fmt;

use super::{HtmlWriter, address, escape};
use crate::article::{Block, Embed, EmbedKind};

/// The namespace of formulas, which XML has to be told.
const MATHML: &str = "http://www.w3.org/1998/Math/MathML";

impl<'a, W: fmt::Write + ?Sized> HtmlWriter<'a, W> {
    pub(super) fn figure(&mut self, block: Block<'a>, index: usize) -> fmt::Result {
        self.open_tag("figure")?;
        self.image(index, true)?;
        let has_caption = !block.text().is_empty() || block.spans().len() > 0;
        if has_caption && self.options.parts.captions {
            self.out.write_str("<figcaption>")?;
            self.inline(block)?;
            self.out.write_str("</figcaption>")?;
        }
        self.out.write_str("</figure>")
    }

    /// An image inside a sentence, with the white space around it that the text does not show.
    pub(super) fn spaced_image(
        &mut self,
        index: usize,
        may_link: bool,
        space_before: bool,
        space_after: bool,
    ) -> fmt::Result {
        if !self.options.parts.images {
            // The text has white space of its own between its words.
            return Ok(());
        }
        if space_before {
            self.out.write_str(" ")?;
        }
        self.image(index, may_link)?;
        if space_after {
            self.out.write_str(" ")?;
        }
        Ok(())
    }

    /// An image; `may_link`, whether a link can stand around it.
    fn image(&mut self, index: usize, may_link: bool) -> fmt::Result {
        let image = self.images.get(index).filter(|_| self.options.parts.images);
        let Some(image) = image else { return Ok(()) };
        let link = image.link.as_deref().and_then(address::link).filter(|_| may_link);
        if let Some(url) = &link {
            self.out.write_str("<a")?;
            self.attribute("href", Some(url))?;
            self.attribute("rel", self.options.link_rel())?;
            self.out.write_str(">")?;
        }
        self.out.write_str("<img")?;
        self.attribute("src", address::image(image.url()).as_deref())?;
        self.attribute("alt", image.alt.as_deref())?;
        self.attribute("title", image.title.as_deref())?;
        if let Some(width) = image.width {
            write!(self.out, " width=\"{width}\"")?;
        }
        if let Some(height) = image.height {
            write!(self.out, " height=\"{height}\"")?;
        }
        self.out.write_str(" />")?;
        if link.is_some() { self.out.write_str("</a>") } else { Ok(()) }
    }

    pub(super) fn embed(&mut self, embed: &Embed) -> fmt::Result {
        let is_bare = self.begin_text();
        let url = embed.resolved.as_deref().unwrap_or(&embed.raw);
        let element = match (embed.kind, media_type(url)) {
            (EmbedKind::Video, Some("video")) => Some("video"),
            (EmbedKind::Audio, Some("audio")) => Some("audio"),
            _ => None,
        };
        if let (Some(element), Some(url)) = (element, address::media(url)) {
            write!(self.out, "<{element}")?;
            self.attribute("src", Some(&url))?;
            self.attribute("title", embed.title.as_deref())?;
            return write!(self.out, " controls=\"controls\"></{element}>");
        }
        let title = embed.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(url);
        self.out.write_str(if is_bare { "" } else { "<p>" })?;
        match address::link(url) {
            // To a browser it is a link; editors, and this library, know that it is more.
            Some(url) => {
                self.out.write_str("<oembed")?;
                self.attribute("url", Some(&url))?;
                self.out.write_str("><a")?;
                self.attribute("href", Some(&url))?;
                self.attribute("rel", self.options.link_rel())?;
                self.out.write_str(">")?;
                escape::text(self.out, title)?;
                self.out.write_str("</a></oembed>")?;
            }
            None => escape::text(self.out, title)?,
        }
        self.out.write_str(if is_bare { "" } else { "</p>" })
    }

    /// A formula: its TeX both as what shows and as what the formula is known by, or else its characters.
    pub(super) fn math(&mut self, text: &str, tex: bool, display: bool) -> fmt::Result {
        write!(self.out, "<math xmlns=\"{MATHML}\"")?;
        self.out.write_str(if display { " display=\"block\">" } else { ">" })?;
        self.out.write_str(if tex { "<semantics><mtext>" } else { "<mtext>" })?;
        escape::text(self.out, text)?;
        self.out.write_str("</mtext>")?;
        if tex {
            self.out.write_str("<annotation encoding=\"application/x-tex\">")?;
            escape::text(self.out, text)?;
            self.out.write_str("</annotation></semantics>")?;
        }
        self.out.write_str("</math>")
    }
}

/// Whether an address names a file of moving pictures or of sound, by the end of its path.
fn media_type(url: &str) -> Option<&'static str> {
    let path = url.split(['?', '#']).next()?;
    let (_, extension) = path.rsplit_once('.')?;
    match extension.to_ascii_lowercase().as_str() {
        "mp4" | "m4v" | "webm" | "ogv" | "mov" => Some("video"),
        "mp3" | "m4a" | "ogg" | "oga" | "opus" | "wav" | "flac" | "aac" => Some("audio"),
        _ => None,
    }
}
