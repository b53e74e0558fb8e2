//! Gradient-boosted decision trees as one flat array of nodes.
//!
//! The blocks of a page share much: so before they are judged each tree is [pruned](batch) to what can happen there, and
//! then whole bundles of blocks are judged together.

mod batch;

use super::features::Features;
use super::model::Reader;
use batch::{Batch, MOST_NODES};
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

#[derive(Clone, Copy, Debug)]
struct Tree {
    root: u32,
    nodes: u32,
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
    nodes: Vec<Node>,
    trees: Vec<Tree>,
    stages: Vec<Stage>,
}

impl Trees {
    /// Reads trees as `train/` writes them. None where bytes are missing, a tree has no node or more than a byte can number,
    /// or a node leads out of its tree.
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Trees> {
        let mut out = Trees::default();
        for _ in 0..reader.u16()? {
            let trees = usize::from(reader.u16()?);
            out.stages.push(Stage { trees, hopeless: reader.u32()? as i32, fall: reader.u32()? as i32 });
        }
        for _ in 0..reader.u32()? {
            // The greatest depth is of no use here.
            let (_, count) = (reader.u16()?, reader.u16()?);
            let root = out.nodes.len() as u32;
            for index in 0..count {
                let node = Node { feature: reader.u16()?, number: reader.u16()? as i16, child: reader.u16()? };
                if node.feature != LEAF && (node.child <= index || node.child >= count - 1) {
                    return None;
                }
                out.nodes.push(node);
            }
            if !(1..=MOST_NODES).contains(&count.into()) {
                return None;
            }
            out.trees.push(Tree { root, nodes: count.into() });
        }
        Some(out)
    }

    /// A node of a tree, the first of which is its root.
    pub(super) fn split(&self, tree: usize, at: usize) -> Split {
        let node = self.nodes_of(self.trees[tree])[at];
        if node.feature == LEAF {
            return Split::Leaf(node.number.into());
        }
        let child = usize::from(node.child);
        Split::Inner { feature: node.feature.into(), threshold: node.number, children: [child, child + 1] }
    }

    fn nodes_of(&self, tree: Tree) -> &[Node] {
        &self.nodes[tree.root as usize..(tree.root + tree.nodes) as usize]
    }

    /// How many trees there are.
    pub(super) fn len(&self) -> usize {
        self.trees.len()
    }

    /// What the trees say to one row.
    pub(super) fn sum(&self, row: &[i16]) -> i32 {
        let leaf = |tree: &Tree| {
            let nodes = self.nodes_of(*tree);
            let mut node = nodes[0];
            while node.feature != LEAF {
                let right = row[usize::from(node.feature)] > node.number;
                node = nodes[usize::from(node.child) + usize::from(right)];
            }
            i32::from(node.number)
        };
        self.trees.iter().map(leaf).sum()
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
        let end = Stage { trees: self.trees.len(), hopeless: i32::MIN, fall: 0 };
        let stages = || self.stages.iter().chain([&end]);
        let mut from = 0;
        for (stage, next) in stages().zip(stages().skip(1).chain([&end])) {
            let to = stage.trees.clamp(from, self.trees.len());
            for tree in &self.trees[from..to] {
                batch.add(self.nodes_of(*tree));
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
