//! Why an extraction came out as it did.

use crate::{Article, Scope};
use std::fmt;
use std::ops::Range;

/// An extraction with its reasons: every text block of the input, what was thought of it and what became of it.
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

/// A text block of the input: a run of text between two places where a line ends.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct ExplainedBlock {
    /// Its text, white space collapsed.
    pub text: String,
    /// The elements that it stands in, outermost first, with id and the first classes: `html > body > div#main.post > p`.
    pub path: String,
    /// The bytes of the input that it came from.
    pub source: Option<Range<usize>>,
    /// How likely it is content, between 0 and 1, as the model has it. None where it was not asked: of a body.
    pub score: Option<f32>,
    /// What became of it.
    pub verdict: Verdict,
    /// What spoke for it and against it, weightiest first. What hardly mattered is left out.
    pub reasons: Vec<Reason>,
}

/// What became of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Verdict {
    /// It is content.
    Kept,
    /// It would not be by itself, but the structure asks for it: a heading over content, the rest of a list.
    KeptByRepair,
    /// A selector of the options keeps it, or all comments are kept.
    KeptByWish,
    /// It is no content (a control, such as a button to share the page, never is), or there is none on this page.
    Dropped,
    /// It would be by itself, but the structure is against it: a heading over nothing, a label over an advertisement or over a
    /// link to another article.
    DroppedByRepair,
    /// It would be kept if it were no copy of a run of text that comes out elsewhere: the same hidden or for another size of
    /// the screen, a teaser of the text.
    DroppedAsCopy,
    /// A selector of the options prunes it, or comments are dropped.
    DroppedByWish,
    /// It is hidden, or a control of the page, in a body.
    Hidden,
    /// It is the headline: [metadata](crate::Metadata::title) of a page and no text, unless
    /// [`Options::with_headline`](crate::Options::with_headline) asks for it.
    Headline,
    /// It stands in what comes out, but is no text of it: a control, the sign beside a heading, what `<noscript>` repeats, or
    /// more than [`Options::with_max_output`](crate::Options::with_max_output) has room for.
    LeftOut,
}

/// Something about a block that spoke for it or against it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Reason {
    /// What it is about, in a few words.
    pub about: &'static str,
    /// How much it added to the block's log-odds, compared with other blocks of the page: above zero it spoke for the block.
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
