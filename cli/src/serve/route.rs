//! What is answered to a request.

use super::answer::{Answer, come_again, json, text};
use super::decode;
use super::fetch::{Fetcher, NotFetched};
use super::mercury::{Failure, Parsed};
use super::metrics::Metrics;
use super::request::{header, read};
use super::work::Workers;
use bodytext::Hints;
use hyper::body::{Bytes, Incoming};
use hyper::header::{ACCEPT, ACCEPT_ENCODING, ALLOW, CONNECTION, HeaderMap, HeaderValue};
use hyper::{Method, Request, StatusCode};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// All that requests share.
pub(super) struct Service {
    pub(super) workers: Workers,
    pub(super) metrics: Metrics,
    pub(super) fetcher: Option<Arc<Fetcher>>,
    /// Room for fetches.
    pub(super) fetches: Semaphore,
    pub(super) max_body: usize,
    /// Room for the bodies of requests, in bytes.
    pub(super) bodies: Arc<Semaphore>,
    pub(super) timeout: Duration,
}

/// A request that cannot be done as it is asked: the status, and why.
pub(super) type Refusal = (StatusCode, String);

/// What is answered to a request. It always is.
pub(super) async fn answer(service: Arc<Service>, request: Request<Incoming>) -> Result<Answer, Infallible> {
    let _held = service.metrics.request();
    let (endpoint, answer) = match (request.uri().path(), request.method()) {
        ("/extract", &Method::POST) => ("extract", extract(&service, request).await.unwrap_or_else(refuse)),
        ("/parser", &Method::GET | &Method::POST) => ("parser", parser(&service, request).await.unwrap_or_else(refuse)),
        ("/healthz", &Method::GET | &Method::HEAD) => ("healthz", plain(StatusCode::OK, "ok\n")),
        ("/metrics", &Method::GET) => {
            let counts = service.metrics.render();
            ("metrics", text(StatusCode::OK, "text/plain; version=0.0.4; charset=utf-8", counts))
        }
        ("/extract", _) => ("extract", wrong_method("POST")),
        ("/parser", _) => ("parser", wrong_method("GET, POST")),
        ("/healthz" | "/metrics", _) => ("other", wrong_method("GET")),
        _ => ("other", refuse((StatusCode::NOT_FOUND, "there is /extract, /parser, /healthz and /metrics".to_owned()))),
    };
    service.metrics.answered(endpoint, answer.status().as_u16());
    Ok(answer)
}

fn plain(status: StatusCode, body: &'static str) -> Answer {
    text(status, "text/plain; charset=utf-8", body)
}

fn wrong_method(allowed: &'static str) -> Answer {
    let mut answer = refuse((StatusCode::METHOD_NOT_ALLOWED, format!("allowed is {allowed}")));
    answer.headers_mut().insert(ALLOW, HeaderValue::from_static(allowed));
    answer
}

fn refuse((status, message): Refusal) -> Answer {
    let mut answer = json(status, &Failure::new(&message));
    if matches!(status, StatusCode::PAYLOAD_TOO_LARGE | StatusCode::REQUEST_TIMEOUT) {
        // The rest of the body is not waited for.
        answer.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    if status == StatusCode::UNSUPPORTED_MEDIA_TYPE {
        answer.headers_mut().insert(ACCEPT_ENCODING, HeaderValue::from_static(decode::KNOWN));
    }
    if status == StatusCode::SERVICE_UNAVAILABLE { come_again(answer) } else { answer }
}

/// What to make of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Json,
    Markdown,
    Html,
    Text,
}

impl Format {
    /// The format that a request asks for by name, or by what it accepts.
    fn of(name: Option<&str>, headers: &HeaderMap) -> Result<Format, Refusal> {
        let accepts = header(headers, &ACCEPT).unwrap_or_default();
        match name {
            Some("json") => Ok(Format::Json),
            Some("markdown" | "md") => Ok(Format::Markdown),
            Some("html") => Ok(Format::Html),
            Some("text") => Ok(Format::Text),
            Some(_) => Err((StatusCode::BAD_REQUEST, "format is json, markdown, html or text".to_owned())),
            None if accepts.starts_with("text/markdown") => Ok(Format::Markdown),
            None if accepts.starts_with("text/html") => Ok(Format::Html),
            None if accepts.starts_with("text/plain") => Ok(Format::Text),
            None => Ok(Format::Json),
        }
    }

