//! Files that appear whole or not at all.

use std::io::{self, Write};
use std::path::Path;
use tempfile::{Builder, NamedTempFile};

/// Begins a file that will be called `path`: it is written beside it under another name. Give it to [`commit`] once it is whole;
/// dropped, it goes away.
///
/// # Errors
/// Where no file can be made in the folder of `path`.
pub(crate) fn begin(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    builder.prefix(".bodytext-").suffix(".part");
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
    file.persist(path)?;
    Ok(())
}

/// Writes a whole file, in the place of another one that may be there.
///
/// # Errors
/// Where it cannot be written; what was there before is there still.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = begin(path)?;
    file.write_all(bytes)?;
    commit(file, path)
}
