//! What is written where.

use crate::archive::{Record, crawl, file};
use crate::{Run, folder, program, rows};
use flate2::read::MultiGzDecoder;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Stdio;

/// A folder with a crawl of fifty pages in two files.
fn crawled(name: &str) -> std::path::PathBuf {
    let folder = folder(name);
    let records = crawl(50);
    let (first, second) = records.split_at(41);
    std::fs::write(folder.join("a.warc.gz"), file(first, Record::gzip)).unwrap();
    std::fs::write(folder.join("b.warc.zst"), file(second, Record::zstd)).unwrap();
    folder
}

fn run(folder: &Path, args: &[&str]) -> Run {
    Run::of(program(folder).args(["a.warc.gz", "b.warc.zst"]).args(args).output().unwrap())
}

/// The names of the files in a folder.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_ending_of_the_output_says_its_format() {
    let folder = crawled("endings");
    let plain = run(&folder, &[]).rows;
    assert_eq!(plain.len(), 50);
    for name in ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst"] {
        // Several parts, so that they are put together.
        let run = run(&folder, &["-o", name, "--part-rows", "7"]);
        assert_eq!(run.code, Some(0), "{}", run.messages);
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let lines = match name {
            "out.jsonl" => bytes,
            "out.jsonl.gz" => {
                let mut lines = Vec::new();
                MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut lines).unwrap();
                lines
            }
            _ => zstd::decode_all(bytes.as_slice()).unwrap(),
        };
        assert_eq!(rows(&lines), plain, "{name}");
    }
    assert_eq!(
        names(&folder),
        [
            "a.warc.gz",
            "b.warc.zst",
            "out.jsonl",
            "out.jsonl.checkpoint",
            "out.jsonl.gz",
            "out.jsonl.gz.checkpoint",
            "out.jsonl.zst",
            "out.jsonl.zst.checkpoint",
        ]
    );
    let run = run(&folder, &["-o", "out.csv"]);
    assert!(run.messages.contains("no format has this ending"), "{}", run.messages);
    assert_eq!(run.code, Some(2));
}

#[test]
fn a_folder_gets_a_file_for_each_part() {
    let folder = crawled("parts");
    let run_ = run(&folder, &["-o", "out/", "--format", "jsonl.gz", "--part-rows", "20"]);
    assert_eq!(run_.code, Some(0), "{}", run_.messages);
    assert_eq!(
        names(&folder.join("out")),
        ["_checkpoint.json", "part-00000.jsonl.gz", "part-00001.jsonl.gz", "part-00002.jsonl.gz",]
    );
    let again = run(&folder, &["-o", "out", "--format", "jsonl.gz"]);
    assert!(again.messages.contains("exists: replace it with --overwrite"), "{}", again.messages);
    assert_eq!(again.code, Some(2));
    assert_eq!(run(&folder, &["-o", "out", "--format", "jsonl", "--overwrite"]).code, Some(0));
    assert_eq!(names(&folder.join("out")), ["_checkpoint.json", "part-00000.jsonl"]);
}

#[test]
fn an_output_is_kept_unless_told_otherwise() {
    let folder = crawled("keep");
    std::fs::write(folder.join("out.jsonl"), "mine").unwrap();
    let kept = run(&folder, &["-o", "out.jsonl"]);
    assert_eq!(kept.code, Some(2));
    assert!(kept.messages.contains("out.jsonl exists: replace it with --overwrite"), "{}", kept.messages);
    assert_eq!(std::fs::read(folder.join("out.jsonl")).unwrap(), b"mine");
    assert_eq!(run(&folder, &["-o", "out.jsonl", "--overwrite"]).code, Some(0));
    assert_eq!(rows(&std::fs::read(folder.join("out.jsonl")).unwrap()).len(), 50);
    let whole = run(&folder, &["-o", "out.jsonl", "--resume"]);
    assert!(whole.messages.contains("is whole already"), "{}", whole.messages);
    assert_eq!(whole.code, Some(0));
}

#[test]
fn standard_input_is_read_as_it_comes() {
    let folder = crawled("stdin");
    let expected = run(&folder, &[]).rows;
    let bytes = [std::fs::read(folder.join("a.warc.gz")).unwrap(), {
        let mut damaged = std::fs::read(folder.join("a.warc.gz")).unwrap();
        damaged.truncate(1000);
        damaged
    }]
    .concat();
    let mut child =
        program(&folder).arg("-").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        stdin.write_all(&bytes).unwrap();
    });
    let run = Run::of(child.wait_with_output().unwrap());
    writer.join().unwrap();
    assert_eq!(run.rows[..20], expected[..20], "{}", run.messages);
    assert_eq!(run.code, Some(1));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let folder = crawled("head");
    let mut child = program(&folder)
        .args(["a.warc.gz", "a.warc.gz", "a.warc.gz", "--jobs", "2"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn no_page_is_an_empty_output() {
    let folder = crawled("no-rows");
    for name in ["out.jsonl", "out.jsonl.zst"] {
        let run = run(&folder, &["-o", name, "--host", "coffee.example"]);
        assert_eq!(run.code, Some(0), "{}", run.messages);
        let bytes = std::fs::read(folder.join(name)).unwrap();
        assert!(if name.ends_with("zst") { zstd::decode_all(bytes.as_slice()).unwrap() } else { bytes }.is_empty());
    }
}

#[test]
fn an_output_that_is_an_input_is_refused_before_anything_is_touched() {
    let folder = crawled("same");
    let before = std::fs::read(folder.join("a.warc.gz")).unwrap();
    let refused = run(&folder, &["-o", "./a.warc.gz", "--format", "jsonl", "--overwrite"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.messages.contains("is an input: it would be replaced"), "{}", refused.messages);
    assert_eq!(std::fs::read(folder.join("a.warc.gz")).unwrap(), before);
}

#[test]
fn an_output_is_not_replaced_where_no_input_can_be_read() {
    let folder = crawled("typo");
    std::fs::write(folder.join("out.jsonl"), "mine").unwrap();
    let refused = Run::of(program(&folder).args(["typo.warc.gz", "-o", "out.jsonl", "--overwrite"]).output().unwrap());
    assert_eq!(refused.code, Some(2), "{}", refused.messages);
    assert_eq!(std::fs::read(folder.join("out.jsonl")).unwrap(), b"mine");
}

#[cfg(unix)]
#[test]
fn devices_and_pipes_are_written_into_or_refused_and_links_stay_links() {
    use std::os::unix::fs::FileTypeExt;
    let folder = crawled("devices");
    let pipe = folder.join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let refused = run(&folder, &["-o", "pipe", "--format", "jsonl", "--overwrite"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.messages.contains("is no regular file"), "{}", refused.messages);
    assert!(std::fs::metadata(&pipe).unwrap().file_type().is_fifo());

    std::fs::write(folder.join("real.json"), "old").unwrap();
    std::os::unix::fs::symlink("real.json", folder.join("link.json")).unwrap();
    assert_eq!(run(&folder, &["-o", "out.jsonl", "-q", "--summary", "link.json"]).code, Some(0));
    assert!(std::fs::symlink_metadata(folder.join("link.json")).unwrap().is_symlink());
    assert!(std::fs::read_to_string(folder.join("real.json")).unwrap().starts_with('{'));
}
