//! Which pages come out, and how their bodies are decoded.

use crate::archive::{Record, chunked, crawl, file, gzip, page};
use crate::run;
use std::io::Write;

/// Bodies that break off, in each of the ways to send one.
#[test]
fn a_body_that_breaks_off_is_told_however_it_was_sent() {
    let html = page("tea");
    let html = html.as_bytes();
    let mut brotli = Vec::new();
    brotli::BrotliCompress(&mut &html[..], &mut brotli, &Default::default()).unwrap();
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    zlib.write_all(html).unwrap();
    let mut deflate = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
    deflate.write_all(html).unwrap();
    let length = format!("Content-Length: {}", html.len());
    for (name, line, body, told) in [
        ("chunk", "Transfer-Encoding: chunked", chunked(html), "encoding"),
        ("gzip", "Content-Encoding: gzip", gzip(html), "encoding"),
        ("zlib", "Content-Encoding: deflate", zlib.finish().unwrap(), "encoding"),
        ("deflate", "Content-Encoding: deflate", deflate.finish().unwrap(), "encoding"),
        ("brotli", "Content-Encoding: br", brotli, "encoding"),
        ("length", &*length, html.to_vec(), "length"),
    ] {
        let header = format!("HTTP/1.1 200 OK\nContent-Type: text/html\n{line}");
        // Also where only the last chunk, or a part of its length, is missing.
        let cuts = if name == "chunk" { vec![body.len() / 2, 5, 113, 6] } else { vec![body.len() / 4] };
        let mut records = vec![Record::response("https://tea.example/whole", &header, &body)];
        for cut in &cuts {
            records.push(Record::response("https://tea.example/cut", &header, &body[..body.len() - cut]));
        }
        let run = run(&format!("cut-{name}"), &file(&records, Record::gzip), &["--columns", "text"]);
        let expected: Vec<&str> = ["-"].into_iter().chain(cuts.iter().map(|_| told)).collect();
        assert_eq!(run.column("truncated"), expected, "{name}: {}", run.messages);
        assert!(run.column("text").iter().all(|text| text.starts_with("Whoever has tried tea once")), "{name}");
    }
}

#[test]
fn a_row_says_what_the_record_and_the_article_do() {
    let html = "<html lang=de><head><title>Grüner Tee</title><meta name=author content='Lin Mei'>\
                <meta property='article:published_time' content='2025-03-04T05:06:07+02:00'></head><body><article>\
                <p>Wer grünen Tee kocht, braucht weiches Wasser und etwas Geduld, denn beides macht den Geschmack.</p>\
                <p><img src=/tasse.jpg alt='Eine Tasse' width=640 height=480></p>\
                <p>Nach zwei Minuten ist er fertig, und die Blätter können noch ein zweites Mal verwendet werden.</p>\
                </article></body></html>";
    let latin1: Vec<u8> = html.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let record = Record::response(
        "https://tee.example/gruen",
        "HTTP/1.1 200 OK\nContent-Type: text/html; charset=iso-8859-1",
        latin1,
    );
    let run = run(
        "row",
        &record.gzip(),
        &["--columns", "text,title,authors,published,published_raw,language,images,status,markdown"],
    );
    assert_eq!(run.rows.len(), 1, "{}", run.messages);
    let row = &run.rows[0];
    assert_eq!(row["url"], "https://tee.example/gruen");
    assert_eq!(row["warc_date"], "2026-01-02T03:04:05Z");
    assert!(row["warc_record_id"].as_str().unwrap().starts_with("<urn:uuid:"));
    assert_eq!(row["truncated"], serde_json::Value::Null);
    assert_eq!(row["title"], "Grüner Tee");
    assert!(row["text"].as_str().unwrap().starts_with("Wer grünen Tee kocht"));
    assert_eq!(row["authors"], serde_json::json!(["Lin Mei"]));
    assert_eq!(row["published"], "2025-03-04T03:06:07Z");
    assert_eq!(row["published_raw"], "2025-03-04T05:06:07+02:00");
    assert_eq!(row["language"], "de");
    assert_eq!(row["images"][0]["url"], "https://tee.example/tasse.jpg");
    assert_eq!(row["images"][0]["width"], 640);
    assert_eq!(row["status"], "found");
    assert!(row["markdown"].as_str().unwrap().contains("![Eine Tasse](https://tee.example/tasse.jpg)"));
    assert_eq!(row.get("html"), None);
    assert_eq!(run.code, Some(0));
}

