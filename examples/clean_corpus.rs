//! Cleans a crawl for training or search: JSON Lines of `url` and `html` in, JSON Lines of clean text out. Pages without content,
//! choices that are likely bad, short texts and texts that came before are left out; standard error says how many of each.
//!
//! `cargo run --example clean_corpus < fixtures/programs/crawl.jsonl`

use bodytext::{Article, Extractor, Favor, Hints, Options, Status};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufRead, BufWriter, Write};

/// Choices that reach a lower word F1 by the library's own estimate are left out.
const MIN_CONFIDENCE: f32 = 0.6;
/// Texts of fewer words are left out.
const MIN_WORDS: usize = 20;
/// A paragraph of fewer characters is no sign of a copy: "Read more" stands everywhere.
const MIN_PARAGRAPH: usize = 40;

fn main() -> io::Result<()> {
    let mut cleaner = Cleaner::new();
    let mut out = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        if let Some(record) = cleaner.clean(&line?) {
            writeln!(out, "{record}")?;
        }
    }
    out.flush()?;
    for (why, count) in &cleaner.dropped {
        eprintln!("{count}\t{why}");
    }
    Ok(())
}

/// What is kept from one record to the next.
struct Cleaner {
    extractor: Extractor,
    /// Hashes of the paragraphs that came out so far: eight bytes each, so a hundred million take some gigabytes.
    seen: HashSet<u64>,
    hasher: RandomState,
    dropped: BTreeMap<String, usize>,
}

impl Cleaner {
    fn new() -> Cleaner {
        // A corpus has enough pages: what is doubtful on one may go.
        let options = Options::new().with_favor(Favor::Precision);
        Cleaner {
            extractor: Extractor::new(options),
            seen: HashSet::new(),
            hasher: RandomState::new(),
            dropped: BTreeMap::new(),
        }
    }

    /// The record for a line, or None where it is dropped.
    fn clean(&mut self, line: &str) -> Option<Value> {
        let record: Value = serde_json::from_str(line).unwrap_or_default();
        let (Some(url), Some(html)) = (record["url"].as_str(), record["html"].as_str()) else {
            return self.drop("not a record with `url` and `html`");
        };
        let article = self.extractor.extract_with(html, &Hints::new().with_url(url));
        if let Status::Empty(reason) = article.status() {
            return self.drop(reason.as_str());
        }
        if article.confidence() < MIN_CONFIDENCE {
            return self.drop("low confidence");
        }
        let text = self.without_repeats(&article);
        let words = count_words(&text);
        if words < MIN_WORDS {
            return self.drop(if article.word_count() < MIN_WORDS { "short" } else { "repeats what came before" });
        }
        Some(json!({
            "url": url,
            "title": article.metadata().title(),
            "language": article.metadata().language(),
            "date": article.metadata().published().and_then(bodytext::Date::iso),
            "confidence": article.confidence(),
            "text": text,
        }))
    }

    /// The text without the paragraphs that an earlier record has, white space and case aside.
    fn without_repeats(&mut self, article: &Article) -> String {
        let is_new = |block: &bodytext::Block<'_>| {
            let letters: String =
                block.text().split_whitespace().flat_map(str::chars).flat_map(char::to_lowercase).collect();
            letters.chars().count() < MIN_PARAGRAPH || self.seen.insert(self.hasher.hash_one(&letters))
        };
        let blocks: Vec<&str> = article.blocks().filter(is_new).map(|block| block.text()).collect();
        blocks.join("\n\n")
    }

    fn drop(&mut self, why: &str) -> Option<Value> {
        *self.dropped.entry(why.to_owned()).or_default() += 1;
        None
    }
}

/// Words as the library counts them: a Chinese character is one.
fn count_words(text: &str) -> usize {
    use unicode_segmentation::UnicodeSegmentation;
    text.unicode_words().count()
}

#[cfg(test)]
mod tests {
    use super::Cleaner;

    #[test]
    fn a_crawl_comes_out_clean_and_once() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/programs/crawl.jsonl");
        let mut cleaner = Cleaner::new();
        let crawl = std::fs::read_to_string(path).unwrap();
        let records: Vec<_> = crawl.lines().filter_map(|line| cleaner.clean(line)).collect();

        let urls: Vec<_> = records.iter().map(|record| record["url"].as_str().unwrap()).collect();
        assert_eq!(urls, ["https://tea.example/green", "https://tea.example/black", "https://tea.example/longjing"]);
        let black = records[1]["text"].as_str().unwrap();
        assert!(black.contains("Milk is a matter of taste") && !black.contains("used twice"), "{black}");
        assert!(!black.contains("rights reserved"), "{black}");
        assert_eq!(cleaner.dropped.values().sum::<usize>(), 4, "{:?}", cleaner.dropped);
        assert_eq!(cleaner.dropped["repeats what came before"], 1, "{:?}", cleaner.dropped);
        assert_eq!(cleaner.dropped["needs_script"], 1, "{:?}", cleaner.dropped);
    }
}
