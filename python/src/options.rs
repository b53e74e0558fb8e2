//! Keyword arguments to options.

use crate::data;
use bodytext::{Options, Selector, Source};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyString};
use std::fmt::Display;
use std::str::FromStr;

/// The names of all options.
const NAMES: [&str; 12] = [
    "scope",
    "favor",
    "comments",
    "keep",
    "prune",
    "headline",
    "markdown",
    "max_bytes",
    "max_nodes",
    "max_depth",
    "max_output",
    "metadata_sources",
];

/// The options that keyword arguments name; `None` leaves one as it is by default.
pub(crate) fn read(arguments: Option<&Bound<'_, PyDict>>) -> PyResult<Options> {
    let mut options = Options::new();
    for (name, value) in arguments.into_iter().flatten() {
        let name: String = name.extract()?;
        if !NAMES.contains(&name.as_str()) {
            let message = format!("unexpected option `{name}`: known are {}", NAMES.join(", "));
            return Err(PyTypeError::new_err(message));
        }
        if !value.is_none() {
            options = set(options, &name, &value)?;
        }
    }
    Ok(options)
}

fn set(options: Options, name: &str, value: &Bound<'_, PyAny>) -> PyResult<Options> {
    Ok(match name {
        "scope" => options.with_scope(parsed(name, value)?),
        "favor" => options.with_favor(parsed(name, value)?),
        "comments" => options.with_comments(parsed(name, value)?),
        "keep" => selectors(name, value)?.into_iter().fold(options, Options::with_keep),
        "prune" => selectors(name, value)?.into_iter().fold(options, Options::with_prune),
        "headline" => options.with_headline(truth(name, value)?),
        "markdown" => options.with_markdown(truth(name, value)?),
        "max_bytes" => options.with_max_bytes(count(name, value)?),
        "max_nodes" => options.with_max_nodes(count(name, value)?),
        "max_depth" => options.with_max_depth(count(name, value)?),
        "max_output" => options.with_max_output(count(name, value)?),
        _ => {
            let wanted: Vec<Source> = each(name, value)?.iter().map(|it| parsed(name, it)).collect::<PyResult<_>>()?;
            let all = Source::ALL.into_iter();
            all.fold(options, |options, source| options.with_metadata_source(source, wanted.contains(&source)))
        }
    })
}

/// An option out of its name or notation.
fn parsed<T: FromStr<Err: Display>>(name: &str, value: &Bound<'_, PyAny>) -> PyResult<T> {
    let text = value.cast::<PyString>().map_err(|_| wrong(name, "str", value))?;
    text.to_string_lossy().parse().map_err(|error| PyValueError::new_err(format!("{name}: {error}")))
}

fn selectors(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Vec<Selector>> {
    each(name, value)?.iter().map(|it| parsed(name, it)).collect()
}

/// A string by itself, or each of several.
fn each<'py>(name: &str, value: &Bound<'py, PyAny>) -> PyResult<Vec<Bound<'py, PyAny>>> {
    if value.is_instance_of::<PyString>() {
        return Ok(vec![value.clone()]);
    }
    let items = value.try_iter().map_err(|_| wrong(name, "str or a list of str", value))?;
    items.collect()
}

fn truth(name: &str, value: &Bound<'_, PyAny>) -> PyResult<bool> {
    Ok(value.cast::<PyBool>().map_err(|_| wrong(name, "bool", value))?.is_true())
}

/// A truth that is no option; the default where it is not said.
pub(crate) fn flag(name: &str, value: Option<&Bound<'_, PyAny>>, default: bool) -> PyResult<bool> {
    value.map_or(Ok(default), |value| truth(name, value))
}

/// A string that is no option: an address, a name.
pub(crate) fn text(name: &str, value: Option<&Bound<'_, PyAny>>) -> PyResult<Option<String>> {
    let Some(value) = value else { return Ok(None) };
    let text = value.cast::<PyString>().map_err(|_| wrong(name, "str", value))?;
    Ok(Some(text.to_string_lossy().into_owned()))
}

/// The names in a list; a single one is taken for a mistake.
pub(crate) fn names(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    if value.is_instance_of::<PyString>() {
        return Err(wrong(name, "a list of str", value));
    }
    let items = value.try_iter().map_err(|_| wrong(name, "a list of str", value))?;
    let texts = items.map(|item| text(name, Some(&item?)));
    texts.filter_map(Result::transpose).collect()
}

/// A number from 1 on.
pub(crate) fn positive(name: &str, value: &Bound<'_, PyAny>) -> PyResult<usize> {
    match count(name, value)? {
        0 => Err(PyValueError::new_err(format!("{name}: expected a number of 1 or more, not 0"))),
        number => Ok(number),
    }
}

/// A number from 0 on.
pub(crate) fn count(name: &str, value: &Bound<'_, PyAny>) -> PyResult<usize> {
    if value.is_instance_of::<PyBool>() || value.cast::<pyo3::types::PyInt>().is_err() {
        return Err(wrong(name, "int", value));
    }
    let negative = || PyValueError::new_err(format!("{name}: expected a number of 0 or more, not {value}"));
    // What is larger than any memory is no limit.
    match value.extract::<i128>() {
        Ok(number) if number < 0 => Err(negative()),
        Ok(number) => Ok(usize::try_from(number).unwrap_or(usize::MAX)),
        Err(_) if value.lt(0)? => Err(negative()),
        Err(_) => Ok(usize::MAX),
    }
}

fn wrong(name: &str, expected: &str, value: &Bound<'_, PyAny>) -> PyErr {
    PyTypeError::new_err(format!("{name}: expected {expected}, not {}", data::type_name(value)))
}
