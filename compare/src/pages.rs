//! The pages to compare on: a folder of fixtures, or a corpus.
//!
//! A fixture is a folder with `input.html`, `input.md` or `input.txt` and the expected article in `expected.json`. A corpus is a folder
//! with `pages.jsonl`, one JSON object a line, of which `split`, `url`, `type`, `lang`, `html` (the path of the
//! gzip-compressed page) and `text` (the gold text, if there is one) are read here.

use flate2::read::GzDecoder;
use serde_json::Value;
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// A page and what is known of it.
pub struct Page {
    pub url: Option<String>,
    /// Article, forum, product …
    pub kind: Option<String>,
    pub html: String,
    /// The text that should come out.
    pub gold: Option<String>,
    /// Chinese or Japanese, where every character counts as a word.
    pub cjk: bool,
}

/// The pages of `folder`, at most `limit` of them, evenly spread; of a corpus those of the split alone.
pub fn read(folder: &Path, split: Option<&str>, limit: usize) -> Result<Vec<Page>, Box<dyn Error>> {
    let list = folder.join("pages.jsonl");
    if list.is_file() { corpus(folder, &list, split, limit) } else { fixtures(folder, limit) }
}

fn corpus(folder: &Path, list: &Path, split: Option<&str>, limit: usize) -> Result<Vec<Page>, Box<dyn Error>> {
    let mut entries: Vec<Value> = Vec::new();
    for line in BufReader::new(File::open(list)?).lines() {
        let entry: Value = serde_json::from_str(&line?)?;
        if split.is_none_or(|split| entry["split"] == split) {
            entries.push(entry);
        }
    }
    let string = |value: &Value| value.as_str().map(str::to_owned);
    spread(entries, limit)
        .map(|entry| {
            let path = entry["html"].as_str().ok_or("a page without `html`")?;
            let mut bytes = Vec::new();
            GzDecoder::new(BufReader::new(File::open(folder.join(path))?)).read_to_end(&mut bytes)?;
            let gold = string(&entry["text"]);
            Ok(Page {
                url: string(&entry["url"]),
                kind: string(&entry["type"]),
                html: String::from_utf8_lossy(&bytes).into_owned(),
                cjk: entry["lang"].as_str().is_some_and(|lang| matches!(lang, "zh" | "ja"))
                    || gold.as_deref().is_some_and(crate::quality::is_cjk),
                gold,
            })
        })
        .collect()
}

fn fixtures(folder: &Path, limit: usize) -> Result<Vec<Page>, Box<dyn Error>> {
    let mut folders = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .filter(|path: &Result<_, std::io::Error>| {
            path.as_ref().map_or(true, |path| path.join("expected.json").is_file())
        })
        .collect::<Result<Vec<_>, _>>()?;
    folders.sort();
    if folders.is_empty() {
        return Err(format!("{}: neither a corpus nor a folder of fixtures", folder.display()).into());
    }
    spread(folders, limit)
        .map(|folder| {
            let html = ["html", "md", "txt"]
                .iter()
                .find_map(|extension| fs::read_to_string(folder.join("input").with_extension(extension)).ok())
                .ok_or_else(|| format!("{}: no input", folder.display()))?;
            let expected: Value = serde_json::from_str(&fs::read_to_string(folder.join("expected.json"))?)?;
            let gold = expected["text"].as_str().map(str::to_owned);
            Ok(Page { url: None, kind: None, html, cjk: gold.as_deref().is_some_and(crate::quality::is_cjk), gold })
        })
        .collect()
}

/// At most `limit` of the items, evenly spread.
fn spread<T>(items: Vec<T>, limit: usize) -> impl Iterator<Item = T> {
    let step = items.len().div_ceil(limit.max(1)).max(1);
    items.into_iter().step_by(step)
}
