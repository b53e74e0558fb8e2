//! What must hold whatever comes in: one function for each fuzz target.
//!
//! The ordinary tests include this file too, and put every input under `regressions/` through every function.

#![allow(missing_docs)]

use bodytext::{
    Article, BlockKind, Comments, EmptyReason, Extractor, Favor, Hints, HtmlOptions, Options, Scope, SpanKind, Status,
    Step,
};
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::collections::HashMap;
use unicode_segmentation::UnicodeSegmentation;

/// A fuzz target: its name, and what it does with an input.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: &[Target] = &[
    ("bytes", bytes),
    ("extract", extract),
    ("markdown", markdown),
    ("options", options),
    ("rcdom", rcdom),
    ("render", render),
    ("tree", tree),
];

/// Extraction is a function, its result is well-formed, and every letter of it stands in the input.
pub fn extract(data: &[u8]) {
    let input = String::from_utf8_lossy(data);
    let article = bodytext::extract(&input);
    assert_eq!(article, bodytext::extract(&input), "the same input gives the same article");
    well_formed(&article, Some(&input));
    nothing_invented(&article, &input);
}

/// Bytes in any encoding, under any label, are an article; and the article says how they were read.
///
/// The first two bytes choose the hints, the rest is the input.
pub fn bytes(data: &[u8]) {
    const LABELS: [&str; 16] = [
        "",
        "utf-8",
        "text/html; charset=gb18030",
        "big5",
        "shift_jis",
        "euc-jp",
        "iso-2022-jp",
        "euc-kr",
        "windows-1252",
        "koi8-r",
        "utf-16le",
        "utf-16be",
        "utf-7",
        "replacement",
        "x-user-defined",
        "text/html; charset=\"no such thing",
    ];
    const ADDRESSES: [&str; 4] = ["", "https://example.org/a/b?c#d", "https://example.jp/", "no address"];
    let Some((&[label, address], rest)) = data.split_first_chunk() else { return };
    let label = LABELS[usize::from(label) % LABELS.len()];
    let mut hints = Hints::new();
    if !label.is_empty() {
        hints = hints.with_content_type(label);
    }
    let address = ADDRESSES[usize::from(address) % ADDRESSES.len()];
    if !address.is_empty() {
        hints = hints.with_url(address);
    }
    let article = bodytext::extract_bytes(rest, &hints);
    assert_eq!(article, bodytext::extract_bytes(rest, &hints), "the same bytes give the same article");
    well_formed(&article, None);
    if article.status() == Status::Empty(EmptyReason::NotHtml) {
        assert!(article.text().is_empty() && article.confidence() == 0.0);
        return;
    }
    let encoding = article.encoding().expect("bytes are read in some encoding");
    assert!(!encoding.name().is_empty());
    assert!(encoding.replacements() <= rest.len(), "no byte is replaced twice");
    let json = serde_json::to_string(&article).unwrap();
    assert_eq!(serde_json::from_str::<Article>(&json).unwrap(), article, "JSON reads back as it was");
    // The address of a page says something about what kind of page it is.
    if let Ok(text) = str::from_utf8(rest)
        && encoding.name() == "UTF-8"
        && address.is_empty()
    {
        assert_eq!(article.text(), bodytext::extract(text).text(), "bytes in UTF-8 are their text");
    }
}

/// No option breaks the article; a base URL leaves the text of a body alone, and limits that are not reached leave all alone.
///
/// The first bytes choose the options, the rest is the input.
pub fn options(data: &[u8]) {
    let Some((&[scope, bytes, nodes, depth], rest)) = data.split_first_chunk() else { return };
    let input = String::from_utf8_lossy(rest);
    let plain = Options::new().with_scope(match scope % 3 {
        0 => Scope::Auto,
        1 => Scope::Body,
        _ => Scope::Page,
    });
    let article = Extractor::new(plain.clone()).extract(&input);

    let based =
        Extractor::new(plain.clone()).extract_with(&input, &Hints::new().with_url("https://example.org/a/b?c#d"));
    well_formed(&based, Some(&input));
    // The address of a page says something about what kind of page it is; that of a body nothing.
    if scope % 3 == 1 {
        assert_eq!(article.text(), based.text(), "a base URL changes no text");
        assert_eq!(article.images().len(), based.images().len(), "a base URL changes no image");
    }

    let wide = plain.clone().with_max_bytes(input.len()).with_max_nodes(1 << 20);
    assert_eq!(article, Extractor::new(wide).extract(&input), "a limit that is not reached changes nothing");

    let choosy = plain
        .clone()
        .with_favor(if nodes % 2 == 0 { Favor::Precision } else { Favor::Recall })
        .with_comments(if bytes % 2 == 0 { Comments::Keep } else { Comments::Drop })
        .with_keep("b, .a > *, [x], [id^=c] li, my-element".parse().unwrap())
        .with_prune("i, table p, #a, [y*=b i]".parse().unwrap())
        .with_headline(bytes % 4 < 2)
        .with_max_output(usize::from(depth) * 16);
    let mut extractor = Extractor::new(choosy);
    let chosen = extractor.extract(&input);
    well_formed(&chosen, Some(&input));
    assert!(chosen.text().len() <= usize::from(depth) * 16, "the limit of output holds");
    assert_eq!(extractor.explain(&input).article(), &chosen, "reasons change nothing");

    let narrow = plain
        .with_max_bytes(usize::from(bytes) * 16)
        .with_max_nodes(usize::from(nodes))
        .with_max_depth(usize::from(depth));
    let mut extractor = Extractor::new(narrow);
    let cut = extractor.extract(&input);
    well_formed(&cut, Some(&input));
    assert_eq!(cut, extractor.extract(&input), "an extractor keeps nothing from one input to the next");
}

