//! The program `bodytext`: the text of an article out of HTML, on the command line.
//!
//! Articles go to standard output, in the order of the arguments; everything else that there is to say goes to standard
//! error. An input that cannot be read costs itself and the exit code, not the inputs after it.

mod args;
mod input;
mod output;

use args::Args;
use bodytext::Extractor;
use clap::Parser;
use output::{Format, Writer};
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// Some input could not be read, or the output could not be written.
const FAILED: u8 = 1;

fn main() -> ExitCode {
    let args = Args::parse();
    match run(&args) {
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
    let mut extractor = Extractor::new(args.options());
    let mut writer = Writer::new(io::stdout().lock(), args.format, args.files.len() > 1);
    let mut all_read = true;
    for file in &args.files {
        let name = display_name(file);
        let html = match input::read(file) {
            Ok(html) => html,
            Err(error) => {
                complain(&name, &input::reason(&error));
                all_read = false;
                continue;
            }
        };
        if let Some(offset) = html.first_invalid {
            complain(&name, &format!("warning: not UTF-8 at byte {offset}; such bytes were replaced by U+FFFD"));
        }
        let article = extractor.extract(&html.text);
        // JSON carries the diagnostics itself.
        if args.format != Format::Json {
            for diagnostic in article.diagnostics() {
                complain(&name, &format!("warning: {diagnostic}"));
            }
        }
        writer.write(&name, &article)?;
    }
    writer.finish()?;
    Ok(all_read)
}

/// How messages and headings call an input.
fn display_name(file: &Path) -> String {
    if input::is_stdin(file) { "standard input".to_owned() } else { file.display().to_string() }
}

/// A line on standard error, in the form that shell users know. Nobody can be told if that is closed, too.
fn complain(about: &str, what: &str) {
    use std::io::Write;
    let _ = writeln!(io::stderr(), "bodytext: {about}: {what}");
}
