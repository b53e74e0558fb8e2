//! What the program writes where.

mod shell;

use shell::{Folder, assert_fine, stderr, stdout};
use std::fs;

const TEA: &str = "<html><head><title>Tea: \"green\" - The Leaf</title><meta property=\"og:site_name\" content=\"The Leaf\">\
    <meta property=\"article:published_time\" content=\"2021-07-08T16:41:32+08:00\"><meta name=author content=\"Ada Lind\">\
    <meta property=\"og:title\" content='Tea: \"green\"'></head><body><h1>Tea: \"green\"</h1><p>Green tea wants patience.</p></body></html>";

fn site(test: &str) -> Folder {
    Folder::new(test)
        .with("site/tea.html", TEA)
        .with("site/pots/clay.html", "<p>Clay keeps <b>warm</b>.</p>")
        .with("site/pots/clay.htm", "<p>Clay, the older page.</p>")
        .with("site/app.html", "<title>Tea</title><div id=app></div><script src=app.js></script>")
}

/// The files below a folder with their content, in the order of their names.
fn tree(folder: &Folder, below: &str) -> Vec<(String, String)> {
    let mut pending = vec![folder.0.join(below)];
    let mut files = Vec::new();
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            pending.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else {
            let name = path.strip_prefix(folder.0.join(below)).unwrap().display().to_string();
            files.push((name, fs::read_to_string(path).unwrap()));
        }
    }
    files.sort();
    files
}

