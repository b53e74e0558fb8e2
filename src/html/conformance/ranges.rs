//! Nodes know the bytes of the source that they came from, and limits leave what came before them.

use super::soup::{Random, soup};
use crate::html::{Dom, Limits, NodeId, NodeKind, ParseOptions, Parsed, ReachedLimit, Tag, parse};

fn dom_of(source: &str) -> Dom<'_> {
    parse(source, &ParseOptions::default()).dom
}

fn with_max_nodes(max_nodes: usize) -> ParseOptions {
    ParseOptions { limits: Limits { max_nodes, ..Limits::default() }, ..ParseOptions::default() }
}

fn elements<'d>(dom: &'d Dom<'_>, tag: Tag) -> impl Iterator<Item = NodeId> + 'd {
    dom.descendants(NodeId::DOCUMENT).filter(move |&node| dom.tag(node) == Some(tag))
}

/// The parts of a source that the elements of a name came from.
fn sources(source: &str, tag: Tag) -> Vec<&str> {
    let dom = dom_of(source);
    elements(&dom, tag).map(|node| &source[dom.source_range(node).unwrap()]).collect()
}

fn text_sources(source: &str) -> Vec<&str> {
    let dom = dom_of(source);
    let texts = dom.descendants(NodeId::DOCUMENT).filter(|&node| dom.kind(node) == NodeKind::Text);
    texts.map(|node| &source[dom.source_range(node).unwrap()]).collect()
}

#[test]
fn an_element_reaches_from_its_start_tag_to_its_end_tag() {
    let post = "<article><p class=lead>One <b>two</b></P ><p>three</article>\n";
    assert_eq!(sources(post, Tag::Article), ["<article><p class=lead>One <b>two</b></P ><p>three</article>"]);
    assert_eq!(sources(post, Tag::P), ["<p class=lead>One <b>two</b></P >", "<p>three"]);
    assert_eq!(sources(post, Tag::B), ["<b>two</b>"]);
}

#[test]
fn without_an_end_tag_it_reaches_to_the_end_of_what_it_holds() {
    assert_eq!(sources("<ul><li>a<li>b <i>c</i></ul>", Tag::Li), ["<li>a", "<li>b <i>c</i>"]);
    assert_eq!(sources("<p>a<img src=x><p>b", Tag::Img), ["<img src=x>"]);
    assert_eq!(sources("<p>a<img src=x><p>b", Tag::P), ["<p>a<img src=x>", "<p>b"]);
    assert_eq!(sources("<div><h2>a</h3>b</div>", Tag::H2), ["<h2>a</h3>"]);
}

#[test]
fn an_end_tag_for_something_else_is_not_its_end() {
    assert_eq!(sources("<form><div>a</form>b</div>c", Tag::Form), ["<form><div>a</form>b</div>"]);
    assert_eq!(sources("<svg><g></p>x", Tag::Svg), ["<svg><g>"]);
    assert_eq!(sources("<p><b>one</p></b>two", Tag::B), ["<b>one"]);
}

#[test]
fn an_implied_element_reaches_as_far_as_what_it_holds() {
    let table = "<table> <tr><td>x</table>";
    assert_eq!(sources(table, Tag::Tbody), ["<tr><td>x"]);
    assert_eq!(sources(table, Tag::Body), [table]);
    let continued = "<p><b>one<p>two</b> three";
    assert_eq!(sources(continued, Tag::B), ["<b>one", "two</b>"]);
    let dom = dom_of("x");
    let head = elements(&dom, Tag::Head).next().unwrap();
    assert_eq!(dom.source_range(head), None);
}

#[test]
fn the_body_reaches_to_its_end_tag_or_beyond() {
    assert_eq!(sources("<body><p>a</body></html>", Tag::Body), ["<body><p>a</body>"]);
    assert_eq!(sources("<html><body><p>a</body></html>\n", Tag::Html), ["<html><body><p>a</body></html>\n"]);
    assert_eq!(sources("<body><p>a</body>b", Tag::Body), ["<body><p>a</body>b"]);
}

#[test]
fn text_covers_its_references() {
    assert_eq!(text_sources("<p>Fish &amp; chips</p>"), ["Fish &amp; chips"]);
    assert_eq!(text_sources("\u{feff}<p>a\r\nb</p>"), ["a\r\nb"]);
    assert_eq!(text_sources("<title> x &lt;</title>"), [" x &lt;"]);
    assert_eq!(text_sources("<pre>\nx</pre>"), ["x"]);
    assert_eq!(text_sources("<svg><![CDATA[a&b]]></svg>"), ["a&b"]);
}

#[test]
fn ranges_hold_on_tag_soup() {
    let mut random = Random(0x5EED);
    for _ in 0..2_000 {
        let source = soup(&mut random).concat();
        let dom = dom_of(&source);
        for node in (0..dom.len()).map(NodeId::from_index) {
            let Some(range) = dom.source_range(node) else { continue };
            let part = &source[range];
            match dom.kind(node) {
                NodeKind::Text => {
                    let text = dom.text(node);
                    let changed = part.contains(['&', '\r', '\0']);
                    // Tags that are ignored may stand inside.
                    let ends = |text: &str| (text.chars().next(), text.chars().next_back());
                    let is_whole = part == text || part.contains('<') && ends(part) == ends(text);
                    assert!(changed || is_whole, "{source:?}: {part:?} for {text:?}");
                }
                NodeKind::Element(_) => assert!(!part.is_empty(), "{source:?}"),
                NodeKind::Document => {}
            }
        }
    }
}

#[test]
fn a_limit_on_nodes_keeps_the_first() {
    let source = "<p>x".repeat(1_000);
    let Parsed { dom, reached } = parse(&source, &with_max_nodes(100));
    assert_eq!(reached, [ReachedLimit::Nodes]);
    assert!((90..110).contains(&dom.len()), "{}", dom.len());
    assert!(elements(&dom, Tag::P).count() > 40);
}

#[test]
fn text_is_one_node_whatever_stands_in_it() {
    for (part, text) in [("x\0", "x"), ("x</i>", "x"), ("x<!---->", "x"), ("&amp;</i>x", "&x"), ("</i>x&amp;", "x&")] {
        let source = "<p>".to_owned() + &part.repeat(10_000);
        let Parsed { dom, reached } = parse(&source, &with_max_nodes(100));
        assert_eq!(reached, [], "{part}");
        let paragraph = elements(&dom, Tag::P).next().unwrap();
        let texts: Vec<&str> = dom.children(paragraph).map(|child| dom.text(child)).collect();
        assert_eq!(texts, [text.repeat(10_000)], "{part}");
    }
}

#[test]
fn a_limit_on_depth_unwraps() {
    let source = "<div>".repeat(2_000) + "<p>in</p>" + &"</div>".repeat(2_000) + "<p>out";
    let Parsed { dom, reached } = parse(&source, &ParseOptions::default());
    assert_eq!(reached, [ReachedLimit::Depth]);
    let depth = |node| dom.ancestors(node).filter(|&node| dom.tag(node).is_some()).count();
    let texts: Vec<NodeId> = dom.descendants(NodeId::DOCUMENT).filter(|&it| dom.kind(it) == NodeKind::Text).collect();
    assert_eq!(texts.iter().map(|&text| (dom.text(text), depth(text))).collect::<Vec<_>>(), [("in", 512), ("out", 3)]);
}
