//! What became of a page, and how sure that is: one page of each kind, of our own making, in `fixtures/status`.

use bodytext::{BinaryKind, BlockKind, Diagnostic, EmptyReason, Extractor, Limit, Options, PageType, Scope, Status};

macro_rules! page {
    ($name:literal) => {
        include_str!(concat!("../fixtures/status/", $name, ".html"))
    };
}

#[test]
fn a_page_with_an_article_is_found() {
    let article = bodytext::extract(page!("found"));
    assert_eq!(article.status(), Status::Found);
    assert!(article.text().contains("Green tea wants patience."));
    assert!(!article.text().contains("Related posts"));
    assert!(article.confidence() > 0.8, "{}", article.confidence());
    assert_eq!(article.metadata().page_type(), Some(PageType::Article));
    assert!(article.metadata().page_type_probability().unwrap() > 0.5);
    assert!(article.diagnostics().is_empty());
}

#[test]
fn a_page_without_content_says_why() {
    for (page, reason) in [
        (page!("app-shell"), EmptyReason::AppShell),
        (page!("needs-script"), EmptyReason::NeedsScript),
        (page!("loading"), EmptyReason::Loading),
        (page!("consent-wall"), EmptyReason::ConsentWall),
        (page!("bot-check"), EmptyReason::BotCheck),
        (page!("no-text"), EmptyReason::NoText),
        (page!("no-content"), EmptyReason::NoContent),
    ] {
        let article = bodytext::extract(page);
        assert_eq!((article.status(), article.text()), (Status::Empty(reason), ""));
        assert!(article.status().is_empty());
    }
}

#[test]
fn a_page_that_only_says_that_there_is_none_has_no_content_and_is_of_no_kind() {
    let page = |title: &str, heading: &str, text: &str| {
        format!(
            "<html><head><title>{title}</title></head><body><nav><ul><li><a href=/bins>Bins</a><li><a href=/tax>Taxes</a></ul>\
             </nav><main><h1>{heading}</h1><p>{text}</p></main><footer><p>© Northmoor</p></footer></body></html>"
        )
    };
    for (title, heading, text) in [
        (
            "404 - Northmoor",
            "Page not found",
            "We could not find the page you were looking for. It may have been moved.",
        ),
        ("Fehler 404 | Moorstadt", "Ups!", "Die Seite wurde nicht gefunden. Gehen Sie zurück zur Startseite."),
        ("Página no encontrada", "Error 404", "Lo sentimos, el contenido que busca se ha movido o ya no está."),
        ("Ошибка 404", "Страница не найдена", "Проверьте адрес или вернитесь на главную страницу."),
        ("503 Service Unavailable", "Service Unavailable", "The server is busy. Try again in a few minutes, please."),
    ] {
        let article = Extractor::new(Options::new().with_scope(Scope::Page)).extract(&page(title, heading, text));
        assert_eq!(article.status(), Status::Empty(EmptyReason::ErrorPage), "{title}");
        assert_eq!((article.text(), article.metadata().page_type()), ("", None), "{title}");
    }
    let story = "A gardener in Northmoor found a letter in the wall of his shed, addressed to nobody. ".repeat(12);
    let article = bodytext::extract(&page("Page not found: a letter without a book", "Page not found", &story));
    assert_eq!(article.status(), Status::Found);
}

/// A page of much text in which nothing stands out: every line of it a menu's.
/// Nothing that is no text comes out as one, and a text with a mistake in it is one.
#[test]
fn a_file_that_is_no_text_is_told() {
    let noise: String = (0..2000_u32).map(|n| char::from((n.wrapping_mul(2_654_435_761) >> 24) as u8)).collect();
    for (text, file) in [
        ("%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj", BinaryKind::Pdf),
        ("PK\u{3}\u{4}\u{14}\0\0\0", BinaryKind::Archive),
        ("\u{7f}ELF\u{2}\u{1}\u{1}\0\0\0", BinaryKind::Program),
        ("\0\u{1}a\u{2}\0\0b", BinaryKind::Unknown),
        ("\u{fffd}PNG\u{fffd}\u{fffd}\u{1}\u{fffd}x", BinaryKind::Unknown),
        (&noise, BinaryKind::Unknown),
    ] {
        for scope in [Scope::Auto, Scope::Body, Scope::Page] {
            let mut extractor = Extractor::new(Options::new().with_scope(scope));
            let article = extractor.extract(text);
            assert_eq!((article.status(), article.text()), (Status::Empty(EmptyReason::NotHtml), ""), "{text:?}");
            assert_eq!(article.diagnostics(), [Diagnostic::NotHtml { file }], "{text:?}");
            assert_eq!(article.confidence(), 0.0);
            assert_eq!(extractor.explain(text).article(), &article);
        }
    }
    for text in ["Tea\u{fffd}s and \u{b} cups, more of them", "<p>\0\0\0\0Tea", "tea"] {
        assert_eq!(bodytext::extract(text).status(), Status::Found, "{text:?}");
    }
}

