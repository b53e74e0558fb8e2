//! Features that are there for each of some elements.

use super::schema::{About, Feature};
use crate::html::Tag;

/// A feature for each of these elements, named like it.
pub(super) const fn named_after<const COUNT: usize>(
    tags: &[Tag; COUNT],
    about: About,
    meaning: &'static str,
) -> [Feature; COUNT] {
    let mut features = [Feature::new("", about, meaning); COUNT];
    let mut at = 0;
    while at < COUNT {
        features[at] = Feature::new(tags[at].name(), about, meaning);
        at += 1;
    }
    features
}

/// For each element its place among these; past their end for the others.
pub(super) const fn places<const COUNT: usize>(tags: &[Tag; COUNT]) -> [u8; 256] {
    let mut places = [u8::MAX; 256];
    let mut at = 0;
    while at < COUNT {
        places[tags[at] as usize] = at as u8;
        at += 1;
    }
    places
}
