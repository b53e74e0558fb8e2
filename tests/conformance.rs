//! The parser beside the standard's own suites and beside html5ever: the tree, and the tokens.
//!
//! The suites of html5lib and the pages stand beside the project, in `../shared`. A trial whose files are not there is "ignored", and
//! says so in its name. `ALL_PAGES=1` takes every page of the corpora, otherwise one in ten of the larger ones.

use bodytext::conformance::{difference, token_differences};
use flate2::read::GzDecoder;
use libtest_mimic::{Arguments, Failed, Trial};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Corpora with more pages than this are sampled.
const MANY: usize = 100;

fn main() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let mut trials = Vec::new();
    let trees = files(&shared.join("html5lib-tests/tree-construction"), "dat");
    add(&mut trials, "tree construction", trees, |file| same_trees(&sources_of(&read(file))));
    let mut tokens = files(&shared.join("html5lib-tests/tokenizer"), "test");
    // It is about an option to make XML of HTML, which the parser does not have.
    tokens.retain(|file| !file.ends_with("xmlViolation.test"));
    add(&mut trials, "tokens", tokens, |file| none_of(token_differences(&read(file))));
    let corpora = fs::read_dir(shared.join("corpora")).into_iter().flatten().flatten();
    let corpora = corpora.map(|entry| entry.path()).filter(|path| path.join("html").is_dir()).collect();
    add(&mut trials, "pages", corpora, |corpus| same_trees(&pages_of(corpus)));
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// A trial for each file; where there are none, one that is skipped.
fn add(trials: &mut Vec<Trial>, what: &str, files: Vec<PathBuf>, run: fn(&Path) -> Result<(), Failed>) {
    if files.is_empty() {
        let name = format!("{what}: skipped, ../shared has none");
        trials.push(Trial::test(name, || Ok(())).with_ignored_flag(true));
    }
    for file in files {
        let name = format!("{what}: {}", file.file_name().unwrap_or_default().display());
        trials.push(Trial::test(name, move || run(&file)));
    }
}

/// The files of a folder with this ending, in order; none where there is no such folder.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|own| own == extension)).collect();
    files.sort();
    files
}

fn read(file: &Path) -> String {
    String::from_utf8_lossy(&fs::read(file).unwrap()).into_owned()
}

/// Every source gives the tree that html5ever builds.
fn same_trees(sources: &[String]) -> Result<(), Failed> {
    none_of((sources.len(), sources.iter().filter_map(|source| difference(source)).collect()))
}

/// There are so many cases, and nothing of them differs.
fn none_of((count, differences): (usize, Vec<String>)) -> Result<(), Failed> {
    match differences.as_slice() {
        _ if count == 0 => Err("there are no cases".into()),
        [] => Ok(()),
        _ => Err(format!("{} of {count} differ\n{}", differences.len(), differences.join("\n\n")).into()),
    }
}

/// The sources in a file of the tree construction suite: what stands between `#data` and `#errors`.
fn sources_of(suite: &str) -> Vec<String> {
    let cases = suite.split("#data\n").filter_map(|case| case.split_once("\n#errors\n"));
    cases.map(|(source, _)| source.to_owned()).collect()
}

/// The pages of a corpus.
fn pages_of(corpus: &Path) -> Vec<String> {
    let files = files(&corpus.join("html"), "gz");
    let step = if std::env::var_os("ALL_PAGES").is_some() || files.len() <= MANY { 1 } else { 10 };
    let page = |path: &PathBuf| {
        let mut bytes = Vec::new();
        GzDecoder::new(File::open(path).unwrap()).read_to_end(&mut bytes).unwrap();
        // Where we do not do what the standard says, on purpose: frames in `<noscript>`, streamed content.
        String::from_utf8_lossy(&bytes).replace("<noscript><iframe", "<noscript><img").replace("$RC(", "$R(")
    };
    files.iter().step_by(step).map(page).collect()
}
