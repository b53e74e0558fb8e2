//! What the features are about, in words.

/// What reasons can be about: some hundred features are too many to read.
pub(super) const ABOUT: [&str; 16] = [
    "its words, marks and length",
    "links in it",
    "its element and depth",
    "words of the page's title and description",
    "what short texts like it say",
    "names of its inline elements",
    "names of the elements around it",
    "text of the elements around it",
    "kinds of elements around it",
    "blocks of the same kind",
    "its place on the page",
    "its place to the prose",
    "its neighbours",
    "the heading over it",
    "the page as a whole",
    "what the page's structured data quotes",
];

/// The average over blocks of the same path moves a score after the trees have spoken.
pub(super) const SAME_KIND: usize = 9;

/// Which of [`ABOUT`] a feature belongs to, by its name. Every feature has a place (a test sees to it); one without is about
/// the block itself.
pub(super) fn about(feature: &str) -> usize {
    place(feature).unwrap_or(0)
}

/// Where a feature belongs: those of the block itself by their names, families by what their names begin with.
fn place(feature: &str) -> Option<usize> {
    let (family, rest) = feature.split_once('_').unwrap_or((feature, ""));
    let is_level = family.strip_prefix('L').is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    Some(match (family, rest) {
        ("weight" | "chars" | "sent" | "clauses" | "first" | "last" | "separators" | "quotes", "") => 0,
        ("short", "n") | ("upper" | "cap" | "symbol", "r") => 0,
        ("link" | "links", "") | ("lone", "link") => 1,
        ("tag" | "heading" | "depth" | "hidden", "") | ("inner", "tag") => 2,
        ("title" | "desc", "r" | "cov") => 3,
        ("x" | "xo", _) => 4,
        ("in" | "ino", _) => 5,
        ("te" | "to", _) => 6,
        (_, "te_min" | "te_max" | "te_mean" | "to_min" | "to_max" | "to_mean") if is_level => 6,
        (_, "tag") if is_level => 8,
        _ if is_level => 7,
        ("d0", _) => 8,
        ("g" | "m" | "dup" | "openings", _) => SAME_KIND,
        ("pos" | "index" | "from" | "t", _) => 10,
        ("c" | "long" | "s" | "k6" | "k9", _) => 11,
        ("p1" | "p2" | "p3" | "n1" | "n2" | "n3" | "w4" | "w15", _) => 12,
        ("h" | "sec", _) => 13,
        ("P", _) => 14,
        ("v", _) => 15,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{ABOUT, about, place};
    use crate::content::{Wishes, features, model, select};
    use crate::html;
    use crate::options::Options;

    /// The names of all features, as they are made for a page.
    fn names() -> Vec<String> {
        let page =
            "<title>Tea</title><main><h1>Tea</h1><p>Green tea wants patience, and water that does not boil.</p></main>";
        let options = Options::new();
        let dom = html::parse(page, &html::ParseOptions::default()).dom;
        let judgement = select::judge(&dom, &options, None, &Wishes::default(), &model::EMBEDDED);
        let select::Judgement { head, segments, stats, groups, .. } = &judgement;
        let mut names = Vec::new();
        features::compute(segments, stats, head, groups, Some(&mut names));
        names
    }

    #[test]
    fn every_feature_has_its_place() {
        let names = names();
        let without: Vec<_> = names.iter().filter(|name| place(name).is_none()).collect();
        assert!(without.is_empty(), "{without:?}");
        for (index, what) in ABOUT.iter().enumerate() {
            assert!(names.iter().any(|name| place(name) == Some(index)), "no feature is about {what}");
        }
    }

    #[test]
    fn features_are_about_what_their_names_say() {
        let names = names();
        for (feature, expected) in [
            ("weight", "its words, marks and length"),
            ("link", "links in it"),
            ("inner_tag", "its element and depth"),
            ("title_cov", "words of the page's title and description"),
            ("xo_mean", "what short texts like it say"),
            ("in_min", "names of its inline elements"),
            ("L2_te_min", "names of the elements around it"),
            ("L0_share", "text of the elements around it"),
            ("L1_tag", "kinds of elements around it"),
            ("d0_nav", "kinds of elements around it"),
            ("dup", "blocks of the same kind"),
            ("t_blocks", "its place on the page"),
            ("long_before", "its place to the prose"),
            ("n1_link", "its neighbours"),
            ("sec_link", "the heading over it"),
            ("P_long", "the page as a whole"),
        ] {
            assert!(names.iter().any(|name| name == feature), "{feature} is no feature");
            assert_eq!(ABOUT[about(feature)], expected, "{feature}");
        }
    }
}
