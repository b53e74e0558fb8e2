//! Front matter through the public API: what counts as such, what it says, and what stays text.

#[cfg(feature = "url")]
use bodytext::Hints;
use bodytext::{Article, Diagnostic, Field, Source, Value, extract};

/// The post has front matter that says `title: Tea`, in whatever notation, and the body `Green.`.
#[track_caller]
fn assert_tea(post: &str) {
    let article = extract(post);
    assert_eq!(article.metadata().title(), Some("Tea"), "{post:?}: {:?}", article.diagnostics());
    assert_eq!(article.text(), "Green.", "{post:?}");
    assert_eq!(article.diagnostics(), [], "{post:?}");
}

/// Nothing of the post is front matter; nothing is lost, either.
#[track_caller]
fn assert_all_text(post: &str, words: &[&str]) -> Article {
    let article = extract(post);
    let metadata = article.metadata();
    assert_eq!((metadata.title(), metadata.extra().len()), (None, 0), "{post:?}");
    for word in words {
        assert!(article.text().contains(word), "{word:?} is missing: {:?}", article.text());
    }
    article
}

/// As [`assert_all_text`]; and the article says that front matter of this format was expected.
#[track_caller]
fn assert_refused(post: &str, expected: &str, words: &[&str]) {
    match assert_all_text(post, words).diagnostics() {
        [Diagnostic::FrontMatter { format, message }] => {
            assert_eq!(*format, expected, "{message}");
            assert!(!message.is_empty());
        }
        other => panic!("{post:?}: {other:?}"),
    }
}

#[test]
fn a_news_post_as_converters_write_it() {
    let post = "---\ntitle: '港口新航线开通_滨海观察_'\ncategories: \n - 新媒体\n - 滨海观察\n - 首页\n\
                headimg: 'https://i.news.example/2021/07/08/port.jpg'\nauthor: 滨海观察\ncomments: false\n\
                date: Thu, 08 Jul 2021 16:41:32 GMT\nthumbnail: 'https://i.news.example/2021/07/08/port-s.jpg'\n\
                source_id: 4711\n---\n\n<div>   \n<p>\n新航线今天上午开通。\n</p>\n</div>\n";
    let article = extract(post);
    let metadata = article.metadata();
    assert_eq!(metadata.title(), Some("港口新航线开通_滨海观察_"));
    assert_eq!(metadata.authors(), ["滨海观察"]);
    assert_eq!(metadata.categories(), ["新媒体", "滨海观察", "首页"]);
    let date = metadata.published().unwrap();
    assert_eq!(date.raw(), "Thu, 08 Jul 2021 16:41:32 GMT");
    assert_eq!(date.iso().as_deref(), Some("2021-07-08T16:41:32+00:00"));
    assert_eq!(metadata.lead_image().unwrap().url(), "https://i.news.example/2021/07/08/port.jpg");
    assert_eq!(metadata.thumbnail().unwrap().url(), "https://i.news.example/2021/07/08/port-s.jpg");
    assert_eq!(metadata.comments(), Some(false));
    assert_eq!(metadata.extra().iter().collect::<Vec<_>>(), [("source_id", &Value::Integer(4711))]);
    assert_eq!(metadata.source(Field::LeadImage), Some(Source::FrontMatter));
    assert_eq!(metadata.source(Field::Modified), None);
    assert_eq!(article.text(), "新航线今天上午开通。");
    assert_eq!(article.diagnostics(), []);
}

