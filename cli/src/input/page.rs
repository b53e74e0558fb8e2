//! What a file holds: a page, or a page in an envelope.

use super::{compression, mhtml};
use crate::report::reason;
use bodytext::{Article, Diagnostic, EmptyReason, Hints, Status};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// How the frame with the dictionary begins that a WARC file in Zstandard may have.
const WARC_DICTIONARY: &[u8] = b"\x5d\x2a\x4d\x18";
/// How a frame of LZ4 begins.
const LZ4: &[u8] = b"\x04\x22\x4d\x18";
/// What is said of a WARC file that is given as a page.
pub(super) const WARC_FILE: &str = "a WARC file, not a page: read it with `bodytext warc`";

/// The bytes of a page, and what the envelope that they came in says of them.
#[derive(Debug, PartialEq)]
pub(crate) struct Page {
    pub(crate) bytes: Vec<u8>,
    /// The media type with the encoding, as an archive of a page has it.
    pub(crate) content_type: Option<String>,
    /// The address that an archive of a page has it from.
    pub(crate) url: Option<String>,
}

impl Page {
    /// The page that a file, or standard input, holds; and what was out of order.
    ///
    /// # Errors
    /// Why there is none, as a message.
    pub(crate) fn read(path: &Path, max_bytes: usize) -> Result<(Page, Option<String>), String> {
        let bytes = read(path, max_bytes).map_err(|error| reason(&error))?;
        Page::open(bytes, max_bytes)
    }

    /// The page in `bytes`: gzip and zstd are undone, and of an MHTML archive the first HTML part is taken. Not much more than
    /// `max_bytes` are decompressed. With the page comes what was out of order.
    ///
    /// # Errors
    /// Why there is no page, as a message.
    pub(crate) fn open(bytes: Vec<u8>, max_bytes: usize) -> Result<(Page, Option<String>), String> {
        if bytes.starts_with(WARC_DICTIONARY) {
            return Err(WARC_FILE.to_owned());
        }
        if bytes.starts_with(LZ4) {
            return Err("compressed with LZ4, which is read in WARC files alone (see `bodytext warc`)".to_owned());
        }
        let (bytes, warning) = compression::decompressed(bytes, max_bytes)?;
        if is_warc(&bytes) {
            return Err(WARC_FILE.to_owned());
        }
        match mhtml::first_page(&bytes) {
            None => Ok((Page { bytes, content_type: None, url: None }, warning)),
            Some(Some(page)) => Ok((page, warning)),
            Some(None) => Err("an archive of a page (MHTML) without HTML in it".to_owned()),
        }
    }

    /// What the caller knows, and what that leaves open from the envelope.
    pub(crate) fn hints(&self, asked: &Hints) -> Hints {
        let mut hints = asked.clone();
        if let Some(content_type) = self.content_type.as_deref().filter(|_| asked.content_type().is_none()) {
            hints = hints.with_content_type(content_type);
        }
        if let Some(url) = self.url.as_deref().filter(|_| asked.url().is_none()) {
            hints = hints.with_url(url);
        }
        hints
    }
}

/// Whether bytes begin like a WARC file: with a line that says its version, as in `WARC/1.1`.
pub(super) fn is_warc(bytes: &[u8]) -> bool {
    let version = bytes.strip_prefix(b"WARC/").unwrap_or_default();
    let end = version.iter().position(|&byte| byte != b'.' && !byte.is_ascii_digit());
    end.is_some_and(|end| end > 0 && matches!(version.get(end), Some(b'\r' | b'\n')))
}

/// Reads a file, or standard input where the path is `-`: to its end, or one byte further than the limit, which tells that
/// there is more.
fn read(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
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

/// How messages and headings call an input.
pub(crate) fn display_name(path: &Path) -> String {
    if is_stdin(path) { "standard input".to_owned() } else { path.display().to_string() }
}

/// Why an input counts as failed though it was read: it was no text.
pub(crate) fn why_no_text(article: &Article) -> Option<String> {
    article.diagnostics().iter().find_map(|diagnostic| match diagnostic {
        Diagnostic::NotHtml { file } => Some(format!("binary: {file}, not HTML")),
        _ => None,
    })
}

/// What was out of order in an input, and why there is nothing in it.
pub(crate) fn warnings(article: &Article) -> impl Iterator<Item = String> {
    let encoding = article.encoding().filter(|encoding| encoding.replacements() > 0).map(|encoding| {
        let (count, encoding) = (encoding.replacements(), encoding.name());
        let characters = if count == 1 { "character was" } else { "characters were" };
        format!("{count} {characters} not valid {encoding} and became U+FFFD")
    });
    let empty = match article.status() {
        Status::Empty(reason) if reason != EmptyReason::NoText => Some(format!("nothing found: {reason}")),
        _ => None,
    };
    encoding.into_iter().chain(empty).chain(article.diagnostics().iter().map(Diagnostic::to_string))
}
