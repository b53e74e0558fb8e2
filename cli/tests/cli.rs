//! The program as a shell user meets it: what it prints where, and what it exits with.

mod shell;

use shell::{Folder, assert_fine, command, stderr, stdout};
use std::fs;
use std::process::Stdio;

const POST: &str = "---\ntitle: Tea\n---\n<h2>Green tea</h2><p>Steep it for <b>two</b> minutes.</p><p><img src=\"/cup.jpg\" alt=\"A cup\"></p>";
const NOTE: &str = "<p>Coffee is <a href=\"/coffee\">another matter</a>.</p>";

/// `<p>你好，世界。</p>` in GBK.
const GBK_PARAGRAPH: &[u8] = b"<p>\xC4\xE3\xBA\xC3\xA3\xAC\xCA\xC0\xBD\xE7\xA1\xA3</p>";

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
fn a_binary_file_is_no_page() {
    let folder = Folder::new("binary")
        .with("cup.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0")
        .with(
            "noise",
            (0..3000_u32).map(|n| (n.wrapping_mul(n).wrapping_mul(2_654_435_761) >> 24) as u8).collect::<Vec<_>>(),
        )
        .with("post.html", NOTE);
    let output = folder.run(&["--quiet", "cup.png", "post.html", "noise"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stdout(&output), "==> post.html <==\nCoffee is another matter.\n");
    assert_eq!(
        stderr(&output),
        "bodytext: cup.png: binary: a picture, not HTML\nbodytext: noise: binary: data of an unknown kind, not HTML\n"
    );
    let output = folder.run(&["explain", "cup.png"]);
    assert_eq!((output.status.code(), stdout(&output)), (Some(1), ""));
}

/// `<p>Green tea.</p>`, compressed.
fn gzipped() -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(b"<p>Green tea.</p>").unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_page_compressed_with_gzip_is_decompressed() {
    let folder = Folder::new("gzip").with("post.html.gz", gzipped());
    assert_fine(&folder.run(&["post.html.gz"]), "Green tea.\n");
    assert_fine(&folder.run_with(&[], &gzipped()), "Green tea.\n");
    let output = folder.run_with(&[], b"\x1f\x8b\x08\0tea");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).starts_with("bodytext: standard input: not valid gzip"), "{}", stderr(&output));
}

