//! What the page's structured data says of its text: how much of each block stands in the article, the recipe, the post or
//! the description that JSON-LD quotes.
//!
//! The data is read without being parsed, since it is often broken: strings are found by the names above them. Pairs of words
//! are remembered as bits of a table of a fixed size, so that neither long data nor a page made for it costs much.

use super::segment::Segments;
use crate::html::Dom;
use crate::text::cjk::is_unspaced_letter;
use crate::text::fnv::{self, START};

/// What is told apart.
pub(crate) const KINDS: usize = 4;

/// The share of a block that each kind says too, in thousandths.
pub(crate) type Shares = [i16; KINDS];

/// The kind of descriptions.
const ABOUT: u8 = 3;

/// Names of JSON-LD, and the kind of what stands under them.
const KEYS: [(&str, u8); 10] = [
    ("articleBody", 0),
    ("recipeIngredient", 1),
    ("ingredients", 1),
    ("recipeInstructions", 1),
    ("text", 2),
    ("acceptedAnswer", 2),
    ("suggestedAnswer", 2),
    ("reviewBody", 2),
    ("description", 3),
    ("abstract", 3),
];

/// So many pairs and bytes are read of all data of a page.
const MOST_PAIRS: u32 = 30_000;
const MOST_BYTES: usize = 400_000;
/// Deeper data is not told apart.
const MOST_DEPTH: usize = 32;
const TABLE_BITS: u32 = 18;

/// The pairs of words that structured data quotes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Testimony {
    /// A bit for each kind, at the place of a pair; empty where nothing is quoted.
    pairs: Vec<u8>,
    /// How many pairs each kind has.
    counts: [u32; KINDS],
    bytes: usize,
}

/// Makes pairs of the words of a text.
struct Pairs {
    previous: u32,
    word: u32,
}

impl Pairs {
    fn new() -> Pairs {
        Pairs { previous: START, word: START }
    }

    fn character(&mut self, c: char, mut found: impl FnMut(u32)) {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                self.word = fnv::add(self.word, u32::from(c.to_ascii_lowercase()));
            } else {
                self.end(found);
            }
        } else if is_unspaced_letter(c) {
            self.end(&mut found);
            self.word = fnv::add(self.word, u32::from(c));
            self.end(found);
        } else if c.is_alphanumeric() {
            let lower = c.to_lowercase().next().unwrap_or(c);
            self.word = fnv::add(self.word, u32::from(lower));
        } else {
            self.end(found);
        }
    }

    fn end(&mut self, mut found: impl FnMut(u32)) {
        if self.word != START {
            found(place(self.previous, self.word));
            self.previous = self.word;
            self.word = START;
        }
    }

    /// Ends the text: its last word with nothing after it is a pair, too.
    fn finish(&mut self, mut found: impl FnMut(u32)) {
        self.end(&mut found);
        if self.previous != START {
            found(place(self.previous, START));
            self.previous = START;
        }
    }
}

/// Where a pair stands in the table.
fn place(one: u32, other: u32) -> u32 {
    let mixed = (one.rotate_left(11) ^ other).wrapping_mul(0x9e37_79b1);
    mixed >> (32 - TABLE_BITS)
}

