//! Front matter in JSON.

use crate::article::{Map, Value, ValueSeed};
use serde_core::de::{Deserialize, DeserializeSeed, Deserializer};

/// A value for serde_json's stream, which takes types, not seeds.
struct Document(Value);

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Document, D::Error> {
        ValueSeed::new().deserialize(deserializer).map(Document)
    }
}

/// Reads the object that `text` begins with; also returns how many bytes it takes.
///
/// # Errors
/// What serde_json says, where no object ends in `text`.
pub(super) fn leading_object(text: &str) -> Result<(Map, usize), String> {
    let mut stream = serde_json::Deserializer::from_str(text).into_iter::<Document>();
    match stream.next() {
        Some(Ok(Document(Value::Map(map)))) => Ok((map, stream.byte_offset())),
        Some(Err(error)) => Err(error.to_string()),
        Some(Ok(_)) | None => Err("no object stands here".to_owned()),
    }
}

/// Reads an object, with nothing but white space around it.
///
/// # Errors
/// What serde_json says.
pub(super) fn object(text: &str) -> Result<Map, String> {
    let (map, end) = leading_object(text)?;
    if text[end..].trim().is_empty() { Ok(map) } else { Err("something follows the object".to_owned()) }
}
