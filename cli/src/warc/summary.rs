//! What a run has come to.

use super::checkpoint::{Checkpoint, Counts, Input};
use super::tally::Tally;
use bodytext::MODEL_VERSION;
use serde::Serialize;
use std::fmt;
use std::time::Duration;

/// What a run has come to, together with those that it went on with.
#[derive(Debug, Serialize)]
pub(super) struct Summary<'a> {
    version: &'static str,
    model: &'static str,
    inputs: &'a [Input],
    /// What was met in all inputs.
    records: Tally,
    pages: &'a Counts,
    /// Of this run.
    seconds: f64,
}

impl<'a> Summary<'a> {
    pub(super) fn of(checkpoint: &'a Checkpoint, time: Duration) -> Summary<'a> {
        let mut records = Tally::default();
        checkpoint.inputs.iter().for_each(|input| records.add(&input.tally));
        Summary {
            version: env!("CARGO_PKG_VERSION"),
            model: MODEL_VERSION,
            inputs: &checkpoint.inputs,
            records,
            pages: &checkpoint.counts,
            seconds: (time.as_secs_f64() * 1000.0).round() / 1000.0,
        }
    }

    /// Whether something of the inputs is lost.
    pub(super) fn has_losses(&self) -> bool {
        self.records.has_losses() || self.inputs.iter().any(|input| input.failed.is_some())
    }

    pub(super) fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        let mut json = serde_json::to_vec_pretty(self)?;
        json.push(b'\n');
        Ok(json)
    }
}

impl fmt::Display for Summary<'_> {
    /// `1000 pages in 4000 records of 1 file in 2.1 s: 940 found, 12 fallback, 48 empty (40 app_shell, 8 no_text); 1000 rows`,
    /// and what was lost.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Summary { records, pages, .. } = self;
        let files = self.inputs.len();
        write!(f, "{} in {} of ", counted(records.pages, "page"), counted(records.records, "record"))?;
        write!(f, "{} in {:.1} s: {} found", counted(files as u64, "file"), self.seconds, pages.found)?;
        if pages.fallback > 0 {
            write!(f, ", {} fallback", pages.fallback)?;
        }
        let empty: u64 = pages.empty.values().sum();
        if empty > 0 {
            let reasons: Vec<_> = pages.empty.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
            write!(f, ", {empty} empty ({})", reasons.join(", "))?;
        }
        if pages.failed > 0 {
            write!(f, ", {} failed", pages.failed)?;
        }
        if pages.limited > 0 {
            write!(f, "; {} cut by a limit", pages.limited)?;
        }
        write!(f, "; {}", counted(pages.rows, "row"))?;
        let unread = self.inputs.iter().filter(|input| input.failed.is_some()).count();
        if unread > 0 {
            write!(f, "; {} not read to the end", counted(unread as u64, "file"))?;
        }
        if records.damages > 0 {
            write!(f, "; {} damaged", counted(records.damages, "stretch"))?;
        }
        if records.broken > 0 {
            write!(f, "; {} left out as not whole", counted(records.broken, "record"))?;
        }
        if records.wrong_lengths > 0 {
            write!(f, "; {} wrong", counted(records.wrong_lengths, "length"))?;
        }
        if records.passed_over > 0 {
            write!(f, "; {} passed over", counted(records.passed_over, "byte"))?;
        }
        Ok(())
    }
}

fn counted(count: u64, noun: &str) -> String {
    let ending = match count {
        1 => "",
        _ if noun.ends_with("ch") => "es",
        _ => "s",
    };
    format!("{count} {noun}{ending}")
}
