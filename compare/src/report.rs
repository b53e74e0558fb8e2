//! The table that comes out, in Markdown.

use crate::quality::Score;
use crate::tools::Tool;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

/// What one tool made of all pages.
#[derive(Default)]
pub struct Tally {
    pub time: Duration,
    /// Pages on which the tool gave up or broke.
    pub failed: usize,
    /// Scores of the pages that have gold text, by kind of page.
    pub scores: BTreeMap<String, Vec<Score>>,
}

/// The version that this crate uses of a package, as its lock file has it.
fn version(package: &str) -> &'static str {
    let entries = || include_str!("../Cargo.lock").split("[[package]]");
    // Where several versions are in the tree, the entry of this crate names the one that it depends on.
    let named = entries()
        .find(|entry| entry.contains(concat!("\nname = \"", env!("CARGO_PKG_NAME"), "\"\n")))
        .and_then(|entry| entry.split(&format!("\"{package} ")).nth(1)?.split([' ', '"']).next());
    named
        .or_else(|| {
            entries()
                .find(|entry| entry.contains(&format!("\nname = \"{package}\"\n")))
                .and_then(|entry| entry.split("version = \"").nth(1)?.split('"').next())
        })
        .unwrap_or("?")
}

/// The table of all tools: throughput, time as a multiple of the first tool's, and quality.
pub fn table(results: &[(&Tool, Tally)], pages: usize, bytes: usize) -> String {
    let mut out = String::new();
    let first = results.first().map_or(0.0, |(_, tally)| tally.time.as_secs_f64());
    let megabytes = bytes as f64 / 1e6;
    let _ = writeln!(out, "{pages} pages, {megabytes:.1} MB, one core; each page through each tool in turn.\n");
    out.push_str("| tool | version | what | MB/s | time against the first | F1 | precision | recall | failed |\n");
    out.push_str("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    for (tool, tally) in results {
        let seconds = tally.time.as_secs_f64();
        let (speed, ratio) = (megabytes / seconds, seconds / first);
        let _ = write!(out, "| {} | {} | {} | {speed:.1} | {ratio:.2} |", tool.name, version(tool.package), tool.what);
        match mean(tally.scores.values().flatten()) {
            Some(score) if tool.extracts => {
                let _ = write!(out, " {:.4} | {:.4} | {:.4} |", score.f1, score.precision, score.recall);
            }
            _ => out.push_str(" | | |"),
        }
        let _ = writeln!(out, " {} |", tally.failed);
    }
    by_kind(&mut out, results);
    out
}

/// Mean F1 by kind of page, where the pages have kinds.
fn by_kind(out: &mut String, results: &[(&Tool, Tally)]) {
    let extractors = || results.iter().filter(|(tool, tally)| tool.extracts && !tally.scores.is_empty());
    let Some(kinds) = extractors().next().map(|(_, tally)| tally.scores.keys()).filter(|kinds| kinds.len() > 1) else {
        return;
    };
    let _ = write!(out, "\n| F1 |");
    kinds.clone().for_each(|kind| {
        let _ = write!(out, " {kind} |");
    });
    let _ = write!(out, "\n| --- |{}", " ---: |".repeat(kinds.len()));
    for (tool, tally) in extractors() {
        let _ = write!(out, "\n| {} |", tool.name);
        for kind in kinds.clone() {
            let f1 = tally.scores.get(kind).and_then(mean).map_or(0.0, |score| score.f1);
            let _ = write!(out, " {f1:.3} |");
        }
    }
    out.push('\n');
}

fn mean<'s>(scores: impl IntoIterator<Item = &'s Score>) -> Option<Score> {
    let (mut sum, mut count) = (Score::default(), 0.0);
    for score in scores {
        sum.precision += score.precision;
        sum.recall += score.recall;
        sum.f1 += score.f1;
        count += 1.0;
    }
    (count > 0.0).then(|| Score { precision: sum.precision / count, recall: sum.recall / count, f1: sum.f1 / count })
}
