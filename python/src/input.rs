//! What Python gives for pages and addresses.

use crate::data;
use arrow_array::ArrayRef;
use arrow_schema::DataType;
use bodytext_arrow::{Page, Pages, Urls};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyByteArray, PyBytes, PyFloat, PyFrozenSet, PyMapping, PyMemoryView, PySet, PyString};
use pyo3_arrow::PyArray;
use pyo3_arrow::PyChunkedArray;

/// A page that Python holds: readable without the interpreter's lock.
pub(crate) enum Held {
    Text(PyBackedStr),
    /// A `str` that no UTF-8 can say as it is.
    Mended(String),
    Bytes(PyBackedBytes),
    None,
}

impl Held {
    /// A page out of a `str`, `bytes`, `bytearray` or `memoryview`; none out of `None`.
    pub(crate) fn page(object: &Bound<'_, PyAny>, what: &str) -> PyResult<Held> {
        if let Ok(text) = object.cast::<PyString>() {
            return Held::text(text);
        }
        if object.is_instance_of::<PyBytes>() || object.is_instance_of::<PyByteArray>() {
            return Ok(Held::Bytes(object.extract()?));
        }
        if object.is_instance_of::<PyMemoryView>() {
            return Ok(Held::Bytes(object.call_method0("tobytes")?.extract()?));
        }
        if is_none(object) {
            return Ok(Held::None);
        }
        Err(PyTypeError::new_err(format!("{what}: expected str or bytes, not {}", data::type_name(object))))
    }

    fn url(object: &Bound<'_, PyAny>) -> PyResult<Held> {
        match object.cast::<PyString>() {
            Ok(text) => Held::text(text),
            Err(_) if is_none(object) => Ok(Held::None),
            Err(_) => Err(PyTypeError::new_err(format!("urls: expected str or None, not {}", data::type_name(object)))),
        }
    }

    /// A `str` may hold surrogates, of which UTF-8 has none: two that belong together are the character that they stand for, others
    /// U+FFFD, as in a browser.
    fn text(text: &Bound<'_, PyString>) -> PyResult<Held> {
        if let Ok(text) = PyBackedStr::try_from(text.clone()) {
            return Ok(Held::Text(text));
        }
        let bytes = text.call_method1("encode", ("utf-16-le", "surrogatepass"))?.extract::<PyBackedBytes>()?;
        let units = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        Ok(Held::Mended(char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()))
    }

    pub(crate) fn as_page(&self) -> Option<Page<'_>> {
        match self {
            Held::Text(text) => Some(Page::Text(text)),
            Held::Mended(text) => Some(Page::Text(text)),
            Held::Bytes(bytes) => Some(Page::Bytes(bytes)),
            Held::None => None,
        }
    }

    fn as_url(&self) -> Option<&str> {
        match self.as_page()? {
            Page::Text(url) => Some(url),
            Page::Bytes(_) => None,
        }
    }
}

/// `None`, and what pandas has for it: NaN and `NA`.
fn is_none(object: &Bound<'_, PyAny>) -> bool {
    object.is_none()
        || object.cast::<PyFloat>().is_ok_and(|number| number.value().is_nan())
        || data::type_name(object) == "NAType"
}

/// A sequence out of Python: of its own objects, or of Arrow's.
enum Sequence {
    Held(Vec<Held>),
    /// Chunks with the number of values before each.
    Arrow(Vec<(usize, ArrayRef)>, usize),
}

