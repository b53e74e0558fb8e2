//! The addresses of an article, seen and changed in one place.

use crate::article::{Article, BlockKind, Image, SpanKind};

/// What an [`Address`] is the address of. [`Article::map_addresses`] has an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AddressKind {
    /// Where a link in the text leads.
    Link,
    /// An image.
    Image,
    /// The same image in another size or format: [`Image::candidates`](crate::Image::candidates).
    ImageCandidate,
    /// Where a click on an image leads.
    ImageLink,
    /// A video, a sound, a frame.
    Embed,
    /// Where a quotation is from.
    Citation,
    /// The article's own address.
    Canonical,
}

/// An address of an article, as [`Article::map_addresses`] shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address<'a> {
    kind: AddressKind,
    raw: &'a str,
    url: &'a str,
}

impl<'a> Address<'a> {
    /// What it is the address of.
    pub fn kind(&self) -> AddressKind {
        self.kind
    }

    /// The address as the page has it.
    pub fn raw(&self) -> &'a str {
        self.raw
    }

    /// The address: resolved where possible, else as the page has it.
    pub fn url(&self) -> &'a str {
        self.url
    }
}

impl Article {
    /// Changes addresses: of links, images, embeds and citations in the text, of the lead image and the thumbnail, and of the article
    /// itself. `change` gets each of them and gives the new address, or `None` to keep the old one. The order is that of links, images, other
    /// blocks, metadata. Everything rendered or serialized afterwards has the new addresses; `raw` stays as the page has it.
    ///
    /// For an archive that stores images beside the page:
    ///
    /// ```
    /// use bodytext::AddressKind;
    ///
    /// let mut article = bodytext::extract("<p>A <a href=/pots>pot</a>.</p><p><img src=/img/pot.jpg></p>");
    /// article.map_addresses(|address| match address.kind() {
    ///     AddressKind::Image => Some(format!("images{}", address.url().trim_start_matches("/img"))),
    ///     _ => None,
    /// });
    /// assert_eq!(article.to_markdown(), "A [pot](/pots).\n\n![](images/pot.jpg)\n");
    /// assert_eq!(article.images()[0].raw, "/img/pot.jpg");
    /// ```
    pub fn map_addresses(&mut self, mut change: impl FnMut(Address<'_>) -> Option<String>) {
        use AddressKind::{Canonical, Citation, Embed, Link};
        for span in &mut self.body.spans {
            if let SpanKind::Link(link) = &mut span.kind {
                resolve(Link, &link.raw, &mut link.resolved, &mut change);
            }
        }
        for image in &mut self.body.images {
            map_image(image, &mut change);
        }
        for block in &mut self.body.blocks {
            match &mut block.kind {
                BlockKind::Embed(embed) => resolve(Embed, &embed.raw, &mut embed.resolved, &mut change),
                BlockKind::Quote { cite: Some(cite) } => replace(Citation, cite, &mut change),
                _ => {}
            }
        }
        for image in self.metadata.images_mut() {
            map_image(image, &mut change);
        }
        if let Some(url) = self.metadata.canonical_url_mut() {
            replace(Canonical, url, &mut change);
        }
    }
}

fn map_image(image: &mut Image, change: &mut impl FnMut(Address<'_>) -> Option<String>) {
    resolve(AddressKind::Image, &image.raw, &mut image.resolved, change);
    for candidate in image.rare.iter_mut().flat_map(|rare| &mut rare.candidates) {
        resolve(AddressKind::ImageCandidate, &candidate.raw, &mut candidate.resolved, change);
    }
    if let Some(link) = &mut image.link {
        replace(AddressKind::ImageLink, link, change);
    }
}

/// Changes an address that is kept in both forms.
fn resolve(
    kind: AddressKind,
    raw: &str,
    resolved: &mut Option<String>,
    change: &mut impl FnMut(Address<'_>) -> Option<String>,
) {
    let url = resolved.as_deref().unwrap_or(raw);
    if let Some(new) = change(Address { kind, raw, url }) {
        *resolved = Some(new);
    }
}

/// Changes an address that is kept in one form.
fn replace<S: AsRef<str> + From<String>>(
    kind: AddressKind,
    written: &mut S,
    change: &mut impl FnMut(Address<'_>) -> Option<String>,
) {
    let url = written.as_ref();
    if let Some(new) = change(Address { kind, raw: url, url }) {
        *written = S::from(new);
    }
}

#[cfg(test)]
mod tests {
    use super::AddressKind;

    #[test]
    fn every_address_is_shown_and_can_be_changed() {
        let page = "<link rel=canonical href='https://tea.example/own'><meta property=og:image content='https://tea.example/lead.png'>\
                    <p>A <a href='/l'>link</a> and <a href='/b'><img src='i.png' srcset='j.png 9w'></a>.</p>\
                    <blockquote cite='/c'><p>So it is.</p></blockquote><video src='v.mp4'></video>";
        let mut article = crate::extract(page);
        let mut shown = Vec::new();
        article.map_addresses(|address| {
            shown.push((address.kind(), address.url().to_owned()));
            Some(format!("x:{}", address.url()))
        });
        for kind in [
            AddressKind::Link,
            AddressKind::Image,
            AddressKind::ImageLink,
            AddressKind::Embed,
            AddressKind::Citation,
            AddressKind::Canonical,
        ] {
            assert!(shown.iter().any(|(other, _)| *other == kind), "{kind:?} of {shown:?}");
        }
        let (count, mut again) = (shown.len(), 0);
        article.map_addresses(|address| {
            assert!(address.url().starts_with("x:"), "{address:?}");
            again += 1;
            None
        });
        assert_eq!(again, count);
    }
}
