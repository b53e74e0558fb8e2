//! Extracts the article from HTML.
//!
//! This crate turns HTML into clean text with its structure: paragraphs, headings, images in place, lists, tables, code and
//! metadata. One pure function does the main job:
//!
//! ```
//! let article = bodytext::extract("<div><h2>Tea</h2><p>Green tea wants <b>patience</b>.</p><img src=cup.jpg></div>");
//!
//! assert_eq!(article.text(), "Tea\n\nGreen tea wants patience.");
//! assert_eq!(article.images()[0].url(), "cup.jpg");
//! assert_eq!(article.to_markdown(), "## Tea\n\nGreen tea wants **patience**.\n\n![](cup.jpg)\n");
//! ```
//!
//! [`extract`] has no error and does not panic. It reads no file and fetches nothing. An empty string gives an empty
//! [`Article`], and so does a string without visible text.
//!
//! # Overview
//!
//! - [`extract`] takes one string and uses the default options. An [`Extractor`] takes many strings and uses your [`Options`].
//! - An [`Article`] is owned data. [`Article::text`] is all its text, [`Article::blocks`] its structure,
//!   [`Article::images`] its images, [`Article::metadata`] its title, authors, dates and so on, and
//!   [`Article::diagnostics`] what was wrong with the input.
//! - [`Article::status`] says whether content was found, and if not, why. [`Article::confidence`] estimates how good the choice
//!   is. [`Extractor::explain`] gives the reasons, block by block.
//! - [`metadata()`] gives the metadata without the text; [`is_probably_article`] is a cheap test before an extraction.
//! - A [`Block`] is a view of one paragraph, heading or list of an article. [`Block::kind`] says which, [`Block::children`]
//!   gives the blocks inside, and [`Block::spans`] the links and emphasis inside its text.
//! - [`Article::to_markdown`] and [`Article::to_html`] write the same blocks as Markdown and as safe HTML. With the feature
//!   `serde`, `serde_json::to_string(&article)` writes JSON, which `docs/article.schema.json` in the repository describes.
#![cfg_attr(
    all(feature = "charset", feature = "url"),
    doc = "- The [guides](guide) show whole tasks: a feed reader, an archive, a search index, a corpus, threads, options, and how to move from Readability or trafilatura."
)]
//!
//! # What goes in
//!
//! Either a **whole page**, whose main content is kept, or an **article body**: what a feed's `content:encoded`, a field of
//! a content management system, or a post of a static-site generator holds. All visible text of a body is content. The
//! library finds out which of the two an input is; set [`Scope`] if you know.
//!
//! Broken HTML is read as browsers read it. Front matter in YAML (`---`), TOML (`+++`) or JSON (`{…}`) may come first, and
//! becomes metadata:
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
//! With the feature `markdown`, a post with front matter is read as Markdown if its text stands outside of tags. It may hold
//! HTML and the tags of site generators. [`Options::with_markdown`] does the same without front matter. Text inside of tags
//! is always HTML.
//!
//! Text without any tag is an article, too; blank lines separate its paragraphs. Bytes go to [`extract_bytes`], which finds
//! their encoding.
//!
//! # What comes out
//!
//! In [`Article::text`] a blank line separates blocks. Items of a list and rows of a table have a line each, and a tab separates
//! the cells of a row. White space is normalised as a browser shows it; in code it is kept as it is. No space is added
//! between inline elements, nor between two Chinese or Japanese characters at a line break of the source:
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
//! The metadata of a page comes from its JSON-LD, its `<meta>` tags, its microdata, and the lines beside its headline. For each
//! field [`Metadata::source`] names the [`Source`], and [`Metadata::candidates`] lists the values that lost.
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
//! Links and images keep their address as it is written (`raw`). If the address of the page is known, they have the resolved
//! address, too (`resolved`). `url()` gives the resolved one if there is one. Give the address of the page in [`Hints`];
//! otherwise it comes from `<base>`, from the comment that browsers write into saved pages, or from the canonical link. For lazily
//! loaded images the real address is found: in `data-src` and similar attributes, `srcset`, `<picture>` and `<noscript>`.
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
//! [`Options`] decide which error to prefer when unsure ([`Favor`]), whether readers' comments are kept ([`Comments`]), and which
//! elements are always or never kept ([`Selector`]):
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
//! Use it to turn HTML into text for people or programs: feed readers, search indexes, corpora, previews, conversion to
//! Markdown. To find particular elements, use an HTML parser such as html5ever or scraper. To keep a page's own markup and
//! make it safe, use a sanitizer such as ammonia: [`Article::to_html`] is safe, but it writes the article anew and keeps no
//! class, style or layout.
//!
//! # Limits
//!
//! - A small learned model chooses the main content of **whole pages**, and errs at times. [`Article::confidence`] estimates how well it did.
//! - Scripts are not run. A page that its scripts write is [empty](Status::Empty).
//! - Elements nested more than 512 deep are unwrapped; their text is kept. Inputs are cut after 32 MiB or 2^24 nodes. [`Options`]
//!   set other limits. [`Article::limits`] says which were reached.
//!
//! # Cost
//!
//! Time and memory grow in proportion to the input, for hostile input, too. Any input takes at most 48 bytes of memory for each of
//! its own bytes and 3 MB besides; pages that people make take at most four. (Text in Markdown takes more: see
//! `SECURITY.md`.) Nothing recurses over the document: a stack of 256 KB is enough. An [`Extractor`] keeps its buffers for the next
//! input.
//!
//! # Features
//!
//! - `charset` (default): [`extract_bytes`], for bytes in any encoding.
//! - `url` (default): resolves addresses, by the WHATWG URL standard.
//! - `markdown`: reads posts in Markdown ([`Options::with_markdown`]).
//! - `serde`: `Serialize` and `Deserialize` for [`Article`] and its parts, and for [`Options`].
//! - `language`: finds the language of a text if its page does not say it; see [`Metadata::language`].
//! - `jiff1`, `time03`: converts dates to the types of the crates jiff 1 and time 0.3.
//! - `rcdom`: `extract_dom`, for trees that `markup5ever_rcdom` has parsed.

