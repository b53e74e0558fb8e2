//! Writes WARC files.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

/// A page with an article about something.
pub fn page(subject: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=en><head><title>About {subject}</title></head><body><nav><a href=/>Home</a></nav>\
         <article><h1>About {subject}</h1><p>Whoever has tried {subject} once knows that it takes time, and that the \
         time is well spent, since nothing else brings so much quiet into an afternoon.</p><p>It begins with water, \
         which should be fresh, and ends with an empty cup, which should be rinsed before {subject} is made again the \
         next day.</p></article><footer>Imprint</footer></body></html>"
    )
}

/// A record as it stands in a file that is not compressed.
pub struct Record {
    kind: &'static str,
    url: String,
    content_type: &'static str,
    block: Vec<u8>,
    length: Option<usize>,
    header: String,
}

impl Record {
    pub fn new(kind: &'static str, url: &str, content_type: &'static str, block: impl Into<Vec<u8>>) -> Record {
        Record { kind, url: url.to_owned(), content_type, block: block.into(), length: None, header: String::new() }
    }

    /// A response with these lines of an HTTP header and this body.
    pub fn response(url: &str, header: &str, body: impl AsRef<[u8]>) -> Record {
        let head = format!("{}\r\n\r\n", header.trim_end().replace('\n', "\r\n"));
        Record::new("response", url, "application/http; msgtype=response", [head.as_bytes(), body.as_ref()].concat())
    }

    /// A response with an HTML page.
    pub fn html(url: &str, body: impl AsRef<[u8]>) -> Record {
        Record::response(url, "HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8", body)
    }

    /// With a length that is not its own.
    pub fn with_length(mut self, length: usize) -> Record {
        self.length = Some(length);
        self
    }

    /// How long it is.
    pub fn length(&self) -> usize {
        self.block.len()
    }

    /// With another line in its header.
    pub fn with_line(mut self, line: &str) -> Record {
        self.header = format!("{}{line}\r\n", self.header);
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let length = self.length.unwrap_or(self.block.len());
        let Record { kind, url, content_type, header, .. } = self;
        let id = url.bytes().fold(1_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
        let head = format!(
            "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-01-02T03:04:05Z\r\n\
             WARC-Record-ID: <urn:uuid:{id:032x}>\r\nContent-Type: {content_type}\r\n{header}\
             Content-Length: {length}\r\n\r\n"
        );
        [head.as_bytes(), &self.block, b"\r\n\r\n"].concat()
    }

    /// As a gzip member.
    pub fn gzip(&self) -> Vec<u8> {
        gzip(&self.bytes())
    }

    /// As an LZ4 frame.
    pub fn lz4(&self) -> Vec<u8> {
        let mut encoder = lz4_flex::frame::FrameEncoder::new(Vec::new());
        encoder.write_all(&self.bytes()).unwrap();
        encoder.finish().unwrap()
    }

    /// As a Zstandard frame.
    pub fn zstd(&self) -> Vec<u8> {
        let mut encoder = zstd::Encoder::new(Vec::new(), 3).unwrap();
        encoder.include_checksum(true).unwrap();
        encoder.write_all(&self.bytes()).unwrap();
        encoder.finish().unwrap()
    }
}

/// A crawl of articles, with the records that stand between them.
pub fn crawl(count: usize) -> Vec<Record> {
    let mut records = vec![Record::new("warcinfo", "-", "application/warc-fields", "software: test\r\n")];
    for number in 0..count {
        let url = format!("https://tea.example/{number}");
        records.push(Record::new("request", &url, "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n"));
        records.push(Record::html(&url, page(&format!("tea {number}"))));
    }
    records
}

/// All in one file, each in the form that `each` gives it.
pub fn file(records: &[Record], each: fn(&Record) -> Vec<u8>) -> Vec<u8> {
    records.iter().flat_map(each).collect()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// In chunks, one of them with an extension.
pub fn chunked(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for (number, chunk) in bytes.chunks(100).enumerate() {
        let extension = if number == 1 { ";name=value" } else { "" };
        out.extend_from_slice(format!("{:x}{extension}\r\n", chunk.len()).as_bytes());
        out.extend_from_slice(chunk);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(b"0\r\n\r\n");
    out
}
