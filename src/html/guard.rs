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
    max_depth: usize,
    /// The last census, and how many elements and formatting elements had been made then.
    census: Census,
    elements: usize,
    formatting: usize,
    /// How many start tags of formatting elements went to the tree builder.
    formatting_tags: usize,
    /// Start tags that were left out, whose end tags are to be left out as well: how many of each name, by its hash. (To
    /// hold on to the names themselves would slow down the making of new ones.)
    left_out: HashMap<u64, usize>,
    /// Whether more elements may have been open at a time than may be nested.
    was_too_deep: bool,
    /// Whether no tag has gone to the tree builder since the last census. (Text opens elements, which are counted, but
    /// closes none to speak of.)
    pub(super) is_up_to_date: bool,
}

impl Guard {
    pub(super) fn new(max_depth: usize) -> Guard {
        Guard {
            max_depth,
            census: Census { open: 0, formatting: 0 },
            elements: 0,
            formatting: 0,
            formatting_tags: 0,
            left_out: HashMap::new(),
            was_too_deep: false,
            is_up_to_date: false,
        }
    }

    /// How many elements can be open at most, given how many were made so far.
    fn open(&self, elements: usize) -> usize {
        self.census.open + (elements - self.elements)
    }

    /// Whether a census has to be taken before the next start tag, given how many elements were made so far.
    pub(super) fn is_census_due(&self, elements: usize, formatting: usize) -> bool {
        // Early enough that even a start tag that opens all formatting elements again stays within the depth.
        let is_near = self.open(elements) + MAX_FORMATTING >= self.max_depth;
        is_near || self.is_overloaded(formatting) || !self.left_out.is_empty()
    }

    /// Takes note of a census.
    pub(super) fn record(&mut self, census: Census, elements: usize, formatting: usize) {
        self.was_too_deep = self.was_too_deep(elements);
        (self.census, self.elements, self.formatting) = (census, elements, formatting);
        self.is_up_to_date = true;
        if !self.is_deep(elements) && !self.is_overloaded(formatting) {
            self.left_out.clear();
        }
    }

    /// Whether elements may have been nested too deep at any time, given how many were made.
    pub(super) fn was_too_deep(&self, elements: usize) -> bool {
        self.was_too_deep || self.open(elements) > self.max_depth
    }

    /// Whether, as far as the last census tells, no more elements can be opened.
    pub(super) fn is_deep(&self, elements: usize) -> bool {
        self.open(elements) >= self.max_depth + SLACK
    }

    /// Whether, as far as the last census tells, no more formatting elements can be opened.
    pub(super) fn is_overloaded(&self, formatting: usize) -> bool {
        self.census.formatting + (formatting - self.formatting) >= MAX_FORMATTING
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
        *self.left_out.entry(name.get_hash()).or_insert(0) += 1;
    }

    /// Whether an end tag belongs to a start tag that was left out; if so it is to be left out, too.
    pub(super) fn leaves_out_end(&mut self, name: &LocalName) -> bool {
        match self.left_out.get_mut(&name.get_hash()) {
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
