//! Messages and progress on standard error.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::fmt::{self, Display};
use std::io::{self, IsTerminal, Write};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A run that is over sooner shows no progress.
const PATIENCE: Duration = Duration::from_secs(1);

/// Standard error, shared by all threads of a run. Its lines have the form that shell users know: `bodytext: FILE: what`.
#[derive(Debug, Default)]
pub(crate) struct Console {
    quiet: bool,
    progress: OnceLock<Progress>,
}

/// What progress is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Inputs,
    Bytes,
}

#[derive(Debug)]
struct Progress {
    bar: ProgressBar,
    unit: Unit,
    start: Instant,
    is_shown: AtomicBool,
    failed: AtomicU64,
}

impl Console {
    /// Standard error; `quiet` leaves errors alone.
    pub(crate) fn new(quiet: bool) -> Console {
        Console { quiet, progress: OnceLock::new() }
    }

    /// Says that an input failed, and lets progress show how many have.
    pub(crate) fn error(&self, about: &str, what: impl Display) {
        if let Some(progress) = self.progress.get() {
            let failed = progress.failed.fetch_add(1, Ordering::Relaxed) + 1;
            progress.bar.set_message(format!(", {failed} failed"));
        }
        self.line(&format!("bodytext: {about}: {what}"));
    }

    /// Says what was out of order.
    pub(crate) fn warning(&self, about: &str, what: impl Display) {
        if !self.quiet {
            self.line(&format!("bodytext: {about}: warning: {what}"));
        }
    }

    /// Writes a line as it is.
    pub(crate) fn note(&self, line: impl Display) {
        if !self.quiet {
            self.line(&line.to_string());
        }
    }

    fn line(&self, line: &str) {
        match self.progress.get() {
            Some(progress) => progress.bar.suspend(|| say(line)),
            None => say(line),
        }
    }

    /// Shows progress from now on, if the run takes more than a second, standard error is a terminal, and standard output is
    /// not the same terminal being written to (`writes_stdout`).
    pub(crate) fn follow(&self, unit: Unit, total: Option<u64>, writes_stdout: bool) {
        if self.quiet || !io::stderr().is_terminal() || writes_stdout && io::stdout().is_terminal() {
            return;
        }
        let bar = match total {
            Some(total) => ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden()),
            None => ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()),
        };
        bar.set_style(style(unit, total.is_some()));
        let (is_shown, failed) = (AtomicBool::new(false), AtomicU64::new(0));
        let _ = self.progress.set(Progress { bar, unit, start: Instant::now(), is_shown, failed });
    }

    /// Whether progress may be shown.
    pub(crate) fn is_following(&self) -> bool {
        self.progress.get().is_some()
    }

    /// Tells how much there is, where that was found out later.
    pub(crate) fn set_total(&self, total: u64) {
        if let Some(progress) = self.progress.get() {
            progress.bar.set_length(total);
            progress.bar.set_style(style(progress.unit, true));
        }
    }

    /// So much more is done.
    pub(crate) fn advance(&self, by: u64) {
        let Some(progress) = self.progress.get() else { return };
        progress.bar.inc(by);
        if progress.start.elapsed() > PATIENCE && !progress.is_shown.swap(true, Ordering::Relaxed) {
            progress.bar.set_draw_target(ProgressDrawTarget::stderr());
            progress.bar.enable_steady_tick(Duration::from_millis(250));
        }
    }

    /// Takes progress off the screen.
    pub(crate) fn end(&self) {
        if let Some(progress) = self.progress.get() {
            progress.bar.finish_and_clear();
        }
    }
}

/// How progress looks: a bar and the time that is left only where it is known how much there is.
fn style(unit: Unit, is_known: bool) -> ProgressStyle {
    let template = match (unit, is_known) {
        (Unit::Inputs, true) => "{elapsed_precise} {wide_bar} {human_pos}/{human_len}, {rate}{msg}, {eta} left",
        (Unit::Inputs, false) => "{elapsed_precise} {human_pos} inputs, {rate}{msg}",
        (Unit::Bytes, true) => "{elapsed_precise} {wide_bar} {bytes}/{total_bytes}, {bytes_per_sec}{msg}, {eta} left",
        (Unit::Bytes, false) => "{elapsed_precise} {bytes}, {bytes_per_sec}{msg}",
    };
    let rate = |state: &ProgressState, out: &mut dyn fmt::Write| {
        let _ = write!(out, "{:.0}/s", state.per_sec());
    };
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()).with_key("rate", rate)
}

/// A message about something.
pub(super) fn complain(about: &str, what: &str) {
    say(&format!("bodytext: {about}: {what}"));
}

/// A line on standard error. Nobody can be told if that is closed.
pub(super) fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}
