//! The result of an extraction, as plain data: the ground floor, which every room may use.

mod addresses;
mod binary_kind;
mod block;
mod body;
mod diagnostic;
mod direction;
mod encoding;
mod image;
mod metadata;
mod page_type;
mod status;
mod views;

pub use addresses::{Address, AddressKind};
pub use binary_kind::BinaryKind;
pub use block::{Align, BlockKind, Cell, Embed, EmbedKind, Link, List, SpanKind};
pub(crate) use body::{BlockRecord, Body, MAX_NESTING, SourceRange, SpanRecord};
pub use diagnostic::{Diagnostic, Limit};
pub use direction::Direction;
pub use encoding::{Encoding, EncodingSource};
pub use image::{Image, ImageCandidate};
pub use metadata::{Candidate, Field, Map, MapIter, Metadata, Source, Value};
pub(crate) use metadata::{MAX_DEPTH, Sources, ValueSeed};
pub use page_type::PageType;
pub use status::{EmptyReason, Status};
pub use views::{Block, Blocks, Span, Step, Walk};

use crate::text;
use std::fmt;

/// An article: clean text in blocks, images in place, metadata. It is owned and independent of the input.
///
/// ```
/// let article = bodytext::extract("<title>Tea</title><h2>Water</h2><p>Not boiling.</p><p><img src=cup.jpg></p>");
/// assert_eq!(article.text(), "Water\n\nNot boiling.");
/// assert_eq!(article.blocks().count(), 3);
/// assert_eq!(article.images()[0].url(), "cup.jpg");
/// assert_eq!(article.metadata().title(), Some("Tea"));
/// assert_eq!(article.to_markdown(), "## Water\n\nNot boiling.\n\n![](cup.jpg)\n");
/// ```
#[derive(Clone, PartialEq)]
pub struct Article {
    pub(crate) body: Body,
    pub(crate) metadata: Metadata,
    pub(crate) status: Status,
    pub(crate) confidence: f32,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) encoding: Option<Encoding>,
}

impl Article {
    /// The clean text. A blank line separates blocks; items of a list and rows of a table have a line each; a tab separates
    /// cells. There is no white space before or after it. Costs nothing.
    pub fn text(&self) -> &str {
        &self.body.text
    }

    /// Its clean text, without a copy. The rest of the article is dropped.
    ///
    /// ```
    /// let text: String = bodytext::extract("<p>Green tea.</p>").into_text();
    /// assert_eq!(text, "Green tea.");
    /// ```
    pub fn into_text(self) -> String {
        self.body.text
    }

