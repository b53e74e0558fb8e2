//! What holds for every input: nothing lost, nothing invented, nothing twice, no panic, the same answer each time.
//!
//! The bodies come from `generate`, the words to compare with from `reference`, which parses for itself.

use bodytext::{Article, Block, BlockKind, Extractor, Options, Scope, SpanKind, Step};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;
use std::{env, fs};

mod generate;
mod markdown;
mod reference;

/// The same cases in every run. `PROPTEST_CASES` and `PROPTEST_RNG_SEED` make it more of them, and others.
fn config(cases: u32) -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
    }
    if env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(20_240_229);
    }
    config
}

fn extract_body(html: &str) -> Article {
    Extractor::new(Options::new().with_scope(Scope::Body)).extract(html)
}

proptest! {
    #![proptest_config(config(128))]

    /// A body that hides nothing comes out with all its words, each as often as it stands there, and all its images.
    #[test]
    fn every_word_and_image_of_a_body_comes_out_once(body in generate::body()) {
        let html = generate::html(&body);
        let article = extract_body(&html);
        let expected = reference::text(&reference::parse(&html).document, true);
        prop_assert_eq!(reference::words(article.text()), reference::words(&expected), "{}\n{}", html, article.text());
        let images: Vec<&str> = article.images().iter().map(|image| image.url()).collect();
        prop_assert_eq!(images, generate::images(&body), "{}", html);
    }

    /// Whatever the scope is taken for, no word comes from nowhere and none comes more often than it stands there.
    #[test]
    fn no_word_is_invented(html in generate::soup()) {
        // A section of character data around a body is XML, not the comment that a parser of HTML sees.
        prop_assume!(!html.contains("<![CDATA["));
        let source = reference::parse(&html);
        for article in [bodytext::extract(&html), extract_body(&html)] {
            let invented = reference::invented(article.text(), &source.document);
            prop_assert!(invented.is_empty(), "{:?} in {:?} of {:?}", invented, article.text(), html);
        }
    }

    #[test]
    fn every_article_is_well_formed(html in prop_oneof![generate::soup(), generate::body().prop_map(|body| generate::html(&body))]) {
        check_form(&bodytext::extract(&html), &html)?;
    }

    #[test]
    fn any_string_is_an_input(text in any::<String>()) {
        check_form(&bodytext::extract(&text), &text)?;
    }

    /// The same input gives the same article, also where the extractor has read something else before.
    #[test]
    fn extraction_is_deterministic(first in generate::soup(), second in generate::soup()) {
        let mut extractor = Extractor::default();
        extractor.extract(&first);
        let after = extractor.extract(&second);
        prop_assert_eq!(&after, &bodytext::extract(&second));
    }

    /// The article's own HTML gives the same text in the same kinds of blocks.
    #[test]
    fn normalising_twice_changes_nothing(body in generate::body()) {
        let once = extract_body(&generate::html(&body));
        let html = once.to_html();
        let twice = extract_body(&html);
        prop_assert_eq!(once.text(), twice.text(), "{}", html);
        prop_assert_eq!(outline(&once), outline(&twice), "{}", html);
    }

    /// Markdown is read back as the same blocks with the same text.
    #[test]
    fn markdown_reads_back(body in generate::body()) {
        markdown::assert_reads_back(&extract_body(&generate::html(&body)));
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_reads_back(html in generate::soup()) {
        let article = bodytext::extract(&html);
        let json = serde_json::to_string(&article).expect("an article has no keys that JSON lacks");
        let read: Article = serde_json::from_str(&json).expect("JSON that the crate has written");
        prop_assert_eq!(read, article, "{}", json);
    }

    /// Elements around a body are not part of it.
    #[test]
    fn wrapping_changes_nothing(
        body in generate::body(),
        wrappers in proptest::collection::vec(proptest::sample::select(&["div", "section", "strong", "span"][..]), 1..6),
    ) {
        let html = generate::html(&body);
        let wrapped = wrappers.iter().fold(html.clone(), |inner, tag| format!("<{tag}>{inner}</{tag}>"));
        let (plain, wrapped_article) = (extract_body(&html), extract_body(&wrapped));
        prop_assert_eq!(plain.text(), wrapped_article.text(), "{}", wrapped);
        prop_assert_eq!(plain.images(), wrapped_article.images(), "{}", wrapped);
    }
}

proptest! {
    #![proptest_config(config(128))]

    /// A fixture that ends too early, as downloads do: no panic, no word that is not there.
    #[test]
    fn a_body_may_be_cut_anywhere(fixture in any::<prop::sample::Index>(), at in 0.0..1.0f64) {
        let input = fixture.get(&INPUTS);
        let cut = &input[..floor_char_boundary(input, (input.len() as f64 * at) as usize)];
        let article = bodytext::extract(cut);
        check_form(&article, cut)?;
        // The mark of a note parts words that are glued in the source.
        prop_assume!(!article.walk().any(|step| matches!(step, Step::Enter(block) if matches!(block.kind(), BlockKind::Footnote { .. }))));
        // To Markdown a tag that does not end is text.
        let unfinished = cut.rfind('<').filter(|&at| !cut[at..].contains('>'));
        let source = unfinished.map_or(cut.to_owned(), |at| format!("{}&lt;{}", &cut[..at], &cut[at + 1..]));
        let invented = reference::invented(article.text(), &reference::parse(&source).document);
        prop_assert!(invented.is_empty(), "{:?} in {:?} of {:?}", invented, article.text(), cut);
    }
}

/// The inputs of all fixtures.
static INPUTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let bodies = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bodies");
    let folders =
        fs::read_dir(bodies).expect("the fixtures are there").map(|entry| entry.expect("a readable folder").path());
    let mut inputs: Vec<_> = folders
        .flat_map(|folder| ["input.html", "input.md", "input.txt"].map(|name| folder.join(name)))
        .filter(|path| path.exists())
        .collect();
    inputs.sort();
    inputs.iter().map(|path| fs::read_to_string(path).expect("a fixture is UTF-8")).collect()
});

