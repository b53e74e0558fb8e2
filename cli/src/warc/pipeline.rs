//! One thread reads, several extract, one writes; in order, and with no more in hand than there is room for.

use super::checkpoint::Input;
use super::output::{Mark, Output};
use super::record::{Record, Records};
use super::row::{Outcome, Worker};
use super::select::Select;
use super::source::Source;
use crate::input;
use crate::report;
use bodytext::{Hints, Options};
use std::fs::File;
use std::io;
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// How many bytes of pages are in hand: read, and not yet written. One page alone may have more.
const IN_HAND: usize = 32 << 20;
/// How many pages each extracting thread may have in hand.
const EACH: usize = 8;

/// What a run works with.
pub(super) struct Job<'a> {
    pub(super) inputs: Vec<Input>,
    pub(super) select: &'a Select,
    pub(super) options: &'a Options,
    pub(super) hints: &'a Hints,
    pub(super) jobs: NonZero<usize>,
    /// Told what was out of order in an input.
    pub(super) warn: &'a (dyn Fn(&str, &str) + Sync),
    /// Told why an input cannot be read to its end.
    pub(super) fail: &'a (dyn Fn(&str, &str) + Sync),
    /// Told how many more bytes of the inputs have been read.
    pub(super) advance: &'a (dyn Fn(u64) + Sync),
}

/// What comes of reading.
enum Step {
    Page(Record, Mark),
    /// An input is over.
    End(Mark),
}

/// Reads the inputs and writes what comes of them. An error is one of writing.
pub(super) fn run(job: &Job<'_>, output: &mut Output<'_>) -> io::Result<()> {
    if job.jobs.get() == 1 { run_alone(job, output) } else { run_together(job, output) }
}

/// All in one thread.
fn run_alone(job: &Job<'_>, output: &mut Output<'_>) -> io::Result<()> {
    let mut worker = Worker::new(job.options, job.hints, job.select);
    let mut result = Ok(());
    read(job, &mut |step| {
        result = match step {
            Step::Page(record, mark) => output.take(worker.work(record), mark),
            Step::End(mark) => {
                output.note(mark);
                Ok(())
            }
        };
        result.is_ok()
    });
    result
}

/// What the writer waits for, in the order of the inputs.
enum Awaited {
    Page { outcome: Receiver<Outcome>, bytes: usize, mark: Mark },
    End(Mark),
}

/// In several threads. Every page takes its place in the row of what is awaited before it is worked on: so the order is that of the
/// inputs, whoever is done first.
fn run_together(job: &Job<'_>, output: &mut Output<'_>) -> io::Result<()> {
    let most = job.jobs.get().saturating_mul(EACH);
    let budget = Budget::default();
    let (to_workers, pages) = sync_channel::<(Record, Sender<Outcome>)>(most);
    let (to_writer, awaited) = sync_channel::<Awaited>(most);
    let pages = Mutex::new(pages);
    thread::scope(|scope| {
        for _ in 0..job.jobs.get() {
            scope.spawn(|| extract(job, &pages));
        }
        let budget = &budget;
        scope.spawn(move || feed(job, budget, &to_workers, &to_writer));
        let result = write(awaited, budget, output);
        // Whoever waits for room is told that there is no need for more.
        budget.close();
        result
    })
}

/// Reads, and hands out what is read.
fn feed(
    job: &Job<'_>,
    budget: &Budget,
    to_workers: &SyncSender<(Record, Sender<Outcome>)>,
    to_writer: &SyncSender<Awaited>,
) {
    read(job, &mut |step| match step {
        Step::Page(record, mark) => {
            let bytes = record.body.len();
            if !budget.take(bytes) {
                return false;
            }
            let (done, outcome) = channel();
            to_writer.send(Awaited::Page { outcome, bytes, mark }).is_ok() && to_workers.send((record, done)).is_ok()
        }
        Step::End(mark) => to_writer.send(Awaited::End(mark)).is_ok(),
    });
}

