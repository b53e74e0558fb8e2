//! Options of what a run says of itself.

use std::path::PathBuf;

/// What a run says of itself.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Messages")]
pub(crate) struct ReportArgs {
    /// Write errors only: no warnings, no progress, no summary
    #[arg(short, long)]
    pub(crate) quiet: bool,

    /// Write the summary of the run to this file, as JSON
    #[arg(long, value_name = "FILE.json")]
    pub(crate) summary: Option<PathBuf>,
}
