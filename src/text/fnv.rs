//! The FNV-1a hash: small, the same on every machine, and computed by the compiler where it can be.
//!
//! For numbers that are stored or compared, such as tokens. Whoever can choose the bytes can make them collide: where that
//! would cost time, [fingerprints](super::fingerprint) are taken.

/// The state before anything was added.
pub(crate) const START: u32 = 0x811c_9dc5;
const PRIME: u32 = 0x0100_0193;

/// The state with a number added: a byte, or the number of a character.
#[inline(always)]
pub(crate) const fn add(state: u32, number: u32) -> u32 {
    (state ^ number).wrapping_mul(PRIME)
}

/// The state with bytes added.
#[inline]
pub(crate) const fn bytes(mut state: u32, mut bytes: &[u8]) -> u32 {
    while let Some((&byte, rest)) = bytes.split_first() {
        state = add(state, byte as u32);
        bytes = rest;
    }
    state
}

/// A hash of a file: FNV-1a with 64 bits over words of eight bytes, which is little enough work for the compiler, folded
/// to 32.
#[expect(clippy::cast_possible_truncation, reason = "the upper half is folded into the lower")]
pub(crate) const fn file(mut bytes: &[u8]) -> u32 {
    const PRIME: u64 = 0x0100_0000_01b3;
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    while let Some((word, rest)) = bytes.split_first_chunk() {
        hash = (hash ^ u64::from_le_bytes(*word)).wrapping_mul(PRIME);
        // What differs in the upper bits alone must not be lost.
        hash ^= hash >> 32;
        bytes = rest;
    }
    while let Some((&byte, rest)) = bytes.split_first() {
        hash = (hash ^ byte as u64).wrapping_mul(PRIME);
        bytes = rest;
    }
    (hash ^ hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::{START, bytes, file};

    #[test]
    fn it_is_the_published_hash() {
        // From the test vectors of the hash's authors.
        assert_eq!(bytes(START, b""), 0x811c_9dc5);
        assert_eq!(bytes(START, b"a"), 0xe40c_292c);
        assert_eq!(bytes(START, b"foobar"), 0xbf9c_f968);
    }

    #[test]
    fn a_file_differs_by_each_of_its_bits() {
        let whole = [7_u8; 19];
        for at in 0..whole.len() * 8 {
            let mut other = whole;
            other[at / 8] ^= 1 << (at % 8);
            assert_ne!(file(&other), file(&whole), "{at}");
        }
    }
}
