//! The names that selectors ask for and no stage reads: those of attributes and of elements.

use super::{Attr, Tag};
use crate::selector::Selector;

/// Names to be kept while parsing. Mostly there are none, and then this costs nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    attributes: Vec<String>,
    elements: Vec<String>,
}

impl Asked {
    /// The names that these selectors ask for.
    pub(crate) fn by<'a>(selectors: impl Iterator<Item = &'a Selector>) -> Asked {
        let mut asked = Asked::default();
        for selector in selectors {
            let unread = |name: &&str| Attr::from_name(name).is_none();
            asked.attributes.extend(selector.attribute_names().into_iter().filter(unread).map(str::to_owned));
            let unnamed = |name: &&str| Tag::from_html(name) == Tag::Other;
            asked.elements.extend(selector.element_names().into_iter().filter(unnamed).map(str::to_owned));
        }
        for names in [&mut asked.attributes, &mut asked.elements] {
            names.sort_unstable();
            names.dedup();
        }
        asked
    }

    /// Whether none are.
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

fn has(names: &[String], name: &str) -> bool {
    !names.is_empty() && names.binary_search_by(|other| other.as_str().cmp(name)).is_ok()
}