impl Testimony {
    /// Reads one script of JSON-LD. Linear in its length, up to a bound for the page.
    pub(crate) fn read(&mut self, json: &str) {
        let left = MOST_BYTES.saturating_sub(self.bytes);
        let bytes = &json.as_bytes()[..json.len().min(left)];
        self.bytes += bytes.len();
        let mut above: Vec<Option<u8>> = Vec::new();
        let mut kind = None;
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'{' | b'[' => {
                    if above.len() >= MOST_DEPTH {
                        return;
                    }
                    above.push(kind);
                }
                b'}' | b']' => kind = above.pop().flatten(),
                b',' => kind = above.last().copied().flatten(),
                b'"' => {
                    let start = at;
                    while at < bytes.len() && bytes[at] != b'"' {
                        at += 1 + usize::from(bytes[at] == b'\\');
                    }
                    let string = start..at.min(bytes.len());
                    at += 1;
                    let colon =
                        bytes.get(at..).and_then(|rest| rest.iter().position(|byte| !byte.is_ascii_whitespace()));
                    if colon.is_some_and(|colon| bytes[at + colon] == b':') {
                        kind = self.kind_of(&bytes[string], above.last().copied().flatten());
                    } else if let (Some(kind), Some(text)) = (kind, json.get(string)) {
                        self.quote(text, kind);
                    }
                }
                _ => {}
            }
        }
    }

    /// The kind of what stands under a name. Below the steps of a recipe, text is that of the recipe, and addresses are no text.
    fn kind_of(&self, name: &[u8], above: Option<u8>) -> Option<u8> {
        let own = KEYS.iter().find(|(key, _)| key.as_bytes() == name).map(|(_, kind)| *kind);
        let is_text = matches!(name, b"text" | b"name" | b"itemListElement");
        match above {
            Some(above) => is_text.then_some(above).or(own),
            None => own,
        }
    }

    /// Remembers a text.
    fn quote(&mut self, text: &str, kind: u8) {
        if text.starts_with("http") || text.starts_with('@') {
            return;
        }
        // Pages without any other data have a description: it is counted alone, which costs nothing for each block.
        if self.pairs.is_empty() && kind != ABOUT {
            self.pairs = vec![0; 1 << TABLE_BITS];
        }
        let Testimony { pairs, counts, .. } = self;
        let count = &mut counts[usize::from(kind)];
        let mut found = |place: u32| {
            if *count < MOST_PAIRS {
                *count += 1;
                if kind != ABOUT {
                    pairs[place as usize] |= 1 << kind;
                }
            }
        };
        let mut words = Pairs::new();
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            match c {
                // Line breaks, and characters by number.
                '\\' => match chars.next() {
                    Some('u') => {
                        let digits = chars.as_str().get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
                        if let Some(code) = digits {
                            chars = chars.as_str().get(4..).unwrap_or_default().chars();
                            words.character(char::from_u32(code).unwrap_or(' '), &mut found);
                        }
                    }
                    Some('n' | 'r') => words.finish(&mut found),
                    _ => words.end(&mut found),
                },
                '<' => {
                    words.end(&mut found);
                    let rest = chars.as_str();
                    if let Some(end) = rest.bytes().take(200).position(|byte| byte == b'>') {
                        chars = rest[end + 1..].chars();
                    }
                }
                '&' => {
                    words.end(&mut found);
                    let rest = chars.as_str();
                    if let Some(end) = rest.bytes().take(9).position(|byte| byte == b';') {
                        chars = rest[end + 1..].chars();
                    }
                }
                c => words.character(c, &mut found),
            }
        }
        words.finish(&mut found);
    }

    /// How many pairs there are of each kind, as features.
    pub(crate) fn sizes(&self) -> Shares {
        self.counts.map(|count| count as i16)
    }

    /// How much of each block is quoted; nothing where there are no quotations. Linear in the length of the text.
    pub(crate) fn of_blocks(&self, dom: &Dom<'_>, segments: &Segments) -> Vec<Shares> {
        if self.pairs.is_empty() {
            let count = if self.counts[usize::from(ABOUT)] > 0 { segments.blocks.len() } else { 0 };
            return vec![[0; KINDS]; count];
        }
        let of_block = |block| {
            let mut hits = [0_u32; KINDS];
            let mut all = 0_u32;
            let mut found = |place: u32| {
                all += 1;
                let bits = self.pairs[place as usize];
                if bits != 0 {
                    for (kind, hits) in hits.iter_mut().enumerate() {
                        *hits += u32::from(bits >> kind & 1);
                    }
                }
            };
            let mut words = Pairs::new();
            for &node in segments.pieces_of(block) {
                if dom.tag(node).is_some() {
                    words.end(&mut found);
                }
                let text = dom.text(node);
                crate::steps::steps(text.len());
                text.chars().for_each(|c| words.character(c, &mut found));
            }
            words.finish(&mut found);
            hits.map(|hits| super::features::ratio(hits, all))
        };
        segments.blocks.iter().map(of_block).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::content::segment::segment;
    use crate::content::{Unseen, head};
    use crate::html;

    /// What the data of a page says of each of its blocks.
    fn shares(source: &str) -> Vec<super::Shares> {
        let dom = html::parse(source, &html::ParseOptions::default()).dom;
        let head = head::read(&dom, None);
        let segments = segment(&dom, head::body(&dom), &head.title, &Unseen::default());
        head.testimony.of_blocks(&dom, &segments)
    }

    #[test]
    fn ingredients_and_steps_are_found_again() {
        let data = r#"{"@type":"Recipe","name":"Tea","recipeIngredient":["2 g green tea","Salt &amp; <b>honey</b>"],
            "recipeInstructions":[{"@type":"HowToStep","text":"Pour caf\u00e9 water\nover it."}],"keywords":"Subscribe"}"#;
        let body = "<ul><li>2 g <b>green</b> tea<li>Salt & honey</ul><p>Pour café water</p><p>Subscribe now</p>";
        let found = shares(&format!("<script type=application/ld+json>{data}</script><body>{body}"));
        assert_eq!(found.iter().map(|shares| shares[1]).collect::<Vec<_>>(), [1000, 1000, 1000, 0]);
    }

    #[test]
    fn broken_and_deep_data_is_read_as_far_as_it_goes() {
        let found = |data: &str| {
            shares(&format!("<script type=application/ld+json>{data}</script><body><p>Green tea wants patience.</p>"))
        };
        assert_eq!(found(r#"{"articleBody":"Green tea wants patience."#)[0][0], 1000);
        assert_eq!(found(r#"{"@type":"Article","headline":"Green tea wants patience."}"#).len(), 0);
        assert_eq!(found(&format!("{}\"articleBody\":\"Green tea\"", "[{".repeat(50_000))).len(), 0);
    }

    #[test]
    fn a_page_without_data_costs_no_table() {
        assert!(shares("<p>Green tea</p>").is_empty());
    }
}
