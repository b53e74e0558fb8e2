//! `bodytext completions`: the program's options for the shell that asks.

use crate::args::Program;
use crate::report::{Exit, Failure};
use clap::CommandFactory;
use clap_complete::Shell;
use std::io::{self, Write};

/// The command line of `bodytext completions`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The shell that they are for
    #[arg(value_enum)]
    shell: Shell,
}

/// Writes a script for the shell.
///
/// # Errors
/// Where standard output cannot be written.
pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Program::command(), "bodytext", &mut script);
    io::stdout().lock().write_all(&script)?;
    Ok(Exit::Success)
}
