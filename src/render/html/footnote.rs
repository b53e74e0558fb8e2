//! Footnotes as HTML: each and its references link to each other.

use std::collections::HashMap;
use std::fmt;

use super::{HtmlWriter, OpenContainer, escape};
use crate::article::{Article, Block, BlockKind, Step};

/// What the names of notes and of references to them begin with. What comes after is a number, so that no page can choose one.
const NOTE: &str = "bodytext-note-";
const REFERENCE: &str = "bodytext-ref-";

/// The notes of an article by their labels: the number of each, and how many references to it have been written.
#[derive(Default)]
pub(super) struct Notes<'a> {
    by_label: HashMap<&'a str, (usize, usize)>,
}

impl<'a> Notes<'a> {
    pub(super) fn of(article: &'a Article) -> Notes<'a> {
        let mut by_label = HashMap::new();
        for step in article.walk() {
            if let Step::Enter(block) = step
                && let BlockKind::Footnote { label } = block.kind()
            {
                let number = by_label.len() + 1;
                by_label.entry(&**label).or_insert((number, 0));
            }
        }
        Notes { by_label }
    }
}

impl<'a, W: fmt::Write + ?Sized> HtmlWriter<'a, W> {
    /// A reference to a note. One to none, or inside a link, is no link.
    pub(super) fn reference(&mut self, label: &str, text: &str, in_link: bool) -> fmt::Result {
        self.out.write_str("<sup>")?;
        match self.notes.by_label.get_mut(label).filter(|_| !in_link) {
            Some((number, references)) => {
                *references += 1;
                write!(self.out, "<a href=\"#{NOTE}{number}\"")?;
                // The link back leads to the first.
                if *references == 1 {
                    write!(self.out, " id=\"{REFERENCE}{number}\"")?;
                }
                self.out.write_str(" role=\"doc-noteref\">")?;
                escape::text(self.out, text)?;
                self.out.write_str("</a>")?;
            }
            None => escape::text(self.out, text)?,
        }
        self.out.write_str("</sup>")
    }

    pub(super) fn open_footnote(&mut self, block: Block<'a>, label: &'a str) -> fmt::Result {
        self.frames.push(OpenContainer::Blocks);
        match self.notes.by_label.get(label) {
            Some((number, _)) => writeln!(self.out, "<div id=\"{NOTE}{number}\" role=\"doc-footnote\">")?,
            None => self.out.write_str("<div role=\"doc-footnote\">\n")?,
        }
        self.back = Some(label);
        match block.children().next().map(Block::kind) {
            Some(BlockKind::Paragraph) => Ok(()),
            _ => self.link_back(),
        }
    }

    /// The label of the note at hand, which leads back to the first reference, where there is one.
    pub(super) fn link_back(&mut self) -> fmt::Result {
        let Some(label) = self.back.take() else { return Ok(()) };
        let Some(&(number, references)) = self.notes.by_label.get(label) else { return Ok(()) };
        if references == 0 {
            return Ok(());
        }
        write!(self.out, "<a href=\"#{REFERENCE}{number}\" role=\"doc-backlink\">[")?;
        escape::text(self.out, label)?;
        self.out.write_str("]</a> ")
    }
}
