//! How a run begins: anew, or where another one was broken off.

use super::checkpoint::{Checkpoint, Counts, Input};
use super::format::Format;
use super::output::{Target, checkpoint_path, merged_path, part_path, remove};
use super::tally::Tally;
use super::unpack::Position;
use crate::input;
use flate2::Crc;
use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// What is asked for where an output, or a part of one, is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Existing {
    /// It is kept, and there is no run.
    Keep,
    Replace,
    /// It is gone on with.
    Resume,
}

/// How to begin.
#[derive(Debug, PartialEq)]
pub(super) enum Beginning {
    /// Here.
    At(Checkpoint),
    /// Nowhere: an earlier run has done it all.
    Done(Checkpoint),
}

/// Why there is no run.
#[derive(Debug)]
pub(super) enum NoRun {
    /// What is asked for cannot be.
    Usage(String),
    /// The output cannot be written.
    Output(io::Error),
}

impl From<io::Error> for NoRun {
    fn from(error: io::Error) -> NoRun {
        NoRun::Output(error)
    }
}

/// How many bytes at either end of an input its fingerprint is of.
const ENDS: u64 = 64 << 10;

/// Finds out where to begin, and makes room for the output.
pub(super) fn begin(
    files: &[PathBuf],
    settings: BTreeMap<String, String>,
    target: &Target,
    format: Format,
    existing: Existing,
) -> Result<Beginning, NoRun> {
    let fresh = Checkpoint {
        settings,
        inputs: files.iter().map(|file| unread(file)).collect(),
        parts: Vec::new(),
        counts: Counts::default(),
        merged: None,
        is_finished: false,
    };
    let Some(path) = checkpoint_path(target) else { return Ok(Beginning::At(fresh)) };
    let outputs = outputs(target)?;
    if existing == Existing::Replace {
        // The checkpoint goes first: without its parts it would be wrong. What stands under the output's own name stays until
        // the new one is whole; that this is a run, and not its end, a checkpoint says from the start.
        remove(&path)?;
        let is_whole = |output: &PathBuf| matches!(target, Target::File(file) if file == output);
        outputs.iter().filter(|output| !is_whole(output)).try_for_each(|output| remove(output))?;
        fresh.write(&path)?;
        return Ok(Beginning::At(fresh));
    }
    let earlier = Checkpoint::read(&path).map_err(|error| {
        NoRun::Usage(format!("{}: {}: begin anew with --overwrite", path.display(), crate::report::reason(&error)))
    })?;
    // Whoever has taken the output away wants it anew.
    let earlier = earlier.filter(|earlier| !(earlier.is_finished && outputs.is_empty()));
    match (existing, earlier, outputs.first()) {
        (Existing::Resume, Some(earlier), _) => {
            let checked = check_made_from(&earlier, &fresh).and_then(|()| check_lengths(&earlier, target, format));
            let name = path_of(target).display();
            checked.map_err(|why| {
                NoRun::Usage(format!("{name}: {why}: begin anew with --overwrite, or name another output"))
            })?;
            Ok(if earlier.is_finished { Beginning::Done(earlier) } else { Beginning::At(earlier) })
        }
        (Existing::Resume, None, Some(output)) => Err(NoRun::Usage(format!(
            "{} exists, and no checkpoint beside it says what it was made from: replace it with --overwrite",
            output.display()
        ))),
        (_, Some(earlier), _) if !earlier.is_finished => Err(NoRun::Usage(format!(
            "{}: a run was broken off here: go on with --resume, or begin anew with --overwrite",
            path.display()
        ))),
        (_, _, Some(output)) => Err(NoRun::Usage(format!("{} exists: replace it with --overwrite", output.display()))),
        _ => Ok(Beginning::At(fresh)),
    }
}

fn path_of(target: &Target) -> &Path {
    match target {
        Target::File(path) | Target::Folder(path) => path,
        Target::Stdout => Path::new("standard output"),
    }
}

fn unread(file: &Path) -> Input {
    let metadata = fs::metadata(file).ok().filter(|metadata| metadata.is_file() && !input::is_stdin(file));
    Input {
        file: file.to_owned(),
        fingerprint: metadata.as_ref().and_then(|_| fingerprint(file).ok()),
        bytes: metadata.map(|metadata| metadata.len()),
        last_record: None,
        next: Position::default(),
        is_done: false,
        failed: None,
        tally: Tally::default(),
    }
}

