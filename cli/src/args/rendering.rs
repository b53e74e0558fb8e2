//! Options of the formats that articles are written in.

use bodytext::{HtmlOptions, MarkdownOptions};
use clap::ValueEnum;

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Plain text, with a blank line between paragraphs
    Text,
    /// Markdown: CommonMark with GitHub's tables
    #[value(alias = "md")]
    Markdown,
    /// Safe HTML: no scripts, no styles, no event handlers
    Html,
    /// One indented JSON object for each article: metadata, blocks and everything else
    Json,
    /// JSON Lines: the same object on a line of its own
    #[value(alias = "ndjson")]
    Jsonl,
}

/// How each format is written.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Formats")]
pub(crate) struct RenderArgs {
    /// In HTML, the `rel` attribute of links, such as `nofollow noopener noreferrer`
    #[arg(long, value_name = "REL")]
    rel: Option<String>,

    /// In HTML, name the language of code as a class, such as `language-rust`
    #[arg(long)]
    code_classes: bool,

    /// In Markdown, write the readings of Chinese and Japanese words as `<ruby>`
    #[arg(long)]
    ruby: bool,
}

impl RenderArgs {
    /// How HTML is written.
    pub(crate) fn html_options(&self) -> HtmlOptions {
        HtmlOptions::new().with_link_rel(self.rel.as_deref().unwrap_or_default()).with_code_classes(self.code_classes)
    }

    /// The options by name, to be compared with those of another run.
    pub(crate) fn settings(&self) -> [(&'static str, String); 3] {
        let RenderArgs { rel, code_classes, ruby } = self;
        [("--rel", format!("{rel:?}")), ("--code-classes", code_classes.to_string()), ("--ruby", ruby.to_string())]
    }

    /// How Markdown is written.
    pub(crate) fn markdown_options(&self) -> MarkdownOptions {
        MarkdownOptions::new().with_ruby(self.ruby)
    }
}
