//! What was met in an input.

use serde::{Deserialize, Serialize};

/// Counts of what was met in an input, up to some record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Tally {
    /// Records of all kinds.
    pub(super) records: u64,
    /// Those that hold a page and were chosen.
    pub(super) pages: u64,
    /// Those that say that a page is as it was.
    pub(super) revisits: u64,
    /// Requests, metadata and the like.
    pub(super) other_records: u64,
    /// Responses with another HTTP status.
    pub(super) other_statuses: u64,
    /// Responses that are not HTML.
    pub(super) not_html: u64,
    /// Pages of hosts that were not asked for.
    pub(super) other_hosts: u64,
    /// Records that are not whole, and were left out.
    pub(super) broken: u64,
    /// Records whose length was wrong.
    pub(super) wrong_lengths: u64,
    /// Stretches that did not decompress.
    pub(super) damages: u64,
    /// How many bytes were passed over to find a record again.
    pub(super) passed_over: u64,
}

impl Tally {
    /// Adds the counts of another input.
    pub(super) fn add(&mut self, other: &Tally) {
        self.records += other.records;
        self.pages += other.pages;
        self.revisits += other.revisits;
        self.other_records += other.other_records;
        self.other_statuses += other.other_statuses;
        self.not_html += other.not_html;
        self.other_hosts += other.other_hosts;
        self.broken += other.broken;
        self.wrong_lengths += other.wrong_lengths;
        self.damages += other.damages;
        self.passed_over += other.passed_over;
    }

    /// Whether something of the input is lost.
    pub(super) fn has_losses(&self) -> bool {
        self.broken + self.damages + self.wrong_lengths > 0
    }
}
