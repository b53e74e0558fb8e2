//! Front matter: where it ends, and what it says.
//!
//! | begins with | ends with | holds | as in |
//! | --- | --- | --- | --- |
//! | `---` | `---` or `...` | YAML | Jekyll, Hugo, Hexo, and most others |
//! | `---yaml`, `---toml`, `---json` | `---` | what it says | gray-matter |
//! | `+++` | `+++` | TOML | Hugo, Zola |
//! | `{` | the `}` that closes it | JSON | Hugo |
//! | `;;;` | `;;;` | the inside of a JSON object | Hexo |
//! | `"` | `;;;` | the same | Hexo |
//! | `key: value` | `---` | YAML | Hexo |
//!
//! It stands at the start of the file, after nothing but a byte-order mark and blank lines. A fence may be longer than three
//! characters if its end is as long. The last two forms have no mark at their start, so they count only where they can be nothing
//! else.
//!
//! YAML and TOML that their parsers refuse are read [line by line](super::yaml_lines) where they have one of the usual keys, and so
//! is YAML that a blank line ends where its fence should stand; a diagnostic says so. What else has the fences but is no mapping stays text, and another says that. Two rules around a paragraph are no front
//! matter, nor is prose with a colon in it: the keys have to look like keys.

use super::{clip, json, toml, yaml, yaml_lines};
use crate::article::{Diagnostic, Map};

/// How long front matter may be. What seems to be longer is text.
const MAX_BYTES: usize = 1 << 20;

/// Keys that front matter in the wild has. One of them among the keys is a sign that it is front matter.
const USUAL_KEYS: [&str; 38] = [
    "abbrlink",
    "aliases",
    "author",
    "authors",
    "categories",
    "category",
    "comments",
    "cover",
    "created",
    "date",
    "description",
    "draft",
    "excerpt",
    "header",
    "headimg",
    "id",
    "image",
    "keywords",
    "lang",
    "language",
    "lastmod",
    "layout",
    "menu",
    "params",
    "permalink",
    "published",
    "slug",
    "sticky",
    "subtitle",
    "summary",
    "tag",
    "tags",
    "thumbnail",
    "title",
    "toc",
    "type",
    "updated",
    "weight",
];

/// A source split into front matter and body.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct SplitSource {
    /// The front matter, if there is any; it may be empty.
    pub(crate) front_matter: Option<Map>,
    /// Where the body begins, in bytes of the source: 0 without front matter.
    pub(crate) body_start: usize,
    /// What was wrong with it.
    pub(crate) diagnostic: Option<Diagnostic>,
}

/// Splits the front matter off `source`. Linear in its length.
pub(crate) fn split(source: &str) -> SplitSource {
    let text = source.trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']);
    let start = source.len() - text.len();
    let at_line_start = source[..start].chars().next_back().is_none_or(|c| matches!(c, '\n' | '\u{FEFF}'));
    let outcome = match text.as_bytes().first() {
        Some(b'{') => bare_object(text),
        _ if !at_line_start => Recognition::None,
        Some(b'-' | b'+' | b';') => fenced(text),
        Some(b'"') => object_without_start(text),
        Some(byte) if byte.is_ascii_alphabetic() => mapping_without_start(text),
        _ => Recognition::None,
    };
    match outcome {
        Recognition::None => SplitSource::default(),
        Recognition::Refused(format, message) => {
            let diagnostic = Diagnostic::FrontMatter { format: format.name(), message };
            SplitSource { diagnostic: Some(diagnostic), ..SplitSource::default() }
        }
        Recognition::Read { map, end } => {
            SplitSource { front_matter: Some(map), body_start: start + end, diagnostic: None }
        }
        Recognition::Mended { format, map, end, message } => {
            let diagnostic = Diagnostic::FrontMatterLines { format: format.name(), message };
            SplitSource { front_matter: Some(map), body_start: start + end, diagnostic: Some(diagnostic) }
        }
    }
}

/// What a text begins with.
enum Recognition {
    /// Nothing that looks like front matter.
    None,
    /// Something that looks like it but is not, and why.
    Refused(Format, String),
    /// Front matter.
    Read {
        map: Map,
        /// Where the text after it begins.
        end: usize,
    },
    /// Front matter as far as it could be read, line by line, and what its parser said.
    Mended { format: Format, map: Map, end: usize, message: String },
}

#[derive(Clone, Copy, PartialEq)]
enum Format {
    Yaml,
    Toml,
    Json,
}

