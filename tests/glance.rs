//! Parts of the work alone: metadata without the text, and the cheap test for articles.

use bodytext::{Extractor, Field, Hints, Metadata, Options, Source};

const ARTICLE: &str = "<html lang=en><head><title>Green tea - The Leaf</title><meta property=og:type content=article>\
    <meta property=article:published_time content=2021-07-08T16:41:32Z><link rel=canonical href=https://leaf.example/tea>\
    </head><body><nav><a href=/>Home</a></nav><main><h1>Green tea</h1><p class=byline>By Ann Lee</p><p>It wants patience, cool \
    water and a pot of clay, say those who grow it on the slopes above the river, and they have grown it long.</p><p>In spring \
    the leaves are picked by hand, carried down the hill and dried on bamboo trays before noon, as they were in the days of \
    the first growers.</p></main><footer>© The Leaf</footer>";

#[test]
fn metadata_alone_is_that_of_the_article() {
    let alone = bodytext::metadata(ARTICLE);
    let article = bodytext::extract(ARTICLE);
    let whole = article.metadata();
    assert_eq!(alone.title(), whole.title());
    assert_eq!((alone.authors(), whole.authors()), (&["Ann Lee".to_owned()][..], &["Ann Lee".to_owned()][..]));
    assert_eq!(alone.published(), whole.published());
    assert_eq!(alone.canonical_url(), Some("https://leaf.example/tea"));
    assert_eq!(alone.language(), Some("en"));
}

#[test]
fn metadata_alone_knows_front_matter_hints_and_switches() {
    let post = "---\ntitle: Green tea\n---\n<p>Three minutes.</p>";
    assert_eq!(bodytext::metadata(post).title(), Some("Green tea"));
    let mut extractor = Extractor::new(Options::new().with_metadata_source(Source::FrontMatter, false));
    assert_eq!(extractor.metadata(post, &Hints::new()).title(), None);
    let metadata = extractor.metadata(post, &Hints::new().with_title("Tea"));
    assert_eq!((metadata.title(), metadata.source(Field::Title)), (Some("Tea"), Some(Source::Caller)));
    assert_eq!(bodytext::metadata("GIF89a\0\0\u{1}\u{2}\0\0\0"), Metadata::default());
    assert_eq!(bodytext::metadata(""), Metadata::default());
}

#[test]
fn an_article_is_probably_one_and_a_list_of_links_is_none() {
    let probe = bodytext::probe(ARTICLE);
    assert!(probe.declares_article());
    assert_eq!(probe.paragraphs(), 2);
    assert!(probe.prose_bytes() > 250 && probe.prose_bytes() < probe.text_bytes());
    let long =
        ARTICLE.replace("</main>", &format!("<p>{}</p></main>", "The second harvest goes to the towns. ".repeat(20)));
    assert!(bodytext::is_probably_article(&long));

    let links: String = (0..80)
        .map(|n| format!("<li><a href=/{n}>A headline about tea number {n} and the towns along the river</a>"))
        .collect();
    let listing = format!("<title>The Leaf</title><ul>{links}</ul>");
    assert!(!bodytext::is_probably_article(&listing), "{:?}", bodytext::probe(&listing));
    // Prose that is not shown, or that stands in the footer, is none.
    let prose = "The second harvest goes to the towns along the river. ".repeat(20);
    for page in
        [format!("<footer><p>{prose}</footer>"), format!("<p hidden>{prose}"), format!("<script>{prose}</script>")]
    {
        assert_eq!(bodytext::probe(&page).paragraphs(), 0);
    }
    let chinese = "春天的茶叶要用手采，要在中午以前晒干，然后送到河边的镇上去卖，按重量论价，不问名字。".repeat(10);
    assert!(bodytext::is_probably_article(&format!("<div>{chinese}</div>")));
    assert!(!bodytext::is_probably_article(""));
}
