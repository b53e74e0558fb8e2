//! What can really fail: what the caller writes for the library to understand.

use thiserror::Error;

/// What a caller wrote that cannot be understood. No HTML ever is an error.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
    /// A selector that is none, or that uses what [`Selector`](crate::Selector) leaves out.
    #[error("`{selector}` is no selector that can be used: {problem}, at byte {at}")]
    Selector {
        /// The selector, as it was written.
        selector: String,
        /// Where in it the problem stands, in bytes.
        at: usize,
        /// What is wrong.
        problem: SelectorProblem,
    },
}

/// What is wrong with a selector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SelectorProblem {
    /// An element is expected: a tag, a class, an id or an attribute.
    #[error("an element is expected here")]
    Missing,
    /// A name is expected, after `.` or `#` or inside `[…]`.
    #[error("a name is expected here")]
    Name,
    /// The value of an attribute is expected.
    #[error("a value is expected here")]
    Value,
    /// What begins with a bracket or a quotation mark does not end.
    #[error("what begins here does not end")]
    Unclosed,
    /// `:hover`, `:not(…)`, `::before`.
    #[error("pseudo-classes and pseudo-elements are not supported")]
    Pseudo,
    /// `a + b`, `a ~ b`, `a || b`.
    #[error("of the combinators only a space and `>` are supported")]
    Combinator,
    /// Anything else that cannot stand there.
    #[error("this character cannot stand here")]
    Character,
}
