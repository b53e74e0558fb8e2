//! Selectors: which elements a caller means.
//!
//! A small part of CSS, the one that people write for this purpose. [`parse`] reads it, [`matching`] finds the elements of a
//! document in one pass.

mod matching;
mod parse;

pub(crate) use matching::matches;

use crate::error::Error;
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
/// | `.post, .entry` | either |
///
/// Names of elements and attributes may be in any case; classes, ids and values have to be equal to the letter, unless an
/// `i` follows the value: `[type=Post i]`. A backslash takes away a character's meaning: `.md\:hidden`. Pseudo-classes and
/// the combinators `+` and `~` are left out.
///
/// ```
/// use bodytext::{Extractor, Options, Selector};
///
/// let ads: Selector = "div[id^=ad-], .post > aside".parse()?;
/// let mut extractor = Extractor::new(Options::new().with_prune(ads));
/// let article = extractor.extract("<div class=post><p>Green tea.</p><aside>Buy pots!</aside></div>");
/// assert_eq!(article.text(), "Green tea.");
///
/// let error = "p:hover".parse::<Selector>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "`p:hover` is no selector that can be used: pseudo-classes and pseudo-elements are not supported, at byte 1"
/// );
/// # Ok::<(), bodytext::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector {
    written: String,
    alternatives: Vec<Path>,
}

/// A chain of compounds, outermost first.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Path {
    steps: Vec<Step>,
}

/// A compound, and how it stands to the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    /// Whether the element is a child of the one that the step before matched, rather than anywhere inside. Of no meaning
    /// for the first step.
    is_child: bool,
    tests: Vec<Test>,
}

/// What one element is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Test {
    /// Its name, in lower case.
    Element(String),
    Id(String),
    Class(String),
    Attribute {
        /// In lower case.
        name: String,
        compare: Compare,
        value: String,
        ignore_case: bool,
    },
}

/// How the value of an attribute is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compare {
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

impl Selector {
    /// The names of the elements that it asks for.
    pub(crate) fn element_names(&self) -> impl Iterator<Item = &str> {
        self.tests().filter_map(|test| match test {
            Test::Element(name) => Some(name.as_str()),
            _ => None,
        })
    }

    /// The names of the attributes that it asks for.
    pub(crate) fn attribute_names(&self) -> impl Iterator<Item = &str> {
        self.tests().filter_map(|test| match test {
            Test::Attribute { name, .. } => Some(name.as_str()),
            _ => None,
        })
    }

    fn tests(&self) -> impl Iterator<Item = &Test> {
        self.alternatives.iter().flat_map(|path| &path.steps).flat_map(|step| &step.tests)
    }
}
