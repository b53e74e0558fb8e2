//! Which title is the article's.
//!
//! The titles in the head, cut free of the name of the site, and the headlines of the page vote: what several say counts for
//! all of them, and a headline that the head knows counts most. A headline that shares no word with the head is that of a
//! box, or the slogan of the site.

use super::collect::Heading;
use super::rank::{Proximity, Rank};
use super::statement::{Statement, Statements};
use super::{Field, Source};
use crate::word_list::word_lists;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

word_lists! { "words/titles.txt":
    /// Headlines that name a part of a site, by their letters alone.
    GENERIC = "generic headlines";
    /// What forums put before the title of a thread.
    LABELS = "labels of threads";
}

/// More titles than this are not compared.
const MAX_TITLES: usize = 24;

/// The votes of those who speak for a title. They count against one another alone.
mod votes {
    /// A source that a system fills for each article, since others show it: two such outvote a headline that nobody knows.
    pub(super) const STATED: i32 = 20;
    /// A source that is written for catalogues, often by other people: half as much.
    pub(super) const CATALOGUED: i32 = 10;
    /// A source that is often left as a template made it: three of them outvote one that is stated.
    pub(super) const OTHER: i32 = 7;
    /// Another thing that JSON-LD describes, or a title that is not the main one: it only decides between equals.
    pub(super) const ASIDE: i32 = 2;
    /// A headline of the first level that the head knows: the reader's word with the machines', more than three sources can say
    /// against it.
    pub(super) const CONFIRMED: i32 = 60;
    /// A headline of the second level that the head knows word for word: as much as two sources.
    pub(super) const CONFIRMED_BELOW: i32 = 40;
    /// A headline of the first level that the head does not know: more than one source, less than two.
    pub(super) const UNCONFIRMED: i32 = 25;
    /// The same with so few words that it may name a part of the site: less than one source.
    pub(super) const UNCONFIRMED_SHORT: i32 = 10;
    /// A page with one headline of the first level means that one.
    pub(super) const ONLY_ONE: i32 = 5;
    /// Each headline counts one less than the one before it, down to this many: the first is the page's.
    pub(super) const MOST_FOR_PLACE: i32 = 5;
}

/// How many words in a hundred a headline must share with a title of the head that confirms it: a third, since either may
/// have been shortened.
const CONFIRMING_SHARE: usize = 34;

/// A headline of no more words may be the name of a part of the site.
const FEW_WORDS: usize = 2;

/// A text of no more characters stands inside of others by chance.
const CHANCE: usize = 3;

/// The name of a site, at the end of a title, has no more words.
const SITE_WORDS: usize = 5;

/// So many names of sites and sections are cut from one title.
const MAX_CUTS: usize = 4;

/// A shorter name of a site, in bytes, is no sign of it where it begins a part of a title, or stands in one.
const SHORTEST_START: usize = 4;
const SHORTEST_INSIDE: usize = 5;

/// What the site is called: titles end or begin with that.
#[derive(Debug, Default)]
pub(super) struct SiteNames {
    plain: Vec<String>,
    /// As they are written, those of hosts left out.
    written: Vec<String>,
}

