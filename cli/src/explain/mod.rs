//! Writing explanations: why an extraction came out as it did.

mod page;

use bodytext::{ExplainedBlock, Explanation, Reason, Scope};
use clap::ValueEnum;
use std::io::{self, Write};

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A few lines for each text block
    Text,
    /// Everything, for programs
    Json,
    /// One page to look at: the blocks in colour, the reasons under the pointer
    Html,
}

/// Writes an explanation of the input that goes by this name.
pub(crate) fn write(out: &mut impl Write, format: Format, name: &str, explanation: &Explanation) -> io::Result<()> {
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
