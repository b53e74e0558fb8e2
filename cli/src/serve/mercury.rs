//! Articles in the shape of the Mercury parser's interface, which feed readers know.

use bodytext::{Article, Date, Direction};
use serde::Serialize;
use url::Url;

/// How many characters an excerpt has, as there.
const EXCERPT: usize = 200;

/// An article as Mercury answers it.
#[derive(Debug, Serialize)]
pub(super) struct Parsed {
    title: Option<String>,
    /// Safe HTML.
    content: String,
    author: Option<String>,
    date_published: Option<String>,
    lead_image_url: Option<String>,
    dek: Option<String>,
    next_page_url: Option<String>,
    url: Option<String>,
    domain: Option<String>,
    excerpt: String,
    word_count: usize,
    direction: &'static str,
    total_pages: u32,
    rendered_pages: u32,
}

impl Parsed {
    /// The article of a page at an address.
    pub(super) fn new(article: &Article, url: Option<&str>) -> Parsed {
        let metadata = article.metadata();
        let url = metadata.canonical_url().filter(|canonical| is_web(canonical)).or(url);
        let domain = url.and_then(|url| Url::parse(url).ok()).and_then(|url| url.host_str().map(str::to_owned));
        let authors = metadata.authors();
        Parsed {
            title: metadata.title().map(str::to_owned),
            content: article.to_html(),
            author: (!authors.is_empty()).then(|| authors.join(", ")),
            date_published: metadata.published().and_then(in_utc),
            lead_image_url: metadata.lead_image().map(|image| image.url().to_owned()),
            dek: None,
            next_page_url: None,
            url: url.map(str::to_owned),
            domain,
            excerpt: article.excerpt(EXCERPT),
            word_count: article.word_count(),
            direction: if metadata.direction() == Some(Direction::RightToLeft) { "rtl" } else { "ltr" },
            total_pages: 1,
            rendered_pages: 1,
        }
    }
}

fn is_web(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}

/// A moment as JavaScript writes it: `2016-09-30T07:00:12.000Z`. A day without a time is its midnight.
fn in_utc(date: &Date) -> Option<String> {
    Some(format!("{:.3}", crate::date::in_utc(date)?))
}

/// What is answered where there is no article. Clients look for one name or the other.
#[derive(Debug, Serialize)]
pub(super) struct Failure<'a> {
    error: bool,
    message: &'a str,
    messages: &'a str,
}

impl<'a> Failure<'a> {
    pub(super) fn new(message: &'a str) -> Failure<'a> {
        Failure { error: true, message, messages: message }
    }
}
