//! The program as a shell user meets it: what it prints where, and what it exits with.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const POST: &str = "---\ntitle: Tea\n---\n<h2>Green tea</h2><p>Steep it for <b>two</b> minutes.</p><p><img src=\"/cup.jpg\" alt=\"A cup\"></p>";
const NOTE: &str = "<p>Coffee is <a href=\"/coffee\">another matter</a>.</p>";

/// `<p>你好，世界。</p>` in GBK.
const GBK_PARAGRAPH: &[u8] = b"<p>\xC4\xE3\xBA\xC3\xA3\xAC\xCA\xC0\xBD\xE7\xA1\xA3</p>";

/// A directory of its own for a test, gone when the test is.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Folder {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn with(self, name: &str, content: impl AsRef<[u8]>) -> Folder {
        fs::write(self.0.join(name), content).unwrap();
        self
    }

    /// Runs the program in the folder, without anything on standard input.
    fn run(&self, args: &[&str]) -> Output {
        self.run_with(args, b"")
    }

    /// Runs the program in the folder with something on standard input.
    fn run_with(&self, args: &[&str], input: &[u8]) -> Output {
        let mut child = command()
            .args(args)
            .current_dir(&self.0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        child.wait_with_output().unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_bodytext"))
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

#[track_caller]
fn assert_fine(output: &Output, expected: &str) {
    assert_eq!(stderr(output), "");
    assert_eq!(stdout(output), expected);
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn reads_a_file_and_writes_text() {
    let folder = Folder::new("text").with("post.html", POST);
    assert_fine(&folder.run(&["post.html"]), "Green tea\n\nSteep it for two minutes.\n");
}

#[test]
fn reads_standard_input_where_no_file_or_a_dash_is_given() {
    let folder = Folder::new("stdin");
    for args in [&[][..], &["-"]] {
        assert_fine(&folder.run_with(args, NOTE.as_bytes()), "Coffee is another matter.\n");
    }
}

#[test]
fn empty_input_gives_empty_output() {
    assert_fine(&Folder::new("empty").run(&[]), "");
}

#[test]
fn writes_markdown() {
    let folder = Folder::new("markdown").with("post.html", POST);
    let expected = "## Green tea\n\nSteep it for **two** minutes.\n\n![A cup](https://example.org/cup.jpg)\n";
    assert_fine(&folder.run(&["--format", "markdown", "--url", "https://example.org/a/", "post.html"]), expected);
}

#[test]
fn writes_html_without_script() {
    let folder = Folder::new("html");
    let output = folder.run_with(&["-f", "html"], b"<p onclick=evil()>Fine<script>evil()</script></p>");
    assert_eq!(stdout(&output).trim_end(), "<p>Fine</p>");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn writes_one_article_as_one_json_object() {
    let folder = Folder::new("json").with("post.html", POST);
    let output = folder.run(&["--format", "json", "--url", "https://example.org/a/", "post.html"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["metadata"]["title"], "Tea");
    assert_eq!(json["text"], "Green tea\n\nSteep it for two minutes.");
    assert_eq!(json["images"][0]["url"], "https://example.org/cup.jpg");
    assert_eq!(json["images"][0]["alt"], "A cup");
    let kinds: Vec<&str> = json["blocks"].as_array().unwrap().iter().map(|b| b["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["heading", "paragraph", "image"]);
    assert!(json.get("file").is_none());
    assert!(stdout(&output).lines().count() > 10, "one article is indented for reading");
}

#[test]
fn writes_several_articles_as_json_lines() {
    let folder = Folder::new("json_lines").with("post.html", POST).with("note.html", NOTE);
    let output = folder.run(&["--format=json", "post.html", "note.html"]);
    let lines: Vec<serde_json::Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["file"], "post.html");
    assert_eq!(lines[0]["metadata"]["title"], "Tea");
    assert_eq!(lines[1]["file"], "note.html");
    assert_eq!(lines[1]["text"], "Coffee is another matter.");
}

#[test]
fn keeps_several_articles_apart() {
    let folder = Folder::new("several").with("post.html", POST).with("note.html", NOTE);
    let files = ["post.html", "note.html"];
    let text =
        "==> post.html <==\nGreen tea\n\nSteep it for two minutes.\n\n==> note.html <==\nCoffee is another matter.\n";
    assert_fine(&folder.run(&files), text);

    let markdown = folder.run(&["-f", "markdown", files[0], files[1]]);
    assert!(stdout(&markdown).contains("\n\n---\n\nCoffee is [another matter]"), "{}", stdout(&markdown));

    let html = folder.run(&["-f", "html", files[0], files[1]]);
    assert_eq!(stdout(&html).matches("<article>\n").count(), 2);
    assert_eq!(stdout(&html).matches("</article>\n").count(), 2);
}

#[cfg(unix)]
#[test]
fn a_missing_file_costs_itself_and_the_exit_code() {
    let folder = Folder::new("missing").with("note.html", NOTE);
    let output = folder.run(&["gone.html", "note.html"]);
    assert_eq!(stderr(&output), "bodytext: gone.html: No such file or directory\n");
    assert_eq!(stdout(&output), "==> note.html <==\nCoffee is another matter.\n");
    assert_eq!(output.status.code(), Some(1));
}

#[cfg(unix)]
#[test]
fn a_directory_is_no_file() {
    let folder = Folder::new("directory");
    let output = folder.run(&["."]);
    assert_eq!(stderr(&output), "bodytext: .: Is a directory\n");
    assert_eq!(stdout(&output), "");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn finds_out_the_encoding() {
    let folder = Folder::new("encoding");
    let page = [b"<meta charset=gbk>".as_slice(), GBK_PARAGRAPH].concat();
    for (args, input) in [(&[][..], page.as_slice()), (&["--charset", "gbk"], GBK_PARAGRAPH)] {
        assert_fine(&folder.run_with(args, input), "你好，世界。\n");
    }
}

#[test]
fn characters_that_cannot_be_read_are_replaced_with_a_warning() {
    // The byte-order mark leaves no doubt about the encoding.
    let output = Folder::new("replacement").run_with(&[], b"\xef\xbb\xbf<p>Caf\xe9 noir</p>");
    assert_eq!(
        stderr(&output),
        "bodytext: standard input: warning: 1 character was not valid UTF-8 and became U+FFFD\n"
    );
    assert_eq!(stdout(&output), "Caf\u{fffd} noir\n");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn broken_front_matter_is_kept_with_a_warning() {
    let output = Folder::new("diagnostics").run_with(&[], b"---\ntitle: [unclosed\n---\n<p>Text</p>");
    let message = "bodytext: standard input: warning: what looks like front matter is not YAML and was kept as text: ";
    assert!(stderr(&output).starts_with(message), "{}", stderr(&output));
    assert!(stdout(&output).contains("title: [unclosed"));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_wrong_command_line_exits_with_2() {
    let folder = Folder::new("usage");
    for args in [&["--format", "pdf"][..], &["--no-such-option"], &["--url", "not an address"], &["--scope", "all"]] {
        let output = folder.run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert_eq!(stdout(&output), "");
        assert!(stderr(&output).starts_with("error: "), "{}", stderr(&output));
    }
}

#[test]
fn help_shows_every_option_and_examples() {
    let output = Folder::new("help").run(&["--help"]);
    for part in ["--format", "--url", "--scope", "--version", "Examples:", "Exit status:", "markdown"] {
        assert!(stdout(&output).contains(part), "{part} is missing");
    }
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn version_names_the_program_and_its_release() {
    let expected = format!("bodytext {}\n", env!("CARGO_PKG_VERSION"));
    assert_fine(&Folder::new("version").run(&["--version"]), &expected);
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    // More than a pipe holds, so that writing goes on after the reader has gone.
    let folder = Folder::new("pipe").with("long.html", "<p>A sentence to be repeated.</p>".repeat(50_000));
    let mut child = command()
        .arg("long.html")
        .current_dir(&folder.0)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(stderr(&output), "");
    assert_eq!(output.status.code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error() {
    let folder = Folder::new("full").with("note.html", NOTE);
    let output = command()
        .arg("note.html")
        .current_dir(&folder.0)
        .stdout(fs::OpenOptions::new().write(true).open("/dev/full").unwrap())
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(stderr(&output), "bodytext: write error: No space left on device\n");
    assert_eq!(output.status.code(), Some(1));
}
