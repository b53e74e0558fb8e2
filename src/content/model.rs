//! The learned model: a vocabulary and a set of decision trees, as flat arrays.
//!
//! It is used as it lies in the file, so that nothing has to be read before the first page; a [header] tells whether it fits.
//! Everything in it is an integer: thresholds are sixteen-bit, the leaves are fixed-point logits, and the way from a logit to a probability is a table. So a page gets the same verdicts on every machine. How the model is made is told in
//! `train/`.

mod header;

use super::features::Features;
use super::file_reader::FileReader;
use super::lexicon::{Lexicon, Scores};
use super::trees::Trees;
#[cfg(any(test, feature = "__train"))]
use crate::article::PageType;
use crate::text::fnv;
pub(crate) use header::ModelError;
use std::sync::LazyLock;

/// A logit of one is this much.
pub(crate) const LOGIT: i32 = 4096;
/// The table of probabilities has one entry for this much of a logit.
const STEP: i32 = LOGIT / 32;
/// The probability of certainty.
pub(crate) const CERTAIN: u32 = 65_535;

/// A trained model: slices of the file that it stands in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Model {
    /// Each token, in order, with its two scores behind it, so that both are read at once.
    tokens: &'static [[u8; 6]],
    /// For each value of the upper bits of a token where its like begin.
    buckets: &'static [[u8; 2]],
    /// A bit for each value of the lower bits of a token: whether there is one like it. Small enough to be near, and most
    /// tokens of a page are unknown.
    known: &'static [u8],
    blocks: Trees,
    probabilities: &'static [[u8; 2]],
    /// One set of trees for each kind of page, over the features that all blocks of a page share.
    kinds: Vec<Trees>,
    /// What is left of one at each step of a logit below zero.
    decay: &'static [[u8; 2]],
    /// What choices promised, and what such choices reached on pages of unseen sites, in thousandths.
    reached: &'static [[u8; 4]],
}

const BUCKET_BITS: u32 = 12;
const KNOWN_BITS: u32 = 18;

/// The word and the bit of a token in [`Model::known`].
fn bit_of(token: u32) -> (usize, u8) {
    let low = token & ((1 << KNOWN_BITS) - 1);
    ((low / u8::BITS) as usize, 1 << (low % u8::BITS))
}

/// The file of the model that comes with the crate.
const FILE: &[u8] = include_bytes!("model.bin");
const _: () = header::assert_fits(FILE);

/// The model that comes with the crate.
#[expect(clippy::expect_used, reason = "it is the same for every input, and a test reads it")]
pub(crate) static EMBEDDED: LazyLock<Model> = LazyLock::new(|| {
    Model::read(FILE).expect("the model is trained anew after a change of features (train/README.md)")
});

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

const MODEL_DIGITS: [u8; 8] = digits(fnv::file(FILE));

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

impl Model {
    /// Finds the parts of a model as `train/` writes it; nothing is copied. An error where it has another format, was made for
    /// other features, or bytes are missing. Whether its parts fit each other is for [`Model::check`] to say.
    pub(crate) fn read(file: &'static [u8]) -> Result<Model, ModelError> {
        let (parts, _) = header::read(file)?;
        Model::parts(&mut FileReader::new(parts)).ok_or(ModelError::Length)
    }

    fn parts(reader: &mut FileReader) -> Option<Model> {
        let tokens = reader.items()?;
        let buckets = reader.items()?;
        let known = reader.items::<1>()?.as_flattened();
        let probabilities = reader.items()?;
        let blocks = Trees::read(reader)?;
        let kinds = (0..reader.u32()?).map(|_| Trees::read(reader)).collect::<Option<_>>()?;
        let (decay, reached) = (reader.items()?, reader.items()?);
        reader.is_at_end().then_some(Model { tokens, buckets, known, blocks, probabilities, kinds, decay, reached })
    }

    /// Reads a model, and looks whether it is as it was written and its parts fit each other: then nothing in it leads out of
    /// it. In proportion to its size.
    #[cfg(any(test, feature = "__train"))]
    pub(crate) fn check(file: &'static [u8]) -> Result<Model, ModelError> {
        let (parts, hash) = header::read(file)?;
        let model = Model::read(file)?;
        if fnv::file(parts) != hash {
            return Err(ModelError::Hash);
        }
        model.misfit().map_or(Ok(model), |part| Err(ModelError::Part(part)))
    }

