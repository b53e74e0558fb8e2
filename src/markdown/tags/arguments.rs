//! The arguments of a tag, and the HTML that is made of them.

use std::fmt::Write;

/// What stands behind the name of a tag.
#[derive(Debug, Default)]
pub(super) struct Arguments {
    list: Vec<Argument>,
}

#[derive(Debug)]
struct Argument {
    /// The name before `=`, if there is one.
    name: Option<String>,
    value: String,
    is_quoted: bool,
}

impl Arguments {
    /// Reads arguments: words and quoted texts, apart by spaces or commas, some with a name before `=`.
    pub(super) fn of(text: &str) -> Arguments {
        let mut list = Vec::new();
        let mut rest = text.trim_start_matches(is_gap);
        while !rest.is_empty() {
            let length =
                rest.bytes().take_while(|&byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-').count();
            let name = (length > 0 && rest[length..].starts_with('=')).then(|| rest[..length].to_ascii_lowercase());
            if name.is_some() {
                rest = &rest[length + 1..];
            }
            let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '“' | '`'));
            let close = quote.and_then(|quote| {
                let inside = &rest[quote.len_utf8()..];
                let close = if quote == '“' { '”' } else { quote };
                inside.find(close).map(|end| (&inside[..end], &inside[end + close.len_utf8()..]))
            });
            let (value, after, is_quoted) = match close {
                Some((value, after)) => (value, after, true),
                None => {
                    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                    (rest[..end].trim_end_matches([',', '，']), &rest[end..], false)
                }
            };
            list.push(Argument { name, value: value.trim().to_owned(), is_quoted });
            rest = after.trim_start_matches(is_gap);
        }
        Arguments { list }
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The first value without a name.
    pub(super) fn first(&self) -> &str {
        self.list.iter().find(|argument| argument.name.is_none()).map_or("", |argument| &argument.value)
    }

    /// The value of a name, before `=` or, as Hexo has it, before `:`.
    pub(super) fn value_of(&self, name: &str) -> Option<&str> {
        let by_name = |argument: &'_ &Argument| argument.name.as_deref() == Some(name);
        if let Some(argument) = self.list.iter().find(by_name) {
            return Some(&argument.value);
        }
        self.list.iter().find_map(|argument| argument.value.strip_prefix(name)?.strip_prefix(':'))
    }

