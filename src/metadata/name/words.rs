//! Words around names: what stands before and after them, and what is none. `words/names.txt` has them.

use crate::word_list::word_lists;

word_lists! { "../words/names.txt":
    /// What may stand before names.
    pub(super) CUES = "cues";
    /// As [`CUES`], but only with a colon behind them.
    pub(super) CUES_WITH_COLON = "cues with a colon";
    /// What follows the name of somebody who reports.
    pub(super) JOB_TITLES = "job titles";
    /// How a line begins that tells first when something was published, and then perhaps who did.
    pub(super) ANNOUNCEMENTS = "announcements";
    /// After these no name goes on, within a line.
    pub(super) TERMINATORS = "terminators";
    /// What joins names.
    pub(super) CONJUNCTIONS = "conjunctions";
    /// A part of a list of names that is a role, a degree, or the like.
    pub(super) ROLES = "roles";
    /// How a line begins that names those who checked, edited or pictured what others wrote.
    pub(super) OTHER_ROLES = "other roles";
    /// What people are called who have no name, and what stands where a name should.
    pub(super) PLACEHOLDER_NAMES = "placeholder names";
    /// Words of sentences and buttons: no name has one.
    pub(super) SENTENCE_WORDS = "words of sentences";
    /// Words in names that begin with a small letter.
    pub(in crate::metadata) PARTICLES = "particles";
    /// The surnames of most of those who write in Chinese, one character each, and a few of two characters; several to a line.
    pub(super) SURNAMES = "chinese surnames";
    /// The surnames of most Koreans, one syllable each; several to a line.
    pub(super) KOREAN_SURNAMES = "korean surnames";
}
