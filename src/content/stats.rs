//! One pass of statistics: for every element what its subtree holds, and what its markup says.

use super::head::Head;
use super::lexicon::{Evidence, Lexicon, element_tokens, end_tokens, is_story, speaks, text_tokens};
use super::segment::{Segments, TextBlock};
use super::signature::signature;
use super::testimony::Shares;
use crate::html::{Attr, Dom, Tag};
use crate::text::fingerprint::{Fingerprint, Fingerprints};

/// What the blocks below an element add up to. Weights are in half words.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sum {
    pub(crate) blocks: u32,
    pub(crate) weight: u32,
    pub(crate) link_weight: u32,
    pub(crate) words: u32,
    pub(crate) short_words: u32,
    pub(crate) sentences: u32,
    pub(crate) clauses: u32,
    /// Weight directly in `<p>`.
    pub(crate) p_weight: u32,
    /// Weight of long blocks of prose.
    pub(crate) long_weight: u32,
    pub(crate) long_blocks: u32,
    pub(crate) headings: u32,
    pub(crate) link_blocks: u32,
    pub(crate) prices: u32,
    pub(crate) dates: u32,
    pub(crate) questions: u32,
    pub(crate) story_links: u32,
}

impl Sum {
    fn add(&mut self, other: &Sum) {
        self.blocks += other.blocks;
        self.weight += other.weight;
        self.link_weight += other.link_weight;
        self.words += other.words;
        self.short_words += other.short_words;
        self.sentences += other.sentences;
        self.clauses += other.clauses;
        self.p_weight += other.p_weight;
        self.long_weight += other.long_weight;
        self.long_blocks += other.long_blocks;
        self.headings += other.headings;
        self.link_blocks += other.link_blocks;
        self.prices += other.prices;
        self.dates += other.dates;
        self.questions += other.questions;
        self.story_links += other.story_links;
    }
}

/// Siblings that look alike: same parent, same tag, same first classes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Siblings {
    pub(crate) count: u32,
    pub(crate) weight: u32,
    pub(crate) link_weight: u32,
    pub(crate) sentences: u32,
}

/// Statistics of a segmented document.
pub(crate) struct Stats {
    pub(crate) sums: Vec<Sum>,
    /// For each element the highest one above it that holds the same blocks.
    pub(crate) highest: Vec<u32>,
    /// The evidence of each element's own tokens.
    pub(crate) evidence: Vec<Evidence>,
    /// A hash of each element's tag and first classes.
    pub(crate) signatures: Vec<u32>,
    /// For each element its group of like siblings, an index into `siblings`.
    pub(crate) sibling: Vec<u32>,
    pub(crate) siblings: Vec<Siblings>,
    /// How many links of each block lead to what looks like an article.
    pub(crate) stories: Vec<u16>,
    /// The evidence of the words of short blocks, and of those at the ends of longer ones.
    pub(crate) words: Vec<Evidence>,
    /// How much of each block the page's structured data says too; empty where those say nothing.
    pub(crate) testimony: Vec<Shares>,
}

/// Whether a block is a stretch of prose.
pub(crate) fn is_long(block: &TextBlock) -> bool {
    let measure = &block.measure;
    let weight = measure.weight();
    weight >= 30 && measure.link_chars * 3 < measure.chars && (measure.sentences > 0 || weight >= 60)
}

/// The weight of a block that stands in links.
pub(crate) fn link_weight(block: &TextBlock) -> u32 {
    let measure = &block.measure;
    if measure.link_chars == 0 {
        return 0;
    }
    (u64::from(measure.weight()) * u64::from(measure.link_chars) / u64::from(measure.chars.max(1))) as u32
}

/// The level of a heading, 0 for anything else.
pub(crate) fn heading_level(tag: Tag) -> u8 {
    tag.heading_level()
}

/// Gathers the statistics. Linear in the size of the document.
pub(crate) fn gather<L: Lexicon>(dom: &Dom<'_>, segments: &Segments, head: &Head, lexicon: &L) -> Stats {
    let elements = &segments.elements;
    let (evidence, signatures) = markup(dom, segments, head, lexicon);
    let stories = stories(dom, segments);

    let mut sums = vec![Sum::default(); elements.len()];
    for (index, block) in segments.blocks.iter().enumerate() {
        let element = block.element as usize;
        let measure = &block.measure;
        let weight = measure.weight();
        let links = link_weight(block);
        let tag = elements[element].tag;
        let long = is_long(block);
        sums[element].add(&Sum {
            blocks: 1,
            weight,
            link_weight: links,
            words: measure.words,
            short_words: measure.short_words,
            sentences: measure.sentences,
            clauses: measure.clauses,
            p_weight: if tag == Tag::P { weight } else { 0 },
            long_weight: if long { weight } else { 0 },
            long_blocks: u32::from(long),
            headings: u32::from(heading_level(tag) > 0),
            link_blocks: u32::from(links * 5 > weight * 4),
            prices: u32::from(measure.prices > 0),
            dates: u32::from(weight < 50 && (measure.dates > 0 || measure.years > 0 || measure.time_chars > 0)),
            questions: measure.questions,
            story_links: u32::from(stories[index]),
        });
    }
    for index in (1..elements.len()).rev() {
        let sum = sums[index];
        sums[elements[index].parent as usize].add(&sum);
    }
    let mut highest: Vec<u32> = (0..elements.len() as u32).collect();
    for index in 1..elements.len() {
        let parent = elements[index].parent as usize;
        if sums[parent].blocks == sums[index].blocks {
            highest[index] = highest[parent];
        }
    }
    let (sibling, siblings) = group_siblings(segments, &sums, &signatures);
    let words = segments.blocks.iter().map(|block| words(block, lexicon)).collect();
    let testimony = head.testimony.of_blocks(dom, segments);
    Stats { words, testimony, sums, highest, evidence, signatures, sibling, siblings, stories }
}

