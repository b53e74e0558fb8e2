//! What became of an input.

use std::fmt;

/// Whether the content of an input was found, and if not, why. If a limit cut the input, this is about the part that was read;
/// [`Article::limits`](crate::Article::limits) says which limit.
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
    /// The content was found. In a body that is all visible text.
    Found,
    /// A page with much text in which nothing stood out as the content. The article holds the likeliest text, or all visible
    /// text.
    Fallback,
    /// There is no content. The article has no text, except for elements of [`Options::with_keep`](crate::Options::with_keep).
    Empty(EmptyReason),
}

/// Why there is no content.
///
/// ```
/// use bodytext::EmptyReason;
///
/// let page = "<title>404</title><body><h1>404</h1><p>Page not found.</p>";
/// let reason = bodytext::extract(page).status().reason();
/// assert_eq!(reason, Some(EmptyReason::ErrorPage));
/// assert_eq!(reason.map(EmptyReason::as_str), Some("error_page"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum EmptyReason {
    /// The input has no text at all.
    NoText,
    /// A limit of [`Options`](crate::Options) was reached before any text.
    Limited,
    /// An app shell: scripts would fill an empty element.
    AppShell,
    /// The page says that it needs JavaScript.
    NeedsScript,
    /// The page says that it is loading.
    Loading,
    /// The page asks for consent to cookies or to the use of data before it shows anything.
    ConsentWall,
    /// The page checks whether its reader is a person.
    BotCheck,
    /// The page reports an error, such as 404 or a failure of the server.
    ErrorPage,
    /// The page has text, but none of it is content: menus, notices, forms.
    NoContent,
    /// The input is binary: a picture, an archive, a program. [`Diagnostic::NotHtml`](crate::Diagnostic::NotHtml)
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
