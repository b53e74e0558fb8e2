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

/// Compressed with gzip.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn bodies_that_clients_have_compressed_are_decoded() {
    let server = Server::start(&["--max-body", "100000", "--max-bodies", "300000"]);
    let post = |encoding: &str, body: &[u8]| {
        let request = client().post(server.url("/extract?format=text")).header("Content-Encoding", encoding);
        Answer::of(request.header("Content-Type", "text/html; charset=utf-8").send(body).unwrap())
    };
    let html = page("tea");
    let html = html.as_bytes();
    let mut brotli = Vec::new();
    brotli::BrotliCompress(&mut &html[..], &mut brotli, &Default::default()).unwrap();
    let zstd = zstd::encode_all(html, 3).unwrap();
    for (encoding, body) in [
        ("gzip", gzip(html)),
        ("X-GZIP", gzip(html)),
        ("br", brotli),
        ("zstd", zstd.clone()),
        ("identity", html.to_vec()),
        ("zstd, gzip", gzip(&zstd)),
    ] {
        let answer = post(encoding, &body);
        assert!(
            answer.status == 200 && answer.body.starts_with("Whoever has tried tea once"),
            "{encoding}: {answer:?}"
        );
    }
    let cut = gzip(html);
    let wrong = post("gzip", &cut[..cut.len() / 2]).refusal();
    assert!(wrong.0 == 400 && wrong.1.starts_with("the body is not valid gzip: "), "{wrong:?}");
    for unknown in ["compress", "gzip, gzip, gzip"] {
        let expected = (415, "a body can be encoded in gzip, br, zstd, and in no other way".to_owned());
        assert_eq!(post(unknown, html).refusal(), expected);
    }
    // A few bytes that are many: the limit is one on what comes out.
    for _ in 0..5 {
        let bomb = post("gzip", &gzip(&vec![b' '; 50 << 20])).refusal();
        assert_eq!(bomb, (413, "the body has more than 100000 bytes".to_owned()));
    }
    // Its room is given back.
    assert_eq!(post("gzip", &gzip(&[b"<p>Tea".as_slice(), &[b' '; 90_000]].concat())).status, 200);
}

#[test]
fn forms_ask_like_queries() {
    let server = Server::start(&[]);
    let form = "application/x-www-form-urlencoded";
    let body = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("url", "https://tea.example/a")
        .append_pair("html", &page("tea"))
        .finish();
    let answer = server.post("/parser", form, &body).json();
    assert_eq!((answer["title"].as_str(), answer["url"].as_str()), (Some("About tea"), Some("https://tea.example/a")));
    assert!(server.post("/extract?format=text", form, &body).body.starts_with("Whoever has tried tea once"));
    let closed = server.post("/parser", form, "url=https%3A%2F%2Ftea.example%2Fa").refusal();
    assert_eq!(closed, (403, "this server fetches no pages: start it with --fetch, or send html".to_owned()));
    assert_eq!(server.post("/parser", form, "url=tea").refusal(), (400, "url is no address of a page: tea".to_owned()));
    // As curl sends a page where nothing is said of it.
    let answer = server.post("/parser?url=https://tea.example/b", form, page("tea")).json();
    assert_eq!((answer["title"].as_str(), answer["url"].as_str()), (Some("About tea"), Some("https://tea.example/b")));
}

#[test]
fn json_is_recognized_as_curl_sends_it() {
    let server = Server::start(&[]);
    let body = serde_json::json!({"url": "https://tea.example/a", "html": page("tea"), "format": "text"}).to_string();
    for kind in ["application/x-www-form-urlencoded", ""] {
        assert!(server.post("/extract", kind, &body).body.starts_with("Whoever has tried tea once"), "{kind}");
        let answer = server.post("/parser", kind, &body).json();
        assert_eq!(answer["url"], "https://tea.example/a");
    }
    // A page with front matter is none, and neither is what says that it is something else.
    let post = "{\"title\": \"Tea\", \"url\": \"https://tea.example/\"}\n<p>Cup";
    assert_eq!(server.post("/extract?format=text", "", post).body.trim(), "Cup");
    let answer = server.post("/extract", "text/html", "{\"html\": \"<p>Tea\"}").json();
    assert_eq!(answer["status"]["kind"], "empty");
}

#[test]
fn numbers_in_json_as_python_writes_them_cost_nothing() {
    let server = Server::start(&[]);
    let body = "{\"score\": NaN, \"html\": \"<p>Tea\", \"format\": \"text\"}";
    assert_eq!(server.post("/extract", "application/json", body).body.trim(), "Tea");
}

#[test]
fn half_a_character_in_json_costs_itself_alone() {
    let server = Server::start(&[]);
    let body = "\u{feff}{\"html\":\"<p>T\\ud83cea\",\"format\":\"text\"}";
    assert_eq!(server.post("/extract", "application/json", body).body.trim(), "T\u{fffd}ea");
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
    let parts = server.post("/extract", "multipart/form-data; boundary=a", "--a\r\n\r\n<p>Tea\r\n--a--").refusal();
    assert!(parts.0 == 400 && parts.1.contains("as the body itself"), "{parts:?}");
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
