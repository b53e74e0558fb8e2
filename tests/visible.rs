//! What everybody sees comes out, and nothing else: buttons, text for screen readers, ornaments, signs, quotations, shadow trees.

use bodytext::{BlockKind, Direction, EmbedKind, Extractor, MarkdownOptions, Options, Scope, SpanKind};

fn markdown(html: &str) -> String {
    bodytext::extract(html).to_markdown().trim_end().to_owned()
}

/// Checks the Markdown of bodies.
fn check(cases: &[(&str, &str)]) {
    for (html, expected) in cases {
        assert_eq!(&markdown(html), expected, "{html}");
    }
}

#[test]
fn a_button_that_is_a_heading_or_a_title_is_one() {
    check(&[
        ("<h3><button>Cash?</button></h3><p>Yes.</p>", "### Cash?\n\nYes."),
        (
            "<h2><span><button aria-expanded=true><b>How</b> long?</button></span></h2><p>Long.</p>",
            "## **How** long?\n\nLong.",
        ),
        (
            "<div><button aria-expanded=false aria-controls=p>Delivery</button><div id=p>Within a week.</div></div>",
            "Delivery\n\nWithin a week.",
        ),
        ("<button class=rc-accordion-button>Sizes</button><div>S to XL.</div>", "Sizes\n\nS to XL."),
        ("<button>How much does it cost?</button><p>Nothing.</p>", "How much does it cost?\n\nNothing."),
        ("<dl><dt><button>Term</button><dd>Meaning</dl>", "- **Term**\n\n  Meaning"),
    ]);
}

#[test]
fn a_button_in_a_sentence_is_words() {
    check(&[
        ("<p>Press <button>Go</button> to start.</p>", "Press Go to start."),
        ("<p>Press <button class=play>Play</button> to start.</p>", "Press Play to start."),
        ("<p>To begin, press <button>Go</button></p>", "To begin, press Go"),
        ("<ul><li>Click <b><button>Save</button></b> and wait</ul>", "- Click **Save** and wait"),
        ("<p>点击<button>开始</button>按钮。</p>", "点击开始按钮。"),
    ]);
}

#[test]
fn controls_are_no_text_of_bodies() {
    check(&[
        ("<button>Copy</button><p>Tea.</p><button class=btn-share>Teilen Sie es</button><button>Menü</button>", "Tea."),
        ("<p>All is done. <button>Share</button></p>", "All is done."),
        ("<h2>Install <button class=copy>Copy link</button></h2><p>x</p>", "## Install\n\nx"),
        ("<nav><button aria-expanded=false>Products</button></nav><p>Tea.</p>", "Tea."),
        ("<form><input><button type=submit>Jetzt abschicken</button></form><p>Tea.</p>", "Tea."),
        ("<button aria-haspopup=menu aria-expanded=false>Options</button><p>Tea.</p>", "Tea."),
    ]);
}

#[test]
fn a_selector_keeps_a_control() {
    let options = Options::new().with_keep("button".parse().unwrap());
    assert_eq!(Extractor::new(options).extract("<p>Tea.</p><button>Share</button>").text(), "Tea.\n\nShare");
}

#[test]
fn text_for_screen_readers_goes_where_it_stands_beside_visible_text() {
    check(&[
        ("<p>CHF903<span class=sr-only>Sale Price</span></p>", "CHF903"),
        (
            "<p>See the <a href=/d>docs<span class=screen-reader-text> (opens in a tab)</span></a>.</p>",
            "See the [docs](/d).",
        ),
        ("<p>A<span class=VisuallyHidden_root__x1>hidden</span>, b</p>", "A, b"),
        (
            "<p>Was<span style='position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)'>, before,</span> 20 €</p>",
            "Was 20 €",
        ),
        ("<p>Tea<span style='position: absolute; left: -9999px'>pot</span> time</p>", "Tea time"),
        ("<a class='skip-link screen-reader-text' href=#main>Skip to content</a><p>Tea.</p>", "Tea."),
        ("<p>one <span class=not-sr-only>two</span> <span class='md:sr-only'>three</span></p>", "one two three"),
    ]);
}