/// A tree that has been parsed already gives the same article as its source.
pub fn rcdom(data: &[u8]) {
    let input = String::from_utf8_lossy(data);
    // Front matter is something that only a string can have.
    if may_have_front_matter(&input) {
        return;
    }
    let tree = parse(&input);
    // Nor can a tree tell whether a tag without attributes stood before its text.
    if !input.trim_start().starts_with("<!") && may_have_front_matter(&first_text(&tree.document)) {
        return;
    }
    let from_tree = bodytext::extract_dom(&tree.document, &Hints::new());
    let from_text = bodytext::extract(&input);
    // Whoever has a tree has had HTML.
    if from_text.status() == Status::Empty(EmptyReason::NotHtml) {
        return;
    }
    assert_eq!(from_text.text(), from_tree.text());
    assert_eq!(from_text.images(), from_tree.images());
    assert_eq!(outline(&from_text), outline(&from_tree));
}

/// Our parser builds the very tree that html5ever builds.
pub fn tree(data: &[u8]) {
    let input = String::from_utf8_lossy(data);
    // With more tags the limits on nesting and on formatting elements may act, which html5ever does not have: the narrowest
    // of those that are tried leaves room for so many.
    if input.matches('<').count() > 32 {
        return;
    }
    if let Some(difference) = bodytext::conformance::difference(&input) {
        panic!("{difference}");
    }
}

/// What is written is safe and can be read again.
pub fn render(data: &[u8]) {
    let input = String::from_utf8_lossy(data);
    let article = bodytext::extract(&input);

    let json = serde_json::to_string(&article).unwrap();
    assert_eq!(serde_json::from_str::<Article>(&json).unwrap(), article, "JSON reads back as it was");

    let html = article.to_html_with(&HtmlOptions::new().with_link_rel("ugc").with_code_classes(true));
    safe(&html);
    safe(&article.to_html());
    let again = Extractor::new(Options::new().with_scope(Scope::Body)).extract(&html);
    // An embed whose address nobody may follow becomes text in HTML.
    let has_text = article.walk().any(|step| match step {
        Step::Enter(block) => {
            let is_odd = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
            let is_linked =
                |raw: &str| (raw.starts_with("http://") || raw.starts_with("https://")) && !raw.contains(is_odd);
            matches!(block.kind(), BlockKind::Embed(embed) if !is_linked(&embed.raw))
        }
        _ => false,
    });
    if !has_text {
        assert_eq!(words(&again), words(&article), "HTML reads back as it was");
    }

    let markdown = article.to_markdown();
    let read = letters(&markdown_text(&markdown));
    for (letter, count) in &letters(article.text()) {
        assert!(read.get(letter) >= Some(count), "{letter:?} is lost in Markdown:\n{markdown}");
    }
}

/// Any text taken for Markdown is an article as well, with front matter before it and without; what is written of it can be
/// read again.
pub fn markdown(data: &[u8]) {
    let input = String::from_utf8_lossy(data);
    let options = Options::new().with_markdown(true);
    let article = Extractor::new(options.clone()).extract(&input);
    assert_eq!(article, Extractor::new(options.clone()).extract(&input), "the same input gives the same article");
    well_formed(&article, Some(&input));
    safe(&article.to_html());
    markdown_text(&article.to_markdown());
    assert_eq!(Extractor::new(options).explain(&input).article(), &article, "reasons change nothing");
    let post = format!("---\ntitle: Tea\n---\n{input}");
    well_formed(&bodytext::extract(&post), Some(&post));
}

