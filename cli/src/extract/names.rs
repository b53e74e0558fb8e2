//! Names of the files that outputs go to.

use crate::file;
use crate::input::distinguished;
use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

/// Gives every input a file of its own in a folder.
///
/// The name of an output depends on the path of its input and on nothing else, so that a page that is added later takes no other's
/// name. Where two inputs of a run would have one all the same, the second has a checksum of its path in it. Eight bytes for each
/// name are kept.
#[derive(Debug)]
pub(super) struct Names {
    folder: PathBuf,
    ending: &'static str,
    /// Whether names that differ in case alone are one to the file system.
    folds_case: bool,
    taken: HashSet<u64>,
}

impl Names {
    /// Names in a folder, with this ending.
    ///
    /// # Errors
    /// Where no file can be made in the folder.
    pub(super) fn new(folder: &Path, ending: &'static str) -> io::Result<Names> {
        let probe = file::begin(&folder.join("probe"))?;
        let upper = probe.path().file_name().unwrap_or_default().to_ascii_uppercase();
        let folds_case = folder.join(upper).exists();
        Ok(Names { folder: folder.to_owned(), ending, folds_case, taken: HashSet::new() })
    }

    /// The output of an input that stands at `place`; `own` is its path, with what else tells it from all others.
    pub(super) fn name(&mut self, place: &Path, own: &str) -> PathBuf {
        let mut candidate = place.to_owned();
        let mut number = 1_u64;
        loop {
            let mut name = candidate.file_name().unwrap_or_default().to_owned();
            name.push(".");
            name.push(self.ending);
            let path = self.folder.join(candidate.with_file_name(name));
            let hash = self.hash(&path);
            if self.taken.insert(hash) {
                return path;
            }
            candidate = match number {
                1 => distinguished(place, own),
                // The same input once more, or a checksum that two paths have.
                _ => distinguished(place, &format!("{own}\0{number}")),
            };
            number += 1;
        }
    }

    /// The hash of a name. Two that have the same hash are taken for one, which costs a longer name.
    fn hash(&self, path: &Path) -> u64 {
        // The keys of this hasher are fixed.
        let mut hasher = DefaultHasher::new();
        if self.folds_case {
            path.to_string_lossy().to_lowercase().hash(&mut hasher);
        } else {
            path.hash(&mut hasher);
        }
        hasher.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Names;
    use std::collections::HashSet;
    use std::path::Path;

    fn names(folds_case: bool) -> Names {
        Names { folder: "out".into(), ending: "md", folds_case, taken: HashSet::new() }
    }

    #[test]
    fn each_input_has_its_own_file() {
        let mut names = names(false);
        let mut name = |place: &str, own: &str| names.name(Path::new(place), own).display().to_string();
        assert_eq!(name("a/tea", "in/a/tea.html"), "out/a/tea.md");
        assert_eq!(name("a/tea", "else/a/tea.html"), "out/a/tea-b47422bf.md");
        assert_eq!(name("a/Tea", "in/a/Tea.html"), "out/a/Tea.md");
        assert_eq!(name("b/tea", "in/b/tea.html"), "out/b/tea.md");
        // The same input twice.
        let again = [name("b/tea", "in/b/tea.html"), name("b/tea", "in/b/tea.html")];
        assert!(again[0] != again[1] && again.iter().all(|it| it.starts_with("out/b/tea-")), "{again:?}");
    }

    #[test]
    fn case_alone_tells_no_files_apart_where_it_is_folded() {
        let mut names = names(true);
        let mut name = |place: &str, own: &str| names.name(Path::new(place), own).display().to_string();
        assert_eq!(name("tea", "in/tea.html"), "out/tea.md");
        assert!(name("Tea", "in/Tea.html").starts_with("out/Tea-"));
    }
}
