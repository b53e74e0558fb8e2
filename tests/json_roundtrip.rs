//! Articles as JSON and back, and JSON that is no article.
#![cfg(feature = "serde")]

mod arbitrary;
mod soup;

use arbitrary::Text;
use bodytext::Article;
use proptest::prelude::*;
use serde_json::{Value, json};

fn assert_comes_back(article: &Article) {
    let json = serde_json::to_string(article).unwrap();
    let read: Article = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}\n{json}"));
    assert_eq!(&read, article, "\n{json}");
}

#[test]
fn an_article_comes_back() {
    let html = "---\ntitle: Tea\n---\n<h1>Tea</h1><p>Green <a href=/b title=B>or <b>black</b></a><br>tea <img src=a.png>.\
        <ol start=3 reversed type=a><li value=7>One<ul><li>Two</ul></ol><ul><li><input type=checkbox checked>Done</ul>\
        <blockquote cite=/c><p>Q</blockquote><pre><code class=language-rust>fn\n</code></pre>\
        <table><caption>C</caption><tr><th colspan=2 align=right>H<tr><td rowspan=2>1<td>2</table>\
        <dl><dt>T<dd>D</dl><hr><iframe src=https://example.org/v title=V></iframe>\
        <figure><img src=a.png alt='' width=10 height=20><figcaption>A <i>cup</i></figcaption></figure>\
        <p><ruby>漢<rt>かん</rt></ruby> <code>x</code> <s>y</s> <sup>1</sup> <sub>2</sub> <math alttext='x'><mi>x</mi></math>";
    let article = bodytext::extract(html);
    assert_comes_back(&article);
    let hints = bodytext::Hints::new().with_url("https://example.org/dir/");
    assert_comes_back(&bodytext::extract_with(html, &hints));
    assert_comes_back(&Article::default());
}

#[test]
fn blocks_are_objects_with_a_kind() {
    let article = bodytext::extract(
        "<h2>Tea</h2><p>Green <a href=/b>or</a> black.<ol><li>Pour</ol><table><tr><th>A<th>B<tr><td>1<td>2</table><img src=a.png alt=A>",
    );
    let json = serde_json::to_value(&article).unwrap();
    let without_source = |mut value: Value| {
        fn strip(value: &mut Value) {
            match value {
                Value::Object(map) => {
                    map.remove("source");
                    map.values_mut().for_each(strip);
                }
                Value::Array(values) => values.iter_mut().for_each(strip),
                _ => {}
            }
        }
        strip(&mut value);
        value
    };
    let cell = |text: &str, header: bool, start: usize| {
        json!({
            "header": header, "colspan": 1, "rowspan": 1, "align": null,
            "text": text, "spans": [], "range": {"start": start, "end": start + 1},
        })
    };
    assert_eq!(json["text"], "Tea\n\nGreen or black.\n\nPour\n\nA\tB\n1\t2");
    assert_eq!(
        json["images"],
        json!([{
            "url": "a.png", "raw": null, "alt": "A", "title": null, "width": null, "height": null, "caption": null, "link": null,
        }])
    );
    assert_eq!(
        without_source(json["blocks"].clone()),
        json!([
            {"kind": "heading", "level": 2, "text": "Tea", "spans": [], "range": {"start": 0, "end": 3}},
            {
                "kind": "paragraph", "text": "Green or black.", "range": {"start": 5, "end": 20},
                "spans": [{"start": 6, "end": 8, "kind": "link", "url": "/b", "raw": null, "title": null}],
            },
            {
                "kind": "list", "ordered": true, "start": 1, "reversed": false, "numbering": null,
                "range": {"start": 22, "end": 26},
                "items": [{
                    "number": 1, "checked": null, "range": {"start": 22, "end": 26},
                    "blocks": [{"kind": "paragraph", "text": "Pour", "spans": [], "range": {"start": 22, "end": 26}}],
                }],
            },
            {
                "kind": "table", "caption": null, "range": {"start": 28, "end": 35},
                "rows": [
                    {"header": true, "range": {"start": 28, "end": 31}, "cells": [cell("A", true, 28), cell("B", true, 30)]},
                    {"header": false, "range": {"start": 32, "end": 35}, "cells": [cell("1", false, 32), cell("2", false, 34)]},
                ],
            },
            {"kind": "image", "image": 0, "url": "a.png", "text": "", "spans": [], "range": {"start": 35, "end": 35}},
        ])
    );
    let block = article.blocks().nth(2).unwrap();
    assert_eq!(serde_json::to_value(block).unwrap(), json["blocks"][2]);
    let item = block.children().next().unwrap();
    assert_eq!(serde_json::to_value(item).unwrap(), json["blocks"][2]["items"][0]);
}

/// An article of one paragraph.
fn paragraph(text: &str, range: (usize, usize), own: &str, spans: Value) -> Value {
    let range = json!({"start": range.0, "end": range.1});
    json!({ "text": text, "blocks": [{ "kind": "paragraph", "text": own, "spans": spans, "range": range }] })
}

