//! Articles, with their images and links, as Python sees them.

use crate::data::{self, quoted, unlocked};
use crate::options::{count, flag, text};
use crate::parts::{Image, Link};
use bodytext::{HtmlOptions, LinkStyle, MarkdownOptions, PageType};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde_json::{Value, json};

/// The article of a page: its text, its parts, and what is known about it.
///
/// Its ``status`` is ``'found'``, ``'fallback'`` (nothing stood out, this is what is likeliest), ``'empty'`` with a
/// ``status_reason``, or ``'failed'``, which takes a fault in this library. Articles compare, and can be pickled.
///
/// Examples
/// --------
/// >>> import bodytext
/// >>> article = bodytext.extract("<title>Tea</title><h2>Water</h2><p>Not <b>boiling</b>.</p><img src=cup.jpg>")
/// >>> article
/// <Article 'Tea': found, confidence ..., 3 blocks, 1 image, 'Water Not boiling.'>
/// >>> article.text
/// 'Water\n\nNot boiling.'
/// >>> print(article.to_markdown(), end="")
/// ## Water
/// <BLANKLINE>
/// Not **boiling**.
/// <BLANKLINE>
/// ![](cup.jpg)
#[pyclass(frozen, module = "bodytext")]
pub(crate) struct Article {
    inner: bodytext::Article,
    /// What failed, where there is no article.
    failure: Option<String>,
}

impl Article {
    pub(crate) fn new(outcome: Result<bodytext::Article, String>) -> Article {
        match outcome {
            Ok(inner) => Article { inner, failure: None },
            Err(failure) => Article { inner: bodytext::Article::default(), failure: Some(failure) },
        }
    }

    /// The JSON where there is no article: with what failed in the place of its status.
    fn failed(&self) -> PyResult<Value> {
        let mut value = serde_json::to_value(&self.inner).map_err(crate::run::fault)?;
        value["status"] = json!({ "kind": "failed", "reason": self.failure });
        Ok(value)
    }
}

#[pymethods]
impl Article {
    /// The clean text: paragraphs apart by a blank line, a line for each item of a list and row of a table.
    #[getter]
    fn text(&self) -> &str {
        self.inner.text()
    }

    /// The title, or None.
    #[getter]
    fn title(&self) -> Option<&str> {
        self.inner.metadata().title()
    }

    /// Who wrote it, in the order given.
    #[getter]
    fn authors(&self) -> &[String] {
        self.inner.metadata().authors()
    }

