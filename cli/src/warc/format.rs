//! The formats of the output.

use super::columns::Columns;
use super::output::concatenate;
#[cfg(feature = "parquet")]
use super::parquet;
use super::row::Row;
use crate::compress::{Compressor, Method};
use clap::ValueEnum;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// JSON Lines: an object for each page
    Jsonl,
    /// JSON Lines, compressed with gzip
    #[value(name = "jsonl.gz")]
    JsonlGz,
    /// JSON Lines, compressed with Zstandard
    #[value(name = "jsonl.zst")]
    JsonlZst,
    /// Parquet, compressed with Zstandard
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Format {
    /// The format that the ending of a file's name stands for.
    pub(super) fn of(file: &Path) -> Option<Format> {
        let name = file.file_name()?.to_str()?.to_ascii_lowercase();
        Format::value_variants().iter().copied().find(|format| {
            let ending = format.ending();
            [ending.to_owned(), ending.replace("jsonl", "ndjson"), ending.replace("jsonl", "json")]
                .iter()
                .any(|ending| name.ends_with(&format!(".{ending}")))
        })
    }

    /// What to do about a name that has the ending of no format.
    pub(super) fn known(file: &Path) -> String {
        if file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("parquet")) {
            return "this program was built without Parquet: build it with `--features parquet`".to_owned();
        }
        let endings: Vec<_> = Format::value_variants().iter().map(|format| format!(".{}", format.ending())).collect();
        format!("known are {}; for any other name say --format", endings.join(", "))
    }

    /// How the names of its files end.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Format::Jsonl => "jsonl",
            Format::JsonlGz => "jsonl.gz",
            Format::JsonlZst => "jsonl.zst",
            #[cfg(feature = "parquet")]
            Format::Parquet => "parquet",
        }
    }

    /// Makes one file of parts.
    pub(super) fn merge(self, parts: &[PathBuf], out: &mut (dyn Write + Send)) -> io::Result<()> {
        match self {
            #[cfg(feature = "parquet")]
            Format::Parquet => parquet::merge(parts, out),
            // Gzip members and Zstandard frames may follow each other.
            _ => concatenate(parts, out),
        }
    }
}

/// Writes the rows of a part.
pub(super) enum PartWriter {
    Lines(Box<Compressor<Box<dyn Write + Send>>>),
    #[cfg(feature = "parquet")]
    Parquet(Box<parquet::Writer>),
}

impl PartWriter {
    pub(super) fn new(format: Format, columns: &Columns, out: Box<dyn Write + Send>) -> io::Result<PartWriter> {
        #[cfg(not(feature = "parquet"))]
        let _ = columns;
        let method = match format {
            Format::Jsonl => Method::None,
            Format::JsonlGz => Method::Gzip,
            Format::JsonlZst => Method::Zstandard,
            #[cfg(feature = "parquet")]
            Format::Parquet => return Ok(PartWriter::Parquet(Box::new(parquet::Writer::new(columns, out)?))),
        };
        Ok(PartWriter::Lines(Box::new(Compressor::new(method, out)?)))
    }

    /// Writes a row, and says how many bytes it has uncompressed.
    pub(super) fn write(&mut self, row: &Row, columns: &Columns) -> io::Result<u64> {
        match self {
            PartWriter::Lines(out) => {
                let line = columns.to_json(row)?;
                out.write_all(&line)?;
                Ok(line.len() as u64)
            }
            #[cfg(feature = "parquet")]
            PartWriter::Parquet(writer) => writer.write(row),
        }
    }

    /// Writes what is still held back.
    pub(super) fn finish(self) -> io::Result<()> {
        match self {
            PartWriter::Lines(out) => out.finish()?.flush(),
            #[cfg(feature = "parquet")]
            PartWriter::Parquet(writer) => writer.finish(),
        }
    }
}
