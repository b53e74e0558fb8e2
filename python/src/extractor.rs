//! The functions of the package, and extractors to be used again.

use crate::article::Article;
use crate::batch::Batch;
use crate::explanation::Explanation;
use crate::input::{Held, Source};
use crate::options::{positive, text};
use crate::run::Plan;
use crate::stream::{Reading, Stream};
use crate::watch::Watch;
use crate::{data, options};
use bodytext::{Hints, Options};
use bodytext_arrow::{Column, Columns, Page, extract_page};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use std::cell::RefCell;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

thread_local! {
    /// What the last call of this thread has used: its memory serves the next.
    static LAST: RefCell<Option<bodytext::Extractor>> = const { RefCell::new(None) };
}

/// Extracts one article: see ``bodytext.extract``.
#[pyfunction]
#[pyo3(signature = (html, *, url = None, charset = None, language = None, title = None, reference_time = None, **options))]
#[expect(clippy::too_many_arguments, reason = "they have names in Python")]
pub(crate) fn extract(
    py: Python<'_>,
    html: &Bound<'_, PyAny>,
    url: Option<&Bound<'_, PyAny>>,
    charset: Option<&Bound<'_, PyAny>>,
    language: Option<&Bound<'_, PyAny>>,
    title: Option<&Bound<'_, PyAny>>,
    reference_time: Option<&Bound<'_, PyAny>>,
    options: Option<&Bound<'_, PyDict>>,
) -> PyResult<Article> {
    let options = options::read(options)?;
    let (page, hints) = (page(html)?, Known { url, charset, language, title, reference_time }.hints()?);
    let last = LAST.take().filter(|last| *last.options() == options);
    let mut extractor = last.unwrap_or_else(|| bodytext::Extractor::new(options));
    let article = one(py, &mut extractor, &page, &hints);
    LAST.set(Some(extractor));
    Ok(article)
}

/// Explains one extraction: see ``bodytext.explain``.
#[pyfunction]
#[pyo3(signature = (html, *, url = None, charset = None, language = None, title = None, reference_time = None, **options))]
#[expect(clippy::too_many_arguments, reason = "they have names in Python")]
pub(crate) fn explain(
    py: Python<'_>,
    html: &Bound<'_, PyAny>,
    url: Option<&Bound<'_, PyAny>>,
    charset: Option<&Bound<'_, PyAny>>,
    language: Option<&Bound<'_, PyAny>>,
    title: Option<&Bound<'_, PyAny>>,
    reference_time: Option<&Bound<'_, PyAny>>,
    options: Option<&Bound<'_, PyDict>>,
) -> PyResult<Explanation> {
    let (page, hints) = (page(html)?, Known { url, charset, language, title, reference_time }.hints()?);
    explained(py, bodytext::Extractor::new(options::read(options)?), &page, &hints)
}

/// Extracts the articles of many pages: see ``bodytext.extract_batch``.
#[pyfunction]
#[pyo3(signature = (pages, urls = None, *, threads = None, columns = None, charset = None, reference_time = None, progress = None, **options))]
#[expect(clippy::too_many_arguments, reason = "they have names in Python")]
pub(crate) fn extract_batch(
    py: Python<'_>,
    pages: &Bound<'_, PyAny>,
    urls: Option<&Bound<'_, PyAny>>,
    threads: Option<&Bound<'_, PyAny>>,
    columns: Option<&Bound<'_, PyAny>>,
    charset: Option<&Bound<'_, PyAny>>,
    reference_time: Option<&Bound<'_, PyAny>>,
    progress: Option<Py<PyAny>>,
    options: Option<&Bound<'_, PyDict>>,
) -> PyResult<Batch> {
    batch(
        py,
        pages,
        urls,
        &plan(options::read(options)?, threads, columns, shared(charset, reference_time)?)?,
        progress,
    )
}

/// Extracts the articles of a table, batch by batch: see ``bodytext.extract_stream``.
#[pyfunction]
#[pyo3(signature = (
    table, column, *, url_column = None, passthrough = None, batch_size, threads = None, columns = None,
    charset = None, reference_time = None, progress = None, **options
))]
#[expect(clippy::too_many_arguments, reason = "they have names in Python")]
pub(crate) fn extract_stream(
    table: &Bound<'_, PyAny>,
    column: &Bound<'_, PyAny>,
    url_column: Option<&Bound<'_, PyAny>>,
    passthrough: Option<&Bound<'_, PyAny>>,
    batch_size: &Bound<'_, PyAny>,
    threads: Option<&Bound<'_, PyAny>>,
    columns: Option<&Bound<'_, PyAny>>,
    charset: Option<&Bound<'_, PyAny>>,
    reference_time: Option<&Bound<'_, PyAny>>,
    progress: Option<Py<PyAny>>,
    options: Option<&Bound<'_, PyDict>>,
) -> PyResult<Stream> {
    let plan = plan(options::read(options)?, threads, columns, shared(charset, reference_time)?)?;
    let reading = Reading {
        column: text("column", Some(column))?.unwrap_or_default(),
        url_column: text("url_column", url_column)?,
        along: passthrough.map(|names| options::names("passthrough", names)).transpose()?,
        batch_size: positive("batch_size", batch_size)?,
    };
    Stream::new(table, &reading, plan, Watch::new(progress))
}

