//! Gradient-boosted decision trees as one flat array of nodes.
//!
//! The two children of a node stand side by side, and a leaf leads to itself: so a tree takes the same number of steps
//! for every row, none of them a branch to guess, and several rows go down a tree abreast.

use super::model::Reader;

/// Rows that go down a tree abreast.
const ABREAST: usize = 8;
/// In the file, the feature of a leaf.
const LEAF: u16 = u16::MAX;

#[derive(Clone, Copy, Debug)]
struct Node {
    feature: u16,
    /// Greater values go to the right.
    threshold: i16,
    /// The left child, counted from the root of the tree; the right one follows it.
    child: u16,
    /// What a leaf adds.
    value: i16,
}

#[derive(Clone, Copy, Debug)]
struct Tree {
    root: u32,
    nodes: u32,
    steps: u32,
}

/// After so many trees, rows whose sum is no higher than this are given up: the rest would not bring them back.
#[derive(Clone, Copy, Debug)]
struct Stage {
    trees: usize,
    hopeless: i32,
    /// What the rest would mostly add to those.
    fall: i32,
}

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
    /// Reads trees as `train/` writes them. None where bytes are missing or a node leads out of its tree.
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Trees> {
        let mut out = Trees::default();
        for _ in 0..reader.u16()? {
            let trees = usize::from(reader.u16()?);
            out.stages.push(Stage { trees, hopeless: reader.u32()? as i32, fall: reader.u32()? as i32 });
        }
        for _ in 0..reader.u32()? {
            let (steps, count) = (u32::from(reader.u16()?), reader.u16()?);
            let root = out.nodes.len() as u32;
            for index in 0..count {
                let (feature, number, child) = (reader.u16()?, reader.u16()? as i16, reader.u16()?);
                out.nodes.push(if feature == LEAF {
                    Node { feature: 0, threshold: i16::MAX, child: index, value: number }
                } else if child > index && child < count - 1 {
                    Node { feature, threshold: number, child, value: 0 }
                } else {
                    return None;
                });
            }
            out.trees.push(Tree { root, nodes: count.into(), steps });
        }
        Some(out)
    }

    /// A node of a tree, the first of which is its root.
    pub(super) fn split(&self, tree: usize, at: usize) -> Split {
        let node = self.nodes[self.trees[tree].root as usize + at];
        let child = usize::from(node.child);
        // A leaf leads to itself.
        if child == at {
            return Split::Leaf(i32::from(node.value));
        }
        Split::Inner { feature: node.feature.into(), threshold: node.threshold, children: [child, child + 1] }
    }

    /// How many trees there are.
    pub(super) fn len(&self) -> usize {
        self.trees.len()
    }

    /// What the trees say to one row.
    pub(super) fn sum(&self, row: &[i16]) -> i32 {
        self.add([row], &self.trees)[0]
    }

    /// What the trees say to each of the rows of `columns` values. Rows that the first trees find hopeless are given
    /// up: most of a page is.
    pub(super) fn sums(&self, values: &[i16], columns: usize) -> Vec<i32> {
        let columns = columns.max(1);
        let mut out = vec![0; values.len() / columns];
        let mut open: Vec<u32> = (0..out.len() as u32).collect();
        let mut from = 0;
        let end = Stage { trees: self.trees.len(), hopeless: i32::MIN, fall: 0 };
        for stage in self.stages.iter().chain([&end]) {
            let to = stage.trees.clamp(from, self.trees.len());
            for some in open.chunks(ABREAST) {
                // Where less are left than go abreast, the last goes in the other lanes too.
                let lane = |lane: usize| some[lane.min(some.len() - 1)] as usize;
                let rows: [&[i16]; ABREAST] =
                    std::array::from_fn(|at| &values[lane(at) * columns..(lane(at) + 1) * columns]);
                let sums = self.add(rows, &self.trees[from..to]);
                for (&row, sum) in some.iter().zip(sums) {
                    out[row as usize] += sum;
                }
            }
            open.retain(|&row| {
                let sum = &mut out[row as usize];
                let is_open = *sum > stage.hopeless;
                *sum += if is_open { 0 } else { stage.fall };
                is_open
            });
            from = to;
        }
        out
    }

    fn add<const LANES: usize>(&self, rows: [&[i16]; LANES], trees: &[Tree]) -> [i32; LANES] {
        let mut sums = [0; LANES];
        for tree in trees {
            let nodes = &self.nodes[tree.root as usize..(tree.root + tree.nodes) as usize];
            let mut at = [0_u16; LANES];
            for _ in 0..tree.steps {
                for (at, row) in at.iter_mut().zip(&rows) {
                    let node = nodes[usize::from(*at)];
                    *at = node.child + u16::from(row[usize::from(node.feature)] > node.threshold);
                }
            }
            for (sum, at) in sums.iter_mut().zip(at) {
                *sum += i32::from(nodes[usize::from(at)].value);
            }
        }
        sums
    }
}
