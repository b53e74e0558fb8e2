//! Whatever went in, the HTML that comes out is made of known elements with known attributes, and nothing in it runs.
//!
//! What comes out is parsed as browsers do, not searched for strings.
#![cfg(feature = "serde")]

mod arbitrary;
mod soup;

use arbitrary::Text;
use bodytext::{Article, HtmlOptions};
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{NodeData, RcDom};
use proptest::prelude::*;

/// The elements that may come out, each with its attributes.
const ALLOWED: &[(&str, &[&str])] = &[
    ("p", &[]),
    ("h1", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("figure", &[]),
    ("figcaption", &[]),
    ("img", &["src", "alt", "title", "width", "height"]),
    ("ul", &[]),
    ("ol", &["start", "reversed", "type"]),
    ("li", &["value"]),
    ("input", &["type", "checked", "disabled"]),
    ("blockquote", &["cite"]),
    ("pre", &[]),
    ("code", &["class"]),
    ("table", &["role"]),
    ("caption", &[]),
    ("thead", &[]),
    ("tbody", &[]),
    ("tr", &[]),
    ("th", &["colspan", "rowspan", "align"]),
    ("td", &["colspan", "rowspan", "align"]),
    ("dl", &[]),
    ("dt", &[]),
    ("dd", &[]),
    ("hr", &[]),
    ("br", &[]),
    ("video", &["src", "title", "controls"]),
    ("audio", &["src", "title", "controls"]),
    ("a", &["href", "title", "rel"]),
    ("oembed", &["url"]),
    ("em", &[]),
    ("strong", &[]),
    ("sup", &[]),
    ("sub", &[]),
    ("s", &[]),
    ("ruby", &[]),
    ("rt", &[]),
    ("math", &["xmlns", "display"]),
    ("semantics", &[]),
    ("mtext", &[]),
    ("annotation", &["encoding"]),
];

/// What links say of where they lead, where it is asked for.
const REL: &str = "nofollow noopener noreferrer";

/// Panics where anything of an article comes out as HTML that is not allowed, whatever the options; or as what is no XML.
fn assert_article_is_safe(article: &Article) {
    let options = HtmlOptions::new().with_link_rel(REL).with_code_classes(true);
    for html in [article.to_html(), article.to_html_with(&options)] {
        assert_safe(&html);
        // No one of the names that only HTML knows, and nothing left open.
        if let Err(error) = roxmltree::Document::parse(&format!("<body>{html}</body>")) {
            panic!("{error}\n{html}");
        }
    }
    let plain = article.to_html();
    assert!(!plain.contains("<a rel=") && !plain.contains(" class="), "{plain}");
}

/// Panics on anything that is not allowed.
fn assert_safe(html: &str) {
    let name = html5ever::QualName::new(None, html5ever::ns!(html), html5ever::local_name!("body"));
    let dom = html5ever::parse_fragment(RcDom::default(), Default::default(), name, Vec::new(), false).one(html);
    let mut open: Vec<_> = dom.document.children.borrow().clone();
    while let Some(node) = open.pop() {
        open.extend(node.children.borrow().iter().cloned());
        match &node.data {
            NodeData::Element { name, .. } if &*name.local == "html" => {}
            NodeData::Element { name, attrs, .. } => {
                let element = &*name.local;
                let allowed = ALLOWED.iter().find(|(name, _)| *name == element);
                let Some((_, attributes)) = allowed else { panic!("<{element}> came out\n{html}") };
                for attribute in attrs.borrow().iter() {
                    let (key, value) = (&*attribute.name.local, &*attribute.value);
                    assert!(attributes.contains(&key), "<{element} {key}> came out\n{html}");
                    assert_safe_value(element, key, value);
                }
            }
            NodeData::Text { .. } | NodeData::Document => {}
            other => panic!("{other:?} came out\n{html}"),
        }
    }
}

fn assert_safe_value(element: &str, key: &str, value: &str) {
    match key {
        "href" | "src" | "cite" | "url" => {
            // As a browser resolves it, which is not as our code does.
            let base = url::Url::parse("https://base.example/").unwrap();
            let Ok(url) = base.join(value) else { return };
            let safe = match (element, url.scheme()) {
                (_, "http" | "https") => true,
                ("a" | "blockquote" | "oembed", "mailto" | "tel" | "ftp") => true,
                ("img", "data") => url.path().starts_with("image/") && !url.path().contains("svg"),
                _ => false,
            };
            assert!(safe, "<{element} {key}={value:?}> came out");
        }
        "class" => assert!(value.starts_with("language-") && !value.contains(char::is_whitespace), "class {value:?}"),
        "type" => assert!(matches!(value, "checkbox" | "1" | "a" | "A" | "i" | "I"), "type {value:?}"),
        "rel" => assert_eq!(value, REL),
        "xmlns" => assert_eq!(value, "http://www.w3.org/1998/Math/MathML"),
        "encoding" => assert_eq!(value, "application/x-tex"),
        _ => {}
    }
}

#[test]
fn attacks_come_out_as_text_or_not_at_all() {
    for html in [
        "<script>alert(1)</script><p>x",
        "<p onclick=alert(1) style='background:url(javascript:alert(1))'>x",
        "<img src=x onerror=alert(1)>",
        "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
        "<svg><script>alert(1)</script></svg><p>x",
        "<a href='java&#10;script:alert(1)'>x</a>",
        "<a href='&#1;javascript:alert(1)'>x</a>",
        "<a href=' JaVaScRiPt:alert(1)'>x</a>",
        "<a href=data:text/html;base64,PHNjcmlwdD4=>x</a>",
        "<a href=vbscript:x>x</a>",
        "<iframe src=javascript:alert(1)></iframe><p>x",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe><p>x",
        "<object data=javascript:alert(1)></object><p>x",
        "<video src=javascript:alert(1)//a.mp4></video><p>x",
        "<blockquote cite=javascript:alert(1)>x</blockquote>",
        "<pre><code class='language-x\" onload=\"alert(1)'>x</code></pre>",
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;",
        "<p title='\"><script>alert(1)</script>'>x",
        "<img src=a.png alt='\"><script>alert(1)</script>'>",
        "<img src=a.png title=\"' onload=alert(1) '\">",
        "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math><p>x",
        "<math><semantics><annotation encoding='application/x-tex'>&lt;/annotation>&lt;script>alert(1)&lt;/script></annotation></semantics></math>",
        "<noscript><p title='</noscript><script>alert(1)</script>'>x</noscript>",
        "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>x</button></form><p>y",
        "<style>@import 'javascript:alert(1)'</style><link rel=stylesheet href=x><meta http-equiv=refresh content=0><p>x",
        "<template><script>alert(1)</script></template><p>x",
        "<ruby>x<rt>&lt;script&gt;</rt></ruby>",
    ] {
        assert_article_is_safe(&bodytext::extract(html));
    }
}

#[test]
fn html_is_well_formed_xml_too() {
    for html in [
        "<p>Tea<br>cup<hr>",
        "<ol reversed><li><input type=checkbox checked>Pour<li value=7>Drink</ol>",
        "<p>A &nbsp; &copy; &lt; ]]&gt; \u{1}\u{8}\u{b}\u{c}\u{1f}\u{7f}\u{85}\u{fffe}\u{ffff}&#12;&#1; \0 b",
        "<img src=a.png alt='\u{1}\u{ffff}\"<&>' title='a\n\tb'><p><a href='/a?b=1&c=\"' title='<'>x</a>",
        "<video src=a.mp4></video><audio src=a.mp3></audio><iframe src='https://a.example/v?a=1&b'></iframe>",
        "<math><annotation encoding='application/x-tex'>a < b & \\frac{1}{2}</annotation></math>",
        "<table><tr><td colspan=2>a<br>b<td><ruby>漢<rt>かん</rt></ruby></table>",
        "<pre><code class=language-html>&lt;br>\u{c}\u{1b}[0m</code></pre><pre><code class='language-a&b'>x</code></pre>",
    ] {
        assert_article_is_safe(&bodytext::extract(html));
    }
}

#[test]
fn safe_addresses_stay() {
    let html = bodytext::extract(
        "<p><a href=https://example.org>a</a> <a href=/b>b</a> <a href=mailto:c@example.org>c</a> <a href=tel:+49123>d</a>",
    )
    .to_html();
    assert_eq!(
        html,
        "<p><a href=\"https://example.org\">a</a> <a href=\"/b\">b</a> <a href=\"mailto:c@example.org\">c</a> \
         <a href=\"tel:+49123\">d</a></p>\n"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_articles_come_out_safe(bytes in prop::collection::vec(any::<u8>(), 0..400), wild in any::<bool>()) {
        assert_article_is_safe(&arbitrary::article(&bytes, if wild { Text::Wild } else { Text::Clean }));
    }

    #[test]
    fn random_html_comes_out_safe(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        assert_article_is_safe(&bodytext::extract(&soup::html(&bytes)));
    }
}
