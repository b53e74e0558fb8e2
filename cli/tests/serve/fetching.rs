//! Fetching pages: from where it may be, and from nowhere else.

use crate::server::{Server, page};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

/// A site with a page, and with traps. Gives its port.
fn site() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            thread::spawn(move || answer(stream.unwrap(), port));
        }
    });
    port
}

fn answer(mut stream: TcpStream, port: u16) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let Some(Ok(line)) = lines.next() else { return };
    while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
    let path = line.split(' ').nth(1).unwrap();
    let html = |extra: &str, body: &[u8]| {
        let length = body.len();
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n{extra}\r\n");
        [head.as_bytes(), body].concat()
    };
    let redirect = |to: &str| format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n").into_bytes();
    let bytes = match path {
        "/page" => html("", page("tea").as_bytes()),
        "/moved" => redirect("/page"),
        "/loop" => redirect("/loop"),
        "/inside" => redirect(&format!("http://127.0.0.2:{port}/page")),
        "/file" => redirect("file:///etc/passwd"),
        "/gone" => b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_vec(),
        "/image" => b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 4\r\n\r\n\x89PNG".to_vec(),
        "/large" => html("", &vec![b'a'; 2_000_000]),
        "/bomb" => {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            encoder.write_all(&vec![b' '; 20 << 20]).unwrap();
            html("Content-Encoding: gzip\r\n", &encoder.finish().unwrap())
        }
        "/endless" => {
            // A byte now and then, so that no single read takes too long.
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
            while stream.write_all(b"a").is_ok() {
                thread::sleep(Duration::from_millis(50));
            }
            return;
        }
        "/silent" => {
            thread::sleep(Duration::from_secs(30));
            return;
        }
        _ => b"nonsense\r\n\r\n".to_vec(),
    };
    let _ = stream.write_all(&bytes);
}

#[test]
fn pages_are_fetched_and_parsed() {
    let port = site();
    let server = Server::start(&["--fetch", "--fetch-also", "127.0.0.1"]);
    for path in ["page", "moved"] {
        let answer = server.get(&format!("/parser?url=http://127.0.0.1:{port}/{path}"));
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert_eq!(answer.json()["title"], "About tea");
        assert_eq!(answer.json()["url"], format!("http://127.0.0.1:{port}/page"));
        assert_eq!(answer.json()["lead_image_url"], format!("http://127.0.0.1:{port}/cup.jpg"));
    }
}

#[test]
fn traps_of_a_site_are_refused() {
    let port = site();
    let args = ["--fetch", "--fetch-also", "127.0.0.1", "--max-body", "1000000"];
    let patient = Server::start(&args);
    let hasty = Server::start(&[args.as_slice(), &["--fetch-timeout", "1"]].concat());
    for (path, status, said) in [
        ("inside", 403, "only public addresses are fetched"),
        ("file", 403, "only http and https are fetched"),
        ("loop", 502, "more than 5 redirects"),
        ("gone", 502, "answered with status 404"),
        ("image", 502, "is not HTML but image/png"),
        ("large", 502, "is larger than 1000000 bytes"),
        ("bomb", 502, "is larger than 1000000 bytes"),
        ("endless", 504, "the page took too long"),
        ("silent", 504, "the page took too long"),
        ("nonsense", 502, ""),
    ] {
        let server = if status == 504 { &hasty } else { &patient };
        let refusal = server.get(&format!("/parser?url=http://127.0.0.1:{port}/{path}")).refusal();
        assert!(refusal.0 == status && refusal.1.contains(said), "{path}: {refusal:?}");
    }
    // Nobody listens there.
    let closed = patient.get("/parser?url=http://127.0.0.1:1025/").refusal();
    assert_eq!(closed.0, 502, "{closed:?}");
}

#[test]
fn nobody_reaches_the_inner_network() {
    let port = site();
    let server = Server::start(&["--fetch"]);
    for host in [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "0.0.0.0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "[fe80::1]",
        "[fd00::1]",
        "224.0.0.1",
        "255.255.255.255",
    ] {
        let refusal = server.get(&format!("/parser?url=http://{host}:{port}/page")).refusal();
        assert!(refusal.0 == 403 && refusal.1.starts_with("only public addresses are fetched"), "{host}: {refusal:?}");
    }
    for (url, said) in [
        ("http://user:password@8.8.8.8/", "addresses with a password are not fetched"),
        ("http://8.8.8.8:25/", "this port is not fetched from"),
    ] {
        let refusal = server.get(&format!("/parser?url={url}")).refusal();
        assert!(refusal.0 == 403 && refusal.1.starts_with(said), "{url}: {refusal:?}");
    }
}
