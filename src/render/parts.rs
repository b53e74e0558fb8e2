//! Which parts of an article are written: what the options of Markdown and of HTML have in common.

use crate::article::{Article, Block, BlockKind, Step, Walk};
use crate::metadata::headline::say_the_same;

/// The parts that are written, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) headline: bool,
    pub(super) images: bool,
    pub(super) captions: bool,
    pub(super) footnotes: bool,
    pub(super) links: bool,
    /// How many levels headings are moved down, or up.
    pub(super) heading_offset: i8,
}

impl Default for Parts {
    fn default() -> Parts {
        Parts { headline: false, images: true, captions: true, footnotes: true, links: true, heading_offset: 0 }
    }
}

impl Parts {
    /// The walk over an article without the blocks that are not written.
    pub(super) fn walk(self, article: &Article) -> Written<'_> {
        Written { steps: article.walk(), parts: self, left_out: 0 }
    }

    /// The level that a heading gets.
    pub(super) fn level(self, level: u8) -> u8 {
        level.clamp(1, 6).saturating_add_signed(self.heading_offset).clamp(1, 6)
    }

    /// The headline to write before the text: the title, unless the text begins with it.
    pub(super) fn headline(self, article: &Article) -> Option<&str> {
        let title = article.metadata().title().filter(|title| self.headline && !title.trim().is_empty())?;
        let says_title = article.blocks().next().is_some_and(|block| {
            matches!(block.kind(), BlockKind::Heading { .. } | BlockKind::Paragraph)
                && say_the_same(title, block.text())
        });
        (!says_title).then_some(title)
    }

    fn leaves_out(self, block: Block<'_>) -> bool {
        match block.kind() {
            BlockKind::Image { .. } => !self.images,
            BlockKind::Caption => !self.captions,
            BlockKind::Footnote { .. } => !self.footnotes,
            _ => false,
        }
    }
}

/// The steps of a walk that are written.
pub(super) struct Written<'a> {
    steps: Walk<'a>,
    parts: Parts,
    /// How many blocks are open, from that on which is left out.
    left_out: usize,
}

impl<'a> Iterator for Written<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        for step in &mut self.steps {
            match step {
                Step::Enter(block) if self.left_out > 0 || self.parts.leaves_out(block) => self.left_out += 1,
                Step::Leave(_) if self.left_out > 0 => self.left_out -= 1,
                step => return Some(step),
            }
        }
        None
    }
}

/// The options that Markdown and HTML have in common, as methods of a type with a field `parts`.
macro_rules! part_options {
    ($type:ident) => {
        impl $type {
            /// Whether the headline is written first, as a heading of level 1, unless the text begins with it. It is the title of
            /// the [metadata](crate::Article::metadata); [`Options::with_headline`](crate::Options::with_headline) puts it
            /// into the article itself. Default: no.
            #[must_use]
            pub fn with_headline(mut self, is_written: bool) -> $type {
                self.parts.headline = is_written;
                self
            }

            /// Whether images are written, each with its caption. Default: yes.
            #[must_use]
            pub fn with_images(mut self, are_written: bool) -> $type {
                self.parts.images = are_written;
                self
            }

            /// Whether the captions of images and tables are written. Default: yes.
            #[must_use]
            pub fn with_captions(mut self, are_written: bool) -> $type {
                self.parts.captions = are_written;
                self
            }

            /// Whether footnotes are written, and the references to them. Default: yes.
            #[must_use]
            pub fn with_footnotes(mut self, are_written: bool) -> $type {
                self.parts.footnotes = are_written;
                self
            }

            /// How many levels headings are moved down (or up, where it is below 0); none leaves the levels from 1 to 6. An
            /// article that becomes a chapter has its headings below that of the chapter. The headline stays where it is. Default: 0.
            #[must_use]
            pub fn with_heading_offset(mut self, levels: i8) -> $type {
                self.parts.heading_offset = levels;
                self
            }
        }
    };
}

pub(super) use part_options;
