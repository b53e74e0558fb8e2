//! `bodytext` without a subcommand: articles out of pages, one or millions.
//!
//! Inputs are drawn one after the other (`input`), done by several threads (`pipeline`, `work`), written as text, Markdown, HTML
//! or JSON (`render`), and go to one stream or to a file each (`target`, `names`).

mod args;
mod fields;
mod names;
mod pipeline;
mod render;
mod target;
mod work;

pub(crate) use args::Args;

use crate::args::{Format, jobs};
use crate::input::{Input, Sources};
use crate::report::{Console, Exit, Failure, Summary, Unit};
use names::Names;
use render::Renderer;
use std::borrow::Cow;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use target::{Stream, Target};
use work::{Done, Fate, Outcome, Settings, Worker};

/// Shown below the options by `--help`.
pub(crate) const EXAMPLES: &str = "\
Examples:
  bodytext post.html                         the text of one article
  bodytext --format md post.html             the same as Markdown, images and links in place
  curl -s https://example.org/post | bodytext --url https://example.org/post --format json
                                             what standard input holds as JSON, its links resolved
  bodytext site/ -o text/ --format md --with-metadata
                                             a Markdown file with front matter for each page of a folder
  find site -name '*.php' | bodytext --files-from - -o site.jsonl
                                             the files of a list as JSON Lines, one article a line
  bodytext dump.jsonl.zst --html-column body --fields url,title,text -o text.jsonl
                                             records with HTML in a column, some fields of each article
  bodytext --favor recall --prune '.newsletter, #related' page.html
                                             rather too much than too little, but never these
  bodytext explain page.html --format html > why.html
                                             the page's text by verdict, with the reasons

In one output, articles are kept apart: text by a line `==> FILE <==` before each, Markdown by a rule, HTML by an <article>
element around each. JSON names the input of each article in `file`, with the number of the record in `record`.

After more than one input, a summary on standard error counts what became of them. A page without content is no
error: a warning says why it is empty.

Exit status:
  0  all inputs were read
  1  an input could not be read, or is binary (a picture, a program, an archive); the others were read
  2  the command line is wrong; nothing was read
  3  an output could not be written; where none can be any more (the disk is full, the folder is closed), the run ended there";

/// Extracts every input.
///
/// # Errors
/// Where the command line makes no sense, or an output cannot be written.
pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    let target = Target::new(args.output.output.as_deref());
    let options = args.extract.options();
    let sources = Sources::new(&args.sources, target.path(), options.max_bytes()).map_err(Failure::Usage)?;
    let format = match args.format {
        Some(format) => format,
        None => target.format().map_err(Failure::Usage)?.unwrap_or(Format::Text),
    };
    let settings = Settings {
        options,
        hints: args.hints.hints(),
        columns: sources.columns().clone(),
        renderer: Renderer::new(format, &args.render, args.output.with_metadata, &args.output.fields)
            .map_err(Failure::Usage)?,
        min_confidence: args.output.min_confidence,
        status: args.output.status.clone(),
        overwrite: args.output.overwrite,
    };
    if let Some(folder) = target.folder() {
        prepare(folder, &sources, &settings)?;
    }
    let console = Console::new(args.report.quiet);
    if sources.use_stdin() && io::stdin().is_terminal() {
        console.note("bodytext: reading standard input");
    }
    let summary = extract_all(args, &sources, &settings, &target, &console)?;
    if summary.is_empty() {
        let why = if sources.folders().next().is_some() {
            "no file matches (see --include)"
        } else {
            "no input holds a record"
        };
        console.note(format_args!("bodytext: there is nothing to read: {why}"));
    }
    summary.finish(&args.report, &console)
}

