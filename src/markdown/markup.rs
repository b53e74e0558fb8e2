//! Tags of HTML in a text that is mostly something else: where they begin and end, as far as that can be told without a
//! parser.

/// Something between angle brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Markup<'s> {
    /// A start tag, and whether it is closed at once, as in `<br/>`.
    Start { name: &'s str, is_closed: bool },
    /// An end tag.
    End { name: &'s str },
    /// A comment, a declaration, or the like.
    Other,
}

/// Finds tags, one after another. Linear in the length of the text, whatever is open in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Scanner {
    /// How many tags have reached the end of the text because of a quotation mark that nothing closes.
    failures: usize,
    /// Whether no tag can end any more.
    is_over: bool,
    /// Whether no comment can.
    is_last_comment_over: bool,
}

/// So many tags may run to the end of the text. After that quotation marks count for nothing.
const FAILURES: usize = 16;

impl Scanner {
    /// The markup that begins at `at`, where a `<` stands, and where it ends. To be called with rising positions of one text.
    pub(super) fn markup<'s>(&mut self, text: &'s str, at: usize) -> Option<(Markup<'s>, usize)> {
        let rest = &text[at + 1..];
        if self.is_over {
            return None;
        }
        if let Some(comment) = rest.strip_prefix("!--") {
            if self.is_last_comment_over {
                return None;
            }
            let end = memchr::memmem::find(comment.as_bytes(), b"-->");
            self.is_last_comment_over = end.is_none();
            return Some((Markup::Other, at + 4 + end? + 3));
        }
        let is_end = rest.starts_with('/');
        let name = &rest[usize::from(is_end)..];
        if !is_end && name.starts_with(['!', '?']) {
            let end = self.plain_end(text, at)?;
            return Some((Markup::Other, end));
        }
        let length = name.bytes().take_while(|&byte| byte.is_ascii_alphanumeric() || byte == b'-').count();
        let (name, after) = name.split_at(length);
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic());
        if !is_name || !after.starts_with([' ', '\t', '\r', '\n', '/', '>']) {
            return None;
        }
        let end = self.end(text, at + 1)?;
        let is_closed = text[..end - 1].ends_with('/');
        Some((if is_end { Markup::End { name } } else { Markup::Start { name, is_closed } }, end))
    }

    /// The end of a tag, `>` in quotation marks left out.
    fn end(&mut self, text: &str, from: usize) -> Option<usize> {
        if self.failures < FAILURES {
            let bytes = text.as_bytes();
            let mut at = from;
            while let Some(next) = memchr::memchr3(b'>', b'"', b'\'', &bytes[at..]) {
                at += next;
                if bytes[at] == b'>' {
                    return Some(at + 1);
                }
                // A quotation mark opens a value only behind `=`; elsewhere it is a mistake.
                let is_value = text[from..at].trim_end().ends_with('=');
                let close = if is_value { memchr::memchr(bytes[at], &bytes[at + 1..]) } else { Some(0) };
                match close {
                    Some(0) if !is_value => at += 1,
                    Some(close) => at += close + 2,
                    None => break,
                }
            }
            self.failures += 1;
        }
        self.plain_end(text, from)
    }

    fn plain_end(&mut self, text: &str, from: usize) -> Option<usize> {
        let end = memchr::memchr(b'>', &text.as_bytes()[from..]);
        self.is_over |= end.is_none();
        Some(from + end? + 1)
    }
}

/// Whether an element has no content.
pub(super) fn is_void(name: &str) -> bool {
    const NAMES: [&str; 14] =
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
    is_one_of(name, &NAMES)
}

/// Whether a name is one of a list, whatever its case.
pub(super) fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|other| name.eq_ignore_ascii_case(other))
}

/// The elements that are open, as far as tags tell: so many of them by name, deeper ones by number.
#[derive(Clone, Debug, Default)]
pub(super) struct OpenElements<'s> {
    names: Vec<&'s str>,
    deeper: usize,
}

/// A look for the start of an element takes no longer than this.
const NAMED: usize = 64;

impl<'s> OpenElements<'s> {
    /// Takes note of a tag.
    pub(super) fn take(&mut self, markup: Markup<'s>) {
        match markup {
            Markup::Start { name, is_closed } if !is_closed && !is_void(name) => {
                // A paragraph or an item that is still open ends where the next begins.
                if is_one_of(name, &["p", "li"]) && self.deeper == 0 {
                    self.names.pop_if(|last| last.eq_ignore_ascii_case(name));
                }
                if self.names.len() < NAMED {
                    self.names.push(name);
                } else {
                    self.deeper += 1;
                }
            }
            Markup::End { .. } if self.deeper > 0 => self.deeper -= 1,
            Markup::End { name } => {
                if let Some(start) = self.names.iter().rposition(|open| open.eq_ignore_ascii_case(name)) {
                    self.names.truncate(start);
                }
            }
            Markup::Start { .. } | Markup::Other => {}
        }
    }

    /// Ends the paragraph that is innermost.
    #[cfg(feature = "markdown")]
    pub(super) fn end_paragraph(&mut self) {
        if self.deeper == 0 {
            self.names.pop_if(|last| last.eq_ignore_ascii_case("p"));
        }
    }

    /// Whether none is open.
    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty() && self.deeper == 0
    }

    /// Whether all that are open satisfy a condition.
    pub(super) fn all(&self, condition: impl Fn(&str) -> bool) -> bool {
        self.deeper == 0 && self.names.iter().all(|name| condition(name))
    }

    /// The innermost one.
    pub(super) fn last(&self) -> Option<&'s str> {
        self.names.last().copied()
    }
}
