//! The inputs that a command line asks for, one after the other.

use super::per_file::PerFile;
use super::walk::{self, Filter, Found};
use super::{Columns, Content, Input, display_name, is_stdin, list, records};
use crate::file::is_same;
use crate::report::reason;
use bodytext::Hints;
use flate2::Crc;
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::Read;
use std::iter;
use std::path::{Component, Path, PathBuf};

/// What to read.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Inputs")]
pub(crate) struct SourceArgs {
    /// Files and folders to read; `-`, or nothing at all, is standard input
    ///
    /// Folders are read with all folders in them, in the order of the names. Compressed files (gzip, zstd) are decompressed.
    /// Of an MHTML archive the first HTML part is read, with its address.
    #[arg(value_name = "FILE", help_heading = None)]
    files: Vec<PathBuf>,

    /// Read the files that this file lists, a path a line; `-` is standard input
    ///
    /// The paths may also end with NUL, as `find -print0` writes them.
    #[arg(long, value_name = "LIST")]
    files_from: Option<PathBuf>,

    /// In folders, read only the files that match this pattern, such as `*.php`; can be repeated [default: files with an ending of pages]
    ///
    /// A pattern with a slash is matched against the path below the folder, such as `2024/**/*.html`; one without
    /// against the name. Without this option, files that end in .html, .htm, .xhtml, .xht, .shtml, .mhtml or .mht are read,
    /// also with .gz or .zst behind that; with --html-column, those that end in .jsonl, .ndjson or .parquet.
    #[arg(long, value_name = "GLOB")]
    include: Vec<String>,

    /// In folders, leave out files and folders that match this pattern; can be repeated
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,

    /// In folders, follow links to other folders
    #[arg(long)]
    follow: bool,

    /// Take every input for records (JSON Lines or Parquet) with the HTML in this column [default: html]
    ///
    /// Without this option, files that end in .jsonl, .ndjson or .parquet are taken for records.
    #[arg(long, value_name = "NAME")]
    html_column: Option<String>,

    /// The column of records that holds the address of the page
    #[arg(long, value_name = "NAME", default_value = "url")]
    url_column: String,

    /// The column of records that names the encoding of the HTML, where that is bytes
    #[arg(long, value_name = "NAME", default_value = "charset")]
    charset_column: String,

    /// Read what is known of single files from this file, a line for each: `{"file": …, "url": …, "charset": …}`
    ///
    /// `language` and `title` can stand there, too. A file is known by the path that it is given with, or by its path below
    /// the folder that is given.
    #[arg(long, value_name = "FILE.jsonl")]
    per_file: Option<PathBuf>,
}

/// The inputs of a run.
#[derive(Clone, Debug)]
pub(crate) struct Sources {
    files: Vec<PathBuf>,
    list: Option<PathBuf>,
    filter: Filter,
    /// The one file that the outputs go to, where it is there already.
    output: Option<PathBuf>,
    columns: Columns,
    /// Whether every input holds records, whatever its name.
    is_records: bool,
    per_file: PerFile,
    /// How long a line with a record may be.
    max_line: usize,
}

impl Sources {
    /// The inputs of a command line. `outputs` is the file or the folder that the outputs go to: no input is read from it.
    /// `max_bytes` is how much of a page is read.
    ///
    /// # Errors
    /// Where the command line makes no sense, as a message.
    pub(crate) fn new(args: &SourceArgs, outputs: Option<&Path>, max_bytes: usize) -> Result<Sources, String> {
        let mut files = args.files.clone();
        if files.is_empty() && args.files_from.is_none() {
            files.push(PathBuf::from("-"));
        }
        let output = outputs.filter(|path| path.is_file());
        if let Some(input) = output.and_then(|output| files.iter().find(|input| is_same(input, output))) {
            return Err(format!("{} is an input: it would be replaced", input.display()));
        }
        let is_records = args.html_column.is_some();
        let usual = if is_records { walk::RECORDS } else { walk::PAGES };
        Ok(Sources {
            files,
            list: args.files_from.clone(),
            output: output.map(Path::to_owned),
            filter: Filter::new(&args.include, &args.exclude, args.follow, outputs.map(Path::to_owned), usual)?,
            columns: Columns {
                html: args.html_column.clone().unwrap_or_else(|| "html".to_owned()),
                url: args.url_column.clone(),
                charset: args.charset_column.clone(),
            },
            is_records,
            per_file: args.per_file.as_deref().map(PerFile::read).transpose()?.unwrap_or_default(),
            // Escapes make HTML up to three times as long, but for control characters.
            max_line: max_bytes.saturating_mul(3).saturating_add(1 << 20),
        })
    }

    /// The columns of records.
    pub(crate) fn columns(&self) -> &Columns {
        &self.columns
    }

