//! Writing articles.

use crate::args::Format;
use bodytext::{Article, HtmlOptions, MarkdownOptions};
use serde::Serialize;
use std::io::{self, BufWriter, Write};

/// Writes articles one after the other, kept apart where there may be several.
pub(crate) struct Writer<W: Write> {
    out: BufWriter<W>,
    format: Format,
    markdown: MarkdownOptions,
    several: bool,
    html: HtmlOptions,
    written: usize,
}

/// A line of JSON Lines: the article, and which input it came from.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    #[serde(flatten)]
    article: &'a Article,
}

impl<W: Write> Writer<W> {
    /// A writer; `several` says whether more than one input was asked for.
    pub(crate) fn new(
        out: W,
        format: Format,
        markdown: MarkdownOptions,
        html: HtmlOptions,
        several: bool,
    ) -> Writer<W> {
        Writer { out: BufWriter::new(out), format, markdown, html, several, written: 0 }
    }

    /// Writes one article.
    pub(crate) fn write(&mut self, name: &str, article: &Article) -> io::Result<()> {
        let out = &mut self.out;
        let first = self.written == 0;
        self.written += 1;
        match self.format {
            Format::Text => {
                if self.several {
                    writeln!(out, "{}==> {name} <==", if first { "" } else { "\n" })?;
                }
                write_lines(out, article.text())
            }
            Format::Markdown => {
                if self.several && !first {
                    out.write_all(b"\n---\n\n")?;
                }
                write_lines(out, &article.to_markdown_with(self.markdown))
            }
            Format::Html if self.several => {
                out.write_all(b"<article>\n")?;
                write_lines(out, &article.to_html_with(&self.html))?;
                out.write_all(b"</article>\n")
            }
            Format::Html => write_lines(out, &article.to_html_with(&self.html)),
            Format::Json => {
                serde_json::to_writer_pretty(&mut *out, &Line { file: name, article })?;
                out.write_all(b"\n")
            }
            Format::Jsonl => {
                serde_json::to_writer(&mut *out, &Line { file: name, article })?;
                out.write_all(b"\n")
            }
        }
    }

    /// Writes what is still held back.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Writes text that ends in a line break, unless there is none.
fn write_lines(out: &mut impl Write, text: &str) -> io::Result<()> {
    out.write_all(text.as_bytes())?;
    if !text.is_empty() && !text.ends_with('\n') {
        out.write_all(b"\n")?;
    }
    Ok(())
}
