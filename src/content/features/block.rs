//! What a block says by itself: its text, its formatting, its links, its element.

use super::schema::{About, Feature, families, features};
use super::table::Row;
use super::{MISSING, ratio};
use crate::content::head::Head;
use crate::content::lexicon::{Evidence, ScoreSummary};
use crate::content::segment::{Segments, TextBlock};
use crate::content::stats::{Stats, heading_level};
use crate::content::testimony::KINDS;
use crate::html::Tag;

families! {
    block(row, segments: &Segments, stats: &Stats, head: &Head, index: usize) {
        let block = &segments.blocks[index];
        let quoted = stats.testimony.get(index).copied().unwrap_or([MISSING as i16; KINDS]);
        let inline = inline_evidence(segments, stats, block);
        "" BLOCK => own(row, segments, head, block),
        "v" QUOTED => row.put_all(&quoted),
        "x" as ShortTexts EVIDENCE => evidence(row, stats.words[index].article),
        "xo" as ShortTexts EVIDENCE => evidence(row, stats.words[index].all),
        "in" as InlineNames EVIDENCE => evidence(row, inline.article),
        "ino" as InlineNames EVIDENCE => evidence(row, inline.all),
    }
}

features! {
    BLOCK: put own(segments: &Segments, head: &Head, block: &TextBlock) {
        let m = &block.measure;
        let tokens = m.tokens().max(1);
        let tag = segments.elements[block.element as usize].tag;
        "weight" Text "length in half words" = m.weight(),
        "chars" Text "characters that are not white space" = m.chars,
        "link" Links "share of its characters in links" = ratio(m.link_chars, m.chars),
        "links" Links "how many links it has" = u32::from(m.links),
        "short_n" Text "lower-case words of up to three letters" = m.short_words,
        "sent" Text "sentences" = m.sentences,
        "clauses" Text "commas, semicolons and their like" = m.clauses,
        "upper_r" Text "share of its characters that are capitals" = ratio(m.upper, m.chars),
        "cap_r" Text "share of its words that begin with a capital" = ratio(m.capitalised, m.words),
        "first" Text "kind of its first character" = m.first as u8,
        "last" Text "kind of its last character" = m.last as u8,
        "separators" Text "bars, dots and arrows, as they part the entries of a menu" = m.separators,
        "quotes" Text "quotation marks at the edges of words" = m.quotes,
        "symbol_r" Text "share of its characters that are at home in program text" = ratio(m.symbols, m.chars),
        "hidden" Element "how it is hidden; 0 where it is shown" = block.hidden as u8,
        "tag" Element "its element, in the order of tag_ordinal" = tag_ordinal(tag),
        "inner_tag" Element "the lowest element that holds all its text, in that order" = tag_ordinal(segments.elements[block.innermost as usize].tag),
        "heading" Element "level of the heading that it is; 0 where it is none" = heading_level(tag),
        "depth" Element "elements above its element" = segments.elements[block.element as usize].depth,
        "title_r" Title "share of its first forty words that stand in the page's title" = ratio(m.title_words, tokens.min(40)),
        "title_cov" Title "its words that stand in the title, as a share of the title's" = ratio(m.title_words, head.title.title_len),
        "desc_r" Title "share of its first forty words that stand in the page's description" = ratio(m.description_words, tokens.min(40)),
        "desc_cov" Title "its words that stand in the description, as a share of the description's" = ratio(m.description_words, head.title.description_len),
    }
}

/// What the page's structured data says of a text, by the kind of statement.
pub(super) const QUOTED: &[Feature; KINDS] = &[
    Feature::new("article", About::StructuredData, "what is quoted as the body of an article"),
    Feature::new("recipe", About::StructuredData, "what is quoted as ingredients or steps of a recipe"),
    Feature::new("post", About::StructuredData, "what is quoted as a post, an answer, a review"),
    Feature::new("about", About::StructuredData, "what is quoted as a description"),
];

/// What the known tokens of one place say; the family says which place. `o` at its end stands for pages of all kinds.
pub(super) const EVIDENCE: &[Feature] = &[
    Feature::new("min", About::NamesAround, "the least score of a known token"),
    Feature::new("max", About::NamesAround, "the greatest score of a known token"),
    Feature::new("mean", About::NamesAround, "the mean score of the known tokens"),
];

/// Puts the [`EVIDENCE`].
#[inline(always)]
pub(super) fn evidence(row: &mut impl Row, evidence: ScoreSummary) {
    let (low, high, middle) = match evidence.mean() {
        Some(middle) => (i32::from(evidence.min), i32::from(evidence.max), middle),
        None => (MISSING, MISSING, MISSING),
    };
    row.put(low);
    row.put(high);
    row.put(middle);
}

/// What the names of a block's inline elements say, and of those between its element and its text.
#[inline(always)]
fn inline_evidence(segments: &Segments, stats: &Stats, block: &TextBlock) -> Evidence {
    let mut inline = Evidence::NONE;
    crate::steps::steps((block.inline.1 - block.inline.0) as usize);
    for element in block.inline.0..block.inline.1 {
        inline.merge(&stats.evidence[element as usize]);
    }
    let mut element = block.innermost;
    while element != block.element {
        crate::steps::step();
        if !(block.inline.0..block.inline.1).contains(&element) {
            inline.merge(&stats.evidence[element as usize]);
        }
        element = segments.elements[element as usize].parent;
    }
    inline
}

/// Elements in the order of how often their text is content, so that one threshold parts them.
pub(super) fn tag_ordinal(tag: Tag) -> u8 {
    match tag {
        Tag::Button | Tag::Label | Tag::Legend => 0,
        Tag::Nav | Tag::Footer | Tag::Form | Tag::Fieldset => 1,
        Tag::A => 2,
        Tag::Header | Tag::Aside | Tag::Address => 3,
        Tag::Small | Tag::Time | Tag::Noscript => 4,
        Tag::Li => 5,
        Tag::Span => 6,
        Tag::Body | Tag::Other => 7,
        Tag::Div => 8,
        Tag::Section | Tag::Center | Tag::Font => 9,
        Tag::Summary | Tag::Dt => 10,
        Tag::H6 => 11,
        Tag::H5 => 12,
        Tag::H4 => 13,
        Tag::H3 => 14,
        Tag::H1 => 15,
        Tag::H2 => 16,
        Tag::Figcaption | Tag::Caption | Tag::Figure => 17,
        Tag::B | Tag::Strong | Tag::U => 18,
        Tag::Td | Tag::Th | Tag::Table => 19,
        Tag::Dd | Tag::Details => 20,
        Tag::Em | Tag::I | Tag::Cite | Tag::Q => 21,
        Tag::Article | Tag::Main => 22,
        Tag::P => 23,
        Tag::Blockquote => 24,
        Tag::Code | Tag::Pre | Tag::Kbd | Tag::Samp => 25,
        _ => 9,
    }
}
