//! Dates, authors and languages of pages in the languages of the web.

use bodytext::{Article, Date, Hints};
#[cfg(feature = "language")]
use bodytext::{Field, Source};

const TEXT: &str = "<p>In spring the leaves are picked by hand, carried down the hill and dried on bamboo trays before noon.</p>\
    <p>The second harvest is coarser and goes to the towns along the river, where it is sold by weight, without names.</p>";

fn page(attributes: &str, head: &str, body: &str) -> String {
    format!(
        "<!doctype html><html {attributes}><head><title>Green tea in spring</title>{head}</head><body><nav><a href=/>Teas</a></nav>\
         <main><article><h1>Green tea in spring</h1>{body}{TEXT}</article></main></body></html>"
    )
}

fn published(article: &Article) -> Option<String> {
    article.metadata().published().and_then(Date::iso)
}

#[test]
fn dates_in_other_scripts_and_calendars_are_found() {
    for (language, written) in [
        ("ar", "الخميس 8 يوليو 2021"),
        ("ar", "٨ يوليو ٢٠٢١"),
        ("ar-LB", "8 تموز 2021"),
        ("fa", "پنجشنبه ۱۷ تیر ۱۴۰۰ - ۱۰:۳۰"),
        ("fa", "۱۴۰۰/۰۴/۱۷"),
        ("fa", "1400/04/17"),
        ("he", "8 ביולי 2021"),
        ("hi", "गुरुवार, 8 जुलाई 2021"),
        ("bn", "০৮ জুলাই ২০২১, ১০:৩০"),
        ("th", "8 กรกฎาคม 2564"),
        ("th", "8 ก.ค. 2564 10:30 น."),
        ("th", "08/07/2564"),
        ("vi", "Thứ năm, 8/7/2021, 10:30 (GMT+7)"),
        ("vi", "8 tháng 7, 2021"),
        ("el", "Πέμπτη, 8 Ιουλίου 2021"),
        ("tr", "8 Temmuz 2021 Perşembe 10:30"),
        ("uk", "8 липня 2021, 10:30"),
        ("id", "Kamis, 8 Juli 2021 10:30 WIB"),
        ("cs", "8. července 2021"),
        ("pl", "8 lipca 2021"),
        ("hu", "2021. július 8."),
        ("ro", "8 iulie 2021"),
        ("fi", "8. heinäkuuta 2021"),
        ("ko", "2021년 7월 8일"),
        ("ko", "2021. 7. 8. 10:30"),
        ("ja", "令和3年7月8日"),
        ("zh-TW", "中華民國110年7月8日"),
        ("zh-CN", "二〇二一年七月八日"),
    ] {
        for line in [format!("<p class=post-date>{written}</p>"), format!("<p>{written}</p>")] {
            let article = bodytext::extract(&page(&format!("lang={language}"), "", &line));
            let found = published(&article).unwrap_or_default();
            assert!(found.starts_with("2021-07-08"), "{language}: {line}: {found}");
        }
    }
}

#[test]
fn a_date_is_kept_as_it_is_written() {
    let article = bodytext::extract(&page("lang=bn", "", "<p class=date>প্রকাশ: ০৮ জুলাই ২০২১</p>"));
    assert_eq!(article.metadata().published().map(Date::raw), Some("প্রকাশ: ০৮ জুলাই ২০২১"));
}

#[test]
fn language_address_and_other_dates_tell_day_from_month() {
    let shown = "<p class=post-date>08/07/2021</p>";
    for (attributes, expected) in [
        ("lang=vi", Some("2021-07-08")),
        ("lang=pt-BR", Some("2021-07-08")),
        ("lang=en-GB", Some("2021-07-08")),
        ("lang=en-US", Some("2021-08-07")),
        ("lang=en", None),
        ("lang=ja", None),
        ("", None),
    ] {
        assert_eq!(published(&bodytext::extract(&page(attributes, "", shown))).as_deref(), expected, "{attributes}");
    }
    let british =
        bodytext::extract_with(&page("lang=en", "", shown), &Hints::new().with_url("https://tea.example.co.uk/spring"));
    assert_eq!(published(&british).as_deref(), Some("2021-07-08"));
    // A day past the twelfth on the same page.
    let other = format!("{shown}<p class=last-updated>21/07/2021</p>");
    assert_eq!(published(&bodytext::extract(&page("lang=en", "", &other))).as_deref(), Some("2021-07-08"));
    let other = format!("{shown}<p class=last-updated>08/21/2021</p>");
    assert_eq!(published(&bodytext::extract(&page("lang=en", "", &other))).as_deref(), Some("2021-08-07"));
    // The same day in the markup, which is believed before what the language says.
    let head = "<meta name=date content='08/07/2021 12:43:42'>";
    let german = page("lang=de", head, "<p>Erstellt am: 07.08.2021</p>");
    assert_eq!(published(&bodytext::extract(&german)).as_deref(), Some("2021-08-07T12:43:42"));
    let head = "<meta property=article:modified_time content=2021-08-07T10:30:00Z>";
    assert_eq!(published(&bodytext::extract(&page("lang=en", head, shown))).as_deref(), Some("2021-08-07"));
}

