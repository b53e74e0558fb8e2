//! What can really fail: what the caller writes for the library to understand.

use thiserror::Error;

/// A mistake in what the caller wrote: a selector or a name. HTML is never an error.
///
/// ```
/// use bodytext::{Error, Favor, Selector, SelectorProblem};
///
/// let error = "p:hover".parse::<Selector>().unwrap_err();
/// assert!(matches!(error, Error::Selector { at: 1, problem: SelectorProblem::Pseudo, .. }));
/// let error = "best".parse::<Favor>().unwrap_err();
/// assert!(error.to_string().ends_with("known are `precision`, `balanced`, `recall`"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
    /// A selector that does not parse, or that uses something that [`Selector`](crate::Selector) does not support.
    #[error("cannot use the selector `{selector}`: at byte {at} {problem}")]
    Selector {
        /// The selector, as it was written.
        selector: String,
        /// Where in it the problem stands, in bytes.
        at: usize,
        /// What is wrong.
        problem: SelectorProblem,
    },
    /// An unknown name of an option or field.
    #[error("`{name}` is not {what}: known are {}", quoted(known))]
    Name {
        /// The name, as it was written.
        name: String,
        /// What kind of name was expected.
        what: &'static str,
        /// The names that are known.
        known: &'static [&'static str],
    },
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// What is wrong with a selector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SelectorProblem {
    /// An element is expected: a tag, a class, an id or an attribute.
    #[error("a tag, a class, an id or an attribute is missing")]
    Missing,
    /// A name is expected, after `.` or `#` or inside `[…]`.
    #[error("a name is missing")]
    Name,
    /// The value of an attribute is expected.
    #[error("a value is missing")]
    Value,
    /// What begins with a bracket or a quotation mark does not end.
    #[error("a bracket or quotation begins that does not end")]
    Unclosed,
    /// A pseudo-class or pseudo-element that no document alone can answer, or that is left out: `:hover`, `::before`.
    #[error("there is a pseudo-class that is not supported")]
    Pseudo,
    /// `a || b`.
    #[error("there is a combinator that is not supported")]
    Combinator,
    /// `:has()` inside of `:has()`, or brackets nested more than sixteen deep.
    #[error("there is a pseudo-class that is nested too deep")]
    Nesting,
    /// Anything else that cannot stand there.
    #[error("there is a character that has no meaning there")]
    Character,
}
