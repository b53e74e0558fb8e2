//! Which of those that are named wrote it.

use super::field::{Field, Source};
use super::name;
use super::statement::{Statement, Statements};
use super::title::SiteNames;

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

/// The authors, and the source that names them.
pub(super) fn choose(all: &Statements, sites: &SiteNames) -> (Vec<String>, Option<Source>) {
    let is_usable = |said: &&Statement| {
        let is_site = sites.are(&said.value) && !all.people().contains(&said.value);
        name::is_name(&said.value) && !is_site && !sites.have_part(&said.value)
    };
    let said: Vec<&Statement> = super::merge::each(all, Field::Authors, TRUST).filter(is_usable).collect();
    let Some(&first) = said.first() else { return (Vec::new(), None) };
    // The name of an account, or of the site's own, gives way to that of a person, where the page shows one.
    let is_person = |said: &&&Statement| !name::is_login(&said.value) && said.value.contains(' ');
    let shown = said.iter().find(|said| said.source == Source::Byline && said.rank < 4).filter(is_person);
    let best = match shown {
        Some(shown) if name::is_login(&first.value) || sites.are(&first.value) => shown,
        _ => first,
    };
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