/// Blocks, spans and images are what their documentation says.
fn well_formed(article: &Article, input: Option<&str>) {
    let mut open: Vec<(usize, usize)> = vec![(0, article.text().len())];
    let mut images = Vec::new();
    let base = article.text().as_ptr() as usize;
    for step in article.walk() {
        let block = match step {
            Step::Enter(block) => block,
            Step::Leave(_) => {
                open.pop();
                continue;
            }
            _ => unreachable!("a step enters or leaves"),
        };
        let start = block.text().as_ptr() as usize - base;
        let end = start + block.text().len();
        let &(outer_start, outer_end) = open.last().expect("a block leaves after it was entered");
        // Where nothing stands makes no difference.
        assert!(
            start == end || outer_start <= start && end <= outer_end,
            "{:?} at {start}..{end} stands in its parent's {outer_start}..{outer_end}",
            block.kind()
        );
        open.push((start, end));
        if let (Some(source), Some(input)) = (block.source(), input) {
            assert!(input.get(source.clone()).is_some(), "{source:?} is a range of the input");
        }
        match block.kind() {
            BlockKind::Heading { level } => assert!((1..=6).contains(level)),
            BlockKind::Paragraph => assert!(!block.text().is_empty() || block.spans().len() > 0, "an empty paragraph"),
            BlockKind::Image { index } => images.push(*index),
            BlockKind::Cell(cell) => assert!(cell.colspan >= 1 && cell.rowspan >= 1),
            _ => {}
        }
        let mut spans: Vec<(usize, usize)> = vec![(0, block.text().len())];
        for span in block.spans() {
            assert!(block.text().get(span.range.clone()).is_some(), "{:?} is a range of the text", span.range);
            while spans.len() > 1 && spans.last().is_some_and(|outer| outer.1 <= span.range.start) {
                spans.pop();
            }
            let outer = spans.last().expect("the block itself stays");
            assert!(outer.0 <= span.range.start && span.range.end <= outer.1, "spans are nested, outer ones first");
            if span.range.start < span.range.end {
                spans.push((span.range.start, span.range.end));
            }
            if let SpanKind::Image { index, .. } = span.kind {
                images.push(*index);
            }
        }
    }
    assert_eq!(open.len(), 1, "every block leaves");
    assert_eq!(images, (0..article.images().len()).collect::<Vec<_>>(), "each image stands once, in order");
    let text = article.text();
    assert_eq!(text.trim_end_matches('\n'), text, "nothing comes after the text");
    // A listing keeps its white space to the letter, an empty first line as well.
    let is_listing = article.walk().any(|step| match step {
        Step::Enter(block) => matches!(block.kind(), BlockKind::Code { .. }) && block.text().as_ptr() == text.as_ptr(),
        _ => false,
    });
    assert!(is_listing || !text.starts_with('\n'), "nothing comes before the text");
    for length in [0, 1, 7, 50] {
        assert!(article.excerpt(length).graphemes(true).count() <= length);
    }
    assert!(article.word_count() <= article.grapheme_count());
}

/// No letter comes out more often than it went in: nothing is made up, and no text is written twice.
fn nothing_invented(article: &Article, input: &str) {
    if may_have_front_matter(input) {
        return;
    }
    let mut source = String::new();
    for_each_node(&parse(input).document, |node| match &node.data {
        NodeData::Text { contents } => source.push_str(&contents.borrow()),
        // Formulas may stand in attributes.
        NodeData::Element { attrs, .. } => attrs.borrow().iter().for_each(|attr| source.push_str(&attr.value)),
        _ => {}
    });
    let available = letters(&source);
    // The numbers of notes that the page's style counts, and of items in cells, stand in the text alone.
    let is_numbered = article.walk().any(|step| match step {
        Step::Enter(block) => matches!(block.kind(), BlockKind::Footnote { .. } | BlockKind::Cell(_)),
        _ => false,
    });
    for (letter, count) in
        letters(article.text()).into_iter().filter(|(letter, _)| !is_numbered || !letter.is_ascii_digit())
    {
        let most = available.get(&letter).copied().unwrap_or(0);
        assert!(count <= most, "{letter:?} stands {most} times in the input and {count} times in the text");
    }
}

/// Only elements, attributes and schemes of a short list, and nothing that a script could hide in.
fn safe(html: &str) {
    for_each_node(&parse(html).document, |node| match &node.data {
        NodeData::Element { name, attrs, .. } => {
            let allowed = "html head body h1 h2 h3 h4 h5 h6 p br hr a em strong code pre sup sub s del ruby rb rt rp img figure \
                figcaption ul ol li blockquote table caption thead tbody tr th td dl dt dd video audio iframe \
                div span input oembed math semantics mtext annotation details summary mark";
            assert!(allowed.split_whitespace().any(|tag| *tag == *name.local), "<{}>", name.local);
            for attr in attrs.borrow().iter() {
                let attribute = &*attr.name.local;
                assert!(!attribute.starts_with("on") && attribute != "style", "{attribute}");
                if ["href", "src", "cite", "poster", "url"].contains(&attribute) {
                    let scheme: String =
                        attr.value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).take(11).collect();
                    assert!(!scheme.eq_ignore_ascii_case("javascript:"), "{}", attr.value);
                    assert!(!scheme.to_ascii_lowercase().starts_with("vbscript:"), "{}", attr.value);
                    assert!(!scheme.to_ascii_lowercase().starts_with("data:text"), "{}", attr.value);
                }
            }
        }
        NodeData::Comment { .. } | NodeData::ProcessingInstruction { .. } | NodeData::Doctype { .. } => {
            panic!("more than elements and text in {html}")
        }
        _ => {}
    });
}