#[test]
fn a_name_that_means_two_months_is_read_in_the_language_of_the_page() {
    let shown = "<p class=date>8. listopada 2021.</p>";
    assert_eq!(published(&bodytext::extract(&page("lang=hr", "", shown))).as_deref(), Some("2021-10-08"));
    assert_eq!(published(&bodytext::extract(&page("lang=pl", "", shown))).as_deref(), Some("2021-11-08"));
    assert_eq!(published(&bodytext::extract(&page("", "", shown))), None);
}

fn authors(head: &str, body: &str) -> Vec<String> {
    bodytext::extract(&page("lang=en", head, body)).metadata().authors().to_vec()
}

fn json_ld(author: &str) -> String {
    format!(
        "<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"headline\":\"Green tea in spring\",\"author\":{author}}}</script>"
    )
}

#[test]
fn markup_in_the_value_is_no_part_of_a_name() {
    let expected = ["Amir Vela", "Adam Rent"];
    let escaped = "By &lt;a href=/x&gt;Amir Vela&lt;/a&gt; and Adam Rent";
    let twice = "By &amp;lt;a href=/x&amp;gt;Amir Vela&amp;lt;/a&amp;gt; and Adam Rent";
    for value in [escaped, twice, "<b>Amir Vela</b>, <i>Adam Rent</i>", "<p>Amir Vela and Adam Rent</p>"] {
        assert_eq!(authors(&format!("<meta name=author content='{value}'>"), ""), expected, "{value}");
        assert_eq!(authors(&json_ld(&format!("\"{value}\"")), ""), expected, "{value}");
    }
    assert_eq!(authors("", &format!("<p class=byline>{escaped}</p>")), expected);
    assert_eq!(authors("<meta name=author content='Ann O&amp;#39;Hara'>", ""), ["Ann O'Hara"]);
}

#[test]
fn all_who_are_named_in_a_line_with_links_are_authors() {
    for line in [
        "By <a rel=author href=/a>Amir Vela</a> and Adam Rent | July 8, 2021 | Updated 5 PM",
        "<span class=byline>By <a rel=author href=/a>Amir Vela</a> and Adam Rent</span> | July 8, 2021",
        "By <a rel=author href=/a>Amir Vela</a>, <a rel=author href=/b>Adam Rent</a> | July 8, 2021",
        "By <a rel=author href=/a>Amir Vela</a> &amp; <a rel=author href=/b>Adam Rent</a>",
        "By Amir Vela and <a href=/b>Adam Rent</a> • July 8, 2021",
    ] {
        assert_eq!(authors("", &format!("<p>{line}</p>")), ["Amir Vela", "Adam Rent"], "{line}");
    }
    for line in [
        "By <a rel=author href=/a>Amir Vela</a>, July 8, 2021",
        "By <a rel=author href=/a>Amir Vela</a>, Senior Editor",
        "By <a rel=author href=/a>Amir Vela</a> | July 8, 2021 | Updated 5 PM",
    ] {
        assert_eq!(authors("", &format!("<p>{line}</p>")), ["Amir Vela"], "{line}");
    }
}

#[test]
fn the_name_of_the_site_gives_way_to_a_person() {
    let byline = "<p class=byline>By <span class=author-name>Ann Lee</span></p>";
    // Known from og:site_name, from the type, from the title of the document, from the address.
    let head = format!(
        "<meta property=og:site_name content='The Leaf'>{}",
        json_ld("{\"@type\":\"Person\",\"name\":\"The Leaf\"}")
    );
    assert_eq!(authors(&head, byline), ["Ann Lee"]);
    assert_eq!(authors(&json_ld("{\"@type\":\"Organization\",\"name\":\"Leaf Press\"}"), byline), ["Ann Lee"]);
    assert_eq!(
        authors(
            &json_ld(
                "[{\"@type\":\"NewsMediaOrganization\",\"name\":\"Leaf Press\"},{\"@type\":\"Person\",\"name\":\"Ann Lee\"}]"
            ),
            ""
        ),
        ["Ann Lee"]
    );
    let head = "<meta name=author content='Leaf Daily'>";
    let titled = page("lang=en", head, byline).replace("spring</title>", "spring | Leaf Daily</title>");
    assert_eq!(bodytext::extract(&titled).metadata().authors(), ["Ann Lee"]);
    let hints = Hints::new().with_url("https://www.leafdaily.example/tea");
    assert_eq!(bodytext::extract_with(&page("lang=en", head, byline), &hints).metadata().authors(), ["Ann Lee"]);
    // Where nobody else is named, an organisation has written it.
    assert_eq!(authors(&json_ld("{\"@type\":\"Organization\",\"name\":\"Leaf Press\"}"), ""), ["Leaf Press"]);
}

