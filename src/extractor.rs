//! The pipeline in order: the only file that knows every stage.

use crate::article::Article;
use crate::block::{BlockKind, Blocks, Body};
use crate::build::{self, Built, Context};
use crate::content::explain::{self, Output};
use crate::content::{self, Selection, Survey, Verdicts, Wishes};
use crate::diagnostic::{Diagnostic, Limit};
use crate::explain::Explanation;
use crate::html::{self, Attr, Dom, NodeId, Parsed, Storage, Tag};
use crate::input::{self, Split};
#[cfg(feature = "charset")]
use crate::input::{charset::Hints, encoding::Encoding};
use crate::metadata::{self, Metadata, Source, Sources, headline};
use crate::options::{Options, Scope};
use crate::status::Status;
use crate::url::Resolver;
#[cfg(feature = "charset")]
use std::borrow::Cow;

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
    /// The tree has to be parsed with scripting disabled for what is in `<noscript>` to be seen.
    #[cfg(feature = "rcdom")]
    pub fn extract_dom(&mut self, root: &markup5ever_rcdom::Handle) -> Article {
        let mut run = Run::new(&self.options);
        let mut dom = html::rcdom::import(root, self.options.max_depth(), &html::Asked::by(self.options.selectors()));
        if let Some(first) = html::rcdom::leading_text(&dom, root) {
            let body_start = run.take_front_matter(dom.text(first));
            dom.cut_text_start(first, body_start);
        }
        run.article(&dom, &self.options)
    }
}

fn read(storage: &mut Storage, html: &str, options: &Options) -> Article {
    let (run, dom, body_start) = Run::begin(storage, html, options);
    let mut article = run.article(&dom, options);
    article.body.shift_source(body_start);
    *storage = dom.into_storage();
    article
}

fn read_with_reasons(storage: &mut Storage, html: &str, options: &Options) -> Explanation {
    let (run, dom, body_start) = Run::begin(storage, html, options);
    let mut explanation = run.explanation(&dom, options);
    *storage = dom.into_storage();
    explanation.article.body.shift_source(body_start);
    for source in explanation.blocks.iter_mut().filter_map(|block| block.source.as_mut()) {
        *source = source.start + body_start..source.end + body_start;
    }
    explanation
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
    /// Whether the text around the HTML is Markdown, as it is in posts that have front matter or were meant to.
    markdown: bool,
    diagnostics: Vec<Diagnostic>,
}

impl Run {
    fn new(options: &Options) -> Run {
        let mut diagnostics = Vec::new();
        let resolver = Resolver::new(options.base_url()).unwrap_or_else(|message| {
            diagnostics.push(Diagnostic::BaseUrl { message });
            Resolver::default()
        });
        Run { resolver, metadata: Metadata::default(), markdown: false, diagnostics }
    }

    /// Parses the input, as far as the limits let it. Gives also where the document starts in it, behind the front matter.
    fn begin<'h>(storage: &mut Storage, html: &'h str, options: &Options) -> (Run, Dom<'h>, usize) {
        let mut run = Run::new(options);
        let source = input::clip(html, options.max_bytes());
        if source.len() < html.len() {
            run.diagnostics.push(Diagnostic::Limit { limit: Limit::Bytes });
        }
        let body_start = run.take_front_matter(source);
        let Parsed { dom, limit } = html::parse_into(std::mem::take(storage), &source[body_start..], options);
        run.diagnostics.extend(limit.map(|limit| Diagnostic::Limit { limit }));
        (run, dom, body_start)
    }

    /// Reads the front matter at the start of `source`, if there is any. Returns where the body starts.
    fn take_front_matter(&mut self, source: &str) -> usize {
        let Split { front_matter, body_start, diagnostic } = input::split(source);
        // Where front matter was meant, the text around the HTML is Markdown, whether it has parsed or not.
        self.markdown = front_matter.is_some() || diagnostic.is_some();
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
            Scope::Auto => !self.markdown && content::is_page(dom),
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
        let Selection { is_page, mut verdicts, copies, mut status, page_type, confidence } = selection;
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
        let headline = match status.is_empty() {
            true => Vec::new(),
            false => {
                let with_all = with_all.map(|mut known| {
                    let page = metadata::Page { sources: Sources::ALL, ..page };
                    metadata::read(&mut known, &page, options.reference_time(), &self.resolver);
                    known
                });
                headline::find(&page, with_all.as_ref().unwrap_or(&self.metadata), wishes, article_body.is_some())
            }
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
            markdown: self.markdown,
            max_output: options.max_output(),
            headline: self.metadata.title().filter(|_| options.headline() && !status.is_empty()),
            takes_note,
        };
        let Built { mut body, is_cut, passed_over } = built(context);
        if copies > 0 {
            self.diagnostics.push(Diagnostic::Copies { blocks: copies });
        }
        if is_cut {
            self.diagnostics.push(Diagnostic::Limit { limit: Limit::Output });
        }
        if is_page
            && body.text.is_empty()
            && !is_cut
            && let Some(structured) = article_body.and_then(|text| self.structured_body(&text, options))
        {
            (body, status) = (structured, Status::Found);
        }
        let asks_text = is_page && options.uses_metadata_source(Source::Text);
        metadata::complete(&mut self.metadata, &body.text, &body.images, asks_text);
        if let Some((page_type, probability)) = page_type {
            self.metadata.set_page_type(page_type, probability);
        }
        let has_content = !body.blocks.is_empty();
        let limit = self.diagnostics.iter().find_map(|diagnostic| match diagnostic {
            Diagnostic::Limit { limit } => Some(*limit),
            _ => None,
        });
        let status = match (limit, status) {
            (Some(limit), _) => Status::Limited(limit),
            (None, Status::Found | Status::Fallback) if !has_content => Status::Empty(Survey::new(dom).reason()),
            (None, status) => status,
        };
        let diagnostics = self.diagnostics;
        let article = Article { body, metadata: self.metadata, status, confidence, diagnostics, encoding: None };
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
            self.diagnostics.push(Diagnostic::Limit { limit: Limit::Output });
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
        let input = Decoded::new(bytes, &self.options, hints);
        let mut article = read(&mut self.storage, &input.text, &input.options);
        input.tell(&mut article);
        article
    }

    /// Extracts the article from bytes as [`extract_bytes`](Extractor::extract_bytes) does, and says why, as
    /// [`explain`](Extractor::explain) does.
    pub fn explain_bytes(&mut self, bytes: &[u8], hints: &Hints) -> Explanation {
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
        let decoded = input::charset::decode(&bytes[..end], is_cut, hints);

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
            article.diagnostics.push(Diagnostic::Limit { limit: Limit::Bytes });
            article.status = Status::Limited(Limit::Bytes);
        }
        article.encoding = Some(self.encoding);
    }
}
