//! Writes the tables of the library that come from standards.

use bodytext_generate::{Missing, TABLES};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut is_whole = true;
    for table in TABLES {
        let written = match table.make() {
            Ok(text) => std::fs::write(table.file(), text).map_err(|error| error.to_string()),
            Err(Missing(source)) => Err(format!("not written: {source}")),
        };
        match written {
            Ok(()) => println!("{}", table.path),
            Err(why) => {
                is_whole = false;
                eprintln!("{}: {why}", table.path);
            }
        }
    }
    if is_whole { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
