//! What each construct looks like as Markdown and as HTML.

use bodytext::{Article, extract};

/// The Markdown of an HTML body.
fn markdown(html: &str) -> String {
    extract(html).to_markdown()
}

/// Asserts on the Markdown of paragraphs, each given as HTML.
fn assert_paragraphs(cases: &[(&str, &str)]) {
    for (html, expected) in cases {
        assert_eq!(markdown(&format!("<p>{html}</p>")), format!("{expected}\n"), "{html}");
    }
}

#[test]
fn text_that_is_no_markup_stays_as_it_is() {
    for text in [
        "snake_case and __dunder",
        "2 * 3 * 4 = 24",
        "a footnote*",
        "(see [1] and [2])",
        "Hello! What? No...",
        "5 > 4 &c. and AT&T is fine",
        "#hashtag, C# and 3+4-5",
        "about ~5 minutes",
        "costs $5",
        "x < y",
        "C:\\Users\\tea",
        "a | b",
        "https://example.org/a_b_c?d=e&f=g",
        "-5 degrees, 1.5 litres, 2021.",
        "「茶」、*，。",
    ] {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
        assert_eq!(markdown(&format!("<p>{escaped}</p>")), format!("{text}\n"));
    }
}

#[test]
fn text_that_could_be_markup_is_escaped() {
    assert_paragraphs(&[
        ("*not* emphasis", "\\*not\\* emphasis"),
        ("_not_ emphasis", "\\_not\\_ emphasis"),
        ("`not` code", "\\`not\\` code"),
        ("~~not~~ gone", "\\~\\~not\\~\\~ gone"),
        ("$5 and $6", "\\$5 and \\$6"),
        ("[a](b)", "[a\\](b)"),
        ("[a]: b", "[a\\]: b"),
        ("![a](b)", "![a\\](b)"),
        ("Look!<a href=/x>here</a>", "Look\\![here](/x)"),
        ("&lt;b&gt;", "\\<b>"),
        ("&lt;!-- a", "\\<!-- a"),
        ("&amp;copy; and &amp;#35;", "\\&copy; and \\&#35;"),
        ("\\*", "\\\\*"),
        ("ends in \\", "ends in \\\\"),
    ]);
}

#[test]
fn lines_that_could_be_blocks_are_escaped() {
    assert_paragraphs(&[
        ("# a", "\\# a"),
        ("- a", "\\- a"),
        ("+ a", "\\+ a"),
        ("* a", "\\* a"),
        ("1. a", "1\\. a"),
        ("12) a", "12\\) a"),
        ("> a", "\\> a"),
        ("---", "\\---"),
        ("***", "\\***"),
        ("```", "\\```"),
        ("~~~", "\\~~~"),
        ("[x] a", "\\[x] a"),
        ("a<br>===", "a\\\n\\==="),
        ("a<br>---", "a\\\n\\---"),
        ("a | b<br>--- | ---", "a | b\\\n\\--- | ---"),
        ("a<br># b", "a\\\n\\# b"),
        ("a<br>2. b", "a\\\n2\\. b"),
        ("#5 is alive", "#5 is alive"),
        ("-- a dash", "-- a dash"),
        ("1.5 litres", "1.5 litres"),
        ("1234567890. is no item", "1234567890. is no item"),
    ]);
}

#[test]
fn emphasis_is_delimited_where_that_counts_and_html_elsewhere() {
    assert_paragraphs(&[
        ("a <b>b</b> <i>c</i>", "a **b** *c*"),
        ("a<b> b </b>c", "a **b** c"),
        ("un<i>believ</i>able", "un*believ*able"),
        ("<b><i>both</i></b>", "***both***"),
        ("<b>a <i>b</i></b> c", "**a _b_** c"),
        ("<b>a</b><i>b</i> c", "**a**_b_ c"),
        ("<b>a</b><i>b</i>c", "**a**<em>b</em>c"),
        ("中文<b>加粗</b>中文", "中文**加粗**中文"),
        ("<b>中文。</b>后", "<strong>中文。</strong>后"),
        ("<b>中文。</b>", "**中文。**"),
        ("前<b>「中文」</b>后", "前<strong>「中文」</strong>后"),
        ("前，<b>「中文」</b>，后", "前，**「中文」**，后"),
        ("say <i>\"yes\"</i>.", "say *\"yes\"*."),
        ("a<i>(b)</i>c", "a<em>(b)</em>c"),
        ("<s>gone</s>", "~~gone~~"),
        ("a<s>(b)</s>c", "a<del>(b)</del>c"),
        ("E = mc<sup>2</sup>, H<sub>2</sub>O", "E = mc<sup>2</sup>, H<sub>2</sub>O"),
        ("<b>a<br>b</b>", "**a\\\nb**"),
        ("a<b><br>b</b>", "a\\\n**b**"),
    ]);
}