#[test]
fn each_notation_in_each_pair_of_fences() {
    for post in [
        "---\ntitle: Tea\n---\n<p>Green.</p>",
        "---\ntitle: Tea\n...\n<p>Green.</p>",
        "---  \ntitle: Tea\n--- \t\n<p>Green.</p>",
        "-----\ntitle: Tea\n-----\n<p>Green.</p>",
        "---\n{title: Tea, tags: [a]}\n---\n<p>Green.</p>",
        "---yaml\ntitle: Tea\n---\n<p>Green.</p>",
        "---json\n{\"title\": \"Tea\"}\n---\n<p>Green.</p>",
        "---toml\ntitle = 'Tea'\n---\n<p>Green.</p>",
        "+++\ntitle = \"Tea\"\n[params]\nmood = 1\n+++\n<p>Green.</p>",
        "{\"title\": \"Tea\"}\n<p>Green.</p>",
        "{\n  \"title\": \"Tea\",\n  \"tags\": [\"}\"]\n}\n\n<p>Green.</p>",
        "{\"title\": \"Tea\"}<p>Green.</p>",
        ";;;\n\"title\": \"Tea\",\n\"layout\": false\n;;;\n<p>Green.</p>",
        ";;;\n{\"title\": \"Tea\"}\n;;;\n<p>Green.</p>",
        "\"title\": \"Tea\",\n\"layout\": false\n;;;\n<p>Green.</p>",
        "title: Tea\ndate: 2013/7/13 20:46:25\ntags:\n- a\n- b\n---\n<p>Green.</p>",
    ] {
        assert_tea(post);
        assert_tea(&format!("\u{FEFF}{post}"));
        assert_tea(&format!("\n \n\u{FEFF}\n{post}"));
        assert_tea(&post.replace('\n', "\r\n"));
        assert_tea(&format!("\r\n\r\n{}\r\n", post.replace('\n', "\r\n")));
    }
}

#[test]
fn a_post_may_end_with_its_front_matter() {
    for post in ["---\ntitle: Tea\n---", "+++\ntitle = 'Tea'\n+++", "{\"title\": \"Tea\"}", "---\ntitle: Tea\n---\n\n"]
    {
        let article = extract(post);
        assert_eq!((article.metadata().title(), article.text()), (Some("Tea"), ""), "{post:?}");
    }
}

#[test]
fn empty_front_matter_is_none_of_the_text() {
    for post in ["---\n---\n<p>Green.</p>", "---\n\n---\nGreen.", "+++\n+++\n<p>Green.</p>"] {
        let article = extract(post);
        assert_eq!((article.text(), article.diagnostics()), ("Green.", [].as_slice()), "{post:?}");
    }
}

#[test]
fn a_rule_inside_the_body_is_no_front_matter() {
    let article = assert_all_text("<p>One.</p>\n---\ntitle: Tea\n---\n<p>Two.</p>", &["One.", "title: Tea", "Two."]);
    assert_eq!(article.diagnostics(), []);
    let article = extract("---\ntitle: Tea\n---\nOne.\n\n---\n\nmood: calm\n\n---\n\nTwo.");
    assert_eq!(article.metadata().extra().len(), 0);
    assert!(article.text().contains("mood: calm"));
    assert_all_text("Tea is\n---\ntitle: Tea\n---\n", &["Tea is", "title: Tea"]);
    assert_all_text("  ---\ntitle: Tea\n---\nGreen.", &["title: Tea", "Green."]);
}

#[test]
fn text_between_two_rules_at_the_top_is_kept() {
    for post in [
        "---\nJust a line.\n---\nGreen.",
        "---\n\nA paragraph.\n\n---\nGreen.",
        "---\n\nNote: a paragraph with a colon.\n\nMore of it.\n\n---\nGreen.",
        "---\n<p>Note: a paragraph.</p>\n---\nGreen.",
        "---\nIn the end he said: no.\n---\nGreen.",
        "---\n- one\n- two\n---\nGreen.",
        "---\n# A heading\n---\nGreen.",
    ] {
        let article = assert_all_text(post, &["Green."]);
        let first = post.lines().nth(1).unwrap();
        let first = if first.is_empty() { post.lines().nth(2).unwrap() } else { first };
        let words = first.replace("<p>", "").replace("</p>", "");
        assert!(article.text().contains(words.trim_start_matches(['-', '#', ' '])), "{post:?}: {:?}", article.text());
    }
    // A rule at the top and none below is nothing to speak of.
    assert_eq!(assert_all_text("---\nA paragraph.\n", &["A paragraph."]).diagnostics(), []);
}

