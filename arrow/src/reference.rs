//! Arrays that say their values by reference: those with a dictionary, and those of runs.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Int8Type, Int16Type, Int32Type, Int64Type, RunEndIndexType, UInt8Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_buffer::ArrowNativeType;
use arrow_schema::DataType;

/// The type of the values themselves.
pub(crate) fn plain(mut kind: &DataType) -> &DataType {
    loop {
        kind = match kind {
            DataType::Dictionary(_, values) => values,
            DataType::RunEndEncoded(_, values) => values.data_type(),
            other => return other,
        };
    }
}

/// The array that holds a value itself, and its place there; none where it is null or where there is none.
pub(crate) fn resolved(array: &dyn Array, index: usize) -> Option<(&dyn Array, usize)> {
    let (mut array, mut index) = (array, index);
    while index < array.len() && !array.is_null(index) {
        (array, index) = match array.data_type() {
            DataType::Dictionary(..) => {
                let dictionary = array.as_any_dictionary();
                (dictionary.values().as_ref(), key(dictionary.keys(), index)?)
            }
            DataType::RunEndEncoded(ends, _) => match ends.data_type() {
                DataType::Int16 => run::<Int16Type>(array, index),
                DataType::Int32 => run::<Int32Type>(array, index),
                _ => run::<Int64Type>(array, index),
            },
            _ => return Some((array, index)),
        };
    }
    None
}

/// The place in a dictionary that a key tells.
fn key(keys: &dyn Array, index: usize) -> Option<usize> {
    match keys.data_type() {
        DataType::Int8 => number::<Int8Type>(keys, index),
        DataType::Int16 => number::<Int16Type>(keys, index),
        DataType::Int32 => number::<Int32Type>(keys, index),
        DataType::Int64 => number::<Int64Type>(keys, index),
        DataType::UInt8 => number::<UInt8Type>(keys, index),
        DataType::UInt16 => number::<UInt16Type>(keys, index),
        DataType::UInt32 => number::<UInt32Type>(keys, index),
        DataType::UInt64 => number::<UInt64Type>(keys, index),
        _ => None,
    }
}

fn number<T: ArrowPrimitiveType>(keys: &dyn Array, index: usize) -> Option<usize> {
    keys.as_primitive_opt::<T>()?.value(index).to_usize()
}

/// The value of the run that an index falls into.
fn run<E: RunEndIndexType>(array: &dyn Array, index: usize) -> (&dyn Array, usize) {
    let runs = array.as_run::<E>();
    let values: &ArrayRef = runs.values();
    (values.as_ref(), runs.get_physical_index(index))
}
