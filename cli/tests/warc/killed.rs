//! Runs that are killed and go on.

use crate::archive::{Record, crawl, file};
use crate::{Run, folder, program};
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::Duration;

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

/// Whether a run has come to its end.
fn is_finished(checkpoint: &Path) -> bool {
    let Ok(bytes) = std::fs::read(checkpoint) else { return false };
    let checkpoint: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    checkpoint["is_finished"].as_bool().unwrap()
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
        let whole = Run::of(
            program(&folder).args(args(&format!("whole-{output}"))).args(["--summary", "whole.json"]).output().unwrap(),
        );
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
            // Counted in parts, so that it is killed as early on a machine that is slow or busy.
            let checkpoint = folder.join(format!("{output}.checkpoint"));
            wait_for_parts(&mut child, &checkpoint, parts(&checkpoint) + random(&mut state) % 3);
            thread::sleep(Duration::from_micros(random(&mut state) % 2000));
            if child.try_wait().unwrap().is_none() {
                child.kill().unwrap();
                kills += 1;
            }
            child.wait().unwrap();
            if is_finished(&checkpoint) {
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
        assert_eq!(left, 8, "something is left over in {}", folder.display());
    }
}

#[test]
fn a_run_goes_on_with_what_it_began_with_alone() {
    let folder = folder("changed");
    write_crawl(&folder);
    kill_after_a_part(&folder);
    let run = |more: &[&str]| Run::of(program(&folder).args(args("out.jsonl")).args(more).output().unwrap());
    let plain = run(&[]);
    assert!(plain.messages.contains("go on with --resume, or begin anew with --overwrite"), "{}", plain.messages);
    let other = run(&["--resume", "--favor", "recall"]);
    assert!(other.messages.contains("the earlier run had other options (--favor)"), "{}", other.messages);
    let mut file = std::fs::read(folder.join("b.warc")).unwrap();
    // Of the same size, so that its bytes alone tell.
    let last = file.len() - 1;
    file[last] = b' ';
    std::fs::write(folder.join("b.warc"), &file).unwrap();
    let changed = run(&["--resume"]);
    assert!(changed.messages.contains("b.warc has changed since"), "{}", changed.messages);
    assert_eq!([plain.code, other.code, changed.code], [Some(2); 3]);
    assert_eq!(run(&["--overwrite"]).code, Some(1));
}

/// How many parts a run has written, by its checkpoint.
fn parts(checkpoint: &Path) -> u64 {
    let Ok(bytes) = std::fs::read(checkpoint) else { return 0 };
    let checkpoint: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    checkpoint["parts"].as_array().unwrap().len() as u64
}

/// Waits until a run has written so many parts, or is done.
fn wait_for_parts(child: &mut Child, checkpoint: &Path, wanted: u64) {
    while parts(checkpoint) < wanted && child.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_micros(200));
    }
}

/// Kills a run when it has written its first part.
fn kill_after_a_part(folder: &Path) {
    let checkpoint = folder.join("out.jsonl.checkpoint");
    // On a busy machine a run may be done before it is seen to have begun.
    for _ in 0..50 {
        let _ = std::fs::remove_file(&checkpoint);
        let mut child =
            program(folder).args(args("out.jsonl")).arg("--overwrite").stderr(Stdio::null()).spawn().unwrap();
        wait_for_parts(&mut child, &checkpoint, 1);
        let _ = child.kill();
        child.wait().unwrap();
        if parts(&checkpoint) > 0 && !is_finished(&checkpoint) {
            return;
        }
    }
    panic!("no run could be killed before it was done");
}

#[test]
fn a_part_that_is_not_as_it_was_written_is_told() {
    let folder = folder("parts-changed");
    write_crawl(&folder);
    kill_after_a_part(&folder);
    let run = |more: &[&str]| Run::of(program(&folder).args(args("out.jsonl")).args(more).output().unwrap());
    let part = folder.join("out.jsonl.part-00000");
    let bytes = std::fs::read(&part).unwrap();
    let longer = [bytes.as_slice(), b"{}\n"].concat();
    for wrong in [&bytes[..bytes.len() - 10], &longer, b""] {
        std::fs::write(&part, wrong).unwrap();
        let told = run(&["--resume"]);
        let expected = format!("part-00000 has {} bytes, but the earlier run wrote {}", wrong.len(), bytes.len());
        assert!(told.messages.contains(&expected), "{}", told.messages);
        assert_eq!(told.code, Some(2));
    }
    std::fs::remove_file(&part).unwrap();
    let gone = run(&["--resume"]);
    assert!(gone.messages.contains("part-00000, which the earlier run wrote: No such file"), "{}", gone.messages);
    // A part that no run of this output wrote would become part of it.
    std::fs::write(&part, &bytes).unwrap();
    std::fs::write(folder.join("out.jsonl.part-00999"), "{}\n").unwrap();
    let foreign = run(&["--resume"]);
    assert!(foreign.messages.contains("part-00999 was not written by the earlier run"), "{}", foreign.messages);
    std::fs::remove_file(folder.join("out.jsonl.part-00999")).unwrap();
    assert_eq!(run(&["--resume"]).code, Some(1));
    let whole = std::fs::read(folder.join("out.jsonl")).unwrap();
    assert_eq!(run(&["--overwrite"]).code, Some(1));
    assert!(std::fs::read(folder.join("out.jsonl")).unwrap() == whole);
}

