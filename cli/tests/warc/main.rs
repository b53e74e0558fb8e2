//! `bodytext warc`, by the program itself, on files that are written here.

mod archive;
mod damage;
mod killed;
mod output;
mod pages;
#[cfg(feature = "parquet")]
mod table;

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The program, in a folder.
fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bodytext"));
    command.current_dir(folder).arg("warc").stdin(Stdio::null());
    command
}

/// What the program does with a WARC file of these bytes.
fn run(name: &str, file: &[u8], args: &[&str]) -> Run {
    let folder = folder(name);
    std::fs::write(folder.join("crawl.warc"), file).unwrap();
    Run::of(program(&folder).arg("crawl.warc").args(args).output().unwrap())
}

/// A new folder for a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("warc").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

struct Run {
    rows: Vec<Value>,
    messages: String,
    code: Option<i32>,
}

impl Run {
    fn of(output: Output) -> Run {
        Run {
            rows: rows(&output.stdout),
            messages: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code(),
        }
    }

    /// The values of a column.
    fn column(&self, name: &str) -> Vec<&str> {
        self.rows.iter().map(|row| row[name].as_str().unwrap_or("-")).collect()
    }
}

/// Lines of JSON.
fn rows(lines: &[u8]) -> Vec<Value> {
    lines
        .split(|&byte| byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect()
}
