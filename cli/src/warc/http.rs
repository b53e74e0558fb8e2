//! What a record holds of HTTP: the header of a response, and how its body is encoded.

use super::record::{Record, Truncated};
use flate2::{Decompress, FlushDecompress, Status};
use std::io::Read;

/// What is of use in the header of a response.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Head {
    pub(super) status: Option<u16>,
    pub(super) content_type: Option<String>,
    pub(super) chunked: bool,
    pub(super) encodings: Vec<String>,
    /// How many bytes the body has, as the server said.
    pub(super) length: Option<usize>,
}

impl Head {
    /// What came without HTTP, in a `resource` record.
    pub(super) fn of_resource(content_type: &str) -> Head {
        let content_type = (!content_type.is_empty()).then(|| content_type.to_owned());
        Head { content_type, ..Head::default() }
    }

    /// Takes in a line of a header.
    pub(super) fn add_line(&mut self, line: &str) {
        if self.status.is_none() && line.starts_with("HTTP/") {
            self.status = line.split_ascii_whitespace().nth(1).and_then(|status| status.parse().ok());
            return;
        }
        let Some((name, value)) = line.split_once(':') else { return };
        let (name, value) = (name.trim(), value.trim());
        if name.eq_ignore_ascii_case("content-type") && !value.is_empty() {
            self.content_type = Some(value.to_owned());
        } else if name.eq_ignore_ascii_case("transfer-encoding") {
            self.chunked |= value.to_ascii_lowercase().contains("chunked");
        } else if name.eq_ignore_ascii_case("content-encoding") {
            self.encodings.extend(value.split(',').map(|encoding| encoding.trim().to_ascii_lowercase()));
        } else if name.eq_ignore_ascii_case("content-length") {
            self.length = value.parse().ok();
        }
    }
}

/// Whether a media type is HTML.
pub(super) fn is_html(content_type: &str) -> bool {
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    media_type.eq_ignore_ascii_case("text/html") || media_type.eq_ignore_ascii_case("application/xhtml+xml")
}

/// Whether bytes that nothing is said about begin like a document.
pub(super) fn looks_like_html(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    ["<!doctype html", "<html"]
        .iter()
        .any(|begins| bytes.get(..begins.len()).is_some_and(|found| found.eq_ignore_ascii_case(begins.as_bytes())))
}

/// Undoes how the body of a record is encoded, and takes note where it breaks off. Crawlers often store bodies decoded and leave
/// the header as it was: what is not encoded as the header says stays as it is.
pub(super) fn decode(record: &mut Record, max_bytes: usize) {
    if record.chunked {
        let (body, is_whole) = dechunked(std::mem::take(&mut record.body));
        record.body = body;
        if !is_whole {
            record.truncated.get_or_insert(Truncated::Encoding);
        }
    } else if record.encodings.is_empty() && record.length.is_some_and(|length| record.body.len() < length) {
        record.truncated.get_or_insert(Truncated::Length);
    }
    for encoding in std::mem::take(&mut record.encodings).iter().rev() {
        let body = record.body.as_slice();
        let decoded = match encoding.as_str() {
            "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => {
                read_up_to(flate2::bufread::MultiGzDecoder::new(body), max_bytes)
            }
            _ if looks_like_html(body) => continue,
            "deflate" => {
                // The standard says zlib's format; some servers send none of its header.
                let with_header = inflated(body, true, max_bytes);
                if with_header.bytes.is_empty() { inflated(body, false, max_bytes) } else { with_header }
            }
            "br" => read_up_to(brotli_decompressor::Decompressor::new(body, 16 << 10), max_bytes),
            "zstd" if body.starts_with(b"\x28\xb5\x2f\xfd") => match zstd::Decoder::new(body) {
                Ok(decoder) => read_up_to(decoder, max_bytes),
                Err(_) => continue,
            },
            _ => continue,
        };
        if decoded.bytes.is_empty() && decoded.is_damaged {
            continue;
        }
        record.body = decoded.bytes;
        if decoded.is_damaged {
            record.truncated.get_or_insert(Truncated::Encoding);
        }
        if decoded.is_more {
            record.truncated = Some(Truncated::MaxBytes);
        }
    }
}

struct Decoded {
    bytes: Vec<u8>,
    /// There is more than is allowed.
    is_more: bool,
    /// What comes after the bytes cannot be decoded.
    is_damaged: bool,
}

/// Reads no more than `max_bytes`.
fn read_up_to(mut reader: impl Read, max_bytes: usize) -> Decoded {
    let mut bytes = Vec::new();
    let limit = u64::try_from(max_bytes).unwrap_or(u64::MAX);
    let is_damaged = reader.by_ref().take(limit).read_to_end(&mut bytes).is_err();
    let is_more = bytes.len() >= max_bytes && matches!(reader.read(&mut [0]), Ok(1));
    Decoded { bytes, is_more, is_damaged }
}

/// Inflates no more than `max_bytes`. The readers of the library take the end of the input for the end of what is compressed.
fn inflated(body: &[u8], has_header: bool, max_bytes: usize) -> Decoded {
    let mut decompress = Decompress::new(has_header);
    let (mut bytes, mut rest, mut buffer) = (Vec::new(), body, vec![0; 32 << 10]);
    loop {
        let (read, written) = (decompress.total_in(), decompress.total_out());
        let status = decompress.decompress(rest, &mut buffer, FlushDecompress::None);
        let read = usize::try_from(decompress.total_in() - read).unwrap_or(usize::MAX);
        let written = usize::try_from(decompress.total_out() - written).unwrap_or(usize::MAX);
        rest = rest.get(read..).unwrap_or_default();
        bytes.extend_from_slice(buffer.get(..written).unwrap_or_default());
        if bytes.len() > max_bytes {
            bytes.truncate(max_bytes);
            return Decoded { bytes, is_more: true, is_damaged: false };
        }
        match status {
            Ok(Status::StreamEnd) => return Decoded { bytes, is_more: false, is_damaged: false },
            Ok(_) if read > 0 || written > 0 => {}
            _ => return Decoded { bytes, is_more: false, is_damaged: true },
        }
    }
}

/// The body without the lengths of its chunks, and whether it comes to its end. What follows a broken chunk is taken as it is; a
/// body that begins with no length is not chunked.
fn dechunked(body: Vec<u8>) -> (Vec<u8>, bool) {
    let mut out = Vec::new();
    let mut rest = body.as_slice();
    let mut is_first = true;
    loop {
        let line = rest.iter().take(1024).position(|&byte| byte == b'\n');
        let size = line.and_then(|end| chunk_size(rest.get(..end)?));
        let (Some(end), Some(size)) = (line, size) else {
            if is_first {
                return (body, true);
            }
            // The length of a chunk that was cut off is no text.
            if line.is_some() || chunk_size(rest).is_none() {
                out.extend_from_slice(rest);
            }
            return (out, false);
        };
        is_first = false;
        rest = rest.get(end + 1..).unwrap_or_default();
        if size == 0 {
            return (out, true);
        }
        let chunk = rest.get(..size.min(rest.len())).unwrap_or_default();
        out.extend_from_slice(chunk);
        rest = rest.get(chunk.len()..).unwrap_or_default();
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        if rest.is_empty() {
            return (out, false);
        }
    }
}

/// The length in a chunk's first line; extensions may follow it.
fn chunk_size(line: &[u8]) -> Option<usize> {
    let size = line.split(|&byte| byte == b';').next()?.trim_ascii();
    usize::from_str_radix(std::str::from_utf8(size).ok()?, 16).ok().filter(|_| !size.starts_with(b"+"))
}
