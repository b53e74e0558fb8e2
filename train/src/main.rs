//! Makes the model that tells an article from the rest of its page. `train/README.md` has the steps.

mod align;
mod corpus;
mod tables;
mod tokens;
mod vocabulary;

use bodytext::Favor;
use bodytext::training::{Page, SCHEMA_HASH, columns, timings};
use corpus::{Corpora, Record};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use tables::Question;
use vocabulary::{PageTokens, Vocabulary};

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const FOLDS: usize = 5;

/// A labelled page.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Labels {
    key: String,
    site: String,
    fold: usize,
    kind: String,
    /// Whether the page has a gold text.
    gold: bool,
    gold_tokens: u32,
    coverage: f32,
    /// The share of each block that stands in the gold text, in 255ths.
    shares: Vec<u8>,
    tokens: Vec<u32>,
    /// For pages with snippets only: 2 where a block holds one that must be in, 1 where one that must not, else 0.
    #[serde(default)]
    snippets: Vec<u8>,
    /// Blocks that the page teaches nothing about: headlines.
    #[serde(default)]
    open: Vec<u32>,
    /// Whether the gold text is likely to be broken.
    #[serde(default)]
    suspect: bool,
    #[serde(default)]
    lang: Option<String>,
}

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let flag = |name: &str| {
        arguments.iter().position(|argument| argument == name).and_then(|at| arguments.get(at + 1)).cloned()
    };
    let data = PathBuf::from(flag("--data").ok_or("--data FOLDER is missing")?);
    fs::create_dir_all(&data)?;
    let list = data.join("corpora.json");
    // The first step takes the list along; the others, and `train.py`, read what it has left.
    if arguments.first().is_some_and(|command| command == "labels") {
        fs::copy(flag("--list").unwrap_or_else(|| "train/corpora.json".to_owned()), &list)?;
    }
    let folder = PathBuf::from(flag("--corpora").unwrap_or_else(|| "../shared/corpora".to_owned()));
    let corpora = Corpora::read(folder, &list)?;
    match arguments.first().map(String::as_str) {
        Some("labels") => labels(&corpora, &data),
        Some("features") => features(&corpora, &data),
        Some("guess") => tables::guess(&corpora, &data),
        Some("tables") => {
            let favor = match flag("--favor").as_deref() {
                None | Some("balanced") => Favor::Balanced,
                Some("precision") => Favor::Precision,
                Some("recall") => Favor::Recall,
                Some(other) => return Err(format!("--favor: {other} is neither precision, balanced nor recall").into()),
            };
            let quick = arguments.iter().any(|argument| argument == "--quick");
            let table = flag("--table").map(PathBuf::from);
            tables::tables(&corpora, &data, Question { only: flag("--corpus"), favor, quick, table })
        }
        Some("check") => {
            let least = flag("--least").map(|least| least.parse()).transpose()?;
            tables::check(&corpora, &data, least.unwrap_or(0.0))
        }
        Some("time") => time(&corpora, &data),
        Some("scope") => scope(&corpora),
        Some("show") => show(&corpora, &data, &flag("--page").ok_or("--page CORPUS/ID,... is missing")?),
        _ => Err("one of: labels, features, guess, tables, check, scope, show, time".into()),
    }
}

/// Runs `work` over all records on two threads and hands back the results in order.
fn in_parallel<T: Send>(records: &[Record], work: impl Fn(&Record) -> Outcome<T> + Sync) -> Outcome<Vec<T>> {
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<(usize, Outcome<T>)>> = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(record) = records.get(at) else { break };
                    let result = work(record);
                    results.lock().expect("no thread panics while it holds the lock").push((at, result));
                }
            });
        }
    });
    let mut results = results.into_inner().expect("no thread panics while it holds the lock");
    results.sort_unstable_by_key(|entry| entry.0);
    results.into_iter().map(|entry| entry.1).collect()
}

