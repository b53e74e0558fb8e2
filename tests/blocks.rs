//! What each construct of HTML becomes, seen from outside.

mod outline;

use outline::assert_outline;

#[test]
fn wrappers_leave_no_trace() {
    assert_outline(
        "<div><section><article><p>One <span>and</span> two.</p></article></section></div>",
        r#"p "One and two.""#,
    );
}

#[test]
fn text_beside_blocks_is_a_paragraph() {
    assert_outline("before<p>inside</p>after<div>last</div>", "p \"before\"\np \"inside\"\np \"after\"\np \"last\"");
}

#[test]
fn empty_paragraphs_vanish() {
    assert_outline("<p></p><p>&nbsp;</p><p>\u{3000}</p><p><br></p><p>x</p><p><strong> </strong></p>", r#"p "x""#);
}

#[test]
fn no_space_is_invented_at_the_edge_of_a_span() {
    assert_outline("<p>李强指出，<strong>当前</strong>，上海</p>", r#"p "李强指出，[strong:当前]，上海""#);
}

#[test]
fn spaces_stand_outside_of_spans() {
    assert_outline("<p>a<b> b </b>c<i> d</i>e</p>", r#"p "a [strong:b] c [emphasis:d]e""#);
}

#[test]
fn spans_that_touch_and_are_alike_are_one() {
    assert_outline("<p><b>one</b><strong>two</strong><b><b>three</b></b></p>", r#"p "[strong:onetwothree]""#);
}

#[test]
fn a_span_around_blocks_is_in_each_of_them() {
    assert_outline(
        "<a href=u><h3>Head</h3><p>Text</p></a>",
        r#"
        h3 "[link u:Head]"
        p "[link u:Text]"
        "#,
    );
}

#[test]
fn every_kind_of_inline_markup_has_its_span() {
    assert_outline(
        "<p><em>a</em><strong>b</strong><code>c</code><sup>d</sup><sub>e</sub><del>f</del><a href=/g>g</a></p>",
        r#"p "[emphasis:a][strong:b][code:c][superscript:d][subscript:e][strikethrough:f][link /g:g]""#,
    );
}

#[test]
fn inline_styles_count_where_tags_do_not_say_it() {
    assert_outline(
        "<p><span style='font-weight:700'>bold</span> <b style='font-weight:normal'>not</b> \
         <span style='font-style: italic'>slanted</span></p>",
        r#"p "[strong:bold] not [emphasis:slanted]""#,
    );
}

#[test]
fn links_without_a_target_are_text() {
    assert_outline("<p><a name=x>a</a> <a href='#'>b</a> <a href='javascript:void(0)'>c</a></p>", r#"p "a b c""#);
}

#[test]
fn a_line_break_in_the_source_joins_han_and_kana_and_parts_all_else() {
    assert_outline(
        "<p>上海\n世界</p><p>カタ\n  カナ</p><p>한국어\n문장</p><p>two\nwords</p><p>上海\nExpo</p>",
        r#"
        p "上海世界"
        p "カタカナ"
        p "한국어 문장"
        p "two words"
        p "上海 Expo"
        "#,
    );
}

#[test]
fn one_br_is_a_line_break_and_two_are_a_paragraph() {
    assert_outline(
        "<div>one<br>two<br><br>three<br> <br> <br>four<br></div>",
        r#"
        p "one⏎two"
        p "three"
        p "four"
        "#,
    );
}

#[test]
fn an_image_alone_in_its_paragraph_or_line_is_a_block() {
    assert_outline(
        "<p align=center><strong><img src=a.jpg alt><br></strong></p><p>text<br><img src=b.jpg><br>more</p>",
        r#"
        image a.jpg
        p "text"
        image b.jpg
        p "more"
        "#,
    );
}

#[test]
fn an_image_inside_a_sentence_stays_there() {
    assert_outline("<p>Press <img src=key.png> now.</p>", r#"p "Press[image key.png] now.""#);
}

#[test]
fn images_of_one_line_without_text_are_blocks_in_order() {
    assert_outline("<p><img src=1.jpg> <a href=x><img src=2.jpg></a></p>", "image 1.jpg\nimage 2.jpg");
}

#[test]
fn a_heading_of_nothing_but_an_image_is_the_image() {
    assert_outline("<h2><a href=/><img src=logo.png></a></h2>", "image logo.png");
}

#[test]
fn the_sign_that_links_a_heading_to_itself_is_dropped() {
    assert_outline(
        "<h2>Usage <a class=anchor href='#usage'>#</a></h2><h3><a href='#x'>Linked</a><a class=headerlink href='#x'>¶</a></h3>",
        r##"
        h2 "Usage"
        h3 "Linked"
        "##,
    );
}

#[test]
fn figures_give_their_caption_to_the_image() {
    assert_outline(
        "<figure><img src=a.jpg><figcaption>A <em>fine</em> day</figcaption></figure>\
         <figure><figcaption>Above</figcaption><img src=b.jpg></figure>\
         <figure><img src=c.jpg><img src=d.jpg><figcaption><p>Two</p><p>lines</p></figcaption></figure>",
        r#"
        image a.jpg "A [emphasis:fine] day"
        image b.jpg "Above"
        image c.jpg
        image d.jpg "Two⏎lines"
        "#,
    );
}

#[test]
fn a_caption_below_a_list_of_images_is_no_part_of_the_list() {
    let article = bodytext::extract(
        "<figure><ul><li><img src=a.jpg></li><li><img src=b.jpg></li></ul><figcaption>Two pots</figcaption></figure>",
    );
    assert_eq!(article.text(), "Two pots");
    let captions: Vec<_> = article.images().iter().map(|image| image.caption.as_deref()).collect();
    assert_eq!(captions, [None, Some("Two pots")]);
    let blocks: Vec<_> = article.blocks().collect();
    assert_eq!(blocks[0].text(), "");
    assert_eq!(blocks.last().map(|block| block.text()), Some("Two pots"));
}

#[test]
fn the_caption_of_what_is_no_image_is_a_paragraph() {
    assert_outline(
        "<figure><blockquote><p>Said.</p></blockquote><figcaption>Somebody</figcaption></figure>",
        r#"
        quote
          p "Said."
        p "Somebody"
        "#,
    );
}

#[test]
fn captions_of_wordpress_are_captions() {
    assert_outline(
        r#"<div class="wp-caption alignleft"><a href="big.jpg"><img src="s.jpg"></a><p class="wp-caption-text">The quay</p></div>"#,
        r#"image s.jpg "The quay""#,
    );
}

#[test]
fn lists_nest_and_number() {
    assert_outline(
        "<ol start=3 type=a><li>three<li value=7>seven<ul><li>in</ul><li>eight</ol><ol reversed><li>2<li>1</ol>",
        r#"
        ol from 3 a
          li 3
            p "three"
          li 7
            p "seven"
            ul
              li
                p "in"
          li 8
            p "eight"
        ol from 2 reversed
          li 2
            p "2"
          li 1
            p "1"
        "#,
    );
}

#[test]
fn what_stands_in_a_list_but_in_no_item_joins_the_item_before() {
    assert_outline(
        "<ul><li>one<ul><li>in</ul></ul><ul>stray<li>item<ul><li>x</ul></li><ul><li>direct</ul></ul>",
        r#"
        ul
          li
            p "one"
            ul
              li
                p "in"
        ul
          li
            p "stray"
          li
            p "item"
            ul
              li
                p "x"
            ul
              li
                p "direct"
        "#,
    );
}

#[test]
fn items_hold_blocks() {
    assert_outline(
        "<ul><li><p>para</p><pre>code</pre><blockquote>said</blockquote></ul>",
        r#"
        ul
          li
            p "para"
            code - "code"
            quote
              p "said"
        "#,
    );
}

#[test]
fn boxes_make_a_task_list() {
    assert_outline(
        "<ul><li><input type=checkbox checked disabled> done<li><input type=checkbox> open</ul>",
        r#"
        ul
          li [x]
            p "done"
          li [ ]
            p "open"
        "#,
    );
}

#[test]
fn code_keeps_its_white_space_and_loses_its_line_numbers() {
    assert_outline(
        "<pre class=hljs><code class='language-rust'>fn main() {<br>    // <b>x</b>\n\n}\n</code></pre>\
         <table class=highlighttable><tr><td class=linenos><pre>1\n2</pre></td><td class=code><div class='highlight'><pre>a\n  b</pre></div></td></table>",
        r#"
        code rust "fn main() {\n    // x\n\n}"
        code - "a\n  b"
        "#,
    );
}

#[test]
fn lines_of_code_in_elements_of_their_own_stay_lines() {
    assert_outline(
        "<pre><code><div class=line>one</div><div class=line>  two</div></code></pre>",
        r#"code - "one\n  two""#,
    );
}

#[test]
fn a_table_of_data_keeps_heads_spans_caption_and_alignment() {
    assert_outline(
        "<table><caption>Rain</caption><thead><tr><th>Month<th align=right>mm</thead>\
         <tr><th rowspan=2>May<td style='text-align:right'>12<tr><td>13<br>14</table>",
        r#"
        table
          caption "Rain"
          head
            th "Month"
            th right "mm"
          row
            th 1x2 "May"
            td right "12"
          row
            td "13⏎14"
        "#,
    );
}

#[test]
fn a_table_that_lays_out_a_page_is_unwrapped() {
    assert_outline(
        "<table><tr><td><table><tr><td>menu</table><td><h1>Title</h1><p>Text.</p></table>",
        r#"
        p "menu"
        h1 "Title"
        p "Text."
        "#,
    );
}

#[test]
fn definition_lists_pair_terms_and_meanings() {
    assert_outline(
        "<dl><div><dt>Tea</dt><dd>A <i>drink</i></dd></div><dt>Cup<dd><p>One</p><p>Two</p></dl>",
        r#"
        dl
          dt "Tea"
          dd
            p "A [emphasis:drink]"
          dt "Cup"
          dd
            p "One"
            p "Two"
        "#,
    );
}

#[test]
fn loose_text_in_a_definition_list_is_kept() {
    assert_outline("<dl>stray<dt>T<dd>D</dl>", "dl\n  dd\n    p \"stray\"\n  dt \"T\"\n  dd\n    p \"D\"");
}

#[test]
fn ruby_keeps_the_base_in_the_text_and_the_reading_in_a_span() {
    assert_outline(
        "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby>です</p>",
        r#"p "[ruby かん:漢][ruby じ:字]です""#,
    );
}

#[test]
fn formulas_come_once_and_as_tex() {
    assert_outline(
        r#"<p>So <span class="katex"><span class="katex-mathml"><math><semantics><mi>e</mi>
           <annotation encoding="application/x-tex">e^{x}</annotation></semantics></math></span><span class="katex-html"
           aria-hidden="true">ex</span></span> grows.</p>
           <p>And <span class="MathJax_Preview">y</span><span class="MathJax">y</span><script type="math/tex">y_1</script> too.</p>
           <script type="math/tex; mode=display">z = 1</script>
           <math display="block"><mi>a</mi><mo>=</mo><mn>1</mn></math>"#,
        r#"
        p "So [tex:e^{x}] grows."
        p "And [tex:y_1] too."
        tex "z = 1"
        math "a=1"
        "#,
    );
}

#[test]
fn embeds_name_what_they_show() {
    assert_outline(
        "<iframe src='https://www.youtube.com/embed/1'></iframe><video><source src=v.mp4>Sorry</video>\
         <audio src=a.mp3></audio><iframe data-src='https://example.org/map'></iframe><iframe src=about:blank></iframe>",
        r#"
        video https://www.youtube.com/embed/1
        video v.mp4
        audio a.mp3
        frame https://example.org/map
        "#,
    );
}

#[test]
fn a_lazy_image_has_its_true_address_and_no_twin() {
    assert_outline(
        "<p><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' data-src=true.jpg><noscript><img src=true.jpg></noscript></p>\
         <p><img class=lazy><noscript><img src=only.jpg></noscript></p>\
         <p><img src=spacer.gif srcset='s.jpg 300w, l.jpg 1200w'></p>\
         <p><picture><source srcset='p.webp 1x, p2.webp 2x'><img></picture></p>",
        "image true.jpg\nimage only.jpg\nimage l.jpg\nimage p2.webp",
    );
}

#[test]
fn text_of_noscript_counts_where_it_is_not_there_otherwise() {
    assert_outline(
        "<p>The story.</p><noscript>The story.</noscript><noscript><p>The transcript.</p></noscript>",
        "p \"The story.\"\np \"The transcript.\"",
    );
}

#[test]
fn hidden_parts_go_where_other_text_remains() {
    assert_outline(
        "<p>Shown</p><p hidden>a</p><p style='display: none'>b</p><p aria-hidden=true>→</p><dialog>d</dialog>",
        r#"p "Shown""#,
    );
    assert_outline("<div style='display:none'><p>All there is</p></div>", r#"p "All there is""#);
    assert_outline("<div style='visibility:hidden'><p>微信正文</p></div><p>尾</p>", "p \"微信正文\"\np \"尾\"");
}

#[test]
fn scripts_styles_templates_and_form_controls_yield_no_text() {
    assert_outline(
        "<p>Text</p><script>var a</script><style>p{}</style><template><p>t</p></template><select><option>o</select>\
         <textarea>x</textarea><button>Send</button><svg><text>s</text></svg><input value=v>",
        r#"p "Text""#,
    );
}

#[test]
fn a_button_that_labels_a_heading_is_its_text() {
    assert_outline(
        "<h3><button>How long does it take?</button></h3><div>A week.</div>",
        "h3 \"How long does it take?\"\np \"A week.\"",
    );
}

#[test]
fn plain_text_has_paragraphs_and_lines() {
    assert_outline("One.\nStill one & more.\n\n\nTwo.\n", "p \"One.⏎Still one & more.\"\np \"Two.\"");
}

#[test]
fn blank_lines_part_paragraphs_where_no_markup_does() {
    assert_outline("First <b>line</b>\ngoes on.\n\nSecond.", "p \"First [strong:line] goes on.\"\np \"Second.\"");
    assert_outline("<p>First\n\ngoes on.</p>", r#"p "First goes on.""#);
}

#[test]
fn rules_stand_between_blocks() {
    assert_outline("<p>a</p><hr><p>b</p>", "p \"a\"\nrule\np \"b\"");
}

#[test]
fn empty_input_is_an_empty_article() {
    for html in ["", " \n", "<p></p>", "<!-- only a comment -->", "\u{FEFF}"] {
        let article = bodytext::extract(html);
        assert_eq!(article.text(), "");
        assert_eq!(article.blocks().count(), 0);
    }
}

#[test]
fn the_text_has_one_blank_line_between_paragraphs_and_nothing_around() {
    let article = bodytext::extract("\n<div> <p> One. </p> <img src=a.jpg> <p>Two.</p>\n<ul><li>a<li>b</ul> </div>\n");
    assert_eq!(article.text(), "One.\n\nTwo.\n\na\nb");
    assert_eq!(article.paragraphs().collect::<Vec<_>>(), ["One.", "Two.", "a", "b"]);
}

#[test]
fn images_come_in_the_order_of_the_blocks_that_show_them() {
    for html in [
        "<div class=wp-caption><p class=wp-caption-text>Ro<img src=/b><figcaption>sy</figcaption></p><img src=/a></div>",
        "<figure><figcaption>A <img src=/b> cup</figcaption><img src=/a></figure><p><img src=/c></p>",
        "<figure><figcaption>A <img src=/b> <img src=/d> cup</figcaption><img src=/a><img src=/e></figure>",
    ] {
        let article = bodytext::extract(html);
        let mut shown = Vec::new();
        for step in article.walk() {
            let bodytext::Step::Enter(block) = step else { continue };
            if let bodytext::BlockKind::Image { index } = block.kind() {
                shown.push(*index);
            }
            shown.extend(block.spans().filter_map(|span| match span.kind {
                bodytext::SpanKind::Image { index, .. } => Some(*index),
                _ => None,
            }));
        }
        assert_eq!(shown, (0..article.images().len()).collect::<Vec<_>>(), "{html}");
        let image = article.walk().find_map(|step| match step {
            bodytext::Step::Enter(block) => block.image(),
            _ => None,
        });
        assert_eq!(image.unwrap().raw, "/a", "the image of a block is still the one of its place: {html}");
    }
}
