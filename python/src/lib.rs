//! The native part of the Python package `bodytext`: what `bodytext/__init__.py` hands on.
//!
//! Work on pages is done without the interpreter's lock, on threads that each call starts and ends: there is no pool that a fork
//! could break. No page raises; what raises is what the caller wrote.

use pyo3::prelude::*;

mod article;
mod batch;
mod data;
mod explanation;
mod extractor;
mod input;
mod options;
mod parts;
mod rows;
mod run;
mod stream;
mod table;
mod times;
mod watch;

/// The native part of `bodytext`.
#[pymodule(gil_used = false)]
mod _bodytext {
    #[pymodule_export]
    use crate::article::Article;
    #[pymodule_export]
    use crate::batch::Batch;
    #[pymodule_export]
    use crate::explanation::Explanation;
    #[pymodule_export]
    use crate::extractor::{Extractor, column_names, explain, extract, extract_batch, extract_stream};
    #[pymodule_export]
    use crate::parts::{Image, Link};
    #[pymodule_export]
    use crate::stream::Stream;

    #[pymodule_export]
    #[expect(non_upper_case_globals, reason = "the name that Python gives it")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
