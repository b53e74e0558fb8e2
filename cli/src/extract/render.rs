//! Writing an article in the format that is asked for.

use super::fields::Fields;
use crate::args::{Format, RenderArgs};
use bodytext::{Article, HtmlOptions, MarkdownOptions};
use serde::Serialize;
use std::io;

/// How articles are written.
#[derive(Clone, Debug)]
pub(super) struct Renderer {
    format: Format,
    markdown: MarkdownOptions,
    html: HtmlOptions,
    with_metadata: bool,
    fields: Option<Fields>,
}

/// Which input an article comes from.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct About<'a> {
    pub(super) file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) record: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<&'a str>,
}

/// The JSON of an article.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    about: About<'a>,
    #[serde(flatten)]
    article: &'a Article,
}

impl Renderer {
    /// A renderer.
    ///
    /// # Errors
    /// Where the format does not go with what else is asked for, as a message.
    pub(super) fn new(
        format: Format,
        render: &RenderArgs,
        with_metadata: bool,
        fields: &[String],
    ) -> Result<Renderer, String> {
        let is_json = matches!(format, Format::Json | Format::Jsonl);
        if with_metadata && !matches!(format, Format::Text | Format::Markdown) {
            return Err("--with-metadata is for text and Markdown; JSON has the metadata in any case".to_owned());
        }
        if !is_json && !fields.is_empty() {
            return Err("--fields is for --format json and jsonl".to_owned());
        }
        Ok(Renderer {
            format,
            markdown: render.markdown_options().with_front_matter(with_metadata),
            html: render.html_options(),
            with_metadata,
            fields: if fields.is_empty() { None } else { Some(Fields::new(fields)?) },
        })
    }

    /// Whether metadata comes before the article.
    pub(super) fn has_metadata(&self) -> bool {
        self.with_metadata
    }

    /// The format.
    pub(super) fn format(&self) -> Format {
        self.format
    }

    /// The ending of files of this format.
    pub(super) fn ending(&self) -> &'static str {
        match self.format {
            Format::Text => "txt",
            Format::Markdown => "md",
            Format::Html => "html",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
        }
    }

    /// Writes an article. What comes out ends in a line break, unless it is empty.
    ///
    /// # Errors
    /// Where JSON cannot be written, which has not been met.
    pub(super) fn render(&self, about: About<'_>, article: &Article) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        match self.format {
            Format::Text if self.with_metadata => {
                let front_matter = article.metadata().to_front_matter();
                let is_both = !front_matter.is_empty() && !article.text().is_empty();
                out.extend([front_matter.as_str(), if is_both { "\n" } else { "" }, article.text()].concat().bytes());
            }
            Format::Text => out.extend_from_slice(article.text().as_bytes()),
            Format::Markdown => out.extend_from_slice(article.to_markdown_with(&self.markdown).as_bytes()),
            Format::Html => out.extend_from_slice(article.to_html_with(&self.html).as_bytes()),
            Format::Json | Format::Jsonl => match &self.fields {
                Some(fields) => self.json(&mut out, &fields.of(about, article, &self.markdown, &self.html))?,
                None => self.json(&mut out, &Whole { about, article })?,
            },
        }
        if out.last().is_some_and(|&last| last != b'\n') {
            out.push(b'\n');
        }
        Ok(out)
    }

    fn json(&self, out: &mut Vec<u8>, value: &impl Serialize) -> io::Result<()> {
        match self.format {
            Format::Json => serde_json::to_writer_pretty(out, value)?,
            _ => serde_json::to_writer(out, value)?,
        }
        Ok(())
    }
}
