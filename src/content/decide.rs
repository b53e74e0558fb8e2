//! From probabilities to a choice: which blocks of this page are kept.

use super::features::Groups;
use super::model::{CERTAIN, Model};
use super::segment::{Hidden, Segments};
use super::stats::Stats;
use super::{Status, repair};

/// The choice for one page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Decision {
    /// One verdict a block.
    pub(crate) kept: Vec<bool>,
    /// The probability of each block, of [`CERTAIN`].
    #[cfg_attr(not(feature = "train"), expect(dead_code, reason = "only training looks at it"))]
    pub(crate) probabilities: Vec<u32>,
    pub(crate) status: Status,
    /// The word F1 to be expected of the choice, in thousandths.
    pub(crate) expected: u32,
}

/// The threshold lies within these, however sure or unsure a page is.
const LOWEST: u32 = CERTAIN / 5;
const HIGHEST: u32 = CERTAIN / 2;
/// Texts shorter than this may repeat.
const REPEATED_TOKENS: u32 = 6;

/// Decides. Costs one sort of the blocks.
pub(crate) fn decide(segments: &Segments, stats: &Stats, groups: &Groups, model: &Model, logits: &[i32]) -> Decision {
    let logits = averaged(groups, logits);
    let probabilities: Vec<u32> = logits.iter().map(|&logit| model.probability(logit)).collect();
    let (threshold, expected) = threshold(segments, groups, &probabilities);
    let mut kept: Vec<bool> = probabilities.iter().map(|&probability| probability >= threshold).collect();
    repair::repair(segments, stats, &probabilities, threshold, &mut kept);
    drop_repeats(segments, &mut kept);
    let status = status(segments, stats, &kept, expected);
    if status == Status::Empty {
        kept.fill(false);
    }
    Decision { kept, probabilities, status, expected }
}

/// Draws the logits of blocks of the same path together: three parts its own, one part the group's mean.
fn averaged(groups: &Groups, logits: &[i32]) -> Vec<i32> {
    let mut sums = vec![(0_i64, 0_i64); groups.groups.len()];
    for (&logit, &group) in logits.iter().zip(&groups.of) {
        let sum = &mut sums[group as usize];
        sum.0 += i64::from(logit);
        sum.1 += 1;
    }
    let mean = |group: u32| sums[group as usize].0 / sums[group as usize].1.max(1);
    logits.iter().zip(&groups.of).map(|(&logit, &group)| ((3 * i64::from(logit) + mean(group)) / 4) as i32).collect()
}

/// The threshold with the best expected F1, within the bounds, and that F1 in thousandths.
fn threshold(segments: &Segments, groups: &Groups, probabilities: &[u32]) -> (u32, u32) {
    let mut order: Vec<(u32, u64)> = Vec::with_capacity(probabilities.len());
    for (index, &probability) in probabilities.iter().enumerate() {
        let tokens = u64::from(segments.blocks[index].measure.tokens());
        let copies = if tokens >= u64::from(REPEATED_TOKENS) { groups.repeats(index).0 } else { 1 };
        // In sixteenths, so that a share of a short text is not lost.
        order.push((probability, tokens * 16 / u64::from(copies.max(1))));
    }
    order.sort_unstable_by(|a, b| b.cmp(a));
    let certain = u64::from(CERTAIN);
    let all: u64 = order.iter().map(|&(probability, tokens)| u64::from(probability) * tokens / certain).sum();
    let (mut hits, mut size) = (0_u64, 0_u64);
    let (mut best, mut best_threshold) = (0, HIGHEST);
    for (probability, tokens) in order {
        hits += u64::from(probability) * tokens / certain;
        size += tokens;
        // Unlikely blocks are many, and their probabilities add up to more than they hold.
        let score = 2 * hits * 10_000 / (size + all * 9 / 10).max(1);
        if score > best {
            best = score;
            best_threshold = probability;
        }
    }
    (best_threshold.clamp(LOWEST, HIGHEST), (best / 10) as u32)
}

/// A choice this short is that of a page without content where it is not likely to be right.
const FEW_TOKENS: u32 = 30;
/// A choice this short is, where a browser would not show it.
const FEW_HIDDEN_TOKENS: u32 = 60;
/// The expected F1, in thousandths, below which a short choice does not count.
const DOUBTFUL: u32 = 400;

/// Whether there is content at all: a few unlikely words, or a few that only `<noscript>` holds, are none.
fn status(segments: &Segments, stats: &Stats, kept: &[bool], expected: u32) -> Status {
    let (mut tokens, mut shown) = (0, 0);
    for (block, _) in segments.blocks.iter().zip(kept).filter(|(_, kept)| **kept) {
        tokens += block.measure.tokens();
        shown += if block.hidden == Hidden::Noscript { 0 } else { block.measure.tokens() };
    }
    let doubtful = tokens < FEW_TOKENS && expected < DOUBTFUL;
    let hidden = shown == 0 && tokens < FEW_HIDDEN_TOKENS;
    if !doubtful && !hidden {
        Status::Found
    } else if stats.sums[0].long_weight > PROSE {
        Status::Fallback
    } else {
        Status::Empty
    }
}

/// So much prose (in half words) is not nothing, even if none of it looks like content.
const PROSE: u32 = 400;

/// Keeps only the first of several blocks that say the same at length.
fn drop_repeats(segments: &Segments, kept: &mut [bool]) {
    let mut said: Vec<(u64, usize)> = Vec::new();
    for (index, block) in segments.blocks.iter().enumerate() {
        if kept[index] && block.measure.tokens() >= REPEATED_TOKENS {
            said.push((block.measure.hash, index));
        }
    }
    said.sort_unstable();
    for pair in said.windows(2) {
        if pair[0].0 == pair[1].0 {
            kept[pair[1].1] = false;
        }
    }
}
