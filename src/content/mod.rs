//! Which nodes of a document are the article.
//!
//! Verdicts live beside the [`Dom`](crate::html::Dom); the document itself is never changed.
#![expect(
    clippy::indexing_slicing,
    reason = "each table has an entry for every node, element, block or tree that it is asked for, all of one page or of the model"
)]
#![expect(
    clippy::cast_possible_truncation,
    reason = "a document has fewer than four billion nodes and bytes; features are clamped to what they hold"
)]
#![expect(clippy::string_slice, reason = "the places come from a search in the same string")]

mod button;
mod decide;
mod empty;
mod error_page;
pub(crate) mod explain;
mod features;
mod file_reader;
mod finding;
mod glance;
mod head;
mod labels;
mod lexicon;
mod measure;
mod measurer;
mod model;
mod pictures;
mod repair;
mod repeats;
mod rest;
mod scope;
mod segment;
mod select;
mod selector_rules;
mod signature;
mod stats;
mod style;
mod testimony;
mod title;
#[cfg(feature = "__train")]
pub mod training;
mod trees;
mod unseen;
mod visible;

pub(crate) use button::{Button, button};
pub(crate) use empty::EmptyPageSignals;
use finding::Finding;
pub(crate) use glance::Glance;
pub(crate) use head::says_that_it_is_an_article;
pub use model::MODEL_VERSION;
pub(crate) use scope::is_page;
pub(crate) use select::{Selection, select};
pub(crate) use selector_rules::{SelectorRule, SelectorRules};
pub(crate) use unseen::{Unseen, is_escaped_markup, parts_words};

use crate::verdicts::Verdicts;
use visible::visible;
pub(crate) use visible::{is_hidden, whole};
