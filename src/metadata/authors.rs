//! Which of those that are named wrote it.

use super::name;
use super::rank::Proximity;
use super::statement::{Statement, Statements};
use super::title::SiteNames;
use super::trust::most_trusted_first;
use super::{Field, Source};

const TRUST: &[Source] = &[
    Source::JsonLd,
    Source::Microdata,
    Source::OpenGraph,
    Source::Rdfa,
    Source::DublinCore,
    Source::Meta,
    Source::TwitterCard,
    Source::Byline,
    Source::Text,
];

/// Names further apart than so many nodes are not in one line.
const MAX_GAP: usize = 16;

/// The authors, and the source that names them. `sites` are the names that the page gives for its site and publisher,
/// `guesses` also what its address and its title make them out to be.
pub(super) fn choose(all: &Statements, sites: &SiteNames, guesses: &SiteNames) -> (Vec<String>, Option<Source>) {
    let is_said_to_be = |names: &[String], said: &Statement| names.contains(&said.value);
    let is_usable = |said: &&Statement| {
        let is_site = sites.are(&said.value) && !is_said_to_be(all.people(), said);
        name::is_name(&said.value) && !is_site && !sites.have_part(&said.value)
    };
    let mut said: Vec<&Statement> = most_trusted_first(all, Field::Authors, TRUST).filter(is_usable).collect();
    // The name of an account, of an organisation or of the site gives way to that of a person.
    let is_site =
        |said: &Statement| sites.are(&said.value) || guesses.hold(&said.value) && !is_said_to_be(all.people(), said);
    let is_nobody =
        |said: &Statement| name::is_username(&said.value) || is_said_to_be(all.organisations(), said) || is_site(said);
    let is_person = |said: &Statement| {
        let is_written = said.value.contains(' ') || name::is_chinese(&said.value);
        // Who holds the rights in a picture is named beside articles, too.
        let is_told = said.source != Source::Text || said.rank.plainness <= 1 && name::is_chinese(&said.value);
        is_written && !said.value.contains('©') && !is_nobody(said) && is_told
    };
    // Of those that the page shows the first counts: others are named for other reasons.
    let shown = said
        .iter()
        .find(|said| said.source == Source::Byline && said.rank.proximity == Proximity::Beside && !is_site(said));
    let is_shown = shown.is_some_and(|shown| is_person(shown));
    let is_better = |said: &Statement, is_username: bool| match said.source {
        Source::Byline => is_shown && said.rank.proximity == Proximity::Beside && is_person(said),
        _ => !is_username && is_person(said),
    };
    if let Some(&first) = said.first()
        && is_nobody(first)
    {
        let is_username = name::is_username(&first.value);
        if let Some(place) = said.iter().position(|said| is_better(said, is_username)) {
            // Others that are no people, and stand before, were named by those who named the site.
            said.drain(..place);
            said.retain(|said| !is_nobody(said));
        }
    }
    let Some(&best) = said.first() else { return (Vec::new(), None) };
    let mut names: Vec<String> = Vec::new();
    let mut place = best.place;
    for said in
        said.iter().filter(|said| said.source == best.source && said.rank == best.rank && said.place >= best.place)
    {
        if said.place > place + MAX_GAP {
            break;
        }
        place = said.place;
        let name = sites.cut_from(&said.value);
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    (names, Some(best.source))
}
