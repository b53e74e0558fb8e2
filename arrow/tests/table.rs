//! Pages in, tables out: through the public interface alone.

use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, Int32Type, TimestampMicrosecondType};
use arrow_array::{
    Array, ArrayRef, BinaryArray, BinaryViewArray, DictionaryArray, Int8Array, Int32Array, Int64Array,
    LargeBinaryArray, LargeStringArray, NullArray, RecordBatch, RunArray, StringArray, StringViewArray, UInt32Array,
    UInt64Array,
};
use arrow_schema::{DataType, Schema};
use bodytext::{Extractor, Hints, Options};
use bodytext_arrow::{ArticleBuilder, Column, Columns, Error, Page, extract_array};
use std::fs;
use std::path::Path;
use std::sync::Arc;

const PAGE: &str = r#"<html lang="en"><head><title>How to brew green tea - The Leaf</title>
<meta property="og:site_name" content="The Leaf"><meta name="description" content="Water, leaves, patience.">
<link rel="canonical" href="https://tea.example/green">
<meta property="article:published_time" content="2021-07-08T16:41:32+08:00">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"How to brew green tea",
"author":[{"name":"Ada Lind"},{"name":"Ben Sato"}],"dateModified":"2021-07-09"}</script></head>
<body><nav><a href="/">Home</a> <a href="/pots">Pots</a> <a href="/cups">Cups</a></nav>
<article><h1>How to brew green tea</h1>
<p>Green tea wants patience, say those who grow it in the hills: the water must not boil, and the leaves must not stay in it for
longer than two minutes. See <a href="/kettle" title="Kettles">how to tell</a> without a thermometer.</p>
<p><img src="cup.jpg" alt="A cup" width="600" height="400"></p>
<p>Pour the water slowly, in circles, and wait until the leaves have opened. The second infusion, many say, is better than
the first, and the third is for the guests who have stayed on for the evening.</p></article>
<footer>© The Leaf. All rights reserved.</footer></body></html>"#;

fn extracted(pages: &dyn Array, urls: Option<&dyn Array>, columns: &Columns) -> RecordBatch {
    let mut batches = extract_array(pages, urls, &mut Extractor::default(), columns).unwrap();
    assert_eq!(batches.len(), 1);
    batches.remove(0)
}

fn text<'b>(batch: &'b RecordBatch, column: &str, row: usize) -> Option<&'b str> {
    let texts = batch.column_by_name(column).unwrap().as_string::<i32>();
    texts.is_valid(row).then(|| texts.value(row))
}

