//! Whom to believe: one value for each field out of what the sources say.
//!
//! For most fields that is the first in the order of trust that has a usable value. Titles are chosen by agreement, see
//! [`title`]; authors and dates only among what can be one.

#[cfg(feature = "language")]
use super::Direction;
use super::collect::{Collected, Heading};
use super::statement::Statements;
use super::title::SiteNames;
use super::trust::most_trusted_first;
use super::{Candidate, Field, Metadata, Source, accept, authors, dates, language, title};
use crate::article::Image;
use crate::date::{Clock, Date};
use crate::text::cjk;
use crate::url::Resolver;

/// The order of trust where a field has none of its own.
const TRUST: &[Source] = &[
    Source::JsonLd,
    Source::OpenGraph,
    Source::Microdata,
    Source::DublinCore,
    Source::Meta,
    Source::TwitterCard,
    Source::Rdfa,
    Source::Html,
    Source::Byline,
    Source::Time,
    Source::Url,
    Source::Text,
];

/// HTML knows its own language and address best.
const TRUST_IN_HTML: &[Source] = &[
    Source::Html,
    Source::OpenGraph,
    Source::JsonLd,
    Source::Meta,
    Source::Microdata,
    Source::DublinCore,
    Source::Rdfa,
];

/// What a page shows as its picture elsewhere is chosen with most care.
const TRUST_IN_IMAGES: &[Source] = &[
    Source::OpenGraph,
    Source::JsonLd,
    Source::TwitterCard,
    Source::Microdata,
    Source::Html,
    Source::Meta,
    Source::Rdfa,
];

/// How a field gets its value that takes no more than an order of trust: from the first statement that can be one.
struct Rule {
    field: Field,
    /// The sources that are asked, the most trusted first.
    trust: &'static [Source],
    is_empty: fn(&Metadata) -> bool,
    /// Puts in the value that a statement comes to; false where it comes to none.
    accept: fn(&mut Metadata, &str, &Resolver) -> bool,
}

macro_rules! rules {
    ($($field:ident: $slot:ident, $trust:ident, $value:path;)+) => {
        [$(Rule {
            field: Field::$field,
            trust: $trust,
            is_empty: |metadata| metadata.$slot.is_none(),
            accept: |metadata, said, resolver| {
                metadata.$slot = $value(said, resolver);
                metadata.$slot.is_some()
            },
        }),+]
    };
}

/// A field, where its value stands, whom to believe, and what becomes of a statement. In this order the addresses use up the
/// [`Resolver`]'s room.
const RULES: [Rule; 11] = rules! {
    SiteName: site_name, TRUST_IN_IMAGES, accept::as_written;
    Description: description, TRUST, accept::as_written;
    Section: section, TRUST, accept::as_written;
    License: license, TRUST_IN_HTML, accept::as_written;
    Publisher: publisher, TRUST, accept::name;
    LeadImage: lead_image, TRUST_IN_IMAGES, accept::image;
    Thumbnail: thumbnail, TRUST_IN_IMAGES, accept::image;
    Language: language, TRUST_IN_HTML, accept::language;
    CanonicalUrl: canonical_url, TRUST_IN_HTML, accept::address;
    Direction: direction, TRUST_IN_HTML, accept::direction;
    ReadingMinutes: reading_minutes, TRUST, accept::minutes;
};

/// Fills the fields of `metadata` that are empty.
pub(super) fn fill(
    metadata: &mut Metadata,
    collected: Collected,
    clock: Clock,
    url: Option<&str>,
    resolver: &Resolver,
) {
    let Collected { statements, headings, text_language, .. } = collected;
    // For the reading of dates the language that the text shows is believed before the one that the page says.
    let language_of_dates = metadata.language.clone().or_else(|| text_language.map(str::to_owned));
    for rule in &RULES {
        if !(rule.is_empty)(metadata) {
            continue;
        }
        let taken = most_trusted_first(&statements, rule.field, rule.trust)
            .find(|said| (rule.accept)(metadata, &said.value, resolver));
        if let Some(said) = taken {
            metadata.sources.insert(rule.field, said.source);
        }
    }
    fill_direction(metadata);
    fill_title_and_authors(metadata, &statements, &headings, url);
    let language = language_of_dates.or_else(|| metadata.language.clone());
    dates::choose(metadata, &statements, clock, language.as_deref(), url);
    fill_lists(metadata, &statements);
    note_candidates(metadata, statements, headings);
}

