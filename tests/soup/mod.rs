//! Random HTML.

/// Words that Markdown could read as something else, and words of several scripts.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "tea", "Green", "the", "I", "42", "中文", "日本語", "한국어", "العربية", "snake_case", "__init__", "*", "**", "`", "```", "~~",
    "##", "C#", "-", "---", "+", "1.", "2)", "&gt;", "===", "|", "a|b", "\\", "\\*", "&lt;b>", "&lt;!--", "&amp;amp;", "&amp;copy;",
    "[", "]", "[x]", "[a](b)", "![", "]:", "$5", "$$", "!", "{", "}", "\"", "'", "。", "，", "“", "”", "「", "」", "—", "€", "😀",
    "e\u{301}", "&nbsp;", "http://example.org/a_b_c", "a@b.c", "/", ".", ",", "\u{3000}",
];

/// Tags for random HTML: all kinds of blocks and spans, void elements, and what is dropped.
#[rustfmt::skip]
const TAGS: &[&str] = &[
    "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<em>", "</em>", "<strong>", "</strong>", "<i>", "</i>",
    "<code>", "</code>", "<s>", "</s>", "<sup>", "</sup>", "<sub>", "</sub>", "<br>", "<br>", "<ul>", "</ul>",
    "<ol start=3>", "<ol reversed type=a>", "</ol>", "<li>", "</li>", "<li value=7>", "<blockquote cite=/a>",
    "</blockquote>", "<pre>", "</pre>", "<pre><code class=language-rust>", "</code></pre>", "<table>", "</table>",
    "<caption>", "</caption>", "<thead>", "</thead>", "<tr>", "</tr>", "<th>", "<td>", "<td colspan=2>",
    "<td rowspan=2 align=right>", "</td>", "<dl><dt>Term<dd>", "</dl>", "<dt>Term<dd>", "<h1>", "</h1>", "<h3>",
    "</h3>", "<hr>", "<figure>", "</figure>", "<figcaption>", "</figcaption>", "<img src=a.png>",
    "<img src=b.png alt='A cup' title=Tea width=40>", "<a href=/tea>", "<a href='javascript:alert(1)'>",
    "<a href=#note title='A &quot;note&quot;'>", "</a>", "<ruby>", "<rt>", "</rt>", "</ruby>", "<span>", "</span>",
    "<math><semantics><mi>x</mi><annotation encoding='application/x-tex'>x_1</annotation></semantics></math>",
    "<math display=block><semantics><mi>x</mi><annotation encoding='application/x-tex'>x</annotation></semantics></math>",
    "<video src=a.mp4></video>", "<iframe src=https://www.youtube.com/embed/x title=Film></iframe>",
    "<input type=checkbox checked>", "<script>alert(1)</script>", "<style>p{}</style>", "<svg onload=x>", "</svg>",
    "<section>", "</section>", " ", "\n", "\n\n",
];

/// HTML made from random bytes, rarely well-formed.
pub(crate) fn html(bytes: &[u8]) -> String {
    let mut bytes = bytes.iter().map(|&byte| usize::from(byte));
    let mut html = String::new();
    while let Some(byte) = bytes.next() {
        if byte % 3 == 0 {
            html.push_str(WORDS[byte / 3 % WORDS.len()]);
            html.push_str(if bytes.next().is_some_and(|byte| byte % 2 == 0) { " " } else { "" });
        } else {
            html.push_str(TAGS[(byte / 3 + bytes.next().unwrap_or(0)) % TAGS.len()]);
        }
    }
    html
}