fn floor_char_boundary(text: &str, index: usize) -> usize {
    (0..=index).rev().find(|&index| text.is_char_boundary(index)).unwrap_or(0)
}

/// The kinds of an article's blocks, in order, with what tells blocks of a kind apart.
fn outline(article: &Article) -> Vec<String> {
    article
        .walk()
        .map(|step| match step {
            Step::Enter(block) => match block.kind() {
                // The numbers of images and of items follow from where they stand.
                BlockKind::Image { .. } => "Image".to_owned(),
                kind => format!("{kind:?}"),
            },
            Step::Leave(_) => "end".to_owned(),
            _ => unreachable!("a step enters a block or leaves it"),
        })
        .collect()
}

/// What is true of every article.
fn check_form(article: &Article, input: &str) -> Result<(), TestCaseError> {
    let text = article.text();
    // Only code may begin or end with white space, which is kept to the letter there.
    let mut leaves = article.walk().filter_map(|step| match step {
        Step::Enter(block) if !block.text().is_empty() && block.children().next().is_none() => Some(block),
        _ => None,
    });
    let is_code = |block: Option<Block<'_>>| block.is_some_and(|block| matches!(block.kind(), BlockKind::Code { .. }));
    let (first, last) = (leaves.next(), leaves.last());
    let last = last.or(first);
    prop_assert!(text == text.trim_start() || is_code(first), "white space before the text of {:?}", input);
    prop_assert!(text == text.trim_end() || is_code(last), "white space after the text of {:?}", input);
    // The ranges of the blocks that are open, the innermost last.
    let mut open: Vec<(Range<usize>, Option<Range<usize>>)> = Vec::new();
    let base = text.as_ptr() as usize;
    let mut end_of_previous = 0;
    for step in article.walk() {
        let block = match step {
            Step::Enter(block) => block,
            _ => {
                end_of_previous = open.pop().expect("a block is left after it is entered").0.end;
                continue;
            }
        };
        let start = block.text().as_ptr() as usize - base;
        let range = start..start + block.text().len();
        let source = block.source();
        if let Some(source) = &source {
            prop_assert!(
                source.start <= source.end && input.get(source.clone()).is_some(),
                "{:?} of {:?}",
                source,
                input
            );
        }
        if let Some((outer, outer_source)) = open.last() {
            let within = outer.start <= range.start && range.end <= outer.end;
            prop_assert!(within || range.is_empty(), "{:?} outside {:?} of {:?}", range, outer, input);
            if let (Some(outer), Some(inner)) = (outer_source, &source) {
                prop_assert!(
                    outer.start <= inner.start && inner.end <= outer.end,
                    "{:?} outside {:?} of {:?}",
                    inner,
                    outer,
                    input
                );
            }
        }
        prop_assert!(
            end_of_previous <= range.start || range.is_empty(),
            "{:?} overlaps its predecessor in {:?}",
            range,
            input
        );
        check_spans(block, article, input)?;
        check_kind(block, open.len(), input)?;
        end_of_previous = range.start;
        open.push((range, source));
    }
    prop_assert!(open.is_empty());
    Ok(())
}