#[test]
fn words_around_text_for_screen_readers_stay_apart() {
    check(&[
        ("<p><span>CHF903</span><span class=sr-only>Sale Price</span><span>CHF800</span></p>", "CHF903 CHF800"),
        ("<p>5<span class=visually-hidden> of </span>€7</p>", "5 €7"),
        ("<p>价格<span class=sr-only>优惠价</span>九百</p>", "价格九百"),
        ("<p>a<span aria-hidden=true> | </span>b</p>", "a b"),
    ]);
}

#[test]
fn text_for_screen_readers_stays_where_it_is_all_there_is() {
    check(&[
        ("<h2 class=visually-hidden>Contents</h2><p>Tea.</p>", "## Contents\n\nTea."),
        (
            "<table><tr><th><span class=sr-only>Name</span><th>Age<tr><td>Ann<td>3</table>",
            "| Name | Age |\n| --- | --- |\n| Ann | 3 |",
        ),
        ("<div class=off-screen><p>All of the text that there is.</p></div>", "All of the text that there is."),
        ("<p><a href=/f><i class=icon></i><span class=sr-only>Facebook</span></a></p>", "[Facebook](/f)"),
    ]);
}

#[test]
fn what_screen_readers_skip_is_still_seen() {
    check(&[
        ("<p>a <span aria-hidden=true>b</span> c</p>", "a b c"),
        ("<ruby><rb aria-hidden=true>竹</rb><rt>たけ</rt></ruby>", "竹"),
        (
            "<h1 aria-label=Tea><span aria-hidden=true>T</span><span aria-hidden=true>e</span><span aria-hidden=true>e</span></h1>",
            "# Tee",
        ),
        (
            "<p>Rated <span aria-hidden=true>4.5</span><span class=visually-hidden>four and a half</span> stars</p>",
            "Rated 4.5 stars",
        ),
        ("<p aria-hidden=true>Visible words of a paragraph.</p><p>More.</p>", "Visible words of a paragraph.\n\nMore."),
    ]);
}

#[test]
fn icons_copies_and_popups_that_screen_readers_skip_go() {
    check(&[
        ("<p>Next <span aria-hidden=true>→</span> page</p>", "Next page"),
        ("<p><i class=material-icons aria-hidden=true>home</i>House</p>", "House"),
        ("<p><span>Deal</span><span aria-hidden=true>Deal</span></p>", "Deal"),
        ("<p>Tea.</p><div class=modal aria-hidden=true><p>Subscribe to our letter</p></div>", "Tea."),
        (
            "<p><span class=MathJax><nobr aria-hidden=true>x2</nobr><span class=MJX_Assistive_MathML><math><mi>x</mi></math></span></span></p>",
            "x",
        ),
    ]);
}

#[test]
fn an_emoji_is_a_character_in_a_body_as_well() {
    check(&[
        ("<p>So hot <img class=emoji alt=🔥 src=/72x72/1f525.png> today</p>", "So hot 🔥 today"),
        ("<p>Nice <img src=/smilies/icon_smile.gif alt=':)' class=wp-smiley> day</p>", "Nice :) day"),
        ("<p>Flag <img src=https://x.org/twemoji/1f1fa-1f1f8.png width=20></p>", "Flag 🇺🇸"),
        ("<p>Hi <img class=emoji alt=:wave: src=/emoji/wave.png></p>", "Hi ![\\:wave:](/emoji/wave.png)"),
    ]);
}

#[test]
fn an_image_of_a_formula_is_its_tex() {
    check(&[
        ("<p>Euler: <img class=latex alt='x^2' src=a.png></p>", "Euler: $x^2$"),
        (
            "<p>So <img src='https://www.zhihu.com/equation?tex=%5Cfrac%7B1%7D%7B2%7D'> it is</p>",
            "So $\\frac{1}{2}$ it is",
        ),
        ("<p>So <img src='https://latex.codecogs.com/gif.latex?a+b'> it is</p>", "So $a+b$ it is"),
        (
            "<p><img class=mwe-math-fallback-image-display alt='{\\displaystyle E=mc^{2}}' src=x.svg></p>",
            "$$E=mc^{2}$$",
        ),
        ("<p>A <img class=equation-photo alt='A blackboard' src=b.jpg></p>", "A ![A blackboard](b.jpg)"),
    ]);
}

