//! How to extract.

#[cfg(feature = "serde")]
mod form;

use crate::article::{Source, Sources};
use crate::enum_names::enum_names;
use crate::selector::Selector;

/// Positions are kept in 32 bits, and text may grow on its way out: a character reference is at most half as long again.
const MAX_BYTES: usize = i32::MAX as usize;

/// As much as an extraction reads unless it is told otherwise: many times the longest pages that people make, and at 48 bytes of
/// memory for each, which is what any input takes at most, no more than takes two gigabytes.
const DEFAULT_BYTES: usize = 32 << 20;

/// The limit that nothing reaches.
pub(crate) const NO_LIMIT: usize = usize::MAX;

/// How to extract: settings for any number of inputs. What you know of one input goes with the call, as
/// [`Hints`](crate::Hints). Every option has a default that suits most callers.
///
/// ```
/// use bodytext::{Favor, Options, Scope};
///
/// let options = Options::new()
///     .with_scope(Scope::Page)
///     .with_favor(Favor::Precision)
///     .with_prune(".newsletter, #related".parse()?)
///     .with_max_bytes(1 << 20);
/// # Ok::<(), bodytext::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default, deny_unknown_fields))]
pub struct Options {
    scope: Scope,
    favor: Favor,
    comments: Comments,
    keep: Vec<Selector>,
    prune: Vec<Selector>,
    #[cfg_attr(feature = "serde", serde(deserialize_with = "form::max_bytes"))]
    max_bytes: usize,
    max_nodes: usize,
    #[cfg_attr(feature = "serde", serde(deserialize_with = "form::max_depth"))]
    max_depth: usize,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "form::is_no_limit"))]
    max_output: usize,
    metadata_sources: Sources,
    markdown: Option<bool>,
    headline: bool,
}

/// Whether the input is a whole page or an article body.
///
/// ```
/// use bodytext::{Extractor, Options, Scope};
///
/// // As a body, everything visible is content; as a page, the menu is not.
/// let html = "<ul class=menu><li><a href=/>Home</a><li><a href=/shop>Shop</a></ul><p>Green tea wants water that is not boiling.</p>";
/// let mut body = Extractor::new(Options::new().with_scope(Scope::Body));
/// assert!(body.extract(html).text().starts_with("Home"));
/// let mut page = Extractor::new(Options::new().with_scope(Scope::Page));
/// assert_eq!(page.extract(html).text(), "Green tea wants water that is not boiling.");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Scope {
    /// The library decides: an input with signs of a page is a page, any other a body.
    #[default]
    Auto,
    /// An article body: all its visible text is content.
    Body,
    /// A whole page: only its main content is kept.
    Page,
}

enum_names!(Scope, "a scope", {
    Auto = "auto",
    Body = "body",
    Page = "page",
});

/// Which error to prefer when unsure whether a text of a page is content.
///
/// ```
/// use bodytext::{Extractor, Favor, Options};
///
/// let mut for_a_corpus = Extractor::new(Options::new().with_favor(Favor::Precision));
/// assert_eq!(for_a_corpus.options().favor(), Favor::Precision);
/// assert_eq!("recall".parse(), Ok(Favor::Recall)); // as configuration files have it
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Favor {
    /// Rather leave out content than let in something else: the text is clean.
    Precision,
    /// Both errors count the same.
    #[default]
    Balanced,
    /// Rather let in something else than leave out content: nothing is missing.
    Recall,
}

enum_names!(Favor, "a value of favor", {
    Precision = "precision",
    Balanced = "balanced",
    Recall = "recall",
});

/// Whether the comments that readers leave below an article are kept.
///
/// Comments are found by the names that the page gives them (`id=comments`, `class=comment-list`, `itemprop=comment`). The
/// posts of a forum are content, not comments. [`Options::with_comments`] has an example.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Comments {
    /// As suits the kind of page: dropped below an article, kept where they are the content, as in a forum. In a body they are
    /// kept.
    #[default]
    Auto,
    /// Kept with the article.
    Keep,
    /// Dropped, from bodies, too, and even if a forum calls its posts comments.
    Drop,
}

enum_names!(Comments, "a value of comments", {
    Auto = "auto",
    Keep = "keep",
    Drop = "drop",
});

