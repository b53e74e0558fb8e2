//! The images of an article and the addresses that a page gives for them.

/// A reference to an image. [`Article::images`](crate::Article::images) lists those of an article.
///
/// ```
/// let html = "<figure><img src=a.jpg alt='A cup' width=800 height=600><figcaption>Green tea</figcaption></figure>";
/// let article = bodytext::extract(html);
/// let image = &article.images()[0];
/// assert_eq!((image.url(), image.alt.as_deref(), image.width), ("a.jpg", Some("A cup"), Some(800)));
/// assert_eq!(image.caption.as_deref(), Some("Green tea"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Image {
    /// Its address as it is written. For a lazily loaded image, the address of the real image.
    pub raw: String,
    /// Its address resolved against the base URL, if one is known.
    pub resolved: Option<String>,
    /// Its alternative text. An empty one says that the image is decoration; `None` says nothing.
    pub alt: Option<String>,
    /// Its `title` attribute.
    pub title: Option<String>,
    /// Its width in CSS pixels, where the page gives one.
    pub width: Option<u32>,
    /// Its height in CSS pixels, where the page gives one.
    pub height: Option<u32>,
    /// Its caption as plain text, without the credit where that is marked.
    ///
    /// The text of its block if that has any (its spans are those of the caption); else a short paragraph under the image, which
    /// is a block of its own as well.
    pub caption: Option<String>,
    /// Where a click on it leads: resolved where a base URL is known, else as it is written.
    pub link: Option<String>,
    /// What most images do not have.
    pub(crate) rare: Option<Box<Rare>>,
}

/// Who made an image, and all its addresses where there are several.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rare {
    pub(crate) credit: Option<String>,
    pub(crate) candidates: Vec<ImageCandidate>,
}

/// One of the addresses that a page gives for an image. [`Image::candidates`] has an example.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ImageCandidate {
    /// The address as it is written.
    pub raw: String,
    /// The address resolved against the base URL, where one is known.
    pub resolved: Option<String>,
    /// How wide the image there is in pixels, where the page says it.
    pub width: Option<u32>,
}

impl ImageCandidate {
    /// The address: resolved where possible, else as it is written.
    pub fn url(&self) -> &str {
        self.resolved.as_deref().unwrap_or(&self.raw)
    }
}

impl Image {
    /// An image of which nothing is known but its address.
    ///
    /// ```
    /// use bodytext::{Image, Metadata};
    ///
    /// let mut cover = Image::new("https://tea.example/cover.jpg");
    /// cover.alt = Some("A cup".to_owned());
    /// let metadata = Metadata::new().with_lead_image(cover);
    /// assert_eq!(metadata.lead_image().unwrap().url(), "https://tea.example/cover.jpg");
    /// ```
    pub fn new(url: impl Into<String>) -> Image {
        Image { raw: url.into(), ..Image::default() }
    }

    /// Who made the image or where it is from, where its caption marks that: `<cite>`, or an element named as the credit.
    ///
    /// ```
    /// let html = "<figure><img src=a.jpg><figcaption>A kettle. <cite>Photo: Ann Lee</cite></figcaption></figure>";
    /// let article = bodytext::extract(html);
    /// let image = &article.images()[0];
    /// assert_eq!((image.caption.as_deref(), image.credit()), (Some("A kettle."), Some("Photo: Ann Lee")));
    /// ```
    pub fn credit(&self) -> Option<&str> {
        self.rare.as_ref()?.credit.as_deref()
    }

    /// All addresses that the page gives for the image, where there are several: of `srcset`, `<picture>` and what scripts
    /// load it from. Stand-ins are none of them.
    ///
    /// ```
    /// let article = bodytext::extract("<img src=a.jpg srcset='b.jpg 800w, c.jpg 1600w' width=400>");
    /// let candidates = article.images()[0].candidates();
    /// let best = candidates.iter().max_by_key(|candidate| candidate.width).unwrap();
    /// assert_eq!((best.url(), best.width), ("c.jpg", Some(1600)));
    /// ```
    pub fn candidates(&self) -> &[ImageCandidate] {
        self.rare.as_ref().map_or(&[], |rare| &rare.candidates)
    }

    /// Sets who made it, and all its addresses.
    pub(crate) fn set_rare(&mut self, credit: Option<String>, candidates: Vec<ImageCandidate>) {
        let has_any = credit.is_some() || !candidates.is_empty();
        self.rare = has_any.then(|| Box::new(Rare { credit, candidates }));
    }

    /// Its address: resolved where possible, else as it is written.
    pub fn url(&self) -> &str {
        self.resolved.as_deref().unwrap_or(&self.raw)
    }
}
