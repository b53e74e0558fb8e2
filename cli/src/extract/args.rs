//! The command line of extraction.

use crate::args::{ExtractArgs, Format, HintArgs, RenderArgs, ReportArgs};
use crate::input::SourceArgs;
use clap::{ValueEnum, value_parser};
use std::path::PathBuf;

/// The command line of extraction.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(super) sources: SourceArgs,

    /// What to write [default: by the ending of the output; text where it has none]
    #[arg(short, long, value_enum, help_heading = "Outputs")]
    pub(super) format: Option<Format>,

    #[command(flatten)]
    pub(super) output: OutputArgs,

    #[command(flatten)]
    pub(super) render: RenderArgs,

    #[command(flatten)]
    pub(super) hints: HintArgs,

    #[command(flatten)]
    pub(super) extract: ExtractArgs,

    #[command(flatten)]
    pub(super) work: WorkArgs,

    #[command(flatten)]
    pub(super) report: ReportArgs,
}

/// What to write where.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Outputs")]
pub(crate) struct OutputArgs {
    /// Write to this file, or to a file for each input in this folder (FOLDER/)
    ///
    /// A file that ends in .gz or .zst is compressed. A path that ends in `/`, or is a folder, is a folder. Its tree is that of
    /// the inputs, with the ending of the format behind their names; of those only .html goes. Files appear whole or not at all.
    #[arg(short, long, value_name = "OUT")]
    pub(super) output: Option<PathBuf>,

    /// Replace outputs that exist; otherwise an input whose output exists in the folder is skipped
    #[arg(long)]
    pub(super) overwrite: bool,

    /// Put the metadata before the article, as front matter in YAML; for text and Markdown
    #[arg(long)]
    pub(super) with_metadata: bool,

    /// Of JSON, write only these fields, such as `file,url,title,text`
    ///
    /// A field is a key of the JSON object, a key of its metadata, a path such as `status.kind` or `metadata.sources`, or
    /// `markdown` or `html` for the article in that format. What an article does not have is null.
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    pub(super) fields: Vec<String>,

    /// Write only articles of at least this confidence, from 0 to 1
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub(super) min_confidence: Option<f32>,

    /// Write only articles of this status; several are separated by commas
    #[arg(long, value_enum, value_name = "STATUS", value_delimiter = ',')]
    pub(super) status: Vec<StatusKind>,
}

/// How the work is done.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Work")]
pub(crate) struct WorkArgs {
    /// Work on this many inputs at a time [default: the number of cores]
    #[arg(short, long, value_name = "N", value_parser = value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,

    /// Write articles as they are done, not in the order of the inputs
    #[arg(long)]
    pub(super) unordered: bool,
}

/// What became of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum StatusKind {
    /// The content was found
    Found,
    /// Nothing stood out as content: what is likeliest
    Fallback,
    /// There is no content
    Empty,
}

fn share(argument: &str) -> Result<f32, String> {
    match argument.parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("a number from 0 to 1 is expected".to_owned()),
    }
}