#[test]
fn what_does_not_parse_is_kept_as_text_and_said() {
    assert_refused("---\nmood: [calm\n---\n<p>Green.</p>", "YAML", &["mood: [calm", "Green."]);
    assert_refused("---\nJust a line.\n---\n<p>Green.</p>", "YAML", &["Just a line.", "Green."]);
    assert_refused("---\ntitle: Tea\n<p>Green.</p>", "YAML", &["title: Tea", "Green."]);
    assert_refused("+++\nmood = calm\n+++\n<p>Green.</p>", "TOML", &["mood = calm", "Green."]);
    assert_refused("+++\ntitle = 'Tea'\n<p>Green.</p>", "TOML", &["title = 'Tea'", "Green."]);
    assert_refused("+++\na = 1\na = 2\n+++\n<p>Green.</p>", "TOML", &["a = 1", "Green."]);
    assert_refused("{\"title\": Tea}\n<p>Green.</p>", "JSON", &["Tea}", "Green."]);
    assert_refused("{\"title\": \"Tea\"\n<p>Green.</p>", "JSON", &["\"Tea\"", "Green."]);
    assert_refused(";;;\n\"title\": Tea\n;;;\n<p>Green.</p>", "JSON", &["\"title\": Tea", "Green."]);
}

#[test]
fn braces_and_quotes_that_begin_a_text_are_text() {
    for post in [
        "{{ page.title }} Green.",
        "{% raw %} Green.",
        "{} Green.",
        "{\"a\": 1} is an object. Green.",
        "\"Tea,\" she said. Green.",
        "Title: Tea. Green.",
        "Note: this\n---\nGreen.",
        "Title: Tea\n---\nGreen.",
        "Author: Ann\n\nDate: today\n---\nGreen.",
        "+ Green.",
        "--- Green.",
        "; Green.",
    ] {
        assert_eq!(assert_all_text(post, &["Green."]).diagnostics(), [], "{post:?}");
    }
}

#[test]
fn a_line_that_breaks_the_yaml_costs_no_other() {
    for (lines, title) in [
        ("title: Tea: a history", "Tea: a history"),
        ("title: Tea\nauthor: @ann", "Tea"),
        ("title: [Repost] News", "[Repost] News"),
        ("title: 'It's tea'", "It's tea"),
        ("title: \"Tea", "Tea"),
        ("title: %tea", "%tea"),
        ("title: *tea* and milk", "*tea* and milk"),
        ("title: Tea\ntags: [a, [b]", "Tea"),
        ("title: Tea\ntags:\n- a\n  -b\n- c: d: e", "Tea"),
        ("title: {{ tea", "{{ tea"),
        ("title: Tea\nsummary: 'one\nno key at all", "Tea"),
        ("title:\tTea:\ta", "Tea: a"),
        ("title：茶\nsummary: a: b", "茶"),
    ] {
        for (fence, end) in [("---\n", "---\n"), ("---\r\n", "---\r\n"), ("", "---\n")] {
            let post = format!("{fence}{lines}\ndate: 2021-07-08\ndraft: true\n{end}<p>Green.</p>");
            let is_open = fence.is_empty();
            // Without a first fence the lines have to look like keys.
            if is_open && (lines.contains("no key") || lines.contains('：')) {
                continue;
            }
            let article = extract(&post);
            let metadata = article.metadata();
            assert_eq!(metadata.title(), Some(title), "{post:?}");
            assert_eq!(metadata.published().map(|date| date.raw()), Some("2021-07-08"), "{post:?}");
            assert_eq!((metadata.draft(), article.text()), (Some(true), "Green."), "{post:?}");
            assert!(
                matches!(article.diagnostics(), [Diagnostic::FrontMatterLines { format: "YAML", .. }]),
                "{:?}",
                article.diagnostics()
            );
        }
    }
    let article = extract("---\ntitle: a: b\ntags:\n- c\n - @d\n-e\nauthor: @ann\ncategories: [f, [g]\n---\n");
    let metadata = article.metadata();
    assert_eq!(
        (metadata.tags(), metadata.authors()),
        (&["c", "@d", "e"].map(str::to_owned)[..], &["@ann".to_owned()][..])
    );
    assert_eq!(metadata.categories(), ["f", "g"]);
}

