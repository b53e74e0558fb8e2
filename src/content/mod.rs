//! Which nodes of a document are the article.
//!
//! Verdicts live beside the [`Dom`](crate::html::Dom); the document itself is never changed.

mod decide;
mod features;
mod head;
mod lexicon;
mod measure;
mod model;
mod segment;
mod stats;
#[cfg(feature = "train")]
pub mod training;
mod verdicts;

pub(crate) use verdicts::Verdicts;

/// Whether an inline style hides its element.
fn hides(style: &str) -> bool {
    let mut kept = [0_u8; 24];
    // Declarations are short; comparing each without its white space needs no allocation.
    for declaration in style.split(';') {
        let length = declaration.bytes().filter(|byte| !byte.is_ascii_whitespace()).take(kept.len()).fold(0, |at, byte| {
            kept[at] = byte.to_ascii_lowercase();
            at + 1
        });
        let text = &kept[..length];
        if text.starts_with(b"display:none") || text.starts_with(b"visibility:hidden") {
            return true;
        }
    }
    false
}
