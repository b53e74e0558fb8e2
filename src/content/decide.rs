//! From probabilities to a choice: which blocks of this page are kept.

use super::features::{Features, Groups};
use super::model::{CERTAIN, Model};
use super::repeats;
use super::segment::{Hidden, Segments};
use super::selector_rules::SelectorRule;
use super::stats::Stats;
use super::{Finding, labels, repair};

use crate::article::PageType;
use crate::html::Dom;
use crate::options::Favor;

/// The choice for one page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Decision {
    /// One verdict a block.
    pub(crate) kept: Vec<bool>,
    /// Which blocks would be kept if others did not say the same.
    pub(crate) copies: Vec<bool>,
    /// The logit of each block, drawn together with its like.
    pub(crate) logits: Vec<i32>,
    /// The probability of each block, of [`CERTAIN`].
    pub(crate) probabilities: Vec<u32>,
    /// The least probability that was enough, before the structure was mended.
    pub(crate) threshold: u32,
    pub(crate) finding: Finding,
    /// The likeliest kind of page, by its number, and its probability in thousandths.
    pub(crate) kind: Option<(usize, u32)>,
    /// The word F1 to be expected of the choice, in thousandths: what such choices reached on pages of unseen sites.
    pub(crate) confidence: u32,
}

/// The threshold lies within these, however sure or unsure a page is.
fn bounds(favor: Favor, is_article: bool) -> (u32, u32) {
    match favor {
        Favor::Precision => (CERTAIN / 2, CERTAIN / 10 * 8),
        // What an article page holds beside its article is mostly not wanted, however much of it is likely.
        Favor::Balanced if is_article => (CERTAIN / 100 * 40, CERTAIN / 100 * 55),
        Favor::Balanced => (CERTAIN / 10, CERTAIN / 2),
        Favor::Recall => (CERTAIN / 20, CERTAIN / 5),
    }
}

/// How much more recall counts than precision, in quarters: the square of the beta of an F score, times four.
fn recall_weight(favor: Favor) -> u64 {
    match favor {
        Favor::Precision => 1,
        Favor::Balanced => 4,
        Favor::Recall => 16,
    }
}

/// From this probability of an article page on, in thousandths, it is taken for one.
const ARTICLE_PAGE: u32 = 700;

/// Decides. `rules` has one for each block, or none at all. Costs one sort of the blocks.
#[expect(clippy::too_many_arguments, reason = "each is made by a stage of its own")]
pub(crate) fn decide(
    dom: &Dom<'_>,
    segments: &Segments,
    stats: &Stats,
    groups: &Groups,
    model: &Model,
    features: &Features,
    favor: Favor,
    rules: &[SelectorRule],
) -> Decision {
    let kind = model.kind(features);
    let is_article = kind.is_some_and(|(kind, share)| kind == PageType::Article as usize && share >= ARTICLE_PAGE);
    let logits = averaged(groups, &model.logits(features));
    let probabilities: Vec<u32> = logits.iter().map(|&logit| model.probability(logit)).collect();
    let mut ruled = probabilities.clone();
    for (probability, rule) in ruled.iter_mut().zip(rules) {
        *probability = match rule {
            SelectorRule::None => *probability,
            SelectorRule::Keep | SelectorRule::KeepComment => CERTAIN,
            SelectorRule::Prune | SelectorRule::DropComment => 0,
        };
    }
    let controls: Vec<usize> = (0..segments.blocks.len())
        .filter(|&block| segments.is_control(block) && rules.get(block) != Some(&SelectorRule::Keep))
        .collect();
    controls.iter().for_each(|&block| ruled[block] = 0);
    let is_product = kind.is_some_and(|(kind, _)| kind == PageType::Product as usize);
    let seeks_more = favor == Favor::Balanced && !is_article && !is_product;
    let (best, expected) = threshold(segments, &ruled, favor, seeks_more);
    let choose = |threshold: u32| {
        let mut kept: Vec<bool> = ruled.iter().map(|&probability| probability >= threshold).collect();
        repair::repair(dom, segments, stats, &ruled, threshold, &mut kept);
        labels::drop_labels(dom, segments, &mut kept);
        grant(rules, &mut kept);
        let copies = repeats::drop_copies(dom, segments, groups, favor, &mut kept);
        grant(rules, &mut kept);
        controls.iter().for_each(|&block| kept[block] = false);
        (kept, copies)
    };
    let (lowest, highest) = bounds(favor, is_article);
    let mut threshold = best.clamp(lowest, highest);
    let (mut kept, mut copies) = choose(threshold);
    let finding =
        if rules.contains(&SelectorRule::Keep) { Finding::Found } else { finding_of(segments, stats, &kept, expected) };
    match finding {
        Finding::Found => {}
        // The best of what is unlikely.
        Finding::Fallback => {
            threshold = best;
            (kept, copies) = choose(threshold);
        }
        Finding::Empty => kept.fill(false),
    }
    Decision { kept, copies, logits, probabilities, threshold, finding, kind, confidence: model.reached(expected) }
}

