//! Dates, authors and titles in the forms in which pages write them, one line at a time, and the sources by their order.

use bodytext::{Article, Extractor, Field, Hints, Options, Source};
use std::time::{Duration, SystemTime};

const TEXT: &str = "<p>In spring the leaves are picked by hand, carried down the hill and dried on bamboo trays before noon.</p>\
    <p>The second harvest is coarser and goes to the towns along the river, where it is sold by weight, without names.</p>";

fn page(title: &str, head: &str, body: &str) -> String {
    format!(
        "<!doctype html><html><head><title>{title}</title>{head}</head><body><nav><a href=/teas>Teas</a></nav>\
         <main><article>{body}</article></main></body></html>"
    )
}

/// A page that has a line below its headline.
fn with_line(line: &str) -> String {
    page("Green tea in spring", "", &format!("<h1>Green tea in spring</h1>{line}{TEXT}"))
}

fn published(article: &Article) -> Option<String> {
    article.metadata().published().and_then(bodytext::Date::iso)
}

#[test]
fn dates_are_read_in_each_form_that_pages_show() {
    for (written, expected) in [
        ("2021年7月8日 16:41", "2021-07-08T16:41:00"),
        ("2021-07-08 16:41", "2021-07-08T16:41:00"),
        ("2021-07-08T16:41:32+08:00", "2021-07-08T16:41:32+08:00"),
        ("Thu, 08 Jul 2021 16:41:32 GMT", "2021-07-08T16:41:32+00:00"),
        ("8 juillet 2021", "2021-07-08"),
        ("3. März 2020", "2020-03-03"),
        ("July 8th, 2021", "2021-07-08"),
        ("8 de julio de 2021", "2021-07-08"),
        ("8 июля 2021 г.", "2021-07-08"),
        ("08.07.21", "2021-07-08"),
        ("8 Jul '21", "2021-07-08"),
        ("Published on July 8, 2021 | 5 comments", "2021-07-08"),
        ("发布时间：2021-07-08 16:41", "2021-07-08T16:41:00"),
    ] {
        for line in [format!("<p>{written}</p>"), format!("<p class=post-date>{written}</p>")] {
            assert_eq!(published(&bodytext::extract(&with_line(&line))).as_deref(), Some(expected), "{line}");
        }
    }
    for none in ["31 June 2021", "03/04/2021", "July 2021", "8 July", "2021", "16:41", "2 hours ago", "3小时前"] {
        assert_eq!(published(&bodytext::extract(&with_line(&format!("<p class=date>{none}</p>")))), None, "{none}");
    }
}

#[test]
fn relative_dates_need_a_time_to_count_from_and_none_is_in_the_future() {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_625_762_492); // 2021-07-08T16:41:32Z
    let hints = Hints::new().with_reference_time(now);
    for (written, expected) in [
        ("3小时前", Some("2021-07-08T13:41:32+00:00")),
        ("2 hours ago", Some("2021-07-08T14:41:32+00:00")),
        ("vor 3 Tagen", Some("2021-07-05")),
        ("昨天", Some("2021-07-07")),
        ("July 8, 2022", None),
    ] {
        let article = bodytext::extract_with(&with_line(&format!("<p class=date>{written}</p>")), &hints);
        assert_eq!(published(&article).as_deref(), expected, "{written}");
    }
}

#[test]
fn authors_are_found_in_each_form_that_pages_show() {
    for (line, expected) in [
        ("<p>By Ann Lee, Ben Sato and Cy Ito</p>", &["Ann Lee", "Ben Sato", "Cy Ito"][..]),
        ("<p>Von Anna Lind</p>", &["Anna Lind"]),
        ("<p>Par Anne Legrand et Luc Petit</p>", &["Anne Legrand", "Luc Petit"]),
        ("<p>作者：张三</p>", &["张三"]),
        ("<p>记者 张三 李四</p>", &["张三", "李四"]),
        ("<p>文／王小明</p>", &["王小明"]),
        ("<p>作者：张三　责任编辑：李四</p>", &["张三"]),
        ("<p class=byline>By Ann Lee, Senior Editor</p>", &["Ann Lee"]),
        ("<p class=byline>By Ann Lee Staff Writer</p>", &["Ann Lee"]),
        ("<p class=byline>Ann (A. J.) Lee</p>", &["Ann (A. J.) Lee"]),
        ("<p class=byline>Text, Fotos: Anna Lind</p>", &["Anna Lind"]),
        ("<p class=byline>Interview: Anna Lind</p>", &["Anna Lind"]),
        ("<p class=byline>Eingestellt von Anna Lind</p>", &["Anna Lind"]),
        ("<p class=author>Zeige alle Beiträge von Anna Lind</p>", &["Anna Lind"]),
        ("<p class=author>Veröffentlicht am 8. Juli 2021 von Anna Lind</p>", &["Anna Lind"]),
        ("<p class=byline>Ann Lee Twitter</p>", &["Ann Lee"]),
        ("<p class=author>admin</p>", &[]),
        ("<p class=author>Veröffentlicht am</p>", &[]),
        ("<p class=author>https://leaf.example/ann</p>", &[]),
        ("<p class=author>July 8, 2021</p>", &[]),
        ("<p class=author>责任编辑：李四</p>", &[]),
        // Whom somebody talked to has written nothing.
        ("<p>Interview Anna Lind</p>", &[]),
    ] {
        assert_eq!(bodytext::extract(&with_line(line)).metadata().authors(), expected, "{line}");
    }
    let signed = page("春茶", "", &format!("<h1>春茶</h1>{TEXT}<p>村里的老人说，明年会更好。（叶小舟）</p>"));
    assert_eq!(bodytext::extract(&signed).metadata().authors(), ["叶小舟"]);
}

