//! Values from and to any format that serde knows.
//!
//! Reading is always compiled, since JSON front matter is read by it; the public traits come with the feature `serde`.

use super::value::{MAX_DEPTH, Map, Value};
use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Reads a value that may nest so much deeper.
#[derive(Clone, Copy)]
pub(crate) struct ValueSeed {
    depth: usize,
}

impl ValueSeed {
    /// Reads a value of the greatest depth there may be.
    pub(crate) fn new() -> ValueSeed {
        ValueSeed { depth: MAX_DEPTH }
    }

    fn deeper<E: Error>(self) -> Result<ValueSeed, E> {
        match self.depth.checked_sub(1) {
            Some(depth) => Ok(ValueSeed { depth }),
            None => Err(E::custom(format_args!("lists and maps nest more than {MAX_DEPTH} deep"))),
        }
    }
}

impl<'de> DeserializeSeed<'de> for ValueSeed {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(i64::try_from(value).map_or_else(|_| Value::String(value.to_string()), Value::Integer))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(if value.is_finite() { Value::Float(value) } else { Value::String(value.to_string()) })
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut values = Vec::new();
        while let Some(value) = sequence.next_element_seed(inner)? {
            values.push(value);
        }
        Ok(Value::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            entries.push((key, map.next_value_seed(inner)?));
        }
        Ok(Value::Map(Map::from_entries(entries)))
    }
}

#[cfg(feature = "serde")]
mod traits {
    use super::{Map, Value, ValueSeed};
    use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error};
    use serde::ser::{Serialize, Serializer};

    impl<'de> Deserialize<'de> for Value {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
            ValueSeed::new().deserialize(deserializer)
        }
    }

    impl Serialize for Value {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match self {
                Value::Null => serializer.serialize_unit(),
                Value::Bool(value) => serializer.serialize_bool(*value),
                Value::Integer(value) => serializer.serialize_i64(*value),
                Value::Float(value) => serializer.serialize_f64(*value),
                Value::String(value) => serializer.serialize_str(value),
                Value::List(values) => serializer.collect_seq(values),
                Value::Map(map) => map.serialize(serializer),
            }
        }
    }

    impl<'de> Deserialize<'de> for Map {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Map, D::Error> {
            match Value::deserialize(deserializer)? {
                Value::Map(map) => Ok(map),
                _ => Err(D::Error::custom("a map was expected")),
            }
        }
    }

    impl Serialize for Map {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_map(self.iter())
        }
    }
}
