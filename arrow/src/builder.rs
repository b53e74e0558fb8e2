//! Articles to record batches.

use crate::extract::{self, Page};
use crate::store::Store;
use crate::value::Value;
use crate::{Columns, Error};
use arrow_array::{RecordBatch, RecordBatchOptions};
use arrow_schema::SchemaRef;
use bodytext::{Article, Extractor, Hints};

/// The most bytes that a value may have: its end is told in 31 bits.
const LONGEST_VALUE: usize = i32::MAX as usize;

/// How many bytes a batch may have, all its columns together. A row that has more by itself stands alone in its batch, so that no
/// column ever holds more than the longest value.
const BATCH_BYTES: usize = 1 << 30;

/// Gathers articles, row by row, into record batches.
///
/// The ends of strings in Arrow are told in 31 bits, so that a column holds less than 2 GiB: a batch of a gigabyte is closed, and the
/// rows after it go to the next. That is why [`finish`](ArticleBuilder::finish) gives a list.
///
/// Cost: a copy of what goes into the columns, and the rendering of the article for those of `markdown`, `html` and `json`.
///
/// ```
/// use bodytext_arrow::{ArticleBuilder, Columns};
///
/// let mut builder = ArticleBuilder::new(&Columns::from_names(["title", "text", "status", "status_reason"])?);
/// builder.append(&bodytext::extract("<title>Tea</title><p>Green tea wants patience.</p>"));
/// builder.append_failure("the server closed the connection");
/// builder.append_null();
/// let batches = builder.finish()?;
/// assert_eq!((batches.len(), batches[0].num_rows(), batches[0].num_columns()), (1, 3, 4));
/// # Ok::<(), bodytext_arrow::Error>(())
/// ```
#[derive(Debug)]
pub struct ArticleBuilder {
    columns: Columns,
    schema: SchemaRef,
    stores: Vec<Store>,
    /// The rows of the batch that is open, and the bytes in them.
    rows: usize,
    bytes: usize,
    batch_bytes: usize,
    closed: Vec<RecordBatch>,
    /// What went wrong in closing a batch.
    fault: Option<Error>,
}

impl ArticleBuilder {
    /// A builder of batches with these columns.
    pub fn new(columns: &Columns) -> ArticleBuilder {
        ArticleBuilder {
            columns: columns.clone(),
            schema: columns.schema(),
            stores: columns.iter().map(Store::new).collect(),
            rows: 0,
            bytes: 0,
            batch_bytes: BATCH_BYTES,
            closed: Vec::new(),
            fault: None,
        }
    }

    /// How many bytes a batch may have; it has more only where a single row does. Default, and ceiling: 1 GiB.
    #[must_use]
    pub fn with_batch_bytes(mut self, bytes: usize) -> ArticleBuilder {
        self.batch_bytes = bytes.min(BATCH_BYTES);
        self
    }

    /// The schema of the batches.
    pub fn schema(&self) -> SchemaRef {
        SchemaRef::clone(&self.schema)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows + self.closed.iter().map(RecordBatch::num_rows).sum::<usize>()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many bytes the batch that is open has so far: what to go by where batches are to be of one size.
    pub fn open_bytes(&self) -> usize {
        self.bytes
    }

    /// Adds an article. One that takes 2 GiB or more in a column is a row that failed.
    pub fn append(&mut self, article: &Article) {
        let columns = self.columns.clone();
        // All that takes work comes before the row: what breaks in it leaves no half of one.
        let values: Vec<Value<'_>> = columns.iter().map(|column| Value::of(article, column)).collect();
        let too_long = columns.iter().zip(&values).find(|(_, value)| value.size() > LONGEST_VALUE);
        match too_long {
            Some((column, _)) => self.append_failure(&format!("the column {column} would take more than 2 GiB")),
            None => self.push(&values),
        }
    }

    /// Adds a row for a page of which there is no article: its status is `failed`, its status reason what is given here, all else
    /// is null.
    pub fn append_failure(&mut self, reason: &str) {
        let columns = self.columns.clone();
        let values: Vec<Value<'_>> = columns.iter().map(|column| Value::of_failure(reason, column)).collect();
        self.push(&values);
    }

    /// Adds a row in which all is null, for a page that is null.
    pub fn append_null(&mut self) {
        let values: Vec<Value<'_>> = self.columns.iter().map(|_| Value::Null).collect();
        self.push(&values);
    }

    /// Extracts the article of a page and adds it. A page that is none is a row of nulls; should the extraction panic, the row has
    /// the status `failed`, and the extractor is as good as new.
    ///
    /// ```
    /// use bodytext::{Extractor, Hints};
    /// use bodytext_arrow::{ArticleBuilder, Columns, Page};
    ///
    /// let mut builder = ArticleBuilder::new(&Columns::default());
    /// let mut extractor = Extractor::default();
    /// let hints = Hints::new().with_url("https://tea.example/green");
    /// builder.extract(&mut extractor, Some(Page::Text("<p>Green tea.</p>")), &hints);
    /// builder.extract(&mut extractor, Some(Page::Bytes(b"<p>Gr\xFCner Tee.</p>")), &Hints::new().with_content_type("latin1"));
    /// builder.extract(&mut extractor, None, &Hints::new());
    /// assert_eq!(builder.len(), 3);
    /// ```
    pub fn extract(&mut self, extractor: &mut Extractor, page: Option<Page<'_>>, hints: &Hints) {
        let Some(page) = page else { return self.append_null() };
        self.append_guarded(extractor, |extractor| extract::read(extractor, page, hints));
    }

    /// Adds the article that `work` makes; a panic in it is a row that failed.
    pub(crate) fn append_guarded(&mut self, extractor: &mut Extractor, work: impl FnOnce(&mut Extractor) -> Article) {
        let outcome = extract::guarded(extractor, |extractor| {
            let article = work(extractor);
            self.append(&article);
        });
        if let Err(message) = outcome {
            self.append_failure(&message);
        }
    }

    fn push(&mut self, values: &[Value<'_>]) {
        let bytes: usize = values.iter().map(Value::size).sum();
        if self.rows > 0 && self.bytes.saturating_add(bytes) > self.batch_bytes {
            match self.close() {
                Ok(batch) => self.closed.push(batch),
                Err(error) => self.fault = Some(error),
            }
        }
        self.stores.iter_mut().zip(values).for_each(|(store, value)| store.push(value));
        self.rows += 1;
        self.bytes += bytes;
    }

    fn close(&mut self) -> Result<RecordBatch, Error> {
        let arrays: Result<Vec<_>, _> = self.stores.iter_mut().map(Store::finish).collect();
        let options = RecordBatchOptions::new().with_row_count(Some(self.rows));
        (self.rows, self.bytes) = (0, 0);
        Ok(RecordBatch::try_new_with_options(self.schema(), arrays?, &options)?)
    }

    /// The rows so far as batches, at least one; the builder is empty after it.
    ///
    /// # Errors
    /// None that what was appended could cause: [`Error::Arrow`] is for a fault in this crate.
    pub fn finish(&mut self) -> Result<Vec<RecordBatch>, Error> {
        let mut batches = std::mem::take(&mut self.closed);
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        if self.rows > 0 || batches.is_empty() {
            batches.push(self.close()?);
        }
        Ok(batches)
    }
}