/// Kind, text and spans of every block, without where it came from.
fn outline(article: &Article) -> Vec<String> {
    let mut lines = Vec::new();
    for step in article.walk() {
        lines.push(match step {
            Step::Enter(block) => {
                format!("{:?} {:?} {:?}", block.kind(), block.text(), block.spans().collect::<Vec<_>>())
            }
            _ => "leave".to_owned(),
        });
    }
    lines
}

/// The text that a reader of Markdown sees. No markup of the page may come through, whether the reader knows TeX or not.
fn markdown_text(markdown: &str) -> String {
    use pulldown_cmark::{Event, Options, Parser};
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    for event in Parser::new_ext(markdown, options) {
        if let Event::Html(html) | Event::InlineHtml(html) = event {
            if let Some(html) = unfolding(&html) {
                safe(html);
                continue;
            }
            let name = html.trim().trim_start_matches("</").trim_start_matches('<').trim_end_matches('>');
            assert!(name.bytes().all(|b| b.is_ascii_alphanumeric()), "{html:?} came through in Markdown:\n{markdown}");
        }
    }
    let mut text = String::new();
    for event in Parser::new_ext(markdown, options | Options::ENABLE_MATH) {
        match event {
            Event::Text(part) | Event::Code(part) | Event::InlineMath(part) | Event::DisplayMath(part) => {
                text.push_str(&part);
            }
            Event::FootnoteReference(label) => text.push_str(&label),
            Event::Html(html) => for_each_node(&parse(&html).document, |node| {
                if let NodeData::Text { contents } = &node.data {
                    text.push_str(&contents.borrow());
                }
            }),
            _ => text.push(' '),
        }
    }
    text
}

/// The HTML of a line around what unfolds.
fn unfolding(html: &str) -> Option<&str> {
    let is_line =
        ["<details>", "<details open>", "</details>", "<summary>"].iter().any(|start| html.starts_with(start));
    is_line.then_some(html)
}

/// The words of an article. The signs that stand for links to headings are dropped in headings alone, and where a heading
/// ends may change when it is written.
fn words(article: &Article) -> Vec<String> {
    let text = article.text().replace(['#', '¶', '§', '🔗', '⚓', '∞', '\u{f0c1}'], "");
    // What XML cannot hold is replaced in HTML.
    let text = text
        .replace(|c: char| (c.is_ascii_control() && !c.is_whitespace() && c != '\u{7f}') || c == '\u{b}', "\u{fffd}");
    let text = text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
    text.split_whitespace().map(str::to_owned).collect()
}

fn letters(text: &str) -> HashMap<char, usize> {
    let mut counts = HashMap::new();
    for letter in text.chars().filter(|c| c.is_alphanumeric()) {
        *counts.entry(letter).or_default() += 1;
    }
    counts
}

/// Whether an input may have front matter, or stand in sections of XML: things that only a string can have.
fn may_have_front_matter(input: &str) -> bool {
    let start = input.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    ["---", "+++", "{"].iter().any(|mark| start.starts_with(mark))
        || input.contains("![CDATA[")
        || input.contains("]]>")
}

/// The first text of a tree.
fn first_text(root: &Handle) -> String {
    let mut pending = vec![root.clone()];
    while let Some(node) = pending.pop() {
        if let NodeData::Text { contents } = &node.data {
            return contents.borrow().to_string();
        }
        pending.extend(node.children.borrow().iter().rev().cloned());
    }
    String::new()
}

fn parse(html: &str) -> RcDom {
    use html5ever::tree_builder::TreeBuilderOpts;
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let options = html5ever::ParseOpts { tree_builder, ..html5ever::ParseOpts::default() };
    html5ever::parse_document(RcDom::default(), options).one(html)
}

fn for_each_node(root: &Handle, mut visit: impl FnMut(&Handle)) {
    let mut pending = vec![root.clone()];
    while let Some(node) = pending.pop() {
        visit(&node);
        if let NodeData::Element { template_contents, .. } = &node.data {
            pending.extend(template_contents.borrow().clone());
        }
        pending.extend(node.children.borrow().iter().rev().cloned());
    }
}
