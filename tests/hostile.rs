//! Sources made to break a parser: each is read on a thread with a small stack, nothing visible is lost.

use bodytext::{Article, Options, Scope};

/// The stack of the thread that reads a source.
const STACK: usize = 256 * 1024;

/// Extracts on a small stack, and drops the article there as well; what `check` says about it is handed out.
fn on_a_small_stack<T: Send + 'static>(source: String, check: impl FnOnce(&Article) -> T + Send + 'static) -> T {
    let extract = move || {
        let options = Options::new().with_scope(Scope::Body).with_max_bytes(usize::MAX);
        let article = bodytext::Extractor::new(options).extract(&source);
        check(&article)
    };
    std::thread::Builder::new().stack_size(STACK).spawn(extract).unwrap().join().unwrap()
}

fn text_of(source: String) -> String {
    on_a_small_stack(source, |article| article.text().to_owned())
}

/// What is left of a text without its white space.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn deep_nesting_keeps_the_text() {
    let levels = 100_000;
    for (open, close) in [
        ("<div>", "</div>"),
        ("<b>", "</b>"),
        ("<ul><li>", "</li></ul>"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("<font color=red>", "</font>"),
        ("<blockquote>", "</blockquote>"),
        ("<span>", "</span>"),
        ("<section>", "</section>"),
    ] {
        let source = format!("<p>before</p>{}<p>inside</p>{}<p>after</p>", open.repeat(levels), close.repeat(levels));
        assert_eq!(squeezed(&text_of(source)), "beforeinsideafter", "{open}");
        let unclosed = format!("<p>before</p>{}inside", open.repeat(levels));
        assert_eq!(squeezed(&text_of(unclosed)), "beforeinside", "{open}, unclosed");
    }
}

#[test]
fn a_million_attributes_are_read() {
    let attributes: String = (0..1_000_000).map(|number| format!(" a{number}=x")).collect();
    assert_eq!(text_of(format!("<p{attributes}>one</p><p>two</p>")), "one\n\ntwo");
    let same = " class=x".repeat(1_000_000);
    assert_eq!(text_of(format!("<b{same}>one</b> two")), "one two");
}

#[test]
fn a_paragraph_of_fifty_megabytes_is_read() {
    let words = "lorem ipsum dolor ".repeat(50_000_000 / 18);
    let expected = words.trim_end().len();
    assert_eq!(on_a_small_stack(format!("<p>{words}</p>"), |article| article.text().len()), expected);
}

#[test]
fn unclosed_links_keep_their_text() {
    let source = "<a href=x>y ".repeat(200_000);
    assert_eq!(squeezed(&text_of(source)).len(), 200_000);
}

#[test]
fn formatting_left_open_keeps_the_text() {
    let paragraphs = 50_000;
    let source: String = (0..paragraphs).map(|number| format!("<p><font size={number}>x</p>")).collect();
    assert_eq!(squeezed(&text_of(source)), "x".repeat(paragraphs));
    let source: String = (0..paragraphs).map(|number| format!("<p><b id={number}><i id={number}>x</p>")).collect();
    assert_eq!(squeezed(&text_of(source)), "x".repeat(paragraphs));
}

#[test]
fn what_is_never_closed_ends_with_the_source() {
    let filler = "x ".repeat(500_000);
    assert_eq!(text_of(format!("<p>seen<!-- {filler}")), "seen");
    assert_eq!(text_of(format!("<p>seen<a title=\"{filler}")), "seen");
    assert_eq!(text_of(format!("<p>seen<a {filler}")), "seen");
    assert_eq!(text_of(format!("<p>seen<script>{filler}")), "seen");
    assert_eq!(text_of("<p>seen".to_owned() + &"<p ".repeat(300_000)), "seen");
}

#[test]
fn paragraphs_in_buttons_end() {
    on_a_small_stack("<p><button>".repeat(100_000), |_| ());
    on_a_small_stack("<button><p>".repeat(100_000), |_| ());
}

#[test]
fn entities_and_single_characters_are_text() {
    let count = 300_000;
    assert_eq!(text_of("&#120;".repeat(count)), "x".repeat(count));
    assert_eq!(text_of("x<!---->".repeat(count)), "x".repeat(count));
    assert_eq!(text_of("x</>".repeat(count)), "x".repeat(count));
}

#[test]
fn random_bytes_are_text() {
    let mut state: u64 = 0x9E37_79B9_7F4A_7C15;
    let bytes: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    })
    .take(2_000_000)
    .collect();
    let source = format!("<p>first</p>{}", String::from_utf8_lossy(&bytes));
    assert!(text_of(source).starts_with("first"));
}
