//! Source: structured data in JSON-LD.
//!
//! A page describes many things at once: itself, its site, its menus, other articles. Of those that count as an article
//! (see [`schema`](super::schema)) the one is read whose headline is the page's own; without such a one, the best by type, the
//! first among equals.

mod parse;

use super::rank::{Proximity, Rank};
use super::statement::Statements;
use super::{Field, Source};
use super::{name, schema};
use parse::{At, Json, JsonKind};
use std::borrow::Cow;
use std::collections::HashMap;

/// Below these keys stand other things than the page is about.
const ELSEWHERE: &[&str] = &[
    "comment",
    "comments",
    "hasPart",
    "isPartOf",
    "itemListElement",
    "blogPost",
    "blogPosts",
    "review",
    "reviews",
    "suggestedAnswer",
    "acceptedAnswer",
    "mentions",
    "citation",
    "isRelatedTo",
    "relatedLink",
    "author",
    "publisher",
    "offers",
    "image",
    "video",
    "associatedMedia",
    "breadcrumb",
    "potentialAction",
    "sharedContent",
    "subjectOf",
];

/// A longer text is no title.
const MAX_TITLE: usize = 1000;

/// How many values are looked at for the names of authors.
const MAX_STEPS: usize = 200;

/// The structured data of a page.
#[derive(Debug, Default)]
pub(super) struct JsonLd<'s> {
    json: Json<'s>,
}

impl<'s> JsonLd<'s> {
    /// Reads one script.
    pub(super) fn read(&mut self, script: &'s str) {
        self.json.read(script);
    }

    /// Says what the data says about the page, given the titles that the page has elsewhere. Returns the text of the article,
    /// where the data holds it.
    pub(super) fn speak(&self, titles: &[String], out: &mut Statements) -> Option<Cow<'_, str>> {
        if self.json.len() == 0 {
            return None;
        }
        let graph = Graph::of(&self.json);
        let mut things: Vec<(u8, bool, At)> = graph
            .things
            .iter()
            .map(|&(rank, at)| {
                let name = ["headline", "name"].iter().find_map(|key| self.json.text(self.json.get(at, key)?));
                let name = name.filter(|name| name.len() <= MAX_TITLE);
                let is_own = name.is_some_and(|name| titles.iter().any(|title| similar(title, name)));
                (rank, is_own, at)
            })
            .collect();
        // The page itself is described last, whatever its name.
        things.sort_by_key(|&(rank, is_own, at)| (rank == 3, !is_own, rank, at));
        let mut body = None;
        for (place, &(rank, is_own, at)) in things.iter().enumerate() {
            // A second article is another article, unless it has the same headline.
            if place == 0 || rank == 3 || is_own {
                graph.describe(at, place == 0, rank, out);
                body = body
                    .or_else(|| graph.string(self.json.get(at, "articleBody").or_else(|| self.json.get(at, "text"))?));
            }
        }
        graph.describe_site(out);
        body
    }
}

/// Whether two titles are the same, or one goes on where the other ends.
fn similar(one: &str, other: &str) -> bool {
    let plain =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    let (one, other) = (plain(one), plain(other));
    let shorter = one.len().min(other.len());
    shorter >= 8 && (one.starts_with(&other) || other.starts_with(&one)) || shorter > 0 && one == other
}

/// The things that the data speaks of.
struct Graph<'j, 's> {
    json: &'j Json<'s>,
    /// Objects by their `@id`: of several that with a name, and with a type.
    by_id: HashMap<&'j str, At>,
    /// What may be the article, with its rank.
    things: Vec<(u8, At)>,
    sites: Vec<At>,
}

