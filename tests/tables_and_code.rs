//! Tables that stay tables whatever their cells hold, tables without `<table>`, and code in the frames of highlighters.

mod outline;

use bodytext::{BlockKind, Step, extract};
use outline::assert_outline;

#[track_caller]
fn assert_markdown(html: &str, expected: &str) {
    assert_eq!(extract(html).to_markdown().trim_end(), expected, "of {html}");
}

#[test]
fn a_listing_in_a_cell_keeps_the_table() {
    assert_markdown(
        "<table><tr><th>Lang<th>Code<tr><td>Rust<td><pre>let x = 1;\nlet y = a|b;</pre></table>",
        "| Lang | Code |\n| --- | --- |\n| Rust | `let x = 1;`<br>`let y = a\\|b;` |",
    );
}

#[test]
fn items_in_a_cell_keep_their_markers() {
    assert_markdown(
        "<table><tr><td>Mon<td><ul><li>9-12<li>14-17</ul><tr><td>Tue<td><ol start=3><li>x<li value=7>y<li></ol>z</table>",
        "|  |  |\n| --- | --- |\n| Mon | - 9-12<br>- 14-17 |\n| Tue | 3. x<br>7. y<br>z |",
    );
}

#[test]
fn a_table_in_a_cell_is_lines_of_the_cell() {
    assert_markdown(
        "<table><tr><th>Shop<th>Open<tr><td>A<td><table><tr><th>Mon<td>9<tr><th>Tue<td>10</table></table>",
        "| Shop | Open |\n| --- | --- |\n| A | Mon \\| 9<br>Tue \\| 10 |",
    );
}

#[test]
fn a_table_that_lays_out_a_page_is_none() {
    assert_outline(
        "<table><tr><td><table><tr><td>Home<tr><td>News</table><td><p>Text.<table><tr><th>a<th>b<tr><td>1<td>2</table></table>",
        "
        p \"Home\"
        p \"News\"
        p \"Text.\"
        table
          head
            th \"a\"
            th \"b\"
          row
            td \"1\"
            td \"2\"
        ",
    );
}

#[test]
fn roles_and_styles_make_tables() {
    let expected = "| Name | Age |\n| --- | --- |\n| Ann | 3 |\n| Bo | 4 |";
    assert_markdown(
        "<div role=table><div role=rowgroup><div role=row><span role=columnheader>Name</span><span role=columnheader>Age</span></div>\
         </div><div role=rowgroup><div role=row><span role=cell>Ann</span><span role=cell>3</span></div><div role=row>\
         <span role=cell>Bo</span><span role=cell>4</span></div></div></div>",
        expected,
    );
    assert_markdown(
        "<div style='display: table'><div style='display:table-row'><div style='display:table-cell'>a</div><div \
         style='display:table-cell'>b</div></div><div style='display:table-row'><div style='display:table-cell'>c</div>\
         <div style='display:table-cell'>d</div></div></div>",
        "|  |  |\n| --- | --- |\n| a | b |\n| c | d |",
    );
}

#[test]
fn described_tables_with_text_outside_of_cells_lose_none_of_it() {
    let html = "<div role=table><div role=row><span role=cell>a</span> loose <span role=cell>b</span></div><div role=row>\
                <span role=cell>c</span><span role=cell>d</span></div></div>";
    let words: Vec<_> = extract(html).text().split_whitespace().map(str::to_owned).collect();
    assert_eq!(words, ["a", "loose", "b", "c", "d"]);
}

#[test]
fn cells_side_by_side_are_not_one_word() {
    let html = "<div style='display:table'><span style='display:table-cell'>a</span><span style='display:table-cell'>b</span></div>";
    assert_eq!(extract(html).text(), "a\n\nb");
}

#[test]
fn a_foot_before_the_body_comes_last() {
    assert_markdown(
        "<table><thead><tr><th>a<th>b<tfoot><tr><td>sum<td>3<tbody><tr><td>x<td>1<tr><td>y<td>2</table><p>after",
        "| a | b |\n| --- | --- |\n| x | 1 |\n| y | 2 |\n| sum | 3 |\n\nafter",
    );
}

#[test]
fn one_column_with_a_header_is_a_table() {
    assert_markdown("<table><tr><th>Take<tr><td>Tea<tr><td>Water</table>", "| Take |\n| --- |\n| Tea |\n| Water |");
}

#[test]
fn a_cell_reaches_down_as_far_as_its_rows() {
    assert_markdown(
        "<table><thead><tr><th rowspan=3>a<th>b<tbody><tr><td rowspan=0>1<td>2<tr><td>3</table>",
        "| a | b |\n| --- | --- |\n| 1 | 2 |\n|  | 3 |",
    );
}