#[test]
fn what_the_parsers_of_site_generators_take_is_front_matter() {
    for lines in [
        "title:\tTea\ntags:\n\t- a\n\t- b",
        "title: Milk\ntitle: Tea",
        "title: Tea # of 2021\n\ndate: 2021-07-08",
        "title: >-\n  Tea\nabout: |\n  one\n  two: three",
        "\"title\": 'Tea'\n'author': \"Ann: Lee\"",
        "title: Tea\nurl: https://tea.example/?a=b:c",
    ] {
        let article = extract(&format!("---\n{lines}\n---\n<p>Green.</p>"));
        assert_eq!((article.metadata().title(), article.text()), (Some("Tea"), "Green."), "{lines:?}");
        assert_eq!(article.diagnostics(), [], "{lines:?}");
    }
}

#[test]
fn numbers_and_truth_values_are_titles_and_tags_too() {
    let article = extract("---\ntitle: 1984\ntags: [2021, 1.10, true, a, a]\nid: 007\n---\n");
    assert_eq!(article.metadata().title(), Some("1984"));
    assert_eq!(article.metadata().tags(), ["2021", "1.10", "true", "a"]);
    assert_eq!(article.metadata().extra().get("id"), Some(&Value::String("007".into())));
}

#[test]
fn authors_in_every_shape() {
    for (written, expected) in [
        ("Ann Lee", &["Ann Lee"][..]),
        ("[Ann Lee, Bob Ray]", &["Ann Lee", "Bob Ray"]),
        ("{name: Ann Lee, url: 'https://ann.example'}", &["Ann Lee"]),
        ("[{name: Ann Lee}, Bob Ray]", &["Ann Lee", "Bob Ray"]),
        ("Ann Lee, Bob Ray", &["Ann Lee", "Bob Ray"]),
        ("Lee, Ann", &["Lee, Ann"]),
        ("Ann Lee, Jr.", &["Ann Lee, Jr."]),
        ("张三、李四", &["张三", "李四"]),
        ("Ann Lee <ann@tea.example>", &["Ann Lee"]),
        ("ann@tea.example (Ann Lee)", &["Ann Lee"]),
        ("''", &[]),
    ] {
        let article = extract(&format!("---\ntitle: Tea\nauthor: {written}\n---\n"));
        assert_eq!(article.metadata().authors(), expected, "{written}");
    }
}

#[test]
fn categories_in_every_shape() {
    for (written, expected) in [
        ("categories: jekyll update", &["jekyll", "update"][..]),
        ("category: machine learning", &["machine learning"]),
        ("categories: Machine Learning", &["Machine Learning"]),
        ("categories: 新闻，科技", &["新闻", "科技"]),
        ("categories: [Sports, Baseball]", &["Sports", "Baseball"]),
        (
            "categories:\n- [Sports, Baseball]\n- [Sports, Cricket]\n- Rivals",
            &["Sports", "Baseball", "Cricket", "Rivals"],
        ),
        ("categories: ", &[]),
        ("params:\n  categories: [Tea]", &["Tea"]),
    ] {
        let article = extract(&format!("---\ntitle: Tea\n{written}\n---\n"));
        assert_eq!(article.metadata().categories(), expected, "{written}");
    }
}

#[test]
fn images_in_every_shape() {
    for (written, expected) in [
        ("cover: /img/tea.jpg", Some("/img/tea.jpg")),
        ("featured_image: //cdn.tea.example/tea.jpg", Some("//cdn.tea.example/tea.jpg")),
        ("image: {path: /img/tea.jpg, alt: A cup}", Some("/img/tea.jpg")),
        ("images: [/img/tea.jpg, /img/milk.jpg]", Some("/img/tea.jpg")),
        ("top_img: false\nimage: /img/tea.jpg", Some("/img/tea.jpg")),
        ("top_img: '#49b1f5'", None),
        ("banner: 'linear-gradient(to right, red, blue 0.5)'", None),
        ("cover: ", None),
    ] {
        let article = extract(&format!("---\ntitle: Tea\n{written}\n---\n"));
        assert_eq!(article.metadata().lead_image().map(|image| image.url()), expected, "{written}");
    }
    let article = extract("---\ntitle: Tea\nimage: {path: /t.jpg, alt: A cup, width: 600}\n---\n");
    let image = article.metadata().lead_image().unwrap();
    assert_eq!((image.alt.as_deref(), image.width), (Some("A cup"), Some(600)));
}

