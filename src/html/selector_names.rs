//! The names that selectors ask for and no stage reads: those of attributes and of elements.

use super::{Attr, Tag};

/// Names to be kept while parsing. Mostly there are none, and then this costs nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct SelectorNames {
    attributes: Vec<String>,
    elements: Vec<String>,
}

impl SelectorNames {
    /// Keeps these names of attributes and elements, given in lower case, besides those that are always kept.
    pub(crate) fn new<'a>(
        attributes: impl Iterator<Item = &'a str>,
        elements: impl Iterator<Item = &'a str>,
    ) -> SelectorNames {
        let attributes = attributes.filter(|name| Attr::from_name(name).is_none());
        let elements = elements.filter(|name| Tag::from_html(name) == Tag::Other);
        SelectorNames { attributes: sorted(attributes), elements: sorted(elements) }
    }

    /// Whether no name is kept.
    pub(super) fn is_empty(&self) -> bool {
        self.attributes.is_empty() && self.elements.is_empty()
    }

    /// Whether an attribute is asked for that no stage reads.
    pub(super) fn has_attribute(&self, name: &str) -> bool {
        has(&self.attributes, name)
    }

    /// Whether an element is asked for by a name that has no tag of its own in HTML.
    pub(super) fn has_element(&self, tag: Tag, name: &str) -> bool {
        tag == Tag::Other && has(&self.elements, name)
    }
}

/// The names in order, each once.
fn sorted<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = names.map(str::to_owned).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn has(names: &[String], name: &str) -> bool {
    !names.is_empty() && names.binary_search_by(|other| other.as_str().cmp(name)).is_ok()
}
