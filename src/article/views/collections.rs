//! The views of blocks as collections and values: iteration from both ends, comparison, what a debugger shows.

use super::{Block, BlockKind, Blocks, Image, Span, SpanKind, Step, Walk};
use std::fmt;
use std::iter::FusedIterator;

impl<'a> Block<'a> {
    /// The block that it stands directly in; none for a block of the top level. Linear in the blocks between the two.
    ///
    /// ```
    /// use bodytext::{BlockKind, Step};
    ///
    /// let article = bodytext::extract("<blockquote><p>Green tea.</p></blockquote>");
    /// let quote = article.blocks().next().unwrap();
    /// let paragraph = quote.children().next().unwrap();
    /// assert_eq!(paragraph.parent(), Some(quote));
    /// assert_eq!(quote.parent(), None);
    /// ```
    pub fn parent(self) -> Option<Block<'a>> {
        let index = (0..self.index).rev().find(|&index| self.body.end_of(index) > self.index)?;
        Some(Block { body: self.body, index })
    }

    /// The text that one of its spans covers; empty where the span is not one of its own and reaches too far.
    ///
    /// ```
    /// let article = bodytext::extract("<p>Green <b>tea</b>.</p>");
    /// let block = article.blocks().next().unwrap();
    /// let span = block.spans().next().unwrap();
    /// assert_eq!(block.text_of(&span), "tea");
    /// ```
    pub fn text_of(self, span: &Span<'_>) -> &'a str {
        self.text().get(span.range.clone()).unwrap_or_default()
    }

    /// The image that a span stands for, where it is one.
    ///
    /// ```
    /// let article = bodytext::extract("<p>A cup <img src=cup.png> of tea.</p>");
    /// let block = article.blocks().next().unwrap();
    /// let image = block.spans().find_map(|span| block.image_of(&span)).unwrap();
    /// assert_eq!(image.url(), "cup.png");
    /// ```
    pub fn image_of(self, span: &Span<'_>) -> Option<&'a Image> {
        match span.kind {
            SpanKind::Image { index, .. } => self.body.images.get(*index),
            _ => None,
        }
    }

    /// How many blocks it is, those inside at every level counted in.
    fn inner_len(self) -> usize {
        self.record().end as usize - self.index
    }

    /// Itself and the blocks inside, at every level.
    fn with_inner(self) -> impl Iterator<Item = Block<'a>> {
        (self.index..self.record().end as usize).map(move |index| Block { body: self.body, index })
    }
}

/// Two blocks are equal that say the same in the same form: kinds, texts, spans and images, at every level. Where they stand does not count.
impl PartialEq for Block<'_> {
    fn eq(&self, other: &Block<'_>) -> bool {
        self.inner_len() == other.inner_len()
            && self.with_inner().map(Block::own).eq(other.with_inner().map(Block::own))
    }
}

/// What a block is apart from its place among others.
#[derive(PartialEq)]
struct Own<'a> {
    kind: Option<&'a BlockKind>,
    image: Option<&'a Image>,
    text: &'a str,
    inner_len: usize,
    spans: Vec<OwnSpan<'a>>,
}

/// A span, with the image in the place of its number.
type OwnSpan<'a> = (std::ops::Range<usize>, Result<&'a Image, &'a SpanKind>);

impl<'a> Block<'a> {
    fn own(self) -> Own<'a> {
        let image = self.image();
        Own {
            kind: Some(self.kind()).filter(|_| image.is_none()),
            image,
            text: self.text(),
            inner_len: self.inner_len(),
            spans: self
                .spans()
                .map(|span| {
                    let kind = self.image_of(&span).ok_or(span.kind);
                    (span.range, kind)
                })
                .collect(),
        }
    }
}

/// Its kind and its text.
impl fmt::Debug for Block<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Block").field("kind", self.kind()).field("text", &self.text()).finish()
    }
}

impl<'a> Blocks<'a> {
    /// The places of what is left, in order.
    fn places(&self) -> impl Iterator<Item = usize> + use<'a> {
        let (body, end) = (self.body, self.end);
        let first = Some(self.next).filter(|&next| next < end);
        std::iter::successors(first, move |&index| Some(body.end_of(index)).filter(|&next| next < end))
    }
}

