//! What a document is cut into: the elements that may hold text, and the blocks.

use crate::content::measure::Measure;
use crate::html::{NodeId, Tag};

/// Why the text of an element is not shown by a browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Hidden {
    /// It is shown.
    #[default]
    No,
    /// `hidden`, `display:none` or `visibility:hidden`.
    Style,
    /// `aria-hidden`.
    Aria,
    /// In `<noscript>`.
    Noscript,
}

/// An element that may hold text.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    /// Where it stands in the document.
    pub(crate) node: NodeId,
    /// The element above it, an index into [`Segments::elements`]; the first element is its own parent.
    pub(crate) parent: u32,
    /// The index just past its last descendant.
    pub(crate) end: u32,
    /// How many elements stand above it.
    pub(crate) depth: u16,
    pub(crate) tag: Tag,
    pub(crate) hidden: Hidden,
    /// Whether it bounds a block.
    pub(crate) is_block: bool,
    /// Whether it is a button that is none of the text, or stands in one.
    pub(crate) is_control: bool,
    /// Images directly or deeper inside it.
    pub(crate) images: u16,
    /// Form controls inside it.
    pub(crate) controls: u16,
    /// Whether it is a menu or the foot of the page, and what is in it was not looked at.
    pub(crate) is_passed: bool,
}

/// A run of inline content.
#[derive(Clone, Debug)]
pub(crate) struct TextBlock {
    /// The nearest element that bounds it, an index into [`Segments::elements`].
    pub(crate) element: u32,
    /// The lowest element that holds all of its text.
    pub(crate) innermost: u32,
    /// Its inline elements, a range of [`Segments::elements`].
    pub(crate) inline: (u32, u32),
    /// Its text nodes and line breaks, a range of [`Segments::pieces`].
    pub(crate) pieces: (u32, u32),
    pub(crate) hidden: Hidden,
    pub(crate) measure: Measure,
}

/// A document cut into blocks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Segments {
    /// The elements from `<body>` down, parents before children, in document order.
    pub(crate) elements: Vec<Element>,
    pub(crate) blocks: Vec<TextBlock>,
    pub(super) pieces: Vec<NodeId>,
    /// The first node that was not looked at, where there are more blocks or elements than are judged one by one.
    pub(crate) rest: Option<NodeId>,
}

impl Segments {
    /// The nodes that a block is made of: its texts and line breaks.
    pub(crate) fn pieces_of(&self, block: &TextBlock) -> &[NodeId] {
        let (start, end) = block.pieces;
        &self.pieces[start as usize..end as usize]
    }

    /// Whether a block is the text of a button that is a control.
    pub(crate) fn is_control(&self, block: usize) -> bool {
        self.elements[self.blocks[block].innermost as usize].is_control
    }
}
