//! Which elements of a page selectors mean.

use super::{Selector, matches, names_of};
use crate::html::{self, Attr, ParseOptions};

const PAGE: &str = "<div class='post lead' id=a lang=en-GB data-kind=Story><p id=b class=first>One</p>\
                    <section id=c><p id=d>Two <b id=e title='x y'>three</b></p></section></div>\
                    <tea-leaf id=f SORT=green><p id=g></p></tea-leaf><svg id=h><path id=i /></svg>\
                    <b id=j data-kind=x>four<p id=k>five</b> six</p>";

fn ids(selector: &str) -> String {
    let selector: Selector = selector.parse().unwrap();
    let selector_names = names_of(std::iter::once(&selector));
    let options = ParseOptions { selector_names, ..ParseOptions::default() };
    let dom = html::parse(PAGE, &options).dom;
    matches(&dom, &[selector]).iter().map(|&node| dom.attr(node, Attr::Id).unwrap_or("?")).collect()
}

#[test]
fn by_name_class_and_id() {
    assert_eq!(ids("p"), "bdgk");
    assert_eq!(ids("P.first, #c"), "bc");
    assert_eq!(ids(".post"), "a");
    assert_eq!(ids(".pos"), "");
    assert_eq!(ids("tea-leaf, path, nothing-else"), "fi");
    assert_eq!(ids("div *"), "bcde");
}

#[test]
fn by_attributes_that_extraction_reads_and_that_it_does_not() {
    assert_eq!(ids("[title]"), "e");
    assert_eq!(ids("[title=x]"), "");
    assert_eq!(ids("[title~=y]"), "e");
    assert_eq!(ids("[lang|=en]"), "a");
    assert_eq!(ids("[sort=green]"), "f");
    assert_eq!(ids("[data-kind]"), "ajj");
    assert_eq!(ids("[data-kind=story]"), "");
    assert_eq!(ids("[data-kind=story i]"), "a");
    assert_eq!(ids("[data-kind^=St][data-kind$=ry][data-kind*='tor']"), "a");
    assert_eq!(ids("[title^='']"), "");
}

#[test]
fn by_what_is_around() {
    assert_eq!(ids("div p"), "bd");
    assert_eq!(ids("div > p"), "b");
    assert_eq!(ids("div > section b"), "e");
    assert_eq!(ids("div > b"), "");
    assert_eq!(ids("section div p"), "");
    assert_eq!(ids("body > div > p, svg > path"), "bi");
}

#[test]
fn by_what_stands_before() {
    assert_eq!(ids("p + section"), "c");
    assert_eq!(ids("p + svg"), "");
    assert_eq!(ids("div ~ svg, div + tea-leaf"), "fh");
    assert_eq!(ids("div ~ p b"), "j");
    assert_eq!(ids("svg ~ div"), "");
    assert_eq!(ids("div > p + section > p"), "d");
}

#[test]
fn by_what_they_are_not_or_may_be() {
    assert_eq!(ids("p:not(.first)"), "dgk");
    assert_eq!(ids("p:not(section p, svg ~ p)"), "bg");
    assert_eq!(ids(":is(section, tea-leaf) > p"), "dg");
    assert_eq!(ids("div :where(p, b):not([title])"), "bd");
    assert_eq!(ids(":not(:not(p))"), "bdgk");
    assert_eq!(ids("p:is(.first, .none):not(:is(section *))"), "b");
}

#[test]
fn by_what_is_inside_and_behind() {
    assert_eq!(ids("div:has(b), section:has(> b)"), "a");
    assert_eq!(ids("section:has(> p > b)"), "c");
    assert_eq!(ids("[id]:has(p b)"), "ac");
    assert_eq!(ids("p:has(+ section), [id]:has(~ svg)"), "abf");
    assert_eq!(ids("div:has(.first + section [title])"), "a");
    assert_eq!(ids("body > :not(:has(p))"), "hjk");
    assert_eq!(ids("div:has(> p):not(:has(svg)) section"), "c");
    // What is outside of the element is no part of it, unless a list in brackets asks so.
    assert_eq!(ids("section:has(div b)"), "");
    assert_eq!(ids("section:has(:is(div b))"), "c");
}

#[test]
fn by_their_place() {
    assert_eq!(ids("div > :first-child, section > :only-child"), "bd");
    assert_eq!(ids("body > :last-child"), "k");
    assert_eq!(ids("body > :nth-child(odd)"), "ahk");
    assert_eq!(ids("body > :nth-child(-n+2), body > :nth-child(4)"), "afj");
    assert_eq!(ids("body > :nth-child(2n+3)"), "hk");
    assert_eq!(ids("[id]:empty, :root:has(.none)"), "gi");
    assert_eq!(ids(":root > body > tea-leaf"), "f");
}