#[test]
fn code_links_images_and_ruby_in_a_sentence() {
    assert_paragraphs(&[
        ("<code>a*b</code>", "`a*b`"),
        ("<code>a`b</code>", "``a`b``"),
        ("<code>`</code>", "`` ` ``"),
        ("<code>a <b>b</b></code>", "`a b`"),
        ("<code>Vec&lt;<a href=/t>T</a>&gt;</code>", "`Vec<`[`T`](/t)`>`"),
        ("<code>a<br>b</code>", "`a`\\\n`b`"),
        ("<a href=/a>a</a>", "[a](/a)"),
        ("<a href='/a b'>a</a>", "[a](/a%20b)"),
        ("<a href='/a_(b)'>a</a>", "[a](</a_(b)>)"),
        ("<a href=/a title='A \"b\"'>a</a>", "[a](/a \"A \\\"b\\\"\")"),
        ("<a href=/a>[1]</a>", "[\\[1\\]](/a)"),
        ("<a href=/a><b>a</b></a>", "[**a**](/a)"),
        ("<a href=javascript:x>a</a>", "a"),
        ("<a href=data:text/html,x>a</a>", "a"),
        ("a <img src=b.png alt='a [b]' title=T> c", "a ![a \\[b\\]](b.png \"T\") c"),
        ("a <a href=/l><img src=b.png alt=b></a> c", "a [![b](b.png)](/l) c"),
        ("a <a href=/l>b <img src=b.png></a> c", "a [b ![](b.png)](/l) c"),
        ("a <b>b <img src=b.png></b> c", "a **b** ![](b.png) c"),
        ("<ruby>漢字<rt>かんじ</rt></ruby>", "漢字"),
        (
            "<math><semantics><mi>x</mi><annotation encoding='application/x-tex'>x_1</annotation></semantics></math>",
            "$x_1$",
        ),
    ]);
}

#[test]
fn headings_stand_on_one_line() {
    assert_eq!(markdown("<h2>Tea<br>and <i>more</i></h2>"), "## Tea and *more*\n");
    assert_eq!(markdown("<h3>C #</h3><h6>- a</h6>"), "### C \\#\n\n###### - a\n");
}

#[test]
fn lists_are_tight_where_items_are_short() {
    assert_eq!(
        markdown("<ul><li>Green<li>Black<ol><li>Assam<li>Ceylon</ol><li>White</ul>"),
        "- Green\n- Black\n  1. Assam\n  2. Ceylon\n- White\n"
    );
    assert_eq!(markdown("<ol start=9><li>Boil<li>Wait</ol>"), "9. Boil\n10. Wait\n");
    assert_eq!(markdown("<ol reversed><li>Boil<li>Wait</ol>"), "2. Boil\n1. Wait\n");
    assert_eq!(
        markdown("<ol><li><p>Boil.<p>Wait.<li><pre>pour()</pre><li><blockquote>Drink.</blockquote></ol>"),
        "1. Boil.\n\n   Wait.\n\n2. ```\n   pour()\n   ```\n\n3. > Drink.\n"
    );
    // A list that does not begin with 1 would be more of the paragraph without the blank line.
    assert_eq!(markdown("<ul><li>Tea<ol start=5><li>Five</ol></ul>"), "- Tea\n\n  5. Five\n");
}

