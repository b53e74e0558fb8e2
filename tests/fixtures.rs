//! The trials of the fixtures: every body in `fixtures/bodies` comes out as the Markdown and the JSON that stand beside it;
//! of every page in `fixtures/pages` the main content comes out, the metadata, and what kind of page it is.
//!
//! `BLESS=1 cargo test --all-features --test fixtures` writes the expected files anew; look at what changed before you
//! commit it. `fixtures/README.md` describes the folder.

use bodytext::{Article, BlockKind, Extractor, Field, Hints, Options, Scope, Source};
use libtest_mimic::{Arguments, Failed, Trial};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use similar::TextDiff;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{env, fmt, fs};

mod record;
mod reference;
mod word_f1;

/// What a trial compares of a fixture. Parts of a page are trials of their own, so that one that is known to fail does not
/// keep the others from being looked at.
#[derive(Clone, Copy)]
enum Part {
    /// All of a body.
    Body,
    /// The Markdown of a page.
    Text,
    /// The metadata of a page.
    Metadata,
    /// What became of a page, and what kind of page it is.
    Kind,
}

/// One folder of `fixtures/bodies` or `fixtures/pages`.
struct Fixture {
    folder: PathBuf,
    input: String,
    options: FixtureOptions,
    /// Why it is known to fail, where it is.
    known_failure: Option<String>,
}

/// The file `options.json` of a fixture.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FixtureOptions {
    url: Option<String>,
    scope: Option<String>,
}

fn main() {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut known_failures = known_failures(&root.join("expected_failures.txt"));
    let mut trials = Vec::new();
    let mut add = |name: String, folder: PathBuf, part: Part| {
        let known_failure = known_failures.remove(&name);
        trials.push(Trial::test(name, move || Fixture::read(folder, known_failure).run(part)));
    };
    for (name, folder) in folders(&root.join("bodies")) {
        add(format!("bodies/{name}"), folder, Part::Body);
    }
    for (name, folder) in folders(&root.join("pages")) {
        add(format!("pages/{name}/text"), folder.clone(), Part::Text);
        add(format!("pages/{name}/metadata"), folder.clone(), Part::Metadata);
        add(format!("pages/{name}/kind"), folder, Part::Kind);
    }
    let pages = folders(&root.join("pages"));
    trials.push(Trial::test("pages, all together", move || check_words_of_pages(&pages)));
    trials.extend(known_failures.into_keys().map(|name| {
        Trial::test(name, || Err(Failed::from("fixtures/expected_failures.txt names it, but there is no such fixture")))
    }));
    libtest_mimic::run(&arguments, trials).exit();
}

/// The folders in a folder, with their names, in the order of these.
fn folders(root: &Path) -> Vec<(String, PathBuf)> {
    let entries = fs::read_dir(root).unwrap_or_else(|error| panic!("{}: {error}", root.display()));
    let paths = entries.map(|entry| entry.expect("a readable folder").path()).filter(|path| path.is_dir());
    let name = |path: &Path| path.file_name().expect("a folder has a name").to_string_lossy().into_owned();
    let mut folders: Vec<(String, PathBuf)> = paths.map(|path| (name(&path), path)).collect();
    folders.sort();
    folders
}

/// The lines `name: reason` of `expected_failures.txt`; `#` starts a comment.
fn known_failures(path: &Path) -> BTreeMap<String, String> {
    let text = read(path);
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (name, reason) = line.split_once(": ").unwrap_or_else(|| panic!("no reason given: {line}"));
            (name.to_owned(), reason.to_owned())
        })
        .collect()
}

/// The mean word F1 of the pages in `fixtures/pages`. Pages that are known to fail count as well, so that they get no worse;
/// raise it when they get better.
const WORD_F1: f64 = 0.964;

/// The text of all pages taken together is as near to what is expected as it has been.
fn check_words_of_pages(pages: &[(String, PathBuf)]) -> Result<(), Failed> {
    let mut scores: Vec<(f64, &str)> = Vec::with_capacity(pages.len());
    for (name, folder) in pages {
        let page = Fixture::read(folder.clone(), None);
        let article = Extractor::new(page.options()).extract(&page.input);
        scores.push((word_f1::word_f1(&read(&folder.join("expected.md")), &article.to_markdown()), name));
    }
    let mean = scores.iter().map(|(score, _)| score).sum::<f64>() / scores.len() as f64;
    if mean >= WORD_F1 {
        return Ok(());
    }
    scores.sort_by(|a, b| a.0.total_cmp(&b.0));
    Err(Failed::from(format!(
        "the mean word F1 is {mean:.4}, not {WORD_F1}; lowest: {:?}",
        &scores[..scores.len().min(10)]
    )))
}

/// Held while an expected file is read and written anew.
static BLESSING: Mutex<()> = Mutex::new(());

