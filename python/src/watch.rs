//! What a long call does between pages: it lets signals in, and tells how far it is.

use pyo3::exceptions::PyKeyboardInterrupt;
use pyo3::prelude::*;
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

/// How often to look up: often enough for who presses Ctrl-C, and seldom enough to cost nothing.
pub(crate) const PAUSE: Duration = Duration::from_millis(100);

/// Looks after signals and progress. It takes the interpreter's lock only on the thread that it was made on, or called to: another
/// thread may be one that the holder of the lock waits for.
pub(crate) struct Watch {
    home: ThreadId,
    progress: Option<Py<PyAny>>,
    looked: Instant,
    /// Pages that are done and not yet told.
    untold: usize,
}

impl Watch {
    /// A watch for calls from this thread; `progress` is called with the number of pages done since the last time.
    pub(crate) fn new(progress: Option<Py<PyAny>>) -> Watch {
        Watch { home: thread::current().id(), progress, looked: Instant::now(), untold: 0 }
    }

    /// From now on the calls are from this thread, which holds the lock.
    pub(crate) fn move_here(&mut self, _py: Python<'_>) {
        self.home = thread::current().id();
    }

    /// Takes note of pages that are done, and looks up where it is time to.
    pub(crate) fn tick(&mut self, pages: usize) -> PyResult<()> {
        self.untold += pages;
        if self.looked.elapsed() < PAUSE { Ok(()) } else { self.look() }
    }

    /// Lets signals in, and tells what is to be told.
    pub(crate) fn look(&mut self) -> PyResult<()> {
        self.looked = Instant::now();
        if !self.is_home() {
            return Ok(());
        }
        let untold = std::mem::take(&mut self.untold);
        Python::attach(|py| {
            py.check_signals()?;
            match &self.progress {
                Some(progress) if untold > 0 => progress.call1(py, (untold,)).map(|_| ()),
                _ => Ok(()),
            }
        })
    }

    /// Does some work, without the interpreter's lock where this thread may have it.
    pub(crate) fn unlocked<T: Send>(&mut self, work: impl FnOnce(&mut Watch) -> T + Send) -> T {
        if self.is_home() { Python::attach(|py| py.detach(|| work(self))) } else { work(self) }
    }

    fn is_home(&self) -> bool {
        thread::current().id() == self.home
    }
}

/// Has the interpreter raise `KeyboardInterrupt` again, where an interface of C has no room for it.
pub(crate) fn raise_again(error: &PyErr) {
    Python::attach(|py| {
        if error.is_instance_of::<PyKeyboardInterrupt>(py) {
            // Where that does not work, the error that goes through C has still ended the call.
            let _ = py.import("_thread").and_then(|module| module.call_method0("interrupt_main"));
        }
    });
}
