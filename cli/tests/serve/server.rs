//! The program as a server, and a client.

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;
use ureq::{Agent, Body, http::Response};

/// A server that ends with the test.
pub struct Server {
    child: Child,
    pub address: String,
}

impl Server {
    /// Starts the program on a port that is free.
    pub fn start(args: &[&str]) -> Server {
        let mut child = Command::new(env!("CARGO_BIN_EXE_bodytext"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(args)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stderr = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        stderr.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("bodytext: listening on http://").expect(&line).to_owned();
        // What it says later is nobody's to read, but has to go somewhere.
        std::thread::spawn(move || std::io::copy(&mut stderr, &mut std::io::sink()));
        Server { child, address }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn get(&self, path: &str) -> Answer {
        Answer::of(client().get(self.url(path)).call().unwrap())
    }

    pub fn post(&self, path: &str, content_type: &str, body: impl AsRef<[u8]>) -> Answer {
        Answer::of(client().post(self.url(path)).header("Content-Type", content_type).send(body.as_ref()).unwrap())
    }

    /// A connection on which anything can be said.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    /// What is answered to bytes that a client sends.
    pub fn say(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        // The server may have hung up before it has read all.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Asks the server to end, as an operating system does.
    pub fn terminate(&self) {
        assert!(Command::new("kill").arg("-TERM").arg(self.child.id().to_string()).status().unwrap().success());
    }

    pub fn wait(&mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }

    /// How much memory it has, in bytes. None where the system does not say.
    pub fn memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
        Some(line.split_ascii_whitespace().nth(1)?.parse::<u64>().ok()? << 10)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A client that takes every status as an answer.
pub fn client() -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(60)))
        .proxy(None)
        .build()
        .new_agent()
}

/// An answer of the server.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub content_type: String,
    pub body: String,
}

impl Answer {
    pub fn of(mut response: Response<Body>) -> Answer {
        let content_type = response.headers().get("content-type").map(|it| it.to_str().unwrap().to_owned());
        Answer {
            status: response.status().as_u16(),
            content_type: content_type.unwrap_or_default(),
            body: response.body_mut().read_to_string().unwrap(),
        }
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect(&self.body)
    }

    /// The status, and what a refusal says.
    pub fn refusal(&self) -> (u16, String) {
        let json = self.json();
        assert_eq!(json["error"], true);
        (self.status, json["message"].as_str().unwrap().to_owned())
    }
}

/// A page with an article about something.
pub fn page(subject: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=en><head><title>About {subject}</title><meta name=author content='Lin Mei'>\
         <meta property='article:published_time' content='2025-03-04T05:06:07+02:00'></head><body><nav><a href=/>Home</a>\
         </nav><article><h1>About {subject}</h1><p>Whoever has tried {subject} once knows that it takes time, and that the \
         time is well spent, since nothing else brings so much quiet into an afternoon.</p><p><img src=/cup.jpg alt=Cup \
         width=800 height=600></p><p>It begins with water, which should be fresh, and ends with an empty cup, which \
         should be rinsed before {subject} is made again.</p></article><footer>Imprint</footer></body></html>"
    )
}