impl SiteNames {
    /// From names as they are written, and the labels of the host.
    pub(super) fn new<'n>(names: impl IntoIterator<Item = &'n str>, url: Option<&'n str>) -> SiteNames {
        let written: Vec<String> = names.into_iter().map(str::to_owned).collect();
        let names = written.iter().map(String::as_str).chain(url.into_iter().flat_map(labels));
        SiteNames { plain: names.map(plain).filter(|name| !name.is_empty()).collect(), written }
    }

    /// Whether the name of somebody is a part of the name of the site, as if that were a list: `Leaf` of `Leaf & Co`.
    pub(super) fn have_part(&self, name: &str) -> bool {
        self.written.iter().any(|written| written.contains(" & ") && written.split(" & ").any(|part| part == name))
    }

    /// The name of somebody without the name of the site behind it: `Ann Lee The Leaf`.
    pub(super) fn cut_from<'n>(&self, name: &'n str) -> &'n str {
        let cut = |written: &String| {
            let at = name.len().checked_sub(written.len() + 1)?;
            let (start, end) = (name.get(..at)?, name.get(at + 1..)?);
            let last = start.rsplit(' ').next()?;
            let is_name = start.contains(' ') && last.starts_with(char::is_uppercase);
            (is_name && name.as_bytes()[at] == b' ' && end.eq_ignore_ascii_case(written))
                .then(|| start.trim_end_matches(','))
        };
        self.written.iter().find_map(cut).unwrap_or(name)
    }

    /// Whether a text is such a name.
    pub(super) fn are(&self, text: &str) -> bool {
        let text = plain(text);
        self.plain.contains(&text)
    }

    /// Whether a name says no more than that somebody of the site wrote it: the site's own, or one that holds little else
    /// (`The Leaf Team`).
    pub(super) fn hold(&self, name: &str) -> bool {
        let name = plain(name);
        let holds = |site: &String| {
            site.len() >= SHORTEST_INSIDE && name.starts_with(site.as_str()) && name.len() < site.len() + 8
        };
        self.plain.iter().any(|site| *site == name || holds(site))
    }

    /// As these, with what else may be the name of the site: the parts of its host, and those of the title of the document.
    /// These are guesses.
    pub(super) fn with_guesses(&self, document: Option<&str>, url: Option<&str>) -> SiteNames {
        let mut plain_names = self.plain.clone();
        plain_names.extend(url.into_iter().flat_map(labels).filter(|label| *label != "blog").map(plain));
        if let Some(title) = document {
            let marks = separators(title);
            let ends = marks.last().map(|&(_, start)| &title[start..]);
            let starts = marks.first().map(|&(end, _)| &title[..end]);
            plain_names.extend(ends.into_iter().chain(starts).map(plain).filter(|name| !name.is_empty()));
        }
        SiteNames { plain: plain_names, written: self.written.clone() }
    }

    /// Whether a part of a title is such a name, or holds little else.
    fn name(&self, part: &str) -> bool {
        self.plain.iter().any(|name| {
            let begins = name.len() >= SHORTEST_START
                && part.len() >= SHORTEST_START
                && (part.starts_with(name.as_str()) || name.starts_with(part));
            let holds =
                name.len() >= SHORTEST_INSIDE && part.contains(name.as_str()) && part.len() < 2 * name.len() + 6;
            part == name || begins || holds
        })
    }
}

/// The parts of a host that can be the name of a site.
fn labels(url: &str) -> impl Iterator<Item = &str> {
    let host = crate::url::host(url);
    let count = host.split('.').count();
    host.split('.').take(count.saturating_sub(1)).filter(|label| label.len() > 3)
}

/// A text by its letters and digits alone.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                out.push(c.to_ascii_lowercase());
            }
        } else if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        }
    }
    out
}

/// A title, and its letters and digits alone.
struct Wording<'t, T: ?Sized> {
    of: &'t T,
    plain: String,
}

