//! What became of an input.

use std::fmt;

/// What became of an input: whether its content was found, and if not, why. Of an input that was not read to its end this
/// speaks of what was read; [`Article::limits`](crate::Article::limits) says which limits cut it.
///
/// ```
/// use bodytext::{EmptyReason, Status};
///
/// let shell = "<html><head><title>Tea</title></head><body><noscript>You need to enable JavaScript to run this app.\
///              </noscript><div id=root></div><script src=app.js></script></body></html>";
/// let article = bodytext::extract(shell);
/// assert_eq!(article.status(), Status::Empty(EmptyReason::NeedsScript));
/// assert_eq!(article.status().to_string(), "empty: the page asks for JavaScript");
/// assert_eq!(bodytext::extract("<p>Green tea.</p>").status(), Status::Found);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Status {
    /// The content was found; of a body that is all that is visible.
    Found,
    /// Nothing stood out as the content of a page with much text: the article holds what is likeliest, or all that is
    /// visible.
    Fallback,
    /// There is no content. The article has no text, but for what the caller wished to keep.
    Empty(EmptyReason),
}

/// Why there is no content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum EmptyReason {
    /// The input has no text at all.
    NoText,
    /// A limit of [`Options`](crate::Options) was reached before any text was.
    Limited,
    /// An app shell: scripts would write the page into an element that is empty.
    AppShell,
    /// The page says that it needs JavaScript.
    NeedsScript,
    /// The page says that it is loading.
    Loading,
    /// The page asks for consent to cookies or to the use of data before it shows anything.
    ConsentWall,
    /// The page checks that a person is reading.
    BotCheck,
    /// The page says that there is nothing at its address, or that the server failed: error 404 and its like.
    ErrorPage,
    /// What text there is, is not content: menus, notices, forms.
    NoContent,
    /// The input is no HTML and no text: a picture, an archive, a program. [`Diagnostic::NotHtml`](crate::Diagnostic::NotHtml)
    /// says what.
    NotHtml,
}

impl Status {
    /// Whether there is no content.
    pub fn is_empty(self) -> bool {
        matches!(self, Status::Empty(_))
    }

    /// Its code, as columns and configuration files have it: `found`, `fallback` or `empty`. A code never changes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Status::Found => "found",
            Status::Fallback => "fallback",
            Status::Empty(_) => "empty",
        }
    }

    /// Why there is no content, where there is none.
    ///
    /// ```
    /// let status = bodytext::extract("").status();
    /// assert_eq!((status.as_str(), status.reason().unwrap().as_str()), ("empty", "no_text"));
    /// ```
    pub const fn reason(self) -> Option<EmptyReason> {
        match self {
            Status::Empty(reason) => Some(reason),
            _ => None,
        }
    }
}

impl EmptyReason {
    /// Every one of them.
    pub const ALL: [EmptyReason; 10] = [
        EmptyReason::NoText,
        EmptyReason::Limited,
        EmptyReason::AppShell,
        EmptyReason::NeedsScript,
        EmptyReason::Loading,
        EmptyReason::ConsentWall,
        EmptyReason::BotCheck,
        EmptyReason::ErrorPage,
        EmptyReason::NoContent,
        EmptyReason::NotHtml,
    ];

    /// Its code, as JSON and columns have it: `app_shell`. A code never changes.
    pub const fn as_str(self) -> &'static str {
        match self {
            EmptyReason::NoText => "no_text",
            EmptyReason::Limited => "limited",
            EmptyReason::AppShell => "app_shell",
            EmptyReason::NeedsScript => "needs_script",
            EmptyReason::Loading => "loading",
            EmptyReason::ConsentWall => "consent_wall",
            EmptyReason::BotCheck => "bot_check",
            EmptyReason::ErrorPage => "error_page",
            EmptyReason::NoContent => "no_content",
            EmptyReason::NotHtml => "not_html",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Status::Found => f.write_str("found"),
            Status::Fallback => f.write_str("fallback: nothing stood out as the content"),
            Status::Empty(reason) => write!(f, "empty: {reason}"),
        }
    }
}

impl fmt::Display for EmptyReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            EmptyReason::NoText => "the input has no text",
            EmptyReason::Limited => "a limit was reached before any text",
            EmptyReason::AppShell => "scripts write the page",
            EmptyReason::NeedsScript => "the page asks for JavaScript",
            EmptyReason::Loading => "the page is still loading",
            EmptyReason::ConsentWall => "the page asks for consent first",
            EmptyReason::BotCheck => "the page checks who is reading",
            EmptyReason::ErrorPage => "the page tells of an error, such as 404",
            EmptyReason::NoContent => "none of the text is content",
            EmptyReason::NotHtml => "the input is binary, not HTML",
        })
    }
}

#[cfg(all(test, feature = "serde"))]
mod tests {
    use super::EmptyReason;

    #[test]
    fn codes_are_those_of_json() {
        for reason in EmptyReason::ALL {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.as_str());
        }
    }
}
