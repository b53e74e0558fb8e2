//! Bytes in the encodings of the web: with the right label, without one, and with a wrong one.
#![cfg(feature = "charset")]

use bodytext::{Article, EmptyReason, EncodingSource, Hints, Status};
use encoding_rs::*;

type Charset = &'static encoding_rs::Encoding;

/// A text in one language, and what is expected of it in one encoding.
struct Sample {
    charset: Charset,
    /// The encoding that is found where no label helps: the same text comes out of it.
    detected: &'static str,
    /// Labels that do not say the truth, as servers and templates have them.
    wrong: &'static [&'static str],
    text: &'static str,
}

const CHINESE: &str = "清晨的集市上人来人往，卖菜的老人把刚摘下的青菜摆成一排，吆喝声此起彼伏。\
    她说，今年雨水多，收成比去年好，价格却没有涨。旁边的孩子正在写作业，抬头问：“还有多久回家？”";
const TRADITIONAL: &str = "清晨的市場裡人來人往，賣菜的老人把剛摘下的青菜擺成一排，叫賣聲此起彼落。\
    她說，今年雨水多，收成比去年好，價格卻沒有漲。旁邊的孩子正在寫作業，抬頭問：「還要多久才回家？」";
const JAPANESE: &str = "朝の市場には多くの人が集まり、おばあさんが採れたての野菜を並べていました。\
    今年は雨が多くて去年より出来がよかったそうです。となりでは子どもが宿題をしながら「いつ帰るの」とたずねました。";
const KOREAN: &str = "아침 시장에는 많은 사람들이 모여 있었고, 할머니는 갓 딴 채소를 나란히 놓고 있었습니다. \
    올해는 비가 많이 와서 작년보다 수확이 좋았다고 합니다. 옆에서 아이가 숙제를 하며 언제 집에 가느냐고 물었습니다.";
const RUSSIAN: &str = "Утром на рынке было людно: старушка раскладывала на прилавке только что сорванную зелень. \
    По её словам, дождей в этом году было много, и урожай вышел лучше прошлогоднего. Внук делал уроки и спрашивал, скоро ли домой.";
const UKRAINIAN: &str = "Вранці на базарі було людно: бабуся розкладала на прилавку щойно зірвану зелень. \
    Вона каже, що дощів цього року було багато, і врожай вийшов кращий, ніж торік. Її онук робив уроки й питав, чи скоро їхати додому.";
const POLISH: &str = "Rano na targu było tłoczno: staruszka układała na straganie świeżo zerwaną zieleninę. \
    Mówiła, że w tym roku dużo padało i plony są lepsze niż przed rokiem. Jej wnuk odrabiał lekcje i pytał, czy już pójdą do domu.";
const FRENCH: &str = "Ce matin, le marché était noir de monde : une vieille dame étalait des légumes à peine cueillis. \
    « Cette année, il a beaucoup plu », disait-elle, et la récolte fut meilleure que l’an passé. Près d’elle, un élève rêvait déjà de rentrer.";
const GREEK: &str = "Το πρωί η αγορά ήταν γεμάτη κόσμο και μια γιαγιά άπλωνε στον πάγκο τα φρέσκα χόρτα της. \
    Είπε ότι φέτος έβρεξε πολύ και η σοδειά ήταν καλύτερη από πέρσι. Δίπλα της ένα παιδί έγραφε τα μαθήματά του.";
const TURKISH: &str = "Sabah pazar çok kalabalıktı; yaşlı bir kadın taze topladığı sebzeleri tezgâha diziyordu. \
    Bu yıl çok yağmur yağdığını, ürünün geçen yıldan daha iyi olduğunu söyledi. Yanındaki çocuk ödevini yapıyor, ne zaman eve gideceklerini soruyordu.";
const HEBREW: &str = "בבוקר היה השוק מלא אנשים, וסבתא אחת סידרה על הדוכן ירקות שנקטפו זה עתה. \
    היא אמרה שהשנה ירד הרבה גשם והיבול טוב יותר משנה שעברה. לידה ישב ילד והכין שיעורי בית.";
