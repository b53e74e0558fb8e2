//! Columns of a record batch as Python's objects, for those who have no library for Arrow.

use crate::times::Times;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, DecimalType, Float16Type,
    Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, OffsetSizeTrait, PrimitiveArray, RecordBatch, downcast_run_array};
use arrow_schema::{DataType, FieldRef};
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::{PyImportError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList};
use pyo3_arrow::PyArray;

/// How deep types may nest: their values are built by recursion.
const DEPTH: usize = 64;

/// The values of a column.
type Values<'py> = Vec<Bound<'py, PyAny>>;

/// Why there are no values.
enum Trouble {
    /// The type is not known here.
    Unknown,
    Raised(PyErr),
}

impl From<PyErr> for Trouble {
    fn from(error: PyErr) -> Trouble {
        Trouble::Raised(error)
    }
}

/// A dict for each row.
pub(crate) fn rows<'py>(py: Python<'py>, batch: &RecordBatch, into: &Bound<'py, PyList>) -> PyResult<()> {
    let schema = batch.schema();
    let columns = schema.fields().iter().zip(batch.columns());
    let columns: Vec<Values<'py>> =
        columns.map(|(field, column)| values(py, field, column)).collect::<PyResult<_>>()?;
    for row in 0..batch.num_rows() {
        let dict = PyDict::new(py);
        for (field, column) in schema.fields().iter().zip(&columns) {
            dict.set_item(field.name(), &column[row])?;
        }
        into.append(dict)?;
    }
    Ok(())
}

/// The values of a column. Those of types that are rare come from pyarrow, where there is one.
pub(crate) fn values<'py>(py: Python<'py>, field: &FieldRef, column: &ArrayRef) -> PyResult<Values<'py>> {
    let (name, kind) = (field.name(), column.data_type());
    let error = match own(py, column, 0) {
        Ok(values) => return Ok(values),
        // A point in time, say, that Python has no word for.
        Err(Trouble::Raised(error)) => error,
        Err(Trouble::Unknown) => match foreign(py, field, column) {
            Ok(values) => return Ok(values),
            Err(error) if error.is_instance_of::<PyImportError>(py) => {
                let message =
                    format!("column `{name}`: the values of the type {kind} take pyarrow: pip install pyarrow");
                return Err(PyTypeError::new_err(message));
            }
            Err(error) => error,
        },
    };
    let told = PyValueError::new_err(format!("column `{name}`, of the type {kind}: {}", error.value(py)));
    told.set_cause(py, Some(error));
    Err(told)
}

/// The values as pyarrow has them.
fn foreign<'py>(py: Python<'py>, field: &FieldRef, column: &ArrayRef) -> PyResult<Values<'py>> {
    let array = PyArray::new(ArrayRef::clone(column), FieldRef::clone(field));
    py.import("pyarrow")?.call_method1("array", (array,))?.call_method0("to_pylist")?.extract()
}

