//! What the caller knows of an input, and what a page says of its own address.

use bodytext::{Candidate, Extractor, Field, Hints, Options, Source};

const PAGE: &str = "<html lang=en><head><title>Green tea - The Leaf</title></head><body><article><h1>Green tea</h1>\
    <p>It wants patience, cool water and a pot of clay, say those who grow it on the slopes above the river.</p></article>";

/// The address that a relative reference in `html` comes to.
#[cfg(feature = "url")]
fn resolved(html: &str, hints: &Hints) -> Option<String> {
    let article = bodytext::extract_with(&format!("{html}<p>Tea <img src=a.png></p>"), hints);
    assert_eq!(article.diagnostics(), []);
    article.images()[0].resolved.clone()
}

#[cfg(feature = "url")]
#[test]
fn the_nearest_word_on_the_address_counts() {
    let saved = "<!DOCTYPE html><!-- saved from url=(0022)https://saved.example/ -->";
    let canonical = "<link rel='shortlink canonical' href=https://canonical.example/tea/green>";
    let base = "<base href=https://base.example/tea/>";
    let hints = Hints::new().with_url("https://hint.example/tea/green");
    for (html, hints, expected) in [
        (String::new(), &Hints::new(), None),
        (canonical.to_owned(), &Hints::new(), Some("https://canonical.example/tea/a.png")),
        (format!("{saved}{canonical}"), &Hints::new(), Some("https://saved.example/a.png")),
        (format!("{saved}{canonical}"), &hints, Some("https://hint.example/tea/a.png")),
        (format!("{saved}{canonical}{base}"), &hints, Some("https://base.example/tea/a.png")),
        (format!("{saved}<base href=/tea/>"), &Hints::new(), Some("https://saved.example/tea/a.png")),
        ("<link rel=canonical href=/tea>".to_owned(), &Hints::new(), None),
        ("<link rel=next href=https://next.example/>".to_owned(), &Hints::new(), None),
    ] {
        assert_eq!(resolved(&html, hints).as_deref(), expected, "{html}");
    }
}

#[cfg(feature = "url")]
#[test]
fn a_page_that_single_file_saved_knows_its_address() {
    let page = "<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://tea.example/posts/green?page=2 \n \
                saved date: Thu Jul 08 2021 16:41:32 GMT+0200\n--><meta charset=utf-8>";
    assert_eq!(resolved(page, &Hints::new()).as_deref(), Some("https://tea.example/posts/a.png"));
}

#[test]
fn one_extractor_serves_inputs_of_many_addresses() {
    let mut extractor = Extractor::new(Options::new().with_headline(true));
    for title in ["Green tea", "Black tea"] {
        let article = extractor.extract_with("<p>Three minutes.</p>", &Hints::new().with_title(title));
        assert_eq!(article.text(), format!("{title}\n\nThree minutes."));
    }
    assert_eq!(extractor.extract("<p>Three minutes.</p>").text(), "Three minutes.");
}

#[test]
fn what_the_caller_says_comes_before_what_the_page_says() {
    let hints = Hints::new().with_title("Tea, green").with_language("en-GB");
    let article = bodytext::extract_with(PAGE, &hints);
    let metadata = article.metadata();
    assert_eq!((metadata.title(), metadata.source(Field::Title)), (Some("Tea, green"), Some(Source::Caller)));
    assert_eq!((metadata.language(), metadata.source(Field::Language)), (Some("en-GB"), Some(Source::Caller)));
    // What is empty says nothing.
    let article = bodytext::extract_with(PAGE, &Hints::new().with_title(" ").with_language(""));
    assert_eq!((article.metadata().title(), article.metadata().language()), (Some("Green tea"), Some("en")));
}

#[test]
fn a_title_of_front_matter_that_the_caller_overrules_is_kept_as_a_candidate() {
    let post = "---\ntitle: Green tea\nauthor: Ann Lee\n---\n<p>Three minutes.</p>";
    let article = bodytext::extract_with(post, &Hints::new().with_title("Green tea, again"));
    assert_eq!(article.metadata().title(), Some("Green tea, again"));
    assert_eq!(article.metadata().authors(), ["Ann Lee"]);
    let told: Vec<&Candidate> = article.metadata().candidates().iter().collect();
    assert!(
        matches!(told[..], [Candidate { field: Field::Title, source: Source::FrontMatter, value, .. }] if value == "Green tea"),
        "{told:?}"
    );
}

#[test]
fn metadata_of_the_caller_can_be_switched_off_like_any_source() {
    let options = Options::new().with_metadata_source(Source::Caller, false);
    let article = Extractor::new(options).extract_with(PAGE, &Hints::new().with_title("Tea, green"));
    assert_eq!(article.metadata().title(), Some("Green tea"));
}

#[test]
fn the_headline_that_says_the_title_of_the_caller_is_no_text() {
    let page = "<body><div class=post><h2>Notes from the river</h2><p>It wants patience, cool water and a pot of clay, say those \
                who grow it on the slopes above the river.</p></div>";
    let article = Extractor::new(Options::new().with_scope(bodytext::Scope::Page))
        .extract_with(page, &Hints::new().with_title("Notes from the river"));
    assert!(!article.text().contains("Notes from the river"), "{}", article.text());
}

#[test]
fn explanations_take_hints_too() {
    let explanation = Extractor::default().explain_with(PAGE, &Hints::new().with_title("Tea, green"));
    assert_eq!(explanation.article().metadata().title(), Some("Tea, green"));
}
