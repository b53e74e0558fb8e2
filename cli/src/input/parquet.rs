//! Files that hold many pages, a row each: Parquet.
//!
//! The columns are read as bytes, whatever they are declared to be: a text that is no UTF-8 is a page whose encoding is to be found
//! out, and no error that costs the rows beside it.

use super::{Columns, Record};
use crate::report::{guarded, reason};
use parquet::basic::{ConvertedType, LogicalType};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use parquet::schema::types::{ColumnDescriptor, SchemaDescriptor};
use std::collections::VecDeque;
use std::fs::File;
use std::path::Path;

/// How many rows are read at a time.
const ROWS: usize = 16;
/// How long a message of the Parquet library may be: some hold the data that they are about.
const MESSAGE: usize = 200;

/// What is said of a file that was cut off or changed.
const DAMAGED: &str = "a damaged Parquet file, or one that was not written to its end: copy or write it once more.";

/// A row of a file, or a part of it that cannot be read.
#[derive(Debug)]
pub(super) struct Row {
    /// Counted from one; of what cannot be read the first one.
    pub(super) number: u64,
    pub(super) record: std::result::Result<Record, String>,
    /// This row's share of the file's bytes.
    pub(super) bytes: u64,
}

/// The rows of a file. Of a group of rows that is damaged the rest is left out, and told.
///
/// # Errors
/// Where the file is no Parquet, or has no column of HTML: a message.
pub(super) fn rows(
    path: &Path,
    columns: &Columns,
) -> std::result::Result<impl Iterator<Item = Row> + Send + use<>, String> {
    let file = File::open(path).map_err(|error| reason(&error))?;
    let length = file.metadata().map_or(0, |metadata| metadata.len());
    let file = guarded(|| SerializedFileReader::new(file))?.map_err(|error| {
        format!("{DAMAGED} Its end, where its columns are listed, cannot be read: {}", message(&error))
    })?;
    let places = Places::find(file.metadata().file_metadata().schema_descr(), columns)?;
    let without_html = columns.without_html();
    let count = u64::try_from(file.metadata().file_metadata().num_rows()).unwrap_or_default();
    let bytes = length.checked_div(count).unwrap_or_default();
    let groups = file.num_row_groups();
    let mut first = 1;
    Ok((0..groups).flat_map(move |index| {
        let start = first;
        first += u64::try_from(file.metadata().row_group(index).num_rows()).unwrap_or_default();
        let group = file.get_row_group(index).and_then(|group| Group::new(&*group, &places));
        let mut group = Some(group);
        let mut ready = VecDeque::new();
        let (mut number, without_html) = (start, without_html.clone());
        std::iter::from_fn(move || {
            if ready.is_empty() {
                let read = match group.take()? {
                    Ok(mut open) => guarded(move || open.read().map(|rows| (rows, open)))
                        .and_then(|read| read.map_err(|error| message(&error))),
                    Err(error) => Err(message(&error)),
                };
                match read {
                    Ok((rows, open)) => {
                        if !rows.is_empty() {
                            group = Some(Ok(open));
                        }
                        ready.extend(rows);
                    }
                    Err(error) => {
                        let record = Err(format!("this row and others cannot be read: {error}"));
                        return Some(Row { number, record, bytes: 0 });
                    }
                }
            }
            let record = ready.pop_front()?.ok_or_else(|| without_html.clone());
            let row = Row { number, record, bytes };
            number += 1;
            Some(row)
        })
    }))
}

/// The message of an error, on one line and not too long.
fn message(error: &ParquetError) -> String {
    let text = error.to_string();
    let line: String = text.chars().take(MESSAGE).map(|c| if c.is_control() { ' ' } else { c }).collect();
    line
}

/// Where the columns stand.
#[derive(Clone, Copy, Debug)]
struct Places {
    html: Place,
    url: Option<Place>,
    charset: Option<Place>,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    index: usize,
    /// The level of a value that is there: one for each of the structs around it, and for itself, that can be null.
    level: i16,
    /// Whether it is declared to be text.
    is_text: bool,
}

