//! What is answered to which request.

use crate::server::{Answer, Server, client, page};
use std::io::{Read, Write};
use std::time::Duration;

#[test]
fn extract_answers_in_the_format_that_is_asked_for() {
    let server = Server::start(&[]);
    let html = page("tea");
    let json = server.post("/extract?url=https://tea.example/a", "text/html", &html);
    assert_eq!((json.status, json.content_type.as_str()), (200, "application/json"));
    assert_eq!(
        json.json()["metadata"]["title"]["value"].as_str().or(json.json()["metadata"]["title"].as_str()),
        Some("About tea")
    );
    assert_eq!(json.json()["status"]["kind"], "found");
    let markdown = server.post("/extract?format=markdown&url=https://tea.example/a", "text/html", &html);
    assert_eq!(markdown.content_type, "text/markdown; charset=utf-8");
    assert!(markdown.body.contains("![Cup](https://tea.example/cup.jpg)"), "{}", markdown.body);
    let accepts = client().post(server.url("/extract")).header("Accept", "text/plain").send(html.as_bytes()).unwrap();
    let text = Answer::of(accepts);
    assert!(text.body.starts_with("Whoever has tried tea once"), "{}", text.body);
    let html =
        server.post("/extract?format=html", "text/html", "<p>Tea<script>alert(1)</script></p><p onclick=x()>Cup</p>");
    assert_eq!(html.body.trim(), "<p>Tea</p>\n<p>Cup</p>");
}

#[test]
fn encodings_are_those_of_the_request() {
    let server = Server::start(&[]);
    let text = |content_type: &str, body: &[u8]| server.post("/extract?format=text", content_type, body).body;
    assert_eq!(text("text/html; charset=iso-8859-1", b"<p>Gr\xfcner Tee</p>").trim(), "Grüner Tee");
    assert_eq!(
        text("text/html; charset=gbk", b"<p>\xc2\xcc\xb2\xe8\xd0\xe8\xd2\xaa\xc4\xcd\xd0\xc4</p>").trim(),
        "绿茶需要耐心"
    );
    // Text in JSON is decoded, whatever the page says of itself.
    let json = serde_json::json!({"html": "<meta charset=gbk><p>Grüner Tee</p>", "format": "text"}).to_string();
    assert_eq!(text("application/json", json.as_bytes()).trim(), "Grüner Tee");
}

#[test]
fn parser_answers_as_mercury_does() {
    let server = Server::start(&[]);
    let body = serde_json::json!({"url": "https://tea.example/a", "html": page("tea")}).to_string();
    let answer = server.post("/parser", "application/json", body).json();
    let object = answer.as_object().unwrap();
    let names: Vec<&str> = object.keys().map(String::as_str).collect();
    for name in [
        "title",
        "content",
        "author",
        "date_published",
        "lead_image_url",
        "dek",
        "next_page_url",
        "url",
        "domain",
        "excerpt",
        "word_count",
        "direction",
        "total_pages",
        "rendered_pages",
    ] {
        assert!(names.contains(&name), "{name} is missing in {names:?}");
    }
    assert_eq!(answer["title"], "About tea");
    assert!(answer["content"].as_str().unwrap().starts_with("<p>Whoever has tried tea once"));
    assert!(answer["content"].as_str().unwrap().contains("src=\"https://tea.example/cup.jpg\""));
    assert_eq!(answer["author"], "Lin Mei");
    assert_eq!(answer["date_published"], "2025-03-04T03:06:07.000Z");
    assert_eq!(answer["url"], "https://tea.example/a");
    assert_eq!(answer["domain"], "tea.example");
    assert!(answer["excerpt"].as_str().unwrap().starts_with("Whoever has tried tea"));
    assert!(answer["word_count"].as_u64().unwrap() > 40);
    assert_eq!(answer["direction"], "ltr");
    let closed = server.get("/parser?url=https://tea.example/a").refusal();
    assert_eq!(closed, (403, "this server fetches no pages: start it with --fetch, or send html".to_owned()));
}

