//! The vocabulary of class, id, role and link tokens: what an element's markup says about its content.
//!
//! A token is a hash of a part of a name, lower-case, digits at its end cut off; what it means was learned from the
//! pages in training: a score above zero where such elements mostly hold content, below where they mostly do not. A name
//! is evidence, never proof: the scores are features of the model like any other.

use crate::html::{Attr, Dom, NodeId, Tag};

/// Where the scores of tokens come from.
pub(crate) trait Lexicon {
    /// The scores of a token in sixteenths of a logit: what it means on article pages, and what on all; none where
    /// it is unknown.
    fn score(&self, token: u32) -> Option<Scores>;
}

/// What a token means on article pages, and on all pages.
pub(crate) type Scores = [i8; 2];

/// The scores of several tokens taken together, for article pages and for all.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Evidence {
    pub(crate) article: Side,
    pub(crate) all: Side,
}

impl Evidence {
    /// No known token.
    pub(crate) const NONE: Evidence = Evidence { article: Side::NONE, all: Side::NONE };

    pub(crate) fn add(&mut self, scores: Scores) {
        self.article.add(scores[0]);
        self.all.add(scores[1]);
    }

    pub(crate) fn merge(&mut self, other: &Evidence) {
        self.article.merge(other.article);
        self.all.merge(other.all);
    }
}

/// The scores of several tokens for one of the two.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Side {
    pub(crate) min: i16,
    pub(crate) max: i16,
    pub(crate) sum: i32,
    pub(crate) count: u16,
}

impl Side {
    /// No known token.
    pub(crate) const NONE: Side = Side { min: i16::MAX, max: i16::MIN, sum: 0, count: 0 };

    fn add(&mut self, score: i8) {
        let score = i16::from(score);
        self.min = self.min.min(score);
        self.max = self.max.max(score);
        self.sum += i32::from(score);
        self.count = self.count.saturating_add(1);
    }

    pub(crate) fn merge(&mut self, other: Side) {
        self.min = self.min.min(other.min);
        self.max = self.max.max(other.max);
        self.sum += other.sum;
        self.count = self.count.saturating_add(other.count);
    }

    /// The mean in 256ths of a logit.
    pub(crate) fn mean(self) -> Option<i32> {
        (self.count > 0).then(|| self.sum * 16 / i32::from(self.count))
    }
}

const START: u32 = 0x811c_9dc5;

/// A hash of `bytes`, lower-cased, that goes on from `state`.
fn hash(state: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(state, |state, byte| (state ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193))
}

/// Spreads the bits, so that the high ones are as good as the low.
fn token(state: u32) -> u32 {
    let mixed = (state ^ (state >> 15)).wrapping_mul(0x2c1b_3c6d);
    mixed ^ (mixed >> 13)
}

/// A token of a kind that is not an attribute, such as the page's declared type.
pub(crate) fn named_token(kind: &str, value: &str) -> u32 {
    token(hash(hash(START, kind.as_bytes()), value.as_bytes()))
}

/// The attributes whose value is one token.
const WHOLE_VALUES: [(Attr, &str); 5] = [
    (Attr::Role, "role="),
    (Attr::Itemprop, "itemprop="),
    (Attr::Property, "property="),
    (Attr::Rel, "rel="),
    (Attr::Itemtype, "itemtype="),
];

/// Whether the value of an attribute speaks about the content of its element.
pub(crate) fn speaks(name: Attr) -> bool {
    matches!(name, Attr::Class | Attr::Id | Attr::DataTestid | Attr::DataComponent | Attr::Name)
        || WHOLE_VALUES.iter().any(|(other, _)| *other == name)
}

/// Calls `found` with every token of an element's attributes and tag.
pub(crate) fn element_tokens(dom: &Dom<'_>, node: NodeId, tag: Tag, mut found: impl FnMut(u32)) {
    for (name, value) in dom.attrs(node) {
        match name {
            Attr::Class => words(value, START, false, &mut found),
            Attr::Id => words(value, START, true, &mut found),
            Attr::DataTestid | Attr::DataComponent | Attr::Name => words(value, hash(START, b"d="), false, &mut found),
            _ => {
                if let Some((_, prefix)) = WHOLE_VALUES.iter().find(|(other, _)| *other == name) {
                    let value = value.rsplit('/').find(|part| !part.is_empty()).unwrap_or(value).trim();
                    let end = value.char_indices().nth(40).map_or(value.len(), |(at, _)| at);
                    found(token(hash(hash(START, prefix.as_bytes()), &value.as_bytes()[..end])));
                }
            }
        }
    }
    if !matches!(tag, Tag::Div | Tag::Span | Tag::P | Tag::A | Tag::Li | Tag::Ul) {
        found(token(hash(START, b"<").wrapping_add(tag as u32 * 0x9e37)));
    }
}

const LONGEST_VALUE: usize = 400;
const MOST_PARTS: usize = 6;

