//! When it was published, and when changed.

use super::Metadata;
use super::rank::Proximity;
use super::statement::{Statement, Statements};
use super::{Field, Source};
use crate::date::{Clock, Convention, Date, Order, order_of};

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

/// Fills the dates that are empty, given the language of the page and its address.
pub(super) fn choose(
    metadata: &mut Metadata,
    all: &Statements,
    clock: Clock,
    language: Option<&str>,
    url: Option<&str>,
) {
    let clock = clock.with_convention(convention(all, language, url, clock));
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
            .filter(|(_, said)| said.rank.proximity <= Proximity::Above)
            .filter_map(|(_, said)| Some((clock.read(&said.value)?, said)))
            .collect();
        let (mut date, mut source) = agreed(&said, &trusted.0).unwrap_or(trusted);
        if source != Source::Url
            && let Some(shown) = shown_before(&said, &date)
        {
            (date, source) = shown;
        }
        if source != Source::Url
            && let Some(first) = first_address(&said, &date)
        {
            (date, source) = (first, Source::Url);
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
        let nearness = match (said.source, said.rank.proximity) {
            (Source::Url, _) => Nearness::Address,
            (Source::Time | Source::Byline, Proximity::Beside | Proximity::Above) => Nearness::Headline,
            (Source::Text, Proximity::Beside | Proximity::Above) => Nearness::Line,
            (Source::Time | Source::Byline | Source::Text, Proximity::Elsewhere) => Nearness::Others,
            (Source::Time | Source::Byline | Source::Text, _) => Nearness::Elsewhere,
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
        Source::Text => said.rank.plainness == 0 && other.is_about(first),
        source => source == Source::Time && other.is_about(first),
    });
    let ((year, month, day), machine) = (first.ymd()?, date.ymd()?);
    let is_before = (year, month, day) < machine && !first.is_about(date) && (year, day, month) != machine;
    (is_alone && is_line && is_before).then(|| (first.clone(), statement.source))
}

/// The day in folders of the address, where it is days before the date that is believed: a page gets its address when it is first
/// published, and keeps it when systems renew its dates.
fn first_address(said: &[(Date, &Statement)], date: &Date) -> Option<Date> {
    let (first, _) = said.iter().find(|(_, said)| said.source == Source::Url && said.rank.plainness == 0)?;
    (first.ymd()? < date.ymd()? && !first.is_about(date)).then(|| first.clone())
}

fn is_shown(source: Source) -> bool {
    matches!(source, Source::Time | Source::Byline | Source::Text)
}

/// How the page writes its dates. Where one of them leaves open which number is the day, and only one way to read it is a
/// day that the page tells elsewhere, it is read that way; else after other dates of the kind, whose day is past the
/// twelfth; else after language and address.
fn convention(all: &Statements, language: Option<&str>, url: Option<&str>, clock: Clock) -> Convention {
    let said = || all.of(Field::Published).chain(all.of(Field::Modified)).map(|said| said.value.as_str());
    let convention = Convention::of(language, url).with_dates(said());
    let mut open = said().filter(|date| order_of(date) == Order::Either).peekable();
    if open.peek().is_none() {
        return convention;
    }
    let day = |date: &str, order| clock.with_convention(convention.with_order(order)).read(date)?.ymd();
    let plain: Vec<_> = said().filter_map(|date| day(date, Order::Unknown)).collect();
    let (mut day_first, mut month_first) = (false, false);
    for date in open {
        let is_told = |order| day(date, order).is_some_and(|day| plain.contains(&day));
        match (is_told(Order::DayFirst), is_told(Order::MonthFirst)) {
            (true, false) => day_first = true,
            (false, true) => month_first = true,
            _ => {}
        }
    }
    match (day_first, month_first) {
        (true, false) => convention.with_order(Order::DayFirst),
        (false, true) => convention.with_order(Order::MonthFirst),
        _ => convention,
    }
}