const ARABIC: &str = "كان السوق في الصباح مزدحما بالناس، وكانت امرأة عجوز ترتب الخضار الطازجة على الطاولة. \
    قالت إن المطر كان غزيرا هذا العام وإن المحصول أفضل من العام الماضي. وبجانبها طفل يكتب واجباته.";
const LITHUANIAN: &str = "Rytą turguje buvo daug žmonių: senutė dėliojo ant prekystalio ką tik nuskintas daržoves. \
    Ji sakė, kad šiemet daug lijo ir derlius geresnis nei pernai. Šalia jos vaikas ruošė pamokas ir klausė, kada grįš namo.";
const THAI: &str = "ตอนเช้าที่ตลาดมีคนมากมาย คุณยายวางผักที่เพิ่งเก็บมาเรียงไว้บนแผง \
    ท่านบอกว่าปีนี้ฝนตกมาก ผลผลิตจึงดีกว่าปีที่แล้ว ข้างๆ มีเด็กกำลังทำการบ้านและถามว่าเมื่อไรจะกลับบ้าน";

#[rustfmt::skip]
const SAMPLES: &[Sample] = &[
    Sample { charset: GBK, detected: "GBK", wrong: &["utf-8", "iso-8859-1", "shift_jis", "us-ascii"], text: CHINESE },
    Sample { charset: GB18030, detected: "GBK", wrong: &["utf-8", "iso-8859-1"], text: "他的名字里有个“㙍”字，字典里查不到，写成𠮷也不对。她说，这样的字在村里还有很多，老人都认得，年轻人已经不会写了。" },
    Sample { charset: BIG5, detected: "Big5", wrong: &["utf-8", "gb2312", "iso-8859-1"], text: TRADITIONAL },
    Sample { charset: SHIFT_JIS, detected: "Shift_JIS", wrong: &["utf-8", "euc-jp", "iso-8859-1"], text: JAPANESE },
    Sample { charset: EUC_JP, detected: "EUC-JP", wrong: &["utf-8", "shift_jis", "iso-8859-1"], text: JAPANESE },
    Sample { charset: ISO_2022_JP, detected: "ISO-2022-JP", wrong: &["utf-8", "shift_jis", "iso-8859-1"], text: JAPANESE },
    Sample { charset: EUC_KR, detected: "EUC-KR", wrong: &["utf-8", "iso-8859-1"], text: KOREAN },
    Sample { charset: WINDOWS_1250, detected: "windows-1250", wrong: &["utf-8"], text: POLISH },
    Sample { charset: ISO_8859_2, detected: "ISO-8859-2", wrong: &["utf-8"], text: POLISH },
    Sample { charset: WINDOWS_1251, detected: "windows-1251", wrong: &["utf-8", "iso-8859-1"], text: RUSSIAN },
    Sample { charset: WINDOWS_1251, detected: "windows-1251", wrong: &["utf-8", "iso-8859-1"], text: UKRAINIAN },
    Sample { charset: KOI8_R, detected: "KOI8-U", wrong: &["utf-8", "iso-8859-1"], text: RUSSIAN },
    Sample { charset: KOI8_U, detected: "KOI8-U", wrong: &["utf-8", "iso-8859-1"], text: UKRAINIAN },
    Sample { charset: IBM866, detected: "IBM866", wrong: &["utf-8"], text: RUSSIAN },
    Sample { charset: WINDOWS_1252, detected: "windows-1252", wrong: &["utf-8"], text: FRENCH },
    Sample { charset: WINDOWS_1253, detected: "windows-1253", wrong: &["utf-8", "iso-8859-1"], text: GREEK },
    Sample { charset: WINDOWS_1254, detected: "windows-1254", wrong: &["utf-8"], text: TURKISH },
    Sample { charset: WINDOWS_1255, detected: "windows-1255", wrong: &["utf-8", "iso-8859-1"], text: HEBREW },
    Sample { charset: WINDOWS_1256, detected: "windows-1256", wrong: &["utf-8", "iso-8859-1"], text: ARABIC },
    Sample { charset: WINDOWS_1257, detected: "windows-1257", wrong: &["utf-8"], text: LITHUANIAN },
    Sample { charset: WINDOWS_874, detected: "windows-874", wrong: &["utf-8", "iso-8859-1"], text: THAI },
    Sample { charset: UTF_8, detected: "UTF-8", wrong: &["gb2312", "big5", "shift_jis", "euc-kr", "iso-8859-1", "utf-16"], text: CHINESE },
    Sample { charset: UTF_8, detected: "UTF-8", wrong: &["iso-8859-1", "iso-8859-2", "windows-1251", "utf-16le"], text: FRENCH },
    Sample { charset: UTF_8, detected: "UTF-8", wrong: &["windows-1251", "koi8-r", "iso-8859-1"], text: RUSSIAN },
    Sample { charset: UTF_8, detected: "UTF-8", wrong: &["tis-620", "iso-8859-1"], text: THAI },
];

