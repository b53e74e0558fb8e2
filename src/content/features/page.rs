//! What the page as a whole is like. Every block of it carries these.

use super::block::put_evidence;
use super::group::Groups;
use super::{Row, ratio};
use crate::content::head::{DECLARED, Head};
use crate::content::segment::{Hidden, Segments};
use crate::content::stats::Stats;
use crate::html::Tag;

/// Tags that are counted.
const COUNTED: [(Tag, &str); 22] = [
    (Tag::Main, "P_main"),
    (Tag::Article, "P_article"),
    (Tag::H1, "P_h1"),
    (Tag::H2, "P_h2"),
    (Tag::H3, "P_h3"),
    (Tag::P, "P_p"),
    (Tag::Li, "P_li"),
    (Tag::Table, "P_table"),
    (Tag::Pre, "P_pre"),
    (Tag::Form, "P_form"),
    (Tag::Figure, "P_figure"),
    (Tag::Section, "P_section"),
    (Tag::Blockquote, "P_blockquote"),
    (Tag::Nav, "P_nav"),
    (Tag::Aside, "P_aside"),
    (Tag::Button, "P_button"),
    (Tag::Time, "P_time"),
    (Tag::Dl, "P_dl"),
    (Tag::Footer, "P_footer"),
    (Tag::Header, "P_header"),
    (Tag::Code, "P_code"),
    (Tag::Noscript, "P_noscript"),
];

const DECLARED_NAMES: [&str; DECLARED.len()] = [
    "P_ld_article",
    "P_ld_newsarticle",
    "P_ld_blogposting",
    "P_ld_product",
    "P_ld_forum",
    "P_ld_qapage",
    "P_ld_itemlist",
    "P_ld_collection",
    "P_ld_faq",
    "P_ld_recipe",
    "P_ld_breadcrumb",
    "P_ld_offer",
];

/// Twice the binary logarithm: a page should not be known again by a count.
fn coarse(count: impl Into<u32>) -> u32 {
    let count = count.into() + 1;
    let log = count.ilog2();
    2 * log + u32::from(count >= (1 << log) + (1 << log) / 2)
}

pub(super) fn features(row: &mut Row<'_>, segments: &Segments, stats: &Stats, head: &Head, groups: &Groups) {
    let sum = &stats.sums[0];
    row.put("P_blocks", coarse(sum.blocks));
    row.put("P_weight", coarse(sum.weight));
    row.put("P_link", ratio(sum.link_weight, sum.weight) / 40);
    row.put("P_short", ratio(sum.short_words, sum.words) / 40);
    row.put("P_p_share", ratio(sum.p_weight, sum.weight) / 40);
    row.put("P_long", ratio(sum.long_weight, sum.weight) / 40);
    row.put("P_long_weight", coarse(sum.long_weight));
    row.put("P_long_blocks", coarse(sum.long_blocks));
    row.put("P_sent", ratio(sum.sentences * 20, sum.weight) / 40);
    row.put("P_clauses", ratio(sum.clauses * 20, sum.weight) / 40);
    row.put("P_average", coarse(sum.weight / sum.blocks.max(1)));
    row.put("P_prices", coarse(sum.prices));
    row.put("P_dates", coarse(sum.dates));
    row.put("P_questions", coarse(sum.questions));
    row.put("P_stories", ratio(sum.story_links, sum.blocks) / 40);
    row.put("P_headings", coarse(sum.headings));
    row.put("P_link_blocks", ratio(sum.link_blocks, sum.blocks) / 40);
    row.put("P_images", coarse(segments.elements[0].images));
    row.put("P_controls", coarse(segments.elements[0].controls));
    row.put("P_elements", coarse(segments.elements.len() as u32));
    let largest = segments.blocks.iter().map(|block| block.measure.weight()).max().unwrap_or(0);
    row.put("P_largest", coarse(largest));
    let mut hidden = [0_u32; 4];
    let (mut cjk, mut foreign, mut chars, mut title) = (0, 0, 0, 0);
    for block in &segments.blocks {
        hidden[block.hidden as usize] += block.measure.weight();
        cjk += block.measure.cjk;
        foreign += block.measure.foreign;
        chars += block.measure.chars;
        title += u32::from(head.title.equals(&block.measure));
    }
    row.put("P_hidden", ratio(hidden[Hidden::Style as usize] + hidden[Hidden::Aria as usize], sum.weight) / 40);
    row.put("P_in_noscript", ratio(hidden[Hidden::Noscript as usize], sum.weight) / 40);
    row.put("P_cjk", ratio(cjk, chars) / 40);
    row.put("P_foreign", ratio(foreign, chars) / 40);
    row.put("P_titles", title);
    let mut counts = [0_u32; COUNTED.len()];
    for element in &segments.elements {
        if let Some(index) = COUNTED.iter().position(|(tag, _)| *tag == element.tag) {
            counts[index] += 1;
        }
    }
    for ((_, name), count) in COUNTED.iter().zip(counts) {
        row.put(name, coarse(count));
    }
    // The largest group of like siblings with some text each: cards, posts, rows.
    let cards = stats.siblings.iter().filter(|group| group.count >= 4 && group.weight >= group.count * 12);
    let cards = cards.max_by_key(|group| group.weight).copied().unwrap_or_default();
    row.put("P_cards", coarse(cards.count));
    row.put("P_card_share", ratio(cards.weight, sum.weight) / 40);
    row.put("P_card_link", ratio(cards.link_weight, cards.weight) / 40);
    row.put("P_card_average", coarse(cards.weight / cards.count.max(1)));
    row.put("P_card_sent", ratio(cards.sentences, cards.count) / 40);
    let most = stats.siblings.iter().map(|group| group.count).max().unwrap_or(0);
    row.put("P_most_alike", coarse(most));
    row.put("P_main_group", groups.main_share() / 40);
    row.put("P_og", head.og_type as u8);
    for (name, count) in DECLARED_NAMES.iter().zip(head.declares) {
        row.put(name, count);
    }
    row.put("P_published", head.has_published);
    row.put("P_author", head.has_author);
    row.put("P_title_len", coarse(head.title.title_len));
    row.put("P_desc_len", coarse(head.title.description_len));
    row.put("P_path_parts", coarse(head.path_parts));
    row.put("P_path_hyphens", coarse(head.path_hyphens));
    row.put("P_path_digits", coarse(head.path_digits));
    row.put("P_query", head.has_query);
    put_evidence(row, ["P_te_min", "P_te_max", "P_te_mean"], stats.evidence[0].article);
    put_evidence(row, ["P_to_min", "P_to_max", "P_to_mean"], stats.evidence[0].other);
}
