//! Runs that are killed and go on.

use crate::archive::{Record, crawl, file};
use crate::{Run, folder, program};
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

/// Pages enough that a run takes a while.
const PAGES: usize = 1500;

fn args(output: &str) -> [&str; 8] {
    ["a.warc.gz", "b.warc", "--part-rows", "41", "--jobs", "2", "-o", output]
}

fn write_crawl(folder: &Path) {
    let records = crawl(PAGES);
    let (first, second) = records.split_at(records.len() / 2);
    let mut first = file(first, Record::gzip);
    // Damage has to be counted once, however often it is met.
    first[5000] ^= 0xff;
    std::fs::write(folder.join("a.warc.gz"), first).unwrap();
    std::fs::write(folder.join("b.warc"), file(second, Record::bytes)).unwrap();
}

/// Numbers that look random and are the same in every run: xorshift.
fn random(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

/// The counts in a summary, without what belongs to a single run.
fn counts(path: &Path) -> serde_json::Value {
    let mut summary: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    summary.as_object_mut().unwrap().remove("seconds");
    summary
}

#[test]
fn a_run_killed_ten_times_equals_one_that_was_not() {
    let mut outputs = vec!["out.jsonl", "out.jsonl.gz", "out.jsonl.zst"];
    if cfg!(feature = "parquet") {
        outputs.push("out.parquet");
    }
    for output in outputs {
        let folder = folder(&format!("killed-{output}"));
        write_crawl(&folder);
        let start = Instant::now();
        let whole = Run::of(
            program(&folder).args(args(&format!("whole-{output}"))).args(["--summary", "whole.json"]).output().unwrap(),
        );
        let time = start.elapsed();
        assert_eq!(whole.code, Some(1), "{}", whole.messages);

        let mut state = 0x9e37_79b9_7f4a_7c15;
        let mut kills = 0;
        let mut rounds = 0;
        while kills < 10 {
            rounds += 1;
            assert!(rounds < 200, "only {kills} of {rounds} runs were killed before they were done");
            let mut child = program(&folder)
                .args(args(output))
                .args(["--resume", "--quiet"])
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            let most = u64::try_from(time.as_micros()).unwrap() / 4;
            thread::sleep(Duration::from_micros(random(&mut state) % most));
            if child.try_wait().unwrap().is_none() {
                child.kill().unwrap();
                kills += 1;
            }
            child.wait().unwrap();
            if folder.join(output).exists() && !folder.join(format!("{output}.checkpoint")).exists() {
                // It was done before the tenth kill: another run is broken off.
                std::fs::remove_file(folder.join(output)).unwrap();
            }
        }
        let last =
            Run::of(program(&folder).args(args(output)).args(["--resume", "--summary", "sum.json"]).output().unwrap());
        assert_eq!(last.code, Some(1), "{}", last.messages);
        let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
        assert!(read(output) == read(&format!("whole-{output}")), "{output} differs");
        assert_eq!(counts(&folder.join("sum.json")), counts(&folder.join("whole.json")));
        let left = std::fs::read_dir(&folder).unwrap().count();
        assert_eq!(left, 6, "something is left over in {}", folder.display());
    }
}

#[test]
fn a_run_goes_on_with_what_it_began_with_alone() {
    let folder = folder("changed");
    write_crawl(&folder);
    let mut child = program(&folder).args(args("out.jsonl")).stderr(Stdio::null()).spawn().unwrap();
    let checkpoint = folder.join("out.jsonl.checkpoint");
    while !checkpoint.exists() {
        assert!(child.try_wait().unwrap().is_none(), "it was done before it could be killed");
        thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();

    let run = |more: &[&str]| Run::of(program(&folder).args(args("out.jsonl")).args(more).output().unwrap());
    let plain = run(&[]);
    assert!(plain.messages.contains("go on with --resume, or begin anew with --overwrite"), "{}", plain.messages);
    let other = run(&["--resume", "--favor", "recall"]);
    assert!(other.messages.contains("had other options"), "{}", other.messages);
    let mut file = std::fs::read(folder.join("b.warc")).unwrap();
    file.push(b'\n');
    std::fs::write(folder.join("b.warc"), &file).unwrap();
    let changed = run(&["--resume"]);
    assert!(changed.messages.contains("b.warc has changed since"), "{}", changed.messages);
    assert_eq!([plain.code, other.code, changed.code], [Some(2); 3]);
    assert_eq!(run(&["--overwrite"]).code, Some(1));
}
