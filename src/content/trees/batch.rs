//! Rows that go down trees together.
//!
//! A split that parts none of the rows is none: what is left of a tree is a fraction of it, since the rows are of one
//! page, and in the end only those that are near to its content. What is left is not walked, which is a guess at every
//! split, but computed from the leaves up, for a bundle of rows abreast: what a split says is, row by row, what its left
//! or its right side says.

use super::{LEAF, PackedNode};
use crate::content::features::{BUNDLE, Columns};
use std::borrow::Cow;

/// A number for each row of a bundle.
type Lanes = [i16; BUNDLE];

/// The most nodes that a tree may have, so that a byte can number them.
pub(super) const MOST_NODES: usize = 256;

/// A split that parts the rows.
#[derive(Clone, Copy, Debug)]
struct PartingSplit {
    column: u16,
    threshold: i16,
    /// Where the two sides are among the [slots](Batch::slots), the left one first.
    sides: [u8; 2],
}

/// Rows and what the trees have said to them.
pub(super) struct Batch<'f> {
    columns: Cow<'f, Columns>,
    page: &'f [i16],
    /// The least and the greatest value of each feature.
    ranges: Vec<(i16, i16)>,
    /// The splits of a tree that part the rows, those nearer to its root first.
    splits: Vec<PartingSplit>,
    /// What each split says to a bundle of rows, from the front, and what each leaf says to all, from the back.
    slots: Box<[Lanes; MOST_NODES]>,
    /// Nodes to be looked at, each with the split and the side of it that it hangs from.
    pending: Vec<(u16, u8, u8)>,
    /// What was said to all rows, and to each.
    to_all: i32,
    sums: Vec<[i32; BUNDLE]>,
}

impl<'f> Batch<'f> {
    /// Rows to which nothing has been said, with the values that they share in columns behind their own.
    pub(super) fn new(columns: Cow<'f, Columns>, page: &'f [i16]) -> Batch<'f> {
        let ranges = columns.ranges().chain(page.iter().map(|&value| (value, value))).collect();
        let sums = vec![[0; BUNDLE]; columns.bundles().len()];
        let slots = Box::new([[0; BUNDLE]; MOST_NODES]);
        Batch { columns, page, ranges, splits: Vec::new(), slots, pending: Vec::new(), to_all: 0, sums }
    }

    /// Some of the rows.
    pub(super) fn pick(&self, rows: &[u32]) -> Batch<'f> {
        Batch::new(Cow::Owned(self.columns.pick(rows)), self.page)
    }

    /// What was said to each row; after that, nothing was. Behind those of the last row stand numbers without meaning.
    pub(super) fn take_sums(&mut self) -> Vec<i32> {
        let to_all = std::mem::take(&mut self.to_all);
        let sums = self.sums.iter().flatten().map(|sum| to_all + sum).collect();
        self.sums.fill([0; BUNDLE]);
        sums
    }

    /// Lets a tree speak to all rows.
    pub(super) fn add(&mut self, nodes: &[[u8; 6]]) {
        if let Some(said) = self.prune(nodes) {
            self.to_all += i32::from(said);
            return;
        }
        for (columns, sums) in self.columns.bundles().zip(&mut self.sums) {
            judge(&self.splits, columns, &mut self.slots);
            for (sum, said) in sums.iter_mut().zip(self.slots[0]) {
                *sum += i32::from(said);
            }
        }
    }

    /// Finds the splits of a tree that part the rows. Where there are none, gives what the tree says to all.
    fn prune(&mut self, nodes: &[[u8; 6]]) -> Option<i16> {
        self.splits.clear();
        let mut leaf = 0_u8;
        // What the root hangs from is written over by what hangs from the root.
        self.pending.push((0, 0, 0));
        while let Some((at, parent, side)) = self.pending.pop() {
            let node = self.first_parting(nodes, at);
            let slot = if node.feature != LEAF {
                let slot = self.splits.len() as u8;
                self.splits.push(PartingSplit { column: node.feature, threshold: node.number, sides: [0; 2] });
                self.pending.push((node.child, slot, 0));
                self.pending.push((node.child + 1, slot, 1));
                slot
            } else if self.splits.is_empty() {
                return Some(node.number);
            } else {
                leaf = leaf.wrapping_sub(1);
                self.slots[usize::from(leaf)] = [node.number; BUNDLE];
                leaf
            };
            self.splits[usize::from(parent)].sides[usize::from(side)] = slot;
        }
        None
    }

    /// The first node from `at` downwards that is a leaf or parts the rows.
    fn first_parting(&self, nodes: &[[u8; 6]], at: u16) -> PackedNode {
        let mut node = PackedNode::of(nodes[usize::from(at)]);
        while node.feature != LEAF {
            let (least, greatest) = self.ranges[usize::from(node.feature)];
            if least <= node.number && node.number < greatest {
                break;
            }
            node = PackedNode::of(nodes[usize::from(node.child) + usize::from(least > node.number)]);
        }
        node
    }
}

/// Lets the splits speak to a bundle of rows, the last ones first, since they are asked by the others.
fn judge(splits: &[PartingSplit], columns: &[Lanes], slots: &mut [Lanes; MOST_NODES]) {
    for (at, split) in (0..splits.len() as u8).zip(splits).rev() {
        let [left, right] = split.sides.map(|side| &slots[usize::from(side)]);
        let values = &columns[usize::from(split.column)];
        let mut said = [0; BUNDLE];
        for lane in 0..BUNDLE {
            // Written as a choice between the sides it would become branches, and not go abreast.
            let all_ones = -i16::from(values[lane] > split.threshold);
            said[lane] = left[lane] ^ ((left[lane] ^ right[lane]) & all_ones);
        }
        slots[usize::from(at)] = said;
    }
}

#[cfg(test)]
mod tests {
    use crate::content::SelectorRules;
    use crate::content::model::EMBEDDED;
    use crate::content::select::judge;
    use crate::html;
    use crate::options::Options;

    #[test]
    fn blocks_that_are_judged_together_are_judged_as_each_by_itself() {
        let text = "Green, cool, and patient is the tea of spring. ";
        let items: String = (0..90)
            .map(|n| format!("<li class=item><a href=/tea/{n}>Tea {n}</a><p>{}</p>", text.repeat(n % 7)))
            .collect();
        let page = format!("<title>Tea</title><h1>Tea</h1><p>{text}</p><ul class=content>{items}</ul>");
        let dom = html::parse(&page, &html::ParseOptions::default()).dom;
        let features = judge(&dom, &Options::default(), None, &SelectorRules::default(), &EMBEDDED).features;
        assert!(features.len() > 100);
        let trees = EMBEDDED.trees();
        let together = trees.sums(&features);
        let alone: Vec<i32> = (0..features.len()).map(|index| trees.sum(&features.row(index))).collect();
        // Those that the first trees find hopeless are not judged to the end.
        let (judged, given_up): (Vec<usize>, Vec<usize>) = (0..alone.len()).partition(|&at| together[at] == alone[at]);
        assert!(judged.len() > 64, "{together:?} {alone:?}");
        assert!(given_up.iter().all(|&at| alone[at] < 0), "{together:?} {alone:?}");
    }
}
