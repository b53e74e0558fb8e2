//! How much memory an extraction takes at its peak, for each byte of input: counted by the allocator, so the same everywhere.
//!
//! A binary of its own, and one test after the other in it, since the count is one for the whole process.

#[path = "../benches/hostile/mod.rs"]
mod hostile;

use bodytext::{Article, Extractor, Hints, Options, Scope};
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

#[test]
fn memory_is_bounded_for_each_byte_of_input() {
    // What is made once, with the first extraction.
    peak(b"<title>Tea</title><p>Green tea.", Scope::Auto);
    let mut too_much = Vec::new();
    #[cfg(feature = "markdown")]
    check_markdown(&mut too_much);
    let mut check = |name: &str, input: &[u8], most: usize| {
        for scope in [Scope::Page, Scope::Body] {
            let peak = peak(input, scope);
            let bytes = peak as f64 / input.len() as f64;
            if std::env::var_os("SHOW_MEMORY").is_some() {
                println!("{bytes:6.1} {scope:?} {name}");
            }
            if peak > most {
                too_much.push(format!("{name}: {bytes:.1} bytes a byte as {scope:?}"));
            }
        }
    };
    for family in hostile::FAMILIES {
        let input = hostile::input(family, SIZE).into_bytes();
        check(family.0, &input, A_BYTE * input.len() + BESIDES);
    }
    for family in hostile::BYTE_FAMILIES {
        let input = hostile::bytes(family, SIZE);
        check(family.0, &input, A_BYTE * input.len() + BESIDES);
    }
    // A sample of pairs, the shapes taking turns.
    for (at, first) in hostile::SNIPPETS.iter().enumerate() {
        for (beside, second) in hostile::SNIPPETS.iter().enumerate() {
            let number = at * hostile::SNIPPETS.len() + beside;
            if number.is_multiple_of(61) {
                let shape = hostile::SHAPES[number / 61 % hostile::SHAPES.len()];
                let input = hostile::combined(&[*first, *second], shape, SIZE / 2).into_bytes();
                check(&format!("{} {} {shape:?}", first.0, second.0), &input, A_BYTE * input.len() + BESIDES);
            }
        }
    }
    for (name, page) in pages() {
        check(&name, &page, A_BYTE_OF_A_PAGE * page.len() + BESIDES);
    }
    assert!(too_much.is_empty(), "{too_much:#?}");
}

#[cfg(feature = "markdown")]
fn check_markdown(too_much: &mut Vec<String>) {
    for (name, before, repeated) in MARKDOWN {
        let input = format!("{before}{}", repeated.repeat(SIZE / repeated.len()));
        let peak = peak_with(input.as_bytes(), Options::new().with_markdown(true));
        let bytes = peak as f64 / input.len() as f64;
        if std::env::var_os("SHOW_MEMORY").is_some() {
            println!("{bytes:6.1} Markdown {name}");
        }
        if peak > A_BYTE_OF_MARKDOWN * input.len() + BESIDES {
            too_much.push(format!("{name}: {bytes:.1} bytes a byte as Markdown"));
        }
    }
}

/// Pages that people made, where the corpora are beside the project: every tenth of WCXB.
fn pages() -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/wcxb/html");
    let Ok(entries) = std::fs::read_dir(folder) else {
        eprintln!("skipped: no ../shared/corpora; only the families are measured");
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let read = |file: &PathBuf| {
        let mut page = Vec::new();
        flate2::read::GzDecoder::new(File::open(file).ok()?).read_to_end(&mut page).ok()?;
        Some((file.display().to_string(), page))
    };
    files.iter().step_by(10).filter_map(read).collect()
}
