//! Pages that are compressed with gzip.

use flate2::bufread::MultiGzDecoder;
use std::io::Read;

/// How many bytes come out at most, whatever is allowed: a page of a few kilobytes can stand for gigabytes of nothing.
const MOST: usize = 256 << 20;

/// Whether bytes are compressed with gzip, by their first ones.
pub(crate) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1f\x8b\x08")
}

/// What is compressed in `bytes`, as far as `max_bytes` and one byte more, by which the library knows that there was more; and
/// what was out of order. Takes no more memory than what comes out.
///
/// # Errors
/// Where nothing comes out: a message.
pub(crate) fn decompress(bytes: &[u8], max_bytes: usize) -> Result<(Vec<u8>, Option<String>), String> {
    let mut out = Vec::new();
    let most = max_bytes.min(MOST).saturating_add(1);
    let limit = u64::try_from(most).unwrap_or(u64::MAX);
    let read = MultiGzDecoder::new(bytes).take(limit).read_to_end(&mut out);
    let warning = match read {
        Err(error) if out.is_empty() => return Err(format!("not valid gzip: {error}")),
        Err(error) => Some(format!("not valid gzip, what came before is used: {error}")),
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
    use super::{decompress, is_gzip};
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn compressed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn several_members_are_one_page() {
        let bytes = [compressed(b"<p>Green"), compressed(b" tea")].concat();
        assert!(is_gzip(&bytes));
        assert_eq!(decompress(&bytes, 100), Ok((b"<p>Green tea".to_vec(), None)));
    }

    #[test]
    fn a_bomb_is_not_decompressed_beyond_the_limit() {
        let bomb = compressed(&vec![b' '; 10 << 20]);
        let (out, _) = decompress(&bomb, 1000).unwrap();
        assert_eq!(out.len(), 1001);
    }

    #[test]
    fn what_came_before_a_damage_is_used() {
        let mut bytes = compressed(b"<p>Green tea");
        bytes.truncate(bytes.len() - 4);
        let (out, warning) = decompress(&bytes, 100).unwrap();
        assert_eq!(out, b"<p>Green tea");
        assert!(warning.unwrap().starts_with("not valid gzip, what came before is used: "));
        assert!(decompress(b"\x1f\x8b\x08\xff", 100).unwrap_err().starts_with("not valid gzip: "));
    }
}