#[test]
fn dates_and_flags() {
    let metadata = |lines: &str| extract(&format!("---\ntitle: Tea\n{lines}\n---\n")).metadata().clone();
    let known = metadata("published: false\ndate: 2021-07-08\nupdated: 2021/7/9 6:41\nlang: zh_CN\ncomments: 'no'");
    assert_eq!(known.draft(), Some(true));
    assert_eq!(known.published().unwrap().iso().as_deref(), Some("2021-07-08"));
    assert_eq!(known.modified().unwrap().iso().as_deref(), Some("2021-07-09T06:41:00"));
    assert_eq!((known.language(), known.comments()), (Some("zh-CN"), Some(false)));
    assert!(known.extra().is_empty());
    // A date that can be understood goes before one that cannot; the other is not lost.
    let known = metadata("date: soon\npublishDate: 2021-07-08");
    assert_eq!(known.published().unwrap().raw(), "2021-07-08");
    assert_eq!(known.extra().get("date"), Some(&Value::String("soon".into())));
    let known = metadata("date: 2021-02-30");
    assert_eq!(known.published().map(|date| (date.raw(), date.iso())), Some(("2021-02-30", None)));
    let toml = extract("+++\ntitle = 'Tea'\ndate = 2024-02-02T04:14:54-08:00\ndraft = true\n+++\n");
    let date = toml.metadata().published().unwrap();
    assert_eq!((date.raw(), toml.metadata().draft()), ("2024-02-02T04:14:54-08:00", Some(true)));
}

#[test]
fn a_second_key_for_a_field_is_kept() {
    let article = extract("---\ntitle: Tea\ncover: /a.jpg\nog_image: /b.jpg\npermalink: /:year/:title/\n---\n");
    let extra: Vec<_> = article.metadata().extra().iter().map(|(key, _)| key).collect();
    assert_eq!(article.metadata().lead_image().unwrap().url(), "/a.jpg");
    assert_eq!(extra, ["og_image", "permalink"]);
}

#[cfg(feature = "url")]
#[test]
fn references_are_resolved_against_the_base_url() {
    let post = "---\ntitle: Tea\ncover: ../tea.jpg\npermalink: /posts/tea/\n---\n<p><a href='milk'>Milk</a></p>";
    let article = bodytext::extract_with(post, &Hints::new().with_url("https://tea.example/posts/"));
    let metadata = article.metadata();
    let image = metadata.lead_image().unwrap();
    assert_eq!((image.raw.as_str(), image.url()), ("../tea.jpg", "https://tea.example/tea.jpg"));
    assert_eq!(metadata.canonical_url(), Some("https://tea.example/posts/tea/"));

    let article = bodytext::extract_with(post, &Hints::new().with_url("not a base"));
    assert!(matches!(article.diagnostics(), [Diagnostic::BaseUrl { .. }]));
    assert_eq!(article.metadata().lead_image().unwrap().url(), "../tea.jpg");
}

