//! The pipeline in order: the only file that knows every stage.

use crate::article::{Article, Diagnostic, Limit};
use crate::build::{self, Context};
use crate::content;
use crate::html::{self, Attr, Dom, NodeId, Tag};
use crate::input::{self, Split};
use crate::metadata;
use crate::options::Options;
use crate::url::Resolver;

/// Extracts articles, keeping its buffers from one to the next.
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
        let options = &self.options;
        let mut diagnostics = Vec::new();
        let source = input::clip(html, options.max_bytes());
        if source.len() < html.len() {
            diagnostics.push(Diagnostic::Limit { limit: Limit::Bytes });
        }
        let mut resolver = Resolver::new(options.base_url()).unwrap_or_else(|message| {
            diagnostics.push(Diagnostic::BaseUrl { message });
            Resolver::default()
        });
        let Split { front_matter, body_start, diagnostic } = input::split(source);
        diagnostics.extend(diagnostic);
        // The text around the HTML of a post is Markdown.
        let markdown = front_matter.is_some();
        let metadata = front_matter.map(|map| metadata::front_matter::read(map, &resolver)).unwrap_or_default();

        let dom = html::parse(&source[body_start..], options);
        if let Some(href) = base_href(&dom) {
            resolver.rebase(href);
        }
        let verdicts = content::visible(&dom);
        let context = Context { dom: &dom, verdicts: &verdicts, resolver: &resolver, markdown };
        let mut body = build::build(&context);
        body.shift_source(body_start);
        Article { body, metadata, diagnostics }
    }
}

/// The address that a page sets as its own base: that of the first `<base>` to have one.
fn base_href<'d>(dom: &'d Dom<'_>) -> Option<&'d str> {
    let mut bases = (0..dom.len()).map(NodeId::from_index).filter(|&node| dom.tag(node) == Some(Tag::Base));
    bases.find_map(|node| dom.attr(node, Attr::Href))
}
