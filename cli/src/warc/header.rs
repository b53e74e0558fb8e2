//! The header of a record, and how much of the record is still to come.

/// The header of a record.
#[derive(Debug, Default)]
pub(super) struct Header {
    pub(super) kind: String,
    pub(super) url: Option<String>,
    pub(super) date: Option<String>,
    pub(super) id: Option<String>,
    pub(super) content_type: String,
    pub(super) payload_type: Option<String>,
    pub(super) length: Option<u64>,
    pub(super) is_truncated: bool,
}

impl Header {
    /// Takes in a line.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        let text = || Some(value.to_owned());
        match name.to_ascii_lowercase().as_str() {
            "warc-type" => self.kind = value.to_ascii_lowercase(),
            // Some writers put it in angle brackets.
            "warc-target-uri" => {
                let bare = value.strip_prefix('<').and_then(|value| value.strip_suffix('>'));
                self.url = Some(bare.unwrap_or(value).to_owned());
            }
            "warc-date" => self.date = text(),
            "warc-record-id" => self.id = text(),
            "content-type" => self.content_type = value.to_ascii_lowercase(),
            "warc-identified-payload-type" => self.payload_type = text(),
            "content-length" => self.length = value.parse().ok(),
            "warc-truncated" => self.is_truncated = true,
            _ => {}
        }
    }
}

/// The bytes of a record that are still to come.
pub(super) struct Body {
    /// How many.
    pub(super) left: u64,
    /// How many have been read.
    pub(super) read: u64,
    /// The input ended before.
    pub(super) is_short: bool,
}

impl Body {
    /// So many bytes, as the record says.
    pub(super) fn of(length: u64) -> Body {
        Body { left: length, read: 0, is_short: false }
    }

    /// What of the bytes that are available belongs to the record.
    pub(super) fn part<'b>(&self, bytes: &'b [u8], most: usize) -> &'b [u8] {
        let count = bytes.len().min(most).min(usize::try_from(self.left).unwrap_or(usize::MAX));
        bytes.get(..count).unwrap_or_default()
    }

    /// So many bytes have been read.
    pub(super) fn advance(&mut self, count: usize) {
        self.left = self.left.saturating_sub(count as u64);
        self.read += count as u64;
    }

    /// The input ends before the record does.
    pub(super) fn end_short(&mut self) {
        self.left = 0;
        self.is_short = true;
    }
}
