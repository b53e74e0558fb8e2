//! The elements of a document that a selector means.

use super::{Compare, Selector, Step, Test};
use crate::html::{Attr, Dom, NodeId, NodeKind};

/// The nodes that any of the selectors matches, in document order.
///
/// One pass over the document: for each open element it is known which steps it has matched itself, and which any element
/// above it has. Time in proportion to the nodes times the steps of the selectors; nothing is looked at twice, and nothing
/// recurses.
pub(crate) fn matches(dom: &Dom<'_>, selectors: &[Selector]) -> Vec<NodeId> {
    let mut out = Vec::new();
    let paths: Vec<&[Step]> =
        selectors.iter().flat_map(|selector| &selector.alternatives).map(|path| path.steps.as_slice()).collect();
    let width: usize = paths.iter().map(|steps| steps.len()).sum();
    if width == 0 {
        return out;
    }
    // For each element that is open, its node; and for each a row of steps that it, and that it or one above it, matched.
    let mut open: Vec<NodeId> = Vec::new();
    let mut matched: Vec<[bool; 2]> = Vec::new();
    let mut next = dom.first_child(NodeId::DOCUMENT);
    while let Some(node) = next {
        next = dom.next_in_subtree(node, NodeId::DOCUMENT);
        if !matches!(dom.kind(node), NodeKind::Element(_)) {
            continue;
        }
        let parent = dom.parent(node);
        while open.last().is_some_and(|&last| Some(last) != parent) {
            open.pop();
        }
        let row = open.len() * width;
        matched.truncate(row);
        let above = |matched: &[[bool; 2]], step: usize| match row {
            0 => [false; 2],
            _ => matched[row - width + step],
        };
        let mut is_match = false;
        for steps in &paths {
            for (index, step) in steps.iter().enumerate() {
                let at = matched.len() - row;
                let [_, inherited] = above(&matched, at);
                let reached = index == 0 || above(&matched, at - 1)[usize::from(!step.is_child)];
                let own = reached && step.tests.iter().all(|test| test.accepts(dom, node));
                is_match |= own && index + 1 == steps.len();
                matched.push([own, own || inherited]);
            }
        }
        open.push(node);
        if is_match {
            out.push(node);
        }
    }
    out
}

impl Test {
    fn accepts(&self, dom: &Dom<'_>, node: NodeId) -> bool {
        match self {
            Test::Element(name) => dom.element_name(node).is_some_and(|other| other == name),
            Test::Id(id) => dom.attr(node, Attr::Id) == Some(id),
            Test::Class(class) => dom
                .attr(node, Attr::Class)
                .is_some_and(|value| value.split_ascii_whitespace().any(|word| word == class)),
            Test::Attribute { name, compare, value, ignore_case } => {
                let Some(actual) = dom.attr_by_name(node, name) else { return false };
                if *ignore_case {
                    compare.holds(&actual.to_ascii_lowercase(), &value.to_ascii_lowercase())
                } else {
                    compare.holds(actual, value)
                }
            }
        }
    }
}

impl Compare {
    fn holds(self, actual: &str, value: &str) -> bool {
        match self {
            Compare::Exists => true,
            Compare::Equals => actual == value,
            Compare::Word => actual.split_ascii_whitespace().any(|word| word == value),
            Compare::Hyphen => actual.strip_prefix(value).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')),
            // As CSS has it, no value begins with nothing.
            Compare::Prefix => !value.is_empty() && actual.starts_with(value),
            Compare::Suffix => !value.is_empty() && actual.ends_with(value),
            Compare::Contains => !value.is_empty() && actual.contains(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::matches;
    use crate::html::{self, Attr};
    use crate::{Options, Selector};

    const PAGE: &str = "<div class='post lead' id=a lang=en-GB data-kind=Story><p id=b class=first>One</p>\
                        <section id=c><p id=d>Two <b id=e title='x y'>three</b></p></section></div>\
                        <tea-leaf id=f SORT=green><p id=g></p></tea-leaf><svg id=h><path id=i /></svg>\
                        <b id=j data-kind=x>four<p id=k>five</b> six</p>";

    fn ids(selector: &str) -> String {
        let selector: Selector = selector.parse().unwrap();
        let options = Options::new().with_keep(selector.clone());
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
    fn a_deep_page_and_a_long_selector_take_no_more_than_their_product() {
        let deep = "<div class=x>".repeat(500) + &"<i class=x>".repeat(5_000);
        let long: Selector = ".x ".repeat(200).parse().unwrap();
        let dom = html::parse(&deep, &Options::default()).dom;
        assert!(matches(&dom, &[long]).len() > 100);
    }
}
