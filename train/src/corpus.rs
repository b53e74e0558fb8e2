//! The corpora: pages with gold text.

use serde::Deserialize;
use std::fs::File;
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

/// The corpora of whole pages.
pub(crate) const CORPORA: [&str; 17] = [
    "wcxb",
    "cwced",
    "readability",
    "news-fixtures",
    "trafilatura-eval",
    "postlight",
    "waddle",
    "cleaneval",
    "fundus",
    "fundus-history",
    "fundus-eval",
    "magic-article",
    "magic-forum",
    "cleanportaleval",
    "htmltotext",
    "ml-newzh",
    "recipes",
];

/// Those whose gold text says by design whether the headline is in: of the others some have it and some do not, and a
/// page teaches nothing about its headline.
const SAYS_HEADLINE: [&str; 4] = ["wcxb", "cwced", "readability", "news-fixtures"];

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

    /// Whether the gold text says if the headline belongs to it.
    pub(crate) fn says_headline(&self) -> bool {
        SAYS_HEADLINE.contains(&self.corpus.as_str())
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
pub(crate) fn read(corpora: &Path, name: &str) -> std::io::Result<Vec<Record>> {
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