impl Sequence {
    fn read(
        object: &Bound<'_, PyAny>,
        what: &str,
        item: impl Fn(&Bound<'_, PyAny>) -> PyResult<Held>,
    ) -> PyResult<Sequence> {
        if let Some(chunks) = arrow_chunks(object, what)? {
            return Ok(Sequence::of_chunks(chunks));
        }
        if let Some(mistake) = mistake(object)? {
            return Err(PyTypeError::new_err(format!("{what}: expected a list or an Arrow array, not {mistake}")));
        }
        let items = object.try_iter().map_err(|_| {
            PyTypeError::new_err(format!("{what}: expected a list or an Arrow array, not {}", data::type_name(object)))
        })?;
        Ok(Sequence::Held(items.map(|it| item(&it?)).collect::<PyResult<_>>()?))
    }

    fn of_chunks(chunks: Vec<ArrayRef>) -> Sequence {
        let mut len = 0;
        let placed = chunks.into_iter().map(|chunk| {
            let start = len;
            len += chunk.len();
            (start, chunk)
        });
        Sequence::Arrow(placed.collect(), len)
    }

    fn len(&self) -> usize {
        match self {
            Sequence::Held(held) => held.len(),
            Sequence::Arrow(_, len) => *len,
        }
    }
}

/// What can be iterated over, but gives no pages.
fn mistake(object: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    let name = data::type_name(object);
    let is_single = object.is_instance_of::<PyString>()
        || object.is_instance_of::<PyBytes>()
        || object.is_instance_of::<PyByteArray>()
        || object.is_instance_of::<PyMemoryView>();
    Ok(if is_single {
        Some(format!("a single {name}"))
    } else if object.cast::<PyMapping>().is_ok() {
        Some(format!("a {name}: give one of its values, such as batch[\"html\"]"))
    } else if object.is_instance_of::<PySet>() || object.is_instance_of::<PyFrozenSet>() {
        Some(format!("a {name}: it has no order"))
    } else if object.hasattr("readlines")? {
        Some(format!("an open file ({name}): its lines are no pages"))
    } else if object.hasattr("columns")? {
        Some(format!("a table ({name}): give one of its columns"))
    } else {
        None
    })
}

/// The chunk that an index falls into, and its place there.
fn chunk_at(chunks: &[(usize, ArrayRef)], index: usize) -> Option<(&ArrayRef, usize)> {
    let chunk = chunks.partition_point(|(start, _)| *start <= index).checked_sub(1)?;
    let (start, array) = chunks.get(chunk)?;
    Some((array, index - start))
}

/// The chunks of an object that speaks the Arrow PyCapsule interface; none for one that does not.
fn arrow_chunks(object: &Bound<'_, PyAny>, what: &str) -> PyResult<Option<Vec<ArrayRef>>> {
    let failed = |error: PyErr| PyValueError::new_err(format!("{what}: {}", error.value(object.py())));
    if object.hasattr("__arrow_c_array__")? {
        let array: PyArray = object.extract().map_err(failed)?;
        return Ok(Some(vec![array.into_inner().0]));
    }
    if object.hasattr("__arrow_c_stream__")? {
        let array: PyChunkedArray = object.extract().map_err(failed)?;
        return Ok(Some(array.into_inner().0));
    }
    Ok(None)
}

fn wrong_type(what: &str, expected: &str, kind: &DataType) -> PyErr {
    PyTypeError::new_err(match kind {
        DataType::Struct(fields) => {
            let names = fields.iter().map(|field| field.name().as_str()).collect::<Vec<_>>().join(", ");
            format!("{what}: expected a column of {expected}, not a table: give one of its columns ({names})")
        }
        other => format!("{what}: expected {expected}, not values of the type {other}"),
    })
}

/// Pages with their addresses, which any number of threads may read at once.
pub(crate) struct Source {
    pages: Sequence,
    urls: Option<Sequence>,
}

impl Source {
    /// The pages and addresses of a call.
    pub(crate) fn read(pages: &Bound<'_, PyAny>, urls: Option<&Bound<'_, PyAny>>) -> PyResult<Source> {
        let pages = Sequence::read(pages, "pages", |item| Held::page(item, "pages"))?;
        let urls = urls.map(|urls| Sequence::read(urls, "urls", Held::url)).transpose()?;
        Source { pages, urls }.checked("pages", "urls")
    }

    /// Those of columns of one record batch.
    pub(crate) fn of_arrays(pages: ArrayRef, urls: Option<ArrayRef>) -> Source {
        let of = |array| Sequence::of_chunks(vec![array]);
        Source { pages: of(pages), urls: urls.map(of) }
    }

    /// Checks the types of arrays and the number of addresses; an error says what the caller calls the pages and the addresses.
    pub(crate) fn checked(self, pages: &str, urls: &str) -> PyResult<Source> {
        if let Sequence::Arrow(chunks, _) = &self.pages {
            for (_, chunk) in chunks {
                Pages::new(chunk).map_err(|_| wrong_type(pages, "strings or bytes", chunk.data_type()))?;
            }
        }
        if let Some(Sequence::Arrow(chunks, _)) = &self.urls {
            for (_, chunk) in chunks {
                Urls::new(chunk).map_err(|_| wrong_type(urls, "strings", chunk.data_type()))?;
            }
        }
        if let Some(urls) = &self.urls
            && urls.len() != self.len()
        {
            let message = format!("urls: there are {} addresses for {} pages", urls.len(), self.len());
            return Err(PyValueError::new_err(message));
        }
        Ok(self)
    }

    pub(crate) fn len(&self) -> usize {
        self.pages.len()
    }

    pub(crate) fn page(&self, index: usize) -> Option<Page<'_>> {
        match &self.pages {
            Sequence::Held(held) => held.get(index)?.as_page(),
            Sequence::Arrow(chunks, _) => {
                let (chunk, index) = chunk_at(chunks, index)?;
                Pages::new(chunk).ok()?.get(index)
            }
        }
    }

    pub(crate) fn url(&self, index: usize) -> Option<&str> {
        match self.urls.as_ref()? {
            Sequence::Held(held) => held.get(index)?.as_url(),
            Sequence::Arrow(chunks, _) => {
                let (chunk, index) = chunk_at(chunks, index)?;
                Urls::new(chunk).ok()?.get(index)
            }
        }
    }
}
