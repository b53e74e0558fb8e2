//! Captions: given to the images that they stand under or over.

use super::{Flow, Source};
use crate::article::BlockKind;
use std::ops::Range;

impl Flow {
    /// Who is said to have made the image whose caption opens now.
    pub(in crate::blocks) fn set_credit(&mut self, credit: Option<String>) {
        self.credit = credit;
    }

    /// Gives the caption to the image before it, or keeps it as a paragraph, perhaps for the image after it.
    pub(super) fn caption(
        &mut self,
        first_block: usize,
        text: &Range<u32>,
        spans: &Range<u32>,
        source: &Source,
    ) -> Option<(BlockKind, Range<u32>, Range<u32>, Source)> {
        let last = self.body.blocks.len().checked_sub(1).filter(|&last| last >= first_block);
        if let Some(last) = last
            && let BlockKind::Image { index } = self.body.blocks[last].kind
            && self.body.blocks[last].text.is_empty()
        {
            if self.last_image == Some((last, self.innermost())) {
                self.attach(last, index, text.clone(), spans.clone());
                return None;
            }
            // The image stands in something that has ended, such as a list, and the caption's text is no part of that.
            self.say_below(index, text);
        }
        if last.is_none() {
            self.early_caption = Some((self.body.blocks.len(), self.innermost()));
        }
        Some((BlockKind::Paragraph, text.clone(), spans.clone(), source.clone()))
    }

    pub(super) fn attach(&mut self, block: usize, image: usize, text: Range<u32>, spans: Range<u32>) {
        self.say_below(image, &text);
        let record = &mut self.body.blocks[block];
        record.text = text;
        record.spans = spans;
    }

    /// What stands below an image says what it shows, and who made it.
    fn say_below(&mut self, image: usize, text: &Range<u32>) {
        let caption = &self.body.text[text.start as usize..text.end as usize];
        let credit = self.credit.take().filter(|credit| caption.contains(credit.as_str()));
        let image = &mut self.body.images[image];
        image.caption = Some(match &credit {
            Some(credit) => without(caption, credit),
            None => caption.to_owned(),
        });
        image.caption.take_if(|caption| caption.is_empty());
        if credit.is_some() || image.credit().is_some() {
            let candidates = image.rare.take().map(|rare| rare.candidates).unwrap_or_default();
            image.set_rare(credit, candidates);
        }
    }

    /// Ends a figure: a caption without an image stays the paragraph it is.
    pub(in crate::blocks) fn end_figure(&mut self) {
        self.early_caption = None;
        self.credit = None;
    }

    /// A paragraph has ended. Right under an image it is the image's caption as well, if it says so by its sign, or is short and
    /// `centred` as captions are in Chinese papers. It stays the block that it is.
    pub(in crate::blocks) fn caption_by_place(&mut self, centred: bool) {
        /// A caption is not longer than this, in characters.
        const LONGEST: usize = 120;
        let Some(last) = self.body.blocks.len().checked_sub(1) else { return };
        let Some((image, container)) = self.last_image.filter(|(image, _)| image + 1 == last) else { return };
        let (BlockKind::Image { index }, BlockKind::Paragraph) =
            (&self.body.blocks[image].kind, &self.body.blocks[last].kind)
        else {
            return;
        };
        let (index, block) = (*index, &self.body.blocks[last]);
        let text = &self.body.text[block.text.start as usize..block.text.end as usize];
        let is_short = !text.contains('\n') && text.chars().take(LONGEST + 1).count() <= LONGEST;
        let speaks = text.contains(char::is_alphanumeric);
        let is_free = container == self.innermost() && self.body.images[index].caption.is_none();
        if is_free && is_short && speaks && (is_marked(text) || centred) {
            self.body.images[index].caption = Some(text.trim_start_matches(SIGNS).trim_start().to_owned());
        }
    }
}

/// The signs that point from a caption to the image above it.
const SIGNS: [char; 6] = ['▲', '△', '↑', '⬆', '▴', '⇧'];

/// Whether a paragraph begins as captions do and other paragraphs do not.
fn is_marked(text: &str) -> bool {
    let words =
        ["图：", "图/", "图|", "图｜", "图为", "图片来源", "图源", "配图", "資料圖", "资料图", "（图", "(图", "圖："];
    text.starts_with(SIGNS) || words.iter().any(|word| text.starts_with(word))
}

/// A caption without the credit at either of its ends, or all of it where it stands in the middle.
fn without(caption: &str, credit: &str) -> String {
    let is_joint =
        |c: char| c.is_whitespace() || matches!(c, '|' | '·' | '/' | '—' | '–' | '-' | '(' | ')' | '（' | '）');
    let rest = caption.strip_suffix(credit).or_else(|| caption.strip_prefix(credit));
    rest.map_or_else(|| caption.to_owned(), |rest| rest.trim_matches(is_joint).to_owned())
}
