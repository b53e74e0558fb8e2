//! Hostile input, for the bench of growth and for the tests of memory and of work.
//!
//! Families that parsers have stumbled over, bytes that decoders have, and snippets of HTML to be put together in every way.

#![allow(dead_code, unreachable_pub, reason = "each of those who include this uses a part of it")]

/// A kind of hostile input: the name, what stands before, the text to repeat (`#` in it is the count), what to repeat
/// behind the middle once for each of those, what stands after.
pub type Family = (&'static str, &'static str, &'static str, &'static str, &'static str);

pub const FAMILIES: &[Family] = &[
    ("nested div", "", "<div>", "</div>", ""),
    ("unclosed div", "", "<div>", "", ""),
    ("nested b", "", "<b>", "</b>", ""),
    ("nested b with text", "", "<b>a ", "</b>", ""),
    ("unclosed b in p", "", "<p><b>a", "", ""),
    ("unclosed b, all different, in p", "", "<p><b id=#>a", "", ""),
    ("nested ul li", "", "<ul><li>", "</li></ul>", ""),
    ("nested table", "", "<table><tr><td>", "</td></tr></table>", ""),
    ("unclosed table", "", "<table>", "", ""),
    ("foster parenting", "<table>", "<b>a</b><tr>", "", ""),
    // A long value of an attribute, and then many elements that it is looked at for.
    ("p in a link with a long address", "<a href='/", "abcd", "'><p>a", ""),
    ("images in a link with a long address", "<a href='/", "abcd", "'><img src=a>", ""),
    ("references against a long base", "<base href='http://a/", "abcd", "/'><a href=?>a</a>", ""),
    ("p in a long class", "<b class='", "abcd ", "'><p>a", ""),
    ("p in a long style", "<b style='", "a:b;", "'><p>a", ""),
    ("p behind an unclosed long class", "<p><b class='", "abcd ", "'><p>a", ""),
    ("nested font", "", "<font size=1 color=red>", "</font>", ""),
    ("different fonts", "", "<font color=#><p>", "", ""),
    ("nested blockquote", "", "<blockquote>a", "</blockquote>", ""),
    ("p in button", "", "<p><button>", "", ""),
    ("unclosed a", "", "<a href=x>a", "", ""),
    ("misnested a", "", "<a><div>a</a>", "", ""),
    ("adoption agency", "", "<b><i><p></b>a", "", ""),
    ("nested select", "", "<select><option>a", "", ""),
    ("nested template", "", "<template>", "</template>", ""),
    ("nested svg", "", "<svg><foreignObject>", "", ""),
    ("nested mathml", "", "<math><mi>", "", ""),
    ("nested ruby", "", "<ruby>a<rt>b", "", ""),
    ("nested pre", "", "<pre>a\n", "", ""),
    ("nested definition lists", "", "<dl><dt>a<dd>", "", ""),
    ("stray end tags", "", "</p></b></table>", "", ""),
    ("attributes, all the same", "<p ", "a=1 ", "", ">"),
    ("attributes, all different", "<p ", "a#=1 ", "", ">"),
    ("elements with attributes", "", "<p class=a id=b title=c lang=d>", "", ""),
    ("paragraph", "<p>", "word ", "", ""),
    ("Chinese paragraph", "<p>", "一二三，", "", ""),
    ("paragraphs", "", "<p>word</p>", "", ""),
    ("line breaks", "", "a<br>", "", ""),
    ("white space", "<p>a", " \n", "", ""),
    ("entities", "", "&amp;", "", ""),
    ("unknown entities", "", "&nosuchentity", "", ""),
    ("ampersands", "", "&", "", ""),
    ("less-than signs", "", "<", "", ""),
    ("unclosed comment", "<!--", "- ", "", ""),
    ("comments", "", "<!---->", "", ""),
    ("unclosed quote", "<p title=\"", "a ", "", ""),
    ("images", "", "<img src=#>", "", ""),
    ("images in sentences", "<p>", "a <img src=#> ", "", ""),
    ("srcset", "<img srcset=\"", "a# 1x, ", "", "\">"),
    ("headings", "", "<h2>a</h2>", "", ""),
    ("list items", "<ul>", "<li>a", "", ""),
    ("text between list items", "<ul>", "<li>a</li>b", "", ""),
    ("text between definitions", "<dl>", "<dd>a</dd>b<dt>c</dt>", "", ""),
    ("table rows", "<table>", "<tr><td>a<td>b", "", ""),
    ("table cells", "<table><tr>", "<td>a", "", ""),
    ("wide cells", "<table>", "<tr><td colspan=1000 rowspan=65534>a", "", ""),
    ("Markdown characters", "<p>", "*_`[]<>|\\", "", ""),
    ("backticks in code", "<p>", "<code>`</code>", "", ""),
    ("formatting elements with many attributes", "", "<p><i a=# b=# c=# d=# e=# f=# class=x id=y>a", "", ""),
    ("the same formatting with many attributes", "", "<p><i a=1 b=2 c=3 d=4 e=5 f=6 class=x id=y>a", "", ""),
    ("adoption agency with attributes", "", "<b id=#><i class=#><u><p></b>a", "", ""),
    ("misnested a and b", "", "<a><b><p></a>a</b>", "", ""),
    ("nested nobr", "", "<nobr>a", "", ""),
    ("li in div", "<ul>", "<li><div>a", "", ""),
    ("p in nested span", "", "<p><span><span>a", "", ""),
    ("p in object", "", "<p><object>a", "", ""),
    ("text in tables", "", "<table>a", "", ""),
    ("tables in tables", "", "<table><tr>a<td>b", "", ""),
    ("text and rows", "<table>", "a<tr>", "", ""),
    ("option", "<select>", "<option>a", "", ""),
    ("template with cells", "", "<template><td>a", "", ""),
    ("svg with html", "", "<svg><desc><p>a", "", ""),
    ("svg elements", "<svg>", "<g a=1>", "", ""),
    ("stray end tags in svg", "<svg><g><g><g>", "</x>", "", ""),
    ("mathml and html", "", "<math><mtext><p>a", "", ""),
    ("unclosed tags", "", "<p a", "", ""),
    ("unclosed script", "<script>", "<!--<script ", "", ""),
    ("unclosed title", "<title>", "</titl ", "", ""),
    ("dashes", "<!--", "--", "", ""),
    ("doctypes", "", "<!doctype a>", "", ""),
    ("text of one character", "", "a<!---->", "", ""),
    ("text of one character and NUL", "", "a\0", "", ""),
    ("numeric entities", "", "&#x1F375;", "", ""),
    ("line ends", "", "a\r", "", ""),
    ("tags without a name that is known", "", "<x-#>", "", ""),
    ("deep quotes with lists", "", "<blockquote><ul><li>a", "", ""),
    ("deep lists", "", "<ol><li><p>a", "", ""),
    ("nested emphasis", "", "<p><em>a<strong>b</p>", "", ""),
    ("many links", "<p>", "<a href=/#>a</a> ", "", ""),
    ("JSON-LD, deep", "<script type=application/ld+json>", "{\"a\":[", "", "</script><p>a</p>"),
    (
        "JSON-LD, wide",
        "<script type=application/ld+json>[",
        "{\"@type\":\"Article\",\"headline\":\"a#\"},",
        "",
        "{}]</script><p>a</p>",
    ),
    ("JSON-LD, one string", "<script type=application/ld+json>{\"articleBody\":\"", "a \\n", "", "\"}</script>"),
    ("JSON-LD scripts", "", "<script type=application/ld+json>{\"@type\":\"Person\",\"name\":\"a#\"}</script>", "", ""),
    ("YAML aliases", "---\na: &a [x]\n", "b#: [*a, *a, *a]\n", "", "\n---\n<p>a</p>"),
    ("YAML anchors of anchors", "---\na0: &a0 x\n", "a#: &a# [*a0, *a0]\n", "", "\n---\n<p>a</p>"),
    ("unclosed front matter", "---\n", "a: b\n", "", ""),
    ("TOML front matter", "+++\n", "a# = 1\n", "", "\n+++\n<p>a</p>"),
    (
        "bylines",
        "<html><body><article><h1>Tea</h1>",
        "<p class=byline>By Ada Lind, Ben Sato and Cy O'Hara # | 3 May 2021</p>",
        "",
        "",
    ),
    ("one long byline", "<html><body><article><h1>Tea</h1><p class=byline>By ", "Ada Lind, Ben Sato and ", "", "</p>"),
    ("dates", "<html><body><article><h1>Tea</h1>", "<p>3 May 2021, 12:30 </p>", "", ""),
    ("meta tags", "<html><head>", "<meta name=author content='Ada #'><meta property=article:tag content=t#>", "", ""),
    ("class names", "<html><body>", "<div class='a# b# c#'>a</div>", "", ""),
    (
        "paragraphs of a page",
        "<html><body><main>",
        "<p>Green tea wants patience, and water that does not boil. </p>",
        "",
        "",
    ),
    ("links of a page", "<html><body><nav>", "<li><a href=/#>Green tea #</a>", "", ""),
    ("nested front matter", "---\na: ", "[", "]", "\n---\n"),
    ("lines of front matter", "---\n", "a#: b\n", "", "\n---\n"),
    ("nested JSON front matter", "", "{\"a\":", "}", ""),
    ("images in a figure", "<figure>", "<p><img src=#>", "", "<figcaption>a</figcaption></figure>"),
    ("figures", "", "<figure><img src=#>", "<figcaption>a</figcaption></figure>", ""),
    ("nested noscript", "", "<noscript>a", "</noscript>", ""),
    ("nested hidden elements", "", "<div hidden>a", "</div>", "<math></math>"),
    ("blocks of a page", "<title>t</title>", "<p>a", "", ""),
    ("headings of a page", "<title>t</title>", "<h1>a", "", ""),
    ("list items of a page", "<title>t</title><ul>", "<li>a", "", ""),
    ("empty elements of a page", "<title>t</title>", "<p>", "", ""),
    ("inline elements of a page", "<title>t</title><p>", "<i>a</i>", "", ""),
    ("a long title", "<title>", "word# | ", "", "</title><h1>word1</h1>"),
    ("tags of a post in one line", "---\ntitle: a\n---\n", "{% raw %}{{ a", "", ""),
    ("attribute lists in one line", "---\ntitle: a\n---\n# a", "{:{#", "", ""),
    (
        "links that outlive their blocks",
        "<section>",
        "<a href=#><div><div><div><div><div><div><div><div>",
        "",
        "</section>a",
    ),
];

/// An input of about `size` bytes.
pub fn input((_, before, unit, close, after): &Family, size: usize) -> String {
    let mut html = before.to_string();
    let mut count = 0;
    while html.len() + count * close.len() < size {
        count += 1;
        let mut parts = unit.split('#');
        html.extend(parts.next());
        for part in parts {
            html.extend([&count.to_string(), part]);
        }
    }
    html.push_str("text");
    html.push_str(&close.repeat(count));
    html.push_str(after);
    html
}

/// A kind of hostile bytes: the name, what stands before, what is repeated.
pub type ByteFamily = (&'static str, &'static [u8], &'static [u8]);

pub const BYTE_FAMILIES: &[ByteFamily] = &[
    ("bytes: GBK, no character", b"<meta charset=gbk>", b"\xFF"),
    ("bytes: GBK, half a character", b"<meta charset=gbk>", b"\xA1 "),
    ("bytes: GB18030, three quarters", b"<meta charset=gb18030>", b"\x81\x30\x81 "),
    ("bytes: Big5, half a character", b"<meta charset=big5>", b"\x87 "),
    ("bytes: EUC-KR, half a character", b"<meta charset=euc-kr>", b"\xA1 "),
    ("bytes: EUC-JP, half a character", b"<meta charset=euc-jp>", b"\x8F\xA1 "),
    ("bytes: Shift_JIS, half a character", b"<meta charset=shift_jis>", b"\x81 "),
    ("bytes: windows-1253, no character", b"<meta charset=windows-1253>", b"\xD2"),
    ("bytes: windows-1252", b"<meta charset=windows-1252>", b"\x81"),
    ("bytes: ISO-2022-JP, escapes without a label", b"", b"\x1b$B"),
    ("bytes: ISO-2022-JP, to and fro", b"", b"\x1b$B\x24\x22\x1b(B"),
    ("bytes: ISO-2022-JP, broken", b"", b"\x1b$B\x24\x22\xFF"),
    ("bytes: UTF-16, lone surrogates", b"\xFF\xFE", b"\x00\xD8"),
    ("bytes: UTF-16BE, lone surrogates", b"\xFE\xFF", b"\xD8\x00"),
    ("bytes: UTF-16 without a mark", b"", b"a\0"),
    ("bytes: UTF-8, broken", b"<meta charset=utf-8>", b"\xE6\xBC"),
    ("bytes: UTF-8, good and broken", b"", b"\xE6\xBC\xA2\xFF"),
    ("bytes: no label, no text", b"", b"\x80"),
    ("bytes: no label, all values", b"", b"\xF0\x80\xC4\xE3\xA1\x92\xD2\x1b\xFF\x00"),
    ("bytes: x-user-defined", b"<meta charset=x-user-defined>", b"\xFF"),
    ("bytes: replacement", b"<meta charset=hz-gb-2312>", b"~{\x80"),
    ("bytes: declarations", b"", b"<meta charset=gbk>\x80"),
];

/// An input of about `size` bytes.
pub fn bytes(&(_, before, unit): &ByteFamily, size: usize) -> Vec<u8> {
    let mut bytes = before.to_vec();
    while bytes.len() < size {
        bytes.extend_from_slice(unit);
    }
    bytes
}

/// Pieces of HTML: what opens, and what closes that. `#` is the number of the repetition.
#[rustfmt::skip]
pub const SNIPPETS: &[(&str, &str)] = &[
    ("a ", ""), ("中，", ""), ("&amp;", ""), ("\0", ""), ("a\r\n", ""), ("<!---->", ""), ("</>", ""), ("</p>", ""), ("</div></b>", ""),
    ("<br>", ""), ("<hr>", ""), ("<wbr>", ""), ("<img src=#>", ""), ("<img src=a class=mwe-math-fallback>", ""), ("<input type=checkbox>", ""),
    ("<p>", "</p>"), ("<p>a", ""), ("<div>", "</div>"), ("<div class='c#'>", "</div>"), ("<div hidden>", "</div>"),
    ("<section>", "</section>"), ("<article>", "</article>"), ("<blockquote>", "</blockquote>"), ("<center>", "</center>"),
    ("<h2>", "</h2>"), ("<pre>", "</pre>"), ("<b>", "</b>"), ("<i id=#>", "</i>"), ("<em>a", "</em>"), ("<code>`", "</code>"), ("<a href=/#>", "</a>"),
    ("<a>a", "</a>"), ("<span>", "</span>"), ("<font color=#>", "</font>"), ("<nobr>", "</nobr>"), ("<sup>", "</sup>"),
    ("<ul>", "</ul>"), ("<ol>", "</ol>"), ("<li>", "</li>"), ("<dl>", "</dl>"), ("<dt>a", "</dt>"), ("<dd>a", "</dd>"),
    ("<table>", "</table>"), ("<tr>", "</tr>"), ("<td>", "</td>"), ("<th colspan=9>a", "</th>"), ("<caption>", "</caption>"),
    ("<figure>", "</figure>"), ("<figcaption>", "</figcaption>"), ("<div class=wp-caption>", "</div>"), ("<p class=wp-caption-text>a", "</p>"),
    ("<picture>", "</picture>"), ("<source srcset=b>", ""), ("<noscript>", "</noscript>"), ("<details><summary>a</summary>", "</details>"),
    ("<ruby>a<rt>", "</rt></ruby>"), ("<math><mi>x", "</mi></math>"), ("<svg><desc>", "</desc></svg>"), ("<template>", "</template>"),
    ("<select><option>", "</option></select>"), ("<button>", "</button>"), ("<form>", "</form>"), ("<object>", "</object>"), ("<iframe src=#>", "</iframe>"),
    ("<video src=#>", "</video>"), ("<textarea>", "</textarea>"), ("<time datetime=2021-05-03>", "</time>"), ("<p class=byline>By Ada Lind, ", "</p>"),
    ("<div id=comments class=comment-list>", "</div>"), ("<div itemscope itemtype=http://schema.org/Article>", "</div>"),
    ("<span itemprop=author>Ada", "</span>"), ("<script type=application/ld+json>{\"@type\":\"Person\",\"name\":\"a#\"}", "</script>"),
    ("<meta name=author content='Ada #'>", ""), ("<title>a", "</title>"), ("<style>a", "</style>"),
    ("<template shadowrootmode=open>", "</template>"), ("<div><template shadowrootmode=open>a<slot></slot></template>b", "</div>"),
    ("<sup><a href='&num;n#'>1</a></sup>", ""), ("<li id=n#>1. a <a href='&num;r'>b</a>", "</li>"), ("<aside role=note>a", "</aside>"),
    ("<span class=sidenote>a", "</span>"), ("<q>", "</q>"), ("<details open>", "</details>"),
    ("<span aria-hidden=true>a", "</span>"), ("<span class=sr-only>a", "</span>"),
];

/// How pieces are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One after the other, each closed.
    Repeated,
    /// One after the other, none closed.
    LeftOpen,
    /// In each other, all closed.
    Nested,
    /// So many of the first, then so many of the next, none closed.
    InTurn,
    /// So many of the first, in them so many of the next, each closed.
    ManyInMany,
}

pub const SHAPES: [Shape; 5] = [Shape::Repeated, Shape::LeftOpen, Shape::Nested, Shape::InTurn, Shape::ManyInMany];

/// Pieces put together to an input of about `size` bytes.
pub fn combined(pieces: &[(&str, &str)], shape: Shape, size: usize) -> String {
    let open = |html: &mut String, piece: &str, count: usize| {
        let mut parts = piece.split('#');
        html.extend(parts.next());
        for part in parts {
            html.extend([&count.to_string(), part]);
        }
    };
    let mut html = String::with_capacity(size + size / 4);
    let length = |piece: &(&str, &str)| piece.0.len() + piece.1.len();
    let unit: usize = pieces.iter().map(length).sum();
    match shape {
        Shape::Repeated | Shape::LeftOpen => {
            for count in 0.. {
                if html.len() >= size {
                    break;
                }
                pieces.iter().for_each(|piece| open(&mut html, piece.0, count));
                if shape == Shape::Repeated {
                    pieces.iter().rev().for_each(|piece| html.push_str(piece.1));
                }
            }
        }
        Shape::Nested => {
            let levels = size / unit.max(1);
            for count in 0..levels {
                pieces.iter().for_each(|piece| open(&mut html, piece.0, count));
            }
            html.push('a');
            for _ in 0..levels {
                pieces.iter().rev().for_each(|piece| html.push_str(piece.1));
            }
        }
        Shape::InTurn => {
            for (number, piece) in pieces.iter().enumerate() {
                let mut count = 0;
                while html.len() < size * (number + 1) / pieces.len() {
                    open(&mut html, piece.0, count);
                    count += 1;
                }
            }
        }
        Shape::ManyInMany => {
            let (last, outer) = pieces.split_last().expect("there is a piece");
            let share = size / pieces.len();
            for piece in outer {
                (0..share / length(piece)).for_each(|count| open(&mut html, piece.0, count));
            }
            for count in 0..share / length(last) {
                open(&mut html, last.0, count);
                html.push_str(last.1);
            }
            for piece in outer.iter().rev() {
                html.push_str(&piece.1.repeat(share / length(piece)));
            }
        }
    }
    html
}
