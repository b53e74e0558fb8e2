//! Whom to believe: one value for each field out of what the sources say.
//!
//! For most fields that is the first in the order of trust that has a usable value. Titles are chosen by agreement, see
//! [`title`]; authors and dates only among what can be one.

use super::collect::Collected;
use super::date::{Clock, Date};
use super::field::{Field, Source};
use super::statement::{Statement, Statements};
use super::title::SiteNames;
use super::{Candidate, Metadata, authors, language, title};
use crate::image::Image;
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

/// When it was published: what is written for machines first, then what is shown.
const TRUST_IN_DATES: &[Source] = &[
    Source::JsonLd,
    Source::OpenGraph,
    Source::Microdata,
    Source::Rdfa,
    Source::Meta,
    Source::DublinCore,
    Source::Time,
    Source::Byline,
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
    let Collected { statements, headings, .. } = collected;
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
        let (found, source) = authors::choose(all, &organisations);
        if let Some(source) = source {
            metadata.authors = found;
            metadata.sources.insert(Field::Authors, source);
        }
    }
    dates(metadata, all, clock);
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
        && let Some((tag, source)) =
            each(all, Field::Language, TRUST_IN_HTML).find_map(|said| Some((language::tag(&said.value)?, said.source)))
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

fn dates(metadata: &mut Metadata, all: &Statements, clock: Clock) {
    let find = |field| {
        each_date(all, field).find_map(|(nearness, said)| Some((nearness, clock.read(&said.value)?, said.source)))
    };
    let modified = find(Field::Modified);
    let is_beside_headline = modified.as_ref().is_some_and(|(nearness, ..)| *nearness < Nearness::Elsewhere);
    if metadata.modified.is_none()
        && let Some((_, date, source)) = modified
    {
        metadata.modified = Some(date);
        metadata.sources.insert(Field::Modified, source);
    }
    // Where the page tells when it was changed, dates among its teasers do not tell when it was published.
    let published =
        find(Field::Published).filter(|(nearness, ..)| *nearness < Nearness::Elsewhere || !is_beside_headline);
    if metadata.published.is_none()
        && let Some((_, date, source)) = published
    {
        let trusted = (date, source);
        let said: Vec<(Date, &Statement)> = each_date(all, Field::Published)
            .filter(|(_, said)| said.rank < 4)
            .filter_map(|(_, said)| Some((clock.read(&said.value)?, said)))
            .collect();
        let (mut date, mut source) = agreed(&said, &trusted.0).unwrap_or(trusted);
        if source != Source::Url
            && let Some(shown) = shown_before(&said, &date)
        {
            (date, source) = shown;
        }
        // Systems often write UTC where the page shows the time, or the day alone, that its readers know.
        let is_confirmed = said.iter().any(|(other, said)| said.source == Source::Url && other.ymd() == date.ymd());
        let is_day = |source| matches!(source, Source::Byline | Source::Url) && !is_confirmed;
        let is_local = |other: &Date, said: &Statement| {
            other.is_same_in_own_zone(&date) || is_day(said.source) && other.is_day_in_own_zone(&date)
        };
        if let Some((local, said)) = said.iter().find(|(other, said)| is_local(other, said)) {
            (date, source) = (local.clone(), said.source);
        }
        metadata.published = Some(date);
        metadata.sources.insert(Field::Published, source);
    }
}

/// Where a date is told, the most trusted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    /// Written for machines.
    Markup,
    /// Shown beside the headline.
    Headline,
    Address,
    /// A line beside the headline, not marked.
    Line,
    /// Shown elsewhere: mostly about something else.
    Elsewhere,
    /// Among teasers and comments.
    Others,
}

/// What is said of a date, the most trusted first.
fn each_date(all: &Statements, field: Field) -> impl Iterator<Item = (Nearness, &Statement)> {
    let place = |said: &Statement| {
        let trust = TRUST_IN_DATES.iter().position(|source| *source == said.source)?;
        let nearness = match (said.source, said.rank) {
            (Source::Url, _) => Nearness::Address,
            (Source::Time | Source::Byline, 0..4) => Nearness::Headline,
            (Source::Text, 0..4) => Nearness::Line,
            (Source::Time | Source::Byline | Source::Text, 0..12) => Nearness::Elsewhere,
            (Source::Time | Source::Byline | Source::Text, _) => Nearness::Others,
            _ => Nearness::Markup,
        };
        Some((nearness, trust, said.rank, said.place))
    };
    let mut said: Vec<_> = all.of(field).filter_map(|said| Some((place(said)?, said))).collect();
    said.sort_by_key(|(place, _)| *place);
    said.into_iter().map(|((nearness, ..), said)| (nearness, said))
}

/// The date for which more kinds of sources speak than for the one that is trusted most, if there is such a one. Dates less
/// than two days apart are the same one, told in several zones; what the page shows is one source, however it is marked.
fn agreed(said: &[(Date, &Statement)], trusted: &Date) -> Option<(Date, Source)> {
    let kind = |source| if is_shown(source) { Source::Byline } else { source };
    let support = |date: &Date| {
        let mut kinds: Vec<Source> = Vec::new();
        for kind in said.iter().filter(|(other, _)| other.is_about(date)).map(|(_, said)| kind(said.source)) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        kinds.len()
    };
    let least = support(trusted).max(1) + 1;
    said.iter().find(|(date, _)| support(date) >= least).map(|(date, said)| (date.clone(), said.source))
}

/// The one date that the page shows beside its headline, where what is written for machines has a later one: systems renew
/// theirs when a page is moved, and then the reader's is right.
fn shown_before(said: &[(Date, &Statement)], date: &Date) -> Option<(Date, Source)> {
    let mut shown = said.iter().filter(|(_, said)| is_shown(said.source));
    let (first, statement) = shown.next()?;
    let is_alone = shown.all(|(other, _)| other.is_about(first));
    let is_line = said.iter().any(|(other, said)| match said.source {
        Source::Text => said.rank % 2 == 0 && other.is_about(first),
        source => source == Source::Time && other.is_about(first),
    });
    let ((year, month, day), machine) = (first.ymd()?, date.ymd()?);
    let is_before = (year, month, day) < machine && !first.is_about(date) && (year, day, month) != machine;
    (is_alone && is_line && is_before).then(|| (first.clone(), statement.source))
}

fn is_shown(source: Source) -> bool {
    matches!(source, Source::Time | Source::Byline | Source::Text)
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
