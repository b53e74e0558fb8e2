//! One pass over a document, in which every source says what it has to say.

use super::as_written::say_as_written;
use super::byline::{self, Clue, Extent, Hint};
use super::json_ld::JsonLd;
use super::rank::Rank;
use super::statement::Statements;
use super::twitter_card::TwitterCard;
use super::{Field, Source, Sources};
use super::{address, dublin_core, markup, meta, microdata, open_graph, rdfa, text};
use crate::head::Declaration;
use crate::html::{Attr, Dom, NodeId, NodeKind, SubtreeCursor, Tag};
use crate::text::fingerprint::{Fingerprint, Fingerprints};
use crate::text::whitespace::collapse;
use crate::verdicts::Verdicts;
use std::borrow::Cow;

/// What there is to read.
pub(crate) struct Page<'a> {
    pub(crate) dom: &'a Dom<'a>,
    /// Which nodes are the article.
    pub(crate) verdicts: &'a Verdicts,
    /// Whether this is a whole page. Of a body only what is made to be read by machines counts.
    pub(crate) is_page: bool,
    /// The address that the caller gave.
    pub(crate) url: Option<&'a str>,
    pub(crate) sources: Sources,
}

/// What the sources said.
pub(super) struct Collected {
    pub(super) statements: Statements,
    /// Headlines: their level (1 or 2) and their text.
    pub(super) headings: Vec<Heading>,
    /// The text of the article that JSON-LD holds.
    pub(super) article_body: Option<String>,
    /// The language of the text, where a date cannot be read without it and the page does not say it.
    pub(super) text_language: Option<&'static str>,
}

/// A headline of the page.
#[derive(Clone, Debug)]
pub(super) struct Heading {
    pub(super) level: u8,
    pub(super) text: String,
    /// Its parts, where it has several: the line before the first break; the first element, and what follows that.
    pub(super) parts: Vec<String>,
    pub(super) node: NodeId,
    /// Whether its markup calls it a title.
    pub(super) is_named: bool,
    /// Whether it leads to the start of the site, as the name of a site does.
    pub(super) links_home: bool,
}

struct Collector<'a> {
    page: &'a Page<'a>,
    out: Statements,
    twitter: TwitterCard,
    json_ld: JsonLd<'a>,
    clues: Vec<Clue>,
    /// What classes and ids say. They repeat on a page: each is read once.
    hints: Fingerprints<Option<Hint>>,
    start: Fingerprint,
    headings: Vec<Heading>,
    /// Whether the pass is inside a part of the page that is about something else.
    elsewhere: SubtreeCursor,
}

/// Reads everything that the document says about itself. Linear in its size.
pub(super) fn collect(page: &Page<'_>) -> Collected {
    let mut pass = Collector {
        page,
        out: Statements::new(page.sources),
        twitter: TwitterCard::default(),
        json_ld: JsonLd::default(),
        clues: Vec::new(),
        hints: Fingerprints::default(),
        start: Fingerprint::new(),
        headings: Vec::new(),
        elsewhere: SubtreeCursor::default(),
    };
    pass.run();
    pass.finish()
}

impl<'a> Collector<'a> {
    fn run(&mut self) {
        let dom = self.page.dom;
        let mut next = dom.first_child(NodeId::DOCUMENT);
        while let Some(node) = next {
            next = dom.next_in_subtree(node, NodeId::DOCUMENT);
            self.elsewhere.come_to(node);
            let NodeKind::Element(tag) = dom.kind(node) else { continue };
            match tag {
                Tag::Svg => {
                    next = dom.next_after_subtree(node, NodeId::DOCUMENT);
                    continue;
                }
                Tag::Html | Tag::Body => self.root(node),
                _ => Declaration::of(dom, node, tag).into_iter().for_each(|declaration| self.take(declaration)),
            }
            if self.page.is_page && !matches!(tag, Tag::Html | Tag::Head | Tag::Script | Tag::Title) {
                self.element(node, tag);
            }
        }
    }

    fn take(&mut self, declaration: Declaration<'a>) {
        match declaration {
            Declaration::Title(text) => self.out.say(Field::Title, Source::Html, Rank::BEST, &collapse(text)),
            Declaration::Meta(meta) if meta.content.trim().is_empty() => {}
            Declaration::Meta(meta) => meta.names().for_each(|name| self.meta(&name, meta.content)),
            Declaration::Link { rel, href } => self.link(rel, href),
            Declaration::StructuredData(script) if self.out.asks(Source::JsonLd) => {
                script.texts().for_each(|text| self.json_ld.read(text));
            }
            Declaration::StructuredData(_) => {}
        }
    }

