//! Reading files and standard input.

use std::io::{self, Read};
use std::path::Path;

/// Reads a file, or standard input where the path is `-`, to its end.
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    if !is_stdin(path) {
        return std::fs::read(path);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether a path stands for standard input.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Why reading or writing failed, in the words that other programs use: without the number that Rust adds.
pub(crate) fn reason(error: &io::Error) -> String {
    let message = error.to_string();
    match message.rfind(" (os error ") {
        Some(end) => message[..end].to_owned(),
        None => message,
    }
}
