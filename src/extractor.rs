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

#[cfg(feature = "charset")]
impl Extractor {
    /// Extracts the article from the bytes of a page or body. [`extract_bytes`](crate::extract_bytes) says how they are read.
    ///
    /// [`Options::with_max_bytes`] limits the bytes, before they become text; positions in the input are those in the text.
    pub fn extract_bytes(&mut self, bytes: &[u8], hints: &crate::Hints) -> Article {
        let end = bytes.len().min(self.options.max_bytes());
        let cut = end < bytes.len();
        let decoded = crate::input::charset::decode(&bytes[..end], cut, hints);

        // The limit has been applied, and text in UTF-8 can be longer than the bytes were.
        let mut options = self.options.clone().with_max_bytes(usize::MAX);
        if let (None, Some(url)) = (options.base_url(), hints.url()) {
            options = options.with_base_url(url);
        }
        let own = std::mem::replace(&mut self.options, options);
        let mut article = self.extract(&decoded.text);
        self.options = own;

        if cut {
            article.diagnostics.push(crate::Diagnostic::Limit { limit: crate::Limit::Bytes });
        }
        article.encoding = Some(decoded.encoding);
        article
    }
}
