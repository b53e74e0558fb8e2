//! The learned model: a vocabulary and a set of decision trees, as flat arrays.
//!
//! Everything in it is an integer: thresholds are sixteen-bit, the leaves are fixed-point logits, and the way from a
//! logit to a probability is a table. So a page gets the same verdicts on every machine. How the model is made is told in
//! `train/`.

use super::features::Features;
use super::lexicon::{Lexicon, Scores};
use super::trees::Trees;
use std::sync::LazyLock;

/// A logit of one is this much.
pub(crate) const LOGIT: i32 = 4096;
/// The table of probabilities has one entry for this much of a logit.
const STEP: i32 = LOGIT / 32;
/// The probability of certainty.
pub(crate) const CERTAIN: u32 = 65_535;

/// A trained model.
#[derive(Clone, Debug, Default)]
pub(crate) struct Model {
    /// Each token with its scores beside it, so that both are read at once.
    tokens: Vec<(u32, Scores)>,
    /// For each value of the upper bits of a token where its like begin.
    buckets: Vec<u16>,
    /// A bit for each value of the lower bits of a token: whether there is one like it. Small enough to be near, and most
    /// tokens of a page are unknown.
    known: Vec<u64>,
    blocks: Trees,
    probabilities: Vec<u16>,
    /// One set of trees for each kind of page, over the features that all blocks of a page share.
    kinds: Vec<Trees>,
    /// What is left of one at each step of a logit below zero.
    decay: Vec<u16>,
}

const BUCKET_BITS: u32 = 14;
const KNOWN_BITS: u32 = 18;

/// The word and the bit of a token in [`Model::known`].
fn place(token: u32) -> (usize, u64) {
    let low = token & ((1 << KNOWN_BITS) - 1);
    ((low / u64::BITS) as usize, 1 << (low % u64::BITS))
}

/// The file of the model that comes with the crate.
const FILE: &[u8] = include_bytes!("model.bin");

/// The model that comes with the crate.
#[expect(clippy::expect_used, reason = "it is the same for every input, and a test reads it")]
pub(crate) static EMBEDDED: LazyLock<Model> =
    LazyLock::new(|| Model::read(FILE).expect("the embedded model is complete, which a test shows"));

/// Which model chooses the content of pages: eight hexadecimal digits, a hash of its file. Two builds with the same model
/// give the same; a record of extractions that names it can be compared with a later one.
///
/// ```
/// assert_eq!(bodytext::MODEL_VERSION.len(), 8);
/// ```
pub const MODEL_VERSION: &str = match str::from_utf8(&MODEL_DIGITS) {
    Ok(digits) => digits,
    Err(_) => "",
};

const MODEL_DIGITS: [u8; 8] = digits(hash(FILE));

/// FNV-1a over words of eight bytes, which is little enough work for the compiler; folded to 32 bits.
const fn hash(mut bytes: &[u8]) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    while let Some((word, rest)) = bytes.split_first_chunk() {
        hash = (hash ^ u64::from_le_bytes(*word)).wrapping_mul(0x0100_0000_01b3);
        // What differs in the upper bits alone must not be lost.
        hash ^= hash >> 32;
        bytes = rest;
    }
    while let Some((&byte, rest)) = bytes.split_first() {
        hash = (hash ^ byte as u64).wrapping_mul(0x0100_0000_01b3);
        bytes = rest;
    }
    (hash ^ hash >> 32) as u32
}

/// A number in hexadecimal.
const fn digits(mut number: u32) -> [u8; 8] {
    let mut digits = [0; 8];
    let mut left: &mut [u8] = &mut digits;
    while let Some((last, rest)) = left.split_last_mut() {
        *last = b"0123456789abcdef"[(number & 15) as usize];
        number >>= 4;
        left = rest;
    }
    digits
}

/// Takes little-endian numbers off the front of a slice.
pub(super) struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    pub(super) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*head)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }
}

