//! How HTML is written.

use super::parts::{Parts, part_options};

/// How an article is written as HTML: what [`to_html_with`](crate::Article::to_html_with) takes. No option makes it less safe.
///
/// ```
/// use bodytext::HtmlOptions;
///
/// let article = bodytext::extract("<p><a href=https://tea.example>Tea</a></p><pre><code class=language-sh>pour</code></pre>");
/// let options = HtmlOptions::new().with_link_rel("nofollow noopener noreferrer").with_code_classes(true);
/// assert_eq!(
///     article.to_html_with(&options),
///     "<p><a href=\"https://tea.example\" rel=\"nofollow noopener noreferrer\">Tea</a></p>\n\
///      <pre><code class=\"language-sh\">pour</code></pre>\n"
/// );
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HtmlOptions {
    pub(super) parts: Parts,
    link_rel: Option<String>,
    code_classes: bool,
}

part_options!(HtmlOptions);

impl HtmlOptions {
    /// The defaults, for these parts.
    pub(super) fn of(parts: Parts) -> HtmlOptions {
        HtmlOptions { parts, ..HtmlOptions::default() }
    }

    /// The defaults: what [`to_html`](crate::Article::to_html) writes.
    pub fn new() -> HtmlOptions {
        HtmlOptions::default()
    }

    /// What every link says of where it leads, as its `rel`: `nofollow noopener noreferrer` for links that strangers set.
    /// Default: nothing. An empty text is nothing, too.
    #[must_use]
    pub fn with_link_rel(mut self, rel: impl Into<String>) -> HtmlOptions {
        self.link_rel = Some(rel.into()).filter(|rel| !rel.trim().is_empty());
        self
    }

    /// Whether code has the name of its language as a class, `language-rust`, for a highlighter to read. These are the only
    /// classes that are ever written. Default: no.
    #[must_use]
    pub fn with_code_classes(mut self, has_classes: bool) -> HtmlOptions {
        self.code_classes = has_classes;
        self
    }

    /// Whether links are written; else their text stands alone. Default: yes.
    #[must_use]
    pub fn with_links(mut self, are_written: bool) -> HtmlOptions {
        self.parts.links = are_written;
        self
    }

    /// What every link says of where it leads.
    pub fn link_rel(&self) -> Option<&str> {
        self.link_rel.as_deref()
    }

    /// Whether code has the name of its language as a class.
    pub fn code_classes(&self) -> bool {
        self.code_classes
    }
}
