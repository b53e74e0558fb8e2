//! Selectors: which elements a caller means.
//!
//! A part of CSS, the one that people write for this purpose. [`parse`] reads it; [`program`] lays it out for matching;
//! [`matching`] finds the elements of a document in one pass, [`has`] what `:has()` asks for in a pass before it.
#![expect(
    clippy::indexing_slicing,
    reason = "tables have a row for every node or level of the document, and a column for every step of the program"
)]
#![expect(clippy::string_slice, reason = "the place moves by whole characters")]

mod has;
mod index;
mod matching;
mod parse;
mod program;
#[cfg(test)]
mod tests;

pub(crate) use matching::matches;

use crate::error::Error;
use crate::html::SelectorNames;
use std::fmt;
use std::str::FromStr;

/// Which elements are meant, in a part of CSS.
///
/// | | |
/// | --- | --- |
/// | `article`, `*` | an element of this name, any element; custom elements too |
/// | `.post`, `#main` | with this class, with this id |
/// | `[data-ad]` | with this attribute |
/// | `[role=main]`, `[role="main"]` | with this value of the attribute |
/// | `[class~=post]`, `[lang\|=en]` | with this word in it; with this value, or one that goes on with a hyphen |
/// | `[id^=ad-]`, `[src$=".gif"]`, `[class*=banner]` | with a value that begins, ends so, or has this in it |
/// | `div.post[lang]` | all of these at once |
/// | `.post p`, `.post > p` | inside, and directly inside |
/// | `h2 + p`, `h2 ~ p` | right behind, and anywhere behind, under the same parent |
/// | `:not(.post, p)`, `:is(h2, h3) > a`, `:where(…)` | none of these; one of these |
/// | `div:has(> .ad)`, `li:has(+ .last)` | with such an element inside, or behind |
/// | `:first-child`, `:last-child`, `:only-child`, `:nth-child(2n+1)` | by the place among the children of the parent |
/// | `:empty`, `:root` | without children and text; the outermost element |
/// | `.post, .entry` | either |
///
/// Names of elements and attributes may be in any case. Classes, ids and values have to be equal to the letter, unless an
/// `i` follows the value: `[type=Post i]`. A backslash takes away a character's meaning: `.md\:hidden`. As in CSS, `:has()`
/// cannot stand inside of `:has()`. What depends on a user (`:hover`) or on rendering (`::before`) is an error, and so is any
/// other pseudo-class.
///
/// A match costs time in proportion to the elements of the document times the compounds of the selectors. Of selectors that ask for
/// one class, id or name, as most lists of advertisements do, only those are tried that the element could fit, so that
/// lists of thousands are cheap.
///
/// Source: [Selectors Level 4](https://www.w3.org/TR/selectors-4/).
///
/// ```
/// use bodytext::{Extractor, Options, Selector};
///
/// let ads: Selector = "div[id^=ad-], .post > aside:not(.note), p:has(> a.sponsor)".parse()?;
/// let mut extractor = Extractor::new(Options::new().with_prune(ads));
/// let article = extractor.extract("<div class=post><p>Green tea.</p><aside>Buy pots!</aside></div>");
/// assert_eq!(article.text(), "Green tea.");
///
/// let error = "p:hover".parse::<Selector>().unwrap_err();
/// assert_eq!(error.to_string(), "cannot use the selector `p:hover`: at byte 1 there is a pseudo-class that is not supported");
/// # Ok::<(), bodytext::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector {
    written: String,
    alternatives: Vec<ComplexSelector>,
}

/// A chain of compounds, outermost first: a [complex selector](https://www.w3.org/TR/selectors-4/#complex).
#[derive(Clone, Debug, PartialEq, Eq)]
struct ComplexSelector {
    compounds: Vec<CompoundSelector>,
}

/// A [compound selector](https://www.w3.org/TR/selectors-4/#compound), and how it stands to the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct CompoundSelector {
    /// How the element stands to the one that the compound before matched. The first compound of a selector in `:has()` stands so to the
    /// element that is asked; the first of any other has no meaning.
    combinator: Combinator,
    simple_selectors: Vec<SimpleSelector>,
}

/// How an element stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Combinator {
    /// A space: anywhere inside.
    Descendant,
    /// `>`: directly inside.
    Child,
    /// `+`: right behind.
    NextSibling,
    /// `~`: anywhere behind.
    SubsequentSibling,
}

/// What one element is asked: a [simple selector](https://www.w3.org/TR/selectors-4/#simple).
#[derive(Clone, Debug, PartialEq, Eq)]
enum SimpleSelector {
    /// Its name, in lower case.
    Element(String),
    Id(String),
    Class(String),
    Attribute {
        /// In lower case.
        name: String,
        matcher: AttributeMatcher,
        value: String,
        ignore_case: bool,
    },
    /// `:is()` and `:where()`, which differ only in specificity.
    Is(Vec<ComplexSelector>),
    Not(Vec<ComplexSelector>),
    Has(Vec<ComplexSelector>),
    PseudoClass(StructuralPseudoClass),
}

/// Where an element stands, or what it holds: [structural
/// pseudo-classes](https://www.w3.org/TR/selectors-4/#structural-pseudos).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StructuralPseudoClass {
    FirstChild,
    LastChild,
    OnlyChild,
    /// The children of which the number, counted from one, is `step * n + offset` for some `n` of zero or more.
    NthChild {
        step: i32,
        offset: i32,
    },
    Empty,
    Root,
}

/// How the value of an attribute is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AttributeMatcher {
    Exists,
    Equals,
    Word,
    Hyphen,
    Prefix,
    Suffix,
    Contains,
}

impl FromStr for Selector {
    type Err = Error;

    /// Reads a selector.
    ///
    /// # Errors
    /// [`Error::Selector`], where it is none, or uses what is left out.
    fn from_str(written: &str) -> Result<Selector, Error> {
        match parse::parse(written) {
            Ok(alternatives) => Ok(Selector { written: written.to_owned(), alternatives }),
            Err((at, problem)) => Err(Error::Selector { selector: written.to_owned(), at, problem }),
        }
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

/// The names of elements and attributes that selectors ask for: the parser has to keep them.
pub(crate) fn names_of<'s>(selectors: impl Iterator<Item = &'s Selector>) -> SelectorNames {
    let (mut attributes, mut elements) = (Vec::new(), Vec::new());
    for selector in selectors {
        each_test(&selector.alternatives, &mut |test| match test {
            SimpleSelector::Element(name) => elements.push(name.as_str()),
            SimpleSelector::Attribute { name, .. } => attributes.push(name.as_str()),
            _ => {}
        });
    }
    SelectorNames::new(attributes.into_iter(), elements.into_iter())
}

/// Calls `visit` with every test, those in brackets too. The parser bounds how deep these nest.
fn each_test<'s>(paths: &'s [ComplexSelector], visit: &mut impl FnMut(&'s SimpleSelector)) {
    for test in paths.iter().flat_map(|path| &path.compounds).flat_map(|step| &step.simple_selectors) {
        visit(test);
        if let SimpleSelector::Is(inner) | SimpleSelector::Not(inner) | SimpleSelector::Has(inner) = test {
            each_test(inner, visit);
        }
    }
}
