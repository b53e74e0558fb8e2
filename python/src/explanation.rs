//! Explanations as Python sees them.

use crate::article::Article;
use crate::data;
use pyo3::prelude::*;

/// An article with the reasons: every text block of the page, and why it came out or not.
///
/// Examples
/// --------
/// >>> import bodytext
/// >>> explanation = bodytext.explain("<p>Green tea.</p><div class=ad>Pots!</div>", prune=".ad")
/// >>> [(block["text"], block["verdict"]) for block in explanation.blocks]
/// [('Green tea.', 'kept'), ('Pots!', 'dropped_by_wish')]
#[pyclass(frozen, module = "bodytext")]
pub(crate) struct Explanation {
    article: Py<Article>,
    inner: bodytext::Explanation,
}

impl Explanation {
    /// With a copy of the article, as Python shares it.
    pub(crate) fn new(
        py: Python<'_>,
        inner: bodytext::Explanation,
        article: bodytext::Article,
    ) -> PyResult<Explanation> {
        Ok(Explanation { article: Py::new(py, Article::new(Ok(article)))?, inner })
    }
}

#[pymethods]
impl Explanation {
    /// The article, as ``extract`` gives it.
    #[getter]
    fn article(&self, py: Python<'_>) -> Py<Article> {
        self.article.clone_ref(py)
    }

    /// What the input was taken for: ``'page'`` or ``'body'``.
    #[getter]
    fn scope(&self) -> &'static str {
        self.inner.scope().name()
    }

    /// The score from which on blocks of this page are content; None for a body.
    #[getter]
    fn threshold(&self) -> Option<f32> {
        self.inner.threshold()
    }

    /// The text blocks as dicts with ``text``, ``path``, ``source``, ``score``, ``verdict`` and ``reasons``.
    #[getter]
    fn blocks<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        data::to_python(py, &self.inner.blocks())
    }

    /// The explanation as dicts, lists and strings, without the article.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        data::to_python(py, &self.inner)
    }

    fn __repr__(&self) -> String {
        let blocks = self.inner.blocks();
        let kept = blocks.iter().filter(|block| block.verdict.is_kept()).count();
        format!("<Explanation of a {}: {kept} of {} text blocks kept>", self.inner.scope().name(), blocks.len())
    }
}