/// The names of all columns; those that stand in a table by default.
#[pyfunction]
#[pyo3(signature = (*, all = None), text_signature = "(*, all=False)")]
pub(crate) fn column_names(all: Option<&Bound<'_, PyAny>>) -> PyResult<Vec<&'static str>> {
    let all = options::flag("all", all, false)?;
    Ok(Column::ALL.into_iter().filter(|column| all || column.is_default()).map(Column::name).collect())
}

/// Extracts any number of articles with the same options.
///
/// It can be pickled, and used by several threads at once.
///
/// Parameters
/// ----------
/// **options
///     As for ``bodytext.extract``.
///
/// Examples
/// --------
/// >>> import bodytext
/// >>> extractor = bodytext.Extractor(prune=".ad", headline=True)
/// >>> extractor.extract("<title>Tea</title><p>Green tea.</p><p class=ad>Pots!</p>").text
/// 'Tea\n\nGreen tea.'
#[pyclass(frozen, module = "bodytext")]
pub(crate) struct Extractor {
    options: Options,
    /// Extractors that nobody uses at the moment. The lock is never waited for by one who holds the interpreter's.
    idle: Mutex<Vec<bodytext::Extractor>>,
}

/// How many idle extractors are kept.
const KEPT: usize = 16;

impl Extractor {
    fn with<T>(&self, work: impl FnOnce(&mut bodytext::Extractor) -> T) -> T {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut extractor = idle.unwrap_or_else(|| bodytext::Extractor::new(self.options.clone()));
        let outcome = work(&mut extractor);
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(extractor);
        }
        outcome
    }
}

#[pymethods]
impl Extractor {
    #[new]
    #[pyo3(signature = (**options))]
    fn new(options: Option<&Bound<'_, PyDict>>) -> PyResult<Extractor> {
        Ok(Extractor { options: options::read(options)?, idle: Mutex::default() })
    }

