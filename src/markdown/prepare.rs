//! What is no Markdown in a post, made Markdown or HTML before it is parsed.
//!
//! - The tags of Hexo, Jekyll and Hugo ([`tags`](super::tags)).
//! - Kramdown's attribute lists (`{: .note}`, `{:toc}`) and the ids of headings (`{#water}`): they go, and so does the
//!   place of a table of contents (`[TOC]`).
//! - `##Heading`, which older parsers took for one.
//! - Emphasis beside Chinese, Japanese and Korean text. CommonMark tells opening from closing marks by the spaces and the
//!   punctuation around them, and so leaves the marks in `**注意：**请` standing. Where such a script meets punctuation at a
//!   mark, [a character](Prepared::mark) that counts as punctuation is put between them; whoever reads the events takes it
//!   out again.
//!
//! Code is left as it is: in fences, in backticks, and in the elements of HTML that hold code.

use super::decide::Fence;
use super::rewrite::Rewrite;
use super::source_map::SourceMap;
use super::tags::{self, Tags};
use crate::text::cjk::{is_cjk, is_hangul, is_shared_punctuation};
use std::borrow::Cow;

/// A post that a parser of CommonMark reads as it is meant.
pub(super) struct Prepared<'s> {
    pub(super) text: Cow<'s, str>,
    /// Where its bytes stand in the post.
    pub(super) map: SourceMap,
    /// The character that was put in beside marks of emphasis, if one was. The post itself does not have it.
    pub(super) mark: Option<char>,
}

/// Punctuation of scripts that nobody has written for a thousand years. The first that the post does not have is taken.
const MARKS: [char; 4] = ['\u{10a50}', '\u{10b39}', '\u{11047}', '\u{12470}'];

/// Prepares a post. Linear in its length.
pub(super) fn prepare(source: &str) -> Prepared<'_> {
    let mark = MARKS.into_iter().find(|&mark| !source.contains(mark));
    let mut pass = Preparer {
        source,
        out: Rewrite::new(source),
        tags: Tags::of(source),
        mark,
        at: 0,
        line: 0,
        pending: false,
        code: CodeSpans::default(),
        closers: Closers::default(),
    };
    pass.run();
    let (text, map) = pass.out.finish();
    let mark = mark.filter(|&mark| text.contains(mark));
    Prepared { text, map, mark }
}

/// How many bytes an attribute list, with what follows it in its line, may have.
const LONGEST_LIST: usize = 2048;

struct Preparer<'s> {
    source: &'s str,
    out: Rewrite<'s>,
    tags: Tags<'s>,
    mark: Option<char>,
    at: usize,
    /// Where the line at hand begins.
    line: usize,
    /// Whether a lone asterisk in this paragraph waits for another.
    pending: bool,
    code: CodeSpans,
    closers: Closers,
}

impl<'s> Preparer<'s> {
    fn run(&mut self) {
        self.begin_line();
        while self.at < self.source.len() {
            match self.source.as_bytes()[self.at] {
                b'\n' => {
                    self.at += 1;
                    self.begin_line();
                }
                b'\\' => {
                    let next = self.source[self.at + 1..].chars().next();
                    self.at += 1 + next.filter(|&c| c != '\n').map_or(0, char::len_utf8);
                }
                b'`' => self.at = self.code.end(self.source, self.at),
                b'*' | b'~' => self.delimiters(),
                b'{' => self.brace(),
                b'<' => self.element(),
                _ => self.at += 1,
            }
        }
    }

    fn begin_line(&mut self) {
        while self.at < self.source.len() {
            self.line = self.at;
            let end = self.line_end();
            let content = &self.source[self.at..end];
            let Some(first) = content.trim_start().chars().next() else {
                (self.at, self.pending) = (end, false);
                self.code.end_paragraph();
                continue;
            };
            if matches!(first, '`' | '~' | '>' | '-' | '+' | '*' | '0'..='9')
                && let Some(fence) = Fence::opening(content)
            {
                self.at = fence.end(self.source, end);
                continue;
            }
            match first {
                '[' | '@' if is_contents(content.trim()) => {
                    self.out.replace(self.at..self.at + content.trim_end().len(), "");
                    self.at = end;
                    continue;
                }
                '#' => self.heading(content),
                _ => {}
            }
            return;
        }
    }

    /// Where the line at hand ends, its line break included.
    fn line_end(&self) -> usize {
        memchr::memchr(b'\n', &self.source.as_bytes()[self.at..]).map_or(self.source.len(), |end| self.at + end + 1)
    }

    /// `##Heading`.
    fn heading(&mut self, content: &str) {
        let signs = content.trim_start();
        let text = signs.trim_start_matches('#');
        let level = signs.len() - text.len();
        if (2..=6).contains(&level) && text.starts_with(char::is_alphabetic) {
            let at = self.at + content.len() - text.len();
            self.out.insert(at, " ");
            self.at = at;
        }
    }