#![cfg_attr(docsrs, feature(doc_cfg))]
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

mod article;
mod blocks;
#[cfg(test)]
mod combinations;
mod content;
mod date;
mod document;
mod enum_names;
mod error;
mod explanation;
mod extraction;
mod extractor;
mod head;
mod hints;
mod html;
mod input;
mod markdown;
mod metadata;
mod options;
mod probe;
mod render;
mod selector;
#[cfg(feature = "serde")]
mod serial;
mod steps;
mod text;
mod url;
mod verdicts;
mod walk;
mod word_list;

pub use article::{
    Address, AddressKind, Align, Article, BinaryKind, Block, BlockKind, Blocks, Candidate, Cell, Diagnostic, Direction,
    Embed, EmbedKind, EmptyReason, Encoding, EncodingSource, Field, Image, ImageCandidate, Limit, Link, List, Map,
    MapIter, Metadata, PageType, Source, Span, SpanKind, Status, Step, Value, Walk,
};
pub use content::MODEL_VERSION;
pub use date::Date;
pub use error::{Error, SelectorProblem};
pub use explanation::{ExplainedBlock, Explanation, Reason, Verdict};
pub use extractor::Extractor;
pub use hints::Hints;
pub use options::{Comments, Favor, Options, Scope};
pub use probe::Probe;
pub use render::{HtmlOptions, LinkStyle, MarkdownOptions};
pub use selector::Selector;

/// For `train/` only: not part of the interface, and free to change.
#[cfg(feature = "__train")]
#[doc(hidden)]
pub use content::training;

/// For `fuzz/` and `tests/conformance.rs` only: not part of the interface, and free to change.
#[cfg(feature = "__conformance")]
#[doc(hidden)]
pub use html::conformance;

/// Extracts the article from `html` with the default [`Options`].
///
/// `html` is a whole page, an article body, or text. There is no error: [`Article::status`] says what became of the input.
/// Costs time and memory in proportion to the length of `html`.
///
/// ```
/// let article = bodytext::extract("<title>Tea</title><p>Green tea wants <b>patience</b>.</p>");
/// assert_eq!(article.text(), "Green tea wants patience.");
/// assert_eq!(article.metadata().title(), Some("Tea"));
/// ```
pub fn extract(html: &str) -> Article {
    Extractor::default().extract(html)
}

/// Extracts the article from `html` with the default [`Options`] and with [`Hints`]: what you know of the input, above all its
/// address.
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