impl<'j, 's> Graph<'j, 's> {
    fn of(json: &'j Json<'s>) -> Graph<'j, 's> {
        let mut graph = Graph { json, by_id: HashMap::new(), things: Vec::new(), sites: Vec::new() };
        for at in 0..json.len() {
            if let Some(id) = json.get(at, "@id").and_then(|id| json.text(id))
                && json.entries(at).nth(1).is_some()
            {
                let known = graph.by_id.entry(id).or_insert(at);
                let weight = |at: At| (json.get(at, "name").is_some(), json.get(at, "@type").is_some());
                if weight(at) > weight(*known) {
                    *known = at;
                }
            }
        }
        let mut open: Vec<At> = json.roots().collect();
        open.reverse();
        while let Some(at) = open.pop() {
            match json.kind(at) {
                JsonKind::List => {
                    let start = open.len();
                    open.extend(json.children(at));
                    open[start..].reverse();
                }
                JsonKind::Object => {
                    if let Some(rank) = graph.types(at).filter_map(schema::rank_of_type).min() {
                        graph.things.push((rank, at));
                    }
                    if graph.types(at).any(|name| matches!(name, "WebSite" | "Blog")) {
                        graph.sites.push(at);
                    }
                    let start = open.len();
                    let inner = json.entries(at).filter(|(key, _)| !ELSEWHERE.contains(key)).map(|(_, value)| value);
                    open.extend(inner.filter(|&value| matches!(json.kind(value), JsonKind::List | JsonKind::Object)));
                    open[start..].reverse();
                }
                JsonKind::Text(_) | JsonKind::Word(_) => {}
            }
        }
        graph
    }

