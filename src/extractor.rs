//! The pipeline in order: the only file that knows every stage.

use crate::article::Article;
use crate::block::Body;
use crate::build::{self, Context};
use crate::content;
use crate::diagnostic::{Diagnostic, Limit};
use crate::html::{self, Attr, Dom, NodeId, Parsed, Tag};
#[cfg(feature = "charset")]
use crate::input::charset::Hints;
use crate::input::{self, Split};
use crate::metadata::{self, Metadata, Source};
use crate::options::{Options, Scope};
use crate::url::Resolver;

/// Extracts any number of articles with the same options.
#[derive(Clone, Debug, Default)]
pub struct Extractor {
    options: Options,
}

impl Extractor {
    /// An extractor with these options.
    pub fn new(options: Options) -> Extractor {
        Extractor { options }
    }

    /// Extracts the article from `html`: a body or a whole page, as [`Scope`](crate::Scope) says.
    pub fn extract(&mut self, html: &str) -> Article {
        Extractor::read(html, &self.options)
    }

    fn read(html: &str, options: &Options) -> Article {
        let mut run = Run::new(options);
        let source = input::clip(html, options.max_bytes());
        if source.len() < html.len() {
            run.diagnostics.push(Diagnostic::Limit { limit: Limit::Bytes });
        }
        let body_start = run.take_front_matter(source);
        let Parsed { dom, limit } = html::parse(&source[body_start..], options);
        run.diagnostics.extend(limit.map(|limit| Diagnostic::Limit { limit }));
        let mut article = run.article(&dom, options);
        article.body.shift_source(body_start);
        article
    }

    /// Extracts the article from a tree that `markup5ever_rcdom` holds: the document, or any node of one.
    ///
    /// The result is that of [`extract`](Extractor::extract) on the string, but that blocks do not know their bytes in it.
    /// The tree has to be parsed with scripting disabled for what is in `<noscript>` to be seen.
    #[cfg(feature = "rcdom")]
    pub fn extract_dom(&mut self, root: &markup5ever_rcdom::Handle) -> Article {
        let mut run = Run::new(&self.options);
        let mut dom = html::rcdom::import(root, self.options.max_depth());
        if let Some(first) = html::rcdom::leading_text(&dom) {
            let body_start = run.take_front_matter(dom.text(first));
            dom.cut_text_start(first, body_start);
        }
        run.article(&dom, &self.options)
    }
}

/// One extraction: what is known before the document is read.
struct Run {
    resolver: Resolver,
    metadata: Metadata,
    /// Whether the text around the HTML is Markdown, as it is in posts that have front matter.
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

    /// Reads the front matter at the start of `source`, if there is any. Returns where the body starts.
    fn take_front_matter(&mut self, source: &str) -> usize {
        let Split { front_matter, body_start, diagnostic } = input::split(source);
        self.diagnostics.extend(diagnostic);
        if let Some(map) = front_matter {
            self.markdown = true;
            self.metadata = metadata::front_matter::read(map, &self.resolver);
        }
        body_start
    }

    fn article(mut self, dom: &Dom<'_>, options: &Options) -> Article {
        if !options.uses_metadata_source(Source::FrontMatter) {
            self.metadata = Metadata::default();
        }
        if let Some(href) = base_href(dom) {
            self.resolver.rebase(href);
        }
        let is_page = match options.scope() {
            Scope::Body => false,
            Scope::Page => true,
            Scope::Auto => !self.markdown && content::is_page(dom),
        };
        let verdicts = if is_page { content::select(dom, options.base_url()).verdicts } else { content::visible(dom) };
        let page = metadata::Page {
            dom,
            verdicts: &verdicts,
            is_page,
            url: options.base_url(),
            sources: options.metadata_sources(),
        };
        let article_body = metadata::read(&mut self.metadata, &page, options.reference_time(), &self.resolver);
        let context = Context { dom, verdicts: &verdicts, resolver: &self.resolver, markdown: self.markdown };
        let mut body = build::build(&context);
        if is_page
            && body.text.is_empty()
            && let Some(text) = article_body
        {
            body = self.structured_body(&text, options);
        }
        if is_page && options.uses_metadata_source(Source::Text) {
            metadata::complete(&mut self.metadata, &body.text, &body.images);
        }
        Article { body, metadata: self.metadata, diagnostics: self.diagnostics, encoding: None }
    }

    /// The body out of the text that structured data holds, where the page shows none.
    fn structured_body(&mut self, text: &str, options: &Options) -> Body {
        let Parsed { dom, .. } = html::parse(text, options);
        let verdicts = content::visible(&dom);
        let context = Context { dom: &dom, verdicts: &verdicts, resolver: &self.resolver, markdown: false };
        let mut body = build::build(&context);
        if !body.text.is_empty() {
            body.forget_source();
            self.diagnostics.push(Diagnostic::StructuredBody);
        }
        body
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
        let end = bytes.len().min(self.options.max_bytes());
        let cut = end < bytes.len();
        let decoded = input::charset::decode(&bytes[..end], cut, hints);

        // The limit has been applied, and text in UTF-8 can be longer than the bytes were.
        let mut options = self.options.clone().with_max_bytes(usize::MAX);
        if let (None, Some(url)) = (options.base_url(), hints.url()) {
            options = options.with_base_url(url);
        }
        let mut article = Extractor::read(&decoded.text, &options);
        if cut {
            article.diagnostics.push(Diagnostic::Limit { limit: Limit::Bytes });
        }
        article.encoding = Some(decoded.encoding);
        article
    }
}
