//! The records of a WARC file, one after the other, whatever stands between them.

use super::header::{Body, Header};
use super::http::{self, Head};
use super::select::Select;
use super::source::Source;
use super::tally::Tally;
use super::unpack::{Position, RECORD, Stop, Unpacker};
use memchr::{memchr, memmem};
use std::mem;

/// How long a line of a header may be, and a header as a whole.
const MOST_HEADER: usize = 256 << 10;

/// A record that holds a page.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Record {
    pub(super) url: String,
    /// When it was taken, as the record says it.
    pub(super) date: Option<String>,
    /// `WARC-Record-ID`, as in `<urn:uuid:…>`.
    pub(super) id: Option<String>,
    pub(super) content_type: Option<String>,
    pub(super) chunked: bool,
    /// In which the body is encoded, in the order in which they were applied.
    pub(super) encodings: Vec<String>,
    /// How many bytes the body has as it was sent, as the server said.
    pub(super) length: Option<usize>,
    pub(super) body: Vec<u8>,
    /// Whether the crawler or a limit cut the body.
    pub(super) truncated: Option<Truncated>,
}

/// Why a body is not whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truncated {
    /// The crawler cut it: `WARC-Truncated`.
    Crawler,
    /// `--max-bytes`.
    MaxBytes,
    /// What it is encoded in is damaged or breaks off.
    Encoding,
    /// It has fewer bytes than the server said.
    Length,
}

impl Truncated {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Truncated::Crawler => "crawler",
            Truncated::MaxBytes => "max_bytes",
            Truncated::Encoding => "encoding",
            Truncated::Length => "length",
        }
    }
}

/// Reads records.
pub(super) struct Records<'a> {
    unpacker: Unpacker,
    select: &'a Select,
    /// What was met so far.
    tally: Tally,
    /// What is to be said of damages, since `take_messages` was called.
    messages: Vec<String>,
    /// How many bytes may still be read again because a length was wrong: a file made for it would have them all read again and
    /// again.
    rereadable: u64,
    is_over: bool,
}

