//! The pipeline in order: the only file that knows every stage.

use crate::{Article, Options};

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
        let dom = crate::html::parse(html, &self.options);
        let verdicts = crate::content::visible(&dom);
        let resolver = crate::url::Resolver::default();
        let body = crate::build::build(&crate::build::Context {
            dom: &dom,
            verdicts: &verdicts,
            resolver: &resolver,
            markdown: false,
        });
        Article { body, ..Article::default() }
    }
}
