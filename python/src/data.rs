//! From Rust's data to Python's, and back.

use pyo3::exceptions::{PyRuntimeError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Does some work without the interpreter's lock, so that other threads run. A panic in it is an error like others: what PyO3 makes
/// of one is no `Exception`, and would end a worker.
pub(crate) fn unlocked<T: Send>(py: Python<'_>, work: impl FnOnce() -> T + Send) -> PyResult<T> {
    py.detach(|| catch_unwind(AssertUnwindSafe(work))).map_err(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
        PyRuntimeError::new_err(format!("bodytext panicked: {}", said.unwrap_or("no more is known")))
    })
}

/// What can be serialized as Python's own objects: dicts, lists, strings.
pub(crate) fn to_python<'py>(py: Python<'py>, data: &(impl Serialize + Sync)) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (json(py, data, false)?,))
}

/// JSON on one line or, indented, on several.
pub(crate) fn json(py: Python<'_>, data: &(impl Serialize + Sync), indent: bool) -> PyResult<String> {
    let written =
        unlocked(py, || if indent { serde_json::to_string_pretty(data) } else { serde_json::to_string(data) })?;
    written.map_err(|error| PyRuntimeError::new_err(error.to_string()))
}

/// What an argument `json` says.
pub(crate) fn from_json<T: DeserializeOwned + Send>(json: &Bound<'_, PyAny>) -> PyResult<T> {
    let text = json
        .cast::<PyString>()
        .map_err(|_| PyTypeError::new_err(format!("json: expected str, not {}", type_name(json))))?;
    let text = text.to_string_lossy();
    let read = unlocked(json.py(), || serde_json::from_str(&text))?;
    read.map_err(|error| PyValueError::new_err(format!("json: {error}")))
}

/// A point in time as `datetime`: with the offset that is written, or none.
pub(crate) fn datetime<'py>(py: Python<'py>, date: &bodytext::Date) -> PyResult<Option<Bound<'py, PyAny>>> {
    let Some((year, month, day)) = date.ymd() else { return Ok(None) };
    let (hour, minute, second) = date.hms().unwrap_or_default();
    let module = py.import("datetime")?;
    let kwargs = PyDict::new(py);
    if let Some(offset) = date.offset_seconds() {
        let zone = if offset == 0 {
            module.getattr("timezone")?.getattr("utc")?
        } else {
            let delta = module.getattr("timedelta")?.call1((0, offset))?;
            module.getattr("timezone")?.call1((delta,))?
        };
        kwargs.set_item("tzinfo", zone)?;
    }
    let datetime = module.getattr("datetime")?;
    Ok(Some(datetime.call((year, month, day, hour, minute, second), Some(&kwargs))?))
}

/// The name of an object's type, as an error says it.
pub(crate) fn type_name(object: &Bound<'_, PyAny>) -> String {
    object.get_type().name().map_or_else(|_| "that".to_owned(), |name| name.to_string())
}

/// The beginning of a text on one line, as `repr` shows it.
pub(crate) fn beginning(text: &str, limit: usize) -> String {
    let line = text.split_whitespace().take(limit).collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// A text as Python writes it in code.
pub(crate) fn quoted(text: &str) -> String {
    if text.contains('\'') && !text.contains('"') {
        format!("\"{text}\"")
    } else {
        format!("'{}'", text.replace('\'', "\\'"))
    }
}
