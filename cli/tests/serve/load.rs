//! Many clients at once, slow ones, broken ones, and hostile pages.

use crate::server::{Answer, Server, client, page};
use std::io::{Read, Write};
use std::net::Shutdown;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// Sends so many requests in so many threads, and checks every answer.
fn load(server: &Server, threads: usize, requests: usize) {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                // Each with connections of its own that it uses again.
                let client = client();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= requests {
                        return;
                    }
                    let subject = format!("tea number {number}");
                    let url = server.url("/extract?format=text");
                    let answer = Answer::of(client.post(url).send(page(&subject)).unwrap());
                    let expected = format!("Whoever has tried {subject} once knows");
                    assert!(answer.status == 200 && answer.body.starts_with(&expected), "{answer:?}");
                }
            });
        }
    });
}

#[test]
fn thousands_of_requests_are_all_answered_and_memory_stays() {
    let server = Server::start(&["--timeout", "5"]);
    load(&server, 8, 500);
    let before = server.memory();
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| bother(&server, &is_over));
        }
        // Slow ones: they send a byte now and then, and never an end.
        let slow: Vec<_> = (0..40)
            .map(|_| {
                let mut stream = server.connect();
                stream.write_all(b"POST /extract HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n<p>").unwrap();
                stream
            })
            .collect();
        load(&server, 16, 4000);
        is_over.store(true, Ordering::Relaxed);
        drop(slow);
    });
    match (before, server.memory()) {
        (Some(before), Some(after)) => {
            let more = after.saturating_sub(before) >> 20;
            assert!(more < 32, "memory grew by {more} MB from {} MB", before >> 20);
        }
        _ => eprintln!("memory not checked: the system does not say how much there is"),
    }
    assert!(server.get("/metrics").body.contains("bodytext_articles_total{status=\"found\"} 4500"));
}

/// Clients that hang up in the middle, and such that speak no HTTP.
fn bother(server: &Server, is_over: &AtomicBool) {
    let mut number = 0;
    while !is_over.load(Ordering::Relaxed) {
        number += 1;
        let mut stream = server.connect();
        let said: &[u8] = match number % 4 {
            0 => b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
            1 => b"POST /extract HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n<p>Tea",
            2 => b"POST /extract HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            _ => b"GET /healthz HTTP/1.1\r\n",
        };
        let _ = stream.write_all(said);
        let _ = stream.shutdown(Shutdown::Both);
        thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn slow_clients_are_told_and_let_go() {
    let server = Server::start(&["--timeout", "1"]);
    let body = server.say(b"POST /extract HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n<p>");
    assert!(body.starts_with("HTTP/1.1 408 "), "{body}");
    // A header that does not end, and a connection on which nothing is said, are closed.
    for said in [b"GET /healthz HTTP/1.1\r\nA".as_slice(), b""] {
        let mut stream = server.connect();
        stream.write_all(said).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        assert!(!answer.starts_with(b"HTTP/1.1 200"));
    }
    assert_eq!(server.get("/healthz").status, 200);
}

#[test]
fn more_clients_than_connections_wait_for_their_turn() {
    let server = Server::start(&["--max-connections", "4"]);
    let answered = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..40 {
            scope.spawn(|| {
                let answer = server.say(b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
                answered.fetch_add(1, Ordering::Relaxed);
            });
        }
    });
    assert_eq!(answered.into_inner(), 40);
}

#[test]
fn connections_on_which_nothing_is_asked_give_way() {
    let server = Server::start(&["--max-connections", "4", "--idle-timeout", "600"]);
    // Some say nothing at all, some begin a header, some have had an answer.
    let head = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";
    let idle: Vec<_> = [&b""[..], b"GET /heal", head, b""]
        .into_iter()
        .map(|said| {
            let mut stream = server.connect();
            stream.write_all(said).unwrap();
            stream
        })
        .collect();
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let answer = server.say(b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
            });
        }
    });
    drop(idle);
}

#[test]
fn a_connection_ends_some_time_after_its_last_answer() {
    let server = Server::start(&["--idle-timeout", "1"]);
    let answer = server.say(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("ok\n"), "{answer}");
}

#[test]
fn bodies_beyond_the_room_for_all_are_told_to_come_again() {
    let server = Server::start(&["--max-bodies", "100000"]);
    let mut first = server.connect();
    first.write_all(b"POST /extract HTTP/1.1\r\nHost: a\r\nContent-Length: 90000\r\n\r\n").unwrap();
    first.write_all(&[b'a'; 80_000]).unwrap();
    // When it has arrived, there is room for 20,000 more.
    let second = loop {
        let answer = server.post("/extract", "text/html", "a".repeat(50_000));
        if answer.status != 200 {
            break answer;
        }
        thread::sleep(Duration::from_millis(5));
    };
    assert_eq!(second.refusal(), (503, "too much at once, come again".to_owned()));
    first.write_all(&[b'a'; 10_000]).unwrap();
    let mut answer = [0; 12];
    first.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200");
    assert_eq!(server.post("/extract", "text/html", "a".repeat(50_000)).status, 200);
}

#[test]
fn hostile_pages_are_answered() {
    let server = Server::start(&[]);
    let pages: [Vec<u8>; 7] = [
        "<div>".repeat(500_000).into_bytes(),
        "<ul><li>".repeat(200_000).into_bytes(),
        format!("<p {}>Tea", "a=b ".repeat(500_000)).into_bytes(),
        "<table><tr><td>".repeat(100_000).into_bytes(),
        vec![0; 1 << 20],
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(),
        "&#x10ffff;&".repeat(300_000).into_bytes(),
    ];
    for (number, page) in pages.iter().enumerate() {
        for format in ["json", "markdown", "html"] {
            let answer = server.post(&format!("/extract?format={format}"), "text/html", page);
            assert_eq!(answer.status, 200, "{number} {format}");
        }
    }
}
