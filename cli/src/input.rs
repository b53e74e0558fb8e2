//! Reading files and standard input, and what they hold: a page, or a page in an envelope.

use crate::{gzip, mhtml};
use bodytext::Hints;
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
    /// The page in `bytes`: gzip is undone, and of an MHTML archive the first HTML part is taken. Not much more than `max_bytes`
    /// are decompressed. With the page comes what was out of order.
    ///
    /// # Errors
    /// Why there is no page, as a message.
    pub(crate) fn open(bytes: Vec<u8>, max_bytes: usize) -> Result<(Page, Option<String>), String> {
        let (bytes, warning) = if gzip::is_gzip(&bytes) { gzip::decompress(&bytes, max_bytes)? } else { (bytes, None) };
        match mhtml::first_page(&bytes) {
            None => Ok((Page { bytes, content_type: None, url: None }, warning)),
            Some(Some(page)) => Ok((page, warning)),
            Some(None) => Err("an archive of a page (MHTML) without HTML in it".to_owned()),
        }
    }

    /// What the command line says of the bytes, and what it leaves open the envelope.
    pub(crate) fn hints(&self, asked: &Hints, has_url: bool) -> Hints {
        let mut hints = asked.clone();
        if let Some(content_type) = self.content_type.as_deref().filter(|_| asked.content_type().is_none()) {
            hints = hints.with_content_type(content_type);
        }
        if let Some(url) = self.url.as_deref().filter(|_| !has_url) {
            hints = hints.with_url(url);
        }
        hints
    }
}

/// Whether a path stands for standard input.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Why reading or writing failed, in the words that other programs use: without the number that Rust adds.
pub(crate) fn reason(error: &io::Error) -> String {
    let message = error.to_string();
    match message.rsplit_once(" (os error ") {
        Some((reason, _)) => reason.to_owned(),
        None => message,
    }
}