/// The title, and where it was found.
pub(super) fn choose(all: &Statements, headings: &[Heading], sites: &SiteNames) -> Option<(String, Source)> {
    let mut sites = SiteNames { plain: sites.plain.clone(), written: Vec::new() };
    let head: Vec<Wording<'_, Statement>> =
        all.of(Field::Title).take(MAX_TITLES).map(|said| Wording { of: said, plain: plain(&said.value) }).collect();
    let headings: Vec<Wording<'_, Heading>> =
        headings.iter().map(|heading| Wording { of: heading, plain: plain(&heading.text) }).collect();
    let others = || head.iter().filter(|said| said.of.source != Source::Html);
    let document = head.iter().find(|said| said.of.source == Source::Html).map(|said| said.of.value.as_str());
    let is_said = |text: &str| others().any(|said| said.plain == text);
    let place = |text: &str| headings.iter().position(|heading| heading.plain == text);
    let site_parts = document.map(|title| site_parts(title, is_said, place)).unwrap_or_default();
    let headings: Vec<Wording<'_, Heading>> = headings
        .into_iter()
        .filter(|heading| {
            let is_known_site = sites.plain.contains(&heading.plain);
            let is_site = is_known_site || heading.of.links_home || site_parts.contains(&heading.plain);
            if is_site && !is_known_site {
                sites.plain.push(heading.plain.clone());
            }
            !heading.plain.is_empty()
                && !is_site
                && !heading.of.text.contains("{{")
                && !GENERIC.contains(&heading.plain.as_str())
        })
        .take(MAX_TITLES)
        .collect();
    let known: HashSet<&str> =
        others().map(|said| said.plain.as_str()).chain(headings.iter().map(|heading| heading.plain.as_str())).collect();
    let parts: Vec<String> = headings.iter().flat_map(|heading| &heading.of.parts).map(|part| plain(part)).collect();
    let headlines: HashSet<&str> =
        headings.iter().map(|heading| heading.plain.as_str()).chain(parts.iter().map(String::as_str)).collect();

    let mut poll = Poll::default();
    let mut cut: Vec<&str> = Vec::new();
    for said in &head {
        let title = without_site(&said.of.value, &sites, &known, said.of.source == Source::Html);
        let title = without_remark(title, &headlines);
        cut.push(title);
        poll.vote(title, said.of.source, weight(said.of.source, said.of.rank));
    }
    // What the page shows, and marks as its title, is not in the head: that is the headline itself.
    let in_head = || head.iter().filter(|said| !matches!(said.of.source, Source::Microdata | Source::Rdfa));
    let words_in_head: OnceCell<Vec<HashSet<String>>> = OnceCell::new();
    let first_level = headings.iter().filter(|heading| heading.of.level == 1).count();
    for (place, Wording { of: heading, plain: text }) in (0..).zip(&headings) {
        let is_first_level = heading.level == 1;
        if !is_first_level && !heading.is_named && !head.iter().any(|said| said.plain == *text) {
            continue;
        }
        let in_head = |line: &str| in_head().any(|said| said.plain.contains(line));
        let (line, text) = line_in_head(heading, text, in_head);
        let is_inside = in_head(&text) && text.chars().count() > CHANCE;
        let mut weight = if is_first_level {
            let own = words(line);
            let in_head = words_in_head.get_or_init(|| cut.iter().map(|title| words(title)).collect());
            let overlap = || in_head.iter().map(|words| shared(&own, words)).max().unwrap_or(0);
            match is_inside || head.is_empty() || overlap() >= CONFIRMING_SHARE {
                true => votes::CONFIRMED,
                false if own.len() <= FEW_WORDS => votes::UNCONFIRMED_SHORT,
                false => votes::UNCONFIRMED,
            }
        } else if is_inside {
            votes::CONFIRMED_BELOW
        } else {
            continue;
        };
        if is_first_level && first_level == 1 {
            weight += votes::ONLY_ONE;
        }
        poll.vote(without_label(line), Source::Html, weight - place.min(votes::MOST_FOR_PLACE));
    }
    poll.winner()
}

/// The line of a headline that the head knows, and its letters and digits alone: all of it, or the larger part. A second line
/// that the head does not know is none of the title's.
fn line_in_head<'h>(heading: &'h Heading, text: &'h str, in_head: impl Fn(&str) -> bool) -> (&'h str, Cow<'h, str>) {
    let is_large = |part: &&String| 2 * part.len() >= heading.text.len() && in_head(&plain(part));
    if !in_head(text)
        && let Some(part) = heading.parts.iter().filter(is_large).max_by_key(|part| part.len())
    {
        return (part, Cow::Owned(plain(part)));
    }
    (&heading.text, Cow::Borrowed(text))
}

