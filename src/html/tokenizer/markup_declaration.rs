//! What begins with `<!`: comments, document types, CDATA sections.

use super::{TokenSink, Tokenizer, is_space};
use memchr::{memchr, memmem};

/// A document type. Of its parts only what decides about quirks mode matters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Doctype {
    /// The name, in lower case.
    pub(in super::super) name: Option<String>,
    /// The public identifier.
    pub(in super::super) public_id: Option<String>,
    /// The system identifier.
    pub(in super::super) system_id: Option<String>,
    /// Whether it is broken in a way that forces quirks mode.
    pub(in super::super) force_quirks: bool,
}

impl<'s, S: TokenSink<'s>> Tokenizer<'s, S> {
    /// Reads what the `<!` at `at` begins: the [markup declaration open
    /// state](https://html.spec.whatwg.org/multipage/parsing.html#markup-declaration-open-state).
    pub(super) fn markup_declaration(&mut self, at: usize) {
        let rest = &self.source.as_bytes()[at..];
        if rest.starts_with(b"<!--") {
            self.comment(at + "<!--".len());
        } else if starts_with_ignoring_case(&rest["<!".len()..], b"doctype") {
            self.doctype(at + "<!doctype".len());
        } else if rest.starts_with(b"<![CDATA[") && self.sink.in_foreign_content() {
            self.cdata(at + "<![CDATA[".len());
        } else {
            self.bogus_comment(at + "<!".len());
        }
    }

    /// Reads a comment whose content begins at `start`: the [comment start
    /// state](https://html.spec.whatwg.org/multipage/parsing.html#comment-start-state) to the [comment end bang
    /// state](https://html.spec.whatwg.org/multipage/parsing.html#comment-end-bang-state).
    fn comment(&mut self, start: usize) {
        let bytes = self.source.as_bytes();
        let content = &bytes[start..];
        // `<!-->` and `<!--->` are complete.
        for short in [&b">"[..], b"->"] {
            if content.starts_with(short) {
                self.position = start + short.len();
                self.sink.comment(start..start);
                return;
            }
        }
        let dashes = memmem::Finder::new("--");
        let mut from = start;
        while let Some(found) = dashes.find(&bytes[from..]) {
            // In a longer row the last two dashes are those that count.
            let mut end = from + found;
            while bytes.get(end + 2) == Some(&b'-') {
                end += 1;
            }
            let after = &bytes[end..];
            for close in [&b"-->"[..], b"--!>"] {
                if after.starts_with(close) {
                    self.position = end + close.len();
                    self.sink.comment(start..end);
                    return;
                }
            }
            from = end + "--".len();
        }
        // The source ends in the comment; what could have been the beginning of its end is not part of it.
        let tail = [&b"--!"[..], b"--", b"-"].into_iter().find(|tail| content.ends_with(tail));
        self.position = bytes.len();
        self.sink.comment(start..bytes.len() - tail.map_or(0, <[u8]>::len));
    }

    /// Reads what the standard takes for a comment, anything up to the next `>`: the [bogus comment
    /// state](https://html.spec.whatwg.org/multipage/parsing.html#bogus-comment-state).
    pub(super) fn bogus_comment(&mut self, start: usize) {
        let end = self.find(b'>', start);
        self.position = (end + 1).min(self.source.len());
        self.sink.comment(start..end);
    }

    /// Reads a CDATA section whose content begins at `start`: the [CDATA section
    /// state](https://html.spec.whatwg.org/multipage/parsing.html#cdata-section-state).
    fn cdata(&mut self, start: usize) {
        let bytes = self.source.as_bytes();
        let end = memmem::find(&bytes[start..], b"]]>").map(|found| start + found);
        self.position = end.map_or(bytes.len(), |end| end + "]]>".len());
        self.characters(start..end.unwrap_or(bytes.len()), false);
    }

    /// Reads a document type from after its keyword: the [DOCTYPE
    /// state](https://html.spec.whatwg.org/multipage/parsing.html#doctype-state) to the [bogus DOCTYPE
    /// state](https://html.spec.whatwg.org/multipage/parsing.html#bogus-doctype-state).
    fn doctype(&mut self, at: usize) {
        let mut doctype = Doctype::default();
        let complete = self.doctype_parts(at, &mut doctype);
        if complete.is_none() {
            doctype.force_quirks = true;
            self.position = self.source.len();
        }
        self.sink.doctype(doctype);
    }

    /// Reads the parts of a document type, and moves behind it. None where the source ends first.
    fn doctype_parts(&mut self, at: usize, doctype: &mut Doctype) -> Option<()> {
        let bytes = self.source.as_bytes();
        let at = self.skip_space(at)?;
        if bytes[at] == b'>' {
            doctype.force_quirks = true;
            return self.end_doctype(at);
        }
        let name_length = bytes[at..].iter().position(|&byte| is_space(byte) || byte == b'>');
        let name_end = at + name_length.unwrap_or(bytes.len() - at);
        doctype.name = Some(self.source[at..name_end].to_ascii_lowercase().replace('\0', "\u{fffd}"));
        let at = self.skip_space(name_end)?;
        let rest = &bytes[at..];
        if rest[0] == b'>' {
            self.end_doctype(at)
        } else if starts_with_ignoring_case(rest, b"public") {
            let at = self.skip_space(at + "public".len())?;
            let Some(at) = self.identifier(at, &mut doctype.public_id)? else {
                doctype.force_quirks = true;
                return self.end_doctype(at);
            };
            let at = self.skip_space(at)?;
            if bytes[at] == b'>' { self.end_doctype(at) } else { self.system_identifier(at, doctype) }
        } else if starts_with_ignoring_case(rest, b"system") {
            let at = self.skip_space(at + "system".len())?;
            self.system_identifier(at, doctype)
        } else {
            doctype.force_quirks = true;
            self.end_doctype(at)
        }
    }

    /// Reads a system identifier at `at` and the rest of the document type.
    fn system_identifier(&mut self, at: usize, doctype: &mut Doctype) -> Option<()> {
        let Some(at) = self.identifier(at, &mut doctype.system_id)? else {
            doctype.force_quirks = true;
            return self.end_doctype(at);
        };
        // Whatever else stands there is passed over, without quirks.
        let at = self.skip_space(at)?;
        self.end_doctype(at)
    }

    /// Reads a quoted identifier at `at`: the position after it. The inner none says that there is no complete one.
    fn identifier(&mut self, at: usize, into: &mut Option<String>) -> Option<Option<usize>> {
        let bytes = self.source.as_bytes();
        let quote = bytes[at];
        if !matches!(quote, b'"' | b'\'') {
            return Some(None);
        }
        let start = at + 1;
        let length = bytes[start..].iter().position(|&byte| byte == quote || byte == b'>');
        let end = start + length.unwrap_or(bytes.len() - start);
        let written = self.source[start..end].replace("\r\n", "\n").replace('\r', "\n");
        *into = Some(written.replace('\0', "\u{fffd}"));
        match *bytes.get(end)? {
            b'>' => Some(None),
            _ => Some(Some(end + 1)),
        }
    }

    /// Passes over the rest of a document type. That the source ends in it, after all that matters, forces nothing.
    fn end_doctype(&mut self, at: usize) -> Option<()> {
        let end = self.find(b'>', at);
        self.position = (end + 1).min(self.source.len());
        Some(())
    }

    /// The position of the first byte from `at` on that is no white space, if there is one.
    fn skip_space(&self, at: usize) -> Option<usize> {
        let rest = self.source.as_bytes().get(at..)?;
        rest.iter().position(|&byte| !is_space(byte)).map(|found| at + found)
    }

    /// The position of the first such byte from `at` on, or the end of the source.
    fn find(&self, byte: u8, at: usize) -> usize {
        let bytes = self.source.as_bytes();
        memchr(byte, &bytes[at..]).map_or(bytes.len(), |found| at + found)
    }
}

/// Whether `bytes` begin with `word`, given in lower case.
fn starts_with_ignoring_case(bytes: &[u8], word: &[u8]) -> bool {
    bytes.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}