/// The direction of the language, where the page says that and not its direction.
fn fill_direction(metadata: &mut Metadata) {
    if metadata.direction.is_none()
        && let (Some(tag), Some(source)) = (&metadata.language, metadata.source(Field::Language))
        && source != Source::FrontMatter
    {
        metadata.direction = Some(language::direction_of(tag));
        metadata.sources.insert(Field::Direction, source);
    }
}

/// Title and authors, which are not called as the site is.
fn fill_title_and_authors(metadata: &mut Metadata, all: &Statements, headings: &[Heading], url: Option<&str>) {
    let document = all.of(Field::Title).find(|said| said.source == Source::Html).map(|said| said.value.as_str());
    // Some put the title where the name of the site belongs.
    let site = metadata
        .site_name
        .as_deref()
        .filter(|name| document.is_none_or(|title| !title.starts_with(name)) || name.len() < 20);
    let names = || site.into_iter().chain(metadata.publisher.as_deref());
    let sites = SiteNames::new(names(), url);
    let organisations = SiteNames::new(names(), None);
    if metadata.title.is_none()
        && let Some((found, source)) = title::choose(all, headings, &sites)
    {
        metadata.title = Some(found);
        metadata.sources.insert(Field::Title, source);
    }
    if metadata.authors.is_empty() {
        let guesses = organisations.with_guesses(document, url);
        let (found, source) = authors::choose(all, &organisations, &guesses);
        if let Some(source) = source {
            metadata.authors = found;
            metadata.sources.insert(Field::Authors, source);
        }
    }
}

/// The fields that are lists, from all that the best source says with one rank.
fn fill_lists(metadata: &mut Metadata, all: &Statements) {
    for (field, slot) in [(Field::Tags, &mut metadata.tags), (Field::Categories, &mut metadata.categories)] {
        if slot.is_empty()
            && let Some(best) = most_trusted_first(all, field, TRUST).next()
        {
            *slot = all
                .of(field)
                .filter(|said| said.source == best.source && said.rank == best.rank)
                .map(|said| said.value.clone())
                .collect();
            metadata.sources.insert(field, best.source);
        }
    }
}

/// Keeps what was said and not taken.
fn note_candidates(metadata: &mut Metadata, statements: Statements, headings: Vec<Heading>) {
    let shown = headings.into_iter().filter(|heading| heading.level == 1);
    let shown = shown.map(|heading| (Field::Title, Source::Html, heading.text));
    let said = statements.into_list().into_iter().map(|said| (said.field, said.source, said.value));
    for (field, source, value) in shown.chain(said) {
        let candidate = Candidate { field, source, value };
        if !is_taken(metadata, &candidate) && !metadata.candidates.contains(&candidate) {
            metadata.candidates.push(candidate);
        }
    }
}

/// Whether a candidate is what stands in its field.
fn is_taken(metadata: &Metadata, candidate: &Candidate) -> bool {
    let Candidate { field, source, value } = candidate;
    let is = |taken: &Option<String>| taken.as_ref() == Some(value);
    let is_date = |date: &Option<Date>| date.as_ref().is_some_and(|date| date.raw() == value);
    let is_image = |image: &Option<Image>| image.as_ref().is_some_and(|image| image.raw == *value);
    metadata.source(*field) == Some(*source)
        && match field {
            Field::Title => is(&metadata.title),
            Field::Authors => metadata.authors.contains(value),
            Field::Published => is_date(&metadata.published),
            Field::Modified => is_date(&metadata.modified),
            Field::Categories => metadata.categories.contains(value),
            Field::Tags => metadata.tags.contains(value),
            Field::Description => is(&metadata.description),
            Field::LeadImage => is_image(&metadata.lead_image),
            Field::Thumbnail => is_image(&metadata.thumbnail),
            Field::SiteName => is(&metadata.site_name),
            Field::Publisher => is(&metadata.publisher),
            Field::Section => is(&metadata.section),
            Field::License => is(&metadata.license),
            Field::CanonicalUrl => is(&metadata.canonical_url),
            // These are not kept as they are written.
            Field::Language | Field::Direction | Field::ReadingMinutes | Field::Comments | Field::Draft => true,
        }
}