/// What is known of an article besides its text, without the text: the content is neither chosen nor built.
///
/// Costs about half of what [`extract`] does. What stands in the markup is the same; what takes the text differs: the language that
/// is found from it, the reading time, images of the body as lead image are missing, and a byline or a date in the text
/// counts from the first prose of the page on, not from the chosen text. [`Extractor::metadata`] takes [`Hints`].
///
/// ```
/// let page = "<html lang=en><head><title>Green tea - The Leaf</title><meta property=og:site_name content='The Leaf'></head>\
///             <body><h1>Green tea</h1><p>By Ann Lee</p><p>It wants patience, and water that does not boil.</p>";
/// let metadata = bodytext::metadata(page);
/// assert_eq!((metadata.title(), metadata.site_name()), (Some("Green tea"), Some("The Leaf")));
/// assert_eq!(metadata.authors(), ["Ann Lee"]);
/// ```
pub fn metadata(html: &str) -> Metadata {
    Extractor::default().metadata(html, &Hints::new())
}

/// Whether `html` is probably a page with an article: a cheap test before an extraction, for a button that offers to read the
/// page. [`probe`] says what it rests on.
///
/// Costs about half of what [`extract`] does.
///
/// ```
/// let menu = "<nav><a href=/>Home</a> <a href=/tea>Tea</a></nav><ul><li><a href=/green>Green tea</a><li><a href=/black>Black tea</a></ul>";
/// assert!(!bodytext::is_probably_article(menu));
/// let post = "Green tea wants patience, and water that does not boil: seventy degrees will do. ".repeat(10);
/// assert!(bodytext::is_probably_article(&format!("{menu}<p>{post}</p>")));
/// ```
pub fn is_probably_article(html: &str) -> bool {
    probe(html).is_probably_article()
}

/// A glance at `html`: how much of its text is prose, and whether it calls itself an article.
///
/// ```
/// let page = "<title>Tea</title><meta property=og:type content=article><p>Green tea wants patience, and water that does not boil: \
///             seventy degrees will do, say those who grow it on the slopes above the river.</p>";
/// let probe = bodytext::probe(page);
/// assert_eq!((probe.paragraphs(), probe.declares_article()), (1, true));
/// assert!(!probe.is_probably_article(), "it is too short");
/// ```
pub fn probe(html: &str) -> Probe {
    Probe::of(html, &Options::new())
}

/// Extracts the article from a tree that `markup5ever_rcdom` holds, with the default [`Options`].
///
/// Use it only if you have such a tree anyway: [`extract`] on the string is faster than parsing into the tree alone. See
/// [`Extractor::extract_dom`] for what differs.
///
/// ```
/// use bodytext::Hints;
/// use html5ever::tendril::TendrilSink;
/// use markup5ever_rcdom::RcDom;
///
/// let options = html5ever::ParseOpts {
///     tree_builder: html5ever::tree_builder::TreeBuilderOpts { scripting_enabled: false, ..Default::default() },
///     ..Default::default()
/// };
/// let dom = html5ever::parse_document(RcDom::default(), options).one("<p>Green tea wants <b>patience</b>.</p>");
/// let article = bodytext::extract_dom(&dom.document, &Hints::new());
/// assert_eq!(article.text(), "Green tea wants patience.");
/// ```
#[cfg(feature = "rcdom")]
pub fn extract_dom(root: &markup5ever_rcdom::Handle, hints: &Hints) -> Article {
    Extractor::default().extract_dom(root, hints)
}

/// Extracts the article from the bytes of a page or body, in any encoding, with the default [`Options`].
///
/// The encoding is found from the bytes, from what the document declares, and from [`Hints::with_content_type`];
/// [`Article::encoding`] says which it is. A label that the bytes contradict is ignored: UTF-8 served as ISO-8859-1 is read as
/// UTF-8, and GBK declared as UTF-8 is read as GBK. Bytes that cannot be decoded become U+FFFD; they are never an error.
///
/// Binary data (a picture, an archive, a program) gives an empty article with the status
/// [`NotHtml`](EmptyReason::NotHtml) and a [diagnostic](Diagnostic::NotHtml) that says what the data looks like.
///
/// Costs what [`extract`] costs, and one copy of the text unless it is UTF-8.
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

#[cfg(all(doc, feature = "charset", feature = "url"))]
pub mod guide;

/// The examples of the README, as tests. They resolve addresses, which the feature `url` does.
#[cfg(all(doctest, feature = "url"))]
#[doc = include_str!("../README.md")]
struct Readme;
