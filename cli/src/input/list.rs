//! Lists of files, a path a line.

use super::json::BYTE_ORDER_MARK;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// How long a path may be; what is longer is none.
const MAX_PATH: u64 = 64 << 10;

/// The paths that a list holds, one a line, or with a NUL behind each, as `find -print0` writes them. Empty lines are left out.
/// An error is the last item.
///
/// # Errors
/// Where the list cannot be opened.
pub(super) fn read(list: &Path) -> io::Result<impl Iterator<Item = io::Result<PathBuf>> + Send + use<>> {
    let source: Box<dyn Read + Send> =
        if super::is_stdin(list) { Box::new(io::stdin()) } else { Box::new(File::open(list)?) };
    let mut source = BufReader::with_capacity(1 << 16, source);
    if source.fill_buf()?.starts_with(BYTE_ORDER_MARK) {
        source.consume(BYTE_ORDER_MARK.len());
    }
    let end = if source.fill_buf()?.contains(&0) { 0 } else { b'\n' };
    let mut is_over = false;
    Ok(std::iter::from_fn(move || {
        while !is_over {
            let mut path = Vec::new();
            match (&mut source).take(MAX_PATH).read_until(end, &mut path) {
                Ok(0) => is_over = true,
                Ok(_) => {
                    if path.last() == Some(&end) {
                        path.pop();
                    }
                    if end == b'\n' && path.last() == Some(&b'\r') {
                        path.pop();
                    }
                    if !path.is_empty() {
                        return Some(Ok(to_path(path)));
                    }
                }
                Err(error) => {
                    is_over = true;
                    return Some(Err(error));
                }
            }
        }
        None
    }))
}

#[cfg(unix)]
fn to_path(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes).into()
}

#[cfg(not(unix))]
fn to_path(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}
