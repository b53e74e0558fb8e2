//! Source: what the page shows beside its headline, in elements whose class, id or `rel` says what they hold.
//!
//! Class names are evidence, not proof: what such an element says counts by how plainly its name speaks, and by where it
//! stands: between headline and text best, within the article next, then after it, and elsewhere hardly.

use super::markup;
use super::name;
use super::rank::{Proximity, Rank};
use super::statement::Statements;
use super::{Field, Source};
use crate::date;
use crate::html::{Attr, Dom, NodeId, Tag};
use crate::text::phrase::has_any;

/// What a class, id or `rel` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hint {
    /// The name of an author, in so many words.
    AuthorName,
    /// Something about authors.
    Author,
    /// The name of a user: on forums that of the author.
    User,
    Date,
    Modified,
    /// Comments, teasers, footers: about something else.
    Elsewhere,
}

/// Longer names are made by machines.
const MAX_NAME: usize = 60;

/// What an element may say, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Clue {
    pub(super) node: NodeId,
    pub(super) hint: Hint,
    /// Whether it stands among comments, teasers or the like.
    pub(super) is_elsewhere: bool,
    pub(super) source: Source,
}

/// The places of headline and article, as indices of nodes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Extent {
    pub(super) headline: Option<usize>,
    pub(super) first: usize,
    pub(super) last: usize,
}

impl Extent {
    /// How near a node stands.
    pub(super) fn proximity(&self, node: NodeId) -> Proximity {
        let at = node.index();
        let headline =
            self.headline.filter(|&headline| headline <= self.first + 40).unwrap_or(self.first.saturating_sub(120));
        let top = headline.min(self.first).saturating_sub(40);
        let end = headline.max(self.first) + 60;
        match at {
            _ if (top..=end).contains(&at) => Proximity::Beside,
            _ if (self.first..=self.last).contains(&at) => Proximity::Within,
            _ if at > self.last && at <= self.last + 120 || at < top && at + 200 > top => Proximity::Around,
            _ => Proximity::Elsewhere,
        }
    }
}

/// How the words begin that [`hint_at`] knows.
#[rustfmt::skip]
const BEGINNINGS: &[&[u8; 4]] = &[
    b"auth", b"auto", b"aute", b"byli", b"by-l", b"writ", b"repo", b"cont", b"user", b"post", b"publ", b"pubd", b"pub_",
    b"pubt", b"comm", b"disq", b"disc", b"rela", b"reco", b"resp", b"rece", b"side", b"simi", b"foot", b"date", b"datu",
    b"time", b"upda", b"modi",
];

/// Which letters follow one another in [`BEGINNINGS`], as bits: for each place and letter those that come next.
const FOLLOWERS: [[u32; 32]; 3] = {
    let mut followers = [[0; 32]; 3];
    let mut at = 0;
    while at < BEGINNINGS.len() {
        let mut place = 0;
        while place < 3 {
            let (letter, next) = (BEGINNINGS[at][place] & 31, BEGINNINGS[at][place + 1] & 31);
            followers[place][letter as usize] |= 1 << next;
            place += 1;
        }
        at += 1;
    }
    followers
};

/// Whether a word may begin with these letters that [`hint_at`] knows. For most it takes one lookup to tell that none does.
fn may_begin(letters: &[u8]) -> bool {
    (0..3).all(|place| FOLLOWERS[place][usize::from(letters[place] & 31)] >> (letters[place + 1] & 31) & 1 != 0)
}

/// What the value of a `class`, `id` or `rel` says, if anything: of several names in it the one that says most. Linear.
pub(super) fn hint(value: &str) -> Option<Hint> {
    let bytes = value.as_bytes();
    let mut best = None;
    let mut at = 0;
    while let Some(next) = bytes[at..].windows(4).position(may_begin) {
        at += next;
        let start = bytes[..at].iter().rposition(u8::is_ascii_whitespace).map_or(0, |space| space + 1);
        let end = bytes[at..].iter().position(u8::is_ascii_whitespace).map_or(bytes.len(), |space| at + space);
        let token = &bytes[start..end];
        let found = if token.len() <= MAX_NAME { hint_at(token, at - start) } else { None };
        at = if found.is_some() || token.len() > MAX_NAME { end } else { at + 1 };
        if found.is_some() && (best.is_none() || found < best) {
            best = found;
        }
    }
    best
}

