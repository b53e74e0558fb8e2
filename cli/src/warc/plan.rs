//! How a run begins: anew, or where another one was broken off.

use super::checkpoint::{Checkpoint, Counts, Input};
use super::output::{Target, checkpoint_path, remove};
use super::tally::Tally;
use super::unpack::Position;
use crate::input;
use std::fs;
use std::io;
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
    /// Nowhere: all is done.
    Done,
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

/// Finds out where to begin, and makes room for the output.
pub(super) fn begin(
    files: &[PathBuf],
    settings: String,
    target: &Target,
    existing: Existing,
) -> Result<Beginning, NoRun> {
    let fresh = Checkpoint {
        settings,
        inputs: files.iter().map(|file| unread(file)).collect(),
        parts: 0,
        counts: Counts::default(),
        is_merged: false,
    };
    if let Target::Folder(folder) = target {
        fs::create_dir_all(folder)?;
    }
    let Some(path) = checkpoint_path(target) else { return Ok(Beginning::At(fresh)) };
    let earlier = Checkpoint::read(&path)?;
    let outputs = outputs(target)?;
    match (existing, earlier) {
        (Existing::Resume, Some(earlier)) => go_on(earlier, &fresh).map(Beginning::At).map_err(NoRun::Usage),
        (Existing::Resume, None) if !outputs.is_empty() => Ok(Beginning::Done),
        (Existing::Replace, _) => {
            // The checkpoint goes first: without its parts it would be wrong. What stands under the output's own name stays until
            // the new one is whole; that this is a run, and not its end, a checkpoint says from the start.
            remove(&path)?;
            let is_whole = |output: &PathBuf| matches!(target, Target::File(file) if file == output);
            outputs.iter().filter(|output| !is_whole(output)).try_for_each(|output| remove(output))?;
            fresh.write(&path)?;
            Ok(Beginning::At(fresh))
        }
        (Existing::Keep, Some(_)) => Err(NoRun::Usage(format!(
            "{}: a run was broken off here: go on with --resume, or begin anew with --overwrite",
            path.display()
        ))),
        (Existing::Keep, None) if !outputs.is_empty() => {
            let output = outputs.first().map(|output| output.display().to_string()).unwrap_or_default();
            Err(NoRun::Usage(format!("{output} exists: replace it with --overwrite")))
        }
        _ => Ok(Beginning::At(fresh)),
    }
}

fn unread(file: &Path) -> Input {
    let metadata = fs::metadata(file).ok().filter(|metadata| metadata.is_file() && !input::is_stdin(file));
    Input {
        file: file.to_owned(),
        bytes: metadata.map(|metadata| metadata.len()),
        last_record: None,
        next: Position::default(),
        is_done: false,
        failed: None,
        tally: Tally::default(),
    }
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

/// The earlier run's checkpoint, if this run can go on there.
fn go_on(earlier: Checkpoint, fresh: &Checkpoint) -> Result<Checkpoint, String> {
    if earlier.settings != fresh.settings {
        return Err(format!(
            "the run that was broken off had other options, or another version: it was `{}`, this is `{}`",
            earlier.settings, fresh.settings
        ));
    }
    let is_same = |(before, now): (&Input, &Input)| before.file == now.file;
    if earlier.inputs.len() != fresh.inputs.len() || !earlier.inputs.iter().zip(&fresh.inputs).all(is_same) {
        return Err("the run that was broken off had other inputs".to_owned());
    }
    match earlier.inputs.iter().zip(&fresh.inputs).find(|(before, now)| before.bytes != now.bytes) {
        Some((changed, _)) => Err(format!("{} has changed since the run that was broken off", changed.file.display())),
        None => Ok(earlier),
    }
}
