//! The pipeline in order: the only file that knows every stage.

use crate::html::{Dom, Parsed};
use crate::{Article, Diagnostic, Options};

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
        let Parsed { dom, limit } = crate::html::parse(html, &self.options);
        let mut article = self.article(&dom);
        article.diagnostics.extend(limit.map(|limit| Diagnostic::Limit { limit }));
        article
    }

    /// Extracts the article from a tree that `markup5ever_rcdom` holds: the document, or any node of one.
    ///
    /// The result is that of [`extract`](Extractor::extract) on the string, but that blocks do not know their bytes in it.
    /// The tree has to be parsed with scripting disabled for what is in `<noscript>` to be seen.
    #[cfg(feature = "rcdom")]
    pub fn extract_dom(&mut self, root: &markup5ever_rcdom::Handle) -> Article {
        let dom = crate::html::rcdom::import(root, self.options.max_depth());
        self.article(&dom)
    }

    fn article(&mut self, dom: &Dom<'_>) -> Article {
        let body = crate::build::build(dom);
        Article { body, ..Article::default() }
    }
}
