//! Elements whose content is not markup: text that only their own end tag ends.

use super::{Consumer, Content, Context, TagKind, Tokenizer, is_space};
use memchr::{memchr, memchr_iter, memchr2};

impl<'s, C: Consumer<'s>> Tokenizer<'s, C> {
    /// Reads the content of an element like `<title>` or `<style>`, and its end tag.
    pub(super) fn raw_text(&mut self) {
        let start = self.position;
        let end = memchr_iter(b'<', &self.source.as_bytes()[start..])
            .map(|found| start + found)
            .find(|&at| self.is_end_tag_of_raw_text(at));
        self.raw_content(end);
    }

    /// Reads the content of a `<script>`, and the end tag that counts.
    ///
    /// Inside `<!-- … -->` a `<script>` opens a second level, in which `</script>` only leads back to the first.
    pub(super) fn script(&mut self) {
        let bytes = self.source.as_bytes();
        let mut at = self.position;
        let mut level = Level::Script;
        let end = loop {
            let rest = &bytes[at..];
            let found = match level {
                Level::Script => memchr(b'<', rest),
                Level::Comment | Level::ScriptInComment => memchr2(b'<', b'-', rest),
            };
            let Some(found) = found else { break None };
            at += found;
            let rest = &bytes[at..];
            if rest.starts_with(b"-->") {
                level = Level::Script;
                at += "-->".len();
            } else if level == Level::Script && rest.starts_with(b"<!--") {
                level = Level::Comment;
                // The dashes count towards `-->`, so that `<!-->` is complete.
                at += "<!".len();
            } else if level != Level::ScriptInComment && self.is_end_tag_of_raw_text(at) {
                break Some(at);
            } else if level == Level::Comment && is_named(rest, b"<script") {
                level = Level::ScriptInComment;
                at += "<script".len();
            } else if level == Level::ScriptInComment && is_named(rest, b"</script") {
                level = Level::Comment;
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
        let references = self.content == Content::EscapableRawText && memchr(b'&', raw).is_some();
        self.raw_characters(range.clone(), references.then_some(Context::Text));
        match end {
            Some(at) => self.tag(TagKind::End, at),
            None => self.position = range.end,
        }
    }

    /// Whether the end tag of the element that was opened last stands at `at`.
    fn is_end_tag_of_raw_text(&self, at: usize) -> bool {
        let rest = &self.source.as_bytes()[at..];
        !self.last_start.is_empty()
            && rest.starts_with(b"</")
            && is_named(&rest["</".len()..], self.last_start.as_bytes())
    }
}

/// What a position in a script is inside of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Script,
    Comment,
    ScriptInComment,
}

/// Whether `rest` begins with `name`, in upper or lower case, and then something that ends a name.
fn is_named(rest: &[u8], name: &[u8]) -> bool {
    let Some((written, after)) = rest.split_at_checked(name.len()) else { return false };
    let ends = after.first().is_some_and(|&byte| is_space(byte) || matches!(byte, b'/' | b'>'));
    ends && written.eq_ignore_ascii_case(name)
}
