//! What a run has done so far, in a file beside its output, so that the next one can go on there. It stays when the run is over:
//! it says what the output was made from.

use super::tally::Tally;
use super::unpack::Position;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What a run has done when a part of its output is whole and stands under its name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Checkpoint {
    /// What the output depends on besides the inputs, by the name of the option: a run with others cannot go on here.
    pub(super) settings: BTreeMap<String, String>,
    pub(super) inputs: Vec<Input>,
    /// How many bytes each of the parts has.
    pub(super) parts: Vec<u64>,
    pub(super) counts: Counts,
    /// How many bytes the output has, once it has been put together of its parts, and stands beside its name or under it.
    pub(super) merged: Option<u64>,
    /// Whether the output is whole.
    pub(super) is_finished: bool,
}

/// How far an input is done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Input {
    pub(super) file: PathBuf,
    /// Its size, by which a change is noticed. None for standard input.
    pub(super) bytes: Option<u64>,
    /// A checksum of its first and last bytes, by which another file of the same size is noticed.
    pub(super) fingerprint: Option<u32>,
    /// The last record that is in the output.
    pub(super) last_record: Option<String>,
    /// Where the next one is looked for.
    pub(super) next: Position,
    pub(super) is_done: bool,
    /// Whether it could be read to its end, as far as it is done.
    pub(super) failed: Option<String>,
    pub(super) tally: Tally,
}

/// What came of the pages, by status; empty ones by reason.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Counts {
    pub(super) rows: u64,
    pub(super) found: u64,
    pub(super) fallback: u64,
    pub(super) failed: u64,
    pub(super) empty: BTreeMap<String, u64>,
    pub(super) limited: u64,
    /// Articles that were not asked for, by language, status or kind of page.
    pub(super) not_chosen: u64,
}

impl Checkpoint {
    /// The checkpoint in a file. None if there is no such file.
    pub(super) fn read(path: &Path) -> io::Result<Option<Checkpoint>> {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let checkpoint = serde_json::from_slice(&bytes)
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, format!("not a checkpoint ({error})")))?;
        Ok(Some(checkpoint))
    }

    /// Writes it so that the file holds the old or the new one, whatever happens.
    pub(super) fn write(&self, path: &Path) -> io::Result<()> {
        let beside = with_suffix(path, ".tmp");
        let mut file = File::create(&beside)?;
        file.write_all(&serde_json::to_vec_pretty(self)?)?;
        file.sync_all()?;
        drop(file);
        put(&beside, path)
    }
}

/// A path with something appended to its last part.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Renames a file, and sees to it that the folder knows.
pub(super) fn put(from: &Path, to: &Path) -> io::Result<()> {
    std::fs::rename(from, to)?;
    #[cfg(unix)]
    {
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