#[cfg(feature = "charset")]
#[test]
fn bytes_that_are_no_text_are_told() {
    use bodytext::Hints;
    let zeros = [0; 100];
    let program: Vec<u8> =
        (0..4000_u32).map(|n| if n % 3 == 0 { 0 } else { (n.wrapping_mul(2_654_435_761) >> 24) as u8 }).collect();
    let random: Vec<u8> = (0..4000_u32).map(|n| (n.wrapping_mul(n).wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    for (bytes, file) in [
        (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], BinaryKind::Image),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", BinaryKind::Image),
        (b"\x1f\x8b\x08\0\0\0\0\0\0\x03", BinaryKind::Archive),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", BinaryKind::Data),
        (&zeros, BinaryKind::Unknown),
        (&program, BinaryKind::Unknown),
        (&random, BinaryKind::Unknown),
    ] {
        let article = bodytext::extract_bytes(bytes, &Hints::new());
        assert_eq!((article.status(), article.text()), (Status::Empty(EmptyReason::NotHtml), ""), "{file:?}");
        assert_eq!(article.diagnostics(), [Diagnostic::NotHtml { file }]);
    }
    // Text in any encoding is none of these.
    let utf_16: Vec<u8> = "<p>Green tea wants patience.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf_16_plain: Vec<u8> = "Green tea wants patience.".encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [
        &utf_16[..],
        &utf_16_plain,
        b"\xc4\xe3\xba\xc3\xa3\xac\xca\xc0\xbd\xe7\xa1\xa3\xc4\xe3\xba\xc3",
        b"\x1b$B@$3&\x1b(B \x1b$B@$3&\x1b(B",
        b"caf\xe9 cr\xe8me \x93quoted\x94 \x96 tea",
        b"GIF89a is a format.",
        "🫖🫖🫖🫖🫖".as_bytes(),
    ] {
        let article = bodytext::extract_bytes(bytes, &Hints::new());
        assert_eq!(article.status(), Status::Found, "{:?}", article.diagnostics());
    }
}

#[test]
fn a_page_in_which_nothing_stands_out_is_a_fallback() {
    // Hundreds of notices, alike. Who asks for what is certain gets none as content.
    let options = Options::new().with_favor(bodytext::Favor::Precision);
    let article = Extractor::new(options).extract(page!("fallback"));
    assert_eq!(article.status(), Status::Fallback);
    assert!(article.word_count() > 10);
    assert!(article.confidence() < 0.7, "{}", article.confidence());
}

#[test]
fn a_body_is_certain_whatever_it_says() {
    for body in ["<p>Loading the dishwasher is an art.</p>", "<p>Please enable JavaScript.</p>", "tea"] {
        let article = bodytext::extract(body);
        assert_eq!((article.status(), article.confidence()), (Status::Found, 1.0), "{body}");
        assert_eq!(article.metadata().page_type(), None);
    }
    for body in ["", "<p> </p>", "<!-- nothing -->", "<script>let tea;</script>"] {
        assert!(bodytext::extract(body).status().is_empty(), "{body}");
    }
    assert_eq!(bodytext::extract("<img src=cup.jpg>").status(), Status::Found);
}

#[test]
fn a_limit_is_named_and_what_came_before_is_kept() {
    let page = page!("found");
    let whole = bodytext::extract(page);
    let cases = [
        (Options::new().with_max_bytes(900), Limit::Bytes),
        (Options::new().with_max_nodes(50), Limit::Nodes),
        (Options::new().with_max_output(200), Limit::Output),
    ];
    for (options, limit) in cases {
        let article = Extractor::new(options.with_scope(Scope::Page)).extract(page);
        assert_eq!(article.status(), Status::Found);
        assert_eq!(article.limits().collect::<Vec<_>>(), [limit]);
        assert_eq!(article.diagnostics(), [Diagnostic::Limit { limit }]);
        assert!(article.text().contains("Green tea wants patience."), "{limit:?}: {}", article.text());
        assert!(article.text().len() < whole.text().len(), "{limit:?}");
    }
}

#[cfg(feature = "charset")]
#[test]
fn bytes_that_are_cut_are_limited_too() {
    let mut extractor = Extractor::new(Options::new().with_max_bytes(20));
    let article = extractor.extract_bytes(b"<p>Green tea wants patience.</p>", &bodytext::Hints::new());
    assert_eq!((article.status(), article.text()), (Status::Found, "Green tea wants p"));
    assert!(article.limits().eq([Limit::Bytes]));
    let nothing = Extractor::new(Options::new().with_max_bytes(2)).extract_bytes(b"<p>Green tea", &Default::default());
    assert_eq!(nothing.status(), Status::Empty(EmptyReason::Limited));
}

