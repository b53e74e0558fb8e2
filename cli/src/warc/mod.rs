//! `bodytext warc`: the articles in WARC files, as the archives of crawls are.

mod checkpoint;
mod columns;
mod format;
mod header;
mod http;
mod lock;
mod output;
#[cfg(feature = "parquet")]
mod parquet;
mod pipeline;
mod plan;
mod record;
mod row;
mod select;
mod source;
mod summary;
mod tally;
mod unpack;

use crate::args::{ExtractArgs, RenderArgs, ReportArgs, charset_label, jobs};
use crate::file::{is_device, is_same, write_file};
use crate::input;
use crate::report::{Console, Exit, Failure, Unit};
use bodytext::{Hints, PageType};
use checkpoint::Checkpoint;
use clap::value_parser;
use columns::{Columns, OF_ARTICLE};
use format::Format;
use lock::{Lock, Locked};
use output::{Output, Target};
use pipeline::Job;
use plan::{Beginning, Existing, NoRun};
use select::Select;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, IsTerminal};
use std::num::NonZero;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use summary::Summary;

/// Examples, shown below the options by `--help`.
pub(crate) const EXAMPLES: &str = "\
Examples:
  bodytext warc crawl.warc.gz -o articles.jsonl.zst
                                       the articles of a crawl, a line of JSON for each page
  bodytext warc crawl.warc.gz -o articles.jsonl.zst --resume
                                       the same, going on where a run was broken off
  bodytext warc *.warc.gz -o articles/ --format jsonl.gz --language de --page-type article --jobs 8
                                       German articles alone, into a folder of files of 10,000 rows
  aws s3 cp s3://bucket/crawl.warc.gz - | bodytext warc - | jq -r .title
                                       from one pipe into another

Read are HTML responses with status 200 (see --http-status) and HTML resources, in WARC files as they are or compressed
with gzip, Zstandard or LZ4. What is damaged is passed over up to the next record, and counted. On each row stand the page's
address, the date and the ID of its record, and the columns of its article; a page on which the program itself fails
is a row with the status `failed`.

Exit status: 0 if all was read, 1 if a file could not be read to its end or something in it was lost, 2 if the command
line is wrong, 3 if the output could not be written.";

/// Options of `bodytext warc`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES, after_help = "See --help for examples.")]
pub(crate) struct Args {
    /// WARC files; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// The file to write, or the folder if it ends in `/`; standard output otherwise
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,

    /// What to write [default: what the name of the output ends in, else jsonl]
    #[arg(short, long, value_enum)]
    format: Option<Format>,

    /// Write these columns of the article, separated by commas [default: all but markdown, html and json]
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', value_parser = OF_ARTICLE)]
    columns: Vec<String>,

    /// Go on where an earlier run with the same options was broken off
    #[arg(long, requires = "output")]
    resume: bool,

    /// Replace an output that exists
    #[arg(long, requires = "output", conflicts_with = "resume")]
    overwrite: bool,

    /// How many rows there are in a part of the output: what a run that is broken off has to do again, at most
    #[arg(long, value_name = "ROWS", default_value = "10000")]
    part_rows: NonZero<u32>,

    /// How many pages are worked on at once [default: as many as there are cores]
    #[arg(short, long, value_name = "N", value_parser = value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,

    /// Read pages of this host alone, and of its subdomains; several are separated by commas
    #[arg(long, value_name = "HOST", value_delimiter = ',', value_parser = select::host)]
    host: Vec<String>,

    /// Read responses with this HTTP status; several are separated by commas
    #[arg(long, value_name = "STATUS", value_delimiter = ',', default_value = "200")]
    http_status: Vec<u16>,

    /// Write articles in this language alone, as in `de`; several are separated by commas
    #[arg(long, value_name = "LANGUAGE", value_delimiter = ',')]
    language: Vec<String>,

    /// Write articles with this status alone; several are separated by commas
    #[arg(long, value_name = "STATUS", value_delimiter = ',', value_parser = ["found", "fallback", "empty"])]
    status: Vec<String>,

    /// Write pages of this kind alone; several are separated by commas
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    page_type: Vec<PageType>,

    /// The encoding of pages whose server names none, or a wrong one, such as `gbk`
    #[arg(short, long, value_name = "LABEL", value_parser = charset_label)]
    charset: Option<String>,

    #[command(flatten)]
    render: RenderArgs,

    #[command(flatten)]
    extract: ExtractArgs,

    #[command(flatten)]
    report: ReportArgs,
}

