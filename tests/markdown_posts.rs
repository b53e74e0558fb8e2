//! Posts whose text stands outside of tags, in Markdown: what becomes of it with the feature `markdown`, and without.

use bodytext::{Article, Extractor, Options, extract};

/// A post with front matter before this body.
fn post(body: &str) -> Article {
    extract(&format!("---\ntitle: Tea\n---\n{body}"))
}

/// A body that an earlier release reads as it does: text inside of tags.
const HTML: [&str; 5] = [
    "<div>   \n<p>\nOne **two** [three](four).\n</p>\n\n    <p>Five.</p>\n\n</div>\n",
    "\n<div>\n\n        # Six\n\n        Seven.\n</div>\n",
    "<p>- Eight</p>\n\n\n<pre>\n## Nine\n\n    Ten\n</pre>\n",
    "<table>\n\n    <tr>\n\n        <td>a</td><td>b</td>\n    </tr>\n    <tr><td>c</td><td>d</td></tr>\n</table>",
    "Eleven.\nTwelve.\n\nThirteen.\n",
];

#[test]
fn text_inside_of_tags_is_html_with_front_matter_and_without() {
    for body in HTML {
        let article = post(body);
        assert!(!article.to_markdown().contains("```") || body.contains("<pre>"), "{body:?}");
        let options = Options::new().with_markdown(false);
        let plain = Extractor::new(options).extract(&format!("---\ntitle: Tea\n---\n{body}"));
        let words = |article: &Article| article.text().split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words(&article), words(&plain), "{body:?}");
        assert_eq!(article.diagnostics(), []);
    }
    assert_eq!(post(HTML[4]).text(), "Eleven.\nTwelve.\n\nThirteen.");
}

#[test]
fn without_front_matter_nothing_is_markdown_unless_asked() {
    let article = extract("## Water\n\nNot **boiling**.");
    assert_eq!(article.text(), "## Water\n\nNot **boiling**.");
    let not = Extractor::new(Options::new().with_markdown(false)).extract("---\ntitle: Tea\n---\n## Water\n");
    assert_eq!((not.text(), not.metadata().title()), ("## Water", Some("Tea")));
    assert_eq!(not.to_markdown(), "\\## Water\n");
}

#[cfg(not(feature = "markdown"))]
mod without_the_feature {
    use super::*;
    use bodytext::Diagnostic;

    #[test]
    fn the_text_comes_out_as_it_is_written() {
        let body = "## Water\n\n* Sencha\n* Longjing, **best**\n\n1. Boil\n2. Wait\n\n> No hurry.\n\n[See](https://tea.example/a_b_c)";
        let article = post(body);
        assert_eq!(article.diagnostics(), [Diagnostic::Markdown]);
        assert_eq!(article.to_markdown(), format!("{body}\n"));
    }

    #[test]
    fn what_was_no_html_does_not_become_html() {
        let script = post("## A\n\n&lt;script&gt;alert(1)&lt;/script&gt; is `a`\n");
        assert_eq!(script.to_markdown(), "## A\n\n&lt;script>alert(1)&lt;/script> is `a`\n");
        let link = post("## A\n\n[x](javascript:alert(1)) and [y](JavaScript\\:alert(1))\n").to_markdown();
        assert!(!link.contains("x](") && !link.contains("y]("), "{link}");
    }
}

#[cfg(feature = "markdown")]
mod with_the_feature {
    use super::*;
    use bodytext::{BlockKind, SpanKind, Step};
    use proptest::prelude::*;

    #[track_caller]
    fn assert_markdown(body: &str, expected: &str) {
        let article = post(body);
        assert_eq!(article.to_markdown().trim_end(), expected.trim_end(), "{body}");
        assert_eq!(article.diagnostics(), [], "{body}");
    }