    fn types(&self, at: At) -> impl Iterator<Item = &'j str> {
        let json = self.json;
        json.get(at, "@type")
            .into_iter()
            .flat_map(move |types| json.each(types))
            .filter_map(move |name| json.text(name))
    }

    /// Says what is said of the thing at `at`: the best, which the page is about, or another; `kind` is the rank of its type.
    fn describe(&self, at: At, is_best: bool, kind: u8, out: &mut Statements) {
        let rank = |plainness| match is_best {
            true => Rank::of_page(plainness),
            false => Rank { proximity: Proximity::Elsewhere, plainness: plainness + kind },
        };
        let mut say = |field, plainness, value: &str| out.say(field, Source::JsonLd, rank(plainness), value);
        if let Some(name) = self.json.get(at, "name").and_then(|name| self.string(name)) {
            say(Field::Title, 1, &name);
        }
        if let Some(author) = self.json.get(at, "author") {
            self.named_as(author, |kind| kind == "Person").iter().for_each(|name| out.add_person(name));
            let is_organisation =
                |kind: &str| kind.ends_with("Organization") || matches!(kind, "WebSite" | "Corporation");
            self.named_as(author, is_organisation).iter().for_each(|name| out.add_organisation(name));
        }
        let mut say = |field, plainness, value: &str| out.say(field, Source::JsonLd, rank(plainness), value);
        for (key, value) in self.json.entries(at) {
            let Some((field, plainness)) = schema::field(key) else { continue };
            match field {
                Field::Authors | Field::Publisher => {
                    // Who made a product or runs a site has written no article.
                    if field == Field::Authors && kind == 2 && key == "creator" {
                        continue;
                    }
                    for name in self.names(value) {
                        if field == Field::Publisher {
                            say(field, plainness, &name);
                        } else {
                            name::names(&name).iter().for_each(|name| say(field, plainness, name));
                        }
                    }
                }
                Field::LeadImage | Field::Thumbnail => {
                    if let Some(address) = self.address(value) {
                        say(field, plainness, &address);
                    }
                }
                Field::Tags => {
                    for text in self.json.each(value).filter_map(|value| self.string(value)) {
                        text.split([',', '，']).for_each(|tag| say(field, plainness, tag));
                    }
                }
                _ => {
                    let texts = self.json.each(value).filter_map(|value| self.text_of(value));
                    texts.for_each(|text| say(field, plainness, &text));
                }
            }
        }
        let page = self.json.get(at, "mainEntityOfPage").into_iter().chain(self.json.get(at, "url"));
        for address in page.filter_map(|value| self.address(value)) {
            say(Field::CanonicalUrl, 0, &address);
        }
    }

    fn describe_site(&self, out: &mut Statements) {
        for name in self.sites.iter().filter_map(|&at| self.json.get(at, "name")).filter_map(|name| self.string(name)) {
            out.say(Field::SiteName, Source::JsonLd, Rank::BEST, &name);
        }
    }

    /// A text, with its character references resolved: generators escape for HTML what stands in a script.
    fn string(&self, at: At) -> Option<Cow<'j, str>> {
        self.json.text(at).map(crate::html::unescape)
    }

    /// A text, a number, or the name of what stands there.
    fn text_of(&self, at: At) -> Option<Cow<'j, str>> {
        match self.json.kind(at) {
            JsonKind::Word(word) => {
                Some(Cow::Borrowed(*word)).filter(|word| !matches!(&**word, "null" | "true" | "false"))
            }
            JsonKind::Object => {
                ["name", "@value", "url", "@id"].iter().find_map(|key| self.string(self.json.get(at, key)?))
            }
            _ => self.string(at),
        }
    }

    /// The names of people or organisations: texts, objects with a name, references to such, lists of all that.
    fn names(&self, at: At) -> Vec<Cow<'j, str>> {
        let mut names = Vec::new();
        let mut open = vec![(at, 0)];
        // Lists of references to lists of references could take forever.
        for _ in 0..MAX_STEPS {
            let Some((at, references)) = open.pop() else { break };
            match self.json.kind(at) {
                JsonKind::List => {
                    let start = open.len();
                    open.extend(self.json.children(at).take(MAX_STEPS).map(|child| (child, references)));
                    open[start..].reverse();
                }
                JsonKind::Object => {
                    if let Some(name) = self.json.get(at, "name").or_else(|| self.json.get(at, "alternateName")) {
                        open.push((name, references));
                    } else if let Some(id) = self.json.get(at, "@id").and_then(|id| self.json.text(id))
                        && let Some(&known) = self.by_id.get(id).filter(|_| references < 4)
                    {
                        open.push((known, references + 1));
                    } else if let Some(parts) = self.name_of_parts(at) {
                        names.push(parts);
                    }
                }
                _ => names.extend(self.string(at)),
            }
        }
        names
    }

    /// The names of those authors whose type is such a one.
    fn named_as(&self, at: At, is_such: impl Fn(&str) -> bool) -> Vec<Cow<'j, str>> {
        let is_meant = |&at: &At| {
            let id = self.json.get(at, "@id").and_then(|id| self.json.text(id));
            let known = id.and_then(|id| self.by_id.get(id)).copied();
            [Some(at), known].into_iter().flatten().any(|at| self.types(at).any(&is_such))
        };
        self.json.each(at).take(MAX_STEPS).filter(is_meant).flat_map(|at| self.names(at)).collect()
    }

    /// A name that is given in two parts.
    fn name_of_parts(&self, at: At) -> Option<Cow<'j, str>> {
        let part = |key| self.json.get(at, key).and_then(|part| self.string(part));
        match (part("givenName"), part("familyName")) {
            (Some(given), Some(family)) => Some(format!("{given} {family}").into()),
            (given, family) => given.or(family),
        }
    }

    /// The address of an image or a page: a text, an object with one, the first of a list.
    fn address(&self, at: At) -> Option<Cow<'j, str>> {
        let mut at = self.json.each(at).next()?;
        for _ in 0..4 {
            if self.json.text(at).is_some() {
                return self.string(at);
            }
            let inner = ["url", "contentUrl", "@id"].iter().find_map(|key| self.json.get(at, key))?;
            let own_address = self.json.get(at, "url").or_else(|| self.json.get(at, "contentUrl")).is_some();
            at = match self.json.text(inner).and_then(|id| self.by_id.get(id)) {
                Some(&known) if !own_address && known != at => known,
                _ => self.json.each(inner).next()?,
            };
        }
        None
    }
}