#[test]
fn bodies_are_decoded_whatever_they_are_encoded_in() {
    let html = page("tea");
    let mut brotli = Vec::new();
    brotli::BrotliCompress(&mut html.as_bytes(), &mut brotli, &Default::default()).unwrap();
    let header = |lines: &str| format!("HTTP/1.1 200 OK\nContent-Type: text/html\n{lines}");
    let records = [
        ("chunked", header("Transfer-Encoding: chunked"), chunked(html.as_bytes())),
        ("gzip", header("Content-Encoding: gzip"), gzip(html.as_bytes())),
        (
            "gzip in chunks",
            header("Content-Encoding: gzip\nTransfer-Encoding: chunked"),
            chunked(&gzip(html.as_bytes())),
        ),
        ("gzip in gzip", header("Content-Encoding: gzip, gzip"), gzip(&gzip(html.as_bytes()))),
        ("brotli", header("content-encoding: br"), brotli),
        ("zstd", header("Content-Encoding: zstd"), zstd::encode_all(html.as_bytes(), 3).unwrap()),
        ("not chunked", header("Transfer-Encoding: chunked"), html.clone().into_bytes()),
        ("not gzip", header("Content-Encoding: gzip"), html.clone().into_bytes()),
        ("not brotli", header("Content-Encoding: br"), html.clone().into_bytes()),
    ];
    let records: Vec<Record> =
        records.iter().map(|(_, header, body)| Record::response("https://tea.example/", header, body)).collect();
    for (name, form) in
        [("gz", Record::gzip as fn(&Record) -> Vec<u8>), ("plain", Record::bytes), ("zst", Record::zstd)]
    {
        let run = run(&format!("bodies-{name}"), &file(&records, form), &[]);
        let texts = run.column("text");
        assert_eq!(texts.len(), 9, "{}", run.messages);
        assert!(texts[0].starts_with("Whoever has tried tea once"), "{texts:?}");
        assert!(texts.iter().all(|text| text == &texts[0]), "{texts:?}");
        assert_eq!(run.code, Some(0), "{}", run.messages);
    }
}