    /// A run of asterisks or tildes.
    fn delimiters(&mut self) {
        let start = self.at;
        let byte = self.source.as_bytes()[start];
        let end = start + self.source.as_bytes()[start..].iter().take_while(|&&other| other == byte).count();
        self.at = end;
        let Some(mark) = self.mark else { return };
        let before = self.source[..start].chars().next_back().unwrap_or('\n');
        let after = self.source[end..].chars().next().unwrap_or('\n');
        if byte == b'~' && end - start != 2 {
            return;
        }
        let closes = is_punctuation(before)
            && !after.is_whitespace()
            && !is_punctuation(after)
            && (is_cjk_letter(after) || is_cjk(before));
        let opens = is_punctuation(after)
            && !before.is_whitespace()
            && !is_punctuation(before)
            && (is_cjk_letter(before) || is_cjk(after));
        // A lone asterisk may as well be a sign of multiplication: it has to have a partner.
        if end - start == 1 {
            let was_pending = self.pending;
            let could_open = before.is_whitespace() || is_punctuation(before) || is_cjk_letter(before);
            self.pending = if was_pending { before.is_whitespace() } else { could_open && !after.is_whitespace() };
            if (closes && !was_pending) || (opens && was_pending) {
                return;
            }
        }
        let mut buffer = [0; 4];
        if closes {
            self.out.insert(end, mark.encode_utf8(&mut buffer));
        } else if opens {
            self.out.insert(start, mark.encode_utf8(&mut buffer));
        }
    }

    /// A brace: of a tag, of an attribute list, or of nothing.
    fn brace(&mut self) {
        let rest = &self.source[self.at..];
        let is_list = rest.starts_with("{:") || rest.starts_with("{#");
        let line = if is_list { self.start_of_line(LONGEST_LIST) } else { "" };
        if let Some(list) =
            line.strip_prefix("{:").or_else(|| line.strip_prefix("{#").filter(|_| self.is_heading_end(line)))
            && let Some(end) = list.find('}').filter(|&end| is_attributes(&list[..end]) || line.starts_with("{#"))
        {
            self.attribute_list(2 + end + 1);
        } else if rest.starts_with("{%") || rest.starts_with("{{") {
            match self.tags.at(self.source, self.at) {
                Some(tags::Edit { range, text }) => {
                    self.at = range.end;
                    self.out.replace(range, &text);
                }
                None => self.at += 2,
            }
        } else {
            self.at += 1;
        }
    }

    /// What stands from here on in the line, so many bytes of it at most.
    fn start_of_line(&self, most: usize) -> &'s str {
        let rest = &self.source[self.at..];
        let most = (0..=most.min(rest.len())).rev().find(|&end| rest.is_char_boundary(end)).unwrap_or(0);
        rest[..most].split_inclusive('\n').next().unwrap_or_default()
    }

    fn is_heading_end(&self, rest: &str) -> bool {
        // Headings are not indented any deeper.
        let line = &self.source.as_bytes()[self.line..self.at];
        line.iter().take(4).find(|&&byte| byte != b' ') == Some(&b'#') && rest.trim_end().ends_with('}')
    }

    fn attribute_list(&mut self, length: usize) {
        let end = self.at + length;
        let mut start = self.at;
        let before = &self.source[..self.line];
        if self.source[start..end].starts_with("{:toc") && self.source[self.line..start].trim().is_empty() {
            // The list before it is what the table of contents is put in the place of.
            let item = before.trim_end_matches(['\r', '\n']);
            let from = item.rfind('\n').map_or(0, |at| at + 1);
            let is_item = ["* ", "- ", "+ ", "1. "].iter().any(|marker| item[from..].starts_with(marker));
            if is_item && before.len() - item.len() <= 2 && from >= self.out.done() {
                start = from;
            }
        }
        self.out.replace(start..end, "");
        self.at = end;
    }

    /// A tag or a comment of HTML: what holds code is passed over.
    fn element(&mut self) {
        let rest = &self.source[self.at..];
        if rest.starts_with("<!--") {
            match self.tags.comment(self.source, self.at) {
                Some(tags::Edit { range, text }) => {
                    self.at = range.end;
                    self.out.replace(range, &text);
                }
                None => self.at = self.closers.after(self.source, self.at, 0).unwrap_or(self.at + 4),
            }
            return;
        }
        let holds_code = |name: &str| {
            let after = rest.as_bytes().get(1 + name.len());
            rest.get(1..1 + name.len()).is_some_and(|other| other.eq_ignore_ascii_case(name))
                && after.is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'>')
        };
        let code = (1..Closers::MARKS.len()).find(|&mark| holds_code(Closers::MARKS[mark].trim_start_matches("</")));
        self.at = code.and_then(|mark| self.closers.after(self.source, self.at, mark)).unwrap_or(self.at + 1);
    }
}

