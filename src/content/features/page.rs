//! What the page as a whole is like. Every block of it carries these.

use super::block::{EVIDENCE, QUOTED, evidence};
use super::group::Groups;
use super::ratio;
use super::schema::{About, Feature, families, features};
use super::table::Saturate;
use super::tags::{named_after, places};
use crate::content::head::{DECLARED, Head};
use crate::content::segment::{Hidden, Segments};
use crate::content::stats::{Siblings, Stats};
use crate::html::Tag;

families! {
    page(row, segments: &Segments, stats: &Stats, head: &Head, groups: &Groups) {
        "P" TEXT => text(row, segments, stats),
        "P" CHARACTERS => characters(row, segments, stats, head),
        "P" &COUNTED => row.put_all(&counts(segments)),
        "P" ALIKE => alike(row, stats, groups),
        "P" OPEN_GRAPH => open_graph(row, head),
        "P_ld" DECLARED_TYPES => row.put_all(&head.declares.map(Saturate::saturated)),
        "P_v" as Page QUOTED => row.put_all(&head.testimony.sizes()),
        "P" SAID => said(row, head),
        "P_te" as Page EVIDENCE => evidence(row, stats.evidence[0].article),
        "P_to" as Page EVIDENCE => evidence(row, stats.evidence[0].all),
    }
}

features! {
    /// How much text of what kinds it has.
    TEXT: put text(segments: &Segments, stats: &Stats) {
        let sum = &stats.sums[0];
        "blocks" Page "blocks" = sum.blocks,
        "weight" Page "text in half words" = sum.weight,
        "link" Page "share of the text in links" = ratio(sum.link_weight, sum.weight),
        "short" Page "share of the words that have up to three letters" = ratio(sum.short_words, sum.words),
        "p_share" Page "share of the text in paragraphs" = ratio(sum.p_weight, sum.weight),
        "long" Page "share of the text in long blocks of prose" = ratio(sum.long_weight, sum.weight),
        "long_weight" Page "text in long blocks of prose" = sum.long_weight,
        "long_blocks" Page "long blocks of prose" = sum.long_blocks,
        "sent" Page "sentences in ten words" = ratio(sum.sentences * 20, sum.weight),
        "clauses" Page "commas and their like in ten words" = ratio(sum.clauses * 20, sum.weight),
        "average" Page "mean length of the blocks" = sum.weight / sum.blocks.max(1),
        "prices" Page "blocks with an amount of money" = sum.prices,
        "dates" Page "short blocks with a date" = sum.dates,
        "questions" Page "question marks" = sum.questions,
        "stories" Page "links to what looks like an article, a block" = ratio(sum.story_links, sum.blocks),
        "headings" Page "headings" = sum.headings,
        "link_blocks" Page "share of the blocks that are links" = ratio(sum.link_blocks, sum.blocks),
        "images" Page "images" = segments.elements[0].images,
        "controls" Page "form controls" = segments.elements[0].controls,
        "elements" Page "elements" = segments.elements.len() as u32,
        "largest" Page "length of the longest block" = segments.blocks.iter().map(|block| block.measure.weight()).max().unwrap_or(0),
    }
}

features! {
    /// What is hidden, and in what scripts it is.
    CHARACTERS: put characters(segments: &Segments, stats: &Stats, head: &Head) {
        let all = Characters::of(segments, head);
        let weight = stats.sums[0].weight;
        let hidden = all.hidden[Hidden::Style as usize] + all.hidden[Hidden::Aria as usize];
        "hidden" Page "share of the text that is hidden" = ratio(hidden, weight),
        "in_noscript" Page "share of the text in noscript" = ratio(all.hidden[Hidden::Noscript as usize], weight),
        "cjk" Page "share of the characters that are Han or kana" = ratio(all.cjk, all.chars),
        "foreign" Page "share of the characters that are other letters outside ASCII" = ratio(all.foreign, all.chars),
        "titles" Page "blocks that say the same as a title" = all.titles,
    }
}

/// Sums over all blocks.
#[derive(Default)]
struct Characters {
    hidden: [u32; 4],
    cjk: u32,
    foreign: u32,
    chars: u32,
    titles: u32,
}