    fn first_of(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.value_of(name)).filter(|value| !value.is_empty())
    }

    /// The values without a name from a place on, in a row.
    fn words(&self, from: usize) -> String {
        let words = self.list.iter().filter(|argument| argument.name.is_none()).skip(from);
        words.map(|argument| argument.value.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// All values but the first; the first where there are no others.
    pub(super) fn rest_or_first(&self) -> String {
        let rest: Vec<_> = self.list.iter().skip(1).map(|argument| argument.value.as_str()).collect();
        let rest = rest.into_iter().filter(|word| !matches!(*word, "true" | "false")).collect::<Vec<_>>().join(" ");
        if rest.is_empty() { self.first().to_owned() } else { rest }
    }

    /// The image that they name, with its caption.
    pub(super) fn figure(&self) -> Option<String> {
        let named = self.first_of(&["src", "url", "path", "file", "image_path", "image", "link_src"]);
        let plain: Vec<&Argument> = self.list.iter().filter(|argument| argument.name.is_none()).collect();
        // Hexo has class names before the address.
        let place = plain.iter().position(|argument| is_address(&argument.value)).unwrap_or(0);
        let address = named.or_else(|| plain.get(place).map(|argument| argument.value.as_str()))?;
        let after = if named.is_some() { &plain[..] } else { plain.get(place + 1..).unwrap_or_default() };
        let is_size =
            |value: &str| value.trim_end_matches("px").bytes().all(|byte| byte.is_ascii_digit()) || value == "auto";
        let sizes: Vec<&str> =
            after.iter().map(|argument| argument.value.as_str()).take_while(|value| is_size(value)).take(2).collect();
        let texts: Vec<&str> = after[sizes.len()..].iter().map(|argument| argument.value.as_str()).collect();
        let (mut title, mut alt) = match texts[..] {
            [title, alt] if after[sizes.len()..].iter().all(|argument| argument.is_quoted) => {
                (title.to_owned(), alt.to_owned())
            }
            _ => (texts.join(" "), String::new()),
        };
        // `"title 'alt'"`
        if let Some((before, rest)) = title.clone().split_once(" '")
            && let Some(inner) = rest.strip_suffix('\'')
        {
            (title, alt) = (before.to_owned(), inner.to_owned());
        }
        let alt = self.first_of(&["alt"]).unwrap_or(&alt);
        let caption = [self.value_of("title"), self.first_of(&["caption", "description"]), self.value_of("attr")];
        let caption: Vec<&str> = caption.into_iter().flatten().filter(|text| !text.is_empty()).collect();
        let mut html = format!("<img src=\"{}\"", attribute(address));
        for (name, value) in [
            ("alt", alt),
            ("title", if caption.is_empty() { title.as_str() } else { "" }),
            ("width", self.value_of("width").or(sizes.first().copied()).unwrap_or_default()),
            ("height", self.value_of("height").or(sizes.get(1).copied()).unwrap_or_default()),
        ] {
            if !value.is_empty() {
                let _ = write!(html, " {name}=\"{}\"", attribute(value));
            }
        }
        html.push('>');
        if let Some(link) = self.value_of("link").filter(|link| !link.is_empty()) {
            html = format!("<a href=\"{}\">{html}</a>", attribute(link));
        }
        if caption.is_empty() {
            return Some(html);
        }
        Some(format!("<figure>{html}<figcaption>{}</figcaption></figure>", escape(&caption.join(" "))))
    }

    /// The figure that a file of the site makes, where a name says so and the address of an image is given.
    pub(super) fn included_figure(&self) -> Option<String> {
        let file = self.first().to_ascii_lowercase();
        let is_figure = ["fig", "image", "img", "picture", "photo"].iter().any(|name| file.contains(name));
        let rest = Arguments {
            list: self.list.iter().filter(|argument| argument.name.is_some()).map(Argument::copy).collect(),
        };
        let is_known = rest.list.iter().any(|argument| argument.is_quoted && is_address(&argument.value));
        (is_figure && is_known).then(|| rest.figure()).flatten()
    }

    /// A link: `text url` or `url text`.
    pub(super) fn link(&self, tag: &str) -> Option<String> {
        let place = self.list.iter().position(|argument| is_address(&argument.value)).unwrap_or(0);
        let address = &self.list.get(place)?.value;
        let is_flag = |word: &str| matches!(word, "true" | "false" | "_blank" | "_self");
        let before: Vec<&str> = self.list[..place].iter().map(|argument| argument.value.as_str()).collect();
        let after = self.list[place + 1..].iter().map(|argument| argument.value.as_str()).filter(|word| !is_flag(word));
        let after: Vec<&str> = if tag.starts_with('b') { after.take(1).collect() } else { after.collect() };
        let words = if before.is_empty() { after } else { before };
        let text = if words.is_empty() { address.clone() } else { words.join(" ") };
        Some(format!("<a href=\"{}\">{}</a>", attribute(address), escape(&text)))
    }

    /// What is shown in place: by its address, or by its number at a host.
    pub(super) fn embed(&self, tag: &str) -> Option<String> {
        let named = self.first_of(&["id", "src", "url", "bvid"]);
        let first = named.unwrap_or(self.first());
        if first.is_empty() {
            return None;
        }
        let address = match tag {
            _ if first.contains("//") || first.starts_with('/') => first.to_owned(),
            "youtube" => format!("https://www.youtube.com/embed/{first}"),
            "vimeo" => format!("https://player.vimeo.com/video/{first}"),
            "bilibili" => format!("https://player.bilibili.com/player.html?bvid={first}"),
            // Hugo names the owner first.
            "gist" => match self.list.get(1) {
                Some(number) if number.name.is_none() && !first.contains('/') && !number.value.contains('.') => {
                    format!("https://gist.github.com/{first}/{}", number.value)
                }
                _ => format!("https://gist.github.com/{first}"),
            },
            "jsfiddle" => format!("https://jsfiddle.net/{first}/embedded/"),
            _ => first.to_owned(),
        };
        let address = attribute(&address);
        Some(match tag {
            "video" | "audio" => format!("<{tag} src=\"{address}\"></{tag}>"),
            _ => format!("<div><iframe src=\"{address}\"></iframe></div>"),
        })
    }

    /// Who is quoted: the author and the work, which may be a link.
    pub(super) fn source_of_quote(&self) -> String {
        let link = self.list.iter().position(|argument| is_web(&argument.value));
        let Some(link) = link else { return escape(&self.words(0)) };
        let who: Vec<&str> = self.list[..link].iter().map(|argument| argument.value.as_str()).collect();
        let work = self.words(link + 1);
        let address = &self.list[link].value;
        let work = if work.is_empty() { address } else { &work };
        let who = escape(&who.join(" "));
        format!("{who} <a href=\"{}\">{}</a>", attribute(address), escape(work)).trim_start().to_owned()
    }

    /// The title of a listing, which may lead somewhere.
    pub(super) fn title_of_code(&self) -> String {
        let plain = self.list.iter().filter(|argument| {
            let is_option = argument.name.is_some()
                || [
                    "lang:",
                    "line_number:",
                    "line_threshold:",
                    "highlight:",
                    "first_line:",
                    "mark:",
                    "wrap:",
                    "start:",
                    "title:",
                ]
                .iter()
                .any(|name| argument.value.starts_with(name));
            !is_option
        });
        let (links, words): (Vec<&Argument>, Vec<&Argument>) = plain.partition(|argument| is_web(&argument.value));
        let title = words.iter().map(|argument| argument.value.as_str()).collect::<Vec<_>>().join(" ");
        match links.first() {
            Some(link) => {
                let title = if title.is_empty() { &link.value } else { &title };
                format!("<a href=\"{}\">{}</a>", attribute(&link.value), escape(title))
            }
            None => escape(&title),
        }
    }

    /// The title of a part of the text: what is quoted, what comes after the last comma, or what is no class name.
    pub(super) fn title(&self, tag: &str) -> String {
        if let Some(title) = self.first_of(&["title", "summary", "header", "name"]) {
            return title.to_owned();
        }
        let plain = || self.list.iter().filter(|argument| argument.name.is_none());
        let texts: Vec<&str> = plain()
            .filter(|argument| argument.is_quoted || !argument.value.is_ascii())
            .map(|argument| argument.value.as_str())
            .collect();
        let folds = ["fold", "details", "spoiler", "hide", "collapse", "accordion"];
        if texts.is_empty() && folds.iter().any(|name| tag.to_ascii_lowercase().starts_with(name)) {
            return self.words(0);
        }
        texts.join(" ")
    }
}

impl Argument {
    fn copy(&self) -> Argument {
        Argument { name: self.name.clone(), value: self.value.clone(), is_quoted: self.is_quoted }
    }
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || c == ','
}

/// Whether a word can be the address of a file or a page.
pub(super) fn is_address(word: &str) -> bool {
    let has_ending = word.rsplit_once('.').is_some_and(|(name, ending)| {
        !name.is_empty() && (2..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    !word.contains(char::is_whitespace) && (word.contains('/') || has_ending)
}

fn is_web(word: &str) -> bool {
    word.starts_with("http://") || word.starts_with("https://")
}

/// A text as it stands in HTML. Nothing in it is Markdown any more.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '*' | '_' | '`' | '[' | ']' | '\\' | '$' | '~' | '{' | '}' | '|' | '!' | '#' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A text as it stands in the value of an attribute.
pub(super) fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace(['\n', '\r'], " ")
}
