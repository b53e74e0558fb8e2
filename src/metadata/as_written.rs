//! What a source has written for people to read, taken apart into the entries of its field.

use super::rank::Rank;
use super::statement::Statements;
use super::{Field, Source, name};
use crate::text::whitespace::collapse;

/// Says what a source has written: each name of authors, each of the keywords, anything else as one.
pub(super) fn say_as_written(
    place: usize,
    field: Field,
    source: Source,
    rank: Rank,
    value: &str,
    out: &mut Statements,
) {
    match field {
        Field::Authors => {
            // Catalogues put the family name first: `Lee, Ann`.
            let inverted = (source == Source::DublinCore).then(|| name::invert_name(value)).flatten();
            name::names(inverted.as_deref().unwrap_or(value))
                .iter()
                .for_each(|name| out.say_at(place, field, source, rank, name));
        }
        Field::Tags => {
            value.split([',', '，', '、', ';']).for_each(|tag| out.say_at(place, field, source, rank, &collapse(tag)))
        }
        Field::Title | Field::Description | Field::SiteName | Field::Publisher | Field::Section => {
            out.say_at(place, field, source, rank, &collapse(value));
        }
        _ => out.say_at(place, field, source, rank, value),
    }
}
