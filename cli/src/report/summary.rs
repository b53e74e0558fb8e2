//! What became of the inputs of a run, counted.

use super::{Exit, Failure};
use crate::file::write_file;
use bodytext::{Article, MODEL_VERSION, Status};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::time::Instant;

/// What became of the inputs of a run. Every input is counted once among `found`, `fallback`, `empty`, `failed`, `unwritten`
/// and `skipped`.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Summary {
    version: &'static str,
    model: &'static str,
    inputs: u64,
    found: u64,
    fallback: u64,
    /// By reason.
    empty: BTreeMap<&'static str, u64>,
    failed: u64,
    /// Inputs whose output could not be written.
    unwritten: u64,
    /// Inputs that were passed over on purpose, by reason.
    skipped: BTreeMap<&'static str, u64>,
    /// Of the inputs that were read those that a limit cut; they are counted above, too.
    limited: u64,
    /// Of the inputs that were read those whose article was not written, since it was not what was asked for; they are counted
    /// above, too.
    unwanted: u64,
    /// Bytes of HTML that were read.
    bytes: u64,
    seconds: f64,
    #[serde(skip)]
    start: Instant,
}

impl Summary {
    /// No input yet; time begins to run.
    pub(crate) fn new() -> Summary {
        Summary {
            version: env!("CARGO_PKG_VERSION"),
            model: MODEL_VERSION,
            inputs: 0,
            found: 0,
            fallback: 0,
            empty: BTreeMap::new(),
            failed: 0,
            unwritten: 0,
            skipped: BTreeMap::new(),
            limited: 0,
            unwanted: 0,
            bytes: 0,
            seconds: 0.0,
            start: Instant::now(),
        }
    }

    /// Counts an input that was read, and the bytes of its HTML.
    pub(crate) fn count(&mut self, status: Status, is_limited: bool, bytes: usize) {
        self.inputs += 1;
        self.bytes += u64::try_from(bytes).unwrap_or(u64::MAX);
        self.limited += u64::from(is_limited);
        match status {
            Status::Fallback => self.fallback += 1,
            Status::Empty(reason) => *self.empty.entry(reason.as_str()).or_default() += 1,
            // A status that this program does not know has content.
            _ => self.found += 1,
        }
    }

    /// Counts an article.
    pub(crate) fn count_article(&mut self, article: &Article, bytes: usize) {
        self.count(article.status(), article.limits().next().is_some(), bytes);
    }

    /// Counts an input that could not be read.
    pub(crate) fn count_failed(&mut self) {
        self.inputs += 1;
        self.failed += 1;
    }

    /// Counts an input whose output could not be written.
    pub(crate) fn count_unwritten(&mut self) {
        self.inputs += 1;
        self.unwritten += 1;
    }

    /// Counts an input that was passed over on purpose: the reason in a word or two.
    pub(crate) fn count_skipped(&mut self, reason: &'static str) {
        self.inputs += 1;
        *self.skipped.entry(reason).or_default() += 1;
    }

    /// Counts that an article, which is counted already, is not written.
    pub(crate) fn count_unwanted(&mut self) {
        self.unwanted += 1;
    }

    /// Whether there was no input at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.inputs == 0
    }

    /// Whether there were inputs, and none of them could be read.
    pub(crate) fn has_only_failed(&self) -> bool {
        self.inputs > 0 && self.failed == self.inputs
    }

    /// Ends the run: tells the summary, where there is something to sum up, writes it into a file where one is asked for, and
    /// says how the run has ended.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub(crate) fn finish(mut self, args: &crate::args::ReportArgs, console: &super::Console) -> Result<Exit, Failure> {
        self.seconds = (self.start.elapsed().as_secs_f64() * 1000.0).round() / 1000.0;
        console.end();
        if self.inputs > 1 {
            console.note(format_args!("bodytext: {self}"));
        }
        if let Some(path) = &args.summary {
            self.write(path)?;
        }
        Ok(match (self.failed, self.unwritten) {
            (0, 0) => Exit::Success,
            (_, 0) => Exit::SomeFailed,
            _ => Exit::SomeUnwritten,
        })
    }

    fn write(&self, path: &Path) -> Result<(), Failure> {
        let json = serde_json::to_vec_pretty(self).map_err(std::io::Error::from);
        let written = json.and_then(|mut json| {
            json.push(b'\n');
            write_file(path, &json)
        });
        written.map_err(|error| Failure::output(path.display().to_string(), error))
    }
}

impl fmt::Display for Summary {
    /// `12 inputs in 0.3 s: 8 found, 1 fallback, 2 empty (2 app_shell), 1 failed`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inputs = if self.inputs == 1 { "input" } else { "inputs" };
        write!(f, "{} {inputs} in {:.1} s: {} found", self.inputs, self.seconds, self.found)?;
        if self.fallback > 0 {
            write!(f, ", {} fallback", self.fallback)?;
        }
        let empty: u64 = self.empty.values().sum();
        if empty > 0 {
            let reasons: Vec<_> = self.empty.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
            write!(f, ", {empty} empty ({})", reasons.join(", "))?;
        }
        for (reason, count) in &self.skipped {
            write!(f, ", {count} skipped ({reason})")?;
        }
        if self.failed > 0 {
            write!(f, ", {} failed", self.failed)?;
        }
        if self.unwritten > 0 {
            write!(f, ", {} could not be written", self.unwritten)?;
        }
        if self.limited > 0 {
            write!(f, "; {} cut by a limit", self.limited)?;
        }
        if self.unwanted > 0 {
            write!(f, "; {} not written (status or confidence)", self.unwanted)?;
        }
        Ok(())
    }
}
