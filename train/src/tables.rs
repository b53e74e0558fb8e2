//! Step 4: what the models make of the pages, as tables.
//!
//! Each page with gold text is judged three times: by the model that has not seen its site (out of fold), by the one that
//! has not seen its corpus, and by the one that has seen all, as the library does.

use crate::corpus::{Corpora, Record, Rows};
use crate::vocabulary::Vocabulary;
use crate::{FOLDS, Labels, Outcome, count, in_parallel, read_labels, read_tokens, scores, vocabulary};
use bodytext::Favor;
use bodytext::training::{Page, Trained};
use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// How pages are judged, in the order of the columns.
const WAYS: [&str; 3] = ["out of fold", "corpus out", "library"];

/// A model that `train.py` wrote.
pub(crate) fn model(data: &Path, name: &str) -> Outcome<Trained> {
    let path = data.join(format!("{name}.bin"));
    let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    Trained::read(&bytes).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// What a way of judging made of a page.
#[derive(Clone, Copy, Default)]
struct Score {
    /// Word precision, recall and F1, where there is gold text.
    words: [f64; 3],
    /// Snippets that are in rightly, wrongly, that are out wrongly, rightly.
    snippets: [f64; 4],
    expected: f64,
    length: usize,
}

fn judged(record: &Record, page: &Page<'_>, kept: &[bool], expected: f32) -> Score {
    let text: Vec<String> =
        (0..page.len()).filter(|&block| kept[block]).map(|block| page.text(block).trim().to_owned()).collect();
    let one_space = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let whole = one_space(&text.join("\n"));
    let holds =
        |snippets: &[String]| snippets.iter().filter(|snippet| whole.contains(&one_space(snippet))).count() as f64;
    let (with, without) = (holds(&record.with), holds(&record.without));
    let rest = |snippets: &[String], found: f64| snippets.len() as f64 - found;
    Score {
        words: record.text.as_ref().map(|gold| scores(&text, gold)).unwrap_or_default(),
        snippets: [with, without, rest(&record.with, with), rest(&record.without, without)],
        expected: f64::from(expected),
        length: text.iter().map(|text| count(text)).sum(),
    }
}

/// A mean over pages.
#[derive(Clone, Copy, Default)]
struct Mean {
    pages: f64,
    words: [f64; 3],
    snippets: [f64; 4],
}

impl Mean {
    fn add(&mut self, score: &Score) {
        self.pages += 1.0;
        self.words.iter_mut().zip(score.words).for_each(|(sum, value)| *sum += value);
        self.snippets.iter_mut().zip(score.snippets).for_each(|(sum, value)| *sum += value);
    }

    fn f1(&self, has_gold: bool) -> f64 {
        let [tp, fp, missed, _] = self.snippets;
        if has_gold { self.words[2] / self.pages } else { 2.0 * tp / (2.0 * tp + fp + missed) }
    }

    fn recall(&self) -> f64 {
        self.snippets[0] / (self.snippets[0] + self.snippets[2])
    }
}

/// What is asked for on the command line.
pub(crate) struct Question {
    pub(crate) only: Option<String>,
    pub(crate) favor: Favor,
    /// Out of fold alone.
    pub(crate) quick: bool,
    pub(crate) table: Option<PathBuf>,
}

/// Prints both tables, and writes what each choice promised and reached for the calibration.
pub(crate) fn tables(corpora: &Corpora, data: &Path, question: Question) -> Outcome<()> {
    let Question { only, favor, quick, table } = question;
    let labels = read_labels(data)?;
    let tokens = read_tokens(data)?;
    let by_key: HashMap<&str, &Labels> = labels.iter().map(|page| (page.key.as_str(), page)).collect();
    let models: Vec<Option<Trained>> = (0..FOLDS).map(|fold| model(data, &format!("model_{fold}")).ok()).collect();
    let release = if quick { None } else { Some(model(data, "model_all")?) };
    let known = vocabulary(&labels, &tokens, |_| true);
    let mut table = table.map(File::create).transpose()?.map(BufWriter::new);
    if let Some(table) = &mut table {
        writeln!(table, "corpus\tpage\tkind\tgold words\twords\tprecision\trecall\tF1\tF1 out of fold")?;
    }
    let mut promises = BufWriter::new(File::create(data.join("promises.jsonl"))?);
    let mut languages: BTreeMap<(String, usize), [f64; 3]> = BTreeMap::new();
    println!("| corpus | {} |", WAYS.join(" | "));
    for corpus in &corpora.list {
        let name = &corpus.name;
        if only.as_ref().is_some_and(|only| !only.split(',').any(|only| only == name)) {
            continue;
        }
        let mut records = corpora.pages(name)?;
        records.retain(|record| models[by_key[record.key().as_str()].fold].is_some());
        let out = if quick { None } else { model(data, &format!("model_without_{}", corpora.family(name))).ok() };
        let foreign = out.as_ref().map(|_| {
            let is_foreign = |page: &Labels| {
                let other = page.key.split('/').next().unwrap_or("");
                corpora.family(other) != corpora.family(name)
            };
            vocabulary(&labels, &tokens, is_foreign)
        });
        let results = in_parallel(&records, |record| {
            let html = record.html()?;
            let labels = by_key[record.key().as_str()];
            let page = Page::new(&html);
            let judge = |model: &Trained, lookup: &dyn Fn(u32) -> Option<[i8; 2]>| {
                let outcome = page.decide(model, favor, lookup);
                judged(record, &page, &outcome.kept, outcome.expected)
            };
            let site = known.site(&labels.site);
            let own = models[labels.fold].as_ref().map(|model| judge(model, &|token| known.score(token, site)));
            let foreign = out
                .as_ref()
                .zip(foreign.as_ref())
                .map(|(model, known)| judge(model, &|token| known.score(token, None)));
            let library = release.as_ref().map(|model| judge(model, &|token| Page::lookup(model, token)));
            Ok([own, foreign, library])
        })?;
        let has_gold = records.iter().filter(|record| record.text.is_some()).count() * 5 > records.len() * 2;
        let mut means: BTreeMap<String, [Mean; 3]> = BTreeMap::new();
        for (record, ways) in records.iter().zip(&results) {
            if has_gold && record.text.is_none() {
                continue;
            }
            let labels = by_key[record.key().as_str()];
            let part = corpus.rows.and_then(|rows| match rows {
                Rows::Kind => Some(labels.kind.clone()),
                Rows::Lang => record.lang.clone(),
            });
            for key in [Some(String::new()), part].into_iter().flatten() {
                let means = means.entry(key).or_default();
                means.iter_mut().zip(ways).for_each(|(mean, way)| way.iter().for_each(|score| mean.add(score)));
            }
            let Some(own) = ways[0].filter(|_| record.text.is_some()) else { continue };
            if !labels.suspect && own.length > 0 {
                let promised = (own.expected * 1000.0) as usize;
                let line =
                    serde_json::json!({ "promised": promised, "reached": own.words[2] * 1000.0, "lang": record.lang });
                writeln!(promises, "{line}")?;
                let sum =
                    languages.entry((record.lang.clone().unwrap_or_default(), (promised / 100).min(10))).or_default();
                *sum = [sum[0] + 1.0, sum[1] + own.expected, sum[2] + own.words[2]];
            }
            if let (Some(table), Some(library), Some(gold)) = (&mut table, ways[2], &record.text) {
                let [precision, recall, f1] = library.words;
                let (id, kind, words, unseen) = (&record.id, &labels.kind, library.length, own.words[2]);
                let gold = count(gold);
                writeln!(
                    table,
                    "{name}\t{id}\t{kind}\t{gold}\t{words}\t{precision:.3}\t{recall:.3}\t{f1:.3}\t{unseen:.3}"
                )?;
            }
        }
        for (part, means) in means {
            let show = |mean: &Mean| match mean.pages > 0.0 {
                false => "-".to_owned(),
                true if corpus.shows_recall => format!("{:.4}", mean.recall()),
                true => format!("{:.4}", mean.f1(has_gold)),
            };
            let all = means[0];
            println!(
                "| {name} {part} | {} | {} pages, precision {:.3}, recall {:.3}",
                means.iter().map(show).collect::<Vec<_>>().join(" | "),
                all.pages,
                all.words[0] / all.pages,
                all.words[1] / all.pages
            );
        }
    }
    println!("\n| language | promised | reached | pages |");
    for ((language, _), [pages, promised, reached]) in languages {
        if pages >= 10.0 {
            println!("| {language} | {:.3} | {:.3} | {pages} |", promised / pages, reached / pages);
        }
    }
    Ok(())
}

/// What the model of all pages thinks of those that have no gold text, and of which it has learned nothing so far: labels
/// for where no snippet speaks.
pub(crate) fn guess(corpora: &Corpora, data: &Path) -> Outcome<()> {
    let labels = read_labels(data)?;
    let by_key: HashMap<&str, &Labels> = labels.iter().map(|page| (page.key.as_str(), page)).collect();
    let known: Vocabulary = vocabulary(&labels, &read_tokens(data)?, |_| true);
    let model = model(data, "model_all")?;
    let mut file = BufWriter::new(File::create(data.join("guesses.jsonl"))?);
    for corpus in corpora.list.iter().filter(|corpus| corpus.guessed) {
        let records = corpora.pages(&corpus.name)?;
        let lines = in_parallel(&records, |record| {
            let site = known.site(&by_key[record.key().as_str()].site);
            let page = record.html()?;
            let outcome = Page::new(&page).decide(&model, Favor::Balanced, &|token| known.score(token, site));
            Ok(serde_json::json!({ "key": record.key(), "p": outcome.probabilities }))
        })?;
        lines.iter().try_for_each(|line| writeln!(file, "{line}"))?;
    }
    Ok(())
}

/// Reads the finished model and lets it judge the pages with gold text, as the library would: prints their mean F1, and says
/// so where it is lower than it has to be.
pub(crate) fn check(corpora: &Corpora, data: &Path, least: f64) -> Outcome<()> {
    let model = model(data, "model")?;
    let mut mean = Mean::default();
    for corpus in &corpora.list {
        let mut records = corpora.pages(&corpus.name)?;
        records.retain(|record| record.text.is_some());
        let results = in_parallel(&records, |record| {
            let html = record.html()?;
            let page = Page::new(&html);
            let outcome = page.decide(&model, Favor::Balanced, &|token| Page::lookup(&model, token));
            Ok(judged(record, &page, &outcome.kept, outcome.expected))
        })?;
        results.iter().for_each(|score| mean.add(score));
    }
    if mean.pages == 0.0 {
        return Err("no page has gold text".into());
    }
    let f1 = mean.f1(true);
    println!("the model has an F1 of {f1:.4} on {} pages that it has seen", mean.pages);
    if f1 < least { Err(format!("less than {least}").into()) } else { Ok(()) }
}
