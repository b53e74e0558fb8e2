//! How to extract.

use crate::metadata::{Source, Sources};
use std::time::SystemTime;

/// Positions are kept in 32 bits, and text may grow on its way out: a character reference is at most half as long again.
const MAX_BYTES: usize = i32::MAX as usize;

/// How to extract. Every option has a default that suits most callers; none changes which text is right.
///
/// ```
/// use bodytext::{Options, Scope};
///
/// let options = Options::new().with_scope(Scope::Body).with_max_bytes(1 << 20);
/// ```
#[derive(Clone, Debug)]
pub struct Options {
    base_url: Option<String>,
    scope: Scope,
    max_bytes: usize,
    max_nodes: usize,
    max_depth: usize,
    metadata_sources: Sources,
    reference_time: Option<SystemTime>,
}

/// What the input is taken for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scope {
    /// Find out.
    #[default]
    Auto,
    /// An article body: all that is visible in it is content.
    Body,
    /// A whole page, of which the main content is wanted.
    Page,
}

impl Options {
    /// The defaults.
    pub fn new() -> Options {
        Options {
            base_url: None,
            scope: Scope::Auto,
            max_bytes: MAX_BYTES,
            max_nodes: 1 << 24,
            max_depth: 512,
            metadata_sources: Sources::ALL,
            reference_time: None,
        }
    }

    /// The address of the page, against which links and images are resolved. Default: none. One that is no absolute address
    /// resolves nothing, and the article [says so](crate::Diagnostic::BaseUrl).
    #[must_use]
    pub fn with_base_url(mut self, url: impl Into<String>) -> Options {
        self.base_url = Some(url.into());
        self
    }

    /// What the input is taken for. Default: [`Scope::Auto`].
    #[must_use]
    pub fn with_scope(mut self, scope: Scope) -> Options {
        self.scope = scope;
        self
    }

    /// How many bytes of the input are read at most; the rest is left unread. Default, and ceiling: 2 GiB less one byte.
    #[must_use]
    pub fn with_max_bytes(mut self, bytes: usize) -> Options {
        self.max_bytes = bytes.min(MAX_BYTES);
        self
    }

    /// How many nodes (elements and texts) a document may have; what comes after is left unread. Default: 2^24.
    #[must_use]
    pub fn with_max_nodes(mut self, nodes: usize) -> Options {
        self.max_nodes = nodes;
        self
    }

    /// How deep elements may nest; deeper ones are unwrapped, their text is kept. Default: 512, as in browsers.
    #[must_use]
    pub fn with_max_depth(mut self, depth: usize) -> Options {
        self.max_depth = depth.clamp(16, 512);
        self
    }

    /// Whether metadata is taken from a source. Default: from all of them.
    #[must_use]
    pub fn with_metadata_source(mut self, source: Source, is_used: bool) -> Options {
        self.metadata_sources.set(source, is_used);
        self
    }

    /// The time at which the page was as it is. Default: unknown. "2 hours ago" is a date only where it is set, and what is later
    /// is none.
    #[must_use]
    pub fn with_reference_time(mut self, time: SystemTime) -> Options {
        self.reference_time = Some(time);
        self
    }

    /// The address of the page.
    pub fn base_url(&self) -> Option<&str> {
        self.base_url.as_deref()
    }

    /// What the input is taken for.
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// Whether metadata is taken from a source.
    pub fn uses_metadata_source(&self, source: Source) -> bool {
        self.metadata_sources.has(source)
    }

    /// Seconds since 1970 at the reference time.
    pub(crate) fn reference_time(&self) -> Option<i64> {
        let since = self.reference_time?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        i64::try_from(since.as_secs()).ok()
    }

    pub(crate) fn metadata_sources(&self) -> Sources {
        self.metadata_sources
    }

    /// How many bytes are read at most.
    pub fn max_bytes(&self) -> usize {
        self.max_bytes
    }

    /// How many nodes a document may have.
    pub fn max_nodes(&self) -> usize {
        self.max_nodes
    }

    /// How deep elements may nest.
    pub fn max_depth(&self) -> usize {
        self.max_depth
    }
}

impl Default for Options {
    fn default() -> Options {
        Options::new()
    }
}
