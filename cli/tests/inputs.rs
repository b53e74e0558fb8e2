//! What the program reads: folders, lists, records, compressed files.

mod shell;

use shell::{Folder, assert_fine, stderr, stdout};
use std::fs;
use std::io::Write;

fn page(text: &str) -> String {
    format!("<p>{text} is a drink.</p>")
}

/// A folder with pages in folders, and other files.
fn site(test: &str) -> Folder {
    Folder::new(test)
        .with("site/index.html", page("Tea"))
        .with("site/green/sencha.html", page("Sencha"))
        .with("site/green/longjing.HTM", page("Longjing"))
        .with("site/green/old/gyokuro.html.gz", gzip(&page("Gyokuro")))
        .with("site/black/assam.xhtml", page("Assam"))
        .with("site/black/cup.png", "no page")
        .with("site/black/list.php", page("A list"))
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn zstd(text: &str) -> Vec<u8> {
    zstd::encode_all(text.as_bytes(), 1).unwrap()
}

/// The first word of every article, in order.
fn words(folder: &Folder, args: &[&str]) -> Vec<String> {
    let output = folder.run(&[args, &["--quiet", "--format", "jsonl", "--fields", "text"]].concat());
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    let word = |line: &str| line.strip_prefix("{\"text\":\"").unwrap().split(' ').next().unwrap().to_owned();
    stdout(&output).lines().map(word).collect()
}

#[test]
fn a_folder_is_read_with_all_folders_in_it() {
    let folder = site("in_folder");
    assert_eq!(words(&folder, &["site"]), ["Assam", "Longjing", "Gyokuro", "Sencha", "Tea"]);
    assert_eq!(words(&folder, &["site/green/old", "site/index.html"]), ["Gyokuro", "Tea"]);
}

#[test]
fn patterns_choose_among_the_files_of_a_folder() {
    let folder = site("in_patterns");
    assert_eq!(words(&folder, &["site", "--include", "*.php"]), ["A"]);
    assert_eq!(words(&folder, &["site", "--include", "*.php", "--include", "i*"]), ["A", "Tea"]);
    assert_eq!(words(&folder, &["site", "--exclude", "green"]), ["Assam", "Tea"]);
    assert_eq!(words(&folder, &["site", "--exclude", "green/old/**"]), ["Assam", "Longjing", "Sencha", "Tea"]);
    assert_eq!(words(&folder, &["site", "--include", "green/*.html"]), ["Sencha"]);
    assert_eq!(words(&folder, &["site", "--include", "green/**/*.html*"]), ["Gyokuro", "Sencha"]);
    let output = folder.run(&["site", "--include", "a[b"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("a[b"), "{}", stderr(&output));
}

#[test]
fn a_folder_without_pages_is_told() {
    let folder = Folder::new("in_empty").with("pictures/cup.png", "no page");
    let output = folder.run(&["pictures"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(stderr(&output), "bodytext: there is nothing to read: no file matches (see --include)\n");
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_end() {
    use std::os::unix::fs::symlink;
    let folder = site("in_links");
    let site = folder.0.join("site");
    symlink("..", site.join("green/up")).unwrap();
    symlink("../index.html", site.join("green/link.html")).unwrap();
    symlink("../../elsewhere", site.join("green/more")).unwrap();
    fs::create_dir(folder.0.join("elsewhere")).unwrap();
    fs::write(folder.0.join("elsewhere/rooibos.html"), page("Rooibos")).unwrap();

    // A link to a file is that file; a link to a folder is left alone.
    assert_eq!(words(&folder, &["site/green"]), ["Tea", "Longjing", "Gyokuro", "Sencha"]);
    let output = folder.run(&["--follow", "site/green", "-f", "jsonl", "--fields", "file"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).contains("site/green/more/rooibos.html"), "{}", stdout(&output));
    assert!(stderr(&output).contains("1 skipped (link to a folder that it is in)"), "{}", stderr(&output));
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_in_a_folder_is_counted_and_the_rest_is_read() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = site("in_unreadable");
    symlink("gone.html", folder.0.join("site/green/broken.html")).unwrap();
    fs::create_dir(folder.0.join("site/closed")).unwrap();
    fs::set_permissions(folder.0.join("site/closed"), fs::Permissions::from_mode(0o000)).unwrap();
    let output = folder.run(&["site", "-f", "jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stdout(&output).lines().count(), 5);
    let told = stderr(&output);
    assert!(told.contains("bodytext: site/green/broken.html: No such file or directory\n"), "{told}");
    if fs::read_dir(folder.0.join("site/closed")).is_ok() {
        println!("the unreadable folder is skipped: this user reads all folders");
        assert!(told.contains("5 found, 1 failed"), "{told}");
    } else {
        assert!(told.contains("bodytext: site/closed: Permission denied\n"), "{told}");
        assert!(told.contains("5 found, 2 failed"), "{told}");
    }
    fs::set_permissions(folder.0.join("site/closed"), fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_counts_where_its_name_is_that_of_a_page() {
    use std::os::unix::fs::symlink;
    let folder = site("in_dangling");
    symlink("gone", folder.0.join("site/latest")).unwrap();
    for args in [&["site"][..], &["site", "--follow"]] {
        let output = folder.run(&[args, &["-q", "-f", "jsonl"]].concat());
        assert_eq!((stderr(&output), output.status.code()), ("", Some(0)), "{args:?}");
    }
    symlink("gone", folder.0.join("site/green/broken.html")).unwrap();
    for args in [&["site"][..], &["site", "--follow"]] {
        let output = folder.run(&[args, &["-q", "-f", "jsonl"]].concat());
        let told = "bodytext: site/green/broken.html: No such file or directory\n";
        assert_eq!((stderr(&output), output.status.code()), (told, Some(1)), "{args:?}");
        let output = folder.run(&[args, &["-q", "-f", "jsonl", "--exclude", "broken.*"]].concat());
        assert_eq!((stderr(&output), output.status.code()), ("", Some(0)), "{args:?}");
    }
}

#[test]
fn a_list_names_the_files() {
    let folder = site("in_list").with("list.txt", "site/index.html\r\n\n./site/green/sencha.html\nsite/black\n");
    assert_eq!(words(&folder, &["--files-from", "list.txt"]), ["Tea", "Sencha", "Assam"]);
    assert_eq!(words(&folder, &["site/green/old", "--files-from", "list.txt"]), ["Gyokuro", "Tea", "Sencha", "Assam"]);

    let args = ["--files-from", "-", "-q", "-f", "jsonl", "--fields", "text"];
    let output = folder.run_with(&args, b"site/index.html\0site/green/sencha.html\0");
    assert_fine(&output, "{\"text\":\"Tea is a drink.\"}\n{\"text\":\"Sencha is a drink.\"}\n");

    let output = folder.run_with(&args, b"gone.html\nsite/index.html");
    assert_eq!(stderr(&output), "bodytext: gone.html: No such file or directory\n");
    assert_eq!((stdout(&output), output.status.code()), ("{\"text\":\"Tea is a drink.\"}\n", Some(1)));
    assert_eq!(folder.run(&["--files-from", "gone.txt"]).status.code(), Some(1));
}

#[test]
fn records_hold_pages_with_their_addresses() {
    let records = "{\"id\":1,\"url\":\"https://tea.example/a/\",\"html\":\"<p><a href=b>T\\u00e9</a>\"}\n\n\
        {\"id\":2,\"url\":null,\"html\":\"<p>Coffee\"}\n{\"id\":3,\"html\":null}\n{\"id\":4\n{\"id\":5}\n{\"html\":\"<p>Water\",\"url\":\"\"}";
    let folder = Folder::new("in_records").with("pages.jsonl", records);
    let output = folder.run(&["pages.jsonl", "-f", "jsonl", "--fields", "file,record,url,markdown"]);
    let expected = "{\"file\":\"pages.jsonl\",\"record\":1,\"url\":\"https://tea.example/a/\",\"markdown\":\"[Té](https://tea.example/a/b)\\n\"}\n\
        {\"file\":\"pages.jsonl\",\"record\":3,\"url\":null,\"markdown\":\"Coffee\\n\"}\n\
        {\"file\":\"pages.jsonl\",\"record\":7,\"url\":null,\"markdown\":\"Water\\n\"}\n";
    assert_eq!((stdout(&output), output.status.code()), (expected, Some(1)));
    let told = stderr(&output);
    assert!(told.starts_with(
        "bodytext: pages.jsonl:4: no HTML in the column `html`\nbodytext: pages.jsonl:5: not a JSON object: "
    ));
    assert!(told.contains("\nbodytext: pages.jsonl:6: no column `html`, only `id`; --html-column names another one\n"));
    assert!(told.contains(": 3 found, 3 failed\n"), "{told}");
}

#[test]
fn a_byte_order_mark_costs_nothing() {
    let folder = Folder::new("in_mark")
        .with("pages.jsonl", "\u{feff}{\"html\":\"<p>Tea\"}\n{\"html\":\"<p>Cup\"}\n")
        .with("list.txt", "\u{feff}a.html\n")
        .with("a.html", "<p><a href=b>Tea</a>")
        .with("known.jsonl", "\u{feff}{\"file\":\"a.html\",\"url\":\"https://a.example/\"}\n");
    let args = ["-q", "-f", "jsonl", "--fields", "markdown"];
    let expected = "{\"markdown\":\"Tea\\n\"}\n{\"markdown\":\"Cup\\n\"}\n";
    assert_fine(&folder.run(&[&["pages.jsonl"], &args[..]].concat()), expected);
    let output = folder.run(&[&["--files-from", "list.txt", "--per-file", "known.jsonl"], &args[..]].concat());
    assert_fine(&output, "{\"markdown\":\"[Tea](https://a.example/b)\\n\"}\n");
}

#[test]
fn a_record_with_half_a_character_is_kept() {
    let records = b"{\"html\":\"<p>T\\ud83cea \\ud83c\\udf75\"}\n{\"html\":\"<p>Caf\xe9\",\"other\":\"\\udf75\"}\n";
    let folder = Folder::new("in_halves").with("pages.jsonl", records);
    let output = folder.run(&["pages.jsonl", "-q", "-f", "jsonl", "--fields", "text"]);
    assert_fine(&output, "{\"text\":\"T\u{fffd}ea \u{1f375}\"}\n{\"text\":\"Caf\u{fffd}\"}\n");
}

#[test]
fn a_record_with_numbers_as_python_writes_them_is_kept() {
    let records = "{\"score\": NaN, \"html\": \"<p>NaN is no tea\", \"range\": [-Infinity, Infinity]}\n\
        {\"url\": NaN, \"html\": \"<p>Green\ttea\"}\n{\"html\": NaN}\n{\"html\": \"<p>Cup\", \"score\": nothing}\n";
    let folder = Folder::new("in_numbers").with("pages.jsonl", records);
    let output = folder.run(&["pages.jsonl", "-q", "-f", "jsonl", "--fields", "url,text"]);
    assert_eq!(stdout(&output), "{\"url\":null,\"text\":\"NaN is no tea\"}\n{\"url\":null,\"text\":\"Green tea\"}\n");
    let told = "bodytext: pages.jsonl:3: no HTML in the column `html`\n\
        bodytext: pages.jsonl:4: not a JSON object: expected ident at line 1 column 30\n";
    assert_eq!((stderr(&output), output.status.code()), (told, Some(1)));
}

#[test]
fn files_that_are_no_pages_and_no_records_are_told_what_they_are() {
    let warc = "WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n";
    let utf_16: Vec<u8> = "\u{feff}{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let lz4 = {
        let mut encoder = lz4_flex::frame::FrameEncoder::new(Vec::new());
        encoder.write_all(warc.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let dictionary = [b"\x5d\x2a\x4d\x18\x04\0\0\0tea!".as_slice(), &zstd(warc)].concat();
    let folder = Folder::new("in_others")
        .with("a.warc", warc)
        .with("a.warc.gz", gzip(warc))
        .with("a.warc.zst", zstd(warc))
        .with("dictionary.warc.zst", dictionary)
        .with("a.warc.lz4", lz4)
        .with("wide.jsonl", utf_16)
        .with("array.jsonl", "[\n  {\"html\": \"<p>Tea\"}\n]\n")
        .with("about.txt", "WARC/1.1 is a format for archives of the web, and this is a text about it.");
    let warc = "a WARC file, not a page: read it with `bodytext warc`";
    for (args, told) in [
        (&["a.warc"][..], warc),
        (&["a.warc.gz"], warc),
        (&["a.warc.zst"], warc),
        (&["dictionary.warc.zst"], warc),
        (&["explain", "a.warc"], warc),
        (&["a.warc.gz", "--html-column", "html"], warc),
        (&["a.warc.lz4"], "compressed with LZ4, which is read in WARC files alone (see `bodytext warc`)"),
        (&["array.jsonl"], "a JSON array, but a record a line is expected: convert it with `jq -c '.[]'`"),
        (&["wide.jsonl"], "text in UTF-16, but JSON Lines are UTF-8: convert it with `iconv -f UTF-16 -t UTF-8`"),
    ] {
        let output = folder.run(args);
        let file = args.iter().find(|arg| arg.contains('.')).unwrap();
        assert_eq!((stdout(&output), output.status.code()), ("", Some(1)), "{args:?}: {}", stderr(&output));
        assert!(stderr(&output).starts_with(&format!("bodytext: {file}: {told}\n")), "{args:?}: {}", stderr(&output));
    }
    assert_eq!(folder.run(&["about.txt"]).status.code(), Some(0));
    let empty = folder.with("none.jsonl", "\n").run(&["none.jsonl"]);
    assert_eq!(stderr(&empty), "bodytext: there is nothing to read: no input holds a record\n");
}

#[test]
fn records_can_be_compressed_and_have_other_columns() {
    let records = "{\"body\":\"<p>Tea\",\"address\":\"https://tea.example/\"}\n{\"body\":\"<p>Cup\"}\n";
    let folder = Folder::new("in_columns")
        .with("a.ndjson.gz", gzip(records))
        .with("b.jsonl.zst", zstd(records))
        .with("c", records)
        .with("dumps/d.jsonl", records)
        .with("dumps/page.html", "<p>No record");
    let columns = ["--html-column", "body", "--url-column", "address", "-q", "-f", "jsonl", "--fields", "url,text"];
    let expected = "{\"url\":\"https://tea.example/\",\"text\":\"Tea\"}\n{\"url\":null,\"text\":\"Cup\"}\n";
    for file in ["a.ndjson.gz", "b.jsonl.zst", "c", "dumps"] {
        assert_fine(&folder.run(&[&[file], &columns[..]].concat()), expected);
    }
    assert_fine(&folder.run_with(&columns, records.as_bytes()), expected);
    assert_fine(&folder.run_with(&columns, &gzip(records)), expected);
}

#[test]
fn a_record_too_long_is_passed_over() {
    let long = "x".repeat(3 << 20);
    let records = format!("{{\"html\":\"<p>Tea\"}}\n{{\"html\":\"<p>{long}\"}}\n{{\"html\":\"<p>Cup\"}}\n");
    let folder = Folder::new("in_long").with("pages.jsonl", records);
    let output = folder.run(&["pages.jsonl", "-q", "-f", "jsonl", "--fields", "text", "--max-bytes", "1000"]);
    assert_eq!(stdout(&output), "{\"text\":\"Tea\"}\n{\"text\":\"Cup\"}\n");
    assert_eq!(stderr(&output), "bodytext: pages.jsonl:2: longer than 1051576 bytes\n");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn records_that_break_off_are_told() {
    let line = "{\"html\":\"<p>Tea\"}\n";
    let mut bytes = gzip(&line.repeat(1000));
    bytes.truncate(bytes.len() / 2);
    let folder = Folder::new("in_broken").with("pages.jsonl.gz", bytes);
    let output = folder.run(&["pages.jsonl.gz", "-f", "jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains(": cannot be read any further: "), "{}", stderr(&output));
}

#[test]
fn zstandard_is_told_by_the_first_bytes() {
    let folder = Folder::new("in_zstd").with("tea.html", zstd(&page("Tea")));
    assert_fine(&folder.run(&["tea.html"]), "Tea is a drink.\n");
    assert_fine(&folder.run_with(&[], &zstd(&page("Tea"))), "Tea is a drink.\n");
}

#[test]
fn what_is_known_of_single_files_comes_from_a_file() {
    let link = "<p><a href=b>Tea</a>";
    let known =
        "{\"file\":\"./site/a.html\",\"url\":\"https://a.example/\"}\n\n{\"file\":\"c.html\",\"charset\":\"gbk\"}\n";
    let folder = Folder::new("in_per_file")
        .with("site/a.html", link)
        .with("site/b.html", link)
        .with("site/c.html", b"<p>\xC4\xE3\xBA\xC3")
        .with("known.jsonl", known)
        .with("wrong.jsonl", "{\"file\":\"a\",\"adress\":\"b\"}")
        .with("no_url.jsonl", "{\"file\":\"a\"}\n{\"file\":\"b\",\"url\":\"tea\"}")
        .with("no_charset.jsonl", "{\"file\":\"a\",\"charset\":\"gb2313\"}");
    let args = ["site", "-u", "https://all.example/", "-q", "-f", "jsonl", "--fields", "markdown", "--per-file"];
    let output = folder.run(&[&args[..], &["known.jsonl"]].concat());
    let expected = "{\"markdown\":\"[Tea](https://a.example/b)\\n\"}\n{\"markdown\":\"[Tea](https://all.example/b)\\n\"}\n\
        {\"markdown\":\"你好\\n\"}\n";
    assert_fine(&output, expected);
    let output = folder.run(&[&args[..], &["wrong.jsonl"]].concat());
    assert!(stderr(&output).starts_with("error: wrong.jsonl, line 1: unknown field `adress`"), "{}", stderr(&output));
    assert_eq!(output.status.code(), Some(2));
    let output = folder.run(&[&args[..], &["no_url.jsonl"]].concat());
    assert!(stderr(&output).starts_with("error: no_url.jsonl, line 2: the url is of no use: "), "{}", stderr(&output));
    let output = folder.run(&[&args[..], &["no_charset.jsonl"]].concat());
    let told = "error: no_charset.jsonl, line 1: the charset is of no use: no encoding of the web has this name\n";
    assert!(stderr(&output).starts_with(told), "{}", stderr(&output));
}

#[test]
fn a_saved_page_knows_its_address() {
    let saved = "<!-- saved from url=(0024)https://tea.example/pot/ -->\n<p>See <a href=lid>the lid</a>.";
    let output = Folder::new("in_saved").run_with(&["-f", "md"], saved.as_bytes());
    assert_fine(&output, "See [the lid](https://tea.example/pot/lid).\n");
}