#[cfg(feature = "language")]
#[test]
fn the_language_is_found_from_the_text_where_the_page_does_not_say_it() {
    let german = "<p>Der Tee, der am Nordhang wächst, wird in den letzten Tagen des Aprils gepflückt, bevor der Regen kommt. \
        Die zweite Ernte ist gröber und geht in die Städte am Fluss, wo sie nach Gewicht verkauft wird.</p>";
    let of = |html: &str| {
        let article = bodytext::extract(html);
        let metadata = article.metadata();
        (
            metadata.language().map(str::to_owned),
            metadata.source(Field::Language),
            metadata.language_confidence().is_some(),
        )
    };
    let (de, en) = (Some("de".to_owned()), Some("en".to_owned()));
    assert_eq!(of(german), (de.clone(), Some(Source::Text), true));
    // A template's `en` is doubted, another language is not.
    assert_eq!(of(&format!("<html lang=en><body>{german}")), (de.clone(), Some(Source::Text), true));
    assert_eq!(of(&format!("<html lang=de-AT><body>{german}")).0.as_deref(), Some("de-AT"));
    assert_eq!(of(&format!("<html lang=nl><body>{german}")).0.as_deref(), Some("nl"));
    assert_eq!(of(&format!("<html lang=en-GB><body>{TEXT}")), (Some("en-GB".to_owned()), Some(Source::Html), false));
    assert_eq!(of(TEXT), (en, Some(Source::Text), true));
    assert_eq!(of("<p>Tee</p>"), (None, None, false));
    assert_eq!(of(&format!("---\nlang: en\n---\n{german}")).1, Some(Source::FrontMatter));
    let arabic = "<p>الشاي الذي ينمو على المنحدر الشمالي يُقطف في الأيام الأخيرة من أبريل قبل هطول الأمطار.</p>";
    let article = bodytext::extract(arabic);
    assert_eq!(article.metadata().language(), Some("ar"));
    assert_eq!(article.metadata().direction(), Some(bodytext::Direction::RightToLeft));
}

#[cfg(feature = "language")]
#[test]
fn a_date_is_read_in_the_language_of_the_text_where_the_page_does_not_say_it() {
    let german = "<p>Der Tee, der am Nordhang wächst, wird in den letzten Tagen des Aprils gepflückt, bevor der Regen kommt. \
        Die zweite Ernte ist gröber und geht in die Städte am Fluss, wo sie nach Gewicht verkauft wird.</p>";
    let persian = "<p>شورای شهر دیروز تصمیم گرفت پل قدیمی را بازسازی کند و مردم شهر پس از این همه سال از شنیدن آن خوشحال شدند.</p>";
    for (language, text, written) in [
        ("", german, "08/07/2021"),
        ("lang=en", german, "08/07/2021"),
        ("", persian, "1400/4/17"),
        ("lang=de", german, "08/07/21"),
    ] {
        let html = format!(
            "<html {language}><head><title>Tee im Mai</title></head><body><main><article><h1>Tee im Mai</h1><p>{written}</p>\
             {text}{text}{text}</article></main></body></html>"
        );
        assert_eq!(published(&bodytext::extract(&html)).as_deref(), Some("2021-07-08"), "{written} {language}");
    }
    assert_eq!(published(&bodytext::extract(&page("", "", "<p>08/07/2021</p>"))), None, "English may be anybody's");
}

#[test]
fn bylines_of_other_languages_name_people() {
    for (language, byline, names) in [
        ("ar", "كتب: أحمد سعيد", &["أحمد سعيد"][..]),
        ("ar", "بقلم أحمد سعيد", &["أحمد سعيد"]),
        ("fa", "نویسنده: علی رضایی", &["علی رضایی"]),
        ("he", "מאת דוד לוי", &["דוד לוי"]),
        ("ko", "홍길동 기자", &["홍길동"]),
        ("ko", "홍길동·김철수 기자", &["홍길동", "김철수"]),
        ("ko", "[티데일리 홍길동 기자]", &["홍길동"]),
        ("ja", "著者：山田 太郎", &["山田 太郎"]),
        ("hi", "लेखक: राम शर्मा", &["राम शर्मा"]),
        ("th", "โดย สมชาย ใจดี", &["สมชาย ใจดี"]),
        ("vi", "Tác giả: Nguyễn Văn An", &["Nguyễn Văn An"]),
        ("el", "Γράφει ο Γιώργος Παπάς", &["Γιώργος Παπάς"]),
        ("zh", "文/李白 图/杜甫", &["李白"]),
    ] {
        for line in [format!("<p>{byline}</p>"), format!("<div class=byline>{byline}</div>")] {
            let article = bodytext::extract(&page(&format!("lang={language}"), "", &line));
            assert_eq!(article.metadata().authors(), names, "{line}");
        }
    }
}

#[test]
fn the_site_in_the_markup_gives_way_to_a_chinese_reporter() {
    let html = "<html lang=zh><head><title>旧桥将重建 - 观茶网</title><meta name=author content=观茶网></head><body><main><article>\
        <h1>旧桥将重建</h1><p>2021-07-08 记者 王小明</p><p>市议会昨天决定重建旧桥，经过这么多年的等待，镇上的人们听到这个消息都非常高兴。</p>\
        <p>工程将于明年开始，预计两年之后完成，届时行人与车辆都可以通过。</p></article></main></body></html>";
    assert_eq!(bodytext::extract(html).metadata().authors(), ["王小明"]);
}