#[test]
fn what_does_not_fit_together_is_refused() {
    let span = |start: usize, end: usize, kind: &str| json!({"start": start, "end": end, "kind": kind});
    let quote = |inside: Value| json!({"kind": "quote", "blocks": [inside], "range": {"start": 0, "end": 0}});
    let deep = (0..33).fold(json!({"kind": "rule", "range": {"start": 0, "end": 0}}), |inside, _| quote(inside));
    let at_start = json!({"start": 0, "end": 0});
    for (json, why) in [
        (json!({}), "missing field `text`"),
        (json!({"text": "", "blocks": [{"kind": "poem", "range": at_start}]}), "unknown variant `poem`"),
        (paragraph("tea", (0, 9), "tea", json!([])), "the article has no text at 0..9"),
        (paragraph("tea", (3, 0), "tea", json!([])), "the article has no text at 3..0"),
        (paragraph("茶", (0, 1), "茶", json!([])), "the article has no text at 0..1"),
        (paragraph("tea", (0, 3), "pot", json!([])), "the text at 0..3 of the article is not the block's"),
        (paragraph("tea pot", (0, 3), "tea", json!([])), "the text at 3..7 is in no block"),
        (paragraph("tea", (0, 3), "tea", json!([span(0, 4, "strong")])), "no text is at 0..4 for a span"),
        (paragraph("茶", (0, 3), "茶", json!([span(1, 3, "strong")])), "no text is at 1..3 for a span"),
        (
            paragraph("tea", (0, 3), "tea", json!([span(1, 2, "strong"), span(0, 1, "strong")])),
            "the span at 0..1 is out of order, or crosses another",
        ),
        (
            paragraph("tea", (0, 3), "tea", json!([span(0, 2, "strong"), span(1, 3, "code")])),
            "the span at 1..3 is out of order, or crosses another",
        ),
        (
            paragraph("tea", (0, 3), "tea", json!([span(1, 1, "strong")])),
            "the span at 1..1 has not the extent of its kind",
        ),
        (
            paragraph("tea", (0, 3), "tea", json!([span(0, 1, "line_break")])),
            "the span at 0..1 has not the extent of its kind",
        ),
        (
            paragraph("tea", (0, 3), "tea", json!([{"start": 0, "end": 0, "kind": "image", "image": 0}])),
            "there is no image 0",
        ),
        (
            json!({"text": "", "images": [{"url": "a"}], "blocks": [
                {"kind": "image", "image": 0, "url": "b", "text": "", "range": at_start},
            ]}),
            "image 0 is \"a\", not \"b\"",
        ),
        (
            json!({"text": "", "blocks": [{"kind": "heading", "level": 7, "text": "", "range": at_start}]}),
            "a heading has a level of 1 to 6, not 7",
        ),
        (
            json!({"text": "tea", "blocks": [{"kind": "quote", "range": at_start, "blocks": [
                {"kind": "paragraph", "text": "tea", "range": {"start": 0, "end": 3}},
            ]}]}),
            "the text at 0..3 is outside of the block around it",
        ),
        (
            json!({"text": "a\n\nb", "blocks": [
                {"kind": "paragraph", "text": "b", "range": {"start": 3, "end": 4}},
                {"kind": "paragraph", "text": "a", "range": {"start": 0, "end": 1}},
            ]}),
            "the text at 0..3 is in no block",
        ),
        (json!({"text": "", "blocks": [deep]}), "blocks nest more than 32 deep"),
        (
            json!({"text": "", "blocks": [], "diagnostics": [{"kind": "front_matter", "format": "INI", "message": ""}]}),
            "\"INI\" is no notation of front matter",
        ),
    ] {
        let error = serde_json::from_value::<Article>(json.clone()).expect_err(&json.to_string()).to_string();
        assert!(error.contains(why), "{error:?} instead of {why:?}");
    }
}

#[test]
fn nesting_up_to_the_limit_is_read() {
    let rule = json!({"kind": "rule", "range": {"start": 0, "end": 0}});
    let deep =
        (0..32).fold(rule, |inside, _| json!({"kind": "quote", "blocks": [inside], "range": {"start": 0, "end": 0}}));
    let json = json!({"text": "", "blocks": [deep]}).to_string();
    let article: Article = serde_json::from_str(&json).unwrap();
    assert_eq!(article.walk().count(), 66);
    assert_comes_back(&article);
}

/// An article of one paragraph, an image in which leads where its links lead.
fn linked(text: &str, spans: Value) -> Article {
    let mut json = paragraph(text, (0, text.len()), text, spans);
    json["images"] = json!([{"url": "/pot.png", "link": "/tea"}]);
    serde_json::from_value(json).unwrap()
}

#[test]
fn a_link_after_an_image_inside_of_a_reference_does_not_panic() {
    let image = json!({"start": 3, "end": 3, "kind": "image", "image": 0});
    let link = json!({"start": 3, "end": 5, "kind": "link", "url": "/tea"});
    for kind in [json!({"kind": "footnote_reference", "label": "1"}), json!({"kind": "math", "tex": true})] {
        let mut whole = kind;
        (whole["start"], whole["end"]) = (0.into(), 6.into());
        let article = linked("[a b] pot", json!([whole, image, link]));
        assert!(article.to_html().ends_with(" pot</p>\n") || article.to_html().ends_with("pot</p>\n"));
        assert!(article.to_markdown().ends_with("pot\n"));
    }
}

