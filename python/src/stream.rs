//! Tables of pages read batch by batch, as they are asked for.

use crate::batch::{Batch, field, structs};
use crate::data::unlocked;
use crate::input::Source;
use crate::run::Plan;
use crate::table::Table;
use crate::watch::{Watch, raise_again};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions, new_empty_array};
use arrow_schema::{ArrowError, FieldRef, Schema, SchemaRef};
use pyo3::exceptions::{PyKeyError, PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use pyo3_arrow::error::PyArrowResult;
use pyo3_arrow::ffi::{ArrayReader, to_schema_pycapsule, to_stream_pycapsule};
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

/// Articles of a table of pages, batch by batch, as they are asked for.
///
/// It speaks the Arrow PyCapsule interface, as a stream, and can be iterated over, once. Its schema is known before any page is read.
///
/// Examples
/// --------
/// >>> import bodytext
/// >>> pages = bodytext.extract_batch(["<p>Green tea.</p>", "<p>Black tea.</p>"], columns=["html"])
/// >>> for batch in bodytext.extract_stream(pages, "html", columns=["text"], batch_size=1):
/// ...     print(batch.to_pylist())
/// [{'text': 'Green tea.'}]
/// [{'text': 'Black tea.'}]
#[pyclass(frozen, module = "bodytext")]
pub(crate) struct Stream {
    schema: SchemaRef,
    shared: Arc<Mutex<State>>,
}

/// What is left of the stream.
struct State {
    table: Table,
    plan: Plan,
    schema: SchemaRef,
    /// Where the pages, their addresses and what goes along stand in the table that is read.
    pages: usize,
    urls: Option<usize>,
    along: Vec<usize>,
    batch_size: usize,
    /// What was read last and is not done yet. It stays where a call is interrupted, so that the next one does it.
    held: Option<RecordBatch>,
    done: VecDeque<RecordBatch>,
    watch: Watch,
}

/// What a stream reads, and how much at once.
pub(crate) struct Reading {
    pub(crate) column: String,
    pub(crate) url_column: Option<String>,
    pub(crate) along: Option<Vec<String>>,
    pub(crate) batch_size: usize,
}

impl Stream {
    pub(crate) fn new(table: &Bound<'_, PyAny>, reading: &Reading, plan: Plan, watch: Watch) -> PyResult<Stream> {
        let table = Table::open(table)?;
        let read = table.schema();
        let place = |what: &str, name: &str| {
            read.index_of(name).map_err(|_| {
                let known = read.fields().iter().map(|field| field.name().as_str()).collect::<Vec<_>>().join(", ");
                PyKeyError::new_err(format!("{what}: the table has no column `{name}`, only {known}"))
            })
        };
        let pages = place("column", &reading.column)?;
        let urls = reading.url_column.as_deref().map(|name| place("url_column", name)).transpose()?;
        let along = match &reading.along {
            Some(names) => names.iter().map(|name| place("passthrough", name)).collect::<PyResult<Vec<_>>>()?,
            None => (0..read.fields().len()).filter(|&index| index != pages).collect(),
        };
        let schema = joined_schema(&read, &along, &plan)?;
        // What is not a page is told now, and not when the first batch is asked for.
        let empty = |index: usize| new_empty_array(read.field(index).data_type());
        let of = |what: &str, index: usize| format!("{what}: `{}`", read.field(index).name());
        Source::of_arrays(empty(pages), urls.map(empty))
            .checked(&of("column", pages), &urls.map_or_else(String::new, |urls| of("url_column", urls)))?;
        let state = State {
            table,
            plan,
            schema: Arc::clone(&schema),
            pages,
            urls,
            along,
            batch_size: reading.batch_size,
            held: None,
            done: VecDeque::new(),
            watch,
        };
        Ok(Stream { schema, shared: Arc::new(Mutex::new(state)) })
    }
}

/// The columns that go along, then those of the articles; the metadata of the table goes along as well.
fn joined_schema(read: &SchemaRef, along: &[usize], plan: &Plan) -> PyResult<SchemaRef> {
    let own = plan.columns.schema();
    let mut fields: Vec<FieldRef> = Vec::new();
    for &index in along {
        let field = &read.fields()[index];
        if own.column_with_name(field.name()).is_some() {
            return Err(PyValueError::new_err(format!(
                "passthrough: both the table and the articles have a column `{}`: say which columns go along, or rename it",
                field.name()
            )));
        }
        fields.push(Arc::clone(field));
    }
    fields.extend(own.fields().iter().cloned());
    Ok(Arc::new(Schema::new_with_metadata(fields, read.metadata().clone())))
}

impl State {
    /// The next batch of articles. `py` is there where the caller has the interpreter's lock; the work is done without it.
    fn next(&mut self, py: Option<Python<'_>>) -> PyResult<Option<RecordBatch>> {
        if let Some(py) = py {
            self.watch.move_here(py);
        }
        loop {
            if let Some(batch) = self.done.pop_front() {
                return Ok(Some(batch));
            }
            let held = match self.held.take() {
                Some(held) => held,
                None => match self.table.next(py, &mut self.watch)? {
                    Some(read) => read,
                    None => return Ok(None),
                },
            };
            let pages = held.slice(0, held.num_rows().min(self.batch_size));
            let rest = held.slice(pages.num_rows(), held.num_rows() - pages.num_rows());
            self.held = Some(held);
            let batches = self.articles(py, &pages)?;
            self.held = (rest.num_rows() > 0).then_some(rest);
            let mut start = 0;
            for batch in batches {
                let rows = batch.num_rows();
                let beside = self.along.iter().map(|&index| pages.column(index).slice(start, rows));
                let columns: Vec<ArrayRef> = beside.chain(batch.columns().iter().cloned()).collect();
                let options = RecordBatchOptions::new().with_row_count(Some(rows));
                let schema = Arc::clone(&self.schema);
                let batch = RecordBatch::try_new_with_options(schema, columns, &options).map_err(crate::run::fault)?;
                self.done.push_back(batch);
                start += rows;
            }
        }
    }

    /// The articles of some pages, in one batch if they fit into one.
    fn articles(&mut self, py: Option<Python<'_>>, pages: &RecordBatch) -> PyResult<Vec<RecordBatch>> {
        let column = |index: usize| Arc::clone(pages.column(index));
        let source = Source::of_arrays(column(self.pages), self.urls.map(column));
        let (plan, watch) = (&self.plan, &mut self.watch);
        match py {
            Some(py) => unlocked(py, || plan.run(&source, watch))?,
            None => watch.unlocked(|watch| plan.run(&source, watch)),
        }
    }
}

/// The state, unless another thread is at it: to wait for it could be to wait for ever, where that thread waits for the lock of the
/// interpreter that this one holds.
fn state(shared: &Mutex<State>) -> PyResult<MutexGuard<'_, State>> {
    match shared.try_lock() {
        Ok(state) => Ok(state),
        Err(TryLockError::Poisoned(poisoned)) => Ok(PoisonError::into_inner(poisoned)),
        Err(TryLockError::WouldBlock) => Err(PyValueError::new_err("another thread is reading this stream")),
    }
}

