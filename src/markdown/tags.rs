//! The tags of site generators in a post: `{% … %}` of Hexo and Jekyll, `{{< … >}}` and `{{% … %}}` of Hugo, `{{ … }}`.
//!
//! What a reader of the site sees comes out:
//!
//! | tag | becomes |
//! | --- | --- |
//! | `asset_img`, `img`, `image`; `figure`; `include` of a figure with the address of an image | the image, with its caption |
//! | `codeblock`, `code`, `highlight`, `mermaid` | code with its language; a title stands before it |
//! | `blockquote`, `quote`, `pullquote`, `cq`, `centerquote` | a quotation, its author below it |
//! | `link`, `asset_link`, `btn`, `button` | a link |
//! | `youtube`, `vimeo`, `bilibili`, `iframe`, `video`, `audio`, `gist`, `jsfiddle`, `pdf` | what is shown in place |
//! | `post_url`, `asset_path`, `ref`, `relref`, `link` with nothing but a path, `{{ "…" \| relative_url }}` | the address |
//! | `post_link`, `label` | its text |
//! | `raw`, conditions, loops, `assign`, `include`, `toc` and the like; `{{ site.url }}` | nothing; what stands between them stays |
//! | `comment` | nothing, with all that stands in it |
//! | any other that has an end tag (`note`, `tabs`, `details`) | its content, after its title if it has one |
//! | any other without an argument | nothing |
//! | any other | the text that it is, for its argument may be text |

mod arguments;

use arguments::{Arguments, attribute, escape, is_address};
use std::collections::HashSet;
use std::fmt::Write;
use std::ops::Range;

/// A part of the post, and what comes in its place.
#[derive(Debug, PartialEq)]
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

/// What a tag becomes.
enum TagOutput {
    Text,
    Nothing,
    /// Something within a sentence.
    Inline(String),
    /// A block; with it goes what stands up to this place.
    Block(String, usize),
}

/// The tags of one post.
#[derive(Debug, Default)]
pub(super) struct Tags<'s> {
    /// The names that have an end tag.
    ended: HashSet<&'s str>,
    /// The names whose end tag will not be found any more.
    missing: HashSet<&'s str>,
    /// Where the part ends in which tags are text.
    raw_until: usize,
    /// Up to where line breaks were looked for, and behind the last of them.
    seen: usize,
    line: usize,
    /// Who is quoted in the open quotations.
    quoted: Vec<String>,
    /// How many groups of tabs are open.
    tabs: usize,
}

/// How a tag is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `{% … %}`
    Percent,
    /// `{{< … >}}`
    Angle,
    /// `{{% … %}}`
    DoublePercent,
    /// `{{ … }}`
    Value,
}

impl Style {
    const ENDS: [&'static str; 4] = ["%}", ">}}", "%}}", "}}"];

    fn at(text: &str) -> Option<(Style, usize)> {
        [("{{<", Style::Angle), ("{{%", Style::DoublePercent), ("{{", Style::Value), ("{%", Style::Percent)]
            .into_iter()
            .find_map(|(start, style)| text.starts_with(start).then_some((style, start.len())))
    }

    fn is_hugo(self) -> bool {
        matches!(self, Style::Angle | Style::DoublePercent)
    }
}

/// How many bytes a tag may have. What seems to be longer is none.
const LONGEST: usize = 2048;

/// A tag: where it ends, its name and what comes after that.
#[derive(Clone, Copy)]
struct Tag<'s> {
    style: Style,
    name: &'s str,
    arguments: &'s str,
    end: usize,
}

impl Tag<'_> {
    /// Whether it ends what the tag of this name began.
    fn ends(&self, name: &str) -> bool {
        match self.style {
            Style::Percent => self.name.strip_prefix("end") == Some(name),
            _ => self.name.strip_prefix('/').map(str::trim_start) == Some(name),
        }
    }
}