    #[test]
    fn blocks_are_those_of_html() {
        let body = "# Tea\n\nGreen *or* **black** `tea` ~~milk~~.\n\n- a\n  - b\n- c\n\n3. x\n4. y\n\n> Quiet.\n\n```js\nlet a;\n```\n\n\
                    | a | b |\n|--|:-:|\n| 1 | 2 |\n\n- [x] done\n- [ ] not\n\n![cup](c.jpg \"A cup\")\n\n***\n\n[a][r]\n\n[r]: /u 'T'\n";
        let html = "<h1>Tea</h1><p>Green <em>or</em> <strong>black</strong> <code>tea</code> <del>milk</del>.</p>\
                    <ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ol start=3><li>x<li>y</ol><blockquote><p>Quiet.</p></blockquote>\
                    <pre><code class=language-js>let a;</code></pre><table><thead><tr><th>a<th align=center>b<tbody><tr><td>1\
                    <td align=center>2</table><ul><li><input type=checkbox checked> done<li><input type=checkbox> not</ul>\
                    <p><img src=c.jpg alt=cup title='A cup'></p><hr><p><a href=/u title=T>a</a></p>";
        let (read, expected) = (post(body), extract(html));
        assert_eq!(read.to_markdown(), expected.to_markdown());
        assert_eq!(read.to_html(), expected.to_html());
        assert_eq!(read.text(), expected.text());
    }

    #[test]
    fn blocks_know_where_they_stand_in_the_post() {
        let input = "---\ntitle: T\n---\n\n## Water\n\n- one\n- two\n\n{% asset_img c.jpg %}\n\n**注意：**请看 &amp; <b>这里</b>。\n\nEnd.\n";
        let article = extract(input);
        let sources: Vec<_> = article.blocks().map(|block| &input[block.source().unwrap()]).collect();
        let expected =
            ["## Water", "- one\n- two", "{% asset_img c.jpg %}", "**注意：**请看 &amp; <b>这里</b>。", "End."];
        assert_eq!(sources, expected);
    }

    #[test]
    fn emphasis_ends_at_chinese_punctuation() {
        for (body, strong) in [
            ("**注意：**请看", &["注意："][..]),
            ("他说**“好”**然后", &["“好”"]),
            ("**（一）**第一，**（二）**第二", &["（一）", "（二）"]),
            ("安装**Hexo!**之后", &["Hexo!"]),
            ("见**[链接](/a)**这里", &["链接"]),
            ("用**`code`**来写", &["code"]),
            ("**강조(强调)**는", &["강조(强调)"]),
            ("**「重要」**です", &["「重要」"]),
            ("**注意：**请看**这里**。**再来：**好", &["注意：", "这里", "再来："]),
        ] {
            let article = post(&format!("## 标题\n\n{body}\n"));
            let block = article.blocks().nth(1).unwrap();
            let found: Vec<_> = block
                .spans()
                .filter(|span| matches!(span.kind, SpanKind::Strong))
                .map(|span| &block.text()[span.range])
                .collect();
            assert_eq!(found, strong, "{body}");
            assert!(!article.text().contains('*'), "{}", article.text());
        }
    }

    #[test]
    fn html_between_markdown_is_html() {
        assert_markdown(
            "**One**\n\n<div class=note>\n\n    <p>Two *three*.</p>\n\n    Four.\n\n</div>\n\nFive <b>six</b> *seven*.\n",
            "**One**\n\nTwo \\*three\\*.\n\nFour.\n\nFive **six** *seven*.\n",
        );
        assert_markdown(
            "# A\n\n<table>\n<tr><td>a</td><td>b</td></tr>\n<tr><td>c</td><td>d</td></tr>\n</table>\n\n- B",
            "# A\n\n|  |  |\n| --- | --- |\n| a | b |\n| c | d |\n\n- B",
        );
        assert_markdown("One\n<!-- more -->\n\n- Two<!--more-->\n", "One\n\n- Two");
        assert_markdown("# The <title> tag\n\nEnds here.", "# The &lt;title> tag\n\nEnds here.");
    }

