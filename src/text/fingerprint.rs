//! Fast hashes of a page's strings, to see each of them once.
//!
//! The keys come from the page, and a page must not be able to make them collide: the hash begins with a random number.
//! What is chosen does not depend on it.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState};

/// Numbers that are spread already need no hashing.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

/// A map from fingerprints.
pub(crate) type Fingerprints<T> = HashMap<u64, T, BuildHasherDefault<Spread>>;

/// Makes fingerprints.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fingerprint {
    state: u64,
}

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

impl Fingerprint {
    /// The beginning of all fingerprints of one page.
    pub(crate) fn new() -> Fingerprint {
        Fingerprint { state: RandomState::new().hash_one(0_u8) }
    }

    /// The fingerprint with a number added.
    #[expect(clippy::cast_possible_truncation, reason = "the halves of a product, each by itself")]
    pub(crate) fn with(self, number: u64) -> Fingerprint {
        let wide = u128::from(self.state ^ number ^ 0x243f_6a88_85a3_08d3) * u128::from(FACTOR);
        Fingerprint { state: (wide as u64) ^ ((wide >> 64) as u64) ^ self.state.rotate_left(23) }
    }

    /// The fingerprint with a string added.
    pub(crate) fn with_text(self, text: &str) -> Fingerprint {
        let bytes = text.as_bytes();
        let mut out = self.with(bytes.len() as u64);
        match bytes.last_chunk::<8>() {
            Some(last) => {
                for chunk in bytes[..bytes.len() - 1].as_chunks::<8>().0 {
                    out = out.with(u64::from_le_bytes(*chunk));
                }
                // Some bytes may come twice, which does no harm.
                out.with(u64::from_le_bytes(*last))
            }
            None => out.with(bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))),
        }
    }

    /// The fingerprint as a number.
    pub(crate) fn number(self) -> u64 {
        self.state.wrapping_mul(FACTOR) ^ (self.state >> 32)
    }
}

#[cfg(test)]
mod tests {
    use super::Fingerprint;

    #[test]
    fn equal_texts_have_equal_fingerprints_and_others_do_not() {
        let start = Fingerprint::new();
        let of = |texts: &[&str]| texts.iter().fold(start, |state, text| state.with_text(text)).number();
        assert_eq!(of(&["green tea", "black"]), of(&["green tea", "black"]));
        assert_ne!(of(&["green tea", "black"]), of(&["green tea black"]));
        assert_ne!(of(&["green", "tea"]), of(&["greentea", ""]));
        let all: std::collections::HashSet<u64> = (0..10_000).map(|n| of(&[&format!("class-{n}")])).collect();
        assert_eq!(all.len(), 10_000);
    }
}