impl Format {
    fn name(self) -> &'static str {
        match self {
            Format::Yaml => "YAML",
            Format::Toml => "TOML",
            Format::Json => "JSON",
        }
    }
}

/// Front matter between two fences.
fn fenced(text: &str) -> Recognition {
    let Some((fence, format)) = opening_fence(first_line(text)) else {
        return Recognition::None;
    };
    let start = first_line(text).len();
    let Some((end, body)) = closing_fence(text, start, fence, format) else {
        // A rule at the top of an article is nothing strange; a rule above a key is.
        let next = text[start..].lines().find(|line| !line.trim().is_empty());
        let looks_like_it = match format {
            Format::Yaml => next.and_then(key).is_some_and(is_usual),
            Format::Toml => next.is_some_and(|line| line.contains('=') || line.starts_with('[')),
            Format::Json => next.is_some_and(|line| line.starts_with('"')),
        };
        if let Some((map, end)) = unclosed(&text[start..]).filter(|_| format == Format::Yaml) {
            let message = format!("no line `{fence}` ends it, but a blank line does");
            return Recognition::Mended { format, map, end: start + end, message };
        }
        let reason = || format!("no line `{fence}` ends it within {MAX_BYTES} bytes");
        return if looks_like_it { Recognition::Refused(format, reason()) } else { Recognition::None };
    };
    let block = &text[start..end];
    if block.trim().is_empty() {
        return Recognition::Read { map: Map::default(), end: body };
    }
    let read = match format {
        Format::Yaml => yaml::mapping(block),
        Format::Toml => toml::table(block),
        Format::Json if fence.starts_with(';') && !block.trim_start().starts_with('{') => {
            json::object(&format!("{{{block}}}"))
        }
        Format::Json => json::object(block),
    };
    match read {
        Ok(map) => match implausible(&map, block).filter(|_| format == Format::Yaml) {
            Some(message) => Recognition::Refused(format, message),
            None => Recognition::Read { map, end: body },
        },
        Err(message) => {
            let map = match format {
                Format::Yaml => yaml_lines::mapping(block).filter(|map| implausible(map, block).is_none()),
                Format::Toml => toml::lines(block).filter(|map| map.iter().any(|(key, _)| is_usual(key))),
                Format::Json => None,
            };
            match map {
                Some(map) => Recognition::Mended { format, map, end: body, message },
                None => Recognition::Refused(format, message),
            }
        }
    }
}

/// Front matter in YAML that nothing closes: lines without a gap, each a key or below one, two of the usual keys among them, up
/// to a blank line that more text follows. Its map, and where that line begins.
fn unclosed(text: &str) -> Option<(Map, usize)> {
    let mut usual = 0;
    let mut at = 0;
    let limit = clip(text, MAX_BYTES).len();
    while at < limit {
        let line = first_line(&text[at..]);
        if line.trim().is_empty() {
            let block = &text[..at];
            let map = || yaml::mapping(block).ok().or_else(|| yaml_lines::mapping(block));
            return if usual >= 2 && !text[at..].trim().is_empty() { Some((map()?, at)) } else { None };
        }
        let is_indented = line.starts_with([' ', '\t', '-', '#']);
        match key(line.trim_end()).filter(|_| !is_indented) {
            Some(key) => usual += usize::from(is_usual(key)),
            None if is_indented && at > 0 => {}
            None => return None,
        }
        at += line.len();
    }
    None
}

/// The fence that a line consists of, and the format it announces.
fn opening_fence(line: &str) -> Option<(&str, Format)> {
    let line = line.trim_end();
    let mark = line.chars().next()?;
    let length = line.bytes().take_while(|&byte| byte == mark as u8).count();
    let (fence, word) = line.split_at_checked(length).filter(|_| length >= 3)?;
    let format = match (mark, word.trim_start()) {
        ('-', "" | "yaml" | "yml") => Format::Yaml,
        ('-', "toml") | ('+', "") => Format::Toml,
        ('-', "json") | (';', "") => Format::Json,
        _ => return None,
    };
    Some((fence, format))
}

