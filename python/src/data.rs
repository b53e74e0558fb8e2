//! From Rust's data to Python's.

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use serde::Serialize;

/// What can be serialized as Python's own objects: dicts, lists, strings.
pub(crate) fn to_python<'py>(py: Python<'py>, data: &impl Serialize) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (to_json(data)?,))
}

pub(crate) fn to_json(data: &impl Serialize) -> PyResult<String> {
    serde_json::to_string(data).map_err(|error| PyRuntimeError::new_err(error.to_string()))
}

/// JSON on one line or, indented, on several.
pub(crate) fn json(data: &impl Serialize, indent: bool) -> PyResult<String> {
    if !indent {
        return to_json(data);
    }
    serde_json::to_string_pretty(data).map_err(|error| PyRuntimeError::new_err(error.to_string()))
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
