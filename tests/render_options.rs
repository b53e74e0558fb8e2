//! Options of Markdown and of HTML.

use bodytext::{Article, HtmlOptions, LinkStyle, MarkdownOptions, extract};

const PAGE: &str = "<html lang=en><head><title>Green tea</title></head><body><h2>Water</h2>\
    <p>See <a href=https://tea.example/a>how to tell</a>, <a href=https://tea.example/b title='The kettle'>a kettle</a> and \
    <a href=https://tea.example/a>again</a> [1].</p>\
    <figure><img src=https://tea.example/cup.jpg alt=Cup><figcaption>A cup</figcaption></figure>\
    <p>Old<sup><a href=#fn1 id=ref1>1</a></sup> leaves <img src=https://tea.example/leaf.png alt=leaf> float.</p>\
    <table><caption>Minutes</caption><tr><th>Tea<th>Time<tr><td>Green<td>3</table>\
    <section class=footnotes><ol><li id=fn1><p>Older. <a href=#ref1>↩</a></p></ol></section>";

fn body() -> Article {
    bodytext::Extractor::new(bodytext::Options::new().with_scope(bodytext::Scope::Body)).extract(PAGE)
}

fn markdown(options: MarkdownOptions) -> String {
    body().to_markdown_with(&options)
}

fn html(options: HtmlOptions) -> String {
    body().to_html_with(&options)
}

#[test]
fn links_by_number_have_their_addresses_at_the_end_and_no_other_bracket_is_one() {
    let written = markdown(MarkdownOptions::new().with_links(LinkStyle::Reference));
    assert!(written.contains("See [how to tell][1], [a kettle][2] and [again][1] \\[1\\]."), "{written}");
    assert!(
        written.ends_with("\n\n[1]: https://tea.example/a\n[2]: https://tea.example/b \"The kettle\"\n"),
        "{written}"
    );
    // It reads as what is written in place.
    let in_place = parsed(&markdown(MarkdownOptions::new()));
    assert_eq!(parsed(&written), in_place);
}

fn parsed(markdown: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.footnotes = true;
    comrak::markdown_to_html(markdown, &options)
}

#[test]
fn links_can_be_their_text_alone() {
    let written = markdown(MarkdownOptions::new().with_links(LinkStyle::Text));
    assert!(written.contains("See how to tell, a kettle and again [1]."), "{written}");
    assert!(!written.contains("tea.example/a"), "{written}");
    let written = html(HtmlOptions::new().with_links(false));
    assert!(written.contains("<p>See how to tell, a kettle and again [1].</p>"), "{written}");
    // A page that is only to be read: what links to its own notes is no link that leaves it.
    assert!(!written.contains("href=\"https"), "{written}");
}

#[test]
fn images_captions_and_footnotes_can_be_left_out() {
    let whole = markdown(MarkdownOptions::new());
    for part in ["![Cup]", "*A cup*", "![leaf]", "*Minutes*", "[^1]", "Older."] {
        assert!(whole.contains(part), "{part}: {whole}");
    }
    let written = markdown(MarkdownOptions::new().with_images(false));
    assert!(!written.contains('!') && !written.contains("A cup") && written.contains("*Minutes*"), "{written}");
    assert!(written.contains("leaves float."), "{written}");
    let written = markdown(MarkdownOptions::new().with_captions(false));
    assert!(written.contains("![Cup]") && !written.contains("A cup") && !written.contains("Minutes"), "{written}");
    let written = markdown(MarkdownOptions::new().with_footnotes(false));
    assert!(written.contains("Old leaves") && !written.contains("Older") && !written.contains("[^"), "{written}");

    let whole = html(HtmlOptions::new());
    for part in ["alt=\"Cup\"", "<figcaption>A cup", "alt=\"leaf\"", "<caption>", "doc-noteref", "Older."] {
        assert!(whole.contains(part), "{part}: {whole}");
    }
    let written = html(HtmlOptions::new().with_images(false));
    assert!(!written.contains("<img") && !written.contains("<fig") && written.contains("<caption>"), "{written}");
    assert!(written.contains("leaves float."), "{written}");
    let written = html(HtmlOptions::new().with_captions(false));
    assert!(written.contains("<img") && !written.contains("caption>"), "{written}");
    let written = html(HtmlOptions::new().with_footnotes(false));
    assert!(written.contains("Old leaves") && !written.contains("Older") && !written.contains("doc-note"), "{written}");
}

