//! Where outputs go: standard output, a file, or a file each in a folder.

use crate::args::Format;
use crate::compress::{Compressor, Method};
use crate::file::{self, is_device};
use crate::report::Failure;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufWriter, IntoInnerError, IsTerminal, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Where outputs go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Stdout,
    File(PathBuf),
    Folder(PathBuf),
}

impl Target {
    /// What `--output` means: a folder where the path ends in a slash or is one.
    pub(super) fn new(output: Option<&Path>) -> Target {
        match output {
            None => Target::Stdout,
            Some(path) if path.as_os_str() == "-" => Target::Stdout,
            Some(path) if ends_in_slash(path.as_os_str()) || path.is_dir() => Target::Folder(path.to_owned()),
            Some(path) => Target::File(path.to_owned()),
        }
    }

    /// The folder, if it is one.
    pub(super) fn folder(&self) -> Option<&Path> {
        match self {
            Target::Folder(folder) => Some(folder),
            _ => None,
        }
    }

    /// The file or the folder.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Target::Stdout => None,
            Target::File(path) | Target::Folder(path) => Some(path),
        }
    }

    /// The format that the name of the file asks for. None where it has no ending, or is no file.
    ///
    /// # Errors
    /// Where no format has its ending: a message.
    pub(super) fn format(&self) -> Result<Option<Format>, String> {
        let Target::File(path) = self else { return Ok(None) };
        let name = if method(path) == Method::None { path.clone() } else { path.with_extension("") };
        let Some(ending) = name.extension() else { return Ok(None) };
        Ok(Some(match ending.to_string_lossy().to_ascii_lowercase().as_str() {
            "txt" => Format::Text,
            "md" | "markdown" => Format::Markdown,
            "html" | "htm" => Format::Html,
            "json" => Format::Json,
            "jsonl" | "ndjson" => Format::Jsonl,
            // Devices and pipes are called as their system likes.
            _ if is_device(path) => return Ok(None),
            ending => {
                let parquet =
                    if ending == "parquet" { ", and Parquet is written by `bodytext warc` alone" } else { "" };
                return Err(format!(
                    "no format has the ending of {}{parquet}: known are .txt, .md, .html, .json and .jsonl, also with .gz or \
                     .zst behind that; for any other name say --format",
                    path.display()
                ));
            }
        }))
    }
}

/// How a file is compressed, by its name.
fn method(path: &Path) -> Method {
    path.extension().map(Method::of_ending).unwrap_or_default()
}

fn ends_in_slash(path: &OsStr) -> bool {
    path.as_encoded_bytes().last().is_some_and(|&last| std::path::is_separator(char::from(last)))
}

/// One output for all articles, which are kept apart in it where there may be several.
pub(super) struct Stream {
    out: Out,
    format: Format,
    several: bool,
    is_first: bool,
}

enum Out {
    Stdout(BufWriter<io::Stdout>),
    /// A file that gets its name at the end.
    New(Compressor<BufWriter<NamedTempFile>>, PathBuf),
    /// What is there already and is no file: a device, a pipe.
    Special(Compressor<BufWriter<File>>, PathBuf),
}

impl Stream {
    /// Standard output, or a file. `several` says whether there may be more than one article.
    ///
    /// # Errors
    /// Where the file cannot be made, or exists and is not to be replaced.
    pub(super) fn new(file: Option<&Path>, format: Format, several: bool, overwrite: bool) -> Result<Stream, Failure> {
        let out = match file {
            None => Out::Stdout(BufWriter::new(io::stdout())),
            Some(path) => {
                let failure = |error| Failure::output(path.display().to_string(), error);
                match fs::metadata(path) {
                    Ok(metadata) if !metadata.is_file() => {
                        let file = File::options().write(true).open(path).map_err(failure)?;
                        let out = Compressor::new(method(path), BufWriter::new(file)).map_err(failure)?;
                        Out::Special(out, path.to_owned())
                    }
                    Ok(_) if !overwrite => {
                        let message = format!("the output {} exists; --overwrite replaces it", path.display());
                        return Err(Failure::Usage(message));
                    }
                    _ => {
                        let file = BufWriter::new(file::begin(path).map_err(failure)?);
                        Out::New(Compressor::new(method(path), file).map_err(failure)?, path.to_owned())
                    }
                }
            }
        };
        Ok(Stream { out, format, several, is_first: true })
    }

    /// Whether a reader at a terminal needs to be told which article is which.
    pub(super) fn needs_names(&self) -> bool {
        let is_terminal = matches!(self.out, Out::Stdout(_)) && io::stdout().is_terminal();
        is_terminal && self.several && self.format != Format::Text
    }

    /// Writes one article, which comes from the input of this name.
    ///
    /// # Errors
    /// Those of the output.
    pub(super) fn write(&mut self, name: &str, article: &[u8]) -> Result<(), Failure> {
        let (several, format) = (self.several, self.format);
        let is_first = std::mem::replace(&mut self.is_first, false);
        self.with(|out| match format {
            Format::Text if several => {
                writeln!(out, "{}==> {name} <==", if is_first { "" } else { "\n" })?;
                out.write_all(article)
            }
            Format::Markdown if several && !is_first => {
                out.write_all(b"\n---\n\n")?;
                out.write_all(article)
            }
            Format::Html if several => {
                out.write_all(b"<article>\n")?;
                out.write_all(article)?;
                out.write_all(b"</article>\n")
            }
            _ => out.write_all(article),
        })
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    /// Those of the output.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        self.with(|out| out.flush())
    }

    /// Ends the output; a file gets its name.
    ///
    /// # Errors
    /// Those of the output.
    pub(super) fn finish(self) -> Result<(), Failure> {
        let failure = |path: &Path| {
            let about = path.display().to_string();
            move |error| Failure::output(about, error)
        };
        match self.out {
            Out::Stdout(mut out) => Ok(out.flush()?),
            Out::New(out, path) => {
                let whole = out.finish().and_then(|out| out.into_inner().map_err(IntoInnerError::into_error));
                whole.and_then(|temporary| file::commit(temporary, &path)).map_err(failure(&path))
            }
            Out::Special(out, path) => out.finish().and_then(|mut out| out.flush()).map_err(failure(&path)),
        }
    }

    fn with(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        let failure = |path: &Path| {
            let about = path.display().to_string();
            move |error| Failure::output(about, error)
        };
        match &mut self.out {
            Out::Stdout(out) => Ok(write(out)?),
            Out::New(out, path) => write(out).map_err(failure(path)),
            Out::Special(out, path) => write(out).map_err(failure(path)),
        }
    }
}

/// Whether a failure to write one file means that none can be written any more.
pub(super) fn ends_all(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::ReadOnlyFilesystem
    )
}
