//! Names of the files that outputs go to.

use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::ffi::{OsStr, OsString};
use std::hash::{Hash, Hasher};
use std::iter;
use std::path::{Path, PathBuf};

/// Gives every input a file of its own in a folder.
///
/// The names depend on the inputs before and nothing else, so that a second run over the same inputs finds the same names.
/// Eight bytes for each name are kept.
#[derive(Debug)]
pub(super) struct Names {
    folder: PathBuf,
    ending: &'static str,
    taken: HashSet<u64>,
}

impl Names {
    /// Names in a folder, with this ending.
    pub(super) fn new(folder: &Path, ending: &'static str) -> Names {
        Names { folder: folder.to_owned(), ending, taken: HashSet::new() }
    }

    /// The output of an input that stands at `place` without its ending, and is called `file` with it.
    pub(super) fn name(&mut self, place: &Path, file: &Path) -> PathBuf {
        let stem = place.file_name().unwrap_or_default();
        let full = file.file_name().filter(|full| *full != stem && begins_with(full, stem)).map(OsString::from);
        let numbered = (2_u32..).map(|number| {
            let mut name = stem.to_owned();
            name.push(format!("-{number}"));
            name
        });
        let mut paths = iter::once(stem.to_owned()).chain(full).chain(numbered).map(|mut name| {
            name.push(".");
            name.push(self.ending);
            self.folder.join(place.with_file_name(name))
        });
        let free = paths.find(|path| self.taken.insert(hash(path)));
        // There is no end of numbers.
        free.unwrap_or_default()
    }
}

fn begins_with(name: &OsStr, start: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(start.as_encoded_bytes())
}

/// The hash of a name. Names that differ in case alone are one on some file systems. Two that have the same hash are taken for
/// one, which costs a longer name.
fn hash(path: &Path) -> u64 {
    // The keys of this hasher are fixed.
    let mut hasher = DefaultHasher::new();
    path.to_string_lossy().to_lowercase().hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::Names;
    use std::path::Path;

    #[test]
    fn each_input_has_its_own_file() {
        let mut names = Names::new(Path::new("out"), "md");
        let mut name = |place: &str, file: &str| names.name(Path::new(place), Path::new(file)).display().to_string();
        assert_eq!(name("a/tea", "in/a/tea.html"), "out/a/tea.md");
        assert_eq!(name("a/tea", "in/a/tea.htm"), "out/a/tea.htm.md");
        assert_eq!(name("a/tea", "else/a/tea.html"), "out/a/tea.html.md");
        assert_eq!(name("a/tea", "third/a/tea.html"), "out/a/tea-2.md");
        assert_eq!(name("a/Tea", "in/a/Tea.html"), "out/a/Tea-3.md");
        assert_eq!(name("b/tea", "in/b/tea.html"), "out/b/tea.md");
        assert_eq!(name("pages/000001", "pages.jsonl"), "out/pages/000001.md");
        assert_eq!(name("pages/000001", "pages.jsonl"), "out/pages/000001-2.md");
    }
}
