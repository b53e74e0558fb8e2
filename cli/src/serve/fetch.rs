//! Fetches pages from the public internet, and from nowhere else.
//!
//! A name is resolved once; the connection goes to the addresses that were found and checked then, and to no others. So whoever
//! owns the name cannot answer differently a moment later. Redirects are followed here, each checked like the first address.

use super::address::is_public;
use std::fmt;
use std::io::Read;
use std::net::IpAddr;
use std::time::{Duration, Instant};
use ureq::config::Config;
use ureq::http::{Uri, header};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};
use url::Url;

/// How many redirects are followed.
const MOST_REDIRECTS: usize = 5;

/// How pages are fetched.
#[derive(Clone, Debug)]
pub(super) struct Limits {
    pub(super) max_bytes: usize,
    pub(super) time: Duration,
    /// Addresses that may be fetched from although they are not public.
    pub(super) allowed: Vec<IpAddr>,
}

/// Fetches pages.
#[derive(Debug)]
pub(super) struct Fetcher {
    agent: Agent,
    limits: Limits,
}

/// A page that was fetched.
#[derive(Debug)]
pub(super) struct Fetched {
    /// Where it was found, after redirects.
    pub(super) url: String,
    pub(super) content_type: Option<String>,
    pub(super) bytes: Vec<u8>,
}

/// Why a page was not fetched.
#[derive(Debug)]
pub(super) enum NotFetched {
    /// It may not be.
    Forbidden(String),
    /// It took too long.
    Late,
    /// The server did not give it.
    Failed(String),
}

impl fmt::Display for NotFetched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotFetched::Forbidden(why) | NotFetched::Failed(why) => f.write_str(why),
            NotFetched::Late => f.write_str("the page took too long"),
        }
    }
}

impl Fetcher {
    pub(super) fn new(limits: Limits) -> Fetcher {
        let config = Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A proxy would resolve names by itself.
            .proxy(None)
            .max_idle_connections(0)
            .user_agent(concat!("bodytext/", env!("CARGO_PKG_VERSION")))
            .accept("text/html,application/xhtml+xml;q=0.9,*/*;q=0.1")
            .build();
        let resolver = Checked { resolver: DefaultResolver::default(), allowed: limits.allowed.clone() };
        Fetcher { agent: Agent::with_parts(config, DefaultConnector::new(), resolver), limits }
    }

    /// Fetches a page. Blocks until it is there, no longer than the limit.
    pub(super) fn fetch(&self, address: &str) -> Result<Fetched, NotFetched> {
        let end = Instant::now() + self.limits.time;
        let mut url = Url::parse(address).map_err(|error| NotFetched::Forbidden(format!("no address: {error}")))?;
        for _ in 0..=MOST_REDIRECTS {
            check(&url).map_err(|why| NotFetched::Forbidden(format!("{why}: {url}")))?;
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(NotFetched::Late);
            }
            let request = self.agent.get(url.as_str()).config().timeout_global(Some(left)).build();
            let response = request.call().map_err(|error| why_not(error, &url))?;
            let status = response.status();
            let text = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
            if status.is_redirection()
                && let Some(target) = text(header::LOCATION)
            {
                url =
                    url.join(&target).map_err(|_| NotFetched::Failed("redirected to what is no address".to_owned()))?;
                continue;
            }
            if !status.is_success() {
                return Err(NotFetched::Failed(format!("{url} answered with status {}", status.as_u16())));
            }
            let content_type = text(header::CONTENT_TYPE);
            if !content_type.as_deref().is_none_or(may_be_html) {
                let content_type = content_type.unwrap_or_default();
                return Err(NotFetched::Failed(format!("{url} is not HTML but {content_type}")));
            }
            let bytes = self.read(response.into_body(), &url)?;
            return Ok(Fetched { url: url.to_string(), content_type, bytes });
        }
        Err(NotFetched::Failed(format!("more than {MOST_REDIRECTS} redirects")))
    }

    /// Reads a body, decompressed, no further than the limit.
    fn read(&self, body: ureq::Body, url: &Url) -> Result<Vec<u8>, NotFetched> {
        let most = u64::try_from(self.limits.max_bytes).unwrap_or(u64::MAX);
        let mut bytes = Vec::new();
        // One byte more shows that there is more.
        let reader = body.into_with_config().limit(u64::MAX).reader();
        match reader.take(most.saturating_add(1)).read_to_end(&mut bytes) {
            Ok(_) if bytes.len() > self.limits.max_bytes => {
                Err(NotFetched::Failed(format!("{url} is larger than {most} bytes")))
            }
            Ok(_) => Ok(bytes),
            Err(error) => Err(why_not(Error::from(error), url)),
        }
    }
}

/// Whether an address may be fetched, as far as its text tells; where the name leads is checked when it is resolved.
fn check(url: &Url) -> Result<(), &'static str> {
    let port = url.port_or_known_default();
    if !matches!(url.scheme(), "http" | "https") {
        Err("only http and https are fetched")
    } else if !url.username().is_empty() || url.password().is_some() {
        Err("addresses with a password are not fetched")
    } else if !matches!(port, Some(80 | 443 | 1024..)) {
        // Below are mail servers and the like.
        Err("this port is not fetched from")
    } else {
        Ok(())
    }
}

fn may_be_html(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(kind.as_str(), "text/html" | "application/xhtml+xml" | "text/plain" | "application/xml" | "text/xml")
}

fn why_not(error: Error, url: &Url) -> NotFetched {
    match error {
        Error::Timeout(_) => NotFetched::Late,
        Error::Other(inner) if inner.is::<NotPublic>() => NotFetched::Forbidden(format!("{inner}: {url}")),
        Error::Io(inner) if inner.kind() == std::io::ErrorKind::TimedOut => NotFetched::Late,
        error => NotFetched::Failed(format!("{url}: {error}")),
    }
}

/// Resolves names, and refuses what does not lead to the public internet.
#[derive(Debug)]
struct Checked {
    resolver: DefaultResolver,
    allowed: Vec<IpAddr>,
}

/// A name leads to an address that is not public.
#[derive(Debug)]
struct NotPublic;

impl fmt::Display for NotPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("only public addresses are fetched")
    }
}

impl std::error::Error for NotPublic {}

impl Resolver for Checked {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.resolver.resolve(uri, config, timeout)?;
        // One inner address among several is reason enough: nobody needs that but to get in.
        let is_fine = |address: IpAddr| is_public(address) || self.allowed.contains(&address);
        if found.iter().all(|address| is_fine(address.ip())) {
            Ok(found)
        } else {
            Err(Error::Other(Box::new(NotPublic)))
        }
    }
}
