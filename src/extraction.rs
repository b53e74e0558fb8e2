//! The stages in order, from front matter to the article. What stands before them (bytes, trees of others) is in
//! [`extractor`](crate::extractor).

use crate::article::{Article, BlockKind, Blocks, Body, Diagnostic, Limit, Metadata, Source, Sources, Status};
use crate::blocks::{self, BuildInput, Built};
use crate::content::explain::{self, Output};
use crate::content::{self, EmptyPageSignals, Glance, Selection, SelectorRules};
use crate::document::{self, Document};
use crate::explanation::Explanation;
use crate::hints::Hints;
use crate::html::{self, Attr, Dom, NodeId, Parsed, Storage, Tag};
use crate::input::{self, SplitSource};
use crate::markdown;
use crate::metadata::{self, headline};
use crate::options::{Options, Scope};
use crate::url::Resolver;
use crate::verdicts::Verdicts;

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
fn built(mut input: BuildInput<'_>) -> Built {
    let built = blocks::build(&input);
    let begins_with = |headline: &str| {
        let mut blocks = Blocks::of(&built.body).skip(1);
        blocks.next().is_some_and(|block| {
            matches!(block.kind(), BlockKind::Heading { .. } | BlockKind::Paragraph)
                && headline::say_the_same(headline, block.text())
        })
    };
    if !input.headline.is_some_and(begins_with) {
        return built;
    }
    input.headline = None;
    let mut built = blocks::build(&input);
    built.body.head_with_first();
    built
}

/// One extraction: what is known before the document is read.
pub(crate) struct Extraction<'o> {
    options: &'o Options,
    hints: &'o Hints,
    /// The address of the page: the caller's, or else that which a browser wrote into the page as it saved it.
    url: Option<String>,
    resolver: Resolver,
    metadata: Metadata,
    has_front_matter: bool,
    /// Whether it is a post: it has front matter, or was meant to, or the caller says that it is Markdown.
    is_post: bool,
    /// Whether line breaks outside of tags are those of the text: it is a post that was not Markdown, or could not be read so.
    keeps_lines: bool,
    diagnostics: Vec<Diagnostic>,
}