/// Where the line begins that closes the block from `start`, and where the line after it does.
fn closing_fence(text: &str, start: usize, fence: &str, format: Format) -> Option<(usize, usize)> {
    let limit = clip(text, start + MAX_BYTES).len();
    let mut at = start;
    while at < limit {
        let line = first_line(&text[at..]);
        let content = line.trim_end();
        if content == fence || (format == Format::Yaml && content == "...") {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// The first line of a text, its line break included.
fn first_line(text: &str) -> &str {
    &text[..memchr::memchr(b'\n', text.as_bytes()).map_or(text.len(), |end| end + 1)]
}

/// A JSON object at the start of the text, with nothing but HTML after it on its last line.
fn bare_object(text: &str) -> Recognition {
    // `{{ title }}`, `{% raw %}` and `{}` are text.
    if !text[1..].trim_start().starts_with('"') {
        return Recognition::None;
    }
    let within = clip(text, MAX_BYTES);
    let (map, end) = match json::leading_object(within) {
        Ok(read) => read,
        Err(message) => return Recognition::Refused(Format::Json, message),
    };
    let rest = text[end..].trim_start_matches([' ', '\t', '\r']);
    let end = text.len() - rest.len();
    match rest.as_bytes().first() {
        None | Some(b'<') => Recognition::Read { map, end },
        Some(b'\n') => Recognition::Read { map, end: end + 1 },
        Some(_) => Recognition::None,
    }
}

/// Hexo's JSON without a fence before it.
fn object_without_start(text: &str) -> Recognition {
    let Some((end, body)) = closing_fence(text, 0, ";;;", Format::Json) else {
        return Recognition::None;
    };
    match json::object(&format!("{{{}}}", &text[..end])) {
        Ok(map) => Recognition::Read { map, end: body },
        Err(message) => Recognition::Refused(Format::Json, message),
    }
}

/// Hexo's YAML without a fence before it: lines without a gap, two of the usual keys among them, the first line being one.
fn mapping_without_start(text: &str) -> Recognition {
    let mut usual = 0;
    let mut at = 0;
    let limit = clip(text, MAX_BYTES).len();
    while at < limit {
        let line = first_line(&text[at..]);
        let content = line.trim_end();
        if at > 0 && content.len() >= 3 && content.bytes().all(|byte| byte == b'-') {
            let end = at + line.len();
            return match yaml::mapping(&text[..at]) {
                _ if usual < 2 => Recognition::None,
                Ok(map) => Recognition::Read { map, end },
                Err(message) => {
                    let map = yaml_lines::mapping(&text[..at]);
                    map.map_or(Recognition::None, |map| Recognition::Mended { format: Format::Yaml, map, end, message })
                }
            };
        }
        let key = key(content).filter(|_| !line.starts_with([' ', '\t']));
        match key {
            Some(key) => usual += usize::from(is_usual(key)),
            None if !content.is_empty() && line.starts_with([' ', '\t', '-', '#']) => {}
            None => return Recognition::None,
        }
        if usual == 0 {
            return Recognition::None;
        }
        at += line.len();
    }
    Recognition::None
}

/// Why a mapping that has parsed is text all the same.
fn implausible(map: &Map, block: &str) -> Option<String> {
    // What is a comment in YAML is a heading in Markdown.
    if map.is_empty() {
        return Some("it holds nothing but comments".to_owned());
    }
    let odd = |key: &str| key.contains(['<', '>', '\n']) || key.split_whitespace().nth(4).is_some() || key.len() > 200;
    if let Some((key, _)) = map.iter().find(|(key, _)| odd(key)) {
        let key: String = key.chars().take(40).collect();
        return Some(format!("`{key}` does not look like a key"));
    }
    // A paragraph that begins with a word and a colon is a mapping to YAML.
    let has_gap = block.trim().lines().any(|line| line.trim().is_empty());
    if has_gap && !map.iter().any(|(key, _)| is_usual(key)) {
        return Some("it has a blank line, and no key that front matter usually has".to_owned());
    }
    None
}

/// The key of a line `key: value`.
pub(super) fn key(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let key = key.trim_end();
    let unquoted = ['"', '\''].iter().find_map(|&quote| key.strip_prefix(quote)?.strip_suffix(quote));
    let key = unquoted.unwrap_or(key);
    let is_key = !key.is_empty()
        && key.chars().count() <= 40
        && !key.starts_with(['-', '?', '&', '*', '!', '|', '%', '@', '`', '{', '[', '(', '.'])
        && !key.contains(['<', '>', '"', '\'', '#', '/', '{', '}', '[', ']', ',', '。', '，', '！', '？', ' ', '\t']);
    (is_key && (rest.is_empty() || rest.starts_with([' ', '\t', '\r']))).then_some(key)
}

pub(super) fn is_usual(key: &str) -> bool {
    USUAL_KEYS.iter().any(|usual| usual.eq_ignore_ascii_case(key))
}
