//! What is known about an article besides its text.
//!
//! Each place that metadata can come from is a file of its own, and each field of [`Metadata`] names the [`Source`] it was
//! taken from. [`front_matter`] comes first: the author of a post wrote it for this purpose. What a document says of itself
//! is gathered in one pass ([`collect`]) as [`statement`]s of the sources; [`merge`] decides whom to believe, field by field,
//! with [`title`], [`authors`] and [`dates`] for what takes more than an order of trust.
//!
//! Of a body only what is written for machines counts (`<meta>`, JSON-LD, `lang`), and the language of its text; what it shows
//! is its text.
#![expect(
    clippy::indexing_slicing,
    reason = "the places come from a search in the same list, or are those under which something was stored"
)]
#![expect(
    clippy::string_slice,
    reason = "the places come from a search in the same string, or in one that differs in ASCII letters alone"
)]

mod accept;
mod address;
mod as_written;
mod authors;
mod byline;
mod collect;
mod dates;
mod dublin_core;
pub(crate) mod front_matter;
pub(crate) mod headline;
mod json_ld;
mod language;
mod markup;
mod merge;
mod meta;
mod microdata;
mod name;
mod open_graph;
mod rank;
mod rdfa;
mod schema;
mod statement;
mod text;
mod title;
mod trust;
mod twitter_card;
mod wording;

pub(crate) use collect::Page;

use crate::article::{Candidate, Direction, Field, Image, Map, Metadata, Source, Sources, Value};
use crate::date::{self, Date};
use crate::url::Resolver;

/// Adds to what is known what a document says about itself. Returns the text of the article, where the page holds one besides
/// what it shows.
pub(crate) fn read(metadata: &mut Metadata, page: &Page<'_>, now: Option<i64>, resolver: &Resolver) -> Option<String> {
    let mut collected = collect::collect(page);
    let article_body = collected.article_body.take();
    merge::fill(metadata, collected, date::Clock::new(now), page.url, resolver);
    article_body
}

/// Adds to what is known what the article itself gives away; of a body no more than its language. With `asks_text` off, only
/// which of its images is the lead image.
pub(crate) fn complete(metadata: &mut Metadata, text: &str, images: &[Image], is_page: bool, asks_text: bool) {
    merge::find_in_body(metadata, images);
    if !asks_text {
        return;
    }
    #[cfg(feature = "language")]
    merge::find_language(metadata, text);
    if is_page {
        merge::complete(metadata, text, images);
    }
}

/// Adds the direction that the markup gives to the text of an article, where nothing else says it.
pub(crate) fn complete_direction(metadata: &mut Metadata, direction: Option<Direction>) {
    if metadata.direction.is_none()
        && let Some(direction) = direction
    {
        metadata.direction = Some(direction);
        metadata.sources.insert(Field::Direction, Source::Html);
    }
}
