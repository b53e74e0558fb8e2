//! Whether a post is Markdown: whether text with marks of Markdown stands outside of its tags.
//!
//! What a converter makes of a page is HTML, however it is indented and whatever blank lines it has: its text stands inside
//! of tags. What an author writes stands outside of them, or in wrappers behind a blank line, and shows its marks: headings,
//! lists, links, emphasis. Marks that other text can have by chance (a hyphen at the start of a line, a lone `*word*`)
//! count where a good part of the text stands outside.

use std::ops::Range;

use super::markup::{Markup, OpenElements, Scanner, is_one_of};

/// What was found out about a post.
#[derive(Clone, Copy, Debug, Default)]
struct Signs {
    /// The bytes of text inside of elements, and outside of them; white space does not count.
    inside: usize,
    outside: usize,
    /// Marks that nothing but Markdown has.
    strong: usize,
    /// Marks that other text can have as well.
    weak: usize,
}

/// Whether a body is to be read as Markdown. Where the caller says that it is (`is_asked`), text without any mark is, too,
/// as long as it stands outside of tags.
///
/// Linear in the length of the body.
pub(crate) fn is_markdown(body: &str, is_asked: bool) -> bool {
    let Signs { inside, outside, strong, weak } = Signs::of(body);
    let is_mostly_outside = outside > 0 && outside * 4 >= inside;
    strong > 0 || (is_mostly_outside && (is_asked || weak > 0))
}

impl Signs {
    fn of(body: &str) -> Signs {
        let mut survey = Survey { body, ..Survey::default() };
        let mut at = 0;
        // Whether the line before is blank, and whether it is text in a wrapper, which the line at hand goes on.
        let (mut after_blank, mut goes_on) = (true, false);
        while at < body.len() {
            let end = line_end(body, at);
            let content = &body[at..end];
            let indent = indent(content);
            let is_outside = survey.open.is_empty();
            let in_wrapper = !is_outside
                && (after_blank || goes_on)
                && indent < 4
                && !content.trim_start().starts_with('<')
                && survey.open.all(is_wrapper);
            if (is_outside || in_wrapper)
                && let Some(fence) = Fence::opening(content)
            {
                survey.signs.strong += 1;
                let close = fence.end(body, end);
                survey.count(&body[end..close]);
                (at, after_blank, goes_on) = (close, false, false);
                continue;
            }
            survey.line.begin(is_outside || in_wrapper, indent);
            at = survey.read_line(at..end, in_wrapper);
            let (strong, weak) = survey.line.marks();
            survey.signs.strong += usize::from(strong);
            survey.signs.weak += usize::from(weak && is_outside);
            after_blank = content.trim().is_empty();
            goes_on = in_wrapper && !after_blank;
        }
        survey.signs
    }
}

/// The look through a post, line by line.
#[derive(Default)]
struct Survey<'b> {
    body: &'b str,
    signs: Signs,
    scanner: Scanner,
    open: OpenElements<'b>,
    line: Line,
}

impl Survey<'_> {
    /// Counts text where it stands.
    fn count(&mut self, text: &str) {
        *if self.open.is_empty() { &mut self.signs.outside } else { &mut self.signs.inside } += weight(text);
    }

    /// Reads a line, with the lines that a tag in it goes on for: they count as one. Returns where it ends.
    fn read_line(&mut self, line: Range<usize>, in_wrapper: bool) -> usize {
        let Range { start: mut at, end: mut stop } = line;
        while at < stop {
            let next = memchr::memchr(b'<', &self.body.as_bytes()[at..stop]).map_or(stop, |next| at + next);
            let text = &self.body[at..next];
            self.count(text);
            if in_wrapper || self.open.is_empty() {
                self.line.text.push_str(text);
            }
            if next == stop {
                break;
            }
            at = self.read_markup(next);
            if at > stop {
                stop = line_end(self.body, at);
            }
        }
        stop
    }

    /// Reads what begins with the `<` at `at`. Returns where it ends.
    fn read_markup(&mut self, at: usize) -> usize {
        let Some((markup, end)) = self.scanner.markup(self.body, at) else {
            let is_link = ["<http://", "<https://", "<mailto:"].iter().any(|link| self.body[at..].starts_with(link));
            self.signs.strong += usize::from(is_link && self.open.is_empty());
            self.signs.outside += 1;
            self.line.text.push('<');
            return at + 1;
        };
        self.open.take(markup);
        self.line.text.push(OBJECT);
        match markup {
            Markup::Start { name, .. } if is_one_of(name, &RAW) && self.open.last() == Some(name) => {
                let close = end_of_raw(self.body, end, name);
                self.signs.inside += weight(&self.body[end..close]);
                close
            }
            _ => end,
        }
    }
}

