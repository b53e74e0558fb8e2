//! JSON as pages hold it, read without ever giving up.
//!
//! What stands in a JSON-LD script is often no JSON: comments and CDATA marks around it, commas too many or too few, line
//! breaks and quotes inside strings, the end missing. All of that is read as it was meant, as far as that can be told; what
//! cannot be read is passed over. Values lie in one list, parents before children, so nothing recurses.

use memchr::{memchr, memchr2};
use std::borrow::Cow;

/// What is deeper is read and dropped.
const MAX_DEPTH: usize = 32;

/// What comes after so many values is left unread.
const MAX_NODES: usize = 20_000;

/// The values of the scripts of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Json<'s> {
    nodes: Vec<JsonNode<'s>>,
}

/// A value. Its children are the values that follow, up to `end`.
#[derive(Clone, Debug)]
struct JsonNode<'s> {
    key: Cow<'s, str>,
    kind: JsonKind<'s>,
    end: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum JsonKind<'s> {
    /// Text, as written but for JSON's escapes.
    Text(Cow<'s, str>),
    /// A number, `true`, `false` or `null`: as written.
    Word(&'s str),
    List,
    Object,
}

/// The place of a value in its [`Json`].
pub(super) type At = usize;

impl<'s> Json<'s> {
    /// Reads a script, and appends its values. Linear in the length of `script`.
    pub(super) fn read(&mut self, script: &'s str) {
        JsonReader { rest: script, json: self, open: Vec::new(), dropped: 0, key: None }.run();
    }

    /// What a value is.
    pub(super) fn kind(&self, at: At) -> &JsonKind<'s> {
        &self.nodes[at].kind
    }

    /// How many values there are; each place below is a value.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The place of the next value. A script has fewer values than bytes, and no input has more bytes than this counts.
    fn next_place(&self) -> u32 {
        u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)
    }

    /// The place past a value and all that is in it.
    pub(super) fn end(&self, at: At) -> At {
        self.nodes[at].end as usize
    }

    /// The values at the top.
    pub(super) fn roots(&self) -> impl Iterator<Item = At> {
        self.siblings(0, self.nodes.len())
    }

    /// The values in a list or an object.
    pub(super) fn children(&self, at: At) -> impl Iterator<Item = At> {
        self.siblings(at + 1, self.end(at))
    }

    fn siblings(&self, first: At, end: At) -> impl Iterator<Item = At> {
        std::iter::successors((first < end).then_some(first), move |&at| Some(self.end(at)).filter(|&next| next < end))
    }

    /// The entries of an object.
    pub(super) fn entries(&self, at: At) -> impl Iterator<Item = (&str, At)> {
        let is_object = matches!(self.kind(at), JsonKind::Object);
        self.children(at).filter(move |_| is_object).map(|child| (self.nodes[child].key.as_ref(), child))
    }

    /// The value under a key. Of equal keys the first counts.
    pub(super) fn get(&self, at: At, key: &str) -> Option<At> {
        self.entries(at).find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    /// The text of a value that is one.
    pub(super) fn text(&self, at: At) -> Option<&str> {
        match self.kind(at) {
            JsonKind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The values of a list, or the value itself.
    pub(super) fn each(&self, at: At) -> impl Iterator<Item = At> {
        let (first, end) = match self.kind(at) {
            JsonKind::List => (at + 1, self.end(at)),
            _ => (at, self.end(at)),
        };
        self.siblings(first, end)
    }
}

struct JsonReader<'j, 's> {
    rest: &'s str,
    json: &'j mut Json<'s>,
    /// The lists and objects that are open, by place.
    open: Vec<At>,
    /// How many lists and objects are open inside one that is too deep.
    dropped: usize,
    /// The key that waits for its value.
    key: Option<Cow<'s, str>>,
}

impl<'s> JsonReader<'_, 's> {
    fn run(mut self) {
        while self.json.nodes.len() < MAX_NODES {
            self.skip_between();
            let Some(&byte) = self.rest.as_bytes().first() else { break };
            match byte {
                b'{' => self.enter(JsonKind::Object),
                b'[' => self.enter(JsonKind::List),
                b'}' | b']' => self.leave(),
                b'"' => {
                    let text = self.string();
                    self.string_or_key(text);
                }
                _ => {
                    let end = self.rest.find(|c: char| !is_word(c)).unwrap_or(self.rest.len());
                    let end = if end == 0 { self.rest.chars().next().map_or(0, char::len_utf8) } else { end };
                    let word = &self.rest[..end];
                    self.rest = &self.rest[end..];
                    if is_word(word.chars().next().unwrap_or(' ')) {
                        self.push(JsonKind::Word(word));
                    }
                }
            }
        }
        while let Some(at) = self.open.pop() {
            self.json.nodes[at].end = self.json.next_place();
        }
    }

    /// Passes over white space, commas and colons without meaning, comments and the marks of CDATA.
    fn skip_between(&mut self) {
        loop {
            self.rest =
                self.rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | ';' | '\u{FEFF}'));
            let comment = [("/*", "*/"), ("<!--", ""), ("-->", ""), ("<![CDATA[", ""), ("]]>", ""), ("//", "\n")]
                .into_iter()
                .find(|(start, _)| self.rest.starts_with(start));
            let Some((start, end)) = comment else { return };
            let inner = &self.rest[start.len()..];
            // A line comment may hold the mark of CDATA, and the data on the same line.
            self.rest = match end {
                "" => inner,
                "\n" if inner.trim_start().starts_with(['<', ']', '-']) => inner,
                _ => inner.find(end).map_or("", |at| &inner[at + end.len()..]),
            };
        }
    }

    fn enter(&mut self, kind: JsonKind<'s>) {
        self.rest = &self.rest[1..];
        if self.dropped > 0 || self.open.len() >= MAX_DEPTH {
            self.dropped += 1;
            self.key = None;
            return;
        }
        self.push(kind);
        self.open.push(self.json.nodes.len() - 1);
    }

    fn leave(&mut self) {
        self.rest = &self.rest[1..];
        self.key = None;
        if self.dropped > 0 {
            self.dropped -= 1;
        } else if let Some(at) = self.open.pop() {
            self.json.nodes[at].end = self.json.next_place();
        }
    }

    fn string_or_key(&mut self, text: Cow<'s, str>) {
        let in_object = self.open.last().is_some_and(|&at| self.json.nodes[at].kind == JsonKind::Object);
        if self.key.is_none() && in_object && self.rest.trim_start().starts_with(':') {
            self.key = Some(text);
        } else {
            self.push(JsonKind::Text(text));
        }
    }

    fn push(&mut self, kind: JsonKind<'s>) {
        if self.dropped > 0 {
            self.key = None;
            return;
        }
        let end = self.json.next_place().saturating_add(1);
        self.json.nodes.push(JsonNode { key: self.key.take().unwrap_or_default(), kind, end });
    }

    /// Reads the string that begins here.
    fn string(&mut self) -> Cow<'s, str> {
        let inner = &self.rest[1..];
        let mut at = 0;
        let mut escapes = false;
        loop {
            match memchr2(b'"', b'\\', &inner.as_bytes()[at..]) {
                None => {
                    at = inner.len();
                    break;
                }
                Some(found) => {
                    at += found;
                    if inner.as_bytes()[at] == b'"' {
                        if ends_string(&inner[at + 1..]) {
                            break;
                        }
                        at += 1;
                    } else {
                        escapes = true;
                        // What is escaped may be a character of several bytes.
                        at += 1 + inner[at + 1..].chars().next().map_or(0, char::len_utf8);
                    }
                }
            }
        }
        let raw = &inner[..at];
        self.rest = inner.get(at + 1..).unwrap_or("");
        if escapes { Cow::Owned(unescape(raw)) } else { Cow::Borrowed(raw) }
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '_')
}

