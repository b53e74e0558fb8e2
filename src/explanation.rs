//! Why an extraction came out as it did.

use crate::article::Article;
use crate::options::Scope;
use std::fmt;
use std::ops::Range;

/// An extraction with its reasons: for every text block of the input its score and its verdict.
///
/// ```
/// use bodytext::{Extractor, Verdict};
///
/// let page = "<html><head><title>Green tea</title></head><body><ul class=menu><li><a href=/>Home</a><li><a href=/pots>Pots\
///             </a></ul><article><h1>Green tea</h1><p>It wants patience, cool water and, as every grower in the hills will \
///             tell you, a pot of clay.</p></article></body></html>";
/// let explanation = Extractor::default().explain(page);
///
/// let [home, .., tea] = explanation.blocks() else { unreachable!() };
/// assert_eq!((home.text.as_str(), home.verdict), ("Home", Verdict::Dropped));
/// assert_eq!((tea.path.as_str(), tea.verdict), ("html > body > article > p", Verdict::Kept));
/// assert!(tea.score > home.score);
///
/// // What spoke most for it, or against.
/// let reason = &tea.reasons[0];
/// println!("{}: {:+.1}", reason.about, reason.weight);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    pub(crate) article: Article,
    pub(crate) scope: Scope,
    pub(crate) threshold: Option<f32>,
    pub(crate) blocks: Vec<ExplainedBlock>,
}

/// A text block of the input: a run of text without a line end in it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct ExplainedBlock {
    /// Its text, with white space collapsed.
    pub text: String,
    /// The elements around it, outermost first, with id and the first classes: `html > body > div#main.post > p`.
    pub path: String,
    /// The bytes of the input that it came from.
    pub source: Option<Range<usize>>,
    /// The probability that it is content, by the model; 0 in a menu or the foot of the page, of which it is not asked. `None` in a
    /// body, where it is not asked at all.
    pub score: Option<f32>,
    /// What became of it.
    pub verdict: Verdict,
    /// What spoke for and against it, the weightiest first. What hardly mattered is left out.
    pub reasons: Vec<Reason>,
}

/// What became of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Verdict {
    /// Kept as content.
    Kept,
    /// Kept because of the structure, against its score: a heading over content, the rest of a list.
    KeptByRepair,
    /// Kept because the options say so: by a selector, or as a comment.
    KeptByWish,
    /// Dropped: it is not content, or the page has none. Controls, such as a button to share the page, never are.
    Dropped,
    /// Dropped because of the structure, against its score: a heading over nothing, a label over an advertisement or over a link
    /// to another article.
    DroppedByRepair,
    /// Dropped as a copy of text that is kept elsewhere: hidden, made for another screen size, or a teaser of the text.
    DroppedAsCopy,
    /// Dropped because the options say so: by a selector, or as a comment.
    DroppedByWish,
    /// Dropped from a body because it is hidden or a control.
    Hidden,
    /// The headline of a page. It is [metadata](crate::Metadata::title) and left out of the text, unless
    /// [`Options::with_headline`](crate::Options::with_headline) asks for it.
    Headline,
    /// Inside of kept text, but left out: a control, the sign beside a heading, a repetition in `<noscript>`, or more text than
    /// [`Options::with_max_output`](crate::Options::with_max_output) has room for.
    LeftOut,
}

/// Something about a block that spoke for or against it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Reason {
    /// What it is about, in a few words.
    pub about: &'static str,
    /// How much it added to the log-odds of the block, compared with other blocks of the page. Above zero it spoke for the block.
    pub weight: f32,
}

impl Explanation {
    /// The article, as [`Extractor::extract`](crate::Extractor::extract) gives it, with status and confidence.
    pub fn article(&self) -> &Article {
        &self.article
    }

    /// What the input was taken for: [`Scope::Page`] or [`Scope::Body`].
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// The score from which on blocks of this page are content. None for a body.
    pub fn threshold(&self) -> Option<f32> {
        self.threshold
    }

    /// The text blocks of the input, in order; of a page with [too many](crate::Diagnostic::JudgedInPart) those that were judged.
    pub fn blocks(&self) -> &[ExplainedBlock] {
        &self.blocks
    }
}

impl Verdict {
    /// Whether the block comes out.
    pub fn is_kept(self) -> bool {
        matches!(self, Verdict::Kept | Verdict::KeptByRepair | Verdict::KeptByWish)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Verdict::Kept => "kept",
            Verdict::KeptByRepair => "kept by repair",
            Verdict::KeptByWish => "kept by wish",
            Verdict::Dropped => "dropped",
            Verdict::DroppedByRepair => "dropped by repair",
            Verdict::DroppedAsCopy => "dropped as copy",
            Verdict::DroppedByWish => "dropped by wish",
            Verdict::Hidden => "hidden",
            Verdict::Headline => "headline",
            Verdict::LeftOut => "left out",
        })
    }
}
