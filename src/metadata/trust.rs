//! Whom to believe first, where several sources say something of one field.

use super::statement::{Statement, Statements};
use super::{Field, Source};

/// What is said of a field by the sources of `trust`: the most trusted first, of one source the better ranks, of one rank in
/// the order of the page.
pub(super) fn most_trusted_first<'s>(
    all: &'s Statements,
    field: Field,
    trust: &'static [Source],
) -> impl Iterator<Item = &'s Statement> {
    let mut said: Vec<(usize, &Statement)> = all
        .of(field)
        .filter_map(|said| Some((trust.iter().position(|source| *source == said.source)?, said)))
        .collect();
    said.sort_by_key(|(trust, said)| (*trust, said.rank, said.place));
    said.into_iter().map(|(_, said)| said)
}