    /// The top-level blocks, in order.
    pub fn blocks(&self) -> Blocks<'_> {
        Blocks::of(&self.body)
    }

    /// Every block at every level, in order, each when it begins and when it ends. [`Step`](crate::Step) has an example.
    pub fn walk(&self) -> Walk<'_> {
        Walk::of(&self.body)
    }

    /// The images in the order of the text, those inside sentences included.
    pub fn images(&self) -> &[Image] {
        &self.body.images
    }

    /// Its metadata: title, authors, dates and so on.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// Its metadata, to change it: see [`Metadata::new`] for adding what a feed or a database knows.
    pub fn metadata_mut(&mut self) -> &mut Metadata {
        &mut self.metadata
    }

    /// Whether content was found, and if not, why.
    pub fn status(&self) -> Status {
        self.status
    }

    /// How good the choice of content is likely to be, between 0 and 1: the word F1 (the balance of precision and recall,
    /// counted in words) that choices like this one have reached on pages of sites that the model had not seen.
    #[doc = include_str!("confidence.md")]
    ///
    /// - For a body it is 1: all that is visible is kept, so that nothing is left to judgement.
    /// - For a page that is answered [empty](Status::Empty) it is the share of such answers that were right, and 1 where
    ///   there is no text at all.
    /// - Where the input was [no HTML](EmptyReason::NotHtml) it is 0.
    /// - A limit that was reached does not lower it: it is about what was read.
    /// - Where the text came from structured data ([`Diagnostic::StructuredBody`]), which makes the status
    ///   [found](Status::Found), it is still the confidence in that the page itself shows nothing: of the text it says nothing.
    pub fn confidence(&self) -> f32 {
        self.confidence
    }

    /// The limits of [`Options`](crate::Options) that were reached, each once; none if the whole input was read as it is. They are
    /// among [`Article::diagnostics`], too. [`Article::status`] is about the part that was read.
    ///
    /// ```
    /// use bodytext::{Extractor, Limit, Options, Status};
    ///
    /// let article = Extractor::new(Options::new().with_max_bytes(16)).extract("<p>Green tea.</p><p>Black tea.</p>");
    /// assert_eq!((article.text(), article.status()), ("Green tea.", Status::Found));
    /// assert!(article.limits().eq([Limit::Bytes]));
    /// assert_eq!(bodytext::extract("<p>Green tea.</p>").limits().count(), 0);
    /// ```
    pub fn limits(&self) -> impl Iterator<Item = Limit> {
        self.diagnostics.iter().filter_map(|diagnostic| match diagnostic {
            Diagnostic::Limit { limit } => Some(*limit),
            _ => None,
        })
    }

    /// What was wrong with the input. [`Diagnostic`] has an example.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The encoding that the bytes of the input were read in; `None` if the input was a string or [binary](EmptyReason::NotHtml).
    pub fn encoding(&self) -> Option<&Encoding> {
        self.encoding.as_ref()
    }

    /// The texts of the paragraphs, at every level, in order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.leaves(|kind| matches!(kind, BlockKind::Paragraph)).map(Block::text)
    }

    /// The sentences, in order. No sentence goes over the end of a block; code and formulas have none.
    ///
    /// Their ends are those of UAX #29, `。！？` with the quotes that close after them included. A line break ends a sentence, an
    /// initial or a short title (`J. Smith`, `Dr. Smith`) does not.
    ///
    /// ```
    /// let article = bodytext::extract("<h2>Tea</h2><p>Is it “green”? Dr. Lee says so.</p><p>他说：“好。”真的？</p>");
    /// let sentences: Vec<_> = article.sentences().collect();
    /// assert_eq!(sentences, ["Tea", "Is it “green”?", "Dr. Lee says so.", "他说：“好。”", "真的？"]);
    /// ```
    pub fn sentences(&self) -> impl Iterator<Item = &str> {
        self.leaves(is_prose).flat_map(|block| text::sentence::sentences(block.text()))
    }

    /// How many words the text has, after UAX #29: a Han character and a hiragana letter is a word each, a run of katakana one.
    /// Linear in the text.
    pub fn word_count(&self) -> usize {
        text::count::words(self.text())
    }

    /// How many characters the text has as readers see them, white space included: grapheme clusters, after UAX #29. Linear in
    /// the text.
    pub fn grapheme_count(&self) -> usize {
        text::count::graphemes(self.text())
    }

    /// The beginning of the text on one line, at most `limit` graphemes long: of the paragraphs, or where there are none of all
    /// blocks but code and formulas.
    ///
    /// What is too long is cut after a sentence where one ends in the second half of the limit; else between two words, and
    /// an ellipsis, counted in, says that it goes on.
    ///
    /// ```
    /// let article = bodytext::extract("<h2>Tea</h2><p>Green tea is not oxidised. Black tea is, and tastes of it.</p>");
    /// assert_eq!(article.excerpt(40), "Green tea is not oxidised.");
    /// assert_eq!(article.excerpt(20), "Green tea is not…");
    /// ```
    pub fn excerpt(&self, limit: usize) -> String {
        match self.paragraphs().next() {
            Some(_) => text::excerpt::excerpt(self.paragraphs(), limit),
            None => text::excerpt::excerpt(self.leaves(is_prose).map(Block::text), limit),
        }
    }

    /// All links in order, each with its text. Images that are links by themselves name theirs in
    /// [`Image::link`](crate::Image::link).
    ///
    /// ```
    /// let article = bodytext::extract(r#"<p>Read <a href="/tea">all about tea</a>.</p>"#);
    /// let (link, text) = article.links().next().unwrap();
    /// assert_eq!((link.url(), text), ("/tea", "all about tea"));
    /// ```
    pub fn links(&self) -> impl Iterator<Item = (&Link, &str)> {
        self.body.spans.iter().filter_map(|span| match &span.kind {
            SpanKind::Link(link) => {
                Some((&**link, self.body.text.get(span.text.start as usize..span.text.end as usize)?))
            }
            _ => None,
        })
    }

    /// Where there is nothing since a limit came before any text, has the status say that.
    pub(crate) fn blame_limit(&mut self) {
        let is_to_blame = self.limits().any(|limit| match limit {
            Limit::Bytes | Limit::Nodes => self.status == Status::Empty(EmptyReason::NoText),
            Limit::Output => self.status.is_empty(),
            Limit::Depth => false,
        });
        if is_to_blame {
            self.status = Status::Empty(EmptyReason::Limited);
        }
    }

    fn leaves(&self, wanted: impl Fn(&BlockKind) -> bool) -> impl Iterator<Item = Block<'_>> {
        self.walk().filter_map(move |step| match step {
            crate::article::Step::Enter(block) if wanted(block.kind()) => Some(block),
            _ => None,
        })
    }
}

/// An article with nothing in it, as an empty string gives it.
impl Default for Article {
    fn default() -> Article {
        Article {
            body: Body::default(),
            metadata: Metadata::default(),
            status: Status::Empty(EmptyReason::NoText),
            confidence: 1.0,
            diagnostics: Vec::new(),
            encoding: None,
        }
    }
}

/// The clean text, as [`Article::text`] has it.
impl fmt::Display for Article {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text())
    }
}

/// How many bytes of text `{:?}` shows.
const SHOWN_BYTES: usize = 80;

/// In short with `{:?}`: title, the beginning of the text, how many blocks and images, status. Whole with `{:#?}`.
impl fmt::Debug for Article {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Article { body, metadata, status, confidence, diagnostics, encoding } = self;
        if f.alternate() {
            return f
                .debug_struct("Article")
                .field("metadata", metadata)
                .field("text", &body.text)
                .field("blocks", &self.blocks())
                .field("images", &body.images)
                .field("status", status)
                .field("confidence", confidence)
                .field("diagnostics", diagnostics)
                .field("encoding", encoding)
                .finish();
        }
        let end = (0..=SHOWN_BYTES.min(body.text.len())).rev().find(|&at| body.text.is_char_boundary(at));
        let shown = end.and_then(|end| body.text.get(..end)).unwrap_or_default();
        f.debug_struct("Article")
            .field("title", &metadata.title())
            .field("text", &shown)
            .field("text_bytes", &body.text.len())
            .field("blocks", &body.blocks.len())
            .field("images", &body.images.len())
            .field("status", status)
            .field("confidence", confidence)
            .finish_non_exhaustive()
    }
}

/// Whether a block has sentences of its own.
fn is_prose(kind: &BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Paragraph
            | BlockKind::Heading { .. }
            | BlockKind::Image { .. }
            | BlockKind::Caption
            | BlockKind::Cell(_)
            | BlockKind::Term
            | BlockKind::Summary
    )
}