/// What the word says that begins at `at`.
fn hint_at(token: &[u8], at: usize) -> Option<Hint> {
    let rest = &token[at..];
    let is = |word: &str| rest.len() >= word.len() && rest[..word.len()].eq_ignore_ascii_case(word.as_bytes());
    match rest[0] | 0x20 {
        b'a' if is("author") && !is("authori") && !is("authoring") => author(token),
        b'a' if is("autor") || is("auteur") => author(token),
        b'b' if is("byline") || is("by-line") => author(token),
        b'w' if is("writer") || is("writtenby") || is("written-by") => author(token),
        b'r' if is("reporter") => author(token),
        b'c' if is("contributor") => author(token),
        b'u' if is("username") || is("user-name") || is("user_name") => Some(Hint::User),
        b'p' if is("poster") && at + 6 == token.len() || is("postprofile") => Some(Hint::User),
        b'c' if is("comment") && at == 0 && !has(token, "meta") => Some(Hint::Elsewhere),
        b'd' if is("disqus") || is("discussion") && at == 0 && rest.len() < 13 => Some(Hint::Elsewhere),
        b'r' if at == 0 && (is("related") || is("recommend") || is("respond") || is("recent-")) => {
            Some(Hint::Elsewhere)
        }
        b's' if at == 0 && (is("sidebar") || is("similar")) => Some(Hint::Elsewhere),
        b'f' if at == 0 && is("footer") => Some(Hint::Elsewhere),
        b'd' if is("date") && starts_word(token, at) => date_hint(token),
        b'd' if is("datum") && starts_word(token, at) => date_hint(token),
        b't' if is("time") && starts_word(token, at) && !is("timeline") && !is("times") || is("timestamp") => {
            date_hint(token)
        }
        b'p' if is("publish") && !is("publisher")
            || is("pubdate")
            || is("pub_date")
            || is("pubtime")
            || is("posted") =>
        {
            date_hint(token)
        }
        b'u' if is("updated") && starts_word(token, at) => Some(Hint::Modified),
        b'm' if is("modified") && starts_word(token, at) => Some(Hint::Modified),
        _ => None,
    }
}

/// Whether a word begins at `at`: after a mark, or with a capital in `postDate`.
fn starts_word(token: &[u8], at: usize) -> bool {
    at == 0
        || !token[at - 1].is_ascii_alphabetic()
        || token[at].is_ascii_uppercase()
        || has(&token[..at], "post")
        || has(&token[..at], "pub")
        || has(&token[..at], "news")
        || has(&token[..at], "entry")
}

fn has(token: &[u8], word: &str) -> bool {
    token.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}

fn date_hint(token: &[u8]) -> Option<Hint> {
    #[rustfmt::skip]
    const OTHERS: &[&str] = &[
        "event", "expir", "start", "end-", "reading", "read-", "readtime", "read_", "dateline", "picker", "runtime",
        "duration", "validate", "candidate", "timer",
    ];
    let name = lower(token);
    if has_any(&name, &["update", "modif", "edited"]) {
        return Some(Hint::Modified);
    }
    (!has_any(&name, OTHERS)).then_some(Hint::Date)
}

fn author(token: &[u8]) -> Option<Hint> {
    #[rustfmt::skip]
    const OTHERS: &[&str] = &[
        "bio", "avatar", "img", "image", "photo", "pic", "title", "role", "job", "social", "desc", "twitter", "follow",
        "email", "count", "position", "thumb", "icon", "more-from", "logo", "excerpt", "intro", "about", "date", "time",
        "comment", "reviewer", "company", "location", "stat", "badge",
    ];
    let name = lower(token);
    if has_any(&name, OTHERS) {
        return if has_any(&name, &["date", "time"]) { date_hint(token) } else { None };
    }
    let is_name = has_any(&name, &["name", "p-author", "byline-author", "link", "byline__author"]);
    Some(if is_name { Hint::AuthorName } else { Hint::Author })
}

