//! The program `bodytext`: the text of an article out of HTML, on the command line.
//!
//! Articles go to standard output, in the order of the arguments; everything else that there is to say goes to standard
//! error. An input that cannot be read costs itself and the exit code, not the inputs after it.

// No input panics.
#![cfg_attr(
    not(test),
    warn(
        clippy::cast_possible_truncation,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

mod args;
mod explain;
mod gzip;
mod input;
mod mhtml;
mod output;

use args::{Args, Choice, Command};
use bodytext::{Article, Diagnostic, EmptyReason, Extractor, MarkdownOptions, Status};
use clap::Parser;
use input::Page;
use output::Writer;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

/// Some input could not be read, or the output could not be written.
const FAILED: u8 = 1;

fn main() -> ExitCode {
    let args = Args::parse();
    let done = match &args.command {
        Some(Command::Explain { file, format, choice }) => run_explain(file, *format, choice),
        None => run(&args),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FAILED),
        // Whoever reads has seen enough: `bodytext … | head` is no failure.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain("write error", &input::reason(&error));
            ExitCode::from(FAILED)
        }
    }
}

/// Handles every input in turn. True if all of them could be read; an error is one of writing.
fn run(args: &Args) -> io::Result<bool> {
    let mut extractor = Extractor::new(args.choice.options());
    let hints = args.choice.hints();
    let markdown = MarkdownOptions::new().with_ruby(args.ruby);
    let html = args.html_options();
    let mut writer = Writer::new(io::stdout().lock(), args.format, markdown, html, args.files.len() > 1);
    let mut all_read = true;
    for file in &args.files {
        let name = display_name(file);
        let Some(page) = read(file, &name, &args.choice) else {
            all_read = false;
            continue;
        };
        let article = extractor.extract_bytes(&page.bytes, &page.hints(&hints, args.choice.has_url()));
        if is_binary(&name, &article) {
            all_read = false;
            continue;
        }
        warn(&name, &article);
        writer.write(&name, &article)?;
    }
    writer.finish()?;
    Ok(all_read)
}

/// Explains one input. False if it could not be read.
fn run_explain(file: &Path, format: explain::Format, choice: &Choice) -> io::Result<bool> {
    let name = display_name(file);
    let Some(page) = read(file, &name, choice) else { return Ok(false) };
    let hints = page.hints(&choice.hints(), choice.has_url());
    let explanation = Extractor::new(choice.options()).explain_bytes(&page.bytes, &hints);
    if is_binary(&name, explanation.article()) {
        return Ok(false);
    }
    warn(&name, explanation.article());
    let mut out = BufWriter::new(io::stdout().lock());
    explain::write(&mut out, format, &name, &explanation)?;
    out.flush()?;
    Ok(true)
}

/// Reads an input. None, and a message, if it cannot be.
fn read(file: &Path, name: &str, choice: &Choice) -> Option<Page> {
    let max_bytes = choice.options().max_bytes();
    let bytes = match input::read(file, max_bytes) {
        Ok(bytes) => bytes,
        Err(error) => {
            complain(name, &input::reason(&error));
            return None;
        }
    };
    match Page::open(bytes, max_bytes) {
        Ok((page, warning)) => {
            if let Some(warning) = warning {
                complain(name, &format!("warning: {warning}"));
            }
            Some(page)
        }
        Err(message) => {
            complain(name, &message);
            None
        }
    }
}

/// Whether an input was no text; then it says so.
fn is_binary(name: &str, article: &Article) -> bool {
    let file = article.diagnostics().iter().find_map(|diagnostic| match diagnostic {
        Diagnostic::NotHtml { file } => Some(file),
        _ => None,
    });
    if let Some(file) = file {
        complain(name, &format!("binary: {file}, not HTML"));
    }
    file.is_some()
}

/// Tells what was out of order in an input, and why there is nothing in it.
fn warn(name: &str, article: &Article) {
    if let Some(encoding) = article.encoding().filter(|encoding| encoding.replacements() > 0) {
        let (count, encoding) = (encoding.replacements(), encoding.name());
        let characters = if count == 1 { "character was" } else { "characters were" };
        complain(name, &format!("warning: {count} {characters} not valid {encoding} and became U+FFFD"));
    }
    if let Status::Empty(reason) = article.status()
        && reason != EmptyReason::NoText
    {
        complain(name, &format!("warning: nothing found: {reason}"));
    }
    for diagnostic in article.diagnostics() {
        complain(name, &format!("warning: {diagnostic}"));
    }
}

/// How messages and headings call an input.
fn display_name(file: &Path) -> String {
    if input::is_stdin(file) { "standard input".to_owned() } else { file.display().to_string() }
}

/// A line on standard error, in the form that shell users know. Nobody can be told if that is closed, too.
fn complain(about: &str, what: &str) {
    let _ = writeln!(io::stderr(), "bodytext: {about}: {what}");
}
