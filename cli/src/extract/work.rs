//! What is done with one input.

use super::args::StatusKind;
use super::render::{About, Renderer};
use super::target::ends_all;
use crate::file::{is_same, write_file};
use crate::input::{self, Columns, Content, Input, Page};
use crate::report::{guarded, reason};
use bodytext::{Article, Extractor, Hints, Metadata, Options, Status};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// How every input is treated.
#[derive(Debug)]
pub(super) struct Settings {
    pub(super) options: Options,
    /// What is known of all inputs.
    pub(super) hints: Hints,
    pub(super) columns: Columns,
    pub(super) renderer: Renderer,
    pub(super) min_confidence: Option<f32>,
    /// What is written; empty for all.
    pub(super) status: Vec<StatusKind>,
    pub(super) overwrite: bool,
}

/// What became of an input.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) name: String,
    pub(super) outcome: Outcome,
    pub(super) warnings: Vec<String>,
    /// How far progress goes on.
    pub(super) weight: u64,
}

#[derive(Debug)]
pub(super) enum Outcome {
    /// It was read.
    Article { status: Status, is_limited: bool, bytes: usize, fate: Fate },
    /// Passed over on purpose: why.
    Skipped(&'static str),
    /// It could not be read: why.
    Failed(String),
    /// Its output could not be written, with the reason; others may be.
    Unwritten(String),
    /// No output can be written any more.
    Broken(PathBuf, io::Error),
}

/// Where an article goes.
#[derive(Debug)]
pub(super) enum Fate {
    /// Into the stream, as these bytes.
    Rendered(Vec<u8>),
    /// Into a file of its own, which was done.
    Written,
    /// Nowhere: its status or its confidence is not what was asked for.
    Unwanted,
}

/// Does the work, one input after the other.
#[derive(Debug)]
pub(super) struct Worker<'s> {
    settings: &'s Settings,
    extractor: Extractor,
}

impl<'s> Worker<'s> {
    pub(super) fn new(settings: &'s Settings) -> Worker<'s> {
        Worker { settings, extractor: Extractor::new(settings.options.clone()) }
    }

    /// Reads an input, extracts its article and renders it; writes it where it has a file of its own. Nothing that an input holds
    /// ends the run.
    pub(super) fn work(&mut self, input: Input, output: Option<&Path>) -> Done {
        let (name, weight) = (input.name.clone(), input.weight);
        let mut warnings = Vec::new();
        let outcome = match guarded(|| self.outcome(input, output, &mut warnings)) {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(message)) => Outcome::Failed(message),
            Err(message) => {
                self.extractor = Extractor::new(self.settings.options.clone());
                Outcome::Failed(message)
            }
        };
        Done { name, outcome, warnings, weight }
    }

    fn outcome(&mut self, input: Input, output: Option<&Path>, warnings: &mut Vec<String>) -> Result<Outcome, String> {
        if let Content::Skipped(why) = input.content {
            return Ok(Outcome::Skipped(why));
        }
        if !matches!(input.content, Content::Failed(_))
            && let Some(path) = output
            && path.exists()
        {
            if !self.settings.overwrite {
                return Ok(Outcome::Skipped("output exists"));
            }
            if let Content::File(file) = &input.content
                && is_same(file, path)
            {
                return Err("its output would replace it".to_owned());
            }
        }
        let Input { file, record, hints, content, .. } = input;
        let hints = over(&hints, &self.settings.hints);
        let (mut article, hints, bytes) = self.article(content, hints, warnings)?;
        if let Some(message) = input::why_no_text(&article) {
            return Err(message);
        }
        warnings.extend(input::warnings(&article));
        let (status, is_limited) = (article.status(), article.limits().next().is_some());
        let done = |fate| Outcome::Article { status, is_limited, bytes, fate };
        if !self.is_wanted(&article) {
            return Ok(done(Fate::Unwanted));
        }
        if self.settings.renderer.has_metadata()
            && let Some(url) = hints.url()
        {
            // Where the page does not say it itself.
            article.metadata_mut().fill_from(&Metadata::new().with_canonical_url(url));
        }
        let about = About { file: &file, record, url: hints.url() };
        let rendered = self.settings.renderer.render(about, &article).map_err(|error| error.to_string())?;
        Ok(done(match output {
            None => Fate::Rendered(rendered),
            Some(path) => match write(path, &rendered) {
                Ok(()) => Fate::Written,
                Err(error) if ends_all(&error) => return Ok(Outcome::Broken(path.to_owned(), error)),
                Err(error) => {
                    let message = format!("cannot write {}: {}", path.display(), reason(&error));
                    return Ok(Outcome::Unwritten(message));
                }
            },
        }))
    }

    /// The article of an input, with all that is known of it and the bytes of its HTML.
    fn article(
        &mut self,
        content: Content,
        hints: Hints,
        warnings: &mut Vec<String>,
    ) -> Result<(Article, Hints, usize), String> {
        let record = match content {
            Content::File(path) => {
                let (page, warning) = Page::read(&path, self.settings.options.max_bytes())?;
                warnings.extend(warning);
                let hints = page.hints(&hints);
                return Ok((self.extractor.extract_bytes(&page.bytes, &hints), hints, page.bytes.len()));
            }
            Content::Line(line) => self.settings.columns.read_line(&line)?,
            Content::Record(record) => record?,
            Content::Failed(why) => return Err(why),
            // Seen to above.
            Content::Skipped(why) => return Err(why.to_owned()),
        };
        let mut known = Hints::new();
        if let Some(url) = record.url.filter(|url| !url.is_empty()) {
            known = known.with_url(url);
        }
        if let Some(label) = record.charset {
            known = known.with_content_type(label);
        }
        let hints = over(&known, &hints);
        let article = match str::from_utf8(&record.html) {
            Ok(html) if record.is_text => self.extractor.extract_with(html, &hints),
            _ => self.extractor.extract_bytes(&record.html, &hints),
        };
        Ok((article, hints, record.html.len()))
    }

    /// Whether an article is to be written.
    fn is_wanted(&self, article: &Article) -> bool {
        let kind = match article.status() {
            Status::Fallback => StatusKind::Fallback,
            status if status.is_empty() => StatusKind::Empty,
            _ => StatusKind::Found,
        };
        let Settings { status, min_confidence, .. } = self.settings;
        (status.is_empty() || status.contains(&kind))
            && min_confidence.is_none_or(|least| article.confidence() >= least)
    }
}

/// What is known of one input, and of all where that leaves something open.
fn over(own: &Hints, all: &Hints) -> Hints {
    let mut hints = all.clone();
    if let Some(url) = own.url() {
        hints = hints.with_url(url);
    }
    if let Some(content_type) = own.content_type() {
        hints = hints.with_content_type(content_type);
    }
    if let Some(tag) = own.language() {
        hints = hints.with_language(tag);
    }
    if let Some(title) = own.title() {
        hints = hints.with_title(title);
    }
    hints
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match write_file(path, bytes) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            write_file(path, bytes)
        }
        done => done,
    }
}
