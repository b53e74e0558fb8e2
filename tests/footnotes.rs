//! Footnotes: references and notes that agree, whatever wrote them.

mod outline;

use bodytext::{Article, BlockKind, SpanKind, Step, extract};
use outline::assert_outline;

/// The Markdown of a body, lines apart by a bar.
fn markdown(html: &str) -> String {
    extract(html).to_markdown().trim_end().replace("\n\n", " | ")
}

#[track_caller]
fn assert_markdown(html: &str, expected: &str) {
    assert_eq!(markdown(html), expected, "of {html}");
}

#[test]
fn a_raised_number_and_the_item_that_it_leads_to_are_reference_and_note() {
    assert_markdown(
        "<p>Tea<sup><a href='#n1'>1</a></sup> is good<sup><a href='#n2'>2</a></sup>.</p><ol><li id=n1>Green.<li id=n2>Black.</ol>",
        "Tea[^1] is good[^2]. | [^1]: Green. | [^2]: Black.",
    );
    assert_outline(
        "<p>Tea<sup><a href='#n1'>1</a></sup>.</p><ol><li id=n1>Green.</ol>",
        "
        p \"Tea[ref 1:[1]].\"
        note 1
          p \"Green.\"
        ",
    );
}

#[test]
fn what_converters_of_markdown_write_is_read_back() {
    // Pandoc
    assert_markdown(
        "<p>In 1402<a href='#fn1' class=footnote-ref id=fnref1 role=doc-noteref><sup>1</sup></a>.</p>\
         <section class='footnotes footnotes-end-of-document' role=doc-endnotes><hr><ol><li id=fn1><p>Or 1403.\
         <a href='#fnref1' class=footnote-back role=doc-backlink>↩︎</a></p></li></ol></section>",
        "In 1402[^1]. | [^1]: Or 1403.",
    );
    // Kramdown, with two references and two paragraphs
    assert_markdown(
        "<p>Text.<sup id='fnref:1'><a href='#fn:1' class=footnote rel=footnote>1</a></sup> More.<sup id='fnref:1:1'>\
         <a href='#fn:1' class=footnote>1</a></sup></p><div class=footnotes><ol><li id='fn:1'><p>First.</p><p>Second. \
         <a href='#fnref:1' class=reversefootnote>&#8617;</a> <a href='#fnref:1:1' class=reversefootnote>&#8617;<sup>2</sup></a>\
         </p></li></ol></div>",
        "Text.[^1] More.[^1] | [^1]: First. |     Second.",
    );
    // GitHub
    assert_markdown(
        "<p>Here.<sup><a href='#user-content-fn-a' id=user-content-fnref-a data-footnote-ref>1</a></sup></p><section \
         data-footnotes class=footnotes><ol><li id=user-content-fn-a><p>Note. <a href='#user-content-fnref-a' \
         data-footnote-backref aria-label='Back to reference 1'>↩</a></p></li></ol></section>",
        "Here.[^1] | [^1]: Note.",
    );
}