    /// Extracts one article.
    ///
    /// Parameters
    /// ----------
    /// html : str or bytes
    ///     A page or a body.
    /// url : str, optional
    ///     Its address, against which links and images are resolved.
    /// charset : str, optional
    ///     What the server said of the encoding of bytes.
    /// language, title : str, optional
    ///     What is known of the article from elsewhere; it goes before what the page says.
    /// reference_time : datetime, optional
    ///     When the page was as it is.
    ///
    /// Returns
    /// -------
    /// Article
    #[pyo3(signature = (html, *, url = None, charset = None, language = None, title = None, reference_time = None))]
    #[expect(clippy::too_many_arguments, reason = "they have names in Python")]
    fn extract(
        &self,
        py: Python<'_>,
        html: &Bound<'_, PyAny>,
        url: Option<&Bound<'_, PyAny>>,
        charset: Option<&Bound<'_, PyAny>>,
        language: Option<&Bound<'_, PyAny>>,
        title: Option<&Bound<'_, PyAny>>,
        reference_time: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Article> {
        let (page, hints) = (page(html)?, Known { url, charset, language, title, reference_time }.hints()?);
        Ok(self.with(|extractor| one(py, extractor, &page, &hints)))
    }

    /// Extracts one article and says of every text block why it came out or not.
    ///
    /// Parameters
    /// ----------
    /// html : str or bytes
    ///     A page or a body.
    /// url : str, optional
    ///     Its address.
    /// charset : str, optional
    ///     What the server said of the encoding of bytes.
    /// language, title : str, optional
    ///     What is known of the article from elsewhere; it goes before what the page says.
    /// reference_time : datetime, optional
    ///     When the page was as it is.
    ///
    /// Returns
    /// -------
    /// Explanation
    #[pyo3(signature = (html, *, url = None, charset = None, language = None, title = None, reference_time = None))]
    #[expect(clippy::too_many_arguments, reason = "they have names in Python")]
    fn explain(
        &self,
        py: Python<'_>,
        html: &Bound<'_, PyAny>,
        url: Option<&Bound<'_, PyAny>>,
        charset: Option<&Bound<'_, PyAny>>,
        language: Option<&Bound<'_, PyAny>>,
        title: Option<&Bound<'_, PyAny>>,
        reference_time: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Explanation> {
        let (page, hints) = (page(html)?, Known { url, charset, language, title, reference_time }.hints()?);
        explained(py, bodytext::Extractor::new(self.options.clone()), &page, &hints)
    }

    #[staticmethod]
    fn _restored(json: &Bound<'_, PyAny>) -> PyResult<Extractor> {
        Ok(Extractor { options: data::from_json(json)?, idle: Mutex::default() })
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let restored = py.get_type::<Extractor>().getattr("_restored")?;
        Ok((restored, (data::json(py, &self.options, false)?,).into_pyobject(py)?))
    }

    fn __eq__(&self, other: &Extractor) -> bool {
        self.options == other.options
    }

    fn __repr__(&self) -> PyResult<String> {
        let (own, default) = (value(&self.options)?, value(&Options::new())?);
        let changed = own.iter().filter(|(name, value)| default.get(*name) != Some(*value));
        Ok(format!(
            "Extractor({})",
            changed.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(", ")
        ))
    }
}

fn value(options: &Options) -> PyResult<serde_json::Map<String, serde_json::Value>> {
    match serde_json::to_value(options).map_err(crate::run::fault)? {
        serde_json::Value::Object(map) => Ok(map),
        _ => Ok(serde_json::Map::new()),
    }
}

fn page(html: &Bound<'_, PyAny>) -> PyResult<Held> {
    match Held::page(html, "html")? {
        Held::None => Err(PyTypeError::new_err(format!("html: expected str or bytes, not {}", data::type_name(html)))),
        page => Ok(page),
    }
}

/// What a caller knows of one page besides the page.
struct Known<'a, 'py> {
    url: Option<&'a Bound<'py, PyAny>>,
    charset: Option<&'a Bound<'py, PyAny>>,
    language: Option<&'a Bound<'py, PyAny>>,
    title: Option<&'a Bound<'py, PyAny>>,
    reference_time: Option<&'a Bound<'py, PyAny>>,
}

impl Known<'_, '_> {
    fn hints(&self) -> PyResult<Hints> {
        let mut hints = Hints::new();
        if let Some(url) = text("url", self.url)? {
            hints = hints.with_url(url);
        }
        if let Some(charset) = text("charset", self.charset)? {
            hints = hints.with_content_type(charset);
        }
        if let Some(language) = text("language", self.language)? {
            hints = hints.with_language(language);
        }
        if let Some(title) = text("title", self.title)? {
            hints = hints.with_title(title);
        }
        if let Some(time) = self.reference_time {
            hints = hints.with_reference_time(system_time(time)?);
        }
        Ok(hints)
    }
}

/// A point in time out of a datetime that has a zone.
fn system_time(time: &Bound<'_, PyAny>) -> PyResult<SystemTime> {
    let wrong = || {
        let name = data::type_name(time);
        PyTypeError::new_err(format!("reference_time: expected a datetime with a zone, not {name}"))
    };
    let zone = time.getattr("tzinfo").map_err(|_| wrong())?;
    if zone.is_none() {
        return Err(PyValueError::new_err("reference_time: the datetime has no zone"));
    }
    let seconds: f64 = time.call_method0("timestamp").map_err(|_| wrong())?.extract()?;
    let since =
        Duration::try_from_secs_f64(seconds).map_err(|_| PyValueError::new_err("reference_time: before 1970"))?;
    Ok(SystemTime::UNIX_EPOCH + since)
}

fn one(py: Python<'_>, extractor: &mut bodytext::Extractor, page: &Held, hints: &Hints) -> Article {
    let page = page.as_page().unwrap_or(Page::Text(""));
    Article::new(py.detach(|| extract_page(extractor, page, hints)))
}

fn explained(py: Python<'_>, mut extractor: bodytext::Extractor, page: &Held, hints: &Hints) -> PyResult<Explanation> {
    let page = page.as_page().unwrap_or(Page::Text(""));
    let (explanation, article) = data::unlocked(py, || {
        let explanation = match page {
            Page::Bytes(bytes) => extractor.explain_bytes(bytes, hints),
            Page::Text(text) => extractor.explain_with(text, hints),
        };
        let article = explanation.article().clone();
        (explanation, article)
    })?;
    Explanation::new(py, explanation, article)
}

/// What is known of all pages of a call.
fn shared<'py>(charset: Option<&Bound<'py, PyAny>>, reference_time: Option<&Bound<'py, PyAny>>) -> PyResult<Hints> {
    Known { url: None, charset, language: None, title: None, reference_time }.hints()
}

fn plan(
    options: Options,
    threads: Option<&Bound<'_, PyAny>>,
    columns: Option<&Bound<'_, PyAny>>,
    hints: Hints,
) -> PyResult<Plan> {
    let threads = threads.map(|threads| positive("threads", threads)).transpose()?;
    let columns = match columns {
        None => Columns::default(),
        Some(names) => {
            let names = options::names("columns", names)?;
            Columns::from_names(names).map_err(|error| PyValueError::new_err(format!("columns: {error}")))?
        }
    };
    Ok(Plan { options, columns, hints, threads: Plan::threads(threads) })
}

fn batch(
    py: Python<'_>,
    pages: &Bound<'_, PyAny>,
    urls: Option<&Bound<'_, PyAny>>,
    plan: &Plan,
    progress: Option<Py<PyAny>>,
) -> PyResult<Batch> {
    let source = Source::read(pages, urls)?;
    let mut watch = Watch::new(progress);
    let batches = py.detach(|| plan.run(&source, &mut watch))?;
    Ok(Batch::new(plan.columns.schema(), batches))
}
