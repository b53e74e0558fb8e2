//! Guides: how to build common programs with this crate, and how to move to it.
//!
//! - [A feed reader](feed_reader)
//! - [An archive of pages in Markdown](archive)
//! - [A search index](search_index)
//! - [A clean corpus](corpus)
//! - [Threads and async](threads)
//! - [Choosing options](options)
//! - [Moving from Readability](from_readability)
//! - [Moving from trafilatura](from_trafilatura)
//!
//! Five whole programs stand in the repository under `examples/`: `clean_feed`, `archive`, `clean_corpus`, `epub`, and `index`, which is a
//! crate of its own.

#[doc = include_str!("archive.md")]
pub mod archive {}

#[doc = include_str!("corpus.md")]
pub mod corpus {}

#[doc = include_str!("feed_reader.md")]
pub mod feed_reader {}

#[doc = include_str!("from_readability.md")]
pub mod from_readability {}

#[doc = include_str!("from_trafilatura.md")]
pub mod from_trafilatura {}

#[doc = include_str!("options.md")]
pub mod options {}

#[doc = include_str!("search_index.md")]
pub mod search_index {}

#[doc = include_str!("threads.md")]
pub mod threads {}
