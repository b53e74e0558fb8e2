//! What the trainer needs of this room: the very blocks, tokens and features that extraction uses.

use super::features::Groups;
use super::features::schema::{self, About};
use super::head::{self, Head};
use super::lexicon::{self, Lexicon};
use super::model::Model;
use super::segment::{self, Segments};
use super::{Unseen, decide, features, stats};
use crate::html::{self, Dom};
use crate::options::Favor;
use crate::text::cjk;
use std::time::{Duration, Instant};

/// A page cut into blocks.
pub struct Page<'s> {
    dom: Dom<'s>,
    segments: Segments,
    head: Head,
}

/// Scores of tokens by a closure.
struct Lookup<'f>(&'f dyn Fn(u32) -> Option<[i8; 2]>);

impl Lexicon for Lookup<'_> {
    fn score(&self, token: u32) -> Option<[i8; 2]> {
        (self.0)(token)
    }
}

/// Whether a character is a word by itself, as those of Chinese and Japanese are where words are counted.
pub fn is_unspaced_letter(c: char) -> bool {
    cjk::is_unspaced_letter(c)
}

/// A column of the table of features.
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it tells of, as explanations say it.
    pub about: &'static str,
    /// What its number means.
    pub meaning: &'static str,
}

/// The columns of the table of features, in their order.
pub fn columns() -> Vec<Column> {
    let columns = schema::columns();
    let told = |column: schema::Column| Column {
        about: About::WORDS[column.about as usize],
        name: column.name,
        meaning: column.meaning,
    };
    columns.map(told).collect()
}

/// The hash of the columns that a model must have in its header.
pub const SCHEMA_HASH: u32 = schema::SCHEMA_HASH;

/// A model read from a file.
pub struct Trained(Model);

/// What a model makes of a page.
pub struct Judged {
    /// Which blocks are kept.
    pub kept: Vec<bool>,
    /// The probability of each block.
    pub probabilities: Vec<f32>,
    /// The word F1 to be expected.
    pub expected: f32,
}

impl Trained {
    /// Reads a model, which stays in memory until the process ends. The error says why it cannot be used.
    pub fn read(bytes: &[u8]) -> Result<Trained, String> {
        Model::check(bytes.to_vec().leak()).map(Trained).map_err(|error| error.to_string())
    }
}

/// Parses a page as extraction does and throws the tree away: how many nodes it had. For `compare/`, which times it.
pub fn parse(source: &str) -> usize {
    html::parse(source, &html::ParseOptions::default()).dom.len()
}

/// How long each step of an extraction from a page takes: parsing, segmentation, statistics, features, trees.
pub fn timings(source: &str, model: &Trained) -> [Duration; 5] {
    let mut last = Instant::now();
    let mut lap = || {
        let now = Instant::now();
        now - std::mem::replace(&mut last, now)
    };
    let dom = html::parse(source, &html::ParseOptions::default()).dom;
    let parsing = lap();
    let head = head::read(&dom, None);
    let unseen = Unseen::find(&dom, true);
    let segments = segment::segment(&dom, head::body(&dom), &head.title, &unseen);
    let segmentation = lap();
    let stats = stats::gather(&dom, &segments, &head, &model.0);
    let statistics = lap();
    let groups = Groups::new(&segments, &stats);
    let features = features::compute(&segments, &stats, &head, &groups);
    let computing = lap();
    decide::decide(&dom, &segments, &stats, &groups, &model.0, &features, Favor::Balanced, &[]);
    [parsing, segmentation, statistics, computing, lap()]
}

