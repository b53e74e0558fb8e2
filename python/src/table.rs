//! The table that a stream reads.

use crate::data::{self, unlocked};
use crate::watch::Watch;
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::exceptions::{PyException, PyKeyboardInterrupt, PyRuntimeError, PyStopIteration, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;
use pyo3_arrow::{PyRecordBatch, PyRecordBatchReader};

/// A table that is read batch by batch, once.
pub(crate) struct Table {
    reader: Box<dyn RecordBatchReader + Send>,
    /// The same reader as Python has it, where that can be read too: what its source raises comes through, of which the interface of
    /// C leaves words alone.
    object: Option<Py<PyAny>>,
    is_over: bool,
}

impl Table {
    /// The table that an argument is. Nothing is read yet but its schema.
    pub(crate) fn open(table: &Bound<'_, PyAny>) -> PyResult<Table> {
        let is_stream = table.hasattr("__arrow_c_stream__")?;
        if !is_stream && !table.hasattr("__arrow_c_array__")? {
            let way = ["to_reader", "collect"].into_iter().find(|name| table.hasattr(*name).unwrap_or(false));
            return Err(PyTypeError::new_err(format!(
                "table: expected an object with __arrow_c_stream__, such as a table of pyarrow, polars, duckdb or pandas, not {}{}",
                data::type_name(table),
                way.map(|name| format!(": give what its {name}() gives")).unwrap_or_default()
            )));
        }
        // Of what speaks both, a stream is never refused.
        let reader = if is_stream {
            table.extract::<PyRecordBatchReader>().and_then(PyRecordBatchReader::into_reader)
        } else {
            table.extract::<AnyRecordBatch>().and_then(AnyRecordBatch::into_reader)
        };
        let reader = reader.map_err(|error| named(table.py(), error))?;
        // Readers of others are empty once they have given their stream away.
        let module: String = table.get_type().module()?.extract()?;
        let is_shared = module.starts_with("pyarrow.") && table.hasattr("read_next_batch")?;
        Ok(Table { reader, object: is_shared.then(|| table.clone().unbind()), is_over: false })
    }

    /// The schema, with its metadata.
    pub(crate) fn schema(&self) -> SchemaRef {
        self.reader.schema()
    }

    /// Whether it has been read to its end, or to an error.
    pub(crate) fn is_over(&self) -> bool {
        self.is_over
    }

    /// The next batch that has rows. `py` is there where the caller has the interpreter's lock; it is let go while others read.
    pub(crate) fn next(&mut self, py: Option<Python<'_>>, watch: &mut Watch) -> PyResult<Option<RecordBatch>> {
        while !self.is_over {
            let reader = &mut self.reader;
            let read = match (py, &self.object) {
                (Some(py), Some(object)) => next_of(py, object),
                (Some(py), None) => unlocked(py, || reader.next())?.transpose().map_err(raised),
                (None, _) => watch.unlocked(|_| reader.next()).transpose().map_err(raised),
            };
            match read {
                Ok(Some(batch)) if batch.num_rows() > 0 => return Ok(Some(batch)),
                Ok(Some(_)) => watch.look()?,
                Ok(None) => self.is_over = true,
                Err(error) => {
                    self.is_over = true;
                    return Err(error);
                }
            }
        }
        Ok(None)
    }
}

/// The next batch of a reader of pyarrow.
fn next_of(py: Python<'_>, reader: &Py<PyAny>) -> PyResult<Option<RecordBatch>> {
    match reader.call_method0(py, "read_next_batch") {
        Ok(batch) => Ok(Some(batch.extract::<PyRecordBatch>(py)?.into_inner())),
        Err(error) if error.is_instance_of::<PyStopIteration>(py) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The name of the argument before an error of the import, such as for a type that is not known.
fn named(py: Python<'_>, error: PyErr) -> PyErr {
    let kind = error.get_type(py);
    if !kind.is(py.get_type::<PyException>()) && !kind.is(py.get_type::<PyValueError>()) {
        return error;
    }
    let named = PyValueError::new_err(format!("table: {}", error.value(py)));
    named.set_cause(py, Some(error));
    named
}

/// An error of the source, of which the interface of C gives words alone.
fn raised(error: ArrowError) -> PyErr {
    let words = match error {
        ArrowError::ExternalError(error) => match error.downcast::<PyErr>() {
            Ok(error) => return *error,
            Err(error) => error.to_string(),
        },
        ArrowError::CDataInterface(words) => words,
        other => other.to_string(),
    };
    // As pyarrow tells of what Python raised.
    if words.contains("Python exception: ") && words.trim_end().ends_with("\nKeyboardInterrupt") {
        return PyKeyboardInterrupt::new_err(());
    }
    PyRuntimeError::new_err(format!("table: reading it failed: {}", words.trim_end()))
}
