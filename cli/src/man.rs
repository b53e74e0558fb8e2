//! `bodytext man`: the manual, out of the same words as `--help`.

use crate::args::Program;
use crate::report::{Exit, Failure};
use clap::CommandFactory;
use std::io::{self, Write};

/// The command line of `bodytext man`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The subcommand to describe; without it, the program
    #[arg(value_name = "SUBCOMMAND")]
    subcommand: Option<String>,
}

/// Writes a page of the manual.
///
/// # Errors
/// Where there is no such subcommand, or standard output cannot be written.
pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    let mut program = Program::command().disable_help_subcommand(true);
    program.build();
    let command = match &args.subcommand {
        None => program,
        Some(name) => {
            let known: Vec<_> = program.get_subcommands().map(|command| command.get_name().to_owned()).collect();
            let Some(command) = program.find_subcommand(name) else {
                let known = known.join(", ");
                return Err(Failure::Usage(format!("`{name}` is not a subcommand: known are {known}")));
            };
            command.clone()
        }
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    io::stdout().lock().write_all(&page)?;
    Ok(Exit::Success)
}
