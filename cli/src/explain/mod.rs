//! `bodytext explain`: why an extraction came out as it did.

mod page;

use crate::args::{ExtractArgs, HintArgs, ReportArgs};
use crate::input::{self, display_name};
use crate::report::{Console, Exit, Failure, Summary};
use bodytext::{ExplainedBlock, Explanation, Extractor, Reason, Scope};
use clap::ValueEnum;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// Shown below the options.
const EXAMPLES: &str = "\
Examples:
  bodytext explain page.html                         a line for each text block: verdict, score, where it stands
  bodytext explain page.html --format html > why.html
                                                     a page to look at: blocks in colour, reasons under the pointer
  bodytext explain page.html --format json | jq '.blocks[] | select(.verdict == \"dropped_by_repair\")'
                                                     what was dropped although it looked like content";

/// The command line of `bodytext explain`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The file to read; `-` is standard input
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,

    /// What to write
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    hints: HintArgs,

    #[command(flatten)]
    extract: ExtractArgs,

    #[command(flatten)]
    report: ReportArgs,
}

/// Explains one input.
///
/// # Errors
/// Where an output cannot be written.
pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    let console = Console::new(args.report.quiet);
    let mut summary = Summary::new();
    let options = args.extract.options();
    let name = display_name(&args.file);
    match input::Page::read(&args.file, options.max_bytes()) {
        Err(message) => {
            console.error(&name, message);
            summary.count_failed();
        }
        Ok((page, warning)) => {
            if let Some(warning) = warning {
                console.warning(&name, warning);
            }
            let hints = page.hints(&args.hints.hints());
            let explanation = Extractor::new(options).explain_bytes(&page.bytes, &hints);
            let article = explanation.article();
            if let Some(message) = input::why_no_text(article) {
                console.error(&name, message);
                summary.count_failed();
            } else {
                input::warnings(article).for_each(|warning| console.warning(&name, warning));
                summary.count_article(article, page.bytes.len());
                let mut out = BufWriter::new(io::stdout().lock());
                write(&mut out, args.format, &name, &explanation)?;
                out.flush()?;
            }
        }
    }
    summary.finish(&args.report, &console)
}

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A few lines for each text block
    Text,
    /// Everything, for programs
    Json,
    /// One page to look at: the blocks in colour, the reasons under the pointer
    Html,
}

/// Writes an explanation of the input that goes by this name.
fn write(out: &mut impl Write, format: Format, name: &str, explanation: &Explanation) -> io::Result<()> {
    match format {
        Format::Text => write_text(out, explanation),
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, explanation)?;
            out.write_all(b"\n")
        }
        Format::Html => page::write(out, name, explanation),
    }
}

/// What the input was taken for and what became of it, a line each.
fn summary(explanation: &Explanation) -> Vec<(&'static str, String)> {
    let article = explanation.article();
    let mut lines = vec![("status", article.status().to_string())];
    lines.push(("taken for", if explanation.scope() == Scope::Page { "a whole page" } else { "a body" }.to_owned()));
    let metadata = article.metadata();
    if let (Some(kind), Some(probability)) = (metadata.page_type(), metadata.page_type_probability()) {
        lines.push(("kind of page", format!("{kind} ({})", percent(probability))));
    }
    lines.push(("confidence", percent(article.confidence())));
    if let Some(threshold) = explanation.threshold() {
        lines.push(("kept from a score of", percent(threshold)));
    }
    lines
}

fn percent(share: f32) -> String {
    format!("{:.0} %", share * 100.0)
}

/// `+1.3 links in it`
fn reason(reason: &Reason) -> String {
    format!("{:+.1} {}", reason.weight, reason.about)
}

fn write_text(out: &mut impl Write, explanation: &Explanation) -> io::Result<()> {
    for (what, value) in summary(explanation) {
        writeln!(out, "{what}: {value}")?;
    }
    for block in explanation.blocks() {
        let ExplainedBlock { text, path, score, verdict, reasons, .. } = block;
        let score = score.map(|score| format!(" {}", percent(score))).unwrap_or_default();
        writeln!(out, "\n[{verdict}{score}] {}\n  at {path}", shortened(text))?;
        if !reasons.is_empty() {
            let reasons: Vec<String> = reasons.iter().take(4).map(reason).collect();
            writeln!(out, "  for {}", reasons.join(", "))?;
        }
    }
    Ok(())
}

/// The beginning of a text that is too long for a line.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 100;
    match text.char_indices().nth(LONGEST).and_then(|(end, _)| text.get(..end)) {
        Some(start) => format!("{}…", start.trim_end()),
        None => text.to_owned(),
    }
}