#[test]
fn code_elements_in_a_row_are_lines() {
    assert_outline("<pre><code>a</code><code>b</code></pre>", r#"code - "a\nb""#);
    assert_outline(
        "<pre data-lang=javascript><code><span>let a;</span></code><code><span><br></span></code><code></code><code>  b()</code></pre>",
        r#"code javascript "let a;\n\n\n  b()""#,
    );
    assert_outline("<pre><code>let</code> <code>x</code></pre>", r#"code - "let x""#);
}

#[test]
fn buttons_and_labels_in_a_frame_are_no_code() {
    for html in [
        "<pre><div class=bar><span>python</span><button>Copy code</button></div><div><code class='hljs language-python'>x = 1</code></div></pre>",
        "<pre><code class=language-python>x = 1</code><span class=copy-btn>复制</span></pre>",
        "<pre class='language-python'><span class=lang-label>Python</span><code>x = 1</code></pre>",
        "<div class=code-wrapper><div class=code-header><span class=code-lang>python</span><span class=copy-btn>Copy</span></div>\
         <pre><code class=language-python>x = 1</code></pre></div>",
        "<pre class=language-python><code><span class='code-line-number'>1</span>x = 1</code></pre>",
    ] {
        assert_outline(html, r#"code python "x = 1""#);
    }
    // The same words as code.
    assert_outline("<pre><code>copy <span class=k>python</span> Copy</code></pre>", r#"code - "copy python Copy""#);
}

#[test]
fn every_highlighter_names_its_language() {
    for (html, language) in [
        ("<div class='highlight-python notranslate'><div class=highlight><pre>x</pre></div></div>", "python"),
        (
            "<figure class='highlight js'><table><tr><td class=gutter><pre>1</pre><td class=code><pre>x</pre></table></figure>",
            "js",
        ),
        ("<pre lang=ruby><code>x</code></pre>", "ruby"),
        ("<pre><code lang=c>x</code></pre>", "c"),
        ("<div data-lang=go><pre><code>x</code></pre></div>", "go"),
        ("<pre data-language=rust>x</pre>", "rust"),
        ("<pre class=EnlighterJSRAW data-enlighter-language=php>x</pre>", "php"),
        ("<pre class='brush:java;toolbar:false'>x</pre>", "java"),
        ("<pre class='brush: sql; title: ; notranslate'>x</pre>", "sql"),
        ("<pre><div><code class=language-css>x</code></div></pre>", "css"),
        ("<div class=highlight><pre><code class=c>x</code></pre></div>", "c"),
        ("<pre class='sourceCode r'><code>x</code></pre>", "r"),
        ("<pre class='lang:js decode:true'>x</pre>", "js"),
        ("<div class='highlight highlight-source-shell'><pre>x</pre></div>", "shell"),
    ] {
        assert_outline(html, &format!("code {language} \"x\""));
    }
    for html in ["<pre lang=en>x</pre>", "<pre lang=zh-CN><code>x</code></pre>", "<pre><code class=line>x</code></pre>"]
    {
        assert_outline(html, "code - \"x\"");
    }
}

#[test]
fn prose_in_a_listing_is_prose() {
    assert_outline(
        "<pre><p>Dear readers, this is a letter.</p><p>It has two paragraphs, and no code.</p></pre>",
        "p \"Dear readers, this is a letter.\"\np \"It has two paragraphs, and no code.\"",
    );
    assert_outline("<pre><p>if (x) {</p><p>  y();</p><p>}</p></pre>", r#"code - "if (x) {\n  y();\n}""#);
}

#[test]
fn lists_of_google_docs_nest() {
    assert_markdown(
        "<ul class='c1 lst-kix_a-0 start'><li>one</li></ul><ul class='c1 lst-kix_a-1 start'><li>one a<li>one b</ul>\
         <ul class='c1 lst-kix_a-0'><li>two</ul><p>x</p><ol class='lst-kix_b-0' start=3><li>three</ol>\
         <ol class='lst-kix_b-1 start' start=1><li>sub</ol><ol class='lst-kix_b-0' start=4><li>four</ol>",
        "- one\n  - one a\n  - one b\n- two\n\nx\n\n3. three\n   1. sub\n4. four",
    );
}

#[test]
fn two_lists_of_google_docs_stay_two() {
    let html = "<ul class=lst-kix_a-0><li>one</ul><ul class=lst-kix_b-0><li>two</ul>";
    let article = extract(html);
    let lists =
        article.walk().filter(|step| matches!(step, Step::Enter(block) if matches!(block.kind(), BlockKind::List(_))));
    assert_eq!(lists.count(), 2);
}

#[test]
fn a_body_in_a_section_of_xml_is_a_body() {
    for html in [
        "<![CDATA[<p>Tea <b>now</b></p>]]>",
        "\n <content:encoded><![CDATA[ <p>Tea <b>now</b></p> ]]></content:encoded>\n",
        "<?xml version='1.0'?><description><![CDATA[<p>Tea <b>now</b></p>",
        "<p>Tea <b>now</b></p>]]>",
        "&lt;![CDATA[&lt;p&gt;Tea &lt;b&gt;now&lt;/b&gt;&lt;/p&gt;]]&gt;",
        "---\ntitle: x\n---\n<![CDATA[<p>Tea <b>now</b></p>]]>",
    ] {
        assert_markdown(html, "Tea **now**");
    }
    let html = "<![CDATA[<p>Tea</p>]]>";
    let article = extract(html);
    let source = article.blocks().next().and_then(|block| block.source());
    assert_eq!(source.map(|range| &html[range]), Some("<p>Tea</p>"));
}

#[test]
fn a_listing_made_of_lines_is_code_without_its_numbers() {
    let html = "<div class='syntaxhighlighter java'><table><tbody><tr><td class=gutter><div class='line number1'>1</div>\
                <div class='line number2'>2</div></td><td class=code><div class=container><div class='line number1'>\
                <code class='java keyword'>int</code> <code class='java plain'>a;</code></div><div class='line number2'>\
                <code class='java spaces'>&nbsp;&nbsp;</code><code class='java plain'>b;</code></div></div></td></tr>\
                </tbody></table></div>";
    assert_eq!(bodytext::extract(html).to_markdown(), "```java\nint a;\n  b;\n```\n");
    let csdn = "<pre><code class='prism language-java'>int a;</code><ul class=pre-numbering><li>1</li></ul></pre>";
    assert_eq!(bodytext::extract(csdn).to_markdown(), "```java\nint a;\n```\n");
}

#[test]
fn the_name_of_a_language_above_its_listing_is_no_text() {
    let html = "<div class='language-ts vp'><button class=copy></button><span class=lang>ts</span>\
                <pre><code>const a</code></pre></div>";
    assert_eq!(bodytext::extract(html).to_markdown(), "```ts\nconst a\n```\n");
}
