//! An article written out: plain text, Markdown, HTML.
//!
//! Every renderer walks the same blocks and writes into any [`fmt::Write`]; none of them sees the document that the
//! article came from, and none recurses.
#![expect(clippy::indexing_slicing, reason = "marks and columns are counted from the lists themselves")]
#![expect(
    clippy::string_slice,
    reason = "spans begin and end at characters of the text of their block, in extracted articles and in those that serde reads; other places come from a search in the same string"
)]

mod address;
mod anchor;
mod html;
mod html_options;
mod list;
mod markdown;
mod markdown_options;
mod parts;

pub use html_options::HtmlOptions;
pub use markdown_options::{LinkStyle, MarkdownOptions};

use std::fmt;

use crate::article::Article;

impl Article {
    /// Writes the clean text, the same as [`text`](Article::text).
    ///
    /// ```
    /// let article = bodytext::extract("<p>Green.</p><p>Black.</p>");
    /// let mut out = String::new();
    /// article.write_text(&mut out)?;
    /// assert_eq!(out, "Green.\n\nBlack.");
    /// # Ok::<(), std::fmt::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of `out`; writing into a `String` never fails.
    pub fn write_text(&self, out: &mut (impl fmt::Write + ?Sized)) -> fmt::Result {
        out.write_str(self.text())
    }

    /// The article as Markdown: CommonMark with the tables, the struck-out text and the task lists of GitHub, and TeX
    /// between dollar signs. Read again by such a parser it gives the same blocks with the same text. Ends in a line break,
    /// unless it is empty.
    ///
    /// Characters are escaped only where they could be taken for markup, by CommonMark, by GitHub or by the extensions that
    /// others have (attribute lists, wiki links, footnotes, front matter, the tags of template engines). What could begin a tag
    /// becomes a character reference (`&lt;`), and so does a character of a bare address that would swallow an escape. What
    /// Markdown has no form for:
    /// - superscripts, subscripts, and emphasis where a delimiter would not count as one (as in `**中文。**后`) are
    ///   inline HTML: `<sup>`, `<sub>`, `<strong>`, `<em>`, `<del>`;
    /// - marked text (`<mark>`) is inline HTML, too; ruby is its base text, unless [`MarkdownOptions`] asks for the reading;
    /// - what unfolds is HTML around its blocks: `<details>`, with its `<summary>`;
    /// - a caption is an emphasised paragraph: after its image, before its table;
    /// - a table without a header row gets an empty one; a cell over several columns or rows is followed by empty cells;
    ///   a line break in a cell is `<br>`, one in a heading a space;
    /// - a definition list is a list whose items begin with their terms in strong type;
    /// - an embed is a link in a paragraph of its own;
    /// - a list right after another takes the other marker (`+` for `-`, `1)` for `1.`), so that they stay two;
    /// - a formula that does not fit between dollar signs is a code span, or a code block of the language `math`.
    ///
    /// A footnote is `[^1]` in the text and `[^1]: …` where it stands, as GitHub and most other readers have it.
    ///
    /// Addresses that a reader should not follow (`javascript:` and the like) are left out, their text is kept.
    ///
    /// ```
    /// let article = bodytext::extract("<h2>Tea</h2><p>Green or <b>black</b>.</p>");
    /// assert_eq!(article.to_markdown(), "## Tea\n\nGreen or **black**.\n");
    /// ```
    pub fn to_markdown(&self) -> String {
        written(self.text().len(), |out| self.write_markdown(out))
    }

    /// Writes the article as Markdown; see [`to_markdown`](Article::to_markdown).
    ///
    /// ```
    /// let article = bodytext::extract("<ul><li>Green</li><li>Black</li></ul>");
    /// let mut out = String::new();
    /// article.write_markdown(&mut out)?;
    /// assert_eq!(out, "- Green\n- Black\n");
    /// # Ok::<(), std::fmt::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of `out`; writing into a `String` never fails.
    pub fn write_markdown(&self, out: &mut (impl fmt::Write + ?Sized)) -> fmt::Result {
        self.write_markdown_with(out, &MarkdownOptions::new())
    }

    /// The article as Markdown, written as the options say; see [`to_markdown`](Article::to_markdown).
    pub fn to_markdown_with(&self, options: &MarkdownOptions) -> String {
        written(self.text().len(), |out| self.write_markdown_with(out, options))
    }

    /// Writes the article as Markdown as the options say; see [`to_markdown_with`](Article::to_markdown_with).
    ///
    /// # Errors
    /// Those of `out`; writing into a `String` never fails.
    pub fn write_markdown_with(&self, out: &mut (impl fmt::Write + ?Sized), options: &MarkdownOptions) -> fmt::Result {
        markdown::write(self, options, out)
    }

