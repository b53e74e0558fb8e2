//! Gradient-boosted decision trees as one flat array of nodes.
//!
//! The blocks of a page share much: so before they are judged each tree is [pruned](batch) to what can happen there, and
//! then whole bundles of blocks are judged together.

mod batch;

use super::features::Features;
#[cfg(any(test, feature = "__train"))]
use super::features::schema::COLUMNS;
use super::file_reader::FileReader;
use batch::Batch;
#[cfg(any(test, feature = "__train"))]
use batch::MOST_NODES;
use std::borrow::Cow;

/// The feature of a leaf.
const LEAF: u16 = u16::MAX;

#[derive(Clone, Copy, Debug)]
struct PackedNode {
    /// What it asks for; [`LEAF`] if it is one.
    feature: u16,
    /// Greater values go to the right. What it adds if it is a leaf.
    number: i16,
    /// The left child, counted from the root of the tree; the right one follows it.
    child: u16,
}

impl PackedNode {
    fn of(bytes: [u8; 6]) -> PackedNode {
        let [a, b, c, d, e, f] = bytes;
        PackedNode {
            feature: u16::from_le_bytes([a, b]),
            number: i16::from_le_bytes([c, d]),
            child: u16::from_le_bytes([e, f]),
        }
    }
}

/// After so many trees, rows whose sum is no higher than the cutoff are given up: the rest would not bring them back.
#[derive(Clone, Copy, Debug)]
struct EarlyExit {
    trees: usize,
    cutoff: i32,
    /// What the rest of the trees would mostly add to those.
    residual: i32,
}

/// Taking a row out of those that are given up costs about as much as sending one down so many trees.
const MOVING: usize = 50;

/// A node of a tree, for explanations.
#[derive(Clone, Copy, Debug)]
pub(super) enum TreeNode {
    /// What a leaf adds.
    Leaf(i32),
    /// Values up to the threshold lead to the first child, the others to the second.
    Inner { feature: usize, threshold: i16, children: [usize; 2] },
}

/// Trees whose leaves are added up.
#[derive(Clone, Debug, Default)]
pub(super) struct Trees {
    /// Each node in six bytes.
    nodes: &'static [[u8; 6]],
    /// Where the nodes of each tree begin, and where those of the last end.
    starts: &'static [[u8; 4]],
    early_exits: Vec<EarlyExit>,
}

impl Trees {
    /// Finds the parts of trees as `train/` writes them; nothing is copied. None where bytes are missing.
    pub(super) fn read(reader: &mut FileReader) -> Option<Trees> {
        let mut early_exits = Vec::new();
        for _ in 0..reader.u16()? {
            let trees = usize::from(reader.u16()?);
            early_exits.push(EarlyExit { trees, cutoff: reader.u32()? as i32, residual: reader.u32()? as i32 });
        }
        let starts = reader.items()?;
        let nodes: &[[u8; 6]] = reader.items()?;
        let end = starts.last().map(|&end| u32::from_le_bytes(end) as usize);
        (end == Some(nodes.len())).then_some(Trees { nodes, starts, early_exits })
    }

    /// Whether each tree has nodes, no more than a byte can number, none that leads out of it, and none that asks for a column
    /// that no table has.
    #[cfg(any(test, feature = "__train"))]
    pub(super) fn is_sound(&self) -> bool {
        self.starts.is_sorted_by_key(|&start| u32::from_le_bytes(start))
            && (0..self.len()).all(|tree| {
                let nodes = self.nodes_of(tree);
                let leads_on = |(at, &node): (usize, &[u8; 6])| {
                    let PackedNode { feature, child, .. } = PackedNode::of(node);
                    feature == LEAF
                        || (usize::from(feature) < COLUMNS
                            && usize::from(child) > at
                            && usize::from(child) + 1 < nodes.len())
                };
                (1..=MOST_NODES).contains(&nodes.len()) && nodes.iter().enumerate().all(leads_on)
            })
    }

    /// A node of a tree, the first of which is its root.
    pub(super) fn node(&self, tree: usize, at: usize) -> TreeNode {
        let node = PackedNode::of(self.nodes_of(tree)[at]);
        if node.feature == LEAF {
            return TreeNode::Leaf(node.number.into());
        }
        let child = usize::from(node.child);
        TreeNode::Inner { feature: node.feature.into(), threshold: node.number, children: [child, child + 1] }
    }

    fn nodes_of(&self, tree: usize) -> &'static [[u8; 6]] {
        let [start, end] = [tree, tree + 1].map(|at| u32::from_le_bytes(self.starts[at]) as usize);
        &self.nodes[start..end]
    }

    /// How many trees there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// What the trees say to one row.
    pub(super) fn sum(&self, row: &[i16]) -> i32 {
        let leaf = |tree: usize| {
            let nodes = self.nodes_of(tree);
            let mut node = PackedNode::of(nodes[0]);
            while node.feature != LEAF {
                let right = row[usize::from(node.feature)] > node.number;
                node = PackedNode::of(nodes[usize::from(node.child) + usize::from(right)]);
            }
            i32::from(node.number)
        };
        (0..self.len()).map(leaf).sum()
    }

    /// What the trees say to each row. Rows that the first trees find hopeless are given up: most of a page is.
    pub(super) fn sums(&self, features: &Features) -> Vec<i32> {
        let mut out = vec![0; features.len()];
        if out.is_empty() {
            return out;
        }
        // The rows of the batch, each with what is to become of it.
        let mut rows: Vec<(u32, bool)> = (0..out.len() as u32).map(|row| (row, true)).collect();
        let mut batch = Batch::new(Cow::Borrowed(&features.own), &features.page);
        let end = EarlyExit { trees: self.len(), cutoff: i32::MIN, residual: 0 };
        let exits = || self.early_exits.iter().chain([&end]);
        let mut from = 0;
        for (exit, next) in exits().zip(exits().skip(1).chain([&end])) {
            let to = exit.trees.clamp(from, self.len());
            for tree in from..to {
                batch.add(self.nodes_of(tree));
            }
            from = to;
            let mut open = Vec::with_capacity(rows.len());
            for (place, ((row, is_open), sum)) in rows.iter_mut().zip(batch.take_sums()).enumerate() {
                if *is_open {
                    let total = &mut out[*row as usize];
                    *total += sum;
                    *is_open = *total > exit.cutoff;
                    if *is_open {
                        open.push(place as u32);
                    } else {
                        *total += exit.residual;
                    }
                }
            }
            if open.is_empty() {
                break;
            }
            let saved = (rows.len() - open.len()) * next.trees.saturating_sub(to);
            if saved > open.len() * MOVING {
                batch = batch.pick(&open);
                rows = open.iter().map(|&place| rows[place as usize]).collect();
            }
        }
        out
    }
}
