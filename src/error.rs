//! What can really fail: what the caller writes for the library to understand.

use thiserror::Error;

/// What a caller wrote that cannot be understood. No HTML ever is an error.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
    /// A selector that does not parse, or that uses what [`Selector`](crate::Selector) leaves out.
    #[error("cannot use the selector `{selector}`: at byte {at} {problem}")]
    Selector {
        /// The selector, as it was written.
        selector: String,
        /// Where in it the problem stands, in bytes.
        at: usize,
        /// What is wrong.
        problem: SelectorProblem,
    },
    /// The name of an option or of a field that there is none of.
    #[error("`{name}` is not {what}: known are {}", quoted(known))]
    Name {
        /// The name, as it was written.
        name: String,
        /// What it was to be the name of.
        what: &'static str,
        /// The names that there are.
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
    #[error("begins a bracket or quotation that does not end")]
    Unclosed,
    /// A pseudo-class or pseudo-element that no document alone can answer, or that is left out: `:hover`, `::before`.
    #[error("stands a pseudo-class that is not supported")]
    Pseudo,
    /// `a || b`.
    #[error("stands a combinator that is not supported")]
    Combinator,
    /// `:has()` inside of `:has()`, or brackets nested more than sixteen deep.
    #[error("stands a pseudo-class that is nested too deep")]
    Nesting,
    /// Anything else that cannot stand there.
    #[error("stands a character that has no meaning there")]
    Character,
}