    fn meta(&mut self, name: &str, content: &str) {
        if name.starts_with("twitter:") {
            self.twitter.tag(name, content, &mut self.out);
        } else if let Some((field, plainness)) = open_graph::field(name) {
            say_as_written(0, field, Source::OpenGraph, Rank::of_page(plainness), content, &mut self.out);
        } else if let Some((field, plainness)) = dublin_core::field(name) {
            say_as_written(0, field, Source::DublinCore, Rank::of_page(plainness), content, &mut self.out);
        } else if let Some((field, plainness)) = meta::field(name) {
            say_as_written(0, field, Source::Meta, Rank::of_page(plainness), content, &mut self.out);
        }
    }

    fn link(&mut self, rel: &str, href: &str) {
        for rel in rel.split_ascii_whitespace() {
            let field = match rel.to_ascii_lowercase().as_str() {
                "canonical" => Field::CanonicalUrl,
                "image_src" => Field::LeadImage,
                "license" => Field::License,
                _ => continue,
            };
            self.out.say(field, Source::Html, Rank::BEST, href);
        }
    }

    fn root(&mut self, node: NodeId) {
        let dom = self.page.dom;
        for attr in [Attr::Lang, Attr::XmlLang] {
            if let Some(language) = dom.attr(node, attr) {
                self.out.say(Field::Language, Source::Html, Rank::BEST, language);
            }
        }
        if let Some(direction) = dom.attr(node, Attr::Dir) {
            self.out.say(Field::Direction, Source::Html, Rank::BEST, direction);
        }
    }

    fn element(&mut self, node: NodeId, tag: Tag) {
        let dom = self.page.dom;
        let mut found: Option<Hint> = None;
        let mut is_marked = false;
        for (attr, value) in dom.attrs(node) {
            match attr {
                Attr::Itemprop if self.out.asks(Source::Microdata) => {
                    is_marked = true;
                    microdata::read(dom, node, tag, value, &mut self.out);
                }
                Attr::Property if tag != Tag::Meta && self.out.asks(Source::Rdfa) => {
                    rdfa::read(dom, node, tag, value, &mut self.out);
                }
                Attr::Class | Attr::Id => {
                    let key = self.start.with_text(value).number();
                    let hint = *self.hints.entry(key).or_insert_with(|| byline::hint(value));
                    if hint.is_some() && (found.is_none() || hint < found) {
                        found = hint;
                    }
                }
                Attr::Rel => self.rel(node, value),
                Attr::Datetime if !matches!(tag, Tag::Time | Tag::Ins | Tag::Del) => {
                    self.clue(node, Hint::Date, Source::Time)
                }
                _ => {}
            }
        }
        match tag {
            Tag::H1 | Tag::H2 => self.heading(node, tag),
            Tag::Time if !is_marked => {
                let hint = if found == Some(Hint::Modified) { Hint::Modified } else { Hint::Date };
                return self.clue(node, hint, Source::Time);
            }
            Tag::Footer | Tag::Nav if !self.elsewhere.is_active() && !self.is_in_article(node) => {
                found = Some(Hint::Elsewhere)
            }
            _ => {}
        }
        match found {
            // Classes of the whole page say what it has, not what it is.
            Some(Hint::Elsewhere) if matches!(tag, Tag::Body | Tag::Main | Tag::Article | Tag::A) => {}
            Some(Hint::Elsewhere) => self.elsewhere.enter(dom, node),
            Some(hint) if !is_marked && tag != Tag::Body => self.clue(node, hint, Source::Byline),
            _ => {}
        }
    }

    fn is_in_article(&self, node: NodeId) -> bool {
        self.page.dom.ancestors(node).take(6).any(|above| self.page.dom.tag(above) == Some(Tag::Article))
    }

    fn rel(&mut self, node: NodeId, value: &str) {
        for rel in value.split_ascii_whitespace() {
            let field = match rel {
                "author" => return self.clue(node, Hint::AuthorName, Source::Byline),
                "tag" => Field::Tags,
                "category" => Field::Categories,
                "license" => Field::License,
                _ => continue,
            };
            if self.elsewhere.is_active() {
                return;
            }
            if field == Field::License {
                if let Some(href) = self.page.dom.attr(node, Attr::Href) {
                    self.out.say(field, Source::Html, Rank::of_page(1), href);
                }
            } else if let Some(text) = markup::line_of(self.page.dom, node, 80) {
                self.out.say(field, Source::Html, Rank::of_page(1), &text);
                // WordPress marks categories as tags, too.
                if field == Field::Categories {
                    return;
                }
            }
        }
    }

    fn clue(&mut self, node: NodeId, hint: Hint, source: Source) {
        const MAX_CLUES: usize = 2000;
        if self.out.asks(source) && self.clues.len() < MAX_CLUES {
            self.clues.push(Clue { node, hint, is_elsewhere: self.elsewhere.is_active(), source });
        }
    }