/// Spans of all kinds that nest as they may.
fn nested_spans(text: &str, bytes: &[u8]) -> Value {
    const KINDS: [&str; 14] = [
        "emphasis",
        "strong",
        "code",
        "superscript",
        "subscript",
        "strikethrough",
        "mark",
        "link",
        "link",
        "image",
        "line_break",
        "ruby",
        "math",
        "footnote_reference",
    ];
    let mut spans: Vec<(usize, usize, Value)> = Vec::new();
    for choice in bytes.chunks_exact(3) {
        let kind = KINDS[usize::from(choice[0]) % KINDS.len()];
        let (mut start, mut end) = (usize::from(choice[1]) % text.len(), usize::from(choice[2]) % (text.len() + 1));
        if start > end {
            (start, end) = (end, start);
        }
        end = match kind {
            "image" => start,
            "line_break" => start + 1,
            _ => end.max(start + 1),
        };
        let fits = kind != "line_break" || text[start..end] == *"\n";
        let crosses = |(from, to, _): &(usize, usize, Value)| {
            (*from < start && start < *to && *to < end) || (start < *from && *from < end && end < *to)
        };
        if fits && !spans.iter().any(crosses) {
            let mut span = json!({"start": start, "end": end, "kind": kind});
            let url = if choice[0] < 128 { "/tea" } else { "/pot" };
            for (key, value) in match kind {
                "link" => vec![("url", json!(url))],
                "image" => vec![("image", json!(0)), ("space_before", json!(choice[0] < 100))],
                "ruby" => vec![("reading", json!("ti"))],
                "math" => vec![("tex", json!(choice[0] < 128))],
                "footnote_reference" => vec![("label", json!("1"))],
                _ => vec![],
            } {
                span[key] = value;
            }
            spans.push((start, end, span));
        }
    }
    spans.sort_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)));
    spans.into_iter().map(|(_, _, span)| span).collect()
}

/// Changes one number, text or list somewhere in a value; where, the bytes say.
fn spoil(value: &mut Value, bytes: &mut impl Iterator<Item = u8>) {
    let byte = usize::from(bytes.next().unwrap_or(0));
    match value {
        Value::Array(values) if values.is_empty() || byte % 16 == 0 => values.clear(),
        Value::Array(values) => {
            let index = byte % values.len();
            spoil(&mut values[index], bytes);
        }
        Value::Object(map) => {
            let index = byte % map.len().max(1);
            if let Some(value) = map.values_mut().nth(index) {
                spoil(value, bytes);
            }
        }
        Value::Number(number) => {
            let changed = number.as_i64().unwrap_or(0).wrapping_add([1, -1, 7, i64::MAX][byte % 4]);
            *value = changed.into();
        }
        Value::String(text) => text.push('茶'),
        other => *other = Value::Null,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_articles_come_back(bytes in prop::collection::vec(any::<u8>(), 0..400), wild in any::<bool>()) {
        assert_comes_back(&arbitrary::article(&bytes, if wild { Text::Wild } else { Text::Clean }));
    }

    #[test]
    fn random_html_comes_back(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        assert_comes_back(&bodytext::extract(&soup::html(&bytes)));
    }

    /// Spans that no page gives, such as those inside of formulas and references, are written all the same.
    #[test]
    fn spans_of_every_kind_in_every_other_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        let text = "a [b] c\n\nd e* _f ";
        let article = linked(text, nested_spans(text, &bytes));
        article.to_html();
        article.to_markdown();
        assert_comes_back(&article);
    }

    /// Spoilt JSON is refused, or is an article that every renderer can write.
    #[test]
    fn spoilt_json_never_panics(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        changes in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..12), 1..4),
    ) {
        let mut json = arbitrary::json(&bytes, Text::Wild);
        for change in changes {
            spoil(&mut json, &mut change.into_iter());
        }
        if let Ok(article) = serde_json::from_value::<Article>(json) {
            article.to_markdown();
            article.to_html();
            prop_assert_eq!(article.links().count(), article.links().filter(|(_, text)| !text.is_empty()).count());
            assert_comes_back(&article);
        }
    }
}

#[test]
fn json_says_in_which_version_it_is_and_one_from_the_future_is_refused() {
    let mut json = serde_json::to_value(bodytext::extract("<p>Tea")).unwrap();
    assert_eq!(json["schema"], 1);
    json["schema"] = 2.into();
    let error = serde_json::from_value::<Article>(json.clone()).unwrap_err().to_string();
    assert!(error.contains("version 2"), "{error}");
    // What was written before versions were.
    json.as_object_mut().unwrap().remove("schema");
    assert_eq!(serde_json::from_value::<Article>(json).unwrap().text(), "Tea");
}
