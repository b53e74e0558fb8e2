//! Which nodes of a document are the article.
//!
//! Verdicts live beside the [`Dom`](crate::html::Dom); the document itself is never changed.

mod decide;
mod element_role;
mod features;
mod fingerprint;
mod head;
mod lexicon;
mod measure;
mod measurer;
mod model;
mod page_type;
mod repair;
mod scope;
mod segment;
mod select;
mod stats;
mod status;
mod title;
#[cfg(feature = "train")]
pub mod training;
mod trees;
mod verdicts;
mod visible;

pub(crate) use page_type::PageType;
pub(crate) use scope::is_page;
pub(crate) use select::select;
pub(crate) use status::Status;
pub(crate) use verdicts::Verdicts;
pub(crate) use visible::visible;
