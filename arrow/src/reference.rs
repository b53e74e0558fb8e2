//! Arrays that say their values by reference: those with a dictionary, and those of runs.

use arrow_array::cast::AsArray;
use arrow_array::{Array, downcast_integer_array, downcast_run_array};
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
            DataType::RunEndEncoded(..) => downcast_run_array!(
                array => (array.values().as_ref(), array.get_physical_index(index)),
                _ => return None
            ),
            _ => return Some((array, index)),
        };
    }
    None
}

/// The place in a dictionary that a key tells.
fn key(keys: &dyn Array, index: usize) -> Option<usize> {
    downcast_integer_array!(
        keys => keys.value(index).to_usize(),
        _ => None
    )
}
