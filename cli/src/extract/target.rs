//! Where outputs go: standard output, a file, or a file each in a folder.

use crate::args::Format;
use crate::file;
use crate::report::Failure;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
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

    /// The format that the name of the file asks for.
    pub(super) fn format(&self) -> Option<Format> {
        let Target::File(path) = self else { return None };
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => Some(Format::Text),
            "md" | "markdown" => Some(Format::Markdown),
            "html" | "htm" => Some(Format::Html),
            "json" => Some(Format::Json),
            "jsonl" | "ndjson" => Some(Format::Jsonl),
            _ => None,
        }
    }
}

fn ends_in_slash(path: &OsStr) -> bool {
    path.as_encoded_bytes().last().is_some_and(|&last| std::path::is_separator(char::from(last)))
}

/// One output for all articles, which are kept apart in it where there may be several.
#[derive(Debug)]
pub(super) struct Stream {
    out: Out,
    format: Format,
    several: bool,
    is_first: bool,
}

#[derive(Debug)]
enum Out {
    Stdout(BufWriter<io::Stdout>),
    /// A file that gets its name at the end.
    New(BufWriter<NamedTempFile>, PathBuf),
    /// What is there already and is no file: a device, a pipe.
    Special(BufWriter<File>, PathBuf),
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
                        Out::Special(BufWriter::new(file), path.to_owned())
                    }
                    Ok(_) if !overwrite => {
                        let message = format!("the output {} exists; --overwrite replaces it", path.display());
                        return Err(Failure::Usage(message));
                    }
                    _ => Out::New(BufWriter::new(file::begin(path).map_err(failure)?), path.to_owned()),
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
    pub(super) fn finish(mut self) -> Result<(), Failure> {
        self.flush()?;
        if let Out::New(out, path) = self.out {
            let failure = |error| Failure::output(path.display().to_string(), error);
            let temporary = out.into_inner().map_err(|error| failure(error.into_error()))?;
            file::commit(temporary, &path).map_err(failure)?;
        }
        Ok(())
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