/// Spans lie within their block, on character boundaries, sorted by start, outer ones first, nested without crossing.
fn check_spans(block: Block<'_>, article: &Article, input: &str) -> Result<(), TestCaseError> {
    let mut open: Vec<Range<usize>> = Vec::new();
    let mut previous_start = 0;
    for span in block.spans() {
        let range = span.range;
        prop_assert!(block.text().get(range.clone()).is_some(), "{:?} of {:?} in {:?}", range, block.text(), input);
        prop_assert!(previous_start <= range.start, "spans out of order in {:?}", input);
        previous_start = range.start;
        open.retain(|outer| outer.end > range.start || (outer.end == range.start && range.is_empty()));
        if let Some(outer) = open.last() {
            prop_assert!(range.end <= outer.end, "{:?} crosses {:?} in {:?}", range, outer, input);
        }
        match span.kind {
            SpanKind::Image { index, .. } => {
                prop_assert!(range.is_empty() && *index < article.images().len(), "{:?}", input);
            }
            SpanKind::LineBreak => prop_assert_eq!(&block.text()[range.clone()], "\n", "{:?}", input),
            _ => prop_assert!(!range.is_empty(), "an empty {:?} in {:?}", span.kind, input),
        }
        open.push(range);
    }
    Ok(())
}

/// Blocks stand where their kind may stand and are not empty.
fn check_kind(block: Block<'_>, depth: usize, input: &str) -> Result<(), TestCaseError> {
    let children: Vec<&BlockKind> = block.children().map(Block::kind).collect();
    let all = |wanted: fn(&BlockKind) -> bool| children.iter().all(|kind| wanted(kind));
    let fits = match block.kind() {
        BlockKind::List(_) => !children.is_empty() && all(|kind| matches!(kind, BlockKind::Item { .. })),
        BlockKind::Table => {
            !children.is_empty() && all(|kind| matches!(kind, BlockKind::Caption | BlockKind::Row { .. }))
        }
        BlockKind::Row { .. } => !children.is_empty() && all(|kind| matches!(kind, BlockKind::Cell(_))),
        BlockKind::DefinitionList => {
            !children.is_empty() && all(|kind| matches!(kind, BlockKind::Term | BlockKind::Definition))
        }
        BlockKind::Quote { .. } => !children.is_empty(),
        BlockKind::Heading { level } => (1..=6).contains(level) && children.is_empty(),
        BlockKind::Paragraph => {
            let has_image = block.spans().any(|span| matches!(span.kind, SpanKind::Image { .. }));
            children.is_empty() && (has_image || !block.text().trim().is_empty())
        }
        BlockKind::Item { .. } | BlockKind::Cell(_) => depth > 0,
        _ => true,
    };
    prop_assert!(fits, "{:?} at depth {} holds {:?} in {:?}", block.kind(), depth, children, input);
    Ok(())
}
