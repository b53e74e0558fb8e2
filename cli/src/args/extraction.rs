//! Options of extraction, the same for every subcommand that extracts.

use bodytext::{Hints, Options, Selector};
use clap::ValueEnum;
use encoding_rs::Encoding;
use url::Url;

/// How to extract: what [`Options`] of the library can be asked for.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Extraction")]
pub(crate) struct ExtractArgs {
    /// Whether the input is a whole page or an article body
    #[arg(short, long, value_enum, default_value_t = Scope::Auto)]
    scope: Scope,

    /// Which error to prefer when unsure whether a text is content
    #[arg(long, value_enum, default_value_t = Favor::Balanced)]
    favor: Favor,

    /// What to do with readers' comments
    #[arg(long, value_enum, default_value_t = Comments::Auto)]
    comments: Comments,

    /// Always keep the elements that match this CSS selector, such as `.spoiler, #intro`; can be repeated
    #[arg(long, value_name = "SELECTOR")]
    keep: Vec<Selector>,

    /// Always remove the elements that match this CSS selector, such as `.newsletter`; can be repeated
    #[arg(long, value_name = "SELECTOR")]
    prune: Vec<Selector>,

    /// Whether the text outside of tags is Markdown; without this option, only posts with front matter can be Markdown
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    markdown: Option<bool>,

    /// Put the title first, as a heading of level 1; otherwise the title of a page is metadata and not part of its text
    #[arg(long)]
    headline: bool,

    /// Read at most this many bytes of an input [default: 33554432]
    #[arg(long, value_name = "BYTES")]
    max_bytes: Option<usize>,

    /// Read at most this many elements and texts of an input [default: 16777216]
    #[arg(long, value_name = "NODES")]
    max_nodes: Option<usize>,

    /// Write at most this many bytes of text for an article
    #[arg(long, value_name = "BYTES")]
    max_output: Option<usize>,
}

/// What is known of one input before it is read.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "About the input")]
pub(crate) struct HintArgs {
    /// The address of the page, against which links and images are resolved
    #[arg(short, long, value_name = "URL", value_parser = base_url)]
    url: Option<Url>,

    /// The encoding that the server named, such as `gbk`; used unless the bytes contradict it
    #[arg(short, long, value_name = "LABEL", value_parser = charset_label)]
    charset: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Scope {
    /// Find out
    Auto,
    /// An article body: everything visible is content
    Body,
    /// A whole page: only the main content is wanted
    Page,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Favor {
    /// Rather too little: leave out what may not be content
    Precision,
    /// Neither
    Balanced,
    /// Rather too much: keep what may be content
    Recall,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Comments {
    /// Left out below an article, kept where they are the content
    Auto,
    /// Kept with the article
    Keep,
    /// Left out everywhere
    Drop,
}

impl ExtractArgs {
    /// The options of the library.
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
            })
            .with_headline(self.headline);
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
        if let Some(bytes) = self.max_output {
            options = options.with_max_output(bytes);
        }
        options
    }
}

impl ExtractArgs {
    /// The options by name, to be compared with those of another run.
    pub(crate) fn settings(&self) -> [(&'static str, String); 10] {
        let ExtractArgs { scope, favor, comments, keep, prune, markdown, headline, max_bytes, max_nodes, max_output } =
            self;
        [
            ("--scope", format!("{scope:?}")),
            ("--favor", format!("{favor:?}")),
            ("--comments", format!("{comments:?}")),
            ("--keep", format!("{keep:?}")),
            ("--prune", format!("{prune:?}")),
            ("--markdown", format!("{markdown:?}")),
            ("--headline", headline.to_string()),
            ("--max-bytes", format!("{max_bytes:?}")),
            ("--max-nodes", format!("{max_nodes:?}")),
            ("--max-output", format!("{max_output:?}")),
        ]
    }
}

impl HintArgs {
    /// The hints for the library.
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
pub(crate) fn base_url(argument: &str) -> Result<Url, String> {
    match Url::parse(argument) {
        Ok(url) if url.cannot_be_a_base() => Err("nothing can be relative to it".to_owned()),
        Ok(url) => Ok(url),
        Err(error) => Err(error.to_string()),
    }
}

/// The name of an encoding. One that is written wrong would change nothing, and nobody would be told.
pub(crate) fn charset_label(argument: &str) -> Result<String, String> {
    match Encoding::for_label_no_replacement(argument.as_bytes()) {
        Some(_) => Ok(argument.to_owned()),
        None => Err("no encoding of the web has this name".to_owned()),
    }
}