#[test]
fn site_and_publisher_are_no_authors() {
    let head = "<meta property=og:site_name content='The Leaf'><meta name=publisher content='Leaf Press'>";
    for author in ["The Leaf", "Leaf Press", "THE LEAF"] {
        let head = format!("{head}<meta name=author content='{author}'>");
        let article = bodytext::extract(&page("Tea", &head, &format!("<h1>Green tea</h1>{TEXT}")));
        assert_eq!(article.metadata().authors(), [""; 0], "{author}");
    }
}

#[test]
fn titles_lose_the_name_of_the_site_and_no_more() {
    for (title, headline, expected) in [
        ("港口新航线开通_观察者网", "", "港口新航线开通"),
        ("Green tea wants patience - BBC News", "", "Green tea wants patience"),
        ("Green tea wants patience | The Leaf", "", "Green tea wants patience"),
        ("The Leaf | Green tea wants patience", "Green tea wants patience", "Green tea wants patience"),
        ("The Leaf: Green tea wants patience", "Green tea wants patience", "Green tea wants patience"),
        ("Green tea: a guide to patience", "", "Green tea: a guide to patience"),
        ("Green tea wants patience - The Hill Leaf", "The Hill Leaf", "Green tea wants patience"),
    ] {
        let html = page(title, "", &format!("<h1>{headline}</h1>{TEXT}"));
        assert_eq!(bodytext::extract(&html).metadata().title(), Some(expected), "{title}, {headline}");
    }
}

/// A page on which every source tells another day, the most trusted the first.
fn told_by_all() -> String {
    let head = "<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"Green tea in spring\",\"datePublished\":\"2021-07-01\"}</script>\
        <meta property=article:published_time content=2021-07-04><meta name=date content=2021-07-13><meta name=DC.date.issued content=2021-07-16>";
    let body = format!(
        "<h1>Green tea in spring</h1><span itemprop=datePublished content=2021-07-07></span>\
         <span property=schema:datePublished content=2021-07-10></span><time datetime=2021-07-19>today</time>\
         <p class=date>July 22, 2021</p>{TEXT}"
    );
    page("Green tea in spring", head, &body)
}

/// The sources of a date, the most trusted first.
const SOURCES_OF_DATES: [Source; 10] = [
    Source::JsonLd,
    Source::OpenGraph,
    Source::Microdata,
    Source::Rdfa,
    Source::Meta,
    Source::DublinCore,
    Source::Time,
    Source::Byline,
    Source::Url,
    Source::Text,
];

fn hints() -> Hints {
    Hints::new().with_url("https://leaf.example/2021/07/25/tea")
}

#[test]
fn when_a_source_is_switched_off_the_next_one_is_believed() {
    let mut options = Options::new();
    for source in SOURCES_OF_DATES {
        let article = Extractor::new(options.clone()).extract_with(&told_by_all(), &hints());
        assert_eq!(article.metadata().source(Field::Published), Some(source));
        options = options.with_metadata_source(source, false);
    }
    assert_eq!(published(&Extractor::new(options).extract_with(&told_by_all(), &hints())), None);
}

#[test]
fn a_source_that_is_switched_off_alone_takes_nothing_else_away() {
    for off in SOURCES_OF_DATES {
        let article =
            Extractor::new(Options::new().with_metadata_source(off, false)).extract_with(&told_by_all(), &hints());
        let expected = if off == Source::JsonLd { Source::OpenGraph } else { Source::JsonLd };
        assert_eq!(article.metadata().source(Field::Published), Some(expected), "{off}");
        assert_eq!(article.metadata().title(), Some("Green tea in spring"), "{off}");
        let told = |source| article.metadata().candidates().iter().any(|told| told.source == source);
        let rest = SOURCES_OF_DATES.into_iter().filter(|source| ![off, expected].contains(source));
        assert!(rest.into_iter().all(told), "{off}");
    }
}

