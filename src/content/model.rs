//! The learned model: a vocabulary and a set of decision trees, as flat arrays.
//!
//! Everything in it is an integer: thresholds are sixteen-bit, the leaves are fixed-point logits, and the way from a
//! logit to a probability is a table. So a page gets the same verdicts on every machine. How the model is made is told in
//! `train/`.

use super::features::Features;
use super::lexicon::{Lexicon, Scores};
use std::sync::LazyLock;

/// A logit of one is this much.
pub(crate) const LOGIT: i32 = 4096;
/// The table of probabilities has one entry for this much of a logit.
const STEP: i32 = LOGIT / 32;
/// The probability of certainty.
pub(crate) const CERTAIN: u32 = 65_535;

/// An inner node of a tree.
#[derive(Clone, Copy, Debug)]
struct Node {
    feature: u16,
    /// Values up to and including this go left.
    threshold: i16,
    /// An inner node of the same tree where positive or zero, else the complement of a leaf.
    left: i16,
    right: i16,
}

/// Trees whose leaves are added up.
#[derive(Clone, Debug, Default)]
struct Trees {
    nodes: Vec<Node>,
    leaves: Vec<i16>,
    /// Where each tree's nodes and leaves begin.
    starts: Vec<(u32, u32)>,
    base: i32,
}

/// A trained model.
#[derive(Clone, Debug, Default)]
pub(crate) struct Model {
    tokens: Vec<u32>,
    scores: Vec<Scores>,
    /// For each value of the upper bits of a token where its like begin.
    buckets: Vec<u32>,
    blocks: Trees,
    probabilities: Vec<u16>,
    /// One set of trees for each kind of page, over the features that all blocks of a page share.
    kinds: Vec<Trees>,
    /// What is left of one at each step of a logit below zero.
    decay: Vec<u16>,
}

const BUCKET_BITS: u32 = 14;

/// The model that comes with the crate.
pub(crate) static EMBEDDED: LazyLock<Model> = LazyLock::new(|| {
    Model::read(include_bytes!("model.bin")).expect("the embedded model is complete, which a test shows")
});

/// Takes little-endian numbers off the front of a slice.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*head)
    }

    fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    fn i16(&mut self) -> Option<i16> {
        self.array().map(i16::from_le_bytes)
    }

    fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    fn trees(&mut self) -> Option<Trees> {
        let (count, base) = (self.u32()?, self.u32()? as i32);
        let mut trees = Trees { base, ..Trees::default() };
        for _ in 0..count {
            trees.starts.push((trees.nodes.len() as u32, trees.leaves.len() as u32));
            let inner = self.u16()?;
            for _ in 0..inner {
                let node = Node { feature: self.u16()?, threshold: self.i16()?, left: self.i16()?, right: self.i16()? };
                trees.nodes.push(node);
            }
            for _ in 0..=inner {
                trees.leaves.push(self.i16()?);
            }
        }
        Some(trees)
    }
}

impl Model {
    /// Reads a model as `train/` writes it. None where bytes are missing.
    pub(crate) fn read(bytes: &[u8]) -> Option<Model> {
        let mut reader = Reader(bytes);
        let mut model = Model::default();
        let count = reader.u32()?;
        for _ in 0..count {
            model.tokens.push(reader.u32()?);
        }
        for _ in 0..count {
            model.scores.push(reader.array::<2>()?.map(|score| i8::from_le_bytes([score])));
        }
        let mut at = 0;
        for bucket in 0..=1_u32 << BUCKET_BITS {
            while at < model.tokens.len() && model.tokens[at] >> (32 - BUCKET_BITS) < bucket {
                at += 1;
            }
            model.buckets.push(at as u32);
        }
        let entries = reader.u32()?;
        for _ in 0..entries {
            model.probabilities.push(reader.u16()?);
        }
        model.blocks = reader.trees()?;
        let kinds = reader.u32()?;
        for _ in 0..kinds {
            model.kinds.push(reader.trees()?);
        }
        let entries = reader.u32()?;
        for _ in 0..entries {
            model.decay.push(reader.u16()?);
        }
        Some(model)
    }

