//! Parquet, with the columns of `bodytext-arrow` behind those of the record.

use super::columns::Columns;
use super::row::Row;
use arrow_array::{ArrayRef, RecordBatch, StringArray, TimestampMicrosecondArray};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef, TimeUnit};
use bodytext_arrow::ArticleBuilder;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::column::writer::ColumnCloseResult;
use parquet::errors::ParquetError;
use parquet::file::metadata::{PageIndexPolicy, ParquetMetaDataReader};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

/// How many rows, and how many bytes in them, are gathered before they are encoded.
const BATCH_ROWS: usize = 512;
const BATCH_BYTES: usize = 4 << 20;
/// How many bytes of encoded rows make a row group: it is held in memory until it is whole.
const GROUP_BYTES: usize = 16 << 20;

/// Writes rows.
pub(super) struct Writer {
    articles: ArticleBuilder,
    urls: Vec<String>,
    dates: Vec<Option<i64>>,
    ids: Vec<Option<String>>,
    truncated: Vec<Option<&'static str>>,
    schema: SchemaRef,
    writer: ArrowWriter<Box<dyn Write + Send>>,
}

impl Writer {
    pub(super) fn new(columns: &Columns, out: Box<dyn Write + Send>) -> io::Result<Writer> {
        let wanted = bodytext_arrow::Columns::from_names(&columns.names).map_err(io::Error::other)?;
        let articles = ArticleBuilder::new(&wanted);
        let schema = Arc::new(schema(&articles.schema()));
        let level = ZstdLevel::try_new(3).map_err(fault)?;
        let properties = WriterProperties::builder().set_compression(Compression::ZSTD(level)).build();
        let writer = ArrowWriter::try_new(out, SchemaRef::clone(&schema), Some(properties)).map_err(fault)?;
        Ok(Writer {
            articles,
            urls: Vec::new(),
            dates: Vec::new(),
            ids: Vec::new(),
            truncated: Vec::new(),
            schema,
            writer,
        })
    }

    /// Adds a row, and says about how many bytes it has.
    pub(super) fn write(&mut self, row: &Row) -> io::Result<u64> {
        let before = self.articles.open_bytes();
        match (&row.article, &row.error) {
            (Some(article), _) => self.articles.append(article),
            (None, why) => self.articles.append_failure(why.as_deref().unwrap_or_default()),
        }
        self.urls.push(row.url.clone());
        let date = row.date.as_deref().and_then(|date| date.parse::<jiff::Timestamp>().ok());
        self.dates.push(date.map(jiff::Timestamp::as_microsecond));
        self.ids.push(row.id.clone());
        self.truncated.push(row.truncated);
        let bytes = self.articles.open_bytes().saturating_sub(before) + row.url.len();
        if self.urls.len() >= BATCH_ROWS || self.articles.open_bytes() >= BATCH_BYTES {
            self.encode()?;
        }
        Ok(bytes as u64)
    }

    /// Encodes the rows that are gathered.
    fn encode(&mut self) -> io::Result<()> {
        let mut urls = std::mem::take(&mut self.urls).into_iter();
        let mut dates = std::mem::take(&mut self.dates).into_iter();
        let mut ids = std::mem::take(&mut self.ids).into_iter();
        let mut truncated = std::mem::take(&mut self.truncated).into_iter();
        for batch in self.articles.finish().map_err(io::Error::other)? {
            let rows = batch.num_rows();
            let dates = dates.by_ref().take(rows).collect::<TimestampMicrosecondArray>().with_timezone("UTC");
            let mut arrays: Vec<ArrayRef> = vec![
                Arc::new(urls.by_ref().take(rows).map(Some).collect::<StringArray>()),
                Arc::new(dates),
                Arc::new(ids.by_ref().take(rows).collect::<StringArray>()),
                Arc::new(truncated.by_ref().take(rows).collect::<StringArray>()),
            ];
            arrays.extend(batch.columns().iter().cloned());
            let batch = RecordBatch::try_new(SchemaRef::clone(&self.schema), arrays).map_err(arrow_fault)?;
            self.writer.write(&batch).map_err(fault)?;
        }
        if self.writer.in_progress_size() >= GROUP_BYTES {
            self.writer.flush().map_err(fault)?;
        }
        Ok(())
    }

    /// Writes what is still held back, and the end of the file.
    pub(super) fn finish(mut self) -> io::Result<()> {
        if !self.urls.is_empty() {
            self.encode()?;
        }
        self.writer.into_inner().map_err(fault)?.flush()
    }
}

/// The columns of the record, and those of its article.
fn schema(of_article: &Schema) -> Schema {
    let text = |name: &str| Arc::new(Field::new(name, DataType::Utf8, true));
    let date = DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()));
    let mut fields = vec![text("url"), Arc::new(Field::new("warc_date", date, true))];
    fields.extend([text("warc_record_id"), text("truncated")]);
    fields.extend(of_article.fields().iter().cloned());
    Schema::new(fields)
}

/// Makes one file of several: their row groups are taken over as they are.
pub(super) fn merge(parts: &[PathBuf], out: &mut (dyn Write + Send)) -> io::Result<()> {
    let mut out = Some(out);
    let mut writer = None;
    for part in parts {
        let file = File::open(part)?;
        let metadata = ParquetMetaDataReader::new()
            .with_page_index_policy(PageIndexPolicy::Optional)
            .parse_and_finish(&file)
            .map_err(fault)?;
        if let Some(out) = out.take() {
            let known = metadata.file_metadata();
            let properties = WriterProperties::builder().set_key_value_metadata(known.key_value_metadata().cloned());
            let root = known.schema_descr().root_schema_ptr();
            writer = Some(SerializedFileWriter::new(out, root, Arc::new(properties.build())).map_err(fault)?);
        }
        let Some(writer) = &mut writer else { continue };
        for (index, group) in metadata.row_groups().iter().enumerate() {
            let column_indexes = metadata.column_index().and_then(|indexes| indexes.get(index));
            let offset_indexes = metadata.offset_index().and_then(|indexes| indexes.get(index));
            let mut copy = writer.next_row_group().map_err(fault)?;
            for (number, column) in group.columns().iter().enumerate() {
                let close = ColumnCloseResult {
                    bytes_written: column.compressed_size().unsigned_abs(),
                    rows_written: group.num_rows().unsigned_abs(),
                    metadata: column.clone(),
                    bloom_filter: None,
                    column_index: column_indexes.and_then(|indexes| indexes.get(number)).cloned(),
                    offset_index: offset_indexes.and_then(|indexes| indexes.get(number)).cloned(),
                };
                copy.append_column(&file, close).map_err(fault)?;
            }
            copy.close().map_err(fault)?;
        }
    }
    if let Some(writer) = writer {
        writer.close().map_err(fault)?;
    }
    Ok(())
}

/// What Parquet's writer says: where the output could not be written, why.
fn fault(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        error => io::Error::other(error),
    }
}

fn arrow_fault(error: ArrowError) -> io::Error {
    io::Error::other(error)
}
