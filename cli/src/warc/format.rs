//! The formats of the output.

use super::columns::Columns;
use super::output::concatenate;
#[cfg(feature = "parquet")]
use super::parquet;
use super::row::Row;
use clap::ValueEnum;
use flate2::Compression;
use flate2::write::GzEncoder;
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
    Plain(Box<dyn Write + Send>),
    Gzip(GzEncoder<Box<dyn Write + Send>>),
    Zstd(zstd::Encoder<'static, Box<dyn Write + Send>>),
    #[cfg(feature = "parquet")]
    Parquet(Box<parquet::Writer>),
}

impl PartWriter {
    pub(super) fn new(format: Format, columns: &Columns, out: Box<dyn Write + Send>) -> io::Result<PartWriter> {
        #[cfg(not(feature = "parquet"))]
        let _ = columns;
        Ok(match format {
            Format::Jsonl => PartWriter::Plain(out),
            Format::JsonlGz => PartWriter::Gzip(GzEncoder::new(out, Compression::default())),
            Format::JsonlZst => {
                let mut encoder = zstd::Encoder::new(out, 3)?;
                encoder.include_checksum(true)?;
                PartWriter::Zstd(encoder)
            }
            #[cfg(feature = "parquet")]
            Format::Parquet => PartWriter::Parquet(Box::new(parquet::Writer::new(columns, out)?)),
        })
    }

    /// Writes a row, and says how many bytes it has uncompressed.
    pub(super) fn write(&mut self, row: &Row, columns: &Columns) -> io::Result<u64> {
        let out: &mut dyn Write = match self {
            PartWriter::Plain(out) => out,
            PartWriter::Gzip(out) => out,
            PartWriter::Zstd(out) => out,
            #[cfg(feature = "parquet")]
            PartWriter::Parquet(writer) => return writer.write(row),
        };
        let line = columns.to_json(row)?;
        out.write_all(&line)?;
        Ok(line.len() as u64)
    }

    /// Writes what is still held back.
    pub(super) fn finish(self) -> io::Result<()> {
        let mut out = match self {
            PartWriter::Plain(out) => out,
            PartWriter::Gzip(out) => out.finish()?,
            PartWriter::Zstd(out) => out.finish()?,
            #[cfg(feature = "parquet")]
            PartWriter::Parquet(writer) => return writer.finish(),
        };
        out.flush()
    }
}