/// The parts of the title of the document that are what all pages of the site are called: a headline that is one of them is
/// that, where somebody else says the other part, or where it is the shorter of the two. `place` tells where a headline stands.
fn site_parts(title: &str, is_said: impl Fn(&str) -> bool, place: impl Fn(&str) -> Option<usize>) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let marks = separators(title);
    let count = |text: &str| text.split_whitespace().count();
    if let Some(&(end, start)) = marks.last() {
        let (rest, last) = (plain(&title[..end]), plain(&title[start..]));
        let is_shorter = count(&title[start..]) < count(&title[..end]) && !is_colon(title, (end, start));
        if !is_said(&last) && (is_said(&rest) || place(&rest).is_some() || is_shorter) {
            parts.push(last);
        }
    }
    if let Some(&(end, start)) = marks.first() {
        let (first, rest) = (plain(&title[..end]), plain(&title[start..]));
        let is_longer = count(&title[start..]) > count(&title[..end]);
        if is_longer && (is_said(&rest) || place(&rest) > place(&first)) && !is_said(&first) {
            parts.push(first);
        }
    }
    parts
}

/// How much a source's word on the title counts.
fn weight(source: Source, rank: Rank) -> i32 {
    match (source, rank) {
        (Source::JsonLd | Source::Microdata, Rank { proximity: Proximity::Beside, plainness: 0 | 1 }) => votes::STATED,
        (Source::OpenGraph | Source::Html, _) => votes::STATED,
        (Source::JsonLd, _) => votes::ASIDE,
        (Source::DublinCore | Source::Rdfa, _) => votes::CATALOGUED,
        _ => votes::OTHER,
    }
}

/// Votes for titles, of which those that differ only in marks are one.
#[derive(Default)]
struct Poll {
    /// By plain text: the place in `titles`.
    places: HashMap<String, usize>,
    titles: Vec<(i32, String, Source, Vec<Source>)>,
}

impl Poll {
    fn vote(&mut self, title: &str, source: Source, weight: i32) {
        let key = plain(title);
        if key.is_empty() {
            return;
        }
        let place = *self.places.entry(key).or_insert(self.titles.len());
        if place == self.titles.len() {
            self.titles.push((0, title.to_owned(), source, Vec::new()));
        }
        let entry = &mut self.titles[place];
        // A source has one vote for each title; as headline and as title of the document HTML has two.
        if source == Source::Html || !entry.3.contains(&source) {
            entry.0 += weight;
            entry.3.push(source);
        }
    }

    fn winner(self) -> Option<(String, Source)> {
        let most = self.titles.iter().map(|title| title.0).max()?;
        self.titles.into_iter().find(|title| title.0 == most).map(|(_, title, source, _)| (title, source))
    }
}

/// A headline without what some systems put before it.
fn without_label(text: &str) -> &str {
    LABELS.iter().find_map(|label| text.strip_prefix(label)).unwrap_or(text)
}

/// The words of a title.
pub(super) fn words(text: &str) -> HashSet<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// How much of the shorter of two titles the other holds, in percent.
pub(super) fn shared(one: &HashSet<String>, other: &HashSet<String>) -> usize {
    let least = one.len().min(other.len()).max(1);
    one.intersection(other).count() * 100 / least
}

/// The places where a title is put together: from the end of what comes before to the start of what follows.
pub(super) fn separators(title: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut start = None;
    let mut mark = ' ';
    for (at, c) in title.char_indices().chain([(title.len(), 'x')]) {
        let is_mark = matches!(
            c,
            '|' | '｜'
                | '丨'
                | '-'
                | '–'
                | '—'
                | '·'
                | '•'
                | '»'
                | '«'
                | '›'
                | '‹'
                | ':'
                | '：'
                | '/'
                | '\\'
                | '<'
                | '>'
                | '~'
                | '_'
        );
        if is_mark || c.is_whitespace() {
            start.get_or_insert(at);
            if is_mark {
                mark = c;
            }
            continue;
        }
        if let Some(begin) = start.take() {
            let between = &title[begin..at];
            let has_space = between.contains(char::is_whitespace);
            let stands_alone = match mark {
                ' ' => false,
                '|' | '｜' | '丨' | '_' | '»' => true,
                ':' | '：' => {
                    between.trim().chars().count() > 1
                        || between.starts_with(char::is_whitespace)
                        || between.ends_with(char::is_whitespace)
                }
                _ => has_space,
            };
            if stands_alone && begin > 0 && at < title.len() {
                found.push((begin, at));
            }
        }
        mark = ' ';
    }
    found
}

