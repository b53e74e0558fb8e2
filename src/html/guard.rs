//! Keeps html5ever's work, and the tree, in proportion to the source.
//!
//! The tree builder searches its stack of open elements and its list of active formatting elements for nearly every
//! token, and in each new paragraph it opens again all formatting elements that were left open before. On pages as people
//! write them both are short. A source made for it can let both grow with every tag, and the work with their product.
//!
//! The tree builder does not tell how long they are, so this counts the elements that were made since they were last
//! looked at, which is at least as many as were added: only where that could be too many they are looked at again.

use super::names::Nesting;
use html5ever::LocalName;
use std::collections::HashMap;

/// How many more elements may be open than may be nested in the result. At the limit itself the tree builder then still
/// closes what it should (a `<p>` by the next one); what is too deep is unwrapped in the end.
const SLACK: usize = 32;

/// How many formatting elements may be active. Of 2,174 pages of many kinds none had more than nine.
const MAX_FORMATTING: usize = 64;

/// How many formatting elements may be opened again without being asked for: so many, and one more for so many bytes.
const FREE_REOPENINGS: usize = 4096;
const BYTES_A_REOPENING: usize = 4;

/// What the tree builder holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Census {
    /// How many elements are open.
    pub(super) open: usize,
    /// How many formatting elements are active, at most.
    pub(super) formatting: usize,
}

/// What a source may still do.
pub(super) struct Guard {
    max_open: usize,
    /// At how many elements made, and formatting elements made, the next census is due.
    elements_at_census: usize,
    formatting_at_census: usize,
    /// How many start tags of formatting elements went to the tree builder.
    formatting_tags: usize,
    /// Start tags that were left out, whose end tags are to be left out as well.
    left_out: HashMap<LocalName, usize>,
    /// The most elements that were seen open.
    pub(super) deepest: usize,
    /// Whether no tag has gone to the tree builder since the last census. (Text opens elements, which are counted, but
    /// closes none to speak of.)
    pub(super) is_up_to_date: bool,
}

impl Guard {
    pub(super) fn new(max_depth: usize) -> Guard {
        let max_open = max_depth + SLACK;
        Guard {
            max_open,
            elements_at_census: max_open,
            formatting_at_census: MAX_FORMATTING,
            formatting_tags: 0,
            left_out: HashMap::new(),
            deepest: 0,
            is_up_to_date: false,
        }
    }

    /// Whether a census has to be taken before the next start tag, given how many elements were made so far.
    pub(super) fn is_census_due(&self, elements: usize, formatting: usize) -> bool {
        elements >= self.elements_at_census || formatting >= self.formatting_at_census || !self.left_out.is_empty()
    }

    /// Takes note of a census.
    pub(super) fn record(&mut self, census: Census, elements: usize, formatting: usize) {
        self.elements_at_census = elements + self.max_open.saturating_sub(census.open);
        self.formatting_at_census = formatting + MAX_FORMATTING.saturating_sub(census.formatting);
        self.deepest = self.deepest.max(census.open);
        self.is_up_to_date = true;
        if census.open < self.max_open && census.formatting < MAX_FORMATTING {
            self.left_out.clear();
        }
    }

    /// Whether, as far as the last census tells, no more elements can be opened.
    pub(super) fn is_deep(&self, elements: usize) -> bool {
        elements >= self.elements_at_census
    }

    /// Whether, as far as the last census tells, no more formatting elements can be opened.
    pub(super) fn is_overloaded(&self, formatting: usize) -> bool {
        formatting >= self.formatting_at_census
    }

    /// Takes note of a start tag of a formatting element that goes to the tree builder.
    pub(super) fn count_formatting_tag(&mut self) {
        self.formatting_tags += 1;
    }

    /// Whether too many formatting elements were opened again, given how many were made and where the source is.
    pub(super) fn is_reopening_too_much(&self, formatting: usize, position: usize) -> bool {
        let reopened = formatting.saturating_sub(self.formatting_tags);
        reopened > FREE_REOPENINGS + position / BYTES_A_REOPENING
    }

    /// Leaves a start tag out.
    pub(super) fn leave_out(&mut self, name: &LocalName) {
        *self.left_out.entry(name.clone()).or_insert(0) += 1;
    }

    /// Whether an end tag belongs to a start tag that was left out; if so it is to be left out, too.
    pub(super) fn leaves_out_end(&mut self, name: &LocalName) -> bool {
        match self.left_out.get_mut(name) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }
}

/// Whether a start tag may open an element that others nest in.
pub(super) fn deepens(nesting: Nesting, is_foreign: bool, self_closing: bool) -> bool {
    match nesting {
        Nesting::Opens => !(is_foreign && self_closing),
        Nesting::Void | Nesting::RawText => is_foreign && !self_closing,
        Nesting::VoidAnywhere | Nesting::Once => false,
    }
}
