//! What editors, generators and hosts write around a text, and what becomes of it.

mod outline;

use bodytext::{Article, extract};
use outline::{assert_outline, outline};

fn again(article: &Article) -> Article {
    extract(&article.to_html())
}

#[test]
fn blocks_inside_a_listing_are_lines_of_it() {
    assert_outline("<pre>one<h2>two</h2>three</pre>", r#"code - "one\ntwo\nthree""#);
    assert_outline("<pre>a<ul><li>b<li>c</ul><section>d</section>e</pre>", r#"code - "a\nb\nc\nd\ne""#);
    assert_outline("<pre>a<select><option>x</select>b<wbr>c</pre>", r#"code - "abc""#);
    assert_outline("<pre>a <b>b</b> <x-tag>c</x-tag><ruby>漢<rt>k</rt></ruby></pre>", r#"code - "a b c漢""#);
}

#[test]
fn hidden_parts_of_a_listing_are_left_out() {
    assert_outline(
        "<p>x<pre>let a;<span hidden>Copy</span> b<i style='display:none'>!</i></pre>",
        "p \"x\"\ncode - \"let a; b\"",
    );
    assert_outline("<pre><span hidden>all there is</span></pre>", r#"code - "all there is""#);
}

#[test]
fn a_no_break_space_in_code_is_a_space_and_a_control_is_nothing() {
    assert_outline("<pre>\tif&nbsp;x:\n&nbsp;&nbsp;y\u{1}&#8203;()　#</pre>", "code - \"\\tif x:\\n  y()\\u{3000}#\"");
}

#[test]
fn a_hyphen_before_an_image_is_no_item_in_markdown() {
    for html in ["<p>- <img src=a>\u{3000}x</p>", "<p>1. <img src=a>x</p>", "<p># <img src=a>\u{3000}x</p>"] {
        let markdown = extract(html).to_markdown();
        assert!(markdown.contains('\\'), "{html}: {markdown}");
    }
}

#[test]
fn an_embed_is_an_embed_again() {
    let html = "<iframe src=https://maps.example/?q=1 title='The map'></iframe><ul><li><iframe src=https://www.youtube.com/embed/a></iframe></ul>\
                <object data=https://tea.example/a.swf></object>";
    let article = extract(html);
    let html = article.to_html();
    assert!(html.contains("<a href=\"https://maps.example/?q=1\">The map</a>"), "{html}");
    assert!(!html.contains("<iframe"), "{html}");
    assert_outline(
        &html,
        "
        frame https://maps.example/?q=1
        ul
          li
            video https://www.youtube.com/embed/a
        frame https://tea.example/a.swf
        ",
    );
    assert_eq!(again(&article).to_html(), html);
}

#[test]
fn panels_that_unfold_are_kept() {
    for panel in [
        "<div class='accordion-content' style='display:none'>",
        "<div class='collapse' aria-hidden=true>",
        "<div id=tab2 class='tab-pane fade' hidden>",
        "<div role=tabpanel hidden>",
        "<div class='spoiler'><div style='display: none'>",
        "<details><div style='display:none'>",
        "<div class=faq-item><div class=answer hidden>",
    ] {
        assert_outline(
            &format!("<h3>How long?</h3>{panel}<p>Three minutes.</p></div></details>"),
            "h3 \"How long?\"\np \"Three minutes.\"",
        );
    }
    for panel in
        ["<div class='navbar-collapse' hidden>", "<div hidden>", "<div class=modal-toggle style='display:none'>"]
    {
        assert_outline(&format!("<p>Tea.</p>{panel}<p>Three minutes.</p></div>"), "p \"Tea.\"");
    }
    let menu =
        "<p>Tea.</p><ul class=collapse style='display:none'><li><a href=/a>Green</a><li><a href=/b>Black</a></ul>";
    assert_outline(menu, "p \"Tea.\"");
}

#[test]
fn links_to_the_editor_are_dropped_and_brackets_of_the_author_kept() {
    let edit = "<span class='mw-editsection'><span>[</span><a href='/w/index.php?action=edit&amp;section=1'>Bearbeiten</a> | \
                <a href='/w?veaction=edit'>Quelltext bearbeiten</a><span>]</span></span>";
    assert_outline(&format!("<h2>Anbau{edit}</h2><p>x"), "h2 \"Anbau\"\np \"x\"");
    assert_outline(&format!("<div class='mw-heading'><h2>Anbau</h2>{edit}</div><p>x"), "h2 \"Anbau\"\np \"x\"");
    assert_outline("<h2>Anbau <span>[edit]</span></h2>", "h2 \"Anbau [edit]\"");
    assert_outline("<p><span class=mw-editsection>a word</span></p>", "p \"a word\"");
}

#[test]
fn the_data_over_an_image_of_a_forum_is_dropped() {
    let post = "<div class=lightbox-wrapper><a class=lightbox href=/full.png><img src=small.png alt=kiln>\
                <div class=meta><svg><use href=#i></use></svg><span class=filename>kiln.png</span>\
                <span class=informations>690×388 40 KB</span></div></a></div><p>It works.</p>";
    assert_outline(post, "image small.png\np \"It works.\"");
    assert_outline("<div class=meta><span class=filename>kiln.png</span></div>", "p \"kiln.png\"");
}

#[test]
fn permalinks_of_headings_are_dropped() {
    for link in [
        "<a class=headerlink href=#x>¶</a>",
        "<a href=/post#x>#</a>",
        "<a class='anchor-link' href=#x>¶</a>",
        "<a class=hash-link href=#x title='Direct link'>&#8203;</a>",
        "<a class=heading-anchor href=#x><span class=sr-only>Permalink to “Pots”</span></a>",
        "<span><a class=permalink href=#x>permalink</a></span>",
    ] {
        assert_outline(&format!("<h2 id=x>Pots {link}</h2><p>x"), "h2 \"Pots\"\np \"x\"");
    }
    assert_outline("<h2><a class=anchor href=#x>Pots</a></h2>", "h2 \"Pots\"");
    assert_outline("<p>Note <a href=#x>#</a></p>", "p \"Note #\"");
}

#[test]
fn icons_that_are_words_are_no_words() {
    assert_outline(
        "<p><i class=material-icons>expand_more</i>More <span class='material-symbols-outlined'>arrow_forward</span></p>",
        "p \"More\"",
    );
    assert_outline("<p><i class=material-icons>The Icons of Tea</i></p>", "p \"[emphasis:The Icons of Tea]\"");
}

#[test]
fn captions_in_the_ways_of_hosts_belong_to_their_images() {
    let blogger = "<table class=tr-caption-container><tbody><tr><td><a href=full.jpg><img src=a.jpg></a></td></tr>\
                   <tr><td class=tr-caption>A kettle.</td></tr></tbody></table><p>x";
    assert_outline(blogger, "image a.jpg \"A kettle.\"\np \"x\"");
    assert_outline(
        "<div><img src=a.jpg><div class=caption>A kettle.</div></div><p>x",
        "image a.jpg \"A kettle.\"\np \"x\"",
    );
    assert_outline("<p><img src=a.jpg></p>\n<p class=image-caption>A kettle.</p>", "image a.jpg \"A kettle.\"");
    let gallery = "<ul class=gallery><li class=gallerybox><div class=thumb><a href=/f><img src=a.jpg></a></div>\
                   <div class=gallerytext><p>A kettle.</p></div></li></ul>";
    assert_outline(gallery, "ul\n  li\n    image a.jpg \"A kettle.\"");
    // A name alone is none.
    assert_outline("<p>Tea.</p><p class=caption>A kettle.</p>", "p \"Tea.\"\np \"A kettle.\"");
    assert_outline("<p><img src=a.jpg> Tea.</p><p class=caption>x</p>", "p \"[image a.jpg]Tea.\"\np \"x\"");
}

#[test]
fn a_blurred_preview_gives_way_to_the_image() {
    for image in [
        "<img src='/a.jpg?w=20' data-src='/a.jpg?w=1200'>",
        "<img src='https://cdn.example/w_30,q_10/a.jpg' data-src='https://cdn.example/w_1200/a.jpg?w=1200'>",
        "<img src='/max/60/a.jpg' srcset='/max/600/a.jpg?w=1200 600w, /max/60/a.jpg 60w'>",
        "<img src='/a_20x.jpg' data-src='/a_1200x.jpg?w=1200'>",
        "<img src='data:image/jpeg;base64,AAAA' data-src='/a.jpg?w=1200'>",
    ] {
        let article = extract(&format!("<p>x</p>{image}"));
        assert!(article.images()[0].url().ends_with("?w=1200"), "{image}: {:?}", article.images());
    }
    assert_eq!(extract("<img src='/a.jpg?w=20'>").images()[0].url(), "/a.jpg?w=20");
}

#[test]
fn embeds_of_editors_and_of_amp() {
    assert_outline(
        "<figure class=media><oembed url='https://www.youtube.com/watch?v=x'></oembed></figure>\
         <amp-youtube data-videoid=abc_-9 width=480></amp-youtube><amp-vimeo data-videoid=27></amp-vimeo>\
         <amp-twitter data-tweetid=5></amp-twitter><amp-iframe src=https://maps.example/><p placeholder>Map</p></amp-iframe>\
         <amp-video src=a.mp4></amp-video><amp-audio src=a.mp3></amp-audio><amp-youtube data-videoid='\"><b'></amp-youtube>",
        "
        video https://www.youtube.com/watch?v=x
        video https://www.youtube.com/watch?v=abc_-9
        video https://vimeo.com/27
        frame https://twitter.com/i/status/5
        frame https://maps.example/
        video a.mp4
        audio a.mp3
        ",
    );
}

#[test]
fn a_formula_without_tex_keeps_its_structure() {
    for (formula, expected) in [
        ("<mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mfrac>", "a/(b+1)"),
        ("<msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><msub><mi>x</mi><mi>i</mi></msub>", "x^2+x_i"),
        ("<msqrt><mi>a</mi><mi>b</mi></msqrt><mo>=</mo><mroot><mi>a</mi><mn>3</mn></mroot>", "√(ab)=√(a, 3)"),
        (
            "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>",
            "∑_(i=1)^ni",
        ),
        (
            "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr><mtr><mtd><mn>0</mn></mtd><mtd><mn>1</mn></mtd></mtr></mtable>",
            "1 0; 0 1",
        ),
        ("<mover><mi>v</mi><mo>→</mo></mover>", "v→"),
        ("<mfrac><msup><mi>a</mi><mn>2</mn></msup><mfrac><mi>b</mi><mi>c</mi></mfrac></mfrac>", "(a^2)/(b/c)"),
    ] {
        let article = extract(&format!("<p>So <math>{formula}</math>.</p>"));
        assert_eq!(article.text(), format!("So {expected}."));
    }
}

#[test]
fn paragraphs_of_word_that_are_items_are_a_list() {
    let item = |level: u8, sign: &str, text: &str| {
        format!(
            "<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'><![if !supportLists]><span style='font-family:Symbol'>\
             <span style='mso-list:Ignore'>{sign}<span>&nbsp;&nbsp; </span></span></span><![endif]>{text}</p>\n"
        )
    };
    let post = format!(
        "<p>Before</p>{}{}{}{}<p>Between</p>{}{}<p class=MsoListParagraph>Plain</p>",
        item(1, "·", "One"),
        item(2, "o", "Inner"),
        item(2, "o", "Other"),
        item(1, "·", "Two <b>bold</b>"),
        item(1, "3.", "Third"),
        item(1, "4.", "Fourth"),
    );
    assert_outline(
        &post,
        r#"
        p "Before"
        ul
          li
            p "One"
            ul
              li
                p "Inner"
              li
                p "Other"
          li
            p "Two [strong:bold]"
        p "Between"
        ol from 3
          li 3
            p "Third"
          li 4
            p "Fourth"
        p "Plain"
        "#,
    );
}

#[test]
fn the_flat_list_of_quill_has_kinds_and_levels() {
    assert_outline(
        "<ol><li data-list=bullet><span class=ql-ui></span>Green</li><li data-list=bullet class=ql-indent-1>Grass</li>\
         <li data-list=ordered>First</li><li data-list=ordered>Second</li><li data-list=checked>Done</li>\
         <li data-list=unchecked>Open</li></ol><p>x",
        r#"
        ul
          li
            p "Green"
            ul
              li
                p "Grass"
        ol from 1
          li 1
            p "First"
          li 2
            p "Second"
        ul
          li [x]
            p "Done"
          li [ ]
            p "Open"
        p "x"
        "#,
    );
    assert_outline("<ul data-checked=true><li>Buy tea</ul>", "ul\n  li [x]\n    p \"Buy tea\"");
}

#[test]
fn a_large_image_at_either_end_of_a_paragraph_is_a_block() {
    assert_outline("<p><img src=a width=640 height=360>The kettle.</p>", "image a\np \"The kettle.\"");
    assert_outline("<p>The kettle. <a href=u><img src=a width=640></a></p><p>x", "p \"The kettle.\"\nimage a\np \"x\"");
    assert_outline("<p>The <img src=a width=640> kettle.</p>", "p \"The[image a] kettle.\"");
    assert_outline("<p><img src=a width=24 height=24> Tea.</p>", "p \"[image a]Tea.\"");
    assert_outline("<p><img src=a> Tea.</p>", "p \"[image a]Tea.\"");
    assert_outline(
        "<table><tr><th>a<th>b<tr><td><img src=a width=640>c<td>d</table>",
        "
        table
          head
            th \"a\"
            th \"b\"
          row
            td \"[image a]c\"
            td \"d\"
        ",
    );
}

#[test]
fn an_image_and_text_in_one_link_are_one_link() {
    let link = |inner: &str| extract(&format!("<p>See <a href=/u>{inner}</a></p>"));
    assert_eq!(link("<img src=a alt=pot> The pot").to_markdown().trim(), "See [![pot](a) The pot](/u)");
    assert_eq!(link("The pot <img src=a alt=pot>").to_markdown().trim(), "See [The pot ![pot](a)](/u)");
    assert_eq!(link("<b>The</b><img src=a alt=pot>").to_markdown().trim(), "See [**The**![pot](a)](/u)");
    assert_eq!(link("<img src=a alt=pot>").to_markdown().trim(), "See [![pot](a)](/u)");
    let two = extract("<p><a href=/u>One</a><a href=/v><img src=a alt=pot></a></p>").to_markdown();
    assert_eq!(two.trim(), "[One](/u)[![pot](a)](/v)");
    for inner in ["<img src=a>The pot", "The pot <img src=a>", "One <img src=a> two"] {
        let article = link(inner);
        let html = article.to_html();
        assert_eq!(html.matches("<a ").count(), 1, "{html}");
        assert_eq!(outline(&again(&article)), outline(&article), "{html}");
    }
}

#[test]
fn a_definition_list_whose_terms_show_nothing_is_a_wrapper() {
    assert_outline("<dl><dt><select><option>More</select></dt><dd>Green.</dd></dl><p>x", "p \"Green.\"\np \"x\"");
    assert_outline("<p>x<dl><dt hidden>Tea</dt><dd>Green.</dd></dl>", "p \"x\"\np \"Green.\"");
    assert_outline("<dl><dt>Tea<dd>Green.</dl>", "dl\n  dt \"Tea\"\n  dd\n    p \"Green.\"");
}

#[test]
fn an_image_before_a_span_is_not_inside_it() {
    assert_outline("<p><img src=a><b>Tea</b> x</p>", "p \"[image a][strong:Tea] x\"");
    assert_outline("<p><b><img src=a>Tea</b> x</p>", "p \"[strong:[image a]Tea] x\"");
    assert_outline("<p>y <img src=a><i><b>Tea</b></i></p>", "p \"y [image a][emphasis:[strong:Tea]]\"");
}

#[test]
fn a_line_break_beside_an_image_between_a_quote_and_a_han_character_is_no_space() {
    let article = extract("<p><b>“quoted”\n <img src=a></b><a href=/u>海港</a></p>");
    assert_eq!(article.text(), "“quoted”海港");
    assert_eq!(again(&article).text(), article.text());
}
