//! What there is to read: files, folders, lists of files, records in files; and what a file holds.

mod columns;
mod compression;
mod json;
mod list;
mod mhtml;
mod page;
#[cfg(feature = "parquet")]
mod parquet;
mod per_file;
mod records;
mod sources;
mod walk;

pub(crate) use columns::{Columns, Record};
#[cfg(feature = "serve")]
pub(crate) use json::read as read_json;
pub(crate) use page::{Page, display_name, is_stdin, warnings, why_no_text};
pub(crate) use sources::{SourceArgs, Sources, distinguished};

use bodytext::Hints;
use std::path::PathBuf;

/// One input of a run: a page.
#[derive(Debug)]
pub(crate) struct Input {
    /// How messages call it.
    pub(crate) name: String,
    /// The file that it comes from, as JSON has it.
    pub(crate) file: String,
    /// Which record of the file it is, counted from one, where the file holds several.
    pub(crate) record: Option<u64>,
    /// Where it stands below the folder of outputs, without an ending.
    pub(crate) place: PathBuf,
    /// What is known of this input alone.
    pub(crate) hints: Hints,
    pub(crate) content: Content,
    /// How far progress goes on with it, in the unit of the run.
    pub(crate) weight: u64,
}

/// Where the HTML of an input is.
#[derive(Debug)]
pub(crate) enum Content {
    /// In a file, or on standard input.
    File(PathBuf),
    /// In this line of JSON.
    Line(Vec<u8>),
    /// Here; what was wrong with the record otherwise.
    #[cfg_attr(not(feature = "parquet"), expect(dead_code, reason = "only Parquet has records that are read already"))]
    Record(Result<Record, String>),
    /// Nowhere: it cannot be read, with the reason.
    Failed(String),
    /// Passed over on purpose, with the reason.
    Skipped(&'static str),
}