#[test]
fn a_long_list_for_advertisements_asks_few_rows_of_an_element() {
    let list: String = (0..5_000).map(|number| format!(".ad-{number}, #banner-{number}, ")).collect();
    let list: Selector = (list + "p.first").parse().unwrap();
    let program = super::program::Program::of_paths(list.alternatives.iter());
    let dom = html::parse(PAGE, &ParseOptions::default()).dom;
    let mut rows = Vec::new();
    for node in dom.descendants(html::NodeId::DOCUMENT) {
        program.index.candidates(&dom, node, &mut rows);
        assert!(rows.len() <= 1, "{rows:?}");
    }
    assert_eq!(matches(&dom, &[list]).len(), 1);
}

proptest::proptest! {
    /// The passes over the document find what the definition of CSS says, asked of each element by itself.
    #[test]
    fn selectors_mean_what_css_says(
        page in "(<[abp]( class=[xy])?>|</[abp]>|t){0,24}",
        selector in proptest::collection::vec(
            "(a|b|\\.x|\\.y|\\*|:first-child|:last-child|:nth-child\\(even\\)|:empty|:is\\(a b, \\.y\\)|:not\\(\\.x \\+ b\\)|:has\\(a \\.y\\)|:has\\(> b ~ \\.x\\)|:has\\(\\+ p\\)|b:not\\(:has\\(~ a\\)\\))( > | \\+ | ~ | )",
            0..4,
        ),
    ) {
        let selector: Selector = (selector.concat() + "*").parse().unwrap();
        let dom = html::parse(&page, &ParseOptions::default()).dom;
        let elements: Vec<_> =
            dom.descendants(html::NodeId::DOCUMENT).filter(|&node| dom.tag(node).is_some()).collect();
        let defined: Vec<_> = elements.iter().copied().filter(|&node| definition::fits(&dom, node, &selector.alternatives)).collect();
        proptest::prop_assert_eq!(matches(&dom, &[selector]), defined);
    }
}

/// The definition of CSS, word by word: slow, and for small trees alone.
mod definition {
    use super::super::{Combinator, ComplexSelector, SimpleSelector, StructuralPseudoClass};
    use crate::html::{Attr, Dom, NodeId};

    pub(super) fn fits(dom: &Dom<'_>, node: NodeId, paths: &[ComplexSelector]) -> bool {
        paths.iter().any(|path| ends_at(dom, node, path, path.compounds.len(), None))
    }

    /// Whether the first `length` steps of a path lead to a node: from `scope`, or from anywhere.
    fn ends_at(dom: &Dom<'_>, node: NodeId, path: &ComplexSelector, length: usize, scope: Option<NodeId>) -> bool {
        let step = &path.compounds[length - 1];
        if !step.simple_selectors.iter().all(|test| passes(dom, node, test)) {
            return false;
        }
        let from: Vec<NodeId> = match step.combinator {
            Combinator::Descendant => dom.ancestors(node).collect(),
            Combinator::Child => dom.parent(node).into_iter().collect(),
            Combinator::NextSibling => before(dom, node).into_iter().take(1).collect(),
            Combinator::SubsequentSibling => before(dom, node),
        };
        match (length, scope) {
            (1, None) => true,
            (1, Some(scope)) => from.contains(&scope),
            _ => from
                .into_iter()
                .filter(|&other| dom.tag(other).is_some())
                .any(|other| ends_at(dom, other, path, length - 1, scope)),
        }
    }

    /// The elements before a node under its parent, nearest first.
    fn before(dom: &Dom<'_>, node: NodeId) -> Vec<NodeId> {
        let siblings = std::iter::successors(dom.previous_sibling(node), |&node| dom.previous_sibling(node));
        siblings.filter(|&node| dom.tag(node).is_some()).collect()
    }

    fn passes(dom: &Dom<'_>, node: NodeId, test: &SimpleSelector) -> bool {
        let elements = |parent: NodeId| dom.children(parent).filter(|&child| dom.tag(child).is_some());
        let place = || elements(dom.parent(node).unwrap()).position(|child| child == node).unwrap() + 1;
        match test {
            SimpleSelector::Element(name) => dom.element_name(node) == Some(name),
            SimpleSelector::Class(class) => dom.attr(node, Attr::Class) == Some(class),
            SimpleSelector::Is(paths) => fits(dom, node, paths),
            SimpleSelector::Not(paths) => !fits(dom, node, paths),
            SimpleSelector::Has(paths) => dom
                .descendants(NodeId::DOCUMENT)
                .filter(|&other| dom.tag(other).is_some())
                .any(|other| paths.iter().any(|path| ends_at(dom, other, path, path.compounds.len(), Some(node)))),
            SimpleSelector::PseudoClass(StructuralPseudoClass::FirstChild) => place() == 1,
            SimpleSelector::PseudoClass(StructuralPseudoClass::LastChild) => {
                elements(dom.parent(node).unwrap()).last() == Some(node)
            }
            SimpleSelector::PseudoClass(StructuralPseudoClass::NthChild { .. }) => place() % 2 == 0,
            SimpleSelector::PseudoClass(StructuralPseudoClass::Empty) => dom.children(node).next().is_none(),
            _ => unreachable!("not in the selectors of this test"),
        }
    }
}