/// The fields of a page's metadata that are compared. The reading time is not: it is counted from the text.
const FIELDS: [&str; 14] = [
    "title",
    "authors",
    "published",
    "modified",
    "site_name",
    "publisher",
    "section",
    "license",
    "tags",
    "description",
    "language",
    "direction",
    "lead_image",
    "canonical_url",
];

/// What is known of a page besides its text, as `expected.json` has it.
fn record(article: &Article) -> Map<String, Value> {
    let is_absent = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    let fields = FIELDS.map(|name| (name.to_owned(), record::field(article.metadata(), name)));
    let metadata: Map<String, Value> = fields.into_iter().filter(|(_, value)| !is_absent(value)).collect();
    let page_type = article.metadata().page_type().map(|kind| kind.to_string());
    let status = article.status().to_string();
    [("metadata", json!(metadata)), ("page_type", json!(page_type)), ("status", json!(status))]
        .map(|(key, value)| (key.to_owned(), value))
        .into_iter()
        .collect()
}

fn parse_record(path: &Path) -> Map<String, Value> {
    serde_json::from_str(&read(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// An error with the lines that differ, where there are such.
fn differ(file: &str, expected: &str, actual: &str) -> Result<(), Failed> {
    if expected == actual {
        return Ok(());
    }
    let diff = TextDiff::from_lines(expected, actual);
    let diff = diff.unified_diff().context_radius(2).header(&format!("{file} (expected)"), "actual").to_string();
    Err(Failed::from(format!("{file} differs\n{diff}")))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

impl Fixture {
    fn read(folder: PathBuf, known_failure: Option<String>) -> Fixture {
        let input =
            ["input.html", "input.md", "input.txt"].iter().map(|name| folder.join(name)).find(|path| path.exists());
        let input = read(&input.unwrap_or_else(|| panic!("{} holds no input", folder.display())));
        let options = folder.join("options.json");
        let options = match options.exists() {
            true => {
                serde_json::from_str(&read(&options)).unwrap_or_else(|error| panic!("{}: {error}", options.display()))
            }
            false => FixtureOptions::default(),
        };
        Fixture { folder, input, options, known_failure }
    }

    fn run(self, part: Part) -> Result<(), Failed> {
        let outcome = match part {
            Part::Body => self.check_body(),
            Part::Text => self.check_page(),
            Part::Metadata => self.check_record(&["metadata"]),
            Part::Kind => self.check_record(&["page_type", "status"]),
        };
        match (outcome, &self.known_failure) {
            (outcome, None) => outcome,
            (Err(_), Some(_)) => Ok(()),
            (Ok(()), Some(reason)) => Err(Failed::from(format!(
                "it passes now: take it out of fixtures/expected_failures.txt, where it stands because {reason}"
            ))),
        }
    }

    fn check_body(&self) -> Result<(), Failed> {
        let mut article = Extractor::new(self.options()).extract_with(&self.input, &self.hints());
        // What a fixture says holds with every feature; only with one of them the language is found from the text.
        if article.metadata().source(Field::Language) == Some(Source::Text) {
            let options = self.options().with_metadata_source(Source::Text, false);
            article = Extractor::new(options).extract_with(&self.input, &self.hints());
        }
        let json = serde_json::to_string_pretty(&article).expect("an article has no keys that JSON lacks") + "\n";
        let markdown = article.to_markdown();
        self.compare("expected.md", &markdown)?;
        self.compare("expected.json", &json)?;
        self.check_words(&article)?;
        self.check_writers(&article, &json)?;
        #[cfg(feature = "rcdom")]
        self.check_tree()?;
        Ok(())
    }

    fn check_page(&self) -> Result<(), Failed> {
        let article = Extractor::new(self.options()).extract_with(&self.input, &self.hints());
        let json = serde_json::to_string_pretty(&article).expect("an article has no keys that JSON lacks");
        self.compare("expected.md", &article.to_markdown())?;
        self.check_words(&article)?;
        self.check_writers(&article, &json)?;
        #[cfg(feature = "rcdom")]
        self.check_tree()?;
        Ok(())
    }

    /// Compares some of the keys of `expected.json` with what is known of the page, or writes them where `BLESS` is set.
    fn check_record(&self, keys: &[&str]) -> Result<(), Failed> {
        let article = Extractor::new(self.options()).extract_with(&self.input, &self.hints());
        let actual = record(&article);
        let path = self.folder.join("expected.json");
        if env::var_os("BLESS").is_some() && self.known_failure.is_none() {
            // The trials of one page write into one file.
            let _guard = BLESSING.lock().unwrap_or_else(PoisonError::into_inner);
            let mut blessed = if path.exists() { parse_record(&path) } else { Map::new() };
            blessed.extend(keys.iter().map(|&key| (key.to_owned(), actual[key].clone())));
            let json = serde_json::to_string_pretty(&blessed).expect("a value is JSON") + "\n";
            fs::write(&path, json).map_err(|error| format!("{}: {error}", path.display()))?;
            return Ok(());
        }
        let expected = parse_record(&path);
        let part = |record: &Map<String, Value>| {
            let part: Map<String, Value> =
                keys.iter().map(|&key| (key.to_owned(), record.get(key).cloned().unwrap_or(Value::Null))).collect();
            serde_json::to_string_pretty(&part).expect("a value is JSON")
        };
        differ("expected.json", &part(&expected), &part(&actual))
    }

    fn options(&self) -> Options {
        let options = Options::new();
        match self.options.scope.as_deref() {
            None => options,
            Some("body") => options.with_scope(Scope::Body),
            Some("page") => options.with_scope(Scope::Page),
            Some(other) => panic!("{}: no such scope: {other}", self.folder.display()),
        }
    }

    fn hints(&self) -> Hints {
        self.options.url.as_ref().map_or_else(Hints::new, |url| Hints::new().with_url(url))
    }

    /// Compares with an expected file, or writes it where `BLESS` is set. What a known failure should be is written by
    /// hand and stays.
    fn compare(&self, file: &str, actual: &str) -> Result<(), Failed> {
        let path = self.folder.join(file);
        if env::var_os("BLESS").is_some() && self.known_failure.is_none() {
            fs::write(&path, actual).map_err(|error| format!("{}: {error}", path.display()))?;
            return Ok(());
        }
        let expected = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        differ(file, &expected, actual)
    }

    /// Writing into a writer gives what the strings hold, and JSON reads back as the same article.
    fn check_writers(&self, article: &Article, json: &str) -> Result<(), Failed> {
        let written = |write: &dyn Fn(&mut String) -> fmt::Result| {
            let mut out = String::new();
            write(&mut out).expect("a string takes all that is written");
            out
        };
        let same = written(&|out| article.write_text(out)) == article.text()
            && written(&|out| article.write_markdown(out)) == article.to_markdown()
            && written(&|out| article.write_html(out)) == article.to_html();
        if !same {
            return Err(Failed::from("what is written differs from the string"));
        }
        let read: Article =
            serde_json::from_str(json).map_err(|error| format!("its own JSON does not read back: {error}"))?;
        if read != *article {
            return Err(Failed::from("JSON reads back as another article"));
        }
        Ok(())
    }

    /// A tree that somebody else has parsed gives the same article, but for the places in a source that it does not know.
    #[cfg(feature = "rcdom")]
    fn check_tree(&self) -> Result<(), Failed> {
        // Front matter is no part of a tree: posts go in from their first tag on.
        let is_post = self.input.trim_start_matches('\u{FEFF}').trim_start().starts_with(['-', '+', '{']);
        let body = if is_post { &self.input[self.input.find('<').unwrap_or(0)..] } else { &self.input };
        let mut extractor = Extractor::new(self.options());
        let from_text = extractor.extract_with(body, &self.hints());
        let from_tree = extractor.extract_dom(&reference::parse(body).document, &self.hints());
        let without_sources = |article: &Article| {
            let mut json = serde_json::to_value(article).expect("an article has no keys that JSON lacks");
            forget_sources(&mut json);
            serde_json::to_string_pretty(&json).expect("a value is JSON")
        };
        let (expected, actual) = (without_sources(&from_text), without_sources(&from_tree));
        match expected == actual {
            true => Ok(()),
            false => {
                let diff = TextDiff::from_lines(expected.as_str(), &actual);
                Err(Failed::from(format!("the tree gives another article\n{}", diff.unified_diff().context_radius(2))))
            }
        }
    }

    /// No word of the text is one that the input does not hold.
    fn check_words(&self, article: &Article) -> Result<(), Failed> {
        let source = reference::parse(&self.input).document;
        let mut invented = reference::invented(article.text(), &source);
        let has_notes = article.blocks().any(|block| matches!(block.kind(), BlockKind::Footnote { .. }));
        if has_notes {
            // The number of a note is glued to the word before it in the source, and a note in the margin as well.
            let known = reference::words(&reference::text(&source, true));
            invented.retain(|word| {
                let word = word.split(' ').next().unwrap_or_default();
                !known.keys().any(|known| known.contains(word))
            });
        }
        match invented.is_empty() {
            true => Ok(()),
            false => Err(Failed::from(format!("words that the input does not hold: {invented:?}"))),
        }
    }
}

/// Takes every `source` out of an article's JSON.
#[cfg(feature = "rcdom")]
fn forget_sources(json: &mut serde_json::Value) {
    let mut pending = vec![json];
    while let Some(value) = pending.pop() {
        match value {
            serde_json::Value::Array(values) => pending.extend(values),
            serde_json::Value::Object(fields) => {
                fields.remove("source");
                pending.extend(fields.iter_mut().map(|(_, value)| value));
            }
            _ => {}
        }
    }
}
