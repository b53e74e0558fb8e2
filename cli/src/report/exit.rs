//! How a run ends.

use std::io;
use std::process::ExitCode;

/// How a run that was not broken off has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All inputs were read.
    Success,
    /// At least one input could not be read; the others were.
    SomeFailed,
    /// At least one output could not be written; the others were.
    SomeUnwritten,
}

/// Why a run was broken off, or did not begin.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command line asks for what cannot be.
    Usage(String),
    /// An output could not be written.
    Output {
        /// Which; the words "write error" where it is standard output.
        about: String,
        error: io::Error,
    },
}

impl Failure {
    /// An output that could not be written, by its name.
    pub(crate) fn output(about: impl Into<String>, error: io::Error) -> Failure {
        Failure::Output { about: about.into(), error }
    }
}

/// Standard output could not be written.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::output("write error", error)
    }
}

impl Exit {
    const SOME_FAILED: u8 = 1;
    const USAGE: u8 = 2;
    const UNWRITTEN: u8 = 3;

    /// The exit code of a run; what broke it off is told on standard error.
    pub(crate) fn code(run: Result<Exit, Failure>) -> ExitCode {
        match run {
            Ok(Exit::Success) => ExitCode::SUCCESS,
            Ok(Exit::SomeFailed) => ExitCode::from(Exit::SOME_FAILED),
            Ok(Exit::SomeUnwritten) => ExitCode::from(Exit::UNWRITTEN),
            // Whoever reads has seen enough: `bodytext … | head` is no failure.
            Err(Failure::Output { error, .. }) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Err(Failure::Output { about, error }) => {
                let what_to_do = match error.kind() {
                    io::ErrorKind::NotFound => ": make its folder first",
                    _ => "",
                };
                super::console::complain(&about, &format!("{}{what_to_do}", reason(&error)));
                ExitCode::from(Exit::UNWRITTEN)
            }
            Err(Failure::Usage(message)) => {
                super::console::say(&format!("error: {message}\n\nFor more information, try '--help'."));
                ExitCode::from(Exit::USAGE)
            }
        }
    }
}

/// Why reading or writing failed, in the words that other programs use: without the number that Rust adds.
pub(crate) fn reason(error: &io::Error) -> String {
    let message = error.to_string();
    match message.rsplit_once(" (os error ") {
        Some((reason, _)) => reason.to_owned(),
        None => message,
    }
}
