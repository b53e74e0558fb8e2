//! Bodies that clients have compressed.

use super::body::NotRead;
use hyper::header::{CONTENT_ENCODING, HeaderMap};
use std::io::{self, Read};

/// The encodings that are undone, as `Accept-Encoding` names them.
pub(super) const KNOWN: &str = "gzip, br, zstd";
/// How many encodings a body may be in, one inside of the other.
const MOST: usize = 2;

/// How a body is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Gzip,
    Brotli,
    Zstandard,
}

impl Encoding {
    /// The encodings of a body, in the order in which they were applied.
    ///
    /// # Errors
    /// Where one of them is not known.
    pub(super) fn of(headers: &HeaderMap) -> Result<Vec<Encoding>, NotRead> {
        let mut encodings = Vec::new();
        for value in headers.get_all(CONTENT_ENCODING) {
            let value = value.to_str().map_err(|_| NotRead::UnknownEncoding)?;
            for name in value.split(',') {
                match name.trim().to_ascii_lowercase().as_str() {
                    "" | "identity" => {}
                    "gzip" | "x-gzip" => encodings.push(Encoding::Gzip),
                    "br" => encodings.push(Encoding::Brotli),
                    "zstd" => encodings.push(Encoding::Zstandard),
                    _ => return Err(NotRead::UnknownEncoding),
                }
            }
        }
        if encodings.len() > MOST { Err(NotRead::UnknownEncoding) } else { Ok(encodings) }
    }

    fn name(self) -> &'static str {
        match self {
            Encoding::Gzip => "gzip",
            Encoding::Brotli => "br",
            Encoding::Zstandard => "zstd",
        }
    }

    fn reader<'b>(self, body: &'b [u8]) -> io::Result<Box<dyn Read + 'b>> {
        Ok(match self {
            Encoding::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(body)),
            Encoding::Brotli => Box::new(brotli_decompressor::Decompressor::new(body, 16 << 10)),
            Encoding::Zstandard => Box::new(zstd::Decoder::with_buffer(body)?),
        })
    }

    /// Decodes a body to no more than `most` bytes. `take_room` is asked for room before more bytes are kept.
    pub(super) fn decode(
        self,
        body: &[u8],
        most: usize,
        take_room: &mut dyn FnMut(usize) -> Result<(), NotRead>,
    ) -> Result<Vec<u8>, NotRead> {
        let fault = |error: io::Error| NotRead::WrongEncoding(self.name(), error.to_string());
        let mut reader = self.reader(body).map_err(fault)?;
        let (mut bytes, mut buffer) = (Vec::new(), vec![0; 64 << 10]);
        loop {
            let count = reader.read(&mut buffer).map_err(fault)?;
            if count == 0 {
                return Ok(bytes);
            }
            if bytes.len() + count > most {
                return Err(NotRead::TooLarge);
            }
            take_room(count)?;
            bytes.extend_from_slice(buffer.get(..count).unwrap_or_default());
        }
    }
}
