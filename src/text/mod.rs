//! What the crate knows about characters, words and sentences. It knows nothing of HTML or of blocks.
#![expect(clippy::indexing_slicing, reason = "the places are below the length of the same bytes")]
#![expect(
    clippy::string_slice,
    reason = "the places come from a search in the same string, or are where its characters begin"
)]

pub(crate) mod cjk;
pub(crate) mod count;
pub(crate) mod excerpt;
pub(crate) mod fingerprint;
pub(crate) mod fnv;
pub(crate) mod parts;
pub(crate) mod phrase;
pub(crate) mod sentence;
pub(crate) mod slug;
pub(crate) mod whitespace;
