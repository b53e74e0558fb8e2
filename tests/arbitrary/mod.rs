//! Random articles, made from a tape of random bytes, so that proptest can shrink them.
//!
//! They come as JSON: that reaches every kind of block and span, with any text in any field.

use bodytext::Article;
use serde_json::{Map, Value, json};

/// Words that Markdown, HTML or a URL could read as something else, and words of several scripts.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "tea", "Green", "the", "a", "I", "42", "中文", "日本語", "한국어", "العربية", "naïve", "snake_case", "__init__", "_x_",
    "*", "**", "***", "*a*", "_", "__", "___", "`", "``", "```", "`a`", "~", "~~", "~~~", "~~a~~", "#", "##",
    "#######", "C#", "-", "--", "---", "+", "1.", "1)", "2.", "007.", "1234567890.", ">", ">>", "=", "===", "|",
    "a|b", "||", "\\|", "\\", "\\\\", "\\*", "<", "<b>", "</p>", "<!--", "-->", "<?", "<a", "<https://example.org>",
    "&", "&amp;", "&#35;", "&copy", "&copy;", "&#x41;", "[", "]", "[x]", "[ ]", "[a](b)", "![a](b)", "[a]:", "]:",
    "](", "![", "!", "(", ")", "$", "$5", "$$", "$a$", ":", ":--", "--:", ":-:", "{", "}", "^", "\"", "'", "。", "，",
    "“", "”", "（", "）", "「", "」", "—", "…", "€", "→", "Ⓐ", "😀", "é", "e\u{301}", "\u{a0}", "\u{200b}",
    "http://example.org/a_b_c", "www.example.org", "a@b.c", "@", "%", "/", ";", "?", ".", ",", "<br>",
    "<script>alert(1)</script>", "javascript:alert(1)", "\u{3000}",
];

/// Words that break out of nothing only if every field is escaped.
#[rustfmt::skip]
const HOSTILE: &[&str] = &[
    "\"", "'", ">", "\"><script>alert(1)</script>", "' onload='alert(1)",
    "</title></style></textarea><svg onload=x>", "\0", "\r", "\n", "\t", "\n\n", "  ", "\u{b}", "\u{c}", "\u{1b}",
    "\u{7f}", "\u{2028}", "-->", "]]>", "<![CDATA[", "&quot;", "&lt;script&gt;", "`", "${x}", "{{x}}",
    "<math><annotation-xml encoding=\"text/html\">", "</math>", "<%", "\\",
];

#[rustfmt::skip]
const ADDRESSES: &[&str] = &[
    "https://example.org/tea", "https://example.org/a_(b)", "/tea?a=1&b=2", "/a b", "#note", "mailto:a@example.org",
    "tea.png", "//example.org/x", "/a&copy;b", "/a\\*b", "/a<b>", "/(", "/|", "/`", "/*_*", "/日本", "/a\"b", "/a'b",
    "/$a$", "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
    "java\tscript:alert(1)", "\u{1}javascript:alert(1)", "vbscript:x", "data:text/html,<script>alert(1)</script>",
    "data:image/png;base64,AAAA", "data:image/svg+xml,<svg onload=alert(1)>", "javascript&colon;alert(1)",
    "javascript%3Aalert(1)", "feed:javascript:x", "", "https://example.org/a.mp4", "https://example.org/a.mp3",
    "javascript:alert(1)//a.mp4", "\"onerror=\"alert(1)",
];

/// How wild texts are.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Text {
    /// As the builder makes them: no white space at the ends or twice in a row, line breaks only where spans say so.
    Clean,
    /// Anything.
    Wild,
}

/// Random decisions, one byte each; when the bytes are used up all are 0, the smallest choice.
pub(crate) struct Tape<'b> {
    bytes: &'b [u8],
    text: Text,
}

/// An article made from random bytes.
pub(crate) fn article(bytes: &[u8], text: Text) -> Article {
    let json = json(bytes, text);
    serde_json::from_value(json.clone()).unwrap_or_else(|error| panic!("{error}\n{json:#}"))
}

/// The JSON of an article made from random bytes.
pub(crate) fn json(bytes: &[u8], text: Text) -> Value {
    let mut maker = Maker {
        tape: Tape { bytes, text },
        text: String::new(),
        separator: "",
        images: Vec::new(),
        starts: Vec::new(),
    };
    let count = 1 + maker.tape.pick(4);
    let blocks = maker.blocks(count, 0);
    json!({ "text": maker.text, "images": maker.images, "blocks": blocks })
}