fn extract(job: &Job<'_>, pages: &Mutex<Receiver<(Record, Sender<Outcome>)>>) {
    let mut worker = Worker::new(job.options, job.hints, job.select);
    loop {
        let next = pages.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((record, done)) = next else { return };
        // Nobody waits for it any more if the output cannot be written.
        let _ = done.send(worker.work(record));
    }
}

fn write(awaited: Receiver<Awaited>, budget: &Budget, output: &mut Output<'_>) -> io::Result<()> {
    for next in awaited {
        match next {
            Awaited::Page { outcome, bytes, mark } => {
                let outcome = outcome.recv().map_err(|_| io::Error::other("a thread has ended too soon"))?;
                output.take(outcome, mark)?;
                budget.give(bytes);
            }
            Awaited::End(mark) => output.note(mark),
        }
    }
    Ok(())
}

/// How many bytes are in hand.
#[derive(Default)]
struct Budget {
    state: Mutex<InHand>,
    changed: Condvar,
}

#[derive(Default)]
struct InHand {
    bytes: usize,
    is_closed: bool,
}

impl Budget {
    /// Waits until there is room. False if there is no need any more.
    fn take(&self, bytes: usize) -> bool {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let has_no_room =
            |state: &mut InHand| !state.is_closed && state.bytes > 0 && state.bytes.saturating_add(bytes) > IN_HAND;
        let mut state = self.changed.wait_while(state, has_no_room).unwrap_or_else(PoisonError::into_inner);
        state.bytes += bytes;
        !state.is_closed
    }

    fn give(&self, bytes: usize) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).bytes -= bytes;
        self.changed.notify_all();
    }

    fn close(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).is_closed = true;
        self.changed.notify_all();
    }
}

/// Reads the inputs in turn, until `each` says that it is enough.
fn read(job: &Job<'_>, each: &mut dyn FnMut(Step) -> bool) {
    for (index, input) in job.inputs.iter().enumerate().filter(|(_, input)| !input.is_done) {
        let mut mark = Mark { input: index, next: input.next, tally: input.tally, ..Mark::default() };
        match read_one(job, input, &mut mark, each) {
            Ok(true) => {}
            Ok(false) => return,
            Err(why) => {
                (job.fail)(&input::display_name(&input.file), &why);
                mark.failed = Some(why);
            }
        }
        mark.is_done = true;
        if !each(Step::End(mark)) {
            return;
        }
    }
}

/// Reads an input. False if it is enough; an error says why the rest cannot be read.
fn read_one(job: &Job<'_>, input: &Input, mark: &mut Mark, each: &mut dyn FnMut(Step) -> bool) -> Result<bool, String> {
    let name = input::display_name(&input.file);
    let source = open(&input.file)?;
    let mut records = Records::new(source, input.bytes, job.select);
    records.go_on(input.next, input.tally)?;
    let mut advanced = 0;
    loop {
        let next = records.next();
        for message in records.take_messages() {
            (job.warn)(&name, &message);
        }
        mark.tally = records.tally();
        mark.next = records.position();
        let read = records.read();
        (job.advance)(read.saturating_sub(advanced));
        advanced = advanced.max(read);
        let Some(record) = next? else { break };
        let mark = Mark { record: record.id.clone(), ..mark.clone() };
        if !each(Step::Page(record, mark)) {
            return Ok(false);
        }
    }
    if mark.tally.records == 0 { Err("there is no WARC record in it".to_owned()) } else { Ok(true) }
}

fn open(path: &Path) -> Result<Source, String> {
    if input::is_stdin(path) {
        return Ok(Source::stream(io::stdin()));
    }
    let file = File::open(path).map_err(|error| report::reason(&error))?;
    let metadata = file.metadata().map_err(|error| report::reason(&error))?;
    if metadata.is_dir() {
        return Err("a folder, not a file".to_owned());
    }
    Ok(if metadata.is_file() { Source::file(file) } else { Source::stream(file) })
}