impl<'a> Iterator for Blocks<'a> {
    type Item = Block<'a>;

    fn next(&mut self) -> Option<Block<'a>> {
        if self.next >= self.end {
            return None;
        }
        let index = self.next;
        self.next = self.body.end_of(index);
        Some(Block { body: self.body, index })
    }

    /// Linear in what is left.
    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.places().count();
        (left, Some(left))
    }
}

/// The first step from the end costs as much as going through what is left once; those after it cost nothing.
impl<'a> DoubleEndedIterator for Blocks<'a> {
    fn next_back(&mut self) -> Option<Block<'a>> {
        if self.next >= self.end {
            return None;
        }
        if self.back.is_empty() {
            self.back = self.places().collect();
        }
        let index = self.back.pop()?;
        self.end = index;
        Some(Block { body: self.body, index })
    }
}

impl ExactSizeIterator for Blocks<'_> {}

impl FusedIterator for Blocks<'_> {}

/// Equal blocks in the same order.
impl PartialEq for Blocks<'_> {
    fn eq(&self, other: &Blocks<'_>) -> bool {
        self.clone().eq(other.clone())
    }
}

/// The blocks that are left.
impl fmt::Debug for Blocks<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl FusedIterator for Walk<'_> {}

/// The same steps to go, with equal blocks.
impl PartialEq for Walk<'_> {
    fn eq(&self, other: &Walk<'_>) -> bool {
        self.clone().eq(other.clone())
    }
}

/// The steps that are left.
impl fmt::Debug for Walk<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

/// What it does, and the kind of the block.
impl fmt::Debug for Step<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, block) = match self {
            Step::Enter(block) => ("Enter", block),
            Step::Leave(block) => ("Leave", block),
        };
        f.debug_tuple(name).field(block.kind()).finish()
    }
}

#[cfg(test)]
mod tests {
    use crate::extract;

    const ARTICLE: &str =
        "<h2>Tea</h2><ul><li>Green<ul><li>Sencha</ul><li>Black</ul><p>A <b>pot</b> <img src=a.png> of it.</p>";

    #[test]
    fn blocks_come_from_both_ends_and_are_counted() {
        let article = extract(ARTICLE);
        let mut blocks = article.blocks();
        assert_eq!(blocks.len(), 3);
        assert_eq!(blocks.next_back().unwrap().text(), "A pot of it.");
        assert_eq!(blocks.len(), 2);
        assert_eq!(blocks.next().unwrap().text(), "Tea");
        assert_eq!(blocks.next_back().unwrap().text(), "Green\nSencha\nBlack");
        assert!(blocks.next_back().is_none() && blocks.next().is_none() && blocks.len() == 0);
        let backwards: Vec<_> = article.blocks().rev().collect();
        let mut forwards: Vec<_> = article.blocks().collect();
        forwards.reverse();
        assert_eq!(backwards, forwards);
    }

    #[test]
    fn equal_blocks_say_the_same_wherever_they_stand() {
        let (one, two) = (extract(ARTICLE), extract(&format!("<p>Before <img src=b.png></p>{ARTICLE}")));
        assert!(one.blocks().eq(two.blocks().skip(1)));
        assert_ne!(one.blocks(), two.blocks());
        assert_eq!(one.walk(), one.clone().walk());
        let other = extract(&ARTICLE.replace("a.png", "c.png"));
        assert_ne!(one.blocks().next_back(), other.blocks().next_back());
        let other = extract(&ARTICLE.replace("Sencha", "Hojicha"));
        assert_ne!(one.blocks().nth(1), other.blocks().nth(1));
    }

    #[test]
    fn debuggers_show_kinds_and_texts() {
        let article = extract("<h2>Tea</h2>");
        let block = article.blocks().next().unwrap();
        assert_eq!(format!("{block:?}"), r#"Block { kind: Heading { level: 2 }, text: "Tea" }"#);
        assert_eq!(format!("{:?}", article.blocks()), format!("[{block:?}]"));
        assert_eq!(format!("{:?}", article.walk()), "[Enter(Heading { level: 2 }), Leave(Heading { level: 2 })]");
    }
}
