//! What the features are about, in words.

/// What reasons can be about: some hundred features are too many to read.
pub(super) const ABOUT: [&str; 16] = [
    "its words, marks and length",
    "links in it",
    "how it is set: bold, code, small print",
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
];

/// The average over blocks of the same path moves a score after the trees have spoken.
pub(super) const SAME_KIND: usize = 10;

/// Which of [`ABOUT`] a feature belongs to, by its name.
pub(super) fn about(feature: &str) -> usize {
    let (first, rest) = feature.split_once('_').unwrap_or((feature, ""));
    let is_level = first.starts_with('L') && first[1..].bytes().all(|byte| byte.is_ascii_digit());
    match (first, rest) {
        ("link" | "links" | "l" | "lo", _) => 1,
        ("strong" | "emphasis" | "code" | "time" | "span" | "small" | "label" | "rules" | "images", "") => 2,
        ("tag" | "heading" | "depth" | "hidden", "") | ("inner", "tag") => 3,
        ("title" | "desc", _) | ("eq", "title") => 4,
        ("x" | "xo", _) => 5,
        ("in" | "ino", _) => 6,
        ("te" | "to", _) => 7,
        (_, "te_min" | "te_max" | "te_mean" | "to_min" | "to_max" | "to_mean") if is_level => 7,
        (_, "tag") if is_level => 9,
        _ if is_level => 8,
        ("d0", _) | ("levels", "") => 9,
        ("g" | "m" | "dup" | "openings", _) => SAME_KIND,
        ("pos" | "index" | "from" | "t", _) => 11,
        ("c" | "long", _) if feature != "long_words" => 12,
        ("s", _) => 12,
        ("p1" | "p2" | "p3" | "n1" | "n2" | "n3" | "w4" | "w15", _) => 13,
        ("h" | "sec", _) => 14,
        ("P", _) => 15,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{ABOUT, about};

    #[test]
    fn features_are_about_what_their_names_say() {
        for (feature, expected) in [
            ("weight", "its words, marks and length"),
            ("long_words", "its words, marks and length"),
            ("l_external", "links in it"),
            ("inner_tag", "its element and depth"),
            ("eq_title", "words of the page's title and description"),
            ("L2_te_min", "names of the elements around it"),
            ("L0_share", "text of the elements around it"),
            ("d0_nav", "kinds of elements around it"),
            ("dup", "blocks of the same kind"),
            ("long_before", "its place to the prose"),
            ("n1_link", "its neighbours"),
            ("P_te_min", "the page as a whole"),
        ] {
            assert_eq!(ABOUT[about(feature)], expected, "{feature}");
        }
    }
}
