//! The vocabulary: for each token of class, id, role or link the mean label of what it marks, over sites.

use bodytext::training::Page;
use std::collections::HashMap;

/// What one page shows of each token: the labelled share of the text that it marks.
pub(crate) type PageTokens = Vec<(u32, f32)>;

/// The shares of tokens on one page.
pub(crate) fn page_tokens(
    parents: &[u32],
    element_tokens: &[Vec<u32>],
    block_elements: &[u32],
    inline_tokens: &[(usize, u32)],
    weights: &[f64],
    labels: &[f32],
) -> PageTokens {
    let mut weight = vec![0_f64; parents.len()];
    let mut good = vec![0_f64; parents.len()];
    for (index, &element) in block_elements.iter().enumerate() {
        weight[element as usize] += weights[index];
        good[element as usize] += weights[index] * f64::from(labels[index]);
    }
    for element in (1..parents.len()).rev() {
        let (w, g) = (weight[element], good[element]);
        weight[parents[element] as usize] += w;
        good[parents[element] as usize] += g;
    }
    let mut sums: HashMap<u32, (f64, f64)> = HashMap::new();
    let mut add = |token: u32, w: f64, g: f64| {
        let sum = sums.entry(token).or_default();
        sum.0 += w;
        sum.1 += g;
    };
    for (element, tokens) in element_tokens.iter().enumerate() {
        if weight[element] > 0.0 {
            tokens.iter().for_each(|&token| add(token, weight[element], good[element]));
        }
    }
    for &(block, token) in inline_tokens {
        add(token, weights[block], weights[block] * f64::from(labels[block]));
    }
    let mut out: PageTokens = sums.into_iter().map(|(token, (w, g))| (token, (g / w) as f32)).collect();
    out.sort_unstable_by_key(|entry| entry.0);
    out
}

/// Sums over sites: on article pages, and on pages of other kinds.
type Total = [(f64, u32); 2];

/// The shares of tokens on the pages of one site, by kind of page.
pub(crate) type Site = HashMap<u32, [Option<f32>; 2]>;

/// The shares of tokens over many sites.
pub(crate) struct Vocabulary {
    totals: HashMap<u32, Total>,
    sites: HashMap<String, Site>,
    prior: f64,
    /// The same for the ends of longer blocks.
    end_prior: f64,
}

/// Sites that a token must have been seen on.
const FEWEST_SITES: u32 = 3;
/// The same for a token of the ends of longer blocks, and how far from the mean, as a logit, its share must be.
const FEWEST_END_SITES: u32 = 8;
const TELLING: f64 = 0.9;
/// How many sites the prior counts for; and what is known of all kinds, beside one kind.
const PRIOR_WEIGHT: f64 = 2.0;
const KIND_WEIGHT: f64 = 3.0;

impl Vocabulary {
    /// From pages with their sites and whether they are article pages.
    pub(crate) fn new<'a>(pages: impl Iterator<Item = (&'a str, bool, &'a PageTokens)>) -> Vocabulary {
        let mut gathered: HashMap<String, HashMap<u32, Total>> = HashMap::new();
        for (site, is_article, tokens) in pages {
            let site = gathered.entry(site.to_owned()).or_default();
            for &(token, share) in tokens {
                let entry = &mut site.entry(token).or_default()[usize::from(!is_article)];
                entry.0 += f64::from(share);
                entry.1 += 1;
            }
        }
        let mut names: Vec<&String> = gathered.keys().collect();
        names.sort_unstable();
        let mut totals: HashMap<u32, Total> = HashMap::new();
        let mut sites = HashMap::new();
        let (mut sum, mut count) = ([0.0; 2], [0.0; 2]);
        for name in names {
            let mut means = HashMap::new();
            let mut tokens: Vec<(&u32, &Total)> = gathered[name].iter().collect();
            tokens.sort_unstable_by_key(|entry| *entry.0);
            for (&token, seen) in tokens {
                let mean = seen.map(|(share, pages)| (pages > 0).then(|| share / f64::from(pages)));
                means.insert(token, mean.map(|mean| mean.map(|mean| mean as f32)));
                let total = totals.entry(token).or_default();
                for (total, mean) in total.iter_mut().zip(mean) {
                    if let Some(mean) = mean {
                        total.0 += mean;
                        total.1 += 1;
                        sum[usize::from(Page::is_end(token))] += mean;
                        count[usize::from(Page::is_end(token))] += 1.0;
                    }
                }
            }
            sites.insert(name.clone(), means);
        }
        let [prior, end_prior] = [0, 1].map(|at| sum[at] / f64::max(count[at], 1.0));
        Vocabulary { totals, sites, prior, end_prior }
    }

    /// The scores of a token for a page of `site`, which itself is left out.
    pub(crate) fn score(&self, token: u32, site: Option<&Site>) -> Option<[i8; 2]> {
        let mut total = *self.totals.get(&token)?;
        if let Some(means) = site.and_then(|site| site.get(&token)) {
            for (total, mean) in total.iter_mut().zip(means) {
                if let Some(mean) = mean {
                    total.0 -= f64::from(*mean);
                    total.1 -= 1;
                }
            }
        }
        let count = total[0].1 + total[1].1;
        let is_end = Page::is_end(token);
        if count < if is_end { FEWEST_END_SITES } else { FEWEST_SITES } {
            return None;
        }
        let prior = if is_end { self.end_prior } else { self.prior };
        let all = (total[0].0 + total[1].0 + PRIOR_WEIGHT * prior) / (f64::from(count) + PRIOR_WEIGHT);
        let article = (total[0].0 + KIND_WEIGHT * all) / (f64::from(total[0].1) + KIND_WEIGHT);
        let logit = |share: f64| {
            let share = share.clamp(1e-4, 1.0 - 1e-4);
            (share / (1.0 - share)).ln()
        };
        // What most blocks begin or end with says nothing.
        if is_end && [article, all].iter().all(|&share| (logit(share) - logit(prior)).abs() < TELLING) {
            return None;
        }
        Some([article, all].map(|share| (logit(share) * 16.0).round().clamp(-127.0, 127.0) as i8))
    }

    /// The shares of one site.
    pub(crate) fn site(&self, name: &str) -> Option<&Site> {
        self.sites.get(name)
    }

    /// Every token with its scores, in order.
    pub(crate) fn entries(&self) -> Vec<(u32, [i8; 2])> {
        let mut out: Vec<(u32, [i8; 2])> =
            self.totals.keys().filter_map(|&token| Some((token, self.score(token, None)?))).collect();
        out.sort_unstable();
        out
    }
}