#[test]
fn a_page_fills_all_columns() {
    let urls = StringArray::from(vec!["https://tea.example/posts/green"]);
    let batch = extracted(&StringArray::from(vec![PAGE]), Some(&urls), &Columns::all());
    assert_eq!((batch.num_rows(), batch.num_columns()), (1, Column::ALL.len()));

    assert!(text(&batch, "text", 0).unwrap().starts_with("Green tea wants patience"));
    assert!(text(&batch, "markdown", 0).unwrap().contains("[how to tell](https://tea.example/kettle"));
    assert!(text(&batch, "html", 0).unwrap().contains("<p>Pour the water slowly"));
    assert!(text(&batch, "json", 0).unwrap().contains(r#""kind":"paragraph""#));
    for (column, value) in [
        ("title", "How to brew green tea"),
        ("published_raw", "2021-07-08T16:41:32+08:00"),
        ("modified_raw", "2021-07-09"),
        ("description", "Water, leaves, patience."),
        ("site_name", "The Leaf"),
        ("canonical_url", "https://tea.example/green"),
        ("language", "en"),
        ("status", "found"),
        ("page_type", "article"),
    ] {
        assert_eq!(text(&batch, column, 0), Some(value), "{column}");
    }
    assert_eq!((text(&batch, "status_reason", 0), text(&batch, "encoding", 0)), (None, None));

    let times = |column| batch.column_by_name(column).unwrap().as_primitive::<TimestampMicrosecondType>().value(0);
    assert_eq!(times("published"), 1_625_733_692_000_000);
    assert_eq!(times("modified"), 1_625_788_800_000_000, "a day is its midnight in UTC");
    let numbers = |column| batch.column_by_name(column).unwrap().as_primitive::<Float32Type>().value(0);
    assert!(numbers("confidence") > 0.5 && numbers("confidence") <= 1.0);
    assert!(numbers("page_type_probability") > 0.2);

    let list = |column| batch.column_by_name(column).unwrap().as_list::<i32>().value(0);
    assert_eq!(list("authors").as_string::<i32>().iter().flatten().collect::<Vec<_>>(), ["Ada Lind", "Ben Sato"]);
    let images = list("images");
    let images = images.as_struct();
    let of_image = |name| images.column_by_name(name).unwrap().as_string::<i32>().value(0).to_owned();
    assert_eq!((images.len(), of_image("url")), (1, "https://tea.example/posts/cup.jpg".to_owned()));
    assert_eq!(of_image("alt"), "A cup");
    let size = |name| images.column_by_name(name).unwrap().as_primitive::<Int32Type>().value(0);
    assert_eq!((size("width"), size("height")), (600, 400));
    let links = list("links");
    let of_link = |name| links.as_struct().column_by_name(name).unwrap().as_string::<i32>().value(0).to_owned();
    assert_eq!((of_link("url"), of_link("text")), ("https://tea.example/kettle".to_owned(), "how to tell".to_owned()));
    assert_eq!(of_link("title"), "Kettles");
    assert!(list("diagnostics").is_empty());
}

#[test]
fn the_schema_is_known_before_and_has_no_unsigned_number() {
    fn has_unsigned(kind: &DataType) -> bool {
        match kind {
            DataType::List(item) => has_unsigned(item.data_type()),
            DataType::Struct(fields) => fields.iter().any(|field| has_unsigned(field.data_type())),
            other => other.is_unsigned_integer(),
        }
    }
    let schema = Columns::all().schema();
    assert_eq!(extracted(&NullArray::new(0), None, &Columns::all()).schema(), schema);
    assert_eq!(ArticleBuilder::new(&Columns::all()).schema(), schema);
    assert!(!schema.fields().iter().any(|field| has_unsigned(field.data_type())));
    let names: Vec<_> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    assert_eq!(Columns::from_names(&names).unwrap(), Columns::all());
    let default = Columns::default().schema();
    assert!(["markdown", "html", "json"].iter().all(|name| default.column_with_name(name).is_none()));
    assert_eq!(Columns::new([]).schema().as_ref(), &Schema::empty());
    assert_eq!(extracted(&StringArray::from(vec!["a", "b"]), None, &Columns::new([])).num_rows(), 2);
}

#[test]
fn all_arrays_of_strings_and_bytes_are_pages() {
    let pages = vec![Some(PAGE), None, Some("<p>Grüner Tee, 龙井</p>")];
    let bytes: Vec<Option<&[u8]>> = pages.iter().map(|page| page.map(str::as_bytes)).collect();
    let urls = vec![Some("https://tea.example/a"), None, None];
    let strings: [ArrayRef; 3] = [
        Arc::new(StringArray::from(pages.clone())),
        Arc::new(LargeStringArray::from(pages.clone())),
        Arc::new(StringViewArray::from(pages)),
    ];
    let binaries: [ArrayRef; 3] = [
        Arc::new(BinaryArray::from(bytes.clone())),
        Arc::new(LargeBinaryArray::from(bytes.clone())),
        Arc::new(BinaryViewArray::from(bytes)),
    ];
    let addresses: [ArrayRef; 3] = [
        Arc::new(StringArray::from(urls.clone())),
        Arc::new(LargeStringArray::from(urls.clone())),
        Arc::new(StringViewArray::from(urls)),
    ];
    // Of strings no encoding is told.
    let columns =
        Columns::new(Column::ALL.into_iter().filter(|column| !matches!(column, Column::Encoding | Column::Json)));
    let expected = extracted(&*strings[0], Some(&*addresses[0]), &columns);
    assert_eq!(text(&expected, "text", 2), Some("Grüner Tee, 龙井"));
    assert!(
        (0..columns.iter().len()).all(|column| expected.column(column).is_null(1)),
        "a page that is null is a row of nulls"
    );
    for (pages, urls) in strings.iter().chain(&binaries).zip(addresses.iter().cycle()) {
        assert_eq!(extracted(&**pages, Some(&**urls), &columns), expected, "{}", pages.data_type());
    }
    // Slices begin where they begin.
    let slice = strings[1].slice(2, 1);
    assert_eq!(text(&extracted(&*slice, None, &columns), "text", 0), Some("Grüner Tee, 龙井"));
    let encoding = extracted(&*binaries[0], None, &Columns::all());
    assert_eq!((text(&encoding, "encoding", 0), text(&encoding, "encoding", 1)), (Some("UTF-8"), None));
}

#[test]
fn dictionaries_and_runs_are_read_as_what_they_stand_for() {
    let columns = Columns::from_names(["text", "images"]).unwrap();
    let texts = |pages: &dyn Array, urls: Option<&dyn Array>| {
        let batch = extracted(pages, urls, &columns);
        (0..batch.num_rows()).map(|row| text(&batch, "text", row).map(str::to_owned)).collect::<Vec<_>>()
    };
    let own = |texts: &[Option<&str>]| texts.iter().map(|text| text.map(str::to_owned)).collect::<Vec<_>>();

    let values: ArrayRef =
        Arc::new(StringArray::from(vec![Some("<p>Green tea.</p>"), None, Some("<p>Black tea.</p>")]));
    // A null is one of the keys or one of the values.
    let keys = Int8Array::from(vec![Some(2), Some(0), None, Some(1), Some(2)]);
    let words = DictionaryArray::new(keys, Arc::clone(&values));
    let wanted = own(&[Some("Black tea."), Some("Green tea."), None, None, Some("Black tea.")]);
    assert_eq!(texts(&words, None), wanted);
    assert_eq!(texts(&words.slice(1, 3), None), wanted[1..4]);
    let views: ArrayRef = Arc::new(StringViewArray::from(vec!["<p>Green tea.</p>"]));
    assert_eq!(texts(&DictionaryArray::new(UInt32Array::from(vec![0, 0]), views), None), own(&[Some("Green tea."); 2]));
    let bytes: ArrayRef = Arc::new(BinaryArray::from(vec!["<p>Grüner Tee.</p>".as_bytes()]));
    assert_eq!(texts(&DictionaryArray::new(UInt64Array::from(vec![0]), bytes), None), own(&[Some("Grüner Tee.")]));

    let runs = RunArray::try_new(&Int32Array::from(vec![2, 3, 5]), &values).unwrap();
    let wanted = own(&[Some("Green tea."), Some("Green tea."), None, Some("Black tea."), Some("Black tea.")]);
    assert_eq!(texts(&runs, None), wanted);
    assert_eq!(texts(&runs.slice(1, 3), None), wanted[1..4]);
    let runs_of_words = RunArray::try_new(&Int32Array::from(vec![1, 2, 3, 4, 7]), &words).unwrap();
    let last = texts(&runs_of_words, None).split_off(4);
    assert_eq!(last, own(&[Some("Black tea."); 3]));

    let address: ArrayRef = Arc::new(StringArray::from(vec!["https://tea.example/"]));
    let urls = DictionaryArray::new(Int8Array::from(vec![Some(0), None]), address);
    let batch = extracted(&StringArray::from(vec!["<img src=cup.jpg>"; 2]), Some(&urls), &columns);
    let images = batch.column_by_name("images").unwrap().as_list::<i32>().values().as_struct().clone();
    let images = images.column_by_name("url").unwrap().as_string::<i32>();
    assert_eq!((images.value(0), images.value(1)), ("https://tea.example/cup.jpg", "cup.jpg"));

    let numbers: ArrayRef = Arc::new(Int64Array::from(vec![1]));
    let numbers = DictionaryArray::new(Int8Array::from(vec![0]), numbers);
    let error = extract_array(&numbers, None, &mut Extractor::default(), &columns).unwrap_err();
    assert!(error.to_string().ends_with("not Dictionary(Int8, Int64)"), "{error}");
}

#[test]
fn pages_without_content_are_rows_with_a_reason() {
    let shell = "<title>Tea</title><noscript>Please enable JavaScript to run this app.</noscript><div id=app></div>";
    let pages: [&[u8]; 3] = [shell.as_bytes(), b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\n", b""];
    let batch = extracted(&BinaryArray::from(pages.to_vec()), None, &Columns::all());
    let told: Vec<_> = (0..3).map(|row| (text(&batch, "status", row), text(&batch, "status_reason", row))).collect();
    let empty = |reason| (Some("empty"), Some(reason));
    assert_eq!(told, [empty("needs_script"), empty("not_html"), empty("no_text")]);
    assert!((0..3).all(|row| text(&batch, "text", row) == Some("")));
    let diagnostics = batch.column_by_name("diagnostics").unwrap().as_list::<i32>().value(1);
    assert_eq!(diagnostics.as_struct().column(0).as_string::<i32>().value(0), "not_html");
}

#[test]
fn batches_end_before_they_are_too_large() {
    let columns = Columns::from_names(["text", "links", "status"]).unwrap();
    let page =
        |number: usize| format!("<p>Page {number}: {}<a href=/{number}>more</a></p>", "green tea ".repeat(number * 10));
    let mut one = ArticleBuilder::new(&columns);
    let mut several = ArticleBuilder::new(&columns).with_batch_bytes(2000);
    let mut extractor = Extractor::default();
    for number in 0..40 {
        for builder in [&mut one, &mut several] {
            builder.extract(&mut extractor, Some(Page::Text(&page(number))), &Hints::new());
        }
        assert_eq!(several.len(), number + 1);
    }
    let (whole, parts) = (one.finish().unwrap(), several.finish().unwrap());
    assert!(whole.len() == 1 && parts.len() > 10 && several.is_empty());
    assert_eq!(parts.iter().map(RecordBatch::num_rows).sum::<usize>(), 40);
    let mut row = 0;
    for part in &parts {
        assert_eq!(part, &whole[0].slice(row, part.num_rows()));
        let bytes: usize = part.column(0).as_string::<i32>().iter().flatten().map(str::len).sum();
        assert!(bytes <= 2000 || part.num_rows() == 1, "{bytes} bytes in {} rows", part.num_rows());
        row += part.num_rows();
    }
}

#[test]
fn options_hold_and_sizes_that_no_picture_has_are_none() {
    let mut extractor = Extractor::new(Options::new().with_max_output(16));
    let columns = Columns::from_names(["text", "diagnostics", "images"]).unwrap();
    let pages = StringArray::from(vec![
        "<p>Green tea.</p><p>Black tea.</p>",
        "<figure><img src=a.png width=4000000000 height=20><figcaption>A cup.</figcaption></figure>",
    ]);
    let batch = extract_array(&pages, None, &mut extractor, &columns).unwrap().remove(0);
    assert_eq!(text(&batch, "text", 0), Some("Green tea."));
    let diagnostics = batch.column(1).as_list::<i32>().value(0);
    assert_eq!(diagnostics.as_struct().column(0).as_string::<i32>().value(0), "limit_output");
    let images = batch.column(2).as_list::<i32>().value(1);
    let (width, height) = (images.as_struct().column(3), images.as_struct().column(4).as_primitive::<Int32Type>());
    assert!(width.is_null(0));
    assert_eq!(images.as_struct().column(2).as_string::<i32>().value(0), "A cup.");
    assert_eq!(height.value(0), 20);
}

#[test]
fn what_is_no_page_is_an_error_that_says_so() {
    let (numbers, pages) = (Int64Array::from(vec![1]), StringArray::from(vec!["a"]));
    let mut extractor = Extractor::default();
    let mut problem = |pages: &dyn Array, urls: Option<&dyn Array>| {
        extract_array(pages, urls, &mut extractor, &Columns::default()).unwrap_err().to_string()
    };
    assert!(problem(&numbers, None).starts_with("pages are strings or bytes (Utf8,"));
    assert!(problem(&pages, Some(&numbers)).ends_with("not Int64"));
    assert_eq!(problem(&pages, Some(&StringArray::from(vec!["a", "b"]))), "there are 2 addresses for 1 pages");
    assert!(matches!(Columns::from_names(["Text"]), Err(Error::Column { name }) if name == "Text"));
    let nulls = extracted(&NullArray::new(3), Some(&NullArray::new(3)), &Columns::default());
    assert_eq!((nulls.num_rows(), nulls.column(0).null_count()), (3, 3));
}

#[test]
fn every_fixture_gives_what_the_library_gives() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures");
    let mut pages = Vec::new();
    for kind in ["bodies", "pages"] {
        for entry in fs::read_dir(root.join(kind)).unwrap() {
            let folder = entry.unwrap().path();
            let inputs = ["input.md", "input.html"].map(|name| folder.join(name));
            pages.extend(inputs.iter().filter_map(|input| fs::read(input).ok()));
        }
    }
    assert!(pages.len() > 100, "{} fixtures", pages.len());
    let array = BinaryArray::from(pages.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let batch = extracted(&array, None, &Columns::all());
    for (row, page) in pages.iter().enumerate() {
        let article = bodytext::extract_bytes(page, &Hints::new());
        assert_eq!(text(&batch, "text", row), Some(article.text()));
        assert_eq!(text(&batch, "markdown", row), Some(article.to_markdown().as_str()));
        assert_eq!(text(&batch, "html", row), Some(article.to_html().as_str()));
        assert_eq!(text(&batch, "title", row), article.metadata().title());
        let images = batch.column_by_name("images").unwrap().as_list::<i32>().value(row);
        let urls = images.as_struct().column(0).as_string::<i32>();
        assert!(urls.iter().flatten().eq(article.images().iter().map(bodytext::Image::url)));
        let whole: bodytext::Article = serde_json::from_str(text(&batch, "json", row).unwrap()).unwrap();
        assert_eq!(whole, article);
    }
}
