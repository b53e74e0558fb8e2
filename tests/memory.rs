//! How much memory an extraction takes at its peak, for each byte of input: counted by the allocator, so the same everywhere.
//! `SHOW_MEMORY=1` prints what each input takes.
//!
//! A binary of its own, and one trial after the other in it, since the count is one for the whole process. The pages stand beside
//! the project, in `../shared`; where they are not there, their trial is "ignored", and says so in its name.

#[path = "../benches/hostile/mod.rs"]
mod hostile;

use bodytext::{Article, Extractor, Hints, Options, Scope};
use libtest_mimic::{Arguments, Failed, Trial};
use peak_alloc::PeakAlloc;
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What any input takes at most: so many bytes for each of its own, and so many besides.
const A_BYTE: usize = 48;
const BESIDES: usize = 3 << 20;

/// What a post in Markdown takes at most: the parser makes nodes of all marks before any HTML is made.
#[cfg(feature = "markdown")]
const A_BYTE_OF_MARKDOWN: usize = 290;

/// Posts in Markdown that cost the most, repeated.
#[cfg(feature = "markdown")]
const MARKDOWN: [(&str, &str, &str); 14] = [
    ("nested list marks", "", "- "),
    ("lists", "", "- a\n"),
    ("references to notes", "[^a]: a\n\n", "[^a]"),
    ("notes", "", "[^a]: a\n\n"),
    ("quotes in lists", "", "- > "),
    ("ordered marks", "", "1. "),
    ("quotes", "", "> "),
    ("rows of tables", "|a|b|\n|-|-|\n", "|a|b|\n"),
    ("short rows of tables", "|a|b|\n|-|-|\n", "a\n"),
    ("emphasis", "", "*a*"),
    ("code", "", "`a`"),
    ("line breaks", "", "a\\\n"),
    ("paragraphs", "", "a\n\n"),
    ("characters that are escaped", "", "<"),
];

/// What the pages that people make take at most.
const A_BYTE_OF_A_PAGE: usize = 4;

/// The size of hostile input here. The larger it is the less is hidden by what an extraction takes besides.
const SIZE: usize = 512 << 10;

/// The peak of memory, the input not counted, while an article is extracted and written in every notation. JSON goes to a
/// stream, as the program has it.
fn peak(input: &[u8], scope: Scope) -> usize {
    peak_with(input, Options::new().with_scope(scope))
}

fn peak_with(input: &[u8], options: Options) -> usize {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let article = Extractor::new(options).extract_bytes(input, &Hints::new());
    render(&article);
    MEMORY.peak_usage() - before
}

fn render(article: &Article) {
    std::hint::black_box(article.to_markdown());
    std::hint::black_box(article.to_html());
    #[cfg(feature = "serde")]
    serde_json::to_writer_pretty(std::io::sink(), article).unwrap();
}

fn main() {
    let arguments = Arguments { test_threads: Some(1), ..Arguments::from_args() };
    // What is made once, with the first extraction.
    peak(b"<title>Tea</title><p>Green tea.", Scope::Auto);
    let mut trials = vec![
        Trial::test("hostile families", || none_of(families().flat_map(|(name, input)| over(&name, &input, A_BYTE)))),
        Trial::test("large inputs", || none_of(large())),
        Trial::test("pairs of snippets", || none_of(pairs().flat_map(|(name, input)| over(&name, &input, A_BYTE)))),
    ];
    #[cfg(feature = "markdown")]
    trials.push(Trial::test("posts in Markdown", || none_of(MARKDOWN.into_iter().filter_map(over_as_markdown))));
    let pages = pages();
    trials.push(match pages.is_empty() {
        true => Trial::test("pages: skipped, ../shared has none", || Ok(())).with_ignored_flag(true),
        false => Trial::test("pages", move || {
            let read = pages.iter().filter_map(|file| Some((file.display().to_string(), read(file)?)));
            none_of(read.flat_map(|(name, page)| over(&name, &page, A_BYTE_OF_A_PAGE)))
        }),
    });
    libtest_mimic::run(&arguments, trials).exit();
}

/// No input takes too much.
fn none_of(too_much: impl Iterator<Item = String>) -> Result<(), Failed> {
    let too_much: Vec<String> = too_much.collect();
    if too_much.is_empty() { Ok(()) } else { Err(too_much.join("\n").into()) }
}

/// What is to be said of an input that takes more than so many bytes for each of its own.
fn over(name: &str, input: &[u8], most: usize) -> Vec<String> {
    let scopes = [Scope::Page, Scope::Body].into_iter();
    scopes.filter_map(|scope| judged(&format!("{name} as {scope:?}"), peak(input, scope), input, most)).collect()
}

fn judged(name: &str, peak: usize, input: &[u8], most: usize) -> Option<String> {
    let bytes = peak as f64 / input.len() as f64;
    if std::env::var_os("SHOW_MEMORY").is_some() {
        println!("{bytes:6.1} {name}");
    }
    (peak > most * input.len() + BESIDES).then(|| format!("{name}: {bytes:.1} bytes a byte"))
}

fn families() -> impl Iterator<Item = (String, Vec<u8>)> {
    let texts = hostile::FAMILIES.iter().map(|family| (family.0.to_owned(), hostile::input(family, SIZE).into_bytes()));
    let bytes = hostile::BYTE_FAMILIES.iter().map(|family| (family.0.to_owned(), hostile::bytes(family, SIZE)));
    texts.chain(bytes)
}

/// Those that take the most, with blocks by the million: there a list grows in other steps than in a small input.
fn large() -> impl Iterator<Item = String> {
    let names = ["list items of a page", "blocks of a page", "unclosed b in p"];
    let families = hostile::FAMILIES.iter().filter(move |family| names.contains(&family.0));
    families.flat_map(|family| {
        [8, 12].into_iter().filter_map(|megabytes| {
            let input = hostile::input(family, megabytes << 20).into_bytes();
            judged(&format!("{}, {megabytes} MB", family.0), peak(&input, Scope::Page), &input, A_BYTE)
        })
    })
}

/// A sample of pairs, the shapes taking turns.
fn pairs() -> impl Iterator<Item = (String, Vec<u8>)> {
    let count = hostile::SNIPPETS.len();
    (0..count * count).step_by(61).map(move |number| {
        let (first, second) = (hostile::SNIPPETS[number / count], hostile::SNIPPETS[number % count]);
        let shape = hostile::SHAPES[number / 61 % hostile::SHAPES.len()];
        let name = format!("{} {} {shape:?}", first.0, second.0);
        (name, hostile::combined(&[first, second], shape, SIZE / 2).into_bytes())
    })
}

#[cfg(feature = "markdown")]
fn over_as_markdown((name, before, repeated): (&str, &str, &str)) -> Option<String> {
    let input = format!("{before}{}", repeated.repeat(SIZE / repeated.len()));
    let peak = peak_with(input.as_bytes(), Options::new().with_markdown(true));
    judged(&format!("{name} as Markdown"), peak, input.as_bytes(), A_BYTE_OF_MARKDOWN)
}

/// Pages that people made, where the corpora are beside the project: every tenth of WCXB.
fn pages() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/wcxb/html");
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.sort();
    files.into_iter().step_by(10).collect()
}

fn read(file: &PathBuf) -> Option<Vec<u8>> {
    let mut page = Vec::new();
    flate2::read::GzDecoder::new(File::open(file).ok()?).read_to_end(&mut page).ok()?;
    Some(page)
}
