//! Runs the extraction over a corpus of pages with known answers, for a scorer to compare.
//!
//! `cargo run --release --example predict -- CORPUS_DIR [--split dev] [--favor recall] [--comments drop] > predictions.jsonl`
//!
//! A corpus is a directory with `pages.jsonl`, a JSON object a line, of which `id`, `split`, `url` and `html` (the path
//! of the gzip-compressed page) are read here. Each page becomes a line of output with `id`, `text`, `images`, `title`,
//! `author`, `date`, `status`, `confidence` and `ms`, the milliseconds that the extraction took, reading and writing not included.

use bodytext::{Article, Comments, Extractor, Favor, Hints, Image, Options};
use flate2::read::GzDecoder;
use serde_json::{Value, json};
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let Some(Arguments { corpus, split, options }) = arguments(std::env::args().skip(1)) else {
        eprintln!(
            "usage: predict CORPUS_DIR [--split NAME] [--favor precision|balanced|recall] [--comments auto|keep|drop]"
        );
        std::process::exit(2);
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in BufReader::new(File::open(corpus.join("pages.jsonl"))?).lines() {
        let page: Value = serde_json::from_str(&line?)?;
        if split.as_deref().is_some_and(|split| page["split"] != split) {
            continue;
        }
        let html = read_page(&corpus, &page)?;
        let url = page["url"].as_str();

        let start = Instant::now();
        let article = Extractor::new(options.clone()).extract_with(&html, &hints(url));
        let elapsed = start.elapsed();

        serde_json::to_writer(&mut out, &prediction(&page["id"], &article, url, elapsed.as_secs_f64() * 1000.0))?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}

/// What the command line asks for.
struct Arguments {
    corpus: PathBuf,
    split: Option<String>,
    options: Options,
}

fn arguments(args: impl Iterator<Item = String>) -> Option<Arguments> {
    let (mut corpus, mut split, mut options) = (None, None, Options::new());
    let mut args = args;
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--split" => split = Some(args.next()?),
            "--favor" => {
                options = options.with_favor(match args.next()?.as_str() {
                    "precision" => Favor::Precision,
                    "balanced" => Favor::Balanced,
                    "recall" => Favor::Recall,
                    _ => return None,
                })
            }
            "--comments" => {
                options = options.with_comments(match args.next()?.as_str() {
                    "auto" => Comments::Auto,
                    "keep" => Comments::Keep,
                    "drop" => Comments::Drop,
                    _ => return None,
                })
            }
            _ if corpus.is_none() && !arg.starts_with('-') => corpus = Some(PathBuf::from(arg)),
            _ => return None,
        }
    }
    Some(Arguments { corpus: corpus?, split, options })
}

fn read_page(corpus: &Path, page: &Value) -> Result<String, Box<dyn Error>> {
    let path = page["html"].as_str().ok_or("a page without `html`")?;
    let mut bytes = Vec::new();
    GzDecoder::new(BufReader::new(File::open(corpus.join(path))?)).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn hints(url: Option<&str>) -> Hints {
    url.map_or_else(Hints::new, |url| Hints::new().with_url(url))
}

/// The line for one page. Where a page has no address of its own, images are told apart as they are written.
fn prediction<'a>(id: &Value, article: &'a Article, url: Option<&str>, ms: f64) -> Value {
    let metadata = article.metadata();
    let address = |image: &'a Image| if url.is_some() { image.url() } else { image.raw.as_str() };
    let mut images: Vec<&str> = article.images().iter().map(address).collect();
    if let Some(lead) = metadata.lead_image().map(address)
        && !images.contains(&lead)
    {
        images.insert(0, lead);
    }
    json!({
        "id": id,
        "text": article.text(),
        "images": images,
        "title": metadata.title(),
        "author": byline(metadata.authors()),
        "date": metadata.published().or(metadata.modified()).map(|date| date.to_string()),
        "status": article.status().to_string(),
        "confidence": article.confidence(),
        "ms": ms,
    })
}

/// The authors as one line, as the answers have it: names with spaces in them apart by commas, Chinese and Japanese ones by
/// spaces.
fn byline(authors: &[String]) -> Option<String> {
    let is_cjk = |name: &String| name.chars().all(|c| ('\u{3040}'..='\u{9FFF}').contains(&c));
    let between = if authors.iter().all(is_cjk) { " " } else { ", " };
    (!authors.is_empty()).then(|| authors.join(between))
}