/// The tokens of an attribute that holds names: their parts, and neighbouring parts in pairs.
fn words(value: &str, prefix: u32, is_id: bool, found: &mut impl FnMut(u32)) {
    let bytes = &value.as_bytes()[..value.len().min(LONGEST_VALUE)];
    for name in bytes.split(u8::is_ascii_whitespace) {
        let mut previous: Option<u32> = None;
        let mut parts = 0;
        let mut single = prefix;
        split_name(name, |part| {
            if parts == MOST_PARTS {
                return;
            }
            parts += 1;
            let state = hash(prefix, part);
            found(token(state));
            if let Some(previous) = previous {
                found(token(hash(hash(previous, b"-"), part)));
            }
            previous = Some(state);
            single = state;
        });
        if is_id && parts == 1 {
            found(token(hash(single, b"#")));
        }
    }
}

/// The parts of a name: split at what is no letter or digit and where a capital follows a small letter, digits at the end
/// cut off, of two bytes and more.
fn split_name(name: &[u8], mut found: impl FnMut(&[u8])) {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80;
    let mut start = 0;
    let mut at = 0;
    while at <= name.len() {
        let ends = at == name.len()
            || !is_word(name[at])
            || (at > start && name[at].is_ascii_uppercase() && !name[at - 1].is_ascii_uppercase());
        if ends {
            let mut end = at;
            while end > start && name[end - 1].is_ascii_digit() {
                end -= 1;
            }
            if end - start >= 2 {
                found(&name[start..end]);
            }
            start = if at < name.len() && is_word(name[at]) { at } else { at + 1 };
        }
        at += 1;
    }
}

/// Calls `found` with the tokens of a short text: each of its words, its first two, and the whole.
pub(crate) fn text_tokens(words: &[u32], mut found: impl FnMut(u32)) {
    let pair = |a: u32, b: u32| token(hash(a.rotate_left(9) ^ b, b"+"));
    for word in words {
        found(token(hash(*word, b"w")));
    }
    if let [first, second, ..] = words {
        found(pair(*first, *second));
    }
    if (2..=6).contains(&words.len()) {
        found(token(hash(words.iter().fold(START, |state, word| pair(state, *word)), b"p")));
    }
}

/// Whether an address looks like that of an article: many words, or a long number, in the last part of its path.
pub(crate) fn is_story(href: &str) -> bool {
    let href = href.trim();
    let path = match href.find("//") {
        Some(at) if at <= 6 => {
            let rest = &href[at + 2..];
            rest.find(['/', '?', '#']).map_or("", |end| &rest[end..])
        }
        _ => match href.find(':') {
            // Mail, telephone, script.
            Some(at) if at < 12 && href[..at].bytes().all(|byte| byte.is_ascii_alphabetic()) => return false,
            _ => href,
        },
    };
    let path = path.split(['?', '#']).next().unwrap_or("");
    let last = path.rsplit('/').find(|part| !part.is_empty()).unwrap_or("");
    let hyphens = last.bytes().filter(|byte| matches!(byte, b'-' | b'_')).count();
    let digits = last.bytes().filter(u8::is_ascii_digit).count();
    hyphens >= 3 || digits >= 5 || last.len() >= 40
}

/// The part of a host that names the site: its last two labels, three under a country's short second level.
pub(crate) fn site(host: &str) -> &str {
    let host = host.rsplit('@').next().unwrap_or(host);
    let host = host.split(':').next().unwrap_or(host);
    let mut dots = host.rmatch_indices('.').map(|(at, _)| at);
    let (last, second, third) = (dots.next(), dots.next(), dots.next());
    match (last, second) {
        (Some(last), Some(second)) => {
            let short = host.len() - last - 1 == 2 && last - second - 1 <= 3;
            match (short, third) {
                (true, Some(third)) => &host[third + 1..],
                (true, None) => host,
                (false, _) => &host[second + 1..],
            }
        }
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_story, site, split_name};

    fn parts(name: &str) -> Vec<String> {
        let mut out = Vec::new();
        split_name(name.as_bytes(), |part| out.push(String::from_utf8_lossy(part).into_owned()));
        out
    }

    #[test]
    fn names_fall_into_their_parts() {
        assert_eq!(parts("blog-post__contentWell"), ["blog", "post", "content", "Well"]);
        assert_eq!(parts("articleInfoContainer12"), ["article", "Info", "Container"]);
        assert_eq!(parts("HTMLBody"), ["HTMLBody"]);
        assert_eq!(parts("post-348"), ["post"]);
        assert_eq!(parts("评论-列表"), ["评论", "列表"]);
    }

    #[test]
    fn addresses_of_stories_have_many_words_or_a_long_number() {
        assert!(is_story("/2024/how-to-brew-green-tea"));
        assert!(is_story("//leaf.example/story/1204531.html?from=home"));
        assert!(!is_story("/tea/green"));
        assert!(!is_story("mailto:the-one-and-only-ann@leaf.example"));
        assert!(!is_story("https://the-one-and-only-leaf.example"));
    }

    #[test]
    fn a_site_is_its_registered_name() {
        assert_eq!(site("www.leaf.example"), "leaf.example");
        assert_eq!(site("www.leaf.co.uk:8080"), "leaf.co.uk");
        assert_eq!(site("leaf.de"), "leaf.de");
        assert_eq!(site("localhost"), "localhost");
    }
}