#[test]
fn the_page_of_an_archive_is_read_with_its_address_and_encoding() {
    let mut archive = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"cut\"\r\n\r\n--cut\r\n\
        Content-Type: text/html; charset=gbk\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: https://tea.example/a/\r\n\r\n"
        .to_vec();
    archive.extend_from_slice(GBK_PARAGRAPH);
    archive.extend_from_slice(b"<p><a href=3Db>\r\n--cut--\r\n");
    let folder = Folder::new("mhtml")
        .with("page.mht", &archive)
        .with("empty.mht", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n");
    assert_fine(&folder.run(&["page.mht"]), "你好，世界。\n");

    let quoted = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=cut\n\n--cut\nContent-Type: text/html\n\
        Content-Transfer-Encoding: quoted-printable\nContent-Location: https://tea.example/a/\n\n<p><a href=3D\"pot\">T=\nea</a>\n--cut--\n";
    assert_fine(&folder.run_with(&["-f", "markdown"], quoted.as_bytes()), "[Tea](https://tea.example/a/pot)\n");
    let asked = folder.run_with(&["-f", "markdown", "--url", "https://cup.example"], quoted.as_bytes());
    assert_fine(&asked, "[Tea](https://cup.example/pot)\n");

    let output = folder.run(&["empty.mht"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stderr(&output), "bodytext: empty.mht: an archive of a page (MHTML) without HTML in it\n");
}

#[test]
fn html_has_a_rel_and_classes_where_they_are_asked_for() {
    let html = b"<p><a href=/tea>Tea</a><pre><code class=language-sh>pour</code></pre>";
    let output = Folder::new("rel").run_with(&["-f", "html", "--rel", "ugc nofollow", "--code-classes"], html);
    let expected =
        "<p><a href=\"/tea\" rel=\"ugc nofollow\">Tea</a></p>\n<pre><code class=\"language-sh\">pour</code></pre>\n";
    assert_fine(&output, expected);
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
    assert_eq!(json["file"], "post.html");
    assert!(stdout(&output).lines().count() > 10, "one article is indented for reading");
}

#[test]
fn writes_several_articles_as_json_lines() {
    let folder = Folder::new("json_lines").with("post.html", POST).with("note.html", NOTE);
    let output = folder.run(&["--format=jsonl", "post.html", "note.html"]);
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
    assert_fine(&folder.run(&["--quiet", files[0], files[1]]), text);

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
    let output = folder.run(&["gone.html", "note.html", "--quiet"]);
    assert_eq!(stderr(&output), "bodytext: gone.html: No such file or directory\n");
    assert_eq!(stdout(&output), "==> note.html <==\nCoffee is another matter.\n");
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
fn broken_front_matter_is_read_line_by_line_with_a_warning() {
    let output = Folder::new("diagnostics").run_with(&[], b"---\ntitle: [unclosed\n---\n<p>Text</p>");
    let message = "bodytext: standard input: warning: the front matter is not YAML and was read line by line: ";
    assert!(stderr(&output).starts_with(message), "{}", stderr(&output));
    assert_eq!(stdout(&output), "Text\n");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_wrong_command_line_exits_with_2() {
    let folder = Folder::new("usage");
    for args in [
        &["--format", "pdf"][..],
        &["--no-such-option"],
        &["--url", "not an address"],
        &["--scope", "all"],
        // What is spelt wrong would change nothing.
        &["--charset", "gb2313"],
        &["explain", "--charset", "gb2313"],
        &["warc", "a.warc", "--charset", "gb2313"],
        &["warc", "a.warc", "--host", "https://tea.example/"],
        &["warc", "a.warc", "--host", "*.exam*le"],
        // More threads than a system has.
        &["--jobs", "100000"],
        &["warc", "a.warc", "--jobs", "100000"],
    ] {
        let output = folder.run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert_eq!(stdout(&output), "");
        assert!(stderr(&output).starts_with("error: "), "{}", stderr(&output));
    }
}

#[cfg(not(feature = "serve"))]
#[test]
fn a_program_without_the_server_says_so() {
    let folder = Folder::new("no_server");
    for args in [&["serve"][..], &["serve", "--fetch", "--listen", "0.0.0.0:3000"], &["serve", "--help"]] {
        let output = folder.run(args);
        let told = "error: this program was built without the server: build it with `--features serve`\n";
        assert!(stderr(&output).starts_with(told), "{args:?}: {}", stderr(&output));
        assert_eq!(output.status.code(), Some(2));
    }
    assert_fine(&folder.with("serve", "<p>Tea").run(&["serve"]), "Tea\n");
}

#[test]
fn help_shows_every_option_and_examples() {
    let output = Folder::new("help").run(&["--help"]);
    for part in [
        "--favor",
        "--comments",
        "--keep",
        "--prune",
        "explain",
        "--format",
        "--url",
        "--scope",
        "--version",
        "Examples:",
        "Exit status:",
        "markdown",
    ] {
        assert!(stdout(&output).contains(part), "{part} is missing");
    }
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn version_names_the_program_and_its_release() {
    let expected = format!("bodytext {} (model {})\n", env!("CARGO_PKG_VERSION"), bodytext::MODEL_VERSION);
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
    assert_eq!(output.status.code(), Some(3));
}

/// A page with an article, a menu and a comment.
const PAGE: &str = include_str!("../../fixtures/status/found.html");

#[test]
fn options_choose_what_comes_out() {
    let folder = Folder::new("choice").with("page.html", PAGE);
    let text = |args: &[&str]| stdout(&folder.run(&[args, &["page.html"]].concat())).to_owned();
    assert!(!text(&[]).contains("ten minutes"));
    assert!(text(&["--comments", "keep"]).contains("ten minutes"));
    assert!(text(&["--keep", ".sidebar"]).contains("A pot of glass"));
    assert!(!text(&["--prune", "h2", "--prune", ".entry-content > h1"]).contains("What remains\n"));
    assert!(text(&["--favor", "recall"]).len() >= text(&["--favor", "precision"]).len());
    assert!(text(&["--max-output", "100"]).len() <= 101);
}

#[test]
fn the_headline_comes_first_where_it_is_wanted() {
    let folder = Folder::new("headline").with("post.html", POST);
    assert_fine(
        &folder.run(&["--headline", "--format", "markdown", "post.html"]),
        "# Tea\n\n## Green tea\n\nSteep it for **two** minutes.\n\n![A cup](/cup.jpg)\n",
    );
}

#[test]
fn a_selector_that_is_none_is_told_with_its_place() {
    let output = Folder::new("selector").run(&["--prune", "p:hover"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("at byte 1 there is a pseudo-class that is not supported"));
}

#[test]
fn an_empty_page_says_why_and_is_no_failure() {
    let shell = "<title>Tea</title><noscript>Please enable JavaScript.</noscript><div id=app></div><script></script>";
    let output = Folder::new("shell").run_with(&[], shell.as_bytes());
    assert_eq!(stderr(&output), "bodytext: standard input: warning: nothing found: the page asks for JavaScript\n");
    assert_eq!((stdout(&output), output.status.code()), ("", Some(0)));
}

#[test]
fn explains_as_text() {
    let folder = Folder::new("explain_text").with("page.html", PAGE);
    let output = folder.run(&["explain", "page.html"]);
    let text = stdout(&output);
    assert!(text.starts_with("status: found\ntaken for: a whole page\nkind of page: article ("), "{text}");
    assert!(text.contains("%] Green tea wants patience."));
    assert!(text.contains("\n  at html > body.single-post > main > article.post > div.entry-content > p\n  for +"));
    assert!(text.contains("[dropped"));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn explains_as_json() {
    let folder = Folder::new("explain_json").with("page.html", PAGE);
    let output = folder.run(&["explain", "--format", "json", "page.html", "--prune", "#comments"]);
    let json: serde_json::Value = serde_json::from_str(stdout(&output)).unwrap();
    assert_eq!(json["scope"], "page");
    assert_eq!(json["status"]["kind"], "found");
    let blocks = json["blocks"].as_array().unwrap();
    let of = |text: &str| blocks.iter().find(|block| block["text"].as_str().unwrap().starts_with(text)).unwrap();
    assert_eq!(of("Green tea wants")["verdict"], "kept");
    assert_eq!(of("Water")["verdict"], "dropped");
    assert_eq!(of("I let mine")["verdict"], "dropped_by_wish");
    assert!(of("Water")["reasons"][0]["weight"].is_number());
}

#[test]
fn explains_as_one_page_that_holds_no_markup_of_the_input() {
    let evil = "<title>Tea</title><nav><a href=/>Home</a></nav><p id='\"><script>alert(1)</script>' class=\"a'b\">\
                Tea &lt;script&gt;alert(2)&lt;/script&gt; &amp;amp; more</p><xss-tag onload=alert(3)>Pots</xss-tag>";
    let folder = Folder::new("explain_html").with("<b>.html", evil);
    for args in
        [&["explain", "-f", "html", "<b>.html"][..], &["explain", "-f", "html", "<b>.html", "--keep", "xss-tag"]]
    {
        let output = folder.run(args);
        let page = stdout(&output);
        assert!(page.starts_with("<!DOCTYPE html>"));
        assert!(page.contains("<h1>&lt;b&gt;.html</h1>"), "{page}");
        assert!(page.contains("Tea &lt;script&gt;alert(2)&lt;/script&gt; &amp;amp; more"));
        let inner = &page[page.find("<h1>").unwrap()..];
        let foreign = ["<script", "<xss", "<b>.", "src=", "href=", "url(", "http:", "https:"];
        for markup in foreign {
            assert!(!inner.contains(markup), "{markup}");
        }
        // Not a quotation mark of the input ends an attribute.
        assert!(!inner.contains("\"><script") && !inner.contains("a'b"));
    }
}

#[test]
fn explains_a_body_and_misses_a_file() {
    let folder = Folder::new("explain_body").with("note.html", NOTE);
    let output = folder.run(&["explain", "note.html"]);
    assert!(stdout(&output).contains("taken for: a body"));
    assert!(stdout(&output).contains("[kept] Coffee is another matter."));
    let output = folder.run(&["explain", "gone.html"]);
    assert_eq!((stdout(&output), output.status.code()), ("", Some(1)));
}

#[test]
fn markdown_is_read_behind_front_matter_or_where_asked() {
    let folder = Folder::new("markdown")
        .with("post.md", "---\ntitle: Tea\n---\n## Water\n\nNot **boiling**.\n")
        .with("note.md", "## Water\n\nNot **boiling**.\n");
    let text = |args: &[&str]| String::from_utf8(folder.run(args).stdout).unwrap();
    assert_eq!(text(&["post.md"]), "Water\n\nNot boiling.\n");
    assert_eq!(text(&["--markdown=false", "post.md"]), "## Water\n\nNot **boiling**.\n");
    assert_eq!(text(&["note.md"]), "## Water\n\nNot **boiling**.\n");
    assert_eq!(text(&["--markdown", "note.md"]), "Water\n\nNot boiling.\n");
}

#[test]
fn limits_cut_the_input_and_are_told() {
    let folder = Folder::new("limits").with("post.html", "<p>Green tea.</p><p>Black tea.</p>");
    let output = folder.run(&["--max-bytes", "17", "post.html"]);
    assert_eq!(stdout(&output), "Green tea.\n");
    let told = "bodytext: post.html: warning: the limit of bytes was reached: the article holds what came before\n";
    assert_eq!((stderr(&output), output.status.code()), (told, Some(0)));
    let output = folder.run_with(&["--max-nodes", "6"], b"<p>Green tea.<p>Black tea.<p>White tea.");
    assert_eq!(stdout(&output), "Green tea.\n");
    assert!(stderr(&output).contains("the limit of nodes was reached"));
    let output = folder.run(&["explain", "--max-bytes", "17", "post.html"]);
    assert!(stdout(&output).contains("Green tea.") && !stdout(&output).contains("Black"));
    let output = folder.run(&["--max-bytes", "2", "post.html"]);
    assert!(stderr(&output).contains("warning: nothing found: a limit was reached before any text"));
}
