//! Parquet.

use crate::archive::{Record, crawl, file};
use crate::{Run, folder, program};
use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, TimestampMicrosecondType};
use arrow_array::{Array, RecordBatch};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::File;

#[test]
fn a_table_says_what_json_lines_say() {
    let folder = folder("table");
    std::fs::write(folder.join("crawl.warc.gz"), file(&crawl(50), Record::gzip)).unwrap();
    let run = |args: &[&str]| Run::of(program(&folder).arg("crawl.warc.gz").args(args).output().unwrap());
    let rows = run(&["--columns", "text,title,language,status,confidence,markdown"]).rows;
    for (name, part_rows) in [("one.parquet", "1000"), ("merged.parquet", "7")] {
        let run =
            run(&["-o", name, "--part-rows", part_rows, "--columns", "text,title,language,status,confidence,markdown"]);
        assert_eq!(run.code, Some(0), "{}", run.messages);
        let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(folder.join(name)).unwrap()).unwrap();
        let names: Vec<String> = builder.schema().fields().iter().map(|field| field.name().clone()).collect();
        let expected = [
            "url",
            "warc_date",
            "warc_record_id",
            "truncated",
            "text",
            "markdown",
            "title",
            "language",
            "status",
            "confidence",
        ];
        assert_eq!(names, expected);
        let groups = builder.metadata().num_row_groups();
        assert_eq!(groups, if part_rows == "7" { 8 } else { 1 });
        let batches: Vec<RecordBatch> = builder.build().unwrap().map(Result::unwrap).collect();
        let mut row = 0;
        for batch in &batches {
            let dates = batch.column_by_name("warc_date").unwrap().as_primitive::<TimestampMicrosecondType>();
            let confidences = batch.column_by_name("confidence").unwrap().as_primitive::<Float32Type>();
            assert!(batch.column_by_name("truncated").unwrap().null_count() == batch.num_rows());
            for index in 0..batch.num_rows() {
                for name in ["url", "warc_record_id", "text", "markdown", "title", "language", "status"] {
                    let column = batch.column_by_name(name).unwrap().as_string::<i32>();
                    assert_eq!(column.value(index), rows[row][name].as_str().unwrap(), "{name}");
                }
                // 2026-01-02T03:04:05Z
                assert_eq!(dates.value(index), 1_767_323_045_000_000);
                assert!((f64::from(confidences.value(index)) - rows[row]["confidence"].as_f64().unwrap()).abs() < 1e-6);
                row += 1;
            }
        }
        assert_eq!(row, 50);
    }
}

#[test]
fn no_page_is_a_table_without_rows() {
    let folder = folder("empty-table");
    std::fs::write(folder.join("crawl.warc.gz"), file(&crawl(1), Record::gzip)).unwrap();
    let run = Run::of(
        program(&folder).args(["crawl.warc.gz", "-o", "a.parquet", "--host", "coffee.example"]).output().unwrap(),
    );
    assert_eq!(run.code, Some(0), "{}", run.messages);
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(folder.join("a.parquet")).unwrap()).unwrap();
    assert_eq!(builder.schema().fields().len(), 24);
    assert_eq!(builder.build().unwrap().count(), 0);
}
