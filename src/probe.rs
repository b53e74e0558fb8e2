//! A cheap look at a page, before or instead of an extraction.

use crate::content::{self, Glance};
use crate::document;
use crate::html;
use crate::input::{self, binary};
use crate::options::Options;

/// What a glance at a page shows: how much of its text is prose, and whether it calls itself an article.
///
/// Prose are runs of a hundred bytes of text and more, not for the most part links, outside of `<nav>`, `<aside>`, `<footer>` and
/// forms. The model is not asked. Made by [`probe`](crate::probe).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Probe {
    paragraphs: usize,
    prose_bytes: usize,
    text_bytes: usize,
    declares_article: bool,
}

impl Probe {
    pub(crate) fn of(html: &str, options: &Options) -> Probe {
        let source = input::clip(html, options.max_bytes());
        if binary::of_text(source).is_some() {
            return Probe { paragraphs: 0, prose_bytes: 0, text_bytes: 0, declares_article: false };
        }
        let dom = html::parse(source, &document::parse_options(options)).dom;
        let Glance { paragraphs, prose, text, .. } = Glance::at(&dom);
        let declares_article = content::says_that_it_is_an_article(&dom);
        Probe { paragraphs, prose_bytes: prose, text_bytes: text, declares_article }
    }

    /// How many runs of prose the page has.
    pub fn paragraphs(&self) -> usize {
        self.paragraphs
    }

    /// How many bytes of text stand in them.
    pub fn prose_bytes(&self) -> usize {
        self.prose_bytes
    }

    /// How many bytes of text the page shows.
    pub fn text_bytes(&self) -> usize {
        self.text_bytes
    }

    /// Whether the page says in its head that it is an article: `og:type`, a type in JSON-LD, the time of its publication.
    pub fn declares_article(&self) -> bool {
        self.declares_article
    }

    /// Whether it is worth the while to read the page as an article: it has 400 bytes of prose and says that it is one, or 700
    /// bytes of prose that are a quarter of its text. It errs on the side of yes: a shop or a list with much prose gets one,
    /// too. What the model thinks, [`Metadata::page_type`](crate::Metadata::page_type) says after an extraction.
    pub fn is_probably_article(&self) -> bool {
        self.declares_article && self.prose_bytes >= 400
            || self.prose_bytes >= 700 && self.prose_bytes * 4 >= self.text_bytes
    }
}
