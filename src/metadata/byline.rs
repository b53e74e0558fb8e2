//! Source: what the page shows beside its headline, in elements whose class, id or `rel` says what they hold.
//!
//! Class names are evidence, not proof: what such an element says counts by how plainly its name speaks, and by where it
//! stands: between headline and text best, within the article next, then after it, and elsewhere hardly.

use super::date;
use super::field::{Field, Source};
use super::markup;
use super::name;
use super::statement::Statements;
use crate::html::{Attr, Dom, NodeId};

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
    /// How far from the best place a node stands: 0 beside the headline, 3 elsewhere.
    pub(super) fn tier(&self, node: NodeId) -> u8 {
        let at = node.index();
        let headline =
            self.headline.filter(|&headline| headline <= self.first + 40).unwrap_or(self.first.saturating_sub(120));
        let top = headline.min(self.first).saturating_sub(40);
        let end = headline.max(self.first) + 60;
        match at {
            _ if (top..=end).contains(&at) => 0,
            _ if (self.first..=self.last).contains(&at) => 1,
            _ if at > self.last && at <= self.last + 120 || at < top && at + 200 > top => 2,
            _ => 3,
        }
    }
}

/// What the value of a `class`, `id` or `rel` says, if anything. Linear, without allocation.
pub(super) fn hint(value: &str) -> Option<Hint> {
    let mut best = None;
    for token in value.split_ascii_whitespace() {
        let found = token_hint(token.as_bytes());
        if found.is_some() && (best.is_none() || found < best) {
            best = found;
        }
    }
    best
}

fn token_hint(token: &[u8]) -> Option<Hint> {
    if token.len() > 60 {
        return None;
    }
    // Two letters tell nearly all places apart at which no word of interest begins.
    (0..token.len().saturating_sub(1)).find_map(|at| match (token[at] | 0x20, token[at + 1] | 0x20) {
        (b'a', b'u')
        | (b'b', b'y')
        | (b'w', b'r')
        | (b'r', b'e')
        | (b'c', b'o')
        | (b'u', b's' | b'p')
        | (b'p', b'o' | b'u')
        | (b'd', b'i' | b'a')
        | (b't', b'i')
        | (b'm', b'o') => hint_at(token, at),
        (b's', b'i') | (b'f', b'o') if at == 0 => hint_at(token, at),
        _ => None,
    })
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
    if has(token, "update") || has(token, "modif") || has(token, "edited") {
        return Some(Hint::Modified);
    }
    let is_other = [
        "event",
        "expir",
        "start",
        "end-",
        "reading",
        "read-",
        "readtime",
        "read_",
        "dateline",
        "picker",
        "runtime",
        "duration",
        "validate",
        "candidate",
        "timer",
    ];
    (!is_other.iter().any(|word| has(token, word))).then_some(Hint::Date)
}

fn author(token: &[u8]) -> Option<Hint> {
    let is_other = [
        "bio",
        "avatar",
        "img",
        "image",
        "photo",
        "pic",
        "title",
        "role",
        "job",
        "social",
        "desc",
        "twitter",
        "follow",
        "email",
        "count",
        "position",
        "thumb",
        "icon",
        "more-from",
        "logo",
        "excerpt",
        "intro",
        "about",
        "date",
        "time",
        "comment",
        "reviewer",
        "company",
        "location",
        "stat",
        "badge",
        "-meta-wrap",
    ];
    if is_other.iter().any(|word| has(token, word)) {
        return if has(token, "date") || has(token, "time") { date_hint(token) } else { None };
    }
    let is_name = has(token, "name")
        || has(token, "p-author")
        || has(token, "byline-author")
        || has(token, "link")
        || has(token, "byline__author");
    Some(if is_name { Hint::AuthorName } else { Hint::Author })
}

/// Says what the clues say, the best places first.
pub(super) fn speak(dom: &Dom<'_>, mut clues: Vec<Clue>, extent: Extent, out: &mut Statements) {
    let rank = |clue: &Clue| {
        let tier = if clue.is_elsewhere { 3 } else { extent.tier(clue.node) };
        tier * 4
            + match clue.hint {
                Hint::AuthorName | Hint::Date | Hint::Modified => 0,
                Hint::Author => 1,
                Hint::User => 2,
                Hint::Elsewhere => 3,
            }
    };
    clues.sort_by_key(|clue| (rank(clue), clue.node));
    // Teasers repeat their class names hundreds of times.
    let (mut authors, mut dates) = (0, 0);
    for clue in &clues {
        let rank = rank(clue);
        match clue.hint {
            Hint::AuthorName | Hint::Author | Hint::User if authors < 12 => {
                authors += 1;
                if let Some(text) = markup::text_of(dom, clue.node, 250) {
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

fn say_dates(dom: &Dom<'_>, clue: &Clue, rank: u8, out: &mut Statements) {
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