/// `text` in `charset`; every character of it has to be there.
fn encode(charset: Charset, text: &str) -> Vec<u8> {
    let (bytes, _, unmappable) = charset.encode(text);
    assert!(!unmappable, "{} cannot hold {text}", charset.name());
    bytes.into_owned()
}

fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn read(bytes: &[u8], hints: &Hints) -> Article {
    bodytext::extract_bytes(bytes, hints)
}

fn http(label: &str) -> Hints {
    Hints::new().with_content_type(format!("text/html; charset={label}"))
}

/// The text, the name of the encoding and how it was found.
fn outcome(article: &Article) -> (&str, &str, EncodingSource) {
    let encoding = article.encoding().expect("an article from bytes knows its encoding");
    (article.text(), encoding.name(), encoding.source())
}

/// How an encoding is found that no label names.
fn source_without_label(name: &str) -> EncodingSource {
    match name {
        "UTF-8" | "ISO-2022-JP" => EncodingSource::Form,
        _ => EncodingSource::Detector,
    }
}

fn page(label: Option<&str>, text: &str) -> String {
    let meta = label.map(|label| format!("<meta charset=\"{label}\">")).unwrap_or_default();
    format!("<!DOCTYPE html><html><head>{meta}<title>1</title></head><body><p>{text}</p></body></html>")
}

/// Bytes of no meaning, the same in each run.
fn noise(length: usize) -> Vec<u8> {
    let mut state = length as u32;
    let next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    std::iter::repeat_with(next).take(length).collect()
}

#[test]
fn a_right_label_is_believed_wherever_it_stands() {
    for Sample { charset, text, .. } in SAMPLES {
        let name = charset.name();
        let bytes = encode(charset, &page(None, text));
        assert_eq!(outcome(&read(&bytes, &http(name))), (*text, name, EncodingSource::Http));

        let bytes = encode(charset, &page(Some(name), text));
        assert_eq!(outcome(&read(&bytes, &Hints::new())), (*text, name, EncodingSource::Meta));

        let pragma = format!("<meta http-equiv=Content-Type content='text/html; charset={name}'><p>{text}</p>");
        assert_eq!(outcome(&read(&encode(charset, &pragma), &Hints::new())), (*text, name, EncodingSource::Meta));

        let xml = format!("<?xml version=\"1.0\" encoding=\"{name}\"?><html><body><p>{text}</p></body></html>");
        let article = read(&encode(charset, &xml), &Hints::new());
        assert_eq!(outcome(&article), (*text, name, EncodingSource::XmlDeclaration));
        assert_eq!(article.encoding().unwrap().replacements(), 0);
    }
}

