//! Which nodes of a document are the article.
//!
//! Verdicts live beside the [`Dom`](crate::html::Dom); the document itself is never changed.

mod verdicts;
mod visible;

pub(crate) use verdicts::Verdicts;
pub(crate) use visible::visible;
