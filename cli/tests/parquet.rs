//! Parquet files with pages in a column.

mod shell;

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use shell::{Folder, stderr, stdout};
use std::sync::Arc;

/// A row: its HTML and its address.
type Row<'r> = (Option<&'r [u8]>, Option<&'r str>);

/// A Parquet file with a group for each slice of rows, and a column of numbers besides.
fn parquet(kind: &str, compression: Compression, groups: &[&[Row<'_>]]) -> Vec<u8> {
    let schema = format!(
        "message pages {{ required int64 id; optional binary html {kind}; optional binary url (UTF8); required binary charset (UTF8); }}"
    );
    let schema = Arc::new(parse_message_type(&schema).unwrap());
    let properties = Arc::new(WriterProperties::builder().set_compression(compression).build());
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, properties).unwrap();
    for rows in groups {
        let mut group = writer.next_row_group().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        let ids: Vec<i64> = (0..).take(rows.len()).collect();
        column.typed::<Int64Type>().write_batch(&ids, None, None).unwrap();
        column.close().unwrap();
        let mut texts = |values: Vec<Option<&[u8]>>, is_optional: bool| {
            let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
            let values: Vec<ByteArray> = values.into_iter().flatten().map(|value| value.to_vec().into()).collect();
            let mut column = group.next_column().unwrap().unwrap();
            let levels = is_optional.then_some(levels.as_slice());
            column.typed::<ByteArrayType>().write_batch(&values, levels, None).unwrap();
            column.close().unwrap();
        };
        texts(rows.iter().map(|(html, _)| *html).collect(), true);
        texts(rows.iter().map(|(_, url)| url.map(str::as_bytes)).collect(), true);
        texts(rows.iter().map(|_| Some(b"gbk".as_slice())).collect(), false);
        group.close().unwrap();
    }
    writer.into_inner().unwrap()
}

/// `<p>你好，世界。</p>` in GBK.
const GBK_PARAGRAPH: &[u8] = b"<p>\xC4\xE3\xBA\xC3\xA3\xAC\xCA\xC0\xBD\xE7\xA1\xA3</p>";

const FIELDS: [&str; 4] = ["-f", "jsonl", "--fields", "record,url,markdown"];

#[test]
fn rows_are_pages_in_any_compression() {
    let link: &[u8] = b"<p><a href=b>Tea</a>";
    let first = vec![(Some(link), Some("https://tea.example/")); 40];
    let rows = [first.as_slice(), &[(None, None), (Some("<p>Té".as_bytes()), None)]];
    for compression in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(parquet::basic::GzipLevel::default()),
        Compression::ZSTD(parquet::basic::ZstdLevel::default()),
        Compression::LZ4_RAW,
        Compression::BROTLI(parquet::basic::BrotliLevel::default()),
    ] {
        let folder = Folder::new("pq_rows").with("pages.parquet", parquet("(UTF8)", compression, &rows));
        let output = folder.run(&[&["pages.parquet"], &FIELDS[..]].concat());
        let lines: Vec<_> = stdout(&output).lines().collect();
        assert_eq!(lines.len(), 41, "{compression}");
        let expected =
            "{\"record\":40,\"url\":\"https://tea.example/\",\"markdown\":\"[Tea](https://tea.example/b)\\n\"}";
        assert_eq!(lines[39], expected);
        assert_eq!(lines[40], "{\"record\":42,\"url\":null,\"markdown\":\"Té\\n\"}");
        assert!(stderr(&output).starts_with("bodytext: pages.parquet:41: no HTML in the column `html`\n"));
        assert_eq!(output.status.code(), Some(1));
    }
}

#[test]
fn bytes_are_decoded_and_so_is_text_that_is_none() {
    for kind in ["", "(UTF8)"] {
        let file = parquet(kind, Compression::SNAPPY, &[&[(Some(GBK_PARAGRAPH), None)]]);
        let output = Folder::new("pq_bytes")
            .with("pages", file)
            .run(&[&["pages", "--html-column", "html"], &FIELDS[..]].concat());
        assert_eq!(
            stdout(&output),
            "{\"record\":1,\"url\":null,\"markdown\":\"你好，世界。\\n\"}\n",
            "{}",
            stderr(&output)
        );
    }
}