#[test]
fn without_a_label_the_bytes_speak() {
    for Sample { charset, detected, text, .. } in SAMPLES {
        let source = source_without_label(detected);
        let article = read(&encode(charset, &page(None, text)), &Hints::new());
        assert_eq!(outcome(&article), (*text, *detected, source), "{}", charset.name());
    }
}

#[test]
fn a_wrong_label_is_not_believed() {
    for Sample { charset, detected, text, wrong } in SAMPLES {
        let source = source_without_label(detected);
        for label in *wrong {
            let article = read(&encode(charset, &page(None, text)), &http(label));
            assert_eq!(outcome(&article), (*text, *detected, source), "{} as {label} by HTTP", charset.name());
            if !label.starts_with("utf-16") {
                let article = read(&encode(charset, &page(Some(label), text)), &Hints::new());
                assert_eq!(outcome(&article), (*text, *detected, source), "{} as {label} in the page", charset.name());
            }
        }
    }
}

#[test]
fn a_wrong_label_by_http_gives_way_to_a_right_one_in_the_page() {
    for Sample { charset, text, wrong, .. } in SAMPLES {
        for label in *wrong {
            let article = read(&encode(charset, &page(Some(charset.name()), text)), &http(label));
            assert_eq!(outcome(&article), (*text, charset.name(), EncodingSource::Meta), "as {label}");
        }
    }
}

#[test]
fn where_both_labels_are_possible_http_comes_first() {
    let bytes = encode(WINDOWS_1251, &page(Some("iso-8859-5"), "да"));
    assert_eq!(outcome(&read(&bytes, &http("windows-1251"))), ("да", "windows-1251", EncodingSource::Http));
    // Nothing but ASCII contradicts nothing.
    let article = read(page(Some("euc-kr"), "plain").as_bytes(), &http("koi8-r"));
    assert_eq!(outcome(&article), ("plain", "KOI8-R", EncodingSource::Http));
}

#[test]
fn a_byte_order_mark_decides() {
    let html = page(Some("gb2312"), JAPANESE);
    let mut utf_8 = b"\xEF\xBB\xBF".to_vec();
    utf_8.extend_from_slice(html.as_bytes());
    let marked = format!("\u{FEFF}{html}");
    for (bytes, name) in [
        (utf_8, "UTF-8"),
        (utf_16(&marked, u16::to_le_bytes), "UTF-16LE"),
        (utf_16(&marked, u16::to_be_bytes), "UTF-16BE"),
    ] {
        let article = read(&bytes, &http("windows-1252"));
        assert_eq!(outcome(&article), (JAPANESE, name, EncodingSource::ByteOrderMark));
    }
}

#[test]
fn utf_16_without_a_mark_is_known_by_its_zero_bytes() {
    for text in [FRENCH, CHINESE, RUSSIAN] {
        for hints in [Hints::new(), http("utf-8"), http("gbk"), http("koi8-r")] {
            let html = page(Some("utf-8"), text);
            let article = read(&utf_16(&html, u16::to_le_bytes), &hints);
            assert_eq!(outcome(&article), (text, "UTF-16LE", EncodingSource::Form));
            let article = read(&utf_16(&html, u16::to_be_bytes), &hints);
            assert_eq!(outcome(&article), (text, "UTF-16BE", EncodingSource::Form));
        }
    }
    let article = read(&utf_16(FRENCH, u16::to_le_bytes), &http("utf-16be"));
    assert_eq!(outcome(&article), (FRENCH, "UTF-16LE", EncodingSource::Form));
    let article = read(&utf_16(FRENCH, u16::to_le_bytes), &http("utf-16le"));
    assert_eq!(outcome(&article), (FRENCH, "UTF-16LE", EncodingSource::Http));
    let long = format!("<p>{}</p>", CHINESE.repeat(40));
    assert_eq!(outcome(&read(&utf_16(&long, u16::to_le_bytes), &Hints::new())).1, "UTF-16LE");
    // A stray zero byte is none of UTF-16.
    assert_eq!(outcome(&read(b"<p>one\0 two, and nothing else of the kind</p>", &Hints::new())).1, "UTF-8");
}

