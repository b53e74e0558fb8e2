//! The command line.

use crate::output::Format;
use bodytext::{Hints, Options};
use clap::{Parser, ValueEnum};
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

Several inputs are kept apart: text by a line `==> FILE <==` before each, Markdown by a rule, HTML by an <article>
element around each, JSON by a line each (JSON Lines), with the input's name under `file`.

Exit status: 0 if all went well, 1 if an input could not be read or the output not be written (the other inputs
are done all the same), 2 if the command line is wrong.";

/// Extract the text of an article from HTML.
///
/// Takes article bodies as feeds, content management systems and static-site tools hold them (with or without front
/// matter) and writes clean text, with paragraphs, headings, lists, tables, code and images where they stood.
#[derive(Debug, Parser)]
#[command(name = "bodytext", version, after_long_help = EXAMPLES, after_help = "See --help for examples.")]
pub(crate) struct Args {
    /// Files to read; `-` is standard input, as is no file at all
    #[arg(value_name = "FILE", default_value = "-")]
    pub(crate) files: Vec<PathBuf>,

    /// What to write
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,

    /// The address of the article, against which links and images are resolved
    #[arg(short, long, value_name = "BASE", value_parser = base_url)]
    url: Option<Url>,

    /// The encoding that the server named, as in `gbk`; found out from the bytes otherwise, or where it cannot be right
    #[arg(short, long, value_name = "LABEL")]
    charset: Option<String>,

    /// What the input is taken for
    #[arg(short, long, value_enum, default_value_t = Scope::Auto)]
    scope: Scope,
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

impl Args {
    /// The options of the library that the command line asks for.
    pub(crate) fn options(&self) -> Options {
        let options = Options::new().with_scope(match self.scope {
            Scope::Auto => bodytext::Scope::Auto,
            Scope::Body => bodytext::Scope::Body,
            Scope::Page => bodytext::Scope::Page,
        });
        match &self.url {
            Some(url) => options.with_base_url(url.as_str()),
            None => options,
        }
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