impl<'o> Extraction<'o> {
    pub(crate) fn new(options: &'o Options, hints: &'o Hints) -> Extraction<'o> {
        let mut diagnostics = Vec::new();
        let resolver = Resolver::new(hints.url()).unwrap_or_else(|message| {
            diagnostics.push(Diagnostic::BaseUrl { message });
            Resolver::default()
        });
        Extraction {
            options,
            hints,
            url: hints.url().map(str::to_owned),
            resolver,
            metadata: given(options, hints),
            has_front_matter: false,
            is_post: false,
            keeps_lines: false,
            diagnostics,
        }
    }

    /// Reads what comes before the HTML, as far as the limits let it, and makes HTML of Markdown.
    pub(crate) fn begin<'h>(html: &'h str, options: &'o Options, hints: &'o Hints) -> (Extraction<'o>, Document<'h>) {
        let mut run = Extraction::new(options, hints);
        run.resolver.make_room(html.len().min(options.max_bytes()));
        let source = input::clip(html, options.max_bytes());
        if source.len() < html.len() {
            run.reached(Limit::Bytes);
        }
        if run.url.is_none()
            && let Some(url) = input::saved::address(source)
        {
            run.resolver.rebase(url);
            run.url = Some(url.to_owned());
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
                return (run, Document::of_markdown(html, start));
            }
            run.diagnostics.push(Diagnostic::Markdown);
        }
        (run, Document::of_html(body, start))
    }

    /// Parses the document.
    pub(crate) fn parse<'h>(&mut self, storage: &mut Storage, document: &'h Document<'_>) -> Dom<'h> {
        let parse_options = document::parse_options(self.options);
        let Parsed { mut dom, reached } = html::parse_into(std::mem::take(storage), &document.html, &parse_options);
        html::compose(&mut dom, self.options.max_depth());
        reached.into_iter().for_each(|limit| self.reached(document::limit(limit)));
        dom
    }

    /// Takes note of a limit, once.
    pub(crate) fn reached(&mut self, limit: Limit) {
        Diagnostic::note_limit(&mut self.diagnostics, limit);
    }

    /// Reads the front matter at the start of `source`, if there is any. Returns where the body starts.
    pub(crate) fn take_front_matter(&mut self, source: &str) -> usize {
        let SplitSource { front_matter, body_start, diagnostic } = input::split(source);
        // Where front matter was meant, it is a post, whether that has parsed or not.
        self.is_post = front_matter.is_some() || diagnostic.is_some();
        self.keeps_lines = self.is_post;
        self.has_front_matter = front_matter.is_some();
        self.diagnostics.extend(diagnostic);
        if let Some(map) = front_matter {
            let read = metadata::front_matter::read(map, &self.resolver);
            self.metadata.fill_from(&read);
            self.metadata.note_overruled(&read);
        }
        body_start
    }

    pub(crate) fn article(self, dom: &Dom<'_>) -> Article {
        let options = self.options;
        let rules = SelectorRules::new(dom, options);
        let selection = if self.is_page(dom) {
            content::select(dom, options, self.url.as_deref(), &rules)
        } else {
            content::whole(dom, &rules)
        };
        self.build(dom, &rules, selection, false).article
    }

    pub(crate) fn explanation(self, dom: &Dom<'_>) -> Explanation {
        let options = self.options;
        let rules = SelectorRules::new(dom, options);
        let is_page = self.is_page(dom);
        let explained =
            if is_page { explain::page(dom, options, self.url.as_deref(), &rules) } else { explain::body(dom, &rules) };
        let threshold = explained.threshold;
        let outcome = self.build(dom, &rules, explained.selection.clone(), true);
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

    /// What is known besides the text, with the prose of the page in place of what would be chosen.
    pub(crate) fn metadata_alone(mut self, dom: &Dom<'_>) -> Metadata {
        self.leave_out_front_matter();
        self.find_base(dom);
        let is_page = self.is_page(dom);
        let page = metadata::Page {
            dom,
            verdicts: &Glance::at(dom).verdicts,
            is_page,
            url: self.url.as_deref(),
            sources: self.options.metadata_sources(),
        };
        metadata::read(&mut self.metadata, &page, self.hints.reference_seconds(), &self.resolver);
        self.metadata
    }

    fn is_page(&self, dom: &Dom<'_>) -> bool {
        match self.options.scope() {
            Scope::Body => false,
            Scope::Page => true,
            Scope::Auto => !self.is_post && content::is_page(dom),
        }
    }

    /// The article that a selection makes.
    fn build(mut self, dom: &Dom<'_>, rules: &SelectorRules, selection: Selection, takes_note: bool) -> Outcome {
        let (options, now) = (self.options, self.hints.reference_seconds());
        let Selection { is_page, mut verdicts, copies, mut status, page_type, is_partial, confidence } = selection;
        if is_partial {
            self.diagnostics.push(Diagnostic::JudgedInPart);
        }
        self.leave_out_front_matter();
        self.find_base(dom);
        let page = metadata::Page {
            dom,
            verdicts: &verdicts,
            is_page,
            url: self.url.as_deref(),
            sources: options.metadata_sources(),
        };
        // What is text does not depend on where metadata is taken from.
        let with_all = (page.sources != Sources::ALL).then(|| self.metadata.clone());
        let article_body = metadata::read(&mut self.metadata, &page, now, &self.resolver);
        // A page whose headline is all its text shows that, unless its text stands elsewhere.
        let headline = if status.is_empty() {
            Vec::new()
        } else {
            let with_all = with_all.map(|mut known| {
                let page = metadata::Page { sources: Sources::ALL, ..page };
                metadata::read(&mut known, &page, now, &self.resolver);
                known
            });
            headline::find(&page, with_all.as_ref().unwrap_or(&self.metadata), rules, article_body.is_some())
        };
        for &node in &headline {
            verdicts.set(node, false);
        }
        let input = BuildInput {
            dom,
            verdicts: &verdicts,
            rules,
            resolver: &self.resolver,
            is_page,
            keeps_lines: self.keeps_lines,
            max_output: options.max_output(),
            headline: self.metadata.title().filter(|_| options.headline() && !status.is_empty()),
            takes_note,
        };
        let Built { mut body, is_cut, passed_over } = built(input);
        if copies > 0 {
            self.diagnostics.push(Diagnostic::Copies { blocks: copies });
        }
        if is_cut {
            self.reached(Limit::Output);
        }
        if is_page
            && body.text.is_empty()
            && !is_cut
            && let Some(structured) = article_body.and_then(|text| self.structured_body(&text))
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
            Status::Found | Status::Fallback if !has_content => Status::Empty(EmptyPageSignals::new(dom).reason()),
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

    /// Forgets the front matter, where the options do not want it as metadata.
    fn leave_out_front_matter(&mut self) {
        if !self.options.uses_metadata_source(Source::FrontMatter) {
            self.metadata = given(self.options, self.hints);
        }
    }

    /// The base address of the document: that of its `<base>`, else that of the page, else the one that it says is its own.
    fn find_base(&mut self, dom: &Dom<'_>) {
        if let Some(href) = first(dom, Tag::Base, |node| dom.attr(node, Attr::Href)) {
            self.resolver.rebase(href);
        }
        if !self.resolver.has_base()
            && let Some(href) = first(dom, Tag::Link, |node| {
                let rel = dom.attr(node, Attr::Rel)?;
                rel.split_ascii_whitespace().find(|word| word.eq_ignore_ascii_case("canonical"))?;
                dom.attr(node, Attr::Href)
            })
        {
            self.resolver.rebase(href);
        }
    }

    /// The body out of the text that structured data holds, where the page shows none.
    fn structured_body(&mut self, text: &str) -> Option<Body> {
        let options = self.options;
        let Parsed { dom, .. } = html::parse(text, &document::parse_options(options));
        let rules = SelectorRules::default();
        let Selection { verdicts, .. } = content::whole(&dom, &rules);
        let mut built = built(BuildInput {
            dom: &dom,
            verdicts: &verdicts,
            rules: &rules,
            resolver: &self.resolver,
            is_page: false,
            keeps_lines: false,
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

/// The metadata that the caller gives, where the options want it.
fn given(options: &Options, hints: &Hints) -> Metadata {
    if options.uses_metadata_source(Source::Caller) { hints.metadata() } else { Metadata::default() }
}

/// What the first element of a name says, of those that say something.
fn first<'d>(dom: &'d Dom<'_>, tag: Tag, says: impl Fn(NodeId) -> Option<&'d str>) -> Option<&'d str> {
    (0..dom.len()).map(NodeId::from_index).filter(|&node| dom.tag(node) == Some(tag)).find_map(says)
}
