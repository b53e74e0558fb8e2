//! The pipeline in order: the only file that knows every stage.

use crate::article::Article;
use crate::block::{BlockKind, Blocks, Body};
use crate::build::{self, Built, Context};
use crate::content::explain::{self, Output};
use crate::content::{self, Selection, Survey, Verdicts, Wishes};
use crate::diagnostic::{Diagnostic, Limit};
use crate::explain::Explanation;
use crate::html::{self, Attr, Dom, NodeId, Parsed, Storage, Tag};
use crate::input::binary::{self, BinaryKind};
use crate::input::{self, Split};
#[cfg(feature = "charset")]
use crate::input::{charset::Hints, encoding::Encoding};
use crate::markdown;
use crate::metadata::{self, Metadata, Source, Sources, headline};
use crate::options::{Options, Scope};
use crate::status::{EmptyReason, Status};
use crate::url::Resolver;
use std::borrow::Cow;
use std::ops::Range;

/// Extracts any number of articles with the same options.
///
/// It keeps the memory that one document took for the next, two megabytes or so at most, and nothing else: every article is the
/// one that a new extractor would give. It is `Send` and `Sync`; for several threads, clone it.
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

    /// Extracts the article from `html`: a body or a whole page, as [`Scope`](crate::Scope) says.
    pub fn extract(&mut self, html: &str) -> Article {
        read(&mut self.storage, html, &self.options)
    }

    /// Extracts the article from `html`, and says of every text block why it came out or not.
    ///
    /// Costs a few times what [`extract`](Extractor::extract) does, in time and memory.
    pub fn explain(&mut self, html: &str) -> Explanation {
        read_with_reasons(&mut self.storage, html, &self.options)
    }

    /// Extracts the article from a tree that `markup5ever_rcdom` holds: the document, or any node of one.
    ///
    /// The result is that of [`extract`](Extractor::extract) on the string, but that blocks do not know their bytes in it.
    /// The limits of the options hold; [`Options::with_max_bytes`] counts the text and the values of attributes that are taken
    /// over. The tree has to be parsed with scripting disabled for what is in `<noscript>` to be seen.
    #[cfg(feature = "rcdom")]
    pub fn extract_dom(&mut self, root: &markup5ever_rcdom::Handle) -> Article {
        let mut run = Run::new(&self.options);
        let Parsed { mut dom, limits } = html::rcdom::import(root, &self.options);
        limits.into_iter().for_each(|limit| run.reached(limit));
        if let Some(first) = html::rcdom::leading_text(&dom, root) {
            let body_start = run.take_front_matter(dom.text(first));
            dom.cut_text_start(first, body_start);
        }
        html::compose(&mut dom, self.options.max_depth());
        run.article(&dom, &self.options)
    }
}

fn read(storage: &mut Storage, html: &str, options: &Options) -> Article {
    if let Some(file) = binary::of_text(html) {
        return not_html(file);
    }
    let (mut run, document) = Run::begin(html, options);
    let dom = run.parse(storage, &document, options);
    let mut article = run.article(&dom, options);
    article.body.move_source(|range| document.source(range));
    *storage = dom.into_storage();
    article
}

fn read_with_reasons(storage: &mut Storage, html: &str, options: &Options) -> Explanation {
    if let Some(file) = binary::of_text(html) {
        return without_blocks(not_html(file));
    }
    let (mut run, document) = Run::begin(html, options);
    let dom = run.parse(storage, &document, options);
    let mut explanation = run.explanation(&dom, options);
    *storage = dom.into_storage();
    explanation.article.body.move_source(|range| document.source(range));
    for block in &mut explanation.blocks {
        block.source = block.source.take().and_then(|source| document.source(source));
    }
    explanation
}

/// The HTML of an input, and where it came from.
struct Document<'h> {
    html: Cow<'h, str>,
    /// Where the body starts in the input.
    start: usize,
    origin: Origin,
}

