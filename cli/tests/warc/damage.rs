//! Files that are not as they should be.

use crate::archive::{Record, crawl, file, gzip, page};
use crate::{Run, folder, program, run};
use std::io::Write;
use std::process::Stdio;

/// A form that records stand in.
type Form = fn(&Record) -> Vec<u8>;

/// Three pages.
fn pages() -> [Record; 3] {
    ["one", "two", "three"].map(|name| Record::html(&format!("https://tea.example/{name}"), page(name)))
}

fn paths(run: &crate::Run) -> Vec<&str> {
    run.column("url").iter().map(|url| url.rsplit('/').next().unwrap()).collect()
}

#[test]
fn a_damaged_member_costs_itself_alone() {
    for (name, form) in [("gz", Record::gzip as Form), ("zst", Record::zstd)] {
        let [one, two, three] = pages().map(|page| form(&page));
        for (place, what) in [(two.len() / 2, "middle"), (20, "beginning"), (two.len() - 2, "checksum")] {
            let mut damaged = two.clone();
            damaged[place] ^= 0x55;
            damaged[place - 1] ^= 0x55;
            let run = run(&format!("damaged-{name}-{what}"), &[one.as_slice(), &damaged, &three].concat(), &[]);
            assert_eq!(paths(&run), ["one", "three"], "{name} {what}: {}", run.messages);
            let passed = format!("{} bytes are passed over", two.len());
            assert!(run.messages.contains(&format!("damaged at byte {}", one.len())), "{}", run.messages);
            assert!(run.messages.contains(&passed), "{}", run.messages);
            assert_eq!(run.code, Some(1));
        }
    }
}

#[test]
fn damage_in_the_first_bytes_costs_the_first_record_alone() {
    for (name, form) in
        [("gz", Record::gzip as Form), ("zst", Record::zstd), ("lz4", Record::lz4), ("plain", Record::bytes)]
    {
        let [one, two, three] = pages().map(|page| form(&page));
        for damage in [1..2, 0..4, 0..one.len() - 40] {
            let mut damaged = one.clone();
            damaged[damage.clone()].fill(b'#');
            let bytes = [damaged.as_slice(), &two, &three].concat();
            let run = run(&format!("first-{name}-{}", damage.end), &bytes, &[]);
            assert_eq!(paths(&run), ["two", "three"], "{name} {damage:?}: {}", run.messages);
            assert!(run.messages.contains("damaged at byte 0"), "{name}: {}", run.messages);
            let passed = format!(": {} bytes are passed over", one.len());
            assert!(run.messages.contains(&passed), "{name} {damage:?}: {}", run.messages);
            assert!(run.messages.contains("1 stretch damaged"), "{name}: {}", run.messages);
            assert_eq!(run.code, Some(1));
            assert_eq!(paths(&from_pipe(&bytes)), ["two", "three"], "{name} {damage:?}, from a pipe");
        }
    }
}

/// What the program does with a WARC file that comes through a pipe.
fn from_pipe(bytes: &[u8]) -> Run {
    let folder = folder("damage-pipe");
    let mut child =
        program(&folder).arg("-").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    Run::of(child.wait_with_output().unwrap())
}

#[test]
fn files_in_lz4_are_read_like_those_in_gzip() {
    let expected = run("lz4-gzip", &file(&crawl(20), Record::gzip), &[]).rows;
    let run = run("lz4", &file(&crawl(20), Record::lz4), &[]);
    assert_eq!((run.rows, run.code), (expected, Some(0)), "{}", run.messages);
}

#[test]
fn a_truncated_file_says_so() {
    for (name, form) in
        [("gz", Record::gzip as Form), ("zst", Record::zstd), ("lz4", Record::lz4), ("plain", Record::bytes)]
    {
        let mut bytes = file(&pages(), form);
        bytes.truncate(bytes.len() - 100);
        let run = run(&format!("truncated-{name}"), &bytes, &[]);
        assert_eq!(paths(&run), ["one", "two"], "{name}: {}", run.messages);
        let said = if name == "plain" { "the input ends in it" } else { "it ends early" };
        assert!(run.messages.contains(said), "{name}: {}", run.messages);
        assert_eq!(run.code, Some(1));
    }
}

#[test]
fn a_truncated_member_does_not_hide_the_next_one() {
    let [one, mut two, three] = pages().map(|page| page.gzip());
    two.truncate(two.len() / 2);
    let run = run("truncated-inside", &[one, two, three].concat(), &[]);
    assert_eq!(paths(&run), ["one", "three"], "{}", run.messages);
}

#[test]
fn junk_between_members_is_passed_over() {
    let [one, two, three] = pages().map(|page| page.gzip());
    let zeros = vec![0; 70_000];
    // What begins like a member and is none.
    let decoy = [b"\x1f\x8b\x08\x00".as_slice(), &gzip(b"no record"), b"\x1f\x8b\x08"].concat();
    let run = run("junk", &[one.as_slice(), &zeros, &two, &decoy, &three, b"\0\0\0"].concat(), &[]);
    assert_eq!(paths(&run), ["one", "two", "three"], "{}", run.messages);
    assert!(run.messages.contains("3 stretches damaged"), "{}", run.messages);
}