/// The evidence and the signature of every element. Values of attributes repeat on a page: each is read once.
fn markup<L: Lexicon>(dom: &Dom<'_>, segments: &Segments, head: &Head, lexicon: &L) -> (Vec<Evidence>, Vec<u32>) {
    let start = Fingerprint::new();
    let mut known: Fingerprints<(Evidence, u32)> = Fingerprints::default();
    let mut evidence = Vec::with_capacity(segments.elements.len());
    let mut signatures = Vec::with_capacity(segments.elements.len());
    for element in &segments.elements {
        let mut fingerprint = start.with(element.tag as u64);
        let mut class = "";
        for (name, value) in dom.attrs(element.node) {
            if speaks(name) {
                fingerprint = fingerprint.with(name as u64).with_text(value);
            }
            if name == Attr::Class {
                class = value;
            }
        }
        let (own, signature) = *known.entry(fingerprint.number()).or_insert_with(|| {
            let mut evidence = Evidence::NONE;
            element_tokens(dom, element.node, element.tag, |token| {
                if let Some(score) = lexicon.score(token) {
                    evidence.add(score);
                }
            });
            (evidence, signature(element.tag, class))
        });
        evidence.push(own);
        signatures.push(signature);
    }
    // What the page declares about itself speaks through the root.
    for token in &head.tokens {
        if let Some(score) = lexicon.score(*token) {
            evidence[0].add(score);
        }
    }
    (evidence, signatures)
}

fn words<L: Lexicon>(block: &TextBlock, lexicon: &L) -> Evidence {
    let mut evidence = Evidence::NONE;
    let mut add = |token| {
        if let Some(score) = lexicon.score(token) {
            evidence.add(score);
        }
    };
    match block.measure.words_seen.ends() {
        Some(ends) => end_tokens(ends, add),
        None => text_tokens(block.measure.words_seen.as_slice(), &mut add),
    }
    evidence
}

fn stories(dom: &Dom<'_>, segments: &Segments) -> Vec<u16> {
    let mut out = Vec::with_capacity(segments.blocks.len());
    // The address of a link around several blocks is read once.
    let mut around: Option<(u32, bool)> = None;
    for block in &segments.blocks {
        let mut stories = 0;
        if block.measure.link_chars > 0 {
            let inline = &segments.elements[block.inline.0 as usize..block.inline.1 as usize];
            let mut found = false;
            for element in inline.iter().filter(|element| element.tag == Tag::A && !element.is_block).take(200) {
                if let Some(href) = dom.attr(element.node, Attr::Href) {
                    stories += u16::from(is_story(href));
                    found = true;
                }
            }
            let mut index = if found { 0 } else { block.innermost };
            for _ in 0..8 {
                let element = &segments.elements[index as usize];
                if element.tag == Tag::A {
                    let is_story = match around {
                        Some((same, is_story)) if same == index => is_story,
                        _ => dom.attr(element.node, Attr::Href).is_some_and(is_story),
                    };
                    around = Some((index, is_story));
                    stories += u16::from(is_story);
                    break;
                }
                index = element.parent;
            }
        }
        out.push(stories);
    }
    out
}

fn group_siblings(segments: &Segments, sums: &[Sum], signatures: &[u32]) -> (Vec<u32>, Vec<Siblings>) {
    let elements = &segments.elements;
    let start = Fingerprint::new();
    let mut known: Fingerprints<u32> = Fingerprints::default();
    let mut siblings: Vec<Siblings> = vec![Siblings::default()];
    let mut sibling = vec![0; elements.len()];
    for (index, element) in elements.iter().enumerate().skip(1) {
        let sum = &sums[index];
        if sum.blocks == 0 {
            continue;
        }
        let key = start.with(u64::from(element.parent) << 32 | u64::from(signatures[index])).number();
        let group = *known.entry(key).or_insert(siblings.len() as u32);
        if group as usize == siblings.len() {
            siblings.push(Siblings::default());
        }
        let total = &mut siblings[group as usize];
        sibling[index] = group;
        total.count += 1;
        total.weight += sum.weight;
        total.link_weight += sum.link_weight;
        total.sentences += sum.sentences;
    }
    (sibling, siblings)
}
