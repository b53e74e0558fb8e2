//! The vocabulary of class, id, role and link tokens: what an element's markup says about its content.
//!
//! A token is a hash of a part of a name, lower-case, digits at its end cut off; what it means was learned from the
//! pages in training: a score above zero where such elements mostly hold content, below where they mostly do not. A name
//! is evidence, never proof: the scores are features of the model like any other.

use crate::html::{Attr, Dom, NodeId, Tag};
use crate::text::fnv::{self, START};

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
    pub(crate) article: ScoreSummary,
    pub(crate) all: ScoreSummary,
}

impl Evidence {
    /// No known token.
    pub(crate) const NONE: Evidence = Evidence { article: ScoreSummary::NONE, all: ScoreSummary::NONE };

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
pub(crate) struct ScoreSummary {
    pub(crate) min: i16,
    pub(crate) max: i16,
    pub(crate) sum: i32,
    pub(crate) count: u16,
}

impl ScoreSummary {
    /// No known token.
    pub(crate) const NONE: ScoreSummary = ScoreSummary { min: i16::MAX, max: i16::MIN, sum: 0, count: 0 };

    fn add(&mut self, score: i8) {
        let score = i16::from(score);
        self.min = self.min.min(score);
        self.max = self.max.max(score);
        self.sum += i32::from(score);
        self.count = self.count.saturating_add(1);
    }

    pub(crate) fn merge(&mut self, other: ScoreSummary) {
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

/// A hash of `bytes`, lower-cased, that goes on from `state`.
fn hash(state: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(state, |state, byte| fnv::add(state, byte.to_ascii_lowercase().into()))
}

/// Spreads the bits, so that the high ones are as good as the low. The lowest is that of [`END`].
fn token(state: u32) -> u32 {
    let mixed = (state ^ (state >> 15)).wrapping_mul(0x2c1b_3c6d);
    (mixed ^ (mixed >> 13)) & !END
}

/// This bit is set in the tokens of words at the ends of longer blocks, which are many: few of them say anything.
pub(crate) const END: u32 = 1;

/// A token of a kind that is not an attribute, such as the page's declared type, or the name of an element.
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
    SPEAKS[name as usize]
}

/// For each attribute whether it speaks.
const SPEAKS: [bool; 256] = {
    let mut speaks = [false; 256];
    let names = [Attr::Class, Attr::Id, Attr::DataTestid, Attr::DataComponent, Attr::Name];
    let mut at = 0;
    while at < names.len() {
        speaks[names[at] as usize] = true;
        speaks[WHOLE_VALUES[at].0 as usize] = true;
        at += 1;
    }
    speaks
};

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
        found(named_token("<", tag.name()));
    }
}

const LONGEST_VALUE: usize = 400;
const MOST_PARTS: usize = 6;

/// The tokens of an attribute that holds names: their parts, and neighbouring parts in pairs.
fn words(value: &str, prefix: u32, is_id: bool, found: &mut impl FnMut(u32)) {
    let bytes = &value.as_bytes()[..value.len().min(LONGEST_VALUE)];
    let mut parts = NameParts::new(prefix);
    for &byte in bytes {
        let class = BYTE_CLASSES[usize::from(byte)];
        match class {
            ByteClass::Space => parts.end_name(is_id, found),
            ByteClass::Mark => parts.end(found),
            _ => {
                // A capital that does not follow another one begins a part.
                if class == ByteClass::Capital && parts.last != ByteClass::Capital {
                    parts.end(found);
                }
                parts.add(byte.to_ascii_lowercase(), class);
            }
        }
    }
    parts.end_name(is_id, found);
}

/// What a byte is to the name that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ByteClass {
    Space,
    /// NameParts the name.
    Mark,
    Digit,
    Capital,
    /// A small letter, or part of a character outside ASCII.
    Letter,
}

const BYTE_CLASSES: [ByteClass; 256] = {
    let mut classes = [ByteClass::Mark; 256];
    let mut at = 0;
    while at < classes.len() {
        let byte = at as u8;
        classes[at] = match byte {
            _ if byte.is_ascii_whitespace() => ByteClass::Space,
            b'0'..=b'9' => ByteClass::Digit,
            b'A'..=b'Z' => ByteClass::Capital,
            b'a'..=b'z' | 0x80.. => ByteClass::Letter,
            _ => ByteClass::Mark,
        };
        at += 1;
    }
    classes
};

/// Takes a name byte by byte, and makes tokens of its parts: split at what is no letter or digit and where a capital
/// follows anything else, digits at the end cut off, of two bytes and more.
struct NameParts {
    prefix: u32,
    /// The hashes of the part, and of the part before with it, up to its last byte.
    own: u32,
    pair: u32,
    /// The same, and the length, up to the last byte that is no digit.
    kept: (u32, u32, u32),
    length: u32,
    last: ByteClass,
    /// How many parts the name has had, and the hash of the last.
    count: usize,
    previous: u32,
}

impl NameParts {
    fn new(prefix: u32) -> NameParts {
        let mut parts = NameParts {
            prefix,
            own: 0,
            pair: 0,
            kept: (0, 0, 0),
            length: 0,
            last: ByteClass::Mark,
            count: 0,
            previous: 0,
        };
        parts.begin();
        parts
    }