impl Options {
    /// The defaults.
    pub fn new() -> Options {
        Options {
            scope: Scope::Auto,
            favor: Favor::Balanced,
            comments: Comments::Auto,
            keep: Vec::new(),
            prune: Vec::new(),
            max_bytes: DEFAULT_BYTES,
            max_nodes: 1 << 24,
            max_depth: 512,
            max_output: NO_LIMIT,
            metadata_sources: Sources::ALL,
            markdown: None,
            headline: false,
        }
    }

    /// Sets whether the input is a page or a body. Default: [`Scope::Auto`].
    #[must_use]
    pub fn with_scope(mut self, scope: Scope) -> Options {
        self.scope = scope;
        self
    }

    /// Sets which error to prefer when unsure what is content. Default: [`Favor::Balanced`]. A body is always kept whole.
    #[doc = include_str!("favor.md")]
    #[must_use]
    pub fn with_favor(mut self, favor: Favor) -> Options {
        self.favor = favor;
        self
    }

    /// Sets whether the comments of readers are kept. Default: [`Comments::Auto`].
    ///
    /// ```
    /// use bodytext::{Comments, Extractor, Options};
    ///
    /// let post = "<p>Green tea wants patience.</p><div id=comments><p>So do I.</p></div>";
    /// let mut extractor = Extractor::new(Options::new().with_comments(Comments::Drop));
    /// assert_eq!(extractor.extract(post).text(), "Green tea wants patience.");
    /// ```
    #[must_use]
    pub fn with_comments(mut self, comments: Comments) -> Options {
        self.comments = comments;
        self
    }

    /// Adds elements that are always kept with everything in them, in pages and in bodies, hidden or not. The rest of the
    /// content is kept as well. Each call adds to those before. Scripts and styles still give no text.
    ///
    /// ```
    /// use bodytext::{Extractor, Options};
    ///
    /// let options = Options::new().with_keep(".spoiler".parse()?);
    /// let article = Extractor::new(options).extract("<p>Who did it?</p><p class=spoiler hidden>The gardener.</p>");
    /// assert_eq!(article.text(), "Who did it?\n\nThe gardener.");
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn with_keep(mut self, selector: Selector) -> Options {
        self.keep.push(selector);
        self
    }

    /// Adds elements that are always dropped with everything in them, in pages and in bodies. Wins over
    /// [`Options::with_keep`]. Each call adds to those before.
    ///
    /// ```
    /// use bodytext::{Extractor, Options};
    ///
    /// let options = Options::new().with_prune("aside.ad, [data-promo]".parse()?);
    /// let article = Extractor::new(options).extract("<p>Green tea.</p><aside class=ad>Pots!</aside>");
    /// assert_eq!(article.text(), "Green tea.");
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn with_prune(mut self, selector: Selector) -> Options {
        self.prune.push(selector);
        self
    }

    /// Sets how many bytes of the input are read. The rest is ignored, and the article [says so](crate::Article::limits).
    /// Default: 32 MiB; at most 2 GiB less one byte. An extraction takes at most 48 bytes of memory for each byte of input and
    /// 3 MB besides, so with the default none takes more than 2 GB. Pages that people make take at most four bytes a byte.
    #[must_use]
    pub fn with_max_bytes(mut self, bytes: usize) -> Options {
        self.max_bytes = bytes.min(MAX_BYTES);
        self
    }

    /// Sets how many nodes (elements and texts) of a document are read. The rest is ignored. Default: 2^24.
    #[must_use]
    pub fn with_max_nodes(mut self, nodes: usize) -> Options {
        self.max_nodes = nodes;
        self
    }

    /// Sets how deep elements may nest. Deeper elements are unwrapped; their text is kept. Default and maximum: 512, as in
    /// browsers.
    #[must_use]
    pub fn with_max_depth(mut self, depth: usize) -> Options {
        self.max_depth = depth.clamp(16, 512);
        self
    }

    /// Sets how many bytes of text an article may have. The rest is left out. The text ends at the end of a word, unless the
    /// word is very long. Default: no limit.
    ///
    /// ```
    /// use bodytext::{Extractor, Limit, Options};
    ///
    /// let article = Extractor::new(Options::new().with_max_output(16)).extract("<p>Green tea.</p><p>Black tea.</p>");
    /// assert_eq!(article.text(), "Green tea.");
    /// assert!(article.limits().eq([Limit::Output]));
    /// ```
    #[must_use]
    pub fn with_max_output(mut self, bytes: usize) -> Options {
        self.max_output = bytes;
        self
    }

