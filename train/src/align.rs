//! Labels: how much of each block an order-keeping alignment puts into the gold text.
//!
//! A dynamic program over tokens finds the best chain of runs that stand in both texts in the same order. A run costs
//! something to begin, less at the edges of blocks and gold lines, so that stray words do not match. What stands in
//! another order is found by up to three further rounds over what is left.

/// A text as tokens, with the places where its lines or blocks begin and end.
#[derive(Default)]
struct Side {
    tokens: Vec<u32>,
    starts: Vec<bool>,
    ends: Vec<bool>,
}

impl Side {
    fn push(&mut self, tokens: &[u32]) {
        for (index, token) in tokens.iter().enumerate() {
            self.tokens.push(*token);
            self.starts.push(index == 0);
            self.ends.push(index + 1 == tokens.len());
        }
    }
}

const MOST_CELLS: usize = 900_000_000;
const START_COST: f32 = 1.0;
const GOLD_COST: f32 = 0.4;
const SKIP_COST: f32 = 0.0005;
const IMPOSSIBLE: f32 = -1e9;

/// For each token of the page the token of the gold text it is matched with.
fn chain(page: &Side, gold: &Side, weights: &[f32], base: f32) -> Vec<Option<usize>> {
    let (n, m) = (page.tokens.len(), gold.tokens.len());
    let width = m + 1;
    let mut back = vec![0_u8; (n + 1) * width];
    let mut best_row = vec![0_f32; width];
    let mut match_row = vec![IMPOSSIBLE; width];
    let (mut best, mut best_at) = (0_f32, (0, 0));
    for i in 1..=n {
        let (mut diagonal_best, mut diagonal_match) = (best_row[0], match_row[0]);
        best_row[0] = 0.0;
        match_row[0] = IMPOSSIBLE;
        let token = page.tokens[i - 1];
        let start = base + if page.starts[i - 1] { 0.0 } else { START_COST };
        let end = if page.ends[i - 1] { 0.0 } else { START_COST };
        let row = &mut back[i * width..(i + 1) * width];
        for j in 1..=m {
            let (old_best, old_match) = (best_row[j], match_row[j]);
            let mut trace = 0;
            let mut ended = IMPOSSIBLE;
            if token == gold.tokens[j - 1] {
                let begun = diagonal_best - start - if gold.starts[j - 1] { 0.0 } else { GOLD_COST };
                let value = if diagonal_match >= begun {
                    trace = 4;
                    diagonal_match
                } else {
                    begun
                } + weights[i - 1];
                match_row[j] = value;
                ended = value - end - if gold.ends[j - 1] { 0.0 } else { GOLD_COST };
            } else {
                match_row[j] = IMPOSSIBLE;
            }
            let (mut value, mut step) = (0.0, 0);
            if old_best - SKIP_COST > value {
                (value, step) = (old_best - SKIP_COST, 1);
            }
            if best_row[j - 1] > value {
                (value, step) = (best_row[j - 1], 2);
            }
            if ended > value {
                (value, step) = (ended, 3);
            }
            best_row[j] = value;
            row[j] = trace | step;
            if value > best {
                (best, best_at) = (value, (i, j));
            }
            (diagonal_best, diagonal_match) = (old_best, old_match);
        }
    }
    let mut out = vec![None; n];
    let (mut i, mut j) = best_at;
    let mut matching = false;
    while i > 0 && j > 0 {
        let code = back[i * width + j];
        if matching {
            out[i - 1] = Some(j - 1);
            matching = code & 4 != 0;
            (i, j) = (i - 1, j - 1);
            continue;
        }
        match code & 3 {
            1 => i -= 1,
            2 => j -= 1,
            3 => matching = true,
            _ => break,
        }
    }
    out
}

/// The share of each block's tokens that stands in the gold text, and the share of the gold text that was found.
pub(crate) fn align(blocks: &[Vec<u32>], hidden: &[bool], gold: &[Vec<u32>]) -> (Vec<f32>, f32) {
    let known: std::collections::HashSet<u32> = gold.iter().flatten().copied().collect();
    let mut all = Side::default();
    gold.iter().for_each(|line| all.push(line));
    let total = all.tokens.len();
    let mut matched = vec![0_usize; blocks.len()];
    let mut found = vec![false; total];
    let mut rest: Vec<usize> = (0..total).collect();
    let size = |block: usize| blocks[block].len().max(1);
    for round in 0..4 {
        if rest.len() < 2 {
            break;
        }
        let mut page = Side::default();
        let mut weights = Vec::new();
        let mut owner = Vec::new();
        for (index, tokens) in blocks.iter().enumerate() {
            let open = round == 0 || matched[index] * 2 < size(index);
            if !open || !tokens.iter().any(|token| known.contains(token)) {
                continue;
            }
            if (page.tokens.len() + tokens.len()) * (rest.len() + 1) > MOST_CELLS {
                break;
            }
            page.push(tokens);
            weights.resize(page.tokens.len(), if hidden[index] { 0.97 } else { 1.0 });
            owner.resize(page.tokens.len(), index);
        }
        // A gap in what is left of the gold text bounds a line.
        let mut side = Side::default();
        for (at, &index) in rest.iter().enumerate() {
            side.tokens.push(all.tokens[index]);
            side.starts.push(all.starts[index] || at == 0 || rest[at - 1] + 1 != index);
            side.ends.push(all.ends[index] || at + 1 == rest.len() || rest[at + 1] != index + 1);
        }
        let mut pairs = chain(&page, &side, &weights, if round == 0 { 0.1 } else { 0.9 });
        if round > 0 {
            let mut hits = vec![0_usize; blocks.len()];
            for (at, pair) in pairs.iter().enumerate() {
                hits[owner[at]] += usize::from(pair.is_some());
            }
            for (at, pair) in pairs.iter_mut().enumerate() {
                if hits[owner[at]] * 2 < size(owner[at]) {
                    *pair = None;
                }
            }
        }
        let mut got = 0;
        for (at, pair) in pairs.iter().enumerate() {
            if let Some(gold) = pair {
                matched[owner[at]] += 1;
                found[rest[*gold]] = true;
                got += 1;
            }
        }
        rest.retain(|&index| !found[index]);
        if got == 0 || (round > 0 && got < 5) {
            break;
        }
    }
    let shares = matched.iter().enumerate().map(|(index, &hits)| (hits as f32 / size(index) as f32).min(1.0)).collect();
    let coverage = found.iter().filter(|found| **found).count() as f32 / total.max(1) as f32;
    (shares, coverage)
}