#[test]
fn what_publishing_software_writes_is_read() {
    // Word
    assert_markdown(
        "<p>Body<a href='#_ftn1' name=_ftnref1><span class=MsoFootnoteReference>[1]</span></a> goes on.</p><div><hr size=1>\
         <div id=ftn1><p><a href='#_ftnref1' name=_ftn1><span class=MsoFootnoteReference>[1]</span></a> The note.</p></div></div>",
        "Body[^1] goes on. | [^1]: The note.",
    );
    // EPUB, by the sign of the note
    assert_markdown(
        "<p>Song.<a epub:type=noteref href='ch1.xhtml#n1'>*</a></p><aside epub:type=footnote id=n1><p>* Lost.</p></aside>",
        "Song.[^1] | [^1]: Lost.",
    );
    // Substack, with whole addresses
    assert_markdown(
        "<p>Words<a id=footnote-anchor-1-9 href='https://x.example/p/y#footnote-1-9' class=footnote-anchor>1</a> go.</p>\
         <div class=footnote><a id=footnote-1-9 href='https://x.example/p/y#footnote-anchor-1-9' class=footnote-number>1</a>\
         <div class=footnote-content><p>The <b>note</b>.</p></div></div>",
        "Words[^1] go. | [^1]: The **note**.",
    );
    // Easy Footnotes of WordPress
    assert_markdown(
        "<p>Text<span id=easy-footnote-1-7></span><span class=easy-footnote><a href='#easy-footnote-bottom-1-7'><sup>1</sup></a>\
         </span> on.</p><ol class=easy-footnotes-wrapper><li class=easy-footnote-single><span id=easy-footnote-bottom-1-7></span>\
         Note text<a class=easy-footnote-to-top href='#easy-footnote-1-7'></a></li></ol>",
        "Text[^1] on. | [^1]: Note text",
    );
    // DokuWiki
    assert_markdown(
        "<p>Wiki<sup><a href='#fn__1' id=fnt__1 class=fn_top>1)</a></sup></p><div class=footnotes><div class=fn><sup><a \
         href='#fnt__1' id=fn__1 class=fn_bot>1)</a></sup> <div class=content>Fast.</div></div></div>",
        "Wiki[^1] | [^1]: Fast.",
    );
}

#[test]
fn several_references_to_a_note_of_wikipedia_lose_their_caret_and_letters() {
    let html = "<p>A.<sup id=cite_ref-X_1-0 class=reference><a href='#cite_note-X-1'><span>[</span>1<span>]</span></a></sup> \
        B.<sup id=cite_ref-X_1-1 class=reference><a href='#cite_note-X-1'>[1]</a></sup><sup id=cite_ref-2 class=reference>\
        <a href='#cite_note-2'>[note 1]</a></sup></p><h2>References</h2><ol class=references><li id=cite_note-X-1>\
        <span class=mw-cite-backlink>^ <a href='#cite_ref-X_1-0'><sup><i><b>a</b></i></sup></a> <a href='#cite_ref-X_1-1'>\
        <sup><i><b>b</b></i></sup></a></span> <span>Smith, p. 3.</span></li><li id=cite_note-2><b><a href='#cite_ref-2'>^</a></b> \
        Another.</li></ol>";
    assert_markdown(html, "A.[^1] B.[^1][^note-1] | ## References | [^1]: Smith, p. 3. | [^note-1]: Another.");
    assert_eq!(extract(html).text(), "A.[1] B.[1][note 1]\n\nReferences\n\nSmith, p. 3.\n\nAnother.");
}

#[test]
fn a_note_in_the_margin_never_runs_into_the_sentence() {
    assert_markdown(
        "<p>One<label for=a class='margin-toggle sidenote-number'></label><input type=checkbox id=a class=margin-toggle>\
         <span class=sidenote>Side <i>one</i>.</span> and two<label for=b class=margin-toggle>&#8853;</label><input type=checkbox \
         id=b class=margin-toggle><span class=marginnote>Margin two.</span>.</p><p>Next.</p>",
        "One[^1] and two[^2]. | [^1]: Side *one*. | [^2]: Margin two. | Next.",
    );
    assert_markdown("<p>One<small class=sidenote>Beside it.</small> more.</p>", "One[^1] more. | [^1]: Beside it.");
    assert_markdown(
        "<p>Tea<aside role=note>Only green tea.</aside> is good.</p><p>Next</p>",
        "Tea[^1] is good. | [^1]: Only green tea. | Next",
    );
    assert_markdown(
        "<p>Text<span class='ltx_note ltx_role_footnote'><sup>1</sup><span><span><sup>1</sup>The long note.</span></span></span> \
         on.</p>",
        "Text[^1] on. | [^1]: The long note.",
    );
    // In an item or a cell it comes after the list or the table.
    assert_markdown(
        "<ul><li>Tea<span class=sidenote>Or not.</span></li><li>Milk</li></ul>",
        "- Tea[^1]\n- Milk | [^1]: Or not.",
    );
}

