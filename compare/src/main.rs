//! Measures bodytext beside other extractors: throughput and quality in one run, page by page in turn.
//!
//! `cargo run --release --manifest-path compare/Cargo.toml` compares on the fixtures of this repository,
//! `… -- CORPUS_DIR --split dev` on a corpus (see [`pages`]). The table goes to standard output and, with `--record`, into
//! `compare/record/` under the date and the corpus's name.

#[path = "../../benches/baseline/mod.rs"]
mod baseline;
mod pages;
mod quality;
mod report;
mod tools;

use pages::Page;
use report::Tally;
use std::error::Error;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tools::{TOOLS, Tool};

const USAGE: &str = "\
usage: bodytext-compare [FOLDER] [--split NAME] [--limit N] [--rounds N] [--only NAME[,NAME…]] [--record]

FOLDER is a corpus or a folder of fixtures; the fixtures of this repository if none is given.
--split   the pages of this split of a corpus alone
--limit   at most so many pages, evenly spread
--rounds  so many runs of each tool on each page, of which the fastest counts (1)
--only    these tools alone; the first is what the others are measured against
--record  also writes the table to compare/record/";

/// Peers that walk the tree recursively need a deep stack on some pages.
const STACK: usize = 1 << 30;

struct Arguments {
    folder: PathBuf,
    split: Option<String>,
    limit: usize,
    rounds: usize,
    only: Option<Vec<String>>,
    record: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    let Some(arguments) = arguments(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        std::process::exit(2);
    };
    let pages = pages::read(&arguments.folder, arguments.split.as_deref(), arguments.limit)?;
    let tools: Vec<&Tool> = match &arguments.only {
        None => TOOLS.iter().collect(),
        Some(names) => names
            .iter()
            .map(|name| TOOLS.iter().find(|tool| tool.name == name).ok_or(format!("no tool is called `{name}`")))
            .collect::<Result<_, _>>()?,
    };
    // A peer that panics has failed on that page; its message would only hide the table.
    panic::set_hook(Box::new(|_| ()));
    let bytes = pages.iter().map(|page| page.html.len()).sum();
    let count = pages.len();
    let rounds = arguments.rounds;
    let worker = std::thread::Builder::new().stack_size(STACK).spawn(move || compare(&tools, &pages, rounds))?;
    let results = worker.join().map_err(|_| "the comparison broke")?;
    let table = report::table(&results, count, bytes);
    print!("{table}");
    if arguments.record {
        record(&arguments.folder, &table)?;
    }
    Ok(())
}

fn arguments(mut args: impl Iterator<Item = String>) -> Option<Arguments> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut arguments = Arguments {
        folder: home.join("../fixtures/bodies"),
        split: None,
        limit: usize::MAX,
        rounds: 1,
        only: None,
        record: false,
    };
    let mut given = false;
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--split" => arguments.split = Some(args.next()?),
            "--limit" => arguments.limit = args.next()?.parse().ok().filter(|limit| *limit > 0)?,
            "--rounds" => arguments.rounds = args.next()?.parse().ok().filter(|rounds| *rounds > 0)?,
            "--only" => arguments.only = Some(args.next()?.split(',').map(str::to_owned).collect()),
            "--record" => arguments.record = true,
            _ if !given && !arg.starts_with('-') => {
                given = true;
                arguments.folder = PathBuf::from(arg);
            }
            _ => return None,
        }
    }
    Some(arguments)
}

/// Each page through each tool in turn; the order moves on by one a page, so that none always finds the page in the cache.
fn compare<'t>(tools: &[&'t Tool], pages: &[Page], rounds: usize) -> Vec<(&'t Tool, Tally)> {
    let mut results: Vec<(&Tool, Tally)> = tools.iter().map(|tool| (*tool, Tally::default())).collect();
    for (number, page) in pages.iter().enumerate() {
        for turn in 0..results.len() {
            let index = (number + turn) % results.len();
            let (tool, tally) = &mut results[index];
            let (text, time) = fastest(tool, page, rounds);
            tally.time += time;
            tally.failed += usize::from(text.is_none());
            if let Some(gold) = page.gold.as_deref().filter(|_| tool.extracts) {
                let kind = page.kind.clone().unwrap_or_else(|| "all".to_owned());
                let score = quality::score(text.as_deref().unwrap_or(""), gold, page.cjk);
                tally.scores.entry(kind).or_default().push(score);
            }
        }
        if number % 100 == 99 {
            eprintln!("{} of {} pages", number + 1, pages.len());
        }
    }
    results
}

fn fastest(tool: &Tool, page: &Page, rounds: usize) -> (Option<String>, Duration) {
    let mut best = Duration::MAX;
    let mut answer = None;
    for _ in 0..rounds {
        let start = Instant::now();
        answer = panic::catch_unwind(AssertUnwindSafe(|| (tool.run)(page))).ok().flatten();
        best = best.min(start.elapsed());
    }
    (answer, best)
}

/// Keeps the table under the day's date and the name of what it was measured on.
fn record(folder: &Path, table: &str) -> Result<(), Box<dyn Error>> {
    let day = jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::now()).date();
    let name = folder.canonicalize()?.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let records = Path::new(env!("CARGO_MANIFEST_DIR")).join("record");
    std::fs::create_dir_all(&records)?;
    std::fs::write(records.join(format!("{day}-{name}.md")), format!("# {name}, {day}\n\n{table}"))?;
    Ok(())
}