/// Writes the articles of WARC files.
///
/// # Errors
/// Where the options ask for what cannot be, and where the output cannot be written.
pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    let start = Instant::now();
    let target = args.target();
    let format = args.format(&target).map_err(Failure::Usage)?;
    args.check(&target, format).map_err(Failure::Usage)?;
    let name = match &target {
        Target::Stdout => "write error".to_owned(),
        Target::File(path) | Target::Folder(path) => path.display().to_string(),
    };
    let console = Console::new(args.report.quiet);
    let _lock = match Lock::take(&target).map_err(|error| Failure::output(&name, error))? {
        Locked::Here(lock) => lock,
        Locked::Elsewhere => {
            let message = format!("{name}: another run is writing it: wait for its end, or name another output");
            return Err(Failure::Usage(message));
        }
        Locked::Impossible(error) => {
            console.warning(&name, format_args!("cannot be locked ({error}): see to it that no other run writes it"));
            None
        }
    };
    let checkpoint = match plan::begin(&args.files, args.settings(format), &target, format, args.existing()) {
        Ok(Beginning::At(checkpoint)) => checkpoint,
        Ok(Beginning::Done(checkpoint)) => {
            console.note(format_args!("bodytext: {name} is whole already"));
            return end(args, &checkpoint, start.elapsed(), &console);
        }
        Err(NoRun::Usage(message)) => return Err(Failure::Usage(message)),
        Err(NoRun::Output(error)) => return Err(Failure::output(name, error)),
    };
    let total: Option<u64> = checkpoint.inputs.iter().map(|input| input.bytes).sum();
    console.follow(Unit::Bytes, total, matches!(target, Target::Stdout));
    let columns = Columns {
        names: Columns::names(&args.columns),
        markdown: args.render.markdown_options(),
        html: args.render.html_options(),
    };
    let (select, options, hints) = (args.select(), args.extract.options(), args.hints());
    let job = Job {
        inputs: checkpoint.inputs.clone(),
        select: &select,
        options: &options,
        hints: &hints,
        jobs: jobs(args.jobs),
        warn: &|name, message| console.warning(name, message),
        fail: &|name, message| console.error(name, message),
        advance: &|bytes| console.advance(bytes),
    };
    let mut output = Output::new(&target, format, &columns, u64::from(args.part_rows.get()), checkpoint);
    let done = pipeline::run(&job, &mut output).and_then(|()| output.finish());
    console.end();
    done.map_err(|error| Failure::output(name, error))?;
    end(args, output.checkpoint(), start.elapsed(), &console)
}

/// Says what a run has come to, or the earlier one that left nothing to do.
fn end(args: &Args, checkpoint: &Checkpoint, time: Duration, console: &Console) -> Result<Exit, Failure> {
    let summary = Summary::of(checkpoint, time);
    console.note(format_args!("bodytext: {summary}"));
    if let Some(path) = &args.report.summary {
        let json = summary.to_json().map_err(io::Error::from);
        let written = json.and_then(|json| write_file(path, &json));
        written.map_err(|error| Failure::output(path.display().to_string(), error))?;
    }
    Ok(if summary.has_losses() { Exit::SomeFailed } else { Exit::Success })
}

impl Args {
    fn select(&self) -> Select {
        Select {
            hosts: self.host.clone(),
            http_statuses: self.http_status.clone(),
            languages: self.language.clone(),
            statuses: self.status.clone(),
            page_types: self.page_type.clone(),
            max_bytes: self.extract.options().max_bytes(),
        }
    }

    fn target(&self) -> Target {
        match &self.output {
            None => Target::Stdout,
            Some(path) if input::is_stdin(path) => Target::Stdout,
            Some(path) if path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/") => {
                Target::Folder(path.clone())
            }
            Some(path) => Target::File(path.clone()),
        }
    }

    fn existing(&self) -> Existing {
        match (self.resume, self.overwrite) {
            (true, _) => Existing::Resume,
            (_, true) => Existing::Replace,
            _ => Existing::Keep,
        }
    }

    /// What is known of every page.
    fn hints(&self) -> Hints {
        match &self.charset {
            Some(label) => Hints::new().with_content_type(label),
            None => Hints::new(),
        }
    }

    fn check(&self, target: &Target, format: Format) -> Result<(), String> {
        if self.files.iter().filter(|file| input::is_stdin(file)).count() > 1 {
            return Err("standard input can be read once".to_owned());
        }
        if let Target::File(file) = target {
            let name = file.display();
            if is_device(file) {
                return Err(format!("{name} is no regular file: write to standard output, and lead that there"));
            }
            let is_output = |input: &PathBuf| is_same(input, file);
            if self.files.iter().any(is_output) {
                return Err(format!("{name} is an input: it would be replaced"));
            }
        }
        if self.overwrite && !self.files.iter().any(|file| input::is_stdin(file) || File::open(file).is_ok()) {
            return Err("no input can be read: what is there is not replaced".to_owned());
        }
        if matches!(target, Target::Stdout) && format != Format::Jsonl && io::stdout().is_terminal() {
            return Err("this format is not for a terminal: name a file with --output".to_owned());
        }
        Ok(())
    }

    /// The format that is asked for, or else that of the output's name.
    fn format(&self, target: &Target) -> Result<Format, String> {
        match (self.format, target) {
            (Some(format), _) => Ok(format),
            (None, Target::File(file)) => Format::of(file)
                .ok_or_else(|| format!("{}: no format has this ending: {}", file.display(), Format::known(file))),
            (None, _) => Ok(Format::Jsonl),
        }
    }

    /// All that the output depends on, by the name of the option.
    fn settings(&self, format: Format) -> BTreeMap<String, String> {
        let Args { columns, part_rows, host, http_status, language, status, page_type, .. } = self;
        let Args { charset, render, extract, .. } = self;
        let own = [
            ("version", env!("CARGO_PKG_VERSION").to_owned()),
            ("--format", format.ending().to_owned()),
            ("--columns", format!("{columns:?}")),
            ("--part-rows", part_rows.to_string()),
            ("--host", format!("{host:?}")),
            ("--http-status", format!("{http_status:?}")),
            ("--language", format!("{language:?}")),
            ("--status", format!("{status:?}")),
            ("--page-type", format!("{page_type:?}")),
            ("--charset", format!("{charset:?}")),
        ];
        let all = own.into_iter().chain(render.settings()).chain(extract.settings());
        all.map(|(name, value)| (name.to_owned(), value)).collect()
    }
}
