//! Which records are read, and which articles come out.

use bodytext::{Article, PageType};
use url::{Host, Url};

/// A host as addresses have it, in lower case and with its letters in ASCII; `*.` and `.` before it say nothing more.
pub(super) fn host(argument: &str) -> Result<String, String> {
    let name = argument.strip_prefix("*.").unwrap_or(argument).trim_start_matches('.');
    let host = Host::parse(name).ok().filter(|_| !name.contains('*'));
    host.map(|host| host.to_string()).ok_or_else(|| "a host is expected, as in `example.org`".to_owned())
}

/// What was asked for. An empty list asks for all.
#[derive(Debug, Default)]
pub(super) struct Select {
    /// Hosts, as [`host`] makes them; their subdomains belong to them.
    pub(super) hosts: Vec<String>,
    pub(super) http_statuses: Vec<u16>,
    /// Languages: `de` is `de-AT`, too.
    pub(super) languages: Vec<String>,
    /// `found`, `fallback`, `empty`.
    pub(super) statuses: Vec<String>,
    pub(super) page_types: Vec<PageType>,
    /// How many bytes of a body are read.
    pub(super) max_bytes: usize,
}

impl Select {
    /// How many bytes of a body are read.
    pub(super) fn max_bytes(&self) -> usize {
        self.max_bytes
    }

    /// Whether pages with this HTTP status were asked for. What came without HTTP has none.
    pub(super) fn has_http_status(&self, status: Option<u16>) -> bool {
        status.is_none_or(|status| self.http_statuses.contains(&status))
    }

    /// Whether pages of the host in this address were asked for.
    pub(super) fn has_host(&self, url: &str) -> bool {
        if self.hosts.is_empty() {
            return true;
        }
        let Ok(url) = Url::parse(url) else { return false };
        let Some(host) = url.host_str() else { return false };
        self.hosts.iter().any(|asked| match host.strip_suffix(asked.as_str()) {
            Some(before) => before.is_empty() || before.ends_with('.'),
            None => false,
        })
    }

    /// Whether an article like this was asked for.
    pub(super) fn has(&self, article: &Article) -> bool {
        let metadata = article.metadata();
        let status = article.status().as_str();
        (self.statuses.is_empty() || self.statuses.iter().any(|asked| asked == status))
            && (self.languages.is_empty() || metadata.language().is_some_and(|language| self.has_language(language)))
            && (self.page_types.is_empty() || metadata.page_type().is_some_and(|kind| self.page_types.contains(&kind)))
    }

    fn has_language(&self, language: &str) -> bool {
        self.languages.iter().any(|asked| {
            language.get(..asked.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(asked))
                && matches!(language.as_bytes().get(asked.len()), None | Some(b'-' | b'_'))
        })
    }
}