fn names(folder: &Folder, below: &str) -> Vec<String> {
    tree(folder, below).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn a_folder_of_outputs_has_the_tree_of_the_inputs() {
    let folder = site("out_tree");
    let output = folder.run(&["site", "-o", "out/", "-f", "md", "-q"]);
    assert_fine(&output, "");
    let expected = [
        ("app.md", ""),
        ("pots/clay.htm.md", "Clay, the older page.\n"),
        ("pots/clay.md", "Clay keeps **warm**.\n"),
        ("tea.md", "Green tea wants patience.\n"),
    ];
    assert_eq!(tree(&folder, "out"), expected.map(|(name, text)| (name.to_owned(), text.to_owned())));
    // Several folders keep their names, and single files stand beside them.
    assert_fine(&folder.run(&["site/pots", "site", "site/tea.html", "-o", "more/", "-q"]), "");
    let expected = [
        "pots/clay.htm.txt",
        "pots/clay.txt",
        "site/app.txt",
        "site/pots/clay.htm.txt",
        "site/pots/clay.txt",
        "site/tea.txt",
        "tea.txt",
    ];
    assert_eq!(names(&folder, "more"), expected);
}

#[test]
fn listed_files_and_records_have_places_in_the_folder_of_outputs() {
    let folder = site("out_places").with("pages.jsonl", "{\"html\":\"<p>Tea\"}\n{\"html\":\"<p>Cup\"}\n");
    let list = format!("{}/site/tea.html\n./site/../site/app.html\npages.jsonl\n", folder.0.display());
    assert_eq!(
        folder.run_with(&["--files-from", "-", "-o", "out/", "-f", "json", "-q"], list.as_bytes()).status.code(),
        Some(0)
    );
    // The file listed by its absolute path is below that path, which is another on every machine.
    let (absolute, names): (Vec<_>, Vec<_>) =
        names(&folder, "out").into_iter().partition(|name| name.ends_with("out_places/site/tea.json"));
    assert_eq!(absolute.len(), 1, "{absolute:?}");
    assert_eq!(names, ["pages/000001.json", "pages/000002.json", "site/app.json"]);
    assert_fine(&folder.run_with(&["-o", "in/", "-"], b"<p>Tea"), "");
    assert_eq!(tree(&folder, "in"), [("stdin.txt".to_owned(), "Tea\n".to_owned())]);
}

#[test]
fn existing_outputs_are_kept_or_replaced() {
    let folder = site("out_existing").with("out/tea.txt", "mine");
    let output = folder.run(&["site", "-o", "out"]);
    assert!(stderr(&output).contains(", 1 skipped (output exists)\n"), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(folder.0.join("out/tea.txt")).unwrap(), "mine");
    assert_eq!(folder.run(&["site", "-o", "out", "--overwrite"]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(folder.0.join("out/tea.txt")).unwrap(), "Green tea wants patience.\n");

    let output = folder.run(&["site/tea.html", "-o", "out/tea.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).starts_with("error: the output out/tea.txt exists; --overwrite replaces it\n"));
}

#[test]
fn outputs_are_no_inputs_and_replace_none() {
    let folder = site("out_inside");
    for _ in 0..2 {
        let output = folder.run(&["site", "-o", "site/text/", "-f", "html", "--overwrite"]);
        assert!(stderr(&output).contains("bodytext: 4 inputs in "), "{}", stderr(&output));
    }
    let output = folder.run(&["site", "-o", "site", "-f", "html", "--overwrite"]);
    assert_eq!(output.status.code(), Some(2));
    let output = folder.run(&["site/tea.html", "-o", "site", "-f", "html", "--overwrite"]);
    assert_eq!(stderr(&output), "bodytext: site/tea.html: its output would replace it\n");
    assert_eq!(fs::read_to_string(folder.0.join("site/tea.html")).unwrap(), TEA);
}

#[test]
fn a_file_of_outputs_is_no_input_of_its_own_run() {
    let folder = site("out_itself");
    let output = folder.run(&["site/pots/clay.html", "site/tea.html", "-o", "./site/tea.html", "--overwrite"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).starts_with("error: site/tea.html is an input: it would be replaced\n"),
        "{}",
        stderr(&output)
    );
    let listed =
        folder.run_with(&["--files-from", "-", "-q", "-o", "site/tea.html", "--overwrite"], b"site/tea.html\n");
    assert_eq!(stderr(&listed), "bodytext: site/tea.html: the output would replace it\n");
    assert_eq!(listed.status.code(), Some(1));
    // Of a folder that is read it is left out, so that it does not grow with each run.
    let run = || {
        let output = folder.run(&["site/pots", "-o", "site/pots/all.html", "--overwrite"]);
        assert!(stderr(&output).contains("bodytext: 2 inputs in "), "{}", stderr(&output));
        fs::read_to_string(folder.0.join("site/pots/all.html")).unwrap()
    };
    assert_eq!(run(), run());
    // Neither are files that a run has not written to its end.
    let folder = folder.with("site/pots/.bodytext-a1b2c3.part", "<p>Cl");
    let output = folder.run(&["site/pots", "--include", "*", "--exclude", "all.*"]);
    assert!(stderr(&output).contains("bodytext: 2 inputs in "), "{}", stderr(&output));
}

#[test]
fn a_file_is_not_replaced_where_no_input_can_be_read() {
    let folder = site("out_kept").with("tea.md", "Tea\n");
    for file in ["tea.md", "new.md.gz"] {
        let output = folder.run(&["site/te.html", "site/gone.html", "-o", file, "--overwrite", "-q"]);
        assert_eq!(output.status.code(), Some(1));
    }
    assert_eq!(
        names(&folder, "."),
        ["site/app.html", "site/pots/clay.htm", "site/pots/clay.html", "site/tea.html", "tea.md"]
    );
    assert_eq!(fs::read_to_string(folder.0.join("tea.md")).unwrap(), "Tea\n");
    // One that can be read is enough.
    let output = folder.run(&["site/app.html", "site/gone.html", "-o", "tea.md", "--overwrite", "-q"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read_to_string(folder.0.join("tea.md")).unwrap(), "");
}

#[test]
fn a_file_is_written_whole_in_the_format_of_its_ending() {
    let folder = site("out_file");
    assert_fine(&folder.run(&["site/tea.html", "-o", "tea.md", "-q"]), "");
    assert_eq!(fs::read_to_string(folder.0.join("tea.md")).unwrap(), "Green tea wants patience.\n");
    assert_eq!(folder.run(&["site", "-o", "all.jsonl", "-q"]).status.code(), Some(0));
    let lines = fs::read_to_string(folder.0.join("all.jsonl")).unwrap();
    let lines: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[3]["file"], "site/tea.html");
    // Nothing else is left behind, not even where a run fails.
    assert_eq!(folder.run(&["gone.html", "-o", "gone.md"]).status.code(), Some(1));
    let mut names: Vec<_> = fs::read_dir(&folder.0).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["all.jsonl", "site", "tea.md"]);
    assert_eq!(folder.run(&["site", "-o", "no/such/folder.md"]).status.code(), Some(3));
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_is_written_and_a_full_one_ends_the_run() {
    let folder = site("out_device");
    assert_eq!(folder.run(&["site/tea.html", "-o", "/dev/null"]).status.code(), Some(0));
    let output = folder.run(&["site/tea.html", "-o", "/dev/full"]);
    assert_eq!(stderr(&output), "bodytext: /dev/full: No space left on device\n");
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn a_page_that_is_added_takes_no_other_pages_name() {
    let folder =
        site("out_stable").with("pages.jsonl", "{\"html\":\"<p>Tea\"}\n").with("else/tea.html", "<p>Another tea.");
    // The same trees and files, in whatever order they are named.
    let runs = [
        ["site", "pages.jsonl", "site/tea.html", "else/tea.html"],
        ["else/tea.html", "site/tea.html", "pages.jsonl", "site"],
    ];
    let [one, other] = runs.map(|inputs| {
        assert_fine(&folder.run(&[&inputs[..], &["-o", "out/", "-q"]].concat()), "");
        let found = tree(&folder, "out");
        fs::remove_dir_all(folder.0.join("out")).unwrap();
        found
    });
    assert_eq!(one, other);
    assert_eq!(one.len(), 7);

    assert_fine(&folder.run(&["site", "-o", "out/", "-q"]), "");
    let before = tree(&folder, "out");
    // Each of them stands before another page in the order of the names, and differs from it in its ending alone.
    let added = [
        "site/tea.HTML",
        "site/tea.htm",
        "site/tea.html.gz",
        "site/pots/clay.xhtml",
        "site/app.mht",
        "site/tea.html.html",
    ];
    for name in added {
        fs::write(folder.0.join(name), format!("<p>{name}")).unwrap();
    }
    // No archive, since it is none: a page all the same.
    let output = folder.run(&["site", "-o", "out/"]);
    assert!(stderr(&output).contains(": 6 found, 4 skipped (output exists)"), "{}", stderr(&output));
    let after = tree(&folder, "out");
    assert!(before.iter().all(|file| after.contains(file)), "{after:?}");
    for name in added {
        assert!(after.iter().any(|(_, text)| text.trim_end() == name), "{name} is missing in {after:?}");
    }
}

#[test]
fn an_output_is_compressed_as_its_name_says() {
    let folder = site("out_compressed");
    let plain = stdout(&folder.run(&["site", "-q", "-f", "jsonl"])).to_owned();
    for (name, format) in
        [("all.jsonl", ""), ("all.jsonl.gz", ""), ("all.JSONL.ZST", ""), ("all.zst", "jsonl"), ("all.csv.gz", "jsonl")]
    {
        let format = if format.is_empty() { vec![] } else { vec!["-f", format] };
        assert_fine(&folder.run(&[&["site", "-q", "-o", name], &format[..]].concat()), "");
        let bytes = fs::read(folder.0.join(name)).unwrap();
        let text = match name.rsplit('.').next().unwrap() {
            "gz" => std::io::read_to_string(flate2::read::GzDecoder::new(bytes.as_slice())).unwrap(),
            "jsonl" => String::from_utf8(bytes).unwrap(),
            _ => String::from_utf8(zstd::decode_all(bytes.as_slice()).unwrap()).unwrap(),
        };
        assert!(text == plain, "{name}");
    }
}

#[test]
fn an_ending_that_no_format_has_is_told() {
    let folder = site("out_endings");
    for name in ["all.csv", "all.xml.gz", "all.parquet", "all.jsonl.bz2"] {
        let output = folder.run(&["site", "-o", name]);
        let told = stderr(&output);
        assert!(told.starts_with(&format!("error: no format has the ending of {name}")), "{told}");
        assert!(
            told.contains("known are .txt, .md, .html, .json and .jsonl, also with .gz or .zst behind that"),
            "{told}"
        );
        assert_eq!((output.status.code(), folder.0.join(name).exists()), (Some(2), false));
    }
    assert!(
        stderr(&folder.run(&["site", "-o", "all.parquet"])).contains("Parquet is written by `bodytext warc` alone")
    );
    assert_fine(&folder.run(&["site/tea.html", "-o", "tea", "-q"]), "");
    assert_eq!(fs::read_to_string(folder.0.join("tea")).unwrap(), "Green tea wants patience.\n");
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_ends_the_run() {
    let folder = site("out_closed");
    // Nobody can make files there, whoever runs the tests.
    for out in ["/proc/self/fdinfo/", "/proc/self/fdinfo/below/"] {
        let output = folder.run(&["site", "-o", out]);
        assert_eq!(stdout(&output), "");
        assert!(stderr(&output).starts_with(&format!("bodytext: {out}: ")), "{}", stderr(&output));
        assert_eq!(stderr(&output).lines().count(), 1, "{}", stderr(&output));
        assert_eq!(output.status.code(), Some(3));
    }
}

#[test]
fn an_output_that_cannot_be_written_costs_itself() {
    // A file stands where a folder would have to.
    let folder = site("out_blocked").with("out/pots", "a file");
    let output = folder.run(&["site", "-o", "out"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(
        stderr(&output).contains("bodytext: site/pots/clay.htm: cannot write out/pots/clay.htm.txt: "),
        "{}",
        stderr(&output)
    );
    assert!(stderr(&output).contains("1 found, 1 empty (1 app_shell), 2 could not be written"), "{}", stderr(&output));
}

#[test]
fn metadata_stands_before_text_and_markdown_and_is_read_again() {
    let folder = site("out_metadata");
    let output = folder.run(&["site/tea.html", "--with-metadata", "-f", "md", "-u", "https://leaf.example/tea"]);
    let expected = "---\ntitle: \"Tea: \\\"green\\\"\"\nauthor: \"Ada Lind\"\ndate: 2021-07-08T16:41:32+08:00\n\
        canonical_url: \"https://leaf.example/tea\"\nsite_name: \"The Leaf\"\n---\n\nGreen tea wants patience.\n";
    assert_fine(&output, expected);
    let again = folder.run_with(&["-f", "json", "--fields", "title,authors,site_name,text"], expected.as_bytes());
    let json: serde_json::Value = serde_json::from_str(stdout(&again)).unwrap();
    let expected = serde_json::json!({ "title": "Tea: \"green\"", "authors": ["Ada Lind"], "site_name": "The Leaf", "text": "Green tea wants patience." });
    assert_eq!(json, expected);
    assert!(
        stdout(&folder.run(&["site/tea.html", "--with-metadata"])).ends_with("\n---\n\nGreen tea wants patience.\n")
    );
    assert_eq!(folder.run(&["site/tea.html", "--with-metadata", "-f", "html"]).status.code(), Some(2));
}

#[test]
fn status_and_confidence_choose_what_is_written() {
    let folder = site("out_chosen");
    let output = folder.run(&["site", "--status", "empty", "-f", "jsonl", "--fields", "file,status.reason"]);
    assert_eq!(stdout(&output), "{\"file\":\"site/app.html\",\"status.reason\":\"app_shell\"}\n");
    assert!(stderr(&output).ends_with(": 3 found, 1 empty (1 app_shell); 3 not written (status or confidence)\n"));
    let output = folder.run(&["site", "--status", "found,fallback", "-o", "out/", "-q"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(names(&folder, "out"), ["pots/clay.htm.txt", "pots/clay.txt", "tea.txt"]);
    // A body is certain.
    let output = folder.run(&["site/pots", "--min-confidence", "1", "-q"]);
    assert_eq!(stdout(&output).matches("==>").count(), 2);
    assert_eq!(folder.run(&["site", "--min-confidence", "1.5"]).status.code(), Some(2));
}

#[test]
fn fields_of_json_are_chosen_by_name() {
    let folder = site("out_fields");
    let fields = "text,title,metadata.published.iso,published.raw,confidence,file,record,url,html,modified";
    let output = folder.run(&["site/tea.html", "-f", "jsonl", "--fields", fields, "--scope", "body"]);
    let expected = "{\"text\":\"Tea: \\\"green\\\"\\n\\nGreen tea wants patience.\",\"title\":\"Tea: \\\"green\\\"\",\
        \"metadata.published.iso\":\"2021-07-08T16:41:32+08:00\",\"published.raw\":\"2021-07-08T16:41:32+08:00\",\"confidence\":1.0,\
        \"file\":\"site/tea.html\",\"record\":null,\"url\":null,\"html\":\"<h1>Tea: \\\"green\\\"</h1>\\n<p>Green tea wants patience.</p>\\n\",\
        \"modified\":null}\n";
    assert_fine(&output, expected);
    let output = folder.run(&["site/tea.html", "-f", "jsonl", "--fields", "record, url,record"]);
    assert_fine(&output, "{\"record\":null,\"url\":null}\n");
    let output = folder.run(&["site/tea.html", "-f", "json", "--fields", "title,autor"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).starts_with("error: `autor` is not a field: known are file, record, url, "));
    assert!(stderr(&output).contains("authors"));
    assert_eq!(folder.run(&["site/tea.html", "--fields", "title"]).status.code(), Some(2));
}

#[test]
fn json_is_the_same_object_for_one_input_and_for_many() {
    let folder = site("out_json");
    let one = folder.run(&["site/tea.html", "-f", "json"]);
    let many = folder.run(&["site/tea.html", "site/app.html", "-f", "json", "-q"]);
    assert!(stdout(&many).starts_with(stdout(&one)));
    let objects = serde_json::Deserializer::from_slice(&many.stdout).into_iter::<serde_json::Value>();
    let files: Vec<_> = objects.map(|object| object.unwrap()["file"].as_str().unwrap().to_owned()).collect();
    assert_eq!(files, ["site/tea.html", "site/app.html"]);
    let line = folder.run(&["site/tea.html", "--format", "jsonl"]);
    assert_eq!(stdout(&line).lines().count(), 1);
    let value = |output: &std::process::Output| serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap();
    assert_eq!(value(&one), value(&line));
}