/// The values of an array.
fn own<'py>(py: Python<'py>, array: &ArrayRef, depth: usize) -> Result<Values<'py>, Trouble> {
    if depth > DEPTH {
        let message = format!("its type nests deeper than {DEPTH}");
        return Err(Trouble::Raised(PyValueError::new_err(message)));
    }
    let inner = |array: &ArrayRef| own(py, array, depth + 1);
    match array.data_type() {
        DataType::Null => Ok(vec![py.None().into_bound(py); array.len()]),
        DataType::Boolean => each(py, array, |row| array.as_boolean().value(row).into_bound_py_any(py)),
        DataType::Int8 => numbers::<Int8Type>(py, array),
        DataType::Int16 => numbers::<Int16Type>(py, array),
        DataType::Int32 => numbers::<Int32Type>(py, array),
        DataType::Int64 => numbers::<Int64Type>(py, array),
        DataType::UInt8 => numbers::<UInt8Type>(py, array),
        DataType::UInt16 => numbers::<UInt16Type>(py, array),
        DataType::UInt32 => numbers::<UInt32Type>(py, array),
        DataType::UInt64 => numbers::<UInt64Type>(py, array),
        DataType::Float16 => {
            let floats = array.as_primitive::<Float16Type>();
            each(py, array, |row| floats.value(row).to_f32().into_bound_py_any(py))
        }
        DataType::Float32 => numbers::<Float32Type>(py, array),
        DataType::Float64 => numbers::<Float64Type>(py, array),
        DataType::Decimal32(..) => decimals::<Decimal32Type>(py, array),
        DataType::Decimal64(..) => decimals::<Decimal64Type>(py, array),
        DataType::Decimal128(..) => decimals::<Decimal128Type>(py, array),
        DataType::Decimal256(..) => decimals::<Decimal256Type>(py, array),
        DataType::Utf8 => each(py, array, |row| array.as_string::<i32>().value(row).into_bound_py_any(py)),
        DataType::LargeUtf8 => each(py, array, |row| array.as_string::<i64>().value(row).into_bound_py_any(py)),
        DataType::Utf8View => each(py, array, |row| array.as_string_view().value(row).into_bound_py_any(py)),
        DataType::Binary => bytes(py, array, |row| array.as_binary::<i32>().value(row)),
        DataType::LargeBinary => bytes(py, array, |row| array.as_binary::<i64>().value(row)),
        DataType::BinaryView => bytes(py, array, |row| array.as_binary_view().value(row)),
        DataType::FixedSizeBinary(_) => bytes(py, array, |row| array.as_fixed_size_binary().value(row)),
        DataType::Timestamp(..)
        | DataType::Date32
        | DataType::Date64
        | DataType::Time32(_)
        | DataType::Time64(_)
        | DataType::Duration(_) => {
            let times = Times::new(py, array.data_type())?;
            each(py, array, |row| times.value(array, row))
        }
        DataType::List(_) => lists::<i32>(py, array, inner),
        DataType::LargeList(_) => lists::<i64>(py, array, inner),
        DataType::FixedSizeList(..) => {
            let list = array.as_fixed_size_list();
            // Those of a slice are the values of the slice alone.
            let (values, size) = (inner(list.values())?, list.value_length() as usize);
            each(py, array, |row| PyList::new(py, &values[row * size..(row + 1) * size])?.into_bound_py_any(py))
        }
        DataType::Map(..) => {
            let map = array.as_map();
            let (first, last) = (map.offsets()[0] as usize, map.offsets()[map.len()] as usize);
            let entries = map.entries().slice(first, last - first);
            let pairs = inner(entries.column(0))?.into_iter().zip(inner(entries.column(1))?);
            let pairs: Values<'py> = pairs.map(|pair| pair.into_bound_py_any(py)).collect::<PyResult<_>>()?;
            each(py, array, |row| {
                let start = map.offsets()[row] as usize - first;
                PyList::new(py, &pairs[start..start + map.value_length(row) as usize])?.into_bound_py_any(py)
            })
        }
        DataType::Struct(fields) => {
            let columns = array.as_struct().columns().iter().map(inner).collect::<Result<Vec<_>, Trouble>>()?;
            each(py, array, |row| {
                let dict = PyDict::new(py);
                fields
                    .iter()
                    .zip(&columns)
                    .try_for_each(|(field, column)| dict.set_item(field.name(), &column[row]))?;
                Ok(dict.into_any())
            })
        }
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary();
            let values = inner(dictionary.values())?;
            // Where there is no value, all keys are null.
            let keys = if values.is_empty() { vec![0; array.len()] } else { dictionary.normalized_keys() };
            each(py, array, |row| Ok(values[keys[row]].clone()))
        }
        DataType::RunEndEncoded(..) => downcast_run_array!(
            array => {
                let values = inner(array.values())?;
                Ok((0..array.len()).map(|row| values[array.get_physical_index(row)].clone()).collect())
            },
            _ => Err(Trouble::Unknown)
        ),
        _ => Err(Trouble::Unknown),
    }
}

/// What `value` makes of each row that is not null.
fn each<'py>(
    py: Python<'py>,
    array: &ArrayRef,
    value: impl Fn(usize) -> PyResult<Bound<'py, PyAny>>,
) -> Result<Values<'py>, Trouble> {
    let row = |row| if array.is_null(row) { Ok(py.None().into_bound(py)) } else { value(row) };
    Ok((0..array.len()).map(row).collect::<PyResult<_>>()?)
}

fn numbers<'py, T>(py: Python<'py>, array: &ArrayRef) -> Result<Values<'py>, Trouble>
where
    T: ArrowPrimitiveType<Native: IntoPyObject<'py>>,
{
    let array_of_numbers: &PrimitiveArray<T> = array.as_primitive();
    each(py, array, |row| array_of_numbers.value(row).into_bound_py_any(py))
}

fn decimals<'py, T: DecimalType>(py: Python<'py>, array: &ArrayRef) -> Result<Values<'py>, Trouble> {
    let decimal = py.import("decimal")?.getattr("Decimal")?;
    each(py, array, |row| decimal.call1((array.as_primitive::<T>().value_as_string(row),)))
}

fn bytes<'py, 'a>(
    py: Python<'py>,
    array: &ArrayRef,
    value: impl Fn(usize) -> &'a [u8],
) -> Result<Values<'py>, Trouble> {
    each(py, array, |row| Ok(PyBytes::new(py, value(row)).into_any()))
}

fn lists<'py, O: OffsetSizeTrait>(
    py: Python<'py>,
    array: &ArrayRef,
    inner: impl Fn(&ArrayRef) -> Result<Values<'py>, Trouble>,
) -> Result<Values<'py>, Trouble> {
    let list = array.as_list::<O>();
    // A slice has the values of the whole.
    let (first, last) = (list.offsets()[0].as_usize(), list.offsets()[list.len()].as_usize());
    let values = inner(&list.values().slice(first, last - first))?;
    each(py, array, |row| {
        let start = list.offsets()[row].as_usize() - first;
        PyList::new(py, &values[start..start + list.value_length(row).as_usize()])?.into_bound_py_any(py)
    })
}