    /// The logit of each block.
    pub(crate) fn logits(&self, features: &Features) -> Vec<i32> {
        let mut out = vec![self.blocks.base; features.values.len() / features.columns.max(1)];
        self.blocks.add(features, &mut out);
        out
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
        let row = features.rows().next()?;
        let logits: Vec<i32> = self.kinds.iter().map(|trees| trees.base + trees.sum(row)).collect();
        let (best, &highest) = logits.iter().enumerate().max_by_key(|(index, logit)| (**logit, usize::MAX - *index))?;
        let share =
            |logit: &i32| self.decay.get(((highest - logit) / STEP) as usize).map_or(0, |share| u32::from(*share));
        let total: u32 = logits.iter().map(share).sum();
        Some((best, share(&highest) * 1000 / total.max(1)))
    }
}

/// A node of a tree, for explanations.
#[derive(Clone, Copy, Debug)]
pub(super) enum Split {
    /// What a leaf adds.
    Leaf(i32),
    /// Values up to the threshold lead to the first child, the others to the second.
    Inner { feature: usize, threshold: i16, children: [usize; 2] },
}

impl Model {
    /// How many trees judge blocks.
    pub(super) fn trees(&self) -> usize {
        self.blocks.starts.len()
    }

    /// A node of a tree, the first of which is its root. Leaves are counted on behind the inner nodes.
    pub(super) fn split(&self, tree: usize, at: usize) -> Split {
        let (first, leaf) = self.blocks.starts[tree];
        let end = self.blocks.starts.get(tree + 1).map_or(self.blocks.nodes.len(), |next| next.0 as usize);
        let inner = end - first as usize;
        if at >= inner {
            return Split::Leaf(i32::from(self.blocks.leaves[leaf as usize + at - inner]));
        }
        let Node { feature, threshold, left, right } = self.blocks.nodes[first as usize + at];
        let children = [left, right].map(|child| if child < 0 { inner + !child as usize } else { child as usize });
        Split::Inner { feature: feature.into(), threshold, children }
    }
}

impl Lexicon for Model {
    fn score(&self, token: u32) -> Option<Scores> {
        let bucket = (token >> (32 - BUCKET_BITS)) as usize;
        let (start, end) = (*self.buckets.get(bucket)? as usize, *self.buckets.get(bucket + 1)? as usize);
        let at = self.tokens[start..end].iter().position(|other| *other == token)?;
        Some(self.scores[start + at])
    }
}

impl Trees {
    /// What the trees say to one row.
    fn sum(&self, row: &[i16]) -> i32 {
        self.starts.iter().map(|&start| self.leaf(start, row)).sum()
    }

    fn leaf(&self, (first_node, first_leaf): (u32, u32), row: &[i16]) -> i32 {
        let nodes = &self.nodes[first_node as usize..];
        let mut at = 0_i16;
        while at >= 0 {
            let node = nodes[at as usize];
            at = if row[node.feature as usize] <= node.threshold { node.left } else { node.right };
        }
        i32::from(self.leaves[first_leaf as usize + !at as usize])
    }

    /// Adds every tree's leaf to each row. Tree by tree, so that a tree stays in the cache while the rows pass. Rows that
    /// the first trees find hopeless are left at that: most of a page is.
    fn add(&self, features: &Features, out: &mut [i32]) {
        let (first, rest) = self.starts.split_at(self.starts.len().min(FIRST_TREES));
        for &start in first {
            for (row, sum) in features.rows().zip(out.iter_mut()) {
                *sum += self.leaf(start, row);
            }
        }
        let open: Vec<usize> = (0..out.len()).filter(|&index| out[index] > HOPELESS).collect();
        for &start in rest {
            for &index in &open {
                let row = &features.values[index * features.columns..(index + 1) * features.columns];
                out[index] += self.leaf(start, row);
            }
        }
    }
}

/// After so many trees a row can be hopeless.
const FIRST_TREES: usize = 50;
/// A logit that the other trees would not bring back up to any threshold.
const HOPELESS: i32 = -7 * LOGIT / 2;

#[cfg(test)]
mod tests {
    use super::{CERTAIN, EMBEDDED, LOGIT, Model};

    #[test]
    fn the_embedded_model_is_complete() {
        assert!(EMBEDDED.blocks.starts.len() >= 50);
        assert_eq!(EMBEDDED.kinds.len(), 7);
        assert!(EMBEDDED.tokens.is_sorted());
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
