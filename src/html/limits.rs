//! How much of a document the parser takes in.

/// Bounds on a document. What they leave out, [`ReachedLimit`] tells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// How deep elements may nest, at least 16. Deeper ones are unwrapped: their children take their place.
    pub(crate) max_depth: usize,
    /// How many nodes the document may have. What comes after them is left out.
    pub(crate) max_nodes: usize,
    /// How many bytes of text and attribute values are taken over from a tree that somebody else has parsed. A source is read
    /// whole: its caller cuts it.
    #[cfg_attr(not(any(feature = "rcdom", test)), expect(dead_code, reason = "only trees are measured here"))]
    pub(crate) max_bytes: usize,
}

/// As deep as in browsers, and as many nodes and bytes as no page comes near.
impl Default for Limits {
    fn default() -> Limits {
        Limits { max_depth: 512, max_nodes: 1 << 24, max_bytes: i32::MAX as usize }
    }
}

/// How many nodes an arena can number, with room for those that the last token makes.
const MOST_NODES: usize = u32::MAX as usize - (1 << 16);

impl Limits {
    /// How many nodes the document may have, and the arena can number.
    pub(super) fn nodes(&self) -> usize {
        self.max_nodes.min(MOST_NODES)
    }
}

/// A limit that a document has reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReachedLimit {
    /// The bytes of its text and attribute values.
    Bytes,
    /// The number of its nodes.
    Nodes,
    /// The depth of its elements.
    Depth,
}