#[test]
fn a_box_beside_the_text_is_no_note() {
    assert_markdown(
        "<p>Tea is good.</p><div role=note class=hatnote>See also: milk.</div><aside role=note><p>Take care.</p></aside>",
        "Tea is good. | See also: milk. | Take care.",
    );
}

#[test]
fn a_reference_without_note_is_superscript_and_a_note_without_reference_an_item() {
    assert_markdown("<p>B<sup><a href='#zz'>3</a></sup></p>", "B<sup>3</sup>");
    assert_markdown(
        "<ol class=footnotes><li id=f1>One. <a href='#r1' class=footnote-back>↩</a></li><li id=f2>Two. <a href='#r2'>↩</a></li></ol>",
        "1. One.\n2. Two.",
    );
}

#[test]
fn a_table_of_contents_by_numbers_has_no_references() {
    let html = "<ol><li><a href='#c1'>1</a></li><li><a href='#c2'>2</a></li></ol><h2 id=c1>One</h2><p>x</p><div id=c2>\
                <p>Two: the second chapter.</p></div>";
    assert!(!markdown(html).contains("[^"), "{}", markdown(html));
}

#[test]
fn labels_of_several_groups_are_unique() {
    let group = |n: usize| {
        format!(
            "<p>Part {n}<sup><a href='#g{n}'>1</a></sup></p><div class=footnotes><ol><li id=g{n}>Note {n}</li></ol></div>"
        )
    };
    assert_markdown(
        &(group(1) + &group(2) + &group(3)),
        "Part 1[^1] | [^1]: Note 1 | Part 2[^1-2] | [^1-2]: Note 2 | Part 3[^1-3] | [^1-3]: Note 3",
    );
}

#[test]
fn a_group_of_references_in_one_superscript_is_no_superscript() {
    assert_markdown(
        "<p>A<sup><a href='#a'>a</a>, <a href='#b'>b</a></sup></p><ul><li id=a>Alpha<li id=b>Beta</ul>",
        "A[^a], [^b] | [^a]: Alpha | [^b]: Beta",
    );
    assert_markdown("<p>x [<a href='#r1'>1</a>] y</p><p id=r1>[1] Text of it.</p>", "x [^1] y | [^1]: Text of it.");
}

#[test]
fn html_links_both_ways_by_names_of_its_own() {
    let html = "<p id='bodytext-note-1'>Tea<sup><a href='#n1' id=r1>1</a></sup>: good.</p><ol><li id=n1>Green. <a href='#r1'>↑</a></ol>";
    let article = extract(html);
    assert_eq!(
        article.to_html(),
        "<p>Tea<sup><a href=\"#bodytext-note-1\" id=\"bodytext-ref-1\" role=\"doc-noteref\">[1]</a></sup>: good.</p>\n\
         <div id=\"bodytext-note-1\" role=\"doc-footnote\">\n<p><a href=\"#bodytext-ref-1\" role=\"doc-backlink\">[1]</a> Green.</p>\n\
         </div>\n"
    );
    assert_eq!(extract(&article.to_html()).to_html(), article.to_html());
    // A colon after it would make the paragraph a footnote.
    assert_eq!(article.to_markdown(), "Tea[^1]: good.\n\n[^1]: Green.\n".replace("[^1]: good", "[^1]\\: good"));
}

#[test]
fn every_reference_has_its_note() {
    let html =
        "<p>A<sup><a href='#a'>1</a></sup> B<sup><a href='#b'>2</a></sup></p><ol><li id=a>One<li id=b hidden>Two</ol>";
    let article: Article = extract(html);
    let mut labels = Vec::new();
    let mut referred = Vec::new();
    for step in article.walk() {
        let Step::Enter(block) = step else { continue };
        if let BlockKind::Footnote { label } = block.kind() {
            labels.push(label.to_string());
        }
        referred.extend(block.spans().filter_map(|span| match span.kind {
            SpanKind::FootnoteReference { label } => Some(label.to_string()),
            _ => None,
        }));
    }
    assert_eq!(labels, ["1"]);
    assert_eq!(referred, ["1"]);
}

