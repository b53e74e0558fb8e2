//! Files that appear whole or not at all.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use tempfile::{Builder, NamedTempFile};

/// What the name of a file that is not whole begins and ends with.
const UNFINISHED: (&str, &str) = (".bodytext-", ".part");

/// Whether a file of this name is one that a run has not written to its end.
pub(crate) fn is_unfinished(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(UNFINISHED.0.as_bytes()) && name.ends_with(UNFINISHED.1.as_bytes())
}

/// Begins a file that will be called `path`: it is written beside it under another name. Give it to [`commit`] once it is whole;
/// dropped, it goes away.
///
/// # Errors
/// Where no file can be made in the folder of `path`.
pub(crate) fn begin(path: &Path) -> io::Result<NamedTempFile> {
    let path = &*followed(path);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    builder.prefix(UNFINISHED.0).suffix(UNFINISHED.1);
    // As other programs make files: what the user's mask leaves.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Gives a file that is whole its name, in the place of another one that may have it.
///
/// # Errors
/// Where it cannot be renamed.
pub(crate) fn commit(file: NamedTempFile, path: &Path) -> io::Result<()> {
    file.persist(followed(path))?;
    Ok(())
}

/// The file that a path leads to: a link stays a link.
fn followed(path: &Path) -> Cow<'_, Path> {
    fs::canonicalize(path).map_or(Cow::Borrowed(path), Cow::Owned)
}

/// Whether something stands at a path that is no file and no folder: a device, a pipe. It is written into, never replaced.
pub(crate) fn is_device(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir())
}

/// Whether two paths lead to one file that is there.
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// Writes a whole file, in the place of another one that may be there; into a device or a pipe it is written as it comes.
///
/// # Errors
/// Where it cannot be written; what was there before is there still.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if is_device(path) {
        return OpenOptions::new().write(true).open(path)?.write_all(bytes);
    }
    let mut file = begin(path)?;
    file.write_all(bytes)?;
    commit(file, path)
}