    /// Whether there may be more than one input, as far as the command line tells.
    pub(crate) fn are_several(&self) -> bool {
        match self.files.as_slice() {
            [file] if self.list.is_none() => self.holds_records(file) || file.is_dir(),
            _ => true,
        }
    }

    /// Whether standard input is read.
    pub(crate) fn use_stdin(&self) -> bool {
        self.files.iter().chain(&self.list).any(|path| is_stdin(path))
    }

    /// The folders that are read.
    pub(crate) fn folders(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(PathBuf::as_path).filter(|path| path.is_dir())
    }

    /// How many bytes there are, where all inputs are files with records: then progress counts bytes.
    pub(crate) fn record_bytes(&self) -> Option<u64> {
        let size = |path: &PathBuf| {
            let metadata = fs::metadata(path).ok().filter(|metadata| self.holds_records(path) && metadata.is_file());
            metadata.map(|metadata| metadata.len())
        };
        if self.list.is_some() { None } else { self.files.iter().map(size).sum() }
    }

    /// Whether it can be counted how many inputs there are, at the cost of going through all folders: no list on standard
    /// input, and no records, which have to be read for that.
    pub(crate) fn can_be_counted(&self) -> bool {
        !self.is_records && self.list.is_none() && !self.files.iter().any(|file| self.holds_records(file))
    }

    /// The inputs in order. What cannot be read is an input, too. Files with records are opened when their turn comes, files with
    /// a page are not.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = Input> + Send + '_ {
        // One folder is the root of the tree; of several each keeps its name.
        let several_folders = self.folders().nth(1).is_some();
        let place = move |path: &Path| match path.file_name() {
            _ if is_stdin(path) => PathBuf::from("stdin"),
            Some(name) if several_folders || !path.is_dir() => PathBuf::from(name),
            _ => PathBuf::new(),
        };
        // Of files with one name, all have a checksum of their path, so that it does not matter which comes first.
        let (mut once, mut more) = (HashSet::new(), HashSet::new());
        more.extend(self.files.iter().map(|path| place(path)).filter(|place| !once.insert(place.clone())));
        let named = self.files.iter().flat_map(move |path| {
            let place = place(path);
            let is_shared = more.contains(&place) && !place.as_os_str().is_empty();
            let place = if is_shared { distinguished(&place, &path.display().to_string()) } else { place };
            self.inputs_at(path, &place)
        });
        let listed = self.list.iter().flat_map(|list| self.listed(list));
        named.chain(listed)
    }

    fn listed(&self, list: &Path) -> Box<dyn Iterator<Item = Input> + Send + '_> {
        let failed = |error| failed(list, Path::new(""), reason(&error));
        match list::read(list) {
            Err(error) => Box::new(iter::once(failed(error))),
            Ok(paths) => {
                let name = list.to_owned();
                Box::new(paths.flat_map(move |path| match path {
                    Ok(path) if self.output.as_deref().is_some_and(|output| is_same(&path, output)) => Box::new(
                        iter::once(self::failed(&path, Path::new(""), "the output would replace it".to_owned())),
                    ),
                    Ok(path) if is_stdin(&path) => self.inputs_at(&path, Path::new("stdin")),
                    Ok(path) => self.inputs_at(&path, &below(&path)),
                    Err(error) => Box::new(iter::once(self::failed(&name, Path::new(""), reason(&error)))),
                }))
            }
        }
    }

    /// The inputs in a file or folder; `place` is where it stands below the folder of outputs.
    fn inputs_at(&self, path: &Path, place: &Path) -> Box<dyn Iterator<Item = Input> + Send + '_> {
        if is_stdin(path) || !path.is_dir() {
            return self.inputs_in(path, place.to_owned(), None);
        }
        let (root, place) = (path.to_owned(), place.to_owned());
        Box::new(walk::walk(path, &self.filter).flat_map(move |found| match found {
            Found::File(path) => {
                let inside = path.strip_prefix(&root).unwrap_or(&path);
                self.inputs_in(&path, place.join(inside), Some(inside))
            }
            Found::Unreadable(path, why) => Box::new(iter::once(failed(&path, &place, why))),
            Found::Loop(path) => Box::new(iter::once(Input {
                content: Content::Skipped("link to a folder that it is in"),
                ..failed(&path, &place, String::new())
            })),
        }))
    }

    /// The inputs in a file.
    fn inputs_in(
        &self,
        path: &Path,
        place: PathBuf,
        inside: Option<&Path>,
    ) -> Box<dyn Iterator<Item = Input> + Send + '_> {
        if self.holds_records(path) {
            return self.records(path, place);
        }
        Box::new(iter::once(Input {
            hints: self.per_file.get(path, inside).cloned().unwrap_or_default(),
            content: Content::File(path.to_owned()),
            ..failed(path, &without_ending(&place, "html"), String::new())
        }))
    }

    fn records(&self, path: &Path, place: PathBuf) -> Box<dyn Iterator<Item = Input> + Send + '_> {
        let place = without_ending(&place, "jsonl");
        match is_parquet(path) {
            Ok(true) => return self.rows(path, place),
            Ok(false) => {}
            Err(why) => return Box::new(iter::once(failed(path, &place, why.to_owned()))),
        }
        match records::lines(path, self.max_line) {
            Err(error) => Box::new(iter::once(failed(path, &place, reason(&error)))),
            Ok(lines) => {
                let path = path.to_owned();
                Box::new(lines.map(move |line| Input {
                    name: format!("{}:{}", display_name(&path), line.number),
                    record: Some(line.number),
                    content: line.content.map_or_else(Content::Failed, Content::Line),
                    weight: line.bytes,
                    ..failed(&path, &place.join(format!("{:06}", line.number)), String::new())
                }))
            }
        }
    }

    #[cfg(feature = "parquet")]
    fn rows(&self, path: &Path, place: PathBuf) -> Box<dyn Iterator<Item = Input> + Send + '_> {
        match super::parquet::rows(path, &self.columns) {
            Err(why) => Box::new(iter::once(failed(path, &place, why))),
            Ok(rows) => {
                let path = path.to_owned();
                Box::new(rows.map(move |row| Input {
                    name: format!("{}:{}", display_name(&path), row.number),
                    record: Some(row.number),
                    content: Content::Record(row.record),
                    weight: row.bytes,
                    ..failed(&path, &place.join(format!("{:06}", row.number)), String::new())
                }))
            }
        }
    }

    #[cfg(not(feature = "parquet"))]
    fn rows(&self, path: &Path, place: PathBuf) -> Box<dyn Iterator<Item = Input> + Send + '_> {
        let why = "Parquet, which this program was built without: build it with `--features parquet`";
        Box::new(iter::once(failed(path, &place, why.to_owned())))
    }

    /// Whether a file holds records, by its name or because all do.
    fn holds_records(&self, path: &Path) -> bool {
        self.is_records || has_ending(&without_compression(path), walk::RECORDS)
    }
}

