//! Outputs that are compressed as the ending of their name says.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::ffi::OsStr;
use std::io::{self, Write};

/// How an output is compressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Method {
    #[default]
    None,
    Gzip,
    Zstandard,
}

impl Method {
    /// The method that the ending of a name stands for.
    pub(crate) fn of_ending(ending: &OsStr) -> Method {
        if ending.eq_ignore_ascii_case("gz") {
            Method::Gzip
        } else if ending.eq_ignore_ascii_case("zst") {
            Method::Zstandard
        } else {
            Method::None
        }
    }
}

/// Compresses what is written into it. [`finish`](Compressor::finish) writes the end, without which the output is broken.
pub(crate) enum Compressor<W: Write> {
    None(W),
    Gzip(GzEncoder<W>),
    Zstandard(zstd::Encoder<'static, W>),
}

impl<W: Write> Compressor<W> {
    /// Compresses into `out`.
    ///
    /// # Errors
    /// Where there is no memory for it.
    pub(crate) fn new(method: Method, out: W) -> io::Result<Compressor<W>> {
        Ok(match method {
            Method::None => Compressor::None(out),
            Method::Gzip => Compressor::Gzip(GzEncoder::new(out, Compression::default())),
            Method::Zstandard => {
                let mut encoder = zstd::Encoder::new(out, 3)?;
                encoder.include_checksum(true)?;
                Compressor::Zstandard(encoder)
            }
        })
    }

    /// Writes what is held back, and the end; gives back what was written into.
    ///
    /// # Errors
    /// Those of the output.
    pub(crate) fn finish(self) -> io::Result<W> {
        match self {
            Compressor::None(out) => Ok(out),
            Compressor::Gzip(out) => out.finish(),
            Compressor::Zstandard(out) => out.finish(),
        }
    }
}

impl<W: Write> Write for Compressor<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Compressor::None(out) => out.write(bytes),
            Compressor::Gzip(out) => out.write(bytes),
            Compressor::Zstandard(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Compressor::None(out) => out.flush(),
            Compressor::Gzip(out) => out.flush(),
            Compressor::Zstandard(out) => out.flush(),
        }
    }
}
