//! The images and links of articles, as Python sees them.

use crate::data::{self, quoted};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

/// An image of an article. It compares, and can be pickled.
#[pyclass(frozen, module = "bodytext")]
pub(crate) struct Image(bodytext::Image);

impl Image {
    pub(crate) fn new(image: &bodytext::Image) -> Image {
        Image(image.clone())
    }
}

#[pymethods]
impl Image {
    /// Its address: resolved where the address of the page is known, else as it is written.
    #[getter]
    fn url(&self) -> &str {
        self.0.url()
    }

    /// Its address as it is written.
    #[getter]
    fn raw(&self) -> &str {
        &self.0.raw
    }

    /// The text for those who do not see it, or None.
    #[getter]
    fn alt(&self) -> Option<&str> {
        self.0.alt.as_deref()
    }

    /// Its title, or None.
    #[getter]
    fn title(&self) -> Option<&str> {
        self.0.title.as_deref()
    }

    /// Its width in CSS pixels, or None.
    #[getter]
    fn width(&self) -> Option<u32> {
        self.0.width
    }

    /// Its height in CSS pixels, or None.
    #[getter]
    fn height(&self) -> Option<u32> {
        self.0.height
    }

    /// Its caption, or None.
    #[getter]
    fn caption(&self) -> Option<&str> {
        self.0.caption.as_deref()
    }

    /// Who made it, where its caption marks that, or None.
    #[getter]
    fn credit(&self) -> Option<&str> {
        self.0.credit()
    }

    /// Where a click on it leads, or None.
    #[getter]
    fn link(&self) -> Option<&str> {
        self.0.link.as_deref()
    }

    fn __repr__(&self) -> String {
        let alt = self.0.alt.as_deref().filter(|alt| !alt.is_empty());
        format!(
            "<Image {}{}>",
            quoted(self.0.url()),
            alt.map(|alt| format!(" alt={}", quoted(alt))).unwrap_or_default()
        )
    }

    fn __eq__(&self, other: &Image) -> bool {
        self.0 == other.0
    }

    #[staticmethod]
    fn _restored(json: &Bound<'_, PyAny>) -> PyResult<Image> {
        Ok(Image(data::from_json(json)?))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let restored = py.get_type::<Image>().getattr("_restored")?;
        Ok((restored, (data::json(py, &self.0, false)?,).into_pyobject(py)?))
    }
}

/// A link of an article. It compares, and can be pickled.
#[pyclass(frozen, module = "bodytext", eq, get_all)]
#[derive(PartialEq)]
pub(crate) struct Link {
    /// Where it leads.
    url: String,
    /// Its text.
    text: String,
    /// Its title, or None.
    title: Option<String>,
}

impl Link {
    pub(crate) fn new(link: &bodytext::Link, text: &str) -> Link {
        Link { url: link.url().to_owned(), text: text.to_owned(), title: link.title.clone() }
    }
}

#[pymethods]
impl Link {
    #[staticmethod]
    fn _restored(url: String, text: String, title: Option<String>) -> Link {
        Link { url, text, title }
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let restored = py.get_type::<Link>().getattr("_restored")?;
        Ok((restored, (&self.url, &self.text, &self.title).into_pyobject(py)?))
    }

    fn __repr__(&self) -> String {
        format!("<Link {} {}>", quoted(&self.url), quoted(&self.text))
    }
}