impl<'s> Tags<'s> {
    /// Looks through a post for the names of its tags.
    pub(super) fn of(source: &'s str) -> Tags<'s> {
        let mut tags = Tags::default();
        if !source.contains("{%") && !source.contains("{{") {
            return tags;
        }
        let mut at = 0;
        while let Some(next) = memchr::memchr(b'{', &source.as_bytes()[at..]) {
            at += next;
            match Tags::tag(source, at) {
                Some(tag) => {
                    tags.ended.extend(tag.name.strip_prefix("end").filter(|_| tag.style == Style::Percent));
                    tags.ended.extend(tag.name.strip_prefix('/').map(str::trim_start).filter(|_| tag.style.is_hugo()));
                    at = tag.end;
                }
                None => at += 1,
            }
        }
        tags
    }

    /// The tag at a place where `{` stands.
    fn tag(source: &'s str, at: usize) -> Option<Tag<'s>> {
        let (style, length) = Style::at(&source[at..])?;
        let start = at + length;
        let window = &source.as_bytes()[start..source.len().min(start + LONGEST)];
        let end = memchr::memmem::find(window, Style::ENDS[style as usize].as_bytes())?;
        let inside = &source[start..start + end];
        let end = start + end + Style::ENDS[style as usize].len();
        // What has another tag in it was never closed.
        if inside.contains("{%") || inside.contains("{{") {
            return None;
        }
        if style == Style::Value {
            return (!inside.contains('\n')).then_some(Tag { style, name: "", arguments: inside.trim(), end });
        }
        let inside = inside.trim_matches('-').trim();
        let inside = if style.is_hugo() { inside.trim_end_matches('/').trim_end() } else { inside };
        let from = usize::from(inside.starts_with('/'));
        let gap = inside[from..].len() - inside[from..].trim_start().len();
        let length = inside[from + gap..].find(char::is_whitespace).unwrap_or(inside.len() - from - gap);
        let (name, arguments) = inside.split_at(from + gap + length);
        (!name.is_empty()).then_some(Tag { style, name, arguments: arguments.trim(), end })
    }

    /// What comes in the place of the tag at `at`, where `{` stands. To be called with rising positions.
    pub(super) fn at(&mut self, source: &'s str, at: usize) -> Option<Edit> {
        if at < self.raw_until {
            return None;
        }
        let tag = Tags::tag(source, at)?;
        // A line may have many tags: what is before this one was looked through for the last, and of what comes after both
        // sides only the white space beside the tag is looked at.
        if let Some(end) = memchr::memrchr(b'\n', &source.as_bytes()[self.seen.min(at)..at]) {
            self.line = self.seen.min(at) + end + 1;
        }
        self.seen = at;
        let is_first = source[self.line..at].trim_end().is_empty();
        let is_alone = |end: usize| {
            let next = source[end..].chars().find(|&c| c == '\n' || !c.is_whitespace());
            is_first && next.is_none_or(|c| c == '\n')
        };
        match self.outcome(source, tag) {
            TagOutput::Text => None,
            TagOutput::Nothing => Some(Edit { range: at..tag.end, text: String::new() }),
            TagOutput::Inline(mut text) => {
                // A line of nothing but an image would make the next line HTML.
                if text.starts_with('<') && is_alone(tag.end) {
                    text.push_str("\n\n");
                }
                Some(Edit { range: at..tag.end, text })
            }
            TagOutput::Block(mut text, end) => {
                text.push_str("\n\n");
                if !is_first {
                    text.insert_str(0, "\n\n");
                }
                Some(Edit { range: at..end, text })
            }
        }
    }

    /// What comes in the place of a comment: the name of a tab is written as one.
    pub(super) fn comment(&mut self, source: &'s str, at: usize) -> Option<Edit> {
        if self.tabs == 0 {
            return None;
        }
        let inside = source[at..].strip_prefix("<!--")?;
        let end = memchr::memmem::find(&inside.as_bytes()[..inside.len().min(400)], b"-->")?;
        let name = inside[..end].trim().strip_prefix("tab ")?;
        let name = name.split('@').next().unwrap_or_default();
        (!name.trim().is_empty()).then(|| Edit { range: at..at + 4 + end + 3, text: title(name) })
    }

    fn outcome(&mut self, source: &'s str, tag: Tag<'s>) -> TagOutput {
        if tag.style == Style::Value {
            return value(tag.arguments);
        }
        if tag.style.is_hugo() && tag.name.starts_with("/*") {
            // A tag that is shown, and not carried out.
            let shown = format!("{} {}", tag.name.trim_start_matches("/*"), tag.arguments.trim_end_matches(['/', '*']));
            let (open, close) = if tag.style == Style::Angle { ("{{<", ">}}") } else { ("{{%", "%}}") };
            return TagOutput::Inline(escape(&format!("{open} {} {close}", shown.trim())));
        }
        if tag.name.starts_with('/') || (tag.style == Style::Percent && tag.name.starts_with("end")) {
            return self.end(tag.name.trim_start_matches("end").trim_start_matches('/').trim_start());
        }
        let arguments = Arguments::of(tag.arguments);
        match tag.name {
            "raw" | "rawhtml" | "verbatim" => {
                if let Some((_, end)) = self.content(source, tag) {
                    self.raw_until = end.start;
                }
                TagOutput::Nothing
            }
            "comment" => match self.content(source, tag) {
                Some((_, end)) => TagOutput::Block(String::new(), end.end),
                None => TagOutput::Nothing,
            },
            "codeblock" | "code" | "highlight" | "mermaid" | "plantuml" => match self.content(source, tag) {
                Some((code, end)) => TagOutput::Block(listing(tag, &arguments, code), end.end),
                None => TagOutput::Text,
            },
            "blockquote" | "quote" | "pullquote" | "centerquote" | "cq" if self.ended.contains(tag.name) => {
                self.quoted.push(if tag.name.ends_with("blockquote") || tag.name == "quote" {
                    arguments.source_of_quote()
                } else {
                    String::new()
                });
                TagOutput::Block("<blockquote>".to_owned(), tag.end)
            }
            "tabs" => {
                self.tabs += 1;
                TagOutput::Nothing
            }
            "asset_img" | "img" | "image" | "qnimg" | "figure" | "imgproc" => match arguments.figure() {
                Some(figure) if figure.starts_with("<figure") => TagOutput::Block(figure, tag.end),
                Some(image) => TagOutput::Inline(image),
                None => TagOutput::Text,
            },
            "include" | "include_cached" => match arguments.included_figure() {
                Some(figure) => TagOutput::Block(figure, tag.end),
                None => TagOutput::Nothing,
            },
            "post_url" | "asset_path" | "ref" | "relref" => TagOutput::Inline(arguments.first().to_owned()),
            "link" if arguments.len() == 1 => TagOutput::Inline(arguments.first().to_owned()),
            "link" | "asset_link" | "btn" | "button" => {
                arguments.link(tag.name).map_or(TagOutput::Text, TagOutput::Inline)
            }
            "post_link" => TagOutput::Inline(escape(&arguments.rest_or_first())),
            "label" => {
                let text = tag.arguments.split_once('@').map_or(arguments.first(), |(_, text)| text);
                TagOutput::Inline(escape(text.trim()))
            }
            "youtube" | "vimeo" | "bilibili" | "iframe" | "video" | "audio" | "gist" | "jsfiddle" | "pdf" => {
                arguments.embed(tag.name).map_or(TagOutput::Text, |embed| TagOutput::Block(embed, tag.end))
            }
            "if" | "elsif" | "else" | "elseif" | "unless" | "case" | "when" | "for" | "break" | "continue"
            | "cycle" | "tablerow" | "assign" | "set" | "capture" | "increment" | "decrement" | "layout"
            | "extends" | "block" | "macro" | "import" | "include_relative" | "toc" | "seo" | "more" | "paginate" => {
                TagOutput::Nothing
            }
            name if self.ended.contains(name) => {
                let title = arguments.title(name);
                if title.is_empty() { TagOutput::Nothing } else { TagOutput::Block(self::title(&title), tag.end) }
            }
            _ if tag.arguments.is_empty() => TagOutput::Nothing,
            _ => TagOutput::Text,
        }
    }

    fn end(&mut self, name: &str) -> TagOutput {
        match name {
            "blockquote" | "quote" | "pullquote" | "centerquote" | "cq" => match self.quoted.pop() {
                Some(who) if who.is_empty() => TagOutput::Inline("\n\n</blockquote>\n\n".to_owned()),
                Some(who) => TagOutput::Inline(format!("\n\n<p>{who}</p>\n\n</blockquote>\n\n")),
                None => TagOutput::Nothing,
            },
            "tabs" => {
                self.tabs = self.tabs.saturating_sub(1);
                TagOutput::Nothing
            }
            _ => TagOutput::Nothing,
        }
    }

    /// What stands between a tag and its end tag, and where the end tag stands.
    fn content(&mut self, source: &'s str, tag: Tag<'s>) -> Option<(&'s str, Range<usize>)> {
        if !self.ended.contains(tag.name) || self.missing.contains(tag.name) {
            return None;
        }
        let mut at = tag.end;
        while let Some(next) = memchr::memchr(b'{', &source.as_bytes()[at..]) {
            at += next;
            match Tags::tag(source, at) {
                Some(other) if other.ends(tag.name) => return Some((&source[tag.end..at], at..other.end)),
                // Code may look like a tag that never ends.
                _ => at += 1,
            }
        }
        self.missing.insert(tag.name);
        None
    }
}

/// A value that is put in: the addresses of the site are nothing, as it is not known; a path is a path.
fn value(expression: &str) -> TagOutput {
    let mut parts = expression.split('|').map(str::trim);
    let first = parts.next().unwrap_or_default();
    let is_site = matches!(first, "site.baseurl" | "site.url" | "site.github.url" | "site.root" | "config.root");
    if is_site || first == "content" {
        return TagOutput::Nothing;
    }
    let quoted = ['"', '\''].iter().find_map(|&quote| first.strip_prefix(quote)?.strip_suffix(quote));
    match quoted {
        Some(text) if parts.clone().count() > 0 || is_address(text) => TagOutput::Inline(text.to_owned()),
        _ => TagOutput::Text,
    }
}

/// A title before what it is the title of.
fn title(text: &str) -> String {
    format!("\n\n<p><strong>{}</strong></p>\n\n", escape(text.trim()))
}

/// Code, all on one line, so that it stands where the tag stood: in an item of a list, in a quotation.
fn listing(tag: Tag<'_>, arguments: &Arguments, code: &str) -> String {
    let mut html = String::new();
    let language = match tag.name {
        "codeblock" | "code" => arguments.value_of("lang"),
        "highlight" => Some(arguments.first()).filter(|language| !language.is_empty()),
        name => Some(name),
    };
    if matches!(tag.name, "codeblock" | "code") {
        let title = arguments.title_of_code();
        if !title.is_empty() {
            let _ = write!(html, "<p>{title}</p> ");
        }
    }
    html.push_str("<pre><code");
    if let Some(language) = language {
        let _ = write!(html, " class=\"language-{}\"", attribute(language));
    }
    html.push('>');
    let code = code.trim_matches(['\r', '\n']);
    for (number, line) in code.split('\n').enumerate() {
        if number > 0 {
            html.push_str("&#10;");
        }
        html.push_str(&escape(line.trim_end_matches('\r')));
    }
    html.push_str("</code></pre>");
    html
}