    fn begin(&mut self) {
        self.own = self.prefix;
        self.pair = hash(self.previous, b"-");
        self.kept = (0, 0, 0);
        self.length = 0;
        self.last = ByteClass::Mark;
    }

    #[inline(always)]
    fn add(&mut self, byte: u8, class: ByteClass) {
        self.own = fnv::add(self.own, byte.into());
        self.pair = fnv::add(self.pair, byte.into());
        self.length += 1;
        self.last = class;
        if class != ByteClass::Digit {
            self.kept = (self.own, self.pair, self.length);
        }
    }

    /// Ends a part.
    fn end(&mut self, found: &mut impl FnMut(u32)) {
        let (own, pair, length) = self.kept;
        if length >= 2 && self.count < MOST_PARTS {
            found(token(own));
            if self.count > 0 {
                found(token(pair));
            }
            self.count += 1;
            self.previous = own;
        }
        self.begin();
    }

    /// Ends a name. An id of one part is a token besides.
    fn end_name(&mut self, is_id: bool, found: &mut impl FnMut(u32)) {
        self.end(found);
        if is_id && self.count == 1 {
            found(token(hash(self.previous, b"#")));
        }
        self.count = 0;
        self.previous = 0;
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

/// Calls `found` with the tokens of the first and of the last words of a longer text: words, pairs, and all of them.
pub(crate) fn end_tokens(ends: ([u32; 4], [u32; 4]), mut found: impl FnMut(u32)) {
    let pair = |a: u32, b: u32| hash(a.rotate_left(9) ^ b, b"+");
    let mut add = |words: u32, place: &[u8]| found(token(hash(words, place)) | END);
    let ([a, b, c, d], [w, x, y, z]) = ends;
    add(a, b"f");
    add(pair(a, b), b"f");
    add(pair(pair(a, b), c), b"f");
    add(pair(pair(pair(a, b), c), d), b"f");
    add(z, b"l");
    add(pair(y, z), b"l");
    add(pair(pair(x, y), z), b"l");
    add(pair(pair(pair(w, x), y), z), b"l");
}

/// Whether an address looks like that of an article: many words, or a long number, in the last part of its path.
pub(crate) fn is_story(href: &str) -> bool {
    let href = href.trim();
    let path = match crate::url::split_host(href) {
        Some((_, rest)) => rest.as_bytes(),
        None => match href.bytes().take(12).position(|byte| byte == b':') {
            // Mail, telephone, script.
            Some(at) if href.bytes().take(at).all(|byte| byte.is_ascii_alphabetic()) => return false,
            _ => href.as_bytes(),
        },
    };
    let end = path.iter().position(|byte| matches!(byte, b'?' | b'#')).unwrap_or(path.len());
    let path = &path[..end];
    let end = path.iter().rposition(|&byte| byte != b'/').map_or(0, |at| at + 1);
    let last = path[..end].rsplit(|&byte| byte == b'/').next().unwrap_or(&[]);
    let hyphens = last.iter().filter(|byte| matches!(byte, b'-' | b'_')).count();
    let digits = last.iter().filter(|byte| byte.is_ascii_digit()).count();
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
    use super::{hash, is_story, site, token, words};
    use crate::text::fnv::START;

    /// The tokens of a name's parts and of their pairs, by hashing each by itself.
    fn tokens(parts: &[&str]) -> Vec<u32> {
        let mut out = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            out.push(token(hash(START, part.as_bytes())));
            if at > 0 {
                out.push(token(hash(START, format!("{}-{part}", parts[at - 1]).as_bytes())));
            }
        }
        out
    }

    fn found(name: &str, is_id: bool) -> Vec<u32> {
        let mut out = Vec::new();
        words(name, START, is_id, &mut |token| out.push(token));
        out
    }

    #[test]
    fn names_fall_into_their_parts() {
        let class = |name| found(name, false);
        assert_eq!(class("blog-post__contentWell"), tokens(&["blog", "post", "content", "well"]));
        assert_eq!(class("articleInfoContainer12"), tokens(&["article", "info", "container"]));
        assert_eq!(class("HTMLBody"), tokens(&["htmlbody"]));
        assert_eq!(class("h2o-2go-4K"), tokens(&["h2o", "2go"]));
        assert_eq!(class("post-348"), tokens(&["post"]));
        assert_eq!(class("评论-列表"), tokens(&["评论", "列表"]));
        assert!(class("a-b-c-d").is_empty());
        assert_eq!(class("aa-bb-cc-dd-ee-ff-gg"), tokens(&["aa", "bb", "cc", "dd", "ee", "ff"]));
        assert_eq!(class("post  entry"), [tokens(&["post"]), tokens(&["entry"])].concat());
    }

    #[test]
    fn an_id_of_one_part_is_a_token_besides() {
        assert_eq!(found("content", true).len(), 2);
        assert_eq!(found("main-content", true).len(), 3);
        assert_eq!(found("comments 12", true), found("comments", true));
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
