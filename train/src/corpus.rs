//! The corpora: pages with gold text.

use crate::Outcome;
use serde::Deserialize;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// A page of a corpus.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Record {
    pub(crate) id: String,
    #[serde(skip)]
    pub(crate) corpus: String,
    pub(crate) url: Option<String>,
    #[serde(rename = "type")]
    pub(crate) kind: Option<String>,
    pub(crate) lang: Option<String>,
    html: PathBuf,
    pub(crate) text: Option<String>,
    #[serde(default)]
    pub(crate) with: Vec<String>,
    #[serde(default)]
    pub(crate) without: Vec<String>,
    /// The registrable domain, where the corpus names it.
    group: Option<String>,
    #[serde(default)]
    flags: Option<Vec<String>>,
    #[serde(skip)]
    folder: PathBuf,
}

/// What is known of a corpus: an entry of the list of corpora, `corpora.json`, which `train.py` reads too.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Corpus {
    /// Its name, which is that of its folder.
    pub(crate) name: String,
    /// What a page of it weighs in training; one that weighs nothing is in none.
    #[serde(rename = "weight")]
    _weight: f32,
    /// The corpus with whose it is left out together: they have publishers or makers in common.
    family: Option<String>,
    /// Whether its gold text says by design if the headline is in. Of the others some have it and some do not, and a page
    /// teaches nothing about its headline.
    #[serde(default)]
    says_headline: bool,
    /// Whether it has pages of all kinds, and says of which each is.
    #[serde(default, rename = "has_kinds")]
    _has_kinds: bool,
    /// The kind of its pages, where they do not say.
    kind: Option<String>,
    /// Whether its pages have snippets alone, and a first model guesses the labels of other blocks.
    #[serde(default)]
    pub(crate) guessed: bool,
    /// What tables have further rows for.
    pub(crate) rows: Option<Rows>,
    /// Whether tables show the share of snippets that are found.
    #[serde(default)]
    pub(crate) shows_recall: bool,
}

/// What tables have further rows for, besides that of the whole corpus.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Rows {
    Kind,
    Lang,
}

/// The corpora that a model is made of.
pub(crate) struct Corpora {
    folder: PathBuf,
    pub(crate) list: Vec<Corpus>,
}

impl Corpora {
    /// The corpora of a folder, by a list of them.
    pub(crate) fn read(folder: PathBuf, list: &Path) -> Outcome<Corpora> {
        let text = fs::read_to_string(list).map_err(|error| format!("{}: {error}", list.display()))?;
        let list = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", list.display()))?;
        Ok(Corpora { folder, list })
    }

    /// The pages of one corpus. Those that are not in the list, such as bodies, can be read, too.
    pub(crate) fn pages(&self, name: &str) -> Outcome<Vec<Record>> {
        read(&self.folder, name).map_err(|error| format!("{}: {error}", self.folder.join(name).display()).into())
    }

    fn get(&self, name: &str) -> Option<&Corpus> {
        self.list.iter().find(|corpus| corpus.name == name)
    }

    /// The pages of all corpora, in the order of the list.
    pub(crate) fn all_pages(&self) -> Outcome<Vec<Record>> {
        let mut records = Vec::new();
        for corpus in &self.list {
            records.extend(self.pages(&corpus.name)?);
        }
        Ok(records)
    }

    /// Whether the gold text of a page says if the headline belongs to it.
    pub(crate) fn says_headline(&self, record: &Record) -> bool {
        self.get(&record.corpus).is_some_and(|corpus| corpus.says_headline)
    }

    /// The kind of a page; `mixed` where nothing is known.
    pub(crate) fn kind(&self, record: &Record) -> String {
        let of_corpus = || self.get(&record.corpus).and_then(|corpus| corpus.kind.clone());
        record.kind.clone().or_else(of_corpus).unwrap_or_else(|| "mixed".to_owned())
    }

    /// The corpora that are left out together with this one go by the name of one of them.
    pub(crate) fn family<'a>(&'a self, corpus: &'a str) -> &'a str {
        self.get(corpus).and_then(|corpus| corpus.family.as_deref()).unwrap_or(corpus)
    }
}

impl Record {
    /// The page itself.
    pub(crate) fn html(&self) -> std::io::Result<String> {
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(File::open(self.folder.join(&self.html))?).read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Whether three tools fail on the page, so that its gold text is likely to be broken.
    pub(crate) fn is_suspect(&self) -> bool {
        self.flags.iter().flatten().any(|flag| flag == "suspect")
    }

    /// The site, as far as the corpus tells.
    pub(crate) fn site(&self) -> Option<String> {
        let url = self.url.as_deref();
        let url = url.map(|url| if url.contains("//") { url.to_owned() } else { format!("//{url}") });
        self.group.clone().or_else(|| url.as_deref().and_then(domain))
    }

    /// A name that is unique over all corpora.
    pub(crate) fn key(&self) -> String {
        format!("{}/{}", self.corpus, self.id)
    }
}

/// The records of one corpus.
fn read(corpora: &Path, name: &str) -> std::io::Result<Vec<Record>> {
    let folder = corpora.join(name);
    let mut out = Vec::new();
    for line in BufReader::new(File::open(folder.join("pages.jsonl"))?).lines() {
        let mut record: Record = serde_json::from_str(&line?)?;
        record.corpus = name.to_owned();
        record.folder.clone_from(&folder);
        out.push(record);
    }
    Ok(out)
}

/// The site of a host, as far as pages of one site must not be parted: its last two labels, or three.
pub(crate) fn domain(url: &str) -> Option<String> {
    let rest = url.split_once("//")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?.to_lowercase();
    let labels: Vec<&str> = host.split('.').collect();
    let count = labels.len();
    let second = ["co", "com", "org", "net", "gov", "ac", "edu", "or", "ne"];
    let keep = if count > 2 && labels[count - 1].len() == 2 && second.contains(&labels[count - 2]) { 3 } else { 2 };
    Some(labels[count.saturating_sub(keep)..].join("."))
}