/// Why no record comes of it.
enum Broken {
    Stop(Stop),
    /// The record is over before its end.
    Short(&'static str),
}

impl From<Stop> for Broken {
    fn from(stop: Stop) -> Broken {
        Broken::Stop(stop)
    }
}

impl<'a> Records<'a> {
    /// Reads an input of so many bytes, as far as that is known, from the beginning.
    pub(super) fn new(source: Source, size: Option<u64>, select: &'a Select) -> Records<'a> {
        Records {
            unpacker: Unpacker::new(source),
            select,
            tally: Tally::default(),
            messages: Vec::new(),
            rereadable: size.unwrap_or_default().saturating_mul(4),
            is_over: false,
        }
    }

    /// Goes on where another reader of this input stood, with what it had counted.
    pub(super) fn go_on(&mut self, place: Position, tally: Tally) -> Result<(), String> {
        self.tally = tally;
        self.unpacker.go_to(place).map_err(|stop| match stop {
            Stop::Unreadable(why) | Stop::Damaged(why) => why,
        })
    }

    /// Where the next record is looked for.
    pub(super) fn position(&self) -> Position {
        self.unpacker.position()
    }

    /// How many bytes of the input have been read.
    pub(super) fn read(&self) -> u64 {
        self.unpacker.read()
    }

    /// What was met so far.
    pub(super) fn tally(&self) -> Tally {
        self.tally
    }

    /// What there is to say of damages since the last call.
    pub(super) fn take_messages(&mut self) -> Vec<String> {
        mem::take(&mut self.messages)
    }

    /// The next record that is chosen. None at the end of the input.
    ///
    /// # Errors
    /// Why the input cannot be read further.
    pub(super) fn next(&mut self) -> Result<Option<Record>, String> {
        while !self.is_over {
            match self.read_record() {
                Ok(Some(record)) => return Ok(Some(record)),
                Ok(None) => {}
                Err(Broken::Short(why)) => {
                    self.tally.broken += 1;
                    self.say(format!("a record at {} is left out: {why}", self.place()));
                }
                Err(Broken::Stop(Stop::Damaged(why))) => {
                    let at = self.place();
                    match self.unpacker.recover() {
                        Ok(passed) => {
                            self.tally.passed_over += passed;
                            if !self.unpacker.is_known() {
                                // Nothing in the whole input is a record: that is told once, as an error.
                                continue;
                            }
                            self.tally.damages += 1;
                            self.say(format!("damaged at {at} ({why}): {passed} bytes are passed over"));
                        }
                        Err(Stop::Unreadable(why) | Stop::Damaged(why)) => return Err(why),
                    }
                }
                Err(Broken::Stop(Stop::Unreadable(why))) => return Err(why),
            }
        }
        Ok(None)
    }

    fn place(&self) -> String {
        let byte = if self.unpacker.is_plain() { self.position().offset } else { self.unpacker.member() };
        format!("byte {byte}")
    }

    fn say(&mut self, message: String) {
        self.messages.push(message);
    }

    /// Reads to the end of a record. None if it is not chosen, or there is none.
    fn read_record(&mut self) -> Result<Option<Record>, Broken> {
        if !self.find_record()? {
            return Ok(None);
        }
        let header = self.read_header()?;
        self.tally.records += 1;
        let Some(length) = header.length else {
            return Err(Broken::Short("it has no length"));
        };
        let block = self.unpacker.position();
        let mut body = Body::of(length);
        let mut page = self.read_page(header, &mut body)?;
        while self.is_more_of(&mut body)? {
            self.pass(&mut body);
        }
        self.settle(block, &mut body, page.as_mut())?;
        self.tally.pages += u64::from(page.is_some());
        Ok(page.map(|page| page.record))
    }

    /// Goes to the first line of the next record, and over it. False at the end of the input.
    fn find_record(&mut self) -> Result<bool, Stop> {
        loop {
            if !self.skip_blank()? {
                if self.unpacker.next_member()? {
                    continue;
                }
                self.is_over = true;
                return Ok(false);
            }
            if self.begins_record()? || self.begins_across_members()? {
                return Ok(true);
            }
            self.pass_junk()?;
        }
    }

    /// Goes over what stands where a record should begin.
    fn pass_junk(&mut self) -> Result<(), Stop> {
        let passed = self.skip_to_record()?;
        self.tally.passed_over += passed;
        self.tally.wrong_lengths += 1;
        Ok(())
    }

    /// Whether a record begins with the last bytes of this member and the first ones of the next, where members are cut without
    /// regard to records; then both are consumed.
    fn begins_across_members(&mut self) -> Result<bool, Stop> {
        let last = self.unpacker.available().to_vec();
        if !RECORD.starts_with(&last) {
            return Ok(false);
        }
        let rest = RECORD.get(last.len()..).unwrap_or_default();
        self.unpacker.consume(last.len());
        if !self.unpacker.next_member()? || !self.unpacker.fill()? {
            return Ok(false);
        }
        Ok(self.unpacker.available().starts_with(rest))
    }

    /// Goes over line breaks. False at the end of the member.
    fn skip_blank(&mut self) -> Result<bool, Stop> {
        while self.unpacker.fill()? {
            let bytes = self.unpacker.available();
            match bytes.iter().position(|byte| !matches!(byte, b'\r' | b'\n')) {
                Some(count) => {
                    self.unpacker.consume(count);
                    return Ok(true);
                }
                None => self.unpacker.consume(bytes.len()),
            }
        }
        Ok(false)
    }

    /// Whether a record begins with the next byte.
    fn begins_record(&mut self) -> Result<bool, Stop> {
        while self.unpacker.available().len() < RECORD.len() {
            if !self.unpacker.fill_more()? {
                break;
            }
        }
        Ok(self.unpacker.available().starts_with(RECORD))
    }

    /// Goes to the next line that begins a record, or to the end of the member, and counts the bytes.
    fn skip_to_record(&mut self) -> Result<u64, Stop> {
        let mut passed = 0;
        loop {
            let bytes = self.unpacker.available();
            if let Some(found) = memmem::find(bytes, b"\nWARC/") {
                self.unpacker.consume(found + 1);
                return Ok(passed + found as u64 + 1);
            }
            // The last bytes may be the beginning of what is looked for.
            let over = bytes.len().saturating_sub(RECORD.len());
            self.unpacker.consume(over);
            passed += over as u64;
            if !self.unpacker.fill_more()? {
                let rest = self.unpacker.available().len();
                self.unpacker.consume(rest);
                return Ok(passed + rest as u64);
            }
        }
    }

    /// The header of the record that begins here.
    fn read_header(&mut self) -> Result<Header, Broken> {
        let mut header = Header::default();
        let mut lines = Body::of(MOST_HEADER as u64);
        while let Some(line) = self.line(&mut lines)? {
            if line.is_empty() {
                return Ok(header);
            }
            let line = String::from_utf8_lossy(&line);
            let Some((name, value)) = line.split_once(':') else { continue };
            header.set(name.trim_end(), value.trim());
        }
        Err(Broken::Short("its header has no end"))
    }

    /// The page that a record holds, if the record is chosen: the body as far as it is wanted.
    fn read_page(&mut self, header: Header, body: &mut Body) -> Result<Option<Page>, Broken> {
        let select = self.select;
        let is_http = header.content_type.starts_with("application/http");
        let head = match header.kind.as_str() {
            "response" if is_http => {
                let mut head = Head::default();
                while let Some(line) = self.line(body)? {
                    if line.is_empty() {
                        break;
                    }
                    if body.read > MOST_HEADER as u64 {
                        return Err(Broken::Short("its HTTP header has no end"));
                    }
                    head.add_line(&String::from_utf8_lossy(&line));
                }
                head
            }
            "resource" | "response" => Head::of_resource(&header.content_type),
            "revisit" => {
                self.tally.revisits += 1;
                return Ok(None);
            }
            _ => {
                self.tally.other_records += 1;
                return Ok(None);
            }
        };
        let url = header.url.unwrap_or_default();
        let is_html = match (&head.content_type, &header.payload_type) {
            (Some(content_type), _) if http::is_html(content_type) => true,
            (_, Some(found)) => http::is_html(found),
            (Some(_), None) => false,
            (None, None) => self.is_more_of(body)? && http::looks_like_html(self.unpacker.available()),
        };
        if !select.has_http_status(head.status) {
            self.tally.other_statuses += 1;
        } else if !is_html {
            self.tally.not_html += 1;
        } else if !select.has_host(&url) {
            self.tally.other_hosts += 1;
        } else {
            let before_body = body.read;
            let mut record = Record {
                url,
                date: header.date,
                id: header.id,
                content_type: head.content_type,
                chunked: head.chunked,
                encodings: head.encodings,
                length: head.length,
                body: Vec::new(),
                truncated: header.is_truncated.then_some(Truncated::Crawler),
            };
            let most = select.max_bytes();
            while record.body.len() < most && self.is_more_of(body)? {
                self.take(body, most - record.body.len(), &mut record.body);
            }
            if body.left > 0 {
                record.truncated = Some(Truncated::MaxBytes);
            }
            return Ok(Some(Page { record, before_body }));
        }
        Ok(None)
    }

    /// Looks at what comes behind a record. Where no record begins there, its length is wrong: if another record begins inside of
    /// it, it ends there, as far as the input allows to go back.
    fn settle(&mut self, block: Position, body: &mut Body, page: Option<&mut Page>) -> Result<(), Broken> {
        // This reads to the end of a member, too, where its checksum stands.
        let is_right = !body.is_short && (!self.skip_blank()? || self.begins_record()?);
        if is_right {
            return Ok(());
        }
        if !self.unpacker.is_plain() {
            // What is left of the member tells whether it is damaged: then this record is, too.
            return Ok(self.pass_junk()?);
        }
        if self.unpacker.can_go_back() && self.rereadable >= body.read {
            self.rereadable -= body.read;
            let after = self.unpacker.position();
            self.unpacker.go_to(block)?;
            let length = self.skip_to_record()?;
            if length < body.read && self.begins_record()? {
                self.tally.wrong_lengths += 1;
                if let Some(page) = page {
                    page.cut_to(length);
                }
                return Ok(());
            }
            self.unpacker.go_to(after)?;
        }
        if body.is_short { Err(Broken::Short("the input ends in it")) } else { Ok(()) }
    }

    /// The next line of a header, without its end. None where there is no more.
    fn line(&mut self, body: &mut Body) -> Result<Option<Vec<u8>>, Broken> {
        let mut line = Vec::new();
        while self.is_more_of(body)? {
            let bytes = body.part(self.unpacker.available(), usize::MAX);
            let end = memchr(b'\n', bytes);
            let bytes = bytes.get(..end.map_or(bytes.len(), |end| end + 1)).unwrap_or_default();
            line.extend_from_slice(bytes);
            let count = bytes.len();
            self.unpacker.consume(count);
            body.advance(count);
            if end.is_some() {
                let text = line.strip_suffix(b"\n").unwrap_or_default();
                let length = text.strip_suffix(b"\r").unwrap_or(text).len();
                line.truncate(length);
                return Ok(Some(line));
            }
            if line.len() > MOST_HEADER {
                return Err(Broken::Short("a line of its header has no end"));
            }
        }
        Ok(None)
    }

    /// Appends what comes next of a record, `most` bytes at most.
    fn take(&mut self, body: &mut Body, most: usize, out: &mut Vec<u8>) {
        let bytes = body.part(self.unpacker.available(), most);
        let count = bytes.len();
        out.extend_from_slice(bytes);
        self.unpacker.consume(count);
        body.advance(count);
    }

    /// Goes over what comes next of a record.
    fn pass(&mut self, body: &mut Body) {
        let count = body.part(self.unpacker.available(), usize::MAX).len();
        self.unpacker.consume(count);
        body.advance(count);
    }

    /// Makes bytes of a record available; false where it is over.
    fn is_more_of(&mut self, body: &mut Body) -> Result<bool, Broken> {
        while body.left > 0 {
            if self.unpacker.fill()? {
                return Ok(true);
            }
            if self.unpacker.is_plain() {
                body.end_short();
            } else if !self.unpacker.next_member()? || self.begins_record()? {
                // The member was whole, so the length that the record gives was not right.
                self.tally.wrong_lengths += 1;
                body.left = 0;
            }
        }
        Ok(false)
    }
}

/// A record that is chosen, and how many bytes of it come before its body.
struct Page {
    record: Record,
    before_body: u64,
}

impl Page {
    /// Takes off what lies behind so many bytes of the record: the next one, and the line breaks before it.
    fn cut_to(&mut self, length: u64) {
        let length = usize::try_from(length.saturating_sub(self.before_body)).unwrap_or(usize::MAX);
        if length < self.record.body.len() {
            self.record.body.truncate(length);
            let kept = self.record.body.trim_ascii_end().len();
            self.record.body.truncate(kept);
        }
    }
}
