//! Rows of a record batch as Python's objects, for those who have no library for Arrow.

use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, Int32Type, TimestampMicrosecondType};
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

/// A dict for each row.
pub(crate) fn rows<'py>(py: Python<'py>, batch: &RecordBatch, into: &Bound<'py, PyList>) -> PyResult<()> {
    let schema = batch.schema();
    for row in 0..batch.num_rows() {
        let dict = PyDict::new(py);
        for (field, column) in schema.fields().iter().zip(batch.columns()) {
            dict.set_item(field.name(), value(py, column, row)?)?;
        }
        into.append(dict)?;
    }
    Ok(())
}

/// A value of a column. Types nest no deeper than structs in lists.
fn value<'py>(py: Python<'py>, array: &dyn Array, row: usize) -> PyResult<Bound<'py, PyAny>> {
    if array.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    match array.data_type() {
        DataType::Utf8 => Ok(array.as_string::<i32>().value(row).into_pyobject(py)?.into_any()),
        DataType::Float32 => Ok(array.as_primitive::<Float32Type>().value(row).into_pyobject(py)?.into_any()),
        DataType::Int32 => Ok(array.as_primitive::<Int32Type>().value(row).into_pyobject(py)?.into_any()),
        DataType::Timestamp(..) => {
            let microseconds = array.as_primitive::<TimestampMicrosecondType>().value(row);
            let module = py.import("datetime")?;
            let epoch = PyDict::new(py);
            epoch.set_item("tzinfo", module.getattr("timezone")?.getattr("utc")?)?;
            let epoch = module.getattr("datetime")?.call((1970, 1, 1), Some(&epoch))?;
            epoch.add(module.getattr("timedelta")?.call1((0, 0, microseconds))?)
        }
        DataType::List(_) => {
            let items = array.as_list::<i32>().value(row);
            let list = PyList::empty(py);
            for item in 0..items.len() {
                list.append(value(py, &items, item)?)?;
            }
            Ok(list.into_any())
        }
        DataType::Struct(fields) => {
            let dict = PyDict::new(py);
            for (field, column) in fields.iter().zip(array.as_struct().columns()) {
                dict.set_item(field.name(), value(py, column, row)?)?;
            }
            Ok(dict.into_any())
        }
        other => {
            Err(pyo3::exceptions::PyTypeError::new_err(format!("a column of type {other} needs a library for Arrow")))
        }
    }
}

/// The values of a column.
pub(crate) fn values<'py>(py: Python<'py>, column: &dyn Array, into: &Bound<'py, PyList>) -> PyResult<()> {
    (0..column.len()).try_for_each(|row| into.append(value(py, column, row)?))
}
