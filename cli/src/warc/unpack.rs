//! A WARC file decompressed member by member.
//!
//! A compressed WARC file is a row of gzip members, Zstandard frames or LZ4 frames, one for each record as a rule: they are called
//! members here. A member that is damaged costs itself alone, since the search for the next one that opens a record begins right behind
//! its first byte. General readers stop there, or take the end of a truncated file for its end.

use super::source::Source;
use flate2::bufread::GzDecoder;
use lz4_flex::frame::FrameDecoder;
use memchr::memmem;
use std::io::{self, BufRead, Read};

/// How many decompressed bytes are held.
const ROOM: usize = 64 << 10;

/// How a gzip member begins.
const GZIP: &[u8] = b"\x1f\x8b\x08";
/// How a Zstandard frame begins.
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";
/// How the frame begins that holds the dictionary of a `.warc.zst`, after the specification of that.
const DICTIONARY: &[u8] = b"\x5d\x2a\x4d\x18";
/// How an LZ4 frame begins.
const LZ4: &[u8] = b"\x04\x22\x4d\x18";
/// How a record begins.
pub(super) const RECORD: &[u8] = b"WARC/";

/// How many bytes are looked at to tell what an input is: blank lines may come before the first record.
const FIRST: usize = 64;

/// How large a dictionary may be, compressed or not.
const MOST_DICTIONARY: u64 = 16 << 20;

/// A place in the decompressed bytes: a member's first byte in the file, and how far into what it decompresses to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) struct Position {
    pub(super) member: u64,
    pub(super) offset: u64,
}

/// Why the bytes do not go on.
#[derive(Debug)]
pub(super) enum Stop {
    /// The input cannot be read.
    Unreadable(String),
    /// A member does not decompress.
    Damaged(String),
}

/// Decompresses an input.
pub(super) struct Unpacker {
    layer: Layer,
    dictionary: Vec<u8>,
    /// Where the member begins that is being read.
    member: u64,
    is_plain: bool,
    /// Whether it is known how the input is compressed. It is not where its first bytes are damaged.
    is_known: bool,
    /// How many of its bytes come before `buffer`.
    before: u64,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
}

/// What stands between the input and the record.
enum Layer {
    /// Between members.
    Between(Source),
    Plain(Source),
    Gzip(Box<GzDecoder<Source>>),
    Zstd(Box<zstd::Decoder<'static, Source>>),
    Lz4(Box<FrameDecoder<Source>>),
    /// Only while one becomes another.
    Gone,
}

impl Unpacker {
    /// Decompresses an input from where the source stands.
    pub(super) fn new(source: Source) -> Unpacker {
        Unpacker {
            layer: Layer::Between(source),
            dictionary: Vec::new(),
            member: 0,
            is_plain: false,
            is_known: false,
            before: 0,
            buffer: vec![0; ROOM],
            start: 0,
            end: 0,
        }
    }

    /// Where the next byte stands. At the end of a member that is the beginning of the next one.
    pub(super) fn position(&self) -> Position {
        match &self.layer {
            Layer::Between(source) if self.start == self.end && !self.is_plain => {
                Position { member: source.position(), offset: 0 }
            }
            _ => Position { member: self.member, offset: self.before + self.start as u64 },
        }
    }

    /// Where in the input the member begins.
    pub(super) fn member(&self) -> u64 {
        self.member
    }

    /// How far the input has been read.
    pub(super) fn read(&self) -> u64 {
        match &self.layer {
            Layer::Between(source) | Layer::Plain(source) => source.position(),
            Layer::Gzip(decoder) => decoder.get_ref().position(),
            Layer::Zstd(decoder) => decoder.get_ref().position(),
            Layer::Lz4(decoder) => decoder.get_ref().position(),
            Layer::Gone => 0,
        }
    }

    /// Whether the input is not compressed.
    pub(super) fn is_plain(&self) -> bool {
        self.is_plain
    }

    /// Whether a member, or a record that is not compressed, was found in the input.
    pub(super) fn is_known(&self) -> bool {
        self.is_known
    }

    /// Whether the input is a file that is not compressed, in which one can go back.
    pub(super) fn can_go_back(&self) -> bool {
        self.is_plain && matches!(&self.layer, Layer::Plain(source) | Layer::Between(source) if source.can_go_back())
    }

