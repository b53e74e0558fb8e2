//! What a request asks for: its query, and its body if it has one.

use super::body::{self, NotRead};
use super::decode::{self, Encoding};
use super::route::{Refusal, Service};
use crate::input::read_json;
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderName};
use hyper::{Method, Request, StatusCode};
use serde::Deserialize;
use url::{Url, form_urlencoded};

/// What a body of JSON says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    html: Option<String>,
    url: Option<String>,
    format: Option<String>,
}

impl Asked {
    fn read(body: &[u8]) -> serde_json::Result<Asked> {
        read_json(body, |json| serde_json::from_slice(json))
    }

    /// What a body asks for that is JSON, though nothing says so: curl sends it as a form.
    fn recognized(body: &[u8]) -> Option<Asked> {
        let is_object = body.trim_ascii_start().starts_with(b"{");
        let asked = is_object.then(|| Asked::read(body).ok()).flatten();
        asked.filter(|asked| asked.html.is_some() || asked.url.is_some())
    }
}

/// The page of a request.
#[derive(Default)]
pub(super) struct Page {
    pub(super) html: Option<Vec<u8>>,
    pub(super) content_type: Option<String>,
    pub(super) url: Option<String>,
    pub(super) format: Option<String>,
    /// Room that the body takes, until it is done with.
    share: Option<tokio::sync::OwnedSemaphorePermit>,
}

impl Page {
    /// Takes in the fields of a query or a form.
    fn take_fields(&mut self, fields: &[u8]) {
        for (name, value) in form_urlencoded::parse(fields) {
            match &*name {
                "url" => self.url = Some(value.into_owned()),
                "format" => self.format = Some(value.into_owned()),
                _ => {}
            }
        }
    }

    /// Takes HTML that is text already, whatever the page says of itself.
    fn take_text(&mut self, html: String) {
        self.html = Some(html.into_bytes());
        self.content_type = Some("text/html; charset=utf-8".to_owned());
    }
}

/// Reads a request.
pub(super) async fn read(service: &Service, request: Request<Incoming>) -> Result<(HeaderMap, Page), Refusal> {
    let (parts, body) = request.into_parts();
    let mut page = Page::default();
    page.take_fields(parts.uri.query().unwrap_or_default().as_bytes());
    if parts.method == Method::POST {
        let most = service.max_body;
        let refusal = |why| why_not_read(why, most);
        let encodings = Encoding::of(&parts.headers).map_err(refusal)?;
        let mut read = body::read(body, most, &service.bodies, service.timeout).await.map_err(refusal)?;
        if !encodings.is_empty() {
            read = read.decoded(encodings, most, &service.bodies).await.map_err(refusal)?;
        }
        let content_type = header(&parts.headers, &CONTENT_TYPE).map(str::to_owned);
        let kind = content_type.as_deref().unwrap_or_default().split(';').next().unwrap_or_default().trim();
        let is_form = kind.eq_ignore_ascii_case("application/x-www-form-urlencoded");
        let asked = if kind.eq_ignore_ascii_case("application/json") {
            let wrong = |error| (StatusCode::BAD_REQUEST, format!("the body is not JSON as expected: {error}"));
            Some(Asked::read(&read.bytes).map_err(wrong)?)
        } else if is_form || kind.is_empty() {
            Asked::recognized(&read.bytes)
        } else {
            None
        };
        if let Some(asked) = asked {
            asked.html.into_iter().for_each(|html| page.take_text(html));
            page.url = asked.url.or(page.url);
            page.format = asked.format.or(page.format);
        } else if is_form && is_fields(&read.bytes) {
            page.take_fields(&read.bytes);
            let html = form_urlencoded::parse(&read.bytes).find(|(name, _)| name == "html");
            html.into_iter().for_each(|(_, html)| page.take_text(html.into_owned()));
        } else if kind.to_ascii_lowercase().starts_with("multipart/") {
            let message =
                "the page is expected as the body itself, as `curl --data-binary @page.html` sends it, not in parts";
            return Err((StatusCode::BAD_REQUEST, message.to_owned()));
        } else {
            page.html = Some(read.bytes);
            // What curl sends with a page where nothing else is said.
            page.content_type = content_type.filter(|_| !is_form);
        }
        page.share = read.share;
    }
    if let Some(url) = &page.url
        && !Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
    {
        return Err((StatusCode::BAD_REQUEST, format!("url is no address of a page: {url}")));
    }
    Ok((parts.headers, page))
}

/// Whether a body that is said to be a form is one: curl says so of a page, too.
fn is_fields(body: &[u8]) -> bool {
    ["url=", "html=", "format="].iter().any(|field| body.starts_with(field.as_bytes()))
}

fn why_not_read(why: NotRead, most: usize) -> Refusal {
    match why {
        NotRead::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, format!("the body has more than {most} bytes")),
        NotRead::NoRoom => (StatusCode::SERVICE_UNAVAILABLE, "too much at once, come again".to_owned()),
        NotRead::Late => (StatusCode::REQUEST_TIMEOUT, "the body took too long".to_owned()),
        NotRead::Broken => (StatusCode::BAD_REQUEST, "the body ended too soon".to_owned()),
        NotRead::UnknownEncoding => (
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            format!("a body can be encoded in {}, and in no other way", decode::KNOWN),
        ),
        NotRead::WrongEncoding(name, why) => (StatusCode::BAD_REQUEST, format!("the body is not valid {name}: {why}")),
        NotRead::Failed(why) => (StatusCode::INTERNAL_SERVER_ERROR, why),
    }
}

/// A header of a request, if it is text.
pub(super) fn header<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