    /// When it was published, as a datetime, or None. It has a zone where the page tells one; a day without a time is its
    /// midnight. ``metadata["published"]`` holds it as written.
    #[getter]
    fn published<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.inner.metadata().published().map_or(Ok(None), |date| data::datetime(py, date))
    }

    /// When it was last changed, as a datetime, or None.
    #[getter]
    fn modified<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.inner.metadata().modified().map_or(Ok(None), |date| data::datetime(py, date))
    }

    /// What it is about, or None.
    #[getter]
    fn description(&self) -> Option<&str> {
        self.inner.metadata().description()
    }

    /// The name of the site, or None.
    #[getter]
    fn site_name(&self) -> Option<&str> {
        self.inner.metadata().site_name()
    }

    /// The language as a BCP 47 tag, or None.
    #[getter]
    fn language(&self) -> Option<&str> {
        self.inner.metadata().language()
    }

    /// What kind of page it is (``'article'``, ``'forum'`` and so on), or None for a body.
    #[getter]
    fn page_type(&self) -> Option<&'static str> {
        self.inner.metadata().page_type().map(PageType::name)
    }

    /// How likely it is that it is of that kind, or None.
    #[getter]
    fn page_type_probability(&self) -> Option<f32> {
        self.inner.metadata().page_type_probability()
    }

    /// The images in the order in which they stand.
    #[getter]
    fn images(&self) -> Vec<Image> {
        self.inner.images().iter().map(Image::new).collect()
    }

    /// The links in order, each with its text.
    #[getter]
    fn links(&self) -> Vec<Link> {
        let links = self.inner.links();
        links.map(|(link, text)| Link::new(link, text)).collect()
    }

    /// The blocks in order, as dicts: ``{"kind": "paragraph", "text": …, "spans": […]}``.
    #[getter]
    fn blocks<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        data::to_python(py, &self.inner)?.get_item("blocks")
    }

    /// The texts of the paragraphs, in order.
    #[getter]
    fn paragraphs(&self) -> Vec<&str> {
        self.inner.paragraphs().collect()
    }

    /// All that is known about the article, as a dict: every field, where each was found, and what else was said.
    #[getter]
    fn metadata<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        data::to_python(py, self.inner.metadata())
    }

    /// How good the choice of content is likely to be, between 0 and 1.
    #[getter]
    fn confidence(&self) -> f32 {
        if self.failure.is_some() { 0.0 } else { self.inner.confidence() }
    }

    /// What became of the page: ``'found'``, ``'fallback'``, ``'empty'`` or ``'failed'``.
    #[getter]
    fn status(&self) -> &'static str {
        if self.failure.is_some() { "failed" } else { self.inner.status().as_str() }
    }

    /// Why it is empty, as a code such as ``'needs_script'``, or what failed; None where something was found.
    #[getter]
    fn status_reason(&self) -> Option<&str> {
        let reason = || self.inner.status().reason().map(bodytext::EmptyReason::as_str);
        self.failure.as_deref().or_else(reason)
    }

    /// What was out of order in the page, in words.
    #[getter]
    fn diagnostics(&self) -> Vec<String> {
        self.inner.diagnostics().iter().map(ToString::to_string).collect()
    }

    /// The encoding that bytes were read in; None for a str.
    #[getter]
    fn encoding(&self) -> Option<&str> {
        self.inner.encoding().map(bodytext::Encoding::name)
    }

    /// How many words the text has; a Han character is a word.
    #[getter]
    fn word_count(&self) -> usize {
        self.inner.word_count()
    }

    /// The sentences, in order.
    fn sentences(&self, py: Python<'_>) -> PyResult<Vec<&str>> {
        unlocked(py, || self.inner.sentences().collect())
    }

    /// The beginning of the text on one line.
    ///
    /// Parameters
    /// ----------
    /// limit : int, default 200
    ///     How many characters it may have.
    ///
    /// Examples
    /// --------
    /// >>> import bodytext
    /// >>> bodytext.extract("<p>Green tea is not oxidised. Black tea is.</p>").excerpt(30)
    /// 'Green tea is not oxidised.'
    #[pyo3(signature = (limit = None), text_signature = "($self, limit=200)")]
    fn excerpt(&self, py: Python<'_>, limit: Option<&Bound<'_, PyAny>>) -> PyResult<String> {
        let limit = limit.map_or(Ok(200), |limit| count("limit", limit))?;
        unlocked(py, || self.inner.excerpt(limit))
    }

    /// The article as Markdown (CommonMark with GitHub's tables).
    ///
    /// Parameters
    /// ----------
    /// links : {'inline', 'reference', 'text'}
    ///     How links are written; ``'text'`` leaves their text alone.
    /// images, captions, footnotes : bool, default True
    ///     What of the article is written.
    /// headline : bool, default False
    ///     Whether the title comes first, as a heading.
    /// front_matter : bool, default False
    ///     Whether the metadata comes first, as YAML.
    /// width : int, optional
    ///     How many characters a line of prose has at most.
    /// ruby : bool, default False
    ///     Whether to write how Japanese words are read.
    ///
    /// Examples
    /// --------
    /// >>> import bodytext
    /// >>> article = bodytext.extract("<p>See <a href=/tea>tea</a>.</p><img src=cup.jpg>")
    /// >>> article.to_markdown(links="text", images=False)
    /// 'See tea.\n'
    #[pyo3(signature = (
        *, links = None, images = None, captions = None, footnotes = None, headline = None, front_matter = None, width = None,
        ruby = None
    ), text_signature = "($self, *, links='inline', images=True, captions=True, footnotes=True, headline=False, front_matter=False, width=None, ruby=False)")]
    #[expect(clippy::too_many_arguments, reason = "they have names in Python")]
    fn to_markdown(
        &self,
        py: Python<'_>,
        links: Option<&Bound<'_, PyAny>>,
        images: Option<&Bound<'_, PyAny>>,
        captions: Option<&Bound<'_, PyAny>>,
        footnotes: Option<&Bound<'_, PyAny>>,
        headline: Option<&Bound<'_, PyAny>>,
        front_matter: Option<&Bound<'_, PyAny>>,
        width: Option<&Bound<'_, PyAny>>,
        ruby: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<String> {
        let links = match text("links", links)?.as_deref() {
            None | Some("inline") => LinkStyle::Inline,
            Some("reference") => LinkStyle::Reference,
            Some("text") => LinkStyle::Text,
            Some(other) => {
                let message = format!("links: expected 'inline', 'reference' or 'text', not {}", quoted(other));
                return Err(PyValueError::new_err(message));
            }
        };
        let options = MarkdownOptions::new()
            .with_links(links)
            .with_images(flag("images", images, true)?)
            .with_captions(flag("captions", captions, true)?)
            .with_footnotes(flag("footnotes", footnotes, true)?)
            .with_headline(flag("headline", headline, false)?)
            .with_front_matter(flag("front_matter", front_matter, false)?)
            .with_ruby(flag("ruby", ruby, false)?);
        let options = match width {
            Some(width) => options.with_width(count("width", width)?),
            None => options,
        };
        unlocked(py, || self.inner.to_markdown_with(&options))
    }

    /// The article as safe HTML: no script, no style, no event handler.
    ///
    /// Parameters
    /// ----------
    /// links, images, captions, footnotes : bool, default True
    ///     What of the article is written; the text of links is in any case.
    /// headline : bool, default False
    ///     Whether the title comes first, as a heading.
    /// rel : str, optional
    ///     The ``rel`` of links, such as ``'nofollow noopener'``.
    /// code_classes : bool, default False
    ///     Whether code says its language in a class.
    #[pyo3(signature = (
        *, links = None, images = None, captions = None, footnotes = None, headline = None, rel = None, code_classes = None
    ), text_signature = "($self, *, links=True, images=True, captions=True, footnotes=True, headline=False, rel=None, code_classes=False)")]
    #[expect(clippy::too_many_arguments, reason = "they have names in Python")]
    fn to_html(
        &self,
        py: Python<'_>,
        links: Option<&Bound<'_, PyAny>>,
        images: Option<&Bound<'_, PyAny>>,
        captions: Option<&Bound<'_, PyAny>>,
        footnotes: Option<&Bound<'_, PyAny>>,
        headline: Option<&Bound<'_, PyAny>>,
        rel: Option<&Bound<'_, PyAny>>,
        code_classes: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<String> {
        let options = HtmlOptions::new()
            .with_links(flag("links", links, true)?)
            .with_images(flag("images", images, true)?)
            .with_captions(flag("captions", captions, true)?)
            .with_footnotes(flag("footnotes", footnotes, true)?)
            .with_headline(flag("headline", headline, false)?)
            .with_code_classes(flag("code_classes", code_classes, false)?);
        let options = match text("rel", rel)? {
            Some(rel) => options.with_link_rel(rel),
            None => options,
        };
        unlocked(py, || self.inner.to_html_with(&options))
    }

    /// The whole article as dicts, lists and strings.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        if self.failure.is_some() { data::to_python(py, &self.failed()?) } else { data::to_python(py, &self.inner) }
    }

    /// The whole article as JSON, the same that the program writes.
    ///
    /// Parameters
    /// ----------
    /// indent : bool, default False
    ///     Whether to write it on several lines.
    #[pyo3(signature = (*, indent = None), text_signature = "($self, *, indent=False)")]
    fn to_json(&self, py: Python<'_>, indent: Option<&Bound<'_, PyAny>>) -> PyResult<String> {
        let indent = flag("indent", indent, false)?;
        if self.failure.is_some() {
            data::json(py, &self.failed()?, indent)
        } else {
            data::json(py, &self.inner, indent)
        }
    }

    /// An article out of the JSON that ``to_json`` or the program wrote.
    ///
    /// Parameters
    /// ----------
    /// json : str
    ///     The article.
    ///
    /// Raises
    /// ------
    /// ValueError
    ///     Where it is no article.
    ///
    /// Examples
    /// --------
    /// >>> import bodytext
    /// >>> article = bodytext.extract("<p>Green tea.</p>")
    /// >>> bodytext.Article.from_json(article.to_json()) == article
    /// True
    #[staticmethod]
    fn from_json(json: &Bound<'_, PyAny>) -> PyResult<Article> {
        Ok(Article { inner: data::from_json(json)?, failure: None })
    }

    #[staticmethod]
    fn _restored(json: &Bound<'_, PyAny>, failure: Option<String>) -> PyResult<Article> {
        Ok(Article { failure, ..Article::from_json(json)? })
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let restored = py.get_type::<Article>().getattr("_restored")?;
        Ok((restored, (data::json(py, &self.inner, false)?, &self.failure).into_pyobject(py)?))
    }

    fn __eq__(&self, other: &Article) -> bool {
        self.inner == other.inner && self.failure == other.failure
    }

    fn __str__(&self) -> &str {
        self.inner.text()
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        unlocked(py, || self.inner.to_html())
    }

    fn __repr__(&self) -> String {
        let title =
            self.title().map_or_else(|| "without title".to_owned(), |title| quoted(&data::beginning(title, 60)));
        if let Some(failure) = &self.failure {
            return format!("<Article: failed ({failure})>");
        }
        let status = match self.status_reason() {
            Some(reason) => format!("{} ({reason})", self.status()),
            None => self.status().to_owned(),
        };
        let (blocks, images) = (self.inner.blocks().len(), self.inner.images().len());
        let text = quoted(&data::beginning(self.inner.text(), 60));
        let confidence = self.inner.confidence();
        format!(
            "<Article {title}: {status}, confidence {confidence:.2}, {}, {}, {text}>",
            counted(blocks, "block"),
            counted(images, "image")
        )
    }
}

fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
