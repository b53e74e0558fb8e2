//! Every page of the corpora, where they are at hand. `ALL_PAGES=1` takes them all, otherwise one in ten of the many.

use super::difference;
use flate2::read::GzDecoder;
use std::io::Read;
use std::path::{Path, PathBuf};

const CORPORA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpora");

/// Corpora with more pages than this are sampled.
const MANY: usize = 100;

#[test]
fn every_page_gives_the_same_tree() {
    let Ok(corpora) = std::fs::read_dir(CORPORA) else {
        eprintln!("skipped: no corpora at {CORPORA}");
        return;
    };
    let all = std::env::var_os("ALL_PAGES").is_some();
    let mut failures = Vec::new();
    for corpus in corpora {
        let pages = pages_of(&corpus.unwrap().path());
        let step = if all || pages.len() <= MANY { 1 } else { 10 };
        for path in pages.iter().step_by(step) {
            let mut bytes = Vec::new();
            GzDecoder::new(std::fs::File::open(path).unwrap()).read_to_end(&mut bytes).unwrap();
            // Where we do not do what the standard says, on purpose: frames in `<noscript>`, streamed content.
            let page = String::from_utf8_lossy(&bytes).replace("<noscript><iframe", "<noscript><img");
            let page = page.replace("$RC(", "$R(");
            if let Some(difference) = difference(&page) {
                failures.push(format!("{}: {difference}", path.display()));
            }
        }
    }
    assert!(failures.is_empty(), "{} pages differ\n{}", failures.len(), failures.join("\n\n"));
}

fn pages_of(corpus: &Path) -> Vec<PathBuf> {
    let folder = std::fs::read_dir(corpus.join("html")).unwrap();
    let mut pages: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    pages
}