#[test]
fn two_lists_in_a_row_stay_two() {
    assert_eq!(markdown("<ul><li>a</ul><ul><li>b</ul><ul><li>c</ul>"), "- a\n\n+ b\n\n- c\n");
    assert_eq!(markdown("<ol><li>a</ol><ol><li>b</ol>"), "1. a\n\n1) b\n");
    assert_eq!(markdown("<ul><li>a</ul><p>b<ul><li>c</ul>"), "- a\n\nb\n\n- c\n");
}

#[test]
fn tasks_have_boxes() {
    let html = "<ul><li><input type=checkbox checked> Boil<li><input type=checkbox> Pour</ul>";
    assert_eq!(markdown(html), "- [x] Boil\n- [ ] Pour\n");
    assert_eq!(
        extract(html).to_html(),
        "<ul>\n<li><input type=\"checkbox\" checked disabled> Boil</li>\n\
         <li><input type=\"checkbox\" disabled> Pour</li>\n</ul>\n"
    );
}

#[test]
fn quotes_nest() {
    assert_eq!(
        markdown("<blockquote><p>a<blockquote><p>b<ul><li>c</ul></blockquote><p>d</blockquote><p>e"),
        "> a\n>\n> > b\n> >\n> > - c\n>\n> d\n\ne\n"
    );
}

#[test]
fn code_keeps_its_lines_behind_a_fence_that_is_long_enough() {
    assert_eq!(
        markdown("<pre><code class=language-rust>fn main() {\n\n    a();\n}\n</code></pre>"),
        "```rust\nfn main() {\n\n    a();\n}\n```\n"
    );
    assert_eq!(markdown("<pre>```\na\n````</pre>"), "`````\n```\na\n````\n`````\n");
}

#[test]
fn tables_have_a_header_row_and_as_many_columns_as_cells() {
    assert_eq!(
        markdown("<table><tr><th>Tea<th align=right>Price<tr><td>Green|White<td>3<br>4<tr><td>`a|b`</table>"),
        "| Tea | Price |\n| --- | --: |\n| Green\\|White | 3<br>4 |\n| \\`a\\|b\\` |  |\n"
    );
    assert_eq!(
        markdown("<table><caption>Prices</caption><tr><td>Green<td>3<tr><td>Black<td>4</table>"),
        "*Prices*\n\n|  |  |\n| --- | --- |\n| Green | 3 |\n| Black | 4 |\n"
    );
    assert_eq!(
        markdown("<table><tr><th rowspan=2>A<th colspan=2>B<tr><th>C<th>D<tr><td>1<td>2<td>3</table>"),
        "| A | B |  |\n| --- | --- | --- |\n|  | C | D |\n| 1 | 2 | 3 |\n"
    );
    // A span wider than the table is no wider than the table.
    assert_eq!(
        markdown("<table><tr><th>A<th>B<tr><td colspan=1000>all<tr><td>1<td>2</table>"),
        "| A | B |\n| --- | --- |\n| all |  |\n| 1 | 2 |\n"
    );
}

#[test]
fn definition_lists_are_lists_of_strong_terms() {
    assert_eq!(
        markdown("<dl><dt>Oolong<dt>Wulong<dd>Half oxidised.<dt>Black<dd><p>Oxidised.<p>Strong.</dl>"),
        "- **Oolong**\n\n  **Wulong**\n\n  Half oxidised.\n\n- **Black**\n\n  Oxidised.\n\n  Strong.\n"
    );
}

#[test]
fn images_embeds_rules_and_formulas_stand_by_themselves() {
    assert_eq!(
        markdown(
            "<figure><a href=/big><img src=a.png alt='A cup'></a><figcaption>A <b>cup</b> of tea</figcaption></figure>"
        ),
        "[![A cup](a.png)](/big)\n\n*A **cup** of tea*\n"
    );
    assert_eq!(
        markdown(
            "<iframe src=https://example.org/v title='A film'></iframe><iframe src=https://example.org/w></iframe>"
        ),
        "[A film](https://example.org/v)\n\n[https://example.org/w](https://example.org/w)\n"
    );
    assert_eq!(markdown("<p>a<hr><p>b"), "a\n\n***\n\nb\n");
    let tex =
        |tex: &str| format!("<math display=block><annotation encoding='application/x-tex'>{tex}</annotation></math>");
    assert_eq!(markdown(&tex("E = mc^2")), "$$E = mc^2$$\n");
    assert_eq!(markdown(&tex("a\nb")), "$$\na\nb\n$$\n");
    assert_eq!(markdown(&tex("a\n- b")), "```math\na\n- b\n```\n");
}