/// A title without the name of the site at its end or start. What is cut is a known name, or leaves what another source
/// has as the title; of the title of the document (`guess`) also a last part that is short.
pub(super) fn without_site<'t>(title: &'t str, sites: &SiteNames, known: &HashSet<&str>, guess: bool) -> &'t str {
    let mut title = without_label(title.trim());
    // A title with an underscore in a word is code, not parts.
    for _ in 0..MAX_CUTS {
        let marks = separators(title);
        let (Some(&first), Some(&last)) = (marks.first(), marks.last()) else { return title };
        let (head, tail) = (&title[..last.0], &title[last.1..]);
        if sites.name(&plain(tail)) && !plain(head).is_empty() && is_whole(title, last) {
            title = head;
            continue;
        }
        if sites.name(&plain(&title[..first.0])) && !is_colon(title, first) && is_whole(title, first) {
            title = &title[first.1..];
            continue;
        }
        let is_known = |text: &&str| known.contains(plain(text).as_str()) && text.chars().count() > CHANCE;
        let own = plain(title);
        if known.contains(own.as_str()) && !guess {
            // Others say the whole of it.
            let shorter = marks.iter().map(|mark| &title[..mark.0]).find(is_known);
            return shorter.unwrap_or(title);
        }
        if let Some(shorter) = marks.iter().rev().map(|mark| &title[..mark.0]).find(is_known) {
            return shorter;
        }
        if let Some(shorter) = marks.iter().map(|mark| &title[mark.1..]).find(is_known) {
            return shorter;
        }
        let is_short = tail.split_whitespace().count() <= SITE_WORDS && tail.chars().count() <= head.chars().count();
        if guess && is_short && !is_colon(title, last) && is_whole(title, last) {
            return head;
        }
        return title;
    }
    title
}

/// A title without the remark in brackets at its end that the headline does not make.
fn without_remark<'t>(title: &'t str, headlines: &HashSet<&str>) -> &'t str {
    let start = title.strip_suffix([')', '）', ']']).and_then(|title| title.rfind(['(', '（', '[']));
    let Some(short) = start.map(|start| title[..start].trim_end()) else { return title };
    let is_remark = headlines.contains(plain(short).as_str()) && !headlines.contains(plain(title).as_str());
    if is_remark { short } else { title }
}

fn is_colon(title: &str, (start, end): (usize, usize)) -> bool {
    matches!(title[start..end].trim(), ":" | "：")
}

/// Whether a mark parts the title, and not a word of code: `ngx_http_rewrite_module`.
fn is_whole(title: &str, (start, end): (usize, usize)) -> bool {
    let is_code = &title[start..end] == "_"
        && title[..start].ends_with(|c: char| c.is_ascii_alphanumeric())
        && title[end..].starts_with(|c: char| c.is_ascii_alphanumeric());
    !is_code
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(title: &str, site: &str) -> String {
        without_site(title, &SiteNames::new([site], None), &HashSet::new(), true).to_owned()
    }

    #[test]
    fn the_name_of_the_site_is_cut_off() {
        for (title, site, expected) in [
            ("港口新航线开通_观察者网", "", "港口新航线开通"),
            ("Green tea wants patience - BBC News", "", "Green tea wants patience"),
            ("Green tea wants patience | The Leaf", "The Leaf", "Green tea wants patience"),
            ("The Leaf | Green tea wants patience", "The Leaf", "Green tea wants patience"),
            ("Green tea: a guide to patience", "", "Green tea: a guide to patience"),
            ("Tea - Leaf - The Leaf", "The Leaf", "Tea - Leaf"),
            ("Well-known teas", "", "Well-known teas"),
            ("Module ngx_http_rewrite_module", "", "Module ngx_http_rewrite_module"),
        ] {
            assert_eq!(cut(title, site), expected, "{title}");
        }
    }
}
