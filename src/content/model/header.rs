//! The beginning of a model's file: what it is, which format it has, and for which features it was made.
//!
//! | bytes | what |
//! | --- | --- |
//! | 4 | [`MAGIC`] |
//! | 4 | the [version](FORMAT) of the format |
//! | 4 | the [hash of the schema](SCHEMA_HASH): names and order of the columns |
//! | 4 | how many bytes follow the header |
//! | 4 | a [hash](fnv::file) of those |
//!
//! Numbers begin with their lowest byte. `train/train.py` writes the same.

use crate::content::features::schema::SCHEMA_HASH;
use crate::text::fnv;
use std::fmt::{self, Display};

/// What every model begins with.
const MAGIC: u32 = u32::from_le_bytes(*b"BTXM");
/// The version of the format: one more whenever the parts of the file, or what tokens are hashes of, change.
const FORMAT: u32 = 1;

/// Why bytes are no model that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ModelError {
    /// They do not begin as one does.
    NoModel,
    /// It has another version of the format.
    Format,
    /// It was made for other features.
    Schema,
    /// Bytes are missing, or there are too many.
    Length,
    /// Its bytes are not those that were written.
    #[cfg(any(test, feature = "__train"))]
    Hash,
    /// A part of it does not fit the others.
    #[cfg(any(test, feature = "__train"))]
    Part(&'static str),
}

impl Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ModelError::NoModel => write!(f, "this is no model"),
            ModelError::Format => {
                write!(f, "the model has another format than {FORMAT}: train a new one (train/README.md)")
            }
            ModelError::Schema => {
                write!(f, "the model was made for other features than these: train a new one (train/README.md)")
            }
            ModelError::Length => write!(f, "the model is longer or shorter than its parts"),
            #[cfg(any(test, feature = "__train"))]
            ModelError::Hash => write!(f, "the model is not as it was written"),
            #[cfg(any(test, feature = "__train"))]
            ModelError::Part(part) => write!(f, "the model's {part} do not fit the rest of it"),
        }
    }
}

/// Takes a number off the front.
const fn number(bytes: &mut &[u8]) -> Option<u32> {
    let Some((number, rest)) = bytes.split_first_chunk() else { return None };
    *bytes = rest;
    Some(u32::from_le_bytes(*number))
}

/// What follows the header, and the hash that the header gives for it. The hash itself is not computed here.
pub(super) const fn read(file: &[u8]) -> Result<(&[u8], u32), ModelError> {
    let mut rest = file;
    if !matches!(number(&mut rest), Some(MAGIC)) {
        return Err(ModelError::NoModel);
    }
    if !matches!(number(&mut rest), Some(FORMAT)) {
        return Err(ModelError::Format);
    }
    if !matches!(number(&mut rest), Some(SCHEMA_HASH)) {
        return Err(ModelError::Schema);
    }
    match (number(&mut rest), number(&mut rest)) {
        (Some(length), Some(hash)) if length as usize == rest.len() => Ok((rest, hash)),
        _ => Err(ModelError::Length),
    }
}

/// Whether the file of a model fits this version of the crate and is as it was written. For the compiler: the crate does not
/// compile with a model that does not fit it. A build for training does, so that a new model can be made.
#[expect(clippy::panic, reason = "only the compiler runs it")]
pub(super) const fn assert_fits(file: &[u8]) {
    match read(file) {
        Ok((rest, hash)) => assert!(fnv::file(rest) == hash, "src/content/model.bin is not as it was written"),
        Err(ModelError::Schema) if cfg!(feature = "__train") => {}
        Err(ModelError::Schema) => panic!("src/content/model.bin was made for other features: see train/README.md"),
        Err(ModelError::Format) if cfg!(feature = "__train") => {}
        Err(ModelError::Format) => panic!("src/content/model.bin has another format: see train/README.md"),
        Err(_) => panic!("src/content/model.bin is no model, or incomplete"),
    }
}