/// The lead image as it stands in the body, where it does: the same picture is not two.
pub(super) fn find_in_body(metadata: &mut Metadata, images: &[Image]) {
    let Some(lead) = &mut metadata.lead_image else { return };
    let is_lead = |image: &&Image| {
        image.url() == lead.url() || image.candidates().iter().any(|candidate| candidate.url() == lead.url())
    };
    if let Some(image) = images.iter().find(is_lead) {
        *lead = image.clone();
    }
}

/// Adds what the text of the article itself gives away: how long it takes to read, and its first large image.
pub(super) fn complete(metadata: &mut Metadata, text: &str, images: &[Image]) {
    if metadata.reading_minutes.is_none() && !text.is_empty() {
        metadata.reading_minutes = Some(reading_minutes(text));
        metadata.sources.insert(Field::ReadingMinutes, Source::Text);
    }
    if metadata.lead_image.is_some() {
        return;
    }
    let is_small = |length: Option<u32>| length.is_some_and(|length| length < 200);
    let is_vector = |image: &Image| image.raw.split(['?', '#']).next().is_some_and(|path| path.ends_with(".svg"));
    let is_large = |image: &&Image| !is_small(image.width) && !is_small(image.height) && !is_vector(image);
    if let Some(image) = images.iter().find(is_large) {
        metadata.lead_image = Some(image.clone());
        metadata.sources.insert(Field::LeadImage, Source::Text);
    }
}

/// The language of the text, where the page does not say one, or says what pages say that were made from a template: English.
#[cfg(feature = "language")]
pub(super) fn find_language(metadata: &mut Metadata, text: &str) {
    let said = metadata.language.as_deref();
    let is_doubtful = said.is_none_or(|tag| tag == "en" || tag.starts_with("en-"));
    if !is_doubtful || matches!(metadata.source(Field::Language), Some(Source::FrontMatter | Source::Caller)) {
        return;
    }
    let found = if said.is_some() { language::detect_another(text, "en") } else { language::detect(text) };
    let Some(found) = found else { return };
    if let (Some(value), Some(&source)) = (metadata.language.take(), metadata.sources.get(&Field::Language)) {
        metadata.candidates.push(Candidate { field: Field::Language, source, value });
        // It was the direction of what the page is not in.
        if metadata.source(Field::Direction) == Some(source) && metadata.direction == Some(Direction::LeftToRight) {
            metadata.direction = None;
        }
    }
    metadata.language = Some(found.tag.to_owned());
    metadata.language_confidence = Some(found.confidence);
    metadata.sources.insert(Field::Language, Source::Text);
    if metadata.direction.is_none() {
        metadata.direction = Some(language::direction_of(found.tag));
        metadata.sources.insert(Field::Direction, Source::Text);
    }
}

/// Minutes at 230 words a minute, or 450 characters of Chinese and Japanese.
fn reading_minutes(text: &str) -> u32 {
    // Their characters begin with these bytes; most texts hold none, and are not decoded.
    let may_be_cjk = text.bytes().any(|byte| byte >= 0xE3);
    let han = if may_be_cjk { text.chars().filter(|&c| cjk::is_cjk(c)).count() } else { 0 };
    let words = text.split_ascii_whitespace();
    let words = match han {
        0 => words.count(),
        _ => words.filter(|word| word.starts_with(|c: char| !cjk::is_cjk(c))).count(),
    };
    u32::try_from((words * 60 / 230 + han * 60 / 450).div_ceil(60).max(1)).unwrap_or(u32::MAX)
}