#[pymethods]
impl Stream {
    /// The names of its columns.
    #[getter]
    fn column_names(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|field| field.name().as_str()).collect()
    }

    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Batch>> {
        let batch = state(&self.shared)?.next(Some(py))?;
        Ok(batch.map(|batch| Batch::new(Arc::clone(&self.schema), vec![batch])))
    }

    fn __repr__(&self) -> String {
        format!("<Stream of {}>", self.column_names().join(", "))
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyArrowResult<Bound<'py, PyCapsule>> {
        to_schema_pycapsule(py, self.schema.as_ref())
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyArrowResult<Bound<'py, PyCapsule>> {
        // Some ask for a stream only to see its schema, and for another one to read it. Both are this one.
        if state(&self.shared)?.table.is_over() {
            return Err(PyValueError::new_err("the stream has been read to its end: make another one").into());
        }
        let reader = Reader { field: field(&self.schema), shared: Arc::clone(&self.shared) };
        to_stream_pycapsule(py, Box::new(reader), requested_schema)
    }
}

/// A stream as it goes through the interface of C.
struct Reader {
    field: FieldRef,
    shared: Arc<Mutex<State>>,
}

impl Iterator for Reader {
    type Item = Result<ArrayRef, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        // Nothing unwinds through C, where it would end the process.
        let next = AssertUnwindSafe(|| state(&self.shared).and_then(|mut state| state.next(None)));
        let batch = catch_unwind(next).unwrap_or_else(|_| Err(PyRuntimeError::new_err("reading the stream panicked")));
        match batch {
            Ok(batch) => batch.map(structs),
            Err(error) => {
                // It goes on as a string of C, which is made before anything interrupts.
                let words = error.to_string().replace('\0', "\u{fffd}");
                raise_again(&error);
                Some(Err(ArrowError::ExternalError(words.into())))
            }
        }
    }
}

impl ArrayReader for Reader {
    fn field(&self) -> FieldRef {
        FieldRef::clone(&self.field)
    }
}
