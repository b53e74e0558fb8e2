//! The files in a folder and in the folders inside it, in the order of their names.

use crate::file::is_unfinished;
use crate::report::reason;
use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Endings of files that hold a page.
pub(super) const PAGES: &[&str] = &["html", "htm", "xhtml", "xht", "shtml", "mhtml", "mht"];
/// Endings of files that hold records with pages.
pub(super) const RECORDS: &[&str] = &["jsonl", "ndjson", "parquet"];
/// Endings of compressed files.
pub(super) const COMPRESSED: &[&str] = &["gz", "zst"];

/// Which files of a folder are wanted. A pattern with a slash is about the path below the folder, one without about the name.
#[derive(Clone, Debug)]
pub(super) struct Filter {
    include: Patterns,
    exclude: Patterns,
    follow: bool,
    /// The output, or the folder of the outputs: what stands there is no input.
    outputs: Option<PathBuf>,
}

#[derive(Clone, Debug)]
struct Patterns {
    names: GlobSet,
    paths: GlobSet,
}

impl Patterns {
    fn new(patterns: &[String]) -> Result<Patterns, String> {
        let (mut names, mut paths) = (GlobSetBuilder::new(), GlobSetBuilder::new());
        for pattern in patterns {
            if pattern.contains('/') {
                paths.add(glob(pattern.strip_prefix("./").unwrap_or(pattern).trim_start_matches('/'))?);
            } else {
                names.add(glob(pattern)?);
            }
        }
        let build = |set: GlobSetBuilder| set.build().map_err(|error| error.to_string());
        Ok(Patterns { names: build(names)?, paths: build(paths)? })
    }

    /// Patterns of names that have one of these endings, compressed or not.
    fn endings(endings: &[&str]) -> Result<Patterns, String> {
        let pattern = format!("*.{{{}}}", endings.join(","));
        let compressed = format!("{pattern}.{{{}}}", COMPRESSED.join(","));
        let mut names = GlobSetBuilder::new();
        for pattern in [pattern, compressed] {
            let glob = GlobBuilder::new(&pattern).case_insensitive(true).build();
            names.add(glob.map_err(|error| error.to_string())?);
        }
        let names = names.build().map_err(|error| error.to_string())?;
        Ok(Patterns { names, paths: GlobSet::empty() })
    }

    fn match_any(&self, name: &OsStr, path: &Path) -> bool {
        self.names.is_match(name) || self.paths.is_match(path)
    }
}

/// A pattern in which `*` stays inside of a name and `**` does not.
fn glob(pattern: &str) -> Result<Glob, String> {
    GlobBuilder::new(pattern).literal_separator(true).build().map_err(|error| error.to_string())
}

impl Filter {
    /// A filter; without any pattern to include, files that have one of the `usual` endings.
    ///
    /// # Errors
    /// Where a pattern is none, as a message.
    pub(super) fn new(
        include: &[String],
        exclude: &[String],
        follow: bool,
        outputs: Option<PathBuf>,
        usual: &[&str],
    ) -> Result<Filter, String> {
        let include = if include.is_empty() { Patterns::endings(usual) } else { Patterns::new(include) }?;
        Ok(Filter { include, exclude: Patterns::new(exclude)?, follow, outputs })
    }
}

/// What stands in a folder.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A file that is wanted.
    File(PathBuf),
    /// What could not be read, and why.
    Unreadable(PathBuf, String),
    /// A link that leads back to a folder it is in.
    Loop(PathBuf),
}

/// Goes through a folder. A folder that cannot be read costs itself.
pub(super) fn walk(root: &Path, filter: &Filter) -> impl Iterator<Item = Found> + Send + use<> {
    let outputs = filter.outputs.as_deref().and_then(|path| path.canonicalize().ok());
    let canonical = outputs.is_some().then(|| root.canonicalize().ok()).flatten();
    let Filter { include, exclude, follow, .. } = filter.clone();
    let root = root.to_owned();
    let base = root.clone();
    let excluded = exclude.clone();
    let enters = move |entry: &DirEntry| {
        if entry.depth() == 0 {
            return true;
        }
        let path = entry.path().strip_prefix(&base).unwrap_or(entry.path());
        let is_output = || canonical.as_ref().map(|root| root.join(path)) == outputs && outputs.is_some();
        let is_ours = || is_unfinished(entry.file_name()) || is_output();
        !(exclude.match_any(entry.file_name(), path) || is_ours())
    };
    let entries = WalkDir::new(&root).follow_links(follow).sort_by_file_name().into_iter().filter_entry(enters);
    entries.filter_map(move |entry| match entry {
        Ok(entry) => {
            let path = entry.path().strip_prefix(&root).unwrap_or(entry.path());
            if entry.file_type().is_dir() || !include.match_any(entry.file_name(), path) {
                return None;
            }
            // Of a link what it leads to; pipes and devices would never end.
            match fs::metadata(entry.path()) {
                Ok(metadata) => metadata.is_file().then(|| Found::File(entry.into_path())),
                Err(error) => Some(Found::Unreadable(entry.into_path(), reason(&error))),
            }
        }
        Err(error) => {
            let path = error.path().unwrap_or(&root).to_owned();
            if error.loop_ancestor().is_some() {
                return Some(Found::Loop(path));
            }
            let why = error.io_error().map(reason).unwrap_or_else(|| error.to_string());
            // A link that leads nowhere leads to no folder, so it is of interest where a file of its name would be.
            let below = path.strip_prefix(&root).unwrap_or(&path);
            let is_wanted = |name: &OsStr| include.match_any(name, below) && !excluded.match_any(name, below);
            if path.is_symlink() && !path.file_name().is_some_and(is_wanted) {
                return None;
            }
            Some(Found::Unreadable(path, why))
        }
    })
}
