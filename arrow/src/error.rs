//! What can go wrong besides pages, with which nothing can.

use arrow_schema::{ArrowError, DataType};
use thiserror::Error;

/// What the caller gave that cannot be used. No page ever is an error.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// Pages that are neither strings nor bytes.
    #[error(
        "pages are strings or bytes (Utf8, LargeUtf8, Utf8View, Binary, LargeBinary, BinaryView, or dictionaries or runs of them), not {0}"
    )]
    Pages(DataType),
    /// Addresses that are no strings.
    #[error("addresses are strings (Utf8, LargeUtf8, Utf8View, or dictionaries or runs of them), not {0}")]
    Urls(DataType),
    /// As many addresses as pages are needed.
    #[error("there are {urls} addresses for {pages} pages")]
    Lengths {
        /// How many pages there are.
        pages: usize,
        /// How many addresses there are.
        urls: usize,
    },
    /// The name of a column that there is none of.
    #[error("`{name}` is not a column: known are {}", known())]
    Column {
        /// The name, as it was written.
        name: String,
    },
    /// What Arrow did not take. It does not happen with what this crate builds.
    #[error(transparent)]
    Arrow(#[from] ArrowError),
}

fn known() -> String {
    crate::Column::ALL.map(|column| format!("`{column}`")).join(", ")
}