    fn heading(&mut self, node: NodeId, tag: Tag) {
        const MAX_HEADINGS: usize = 40;
        let dom = self.page.dom;
        if self.elsewhere.is_active() || self.headings.len() >= MAX_HEADINGS || !self.out.asks(Source::Html) {
            return;
        }
        if let Some(text) = markup::headline_of(dom, node, 500) {
            // What stands below a line break in a headline is a second line, or the name of the author.
            let mut parts: Vec<String> = markup::first_line(dom, node, 500).into_iter().collect();
            parts.extend(markup::first_and_rest(dom, node, 500).into_iter().flatten());
            parts.retain(|part| *part != text);
            let is_named = dom.attrs(node).any(|(attr, value)| {
                matches!(attr, Attr::Class | Attr::Id | Attr::Itemprop)
                    && ["title", "headline", "heading"].iter().any(|word| value.to_ascii_lowercase().contains(word))
            });
            let level = if tag == Tag::H1 { 1 } else { 2 };
            let links_home = markup::links_home(dom, node);
            self.headings.push(Heading { level, text, parts, node, is_named, links_home });
        }
    }

    fn finish(mut self) -> Collected {
        let Page { dom, verdicts, url, is_page, .. } = *self.page;
        if is_page {
            let extent = self.extent();
            byline::speak(dom, std::mem::take(&mut self.clues), extent, &mut self.out);
            text::read(dom, extent, |node| verdicts.keeps(node), &mut self.out);
        }
        let mut titles: Vec<String> = self.out.of(Field::Title).map(|title| title.value.clone()).collect();
        titles.extend(self.headings.iter().filter(|heading| heading.level == 1).map(|heading| heading.text.clone()));
        let article_body = self.json_ld.speak(&titles, &mut self.out).map(Cow::into_owned);
        let own = self.out.of(Field::CanonicalUrl).next().map(|address| address.value.clone());
        let has_date = |field| self.out.of(field).any(|said| crate::date::may_hold(&said.value));
        if is_page && self.out.asks(Source::Text) && !has_date(Field::Published) && !has_date(Field::Modified) {
            text::date_anywhere(dom, |node| verdicts.keeps(node), &mut self.out);
        }
        let found = [url, own.as_deref()].into_iter().flatten().find_map(|url| Some((url, address::date(url)?)));
        if let Some((url, date)) = found {
            // In folders of its own a day is that of the page; in other places the numbers may be those of a version.
            let plainness = u8::from(!address::has_folders(url));
            self.out.say(Field::Published, Source::Url, Rank::of_page(plainness), date.raw());
        }
        let text_language = self.text_language();
        Collected { statements: self.out, headings: self.headings, article_body, text_language }
    }

    /// The language that the text of a page is in, where it takes that to read a date: `08/07/2021`, `8 lip 2021`.
    #[cfg(feature = "language")]
    fn text_language(&self) -> Option<&'static str> {
        use super::language::{detect, detect_another, tag};
        use crate::date::{Convention, Date, has_digit};
        const MAX_BYTES: usize = 3000;
        let Page { dom, verdicts, is_page, .. } = *self.page;
        let is_open = |field| {
            let is_read = |raw: &str| {
                // A year of another calendar is read, too, but it is none of ours.
                let day = Date::parse_after(raw, Convention::default()).ymd();
                day.is_some_and(|(year, ..)| (1900..2200).contains(&year))
            };
            self.out.of(field).any(|said| has_digit(&said.value) && !is_read(&said.value))
        };
        let said = self.out.of(Field::Language).find_map(|said| tag(&said.value));
        let is_doubtful = said.as_deref().is_none_or(|tag| tag == "en" || tag.starts_with("en-"));
        if !is_page || !is_doubtful || !is_open(Field::Published) && !is_open(Field::Modified) {
            return None;
        }
        let mut text = String::new();
        for node in (0..dom.len()).map(NodeId::from_index) {
            if dom.kind(node) == NodeKind::Text && verdicts.keeps(node) && !dom.text(node).trim().is_empty() {
                text.push_str(dom.text(node));
                text.push(' ');
            }
            if text.len() >= MAX_BYTES {
                break;
            }
        }
        let found = if said.is_some() { detect_another(&text, "en") } else { detect(&text) };
        found.map(|found| found.tag)
    }

    #[cfg(not(feature = "language"))]
    fn text_language(&self) -> Option<&'static str> {
        None
    }

    /// Where the article begins and ends: its first and last text that is more than a few words.
    fn extent(&self) -> Extent {
        let Page { dom, verdicts, .. } = *self.page;
        let is_text = |&index: &usize| {
            let node = NodeId::from_index(index);
            dom.kind(node) == NodeKind::Text && verdicts.keeps(node) && dom.text(node).trim().len() >= 30
        };
        let first = (0..dom.len()).find(is_text).unwrap_or(0);
        let last = (0..dom.len()).rev().find(is_text).unwrap_or(first);
        let headline = self
            .headings
            .iter()
            .filter(|heading| heading.level == 1)
            .min_by_key(|heading| heading.node.index().abs_diff(first))
            .map(|heading| heading.node.index());
        Extent { headline, first, last }
    }
}