    #[test]
    fn tags_of_site_generators_become_what_readers_see() {
        for (body, expected) in [
            ("# A\n\n{% asset_img b.jpg %}\nText **c**.", "# A\n\n![](b.jpg)\n\nText **c**."),
            ("# A\n\n{% img left /b.jpg 400 300 \"T 'D'\" %}", "# A\n\n![D](/b.jpg \"T\")"),
            ("- {% asset_img b.jpg %}", "- ![](b.jpg)"),
            ("{% codeblock lang:js %}\na\n\n  **b**\n{% endcodeblock %}", "```js\na\n\n  **b**\n```"),
            ("{% highlight ruby %}\nputs '{{ x }}'\n{% endhighlight %}", "```ruby\nputs '{{ x }}'\n```"),
            ("{{< highlight go >}}\n<b>\n{{< /highlight >}}", "```go\n<b>\n```"),
            ("{{< figure src=\"/a.jpg\" alt=\"B\" caption=\"C d\" >}}", "![B](/a.jpg)\n\n*C d*"),
            ("{% note info %}\nOne *two*.\n{% endnote %}", "One *two*."),
            ("{% details \"More\" %}\n- One\n{% enddetails %}", "**More**\n\n- One"),
            ("{% blockquote Ann Lee %}\nOne.\n{% endblockquote %}", "> One.\n>\n> Ann Lee"),
            ("[a]({{ site.baseurl }}{% post_url 2020-01-02-b %})", "[a](2020-01-02-b)"),
            ("[a]({{< ref \"b.md\" >}})", "[a](b.md)"),
            ("{% if a %}\n**b**\n{% endif %}", "**b**"),
            ("{% raw %}\n**{{ a }}**\n{% endraw %}", "**&#123;{ a }}**"),
            ("{{< toc >}}\n\n# A", "# A"),
            ("# A\n\n`{% raw %}` and {% b c %}.", "# A\n\n`{% raw %}` and &#123;% b c %}."),
            ("```\n{% raw %}\n```", "```\n{% raw %}\n```"),
            ("{{</* figure src=\"x\" */>}}", "&#123;&#123;< figure src=\"x\" >}}"),
        ] {
            let markdown = post(body).to_markdown();
            assert_eq!(markdown.trim_end(), expected, "{body}");
        }
    }

    #[test]
    fn footnotes_come_last_and_in_order() {
        let article = post("One[^b] two[^a].\n\n[^a]: First.\n[^b]: Second.\n\n## End\n");
        let text = article.text();
        let at = |word: &str| text.find(word).unwrap_or_else(|| panic!("{word} is missing: {text}"));
        assert!(at("End") < at("Second.") && at("Second.") < at("First."), "{text}");
    }

    #[test]
    fn formulas_are_formulas_and_prices_are_not() {
        let article = post("# A\n\nHere $a_b*c*$ and $$x^2$$ too, from $5 to $10 each.\n\n$$\n\\frac{1}{2}\n$$\n");
        let block = article.blocks().nth(1).unwrap();
        let formulas: Vec<_> = block
            .spans()
            .filter(|span| matches!(span.kind, SpanKind::Math { tex: true }))
            .map(|span| &block.text()[span.range])
            .collect();
        assert_eq!(formulas, ["a_b*c*", "x^2"]);
        assert!(block.text().ends_with("from $5 to $10 each."));
        assert!(matches!(article.blocks().nth(2).unwrap().kind(), BlockKind::Math { tex: true }));
    }

    #[test]
    fn hostile_markdown_takes_linear_time() {
        let n = 100_000;
        let cases = [
            ">".repeat(n) + "a",
            "- ".repeat(n) + "a",
            "- ".repeat(n) + "\n" + &"\n".repeat(n),
            "# a\n\n".to_owned() + &"*a **b ".repeat(n),
            "# a\n\n".to_owned() + &"[".repeat(n),
            "# a\n\n".to_owned() + &"![".repeat(n),
            "# a\n\n".to_owned() + &"<a \"".repeat(n),
            "# a\n\n".to_owned() + &"<!--".repeat(n),
            "# a\n\n".to_owned() + &"<title>".repeat(n) + "</title>",
            "# a\n\n".to_owned() + &"{% a ".repeat(n),
            "# a\n\n".to_owned() + &"{% code %}".repeat(n) + "{% endx %}",
            "# a\n\n".to_owned() + &"{% codeblock %}".repeat(n) + "{% endcodeblock %}",
            "# a\n\n".to_owned() + &"$a$$b$$$".repeat(n),
            "# a\n\n".to_owned() + &"`a``b```".repeat(n),
            "# a\n\n".to_owned() + &"http://a".repeat(n),
            "# a\n\n".to_owned() + &"[^1]".repeat(n) + "\n\n[^1]: a",
            (0..n / 8).map(|n| format!("[^{n}]\n\n[^{n}]: a\n\n")).collect(),
            "# a\n\n".to_owned() + &"：**请".repeat(n),
            format!("|{}\n|{}\n", "a|".repeat(2000), "-|".repeat(2000)) + &"|a\n".repeat(n / 10),
            "# a\n\n<div>\n\n".to_owned() + &"    <p>\n\n".repeat(n / 4),
            "a\n: b\n".repeat(n / 4),
            "# a\n".to_owned() + &"{:".repeat(n),
        ];
        for case in cases {
            let start = std::time::Instant::now();
            post(&case);
            let taken = start.elapsed();
            assert!(taken.as_secs() < 20, "{} took {taken:?}", &case[..40.min(case.len())].escape_debug());
        }
    }