#[test]
fn text_that_looks_like_a_reference_is_escaped() {
    assert_eq!(extract("<p>[^1] and [^x]: y</p>").to_markdown(), "\\[^1] and \\[^x\\]: y\n");
}

#[test]
fn a_link_to_a_fragment_that_leads_nowhere_is_no_link() {
    assert_markdown("<p>See <a href='#gone'>below</a>.</p>", "See below.");
    assert_markdown(
        "<p>See <a href='#x'>there</a>.</p><h2 id=x>The Place!</h2>",
        "See [there](#the-place). | ## The Place!",
    );
    assert_eq!(
        extract("<p><a href='#x'>There</a></p><section id=x><h2>A b</h2></section>").to_html(),
        "<p><a href=\"#bodytext-a-b\">There</a></p>\n<h2 id=\"bodytext-a-b\">A b</h2>\n"
    );
}

/// Where the page's address is known it leads to the page.
#[cfg(feature = "url")]
#[test]
fn a_link_to_a_fragment_leads_to_the_page_where_its_address_is_known() {
    let hints = bodytext::Hints::new().with_url("https://tea.example/");
    let article = bodytext::extract_with("<p><a href='#gone'>below</a></p>", &hints);
    assert_eq!(article.to_markdown(), "[below](https://tea.example/#gone)\n");
}

#[test]
fn a_second_reference_of_markdown_it_is_one_to_the_same_note() {
    assert_markdown(
        "<p>Old<sup class=footnote-ref><a href=#fn1 id=fnref1>[1]</a></sup>, says he<sup class=footnote-ref><a href=#fn1 \
         id=fnref1:1>[1:1]</a></sup>.</p><section class=footnotes><ol><li id=fn1><p>Older. <a href=#fnref1 \
         class=footnote-backref>↩</a> <a href=#fnref1:1 class=footnote-backref>↩</a></p></li></ol></section>",
        "Old[^1], says he[^1]. | [^1]: Older.",
    );
}

#[test]
fn brackets_around_a_label_at_the_start_of_a_note_go() {
    assert_markdown(
        "<p>Tea [<a id=r1 href=#f1>1</a>] more.</p><p>[<a id=f1 href=#r1>1</a>] A plain note.</p>",
        "Tea [^1] more. | [^1]: A plain note.",
    );
}

#[test]
fn a_note_in_a_table_of_docutils_is_a_note() {
    assert_markdown(
        "<p>Tea is old <a class=footnote-reference href=#id2 id=id1>[1]</a>.</p><table class='docutils footnote' id=id2>\
         <colgroup><col class=label><col></colgroup><tbody><tr><td class=label><a class=fn-backref href=#id1>[1]</a></td>\
         <td>An old note.</td></tr></tbody></table>",
        "Tea is old [^1]. | [^1]: An old note.",
    );
}

#[test]
fn a_note_of_a_class_that_ends_with_note_stays_out_of_the_sentence() {
    assert_markdown(
        "<p>Tea is old<sup class=modern-footnotes-footnote><a href='javascript:void(0)'>1</a></sup><span \
         class=modern-footnotes-footnote__note>The note.</span> and good.</p>",
        "Tea is old[^1] and good. | [^1]: The note.",
    );
}

#[test]
fn the_heading_of_notes_for_screen_readers_goes() {
    assert_markdown(
        "<p>Tea<sup><a href=#fn-1 id=fnref-1 data-footnote-ref>1</a></sup>.</p><section data-footnotes class=footnotes><h2 \
         id=footnote-label class=sr-only>Footnotes</h2><ol><li id=fn-1><p>A note <a href=#fnref-1 \
         data-footnote-backref>↩</a></p></li></ol></section>",
        "Tea[^1]. | [^1]: A note",
    );
}