/// Step 1: the labels, the folds, and what each page shows of each token.
fn labels(corpora: &Corpora, data: &Path) -> Outcome<()> {
    let records = corpora.all_pages()?;
    let mut pages = in_parallel(&records, |record| {
        let html = record.html()?;
        let page = Page::new(&html);
        let site = record.site();
        let site = site.or_else(|| page.host().and_then(|host| corpus::domain(&format!("//{host}"))));
        let mut numbering = tokens::Numbering::default();
        let blocks: Vec<Vec<u32>> = (0..page.len()).map(|block| numbering.tokens(&page.text(block))).collect();
        let hidden: Vec<bool> = (0..page.len()).map(|block| page.hidden(block) > 0).collect();
        let gold: Vec<Vec<u32>> =
            record.text.iter().flat_map(|text| text.lines()).map(|line| numbering.tokens(line)).collect();
        let gold: Vec<Vec<u32>> = gold.into_iter().filter(|line| !line.is_empty()).collect();
        let (shares, coverage) = align::align(&blocks, &hidden, &gold);
        let weights: Vec<f64> = blocks.iter().map(|block| block.len().max(1) as f64).collect();
        let seen = vocabulary::page_tokens(
            &page.parents(),
            &page.element_tokens(),
            &page.block_elements(),
            &page.inline_tokens(),
            &weights,
            &shares,
        );
        let snippets = if record.text.is_some() {
            Vec::new()
        } else {
            (0..page.len()).map(|block| snippet(record, &page.text(block))).collect()
        };
        let labels = Labels {
            snippets,
            open: (0..page.len())
                .filter(|&block| !corpora.says_headline(record) && page.is_headline(block))
                .map(|block| block as u32)
                .collect(),
            suspect: record.is_suspect(),
            lang: record.lang.clone(),
            key: record.key(),
            site: site.unwrap_or_else(|| record.key()),
            fold: 0,
            kind: corpora.kind(record),
            gold: record.text.is_some(),
            gold_tokens: gold.iter().map(|line| line.len() as u32).sum(),
            coverage,
            shares: shares.iter().map(|share| (share * 255.0).round() as u8).collect(),
            tokens: blocks.iter().map(|block| block.len() as u32).collect(),
        };
        Ok((labels, seen))
    })?;
    assign_folds(pages.iter_mut().map(|page| &mut page.0).collect());
    let mut out = BufWriter::new(File::create(data.join("labels.jsonl"))?);
    let mut seen_out = BufWriter::new(File::create(data.join("tokens.bin"))?);
    for (labels, seen) in &pages {
        serde_json::to_writer(&mut out, labels)?;
        writeln!(out)?;
        seen_out.write_all(&(seen.len() as u32).to_le_bytes())?;
        for (token, share) in seen {
            seen_out.write_all(&token.to_le_bytes())?;
            seen_out.write_all(&share.to_le_bytes())?;
        }
    }
    Ok(())
}

/// Which kind of snippet a block holds, or is a part of.
fn snippet(record: &Record, text: &str) -> u8 {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let block = words(text);
    let holds = |snippets: &[String]| {
        snippets.iter().map(|snippet| words(snippet)).any(|snippet| {
            !snippet.is_empty() && (block.contains(&snippet) || (block.len() >= 12 && snippet.contains(&block)))
        })
    };
    if holds(&record.with) { 2 } else { u8::from(holds(&record.without)) }
}

