//! Articles out of HTML as Arrow arrays.
//!
//! The crate `bodytext` turns the HTML of a page into an [`Article`](bodytext::Article). This one does it for whole columns: an array
//! of pages goes in, a [`RecordBatch`](arrow_array::RecordBatch) comes out, with a row for each page and the columns that are asked for.
//!
//! ```
//! use arrow_array::StringArray;
//! use arrow_array::cast::AsArray;
//! use bodytext::Extractor;
//! use bodytext_arrow::{Columns, extract_array};
//!
//! let pages = StringArray::from(vec!["<title>Tea</title><p>Green tea wants <b>patience</b>.</p>", ""]);
//! let columns = Columns::from_names(["title", "text", "status"])?;
//! let batches = extract_array(&pages, None, &mut Extractor::default(), &columns)?;
//!
//! let [batch] = batches.as_slice() else { unreachable!() };
//! assert_eq!(batch.column_by_name("text").unwrap().as_string::<i32>().value(0), "Green tea wants patience.");
//! assert_eq!(batch.column_by_name("status").unwrap().as_string::<i32>().value(1), "empty");
//! # Ok::<(), bodytext_arrow::Error>(())
//! ```
//!
//! - [`Column`] names the columns and their types, [`Columns`] those that are wanted; [`Columns::schema`] is known before any page is.
//! - [`extract_array`] takes arrays of strings and bytes of all kinds; [`ArticleBuilder`] takes articles, or pages one by one.
//! - A page never is an error. One that is null is a row of nulls; one on which the extraction failed is a row with the status `failed`.
//! - Batches end before their strings take 2 GiB, which is as much as a column can hold.
//!
//! One thread does the work of each call. Arrays can be sliced without a copy: give the slices to as many threads as there are cores,
//! with an [`Extractor`](bodytext::Extractor) each.

mod builder;
mod column;
mod error;
mod extract;
mod reference;
mod store;
mod value;

pub use builder::ArticleBuilder;
pub use column::{Column, Columns};
pub use error::Error;
pub use extract::{Page, Pages, Urls, extract_array, extract_page};
