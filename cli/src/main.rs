//! The program `bodytext`: the text of articles out of HTML, on the command line.
//!
//! Articles go to standard output or to files, in the order of the inputs; everything else that there is to say goes to
//! standard error. An input that cannot be read costs itself and the exit code, not the inputs after it.

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
mod completions;
mod compress;
mod date;
mod explain;
mod extract;
mod file;
mod input;
mod man;
mod report;
#[cfg(feature = "serve")]
mod serve;
mod warc;

use args::{Command, Program};
use clap::Parser;
use report::Exit;
use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(not(feature = "serve"))]
    if asks_for_server() {
        let message = "this program was built without the server: build it with `--features serve`";
        return Exit::code(Err(report::Failure::Usage(message.to_owned())));
    }
    let program = Program::parse();
    Exit::code(match &program.command {
        None => extract::run(&program.extract),
        Some(Command::Explain(args)) => explain::run(args),
        Some(Command::Warc(args)) => warc::run(args),
        #[cfg(feature = "serve")]
        Some(Command::Serve(args)) => serve::run(args),
        Some(Command::Completions(args)) => completions::run(args),
        Some(Command::Man(args)) => man::run(args),
    })
}

/// Whether the command line is that of `bodytext serve`, and not about a file of this name.
#[cfg(not(feature = "serve"))]
fn asks_for_server() -> bool {
    std::env::args_os().nth(1).is_some_and(|first| first == "serve") && !std::path::Path::new("serve").exists()
}