impl Characters {
    fn of(segments: &Segments, head: &Head) -> Characters {
        let mut all = Characters::default();
        for block in &segments.blocks {
            all.hidden[block.hidden as usize] += block.measure.weight();
            all.cjk += block.measure.cjk;
            all.foreign += block.measure.foreign;
            all.chars += block.measure.chars;
            all.titles += u32::from(head.title.equals(&block.measure));
        }
        all
    }
}

/// Elements that are counted.
const COUNTED_TAGS: [Tag; 22] = [
    Tag::Main,
    Tag::Article,
    Tag::H1,
    Tag::H2,
    Tag::H3,
    Tag::P,
    Tag::Li,
    Tag::Table,
    Tag::Pre,
    Tag::Form,
    Tag::Figure,
    Tag::Section,
    Tag::Blockquote,
    Tag::Nav,
    Tag::Aside,
    Tag::Button,
    Tag::Time,
    Tag::Dl,
    Tag::Footer,
    Tag::Header,
    Tag::Code,
    Tag::Noscript,
];
const COUNTED: [Feature; COUNTED_TAGS.len()] = named_after(&COUNTED_TAGS, About::Page, "elements of this name");
const COUNTED_PLACES: [u8; 256] = places(&COUNTED_TAGS);

fn counts(segments: &Segments) -> [i16; COUNTED_TAGS.len()] {
    let mut counts = [0_u32; COUNTED_TAGS.len()];
    for element in &segments.elements {
        if let Some(count) = counts.get_mut(usize::from(COUNTED_PLACES[element.tag as usize])) {
            *count += 1;
        }
    }
    counts.map(Saturate::saturated)
}

features! {
    /// Siblings and blocks that look alike. Cards are the siblings with some text each that have most of it.
    ALIKE: put alike(stats: &Stats, groups: &Groups) {
        let cards = largest_cards(stats);
        "cards" Page "cards" = cards.count,
        "card_share" Page "share of the page's text in cards" = ratio(cards.weight, stats.sums[0].weight),
        "card_link" Page "share of the cards' text in links" = ratio(cards.link_weight, cards.weight),
        "card_average" Page "mean length of a card" = cards.weight / cards.count.max(1),
        "card_sent" Page "sentences a card" = ratio(cards.sentences, cards.count),
        "most_alike" Page "the most siblings that look alike" = stats.siblings.iter().map(|group| group.count).max().unwrap_or(0),
        "main_group" Page "share of the prose in blocks of the path that has most of it" = groups.main_share(),
    }
}

/// The largest group of like siblings with some text each: cards, posts, rows.
fn largest_cards(stats: &Stats) -> Siblings {
    let cards = stats.siblings.iter().filter(|group| group.count >= 4 && group.weight >= group.count * 12);
    cards.max_by_key(|group| group.weight).copied().unwrap_or_default()
}

features! {
    /// Its declared type.
    OPEN_GRAPH: put open_graph(head: &Head) {
        "og" Page "og:type: none, article, website, product, any other" = head.og_type as u8,
    }
}

/// How often JSON-LD declares something of each of the [types](DECLARED).
const DECLARED_TYPES: &[Feature; DECLARED.len()] = &[
    declared("article"),
    declared("newsarticle"),
    declared("blogposting"),
    declared("product"),
    declared("forum"),
    declared("qapage"),
    declared("itemlist"),
    declared("collection"),
    declared("faq"),
    declared("recipe"),
    declared("breadcrumb"),
    declared("offer"),
];

const fn declared(name: &'static str) -> Feature {
    Feature::new(name, About::Page, "how often JSON-LD declares something of this type")
}

features! {
    /// What its head and its address say.
    SAID: put said(head: &Head) {
        "published" Page "whether the time of publication is declared" = head.has_published,
        "author" Page "whether an author is declared" = head.has_author,
        "title_len" Page "words in its titles" = head.title.title_len,
        "desc_len" Page "words in its description" = head.title.description_len,
        "path_parts" Page "parts of the path of its address" = head.path_parts,
        "path_hyphens" Page "hyphens in the last part of that path" = head.path_hyphens,
        "path_digits" Page "digits in that path" = head.path_digits,
        "query" Page "whether its address has a query" = head.has_query,
    }
}