/// Sites in one fold each, the folds alike in size for every kind of page; the order is that of a hash of the site.
fn assign_folds(mut pages: Vec<&mut Labels>) {
    let mut sites: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, page) in pages.iter().enumerate() {
        sites.entry(page.site.clone()).or_default().push(index);
    }
    let hash =
        |name: &str| name.bytes().fold(7_u64, |state, byte| (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let mut order: Vec<(usize, u64, Vec<usize>)> =
        sites.into_iter().map(|(site, pages)| (usize::MAX - pages.len().max(3), hash(&site), pages)).collect();
    order.sort_unstable();
    let mut counts: HashMap<(String, usize), usize> = HashMap::new();
    for (_, _, members) in order {
        let kind = |index: usize| {
            let page = &pages[index];
            format!("{}{}", page.key.split('/').next().unwrap_or(""), page.kind)
        };
        let count = |fold: usize, counts: &HashMap<(String, usize), usize>| -> usize {
            members.iter().map(|&index| counts.get(&(kind(index), fold)).copied().unwrap_or(0)).sum()
        };
        let fold = (0..FOLDS).min_by_key(|&fold| (count(fold, &counts), fold)).unwrap_or(0);
        for &index in &members {
            *counts.entry((kind(index), fold)).or_default() += 1;
        }
        for &index in &members {
            pages[index].fold = fold;
        }
    }
}

fn read_labels(data: &Path) -> Outcome<Vec<Labels>> {
    let mut out = Vec::new();
    for line in BufReader::new(File::open(data.join("labels.jsonl"))?).lines() {
        out.push(serde_json::from_str(&line?)?);
    }
    Ok(out)
}

fn read_tokens(data: &Path) -> Outcome<Vec<PageTokens>> {
    let bytes = fs::read(data.join("tokens.bin"))?;
    let word = |at: usize| [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let count = u32::from_le_bytes(word(at)) as usize;
        at += 4;
        let mut page = Vec::with_capacity(count);
        for _ in 0..count {
            page.push((u32::from_le_bytes(word(at)), f32::from_le_bytes(word(at + 4))));
            at += 8;
        }
        out.push(page);
    }
    Ok(out)
}

/// The vocabulary of all labelled pages that are `wanted`.
fn vocabulary(labels: &[Labels], tokens: &[PageTokens], wanted: impl Fn(&Labels) -> bool) -> Vocabulary {
    let pages = labels.iter().zip(tokens);
    let pages = pages.filter(|(page, _)| page.gold && page.gold_tokens > 0 && !page.suspect && wanted(page));
    Vocabulary::new(pages.map(|(page, tokens)| (page.site.as_str(), page.kind == "article", tokens)))
}

/// Step 2: the features of all labelled blocks, each page with a vocabulary that has not seen its site. The vocabulary is
/// written too.
fn features(corpora: &Corpora, data: &Path) -> Outcome<()> {
    let labels = read_labels(data)?;
    let vocabulary = vocabulary(&labels, &read_tokens(data)?, |_| true);
    let mut out = BufWriter::new(File::create(data.join("vocabulary_all.bin"))?);
    let entries = vocabulary.entries();
    println!("{} tokens", entries.len());
    out.write_all(&(entries.len() as u32).to_le_bytes())?;
    entries.iter().try_for_each(|(token, _)| out.write_all(&token.to_le_bytes()))?;
    entries.iter().try_for_each(|(_, scores)| out.write_all(&scores.map(|score| score.to_le_bytes()[0])))?;

    let records = corpora.all_pages()?;
    let by_key: HashMap<&str, &Labels> = labels.iter().map(|page| (page.key.as_str(), page)).collect();
    let rows = in_parallel(&records, |record| {
        let html = record.html()?;
        let site = vocabulary.site(&by_key[record.key().as_str()].site);
        Ok(Page::new(&html).features(&|token| vocabulary.score(token, site)))
    })?;
    let mut matrix = BufWriter::new(File::create(data.join("features_all.bin"))?);
    for value in rows.iter().flatten() {
        matrix.write_all(&value.to_le_bytes())?;
    }
    let columns: Vec<_> = columns()
        .into_iter()
        .map(|column| serde_json::json!({ "name": column.name, "about": column.about, "meaning": column.meaning }))
        .collect();
    let pages: Vec<String> = records.iter().map(Record::key).collect();
    println!("{} features", columns.len());
    let about = serde_json::json!({ "schema": SCHEMA_HASH, "columns": columns, "pages": pages });
    fs::write(data.join("features_all.json"), serde_json::to_vec_pretty(&about)?)?;
    Ok(())
}

/// How long the steps take on the pages of WCXB, in milliseconds a page.
fn time(corpora: &Corpora, data: &Path) -> Outcome<()> {
    let model = tables::model(data, "model_0")?;
    let records = corpora.pages("wcxb")?;
    let mut sums = [0.0; 5];
    for record in records.iter().step_by(3) {
        let html = record.html()?;
        let best = (0..3).map(|_| timings(&html, &model)).min_by_key(|laps| laps.iter().sum::<std::time::Duration>());
        for (sum, lap) in sums.iter_mut().zip(best.unwrap_or_default()) {
            *sum += lap.as_secs_f64() * 1000.0;
        }
    }
    let pages = records.len().div_ceil(3) as f64;
    let [parse, segment, statistics, features, trees] = sums.map(|sum| sum / pages);
    println!(
        "parse {parse:.3} segment {segment:.3} statistics {statistics:.3} features {features:.3} trees {trees:.3}"
    );
    Ok(())
}

/// Which inputs of each corpus are taken for whole pages.
fn scope(corpora: &Corpora) -> Outcome<()> {
    for name in corpora.list.iter().map(|corpus| corpus.name.as_str()).chain(["bodies"]) {
        let records = corpora.pages(name)?;
        let pages = in_parallel(&records, |record| Ok(Page::new(&record.html()?).is_page()))?;
        let bodies: Vec<&str> = records
            .iter()
            .zip(&pages)
            .filter(|(_, is_page)| !**is_page)
            .map(|(record, _)| record.id.as_str())
            .collect();
        println!(
            "{name}: {} pages, {} bodies {:?}",
            records.len() - bodies.len(),
            bodies.len(),
            &bodies[..bodies.len().min(12)]
        );
    }
    Ok(())
}

/// How many words the scorer counts.
fn count(text: &str) -> usize {
    tokens::Numbering::default().tokens(text).len()
}

/// Precision, recall and F1 of the words, as the scorer has them.
fn scores(blocks: &[String], gold: &str) -> [f64; 3] {
    let mut numbering = tokens::Numbering::default();
    let mut counts: HashMap<u32, (usize, usize)> = HashMap::new();
    let (mut predicted, mut wanted) = (0.0, 0.0);
    for token in blocks.iter().flat_map(|block| numbering.tokens(block)) {
        counts.entry(token).or_default().0 += 1;
        predicted += 1.0;
    }
    for token in numbering.tokens(gold) {
        counts.entry(token).or_default().1 += 1;
        wanted += 1.0;
    }
    if wanted == 0.0 || predicted == 0.0 {
        return if wanted == predicted { [1.0; 3] } else { [0.0; 3] };
    }
    let common: usize = counts.values().map(|(a, b)| *a.min(b)).sum();
    let (precision, recall) = (common as f64 / predicted, common as f64 / wanted);
    [precision, recall, if common == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }]
}

