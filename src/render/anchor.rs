//! What headings are called where a link within the article leads to them.
//!
//! The links of an article that lead to one of its headings lead to the name that readers of Markdown give it; HTML writes that
//! name as well.

use std::collections::{HashMap, HashSet};

use crate::article::{Article, SpanKind, Step};
use crate::text::slug::slug;

/// The headings of an article that its links lead to.
#[derive(Default)]
pub(super) struct Anchors {
    wanted: HashSet<String>,
    seen: HashMap<String, usize>,
}

impl Anchors {
    pub(super) fn of(article: &Article) -> Anchors {
        let mut wanted = HashSet::new();
        for step in article.walk() {
            let Step::Enter(block) = step else { continue };
            for span in block.spans() {
                if let SpanKind::Link(link) = span.kind
                    && let Some(name) = link.url().strip_prefix('#')
                {
                    wanted.insert(name.to_owned());
                }
            }
        }
        Anchors { wanted, seen: HashMap::new() }
    }

    /// The name of the next heading, if a link leads to it.
    pub(super) fn next(&mut self, text: &str) -> Option<String> {
        if self.wanted.is_empty() {
            return None;
        }
        Some(slug(text, &mut self.seen)).filter(|name| self.wanted.contains(name))
    }

    /// Whether a link leads to a heading of the article.
    pub(super) fn leads_inside(&self, url: &str) -> bool {
        url.strip_prefix('#').is_some_and(|name| self.wanted.contains(name))
    }
}

/// The name that a heading has in HTML, and a link to it.
pub(super) fn id(name: &str) -> String {
    format!("bodytext-{name}")
}