#[test]
fn what_is_no_page_is_passed_over_and_counted() {
    let html = page("tea");
    let records = [
        Record::html("https://tea.example/page", &html),
        Record::response("https://tea.example/gone", "HTTP/1.1 404 Not Found\nContent-Type: text/html", &html),
        Record::response("https://tea.example/cup.png", "HTTP/1.1 200 OK\nContent-Type: image/png", b"\x89PNG"),
        Record::new("request", "https://tea.example/", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n"),
        Record::new("revisit", "https://tea.example/", "application/http", "HTTP/1.1 200 OK\r\n\r\n"),
        Record::new("resource", "https://tea.example/saved", "text/html", html.as_bytes()),
        Record::new("resource", "https://tea.example/list", "text/plain", "tea"),
        Record::new("metadata", "https://tea.example/", "application/warc-fields", "a: b\r\n"),
        Record::response("https://tea.example/untold", "HTTP/1.1 200 OK", &html),
        Record::response("<https://tea.example/xhtml>", "HTTP/1.0 200\nContent-Type: application/xhtml+xml", &html),
    ];
    let run = run("no-page", &file(&records, Record::gzip), &["--summary", "sum.json", "--columns", "title"]);
    let paths: Vec<_> = run.column("url").iter().map(|url| url.strip_prefix("https://tea.example/").unwrap()).collect();
    assert_eq!(paths, ["page", "saved", "untold", "xhtml"]);
    let summary = std::fs::read(concat!(env!("CARGO_TARGET_TMPDIR"), "/warc/no-page/sum.json")).unwrap();
    let summary: serde_json::Value = serde_json::from_slice(&summary).unwrap();
    let counts = &summary["records"];
    let counted = ["records", "pages", "revisits", "other_records", "other_statuses", "not_html"]
        .map(|name| counts[name].as_u64().unwrap());
    assert_eq!(counted, [10, 4, 1, 2, 1, 2]);
    assert_eq!(summary["pages"]["rows"], 4);
    assert_eq!(run.code, Some(0), "{}", run.messages);
}

#[test]
fn filters_choose_by_host_language_status_and_kind() {
    let german = "<html lang=de><title>Tee</title><article><p>Wer grünen Tee kocht, braucht weiches Wasser und etwas Geduld, \
                  denn beides macht den Geschmack, und das weiß jeder, der es einmal versucht hat.</p></article></html>";
    let records = [
        Record::html("https://tea.example/en", page("tea")),
        Record::html("https://www.tea.example/de", german),
        Record::html("https://nottea.example/", page("coffee")),
        Record::html("https://tea.example/empty", "<html><body></body></html>"),
    ];
    let file = file(&records, Record::gzip);
    let urls = |name: &str, args: &[&str]| -> Vec<String> {
        run(name, &file, args).column("url").iter().map(|url| url.replace("https://", "")).collect()
    };
    assert_eq!(urls("host", &["--host", "Tea.example"]), ["tea.example/en", "www.tea.example/de", "tea.example/empty"]);
    assert_eq!(urls("language", &["--language", "de"]), ["www.tea.example/de"]);
    assert_eq!(urls("status", &["--status", "empty"]), ["tea.example/empty"]);
    assert_eq!(urls("kind", &["--page-type", "forum"]), [""; 0]);
    assert_eq!(urls("all", &[]).len(), 4);
    assert_eq!(
        urls("hosts", &["--host", "*.nottea.example,www.tea.example"]),
        ["www.tea.example/de", "nottea.example/"]
    );
    assert_eq!(urls("languages", &["--language", "fr,de"]), ["www.tea.example/de"]);
    assert_eq!(urls("statuses", &["--status", "empty,fallback"]), ["tea.example/empty"]);
    assert_eq!(urls("kinds", &["--page-type", "forum,product"]), [""; 0]);
    assert_eq!(urls("http", &["--http-status", "404,200"]).len(), 4);
}

#[test]
fn a_host_can_be_named_with_its_own_letters() {
    let file = file(&[Record::html("https://xn--t-1ga.example/", page("tea"))], Record::gzip);
    assert_eq!(run("letters", &file, &["--host", "tö.example"]).rows.len(), 1);
}

#[test]
fn bodies_are_cut_at_the_limit_and_say_so() {
    let long = format!("{}{}", page("tea"), "<p>more and more text follows here</p>".repeat(1000));
    let records = [
        Record::html("https://tea.example/long", &long),
        Record::response(
            "https://tea.example/gzip",
            "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Encoding: gzip",
            gzip(long.as_bytes()),
        ),
        Record::html("https://tea.example/crawler", page("tea")).with_line("WARC-Truncated: length"),
        Record::html("https://tea.example/short", page("tea")),
    ];
    let run = run("limit", &file(&records, Record::gzip), &["--max-bytes", "2000"]);
    assert_eq!(run.column("truncated"), ["max_bytes", "max_bytes", "crawler", "-"], "{}", run.messages);
    assert!(run.column("text").iter().all(|text| text.contains("Whoever has tried tea once")));
}

#[test]
fn jobs_change_nothing() {
    let file = file(&crawl(60), Record::gzip);
    let one = run("one-job", &file, &["--jobs", "1"]);
    let four = run("four-jobs", &file, &["--jobs", "4"]);
    assert_eq!(one.rows.len(), 60);
    assert_eq!(one.rows, four.rows);
}