    #[test]
    fn limits_hold_for_markdown() {
        let input = format!("---\ntitle: T\n---\n{}", "## 茶 **绿**\n\n- a\n".repeat(100));
        for bytes in 0..200 {
            Extractor::new(Options::new().with_max_bytes(bytes)).extract(&input);
        }
        let article = Extractor::new(Options::new().with_max_output(20)).extract(&input);
        assert!(article.text().len() <= 20);
        let deep = format!("---\ntitle: T\n---\n{}deep", "> ".repeat(5000));
        assert_eq!(extract(&deep).text(), "deep");
    }

    /// Markdown of all kinds, in which the words `w0`, `w1` … stand.
    fn markdown() -> impl Strategy<Value = String> {
        let forms = prop::sample::select(vec![
            "# @ @\n\n",
            "## @\n",
            "@ @\n",
            "@\n\n",
            "- @\n",
            "  - @ *@*\n",
            "1. @\n",
            "   2) @\n",
            "> @ **@**\n",
            "> > @\n",
            "    @\n",
            "```\n@\n```\n",
            "~~~js\n@\n",
            "| @ | @ |\n|---|---|\n| @ | @ |\n",
            "**@：**@",
            "*@* ",
            "_@_ ",
            "`@` ",
            "``@ ` @`` ",
            "~~@~~ ",
            "[@](/u) ",
            "[@][r] ",
            "[^@] ",
            "<b>@</b> ",
            "<div>\n@\n</div>\n",
            "<div>\n\n@\n\n</div>\n\n",
            "<p>@\n",
            "@  \n",
            "@\\\n",
            "$@$ ",
            "$$@$$ ",
            "- [x] @\n",
            "@\n---\n",
            "***\n",
            "\\*@\\* ",
            "&amp;@ ",
            "{% note %}@{% endnote %}\n",
            "@ {{ @ }} ",
            "<ul><li>@<li>@</ul>\n",
            "\t@\n",
            "中文@，@。",
            "**@**。",
            "“@”",
            "\n",
            "\n\n",
            " ",
            "(@) ",
            "@: @\n",
            ": @\n",
            "https://a.example/@ ",
            "<https://a.example/@> ",
            "{@} ",
            "[@] ",
            "*@ ",
            "**@ ",
            "`@ ",
            "$@ ",
            "@_@ ",
            "@*@ ",
        ]);
        prop::collection::vec(forms, 1..30).prop_map(|forms| {
            let mut number = 0;
            let mut text = String::new();
            for part in forms.concat().split_inclusive('@') {
                match part.strip_suffix('@') {
                    Some(part) => {
                        text += &format!("{part}w{number}z");
                        number += 1;
                    }
                    None => text += part,
                }
            }
            text
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_word_of_markdown_is_lost(body in markdown()) {
            // What is written as the label of a footnote or in the definition of a link is not shown.
            prop_assume!(!body.contains("]: "));
            let input = format!("---\ntitle: Tea\n---\n# Markdown\n\n{body}");
            let article = extract(&input);
            let words = body.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.starts_with('w') && word.ends_with('z'));
            for word in words {
                prop_assert!(article.text().contains(word), "{word} is missing in {:?}", article.text());
            }
            for step in article.walk() {
                if let Step::Enter(block) = step
                    && let Some(source) = block.source()
                {
                    prop_assert!(input.get(source.clone()).is_some(), "{source:?} is a range of the input");
                }
            }
            prop_assert_eq!(extract(&input), article);
        }
    }
}