/// Where the line ends that holds the byte at `at`: behind its line feed.
fn line_end(text: &str, at: usize) -> usize {
    memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |end| at + end + 1)
}

/// What stands for a tag in the text of a line.
const OBJECT: char = '\u{fffc}';

/// Elements whose content is no text of a post.
const RAW: [&str; 5] = ["script", "style", "textarea", "pre", "svg"];

/// Elements that hold blocks, and nothing else of their own.
fn is_wrapper(name: &str) -> bool {
    const NAMES: [&str; 12] = [
        "div",
        "section",
        "article",
        "main",
        "center",
        "details",
        "blockquote",
        "aside",
        "header",
        "footer",
        "figure",
        "font",
    ];
    is_one_of(name, &NAMES)
}

/// Where the end tag begins of an element whose content is not looked into; where the text goes on if it has none.
fn end_of_raw(body: &str, from: usize, name: &str) -> usize {
    // In no post is one longer. The bound keeps the time linear where many are never closed.
    const FAR: usize = 1 << 16;
    let window = &body.as_bytes()[from..body.len().min(from + FAR)];
    let mut ends = memchr::memmem::find_iter(window, b"</");
    let end = ends.find(|&end| {
        window.get(end + 2..end + 2 + name.len()).is_some_and(|other| other.eq_ignore_ascii_case(name.as_bytes()))
    });
    end.map_or(from, |end| from + end)
}

/// The bytes of a text that are no white space.
fn weight(text: &str) -> usize {
    text.bytes().filter(|byte| !byte.is_ascii_whitespace()).count()
}

/// How many columns of white space a line begins with.
fn indent(line: &str) -> usize {
    let spaces = line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t'));
    spaces.fold(0, |column, byte| if byte == b'\t' { column + 4 - column % 4 } else { column + 1 })
}

/// A fence around code.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fence {
    mark: u8,
    length: usize,
}

impl Fence {
    /// The fence that a line opens, behind the marks of quotes and lists.
    pub(super) fn opening(line: &str) -> Option<Fence> {
        let mut rest = line.trim_start();
        // A line of nothing but such marks has no fence, however long it is.
        for _ in 0..16 {
            let inner = rest.strip_prefix('>').or_else(|| {
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                let marker = if digits > 0 {
                    rest[digits..].strip_prefix(['.', ')'])
                } else {
                    rest.strip_prefix(['-', '*', '+'])
                };
                marker.filter(|inner| inner.starts_with([' ', '\t']))
            });
            match inner {
                Some(inner) => rest = inner.trim_start(),
                None => break,
            }
        }
        let mark = *rest.as_bytes().first().filter(|mark| matches!(mark, b'`' | b'~'))?;
        let length = rest.bytes().take_while(|&byte| byte == mark).count();
        let is_fence = length >= 3 && (mark == b'~' || !rest[length..].contains('`'));
        is_fence.then_some(Fence { mark, length })
    }

    /// Whether a line ends the code.
    pub(super) fn is_closed_by(self, line: &str) -> bool {
        let line = line.trim_start_matches(['>', ' ', '\t']).trim_end();
        line.len() >= self.length && line.bytes().all(|byte| byte == self.mark)
    }

    /// Where the line begins that comes after the code that begins at `from`; the end of the text where nothing closes it.
    pub(super) fn end(self, text: &str, from: usize) -> usize {
        let mut at = from;
        while at < text.len() {
            let end = line_end(text, at);
            let is_end = self.is_closed_by(&text[at..end]);
            at = end;
            if is_end {
                break;
            }
        }
        at
    }
}

/// The text of a line outside of tags.
#[derive(Debug, Default)]
struct Line {
    text: String,
    /// Whether the line can begin a block.
    is_start: bool,
}

impl Line {
    fn begin(&mut self, is_start: bool, indent: usize) {
        self.text.clear();
        self.is_start = is_start && indent < 4;
    }

    /// Whether it has marks that nothing but Markdown has, and those that other text can have.
    fn marks(&self) -> (bool, bool) {
        let line = self.text.trim();
        if line.is_empty() || line == "\u{fffc}" {
            return (false, false);
        }
        let (mut strong, mut weak) = if self.is_start { block_marks(line) } else { (false, false) };
        strong |= has_link(line)
            || has_pair(line, "**")
            || has_pair(line, "~~")
            || (line.contains("{%") && line.contains("%}"))
            || (line.contains("{{<") && line.contains(">}}"))
            || (line.contains("{{%") && line.contains("%}}"));
        weak |= has_pair(line, "*")
            || has_pair(line, "_")
            || has_pair(line, "`")
            || line.contains("{{")
            || line.ends_with('\\');
        (strong, weak)
    }
}