#[test]
fn html_keeps_what_blocks_mean() {
    for (html, expected) in [
        ("<p>a <b>b</b><br>c", "<p>a <strong>b</strong><br>c</p>\n"),
        ("<p>a &lt; b &amp; \"c\"", "<p>a &lt; b &amp; \"c\"</p>\n"),
        ("<p><ruby>漢<rt>かん</rt></ruby>", "<p><ruby>漢<rt>かん</rt></ruby></p>\n"),
        ("<h2>a</h2><hr>", "<h2>a</h2>\n<hr>\n"),
        (
            "<ol start=3 reversed type=a><li>a<li value=9>b</ol>",
            "<ol start=\"3\" reversed type=\"a\">\n<li>a</li>\n<li value=\"9\">b</li>\n</ol>\n",
        ),
        ("<ul><li><p>a<p>b</ul>", "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ul>\n"),
        ("<ul><li>a<ul><li>b</ul></ul>", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n"),
        (
            "<blockquote cite=https://example.org/q><p>a</blockquote>",
            "<blockquote cite=\"https://example.org/q\">\n<p>a</p>\n</blockquote>\n",
        ),
        (
            "<pre><code class=language-c++>a &lt; b\n c</code></pre>",
            "<pre><code class=\"language-c++\">a &lt; b\n c</code></pre>\n",
        ),
        (
            "<table><caption>c</caption><thead><tr><th colspan=2>h<tbody><tr><td align=right>1<td rowspan=2>2<tr><td>3</table>",
            "<table>\n<caption>c</caption>\n<thead>\n<tr><th colspan=\"2\">h</th></tr>\n</thead>\n<tbody>\n\
             <tr><td align=\"right\">1</td><td rowspan=\"2\">2</td></tr>\n<tr><td>3</td></tr>\n</tbody>\n</table>\n",
        ),
        ("<dl><dt>t<dd>d</dl>", "<dl>\n<dt>t</dt>\n<dd>\n<p>d</p>\n</dd>\n</dl>\n"),
        (
            "<figure><img src=a.png alt='' width=10 height=20><figcaption>a <i>b</i></figcaption></figure>",
            "<figure><img src=\"a.png\" alt=\"\" width=\"10\" height=\"20\"><figcaption>a <em>b</em></figcaption></figure>\n",
        ),
        ("<video src=a.mp4 title=A></video>", "<video src=\"a.mp4\" title=\"A\" controls></video>\n"),
        (
            "<iframe src=https://www.youtube.com/embed/x title=A></iframe>",
            "<p><oembed url=\"https://www.youtube.com/embed/x\"><a href=\"https://www.youtube.com/embed/x\">A</a></oembed></p>\n",
        ),
    ] {
        assert_eq!(extract(html).to_html(), expected, "{html}");
    }
}

#[test]
fn nothing_is_written_for_an_empty_article() {
    let article = Article::default();
    assert_eq!((article.to_markdown(), article.to_html()), (String::new(), String::new()));
}

#[test]
fn links_come_in_order_with_their_texts() {
    let article = extract("<p><a href=/a>one</a> and <a href=/b><b>two</b></a><ul><li><a href=/c>three</a></ul>");
    let links: Vec<_> = article.links().map(|(link, text)| (link.url(), text)).collect();
    assert_eq!(links, [("/a", "one"), ("/b", "two"), ("/c", "three")]);
}

#[test]
fn writers_pass_on_what_goes_wrong() {
    struct Full;
    impl std::fmt::Write for Full {
        fn write_str(&mut self, _: &str) -> std::fmt::Result {
            Err(std::fmt::Error)
        }
    }
    let article = extract("<p>a");
    assert!(article.write_text(&mut Full).is_err());
    assert!(article.write_markdown(&mut Full).is_err());
    assert!(article.write_html(&mut Full).is_err());
}