#[test]
fn utf_16_by_label_needs_no_zero_bytes() {
    let bytes = utf_16("清晨的集市上人来人往，卖菜的老人", u16::to_be_bytes);
    let article = read(&bytes, &http("utf-16be"));
    assert_eq!(outcome(&article), ("清晨的集市上人来人往，卖菜的老人", "UTF-16BE", EncodingSource::Http));
}

#[test]
fn a_declaration_counts_after_the_first_1024_bytes_too() {
    let script = format!("<script>{}</script>", "var x = 1; ".repeat(400));
    let html = format!("<head>{script}<meta charset=windows-1250></head><p>Łódź");
    let article = read(&encode(WINDOWS_1250, &html), &Hints::new());
    assert_eq!(outcome(&article), ("Łódź", "windows-1250", EncodingSource::Meta));
    // What comes first in the order of the standard is the XML declaration.
    let article = read(&encode(ISO_8859_2, &format!("<?xml encoding='iso-8859-2'?>{html}")), &Hints::new());
    assert_eq!(outcome(&article), ("Łódź", "ISO-8859-2", EncodingSource::XmlDeclaration));
}

#[test]
fn a_few_faults_do_not_make_utf_8_something_else() {
    // Shortened by the byte, as old content systems do, and a quotation mark pasted from elsewhere.
    for label in [None, Some("utf-8"), Some("iso-8859-1")] {
        let mut bytes = page(label, FRENCH).into_bytes();
        bytes.extend_from_slice(b"<p>Lire la suite\xE2\x80</p><p>l\x92an</p>");
        let article = read(&bytes, &Hints::new());
        assert_eq!(article.text(), format!("{FRENCH}\n\nLire la suite\u{FFFD}\n\nl\u{FFFD}an"));
        let encoding = article.encoding().unwrap();
        assert_eq!((encoding.name(), encoding.replacements()), ("UTF-8", 2));
    }
}

#[test]
fn typographic_marks_of_windows_in_a_page_labelled_utf_8_are_read() {
    let article = read(b"<meta charset=utf-8><p>It\x92s \x93quoted\x94 \x96 twice</p>", &Hints::new());
    assert_eq!(outcome(&article), ("It’s “quoted” – twice", "windows-1252", EncodingSource::Detector));
}

#[test]
fn one_mark_in_utf_8_is_enough_against_a_latin_label() {
    for text in ["It’s here", "Café", "20 €"] {
        let article = read(page(Some("iso-8859-1"), text).as_bytes(), &Hints::new());
        assert_eq!(outcome(&article), (text, "UTF-8", EncodingSource::Form));
    }
    // In Chinese two bytes may well be both; the label says which.
    let article = read(&encode(GBK, &page(Some("gbk"), "路")), &Hints::new());
    assert_eq!(outcome(&article), ("路", "GBK", EncodingSource::Meta));
}

#[test]
fn a_label_is_believed_on_very_little_text() {
    for (charset, text) in
        [(GBK, "好"), (SHIFT_JIS, "朝"), (EUC_KR, "집"), (WINDOWS_1251, "Ёж"), (BIG5, "裡"), (KOI8_R, "да")]
    {
        let article = read(&encode(charset, &page(Some(charset.name()), text)), &Hints::new());
        assert_eq!(outcome(&article), (text, charset.name(), EncodingSource::Meta));
    }
}

#[test]
fn labels_of_withdrawn_encodings_and_unknown_ones_do_not_count() {
    for label in ["iso-2022-kr", "hz-gb-2312", "utf-7", "utf-32", "klingon"] {
        let article = read(&encode(EUC_KR, &page(Some(label), KOREAN)), &http(label));
        assert_eq!(outcome(&article), (KOREAN, "EUC-KR", EncodingSource::Detector), "{label}");
    }
}

