//! The command line: the subcommands, and the options that they share.
//!
//! Each subcommand is a module with `Args` for its own options and a function `run`.

mod extraction;
mod rendering;
mod report;

pub(crate) use extraction::{ExtractArgs, HintArgs, base_url, charset_label};
pub(crate) use rendering::{Format, RenderArgs};
pub(crate) use report::ReportArgs;

use crate::{completions, explain, extract, man, warc};
use bodytext::MODEL_VERSION;
use clap::{Parser, Subcommand};
use std::num::NonZero;
use std::sync::LazyLock;
use std::thread::available_parallelism;

/// The release of the program, and the model that it chooses content with.
static VERSION: LazyLock<String> = LazyLock::new(|| format!("{} (model {MODEL_VERSION})", env!("CARGO_PKG_VERSION")));

/// Extract the text of articles from HTML.
///
/// Reads whole pages, and article bodies as feeds, content management systems and static-site tools hold them (with or
/// without front matter). Writes clean text with its paragraphs, headings, lists, tables, code and images.
#[derive(Debug, Parser)]
#[command(
    name = "bodytext",
    version = VERSION.as_str(),
    args_conflicts_with_subcommands = true,
    after_long_help = extract::EXAMPLES,
    after_help = "See --help for examples."
)]
pub(crate) struct Program {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    /// Without a subcommand the program extracts.
    #[command(flatten)]
    pub(crate) extract: extract::Args,
}

#[derive(Debug, Subcommand)]
#[allow(clippy::large_enum_variant, reason = "there is one of it in a run")]
pub(crate) enum Command {
    /// Show for every text block of a page why it was kept or dropped
    Explain(explain::Args),

    /// Extract the articles of the pages in WARC files
    Warc(warc::Args),

    /// Extract pages that come over HTTP
    #[cfg(feature = "serve")]
    Serve(crate::serve::Args),

    /// Write a script that completes options in a shell
    Completions(completions::Args),

    /// Write the manual page of the program or of a subcommand
    Man(man::Args),
}

/// How many threads work at once: as many as asked for, otherwise as many as there are cores.
pub(crate) fn jobs(asked: Option<u16>) -> NonZero<usize> {
    let asked = asked.and_then(|asked| NonZero::new(usize::from(asked)));
    asked.or_else(|| available_parallelism().ok()).unwrap_or(NonZero::<usize>::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn definition_is_sound() {
        Program::command().debug_assert();
    }
}
