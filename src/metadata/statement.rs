//! What the sources say, before it is decided whom to believe.

use super::rank::Rank;
use super::{Field, Source, Sources};

/// Longer values are no titles, names or dates.
const MAX_BYTES: usize = 4096;

/// More than so many statements no page needs.
const MAX_STATEMENTS: usize = 400;

/// So many of one field, source and rank: pages repeat a class name for every teaser.
const MAX_OF_A_KIND: usize = 24;

/// What one source says of one field. Of a field that holds a list, one entry.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Statement {
    pub(super) field: Field,
    pub(super) source: Source,
    /// How well the source says it. What one place says together has one rank.
    pub(super) rank: Rank,
    /// Where in the document it says so: an index of a node, 0 for what is said without a place.
    pub(super) place: usize,
    pub(super) value: String,
}

/// What all sources say, in the order of the page.
#[derive(Clone, Debug)]
pub(super) struct Statements {
    list: Vec<Statement>,
    sources: Sources,
    /// Names that are said to be those of people.
    people: Vec<String>,
    /// Names that are said to be those of organisations.
    organisations: Vec<String>,
}

impl Statements {
    /// None yet; only those of `sources` will be taken.
    pub(super) fn new(sources: Sources) -> Statements {
        Statements { list: Vec::new(), sources, people: Vec::new(), organisations: Vec::new() }
    }

    /// Whether a source is to be asked.
    pub(super) fn asks(&self, source: Source) -> bool {
        self.sources.has(source)
    }

    /// Takes a statement. What is blank, or too long, or said already in the same place is none.
    pub(super) fn say(&mut self, field: Field, source: Source, rank: Rank, value: &str) {
        self.say_at(0, field, source, rank, value);
    }

    /// As [`say`](Statements::say), at a place in the document.
    pub(super) fn say_at(&mut self, place: usize, field: Field, source: Source, rank: Rank, value: &str) {
        let value = value.trim();
        if value.is_empty() || value.len() > MAX_BYTES || !self.asks(source) || self.list.len() >= MAX_STATEMENTS {
            return;
        }
        let mut of_a_kind = 0;
        for known in self.of(field).filter(|known| known.source == source && known.rank == rank) {
            of_a_kind += 1;
            if known.value == value {
                return;
            }
        }
        if of_a_kind < MAX_OF_A_KIND {
            self.list.push(Statement { field, source, rank, place, value: value.to_owned() });
        }
    }

    /// Takes the name of somebody who is said to be a person.
    pub(super) fn add_person(&mut self, name: &str) {
        if self.people.len() < MAX_OF_A_KIND {
            self.people.push(name.to_owned());
        }
    }

    /// Names that are said to be those of people.
    pub(super) fn people(&self) -> &[String] {
        &self.people
    }

    /// Takes the name of an author that is said to be an organisation.
    pub(super) fn add_organisation(&mut self, name: &str) {
        if self.organisations.len() < MAX_OF_A_KIND {
            self.organisations.push(name.to_owned());
        }
    }

    /// Names of authors that are said to be organisations.
    pub(super) fn organisations(&self) -> &[String] {
        &self.organisations
    }

    /// What is said of a field, in the order of the page.
    pub(super) fn of(&self, field: Field) -> impl Iterator<Item = &Statement> {
        self.list.iter().filter(move |statement| statement.field == field)
    }

    /// Everything that is said.
    pub(super) fn into_list(self) -> Vec<Statement> {
        self.list
    }
}
