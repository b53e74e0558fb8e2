//! The output: rows into parts, and parts into one file.
//!
//! A part is written beside its name and renamed when it is whole; the checkpoint follows. Where parts end depends on the rows
//! alone, so that a run that was broken off and went on writes the same bytes as one that was not.

use super::checkpoint::{Checkpoint, Counts, put, with_suffix};
use super::columns::Columns;
use super::format::{Format, PartWriter};
use super::row::{Outcome, Row};
use super::tally::Tally;
use super::unpack::Position;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// How many bytes of rows a part has at most, one row more.
const PART_BYTES: u64 = 128 << 20;

/// Where rows go.
#[derive(Debug)]
pub(super) enum Target {
    /// One after the other to standard output; nothing can go on there.
    Stdout,
    /// Into one file.
    File(PathBuf),
    /// Into files in a folder.
    Folder(PathBuf),
}

/// How far an input was read when a page of it was.
#[derive(Clone, Debug, Default)]
pub(super) struct Mark {
    pub(super) input: usize,
    pub(super) next: Position,
    pub(super) tally: Tally,
    /// The record of the page.
    pub(super) record: Option<String>,
    /// Whether the input is over.
    pub(super) is_done: bool,
    /// Why it is over before its end.
    pub(super) failed: Option<String>,
}

/// Writes rows.
pub(super) struct Output<'a> {
    target: &'a Target,
    format: Format,
    columns: &'a Columns,
    part_rows: u64,
    /// The part that is open, and what it has.
    part: Option<PartWriter>,
    rows: u64,
    bytes: u64,
    checkpoint: Checkpoint,
}

impl<'a> Output<'a> {
    /// An output that goes on where the checkpoint says.
    pub(super) fn new(
        target: &'a Target,
        format: Format,
        columns: &'a Columns,
        part_rows: u64,
        checkpoint: Checkpoint,
    ) -> Output<'a> {
        Output { target, format, columns, part_rows, part: None, rows: 0, bytes: 0, checkpoint }
    }

    /// What came of the run so far.
    pub(super) fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// Takes what came of a page.
    pub(super) fn take(&mut self, outcome: Outcome, mark: Mark) -> io::Result<()> {
        self.note(mark);
        count(&mut self.checkpoint.counts, &outcome);
        if let Some(row) = outcome.row {
            self.write(&row)?;
        }
        Ok(())
    }

    /// Takes note that an input is over.
    pub(super) fn note(&mut self, mark: Mark) {
        if let Some(input) = self.checkpoint.inputs.get_mut(mark.input) {
            input.next = mark.next;
            input.tally = mark.tally;
            input.is_done = mark.is_done;
            input.failed = mark.failed;
            if mark.record.is_some() {
                input.last_record = mark.record;
            }
        }
    }

    fn write(&mut self, row: &Row) -> io::Result<()> {
        let mut part = match self.part.take() {
            Some(part) => part,
            None => self.open_part()?,
        };
        self.bytes += part.write(row, self.columns)?;
        self.part = Some(part);
        self.rows += 1;
        let is_full = self.rows >= self.part_rows || self.bytes >= PART_BYTES;
        if is_full && !matches!(self.target, Target::Stdout) {
            self.close_part()?;
        }
        Ok(())
    }

    fn open_part(&self) -> io::Result<PartWriter> {
        let out: Box<dyn Write + Send> = match self.target {
            Target::Stdout => Box::new(BufWriter::new(io::stdout())),
            _ => Box::new(BufWriter::with_capacity(256 << 10, File::create(self.beside())?)),
        };
        PartWriter::new(self.format, self.columns, out)
    }

    fn close_part(&mut self) -> io::Result<()> {
        let Some(part) = self.part.take() else { return Ok(()) };
        part.finish()?;
        (self.rows, self.bytes) = (0, 0);
        if matches!(self.target, Target::Stdout) {
            return Ok(());
        }
        let beside = self.beside();
        let file = File::open(&beside)?;
        file.sync_all()?;
        let length = file.metadata()?.len();
        drop(file);
        put(&beside, &self.part_path(self.checkpoint.parts.len()))?;
        self.checkpoint.parts.push(length);
        self.save()
    }

    fn save(&self) -> io::Result<()> {
        match checkpoint_path(self.target) {
            Some(path) => self.checkpoint.write(&path),
            None => Ok(()),
        }
    }

    fn part_path(&self, number: usize) -> PathBuf {
        part_path(self.target, self.format, number)
    }

    /// Where a part is written before it has its name.
    fn beside(&self) -> PathBuf {
        with_suffix(&self.part_path(self.checkpoint.parts.len()), ".tmp")
    }

    /// Closes the last part and puts the output together.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        if self.part.is_none() && self.checkpoint.parts.is_empty() && self.checkpoint.merged.is_none() {
            // No row is an output, too: an empty one of the format.
            self.part = Some(self.open_part()?);
        }
        self.close_part()?;
        match self.target {
            Target::Stdout => return io::stdout().flush(),
            Target::Folder(_) => {}
            Target::File(file) => {
                let beside = merged_path(file);
                if self.checkpoint.merged.is_none() {
                    self.merge(&beside)?;
                    self.checkpoint.merged = Some(fs::metadata(&beside)?.len());
                    self.save()?;
                }
                if beside.exists() {
                    put(&beside, file)?;
                }
                for number in 0..self.checkpoint.parts.len() {
                    remove(&self.part_path(number))?;
                }
            }
        }
        self.checkpoint.is_finished = true;
        self.save()
    }

    fn merge(&self, beside: &Path) -> io::Result<()> {
        if self.checkpoint.parts.len() == 1 {
            // The checkpoint still knows of the part if this is where the run ends.
            remove(beside)?;
            return fs::hard_link(self.part_path(0), beside).or_else(|_| self.copy_parts(beside));
        }
        self.copy_parts(beside)
    }

    fn copy_parts(&self, beside: &Path) -> io::Result<()> {
        let parts: Vec<PathBuf> = (0..self.checkpoint.parts.len()).map(|number| self.part_path(number)).collect();
        let mut out = BufWriter::with_capacity(256 << 10, File::create(beside)?);
        self.format.merge(&parts, &mut out)?;
        out.flush()?;
        out.get_ref().sync_all()
    }
}

