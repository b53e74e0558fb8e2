//! The bytes of an input, and where in it they stand.

use std::fs::File;
use std::io::{self, BufRead, Read, Seek, SeekFrom};

/// How many bytes are read at once.
const ROOM: usize = 256 << 10;

/// Reads an input in large steps, knows the position, and goes to another one: anywhere in a file, and in a stream as far back
/// as its bytes are still held.
pub(super) struct Source {
    input: Input,
    buffer: Vec<u8>,
    /// What of the buffer is still to be read.
    start: usize,
    end: usize,
    /// Where in the input the buffer ends.
    read: u64,
    /// Whether somebody has read beyond the end.
    is_over: bool,
    /// Why reading failed. What decompresses wraps errors; here it is known which were the disk's.
    failure: Option<String>,
}

enum Input {
    File(File),
    Stream(Box<dyn Read + Send>),
}

impl Source {
    /// Reads a file, from its first byte.
    pub(super) fn file(file: File) -> Source {
        Source::new(Input::File(file))
    }

    /// Reads what cannot be gone back in, such as standard input.
    pub(super) fn stream(stream: impl Read + Send + 'static) -> Source {
        Source::new(Input::Stream(Box::new(stream)))
    }

    fn new(input: Input) -> Source {
        Source { input, buffer: vec![0; ROOM], start: 0, end: 0, read: 0, is_over: false, failure: None }
    }

    /// How many bytes of the input come before the next one.
    pub(super) fn position(&self) -> u64 {
        self.read - (self.end - self.start) as u64
    }

    /// Whether any place can be gone to.
    pub(super) fn can_go_back(&self) -> bool {
        matches!(self.input, Input::File(_))
    }

    /// Whether bytes were asked for where there are none any more.
    pub(super) fn is_over(&self) -> bool {
        self.is_over
    }

    /// Why reading failed, if it did.
    pub(super) fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    /// Goes to a place, or as near to it as the input allows. Further ahead than its end is its end.
    pub(super) fn go_to(&mut self, place: u64) -> io::Result<()> {
        let held = self.read - self.end as u64;
        self.is_over = false;
        if (held..=self.read).contains(&place) {
            self.start = usize::try_from(place - held).unwrap_or(self.end);
            return Ok(());
        }
        match &mut self.input {
            Input::File(file) => {
                self.read = file.seek(SeekFrom::Start(place))?;
                (self.start, self.end) = (0, 0);
            }
            Input::Stream(_) if place < held => self.start = 0,
            Input::Stream(_) => {
                while self.position() < place {
                    let ahead = usize::try_from(place - self.position()).unwrap_or(usize::MAX);
                    let there = self.fill_buf()?.len();
                    if there == 0 {
                        break;
                    }
                    self.consume(there.min(ahead));
                }
            }
        }
        Ok(())
    }

    /// The next bytes, `count` of them where the input has as many; nothing is consumed.
    pub(super) fn peek(&mut self, count: usize) -> io::Result<&[u8]> {
        while self.end - self.start < count {
            if self.start > 0 {
                self.buffer.copy_within(self.start..self.end, 0);
                self.end -= self.start;
                self.start = 0;
            }
            if self.read_more()? == 0 {
                break;
            }
        }
        let end = self.end.min(self.start + count);
        Ok(self.buffer.get(self.start..end).unwrap_or_default())
    }

    /// Reads into the free end of the buffer.
    fn read_more(&mut self) -> io::Result<usize> {
        let room = self.buffer.get_mut(self.end..).unwrap_or_default();
        let result = loop {
            let result = match &mut self.input {
                Input::File(file) => file.read(room),
                Input::Stream(stream) => stream.read(room),
            };
            match result {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result,
            }
        };
        match result {
            Ok(count) => {
                self.end += count;
                self.read += count as u64;
                Ok(count)
            }
            Err(error) => {
                self.failure = Some(crate::report::reason(&error));
                Err(error)
            }
        }
    }
}

impl Read for Source {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(out)?;
        self.is_over |= count == 0 && !out.is_empty();
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Source {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.start == self.end {
            (self.start, self.end) = (0, 0);
            self.read_more()?;
        }
        Ok(self.buffer.get(self.start..self.end).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.start = self.end.min(self.start + count);
    }
}

#[cfg(test)]
mod tests {
    use super::Source;
    use std::io::{Cursor, Read};

    #[test]
    fn a_stream_goes_ahead_and_back_as_far_as_it_is_held() {
        let mut source = Source::stream(Cursor::new(b"0123456789".to_vec()));
        assert_eq!(source.peek(3).unwrap(), b"012");
        source.go_to(7).unwrap();
        assert_eq!(source.position(), 7);
        source.go_to(2).unwrap();
        let mut rest = String::new();
        source.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "23456789");
    }
}
