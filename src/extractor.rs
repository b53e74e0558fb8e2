//! The extractor: what callers hold, over the pipeline in [`extraction`](crate::extraction).

use crate::article::{Article, BinaryKind, Body, Diagnostic, EmptyReason, Metadata, Status};
#[cfg(feature = "charset")]
use crate::article::{Encoding, Limit};
use crate::explanation::Explanation;
use crate::extraction::Extraction;
use crate::hints::Hints;
use crate::html::Storage;
#[cfg(feature = "charset")]
use crate::input;
use crate::input::binary;
use crate::options::{Options, Scope};
#[cfg(feature = "charset")]
use std::borrow::Cow;

/// Extracts any number of articles with the same options.
///
/// It keeps the memory of one document for the next, about two megabytes at most, and nothing else: every article is the same as
/// from a new extractor. It is `Send` and `Sync`. For several threads, clone it.
///
/// ```
/// use bodytext::Extractor;
///
/// let mut extractor = Extractor::default();
/// for (html, text) in [("<p>Green tea.</p>", "Green tea."), ("<ul><li>Black tea</ul>", "Black tea")] {
///     assert_eq!(extractor.extract(html).text(), text);
/// }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Extractor {
    options: Options,
    /// What is left of the last document.
    storage: Storage,
}

impl Extractor {
    /// An extractor with these options.
    pub fn new(options: Options) -> Extractor {
        Extractor { options, storage: Storage::default() }
    }

    /// The options that it was made with.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Extracts the article from `html`, a body or a whole page; see [`Scope`](crate::Scope).
    pub fn extract(&mut self, html: &str) -> Article {
        self.extract_with(html, &Hints::default())
    }

    /// Extracts the article from `html`, with [`Hints`]: what you know of this input, above all its address. They have an example.
    pub fn extract_with(&mut self, html: &str, hints: &Hints) -> Article {
        read(&mut self.storage, html, &self.options, hints)
    }

    /// Extracts the article from `html` and says for each text block why it was kept or dropped. [`Explanation`] has an example.
    ///
    /// Costs a few times the time and memory of [`extract`](Extractor::extract).
    pub fn explain(&mut self, html: &str) -> Explanation {
        self.explain_with(html, &Hints::default())
    }

    /// Extracts and explains, with [`Hints`]; see [`explain`](Extractor::explain).
    pub fn explain_with(&mut self, html: &str, hints: &Hints) -> Explanation {
        read_with_reasons(&mut self.storage, html, &self.options, hints)
    }

    /// What is known of the article in `html` besides its text, without the text: see [`metadata`](crate::metadata()).
    pub fn metadata(&mut self, html: &str, hints: &Hints) -> Metadata {
        if binary::of_text(html).is_some() {
            return Metadata::default();
        }
        let (mut run, document) = Extraction::begin(html, &self.options, hints);
        let dom = run.parse(&mut self.storage, &document);
        let metadata = run.metadata_alone(&dom);
        self.storage = dom.into_storage();
        metadata
    }

    /// Extracts the article from a tree that `markup5ever_rcdom` holds: the document, or any node of one.
    ///
    /// The result is the same as from [`extract`](Extractor::extract) on the string, except that blocks do not know their bytes in
    /// it. The limits of the options hold; [`Options::with_max_bytes`] counts the text and the attribute values of the tree. Parse
    /// the tree with scripting disabled; otherwise the content of `<noscript>` is not seen. [`crate::extract_dom`] has an example.
    #[cfg(feature = "rcdom")]
    pub fn extract_dom(&mut self, root: &markup5ever_rcdom::Handle, hints: &Hints) -> Article {
        use crate::document;
        use crate::html::{self, Parsed};

        let mut run = Extraction::new(&self.options, hints);
        let Parsed { mut dom, reached } = html::rcdom::import(root, &document::parse_options(&self.options));
        reached.into_iter().for_each(|limit| run.reached(document::limit(limit)));
        if let Some(first) = html::rcdom::leading_text(&dom, root) {
            let body_start = run.take_front_matter(dom.text(first));
            dom.cut_text_start(first, body_start);
        }
        html::compose(&mut dom, self.options.max_depth());
        run.article(&dom)
    }
}

