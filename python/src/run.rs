//! Many pages, by one thread or several.

use crate::input::Source;
use crate::watch::{PAUSE, Watch};
use arrow_array::RecordBatch;
use arrow_select::concat::concat_batches;
use bodytext::{Extractor, Hints, Options};
use bodytext_arrow::{ArticleBuilder, Columns};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;

/// What is wanted of pages.
#[derive(Clone)]
pub(crate) struct Plan {
    pub(crate) options: Options,
    pub(crate) columns: Columns,
    /// What is known of every page.
    pub(crate) hints: Hints,
    pub(crate) threads: usize,
}

/// How many pages a thread takes at once, at most: few enough for all to end together.
const SHARE: usize = 16;

/// The most bytes that batches are put together to: a column of strings ends before 2 GiB.
const WHOLE: usize = 1 << 30;

impl Plan {
    /// The number of threads that a caller asks for: all processors where it is not said.
    pub(crate) fn threads(asked: Option<usize>) -> usize {
        asked.unwrap_or_else(|| thread::available_parallelism().map_or(1, NonZeroUsize::get))
    }

    /// The articles of all pages in order, in one batch if they fit into one.
    pub(crate) fn run(&self, source: &Source, watch: &mut Watch) -> PyResult<Vec<RecordBatch>> {
        let batches = if self.threads <= 1 || source.len() <= 1 {
            self.alone(source, watch)?
        } else {
            self.together(source, watch)?
        };
        watch.look()?;
        self.joined(batches)
    }

    /// The articles of some pages.
    fn part(
        &self,
        source: &Source,
        pages: Range<usize>,
        extractor: &mut Extractor,
        mut after_each: impl FnMut() -> PyResult<()>,
    ) -> PyResult<Vec<RecordBatch>> {
        let mut builder = ArticleBuilder::new(&self.columns);
        for index in pages {
            builder.extract(extractor, source.page(index), &self.hints(source.url(index)));
            after_each()?;
        }
        builder.finish().map_err(fault)
    }

    fn hints(&self, url: Option<&str>) -> Hints {
        match url {
            Some(url) => self.hints.clone().with_url(url),
            None => self.hints.clone(),
        }
    }

    fn alone(&self, source: &Source, watch: &mut Watch) -> PyResult<Vec<RecordBatch>> {
        self.part(source, 0..source.len(), &mut Extractor::new(self.options.clone()), || watch.tick(1))
    }

    fn together(&self, source: &Source, watch: &mut Watch) -> PyResult<Vec<RecordBatch>> {
        let share = source.len().div_ceil(self.threads * 4).min(SHARE);
        let shares = source.len().div_ceil(share);
        let (next, stopped) = (AtomicUsize::new(0), AtomicBool::new(false));
        let (sender, receiver) = mpsc::channel();
        let work = |sender: mpsc::Sender<(usize, PyResult<Vec<RecordBatch>>)>| {
            let mut extractor = Extractor::new(self.options.clone());
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= shares {
                    break;
                }
                let pages = number * share..source.len().min((number + 1) * share);
                let stop = || if stopped.load(Ordering::Relaxed) { Err(stopped_error()) } else { Ok(()) };
                let batches = self.part(source, pages, &mut extractor, stop);
                let failed = batches.is_err();
                if sender.send((number, batches)).is_err() || failed {
                    break;
                }
            }
        };
        let mut parts: Vec<Vec<RecordBatch>> = vec![Vec::new(); shares];
        thread::scope(|scope| {
            let threads = (0..self.threads.min(shares)).filter(|_| {
                let sender = sender.clone();
                thread::Builder::new().name("bodytext".to_owned()).spawn_scoped(scope, || work(sender)).is_ok()
            });
            // Where the system gives no thread at all, this one does the work.
            if threads.count() == 0 {
                work(sender.clone());
            }
            drop(sender);
            let outcome = loop {
                match receiver.recv_timeout(PAUSE) {
                    Ok((number, Ok(batches))) => {
                        let pages = batches.iter().map(RecordBatch::num_rows).sum();
                        parts[number] = batches;
                        if let Err(error) = watch.tick(pages) {
                            break Err(error);
                        }
                    }
                    Ok((_, Err(error))) => break Err(error),
                    Err(RecvTimeoutError::Timeout) => {
                        if let Err(error) = watch.look() {
                            break Err(error);
                        }
                    }
                    Err(RecvTimeoutError::Disconnected) => break Ok(()),
                }
            };
            stopped.store(true, Ordering::Relaxed);
            outcome
        })?;
        Ok(parts.into_iter().flatten().collect())
    }

    /// Batches put together, as far as they fit into one.
    fn joined(&self, batches: Vec<RecordBatch>) -> PyResult<Vec<RecordBatch>> {
        if batches.len() <= 1 {
            return Ok(batches);
        }
        let schema = self.columns.schema();
        let mut groups: Vec<(usize, Vec<RecordBatch>)> = Vec::new();
        for batch in batches {
            let size = batch.get_array_memory_size();
            match groups.last_mut() {
                Some((sum, group)) if *sum + size <= WHOLE => {
                    *sum += size;
                    group.push(batch);
                }
                _ => groups.push((size, vec![batch])),
            }
        }
        groups.iter().map(|(_, group)| concat_batches(&schema, group).map_err(fault)).collect()
    }
}

/// A thread that has been told to stop says this; nobody hears it.
fn stopped_error() -> PyErr {
    PyRuntimeError::new_err("the work was stopped")
}

/// What no input can cause.
pub(crate) fn fault(error: impl std::fmt::Display) -> PyErr {
    PyRuntimeError::new_err(error.to_string())
}
