//! Elements whose content is not markup: text that only their own end tag ends.

use super::{Decoding, TagKind, TokenSink, Tokenizer, TokenizerState, is_space};
use memchr::{memchr, memchr_iter, memchr2};

impl<'s, S: TokenSink<'s>> Tokenizer<'s, S> {
    /// Reads the content of an element like `<title>` or `<style>`, and its end tag: the [RCDATA
    /// state](https://html.spec.whatwg.org/multipage/parsing.html#rcdata-state), the [RAWTEXT
    /// state](https://html.spec.whatwg.org/multipage/parsing.html#rawtext-state) and those for their end tags.
    pub(super) fn rcdata_or_rawtext(&mut self) {
        let start = self.position;
        let end = memchr_iter(b'<', &self.source.as_bytes()[start..])
            .map(|found| start + found)
            .find(|&at| self.is_appropriate_end_tag(at));
        self.raw_content(end);
    }

    /// Reads the content of a `<script>`, and the end tag that counts: the [script data
    /// state](https://html.spec.whatwg.org/multipage/parsing.html#script-data-state) and those behind it.
    ///
    /// Inside `<!-- … -->` a `<script>` opens a second level, in which `</script>` only leads back to the first.
    pub(super) fn script_data(&mut self) {
        let bytes = self.source.as_bytes();
        let mut at = self.position;
        let mut level = ScriptDataState::ScriptData;
        let end = loop {
            let rest = &bytes[at..];
            let found = match level {
                ScriptDataState::ScriptData => memchr(b'<', rest),
                ScriptDataState::Escaped | ScriptDataState::DoubleEscaped => memchr2(b'<', b'-', rest),
            };
            let Some(found) = found else { break None };
            at += found;
            let rest = &bytes[at..];
            if rest.starts_with(b"-->") {
                level = ScriptDataState::ScriptData;
                at += "-->".len();
            } else if level == ScriptDataState::ScriptData && rest.starts_with(b"<!--") {
                level = ScriptDataState::Escaped;
                // The dashes count towards `-->`, so that `<!-->` is complete.
                at += "<!".len();
            } else if level != ScriptDataState::DoubleEscaped && self.is_appropriate_end_tag(at) {
                break Some(at);
            } else if level == ScriptDataState::Escaped && is_named(rest, b"<script") {
                level = ScriptDataState::DoubleEscaped;
                at += "<script".len();
            } else if level == ScriptDataState::DoubleEscaped && is_named(rest, b"</script") {
                level = ScriptDataState::Escaped;
                at += "</script".len();
            } else {
                at += 1;
            }
        };
        self.raw_content(end);
    }

    /// Hands on raw text up to its end tag, if there is one, and reads that.
    fn raw_content(&mut self, end: Option<usize>) {
        let range = self.position..end.unwrap_or(self.source.len());
        let raw = &self.source.as_bytes()[range.clone()];
        let references = self.state == TokenizerState::Rcdata && memchr(b'&', raw).is_some();
        self.raw_characters(range.clone(), references.then_some(Decoding::Text));
        match end {
            Some(at) => self.tag(TagKind::End, at),
            None => self.position = range.end,
        }
    }

    /// Whether the end tag of the element that was opened last stands at `at`: an [appropriate end
    /// tag](https://html.spec.whatwg.org/multipage/parsing.html#appropriate-end-tag-token).
    fn is_appropriate_end_tag(&self, at: usize) -> bool {
        let rest = &self.source.as_bytes()[at..];
        !self.last_start.is_empty()
            && rest.starts_with(b"</")
            && is_named(&rest["</".len()..], self.last_start.as_bytes())
    }
}

/// What a position in a script is inside of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ScriptDataState {
    /// Nothing but the script: the [script data
    /// state](https://html.spec.whatwg.org/multipage/parsing.html#script-data-state).
    ScriptData,
    /// A comment: the [script data escaped
    /// state](https://html.spec.whatwg.org/multipage/parsing.html#script-data-escaped-state).
    Escaped,
    /// A script in a comment: the [script data double escaped
    /// state](https://html.spec.whatwg.org/multipage/parsing.html#script-data-double-escaped-state).
    DoubleEscaped,
}

/// Whether `rest` begins with `name`, in upper or lower case, and then something that ends a name.
fn is_named(rest: &[u8], name: &[u8]) -> bool {
    let Some((written, after)) = rest.split_at_checked(name.len()) else { return false };
    let ends = after.first().is_some_and(|&byte| is_space(byte) || matches!(byte, b'/' | b'>'));
    ends && written.eq_ignore_ascii_case(name)
}
