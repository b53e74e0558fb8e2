//! What the page as a whole is like. Every block of it carries these.

use super::block::put_evidence;
use super::group::Groups;
use super::ratio;
use super::table::Row;
use crate::content::{
    head::{DECLARED, Head},
    segment::{Hidden, Segments},
    stats::Stats,
    testimony::KIND_NAMES,
};
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

/// For each tag its place among those that are counted; past the end for the others.
const PLACES: [u8; 256] = {
    let mut places = [u8::MAX; 256];
    let mut place = 0;
    while place < COUNTED.len() {
        places[COUNTED[place].0 as usize] = place as u8;
        place += 1;
    }
    places
};

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

pub(super) fn features(row: &mut impl Row, segments: &Segments, stats: &Stats, head: &Head, groups: &Groups) {
    let sum = &stats.sums[0];
    row.put("P_blocks", sum.blocks);
    row.put("P_weight", sum.weight);
    row.put("P_link", ratio(sum.link_weight, sum.weight));
    row.put("P_short", ratio(sum.short_words, sum.words));
    row.put("P_p_share", ratio(sum.p_weight, sum.weight));
    row.put("P_long", ratio(sum.long_weight, sum.weight));
    row.put("P_long_weight", sum.long_weight);
    row.put("P_long_blocks", sum.long_blocks);
    row.put("P_sent", ratio(sum.sentences * 20, sum.weight));
    row.put("P_clauses", ratio(sum.clauses * 20, sum.weight));
    row.put("P_average", sum.weight / sum.blocks.max(1));
    row.put("P_prices", sum.prices);
    row.put("P_dates", sum.dates);
    row.put("P_questions", sum.questions);
    row.put("P_stories", ratio(sum.story_links, sum.blocks));
    row.put("P_headings", sum.headings);
    row.put("P_link_blocks", ratio(sum.link_blocks, sum.blocks));
    row.put("P_images", segments.elements[0].images);
    row.put("P_controls", segments.elements[0].controls);
    row.put("P_elements", segments.elements.len() as u32);
    let largest = segments.blocks.iter().map(|block| block.measure.weight()).max().unwrap_or(0);
    row.put("P_largest", largest);
    let mut hidden = [0_u32; 4];
    let (mut cjk, mut foreign, mut chars, mut title) = (0, 0, 0, 0);
    for block in &segments.blocks {
        hidden[block.hidden as usize] += block.measure.weight();
        cjk += block.measure.cjk;
        foreign += block.measure.foreign;
        chars += block.measure.chars;
        title += u32::from(head.title.equals(&block.measure));
    }
    row.put("P_hidden", ratio(hidden[Hidden::Style as usize] + hidden[Hidden::Aria as usize], sum.weight));
    row.put("P_in_noscript", ratio(hidden[Hidden::Noscript as usize], sum.weight));
    row.put("P_cjk", ratio(cjk, chars));
    row.put("P_foreign", ratio(foreign, chars));
    row.put("P_titles", title);
    let mut counts = [0_u32; COUNTED.len()];
    for element in &segments.elements {
        if let Some(count) = counts.get_mut(usize::from(PLACES[element.tag as usize])) {
            *count += 1;
        }
    }
    for ((_, name), count) in COUNTED.iter().zip(counts) {
        row.put(name, count);
    }
    // The largest group of like siblings with some text each: cards, posts, rows.
    let cards = stats.siblings.iter().filter(|group| group.count >= 4 && group.weight >= group.count * 12);
    let cards = cards.max_by_key(|group| group.weight).copied().unwrap_or_default();
    row.put("P_cards", cards.count);
    row.put("P_card_share", ratio(cards.weight, sum.weight));
    row.put("P_card_link", ratio(cards.link_weight, cards.weight));
    row.put("P_card_average", cards.weight / cards.count.max(1));
    row.put("P_card_sent", ratio(cards.sentences, cards.count));
    let most = stats.siblings.iter().map(|group| group.count).max().unwrap_or(0);
    row.put("P_most_alike", most);
    row.put("P_main_group", groups.main_share());
    row.put("P_og", head.og_type as u8);
    for (name, count) in DECLARED_NAMES.iter().zip(head.declares) {
        row.put(name, count);
    }
    row.put_all("P_v", &KIND_NAMES, &head.testimony.sizes());
    row.put("P_published", head.has_published);
    row.put("P_author", head.has_author);
    row.put("P_title_len", head.title.title_len);
    row.put("P_desc_len", head.title.description_len);
    row.put("P_path_parts", head.path_parts);
    row.put("P_path_hyphens", head.path_hyphens);
    row.put("P_path_digits", head.path_digits);
    row.put("P_query", head.has_query);
    put_evidence(row, ["P_te_min", "P_te_max", "P_te_mean"], stats.evidence[0].article);
    put_evidence(row, ["P_to_min", "P_to_max", "P_to_mean"], stats.evidence[0].all);
}