#[test]
fn what_a_limit_leaves_nothing_of_is_empty_and_says_so() {
    let body = "<div><p>Green tea wants patience.</p></div>";
    for (options, limit) in [
        (Options::new().with_max_bytes(5), Limit::Bytes),
        (Options::new().with_max_nodes(3), Limit::Nodes),
        (Options::new().with_max_output(0), Limit::Output),
    ] {
        let article = Extractor::new(options).extract(body);
        assert_eq!((article.text(), article.status()), ("", Status::Empty(EmptyReason::Limited)), "{limit:?}");
        assert!(article.limits().eq([limit]));
        assert_eq!(article.status().to_string(), "empty: a limit was reached before any text");
    }
}

#[test]
fn a_page_that_is_cut_and_empty_for_another_reason_says_which() {
    let shell = "<html><head><title>Tea</title></head><body><noscript>You need to enable JavaScript to run this app.\
                 </noscript><div id=root></div><script src=app.js></script></body></html>";
    let article = Extractor::new(Options::new().with_max_bytes(shell.len() - 20)).extract(shell);
    assert_eq!(article.status(), Status::Empty(EmptyReason::NeedsScript));
    assert!(article.limits().eq([Limit::Bytes]));
}

#[test]
fn depth_past_the_cap_is_told() {
    let deep = |levels: usize| "<div>".repeat(levels) + "<p>Green tea.</p>" + &"</div>".repeat(levels);
    let article = bodytext::extract(&deep(600));
    assert_eq!((article.text(), article.status()), ("Green tea.", Status::Found));
    assert!(article.limits().eq([Limit::Depth]));
    assert_eq!(
        article.diagnostics()[0].to_string(),
        "the limit of depth was reached: deeper elements were unwrapped, their text was kept"
    );
    assert_eq!(Limit::Depth.to_string(), "the limit of depth");
    assert_eq!(bodytext::extract(&deep(500)).limits().count(), 0);
    // The rules for broken markup nest elements that no tags nest so deep.
    let shallow = Extractor::new(Options::new().with_max_depth(20)).extract(&deep(30));
    assert!(shallow.limits().eq([Limit::Depth]));
}

#[test]
fn output_never_passes_its_limit_and_is_always_a_beginning() {
    let body = "<h2>Tea</h2><ul><li>Green<li>Black and <b>strong</b></ul><pre>let tea = 1;\nlet cup = 2;</pre>\
                <table><tr><td>Sencha<td>80 °C</table><p>绿茶需要耐心，水不能烧开。第二泡最好。</p><p>Thé vert</p>";
    let whole = bodytext::extract(body);
    for limit in 0..whole.text().len() + 10 {
        let article = Extractor::new(Options::new().with_max_output(limit)).extract(body);
        assert!(article.text().len() <= limit);
        assert!(whole.text().starts_with(article.text()), "{limit}: {:?}", article.text());
        let is_whole = article.text() == whole.text();
        assert_eq!(article.limits().collect::<Vec<_>>(), if is_whole { vec![] } else { vec![Limit::Output] });
        let nothing = Status::Empty(EmptyReason::Limited);
        assert_eq!(article.status(), if article.text().is_empty() { nothing } else { Status::Found });
        // Its blocks read as its text does.
        article.to_markdown();
        assert!(
            article.blocks().all(|block| !matches!(block.kind(), BlockKind::Code { .. }) || !block.text().is_empty())
        );
    }
}

/// A page that is made of more text blocks than are judged one by one.
fn endless(paragraphs: usize) -> String {
    let menu: String = (0..9).map(|n| format!("<li><a href=/{n}>Pots and cups {n}</a>")).collect();
    let text: String =
        (0..paragraphs).map(|n| format!("<p>Green tea number {n}, says Ann Lee, wants patience.</p>")).collect();
    let links: String = (0..300).map(|n| format!("<li class=f><a href=/f{n}>Far link {n}</a>")).collect();
    format!(
        "<html><head><title>Green tea</title></head><body><nav><ul>{menu}</ul></nav><main><article class=post><h1>Green tea</h1>\
         {text}</article></main><footer class=site-footer><ul>{links}</ul></footer></body></html>"
    )
}

#[test]
fn what_is_too_much_to_judge_goes_as_its_like_went() {
    let page = endless(9_000);
    let article = bodytext::extract(&page);
    assert_eq!(article.status(), Status::Found);
    assert_eq!(article.diagnostics(), [Diagnostic::JudgedInPart]);
    assert_eq!(article.limits().count(), 0);
    let text = article.text();
    assert!(text.contains("Green tea number 5, ") && text.contains("Green tea number 8999, "));
    assert!(!text.contains("Far link") && !text.contains("Pots and cups"), "{}", &text[text.len() - 200..]);
    // Selectors have the last word there, too.
    let options = Options::new().with_keep(".site-footer".parse().unwrap());
    assert!(Extractor::new(options).extract(&page).text().contains("Far link 299"));

    assert!(bodytext::extract(&endless(1_000)).diagnostics().is_empty());
    let explained = Extractor::default().explain(&page);
    assert_eq!(explained.article(), &article, "an explanation and the article never disagree");
}
