//! The result of an extraction.

use crate::block::{Block, BlockKind, Blocks, Body, Image, Walk};
use crate::metadata::Metadata;

/// An article: clean text in blocks, images in place, metadata. Owned, independent of the input.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    pub(crate) body: Body,
    pub(crate) metadata: Metadata,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Something about the input that the caller may want to know. No diagnostic means that nothing was out of order.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Diagnostic {
    /// What looked like front matter did not parse and was kept as text.
    FrontMatter {
        /// The notation it seemed to be in.
        format: &'static str,
        /// What its parser said.
        message: String,
    },
    /// The front matter's parser refused it; what could be read was read line by line.
    FrontMatterRepaired {
        /// The notation it is in.
        format: &'static str,
        /// What its parser said.
        message: String,
    },
    /// The base URL of [`Options`](crate::Options) is of no use; nothing was resolved.
    BaseUrl {
        /// Why.
        message: String,
    },
    /// A limit was reached; the article holds what came before.
    Limit {
        /// Which.
        limit: Limit,
    },
}

/// A limit of [`Options`](crate::Options).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Limit {
    /// Bytes of input.
    Bytes,
    /// Nodes of the document.
    Nodes,
}

impl Article {
    /// The clean text: paragraphs apart by a blank line, items of a list and rows of a table on lines of their own, cells
    /// apart by a tab. Nothing comes before or after it.
    pub fn text(&self) -> &str {
        &self.body.text
    }

    /// The top-level blocks, in order.
    pub fn blocks(&self) -> Blocks<'_> {
        Blocks::of(&self.body)
    }

    /// Every block at every level, entered and left, in order.
    pub fn walk(&self) -> Walk<'_> {
        Walk::of(&self.body)
    }

    /// The images in the order in which they stand, those inside sentences included.
    pub fn images(&self) -> &[Image] {
        &self.body.images
    }

    /// What is known about the article.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// What was out of order in the input.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The texts of the paragraphs, at every level, in order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.leaves(|kind| matches!(kind, BlockKind::Paragraph)).map(Block::text)
    }

    fn leaves(&self, wanted: impl Fn(&BlockKind) -> bool) -> impl Iterator<Item = Block<'_>> {
        self.walk().filter_map(move |step| match step {
            crate::Step::Enter(block) if wanted(block.kind()) => Some(block),
            _ => None,
        })
    }
}
