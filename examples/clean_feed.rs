//! Cleans a feed: RSS, Atom or JSON Feed in, a JSON Feed out in which every entry has safe HTML, plain text, a summary and a
//! picture.
//!
//! `cargo run --example clean_feed -- fixtures/programs/feed.xml`

use bodytext::{Article, Extractor, Hints, Options, Scope};
use feed_rs::model::{Entry, Feed, Link};
use serde_json::{Value, json};
use std::error::Error;
use std::fs::File;
use std::io::BufReader;

fn main() -> Result<(), Box<dyn Error>> {
    let Some(path) = std::env::args_os().nth(1) else {
        eprintln!("usage: clean_feed FILE");
        std::process::exit(2);
    };
    let feed = feed_rs::parser::parse(BufReader::new(File::open(path)?))?;
    println!("{:#}", clean(&feed)?);
    Ok(())
}

/// The feed as JSON Feed 1.1.
fn clean(feed: &Feed) -> Result<Value, bodytext::Error> {
    // The content of an entry is a body: all of it is the article, so nothing is left to judgement. One extractor serves all
    // entries; what differs from one to the next goes with the call.
    // A body keeps all its images, so pixels that count readers are pruned by their size.
    let options = Options::new().with_scope(Scope::Body).with_prune("img[width='1'], img[height='1']".parse()?);
    let mut extractor = Extractor::new(options);
    let items: Vec<Value> = feed.entries.iter().map(|entry| item(entry, feed, &mut extractor)).collect();
    Ok(json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title.as_ref().map(|title| &title.content),
        "home_page_url": address(&feed.links),
        "items": items,
    }))
}

fn item(entry: &Entry, feed: &Feed, extractor: &mut Extractor) -> Value {
    let url = address(&entry.links);
    let mut hints = Hints::new();
    if let Some(url) = url {
        hints = hints.with_url(url);
    }
    if let Some(language) = entry.language.as_ref().or(feed.language.as_ref()) {
        hints = hints.with_language(language);
    }
    // Titles in feeds may hold character references and tags, as bodies do.
    if let Some(title) = &entry.title {
        hints = hints.with_title(extractor.extract(&title.content).into_text());
    }
    let article = extractor.extract_with(body(entry), &hints);
    json!({
        "id": entry.id,
        "url": url,
        "title": article.metadata().title(),
        "language": article.metadata().language(),
        "authors": entry.authors.iter().map(|author| json!({ "name": author.name })).collect::<Vec<_>>(),
        "date_published": entry.published.or(entry.updated).map(|date| date.to_rfc3339()),
        "summary": article.excerpt(200),
        "image": picture(&article),
        "content_text": article.text(),
        "content_html": article.to_html(),
    })
}

/// The longest text that the feed gives for the entry; many feeds hold all of it in the summary.
fn body(entry: &Entry) -> &str {
    let content = entry.content.as_ref().and_then(|content| content.body.as_deref()).unwrap_or_default();
    let summary = entry.summary.as_ref().map_or("", |summary| &summary.content);
    if content.len() >= summary.len() { content } else { summary }
}

fn address(links: &[Link]) -> Option<&str> {
    let own = links.iter().find(|link| matches!(link.rel.as_deref(), None | Some("alternate")));
    own.map(|link| link.href.as_str())
}

/// The first picture that is larger than an icon, where the entry says how large it is.
fn picture(article: &Article) -> Option<&str> {
    let is_large = |size: Option<u32>| size.is_none_or(|size| size >= 100);
    let mut images = article.images().iter();
    images.find(|image| is_large(image.width) && is_large(image.height)).map(bodytext::Image::url)
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn entries_are_clean() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/programs/feed.xml");
        let feed = feed_rs::parser::parse(std::fs::read(path).unwrap().as_slice()).unwrap();
        let clean = clean(&feed).unwrap();
        let [water, kettle, closed] = clean["items"].as_array().unwrap().as_slice() else { panic!("{clean}") };

        assert_eq!(water["title"], "Water for green tea");
        assert_eq!(water["image"], "https://tea.example/img/kettle.jpg");
        assert_eq!(water["date_published"], "2021-07-08T08:41:32+00:00");
        let html = water["content_html"].as_str().unwrap();
        assert!(
            html.contains("<strong>70 to 80\u{a0}°C</strong>") || html.contains("<strong>70 to 80 °C</strong>"),
            "{html}"
        );
        assert!(html.contains("href=\"https://tea.example/posts/kettle\""), "{html}");
        for gone in ["track", "style", "onclick", "data:", "count.example"] {
            assert!(!html.contains(gone), "{gone} in {html}");
        }
        assert_eq!(kettle["content_text"], "Small bubbles: 70 °C. Strings of pearls: 80 °C.");
        assert_eq!((&closed["content_text"], &closed["image"]), (&"".into(), &serde_json::Value::Null));
    }
}