/// A page on which every source names another author, and most another picture and another description.
fn named_by_all() -> String {
    let head = "<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"Green tea in spring\",\
            \"author\":\"Ann Lee\",\"description\":\"Told by data.\",\"image\":\"https://leaf.example/data.jpg\"}</script>\
        <meta property=article:author content='Cy Ito'><meta property=og:description content='Told by the graph.'>\
        <meta property=og:image content=https://leaf.example/graph.jpg><meta name=DC.creator content='Eve Brandt'>\
        <meta name=DC.description content='Told by the core.'><meta name=author content='Finn Lund'>\
        <meta name=description content='Told by the head.'><meta name=twitter:description content='Told by the card.'>\
        <meta name=twitter:image content=https://leaf.example/card.jpg><link rel=image_src href=https://leaf.example/link.jpg>";
    let body = format!(
        "<h1>Green tea in spring</h1><span itemprop=author content='Ben Sato'></span>\
         <span property=schema:author content='Dora Keller'></span><p class=byline>By Gus Moreau</p><p>By Hana Mori</p>{TEXT}"
    );
    page("Green tea in spring", head, &body)
}

#[test]
fn when_a_source_of_authors_descriptions_and_pictures_is_switched_off_the_next_one_is_believed() {
    let sources_in_order: [(Field, &[Source]); 3] = [
        (
            Field::Authors,
            &[
                Source::JsonLd,
                Source::Microdata,
                Source::OpenGraph,
                Source::Rdfa,
                Source::DublinCore,
                Source::Meta,
                Source::Byline,
            ],
        ),
        (
            Field::Description,
            &[Source::JsonLd, Source::OpenGraph, Source::DublinCore, Source::Meta, Source::TwitterCard],
        ),
        (Field::LeadImage, &[Source::OpenGraph, Source::JsonLd, Source::TwitterCard, Source::Html]),
    ];
    let html = named_by_all();
    for (field, sources) in sources_in_order {
        let mut options = Options::new();
        for &source in sources {
            let article = Extractor::new(options.clone()).extract(&html);
            assert_eq!(article.metadata().source(field), Some(source), "{field:?}");
            options = options.with_metadata_source(source, false);
        }
        assert_eq!(Extractor::new(options).extract(&html).metadata().source(field), None, "{field:?}");
    }
}

#[test]
fn a_source_of_authors_that_is_switched_off_alone_takes_no_other_field_away() {
    let html = named_by_all();
    let whole = bodytext::extract(&html);
    for off in Source::ALL {
        let article = Extractor::new(Options::new().with_metadata_source(off, false)).extract(&html);
        let (metadata, before) = (article.metadata(), whole.metadata());
        assert_eq!(metadata.title(), before.title(), "{off}");
        for field in [Field::Authors, Field::Description, Field::LeadImage] {
            assert_ne!(metadata.source(field), Some(off), "{off}");
            assert!(metadata.source(field).is_some(), "{off}: {field:?}");
            if before.source(field) != Some(off) {
                assert_eq!(metadata.source(field), before.source(field), "{off}: {field:?}");
            }
        }
    }
}

#[test]
fn structured_data_names_authors_in_every_shape() {
    for (author, expected) in [
        ("\"Ann Lee\"", &["Ann Lee"][..]),
        ("\"Ann Lee and Ben Sato\"", &["Ann Lee", "Ben Sato"]),
        ("{\"@type\":\"Person\",\"name\":\"Ann Lee\"}", &["Ann Lee"]),
        ("{\"givenName\":\"Ann\",\"familyName\":\"Lee\"}", &["Ann Lee"]),
        ("[{\"name\":\"Ann Lee\"},\"Ben Sato\"]", &["Ann Lee", "Ben Sato"]),
        ("{\"@id\":\"#ann\"}", &["Ann Lee"]),
        ("[{\"@id\":\"#ann\"},{\"@id\":\"#nobody\"}]", &["Ann Lee"]),
        ("{\"name\":[\"Ann Lee\",\"Ben Sato\"]}", &["Ann Lee", "Ben Sato"]),
        ("null", &[]),
    ] {
        let article = format!("{{\"@type\":\"Article\",\"headline\":\"Green tea in spring\",\"author\":{author}}}");
        let person = "{\"@id\":\"#ann\",\"@type\":\"Person\",\"name\":\"Ann Lee\"}";
        for data in [
            format!("[{article},{person}]"),
            format!("{{\"@context\":\"https://schema.org\",\"@graph\":[{article},{person}]}}"),
            format!("<!-- {{\"@graph\":[{article},{person},],}} -->"),
            format!("{article}</script><script type='application/ld+json'>{person}"),
        ] {
            let head = format!("<script type='application/ld+json'>{data}</script>");
            let html = page("Green tea in spring", &head, &format!("<h1>Green tea in spring</h1>{TEXT}"));
            assert_eq!(bodytext::extract(&html).metadata().authors(), expected, "{data}");
        }
    }
}

#[test]
fn an_offset_of_a_day_is_none() {
    for (written, expected) in [
        ("2021-07-08T16:41:32+25:00", "2021-07-08T16:41:32"),
        ("2021-07-08T16:41:32-24:00", "2021-07-08T16:41:32"),
        ("2021-07-08T16:41:32+14:00", "2021-07-08T16:41:32+14:00"),
    ] {
        assert_eq!(bodytext::Date::parse(written).iso().as_deref(), Some(expected), "{written}");
    }
}