/// Whether a file is Parquet, by its first bytes.
///
/// # Errors
/// Where it is not, but its name says so: a message.
fn is_parquet(path: &Path) -> Result<bool, &'static str> {
    // Opening a pipe would take something out of it.
    if !path.is_file() {
        return Ok(false);
    }
    let mut magic = Vec::new();
    let read = File::open(path).and_then(|file| file.take(4).read_to_end(&mut magic));
    match magic.as_slice() {
        b"PAR1" => Ok(true),
        // Why it cannot be read is told where it is read.
        _ if read.is_err() || !has_ending(path, &["parquet"]) => Ok(false),
        b"" => Err("an empty file, and no Parquet: was it written to its end?"),
        b"PARE" => Err("an encrypted Parquet file, which is not read"),
        _ => Err("no Parquet file, though its name says so: its first bytes are others"),
    }
}

/// An input that cannot be read.
fn failed(path: &Path, place: &Path, why: String) -> Input {
    Input {
        name: display_name(path),
        file: path.display().to_string(),
        record: None,
        place: place.to_owned(),
        hints: Hints::new(),
        content: Content::Failed(why),
        weight: 1,
    }
}

/// The path without what leads out of a folder: `/`, `..`, `.`.
fn below(path: &Path) -> PathBuf {
    let mut place = PathBuf::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => place.push(name),
            Component::ParentDir => _ = place.pop(),
            _ => {}
        }
    }
    place
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

fn without_compression(path: &Path) -> PathBuf {
    if has_ending(path, walk::COMPRESSED) { path.with_extension("") } else { path.to_owned() }
}

/// The path without this ending, if it has it. All other endings stay: so two files never have one place.
fn without_ending(path: &Path, ending: &str) -> PathBuf {
    if path.extension().is_some_and(|found| found == ending) { path.with_extension("") } else { path.to_owned() }
}

/// A place with a checksum of `own`, which tells an input from all others, before its ending.
pub(crate) fn distinguished(place: &Path, own: &str) -> PathBuf {
    let mut crc = Crc::new();
    crc.update(own.as_bytes());
    let mut name = place.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{:08x}", crc.sum()));
    if let Some(ending) = place.extension() {
        name.push(".");
        name.push(ending);
    }
    place.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_ending_goes_and_all_others_stay() {
        let place = |path: &str| without_ending(Path::new(path), "html").display().to_string();
        assert_eq!(place("a/tea.html"), "a/tea");
        for path in ["a/tea.htm", "a/tea.HTML", "a/tea.html.gz", "a/index.php", "a/.html", "tea"] {
            assert_eq!(place(path), path);
        }
    }

    #[test]
    fn no_place_leads_out_of_the_folder() {
        assert_eq!(below(Path::new("/a/./c/../b/tea.html")), Path::new("a/b/tea.html"));
        assert_eq!(below(Path::new("../../a/../etc")), Path::new("etc"));
    }
}