#[test]
fn the_blurred_twin_of_a_picture_is_no_picture() {
    check(&[
        ("<figure><img src=tea-blur.jpg class=blur width=20><img src=tea.jpg width=800></figure>", "![](tea.jpg)"),
        (
            "<div class=progressiveMedia><img class=progressiveMedia-thumbnail src='https://c.org/freeze/max/60/a.jpeg?q=20'>\
             <img class=progressiveMedia-image data-src=https://c.org/max/1600/a.jpeg></div>",
            "![](https://c.org/max/1600/a.jpeg)",
        ),
        // Two pictures of their own.
        ("<figure><img src=a.jpg width=400><img src=b.jpg width=400></figure>", "![](a.jpg)\n\n![](b.jpg)"),
        (
            "<p><img src=small.png width=40 alt=A> <img src=large.png width=400 alt=B></p>",
            "![A](small.png)\n\n![B](large.png)",
        ),
    ]);
}

#[test]
fn images_are_found_behind_more_kinds_of_lazy_loading() {
    check(&[
        ("<p>x</p><img src=common/none.gif zoomfile=forum/x.jpg file=forum/x.jpg>", "x\n\n![](forum/x.jpg)"),
        ("<p>x</p><img src=loading.gif data-srv=/a.jpg>", "x\n\n![](/a.jpg)"),
        ("<p>x</p><img lazy-src=/b.jpg>", "x\n\n![](/b.jpg)"),
        ("<p>x</p><a-img src=/c.jpg></a-img>", "x\n\n![](/c.jpg)"),
        ("<p>x</p><noscript>&lt;img src=\"/y.jpg\" alt=\"Cup\"&gt;</noscript>", "x\n\n![Cup](/y.jpg)"),
        ("<p>x</p><img src=/y.jpg><noscript>&lt;img src=\"/y.jpg\"&gt;</noscript>", "x\n\n![](/y.jpg)"),
    ]);
}

#[test]
fn light_players_are_embeds() {
    let article = bodytext::extract(
        "<p>x</p><lite-youtube videoid=abc title=Cup><a href=#>Play</a></lite-youtube><amp-youtube data-videoid=xyz></amp-youtube>",
    );
    let embeds: Vec<_> = article
        .blocks()
        .filter_map(|block| match block.kind() {
            BlockKind::Embed(embed) => Some((embed.kind, embed.raw.as_str())),
            _ => None,
        })
        .collect();
    let watch = "https://www.youtube.com/watch?v=";
    assert_eq!(embeds, [(EmbedKind::Video, &*format!("{watch}abc")), (EmbedKind::Video, &*format!("{watch}xyz"))]);
    assert_eq!(article.text(), "x");
}

#[test]
fn a_consent_box_in_the_place_of_an_embed_is_no_text() {
    check(&[
        (
            "<p>x</p><div class=embed-consent><p>You accept their terms.</p><button>Load</button>\
             <iframe data-src=https://www.youtube.com/embed/a></iframe></div><p>y</p>",
            "x\n\n[https://www.youtube.com/embed/a](https://www.youtube.com/embed/a)\n\ny",
        ),
        ("<p>x</p><figure class=gdpr-box><p>May we show this?</p><button>OK</button></figure><p>y</p>", "x\n\ny"),
        ("<div class=consent><p>Consent is a matter of law.</p></div>", "Consent is a matter of law."),
    ]);
}

#[test]
fn quotations_have_the_marks_of_their_language() {
    check(&[
        ("<p>He said <q>yes</q> twice.</p>", "He said “yes” twice."),
        ("<p lang=de>Er sagt <q>ja, <q>doch</q></q>.</p>", "Er sagt „ja, ‚doch‘“."),
        ("<p lang=fr-CA>Il dit <q>oui</q>.</p>", "Il dit « oui »."),
        ("<p lang=ja>彼は<q>はい</q>と言った。</p>", "彼は「はい」と言った。"),
        ("<p>Das <q>Haus</q> und „der Hof“.</p>", "Das „Haus“ und „der Hof“."),
        // The author has written some.
        ("<p>He said “<q>yes</q>” and <q>\"no\"</q><q></q>.</p>", "He said “yes” and \"no\"."),
    ]);
}

