//! What the values of one column are gathered in.

use crate::Column;
use crate::column::{DIAGNOSTIC_FIELDS, IMAGE_FIELDS, LINK_FIELDS, record_item};
use crate::value::Value;
use arrow_array::builder::{Float32Builder, Int32Builder, ListBuilder, StringBuilder, TimestampMicrosecondBuilder};
use arrow_array::{Array, ArrayRef, ListArray, StructArray};
use arrow_buffer::{NullBufferBuilder, OffsetBufferBuilder};
use arrow_schema::{ArrowError, DataType, FieldRef};
use bodytext::Image;
use std::sync::Arc;

/// The values of a column so far.
#[derive(Debug)]
pub(crate) enum Store {
    Text(StringBuilder),
    Time(TimestampMicrosecondBuilder),
    Number(Float32Builder),
    Texts(ListBuilder<StringBuilder>),
    Records(Records),
}

impl Store {
    pub(crate) fn new(column: Column) -> Store {
        match column {
            Column::Authors => Store::Texts(ListBuilder::new(StringBuilder::new())),
            Column::Published | Column::Modified => {
                Store::Time(TimestampMicrosecondBuilder::new().with_timezone("UTC"))
            }
            Column::Confidence | Column::PageTypeProbability => Store::Number(Float32Builder::new()),
            Column::Images => Store::Records(Records::new(record_item(&IMAGE_FIELDS), 3, 2)),
            Column::Links => Store::Records(Records::new(record_item(&LINK_FIELDS), 3, 0)),
            Column::Diagnostics => Store::Records(Records::new(record_item(&DIAGNOSTIC_FIELDS), 2, 0)),
            _ => Store::Text(StringBuilder::new()),
        }
    }

    /// Adds the value of a row; one that is of another type than the column is null.
    pub(crate) fn push(&mut self, value: &Value<'_>) {
        match (self, value) {
            (Store::Text(texts), Value::Text(text)) => texts.append_value(text),
            (Store::Text(texts), _) => texts.append_null(),
            (Store::Time(times), Value::Time(time)) => times.append_value(*time),
            (Store::Time(times), _) => times.append_null(),
            (Store::Number(numbers), Value::Number(number)) => numbers.append_value(*number),
            (Store::Number(numbers), _) => numbers.append_null(),
            (Store::Texts(lists), Value::Texts(texts)) => {
                texts.iter().for_each(|text| lists.values().append_value(text));
                lists.append(true);
            }
            (Store::Texts(lists), _) => lists.append(false),
            (Store::Records(lists), Value::Images(images)) => {
                images.iter().for_each(|image| lists.push_image(image));
                lists.close(images.len());
            }
            (Store::Records(lists), Value::Links(links)) => {
                for (link, text) in links {
                    lists.push_texts([Some(link.url()), Some(text), link.title.as_deref()]);
                }
                lists.close(links.len());
            }
            (Store::Records(lists), Value::Diagnostics(told)) => {
                told.iter().for_each(|(code, message)| lists.push_texts([Some(code), Some(message)]));
                lists.close(told.len());
            }
            (Store::Records(lists), _) => lists.close_null(),
        }
    }

    /// The column, after which the store is empty.
    pub(crate) fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        Ok(match self {
            Store::Text(texts) => Arc::new(texts.finish()),
            Store::Time(times) => Arc::new(times.finish()),
            Store::Number(numbers) => Arc::new(numbers.finish()),
            Store::Texts(lists) => Arc::new(lists.finish()),
            Store::Records(lists) => Arc::new(lists.finish()?),
        })
    }
}

/// Lists of structs that have some texts, then some numbers.
#[derive(Debug)]
pub(crate) struct Records {
    item: FieldRef,
    offsets: OffsetBufferBuilder<i32>,
    validity: NullBufferBuilder,
    texts: Vec<StringBuilder>,
    numbers: Vec<Int32Builder>,
    /// How many structs there are.
    len: usize,
}

impl Records {
    fn new(item: FieldRef, texts: usize, numbers: usize) -> Records {
        Records {
            item,
            offsets: OffsetBufferBuilder::new(0),
            validity: NullBufferBuilder::new(0),
            texts: (0..texts).map(|_| StringBuilder::new()).collect(),
            numbers: (0..numbers).map(|_| Int32Builder::new()).collect(),
            len: 0,
        }
    }

    fn push_texts<const N: usize>(&mut self, values: [Option<&str>; N]) {
        self.texts.iter_mut().zip(values).for_each(|(texts, value)| texts.append_option(value));
        self.len += 1;
    }

    fn push_image(&mut self, image: &Image) {
        self.push_texts([Some(image.url()), image.alt.as_deref(), image.caption.as_deref()]);
        // A page can write any number; none that is true is larger than this.
        let sizes = [image.width, image.height].map(|size| size.and_then(|size| i32::try_from(size).ok()));
        self.numbers.iter_mut().zip(sizes).for_each(|(numbers, size)| numbers.append_option(size));
    }

    /// Ends the list of a row, with the last `len` structs in it.
    fn close(&mut self, len: usize) {
        self.offsets.push_length(len);
        self.validity.append_non_null();
    }

    fn close_null(&mut self) {
        self.offsets.push_length(0);
        self.validity.append_null();
    }

    fn finish(&mut self) -> Result<ListArray, ArrowError> {
        let item = Arc::clone(&self.item);
        let (texts, numbers) = (self.texts.len(), self.numbers.len());
        let done = std::mem::replace(self, Records::new(Arc::clone(&item), texts, numbers));
        let DataType::Struct(fields) = item.data_type().clone() else {
            return Err(ArrowError::SchemaError("the items of a list of records are structs".to_owned()));
        };
        let texts = done.texts.into_iter().map(|mut it| Arc::new(it.finish()) as ArrayRef);
        let numbers = done.numbers.into_iter().map(|mut it| Arc::new(it.finish()) as ArrayRef);
        let parts: Vec<ArrayRef> = texts.chain(numbers).collect();
        debug_assert!(parts.iter().all(|part| part.len() == done.len), "every part of every struct was written");
        let structs = StructArray::try_new_with_length(fields, parts, None, done.len)?;
        let mut validity = done.validity;
        ListArray::try_new(item, done.offsets.finish(), Arc::new(structs), validity.finish())
    }
}
