//! A page as a row of the output.

use super::http;
use super::record::Record;
use super::select::Select;
use crate::report::guarded;
use bodytext::{Article, EmptyReason, Extractor, Hints, Options};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// What came of a page.
#[derive(Debug)]
pub(super) struct Outcome {
    /// None where an article like this was not asked for.
    pub(super) row: Option<Row>,
    pub(super) status: &'static str,
    pub(super) reason: Option<&'static str>,
    /// Whether a limit was reached.
    pub(super) is_limited: bool,
}

/// A row: what the record says, and the article.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) url: String,
    pub(super) date: Option<String>,
    pub(super) id: Option<String>,
    pub(super) truncated: Option<&'static str>,
    /// None where extraction failed.
    pub(super) article: Option<Article>,
    /// Why it failed.
    pub(super) error: Option<String>,
}

/// Makes rows of records, one after the other.
pub(super) struct Worker<'a> {
    extractor: Extractor,
    options: &'a Options,
    hints: &'a Hints,
    select: &'a Select,
}

impl<'a> Worker<'a> {
    pub(super) fn new(options: &'a Options, hints: &'a Hints, select: &'a Select) -> Worker<'a> {
        Worker { extractor: Extractor::new(options.clone()), options, hints, select }
    }

    /// The row of a page. A page on which the library panics is a row with the status `failed`.
    pub(super) fn work(&mut self, mut record: Record) -> Outcome {
        let max_bytes = self.select.max_bytes();
        let hints = self.hints_of(&record);
        let caught = guarded(|| {
            http::decode(&mut record, max_bytes);
            self.extractor.extract_bytes(&record.body, &hints)
        });
        let (article, error) = match caught {
            Ok(article) => (Some(article), None),
            Err(message) => {
                // What a panic has left behind in it is not known.
                self.extractor = Extractor::new(self.options.clone());
                (None, Some(message))
            }
        };
        let (status, reason) = codes(article.as_ref());
        let is_limited = article.as_ref().is_some_and(|article| article.limits().next().is_some());
        let is_wanted = article.as_ref().is_none_or(|article| self.select.has(article));
        let truncated = record.truncated.map(super::record::Truncated::as_str);
        let row =
            is_wanted.then_some(Row { url: record.url, date: record.date, id: record.id, truncated, article, error });
        Outcome { row, status, reason, is_limited }
    }

    /// What the record says of its page.
    fn hints_of(&self, record: &Record) -> Hints {
        let mut hints = self.hints.clone().with_url(record.url.as_str());
        if let Some(content_type) = record.content_type.as_deref().filter(|_| self.hints.content_type().is_none()) {
            hints = hints.with_content_type(content_type);
        }
        // What a page calls yesterday is the day before it was taken.
        if let Some(time) = record.date.as_deref().and_then(time_of) {
            hints = hints.with_reference_time(time);
        }
        hints
    }
}

/// The time that a record names.
fn time_of(date: &str) -> Option<SystemTime> {
    let seconds = date.parse::<jiff::Timestamp>().ok()?.as_second();
    UNIX_EPOCH.checked_add(Duration::from_secs(u64::try_from(seconds).ok()?))
}

/// The codes of an article's status and of the reason; that of no article is `failed`.
pub(super) fn codes(article: Option<&Article>) -> (&'static str, Option<&'static str>) {
    match article.map(Article::status) {
        None => ("failed", None),
        Some(status) => (status.as_str(), status.reason().map(EmptyReason::as_str)),
    }
}