    /// The article as Markdown, to be written where it is displayed: into a file, a socket, a formatted text. No string is made
    /// on the way.
    ///
    /// ```
    /// use bodytext::MarkdownOptions;
    /// use std::io::Write;
    ///
    /// let article = bodytext::extract("<ul><li>Green</li><li>Black</li></ul>");
    /// let mut file = Vec::new();
    /// write!(file, "{}", article.display_markdown(&MarkdownOptions::new()))?;
    /// assert_eq!(file, b"- Green\n- Black\n");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn display_markdown<'a>(&'a self, options: &'a MarkdownOptions) -> impl fmt::Display + 'a {
        Displayed(move |f: &mut fmt::Formatter<'_>| self.write_markdown_with(f, options))
    }

    /// The article as HTML that is safe to show, whatever the article was extracted from: the blocks of a `<body>`, one a
    /// line, ending in a line break, unless it is empty.
    ///
    /// It is made from the blocks alone, out of a fixed set of elements and attributes. Nothing in it runs or styles:
    /// addresses are `http`, `https`, `mailto`, `tel`, `ftp` or relative ones, those of images also `data:` with a bitmap.
    /// An embed is a `<video>` or an `<audio>` where it names a media file, else a link; frames are not written. A formula is
    /// MathML that shows, and is annotated with, its TeX. A footnote and the references to it link to each other; what
    /// they and the headings that links lead to are called (`id`) begins with `bodytext-` and is made here, so that it is none
    /// of the page's names, nor one of the page that shows it.
    ///
    /// It is well-formed XML besides, as in books and feeds: inside of one element (`<body>`) an XML parser takes it. A control
    /// character that XML cannot hold becomes U+FFFD. No element has a class, an id or a style;
    /// [`to_html_with`](Article::to_html_with) writes the classes of code, and a `rel` for links, where they are asked for.
    ///
    /// ```
    /// let article = bodytext::extract(r#"<p onclick="steal()">Green <a href="javascript:steal()">or</a> black.</p>"#);
    /// assert_eq!(article.to_html(), "<p>Green or black.</p>\n");
    /// ```
    pub fn to_html(&self) -> String {
        self.to_html_with(&HtmlOptions::new())
    }

    /// The article as HTML that is safe to show, as [`to_html`](Article::to_html) gives it, written as the options say. See
    /// [`HtmlOptions`] for an example.
    pub fn to_html_with(&self, options: &HtmlOptions) -> String {
        written(self.text().len(), |out| self.write_html_with(out, options))
    }

    /// Writes the article as HTML that is safe to show; see [`to_html`](Article::to_html).
    ///
    /// ```
    /// let article = bodytext::extract("<ul><li>Green</li><li>Black</li></ul>");
    /// let mut out = String::new();
    /// article.write_html(&mut out)?;
    /// assert_eq!(out, "<ul>\n<li>Green</li>\n<li>Black</li>\n</ul>\n");
    /// # Ok::<(), std::fmt::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of `out`; writing into a `String` never fails.
    pub fn write_html(&self, out: &mut (impl fmt::Write + ?Sized)) -> fmt::Result {
        self.write_html_with(out, &HtmlOptions::new())
    }

    /// Writes the article as HTML that is safe to show, as the options say; see [`to_html_with`](Article::to_html_with).
    ///
    /// ```
    /// use bodytext::HtmlOptions;
    ///
    /// let article = bodytext::extract("<p><a href=/tea>Tea</a></p>");
    /// let mut out = String::new();
    /// article.write_html_with(&mut out, &HtmlOptions::new().with_link_rel("ugc"))?;
    /// assert_eq!(out, "<p><a href=\"/tea\" rel=\"ugc\">Tea</a></p>\n");
    /// # Ok::<(), std::fmt::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of `out`; writing into a `String` never fails.
    pub fn write_html_with(&self, out: &mut (impl fmt::Write + ?Sized), options: &HtmlOptions) -> fmt::Result {
        html::write(self, out, options)
    }

    /// The article as HTML that is safe to show, to be written where it is displayed, as
    /// [`display_markdown`](Article::display_markdown) is.
    pub fn display_html<'a>(&'a self, options: &'a HtmlOptions) -> impl fmt::Display + 'a {
        Displayed(move |f: &mut fmt::Formatter<'_>| self.write_html_with(f, options))
    }
}

/// Shows what a function writes.
struct Displayed<F>(F);

impl<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result> fmt::Display for Displayed<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.0)(f)
    }
}

/// What `write` writes, in a string with room for a text of `len` bytes and its markup.
fn written(len: usize, write: impl FnOnce(&mut String) -> fmt::Result) -> String {
    let mut out = String::with_capacity(len + len / 8);
    let result = write(&mut out);
    debug_assert!(result.is_ok(), "a string takes all that is written");
    out
}