impl Tape<'_> {
    fn pick(&mut self, count: usize) -> usize {
        match self.bytes.split_first() {
            Some((byte, rest)) => {
                self.bytes = rest;
                usize::from(*byte) % count
            }
            None => 0,
        }
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.pick(count) == count - 1
    }

    fn word(&mut self) -> &'static str {
        let hostile = self.text == Text::Wild && self.one_in(3);
        let words = if hostile { HOSTILE } else { WORDS };
        words[self.pick(words.len())]
    }

    /// A text for a field of its own.
    fn field(&mut self) -> String {
        let words: Vec<_> = (0..1 + self.pick(3)).map(|_| self.word()).collect();
        words.join(if self.one_in(2) { "" } else { " " })
    }

    fn maybe_field(&mut self) -> Option<String> {
        self.one_in(3).then(|| self.field())
    }

    fn address(&mut self) -> Map<String, Value> {
        let mut address = Map::new();
        address.insert("url".into(), ADDRESSES[self.pick(ADDRESSES.len())].into());
        if self.one_in(4) {
            address.insert("raw".into(), ADDRESSES[self.pick(ADDRESSES.len())].into());
        }
        address
    }
}

struct Maker<'b> {
    tape: Tape<'b>,
    text: String,
    /// What goes before the next text, unless it is the first.
    separator: &'static str,
    images: Vec<Value>,
    /// Where the texts of leaves start.
    starts: Vec<usize>,
}

/// A leaf that is being made.
#[derive(Default)]
struct Leaf {
    text: String,
    spans: Vec<Value>,
    /// Whether a space goes before the next word.
    space: bool,
}

