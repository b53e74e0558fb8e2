//! What a block says by itself: its text, its formatting, its links, its element.

use super::{Row, ratio};
use crate::content::head::Head;
use crate::content::lexicon::{Evidence, Side};
use crate::content::segment::Segments;
use crate::content::stats::{Stats, heading_level};

pub(super) fn features(row: &mut Row<'_>, segments: &Segments, stats: &Stats, head: &Head, index: usize) {
    let block = &segments.blocks[index];
    let m = &block.measure;
    let elements = &segments.elements;
    let tokens = m.tokens().max(1);
    row.put("weight", m.weight());
    row.put("chars", m.chars);
    row.put("word_len", m.chars * 10 / tokens);
    row.put("link", ratio(m.link_chars, m.chars));
    row.put("links", u32::from(m.links));
    row.put("short", ratio(m.short_words, m.words));
    row.put("short_n", m.short_words);
    row.put("long_words", ratio(m.long_words, m.words));
    row.put("sent", m.sentences);
    row.put("clauses", m.clauses);
    row.put("clause_r", ratio(m.clauses, tokens));
    row.put("digit_r", ratio(m.digits, m.chars));
    row.put("upper_r", ratio(m.upper, m.chars));
    row.put("cap_r", ratio(m.capitalised, m.words));
    row.put("cjk_r", ratio(m.cjk, m.chars));
    row.put("foreign_r", ratio(m.foreign, m.chars));
    row.put("numbers", m.numbers);
    row.put("first", m.first as u8);
    row.put("last", m.last as u8);
    row.put("all_caps", m.upper > 2 && m.upper + m.digits >= m.chars * 9 / 10);
    row.put("years", m.years);
    row.put("dates", m.dates);
    row.put("prices", m.prices);
    row.put("at", m.at_signs);
    row.put("copyright", m.copyright);
    row.put("separators", m.separators);
    row.put("questions", m.questions);
    row.put("exclamations", m.exclamations);
    row.put("quotes", m.quotes);
    row.put("symbol_r", ratio(m.symbols, m.chars));
    row.put("breaks", u32::from(m.breaks));
    row.put("images", u32::from(block.images));
    row.put("rules", u32::from(block.rules));
    row.put("hidden", block.hidden as u8);
    row.put("strong", ratio(m.strong_chars, m.chars));
    row.put("emphasis", ratio(m.emphasis_chars, m.chars));
    row.put("code", ratio(m.code_chars, m.chars));
    row.put("time", ratio(m.time_chars, m.chars));
    row.put("span", ratio(m.span_chars, m.chars));
    row.put("small", ratio(m.small_chars, m.chars));
    row.put("label", ratio(m.label_chars, m.chars));
    let tag = elements[block.element as usize].tag;
    row.put("tag", tag as u8);
    row.put("inner_tag", elements[block.innermost as usize].tag as u8);
    row.put("heading", heading_level(tag));
    row.put("depth", elements[block.element as usize].depth);
    row.put("eq_title", head.title.equals(m));
    row.put("title_n", m.title_words);
    row.put("title_r", ratio(m.title_words, tokens.min(40)));
    row.put("title_cov", ratio(m.title_words, head.title.title_len));
    row.put("desc_r", ratio(m.description_words, tokens.min(40)));
    row.put("desc_cov", ratio(m.description_words, head.title.description_len));

    let links = &stats.links[index];
    row.put("l_external", links.external);
    row.put("l_internal", links.internal);
    row.put("l_fragment", links.fragment);
    row.put("l_action", links.action);
    row.put("l_story", links.story);
    put_evidence(row, ["l_min", "l_max", "l_mean"], links.evidence.article);
    put_evidence(row, ["lo_min", "lo_max", "lo_mean"], links.evidence.other);

    put_evidence(row, ["x_min", "x_max", "x_mean"], stats.words[index].article);
    put_evidence(row, ["xo_min", "xo_max", "xo_mean"], stats.words[index].other);

    let mut inline = Evidence::NONE;
    for element in block.inline.0..block.inline.1 {
        inline.merge(&stats.evidence[element as usize]);
    }
    let mut element = block.innermost;
    while element != block.element {
        if !(block.inline.0..block.inline.1).contains(&element) {
            inline.merge(&stats.evidence[element as usize]);
        }
        element = elements[element as usize].parent;
    }
    put_evidence(row, ["in_min", "in_max", "in_mean"], inline.article);
    put_evidence(row, ["ino_min", "ino_max", "ino_mean"], inline.other);
}

/// Adds the least, the greatest and the mean score.
pub(super) fn put_evidence(row: &mut Row<'_>, names: [&'static str; 3], evidence: Side) {
    let (low, high, middle) = match evidence.mean() {
        Some(middle) => (i32::from(evidence.min), i32::from(evidence.max), middle),
        None => (super::MISSING, super::MISSING, super::MISSING),
    };
    row.put(names[0], low);
    row.put(names[1], high);
    row.put(names[2], middle);
}
