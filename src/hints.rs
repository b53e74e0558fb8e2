//! What a caller knows of one input besides the input.

use crate::article::Metadata;
use std::time::SystemTime;

/// What you know of one input: its address, what the server said of its encoding, what a feed said of it.
///
/// [`Options`](crate::Options) are for any number of inputs; hints go with the call, for one input. All of them are optional.
///
/// ```
/// use bodytext::{Extractor, Field, Hints, Source};
///
/// // Two entries of a feed, read by one extractor.
/// let mut extractor = Extractor::default();
/// for (url, title) in [("https://tea.example/green", "Green tea"), ("https://tea.example/black", "Black tea")] {
///     let hints = Hints::new().with_url(url).with_title(title);
///     let article = extractor.extract_with("<p>Three minutes. <a href=/how>How?</a>", &hints);
///     assert_eq!(article.metadata().title(), Some(title));
///     assert_eq!(article.metadata().source(Field::Title), Some(Source::Caller));
///     # #[cfg(feature = "url")]
///     assert_eq!(article.links().next().unwrap().0.url(), "https://tea.example/how");
/// }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    url: Option<String>,
    content_type: Option<String>,
    language: Option<String>,
    title: Option<String>,
    reference_time: Option<SystemTime>,
}

impl Hints {
    /// No hints.
    pub fn new() -> Hints {
        Hints::default()
    }

    /// The address of the page, against which links and images are resolved (feature `url`). It helps to find the date, the
    /// name of the site and, of bytes, the encoding too. Default: none; then a page that a browser saved says where it comes
    /// from, and a page that names its own address (`<link rel=canonical>`) is taken at its word.
    ///
    /// An address that is not absolute resolves nothing, and the article [says so](crate::Diagnostic::BaseUrl).
    #[must_use]
    pub fn with_url(mut self, url: impl Into<String>) -> Hints {
        self.url = Some(url.into());
        self
    }

    /// What HTTP says of the encoding: the value of the `Content-Type` field, or the bare label out of it. An unknown label
    /// is no label, and one that the bytes contradict does not count. Only bytes have an encoding: for a string this says
    /// nothing. Default: none.
    ///
    #[cfg_attr(feature = "charset", doc = "```")]
    #[cfg_attr(not(feature = "charset"), doc = "```ignore")]
    /// use bodytext::Hints;
    ///
    /// let hints = Hints::new().with_content_type("text/html; charset=Shift_JIS");
    /// let article = bodytext::extract_bytes(b"<p>\x90\x6C\x82\xCC\x90\xBA</p>", &hints);
    /// assert_eq!(article.text(), "人の声");
    /// ```
    #[must_use]
    pub fn with_content_type(mut self, value: impl Into<String>) -> Hints {
        self.content_type = Some(value.into());
        self
    }

    /// The language that the text is in, as a BCP 47 tag. It is the language of the article whatever the page says, and dates
    /// are read in it. Default: as the page says.
    #[must_use]
    pub fn with_language(mut self, tag: impl Into<String>) -> Hints {
        self.language = Some(tag.into());
        self
    }

    /// The title, as a feed or a database has it. It is the title of the article whatever the page says, and the headline that
    /// repeats it is left out of the text. Default: as the page says.
    #[must_use]
    pub fn with_title(mut self, title: impl Into<String>) -> Hints {
        self.title = Some(title.into());
        self
    }

    /// The time at which the page was as it is: when it was fetched. "2 hours ago" is a date only where this is known, and what
    /// is later is none. Default: unknown.
    #[must_use]
    pub fn with_reference_time(mut self, time: SystemTime) -> Hints {
        self.reference_time = Some(time);
        self
    }

    /// The address of the page.
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// What HTTP says of the encoding.
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The language that the text is in.
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// The title.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The time at which the page was as it is.
    pub fn reference_time(&self) -> Option<SystemTime> {
        self.reference_time
    }

    /// Seconds since 1970 at the reference time.
    pub(crate) fn reference_seconds(&self) -> Option<i64> {
        let since = self.reference_time?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        i64::try_from(since.as_secs()).ok()
    }

    /// The metadata that the caller gives. What is empty is not given.
    pub(crate) fn metadata(&self) -> Metadata {
        let mut metadata = Metadata::default();
        let given =
            |value: &Option<String>| value.as_deref().map(str::trim).filter(|v| !v.is_empty()).map(str::to_owned);
        if let Some(title) = given(&self.title) {
            metadata = metadata.with_title(title);
        }
        if let Some(language) = given(&self.language) {
            metadata = metadata.with_language(language);
        }
        metadata
    }
}
