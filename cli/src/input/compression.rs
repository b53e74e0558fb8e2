//! Inputs that are compressed with gzip or Zstandard, told by their first bytes.

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{self, BufRead, Read};

/// How many bytes come out at most, whatever is allowed: a page of a few kilobytes can stand for gigabytes of nothing.
const MOST: usize = 256 << 20;

/// How something is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Gzip,
    Zstandard,
}

impl Kind {
    fn of(bytes: &[u8]) -> Option<Kind> {
        match bytes {
            [0x1f, 0x8b, 8, ..] => Some(Kind::Gzip),
            // A frame, or one that can be skipped and stands before frames.
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Some(Kind::Zstandard),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Kind::Gzip => "gzip",
            Kind::Zstandard => "zstd",
        }
    }

    fn reader<'r>(self, source: impl BufRead + Send + 'r) -> Box<dyn Read + Send + 'r> {
        match self {
            Kind::Gzip => Box::new(MultiGzDecoder::new(source)),
            Kind::Zstandard => Box::new(ZstdReader { source, decoder: FrameDecoder::new(), is_in_frame: false }),
        }
    }
}

/// What `source` holds, decompressed as it is read.
///
/// # Errors
/// Where the first bytes cannot be read.
pub(super) fn reader<'r>(mut source: impl BufRead + Send + 'r) -> io::Result<Box<dyn Read + Send + 'r>> {
    match Kind::of(source.fill_buf()?) {
        Some(kind) => Ok(kind.reader(source)),
        None => Ok(Box::new(source)),
    }
}

/// The bytes, or what is compressed in them: as far as `max_bytes` and one byte more, by which the library knows that there was
/// more; and what was out of order. Takes no more memory than what comes out.
///
/// # Errors
/// Where nothing comes out: a message.
pub(super) fn decompressed(bytes: Vec<u8>, max_bytes: usize) -> Result<(Vec<u8>, Option<String>), String> {
    let Some(kind) = Kind::of(&bytes) else { return Ok((bytes, None)) };
    let mut out = Vec::new();
    let most = max_bytes.min(MOST).saturating_add(1);
    let limit = u64::try_from(most).unwrap_or(u64::MAX);
    let read = kind.reader(bytes.as_slice()).take(limit).read_to_end(&mut out);
    let name = kind.name();
    let warning = match read {
        Err(error) if out.is_empty() => return Err(format!("not valid {name}: {error}")),
        Err(error) => Some(format!("not valid {name}, what came before is used: {error}")),
        Ok(_) if out.len() == most && max_bytes > MOST => {
            out.truncate(MOST);
            Some(format!("more than {} MB when decompressed, the rest is left out", MOST >> 20))
        }
        Ok(_) => None,
    };
    Ok((out, warning))
}

/// Decompresses frames of Zstandard one after the other.
struct ZstdReader<R> {
    source: R,
    decoder: FrameDecoder,
    is_in_frame: bool,
}

impl<R: BufRead> Read for ZstdReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.is_in_frame {
                while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                    let step = BlockDecodingStrategy::UptoBlocks(1);
                    self.decoder.decode_blocks(&mut self.source, step).map_err(io::Error::other)?;
                }
                let count = self.decoder.read(out)?;
                if count > 0 || out.is_empty() {
                    return Ok(count);
                }
                self.is_in_frame = false;
            }
            if self.source.fill_buf()?.is_empty() {
                return Ok(0);
            }
            match self.decoder.init(&mut self.source) {
                Ok(()) => self.is_in_frame = true,
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut (&mut self.source).take(length.into()), &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::decompressed;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        compress_to_vec(bytes, CompressionLevel::Fastest)
    }

    #[test]
    fn several_members_are_one_page() {
        for compressed in [gzip, zstd] {
            let bytes = [compressed(b"<p>Green"), compressed(b" tea")].concat();
            assert_eq!(decompressed(bytes, 100), Ok((b"<p>Green tea".to_vec(), None)));
        }
    }

    #[test]
    fn frames_that_can_be_skipped_are() {
        let skipped = b"\x51\x2a\x4d\x18\x03\0\0\0tea";
        let bytes = [skipped, zstd(b"<p>Green").as_slice(), skipped, &zstd(b" tea")].concat();
        assert_eq!(decompressed(bytes, 100), Ok((b"<p>Green tea".to_vec(), None)));
    }

    #[test]
    fn a_bomb_is_not_decompressed_beyond_the_limit() {
        for compressed in [gzip, zstd] {
            let bomb = compressed(&vec![b' '; 10 << 20]);
            assert_eq!(decompressed(bomb, 1000).unwrap().0.len(), 1001);
        }
    }

    #[test]
    fn what_came_before_a_damage_is_used() {
        let mut bytes = gzip(b"<p>Green tea");
        bytes.truncate(bytes.len() - 4);
        let (out, warning) = decompressed(bytes, 100).unwrap();
        assert_eq!(out, b"<p>Green tea");
        assert!(warning.unwrap().starts_with("not valid gzip, what came before is used: "));
        assert!(decompressed(b"\x1f\x8b\x08\xff".to_vec(), 100).unwrap_err().starts_with("not valid gzip: "));

        let bytes = [zstd(b"<p>Green tea"), b"\x28\xb5\x2f\xfd\xff".to_vec()].concat();
        let (out, warning) = decompressed(bytes, 100).unwrap();
        assert_eq!(out, b"<p>Green tea");
        assert!(warning.unwrap().starts_with("not valid zstd, what came before is used: "));
        assert!(decompressed(b"\x28\xb5\x2f\xfd\xff".to_vec(), 100).unwrap_err().starts_with("not valid zstd: "));
    }
}
