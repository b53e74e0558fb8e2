//! The program `bodytext`: the text of an article out of HTML, on the command line.
//!
//! Articles go to standard output, in the order of the arguments; everything else that there is to say goes to standard
//! error. An input that cannot be read costs itself and the exit code, not the inputs after it.

mod args;
mod explain;
mod input;
mod output;

use args::{Args, Choice, Command};
use bodytext::{Article, EmptyReason, Extractor, MarkdownOptions, Status};
use clap::Parser;
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
    let mut writer = Writer::new(io::stdout().lock(), args.format, markdown, args.files.len() > 1);
    let mut all_read = true;
    for file in &args.files {
        let name = display_name(file);
        let bytes = match input::read(file) {
            Ok(bytes) => bytes,
            Err(error) => {
                complain(&name, &input::reason(&error));
                all_read = false;
                continue;
            }
        };
        let article = extractor.extract_bytes(&bytes, &hints);
        warn(&name, &article);
        writer.write(&name, &article)?;
    }
    writer.finish()?;
    Ok(all_read)
}

/// Explains one input. False if it could not be read.
fn run_explain(file: &Path, format: explain::Format, choice: &Choice) -> io::Result<bool> {
    let name = display_name(file);
    let bytes = match input::read(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            complain(&name, &input::reason(&error));
            return Ok(false);
        }
    };
    let explanation = Extractor::new(choice.options()).explain_bytes(&bytes, &choice.hints());
    warn(&name, explanation.article());
    let mut out = BufWriter::new(io::stdout().lock());
    explain::write(&mut out, format, &name, &explanation)?;
    out.flush()?;
    Ok(true)
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