#[test]
fn two_runs_do_not_write_one_output_at_once() {
    for output in ["out.jsonl", "out/"] {
        let folder = folder(&format!("locked-{}", output.trim_end_matches('/')));
        write_crawl(&folder);
        // The first run reads from a pipe that stays open, so that it is under way for as long as it takes.
        let mut first =
            program(&folder).args(["-", "-o", output]).stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let lock = if output == "out/" { folder.join("out/_lock") } else { folder.join("out.jsonl.lock") };
        while !lock.exists() {
            assert!(first.try_wait().unwrap().is_none(), "it has ended already");
            thread::sleep(Duration::from_millis(1));
        }
        // The file is there a moment before it is locked.
        thread::sleep(Duration::from_millis(100));
        for how in [&["--overwrite"][..], &["--resume"], &[]] {
            let second = Run::of(program(&folder).args(["b.warc", "-o", output]).args(how).output().unwrap());
            assert!(second.messages.contains("another run is writing it: wait for its end"), "{}", second.messages);
            assert_eq!(second.code, Some(2));
        }
        drop(first.stdin.take());
        first.wait().unwrap();
        assert!(!lock.exists());
        // The lock of a run that was killed holds nobody up.
        std::fs::write(&lock, "").unwrap();
        assert_eq!(
            Run::of(program(&folder).args(["b.warc", "-o", output, "--overwrite"]).output().unwrap()).code,
            Some(0)
        );
        assert!(!lock.exists());
    }
}

#[test]
fn a_finished_output_is_whole_only_for_what_it_was_made_from() {
    for (output, file) in [("out.jsonl", "out.jsonl"), ("out/", "out/part-00000.jsonl")] {
        let folder = folder(&format!("finished-{}", output.trim_end_matches('/')));
        write_crawl(&folder);
        let run = |more: &[&str]| Run::of(program(&folder).args(["b.warc", "-o", output]).args(more).output().unwrap());
        assert_eq!(run(&[]).code, Some(0));
        let whole = std::fs::read(folder.join(file)).unwrap();
        let again = run(&["--resume"]);
        assert!(again.messages.contains("is whole already"), "{}", again.messages);
        assert_eq!(again.code, Some(0));
        let other = run(&["--resume", "--language", "de", "--columns", "text"]);
        assert!(other.messages.contains("had other options (--columns, --language)"), "{}", other.messages);
        let more = run(&["--resume", "a.warc.gz"]);
        assert!(more.messages.contains("had other inputs (1 of them, now 2)"), "{}", more.messages);
        std::fs::write(folder.join(file), &whole[..100]).unwrap();
        let cut = run(&["--resume"]);
        assert!(cut.messages.contains("has 100 bytes, but the earlier run wrote"), "{}", cut.messages);
        std::fs::write(folder.join(file), &whole).unwrap();
        let bytes = std::fs::read(folder.join("b.warc")).unwrap();
        std::fs::write(folder.join("b.warc"), &bytes[..bytes.len() / 2]).unwrap();
        let changed = run(&["--resume"]);
        assert!(changed.messages.contains("b.warc has changed since the earlier run"), "{}", changed.messages);
        std::fs::write(folder.join("b.warc"), &bytes).unwrap();
        let checkpoint = folder.join(if output == "out/" { "out/_checkpoint.json" } else { "out.jsonl.checkpoint" });
        let known = std::fs::read(&checkpoint).unwrap();
        std::fs::remove_file(&checkpoint).unwrap();
        let unknown = run(&["--resume"]);
        assert!(
            unknown.messages.contains("no checkpoint beside it says what it was made from"),
            "{}",
            unknown.messages
        );
        std::fs::write(&checkpoint, "{").unwrap();
        let broken = run(&["--resume"]);
        assert!(broken.messages.contains("not a checkpoint"), "{}", broken.messages);
        for told in [other, more, cut, changed, unknown, broken] {
            assert_eq!(told.code, Some(2), "{}", told.messages);
        }
        // What was there is as it was, and whoever has taken it away gets it anew.
        assert!(std::fs::read(folder.join(file)).unwrap() == whole);
        std::fs::write(&checkpoint, &known).unwrap();
        std::fs::remove_file(folder.join(file)).unwrap();
        assert_eq!(run(&["--resume"]).code, Some(0));
        assert!(std::fs::read(folder.join(file)).unwrap() == whole);
    }
}

#[test]
fn a_finished_output_still_tells_what_was_lost() {
    let folder = folder("finished-with-losses");
    write_crawl(&folder);
    let run = |more: &[&str]| {
        let args = ["gone.warc", "b.warc", "-o", "out.jsonl", "--summary", "summary.json"];
        Run::of(program(&folder).args(args).args(more).output().unwrap())
    };
    let first = run(&[]);
    assert_eq!(first.code, Some(1), "{}", first.messages);
    let summary = || serde_json::from_slice::<serde_json::Value>(&std::fs::read(folder.join("summary.json")).unwrap());
    let counted = summary().unwrap();
    std::fs::remove_file(folder.join("summary.json")).unwrap();
    let again = run(&["--resume"]);
    assert!(again.messages.contains("out.jsonl is whole already\n"), "{}", again.messages);
    assert!(again.messages.contains("; 1 file not read to the end\n"), "{}", again.messages);
    assert_eq!(again.code, Some(1));
    assert_eq!(summary().unwrap()["pages"], counted["pages"]);
}