/// Whether the quote before `after` ends its string: it does unless plain text goes on, as in `"a "quoted" word"`.
fn ends_string(after: &str) -> bool {
    matches!(
        after.trim_ascii_start().bytes().next(),
        None | Some(b',' | b':' | b'}' | b']' | b'"' | b'/' | b'<' | b';')
    )
}

/// Resolves JSON's escapes. What is none stays as it is.
fn unescape(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = memchr(b'\\', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let mut chars = rest[at + 1..].chars();
        match chars.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some('b' | 'f') => out.push(' '),
            Some('u') => {
                let (character, used) = unicode_escape(chars.as_str());
                out.push(character);
                chars = chars.as_str()[used..].chars();
            }
            Some(other) => out.push(other),
            None => {}
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out
}

/// The character after `\u`, and how many bytes its digits take, those of a second half included.
fn unicode_escape(after: &str) -> (char, usize) {
    let unit = |text: &str| text.get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let Some(first) = unit(after) else { return ('u', 0) };
    let second = after[4..].strip_prefix("\\u").and_then(unit).filter(|second| (0xDC00..0xE000).contains(second));
    match (first, second) {
        (0xD800..0xDC00, Some(second)) => {
            let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
            (char::from_u32(code).unwrap_or('\u{FFFD}'), 10)
        }
        _ => (char::from_u32(first).unwrap_or('\u{FFFD}'), 4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(script: &str) -> Json<'_> {
        let mut json = Json::default();
        json.read(script);
        json
    }

    fn text<'j>(json: &'j Json<'_>, path: &[&str]) -> Option<&'j str> {
        let mut at = json.roots().next()?;
        for key in path {
            at = json.get(at, key)?;
        }
        json.text(at)
    }

    #[test]
    fn sound_json_is_read() {
        let json = read(r#"{"a": {"b": ["x", 1, null, {"c": "y\n\u00e9\ud83c\udf75\"\/"}]}, "d": "z"}"#);
        assert_eq!(text(&json, &["d"]), Some("z"));
        let list = json.get(json.get(0, "a").unwrap(), "b").unwrap();
        let values: Vec<_> = json.each(list).collect();
        assert_eq!(json.text(values[0]), Some("x"));
        assert_eq!(json.kind(values[1]), &JsonKind::Word("1"));
        assert_eq!(json.text(json.get(values[3], "c").unwrap()), Some("y\né🍵\"/"));
        assert_eq!(json.roots().count(), 1);
    }

    #[test]
    fn what_pages_make_of_json_is_read_as_it_was_meant() {
        for script in [
            "<!-- {\"a\": {\"b\": \"x\"}} -->",
            "//<![CDATA[\n{\"a\": {\"b\": \"x\"}}\n//]]>",
            "/*<![CDATA[*/ {\"a\": {\"b\": \"x\"}} /*]]>*/",
            "// data\n{\"a\": {\"b\": \"x\",},};",
            "{\"a\": {\"q\": [1,,2,], \"b\": \"x\"",
            "{\"q\": \"one\ntwo\", \"a\": {\"b\": \"x\"}}",
            "{\"q\": \"a \"quoted\" word\", \"a\": {\"b\": \"x\"}}",
            "{\"q\": \"1\" \"a\": {\"b\": \"x\"}}",
            "{\"q\": \"\\x \\u12\", \"a\": {\"b\": \"x\"}}",
        ] {
            assert_eq!(text(&read(script), &["a", "b"]), Some("x"), "{script}");
        }
        assert_eq!(text(&read("{\"q\": \"one\ntwo\"}"), &["q"]), Some("one\ntwo"));
        assert_eq!(text(&read("{\"q\": \"a \"quoted\" word\"}"), &["q"]), Some("a \"quoted\" word"));
        assert_eq!(read("").len(), 0);
        assert_eq!(read("]}\",\\").len(), 1);
        assert_eq!(read("{\"a\":1}{\"a\":2} [3]").roots().count(), 3);
    }

    #[test]
    fn bombs_are_read_to_a_limit() {
        let deep = read_len(&"[".repeat(100_000));
        assert!(deep <= MAX_DEPTH, "{deep}");
        assert!(read_len(&"{\"a\":".repeat(100_000)) <= MAX_DEPTH);
        assert_eq!(read_len(&format!("[{}]", "1,".repeat(1_000_000))), MAX_NODES);
        let long = format!("{{\"a\":\"{}end\",\"b\":\"x\"}}", "long \" ".repeat(1_500_000));
        assert_eq!(text(&read(&long), &["b"]), Some("x"));
    }

    fn read_len(script: &str) -> usize {
        read(script).len()
    }
}
