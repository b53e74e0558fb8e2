//! The vocabulary: for each token of class, id, role or link the mean label of what it marks, over sites.

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

/// The shares of tokens over many sites.
pub(crate) struct Vocabulary {
    totals: HashMap<u32, (f64, u32)>,
    sites: HashMap<String, HashMap<u32, f32>>,
    prior: f64,
}

/// Sites that a token must have been seen on.
const FEWEST_SITES: u32 = 3;
/// How many sites the prior counts for.
const PRIOR_WEIGHT: f64 = 2.0;

impl Vocabulary {
    /// From pages with their sites.
    pub(crate) fn new<'a>(pages: impl Iterator<Item = (&'a str, &'a PageTokens)>) -> Vocabulary {
        let mut gathered: HashMap<String, HashMap<u32, (f64, u32)>> = HashMap::new();
        for (site, tokens) in pages {
            let site = gathered.entry(site.to_owned()).or_default();
            for &(token, share) in tokens {
                let entry = site.entry(token).or_default();
                entry.0 += f64::from(share);
                entry.1 += 1;
            }
        }
        let mut names: Vec<&String> = gathered.keys().collect();
        names.sort_unstable();
        let mut totals: HashMap<u32, (f64, u32)> = HashMap::new();
        let mut sites = HashMap::new();
        let (mut sum, mut count) = (0.0, 0.0);
        for name in names {
            let mut means = HashMap::new();
            let mut tokens: Vec<(&u32, &(f64, u32))> = gathered[name].iter().collect();
            tokens.sort_unstable_by_key(|entry| *entry.0);
            for (&token, &(share, pages)) in tokens {
                let mean = share / f64::from(pages);
                means.insert(token, mean as f32);
                let total = totals.entry(token).or_default();
                total.0 += mean;
                total.1 += 1;
                sum += mean;
                count += 1.0;
            }
            sites.insert(name.clone(), means);
        }
        Vocabulary { totals, sites, prior: sum / f64::max(count, 1.0) }
    }

    /// The score of a token for a page of `site`, which itself is left out.
    pub(crate) fn score(&self, token: u32, site: Option<&HashMap<u32, f32>>) -> Option<i8> {
        let (mut sum, mut count) = *self.totals.get(&token)?;
        if let Some(share) = site.and_then(|site| site.get(&token)) {
            sum -= f64::from(*share);
            count -= 1;
        }
        if count < FEWEST_SITES {
            return None;
        }
        let share = (sum + PRIOR_WEIGHT * self.prior) / (f64::from(count) + PRIOR_WEIGHT);
        let share = share.clamp(1e-4, 1.0 - 1e-4);
        Some(((share / (1.0 - share)).ln() * 16.0).round().clamp(-127.0, 127.0) as i8)
    }

    /// The shares of one site.
    pub(crate) fn site(&self, name: &str) -> Option<&HashMap<u32, f32>> {
        self.sites.get(name)
    }

    /// Every token with its score, in order.
    pub(crate) fn entries(&self) -> Vec<(u32, i8)> {
        let mut out: Vec<(u32, i8)> =
            self.totals.keys().filter_map(|&token| Some((token, self.score(token, None)?))).collect();
        out.sort_unstable();
        out
    }
}
