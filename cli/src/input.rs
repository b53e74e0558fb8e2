//! Reading files and standard input.

use std::io::{self, Read};
use std::path::Path;

/// What an input holds.
pub(crate) struct Input {
    /// Its text.
    pub(crate) text: String,
    /// Where the first bytes stood that are not UTF-8 and were replaced.
    pub(crate) first_invalid: Option<usize>,
}

/// Reads a file, or standard input where the path is `-`, to its end.
pub(crate) fn read(path: &Path) -> io::Result<Input> {
    let bytes = if is_stdin(path) {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        bytes
    } else {
        std::fs::read(path)?
    };
    Ok(decode(bytes))
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

/// Takes bytes for UTF-8, invalid ones replaced.
fn decode(bytes: Vec<u8>) -> Input {
    match String::from_utf8(bytes) {
        Ok(text) => Input { text, first_invalid: None },
        Err(error) => Input {
            first_invalid: Some(error.utf8_error().valid_up_to()),
            text: String::from_utf8_lossy(error.as_bytes()).into_owned(),
        },
    }
}