/// The marks that a line begins with.
fn block_marks(line: &str) -> (bool, bool) {
    let bytes = line.as_bytes();
    let run = |byte: u8| bytes.iter().take_while(|&&other| other == byte).count();
    let only = |allowed: &[u8]| bytes.iter().all(|byte| allowed.contains(byte));
    let is_apart = |at: usize| matches!(bytes.get(at), Some(b' ' | b'\t')) && !line[at..].trim().is_empty();
    let first = bytes[0];
    match first {
        b'#' => ((1..=6).contains(&run(b'#')) && is_apart(run(b'#')), run(b'#') > 1),
        b'>' => (false, true),
        b'|' | b':' | b'-' if only(b"|:- \t") && bytes.contains(&b'|') && bytes.contains(&b'-') => (true, true),
        b'-' | b'*' | b'+' => (false, is_apart(1) || (bytes.len() >= 3 && only(&[first, b' ']))),
        b'=' | b'_' => (false, bytes.len() >= 3 && only(&[first, b' '])),
        b'0'..=b'9' => {
            let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
            (false, digits <= 9 && matches!(bytes.get(digits), Some(b'.' | b')')) && is_apart(digits + 1))
        }
        b'[' => (line.contains("]: ") || line.starts_with("[^"), false),
        b'{' => (line.starts_with("{:") && line.ends_with('}'), false),
        b'$' => (false, line.starts_with("$$")),
        _ => (false, false),
    }
}

/// Whether a line has a link, an image or the mark of a footnote.
fn has_link(line: &str) -> bool {
    let Some(open) = line.find('[') else { return false };
    let rest = &line[open..];
    let is_before = |mark: &str, end: char| {
        rest.find(mark).zip(rest.rfind(end)).is_some_and(|(start, end)| start + mark.len() < end)
    };
    is_before("](", ')') || is_before("[^", ']') || rest.contains("][")
}

/// Whether a mark stands around something: before the first character of it and after the last.
fn has_pair(line: &str, mark: &str) -> bool {
    let opens =
        |at: usize| line[at + mark.len()..].chars().next().is_some_and(|c| !c.is_whitespace() && !mark.starts_with(c));
    let in_word = |at: usize| {
        mark != "**"
            && mark != "~~"
            && mark != "`"
            && line[..at].chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric())
    };
    let Some((start, _)) = line.match_indices(mark).find(|&(at, _)| opens(at) && !in_word(at)) else { return false };
    let inner = start + mark.len();
    let mut closing = line[inner..].match_indices(mark).map(|(at, _)| inner + at);
    closing.any(|at| at > inner && line[..at].chars().next_back().is_some_and(|c| !c.is_whitespace()))
}

#[cfg(test)]
mod tests {
    use super::is_markdown;

    #[test]
    fn text_outside_of_tags_with_marks_is_markdown() {
        for body in [
            "## Water\n\nNot boiling.",
            "Not **boiling**.",
            "See [how](/kettle).",
            "![](cup.jpg)",
            "- Sencha\n- Longjing\n",
            "1. Boil\n2. Wait\n",
            "```\ncode\n```\n",
            "| a | b |\n|---|---|\n| 1 | 2 |",
            "Tea[^1].\n\n[^1]: Green.",
            "<div>One.</div>\n\n## Two\n",
            "<table>\n<tr><td>A long table of many words that stand in tags.</td></tr>\n</table>\n\n**Tea**",
            "<div align=center>\n\n## Tea\n\n</div>",
            "<details>\n<summary>More</summary>\n\n```js\nlet a = '<div>';\n```\n\n</details>",
            "Tea.\n{% asset_img cup.jpg %}\n",
            "<http://tea.example>",
        ] {
            assert!(is_markdown(body, false), "{body:?}");
        }
    }

    #[test]
    fn text_inside_of_tags_is_html_whatever_its_lines() {
        for body in [
            "<div>\n<p>\nOne **two** three.\n</p>\n\n    <p>Four.</p>\n\n</div>",
            "<div>\n\n    One.\n\n    Two.\n</div>",
            "<p># One</p>\n\n<p>[a](b)</p>",
            "<pre>\n## One\n</pre>",
            "<div><p>One two three four five six seven eight nine ten.</p></div>\n- end -\n",
            "<!-- ## One -->\n<p>Two.</p>",
            "<script>\n# a\n[a](b)\n</script><p>One.</p>",
            "<p>One.\n<p>Two [a](b).",
            "One.\nTwo.\n",
            "",
        ] {
            assert!(!is_markdown(body, false), "{body:?}");
        }
    }

    #[test]
    fn plain_text_is_markdown_where_that_is_said() {
        assert!(is_markdown("One.\nTwo.\n", true));
        assert!(!is_markdown("<p>One.</p>\n<p>Two.</p>", true));
        assert!(!is_markdown("", true));
    }
}
