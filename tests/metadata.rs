//! What pages say about themselves: one trial a page of `fixtures/metadata`, one source at a time.
//!
//! Beside each page stands what is to be found in it; fields that are not named there are not looked at.

use bodytext::{Diagnostic, Extractor, Field, Hints, Metadata, Options, Source, Status};
use record::field;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

mod record;

fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/metadata");
    let entries = std::fs::read_dir(root).expect("the folder is there").map(|entry| entry.expect("an entry").path());
    let mut pages: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|name| name == "html")).collect();
    pages.sort();
    pages
}

fn expected(page: &Path) -> Value {
    let text = std::fs::read_to_string(page.with_extension("json")).expect("what is expected stands beside the page");
    serde_json::from_str(&text).expect("it is JSON")
}

fn hints(expected: &Value) -> Hints {
    let mut hints = Hints::new();
    if let Some(url) = expected["hints"]["url"].as_str() {
        hints = hints.with_url(url);
    }
    if let Some(seconds) = expected["hints"]["reference_time"].as_u64() {
        hints = hints.with_reference_time(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
    }
    hints
}

fn source(metadata: &Metadata, name: &str) -> Value {
    let field = match name {
        "authors" => Field::Authors,
        "title" => Field::Title,
        "published" => Field::Published,
        "lead_image" => Field::LeadImage,
        "canonical_url" => Field::CanonicalUrl,
        "reading_minutes" => Field::ReadingMinutes,
        other => panic!("no such field: {other}"),
    };
    json!(metadata.source(field).map(Source::name))
}

#[test]
fn every_page_says_what_stands_beside_it() {
    let mut wrong = Vec::new();
    for page in pages() {
        let expected = expected(&page);
        let html = std::fs::read_to_string(&page).expect("the page is there");
        let article = bodytext::extract_with(&html, &hints(&expected));
        for (name, value) in expected["metadata"].as_object().expect("an object") {
            if name == "sources" {
                for (name, value) in value.as_object().expect("an object") {
                    let found = source(article.metadata(), name);
                    if found != *value {
                        wrong.push(format!("{}: {name} from {found}, not {value}", page.display()));
                    }
                }
                continue;
            }
            let found = field(article.metadata(), name);
            if found != *value {
                wrong.push(format!("{}: {name} is {found}, not {value}", page.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_source_can_be_switched_off_alone() {
    for page in pages() {
        let html = std::fs::read_to_string(&page).expect("the page is there");
        let hints = hints(&expected(&page));
        let whole = bodytext::extract_with(&html, &hints);
        for source in Source::ALL {
            let without =
                Extractor::new(Options::new().with_metadata_source(source, false)).extract_with(&html, &hints);
            let metadata = without.metadata();
            let fields =
                [Field::Title, Field::Authors, Field::Published, Field::Modified, Field::LeadImage, Field::Tags];
            for field in fields {
                assert_ne!(metadata.source(field), Some(source), "{}: {field:?}", page.display());
            }
            assert!(metadata.candidates().iter().all(|candidate| candidate.source != source), "{}", page.display());
            assert_eq!(without.text(), whole.text(), "{}: {source}", page.display());
        }
    }
}

#[test]
fn the_candidates_that_lost_are_listed() {
    let html = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/metadata/open-graph.html"))
        .expect("the page is there")
        .replace("<nav>", "<meta name=author content='Cy Ito'><nav>");
    let article = bodytext::extract(&html);
    let lost = article.metadata().candidates();
    assert!(
        lost.iter().any(|lost| lost.field == Field::Authors && lost.source == Source::Meta && lost.value == "Cy Ito")
    );
    assert!(!lost.iter().any(|lost| lost.source == Source::OpenGraph && lost.value == "Ann Lee"));
}

#[test]
fn front_matter_comes_before_all_else() {
    let post = "---\ntitle: Tea\n---\n<meta property='og:title' content='Coffee'><meta name=author content='Ann Lee'><p>Green.</p>";
    let article = bodytext::extract(post);
    assert_eq!(article.metadata().title(), Some("Tea"));
    assert_eq!(article.metadata().source(Field::Title), Some(Source::FrontMatter));
    assert_eq!(article.metadata().authors(), ["Ann Lee"]);
    let without = Options::new().with_metadata_source(Source::FrontMatter, false);
    assert_eq!(Extractor::new(without).extract(post).metadata().title(), Some("Coffee"));
}

#[test]
fn a_body_says_nothing_by_what_it_shows() {
    let article =
        bodytext::extract("<h1>Green tea</h1><p>By Ann Lee, July 8, 2021</p><p>Green tea wants patience.</p>");
    assert_eq!(article.metadata(), &Metadata::default());
}

#[test]
fn structured_data_stands_in_for_a_page_without_text() {
    let html = "<html><head><title>Tea</title><script type='application/ld+json'>{\"@type\": \"Article\", \"headline\": \"Tea\", \
                \"articleBody\": \"Green tea wants patience.\\n\\nBlack tea does not.\"}</script></head>\
                <body><div id=root></div><script src=app.js></script></body></html>";
    let article = bodytext::extract(html);
    assert_eq!(article.text(), "Green tea wants patience.\n\nBlack tea does not.");
    assert_eq!(article.diagnostics(), [Diagnostic::StructuredBody]);
    assert!(article.blocks().all(|block| block.source().is_none()));
    // The confidence is that in the page's showing nothing.
    let shell = bodytext::extract(&html.replace("articleBody", "abstract"));
    assert!(shell.status().is_empty());
    assert_eq!((article.status(), article.confidence()), (Status::Found, shell.confidence()));
}

/// Pieces of which broken structured data and bylines are put together.
const PIECES: [&str; 24] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\u",
    "\\",
    "\"@type\":\"Article\"",
    "\"author\":",
    "\"name\"",
    "\"@id\":\"a\"",
    "By ",
    "作者：",
    "2021-07-08",
    "July 8",
    "（记者 张三）",
    "İ",
    "ﬀ",
    "<p class=author>",
    "<time datetime='x'>",
    " | ",
    "\u{0}",
];

proptest::proptest! {
    #[test]
    fn nothing_that_a_page_says_breaks_it(places in proptest::collection::vec(0..PIECES.len(), 0..60)) {
        let text: String = places.iter().map(|&place| PIECES[place]).collect();
        let html = format!(
            "<html><head><title>{text}</title><meta name=author content='{text}'><script type='application/ld+json'>{text}</script></head>\
             <body><h1>{text}</h1><p class=byline>{text}</p><p>{text}</p></body></html>"
        );
        let article = bodytext::extract(&html);
        proptest::prop_assert_eq!(&article, &bodytext::extract(&html));
        proptest::prop_assert!(article.metadata().authors().iter().all(|name| !name.trim().is_empty()));
    }
}

#[test]
fn hostile_pages_end_with_a_bounded_answer() {
    let page = |head: &str, top: &str| {
        format!(
            "<html><head><title>Tea</title>{head}</head><body><h1>Tea</h1>{top}<p>{}</p></body></html>",
            "Green tea. ".repeat(40)
        )
    };
    let script = |data: String| format!("<script type='application/ld+json'>{data}</script>");
    let bombs = [
        page(&script("[".repeat(100_000)), ""),
        page(&script("{\"a\":".repeat(100_000)), ""),
        page(&script(format!("{{\"@type\":\"Article\",\"headline\":\"{}\"}}", "x".repeat(10_000_000))), ""),
        page(&script(format!("[{}]", "{\"@type\":\"Article\",\"name\":\"Tea\"},".repeat(300_000))), ""),
        page(&script(format!("{{\"@id\":\"a\",\"x\":1,\"name\":[{}]}}", "{\"@id\":\"a\"},".repeat(5_000))), ""),
        page("", &"<p class=author>By </p>".repeat(50_000)),
        page("", &"<p class=date>".repeat(50_000)),
        page("", &format!("<p class=byline>By {}</p>", "Ann and ".repeat(200_000))),
        page("", &format!("<p class=date>{}</p>", "2021 ".repeat(200_000))),
        page(&"<meta name=author content='Ann Lee'>".repeat(100_000), ""),
    ];
    for bomb in bombs {
        let article = bodytext::extract(&bomb);
        assert!(article.metadata().candidates().len() < 1000, "{}", &bomb[..120]);
        assert!(article.metadata().authors().len() < 1000, "{}", &bomb[..120]);
    }
}

/// Addresses are compared as they are resolved.
#[cfg(feature = "url")]
#[test]
fn the_lead_image_is_that_of_the_body_where_it_stands_there() {
    let article = |lead: &str| {
        let page = format!(
            "<html><head><title>Green tea</title><meta property=og:image content={lead}></head><body><article>\
             <h1>Green tea</h1><figure><img src=/hill-400.jpg srcset='/hill-400.jpg 400w, /hill-1600.jpg 1600w' alt='A hill'>\
             </figure><p>It wants patience, cool water and a pot of clay, say those who grow it on the hill.</p></article>"
        );
        bodytext::extract_with(&page, &Hints::new().with_url("https://leaf.example/tea"))
    };
    for lead in ["/hill-400.jpg", "https://leaf.example/hill-1600.jpg"] {
        let article = article(lead);
        assert_eq!(article.metadata().lead_image(), Some(&article.images()[0]), "{lead}");
        assert_eq!(article.metadata().source(Field::LeadImage), Some(Source::OpenGraph));
        assert_eq!(article.images().len(), 1);
    }
    let other = article("/valley.jpg");
    assert_eq!(other.metadata().lead_image().unwrap().url(), "https://leaf.example/valley.jpg");
}