/// A name in lower case. Only the letters of ASCII matter.
fn lower(token: &[u8]) -> String {
    String::from_utf8_lossy(token).to_ascii_lowercase()
}

/// Says what the clues say, the best places first.
pub(super) fn speak(dom: &Dom<'_>, mut clues: Vec<Clue>, extent: Extent, out: &mut Statements) {
    let rank = |clue: &Clue| {
        let proximity = if clue.is_elsewhere { Proximity::Elsewhere } else { extent.proximity(clue.node) };
        let plainness = match clue.hint {
            Hint::AuthorName | Hint::Date | Hint::Modified => 0,
            Hint::Author => 1,
            Hint::User => 2,
            Hint::Elsewhere => 3,
        };
        Rank { proximity, plainness }
    };
    clues.sort_by_key(|clue| (rank(clue), clue.node));
    // Teasers repeat their class names hundreds of times.
    let (mut authors, mut dates) = (0, 0);
    for clue in &clues {
        let rank = rank(clue);
        match clue.hint {
            Hint::AuthorName | Hint::Author | Hint::User if authors < 12 => {
                authors += 1;
                if let Some(text) = line_of_names(dom, clue.node) {
                    name::names(&text)
                        .iter()
                        .for_each(|name| out.say_at(clue.node.index(), Field::Authors, clue.source, rank, name));
                }
            }
            Hint::Date | Hint::Modified if dates < 24 => {
                dates += 1;
                say_dates(dom, clue, rank, out);
            }
            _ => {}
        }
    }
}

/// The text of an element that names authors. Where it is a link, others may be named behind it: `By <a>Ann</a> and Ben`.
fn line_of_names(dom: &Dom<'_>, node: NodeId) -> Option<String> {
    let text = markup::text_of(dom, node, 250)?;
    let after = if dom.tag(node) == Some(Tag::A) { dom.next_sibling(node) } else { None };
    if !after.is_some_and(|after| name::begins_with_conjunction(dom.text(after))) {
        return Some(text);
    }
    let line = dom.first_child(node).map(|first| markup::text_from(dom, first, 160));
    // What stands behind the names may be too long, or a word that is none: then the link alone counts.
    line.filter(|line| !name::names(line).is_empty()).or(Some(text))
}

fn say_dates(dom: &Dom<'_>, clue: &Clue, rank: Rank, out: &mut Statements) {
    let mut say = |is_modified: bool, value: &str| {
        let field = if is_modified { Field::Modified } else { Field::Published };
        out.say_at(clue.node.index(), field, clue.source, rank, value);
    };
    let is_modified = clue.hint == Hint::Modified;
    let attribute = [Attr::Datetime, Attr::Content, Attr::Title].iter().find_map(|&attr| {
        let value = dom.attr(clue.node, attr)?;
        date::first(value)
    });
    let text = markup::text_of(dom, clue.node, 300);
    let said = text.as_deref().map(date::find).unwrap_or_default();
    if let Some(date) = attribute {
        say(is_modified || said.first().is_some_and(|&(_, modified)| modified), date.raw());
        return;
    }
    match said.is_empty() {
        false => said.iter().take(2).for_each(|(date, modified)| say(is_modified || *modified, date.raw())),
        // What cannot be read may be relative to now: "2 hours ago".
        true => {
            if let Some(text) = text.filter(|text| text.trim().len() <= 60) {
                say(is_modified, &text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_names_are_read_for_what_they_say() {
        for (value, expected) in [
            ("author-name", Some(Hint::AuthorName)),
            ("post-byline", Some(Hint::Author)),
            ("entry-date published", Some(Hint::Date)),
            ("postDate", Some(Hint::Date)),
            ("entry-date updated", Some(Hint::Date)),
            ("last-updated", Some(Hint::Modified)),
            ("author-avatar", None),
            ("authority", None),
            ("comments-area", Some(Hint::Elsewhere)),
            ("candidate", None),
            ("timeline", None),
            ("content", None),
        ] {
            assert_eq!(hint(value), expected, "{value}");
        }
    }
}
