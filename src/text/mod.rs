//! What the crate knows about characters, words and sentences. It knows nothing of HTML or of blocks.

pub(crate) mod cjk;
pub(crate) mod count;
pub(crate) mod excerpt;
pub(crate) mod fingerprint;
pub(crate) mod phrase;
pub(crate) mod sentence;
pub(crate) mod slug;
pub(crate) mod whitespace;
