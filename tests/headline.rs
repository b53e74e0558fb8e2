//! The headline: of a page metadata, of a body text; first of all where it is wanted.

use bodytext::{BlockKind, Extractor, Options, Scope, Verdict};

const TEXT: &str = "Green tea wants patience. The leaves, picked in spring, lose their scent when the water boils, and no sugar \
                    brings it back; so let the kettle stand for five minutes before you pour.";
const MORE: &str = "The second infusion, as every grower in the hills will tell you, is the best of all. It is paler than the \
                    first, it smells of chestnuts and grass, and takes only a few seconds.";

fn page(title: &str, body: &str) -> String {
    format!(
        "<html><head><title>{title}</title></head><body><article>{body}<p>{TEXT}</p><p>{MORE}</p></article></body></html>"
    )
}

fn headed(html: &str) -> bodytext::Article {
    Extractor::new(Options::new().with_headline(true)).extract(html)
}

fn text_of_page() -> String {
    format!("{TEXT}\n\n{MORE}")
}

#[test]
fn the_headline_of_a_page_is_no_text_whatever_it_stands_in() {
    let title = "Green tea, and how to brew it";
    for headline in [
        format!("<h1>{title}</h1>"),
        format!("<h2 class=title><a href=/green>{title}</a></h2>"),
        "<h1>GREEN TEA — and how to brew it!</h1>".to_owned(),
        format!("<h1>{title} | The Leaf</h1>"),
        "<h1>\n  Green tea,<br> and how\n to brew it </h1>".to_owned(),
        format!("<div class=headline>{title}</div>"),
        format!("<p><b>{title}</b></p>"),
        format!("<table><tr><td><font size=5>{title}</font></td></tr></table>"),
        format!("<h1>{title}</h1><h2>{title}</h2>"),
        format!("<header><h1>{title}</h1></header>"),
    ] {
        for keep in [false, true] {
            // What is kept because its place is, and what the model keeps by itself.
            let html = page(&format!("{title} | The Leaf"), &headline);
            let options = Options::new().with_scope(Scope::Page);
            let options = if keep { options.with_favor(bodytext::Favor::Recall) } else { options };
            let article = Extractor::new(options).extract(&html);
            assert_eq!(
                article.metadata().title().map(|title| title.to_lowercase().contains("how to brew it")),
                Some(true),
                "{headline}"
            );
            assert_eq!(article.text(), text_of_page(), "{headline}");
        }
    }
}

#[test]
fn the_headline_comes_first_and_once_in_every_rendering() {
    for headline in ["<h1>Green tea</h1>", "<h3>Green tea</h3>", "", "<p>The Leaf</p><h2>Green tea</h2>"] {
        let article = headed(&page("Green tea | The Leaf", headline));
        assert!(article.text().starts_with("Green tea\n\n"), "{headline}");
        assert_eq!(article.text().matches("Green tea\n").count(), 1, "{headline}");
        assert!(article.to_markdown().starts_with("# Green tea\n\n"), "{headline}");
        assert!(article.to_html().starts_with("<h1>Green tea</h1>"), "{headline}");
        let first = article.blocks().next().unwrap();
        assert_eq!((first.kind(), first.text()), (&BlockKind::Heading { level: 1 }, "Green tea"), "{headline}");
    }
}

#[test]
fn what_says_the_title_again_or_says_more_is_text() {
    let html = page("Green tea", "<h1>Green tea</h1>").replace("</article>", "<h2>Green tea: the leaves</h2><p>Green tea</p><h2>Green tea</h2><p>It is made of leaves that no fire has touched, and of water, and of time.</p></article>");
    let text = bodytext::extract(&html).text().to_owned();
    assert_eq!(
        text,
        format!(
            "{TEXT}\n\n{MORE}\n\nGreen tea: the leaves\n\nGreen tea\n\nGreen tea\n\nIt is made of leaves that no fire has touched, and of water, and of time."
        )
    );
    let subheading = page("Green tea", "<h1>Green tea</h1><h2>Green tea for beginners</h2>");
    assert!(bodytext::extract(&subheading).text().starts_with("Green tea for beginners\n\n"));
}

#[test]
fn what_stands_in_the_headline_besides_stays() {
    let options = Options::new().with_keep("header img, header small".parse().unwrap());
    let html = page(
        "Green tea",
        "<header><h1><img src=cup.jpg width=600 height=400>Green tea<br><small>What the growers say</small></h1></header>",
    );
    let article = Extractor::new(options).extract(&html);
    assert_eq!(article.images()[0].url(), "cup.jpg");
    assert!(article.text().starts_with("What the growers say\n\nGreen tea wants"), "{}", article.text());
}

#[test]
fn a_page_of_nothing_but_its_headline_shows_it() {
    let html = "<html><head><title>Closed until spring</title></head><body><h1>Closed until spring</h1></body></html>";
    let options = Options::new().with_scope(Scope::Page).with_favor(bodytext::Favor::Recall);
    let article = Extractor::new(options.clone()).extract(html);
    let headed = Extractor::new(options.with_headline(true)).extract(html);
    if !article.status().is_empty() {
        assert_eq!(article.text(), "Closed until spring");
        assert_eq!(headed.text(), "Closed until spring");
    }
}

#[test]
fn a_selector_keeps_the_headline() {
    let options = Options::new().with_keep("h1".parse().unwrap());
    let article = Extractor::new(options).extract(&page("Green tea", "<h1>Green tea</h1>"));
    assert!(article.text().starts_with("Green tea\n\n"));
}

#[test]
fn nothing_is_left_out_of_a_body() {
    let post = format!("---\ntitle: Green tea\n---\n<h2>Green tea</h2><p>{TEXT}</p>");
    assert_eq!(bodytext::extract(&post).to_markdown(), format!("## Green tea\n\n{TEXT}\n"));
    // It begins with its title: that becomes the headline.
    assert_eq!(headed(&post).to_markdown(), format!("# Green tea\n\n{TEXT}\n"));
    let post = format!("---\ntitle: Green tea\n---\n<p>{TEXT}</p><h2>Green tea</h2><p>{MORE}</p>");
    assert_eq!(headed(&post).to_markdown(), format!("# Green tea\n\n{TEXT}\n\n## Green tea\n\n{MORE}\n"));
    // Nobody gives a title.
    assert_eq!(headed(&format!("<h2>Green tea</h2><p>{TEXT}</p>")).to_markdown(), format!("## Green tea\n\n{TEXT}\n"));
}

#[test]
fn a_headline_takes_of_the_room_that_there_is() {
    let html = page("Green tea", "<h1>Green tea</h1>");
    for room in [0, 5, 10, 40, 200] {
        let article = Extractor::new(Options::new().with_headline(true).with_max_output(room)).extract(&html);
        assert!(article.text().len() <= room, "{room}");
    }
}

#[test]
fn a_headline_is_explained_as_one() {
    let html = page("Green tea", "<h1>Green tea</h1>");
    let verdict = |options| Extractor::new(options).explain(&html).blocks()[0].verdict;
    assert_eq!(verdict(Options::new()), Verdict::Headline);
    assert_eq!(verdict(Options::new().with_headline(true)), Verdict::Kept);
}