    /// Goes to a place that `position` named in a run before, or in this one.
    pub(super) fn go_to(&mut self, place: Position) -> Result<(), Stop> {
        let mut source = self.take_source();
        // The dictionary stands at the beginning.
        if place != Position::default() && source.position() == 0 {
            self.read_dictionary(&mut source)?;
        }
        let moved = source.go_to(place.member);
        self.layer = Layer::Between(source);
        moved.map_err(unreadable)?;
        (self.before, self.start, self.end) = (0, 0, 0);
        self.is_known |= place.member > 0;
        if self.is_plain {
            self.layer = Layer::Plain(self.take_source());
        } else if place.offset == 0 {
            // Whoever asks for the next member is told what is wrong with it.
            return Ok(());
        } else {
            match self.next_member() {
                Ok(true) => {}
                Ok(false) => return Ok(()),
                // Only what is not compressed could be read beyond a first byte that says nothing.
                Err(Stop::Damaged(_)) if place.member == 0 => self.take_as_plain(),
                Err(stop) => return Err(stop),
            }
        }
        if let Layer::Plain(source) = &mut self.layer {
            source.go_to(place.offset).map_err(unreadable)?;
            (self.before, self.start, self.end) = (place.offset, 0, 0);
            return Ok(());
        }
        while self.position().offset < place.offset && self.fill()? {
            let ahead = usize::try_from(place.offset - self.position().offset).unwrap_or(usize::MAX);
            self.consume(ahead.min(self.available().len()));
        }
        Ok(())
    }