#[test]
fn wrong_lengths_cost_no_other_record() {
    for (name, form) in [("gz", Record::gzip as Form), ("plain", Record::bytes)] {
        for (what, by) in [("long", 300_isize), ("longer", 100_000), ("short", -200)] {
            let [one, two, three] = pages();
            let length = two.length().checked_add_signed(by).unwrap();
            let records = [one, two.with_length(length), three];
            let run = run(&format!("length-{name}-{what}"), &file(&records, form), &[]);
            assert_eq!(paths(&run), ["one", "two", "three"], "{name} {what}: {}", run.messages);
            let text = run.rows[1]["text"].as_str().unwrap();
            assert!(text.starts_with("Whoever has tried two once") && !text.contains("WARC"), "{name} {what}: {text}");
            assert!(run.messages.contains("1 length wrong"), "{name} {what}: {}", run.messages);
        }
    }
}

#[test]
fn records_may_share_a_member_or_span_several() {
    let bytes = file(&crawl(20), Record::bytes);
    let whole = gzip(&bytes);
    let blocks: Vec<u8> = bytes.chunks(1000).flat_map(gzip).collect();
    let expected = run("apart", &file(&crawl(20), Record::gzip), &[]).rows;
    assert_eq!(expected.len(), 20);
    assert_eq!(run("whole", &whole, &[]).rows, expected);
    assert_eq!(run("blocks", &blocks, &[]).rows, expected);
    assert_eq!(run("frame", &zstd::encode_all(bytes.as_slice(), 3).unwrap(), &[]).rows, expected);
}

#[test]
fn frames_with_a_dictionary_are_read() {
    let records = crawl(20);
    let dictionary: Vec<u8> = records[2].bytes();
    let mut compressor = zstd::bulk::Compressor::with_dictionary(3, &dictionary).unwrap();
    let length = u32::try_from(dictionary.len()).unwrap();
    let mut bytes = [b"\x5d\x2a\x4d\x18".as_slice(), &length.to_le_bytes(), &dictionary].concat();
    for record in &records {
        bytes.extend(compressor.compress(&record.bytes()).unwrap());
    }
    let run = run("dictionary", &bytes, &[]);
    assert_eq!((run.rows.len(), run.code), (20, Some(0)), "{}", run.messages);
}

#[test]
fn what_is_no_warc_file_is_an_error() {
    for (name, bytes, said) in [
        ("html", page("tea").into_bytes(), "there is no WARC record in it"),
        ("empty", Vec::new(), "there is no WARC record in it"),
        ("gzip-html", gzip(page("tea").as_bytes()), "there is no WARC record in it"),
        ("junk", b"\x04\x22\x4d\x18\x40\x40".to_vec(), "there is no WARC record in it"),
    ] {
        let run = run(&format!("no-warc-{name}"), &bytes, &[]);
        assert!(run.messages.contains(said), "{name}: {}", run.messages);
        assert_eq!((run.rows.len(), run.code), (0, Some(1)), "{name}");
    }
    let folder = crate::folder("no-file");
    let run = crate::Run::of(crate::program(&folder).args(["nothing.warc", "."]).output().unwrap());
    assert!(run.messages.contains("nothing.warc: No such file or directory"), "{}", run.messages);
    assert!(run.messages.contains(".: a folder, not a file"), "{}", run.messages);
}

#[test]
fn a_bomb_is_not_decompressed_beyond_the_limit() {
    let bomb = gzip(&vec![b' '; 300 << 20]);
    let header = "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Encoding: gzip";
    let records = [
        Record::response("https://tea.example/bomb", header, &bomb),
        Record::html("https://tea.example/one", page("one")),
    ];
    let run = run("bomb", &file(&records, Record::gzip), &["--max-bytes", "1000000"]);
    assert_eq!(run.column("truncated"), ["max_bytes", "-"], "{}", run.messages);
}

#[test]
fn headers_without_an_end_end_nothing() {
    let endless = [b"WARC/1.1\r\nWARC-Type: response\r\nA: ".as_slice(), &vec![b'a'; 1 << 20]].concat();
    let lines = [b"WARC/1.1\r\n".as_slice(), &b"A: b\r\n".repeat(100_000)].concat();
    let no_length = b"WARC/1.1\r\nWARC-Type: response\r\n\r\n".to_vec();
    let [one, two, three] = pages().map(|page| page.bytes());
    let bytes = [endless, b"\r\n".to_vec(), one, lines, two, no_length, three].concat();
    let run = run("endless", &bytes, &[]);
    assert_eq!(paths(&run), ["one", "two", "three"], "{}", run.messages);
    assert!(run.messages.contains("3 records left out as not whole"), "{}", run.messages);
}