    /// The name of a part that does not fit the others.
    #[cfg(any(test, feature = "__train"))]
    fn misfit(&self) -> Option<&'static str> {
        let token = |item: &[u8; 6]| u32::from_le_bytes([item[0], item[1], item[2], item[3]]);
        let starts = || self.buckets.iter().map(|start| usize::from(u16::from_le_bytes(*start)));
        let are_buckets = starts().len() == (1 << BUCKET_BITS) + 1
            && starts().is_sorted()
            && starts().next_back() == Some(self.tokens.len());
        let are_tokens =
            || self.tokens.is_sorted_by_key(token) && self.tokens.iter().all(|item| self.score(token(item)).is_some());
        let part = match () {
            () if !are_buckets => "buckets",
            () if !are_tokens() => "tokens",
            () if self.probabilities.is_empty() => "probabilities",
            () if !self.blocks.is_sound() => "trees",
            () if self.kinds.len() != PageType::ALL.len() || !self.kinds.iter().all(Trees::is_sound) => "kinds of page",
            () => return None,
        };
        Some(part)
    }

    /// The logit of each block.
    pub(crate) fn logits(&self, features: &Features) -> Vec<i32> {
        self.blocks.sums(features)
    }

    /// The probability of a logit, of [`CERTAIN`].
    pub(crate) fn probability(&self, logit: i32) -> u32 {
        let middle = (self.probabilities.len() / 2) as i32;
        let at = (logit.div_euclid(STEP) + middle).clamp(0, self.probabilities.len() as i32 - 1);
        self.probabilities.get(at as usize).map_or(0, |probability| u32::from(u16::from_le_bytes(*probability)))
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
        let share = |logit: &i32| {
            self.decay.get(((highest - logit) / STEP) as usize).map_or(0, |share| u32::from(u16::from_le_bytes(*share)))
        };
        let total: u32 = logits.iter().map(share).sum();
        Some((best, share(&highest) * 1000 / total.max(1)))
    }
}

impl Model {
    /// The word F1 that is promised as the one that is reached, by straight lines between what was measured; both in
    /// thousandths. A model without such measurements gives what it is given.
    pub(crate) fn reached(&self, promised: u32) -> u32 {
        let number =
            |[a, b, c, d]: [u8; 4]| (u32::from(u16::from_le_bytes([a, b])), u32::from(u16::from_le_bytes([c, d])));
        let Some((&first, points)) = self.reached.split_first() else { return promised };
        let (mut below, mut reached) = number(first);
        for &point in points {
            let (above, next) = number(point);
            if promised <= above {
                let rise = next.saturating_sub(reached);
                return reached + rise * promised.saturating_sub(below) / above.saturating_sub(below).max(1);
            }
            (below, reached) = (above, next);
        }
        reached
    }

    /// The trees that judge blocks.
    pub(super) fn trees(&self) -> &Trees {
        &self.blocks
    }
}

impl Lexicon for Model {
    fn score(&self, token: u32) -> Option<Scores> {
        let (word, bit) = bit_of(token);
        if self.known.get(word)? & bit == 0 {
            return None;
        }
        let bucket = (token >> (32 - BUCKET_BITS)) as usize;
        let [start, end] = [*self.buckets.get(bucket)?, *self.buckets.get(bucket + 1)?].map(u16::from_le_bytes);
        let [a, b, c, d] = token.to_le_bytes();
        let like = &self.tokens[start.into()..end.into()];
        let found = like.iter().find(|[e, f, g, h, ..]| (*e, *f, *g, *h) == (a, b, c, d))?;
        Some([found[4], found[5]].map(|score| i8::from_le_bytes([score])))
    }
}

#[cfg(test)]
mod tests {
    use super::{CERTAIN, EMBEDDED, FILE, LOGIT, Model, ModelError};

    #[test]
    fn the_embedded_model_fits_the_library() {
        let model = Model::check(FILE).unwrap_or_else(|error| panic!("{error}"));
        assert!(model.blocks.len() >= 50);
        assert!(FILE.len() <= 500_000);
    }

    /// Why the embedded model is refused after some change.
    fn refused(change: impl FnOnce(&mut Vec<u8>)) -> Option<ModelError> {
        let mut file = FILE.to_vec();
        change(&mut file);
        Model::check(file.leak()).err()
    }

    #[test]
    fn a_model_that_does_not_fit_is_refused() {
        assert_eq!(refused(|file| file.clear()), Some(ModelError::NoModel));
        assert_eq!(refused(|file| file[0] ^= 1), Some(ModelError::NoModel));
        assert_eq!(refused(|file| file[4] += 1), Some(ModelError::Format));
        assert_eq!(refused(|file| file[8] ^= 1), Some(ModelError::Schema));
        assert_eq!(refused(|file| file.truncate(file.len() - 1)), Some(ModelError::Length));
        assert_eq!(refused(|file| file.push(0)), Some(ModelError::Length));
        assert_eq!(refused(|file| file[400_000] ^= 1), Some(ModelError::Hash));
        assert_eq!(refused(|_| {}), None);
    }

    #[test]
    fn confidence_rises_with_what_is_promised_and_ends_at_no_more_than_one() {
        let all: Vec<u32> = (0..1300).map(|promised| EMBEDDED.reached(promised)).collect();
        assert!(all.is_sorted());
        assert!(all[0] < 500 && (950..=1000).contains(&all[1299]), "{} {}", all[0], all[1299]);
    }

    #[test]
    fn probabilities_rise_with_the_logit() {
        let all: Vec<u32> = (-10..=10).map(|logit| EMBEDDED.probability(logit * LOGIT)).collect();
        assert!(all.is_sorted());
        assert!(all[0] < CERTAIN / 100 && all[20] > CERTAIN / 100 * 99);
    }
}