#[test]
fn hostile_front_matter_stays_text() {
    let mut bomb = String::from("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for level in 1..20 {
        bomb += &format!("a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 9].join(", "));
    }
    assert_refused(&format!("---\n{bomb}---\n<p>Green.</p>"), "YAML", &["lol", "Green."]);
    for (fence, format, block) in [
        ("---", "YAML", "a: ".to_owned() + &"[".repeat(100_000)),
        ("---", "YAML", "- ".repeat(100_000)),
        ("+++", "TOML", "a = ".to_owned() + &"[".repeat(100_000)),
        ("+++", "TOML", format!("[{}a]", "a.".repeat(100_000))),
        (";;;", "JSON", "\"a\": ".to_owned() + &"[".repeat(100_000)),
        ("---", "YAML", "a: \u{0}\u{1}\u{7F}[".to_owned()),
        ("---", "YAML", format!("title: {}", "x".repeat(2 << 20))),
    ] {
        let post = format!("{fence}\n{block}\n{fence}\n<p>Green.</p>");
        let thread = std::thread::Builder::new().stack_size(256 << 10);
        thread.spawn(move || assert_refused(&post, format, &["Green."])).unwrap().join().unwrap();
    }
}

#[test]
fn long_front_matter_is_read_in_linear_time() {
    let lines: String = (0..40_000).map(|number| format!("key{number}: a, b\n")).collect();
    let tags: String = (0..40_000).map(|number| format!("- tag{number}\n")).collect();
    let article = extract(&format!("---\ntitle: Tea\ntags:\n{tags}\n---\n<p>Green.</p>"));
    assert_eq!((article.metadata().tags().len(), article.text()), (40_000, "Green."));
    let article = extract(&format!("---\ntitle: Tea\n{lines}---\n<p>Green.</p>"));
    assert_eq!((article.metadata().extra().len(), article.text()), (40_000, "Green."));
}

#[cfg(feature = "serde")]
#[test]
fn metadata_survives_json() {
    let post = "---\ntitle: Tea\nauthor: [Ann Lee, Bob Ray]\ndate: Thu, 08 Jul 2021 16:41:32 GMT\nupdated: soon\ncover: /a.jpg\n\
                comments: false\nrating: {stars: 4, share: 0.1, z: ~, a: [1.5, x]}\nversion: 1.10\n---\n";
    let metadata = extract(post).metadata().clone();
    let json = serde_json::to_string(&metadata).unwrap();
    assert_eq!(serde_json::from_str::<bodytext::Metadata>(&json).unwrap(), metadata);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["published"]["raw"], "Thu, 08 Jul 2021 16:41:32 GMT");
    assert_eq!(value["published"]["iso"], "2021-07-08T16:41:32+00:00");
    assert_eq!(value["modified"], serde_json::json!({"raw": "soon", "iso": null}));
    assert_eq!(value["sources"]["title"], "front_matter");
    assert_eq!(value["extra"]["version"], "1.10");
}

#[test]
fn toml_that_one_line_breaks_is_read_line_by_line() {
    for title in ["\"a \"b\" c\"", "\"a \"b\" c", "a \"b\" c"] {
        let post = format!(
            "+++\ntitle = {title}\ndate = 2021-07-08\ntags = [\n  \"x\",\n  \"y\"\n]\n[params]\nk = 1\n+++\n<p>Text</p>"
        );
        let article = bodytext::extract(&post);
        assert_eq!(article.text(), "Text");
        assert_eq!(article.metadata().title(), Some("a \"b\" c"), "{title}");
        assert_eq!(article.metadata().tags(), ["x", "y"]);
        assert!(matches!(article.diagnostics(), [Diagnostic::FrontMatterLines { format: "TOML", .. }]));
    }
}

#[test]
fn yaml_that_only_a_blank_line_ends_is_no_text() {
    let article = bodytext::extract("---\ntitle: Tea: a study\nauthor: Ann Lee\ntags:\n- a\n\n<p>Text</p>");
    assert_eq!(article.text(), "Text");
    assert_eq!(article.metadata().title(), Some("Tea: a study"));
    assert_eq!(article.metadata().authors(), ["Ann Lee"]);
    assert!(matches!(article.diagnostics(), [Diagnostic::FrontMatterLines { format: "YAML", .. }]));
    for text in [
        "---\ntitle: Tea\n\n<p>Text</p>",
        "---\ntitle: Tea\nWater is next.\ndate: 2021\n\nText",
        "---\ntitle: a\ndate: b\n",
    ] {
        assert_ne!(bodytext::extract(text).text(), "Text");
        assert!(bodytext::extract(text).metadata().title().is_none(), "{text}");
    }
}
