//! Which features moved a block's score, and how far.
//!
//! On its way down a tree a block leaves, at each split, other blocks behind. What the rest of its way is worth on average,
//! before and after the split, differs by what the split's feature has to say; the differences of all splits add up to what
//! tells the block's score from the average one. The average is taken over the page's own blocks, each side of a split
//! counted once more, so that no side is without worth.

use crate::content::features::Features;
use crate::content::features::schema::{self, About};
use crate::content::trees::{TreeNode, Trees};

/// Parts of the model's unit that averages are kept in.
const PARTS: i64 = 256;

/// What each block's features added to its logit, in the model's units, summed up by what they are [about](About): down
/// all trees, also of blocks that the first few find hopeless. In proportion to blocks times trees times their depth.
pub(super) fn attribute(trees: &Trees, features: &Features) -> Vec<[i64; About::COUNT]> {
    let about: Vec<usize> = schema::columns().map(|column| column.about as usize).collect();
    let rows: Vec<Vec<i16>> = (0..features.len()).map(|index| features.row(index)).collect();
    let mut out = vec![[0; About::COUNT]; rows.len()];
    for tree in 0..trees.len() {
        let mut visits: Vec<i64> = Vec::new();
        for row in &rows {
            descend(trees, tree, row, |at, _| {
                visits.resize(visits.len().max(at + 1), 0);
                visits[at] += 1;
            });
        }
        let values = values(trees, tree, &visits);
        for (row, sums) in rows.iter().zip(&mut out) {
            let mut before: Option<(usize, usize)> = None;
            descend(trees, tree, row, |at, feature| {
                if let Some((above, asked)) = before {
                    sums[about.get(asked).copied().unwrap_or(0)] += values[at] - values[above];
                }
                before = Some((at, feature));
            });
        }
    }
    for sum in out.iter_mut().flatten() {
        *sum /= PARTS;
    }
    out
}

/// Goes down a tree. `step` gets every node on the way, and the feature that it asks for: of a leaf nothing sensible.
fn descend(trees: &Trees, tree: usize, row: &[i16], mut step: impl FnMut(usize, usize)) {
    let mut at = 0;
    loop {
        match trees.node(tree, at) {
            TreeNode::Leaf(_) => return step(at, usize::MAX),
            TreeNode::Inner { feature, threshold, children: [left, right] } => {
                step(at, feature);
                at = if row[feature] <= threshold { left } else { right };
            }
        }
    }
}

/// What each node of a tree is worth: a leaf its value, any other the average of its children by how many came by.
fn values(trees: &Trees, tree: usize, visits: &[i64]) -> Vec<i64> {
    let mut values: Vec<i64> = Vec::new();
    // A node comes up twice: before its children and after them.
    let mut pending = vec![(0_usize, false)];
    while let Some((at, is_done)) = pending.pop() {
        values.resize(values.len().max(at + 1), 0);
        values[at] = match trees.node(tree, at) {
            TreeNode::Leaf(value) => i64::from(value) * PARTS,
            TreeNode::Inner { children, .. } if !is_done => {
                pending.push((at, true));
                pending.extend(children.map(|child| (child, false)));
                continue;
            }
            TreeNode::Inner { children: [left, right], .. } => {
                let weight = |child: usize| visits.get(child).copied().unwrap_or(0) + 1;
                (values[left] * weight(left) + values[right] * weight(right)) / (weight(left) + weight(right))
            }
        };
    }
    values
}

#[cfg(test)]
mod tests {
    use super::attribute;
    use crate::content::SelectorRules;
    use crate::content::model::EMBEDDED;
    use crate::content::select::judge;
    use crate::html;
    use crate::options::Options;

    #[test]
    fn what_tells_two_blocks_apart_adds_up_to_the_difference_of_their_scores() {
        let page = "<title>Tea</title><ul class=menu><li><a href=/>Home</a></ul><article><h1>Tea</h1><p>Green tea wants \
                    patience, cool water and, as every grower will tell you, a pot of clay.</p></article>";
        let dom = html::parse(page, &html::ParseOptions::default()).dom;
        let judged = judge(&dom, &Options::default(), None, &SelectorRules::default(), &EMBEDDED);
        let sums = attribute(EMBEDDED.trees(), &judged.features);
        // A block that is hopeless is not sent down all trees; this one is explained as if it had been.
        let logits: Vec<i32> = (0..3).map(|index| EMBEDDED.trees().sum(&judged.features.row(index))).collect();
        let told: i64 = sums[2].iter().sum::<i64>() - sums[0].iter().sum::<i64>();
        // Every sum has been rounded.
        assert!((told - i64::from(logits[2] - logits[0])).abs() < 64, "{told} {logits:?}");
    }
}