/// How the bytes of a document relate to those of the body in the input.
enum Origin {
    /// They are the same.
    Same,
    /// The HTML was made of Markdown.
    #[cfg(feature = "markdown")]
    Markdown(markdown::SourceMap),
    /// The HTML stood escaped in XML.
    Escaped,
}

impl<'h> Document<'h> {
    /// A body out of the sections of XML that it may stand in.
    fn of_html(body: &'h str, start: usize) -> Document<'h> {
        if input::is_escaped_section(body) {
            let text = html::unescape(body);
            let html = Cow::Owned(input::without_sections(&text).into_owned());
            return Document { html, start, origin: Origin::Escaped };
        }
        Document { html: input::without_sections(body), start, origin: Origin::Same }
    }

    /// The bytes of the input that a range of the HTML came from, where that is known.
    fn source(&self, range: Range<usize>) -> Option<Range<usize>> {
        let range = match &self.origin {
            Origin::Same => range,
            #[cfg(feature = "markdown")]
            Origin::Markdown(map) => map.range(range),
            Origin::Escaped => return None,
        };
        Some(range.start + self.start..range.end + self.start)
    }
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

/// An article, and what explanations want to know besides.
struct Outcome {
    article: Article,
    /// The choice, without the headline.
    verdicts: Verdicts,
    /// Elements and texts of which nothing came out although they are kept.
    passed_over: Vec<NodeId>,
    /// The texts of the headline.
    headline: Vec<NodeId>,
}

/// The body of an article, the headline first where it is wanted. What begins with it gets no second one.
fn built(mut context: Context<'_>) -> Built {
    let built = build::build(&context);
    let begins_with = |headline: &str| {
        let mut blocks = Blocks::of(&built.body).skip(1);
        blocks.next().is_some_and(|block| {
            matches!(block.kind(), BlockKind::Heading { .. } | BlockKind::Paragraph)
                && headline::say_the_same(headline, block.text())
        })
    };
    if !context.headline.is_some_and(begins_with) {
        return built;
    }
    context.headline = None;
    let mut built = build::build(&context);
    built.body.head_with_first();
    built
}

/// One extraction: what is known before the document is read.
struct Run {
    resolver: Resolver,
    metadata: Metadata,
    has_front_matter: bool,
    /// Whether it is a post: it has front matter, or was meant to, or the caller says that it is Markdown.
    is_post: bool,
    /// Whether line breaks outside of tags are those of the text: it is a post that was not Markdown, or could not be read so.
    keeps_lines: bool,
    diagnostics: Vec<Diagnostic>,
}

impl Run {
    fn new(options: &Options) -> Run {
        let mut diagnostics = Vec::new();
        let resolver = Resolver::new(options.base_url()).unwrap_or_else(|message| {
            diagnostics.push(Diagnostic::BaseUrl { message });
            Resolver::default()
        });
        Run {
            resolver,
            metadata: Metadata::default(),
            has_front_matter: false,
            is_post: false,
            keeps_lines: false,
            diagnostics,
        }
    }

    /// Reads what comes before the HTML, as far as the limits let it, and makes HTML of Markdown.
    fn begin<'h>(html: &'h str, options: &Options) -> (Run, Document<'h>) {
        let mut run = Run::new(options);
        run.resolver.make_room(html.len().min(options.max_bytes()));
        let source = input::clip(html, options.max_bytes());
        if source.len() < html.len() {
            run.reached(Limit::Bytes);
        }
        let start = run.take_front_matter(source);
        let is_asked = options.markdown() == Some(true);
        let may_be_markdown = options.markdown().unwrap_or(run.has_front_matter);
        run.is_post |= is_asked;
        run.keeps_lines = options.markdown().unwrap_or(run.is_post);
        let body = source.get(start..).unwrap_or_default();
        if may_be_markdown && markdown::is_markdown(body, is_asked) {
            #[cfg(feature = "markdown")]
            if body.len() <= markdown::LONGEST {
                let html = markdown::to_html(body);
                run.keeps_lines = false;
                if html.is_cut {
                    run.reached(Limit::Bytes);
                }
                let document = Document { html: Cow::Owned(html.text), start, origin: Origin::Markdown(html.map) };
                return (run, document);
            }
            run.diagnostics.push(Diagnostic::Markdown);
        }
        (run, Document::of_html(body, start))
    }

    /// Parses the document.
    fn parse<'h>(&mut self, storage: &mut Storage, document: &'h Document<'_>, options: &Options) -> Dom<'h> {
        let Parsed { mut dom, limits } = html::parse_into(std::mem::take(storage), &document.html, options);
        html::compose(&mut dom, options.max_depth());
        limits.into_iter().for_each(|limit| self.reached(limit));
        dom
    }

    /// Takes note of a limit, once.
    fn reached(&mut self, limit: Limit) {
        Diagnostic::note_limit(&mut self.diagnostics, limit);
    }

    /// Reads the front matter at the start of `source`, if there is any. Returns where the body starts.
    fn take_front_matter(&mut self, source: &str) -> usize {
        let Split { front_matter, body_start, diagnostic } = input::split(source);
        // Where front matter was meant, it is a post, whether that has parsed or not.
        self.is_post = front_matter.is_some() || diagnostic.is_some();
        self.keeps_lines = self.is_post;
        self.has_front_matter = front_matter.is_some();
        self.diagnostics.extend(diagnostic);
        if let Some(map) = front_matter {
            self.metadata = metadata::front_matter::read(map, &self.resolver);
        }
        body_start
    }

    fn article(self, dom: &Dom<'_>, options: &Options) -> Article {
        let wishes = Wishes::new(dom, options);
        let selection = if self.is_page(dom, options) {
            content::select(dom, options, &wishes)
        } else {
            content::whole(dom, &wishes)
        };
        self.build(dom, options, &wishes, selection, false).article
    }

    fn explanation(self, dom: &Dom<'_>, options: &Options) -> Explanation {
        let wishes = Wishes::new(dom, options);
        let is_page = self.is_page(dom, options);
        let explained = if is_page { explain::page(dom, options, &wishes) } else { explain::body(dom, &wishes) };
        let threshold = explained.threshold;
        let outcome = self.build(dom, options, &wishes, explained.selection.clone(), true);
        let blocks = explained.settled(
            dom,
            &Output {
                verdicts: &outcome.verdicts,
                passed_over: &outcome.passed_over,
                headline: &outcome.headline,
                shows_headline: options.headline(),
            },
        );
        let scope = if is_page { Scope::Page } else { Scope::Body };
        Explanation { article: outcome.article, scope, threshold, blocks }
    }

    fn is_page(&self, dom: &Dom<'_>, options: &Options) -> bool {
        match options.scope() {
            Scope::Body => false,
            Scope::Page => true,
            Scope::Auto => !self.is_post && content::is_page(dom),
        }
    }

    /// The article that a selection makes.
    fn build(
        mut self,
        dom: &Dom<'_>,
        options: &Options,
        wishes: &Wishes,
        selection: Selection,
        takes_note: bool,
    ) -> Outcome {
        let Selection { is_page, mut verdicts, copies, mut status, page_type, is_partial, confidence } = selection;
        if is_partial {
            self.diagnostics.push(Diagnostic::JudgedInPart);
        }
        if !options.uses_metadata_source(Source::FrontMatter) {
            self.metadata = Metadata::default();
        }
        if let Some(href) = base_href(dom) {
            self.resolver.rebase(href);
        }
        let page = metadata::Page {
            dom,
            verdicts: &verdicts,
            is_page,
            url: options.base_url(),
            sources: options.metadata_sources(),
        };
        // What is text does not depend on where metadata is taken from.
        let with_all = (page.sources != Sources::ALL).then(|| self.metadata.clone());
        let article_body = metadata::read(&mut self.metadata, &page, options.reference_time(), &self.resolver);
        // A page whose headline is all its text shows that, unless its text stands elsewhere.
        let headline = if status.is_empty() {
            Vec::new()
        } else {
            let with_all = with_all.map(|mut known| {
                let page = metadata::Page { sources: Sources::ALL, ..page };
                metadata::read(&mut known, &page, options.reference_time(), &self.resolver);
                known
            });
            headline::find(&page, with_all.as_ref().unwrap_or(&self.metadata), wishes, article_body.is_some())
        };
        for &node in &headline {
            verdicts.set(node, false);
        }
        let context = Context {
            dom,
            verdicts: &verdicts,
            wishes,
            resolver: &self.resolver,
            is_page,
            markdown: self.keeps_lines,
            max_output: options.max_output(),
            headline: self.metadata.title().filter(|_| options.headline() && !status.is_empty()),
            takes_note,
        };
        let Built { mut body, is_cut, passed_over } = built(context);
        if copies > 0 {
            self.diagnostics.push(Diagnostic::Copies { blocks: copies });
        }
        if is_cut {
            self.reached(Limit::Output);
        }
        if is_page
            && body.text.is_empty()
            && !is_cut
            && let Some(structured) = article_body.and_then(|text| self.structured_body(&text, options))
        {
            (body, status) = (structured, Status::Found);
        }
        let asks_text = options.uses_metadata_source(Source::Text);
        metadata::complete(&mut self.metadata, &body.text, &body.images, is_page, asks_text);
        if options.uses_metadata_source(Source::Html) {
            metadata::complete_direction(&mut self.metadata, body.direction());
        }
        if let Some((page_type, probability)) = page_type {
            self.metadata.set_page_type(page_type, probability);
        }
        let has_content = !body.blocks.is_empty();
        let status = match status {
            Status::Found | Status::Fallback if !has_content => Status::Empty(Survey::new(dom).reason()),
            status => status,
        };
        let mut article = Article {
            body,
            metadata: self.metadata,
            status,
            confidence,
            diagnostics: self.diagnostics,
            encoding: None,
        };
        article.blame_limit();
        Outcome { article, verdicts, passed_over, headline }
    }

    /// The body out of the text that structured data holds, where the page shows none.
    fn structured_body(&mut self, text: &str, options: &Options) -> Option<Body> {
        let Parsed { dom, .. } = html::parse(text, options);
        let wishes = Wishes::default();
        let Selection { verdicts, .. } = content::whole(&dom, &wishes);
        let mut built = built(Context {
            dom: &dom,
            verdicts: &verdicts,
            wishes: &wishes,
            resolver: &self.resolver,
            is_page: false,
            markdown: false,
            max_output: options.max_output(),
            headline: self.metadata.title().filter(|_| options.headline()),
            takes_note: false,
        });
        if built.body.text.is_empty() {
            return None;
        }
        built.body.forget_source();
        self.diagnostics.push(Diagnostic::StructuredBody);
        if built.is_cut {
            self.reached(Limit::Output);
        }
        Some(built.body)
    }
}

/// The address that a page sets as its own base: that of the first `<base>` to have one.
fn base_href<'d>(dom: &'d Dom<'_>) -> Option<&'d str> {
    let mut bases = (0..dom.len()).map(NodeId::from_index).filter(|&node| dom.tag(node) == Some(Tag::Base));
    bases.find_map(|node| dom.attr(node, Attr::Href))
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
        let mut article = read(&mut self.storage, &input.text, &input.options);
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
        let mut explanation = read_with_reasons(&mut self.storage, &input.text, &input.options);
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
        let mut options = options.clone().with_max_bytes(usize::MAX);
        if let (None, Some(url)) = (options.base_url(), hints.url()) {
            options = options.with_base_url(url);
        }
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
