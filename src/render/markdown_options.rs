//! How Markdown is written.

use super::parts::{Parts, part_options};

/// How an article is written as Markdown: what [`to_markdown_with`](crate::Article::to_markdown_with) takes. What is not set is
/// as [`to_markdown`](crate::Article::to_markdown) writes it.
///
/// ```
/// use bodytext::{LinkStyle, MarkdownOptions};
///
/// let page = "<title>Green tea</title><body><h2>Water</h2><p>See <a href=https://tea.example>how to tell</a>.</p>";
/// let article = bodytext::extract(page);
/// let options = MarkdownOptions::new().with_headline(true).with_heading_offset(1).with_links(LinkStyle::Reference);
/// assert_eq!(
///     article.to_markdown_with(&options),
///     "# Green tea\n\n### Water\n\nSee [how to tell][1].\n\n[1]: https://tea.example\n"
/// );
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MarkdownOptions {
    pub(super) parts: Parts,
    pub(super) ruby: bool,
    pub(super) front_matter: bool,
    pub(super) links: LinkStyle,
    pub(super) width: Option<usize>,
}

/// How links are written in Markdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LinkStyle {
    /// Where they stand: `[text](address)`.
    #[default]
    Inline,
    /// With a number where they stand, and the addresses at the end: `[text][1]`, `[1]: address`. An address gets one number,
    /// however often it is linked. Embeds and images have their addresses where they stand.
    Reference,
    /// Their text alone.
    Text,
}

part_options!(MarkdownOptions);

impl MarkdownOptions {
    /// The defaults.
    pub fn new() -> MarkdownOptions {
        MarkdownOptions::default()
    }

    /// Whether readings of ruby are written, as inline HTML; else ruby is its base text. Default: no.
    ///
    /// ```
    /// use bodytext::MarkdownOptions;
    ///
    /// let article = bodytext::extract("<p><ruby>竹<rt>たけ</rt></ruby></p>");
    /// assert_eq!(article.to_markdown(), "竹\n");
    /// let options = MarkdownOptions::new().with_ruby(true);
    /// assert_eq!(article.to_markdown_with(&options), "<ruby>竹<rp>(</rp><rt>たけ</rt><rp>)</rp></ruby>\n");
    /// ```
    #[must_use]
    pub fn with_ruby(mut self, is_written: bool) -> MarkdownOptions {
        self.ruby = is_written;
        self
    }

    /// Whether the metadata comes first, as front matter in YAML that Hugo, Jekyll, Obsidian and this library read: title,
    /// authors, dates, description, language, address, site, tags, categories, lead image. What is not known is not written.
    /// Default: no.
    ///
    /// ```
    /// use bodytext::MarkdownOptions;
    ///
    /// let article = bodytext::extract("---\ntitle: 'Tea: green'\nauthor: Ann Lee\n---\n<p>Three minutes.</p>");
    /// let markdown = article.to_markdown_with(&MarkdownOptions::new().with_front_matter(true));
    /// assert_eq!(markdown, "---\ntitle: \"Tea: green\"\nauthor: \"Ann Lee\"\n---\n\nThree minutes.\n");
    /// ```
    #[must_use]
    pub fn with_front_matter(mut self, is_written: bool) -> MarkdownOptions {
        self.front_matter = is_written;
        self
    }

    /// How links are written. Default: [`LinkStyle::Inline`].
    #[must_use]
    pub fn with_links(mut self, style: LinkStyle) -> MarkdownOptions {
        self.links = style;
        self.parts.links = style != LinkStyle::Text;
        self
    }

    /// How many characters a line of a paragraph may have; longer ones are broken at a space, where the next line cannot be
    /// taken for something else than text. A word, a row of a table, a heading and code stay whole. Default: a paragraph is one
    /// line.
    ///
    /// ```
    /// use bodytext::MarkdownOptions;
    ///
    /// let article = bodytext::extract("<p>Green tea wants patience, and cool water.</p>");
    /// let options = MarkdownOptions::new().with_width(20);
    /// assert_eq!(article.to_markdown_with(&options), "Green tea wants\npatience, and cool\nwater.\n");
    /// ```
    #[must_use]
    pub fn with_width(mut self, characters: usize) -> MarkdownOptions {
        self.width = Some(characters);
        self
    }
}
