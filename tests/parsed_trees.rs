//! Articles out of trees that html5ever has parsed.

#![cfg(feature = "rcdom")]

use bodytext::{Article, EmptyReason, Extractor, Hints, Limit, Options, Scope, Status};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, RcDom};

fn tree(html: &str) -> Handle {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..Default::default() };
    let options = ParseOpts { tree_builder, ..Default::default() };
    parse_document(RcDom::default(), options).one(html).document.clone()
}

fn with(options: Options, html: &str) -> Article {
    Extractor::new(options).extract_dom(&tree(html), &Hints::new())
}

/// What is parted by tags that are none, and by NULs, is one text in html5ever's tree.
#[test]
fn a_joiner_at_the_start_stays_where_an_ignored_tag_parts_the_text() {
    for (html, text) in [
        ("&#8204</>>", "\u{200C}>"),
        ("<p>&zwj;</>b", "\u{200D}b"),
        ("<p>\u{200C}\0می‌خواهم", "\u{200C}می‌خواهم"),
        ("<li>\u{200F}</></>\u{200F}</>א", "\u{200F}\u{200F}א"),
        // Nothing follows at once: then they do nothing, and are dropped.
        ("<p>\u{200C}</> b", "b"),
        ("<p>\u{200C}<b>b</b>", "b"),
        ("<p>\u{200C}</></p><p>b", "b"),
    ] {
        assert_eq!(bodytext::extract(html).text(), text, "{html:?}");
        assert_eq!(bodytext::extract_dom(&tree(html), &Hints::new()).text(), text, "{html:?} as a tree");
    }
}

#[test]
fn a_tree_gives_the_article_of_its_source_however_its_text_is_parted() {
    const PIECES: [&str; 16] = [
        "a", " ", "\u{200C}", "\u{200B}", "</>", "\0", "&#8204;", "中", "\n", "<b>", "</b>", "<p>", "&nbsp;",
        "\u{3000}", ".", "<br>",
    ];
    let mut state = 0x0B0D_7E57_u64;
    let mut below = |limit: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % limit
    };
    for _ in 0..3_000 {
        let html: String = (0..2 + below(12)).map(|_| PIECES[below(PIECES.len())]).collect();
        assert_eq!(
            bodytext::extract(&html).text(),
            bodytext::extract_dom(&tree(&html), &Hints::new()).text(),
            "{html:?}"
        );
    }
}

/// In a page blocks are chosen, and the white space beside a chosen text is part of it.
#[test]
fn the_space_before_an_ignored_tag_stays_in_a_page() {
    for (html, text) in [
        ("r<c><title></title>\n</>s<nav>e/l", "r s"),
        ("<title>T</title>r<c><title></title> </>\n</></>s", "r s"),
        ("<title>T</title>r<c><title></title>s </>\n</></c>t", "rs t"),
    ] {
        let page = || Extractor::new(Options::new().with_scope(Scope::Page));
        assert_eq!(page().extract_dom(&tree(html), &Hints::new()).text(), text, "{html:?} as a tree");
        assert_eq!(page().extract(html).text(), text, "{html:?}");
    }
}

#[test]
fn a_tree_gives_the_page_of_its_source_however_its_text_is_parted() {
    const PIECES: [&str; 18] = [
        "a",
        "tea ",
        " ",
        "\n",
        "</>",
        "</>",
        "中",
        "<b>",
        "</b>",
        "<p>",
        "<c>",
        "</c>",
        "<nav>",
        "</nav>",
        "<title></title>",
        "<main>",
        "<a href=/>",
        ".",
    ];
    let mut state = 0x0B0D_7E57_u64;
    let mut below = |limit: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % limit
    };
    let mut page = Extractor::new(Options::new().with_scope(Scope::Page));
    for _ in 0..2_000 {
        let html: String = (0..2 + below(14)).map(|_| PIECES[below(PIECES.len())]).collect();
        let from_tree = page.extract_dom(&tree(&html), &Hints::new());
        assert_eq!(page.extract(&html).text(), from_tree.text(), "{html:?}");
    }
}

#[test]
fn limits_hold_for_trees() {
    let html = "<p>Green tea.</p><p title='a cup'>Black tea.</p><p>White tea.</p>";
    assert_eq!(with(Options::new(), html).limits().count(), 0);

    let article = with(Options::new().with_max_bytes(14), html);
    assert_eq!((article.text(), article.status()), ("Green tea.", Status::Found));
    assert!(article.limits().eq([Limit::Bytes]));
    let article = with(Options::new().with_max_bytes(4), "<p>Gr漢 tea");
    assert_eq!(article.text(), "Gr");

    // The document, <html>, <head> and <body>, then two for each paragraph.
    let article = with(Options::new().with_max_nodes(8), html);
    assert_eq!(article.text(), "Green tea.\n\nBlack tea.");
    assert!(article.limits().eq([Limit::Nodes]));

    let article = with(Options::new().with_max_output(12), html);
    assert_eq!(article.text(), "Green tea.");
    assert!(article.limits().eq([Limit::Output]));

    let deep = "<div>".repeat(40) + "<p>Green tea.";
    let article = with(Options::new().with_max_depth(20), &deep);
    assert_eq!(article.text(), "Green tea.");
    assert!(article.limits().eq([Limit::Depth]));

    let nothing = with(Options::new().with_max_bytes(0), html);
    assert_eq!(nothing.status(), Status::Empty(EmptyReason::Limited));
}