impl<'s> Page<'s> {
    /// Parses and segments a page.
    pub fn new(source: &'s str) -> Page<'s> {
        let dom = html::parse(source, &html::ParseOptions::default()).dom;
        let head = head::read(&dom, None);
        let unseen = Unseen::find(&dom, true);
        let segments = segment::segment(&dom, head::body(&dom), &head.title, &unseen);
        Page { dom, segments, head }
    }

    /// Whether the input is taken for a whole page.
    pub fn is_page(&self) -> bool {
        super::is_page(&self.dom)
    }

    /// The host that the page names as its own.
    pub fn host(&self) -> Option<&str> {
        self.head.host.as_deref()
    }

    /// How many blocks there are.
    pub fn len(&self) -> usize {
        self.segments.blocks.len()
    }

    /// Whether there is no block.
    pub fn is_empty(&self) -> bool {
        self.segments.blocks.is_empty()
    }

    /// The text of a block, its line breaks kept.
    pub fn text(&self, block: usize) -> String {
        let mut out = String::new();
        for &node in self.segments.pieces_of(&self.segments.blocks[block]) {
            match self.dom.tag(node) {
                Some(_) => out.push('\n'),
                None => out.push_str(self.dom.text(node)),
            }
        }
        out
    }

    /// Whether a block is a headline: a heading of the first rank that shares most of its words with the page's title, or
    /// a block that says the same and is no link.
    pub fn is_headline(&self, block: usize) -> bool {
        let block = &self.segments.blocks[block];
        let m = &block.measure;
        let is_first = self.segments.elements[block.element as usize].tag == crate::html::Tag::H1;
        let is_linked = m.link_chars * 2 > m.chars;
        (is_first && m.title_words * 10 >= m.tokens().min(40) * 6)
            || (self.head.title.equals(m) && !is_linked && m.tokens() >= 3)
    }

    /// Whether a token belongs to the ends of longer blocks.
    pub fn is_end(token: u32) -> bool {
        token & lexicon::END != 0
    }

    /// How a block is hidden: 0 where it is shown.
    pub fn hidden(&self, block: usize) -> u8 {
        self.segments.blocks[block].hidden as u8
    }

    /// A path of tags and classes for reading by people.
    pub fn path(&self, block: usize) -> String {
        let innermost = self.segments.blocks[block].innermost;
        super::explain::path(&self.dom, self.segments.elements[innermost as usize].node)
    }

    /// The element of each block.
    pub fn block_elements(&self) -> Vec<u32> {
        self.segments.blocks.iter().map(|block| block.element).collect()
    }

    /// The parent of each element; the first is its own.
    pub fn parents(&self) -> Vec<u32> {
        self.segments.elements.iter().map(|element| element.parent).collect()
    }

    /// The tokens of each element.
    pub fn element_tokens(&self) -> Vec<Vec<u32>> {
        let mut out: Vec<Vec<u32>> = Vec::new();
        for element in &self.segments.elements {
            let mut tokens = Vec::new();
            lexicon::element_tokens(&self.dom, element.node, element.tag, |token| tokens.push(token));
            out.push(tokens);
        }
        out[0].extend(&self.head.tokens);
        out
    }

    /// The tokens of short texts and inline elements, with the block they stand in.
    pub fn inline_tokens(&self) -> Vec<(usize, u32)> {
        let mut out = Vec::new();
        for (index, block) in self.segments.blocks.iter().enumerate() {
            match block.measure.words_seen.ends() {
                Some(ends) => lexicon::end_tokens(ends, |token| out.push((index, token))),
                None => lexicon::text_tokens(block.measure.words_seen.as_slice(), |token| out.push((index, token))),
            }
            let (start, end) = block.inline;
            for element in self.segments.elements[start as usize..end as usize].iter().filter(|e| !e.is_block) {
                lexicon::element_tokens(&self.dom, element.node, element.tag, |token| out.push((index, token)));
            }
        }
        out
    }

    /// The features, row after row: one for each block, with a value for each of the [`columns`].
    pub fn features(&self, lookup: &dyn Fn(u32) -> Option<[i8; 2]>) -> Vec<i16> {
        let stats = stats::gather(&self.dom, &self.segments, &self.head, &Lookup(lookup));
        let groups = Groups::new(&self.segments, &stats);
        let features = features::compute(&self.segments, &stats, &self.head, &groups);
        (0..features.len()).flat_map(|index| features.row(index)).collect()
    }

    /// What a model makes of the page. `lookup` stands in for the model's vocabulary.
    pub fn decide(&self, model: &Trained, favor: Favor, lookup: &dyn Fn(u32) -> Option<[i8; 2]>) -> Judged {
        let stats = stats::gather(&self.dom, &self.segments, &self.head, &Lookup(lookup));
        let groups = Groups::new(&self.segments, &stats);
        let features = features::compute(&self.segments, &stats, &self.head, &groups);
        let decision = decide::decide(&self.dom, &self.segments, &stats, &groups, &model.0, &features, favor, &[]);
        Judged {
            kept: decision.kept,
            probabilities: decision.probabilities.iter().map(|&p| p as f32 / 65_535.0).collect(),
            expected: decision.confidence as f32 / 1000.0,
        }
    }

    /// The score of a token in a model's own vocabulary.
    pub fn lookup(model: &Trained, token: u32) -> Option<[i8; 2]> {
        model.0.score(token)
    }
}