    /// Sets whether the text begins with the title, as a heading of level 1. Default: no.
    ///
    /// The headline of a page is metadata ([`Metadata::title`](crate::Metadata::title)) and is left out of the text. With this
    /// option the title comes first, once, even if the page does not show it. In a body all text stays where it is; the title
    /// from its front matter comes first, unless the body begins with it. The title is left out if
    /// [`Options::with_max_output`] has no room for it.
    ///
    /// ```
    /// use bodytext::{Extractor, Options};
    ///
    /// let page = "<title>Green tea - The Leaf</title><h1>Green tea</h1><p>It wants patience, and water that does not boil.</p>";
    /// assert_eq!(bodytext::extract(page).text(), "It wants patience, and water that does not boil.");
    ///
    /// let article = Extractor::new(Options::new().with_headline(true)).extract(page);
    /// assert_eq!(article.to_markdown(), "# Green tea\n\nIt wants patience, and water that does not boil.\n");
    /// ```
    #[must_use]
    pub fn with_headline(mut self, comes_first: bool) -> Options {
        self.headline = comes_first;
        self
    }

    /// Sets whether metadata is taken from a source. Default: from all sources.
    ///
    /// ```
    /// use bodytext::{Extractor, Options, Source};
    ///
    /// let page = "<title>Green tea</title><meta property=og:title content='BUY TEA NOW'><p>It wants patience.</p>";
    /// let options = Options::new().with_metadata_source(Source::OpenGraph, false);
    /// assert_eq!(Extractor::new(options).extract(page).metadata().title(), Some("Green tea"));
    /// ```
    #[must_use]
    pub fn with_metadata_source(mut self, source: Source, is_used: bool) -> Options {
        self.metadata_sources.set(source, is_used);
        self
    }

    /// Sets whether text outside of HTML tags is read as Markdown. Default: yes if front matter comes first and that text has
    /// marks of Markdown, as in the posts of Hexo, Jekyll and Hugo.
    ///
    /// With `true` every input is read so, with `false` none. Text inside of tags is always HTML: an input without text
    /// outside of them does not change.
    ///
    /// Needs the feature `markdown`. Without it such text is kept as it is written, [a diagnostic](crate::Diagnostic::Markdown)
    /// says so, and [`Article::to_markdown`](crate::Article::to_markdown) does not escape it.
    ///
    #[cfg_attr(feature = "markdown", doc = "```")]
    #[cfg_attr(not(feature = "markdown"), doc = "```ignore")]
    /// use bodytext::{Extractor, Options};
    ///
    /// let note = "## Water\n\nNot **boiling**.\n";
    /// let mut extractor = Extractor::new(Options::new().with_markdown(true));
    /// assert_eq!(extractor.extract(note).text(), "Water\n\nNot boiling.");
    /// ```
    #[must_use]
    pub fn with_markdown(mut self, is_markdown: bool) -> Options {
        self.markdown = Some(is_markdown);
        self
    }

    /// Whether the input is a page or a body.
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// Which error to prefer.
    pub fn favor(&self) -> Favor {
        self.favor
    }

    /// Whether readers' comments are kept.
    pub fn comments(&self) -> Comments {
        self.comments
    }

    /// The elements that are always kept.
    pub fn keep(&self) -> &[Selector] {
        &self.keep
    }

    /// The elements that are always dropped.
    pub fn prune(&self) -> &[Selector] {
        &self.prune
    }

    /// Whether the text begins with the title.
    pub fn headline(&self) -> bool {
        self.headline
    }

    /// All selectors.
    pub(crate) fn selectors(&self) -> impl Iterator<Item = &Selector> {
        self.keep.iter().chain(&self.prune)
    }

    /// Whether metadata is taken from a source.
    pub fn uses_metadata_source(&self, source: Source) -> bool {
        self.metadata_sources.has(source)
    }

    pub(crate) fn metadata_sources(&self) -> Sources {
        self.metadata_sources
    }

    /// Whether text outside of tags is read as Markdown; `None` if the library decides.
    pub fn markdown(&self) -> Option<bool> {
        self.markdown
    }

    /// How many bytes of the input are read.
    pub fn max_bytes(&self) -> usize {
        self.max_bytes
    }

    /// How many nodes of a document are read.
    pub fn max_nodes(&self) -> usize {
        self.max_nodes
    }

    /// How deep elements may nest.
    pub fn max_depth(&self) -> usize {
        self.max_depth
    }

    /// How many bytes of text an article may have.
    pub fn max_output(&self) -> usize {
        self.max_output
    }
}

impl Default for Options {
    fn default() -> Options {
        Options::new()
    }
}
