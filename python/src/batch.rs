//! A table of articles as Python sees it.

use crate::data::unlocked;
use crate::options::text;
use crate::rows;
use crate::run::fault;
use arrow_array::{ArrayRef, RecordBatch, StructArray};
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{ArrowError, Field, FieldRef, SchemaRef};
use pyo3::exceptions::{PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyList, PyTuple};
use pyo3_arrow::error::PyArrowResult;
use pyo3_arrow::ffi::{ArrayIterator, to_array_pycapsules, to_schema_pycapsule, to_stream_pycapsule};
use std::sync::Arc;

/// A table of articles, a row for each page, which speaks the Arrow PyCapsule interface.
///
/// Give it to whatever library reads Arrow, without a copy: ``pyarrow.record_batch(batch)``, ``polars.DataFrame(batch)``,
/// ``pandas.DataFrame.from_arrow(batch)``, ``duckdb.sql("from batch")``. Where there is none, ``to_pylist`` has the rows. It can be
/// pickled.
///
/// Examples
/// --------
/// >>> import bodytext
/// >>> batch = bodytext.extract_batch(["<p>Green tea.</p>", None], columns=["text", "status"])
/// >>> batch
/// <Batch of 2 rows: text, status>
/// >>> batch.to_pylist()
/// [{'text': 'Green tea.', 'status': 'found'}, {'text': None, 'status': None}]
#[pyclass(frozen, module = "bodytext")]
pub(crate) struct Batch {
    schema: SchemaRef,
    parts: Vec<RecordBatch>,
}

impl Batch {
    pub(crate) fn new(schema: SchemaRef, parts: Vec<RecordBatch>) -> Batch {
        Batch { schema, parts }
    }
}

/// The field that stands for a whole table: a struct of its columns, with its metadata.
pub(crate) fn field(schema: &SchemaRef) -> FieldRef {
    Arc::new(Field::new_struct("", schema.fields().clone(), false).with_metadata(schema.metadata().clone()))
}

/// A table as an array of structs.
pub(crate) fn structs(batch: RecordBatch) -> Result<ArrayRef, ArrowError> {
    let rows = batch.num_rows();
    let (schema, columns, _) = batch.into_parts();
    Ok(Arc::new(StructArray::try_new_with_length(schema.fields().clone(), columns, None, rows)?))
}

#[pymethods]
impl Batch {
    /// How many rows it has.
    #[getter]
    fn num_rows(&self) -> usize {
        self.parts.iter().map(RecordBatch::num_rows).sum()
    }

    /// The names of its columns.
    #[getter]
    fn column_names(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|field| field.name().as_str()).collect()
    }

    /// The rows as dicts. A published day without a time is its midnight in UTC.
    ///
    /// Columns that came along are given as Python's objects too, times in whole microseconds. Types that are rare, such as
    /// intervals and unions, take pyarrow.
    ///
    /// Raises
    /// ------
    /// TypeError
    ///     Where a column takes pyarrow, and there is none.
    /// ValueError
    ///     Where a column has a value for which Python has no object, such as a day after the year 9999.
    fn to_pylist<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let list = PyList::empty(py);
        self.parts.iter().try_for_each(|part| rows::rows(py, part, &list))?;
        Ok(list)
    }

    /// The values of one column, as ``to_pylist`` has them.
    ///
    /// Parameters
    /// ----------
    /// name : str
    ///     The name of the column.
    ///
    /// Raises
    /// ------
    /// KeyError
    ///     Where the table has no such column.
    fn column<'py>(&self, py: Python<'py>, name: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyList>> {
        let name = text("name", Some(name))?.unwrap_or_default();
        let place = self.schema.index_of(&name).map_err(|_| {
            PyKeyError::new_err(format!("name: there is no column `{name}`, only {}", self.column_names().join(", ")))
        })?;
        let list = PyList::empty(py);
        for part in &self.parts {
            let values = rows::values(py, &self.schema.fields()[place], part.column(place))?;
            values.into_iter().try_for_each(|value| list.append(value))?;
        }
        Ok(list)
    }

    #[staticmethod]
    fn _restored(py: Python<'_>, stream: &[u8]) -> PyResult<Batch> {
        let read = || {
            let reader = StreamReader::try_new(stream, None)?;
            let schema = reader.schema();
            Ok::<_, ArrowError>(Batch { schema, parts: reader.collect::<Result<_, _>>()? })
        };
        unlocked(py, read)?.map_err(|error| PyValueError::new_err(error.to_string()))
    }

    /// As a stream of Arrow's own format.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let written = unlocked(py, || {
            let mut writer = StreamWriter::try_new(Vec::new(), &self.schema)?;
            self.parts.iter().try_for_each(|part| writer.write(part))?;
            writer.into_inner()
        })?;
        let restored = py.get_type::<Batch>().getattr("_restored")?;
        Ok((restored, (PyBytes::new(py, &written.map_err(fault)?),).into_pyobject(py)?))
    }

    fn __len__(&self) -> usize {
        self.num_rows()
    }

    fn __repr__(&self) -> String {
        format!("<Batch of {} rows: {}>", self.num_rows(), self.column_names().join(", "))
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyArrowResult<Bound<'py, PyCapsule>> {
        to_schema_pycapsule(py, self.schema.as_ref())
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyArrowResult<Bound<'py, PyTuple>> {
        let [part] = self.parts.as_slice() else {
            let message = "the table has more than a gigabyte and is in several parts: read it as a stream";
            return Err(PyValueError::new_err(message).into());
        };
        to_array_pycapsules(py, field(&self.schema), &structs(part.clone())?, requested_schema)
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyArrowResult<Bound<'py, PyCapsule>> {
        let parts = self.parts.clone().into_iter().map(structs);
        let reader = ArrayIterator::new(parts, field(&self.schema));
        to_stream_pycapsule(py, Box::new(reader), requested_schema)
    }
}