/// Whether kramdown takes this, behind `{:`, for attributes. `{:02d}` is none.
fn is_attributes(list: &str) -> bool {
    let is_named = list.contains('=') || matches!(list.trim(), "toc" | "no_toc" | "nomarkdown");
    !list.contains('{') && (list.starts_with(['.', '#', ' ', ':', '/']) || is_named)
}

/// Whether a line is the place of a table of contents.
fn is_contents(line: &str) -> bool {
    ["[toc]", "[[toc]]", "[[_toc_]]", "@[toc]"].iter().any(|place| line.eq_ignore_ascii_case(place))
}

/// What ends the parts of a post that are passed over, and which of them the rest of it does not have.
#[derive(Default)]
struct Closers {
    missing: [bool; Closers::MARKS.len()],
}

impl Closers {
    const MARKS: [&str; 6] = ["-->", "</pre", "</code", "</script", "</style", "</textarea"];

    /// Where the next one ends. To be called with rising positions.
    fn after(&mut self, source: &str, at: usize, mark: usize) -> Option<usize> {
        if self.missing[mark] {
            return None;
        }
        let bytes = &source.as_bytes()[at..];
        let wanted = Closers::MARKS[mark].as_bytes();
        let starts = memchr::memchr_iter(wanted[0], bytes);
        let found = starts.into_iter().find(|&start| {
            bytes.get(start..start + wanted.len()).is_some_and(|found| found.eq_ignore_ascii_case(wanted))
        });
        self.missing[mark] = found.is_none();
        Some(at + found? + wanted.len())
    }
}

/// Looks for the ends of code spans within a paragraph.
#[derive(Default)]
struct CodeSpans {
    /// The lengths of runs of backticks, as bits, that the rest of the paragraph does not have.
    missing: u32,
}

impl CodeSpans {
    fn end_paragraph(&mut self) {
        self.missing = 0;
    }

    /// Where the code span ends that begins at `at`; where its backticks end if it is none.
    fn end(&mut self, source: &str, at: usize) -> usize {
        let bytes = source.as_bytes();
        let run = |at: usize| bytes[at..].iter().take_while(|&&byte| byte == b'`').count();
        let length = run(at);
        let start = at + length;
        let Some(bit) = 1_u32.checked_shl(u32::try_from(length).unwrap_or(u32::MAX)) else { return start };
        if self.missing & bit != 0 {
            return start;
        }
        let mut next = start;
        while let Some(found) = memchr::memchr2(b'`', b'\n', &bytes[next..]) {
            let found = next + found;
            if bytes[found] == b'\n' {
                // A blank line ends the paragraph.
                let line = memchr::memchr(b'\n', &bytes[found + 1..]).map_or(source.len(), |end| found + 1 + end);
                if source[found + 1..line].trim().is_empty() {
                    break;
                }
                next = found + 1;
                continue;
            }
            let other = run(found);
            next = found + other;
            if other == length {
                return next;
            }
        }
        self.missing |= bit;
        start
    }
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || is_shared_punctuation(c) || (is_cjk(c) && !c.is_alphanumeric() && !c.is_whitespace())
}

/// Whether a character is a letter of a script that puts no spaces around emphasis: Korean hangs its particles on words.
fn is_cjk_letter(c: char) -> bool {
    is_hangul(c) || (is_cjk(c) && c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::prepare;

    fn prepared(source: &str) -> String {
        let prepared = prepare(source);
        prepared.text.replace('\u{10a50}', "·")
    }

    #[test]
    fn marks_beside_chinese_text_are_parted() {
        for (source, expected) in [
            ("**注意：**请", "**注意：**·请"),
            ("请**“注意”**看", "请·**“注意”**·看"),
            ("**Hexo!**은", "**Hexo!**·은"),
            ("**bold** text", "**bold** text"),
            ("**bold:**text", "**bold:**text"),
            ("5*3，结果。*重点*", "5*3，结果。*重点*"),
            ("*注意：*请", "*注意：*·请"),
            ("`**注意：**请`", "`**注意：**请`"),
            ("```\n**注意：**请\n```", "```\n**注意：**请\n```"),
            ("\\*注意：\\*请", "\\*注意：\\*请"),
        ] {
            assert_eq!(prepared(source), expected);
        }
    }

    #[test]
    fn notes_to_kramdown_go() {
        for (source, expected) in [
            ("* TOC\n{:toc}\n\nTea.", "\n\nTea."),
            ("Tea.\n{: .note #a}\n", "Tea.\n\n"),
            ("[a](b){:target=\"_blank\"} c", "[a](b) c"),
            ("## Tea {#tea}\n", "## Tea \n"),
            ("Tea {#tea}\n", "Tea {#tea}\n"),
            ("[TOC]\n\nTea.", "\n\nTea."),
            ("##Tea\n#tea", "## Tea\n#tea"),
        ] {
            assert_eq!(prepared(source), expected);
        }
    }
}