#[test]
fn headings_move_down_and_the_headline_comes_first() {
    let written = markdown(MarkdownOptions::new().with_heading_offset(1).with_headline(true));
    assert!(written.starts_with("# Green tea\n\n### Water\n"), "{written}");
    let written = html(HtmlOptions::new().with_heading_offset(-3).with_headline(true));
    assert!(written.starts_with("<h1>Green tea</h1>\n<h1>Water</h1>\n"), "{written}");
    assert!(markdown(MarkdownOptions::new().with_heading_offset(100)).starts_with("###### Water\n"));

    // What begins with its title has no second one; a title that looks like markup is text.
    let article = extract("---\ntitle: Green tea\n---\n<h2>Green Tea</h2><p>Three minutes.");
    let options = MarkdownOptions::new().with_headline(true);
    assert_eq!(article.to_markdown_with(&options), "## Green Tea\n\nThree minutes.\n");
    let article = extract("---\ntitle: 'A *b* <i> #'\n---\n<p>Three minutes.");
    assert_eq!(article.to_markdown_with(&options), "# A \\*b\\* &lt;i> \\#\n\nThree minutes.\n");
    assert!(article.to_html_with(&HtmlOptions::new().with_headline(true)).starts_with("<h1>A *b* &lt;i&gt; #</h1>\n"));
}

#[test]
fn front_matter_holds_what_is_known_and_reads_back() {
    let hostile = "---\ntitle: \"Tea: \\\"green\\\" \\\\ # no\\u2028 comment\"\nauthors: [Ann Lee, \"- Ben: {x}\"]\ndate: 2021-07-08T16:41:32+00:00\n\
                   description: \"one\\ntwo\"\nlang: en\ntags: [tea, \"yes\"]\n---\n<p>Three minutes.</p>";
    let article = extract(hostile);
    let options = MarkdownOptions::new().with_front_matter(true);
    let written = article.to_markdown_with(&options);
    let again = extract(&written);
    assert_eq!(again.diagnostics(), []);
    let (first, second) = (article.metadata(), again.metadata());
    assert_eq!(first.title(), second.title());
    assert_eq!(first.authors(), second.authors());
    assert_eq!(first.description(), second.description());
    assert_eq!(first.published().unwrap().iso(), second.published().unwrap().iso());
    assert_eq!((first.language(), first.tags()), (second.language(), second.tags()));
    assert_eq!(again.text(), "Three minutes.");
    // Nothing known, nothing written.
    let bare = extract("<p>Three minutes.");
    assert_eq!(bare.to_markdown_with(&options), "Three minutes.\n");
}

#[test]
fn long_lines_break_at_spaces_and_read_the_same() {
    let text = "Green tea - as they say - wants 1. patience, 2. water, and # nothing > else + more; 3) is a number, \
                <b>strong words</b> and <a href='https://tea.example/a long one'>links that go on</a> <code>let it = be</code>.";
    let article = extract(&format!("<p>{text}<br>{text}</p><ul><li>{text}</ul><blockquote><p>{text}</blockquote>"));
    let whole = parsed(&article.to_markdown()).replace('\n', " ");
    for width in [1, 10, 20, 40, 80] {
        let written = article.to_markdown_with(&MarkdownOptions::new().with_width(width));
        assert!(written.lines().count() > article.to_markdown().lines().count(), "{written}");
        assert_eq!(parsed(&written).replace('\n', " "), whole, "at {width}: {written}");
    }
    let written = article.to_markdown_with(&MarkdownOptions::new().with_width(80));
    let longest = written.lines().map(|line| line.chars().count()).max();
    assert!(longest < Some(130), "{written}");
}

#[test]
fn articles_are_displayed_without_a_string_between() {
    let article = body();
    let (markdown, html) = (MarkdownOptions::new().with_headline(true), HtmlOptions::new().with_headline(true));
    assert_eq!(article.display_markdown(&markdown).to_string(), article.to_markdown_with(&markdown));
    assert_eq!(article.display_html(&html).to_string(), article.to_html_with(&html));
    // A writer that is known only as such.
    let mut out = String::new();
    let unsized_writer: &mut dyn std::fmt::Write = &mut out;
    article.write_markdown_with(unsized_writer, &markdown).unwrap();
    article.write_html_with(unsized_writer, &html).unwrap();
    article.write_text(unsized_writer).unwrap();
    write!(unsized_writer, "{article}").unwrap();
    assert!(out.ends_with(article.text()));
}