/// Prints a page's blocks with label, probability and verdict, for looking at errors.
fn show(corpora: &Corpora, data: &Path, keys: &str) -> Outcome<()> {
    let labels = read_labels(data)?;
    let vocabulary = vocabulary(&labels, &read_tokens(data)?, |_| true);
    for record in corpora.all_pages()? {
        let key = record.key();
        if !keys.split(',').any(|wanted| wanted == key) {
            continue;
        }
        let labels = labels.iter().find(|page| page.key == key).ok_or("the page has no labels")?;
        let model = tables::model(data, &format!("model_{}", labels.fold))?;
        let html = record.html()?;
        let page = Page::new(&html);
        let site = vocabulary.site(&labels.site);
        let outcome = page.decide(&model, Favor::Balanced, &|token| vocabulary.score(token, site));
        println!(
            "{key} {} {:?} {:?} coverage {:.2} expected {:.2}",
            labels.kind, record.lang, record.url, labels.coverage, outcome.expected
        );
        for block in 0..page.len() {
            let text = page.text(block);
            let short: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(110).collect();
            println!(
                "{}{:3} y={:3} p={:.2} h{} n={:3} {} | {}",
                if outcome.kept[block] { "+" } else { " " },
                block,
                u32::from(labels.shares[block]) * 100 / 255,
                outcome.probabilities[block],
                page.hidden(block),
                labels.tokens[block],
                page.path(block).chars().rev().take(70).collect::<Vec<_>>().into_iter().rev().collect::<String>(),
                short
            );
        }
    }
    Ok(())
}