/// Where a part of an output stands.
pub(super) fn part_path(target: &Target, format: Format, number: usize) -> PathBuf {
    match target {
        Target::Folder(folder) => folder.join(format!("part-{number:05}.{}", format.ending())),
        Target::File(file) => with_suffix(file, &format!(".part-{number:05}")),
        Target::Stdout => PathBuf::new(),
    }
}

/// Where an output stands that has been put together of its parts, before it has its name.
pub(super) fn merged_path(file: &Path) -> PathBuf {
    with_suffix(file, ".tmp")
}

/// Where the checkpoint of a target stands.
pub(super) fn checkpoint_path(target: &Target) -> Option<PathBuf> {
    match target {
        Target::Stdout => None,
        Target::File(file) => Some(with_suffix(file, ".checkpoint")),
        // Programs that read folders of tables pass over what begins like this.
        Target::Folder(folder) => Some(folder.join("_checkpoint.json")),
    }
}

fn count(counts: &mut Counts, outcome: &Outcome) {
    match (outcome.status, outcome.reason) {
        ("found", _) => counts.found += 1,
        ("fallback", _) => counts.fallback += 1,
        ("failed", _) => counts.failed += 1,
        (_, reason) => *counts.empty.entry(reason.unwrap_or("no_content").to_owned()).or_default() += 1,
    }
    counts.limited += u64::from(outcome.is_limited);
    match outcome.row {
        Some(_) => counts.rows += 1,
        None => counts.not_chosen += 1,
    }
}

/// Removes a file that may not be there.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Writes files one after the other.
pub(super) fn concatenate(parts: &[PathBuf], out: &mut dyn Write) -> io::Result<()> {
    let mut buffer = vec![0; 256 << 10];
    for part in parts {
        let mut file = File::open(part)?;
        loop {
            let count = file.read(&mut buffer)?;
            if count == 0 {
                break;
            }
            out.write_all(buffer.get(..count).unwrap_or_default())?;
        }
    }
    Ok(())
}
