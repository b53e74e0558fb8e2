//! What must hold whatever comes in: one function for each fuzz target.
//!
//! The ordinary tests include this file too, and put every input under `regressions/` through every function.

#![allow(missing_docs)]

use bodytext::{Article, BlockKind, Extractor, Options, Scope, SpanKind, Step};
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::collections::HashMap;

/// A fuzz target: its name, and what it does with an input.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: &[Target] = &[("extract", extract), ("options", options), ("rcdom", rcdom), ("render", render)];

/// Extraction is a function, its result is well-formed, and every letter of it stands in the input.
pub fn extract(data: &[u8]) {
    let input = String::from_utf8_lossy(data);
    let article = bodytext::extract(&input);
    assert_eq!(article, bodytext::extract(&input), "the same input gives the same article");
    well_formed(&article, &input);
    nothing_invented(&article, &input);
}

/// No option breaks the article; a base URL leaves the text alone, and limits that are not reached leave all alone.
///
/// The first bytes choose the options, the rest is the input.
pub fn options(data: &[u8]) {
    let Some((&[scope, bytes, nodes, depth], rest)) = data.split_first_chunk() else { return };
    let input = String::from_utf8_lossy(rest);
    let plain = Options::new().with_scope(match scope % 3 {
        0 => Scope::Auto,
        1 => Scope::Body,
        _ => Scope::Page,
    });
    let article = Extractor::new(plain.clone()).extract(&input);

    let based = Extractor::new(plain.clone().with_base_url("https://example.org/a/b?c#d")).extract(&input);
    well_formed(&based, &input);
    assert_eq!(article.text(), based.text(), "a base URL changes no text");
    assert_eq!(article.images().len(), based.images().len(), "a base URL changes no image");

    let wide = plain.clone().with_max_bytes(input.len()).with_max_nodes(1 << 20);
    assert_eq!(article, Extractor::new(wide).extract(&input), "a limit that is not reached changes nothing");

    let narrow = plain
        .with_max_bytes(usize::from(bytes) * 16)
        .with_max_nodes(usize::from(nodes))
        .with_max_depth(usize::from(depth));
    let mut extractor = Extractor::new(narrow);
    let cut = extractor.extract(&input);
    well_formed(&cut, &input);
    assert_eq!(cut, extractor.extract(&input), "an extractor keeps nothing from one input to the next");
}
