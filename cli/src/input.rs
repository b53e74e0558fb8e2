//! Reading files and standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Reads a file, or standard input where the path is `-`: to its end, or one byte further than the limit, which tells that
/// there is more.
pub(crate) fn read(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    if is_stdin(path) {
        io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    } else {
        let file = File::open(path)?;
        let length = file.metadata().map_or(0, |metadata| metadata.len());
        // A little more room than the file needs, so that its end is found without making more.
        bytes.reserve_exact(usize::try_from(length.min(most)).unwrap_or_default() + 32);
        file.take(most).read_to_end(&mut bytes)?;
    }
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
