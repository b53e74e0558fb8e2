//! The pipeline in order: the only file that knows every stage.

use crate::article::{Article, Diagnostic, Limit};
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
        let resolver = Resolver::new(options.base_url()).unwrap_or_else(|message| {
            diagnostics.push(Diagnostic::BaseUrl { message });
            Resolver::default()
        });
        let Split { front_matter, body_start, diagnostic } = input::split(source);
        diagnostics.extend(diagnostic);
        let metadata = front_matter.map(|map| metadata::front_matter::read(map, &resolver)).unwrap_or_default();

        let dom = crate::html::parse(&source[body_start..], options);
        let mut body = crate::build::build(&dom);
        body.shift_source(body_start);
        Article { body, metadata, diagnostics }
    }
}
