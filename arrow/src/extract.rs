//! Pages to articles: arrays in, batches out.

use crate::reference::{plain, resolved};
use crate::{ArticleBuilder, Columns, Error};
use arrow_array::cast::AsArray;
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use bodytext::{Article, Extractor, Hints};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A page, as a string or as the bytes that came over the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page<'a> {
    /// Text.
    Text(&'a str),
    /// Bytes, in whatever encoding.
    Bytes(&'a [u8]),
}

/// An array of strings or bytes, read as pages.
#[derive(Clone, Copy, Debug)]
pub struct Pages<'a>(&'a dyn Array);

impl<'a> Pages<'a> {
    /// The pages of an array of strings (Utf8, LargeUtf8, Utf8View) or bytes (Binary, LargeBinary, BinaryView), each as it stands, out
    /// of a dictionary or in runs.
    ///
    /// # Errors
    /// [`Error::Pages`] for an array of another type. One of nulls alone will do.
    pub fn new(array: &'a dyn Array) -> Result<Pages<'a>, Error> {
        match plain(array.data_type()) {
            DataType::Null
            | DataType::Utf8
            | DataType::LargeUtf8
            | DataType::Utf8View
            | DataType::Binary
            | DataType::LargeBinary
            | DataType::BinaryView => Ok(Pages(array)),
            _ => Err(Error::Pages(array.data_type().clone())),
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The page at a place; none where it is null or where there is none.
    pub fn get(&self, index: usize) -> Option<Page<'a>> {
        let (array, index) = resolved(self.0, index)?;
        Some(match array.data_type() {
            DataType::Utf8 => Page::Text(array.as_string::<i32>().value(index)),
            DataType::LargeUtf8 => Page::Text(array.as_string::<i64>().value(index)),
            DataType::Utf8View => Page::Text(array.as_string_view().value(index)),
            DataType::Binary => Page::Bytes(array.as_binary::<i32>().value(index)),
            DataType::LargeBinary => Page::Bytes(array.as_binary::<i64>().value(index)),
            DataType::BinaryView => Page::Bytes(array.as_binary_view().value(index)),
            _ => return None,
        })
    }
}

/// An array of strings, read as addresses.
#[derive(Clone, Copy, Debug)]
pub struct Urls<'a>(Pages<'a>);

impl<'a> Urls<'a> {
    /// The addresses of an array of strings (Utf8, LargeUtf8, Utf8View), each as it stands, out of a dictionary or in runs.
    ///
    /// # Errors
    /// [`Error::Urls`] for an array of another type. One of nulls alone will do.
    pub fn new(array: &'a dyn Array) -> Result<Urls<'a>, Error> {
        match plain(array.data_type()) {
            DataType::Null | DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Ok(Urls(Pages(array))),
            _ => Err(Error::Urls(array.data_type().clone())),
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The address at a place; none where it is null.
    pub fn get(&self, index: usize) -> Option<&'a str> {
        match self.0.get(index)? {
            Page::Text(url) => Some(url),
            Page::Bytes(_) => None,
        }
    }
}

/// Extracts the articles of an array of pages: a row for each, in order.
///
/// `urls` are the addresses of the pages, against which their links are resolved. No page is an error: one that is null gives a row
/// of nulls, one on which the extraction failed a row with the status `failed`. There is one batch, or several where they would take
/// more than a gigabyte.
///
/// # Errors
/// [`Error::Pages`], [`Error::Urls`] and [`Error::Lengths`], where the arrays are not what they have to be.
///
/// ```
/// use arrow_array::StringArray;
/// use arrow_array::cast::AsArray;
/// use bodytext::Extractor;
/// use bodytext_arrow::{Columns, extract_array};
///
/// let pages = StringArray::from(vec![Some("<p>Green tea.</p><img src=cup.jpg>"), None]);
/// let urls = StringArray::from(vec![Some("https://tea.example/green"), None]);
/// let columns = Columns::from_names(["markdown"])?;
/// let batches = extract_array(&pages, Some(&urls), &mut Extractor::default(), &columns)?;
///
/// let markdown = batches[0].column(0).as_string::<i32>();
/// assert_eq!(markdown.value(0), "Green tea.\n\n![](https://tea.example/cup.jpg)\n");
/// assert!(batches[0].column(0).is_null(1));
/// # Ok::<(), bodytext_arrow::Error>(())
/// ```
pub fn extract_array(
    pages: &dyn Array,
    urls: Option<&dyn Array>,
    extractor: &mut Extractor,
    columns: &Columns,
) -> Result<Vec<RecordBatch>, Error> {
    let pages = Pages::new(pages)?;
    let urls = urls.map(Urls::new).transpose()?;
    if let Some(urls) = urls
        && urls.len() != pages.len()
    {
        return Err(Error::Lengths { pages: pages.len(), urls: urls.len() });
    }
    let mut builder = ArticleBuilder::new(columns);
    for index in 0..pages.len() {
        let mut hints = Hints::new();
        if let Some(url) = urls.and_then(|urls| urls.get(index)) {
            hints = hints.with_url(url);
        }
        builder.extract(extractor, pages.get(index), &hints);
    }
    builder.finish()
}

/// Extracts the article of a page.
///
/// # Errors
/// What a panic said, should there be one; the extractor is as good as new after it.
///
/// ```
/// use bodytext::{Extractor, Hints};
/// use bodytext_arrow::{Page, extract_page};
///
/// let article = extract_page(&mut Extractor::default(), Page::Text("<p>Green tea.</p>"), &Hints::new()).unwrap();
/// assert_eq!(article.text(), "Green tea.");
/// ```
pub fn extract_page(extractor: &mut Extractor, page: Page<'_>, hints: &Hints) -> Result<Article, String> {
    guarded(extractor, |extractor| read(extractor, page, hints))
}

/// Reads a page.
pub(crate) fn read(extractor: &mut Extractor, page: Page<'_>, hints: &Hints) -> Article {
    match page {
        Page::Bytes(bytes) => extractor.extract_bytes(bytes, hints),
        Page::Text(text) => extractor.extract_with(text, hints),
    }
}

/// Does some work with an extractor. A panic in it is told in words, and the extractor is replaced, since nobody knows what it is
/// left with.
pub(crate) fn guarded<T>(extractor: &mut Extractor, work: impl FnOnce(&mut Extractor) -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(|| work(extractor))).map_err(|panic| {
        *extractor = Extractor::new(extractor.options().clone());
        format!("the extraction panicked: {}", said(&*panic))
    })
}

/// What a panic said.
fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no more is known")
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::cast::AsArray;

    #[test]
    fn a_panic_is_a_row() {
        let mut builder = ArticleBuilder::new(&Columns::default());
        let mut extractor = Extractor::default();
        builder.append_guarded(&mut extractor, |_| panic!("no tea at {}", "all"));
        builder.extract(&mut extractor, Some(Page::Text("<p>Green tea.</p>")), &Hints::new());
        let batch = builder.finish().unwrap().remove(0);
        let column = |name| batch.column_by_name(name).unwrap().as_string::<i32>();
        assert_eq!((column("status").value(0), column("status").value(1)), ("failed", "found"));
        assert_eq!(column("status_reason").value(0), "the extraction panicked: no tea at all");
        assert!(column("text").is_null(0));
        assert_eq!(column("text").value(1), "Green tea.");
    }
}