    fn content_type(self) -> &'static str {
        match self {
            Format::Json => "application/json",
            Format::Markdown => "text/markdown; charset=utf-8",
            Format::Html => "text/html; charset=utf-8",
            Format::Text => "text/plain; charset=utf-8",
        }
    }
}

/// `POST /extract`: a page in, its article out.
async fn extract(service: &Service, request: Request<Incoming>) -> Result<Answer, Refusal> {
    let (headers, page) = read(service, request).await?;
    let format = Format::of(page.format.as_deref(), &headers)?;
    let Some(html) = page.html else {
        return Err((StatusCode::BAD_REQUEST, "there is no html".to_owned()));
    };
    let hints = hints(page.url.as_deref(), page.content_type.as_deref());
    let body = rendered(service, html, hints, move |article| match format {
        Format::Json => serde_json::to_vec(article).map_err(|error| error.to_string()),
        Format::Markdown => Ok(article.to_markdown().into_bytes()),
        Format::Html => Ok(article.to_html().into_bytes()),
        Format::Text => Ok(article.text().as_bytes().to_vec()),
    });
    Ok(text(StatusCode::OK, format.content_type(), body.await?))
}

/// `GET` and `POST /parser`: as the Mercury parser answers.
async fn parser(service: &Service, request: Request<Incoming>) -> Result<Answer, Refusal> {
    let (_, page) = read(service, request).await?;
    let (html, hints, url) = match (page.html, page.url) {
        (Some(html), url) if !html.is_empty() => {
            let hints = hints(url.as_deref(), page.content_type.as_deref());
            (html, hints, url)
        }
        (_, Some(url)) => {
            let fetched = fetch(service, url).await?;
            let hints = hints(Some(&fetched.url), fetched.content_type.as_deref());
            (fetched.bytes, hints, Some(fetched.url))
        }
        (_, None) => return Err((StatusCode::BAD_REQUEST, "there is no url".to_owned())),
    };
    let body = rendered(service, html, hints, move |article| {
        serde_json::to_vec(&Parsed::new(article, url.as_deref())).map_err(|error| error.to_string())
    });
    Ok(text(StatusCode::OK, "application/json", body.await?))
}

async fn fetch(service: &Service, url: String) -> Result<super::fetch::Fetched, Refusal> {
    let Some(fetcher) = &service.fetcher else {
        let message = "this server fetches no pages: start it with --fetch, or send html";
        return Err((StatusCode::FORBIDDEN, message.to_owned()));
    };
    let turn = tokio::time::timeout(service.timeout, service.fetches.acquire()).await;
    let Ok(Ok(_turn)) = turn else {
        return Err((StatusCode::SERVICE_UNAVAILABLE, "too many fetches at once, come again".to_owned()));
    };
    let fetcher = Arc::clone(fetcher);
    let fetched = spawn_blocking(move || fetcher.fetch(&url)).await;
    let fetched = fetched.map_err(|error| (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))?;
    fetched.map_err(|why| {
        let status = match why {
            NotFetched::Forbidden(_) => StatusCode::FORBIDDEN,
            NotFetched::Late => StatusCode::GATEWAY_TIMEOUT,
            NotFetched::Failed(_) => StatusCode::BAD_GATEWAY,
        };
        (status, why.to_string())
    })
}

fn hints(url: Option<&str>, content_type: Option<&str>) -> Hints {
    let mut hints = Hints::new();
    if let Some(url) = url {
        hints = hints.with_url(url);
    }
    if let Some(content_type) = content_type {
        hints = hints.with_content_type(content_type);
    }
    hints
}

/// The article of a page, rendered.
async fn rendered(
    service: &Service,
    html: Vec<u8>,
    hints: Hints,
    render: impl FnOnce(&bodytext::Article) -> Result<Vec<u8>, String> + Send + 'static,
) -> Result<Bytes, Refusal> {
    let bytes = html.len();
    let extracted = service.workers.extract(html, hints, render).await;
    service.metrics.extracted(extracted.status, bytes, extracted.time);
    match extracted.result {
        Ok(Ok(body)) => Ok(body.into()),
        Ok(Err(message)) | Err(message) => Err((StatusCode::INTERNAL_SERVER_ERROR, message)),
    }
}
