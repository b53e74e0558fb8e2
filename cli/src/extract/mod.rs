//! `bodytext` without a subcommand: articles out of pages.

mod output;

use crate::args::{ExtractArgs, Format, HintArgs, RenderArgs, ReportArgs};
use crate::input::{self, display_name};
use crate::report::{Console, Exit, Failure, Summary, Unit, guarded};
use bodytext::Extractor;
use output::Writer;
use std::io;
use std::path::PathBuf;

/// Shown below the options by `--help`.
pub(crate) const EXAMPLES: &str = "\
Examples:
  bodytext post.html                         the text of one article
  bodytext --format markdown post.html       the same as Markdown, images and links in place
  curl -s https://example.org/post | bodytext --url https://example.org/post --format json
                                             what standard input holds as JSON, its links resolved
  bodytext --format jsonl posts/*.html | jq -r '.metadata.title'
                                             several articles as JSON Lines, one a line
  bodytext --favor recall --prune '.newsletter, #related' page.html
                                             rather too much than too little, but never these
  bodytext explain page.html --format html > why.html
                                             the page's text by verdict, with the reasons

Several inputs are kept apart: text by a line `==> FILE <==` before each, Markdown by a rule, HTML by an <article>
element around each. JSON names the input of each article under `file`.

Pages compressed with gzip are decompressed. Of an archive of a page (MHTML, as browsers save it) the first HTML part
is read, with its address.

Exit status: 0 if all went well, 1 if an input could not be read or is binary (a picture, a program, an archive; the other
inputs are done all the same), 2 if the command line is wrong, 3 if the output could not be written. A page without
content is no error: standard error says why it is empty.";

/// The command line of extraction.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files to read; `-` is standard input, as is no file at all
    #[arg(value_name = "FILE", default_value = "-")]
    files: Vec<PathBuf>,

    /// What to write
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    render: RenderArgs,

    #[command(flatten)]
    hints: HintArgs,

    #[command(flatten)]
    extract: ExtractArgs,

    #[command(flatten)]
    report: ReportArgs,
}

/// Extracts every input in turn.
///
/// # Errors
/// Where an output cannot be written.
pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    let console = Console::new(args.report.quiet);
    let mut summary = Summary::new();
    let options = args.extract.options();
    let max_bytes = options.max_bytes();
    let mut extractor = Extractor::new(options.clone());
    let hints = args.hints.hints();
    let several = args.files.len() > 1;
    let (markdown, html) = (args.render.markdown_options(), args.render.html_options());
    let mut writer = Writer::new(io::stdout().lock(), args.format, markdown, html, several);
    console.follow(Unit::Inputs, u64::try_from(args.files.len()).ok(), true);
    for file in &args.files {
        console.advance(1);
        let name = display_name(file);
        let (page, warning) = match input::read_page(file, max_bytes) {
            Ok(page) => page,
            Err(message) => {
                console.error(&name, message);
                summary.count_failed();
                continue;
            }
        };
        if let Some(warning) = warning {
            console.warning(&name, warning);
        }
        let article = match guarded(|| extractor.extract_bytes(&page.bytes, &page.hints(&hints))) {
            Ok(article) => article,
            Err(message) => {
                console.error(&name, message);
                summary.count_failed();
                extractor = Extractor::new(options.clone());
                continue;
            }
        };
        if let Some(message) = input::why_no_text(&article) {
            console.error(&name, message);
            summary.count_failed();
            continue;
        }
        input::warnings(&article).for_each(|warning| console.warning(&name, warning));
        summary.count_article(&article, page.bytes.len());
        writer.write(&name, &article)?;
    }
    writer.finish()?;
    summary.finish(&args.report, &console)
}