/// Makes the folder of the outputs, so that what is wrong with it shows at once.
fn prepare(folder: &Path, sources: &Sources, settings: &Settings) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::output(folder.display().to_string(), error))?;
    let place = folder.canonicalize().ok();
    let is_read = sources.folders().any(|input| input.canonicalize().ok() == place);
    if is_read && settings.overwrite && settings.renderer.format() == Format::Html {
        let message = "with --overwrite the folder of the outputs cannot be one that is read: pages would be replaced";
        return Err(Failure::Usage(message.to_owned()));
    }
    Ok(())
}

fn extract_all(
    args: &Args,
    sources: &Sources,
    settings: &Settings,
    target: &Target,
    console: &Console,
) -> Result<Summary, Failure> {
    let mut stream = match target {
        Target::Folder(_) => None,
        Target::Stdout => Some(None),
        Target::File(path) => Some(Some(path.as_path())),
    }
    .map(|file| Stream::new(file, settings.renderer.format(), sources.are_several(), settings.overwrite))
    .transpose()?;
    let needs_names = stream.as_ref().is_some_and(Stream::needs_names);
    let record_bytes = sources.record_bytes();
    let unit = if record_bytes.is_some() { Unit::Bytes } else { Unit::Inputs };
    console.follow(unit, record_bytes, *target == Target::Stdout);

    let mut summary = Summary::new();
    let take = |done: Done| -> Result<(), Failure> {
        let Done { name, outcome, warnings, weight } = done;
        console.advance(weight);
        for warning in warnings {
            console.warning(&name, warning);
        }
        match outcome {
            Outcome::Skipped(why) => summary.count_skipped(why),
            Outcome::Failed(message) => {
                console.error(&name, message);
                summary.count_failed();
            }
            Outcome::Unwritten(message) => {
                console.error(&name, message);
                summary.count_unwritten();
            }
            Outcome::Broken(path, error) => return Err(Failure::output(path.display().to_string(), error)),
            Outcome::Article { status, is_limited, bytes, fate } => {
                summary.count(status, is_limited, bytes);
                if let Fate::Unwanted = fate {
                    summary.count_unwanted();
                }
                if let (Some(stream), Fate::Rendered(output)) = (&mut stream, fate) {
                    if needs_names {
                        stream.flush()?;
                        console.note(format_args!("==> {name} <=="));
                    }
                    stream.write(&name, &output)?;
                }
            }
        }
        Ok(())
    };
    let names = target.folder().map(|folder| {
        let names = Names::new(folder, settings.renderer.ending());
        names.map_err(|error| Failure::output(folder.display().to_string(), error))
    });
    let mut names = names.transpose()?;
    let tasks = sources.inputs().map(|input| {
        let own = || match input.record {
            Some(record) => Cow::Owned(format!("{}:{record}", input.file)),
            None => Cow::Borrowed(input.file.as_str()),
        };
        let output = names.as_mut().map(|names| names.name(&input.place, &own()));
        (input, output)
    });
    let jobs = match args.work.jobs {
        _ if !sources.are_several() => 1,
        asked => jobs(asked).get(),
    };
    let work =
        |worker: &mut Worker<'_>, (input, output): (Input, Option<PathBuf>)| worker.work(input, output.as_deref());
    let done = counting(sources, console, || {
        pipeline::run(jobs, !args.work.unordered, tasks, || Worker::new(settings), work, take)
    });
    if done.is_err() {
        console.end();
    }
    done?;
    // Where no input could be read, what a run before has written stays, and no file says that there were no articles.
    if let Some(stream) = stream
        && !summary.has_only_failed()
    {
        stream.finish()?;
    }
    Ok(summary)
}

/// Runs `work`, and meanwhile counts the inputs, where progress is shown and can tell how much there is.
fn counting<T>(sources: &Sources, console: &Console, work: impl FnOnce() -> T) -> T {
    if !console.is_following() || !sources.can_be_counted() {
        return work();
    }
    let is_done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let count = sources.inputs().take_while(|_| !is_done.load(Ordering::Relaxed)).count();
            console.set_total(u64::try_from(count).unwrap_or(u64::MAX));
        });
        let done = work();
        is_done.store(true, Ordering::Relaxed);
        done
    })
}
