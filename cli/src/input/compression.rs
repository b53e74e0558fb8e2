//! Inputs that are compressed with gzip or Zstandard, told by their first bytes.

use flate2::bufread::MultiGzDecoder;
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

    /// Reads member after member, or frame after frame.
    fn reader<'r>(self, source: impl BufRead + Send + 'r) -> io::Result<Box<dyn Read + Send + 'r>> {
        Ok(match self {
            Kind::Gzip => Box::new(MultiGzDecoder::new(source)),
            Kind::Zstandard => Box::new(zstd::Decoder::with_buffer(source)?),
        })
    }
}

/// What `source` holds, decompressed as it is read.
///
/// # Errors
/// Where the first bytes cannot be read.
pub(super) fn reader<'r>(mut source: impl BufRead + Send + 'r) -> io::Result<Box<dyn Read + Send + 'r>> {
    match Kind::of(source.fill_buf()?) {
        Some(kind) => kind.reader(source),
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
    let read = kind.reader(bytes.as_slice()).and_then(|reader| reader.take(limit).read_to_end(&mut out));
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

#[cfg(test)]
mod tests {
    use super::decompressed;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        zstd::encode_all(bytes, 1).unwrap()
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