impl Places {
    fn find(schema: &SchemaDescriptor, columns: &Columns) -> std::result::Result<Places, String> {
        let may_hold_pages = |column: &ColumnDescriptor| {
            column.physical_type() == parquet::basic::Type::BYTE_ARRAY && column.max_rep_level() == 0
        };
        let place = |name: &str| {
            let index = schema.columns().iter().position(|column| column.path().string() == name)?;
            let column = schema.column(index);
            let is_text = column.logical_type_ref() == Some(&LogicalType::String)
                || column.converted_type() == ConvertedType::UTF8;
            may_hold_pages(&column).then_some(Place { index, level: column.max_def_level(), is_text })
        };
        let why_missing = || {
            let names = |is_asked: &dyn Fn(&ColumnDescriptor) -> bool| {
                let columns = schema.columns().iter().filter(|column| is_asked(column));
                columns.map(|column| column.path().string()).take(20).collect::<Vec<_>>()
            };
            match names(&|column| column.path().string() == columns.html).first() {
                Some(_) => columns.unfit(&names(&may_hold_pages)),
                None => columns.missing(&names(&|_| true)),
            }
        };
        Ok(Places {
            html: place(&columns.html).ok_or_else(why_missing)?,
            url: place(&columns.url),
            charset: place(&columns.charset),
        })
    }
}

/// A group of rows that is being read.
struct Group {
    html: Column,
    url: Option<Column>,
    charset: Option<Column>,
}

impl Group {
    fn new(group: &dyn RowGroupReader, places: &Places) -> Result<Group> {
        let open = |place: Option<Place>| place.map(|place| Column::new(group, place)).transpose();
        Ok(Group { html: Column::new(group, places.html)?, url: open(places.url)?, charset: open(places.charset)? })
    }

    /// The next rows, of which each has HTML or none; no row at the end.
    fn read(&mut self) -> Result<Vec<Option<Record>>> {
        let pages = self.html.read()?;
        let read = |column: &mut Option<Column>| match column {
            Some(column) => column.read().map(Vec::into_iter),
            None => Ok(Vec::new().into_iter()),
        };
        let (mut urls, mut charsets) = (read(&mut self.url)?, read(&mut self.charset)?);
        let text = |value: Option<Option<ByteArray>>| {
            let value = value.flatten()?;
            str::from_utf8(value.data()).ok().map(str::to_owned)
        };
        let is_text = self.html.place.is_text;
        let row = |html: Option<ByteArray>| {
            let (url, charset) = (text(urls.next()), text(charsets.next()));
            html.map(|html| Record { html: html.data().to_vec(), is_text, url, charset })
        };
        Ok(pages.into_iter().map(row).collect())
    }
}

/// A column of a group.
struct Column {
    reader: ColumnReaderImpl<ByteArrayType>,
    place: Place,
}

impl Column {
    fn new(group: &dyn RowGroupReader, place: Place) -> Result<Column> {
        match group.get_column_reader(place.index)? {
            ColumnReader::ByteArrayColumnReader(reader) => Ok(Column { reader, place }),
            _ => Err(ParquetError::General("a column is not of the type that the schema has".to_owned())),
        }
    }

    fn read(&mut self) -> Result<Vec<Option<ByteArray>>> {
        let (mut values, mut levels, mut count) = (Vec::new(), Vec::new(), 0);
        while count < ROWS {
            let levels = (self.place.level > 0).then_some(&mut levels);
            let (records, ..) = self.reader.read_records(ROWS - count, levels, None, &mut values)?;
            if records == 0 {
                break;
            }
            count += records;
        }
        if self.place.level == 0 {
            return Ok(values.into_iter().map(Some).collect());
        }
        let mut values = values.into_iter();
        Ok(levels.into_iter().map(|level| if level == self.place.level { values.next() } else { None }).collect())
    }
}
