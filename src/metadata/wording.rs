//! Whether a text says what the title says.

use super::title::{SiteNames, plain, separators, shared, without_site, words};
use std::collections::HashSet;

/// The ways to say the title of a page.
pub(super) struct Wordings {
    /// The title, with the name of the site and without: by letters and digits alone.
    own: Vec<String>,
    /// What other sources call the page.
    others: Vec<String>,
    words: HashSet<String>,
    sites: SiteNames,
}

impl Wordings {
    pub(super) fn new<'t>(title: &'t str, others: impl Iterator<Item = &'t str>, sites: SiteNames) -> Wordings {
        let none = HashSet::new();
        let both = |title: &'t str, guess: bool| [plain(title), plain(without_site(title, &sites, &none, guess))];
        let mut own: Vec<String> = both(title, false).into();
        own.retain(|wording| !wording.is_empty());
        let mut others: Vec<String> = others.take(MOST).flat_map(|title| both(title, true)).collect();
        // A headline may be the larger part of the title.
        for (end, start) in separators(title) {
            others
                .extend([&title[..end], &title[start..]].into_iter().filter(|part| is_larger(part, title)).map(plain));
        }
        others.retain(|wording| !wording.is_empty());
        Wordings { own, others, words: words(title), sites }
    }

    /// Whether there is no title, or it has no letters.
    pub(super) fn is_empty(&self) -> bool {
        self.own.is_empty()
    }

    /// Whether a text says the title, and nothing else but the name of the site.
    pub(super) fn are(&self, text: &str) -> bool {
        let is_own = |text: &str| {
            let text = plain(text);
            self.own.contains(&text)
        };
        text.len() <= LONGEST && (is_own(text) || is_own(without_site(text, &self.sites, &HashSet::new(), false)))
    }

    /// Whether a headline of the first level says the same: as another source has it, or in nearly the same words.
    pub(super) fn are_like(&self, text: &str) -> bool {
        if text.len() > LONGEST {
            return false;
        }
        let words = words(text);
        let (least, most) = (words.len().min(self.words.len()), words.len().max(self.words.len()));
        let are_nearly_the_same = least >= 4 && 5 * least >= 4 * most && shared(&words, &self.words) >= 90;
        are_nearly_the_same || self.others.contains(&plain(text))
    }
}

/// More titles than this are not compared.
const MOST: usize = 24;
/// No title is longer, in bytes.
const LONGEST: usize = 1000;

fn is_larger(part: &str, whole: &str) -> bool {
    part.chars().count() * 5 >= whole.chars().count() * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wordings() -> Wordings {
        let sites = SiteNames::new(["The Leaf"], Some("https://leaf.example/green"));
        Wordings::new("Green tea: a guide", ["Green tea, and how to brew it | The Leaf"].into_iter(), sites)
    }

    #[test]
    fn marks_case_space_and_the_name_of_the_site_make_no_difference() {
        for text in [
            "Green tea: a guide",
            " GREEN  TEA – A GUIDE ",
            "Green tea: a guide | The Leaf",
            "The Leaf - Green tea: a guide",
        ] {
            assert!(wordings().are(text), "{text}");
        }
        for text in ["Green tea", "Green tea: a guide to water", "A guide", ""] {
            assert!(!wordings().are(text), "{text}");
        }
    }

    #[test]
    fn a_headline_may_be_what_another_source_calls_the_page() {
        assert!(wordings().are_like("Green tea, and how to brew it"));
        assert!(!wordings().are_like("Black tea, and how to brew it"));
        assert!(!wordings().are_like("Green tea"));
    }
}