fn read(storage: &mut Storage, html: &str, options: &Options, hints: &Hints) -> Article {
    if let Some(file) = binary::of_text(html) {
        return not_html(file);
    }
    let (mut run, document) = Extraction::begin(html, options, hints);
    let dom = run.parse(storage, &document);
    let mut article = run.article(&dom);
    article.body.move_source(|range| document.source(range));
    *storage = dom.into_storage();
    article
}

fn read_with_reasons(storage: &mut Storage, html: &str, options: &Options, hints: &Hints) -> Explanation {
    if let Some(file) = binary::of_text(html) {
        return without_blocks(not_html(file));
    }
    let (mut run, document) = Extraction::begin(html, options, hints);
    let dom = run.parse(storage, &document);
    let mut explanation = run.explanation(&dom);
    *storage = dom.into_storage();
    explanation.article.body.move_source(|range| document.source(range));
    for block in &mut explanation.blocks {
        block.source = block.source.take().and_then(|source| document.source(source));
    }
    explanation
}

/// The article of an input that is no HTML and no text: nothing, and nothing that could be relied on.
fn not_html(file: BinaryKind) -> Article {
    Article {
        body: Body::default(),
        metadata: Metadata::default(),
        status: Status::Empty(EmptyReason::NotHtml),
        confidence: 0.0,
        diagnostics: vec![Diagnostic::NotHtml { file }],
        encoding: None,
    }
}

/// The explanation of an input that was not read.
fn without_blocks(article: Article) -> Explanation {
    Explanation { article, scope: Scope::Body, threshold: None, blocks: Vec::new() }
}

#[cfg(feature = "charset")]
impl Extractor {
    /// Extracts the article from the bytes of a page or body. [`extract_bytes`](crate::extract_bytes) says how they are read.
    ///
    /// [`Options::with_max_bytes`] limits the bytes, before they become text; positions in the input are those in the text.
    pub fn extract_bytes(&mut self, bytes: &[u8], hints: &Hints) -> Article {
        if let Some(file) = binary::of_bytes(bytes) {
            return not_html(file);
        }
        let input = Decoded::new(bytes, &self.options, hints);
        let mut article = read(&mut self.storage, &input.text, &input.options, hints);
        input.tell(&mut article);
        article
    }

    /// Extracts the article from bytes as [`extract_bytes`](Extractor::extract_bytes) does, and says why, as
    /// [`explain`](Extractor::explain) does.
    pub fn explain_bytes(&mut self, bytes: &[u8], hints: &Hints) -> Explanation {
        if let Some(file) = binary::of_bytes(bytes) {
            return without_blocks(not_html(file));
        }
        let input = Decoded::new(bytes, &self.options, hints);
        let mut explanation = read_with_reasons(&mut self.storage, &input.text, &input.options, hints);
        input.tell(&mut explanation.article);
        explanation
    }
}

/// Bytes as text.
#[cfg(feature = "charset")]
struct Decoded<'b> {
    text: Cow<'b, str>,
    encoding: Encoding,
    is_cut: bool,
    options: Options,
}

#[cfg(feature = "charset")]
impl<'b> Decoded<'b> {
    fn new(bytes: &'b [u8], options: &Options, hints: &Hints) -> Decoded<'b> {
        let end = bytes.len().min(options.max_bytes());
        let is_cut = end < bytes.len();
        let decoded = input::charset::decode(bytes.get(..end).unwrap_or(bytes), is_cut, hints);

        // The limit has been applied, and text in UTF-8 can be longer than the bytes were.
        let options = options.clone().with_max_bytes(usize::MAX);
        Decoded { text: decoded.text, encoding: decoded.encoding, is_cut, options }
    }

    /// Tells an article how its input was read.
    fn tell(self, article: &mut Article) {
        if self.is_cut {
            Diagnostic::note_limit(&mut article.diagnostics, Limit::Bytes);
            article.blame_limit();
        }
        article.encoding = Some(self.encoding);
    }
}