    /// What is decompressed and not consumed.
    pub(super) fn available(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    /// Goes on by so many of the bytes that are available.
    pub(super) fn consume(&mut self, count: usize) {
        self.start = self.end.min(self.start + count);
    }

    /// Makes bytes available, more of them where there are some. False at the end of the member.
    pub(super) fn fill_more(&mut self) -> Result<bool, Stop> {
        if self.start > 0 {
            self.before += self.start as u64;
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.end == self.buffer.len() {
            return Ok(true);
        }
        let room = self.buffer.get_mut(self.end..).unwrap_or_default();
        let result = match &mut self.layer {
            Layer::Between(_) | Layer::Gone => return Ok(false),
            Layer::Plain(source) => source.read(room),
            Layer::Gzip(decoder) => decoder.read(room),
            Layer::Zstd(decoder) => decoder.read(room),
            Layer::Lz4(decoder) => match decoder.read(room) {
                // The decoder takes an input that breaks off between two blocks for the end of a frame.
                Ok(0) if decoder.get_ref().is_over() => Err(io::ErrorKind::UnexpectedEof.into()),
                read => read,
            },
        };
        match result {
            Ok(0) => {
                self.layer = Layer::Between(self.take_source());
                Ok(false)
            }
            Ok(count) => {
                self.end += count;
                Ok(true)
            }
            Err(error) => {
                let source = self.take_source();
                let failure = source.failure().map(str::to_owned);
                self.layer = Layer::Between(source);
                Err(match failure {
                    Some(failure) => Stop::Unreadable(failure),
                    None if error.kind() == io::ErrorKind::UnexpectedEof => Stop::Damaged("it ends early".to_owned()),
                    None => Stop::Damaged(error.to_string()),
                })
            }
        }
    }

    /// Makes bytes available if there are none. False at the end of the member.
    pub(super) fn fill(&mut self) -> Result<bool, Stop> {
        if self.start < self.end { Ok(true) } else { self.fill_more() }
    }

    /// Goes to the next member. False at the end of the input.
    pub(super) fn next_member(&mut self) -> Result<bool, Stop> {
        let mut source = self.take_source();
        let opened = self.open_next(&mut source);
        let kind = match opened {
            Ok(kind) => kind,
            Err(stop) => {
                self.layer = Layer::Between(source);
                return Err(stop);
            }
        };
        if self.is_plain {
            // Nothing comes after the one member.
            self.layer = Layer::Between(source);
            return Ok(false);
        }
        self.member = source.position();
        (self.before, self.start, self.end) = (0, 0, 0);
        self.is_plain |= matches!(kind, Kind::Plain);
        self.is_known |= !matches!(kind, Kind::End);
        self.layer = match kind {
            Kind::End => Layer::Between(source),
            Kind::Plain => Layer::Plain(source),
            Kind::Gzip => Layer::Gzip(Box::new(GzDecoder::new(source))),
            Kind::Zstd => Layer::Zstd(Box::new(self.zstd(source)?)),
            Kind::Lz4 => Layer::Lz4(Box::new(FrameDecoder::new(source))),
        };
        Ok(!matches!(kind, Kind::End))
    }

    /// What the next member is; a dictionary before it is read.
    fn open_next(&mut self, source: &mut Source) -> Result<Kind, Stop> {
        if source.position() == 0 {
            self.read_dictionary(source)?;
        }
        let begins = source.peek(FIRST).map_err(unreadable)?;
        if begins.is_empty() {
            Ok(Kind::End)
        } else if begins.starts_with(GZIP) {
            Ok(Kind::Gzip)
        } else if begins.starts_with(ZSTD) {
            Ok(Kind::Zstd)
        } else if begins.starts_with(LZ4) {
            Ok(Kind::Lz4)
        } else if !self.is_known && begins.trim_ascii_start().starts_with(RECORD) {
            // The whole input is one member.
            Ok(Kind::Plain)
        } else {
            self.member = source.position();
            Err(Stop::Damaged("no record begins where one should".to_owned()))
        }
    }

    /// Reads the dictionary if one comes here.
    fn read_dictionary(&mut self, source: &mut Source) -> Result<(), Stop> {
        let begins = source.peek(8).map_err(unreadable)?;
        let (true, Some(length)) = (begins.starts_with(DICTIONARY), begins.get(4..8)) else { return Ok(()) };
        let length = u64::from(u32::from_le_bytes(length.try_into().unwrap_or_default()));
        if length > MOST_DICTIONARY {
            return Err(Stop::Unreadable(format!("its dictionary has {length} bytes")));
        }
        source.consume(8);
        let mut bytes = Vec::new();
        source.by_ref().take(length).read_to_end(&mut bytes).map_err(unreadable)?;
        self.dictionary = if bytes.starts_with(ZSTD) {
            let mut plain = Vec::new();
            zstd::Decoder::new(bytes.as_slice())
                .and_then(|decoder| decoder.take(MOST_DICTIONARY).read_to_end(&mut plain))
                .map_err(|error| Stop::Unreadable(format!("its dictionary does not decompress: {error}")))?;
            plain
        } else {
            bytes
        };
        Ok(())
    }

    fn zstd(&self, source: Source) -> Result<zstd::Decoder<'static, Source>, Stop> {
        match zstd::Decoder::with_dictionary(source, &self.dictionary) {
            Ok(decoder) => Ok(decoder.single_frame()),
            Err(error) => Err(Stop::Unreadable(error.to_string())),
        }
    }

    /// After a damage: goes to the next member that opens a record, and says how many bytes of the input were passed over from the
    /// beginning of the damaged one. Where it is not known yet how the input is compressed, a record that is not compressed is
    /// looked for, too.
    pub(super) fn recover(&mut self) -> Result<u64, Stop> {
        let from = self.member;
        let mut source = self.take_source();
        (self.start, self.end) = (0, 0);
        let found = self.find_opening(&mut source, from + 1);
        let place = source.position();
        self.layer = Layer::Between(source);
        match found? {
            None => {}
            Some(Opening::Member) => self.is_known = true,
            Some(Opening::Record) => {
                self.member = 0;
                self.take_as_plain();
                self.before = place;
            }
        }
        Ok(place - from)
    }

    /// Takes the input from here on as it is.
    fn take_as_plain(&mut self) {
        (self.is_plain, self.is_known) = (true, true);
        self.layer = Layer::Plain(self.take_source());
    }

    /// Goes to the next place from `place` on where a record begins, or to the end of the input.
    fn find_opening(&self, source: &mut Source, mut place: u64) -> Result<Option<Opening>, Stop> {
        loop {
            source.go_to(place).map_err(unreadable)?;
            // A stream may not be able to go back so far.
            place = source.position();
            let begins = source.peek(64 << 10).map_err(unreadable)?;
            if begins.is_empty() {
                return Ok(None);
            }
            let member = begins.windows(4).position(may_open);
            let before = begins.get(..member.unwrap_or(begins.len())).unwrap_or_default();
            let record = if self.is_known { None } else { memmem::find(before, b"\nWARC/") };
            match (record, member) {
                (Some(record), _) => {
                    source.go_to(place + record as u64 + 1).map_err(unreadable)?;
                    return Ok(Some(Opening::Record));
                }
                (None, Some(member)) => {
                    place += member as u64;
                    source.go_to(place).map_err(unreadable)?;
                    let opens = self.opens_record(source)?;
                    source.go_to(place).map_err(unreadable)?;
                    if opens {
                        return Ok(Some(Opening::Member));
                    }
                    place += 1;
                }
                // The last bytes may be the first ones of what is looked for.
                (None, None) => place += begins.len().saturating_sub(RECORD.len()).max(1) as u64,
            }
        }
    }

    /// Whether what begins here decompresses to the beginning of a record.
    fn opens_record(&self, source: &mut Source) -> Result<bool, Stop> {
        let mut first = [0; RECORD.len()];
        let begins = source.peek(GZIP.len()).map_err(unreadable)?;
        let read = if begins == GZIP {
            GzDecoder::new(source).read_exact(&mut first)
        } else if LZ4.starts_with(begins) {
            FrameDecoder::new(source).read_exact(&mut first)
        } else {
            match zstd::Decoder::with_dictionary(source, &self.dictionary) {
                Ok(decoder) => decoder.single_frame().read_exact(&mut first),
                Err(error) => return Err(unreadable(error)),
            }
        };
        Ok(read.is_ok() && first == RECORD)
    }

    fn take_source(&mut self) -> Source {
        match std::mem::replace(&mut self.layer, Layer::Gone) {
            Layer::Between(source) | Layer::Plain(source) => source,
            Layer::Gzip(decoder) => decoder.into_inner(),
            Layer::Zstd(decoder) => decoder.finish(),
            Layer::Lz4(decoder) => decoder.into_inner(),
            // An unpacker that has lost its input is at its end.
            Layer::Gone => Source::stream(io::empty()),
        }
    }
}

enum Kind {
    End,
    Plain,
    Gzip,
    Zstd,
    Lz4,
}

/// What a record begins with after a damage.
enum Opening {
    Member,
    /// The record itself: the input is not compressed.
    Record,
}

/// Whether four bytes can be the first ones of a member. The flags that gzip does not have are zero.
fn may_open(bytes: &[u8]) -> bool {
    match bytes {
        [0x1f, 0x8b, 0x08, flags] => flags & 0xe0 == 0,
        _ => bytes == ZSTD || bytes == LZ4,
    }
}

fn unreadable(error: io::Error) -> Stop {
    Stop::Unreadable(crate::report::reason(&error))
}

#[cfg(test)]
mod tests {
    use super::{Position, Source, Stop, Unpacker};
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::{Cursor, Write};

    /// A run that was broken off before a damage goes on there: it is the next member that is damaged, not the place.
    #[test]
    fn a_place_before_a_damage_can_be_gone_to() {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(b"WARC/1.1\r\n").unwrap();
        let member = encoder.finish().unwrap();
        for junk in [b"#".repeat(1000), b"\x1f\x8b\x08\xff#".to_vec()] {
            for before in [0, member.len()] {
                let bytes = [&member[..before], &junk, &member].concat();
                let mut unpacker = Unpacker::new(Source::stream(Cursor::new(bytes)));
                unpacker.go_to(Position { member: before as u64, offset: 0 }).unwrap();
                let met = unpacker.next_member().and_then(|_| unpacker.fill());
                assert!(matches!(met, Err(Stop::Damaged(_))), "{met:?}");
                assert_eq!(unpacker.recover().unwrap(), junk.len() as u64);
                assert!(unpacker.next_member().unwrap() && unpacker.fill().unwrap());
                assert_eq!(unpacker.available(), b"WARC/1.1\r\n");
            }
        }
    }
}