#[test]
fn the_direction_of_blocks_and_bodies_is_kept() {
    let article = bodytext::extract("<div dir=rtl><p>שלום</p><ul><li>אחת<li dir=ltr>two</ul></div><p>Peace</p>");
    assert_eq!(
        article.to_html(),
        "<p dir=\"rtl\">שלום</p>\n<ul dir=\"rtl\">\n<li>אחת</li>\n<li dir=\"ltr\">two</li>\n</ul>\n<p>Peace</p>\n"
    );
    assert_eq!(article.metadata().direction(), Some(Direction::RightToLeft));
    let article = bodytext::extract("<p dir=ltr>Tea</p><p style='direction: rtl'>שלום</p>");
    assert_eq!(article.to_html(), "<p>Tea</p>\n<p dir=\"rtl\">שלום</p>\n");
}

#[test]
fn a_style_keeps_the_lines_of_the_source() {
    check(&[
        ("<div style='white-space:pre-line'>one\ntwo\n\nthree</div>", "one\\\ntwo\n\nthree"),
        ("<p style='white-space: pre-wrap'>a\n  b\n</p><p>c\nd</p>", "a\\\nb\n\nc d"),
        ("<div style='white-space:pre-wrap'>a\nb<p style='white-space:normal'>c\nd</p></div>", "a\\\nb\n\nc d"),
        ("<h2 style='white-space:pre-line'>a\nb</h2>", "## a b"),
        ("<p class=whitespace-pre-line>a\nb</p>", "a\\\nb"),
    ]);
}

#[test]
fn what_unfolds_keeps_its_summary() {
    let article =
        bodytext::extract("<details open><summary>More <b>tea</b></summary><p>Green.</p></details><p>End.</p>");
    assert_eq!(article.text(), "More tea\n\nGreen.\n\nEnd.");
    assert_eq!(
        article.to_markdown(),
        "<details open>\n<summary>More <strong>tea</strong></summary>\n\nGreen.\n\n</details>\n\nEnd.\n"
    );
    assert_eq!(
        article.to_html(),
        "<details open=\"\">\n<summary>More <strong>tea</strong></summary>\n<p>Green.</p>\n</details>\n<p>End.</p>\n"
    );
    let details = article.blocks().next().unwrap();
    assert_eq!(details.kind(), &BlockKind::Details { open: true });
    assert_eq!(details.children().next().unwrap().kind(), &BlockKind::Summary);
    check(&[("<details><p>No summary.</p></details>", "No summary.")]);
}

#[test]
fn marked_text_is_marked() {
    let article = bodytext::extract("<p>This is <mark>marked</mark>.</p>");
    assert_eq!(article.to_markdown(), "This is <mark>marked</mark>.\n");
    assert_eq!(article.to_html(), "<p>This is <mark>marked</mark>.</p>\n");
    assert_eq!(article.blocks().next().unwrap().spans().next().unwrap().kind, &SpanKind::Mark);
}

#[test]
fn readings_come_out_in_markdown_where_they_are_asked_for() {
    let article = bodytext::extract("<p>これは <ruby>竹<rt>たけ</rt></ruby>です</p>");
    assert_eq!(article.to_markdown(), "これは 竹です\n");
    let with_ruby = article.to_markdown_with(&MarkdownOptions::new().with_ruby(true));
    assert_eq!(with_ruby, "これは <ruby>竹<rp>(</rp><rt>たけ</rt><rp>)</rp></ruby>です\n");
    assert_eq!(article.to_html(), "<p>これは <ruby>竹<rt>たけ</rt></ruby>です</p>\n");
}

#[test]
fn a_zero_width_space_parts_the_words_of_thai_and_its_like() {
    check(&[
        ("<p>สวัสดี\u{200B}ครับ and zero\u{200B}width</p>", "สวัสดี\u{200B}ครับ and zerowidth"),
        ("<p>ភាសា&#8203;<b>ខ្មែរ</b></p>", "ភាសា\u{200B}**ខ្មែរ**"),
        ("<p>မြန်မာ\u{200B}စာ\u{200B}</p>", "မြန်မာ\u{200B}စာ"),
    ]);
}