#[test]
fn columns_have_names_of_their_own() {
    let file = parquet("(UTF8)", Compression::SNAPPY, &[&[(Some(b"https://tea.example/"), Some("<p>Tea"))]]);
    let folder = Folder::new("pq_columns").with("pages.parquet", file);
    let columns = ["pages.parquet", "--html-column", "url", "--url-column", "html"];
    let output = folder.run(&[&columns[..], &FIELDS].concat());
    assert_eq!(stdout(&output), "{\"record\":1,\"url\":\"https://tea.example/\",\"markdown\":\"Tea\\n\"}\n");
    for (wrong, told) in [
        ("body", "no column `body`, only `id`, `html`, `url`, `charset`; --html-column names another one"),
        ("id", "the column `id` holds neither text nor bytes; those that do are `html`, `url`, `charset`"),
    ] {
        let output = folder.run(&["pages.parquet", "--html-column", wrong]);
        assert_eq!(stderr(&output), format!("bodytext: pages.parquet: {told}\n"));
        assert_eq!(output.status.code(), Some(1));
    }
}

#[test]
fn a_column_inside_of_another_one_is_read() {
    let schema = "message pages { optional group page { optional binary html (UTF8); } optional binary url (UTF8); }";
    let mut writer = SerializedFileWriter::new(
        Vec::new(),
        Arc::new(parse_message_type(schema).unwrap()),
        Arc::new(WriterProperties::builder().build()),
    )
    .unwrap();
    let mut group = writer.next_row_group().unwrap();
    // Of the second row the page is missing, of the third its HTML.
    for (values, levels) in
        [(["<p>Tea", "<p>Cup"], [2, 0, 1, 2]), (["https://a.example/", "https://d.example/"], [1, 0, 0, 1])]
    {
        let values: Vec<ByteArray> = values.into_iter().map(ByteArray::from).collect();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None).unwrap();
        column.close().unwrap();
    }
    group.close().unwrap();
    let folder = Folder::new("pq_inside").with("pages.parquet", writer.into_inner().unwrap());
    let output = folder.run(&[&["pages.parquet", "-q", "--html-column", "page.html"], &FIELDS[..]].concat());
    let expected = "{\"record\":1,\"url\":\"https://a.example/\",\"markdown\":\"Tea\\n\"}\n\
        {\"record\":4,\"url\":\"https://d.example/\",\"markdown\":\"Cup\\n\"}\n";
    assert_eq!((stdout(&output), output.status.code()), (expected, Some(1)), "{}", stderr(&output));
    let without = "no HTML in the column `page.html`";
    assert_eq!(
        stderr(&output),
        format!("bodytext: pages.parquet:2: {without}\nbodytext: pages.parquet:3: {without}\n")
    );
}

#[test]
fn a_damaged_file_is_told_and_ends_nothing() {
    let rows = vec![(Some(b"<p>Tea".as_slice()), None); 100];
    let whole = parquet("(UTF8)", Compression::SNAPPY, &[&rows, &rows]);
    let mut failed = 0;
    for at in (4..whole.len()).step_by(37) {
        let mut file = whole.clone();
        file[at] ^= 0x5a;
        let output = Folder::new("pq_damaged").with("pages.parquet", &file).with("b.html", "<p>Cup").run(&[
            "pages.parquet",
            "b.html",
            "-q",
        ]);
        assert!(stdout(&output).ends_with("Cup\n"), "byte {at}: {}", stderr(&output));
        assert!(!stderr(&output).contains("panicked"), "byte {at}: {}", stderr(&output));
        failed += i32::from(output.status.code() == Some(1));
    }
    assert!(failed > 3, "{failed}");
    let cut = &whole[..whole.len() / 2];
    for (file, told) in [
        (cut, "a damaged Parquet file, or one that was not written to its end: copy or write it once more."),
        (b"PAR1", "a damaged Parquet file, or one that was not written to its end: copy or write it once more."),
        (b"", "an empty file, and no Parquet: was it written to its end?"),
        (b"<p>Tea", "no Parquet file, though its name says so: its first bytes are others"),
        (b"PARE", "an encrypted Parquet file, which is not read"),
    ] {
        let output = Folder::new("pq_cut").with("pages.parquet", file).run(&["pages.parquet"]);
        assert!(stderr(&output).starts_with(&format!("bodytext: pages.parquet: {told}")), "{}", stderr(&output));
        assert_eq!(output.status.code(), Some(1));
    }
    let piped = Folder::new("pq_piped").run_with(&["--html-column", "html"], &whole);
    let told = "bodytext: standard input: Parquet in a pipe or compressed as a whole, which is not read: give it as a file of its own\n";
    assert_eq!((stderr(&piped), piped.status.code()), (told, Some(1)));
    let none = Folder::new("pq_none")
        .with("pages.parquet", parquet("(UTF8)", Compression::SNAPPY, &[]))
        .run(&["pages.parquet"]);
    assert_eq!(stderr(&none), "bodytext: there is nothing to read: no input holds a record\n");
}