impl Maker<'_> {
    fn blocks(&mut self, count: usize, depth: usize) -> Vec<Value> {
        (0..count)
            .map(|_| {
                self.separator = "\n\n";
                self.block(depth)
            })
            .collect()
    }

    fn block(&mut self, depth: usize) -> Value {
        let kinds = if depth < 4 { 14 } else { 9 };
        match self.tape.pick(kinds) {
            0 | 1 => self.leaf(json!({ "kind": "paragraph" }), true),
            2 => {
                let level = 1 + self.tape.pick(6);
                self.leaf(json!({ "kind": "heading", "level": level }), true)
            }
            3 => {
                let image = self.image();
                let with_caption = self.tape.one_in(2);
                self.leaf(json!({ "kind": "image", "image": image }), with_caption)
            }
            4 => self.code(),
            5 => self.place(json!({ "kind": "rule" }), String::new()),
            6 => {
                let media = ["video", "audio", "frame", "object"][self.tape.pick(4)];
                let mut embed = self.tape.address();
                embed.insert("kind".into(), "embed".into());
                embed.insert("media".into(), media.into());
                embed.extend(self.tape.maybe_field().map(|title| ("title".to_owned(), title.into())));
                self.place(Value::Object(embed), String::new())
            }
            7 => self.math(),
            8 => self.table(),
            9 | 10 => self.list(depth),
            11 => self.list(depth),
            12 => {
                let start = self.start();
                let count = self.tape.pick(4);
                let blocks = self.blocks(count, depth + 1);
                let mut quote = json!({ "kind": "quote", "blocks": blocks });
                if self.tape.one_in(3) {
                    quote["cite"] = ADDRESSES[self.tape.pick(ADDRESSES.len())].into();
                }
                self.container(quote, start)
            }
            _ => self.definitions(depth),
        }
    }

    fn list(&mut self, depth: usize) -> Value {
        let at = self.start();
        let ordered = self.tape.one_in(2);
        let start = [1, 1, 0, 3, -2, 999_999_999, i64::from(u32::MAX)][self.tape.pick(7)];
        let reversed = self.tape.one_in(5);
        let items: Vec<_> = (0..1 + self.tape.pick(4) as i64)
            .map(|index| {
                self.separator = "\n";
                let at = self.start();
                // After an empty item at the end of a quote in a list, pulldown-cmark 0.13 ends that list too early.
                let count = [1, 1, 2, if depth == 0 { 0 } else { 1 }, 3][self.tape.pick(5)];
                let blocks = match count {
                    // The shapes of tight lists, more often than chance makes them.
                    2 if self.tape.one_in(2) && depth < 3 => {
                        let paragraph = self.leaf(json!({ "kind": "paragraph" }), true);
                        self.separator = "\n";
                        vec![paragraph, self.list(depth + 1)]
                    }
                    1 if self.tape.one_in(2) => vec![self.leaf(json!({ "kind": "paragraph" }), true)],
                    count => self.blocks(count, depth + 1),
                };
                let mut item = json!({ "blocks": blocks });
                if ordered && self.tape.one_in(2) {
                    item["number"] = (start + index * if reversed { -1 } else { 1 }).into();
                }
                if self.tape.one_in(4) {
                    item["checked"] = self.tape.one_in(2).into();
                }
                self.container(item, at)
            })
            .collect();
        let mut list =
            json!({ "kind": "list", "ordered": ordered, "start": start, "reversed": reversed, "items": items });
        if self.tape.one_in(4) {
            list["numbering"] = ["1", "a", "A", "i", "I"][self.tape.pick(5)].into();
        }
        self.container(list, at)
    }

    fn definitions(&mut self, depth: usize) -> Value {
        let at = self.start();
        let entries: Vec<_> = (0..1 + self.tape.pick(4))
            .map(|_| {
                self.separator = "\n";
                if self.tape.one_in(2) {
                    let at = self.start();
                    let count = self.tape.pick(3);
                    let blocks = self.blocks(count, depth + 1);
                    self.container(json!({ "kind": "definition", "blocks": blocks }), at)
                } else {
                    self.leaf(json!({ "kind": "term" }), true)
                }
            })
            .collect();
        self.container(json!({ "kind": "definition_list", "entries": entries }), at)
    }

    fn table(&mut self) -> Value {
        let at = self.start();
        let caption = self.tape.one_in(3).then(|| self.leaf(json!({}), true));
        let columns = 1 + self.tape.pick(4);
        let rows: Vec<_> = (0..1 + self.tape.pick(4))
            .map(|row| {
                self.separator = "\n";
                let at = self.start();
                let header = if row == 0 { self.tape.one_in(2) } else { self.tape.one_in(8) };
                let cells: Vec<_> = (0..columns)
                    .map(|_| {
                        self.separator = if self.separator == "\n" { "\n" } else { "\t" };
                        let mut cell = json!({ "header": header || self.tape.one_in(8) });
                        if self.tape.one_in(8) {
                            cell["colspan"] = [2, 3, 1000][self.tape.pick(3)].into();
                        }
                        if self.tape.one_in(8) {
                            cell["rowspan"] = [2, 3, 65000][self.tape.pick(3)].into();
                        }
                        if self.tape.one_in(4) {
                            cell["align"] = ["left", "center", "right"][self.tape.pick(3)].into();
                        }
                        let with_text = !self.tape.one_in(5);
                        let cell = self.leaf(cell, with_text);
                        self.separator = "\t";
                        cell
                    })
                    .collect();
                self.container(json!({ "header": header, "cells": cells }), at)
            })
            .collect();
        let mut table = json!({ "kind": "table", "rows": rows });
        if let Some(caption) = caption {
            table["caption"] = caption;
        }
        self.container(table, at)
    }

    fn code(&mut self) -> Value {
        let lines: Vec<_> = (0..1 + self.tape.pick(4))
            .map(|_| {
                let indent = ["", "", "  ", "\t", "    "][self.tape.pick(5)];
                format!("{indent}{}", self.tape.field())
            })
            .collect();
        let mut code = json!({ "kind": "code" });
        if self.tape.one_in(2) {
            code["language"] = match self.tape.text {
                Text::Clean => ["rust", "c++", "c#", "objective-c", "日本語"][self.tape.pick(5)].into(),
                Text::Wild => self.tape.field().into(),
            };
        }
        let mut text = lines.join("\n");
        if self.tape.text == Text::Clean {
            text = text.trim_end_matches('\n').to_owned();
        }
        self.place(code, text)
    }

    fn math(&mut self) -> Value {
        let tex = !self.tape.one_in(4);
        let formulas = [
            "E = mc^2",
            "\\frac{a}{b}",
            "a_1 + b_2",
            "\\begin{aligned}\na &= b \\\\\nc &= d\n\\end{aligned}",
            "x\n- y",
            "a < b",
            "\\text{a $b$}",
            "{",
            "}{",
            "\\",
            "a\n\nb",
            "\\{ a \\}",
            "`",
            "a | b",
            "1. b",
            "# c",
            "\\$",
        ];
        let text = formulas[self.tape.pick(formulas.len())];
        self.place(json!({ "kind": "math", "tex": tex }), if tex { text } else { "a = b" }.to_owned())
    }

    fn image(&mut self) -> usize {
        let mut image = self.tape.address();
        image.extend(self.tape.maybe_field().map(|alt| ("alt".to_owned(), alt.into())));
        image.extend(self.tape.maybe_field().map(|title| ("title".to_owned(), title.into())));
        if self.tape.one_in(4) {
            image.insert("link".into(), ADDRESSES[self.tape.pick(ADDRESSES.len())].into());
        }
        if self.tape.one_in(4) {
            image.insert("width".into(), self.tape.pick(256).into());
        }
        self.images.push(Value::Object(image));
        self.images.len() - 1
    }

    fn leaf(&mut self, block: Value, with_text: bool) -> Value {
        let mut leaf = Leaf::default();
        if with_text {
            self.inline(&mut leaf, 0);
        }
        let mut block = self.place(block, leaf.text);
        block["spans"] = leaf.spans.into();
        block
    }

    fn inline(&mut self, leaf: &mut Leaf, depth: usize) {
        for _ in 0..1 + self.tape.pick(4) {
            match self.tape.pick(if depth < 3 { 8 } else { 4 }) {
                0..4 => self.word(leaf),
                4 if !leaf.text.is_empty() && !leaf.text.ends_with('\n') => {
                    let at = leaf.text.len();
                    leaf.text.push('\n');
                    leaf.space = false;
                    leaf.spans.push(json!({ "kind": "line_break", "start": at, "end": at + 1 }));
                    // Nothing ends in a line break.
                    self.word(leaf);
                }
                5 => {
                    let index = self.image();
                    let at = leaf.text.len();
                    let (before, after) = (self.tape.one_in(3), self.tape.one_in(3));
                    leaf.spans.push(json!({
                        "kind": "image", "image": index, "start": at, "end": at, "space_before": before, "space_after": after,
                    }));
                }
                _ => self.span(leaf, depth),
            }
            leaf.space = self.tape.one_in(2);
        }
    }

    fn span(&mut self, leaf: &mut Leaf, depth: usize) {
        let kinds = [
            "emphasis",
            "strong",
            "link",
            "code",
            "strikethrough",
            "superscript",
            "subscript",
            "ruby",
            "math",
            "strong",
            "emphasis",
        ];
        let kind = kinds[self.tape.pick(kinds.len())];
        let mut span = if kind == "link" { self.tape.address() } else { Map::new() };
        span.insert("kind".into(), kind.into());
        match kind {
            "link" => span.extend(self.tape.maybe_field().map(|title| ("title".to_owned(), title.into()))),
            "ruby" => span.extend([("reading".to_owned(), self.tape.field().into())]),
            "math" => span.extend([("tex".to_owned(), (!self.tape.one_in(3)).into())]),
            _ => {}
        }
        // A span may begin with the space before its first word, or after it.
        if self.tape.one_in(2) && leaf.space && !leaf.text.is_empty() && !leaf.text.ends_with(['\n', ' ']) {
            leaf.text.push(' ');
            leaf.space = false;
        }
        let start = leaf.text.len();
        let index = leaf.spans.len();
        self.word(leaf);
        if depth < 3 && kind != "math" && self.tape.one_in(2) {
            leaf.space = self.tape.one_in(2);
            self.inline(leaf, depth + 1);
        }
        span.insert("start".into(), start.into());
        span.insert("end".into(), leaf.text.len().into());
        // Spans stand before those inside them, and images at their very start inside them too.
        leaf.spans.insert(index, Value::Object(span));
    }

    fn word(&mut self, leaf: &mut Leaf) {
        let word = self.tape.word();
        if leaf.space && !leaf.text.is_empty() && !leaf.text.ends_with(['\n', ' ']) {
            leaf.text.push(' ');
        }
        leaf.space = false;
        leaf.text.push_str(word);
    }

    /// Puts a leaf into the text.
    fn place(&mut self, mut block: Value, text: String) -> Value {
        if !text.is_empty() && !self.text.is_empty() {
            self.text.push_str(self.separator);
        }
        let start = self.text.len();
        if !text.is_empty() {
            self.starts.push(start);
        }
        self.text.push_str(&text);
        block["range"] = json!({ "start": start, "end": self.text.len() });
        if !matches!(block["kind"].as_str(), Some("rule" | "embed")) {
            block["text"] = text.into();
        }
        block
    }

    /// The end of the text before a container.
    fn start(&self) -> usize {
        self.text.len()
    }

    fn container(&mut self, mut block: Value, before: usize) -> Value {
        let first = self.starts.partition_point(|&start| start < before);
        let start = self.starts.get(first).copied().unwrap_or(self.text.len());
        block["range"] = json!({ "start": start, "end": self.text.len() });
        block
    }
}
