//! Runs as a whole: threads, order, summaries, what a terminal shows.

mod shell;

use shell::{Folder, command, stderr, stdout};
use std::fmt::Write;
use std::fs;
use std::process::{Command, Stdio};

/// A folder with pages of very different length, and some that fail or are empty.
fn crawl(test: &str, count: usize) -> Folder {
    let mut folder = Folder::new(test);
    for n in 0..count {
        let mut page = format!("<title>Page {n}</title><nav><a href=/>Home</a></nav><main>");
        for line in 0..(n * n * 7) % 400 {
            let _ = write!(page, "<p>Tea number {n} is poured out of pot {line}, and nobody spills it.</p>");
        }
        let page = match n % 10 {
            7 => b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0".to_vec(),
            8 => b"<title>Tea</title><div id=app></div><script src=app.js></script>".to_vec(),
            _ => page.into_bytes(),
        };
        folder = folder.with(&format!("crawl/{}/{n:04}.html", n % 3), page);
    }
    folder
}

#[test]
fn the_same_bytes_come_out_whatever_the_number_of_jobs() {
    let folder = crawl("run_jobs", 120);
    let run = |args: &[&str]| {
        let output = folder.run(&[&["crawl", "-f", "jsonl"], args].concat());
        assert_eq!(output.status.code(), Some(1));
        let (messages, summary) = stderr(&output).trim_end().rsplit_once('\n').unwrap();
        assert!(summary.starts_with("bodytext: 120 inputs in "), "{summary}");
        (stdout(&output).to_owned(), messages.to_owned())
    };
    let one = run(&["--jobs", "1"]);
    assert_eq!(one.0.lines().count(), 108);
    for jobs in ["2", "3", "8"] {
        assert!(run(&["--jobs", jobs]) == one, "{jobs} jobs");
    }
    assert!(run(&[]) == one);
    let sorted = |text: &str| {
        let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let unordered = run(&["--unordered", "--jobs", "4"]);
    assert!(sorted(&unordered.0) == sorted(&one.0));
    assert!(sorted(&unordered.1) == sorted(&one.1));
    assert_eq!(folder.run(&["crawl", "--jobs", "0"]).status.code(), Some(2));
}

#[test]
fn a_summary_counts_what_became_of_the_inputs() {
    let folder = crawl("run_summary", 20);
    let output = folder.run(&["crawl", "gone.html", "--summary", "summary.json", "--max-output", "2000"]);
    assert_eq!(output.status.code(), Some(1));
    let last = stderr(&output).lines().last().unwrap();
    assert!(last.starts_with("bodytext: 21 inputs in "), "{last}");
    assert!(last.contains(" 3 empty (2 app_shell, 1 no_content), 3 failed; "), "{last}");
    let json: serde_json::Value = serde_json::from_slice(&fs::read(folder.0.join("summary.json")).unwrap()).unwrap();
    assert_eq!(json["inputs"], 21);
    assert_eq!(json["failed"], 3);
    assert_eq!(json["empty"], serde_json::json!({ "app_shell": 2, "no_content": 1 }));
    assert_eq!(json["model"], bodytext::MODEL_VERSION);
    assert!(json["limited"].as_u64().unwrap() > 5);
    let count = |key: &str| json[key].as_u64().unwrap();
    assert_eq!(count("found") + count("fallback") + 3 + count("failed"), 21);

    let quiet = folder.run(&["crawl", "--quiet"]);
    assert!(stderr(&quiet).lines().all(|line| line.ends_with("binary: a picture, not HTML")), "{}", stderr(&quiet));
}

#[test]
fn a_reader_that_leaves_early_ends_a_run_of_many() {
    let folder = crawl("run_pipe", 60);
    for args in [&["--jobs", "1"][..], &["--jobs", "3"], &["--jobs", "3", "--unordered"]] {
        let mut child = command()
            .args(["crawl", "--quiet", "-f", "jsonl"])
            .args(args)
            .current_dir(&folder.0)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", stderr(&output));
        assert!(!stderr(&output).contains("write error"));
    }
}

/// Runs a shell command at a terminal, where there is a program to make one; what appears on it.
fn at_terminal(folder: &Folder, line: &str) -> Option<String> {
    let mut script = Command::new("script");
    script.args(["-qec", &line.replace("bodytext", env!("CARGO_BIN_EXE_bodytext")), "/dev/null"]);
    match script.current_dir(&folder.0).stdin(Stdio::null()).env("TERM", "xterm").output() {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(_) => {
            println!("skipped: no program `script`, which makes a terminal");
            None
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_shows_which_output_is_which() {
    let folder = Folder::new("run_names").with("a.html", "<p>Tea").with("b.html", "<p>Cup");
    let Some(shown) = at_terminal(&folder, "bodytext -f md a.html b.html") else { return };
    let shown = shown.replace("\r\n", "\n");
    assert!(shown.starts_with("==> a.html <==\nTea\n==> b.html <==\n\n---\n\nCup\nbodytext: 2 inputs in "), "{shown}");
    let shown = at_terminal(&folder, "bodytext -f md a.html b.html 2> messages").unwrap().replace("\r\n", "\n");
    assert_eq!(shown, "Tea\n\n---\n\nCup\n");
    let messages = fs::read_to_string(folder.0.join("messages")).unwrap();
    assert!(messages.starts_with("==> a.html <==\n==> b.html <==\n"), "{messages}");
}

#[cfg(target_os = "linux")]
#[test]
fn progress_shows_at_a_terminal_after_a_second() {
    let folder = crawl("run_progress", 60);
    // A pipe that opens late holds the run up.
    let slow = "mkfifo list; (find crawl -name '*.html'; sleep 1.5; echo crawl) > list & bodytext --files-from list -o out/ --jobs 1";
    let Some(shown) = at_terminal(&folder, slow) else { return };
    assert!(shown.contains(" inputs, ") && shown.contains("/s, 6 failed"), "{shown}");
    assert!(shown.contains("bodytext: 120 inputs in "), "{shown}");
    let shown =
        at_terminal(&folder, &slow.replace("mkfifo list; ", "").replace("bodytext", "bodytext --quiet")).unwrap();
    assert!(!shown.contains("/s, "), "{shown}");
}

#[test]
fn completions_and_manual_come_from_the_options() {
    let folder = Folder::new("run_manual");
    for (shell, part) in [
        ("bash", "complete -F _bodytext"),
        ("zsh", "#compdef bodytext"),
        ("fish", "complete -c bodytext"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:completion"),
    ] {
        let output = folder.run(&["completions", shell]);
        assert!(stdout(&output).contains(part), "{shell}");
        assert!(stdout(&output).contains("files-from"), "{shell}");
    }
    let page = folder.run(&["man"]);
    assert!(stdout(&page).contains(".TH bodytext 1"));
    for part in ["\\-\\-files\\-from", "Exit status", "explain"] {
        assert!(stdout(&page).contains(part), "{part}");
    }
    assert!(stdout(&folder.run(&["man", "explain"])).contains(".TH bodytext-explain 1"));
    let output = folder.run(&["man", "tea"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).starts_with("error: `tea` is not a subcommand: known are explain, "));
}

#[test]
fn help_has_colours_at_a_terminal_only_and_not_against_the_wish() {
    let folder = Folder::new("run_colour");
    assert!(!stdout(&folder.run(&["--help"])).contains('\u{1b}'));
    let Some(shown) = at_terminal(&folder, "bodytext --help") else { return };
    assert!(shown.contains('\u{1b}'));
    let shown = at_terminal(&folder, "NO_COLOR=1 bodytext --help").unwrap();
    assert!(!shown.contains('\u{1b}'));
    let short = folder.run(&["-h"]);
    assert!(stdout(&short).len() * 2 < stdout(&folder.run(&["--help"])).len() * 2 - 1000);
}

#[test]
fn the_documents_name_no_option_that_is_none() {
    let folder = Folder::new("run_documents");
    let mut help = stdout(&folder.run(&["--help"])).to_owned();
    let commands = help.split_once("Commands:\n").unwrap().1.split_once("\n\n").unwrap().0.to_owned();
    for line in commands.lines() {
        help.push_str(stdout(&folder.run(&[line.split_whitespace().next().unwrap(), "--help"])));
    }
    let document = include_str!("../../docs/cli.md");
    let mut count = 0;
    for (at, _) in document.match_indices("--") {
        let name: String = document[at..].chars().take_while(|&c| c == '-' || c.is_ascii_lowercase()).collect();
        // Rules of tables, and options of other programs: `cargo install --path`, `cargo tree --prefix`.
        if name.trim_matches('-').is_empty() || ["--path", "--features", "--prefix"].contains(&name.as_str()) {
            continue;
        }
        assert!(help.split([' ', '\n', '[', ',']).any(|word| word == name), "{name}");
        count += 1;
    }
    assert!(count > 20, "{count}");
}