#[test]
fn wrong_requests_are_told_what_is_wrong() {
    let server = Server::start(&["--max-body", "1000"]);
    assert_eq!(server.get("/").status, 404);
    assert_eq!(server.get("/extract").refusal(), (405, "allowed is POST".to_owned()));
    assert_eq!(server.post("/metrics", "text/plain", "").status, 405);
    assert_eq!(server.post("/extract?format=pdf", "text/html", "<p>Tea").refusal().0, 400);
    assert_eq!(server.post("/extract?url=tea", "text/html", "<p>Tea").refusal().0, 400);
    assert!(server.post("/extract", "application/json", "{\"html\":1}").refusal().1.contains("not JSON as expected"));
    assert_eq!(server.post("/extract", "application/json", "{}").refusal(), (400, "there is no html".to_owned()));
    assert_eq!(server.post("/parser", "application/json", "{}").refusal(), (400, "there is no url".to_owned()));
    assert_eq!(server.get("/parser").refusal(), (400, "there is no url".to_owned()));
    assert_eq!(server.get("/parser?url=file:///etc/passwd").refusal().0, 400);
    assert_eq!(
        server.post("/extract", "text/html", "a".repeat(1001)).refusal(),
        (413, "the body has more than 1000 bytes".to_owned())
    );
    // Without a length, it shows only as the body comes.
    let head = "POST /extract HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    let chunks = format!("{head}{}0\r\n\r\n", format!("1f4\r\n{}\r\n", "a".repeat(500)).repeat(3));
    assert!(server.say(chunks.as_bytes()).starts_with("HTTP/1.1 413 "));
    assert!(server.say(b"no HTTP\r\n\r\n").starts_with("HTTP/1.1 400 "));
    let long = format!("GET / HTTP/1.1\r\nA: {}\r\n\r\n", "a".repeat(1 << 20));
    let answer = server.say(long.as_bytes());
    assert!(answer.starts_with("HTTP/1.1 431 ") || answer.is_empty(), "{answer}");
    assert_eq!(server.get("/healthz").body, "ok\n");
}

#[test]
fn metrics_count_what_was_done() {
    let server = Server::start(&[]);
    for _ in 0..3 {
        server.post("/extract", "text/html", page("tea"));
    }
    server.post("/extract", "text/html", "");
    server.get("/nowhere");
    let metrics = server.get("/metrics");
    assert!(metrics.content_type.starts_with("text/plain; version=0.0.4"));
    for line in [
        "# TYPE bodytext_requests_total counter",
        "bodytext_requests_total{endpoint=\"extract\",status=\"200\"} 4",
        "bodytext_requests_total{endpoint=\"other\",status=\"404\"} 1",
        "bodytext_articles_total{status=\"found\"} 3",
        "bodytext_articles_total{status=\"empty\"} 1",
        "bodytext_requests_in_progress 1",
        "bodytext_extraction_seconds_bucket{le=\"+Inf\"} 4",
        "bodytext_extraction_seconds_count 4",
    ] {
        assert!(metrics.body.lines().any(|found| found == line), "{line} is missing in\n{}", metrics.body);
    }
}

#[test]
fn who_is_asked_to_stop_answers_first() {
    let mut server = Server::start(&[]);
    let html = page("tea");
    let mut stream = server.connect();
    let head = format!("POST /extract?format=text HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n", html.len());
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&html.as_bytes()[..100]).unwrap();
    // The request has to be under way.
    while !server.get("/metrics").body.contains("bodytext_requests_in_progress 2") {
        std::thread::sleep(Duration::from_millis(5));
    }
    server.terminate();
    // The port is closed before the last answer is given.
    while std::net::TcpStream::connect(&server.address).is_ok() {
        std::thread::sleep(Duration::from_millis(5));
    }
    stream.write_all(&html.as_bytes()[100..]).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.contains("Whoever has tried tea once"), "{answer}");
    assert!(server.wait().success());
}

#[test]
fn who_takes_longer_than_the_grace_is_broken_off() {
    let mut server = Server::start(&["--grace", "0"]);
    let mut stream = server.connect();
    stream.write_all(b"POST /extract HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n").unwrap();
    while !server.get("/metrics").body.contains("bodytext_requests_in_progress 2") {
        std::thread::sleep(Duration::from_millis(5));
    }
    server.terminate();
    assert!(server.wait().success());
}
