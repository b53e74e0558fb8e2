//! Files that hold many pages, a record each: JSON Lines.

use super::compression;
use super::json::BYTE_ORDER_MARK;
use super::page::{WARC_FILE, is_warc};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A line of a file.
#[derive(Debug)]
pub(super) struct Line {
    /// Counted from one; empty lines count.
    pub(super) number: u64,
    /// What stands in it, or why that was not read.
    pub(super) content: Result<Vec<u8>, String>,
    /// How many bytes of the file were read for it; compressed ones, where it is compressed.
    pub(super) bytes: u64,
}

/// The lines of a file, or of standard input, decompressed. A line that is longer than `max_line` is passed over and is an
/// error; so is the place where the file cannot be read any further, which is the last item.
///
/// # Errors
/// Where the file cannot be opened, or is something else.
pub(super) fn lines(path: &Path, max_line: usize) -> io::Result<impl Iterator<Item = Line> + Send + use<>> {
    let source: Box<dyn Read + Send> =
        if super::is_stdin(path) { Box::new(io::stdin()) } else { Box::new(File::open(path)?) };
    let count = Arc::new(AtomicU64::new(0));
    let counted = Counted { source, count: Arc::clone(&count) };
    let mut source =
        BufReader::with_capacity(1 << 16, compression::reader(BufReader::with_capacity(1 << 16, counted))?);
    if let Some(why) = why_no_lines(source.fill_buf()?) {
        return Err(io::Error::other(why));
    }
    let most = u64::try_from(max_line).unwrap_or(u64::MAX);
    let (mut number, mut read, mut is_over) = (0, 0, false);
    Ok(std::iter::from_fn(move || {
        while !is_over {
            number += 1;
            let content = match next_line(&mut source, most) {
                Ok(None) => {
                    is_over = true;
                    return None;
                }
                Ok(Some(Ok(line))) if line.trim_ascii().is_empty() => continue,
                Ok(Some(content)) => content,
                Err(error) => {
                    is_over = true;
                    Err(format!("cannot be read any further: {}", crate::report::reason(&error)))
                }
            };
            let now = count.load(Ordering::Relaxed);
            let bytes = now - std::mem::replace(&mut read, now);
            return Some(Line { number, content, bytes });
        }
        None
    }))
}

/// Why a file holds no JSON Lines, as far as its first bytes tell.
fn why_no_lines(first: &[u8]) -> Option<&'static str> {
    if is_warc(first) {
        Some(WARC_FILE)
    } else if first.starts_with(b"PAR1") {
        Some("Parquet in a pipe or compressed as a whole, which is not read: give it as a file of its own")
    } else if first.starts_with(b"\xff\xfe") || first.starts_with(b"\xfe\xff") {
        Some("text in UTF-16, but JSON Lines are UTF-8: convert it with `iconv -f UTF-16 -t UTF-8`")
    } else if first.strip_prefix(BYTE_ORDER_MARK).unwrap_or(first).trim_ascii_start().starts_with(b"[") {
        Some("a JSON array, but a record a line is expected: convert it with `jq -c '.[]'`")
    } else {
        None
    }
}

/// The next line without its end; a message, where it is too long.
fn next_line(source: &mut impl BufRead, most: u64) -> io::Result<Option<Result<Vec<u8>, String>>> {
    let mut line = Vec::new();
    if source.take(most).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
        return Ok(Some(Ok(line)));
    }
    if u64::try_from(line.len()).is_ok_and(|length| length < most) {
        // The last line has no end.
        return Ok(Some(Ok(line)));
    }
    source.skip_until(b'\n')?;
    Ok(Some(Err(format!("longer than {most} bytes"))))
}

/// Counts what is read.
struct Counted<R> {
    source: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(out)?;
        self.count.fetch_add(u64::try_from(count).unwrap_or_default(), Ordering::Relaxed);
        Ok(count)
    }
}