#[test]
fn buttons_of_pages_come_out_as_the_explanation_says() {
    let answers = [
        "We take cash, cards and cheques, and give change in coins that are still warm from the purse of the owner.",
        "A parcel takes a week, two where there are mountains in between, and nobody has waited longer than a month so far.",
        "Whoever sends a pot back gets the money, as long as the lid is with it and no tea has been brewed in it.",
    ];
    let questions = ["How can I pay?", "How long does delivery take?", "May I send it back?"];
    let items: String = questions
        .iter()
        .zip(answers)
        .map(|(question, answer)| {
            format!("<div class=item><h3><button aria-expanded=false>{question}</button></h3><div><p>{answer}</p></div></div>")
        })
        .collect();
    let page = format!(
        "<html><head><title>Questions about our tea shop</title></head><body><nav><button aria-expanded=false>Products</button>\
         <a href=/>Home</a></nav><main><h1>Questions about our tea shop</h1><p>Press <button>Ask</button> to ask one of your own, \
         and we will answer it within a day or two, if we can.</p>{items}<button>Share</button></main></body></html>"
    );
    let mut extractor = Extractor::new(Options::new().with_scope(Scope::Page));
    let explanation = extractor.explain(&page);
    let text = explanation.article().text();
    for question in questions {
        assert!(text.contains(question), "{text}");
    }
    assert!(text.contains("Press Ask to ask"), "{text}");
    assert!(!text.contains("Share"), "{text}");
    for block in explanation.blocks() {
        assert_eq!(block.verdict.is_kept(), text.contains(&block.text), "{}: {}", block.text, block.verdict);
    }
}

#[test]
fn a_mark_hidden_from_readers_of_the_screen_stays_in_its_number() {
    let text = |html: &str| bodytext::extract(html).text().to_owned();
    assert_eq!(text("<p>They won 3<span aria-hidden=true>:</span>2 at home.</p>"), "They won 3:2 at home.");
    assert_eq!(text("<p>It is <span aria-hidden=true>~</span>5 km away.</p>"), "It is ~5 km away.");
    assert_eq!(text("<p>Read on <span aria-hidden=true>→</span></p>"), "Read on");
}

#[test]
fn the_sign_that_opens_a_panel_is_no_part_of_its_title() {
    let html = "<ul><li><button class=faq__q>Wie lange dauert der Versand<span class=icon>+</span></button>\
                <div><p>Zwei bis vier Tage.</p></div></li></ul>";
    assert_eq!(bodytext::extract(html).text(), "Wie lange dauert der Versand\n\nZwei bis vier Tage.");
}

#[test]
fn a_panel_that_its_title_hides_comes_out_of_a_body() {
    let html = "<div><h3><button type=button aria-controls=r1 aria-expanded=false>Is it accessible?</button></h3>\
                <div id=r1 role=region hidden>Yes. It follows the pattern.</div></div>";
    assert_eq!(bodytext::extract(html).text(), "Is it accessible?\n\nYes. It follows the pattern.");
    let menu = "<p>The text.</p><button aria-expanded=false>Sections of the site</button>\
                <ul hidden><li><a href=/a>One</a></li><li><a href=/b>Two</a></li></ul>";
    assert!(!bodytext::extract(menu).text().contains("One"));
}

#[test]
fn a_button_that_shows_a_transcript_is_a_control() {
    let html = "<p>The talk is below.</p><button aria-expanded=false aria-controls=t>Show transcript</button>";
    assert_eq!(bodytext::extract(html).text(), "The talk is below.");
}

#[test]
fn markup_in_noscript_is_never_shown_as_text() {
    let html = "<p>Before.</p><noscript>&lt;p&gt;&lt;img src=/mill.jpg&gt;&lt;/p&gt;</noscript><p>After.</p>";
    assert_eq!(bodytext::extract(html).text(), "Before.\n\nAfter.");
}

#[test]
fn an_emoji_that_is_known_by_its_short_code_comes_out_of_a_page_as_that() {
    let prose = "On a cold morning in March, three friends set out from the village to look for the old mill, which nobody \
                 had seen since the flood. They carried bread, a map and a long rope";
    let page = format!(
        "<!doctype html><html><head><title>The mill</title></head><body><nav><a href=/>Home</a></nav><article><h1>The \
         mill</h1><p>{prose} <img class=emoji alt=':wave:' src=/images/emoji/wave.png?v=9> and more.</p><p>{prose}, \
         again <img alt=[微笑] src=/m/emoticon/icon/d_hehe.png>.</p></article></body></html>"
    );
    let article = bodytext::extract(&page);
    assert!(article.text().contains("a long rope :wave: and more."), "{}", article.text());
    assert!(article.text().contains("again [微笑]."), "{}", article.text());
}
