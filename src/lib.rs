//! The text of an article out of HTML.
//!
//! This crate turns the HTML of an article into clean text with its structure: paragraphs, headings, images in place, lists,
//! tables, code, and the metadata that stands before it or in the page. One pure function does the main job:
//!
//! ```
//! let article = bodytext::extract("<div><h2>Tea</h2><p>Green tea wants <b>patience</b>.</p><img src=cup.jpg></div>");
//!
//! assert_eq!(article.text(), "Tea\n\nGreen tea wants patience.");
//! assert_eq!(article.images()[0].url(), "cup.jpg");
//! assert_eq!(article.to_markdown(), "## Tea\n\nGreen tea wants **patience**.\n\n![](cup.jpg)\n");
//! ```
//!
//! [`extract`] is total: it has no error, does not panic, reads no file and fetches nothing. An empty string gives an empty
//! [`Article`], and so does a string in which nothing is visible.
//!
//! # Overview
//!
//! - [`extract`] takes a string with the default options; an [`Extractor`] takes any number of them with [`Options`] of
//!   your own.
//! - An [`Article`] is owned data. [`Article::text`] is all its text, [`Article::blocks`] its structure,
//!   [`Article::images`] its pictures, [`Article::metadata`] what front matter or the page says of it, and
//!   [`Article::diagnostics`] what was out of order.
//! - [`Article::status`] says whether the content was found, and why not; [`Article::confidence`] how good it is likely to be.
//!   [`Extractor::explain`] gives the reasons, block by block.
//! - A [`Block`] is a view of one paragraph, heading, list … of an article: [`Block::kind`] says which,
//!   [`Block::children`] holds the blocks inside, [`Block::spans`] the links, emphasis and so on inside its text.
//! - [`Article::to_markdown`] and [`Article::to_html`] write the same blocks in another notation; with the feature
//!   `serde`, [`Article`] serializes to JSON or whatever else serde can write.
//!
//! # What goes in
//!
//! A **whole page**, of which the main content is kept, or an **article body**: what a feed's `content:encoded`, a field of
//! a content management system, or a post of a static-site tool holds. All that is visible in a body is content. [`Scope`]
//! tells the two apart where finding out is not enough.
//!
//! HTML of any brokenness is read as browsers read it. Front matter in YAML (`---`), TOML (`+++`) or JSON (`{…}`) may come first, and ends up in the metadata:
//!
//! ```
//! let post = "---\ntitle: Green tea\ncategories: [tea, water]\n---\n<p>Not boiling.</p>";
//! let article = bodytext::extract(post);
//!
//! assert_eq!(article.metadata().title(), Some("Green tea"));
//! assert_eq!(article.metadata().categories(), ["tea", "water"]);
//! assert_eq!(article.text(), "Not boiling.");
//! ```
//!
//! With the feature `markdown`, a post with front matter whose text stands outside of tags is read as Markdown, with the HTML and the
//! tags of site generators that are in it; [`Options::with_markdown`] does the same without front matter. What stands inside
//! of tags is HTML in any case.
//!
//! Text without any tag is an article, too; blank lines part its paragraphs. Bytes go to [`extract_bytes`], which finds out
//! their encoding.
//!
//! # What comes out
//!
//! Paragraphs stand apart by a blank line, and so do all other blocks; items of a list and rows of a table have a line each,
//! the cells of a row are parted by a tab. White space is normalised as a browser shows it, except in code, where it is
//! kept to the letter. No space is invented between inline elements, nor between two Chinese or Japanese characters at
//! a line break of the source:
//!
//! ```
//! let article = bodytext::extract("<p>人工<strong>智能</strong>\n正在</p>");
//! assert_eq!(article.text(), "人工智能正在");
//! ```
//!
//! Blocks nest: an item of a list may hold paragraphs and lists, a quotation anything. [`Article::walk`] goes through all
//! levels in reading order without recursion:
//!
//! ```
//! use bodytext::{BlockKind, Step};
//!
//! let article = bodytext::extract("<ul><li>Green<ul><li>Sencha</ul><li>Black</ul>");
//! let mut depth = 0;
//! let mut lines = Vec::new();
//! for step in article.walk() {
//!     match step {
//!         Step::Enter(block) => match block.kind() {
//!             BlockKind::List(_) => depth += 1,
//!             BlockKind::Paragraph => lines.push(format!("{}{}", "-".repeat(depth), block.text())),
//!             _ => {}
//!         },
//!         Step::Leave(block) if matches!(block.kind(), BlockKind::List(_)) => depth -= 1,
//!         _ => {}
//!     }
//! }
//! assert_eq!(lines, ["-Green", "--Sencha", "-Black"]);
//! ```
//!
//! Links, emphasis, code and images within a sentence are [`Span`]s: byte ranges of a block's text, outer ones first.
//!
//! ```
//! use bodytext::SpanKind;
//!
//! let article = bodytext::extract("<p>See <a href='/kettle'>how to <em>tell</em></a>.</p>");
//! let block = article.blocks().next().unwrap();
//! for span in block.spans() {
//!     match span.kind {
//!         SpanKind::Link(link) => {
//!             assert_eq!(&block.text()[span.range], "how to tell");
//!             assert_eq!(link.url(), "/kettle");
//!         }
//!         SpanKind::Emphasis => assert_eq!(&block.text()[span.range], "tell"),
//!         _ => unreachable!(),
//!     }
//! }
//! ```
//!
//! # Metadata
//!
//! Of a whole page the metadata is what its JSON-LD, its `<meta>` tags, its microdata and what it shows beside the headline
//! say; each field of [`Metadata`] names its [`Source`], and [`Metadata::candidates`] lists what lost.
//!
//! ```
//! use bodytext::{Field, Source};
//!
//! let page = "<html><head><title>Green tea - The Leaf</title><meta property='og:site_name' content='The Leaf'></head>\
//!     <body><h1>Green tea</h1><p class=byline>By Ann Lee, July 8, 2021</p><p>Green tea wants patience.</p></body></html>";
//! let article = bodytext::extract(page);
//! let metadata = article.metadata();
//! assert_eq!(metadata.title(), Some("Green tea"));
//! assert_eq!(metadata.authors(), ["Ann Lee"]);
//! assert_eq!(metadata.published().unwrap().ymd(), Some((2021, 7, 8)));
//! assert_eq!(metadata.source(Field::Authors), Some(Source::Byline));
//! ```
//!
//! # Addresses
//!
//! Links and images keep their address as it is written (`raw`) and, where the address of the page is known, the resolved one
//! (`resolved`); `url()` is the better of the two. [`Hints`] give the address of the page; else its `<base>` does, the comment
//! that browsers write into pages that they save, or the page's canonical link. The address of an image is found behind lazy
//! loading: `data-src` and its kin, `srcset`, `<picture>` and `<noscript>`.
//!
//! ```
//! use bodytext::Hints;
//!
//! let hints = Hints::new().with_url("https://tea.example/posts/green");
//! let article = bodytext::extract_with("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' data-src='cup.jpg'>", &hints);
//! # #[cfg(feature = "url")]
//! assert_eq!(article.images()[0].url(), "https://tea.example/posts/cup.jpg");
//! ```
//!
//! # Choosing
//!
//! Of a page, [`Options`] can ask for rather too little or rather too much ([`Favor`]), for readers' comments or none ([`Comments`]), and
//! for particular elements by a [`Selector`]:
//!
//! ```
//! use bodytext::{Extractor, Options, Status};
//!
//! let options = Options::new().with_prune(".ad, #related".parse()?).with_max_output(10_000);
//! let article = Extractor::new(options).extract("<p>Green tea.</p><div class=ad>Pots!</div>");
//! assert_eq!(article.text(), "Green tea.");
//! assert_eq!(article.status(), Status::Found);
//! # Ok::<(), bodytext::Error>(())
//! ```
//!
//! # When to use it, and when not
//!
//! Use it where HTML has to become text that people or programs read on: feed readers, search indexes, corpora, previews,
//! conversion to Markdown. Use an HTML parser such as html5ever or scraper where you look for particular elements, and a
//! sanitizer such as ammonia where the markup itself is to stay. To make safe HTML out of an article is
//! [`Article::to_html`]'s job, but it writes the article anew and keeps no class, style or layout.
//!
//! # Limits
//!
//! - Of **whole pages** the main content is chosen by a small learned model; [`Article::confidence`] says how good such choices were.
//! - Scripts are not run: a page that its scripts write is [empty](Status::Empty).
//! - Elements nested more than 512 deep are unwrapped, their text is kept. Inputs are cut after 32 MiB or 2^24 nodes; [`Options`]
//!   can set other limits. Reaching any of them is told by [`Article::limits`] and in [`Article::diagnostics`].
//!
//! # Cost
//!
//! Time and memory are proportional to the length of the input, for hostile input, too: at most 48 bytes for each of its own
//! and 3 MB besides, and for pages that people make four. Nothing recurses over the document, and a stack of 256 KB is enough. An [`Extractor`] keeps its buffers from one input to the next.
//!
//! # Features
//!
//! - `charset` (default): [`extract_bytes`], for bytes in whatever encoding.
//! - `url` (default): resolves addresses, after the WHATWG URL standard.
//! - `markdown`: reads posts whose text outside of tags is Markdown ([`Options::with_markdown`]).
//! - `serde`: `Serialize` and `Deserialize` for [`Article`] and its parts.
//! - `language`: finds the language of a text where its page does not say it; see [`Metadata::language`].
//! - `jiff1`, `time03`: dates as the types of the crates jiff 1 and time 0.3.
//! - `rcdom`: `extract_dom`, for trees that `markup5ever_rcdom` has parsed.

