//! Tags and their attributes.

use super::{AttributeToken, TagEnd, TagKind, TokenSink, Tokenizer, TokenizerState, is_space};
use memchr::memchr;

impl<'s, S: TokenSink<'s>> Tokenizer<'s, S> {
    /// Reads the tag whose `<` is at `at`: the [tag name
    /// state](https://html.spec.whatwg.org/multipage/parsing.html#tag-name-state) and those behind it. Where the source
    /// ends inside of it there is no tag, and no text in its place.
    pub(super) fn tag(&mut self, kind: TagKind, at: usize) {
        let bytes = self.source.as_bytes();
        let name_at = match kind {
            TagKind::Start => at + "<".len(),
            TagKind::End => at + "</".len(),
        };
        let name_end = end_of(bytes, name_at, |byte| is_space(byte) || matches!(byte, b'/' | b'>'));
        let name = &self.source[name_at..name_end];
        self.sink.open_tag(kind, name);
        let closed = self.attributes(name_end);
        let Some((end, self_closing)) = closed else {
            self.position = bytes.len();
            return;
        };
        self.position = end;
        let content = self.sink.close_tag(TagEnd { range: at..end, self_closing });
        match kind {
            TagKind::Start => {
                self.last_start = name;
                self.state = content;
            }
            TagKind::End => self.state = TokenizerState::Data,
        }
    }

    /// Reads what follows a tag's name: the position after `>`, and whether a `/` stood before it. The [before
    /// attribute name state](https://html.spec.whatwg.org/multipage/parsing.html#before-attribute-name-state) and the
    /// [self-closing start tag
    /// state](https://html.spec.whatwg.org/multipage/parsing.html#self-closing-start-tag-state).
    fn attributes(&mut self, mut at: usize) -> Option<(usize, bool)> {
        let bytes = self.source.as_bytes();
        loop {
            match *bytes.get(at)? {
                b'>' => return Some((at + 1, false)),
                b'/' if bytes.get(at + 1) == Some(&b'>') => return Some((at + 2, true)),
                b'/' => at += 1,
                byte if is_space(byte) => at += 1,
                _ => at = self.attribute(at)?,
            }
        }
    }

    /// Reads the attribute whose name begins at `name_at`: the position after it. The [attribute name
    /// state](https://html.spec.whatwg.org/multipage/parsing.html#attribute-name-state) to the [after attribute value
    /// state](https://html.spec.whatwg.org/multipage/parsing.html#after-attribute-value-(quoted)-state).
    fn attribute(&mut self, name_at: usize) -> Option<usize> {
        let bytes = self.source.as_bytes();
        // A name may begin with `=`.
        let name_end = end_of(bytes, name_at + 1, |byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='));
        let name = &self.source[name_at..name_end];
        let after_name = end_of(bytes, name_end, |byte| !is_space(byte));
        if *bytes.get(after_name)? != b'=' {
            self.sink.attribute(AttributeToken { name, value: "", value_at: name_end });
            return Some(after_name);
        }
        let value_at = end_of(bytes, after_name + 1, |byte| !is_space(byte));
        let (value_at, value_end, after) = match *bytes.get(value_at)? {
            quote @ (b'"' | b'\'') => {
                let value_at = value_at + 1;
                let value_end = value_at + memchr(quote, &bytes[value_at..])?;
                (value_at, value_end, value_end + 1)
            }
            b'>' => (value_at, value_at, value_at),
            _ => {
                let value_end = end_of(bytes, value_at, |byte| is_space(byte) || byte == b'>');
                (value_at, value_end, value_end)
            }
        };
        self.sink.attribute(AttributeToken { name, value: &self.source[value_at..value_end], value_at });
        Some(after)
    }
}

/// The position of the first byte from `at` on that `ends`, or of the end of the source.
fn end_of(bytes: &[u8], at: usize, ends: impl Fn(u8) -> bool) -> usize {
    match bytes.get(at..) {
        Some(rest) => rest.iter().position(|&byte| ends(byte)).map_or(bytes.len(), |found| at + found),
        None => bytes.len(),
    }
}