/// What selectors say goes, and comments that are not wanted never come out.
fn grant(rules: &[SelectorRule], kept: &mut [bool]) {
    for (kept, rule) in kept.iter_mut().zip(rules) {
        match rule {
            SelectorRule::None | SelectorRule::KeepComment => {}
            SelectorRule::Keep => *kept = true,
            SelectorRule::Prune | SelectorRule::DropComment => *kept = false,
        }
    }
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

/// The threshold with the best expected F score, and the F1 to be expected with it, in thousandths.
///
/// Blocks of a page are right or wrong together. Where the likely ones are wrong there is little left to lose, so the choice
/// is made for where they are right; there is more to find then than the mean says, and `seeks_more` looks for it. On pages
/// of articles the likely blocks seldom are wrong, and on those of products what comes after them seldom is right.
fn threshold(segments: &Segments, probabilities: &[u32], favor: Favor, seeks_more: bool) -> (u32, u32) {
    let mut order: Vec<(u32, u64)> = Vec::with_capacity(probabilities.len());
    for (index, &probability) in probabilities.iter().enumerate() {
        let tokens = u64::from(segments.blocks[index].measure.tokens());
        // In sixteenths, so that a share of a short text is not lost.
        order.push((probability, tokens * 16));
    }
    order.sort_unstable_by(|a, b| b.cmp(a));
    let certain = u64::from(CERTAIN);
    let all: u64 = order.iter().map(|&(probability, tokens)| u64::from(probability) * tokens / certain).sum();
    let (mut hits, mut size) = (0_u64, 0_u64);
    let recall = recall_weight(favor);
    // Unlikely blocks are many, and their probabilities add up to more than they hold.
    let all = all * 9 / 10;
    let sought = if seeks_more { all * 16 / 9 } else { all };
    let (mut best, mut best_threshold, mut expected) = (0, bounds(favor, false).1, 0);
    for (probability, tokens) in order {
        hits += u64::from(probability) * tokens / certain;
        size += tokens;
        let score = (4 + recall) * hits * 10_000 / (4 * size + recall * sought).max(1);
        if score > best {
            (best, best_threshold) = (score, probability);
            expected = 2 * hits * 1000 / (size + all).max(1);
        }
    }
    (best_threshold, expected as u32)
}

/// A choice this short is that of a page without content where it is not likely to be right.
const FEW_TOKENS: u32 = 30;
/// A choice this short is, where a browser would not show it.
const FEW_HIDDEN_TOKENS: u32 = 60;
/// The expected F1, in thousandths, below which a short choice does not count.
const DOUBTFUL: u32 = 400;

/// Whether there is content at all: a few unlikely words, or a few that only `<noscript>` holds, are none.
fn finding_of(segments: &Segments, stats: &Stats, kept: &[bool], expected: u32) -> Finding {
    let (mut tokens, mut shown) = (0, 0);
    for (block, _) in segments.blocks.iter().zip(kept).filter(|(_, kept)| **kept) {
        tokens += block.measure.tokens();
        shown += if block.hidden == Hidden::Noscript { 0 } else { block.measure.tokens() };
    }
    let doubtful = tokens < FEW_TOKENS && expected < DOUBTFUL;
    let hidden = shown == 0 && tokens < FEW_HIDDEN_TOKENS;
    if !doubtful && !hidden {
        Finding::Found
    } else if stats.sums[0].weight - stats.sums[0].link_weight > MUCH {
        Finding::Fallback
    } else {
        Finding::Empty
    }
}

/// So much text outside links (in half words) is not nothing, even if none of it looks like content.
const MUCH: u32 = 1000;
