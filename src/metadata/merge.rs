//! Whom to believe: one value for each field out of what the sources say.
//!
//! For most fields that is the first in the order of trust that has a usable value. Titles are chosen by agreement, see
//! [`title`]; authors and dates only among what can be one.

#[cfg(feature = "language")]
use super::Direction;
use super::collect::Collected;
use super::date::{Clock, Date};
use super::statement::{Statement, Statements};
use super::title::SiteNames;
use super::{Candidate, Metadata, authors, dates, language, title};
use super::{Field, Source};
use crate::article::Image;
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

/// Fills the fields of `metadata` that are empty.
pub(super) fn fill(
    metadata: &mut Metadata,
    collected: Collected,
    clock: Clock,
    url: Option<&str>,
    resolver: &Resolver,
) {
    let Collected { statements, headings, text_language, .. } = collected;
    let all = &statements;
    if metadata.site_name.is_none()
        && let Some(found) = first(all, Field::SiteName, TRUST_IN_IMAGES)
    {
        metadata.site_name = Some(found.value.clone());
        metadata.sources.insert(Field::SiteName, found.source);
    }
    let texts = [
        (Field::Description, TRUST, &mut metadata.description),
        (Field::Section, TRUST, &mut metadata.section),
        (Field::License, TRUST_IN_HTML, &mut metadata.license),
    ];
    for (field, trust, slot) in texts {
        if slot.is_none()
            && let Some(found) = first(all, field, trust)
        {
            *slot = Some(found.value.clone());
            metadata.sources.insert(field, found.source);
        }
    }
    let is_address = |text: &str| text.contains("://") || text.starts_with("//");
    if metadata.publisher.is_none()
        && let Some(found) = each(all, Field::Publisher, TRUST).find(|found| !is_address(&found.value))
    {
        metadata.publisher = Some(found.value.clone());
        metadata.sources.insert(Field::Publisher, found.source);
    }
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
        && let Some((found, source)) = title::choose(all, &headings, &sites)
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
    let language = metadata
        .language
        .clone()
        .or_else(|| text_language.map(str::to_owned))
        .or_else(|| language_of(all).map(|(tag, _)| tag));
    dates::choose(metadata, all, clock, language.as_deref(), url);
    for (field, slot) in [(Field::Tags, &mut metadata.tags), (Field::Categories, &mut metadata.categories)] {
        if slot.is_empty()
            && let Some(best) = first(all, field, TRUST)
        {
            *slot = all
                .of(field)
                .filter(|said| said.source == best.source && said.rank == best.rank)
                .map(|said| said.value.clone())
                .collect();
            metadata.sources.insert(field, best.source);
        }
    }
    for (field, slot) in [(Field::LeadImage, &mut metadata.lead_image), (Field::Thumbnail, &mut metadata.thumbnail)] {
        if slot.is_none()
            && let Some((image, source)) =
                each(all, field, TRUST_IN_IMAGES).find_map(|said| Some((image(&said.value, resolver)?, said.source)))
        {
            *slot = Some(image);
            metadata.sources.insert(field, source);
        }
    }
    if metadata.language.is_none()
        && let Some((tag, source)) = language_of(all)
    {
        metadata.language = Some(tag);
        metadata.sources.insert(Field::Language, source);
    }
    if metadata.canonical_url.is_none() {
        let address = |said: &Statement| match is_address(&said.value) && !said.value.starts_with("//") {
            true => Some(said.value.clone()),
            false => resolver.resolve(&said.value),
        };
        if let Some((url, source)) =
            each(all, Field::CanonicalUrl, TRUST_IN_HTML).find_map(|said| Some((address(said)?, said.source)))
        {
            metadata.canonical_url = Some(url);
            metadata.sources.insert(Field::CanonicalUrl, source);
        }
    }
    if metadata.direction.is_none()
        && let Some((direction, source)) = each(all, Field::Direction, TRUST_IN_HTML)
            .find_map(|said| Some((language::direction(&said.value)?, said.source)))
    {
        metadata.direction = Some(direction);
        metadata.sources.insert(Field::Direction, source);
    }
    if metadata.direction.is_none()
        && let (Some(tag), Some(source)) = (&metadata.language, metadata.sources.get(&Field::Language).copied())
        && source != Source::FrontMatter
    {
        metadata.direction = Some(language::direction_of(tag));
        metadata.sources.insert(Field::Direction, source);
    }
    if metadata.reading_minutes.is_none()
        && let Some((minutes, source)) =
            each(all, Field::ReadingMinutes, TRUST).find_map(|said| Some((minutes(&said.value)?, said.source)))
    {
        metadata.reading_minutes = Some(minutes);
        metadata.sources.insert(Field::ReadingMinutes, source);
    }
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

/// What is said of a field, the most trusted first.
pub(super) fn each<'s>(
    all: &'s Statements,
    field: Field,
    trust: &'static [Source],
) -> impl Iterator<Item = &'s Statement> {
    let mut said: Vec<(usize, &Statement)> = all
        .of(field)
        .filter_map(|said| Some((trust.iter().position(|source| *source == said.source)?, said)))
        .collect();
    said.sort_by_key(|(trust, said)| (*trust, said.rank, said.place));
    said.into_iter().map(|(_, said)| said)
}

fn first<'s>(all: &'s Statements, field: Field, trust: &'static [Source]) -> Option<&'s Statement> {
    each(all, field, trust).next()
}

/// The language that the page says it is in, and where it says so.
fn language_of(all: &Statements) -> Option<(String, Source)> {
    each(all, Field::Language, TRUST_IN_HTML).find_map(|said| Some((language::tag(&said.value)?, said.source)))
}

fn image(value: &str, resolver: &Resolver) -> Option<Image> {
    let raw = value.trim();
    let is_address = !raw.contains([' ', '\n', '<', '{']) && raw.contains(['/', '.']) && !raw.starts_with("data:");
    is_address.then(|| Image { raw: raw.to_owned(), resolved: resolver.resolve(raw), ..Image::default() })
}

/// Minutes as `PT5M`, `PT1H30M`, `5`, or in words: `5 min read`.
fn minutes(text: &str) -> Option<u32> {
    let text = text.trim();
    let number = |text: &str| text.parse::<u32>().ok().filter(|minutes| (1..=1000).contains(minutes));
    if let Some(rest) = text.strip_prefix("PT").or_else(|| text.strip_prefix("P0DT")) {
        let (hours, rest) = rest.split_once('H').map_or((0, rest), |(hours, rest)| (hours.parse().unwrap_or(0), rest));
        let (minutes, _) =
            rest.split_once('M').map_or((0, rest), |(minutes, rest)| (minutes.parse().unwrap_or(0), rest));
        let all: u32 = u32::checked_add(u32::checked_mul(hours, 60)?, minutes)?;
        return (1..=1000).contains(&all).then_some(all);
    }
    let digits = text.split(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty())?;
    number(digits).filter(|_| text.len() <= 40)
}
