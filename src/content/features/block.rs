//! What a block says by itself: its text, its formatting, its links, its element.

use super::table::Row;
use super::{MISSING, ratio};
use crate::content::{
    head::Head,
    lexicon::{Evidence, Side},
    segment::Segments,
    stats::{Stats, heading_level},
    testimony::{KIND_NAMES, KINDS},
};
use crate::html::Tag;

#[inline(always)]
pub(super) fn features(row: &mut impl Row, segments: &Segments, stats: &Stats, head: &Head, index: usize) {
    let block = &segments.blocks[index];
    let m = &block.measure;
    let elements = &segments.elements;
    let tokens = m.tokens().max(1);
    row.put("weight", m.weight());
    row.put("chars", m.chars);
    row.put("link", ratio(m.link_chars, m.chars));
    row.put("links", u32::from(m.links));
    row.put("short_n", m.short_words);
    row.put("sent", m.sentences);
    row.put("clauses", m.clauses);
    row.put("upper_r", ratio(m.upper, m.chars));
    row.put("cap_r", ratio(m.capitalised, m.words));
    row.put("first", m.first as u8);
    row.put("last", m.last as u8);
    row.put("separators", m.separators);
    row.put("quotes", m.quotes);
    row.put("symbol_r", ratio(m.symbols, m.chars));
    row.put("hidden", block.hidden as u8);
    let tag = elements[block.element as usize].tag;
    row.put("tag", standing(tag));
    row.put("inner_tag", standing(elements[block.innermost as usize].tag));
    row.put("heading", heading_level(tag));
    row.put("depth", elements[block.element as usize].depth);
    row.put("title_r", ratio(m.title_words, tokens.min(40)));
    row.put("title_cov", ratio(m.title_words, head.title.title_len));
    row.put("desc_r", ratio(m.description_words, tokens.min(40)));
    row.put("desc_cov", ratio(m.description_words, head.title.description_len));

    let says = stats.testimony.get(index).copied().unwrap_or([MISSING as i16; KINDS]);
    row.put_all("v", &KIND_NAMES, &says);

    put_evidence(row, ["x_min", "x_max", "x_mean"], stats.words[index].article);
    put_evidence(row, ["xo_min", "xo_max", "xo_mean"], stats.words[index].all);

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
        element = elements[element as usize].parent;
    }
    put_evidence(row, ["in_min", "in_max", "in_mean"], inline.article);
    put_evidence(row, ["ino_min", "ino_max", "ino_mean"], inline.all);
}

/// Adds the least, the greatest and the mean score.
#[inline(always)]
pub(super) fn put_evidence(row: &mut impl Row, names: [&'static str; 3], evidence: Side) {
    let (low, high, middle) = match evidence.mean() {
        Some(middle) => (i32::from(evidence.min), i32::from(evidence.max), middle),
        None => (super::MISSING, super::MISSING, super::MISSING),
    };
    row.put(names[0], low);
    row.put(names[1], high);
    row.put(names[2], middle);
}

/// Elements in the order of how often their text is content, so that one threshold parts them.
pub(super) fn standing(tag: Tag) -> u8 {
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
