//! One run at a time into an output: two would write the same parts.

use super::checkpoint::with_suffix;
use super::output::Target;
use fs4::{FileExt, TryLockError};
use same_file::Handle;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// An output that is this run's alone, until this is dropped or the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

/// What came of asking for a lock.
#[derive(Debug)]
pub(super) enum Locked {
    /// The output is this run's, or needs no lock.
    Here(Option<Lock>),
    /// Another run has it.
    Elsewhere,
    /// This file system has no locks: why.
    Impossible(io::Error),
}

impl Lock {
    /// Takes an output. Its folder is made where it is missing.
    ///
    /// # Errors
    /// Where nothing can be written beside the output.
    pub(super) fn take(target: &Target) -> io::Result<Locked> {
        let path = match target {
            Target::Stdout => return Ok(Locked::Here(None)),
            Target::File(file) => with_suffix(file, ".lock"),
            Target::Folder(folder) => {
                fs::create_dir_all(folder)?;
                folder.join("_lock")
            }
        };
        loop {
            let file = File::options().create(true).truncate(false).write(true).open(&path)?;
            match FileExt::try_lock(&file) {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(Locked::Elsewhere),
                Err(TryLockError::Error(error)) => {
                    let _ = fs::remove_file(&path);
                    return Ok(Locked::Impossible(error));
                }
            }
            // The run that had it may have removed the file in between: then this is a lock on nothing.
            if is_at(&file, &path)? {
                return Ok(Locked::Here(Some(Lock { path, _file: file })));
            }
        }
    }
}

/// Whether an open file is the one that stands under this name.
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    let open = Handle::from_file(file.try_clone()?)?;
    match Handle::from_path(path) {
        Ok(named) => Ok(open == named),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A file that stays locks nobody out.
        let _ = fs::remove_file(&self.path);
    }
}
