//! Text stays text in Markdown, whatever it looks like and whoever reads it: parsers of GitHub's Markdown with raw HTML let
//! through, and with every extension that they have.
//!
//! What a parser makes of the Markdown is read as a browser reads it. A paragraph of text may hold no element then that was not
//! in the source, but for a link around an address that shows where it leads; and what it shows is the text.

mod dom;

use comrak::Options as Comrak;
use dom::{Element, elements_and_text};
use proptest::prelude::*;
use pulldown_cmark::{Options as Pulldown, Parser};

/// Text that some reader of Markdown takes for something else, where it is let.
#[rustfmt::skip]
const SNIPPETS: &[&str] = &[
    "tea", "cup", "a", "7", "中文", "。", " ", " ", " ", ".", ",", "!", "?", ";", ":", "-", "(", ")", "\"", "'", "/",
    "www.a.bc", "www.a.bc/", "WWW.a.bc/x", "http://a.bc/", "https://a.bc", "ftp://a.bc/", "smb://a.bc/", "www.", "://",
    "a@b.cd", "mailto:a@b.cd", "xmpp:a@b.cd/x", "a.b-c_d@a.b", "@",
    "<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "<b>", "</b>", "<!--", "-->", "<?x", "<![CDATA[", "<!X", "<",
    ">", "<a href=javascript:alert(1)>", "<javascript:alert(1)>", "<https://a.bc>", "<7@a.bc>", "<a@b.cd>", "<div", "<%= 1 %>",
    "&lt;", "&lt;img src=x>", "&#60;b&#62;", "&amp;", "&", "&copy;", "&copy",
    "\\", "\\<b>", "\\\\", "\\(x\\)", "\\[x\\]", "\\begin{x}",
    "[[javascript:alert(1)]]", "[[a|b]]", "[[", "]]", "[a](javascript:alert(1))", "[a]", "[", "]", "](", "](b)", "]:",
    "[a]: javascript:alert(1)", "![a](b)", "![", "[^1]", "[^1]: a", "^[a]", "[x] ", "[ ] ", "[!NOTE]", "[TOC]",
    "{onclick=alert(1)}", "{: onclick=alert(1)}", "{#a}", "{.a}", "{a}", "{=html}", "{", "}", "{{ a }}", "{% raw %}", "{# a #}",
    "*", "**", "*a*", "**a**", "_", "__", "_a_", "__a__", "~", "~~", "~a~", "~~a~~", "^", "^a^", "==", "==a==", "++", "++a++",
    "||", "||a||", "|", "`", "``", "`a`", "`<b>`", "$", "$$", "$a$", "$$a$$", "$`a`$", "$5",
    "::", ":::", ":::note", "::: note", ": a", "~ a", "> a", ">", ">>>", "# a", "#", "-# a", "- a", "+ a", "* a",
    "1. a", "1) a", "---", "+++", ";;;", "===", "***", "```", "~~~", "| a |", "| --- |", ":--", "--:", "!!! note", "??? a", "%% a %%",
    "% a", "*[a]: b",
];

/// What stands around a part of a text in the source.
const WRAPPERS: &[(&str, &str)] = &[
    ("", ""),
    ("", ""),
    ("", ""),
    ("", ""),
    ("<b>", "</b>"),
    ("<i>", "</i>"),
    ("<s>", "</s>"),
    ("<code>", "</code>"),
    ("<sup>", "</sup>"),
    ("<a href=/tea>", "</a>"),
    ("<a href='https://a.bc/$a$?b={{c}}' title='T \" <b> {{x}} `a` $b$'>", "</a>"),
    ("", "<br>"),
    ("", "<img src=cup.png alt='&lt;b> www.a.bc/&lt;i> [[a]] {{b}} `c` $d$' title='&lt;b>'>"),
];

/// What stands around the whole.
const PLACES: &[(&str, &str)] = &[
    ("<p>", "</p>"),
    ("<p>", "</p>"),
    ("<p>Tea</p><p>", "</p>"),
    ("<h2>", "</h2>"),
    ("<blockquote><p>", "</p></blockquote>"),
    ("<ul><li>", "</li><li>Tea</li></ul>"),
    ("<table><tr><th>Tea</th><th>Cup</th></tr><tr><td>", "</td><td>x</td></tr></table>"),
    ("<table><caption>Cups</caption><tr><th>", "</th><th>Cup</th></tr><tr><td>Tea</td><td>x</td></tr></table>"),
    ("<figure><img src=cup.png><figcaption>", "</figcaption></figure>"),
    ("<dl><dt>", "</dt><dd>Tea</dd></dl>"),
];

/// Parts of a text, as indices: the snippet, what stands around it; and where the whole stands.
type Recipe = (usize, Vec<(usize, usize)>);

/// The source of a text in its place.
fn source((place, parts): &Recipe) -> String {
    let (before, after) = PLACES[place % PLACES.len()];
    let mut html = before.to_owned();
    for (snippet, wrapper) in parts {
        let (open, close) = WRAPPERS[wrapper % WRAPPERS.len()];
        html.push_str(open);
        html.push_str(&SNIPPETS[snippet % SNIPPETS.len()].replace('&', "&amp;").replace('<', "&lt;"));
        html.push_str(close);
    }
    html + after
}

/// What parsers make of Markdown, each by its name. Where a dash of an extension would change the letters alone (typographic
/// quotes), it is left out.
fn readings(markdown: &str) -> Vec<(&'static str, String)> {
    let mut github = Comrak::default();
    github.render.r#unsafe = true;
    github.extension.table = true;
    github.extension.strikethrough = true;
    github.extension.autolink = true;
    github.extension.tasklist = true;
    github.extension.footnotes = true;
    github.extension.alerts = true;
    github.extension.math_dollars = true;

    let mut all = github.clone();
    all.extension.superscript = true;
    all.extension.subscript = true;
    all.extension.inline_footnotes = true;
    all.extension.description_lists = true;
    all.extension.front_matter_delimiter = Some("+++".to_owned());
    all.extension.multiline_block_quotes = true;
    all.extension.math_code = true;
    all.extension.wikilinks_title_after_pipe = true;
    all.extension.spoiler = true;
    all.extension.greentext = true;
    all.extension.cjk_friendly_emphasis = true;
    all.extension.subtext = true;
    all.extension.highlight = true;
    all.extension.insert = true;
    all.extension.block_directive = true;
    all.extension.header_attributes = true;
    all.extension.fenced_code_attributes = true;
    all.extension.inline_code_attributes = true;
    all.extension.link_attributes = true;

    let mut others = github.clone();
    others.extension.underline = true;
    others.extension.wikilinks_title_before_pipe = true;
    others.extension.front_matter_delimiter = Some(";;;".to_owned());
    others.parse.tasklist_in_table = true;

    let mut every = Pulldown::all();
    every.remove(Pulldown::ENABLE_SMART_PUNCTUATION);
    let modern = every - (Pulldown::ENABLE_OLD_FOOTNOTES - Pulldown::ENABLE_FOOTNOTES);
    let plain = Pulldown::ENABLE_TABLES | Pulldown::ENABLE_STRIKETHROUGH | Pulldown::ENABLE_TASKLISTS;
    let pulldown = |options| {
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, Parser::new_ext(markdown, options));
        html
    };
    // To some `\\[` begins a formula, to CommonMark it is a bracket: no Markdown can be right for both.
    vec![
        ("comrak, as GitHub", comrak::markdown_to_html(markdown, &github)),
        ("comrak, all", comrak::markdown_to_html(markdown, &all)),
        ("comrak, the other ones", comrak::markdown_to_html(markdown, &others)),
        ("pulldown-cmark, as GitHub", pulldown(plain)),
        ("pulldown-cmark, all", pulldown(every)),
        ("pulldown-cmark, all of today", pulldown(modern)),
    ]
}

/// The elements that the source can give, with their attributes.
const ALLOWED: &[(&str, &[&str])] = &[
    ("p", &[]),
    ("h2", &[]),
    ("em", &[]),
    ("strong", &[]),
    ("del", &[]),
    ("sup", &[]),
    ("code", &[]),
    ("a", &["href", "title"]),
    ("img", &["src", "alt", "title"]),
    ("br", &[]),
    ("ul", &[]),
    ("li", &[]),
    ("blockquote", &[]),
    ("table", &[]),
    ("thead", &[]),
    ("tbody", &[]),
    ("tr", &[]),
    ("th", &[]),
    ("td", &[]),
];

fn assert_text_stays_text(html: &str) {
    let article = bodytext::extract(html);
    let markdown = article.to_markdown();
    let expected = letters(article.text());
    for (name, read) in readings(&markdown) {
        let (elements, text) = elements_and_text(&read);
        let tell = || format!("to {name}\nsource: {html}\nMarkdown: {markdown}\nread: {read}");
        for element in &elements {
            assert_allowed(element, &tell);
            let wanted: &[&str] = match &*element.name {
                "em" => &["<i>", "<figcaption>", "<caption>", "<b>"],
                "strong" => &["<b>", "<dt>"],
                "del" => &["<s>"],
                "sup" => &["<sup>"],
                "code" => &["<code>"],
                "img" => &["<img"],
                "blockquote" => &["<blockquote"],
                "ul" | "li" => &["<ul>", "<dl>"],
                "table" => &["<table>"],
                _ => continue,
            };
            assert!(wanted.iter().any(|tag| html.contains(tag)), "<{}> came out of text {}", element.name, tell());
        }
        assert_eq!(letters(&text), expected, "the text is another one {}", tell());
    }
}

fn assert_allowed(element: &Element, tell: &dyn Fn() -> String) {
    let allowed = ALLOWED.iter().find(|(name, _)| *name == element.name);
    let Some((_, attributes)) = allowed else { panic!("<{}> came out of text {}", element.name, tell()) };
    for (key, value) in &element.attributes {
        assert!(attributes.contains(&&**key), "<{} {key}={value:?}> came out of text {}", element.name, tell());
    }
    let value = |key: &str| element.attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
    if let (true, Some(href)) = (element.name == "a", value("href")) {
        let is_of_source = ["/tea", "https://a.bc/$a$?b=%7B%7Bc%7D%7D"].contains(&href);
        // A bare address is a link to some, and shows where it leads.
        let shown = element.text.trim();
        let leads = ["", "http://", "mailto:"].iter().any(|scheme| {
            let (href, shown) = (dom::decoded(href), dom::decoded(shown));
            href.strip_prefix(scheme).is_some_and(|href| href == shown)
        });
        // What has no scheme that is known leads nowhere that a link could not lead.
        let is_address = !["javascript:", "vbscript:", "data:"]
            .iter()
            .any(|scheme| href.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
        assert!(is_of_source || (leads && is_address), "a link to {href:?} came out of {shown:?} {}", tell());
    }
}

/// What of a text is seen, but for the white space in it.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn an_address_swallows_no_escape() {
    for text in [
        "www.a.bc/<img src=x onerror=alert(1)>",
        "http://a.bc/<script>alert(1)</script>",
        "www.a.bc/<javascript:alert(1)>",
        "WWW.a.bc/www.a.bc/&lt;img src=x onerror=alert(1)>",
        "(www.a.bc/*a*<b onclick=alert(1)>)",
        "ftp://a.bc/\\<svg onload=alert(1)>",
        "www.a.bc/`<img src=x onerror=alert(1)>`",
    ] {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        for (before, after) in PLACES {
            assert_text_stays_text(&format!("{before}{text}{after}"));
            assert_text_stays_text(&format!("{before}<a href=/tea>{text}</a>{after}"));
            assert_text_stays_text(&format!("{before}www.a.bc/<b>{text}</b>{text}{after}"));
            assert_text_stays_text(&format!("{before}www.a.bc/<code>{text}</code>{text}{after}"));
        }
    }
}

#[test]
fn an_address_that_stands_by_itself_is_left_as_it_is() {
    for (html, markdown) in [
        (
            "<p>See https://tea.example/a_b and www.tea.example.</p>",
            "See https://tea.example/a_b and www.tea.example.\n",
        ),
        ("<p><b>https://tea.example</b></p>", "**https://tea.example**\n"),
        ("<p>See <i>www.tea.example</i>, then</p>", "See *www.tea.example*, then\n"),
        ("<p>https://tea.example<br>Tea</p>", "https://tea.example  \nTea\n"),
        ("<p><a href=https://tea.example>https://tea.example</a></p>", "[https://tea.example](https://tea.example)\n"),
    ] {
        assert_eq!(bodytext::extract(html).to_markdown(), markdown);
        assert_text_stays_text(html.replace("https://tea.example>", "/tea>").as_str());
    }
}

#[test]
fn braces_and_brackets_are_no_attributes_links_or_notes() {
    for (html, markdown) in [
        ("<h2>Tea {onclick=alert(1)}</h2>", "## Tea &#123;onclick=alert(1)}\n"),
        ("<p><b>Tea</b>{.cup}</p>", "**Tea**&#123;.cup}\n"),
        ("<p>[[javascript:alert(1)]]</p>", "\\[[javascript:alert(1)]]\n"),
        ("<p>Tea[^1]</p>", "Tea\\[^1]\n"),
        ("<p>{{ site.secret }}</p>", "&#123;{ site.secret }}\n"),
        ("<blockquote><p>[!NOTE]<br>Tea</p></blockquote>", "> \\[!NOTE]\\\n> Tea\n"),
        ("<p>+++<br>title = 1<br>+++</p>", "\\+\\+\\+\\\ntitle = 1\\\n\\+\\+\\+\n"),
        ("<p>Tea<br>: a drink</p>", "Tea\\\n\\: a drink\n"),
    ] {
        assert_eq!(bodytext::extract(html).to_markdown(), markdown);
        assert_text_stays_text(html);
    }
}

#[test]
fn what_can_be_nothing_but_text_is_not_escaped() {
    for text in [
        "C++ and g++ are 2 < 3 & so on; x^2, {a, b} and f(x) = [1] if a == b.",
        "It is 12:30:45 in std::io at a@b.cd: I <3 tea, AT&T and 5 * 3 | 2.",
        "#tea @cup ~5 %7 !!! ??? -- a_b_c C:\\Users",
    ] {
        let html = format!("<p>{}</p>", text.replace('&', "&amp;").replace('<', "&lt;"));
        assert_eq!(bodytext::extract(&html).to_markdown(), format!("{text}\n"));
        assert_text_stays_text(&html);
    }
}

#[test]
fn codes_of_emojis_are_text() {
    for text in [":tea:", "a :+1: b", "tea::tea: x", ":tea::tea:", "(:tea:)"] {
        let article = bodytext::extract(&format!("<p>{text}</p>"));
        let mut options = Comrak::default();
        options.extension.shortcodes = true;
        let read = comrak::markdown_to_html(&article.to_markdown(), &options);
        assert_eq!(read, format!("<p>{text}</p>\n"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_shrink_iters: 20_000, cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn hostile_text_stays_text(recipe in (0..PLACES.len(), prop::collection::vec((0..SNIPPETS.len(), 0..WRAPPERS.len()), 1..10))) {
        assert_text_stays_text(&source(&recipe));
    }

    #[test]
    fn hostile_text_without_markup_stays_text(recipe in (0..PLACES.len(), prop::collection::vec((0..SNIPPETS.len(), Just(0)), 1..12))) {
        assert_text_stays_text(&source(&recipe));
    }
}
