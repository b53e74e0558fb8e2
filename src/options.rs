//! How to extract.

use crate::enum_names::enum_names;
use crate::metadata::{Source, Sources};
use crate::selector::Selector;

/// Positions are kept in 32 bits, and text may grow on its way out: a character reference is at most half as long again.
const MAX_BYTES: usize = i32::MAX as usize;

/// As much as an extraction reads unless it is told otherwise: many times the longest pages that people make, and at 48 bytes of
/// memory for each, which is what any input takes at most, no more than takes two gigabytes.
const DEFAULT_BYTES: usize = 32 << 20;

/// The limit that nothing reaches.
pub(crate) const NO_LIMIT: usize = usize::MAX;

/// How to extract: what holds for any number of inputs. What is known of one of them stands in [`Hints`](crate::Hints). Every
/// option has a default that suits most callers.
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
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::serial::options::max_bytes"))]
    max_bytes: usize,
    max_nodes: usize,
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::serial::options::max_depth"))]
    max_depth: usize,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "crate::serial::options::is_no_limit"))]
    max_output: usize,
    metadata_sources: Sources,
    markdown: Option<bool>,
    headline: bool,
}

/// What the input is taken for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Scope {
    /// Find out.
    #[default]
    Auto,
    /// An article body: all that is visible in it is content.
    Body,
    /// A whole page, of which the main content is wanted.
    Page,
}

enum_names!(Scope, "what the input is taken for", {
    Auto = "auto",
    Body = "body",
    Page = "page",
});

/// Which mistake is the lesser one, where it is not sure that a text of a page is content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Favor {
    /// To leave out what is content: what comes out is to be clean.
    Precision,
    /// Neither: both count the same.
    #[default]
    Balanced,
    /// To let in what is not content: nothing is to be missed.
    Recall,
}

enum_names!(Favor, "what to favor", {
    Precision = "precision",
    Balanced = "balanced",
    Recall = "recall",
});

/// What becomes of the comments that readers leave below an article.
///
/// They are known by how the page names them (`id=comments`, `class=comment-list`, `itemprop=comment`). The posts of a
/// forum are its content, and not comments to anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Comments {
    /// As the kind of page has it: left out below an article, kept where they are the content, as in a forum. All of a body
    /// is kept.
    #[default]
    Auto,
    /// Kept with the article.
    Keep,
    /// Left out, of bodies too, and even where a forum calls its posts so.
    Drop,
}

enum_names!(Comments, "what becomes of comments", {
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

    /// What the input is taken for. Default: [`Scope::Auto`].
    #[must_use]
    pub fn with_scope(mut self, scope: Scope) -> Options {
        self.scope = scope;
        self
    }

    /// Which mistake is the lesser one, where a page leaves it open what is content. Default: [`Favor::Balanced`]. Bodies are
    /// kept whole in any case.
    #[doc = include_str!("options/favor.md")]
    #[must_use]
    pub fn with_favor(mut self, favor: Favor) -> Options {
        self.favor = favor;
        self
    }

    /// What becomes of the comments that readers leave below an article. Default: [`Comments::Auto`].
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

    /// Elements that always come out with all that is in them, of pages and of bodies, hidden or not: besides what is found to
    /// be content, not instead of it. Each call adds to those before. What holds no text (scripts, styles) still has none.
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

    /// Elements that never come out, nor anything in them, of pages and of bodies. Goes before [`Options::with_keep`]. Each
    /// call adds to those before.
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

    /// How many bytes of the input are read at most; the rest is left unread, and the article [says so](crate::Article::limits).
    /// Default: 32 MiB; ceiling: 2 GiB less one byte. An extraction takes at most 48 bytes of memory for each byte of its input
    /// and 3 MB besides, so that with the default no input takes more than 2 GB; pages that people make take at most four.
    #[must_use]
    pub fn with_max_bytes(mut self, bytes: usize) -> Options {
        self.max_bytes = bytes.min(MAX_BYTES);
        self
    }

    /// How many nodes (elements and texts) a document may have; what comes after is left unread. Default: 2^24.
    #[must_use]
    pub fn with_max_nodes(mut self, nodes: usize) -> Options {
        self.max_nodes = nodes;
        self
    }

    /// How deep elements may nest; deeper ones are unwrapped, their text is kept. Default: 512, as in browsers.
    #[must_use]
    pub fn with_max_depth(mut self, depth: usize) -> Options {
        self.max_depth = depth.clamp(16, 512);
        self
    }

    /// How many bytes of text an article may have; what comes after is left out. The text ends at a word, where that is not
    /// too long. Default: no limit but the input's length; ceiling: 4 GiB.
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

    /// Whether the headline comes out: first, once, as a heading of level 1, in every rendering. Default: no.
    ///
    /// Of a page the headline is metadata ([`Metadata::title`](crate::Metadata::title)) and no text: what says the title before
    /// the text begins is left out, in any case. This puts the title first, whether the page shows it or not. All of a body is
    /// text, and stays where it is: the title that its front matter gives comes first, unless the body begins with it.
    /// Where [`Options::with_max_output`] has no room for it, it does not come.
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

    /// Whether metadata is taken from a source. Default: from all of them.
    #[must_use]
    pub fn with_metadata_source(mut self, source: Source, is_used: bool) -> Options {
        self.metadata_sources.set(source, is_used);
        self
    }

    /// Whether the text outside of HTML's tags is Markdown. Default: where front matter comes first and that text has marks of
    /// Markdown, as in the posts of Hexo, Jekyll and Hugo.
    ///
    /// `true` takes any input for such a post, front matter or not; `false` none. In either case what stands inside of tags
    /// is HTML: a post without text outside of them is not changed by it.
    ///
    /// Needs the feature `markdown`. Without it such text stays text, [a diagnostic](crate::Diagnostic::Markdown) says so, and
    /// [`Article::to_markdown`](crate::Article::to_markdown) writes it as it is.
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

    /// What the input is taken for.
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// Which mistake is the lesser one.
    pub fn favor(&self) -> Favor {
        self.favor
    }

    /// What becomes of readers' comments.
    pub fn comments(&self) -> Comments {
        self.comments
    }

    /// The elements that always come out.
    pub fn keep(&self) -> &[Selector] {
        &self.keep
    }

    /// The elements that never come out.
    pub fn prune(&self) -> &[Selector] {
        &self.prune
    }

    /// Whether the headline comes out, first.
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

    /// Whether the text outside of tags is Markdown, where the caller has said so.
    pub fn markdown(&self) -> Option<bool> {
        self.markdown
    }

    /// How many bytes are read at most.
    pub fn max_bytes(&self) -> usize {
        self.max_bytes
    }

    /// How many nodes a document may have.
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
