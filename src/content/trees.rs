//! Gradient-boosted decision trees as one flat array of nodes.
//!
//! The blocks of a page share much: so before they are judged each tree is [pruned](batch) to what can happen there, and
//! then whole bundles of blocks are judged together.

mod batch;

use super::features::Features;
use super::model::Reader;
use batch::Batch;
#[cfg(any(test, feature = "__train"))]
use batch::MOST_NODES;
use std::borrow::Cow;

/// The feature of a leaf.
const LEAF: u16 = u16::MAX;

#[derive(Clone, Copy, Debug)]
struct Node {
    /// What it asks for; [`LEAF`] if it is one.
    feature: u16,
    /// Greater values go to the right. What it adds if it is a leaf.
    number: i16,
    /// The left child, counted from the root of the tree; the right one follows it.
    child: u16,
}

impl Node {
    fn of(bytes: [u8; 6]) -> Node {
        let [a, b, c, d, e, f] = bytes;
        Node {
            feature: u16::from_le_bytes([a, b]),
            number: i16::from_le_bytes([c, d]),
            child: u16::from_le_bytes([e, f]),
        }
    }
}

/// After so many trees, rows whose sum is no higher than this are given up: the rest would not bring them back.
#[derive(Clone, Copy, Debug)]
struct Stage {
    trees: usize,
    hopeless: i32,
    /// What the rest would mostly add to those.
    fall: i32,
}

/// Taking a row out of those that are given up costs about as much as sending one down so many trees.
const MOVING: usize = 50;

/// A node of a tree, for explanations.
#[derive(Clone, Copy, Debug)]
pub(super) enum Split {
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
    stages: Vec<Stage>,
}

impl Trees {
    /// Finds the parts of trees as `train/` writes them; nothing is copied. None where bytes are missing.
    pub(super) fn read(reader: &mut Reader) -> Option<Trees> {
        let mut stages = Vec::new();
        for _ in 0..reader.u16()? {
            let trees = usize::from(reader.u16()?);
            stages.push(Stage { trees, hopeless: reader.u32()? as i32, fall: reader.u32()? as i32 });
        }
        let starts = reader.items()?;
        let nodes: &[[u8; 6]] = reader.items()?;
        let end = starts.last().map(|&end| u32::from_le_bytes(end) as usize);
        (end == Some(nodes.len())).then_some(Trees { nodes, starts, stages })
    }

    /// Whether each tree has nodes, no more than a byte can number, and none that leads out of it.
    #[cfg(any(test, feature = "__train"))]
    pub(super) fn is_sound(&self) -> bool {
        self.starts.is_sorted_by_key(|&start| u32::from_le_bytes(start))
            && (0..self.len()).all(|tree| {
                let nodes = self.nodes_of(tree);
                let leads_on = |(at, &node): (usize, &[u8; 6])| {
                    let Node { feature, child, .. } = Node::of(node);
                    feature == LEAF || (usize::from(child) > at && usize::from(child) + 1 < nodes.len())
                };
                (1..=MOST_NODES).contains(&nodes.len()) && nodes.iter().enumerate().all(leads_on)
            })
    }

    /// A node of a tree, the first of which is its root.
    pub(super) fn split(&self, tree: usize, at: usize) -> Split {
        let node = Node::of(self.nodes_of(tree)[at]);
        if node.feature == LEAF {
            return Split::Leaf(node.number.into());
        }
        let child = usize::from(node.child);
        Split::Inner { feature: node.feature.into(), threshold: node.number, children: [child, child + 1] }
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
            let mut node = Node::of(nodes[0]);
            while node.feature != LEAF {
                let right = row[usize::from(node.feature)] > node.number;
                node = Node::of(nodes[usize::from(node.child) + usize::from(right)]);
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
        let end = Stage { trees: self.len(), hopeless: i32::MIN, fall: 0 };
        let stages = || self.stages.iter().chain([&end]);
        let mut from = 0;
        for (stage, next) in stages().zip(stages().skip(1).chain([&end])) {
            let to = stage.trees.clamp(from, self.len());
            for tree in from..to {
                batch.add(self.nodes_of(tree));
            }
            from = to;
            let mut open = Vec::with_capacity(rows.len());
            for (place, ((row, is_open), sum)) in rows.iter_mut().zip(batch.take_sums()).enumerate() {
                if *is_open {
                    let total = &mut out[*row as usize];
                    *total += sum;
                    *is_open = *total > stage.hopeless;
                    if *is_open {
                        open.push(place as u32);
                    } else {
                        *total += stage.fall;
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