#![warn(unreachable_pub)]
// No input panics. What could, and stands all the same, has its reason beside it, or at the head of its module.
#![cfg_attr(
    not(test),
    warn(
        clippy::cast_possible_truncation,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

mod addresses;
mod article;
mod block;
mod build;
mod content;
mod diagnostic;
mod direction;
mod document;
mod enum_names;
mod error;
mod explain;
mod extraction;
mod extractor;
mod hints;
mod html;
mod image;
mod input;
mod markdown;
mod metadata;
mod options;
mod page_type;
mod render;
mod selector;
#[cfg(feature = "serde")]
mod serial;
mod status;
mod steps;
mod text;
mod url;
mod walk;

pub use addresses::{Address, AddressKind};
pub use article::Article;
pub use block::{Align, Block, BlockKind, Blocks, Cell, Embed, EmbedKind, Link, List, Span, SpanKind, Step, Walk};
pub use diagnostic::{Diagnostic, Limit};
pub use error::{Error, SelectorProblem};
pub use explain::{ExplainedBlock, Explanation, Reason, Verdict};
pub use extractor::Extractor;
pub use hints::Hints;
pub use image::{Image, ImageCandidate};
pub use input::binary::BinaryKind;
pub use input::encoding::{Encoding, EncodingSource};
pub use metadata::{Candidate, Date, Direction, Field, Map, MapIter, Metadata, Source, Value};
pub use options::{Comments, Favor, Options, Scope};
pub use page_type::PageType;
pub use render::{HtmlOptions, MarkdownOptions};
pub use selector::Selector;
pub use status::{EmptyReason, Status};

/// For `train/` only: not part of the interface, and free to change.
#[cfg(feature = "train")]
#[doc(hidden)]
pub use content::training;

/// For `fuzz/` only: not part of the interface, and free to change.
#[cfg(feature = "conformance")]
#[doc(hidden)]
pub use html::conformance;

/// Extracts the article from `html` with the default [`Options`].
pub fn extract(html: &str) -> Article {
    Extractor::default().extract(html)
}

/// Extracts the article from `html` with the default [`Options`], and with what is known of it besides: its address above all.
///
/// ```
/// use bodytext::Hints;
///
/// let article = bodytext::extract_with("<p><img src=cup.jpg> Green tea</p>", &Hints::new().with_url("https://tea.example/"));
/// # #[cfg(feature = "url")]
/// assert_eq!(article.images()[0].url(), "https://tea.example/cup.jpg");
/// ```
pub fn extract_with(html: &str, hints: &Hints) -> Article {
    Extractor::default().extract_with(html, hints)
}

/// Extracts the article from a tree that `markup5ever_rcdom` holds, with the default [`Options`].
///
/// See [`Extractor::extract_dom`].
#[cfg(feature = "rcdom")]
pub fn extract_dom(root: &markup5ever_rcdom::Handle, hints: &Hints) -> Article {
    Extractor::default().extract_dom(root, hints)
}

/// Extracts the article from the bytes of a page or body, in whatever encoding they are, with the default [`Options`].
///
/// [`Hints`] are what the caller knows besides: what HTTP said of the encoding, and the address of the page. The bytes, the
/// hints and what the document declares are weighed against each other; [`Article::encoding`] says what came of it. What
/// cannot be read is U+FFFD in the text, never an error. Of a label that the bytes contradict nothing is believed: UTF-8
/// served as ISO-8859-1 is read as UTF-8, GBK declared to be UTF-8 as GBK.
///
/// Bytes that are no text (a picture, an archive, a program) give an empty article of the status
/// [`NotHtml`](EmptyReason::NotHtml), and a [diagnostic](Diagnostic::NotHtml) that says what they look like.
///
/// Cost: that of [`extract`], and one copy of the text unless it is UTF-8.
///
/// ```
/// use bodytext::{EncodingSource, Hints};
///
/// let bytes = b"<meta charset=utf-8><p>\xC4\xE3\xBA\xC3\xA3\xAC\xCA\xC0\xBD\xE7\xA1\xA3</p>";
/// let article = bodytext::extract_bytes(bytes, &Hints::new());
/// assert_eq!(article.text(), "你好，世界。");
/// let encoding = article.encoding().unwrap();
/// assert_eq!((encoding.name(), encoding.source()), ("GBK", EncodingSource::Detector));
/// ```
#[cfg(feature = "charset")]
pub fn extract_bytes(bytes: &[u8], hints: &Hints) -> Article {
    Extractor::default().extract_bytes(bytes, hints)
}

/// The examples of the README, as tests. They resolve addresses, which the feature `url` does.
#[cfg(all(doctest, feature = "url"))]
#[doc = include_str!("../README.md")]
struct Readme;