#[test]
fn the_country_of_the_page_helps_the_detector() {
    let html = encode(WINDOWS_1250, "<p>Šárka</p>");
    let name = |url: &str| read(&html, &Hints::new().with_url(url)).encoding().unwrap().name().to_owned();
    assert_eq!(name("https://www.example.cz/"), "windows-1250");
    assert_eq!(name("https://www.example.fr/"), "windows-1252");
}

#[cfg(feature = "url")]
#[test]
fn the_address_of_the_page_is_the_base_of_bytes_too() {
    let hints = Hints::new().with_url("https://example.jp/news/1");
    let article = bodytext::extract_bytes(b"<p>one <img src=a.png></p>", &hints);
    assert_eq!(article.images()[0].resolved.as_deref(), Some("https://example.jp/news/a.png"));
}

#[test]
fn what_is_no_text_is_utf_8_with_replacements() {
    let noise: Vec<u8> = noise(4000).iter().map(|byte| byte | 0x80).collect();
    // What begins as HTML is HTML.
    let article = read(&[b"<p>", &noise[..]].concat(), &Hints::new());
    let encoding = article.encoding().unwrap();
    assert_eq!((encoding.name(), encoding.source()), ("UTF-8", EncodingSource::Fallback));
    assert_eq!(encoding.replacements(), article.text().matches('\u{FFFD}').count());
    assert!(encoding.replacements() > 1000);
    // By itself it is told to be none, and nothing of it comes out.
    let article = read(&noise, &Hints::new());
    assert_eq!((article.text(), article.status()), ("", Status::Empty(EmptyReason::NotHtml)));
}

#[test]
fn text_that_was_a_string_has_no_encoding() {
    assert_eq!(bodytext::extract("<meta charset=gbk><p>漢").encoding(), None);
    let article = read(b"", &Hints::new());
    assert_eq!(outcome(&article), ("", "UTF-8", EncodingSource::Form));
}

#[test]
fn the_limit_counts_the_bytes_before_they_are_text() {
    use bodytext::{Diagnostic, Extractor, Limit, Options};
    let html = format!("<p>{CHINESE}</p>");
    let bytes = encode(GBK, &html);
    assert!(bytes.len() < html.len());
    let extract = |limit: usize, bytes: &[u8], label: &str| {
        Extractor::new(Options::new().with_max_bytes(limit)).extract_bytes(bytes, &http(label))
    };
    let whole = extract(bytes.len(), &bytes, "gbk");
    assert_eq!(whole.text(), CHINESE);
    assert!(whole.diagnostics().is_empty());

    for limit in [0, 3, 4, 5, 20, 21, 22] {
        for (charset, bytes) in [(GBK, &bytes[..]), (UTF_8, html.as_bytes())] {
            let article = extract(limit, bytes, charset.name());
            assert!(CHINESE.starts_with(article.text()), "{}", article.text());
            assert_eq!(article.diagnostics(), [Diagnostic::Limit { limit: Limit::Bytes }]);
            assert_eq!(article.encoding().unwrap().replacements(), 0);
            assert_eq!(article.encoding().unwrap().name(), charset.name());
        }
    }
}

#[test]
fn an_extractor_is_the_same_after_bytes_as_before() {
    use bodytext::{Extractor, Options};
    let mut extractor = Extractor::new(Options::new().with_max_bytes(12));
    let hints = Hints::new().with_url("https://example.com/");
    assert_eq!(extractor.extract_bytes(b"<p>0123456789</p>", &hints).text(), "012345678");
    assert_eq!(extractor.extract_bytes(b"<p>0123456789</p>", &hints).text(), "012345678");
}

#[cfg(feature = "serde")]
#[test]
fn an_encoding_is_written_with_its_name_and_source() {
    let article = read(b"\xEF\xBB\xBFone\xFF", &Hints::new());
    let json = serde_json::to_string(article.encoding().unwrap()).unwrap();
    assert_eq!(json, r#"{"name":"UTF-8","source":"byte_order_mark","replacements":1}"#);
}
