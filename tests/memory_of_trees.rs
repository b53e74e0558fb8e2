//! What an extraction by way of html5ever's tree takes at its peak, beside one from the string: one of the reasons why the
//! library has a tree of its own, and takes that of others only with the feature `rcdom`. Counted by the allocator, so the same
//! on every machine.
//!
//! `cargo test --all-features --test memory_of_trees -- --nocapture` prints the figures of the README.
#![cfg(feature = "rcdom")]

use bodytext::Hints;
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::RcDom;
use peak_alloc::PeakAlloc;
use std::fs;
use std::path::Path;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

fn peak<T>(work: impl FnOnce() -> T) -> usize {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    std::hint::black_box(work());
    MEMORY.peak_usage() - before
}

fn parse(html: &str) -> RcDom {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..Default::default() };
    parse_document(RcDom::default(), ParseOpts { tree_builder, ..Default::default() }).one(html)
}

#[test]
fn extracting_by_way_of_html5evers_tree_takes_more_memory() {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages");
    let read = |folder: fs::DirEntry| fs::read_to_string(folder.path().join("input.html")).unwrap();
    let mut page: String = fs::read_dir(pages).unwrap().map(|folder| read(folder.unwrap())).collect();
    // As long as a long page of the web: the pages of the fixtures, one behind the other, four times.
    page = page.repeat(4);
    bodytext::extract(&page); // what is made once

    let own = peak(|| bodytext::extract(&page));
    let tree = peak(|| parse(&page));
    let by_tree = peak(|| bodytext::extract_dom(&parse(&page).document, &Hints::new()));
    let times = |bytes: usize| bytes as f64 / own as f64;
    println!("{} KB of HTML: extract {} KB", page.len() / 1000, own / 1000);
    println!("RcDom alone {:.1} times as much, with extract_dom {:.1} times", times(tree), times(by_tree));
    assert!(times(by_tree) > 1.4, "only {:.2} times as much", times(by_tree));
}
