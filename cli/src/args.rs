//! The command line.

use crate::explain;
use crate::output::Format;
use bodytext::{Hints, HtmlOptions, Options, Selector};
use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use url::Url;

/// Examples, shown below the options by `--help`.
const EXAMPLES: &str = "\
Examples:
  bodytext post.html                         the text of one article
  bodytext --format markdown post.html       the same as Markdown, images and links in place
  curl -s https://example.org/post | bodytext --url https://example.org/post --format json
                                             what standard input holds as JSON, its links resolved
  bodytext --format json posts/*.html | jq -r '.metadata.title'
                                             several articles as JSON Lines, one a line
  bodytext --favor recall --prune '.newsletter, #related' page.html
                                             rather too much than too little, but never these
  bodytext explain page.html --format html > why.html
                                             the page's text by verdict, with the reasons

Several inputs are kept apart: text by a line `==> FILE <==` before each, Markdown by a rule, HTML by an <article>
element around each, JSON by a line each (JSON Lines), with the input's name under `file`.

Pages compressed with gzip are decompressed. Of an archive of a page (MHTML, as browsers save it) the first HTML part
is read, with its address.

Exit status: 0 if all went well, 1 if an input could not be read, is binary (a picture, a program, an archive) or the
output could not be written (the other inputs are done all the same), 2 if the command line is wrong. A page without
content is no error: standard error says why it is empty.";

/// Examples of `explain`.
const EXPLAIN_EXAMPLES: &str = "\
Examples:
  bodytext explain page.html                         a line for each text block: verdict, score, where it stands
  bodytext explain page.html --format html > why.html
                                                     a page to look at: blocks in colour, reasons under the pointer
  bodytext explain page.html --format json | jq '.blocks[] | select(.verdict == \"dropped_by_repair\")'
                                                     what was dropped although it looked like content";

/// Extract the text of an article from HTML.
///
/// Takes article bodies as feeds, content management systems and static-site tools hold them (with or without front
/// matter), and whole pages, and writes clean text, with paragraphs, headings, lists, tables, code and images where they
/// stood.
#[derive(Debug, Parser)]
#[command(
    name = "bodytext",
    version,
    args_conflicts_with_subcommands = true,
    after_long_help = EXAMPLES,
    after_help = "See --help for examples."
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    /// Files to read; `-` is standard input, as is no file at all
    #[arg(value_name = "FILE", default_value = "-")]
    pub(crate) files: Vec<PathBuf>,

    /// What to write
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,

    /// What links in HTML say of where they lead, as in `nofollow noopener noreferrer`
    #[arg(long, value_name = "REL")]
    rel: Option<String>,

    /// Name the language of code in HTML, as a class: `language-rust`
    #[arg(long)]
    code_classes: bool,

    /// In Markdown, write how Chinese and Japanese words are read, as `<ruby>`
    #[arg(long)]
    pub(crate) ruby: bool,

    #[command(flatten)]
    pub(crate) choice: Choice,
}

impl Args {
    /// How HTML is written.
    pub(crate) fn html_options(&self) -> HtmlOptions {
        HtmlOptions::new().with_link_rel(self.rel.as_deref().unwrap_or_default()).with_code_classes(self.code_classes)
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Say of every text block of an input why it came out or not
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain {
        /// The file to read; `-` is standard input
        #[arg(value_name = "FILE", default_value = "-")]
        file: PathBuf,

        /// What to write
        #[arg(short, long, value_enum, default_value_t = explain::Format::Text)]
        format: explain::Format,

        #[command(flatten)]
        choice: Choice,
    },
}

/// How to extract.
#[derive(Debug, clap::Args)]
pub(crate) struct Choice {
    /// The address of the article, against which links and images are resolved
    #[arg(short, long, value_name = "BASE", value_parser = base_url)]
    url: Option<Url>,

    /// The encoding that the server named, as in `gbk`; found out from the bytes otherwise, or where it cannot be right
    #[arg(short, long, value_name = "LABEL")]
    charset: Option<String>,

    /// What the input is taken for
    #[arg(short, long, value_enum, default_value_t = Scope::Auto)]
    scope: Scope,

    /// Which mistake is the lesser one, where it is not sure what is content
    #[arg(long, value_enum, default_value_t = Favor::Balanced)]
    favor: Favor,

    /// What becomes of the comments that readers left
    #[arg(long, value_enum, default_value_t = Comments::Auto)]
    comments: Comments,

    /// Elements that always come out: a selector such as `.spoiler, #intro`; can be given again
    #[arg(long, value_name = "SEL")]
    keep: Vec<Selector>,

    /// Elements that never come out; can be given again
    #[arg(long, value_name = "SEL")]
    prune: Vec<Selector>,

    /// Whether the text outside of tags is Markdown; found out where front matter comes first
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    markdown: Option<bool>,

    /// How many bytes of an input are read; the rest is left unread [default: 33554432]
    #[arg(long, value_name = "BYTES")]
    max_bytes: Option<usize>,

    /// How many nodes, elements and texts, a document may have; what comes after is left unread [default: 16777216]
    #[arg(long, value_name = "NODES")]
    max_nodes: Option<usize>,

    /// Put the title first, as a heading of level 1: of a page it is left out of the text otherwise
    #[arg(long)]
    headline: bool,

    /// How many bytes of text an article may have
    #[arg(long, value_name = "BYTES")]
    max_output: Option<usize>,
}

/// What the input is taken for.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Scope {
    /// Find out
    Auto,
    /// An article body: all that is visible in it is content
    Body,
    /// A whole page, of which the main content is wanted
    Page,
}

/// Which mistake is the lesser one.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Favor {
    /// To leave out what is content
    Precision,
    /// Neither
    Balanced,
    /// To let in what is not
    Recall,
}

/// What becomes of readers' comments.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Comments {
    /// Left out below an article, kept where they are the content
    Auto,
    /// Kept with the article
    Keep,
    /// Left out everywhere
    Drop,
}

impl Choice {
    /// The options of the library that the command line asks for.
    pub(crate) fn options(&self) -> Options {
        let mut options = Options::new()
            .with_scope(match self.scope {
                Scope::Auto => bodytext::Scope::Auto,
                Scope::Body => bodytext::Scope::Body,
                Scope::Page => bodytext::Scope::Page,
            })
            .with_favor(match self.favor {
                Favor::Precision => bodytext::Favor::Precision,
                Favor::Balanced => bodytext::Favor::Balanced,
                Favor::Recall => bodytext::Favor::Recall,
            })
            .with_comments(match self.comments {
                Comments::Auto => bodytext::Comments::Auto,
                Comments::Keep => bodytext::Comments::Keep,
                Comments::Drop => bodytext::Comments::Drop,
            });
        options = self.keep.iter().cloned().fold(options, Options::with_keep);
        options = self.prune.iter().cloned().fold(options, Options::with_prune);
        if let Some(is_markdown) = self.markdown {
            options = options.with_markdown(is_markdown);
        }
        if let Some(bytes) = self.max_bytes {
            options = options.with_max_bytes(bytes);
        }
        if let Some(nodes) = self.max_nodes {
            options = options.with_max_nodes(nodes);
        }
        options = options.with_headline(self.headline);
        if let Some(bytes) = self.max_output {
            options = options.with_max_output(bytes);
        }
        options
    }

    /// Whether the command line names the address of the article.
    pub(crate) fn has_url(&self) -> bool {
        self.url.is_some()
    }

    /// What the command line says of the bytes.
    pub(crate) fn hints(&self) -> Hints {
        let mut hints = Hints::new();
        if let Some(label) = &self.charset {
            hints = hints.with_content_type(label);
        }
        if let Some(url) = &self.url {
            hints = hints.with_url(url.as_str());
        }
        hints
    }
}

/// An address that others can be relative to.
fn base_url(argument: &str) -> Result<Url, String> {
    match Url::parse(argument) {
        Ok(url) if url.cannot_be_a_base() => Err("nothing can be relative to it".to_owned()),
        Ok(url) => Ok(url),
        Err(error) => Err(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn definition_is_sound() {
        Args::command().debug_assert();
    }
}