impl Model {
    /// Reads a model as `train/` writes it. None where bytes are missing, or there are more tokens than sixteen bits count.
    pub(crate) fn read(bytes: &[u8]) -> Option<Model> {
        let mut reader = Reader(bytes);
        let mut model = Model::default();
        let count = reader.u32()?;
        for _ in 0..count {
            model.tokens.push((reader.u32()?, [0; 2]));
        }
        for (_, scores) in &mut model.tokens {
            *scores = reader.array::<2>()?.map(|score| i8::from_le_bytes([score]));
        }
        model.known = vec![0; 1 << (KNOWN_BITS - u64::BITS.ilog2())];
        for &(token, _) in &model.tokens {
            let (word, bit) = place(token);
            model.known[word] |= bit;
        }
        let mut at = 0;
        for bucket in 0..=1_u32 << BUCKET_BITS {
            while at < model.tokens.len() && model.tokens[at].0 >> (32 - BUCKET_BITS) < bucket {
                at += 1;
            }
            model.buckets.push(u16::try_from(at).ok()?);
        }
        let entries = reader.u32()?;
        for _ in 0..entries {
            model.probabilities.push(reader.u16()?);
        }
        model.blocks = Trees::read(&mut reader)?;
        let kinds = reader.u32()?;
        for _ in 0..kinds {
            model.kinds.push(Trees::read(&mut reader)?);
        }
        let entries = reader.u32()?;
        for _ in 0..entries {
            model.decay.push(reader.u16()?);
        }
        Some(model)
    }

    /// The logit of each block.
    pub(crate) fn logits(&self, features: &Features) -> Vec<i32> {
        self.blocks.sums(features)
    }

    /// The probability of a logit, of [`CERTAIN`].
    pub(crate) fn probability(&self, logit: i32) -> u32 {
        let middle = (self.probabilities.len() / 2) as i32;
        let at = (logit.div_euclid(STEP) + middle).clamp(0, self.probabilities.len() as i32 - 1);
        self.probabilities.get(at as usize).map_or(0, |probability| u32::from(*probability))
    }
}

impl Model {
    /// The likeliest kind of page, by its number, and its probability in thousandths. None for a page without blocks.
    pub(crate) fn kind(&self, features: &Features) -> Option<(usize, u32)> {
        if features.len() == 0 {
            return None;
        }
        let row = features.row(0);
        let logits: Vec<i32> = self.kinds.iter().map(|trees| trees.sum(&row)).collect();
        let (best, &highest) = logits.iter().enumerate().max_by_key(|(index, logit)| (**logit, usize::MAX - *index))?;
        let share =
            |logit: &i32| self.decay.get(((highest - logit) / STEP) as usize).map_or(0, |share| u32::from(*share));
        let total: u32 = logits.iter().map(share).sum();
        Some((best, share(&highest) * 1000 / total.max(1)))
    }
}

impl Model {
    /// The trees that judge blocks.
    pub(super) fn trees(&self) -> &Trees {
        &self.blocks
    }
}

impl Lexicon for Model {
    fn score(&self, token: u32) -> Option<Scores> {
        let (word, bit) = place(token);
        if self.known.get(word)? & bit == 0 {
            return None;
        }
        let bucket = (token >> (32 - BUCKET_BITS)) as usize;
        let (start, end) = (*self.buckets.get(bucket)?, *self.buckets.get(bucket + 1)?);
        let like = &self.tokens[start.into()..end.into()];
        like.iter().find(|(other, _)| *other == token).map(|(_, scores)| *scores)
    }
}

#[cfg(test)]
mod tests {
    use super::{CERTAIN, EMBEDDED, LOGIT, Model};

    #[test]
    fn the_embedded_model_is_complete() {
        assert!(EMBEDDED.blocks.len() >= 50);
        assert_eq!(EMBEDDED.kinds.len(), 7);
        assert!(EMBEDDED.tokens.is_sorted_by_key(|(token, _)| *token));
        assert!(include_bytes!("model.bin").len() <= 500_000);
    }

    #[test]
    fn a_model_cut_short_is_refused() {
        let bytes = include_bytes!("model.bin");
        assert!(Model::read(&bytes[..bytes.len() - 1]).is_none());
        assert!(Model::read(&[]).is_none());
    }

    #[test]
    fn probabilities_rise_with_the_logit() {
        let all: Vec<u32> = (-10..=10).map(|logit| EMBEDDED.probability(logit * LOGIT)).collect();
        assert!(all.is_sorted());
        assert!(all[0] < CERTAIN / 100 && all[20] > CERTAIN / 100 * 99);
    }
}