/// A checksum of the first and the last bytes of a file.
fn fingerprint(path: &Path) -> io::Result<u32> {
    let mut file = File::open(path)?;
    let (mut crc, mut bytes) = (Crc::new(), Vec::new());
    file.by_ref().take(ENDS).read_to_end(&mut bytes)?;
    crc.update(&bytes);
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(ENDS)))?;
    bytes.clear();
    file.take(ENDS).read_to_end(&mut bytes)?;
    crc.update(&bytes);
    Ok(crc.sum())
}

/// The files of an output that are there: what stands under its name, and its parts.
fn outputs(target: &Target) -> io::Result<Vec<PathBuf>> {
    let (folder, begins) = match target {
        Target::Stdout => return Ok(Vec::new()),
        Target::Folder(folder) => (folder.as_path(), "part-".to_owned()),
        Target::File(file) => {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
            (folder.unwrap_or(Path::new(".")), format!("{name}.part-"))
        }
    };
    let mut found = Vec::new();
    if let Target::File(file) = target
        && file.exists()
    {
        found.push(file.clone());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // Those that were being written are no output; they are written anew.
        if name.starts_with(&begins) && !name.ends_with(".tmp") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Whether the earlier run had the same options and inputs; what was different, otherwise.
fn check_made_from(earlier: &Checkpoint, fresh: &Checkpoint) -> Result<(), String> {
    let names =
        earlier.settings.keys().chain(fresh.settings.keys().filter(|name| !earlier.settings.contains_key(*name)));
    let others: Vec<&str> =
        names.filter(|name| earlier.settings.get(*name) != fresh.settings.get(*name)).map(String::as_str).collect();
    if !others.is_empty() {
        return Err(format!("the earlier run had other options ({})", others.join(", ")));
    }
    if earlier.inputs.len() != fresh.inputs.len() {
        let (before, now) = (earlier.inputs.len(), fresh.inputs.len());
        return Err(format!("the earlier run had other inputs ({before} of them, now {now})"));
    }
    for (before, now) in earlier.inputs.iter().zip(&fresh.inputs) {
        let (old, new) = (before.file.display(), now.file.display());
        if before.file != now.file {
            return Err(format!("the earlier run had other inputs ({old} where {new} is now)"));
        }
        if (before.bytes, before.fingerprint) != (now.bytes, now.fingerprint) {
            return Err(format!("{new} has changed since the earlier run"));
        }
    }
    Ok(())
}

/// Whether what the earlier run has written is there as it was; what is different, otherwise.
fn check_lengths(earlier: &Checkpoint, target: &Target, format: Format) -> Result<(), String> {
    if let (Target::File(file), Some(length)) = (target, earlier.merged) {
        let beside = merged_path(file);
        let is_put = earlier.is_finished || !beside.exists();
        return check_length(if is_put { file } else { &beside }, length);
    }
    for (number, &length) in earlier.parts.iter().enumerate() {
        check_length(&part_path(target, format, number), length)?;
    }
    // The part behind the last one may have been put there right before the run was broken off: it is written once more.
    let known = earlier.parts.len() + usize::from(!earlier.is_finished);
    let name = |path: &Path| path.file_name().unwrap_or_default().to_owned();
    let mut known: HashSet<_> = (0..known).map(|number| name(&part_path(target, format, number))).collect();
    if let Target::File(file) = target {
        known.insert(name(file));
    }
    let found = outputs(target).map_err(|error| crate::report::reason(&error))?;
    match found.iter().find(|output| !known.contains(&name(output))) {
        Some(output) => Err(format!("{} was not written by the earlier run", output.display())),
        None => Ok(()),
    }
}

fn check_length(path: &Path, length: u64) -> Result<(), String> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.len() == length => Ok(()),
        Ok(metadata) => {
            Err(format!("{} has {} bytes, but the earlier run wrote {length}", path.display(), metadata.len()))
        }
        Err(error) => {
            Err(format!("{}, which the earlier run wrote: {}", path.display(), crate::report::reason(&error)))
        }
    }
}
