//! What the columns of the table of features are: one row for each says its name, what it tells of, what it means, and how
//! it is computed.
//!
//! The macros write the rows and the function that fills the columns from the same lines, so neither can lack what the
//! other has. Explanations, the trainer's file and the check of the model's header read the rows.

use crate::text::fnv;

/// What a feature tells of. Explanations add features up by it: some hundred are too many to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    Text,
    Links,
    Element,
    Title,
    ShortTexts,
    InlineNames,
    NamesAround,
    TextAround,
    ElementsAround,
    SameKind,
    PagePosition,
    ProsePosition,
    Neighbours,
    Heading,
    Page,
    StructuredData,
}

impl About {
    /// How many there are.
    pub(crate) const COUNT: usize = About::WORDS.len();

    /// Each in words, in their order.
    pub(crate) const WORDS: [&'static str; 16] = [
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
}

/// A row of the schema.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Feature {
    name: &'static str,
    about: About,
    #[cfg(any(test, feature = "__train"))]
    meaning: &'static str,
}

impl Feature {
    /// A row: its name within its family, what it tells of, and what its number means. The meaning is for people and for the
    /// trainer's file; the library itself does without.
    #[cfg_attr(
        not(any(test, feature = "__train")),
        expect(unused_variables, reason = "the meaning is not compiled in")
    )]
    pub(super) const fn new(name: &'static str, about: About, meaning: &'static str) -> Feature {
        Feature {
            name,
            about,
            #[cfg(any(test, feature = "__train"))]
            meaning,
        }
    }
}

/// Features that stand side by side. Their names begin with that of the family.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Family {
    pub(super) name: &'static str,
    /// What they tell of, where that is not for each to say.
    pub(super) about: Option<About>,
    pub(super) features: &'static [Feature],
}

/// A column of the table, whether it differs from block to block or not.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// Its name, which no other column has.
    #[cfg(any(test, feature = "__train"))]
    pub(crate) name: String,
    pub(crate) about: About,
    /// What its number means.
    #[cfg(any(test, feature = "__train"))]
    pub(crate) meaning: &'static str,
}

impl Column {
    fn new(family: &Family, feature: &Feature) -> Column {
        Column {
            #[cfg(any(test, feature = "__train"))]
            name: match family.name {
                "" => feature.name.to_owned(),
                name => format!("{name}_{}", feature.name),
            },
            about: family.about.unwrap_or(feature.about),
            #[cfg(any(test, feature = "__train"))]
            meaning: feature.meaning,
        }
    }
}

/// The families of each file, in the order of the columns: those of blocks, then those that all blocks of a page share.
const FILES: [&[Family]; 6] = [
    super::block::FAMILIES,
    super::level::FAMILIES,
    super::group::FAMILIES,
    super::position::FAMILIES,
    super::neighbour::FAMILIES,
    super::page::FAMILIES,
];

/// The last of the [`FILES`] is that of the page.
const OWN_FILES: usize = FILES.len() - 1;

/// All columns, in their order.
pub(crate) fn columns() -> impl Iterator<Item = Column> {
    let families = FILES.into_iter().flatten();
    families.flat_map(|family| family.features.iter().map(|feature| Column::new(family, feature)))
}

/// How many columns differ from block to block.
pub(crate) const OWN_COLUMNS: usize = width(0, OWN_FILES);
/// How many columns there are.
#[cfg(any(test, feature = "__train"))]
pub(crate) const COLUMNS: usize = width(0, FILES.len());

/// Where the feature of this name stands among those of a family. The compiler says so where there is none.
pub(super) const fn position(features: &[Feature], name: &str) -> usize {
    let mut at = 0;
    while !is_same(features[at].name.as_bytes(), name.as_bytes()) {
        at += 1;
    }
    at
}

const fn is_same(mut one: &[u8], mut other: &[u8]) -> bool {
    while let (Some((a, rest)), Some((b, other_rest))) = (one.split_first(), other.split_first()) {
        if *a != *b {
            return false;
        }
        (one, other) = (rest, other_rest);
    }
    one.is_empty() && other.is_empty()
}

/// The features of a family from one place on.
pub(super) const fn from(features: &'static [Feature], place: usize) -> &'static [Feature] {
    features.split_at(place).1
}

/// The features of a family up to one place.
pub(super) const fn up_to(features: &'static [Feature], place: usize) -> &'static [Feature] {
    features.split_at(place).0
}

/// How many columns some of the [`FILES`] have.
const fn width(from: usize, to: usize) -> usize {
    let (mut columns, mut file) = (0, from);
    while file < to {
        let mut family = 0;
        while family < FILES[file].len() {
            columns += FILES[file][family].features.len();
            family += 1;
        }
        file += 1;
    }
    columns
}

/// A hash of the names of all columns, in their order. A model that was made for other columns has another one in its header.
///
/// It knows nothing of how a feature is computed: who changes what a number means gives the feature another name.
pub(crate) const SCHEMA_HASH: u32 = {
    let (mut hash, mut file) = (fnv::START, 0);
    while file < FILES.len() {
        let mut family = 0;
        while family < FILES[file].len() {
            let Family { name, features, .. } = FILES[file][family];
            let mut feature = 0;
            while feature < features.len() {
                hash = fnv::bytes(hash, name.as_bytes());
                hash = fnv::bytes(hash, b"_");
                hash = fnv::bytes(hash, features[feature].name.as_bytes());
                hash = fnv::bytes(hash, b"\n");
                feature += 1;
            }
            family += 1;
        }
        file += 1;
    }
    hash
};

/// Writes the rows of a family, and the function that computes their values: `put` into a row, or `array` as an array.
///
/// Each line is `"name" About "meaning" = value,`. What the values have in common stands above them as `let`.
macro_rules! features {
    (
        $(#[$doc:meta])*
        $features:ident: put $write:ident($($argument:ident: $type:ty),* $(,)?) {
            $(let $bound:pat = $common:expr;)*
            $($name:literal $about:ident $meaning:literal = $value:expr,)+
        }
    ) => {
        $(#[$doc])*
        const $features: &[$crate::content::features::schema::Feature] = &[$(
            $crate::content::features::schema::Feature::new($name, $crate::content::features::schema::About::$about, $meaning)
        ),+];

        #[inline(always)]
        fn $write(row: &mut impl $crate::content::features::table::Row, $($argument: $type),*) {
            $(let $bound = $common;)*
            $(row.put($value);)+
        }
    };
    (
        $(#[$doc:meta])*
        $features:ident: array $compute:ident($($argument:ident: $type:ty),* $(,)?) {
            $(let $bound:pat = $common:expr;)*
            $($name:literal $about:ident $meaning:literal = $value:expr,)+
        }
    ) => {
        $(#[$doc])*
        pub(super) const $features: &[$crate::content::features::schema::Feature] = &[$(
            $crate::content::features::schema::Feature::new($name, $crate::content::features::schema::About::$about, $meaning)
        ),+];

        #[inline(always)]
        pub(super) fn $compute($($argument: $type),*) -> [i16; $features.len()] {
            $(let $bound = $common;)*
            [$($crate::content::features::table::Saturate::saturated($value)),+]
        }
    };
}
pub(super) use features;

/// Writes the families of a file, and the function that fills their columns, in the order of its lines.
///
/// Each line is `"name" FEATURES => what fills them,`, or `"name" as About FEATURES => …,` where the family says what its
/// features tell of.
macro_rules! families {
    (
        $(#[$doc:meta])*
        $write:ident($row:ident, $($argument:ident: $type:ty),* $(,)?) {
            $(let $bound:pat = $common:expr;)*
            $($name:literal $(as $about:ident)? $features:expr => $fill:expr,)+
        }
    ) => {
        pub(super) const FAMILIES: &[$crate::content::features::schema::Family] = &[$(
            $crate::content::features::schema::Family {
                name: $name,
                about: families!(@about $($about)?),
                features: $features,
            }
        ),+];

        $(#[$doc])*
        #[inline(always)]
        pub(super) fn $write($row: &mut impl $crate::content::features::table::Row, $($argument: $type),*) {
            $(let $bound = $common;)*
            $($fill;)+
        }
    };
    (@about) => { None };
    (@about $about:ident) => { Some($crate::content::features::schema::About::$about) };
}
pub(super) use families;

#[cfg(test)]
mod tests {
    use super::{About, COLUMNS, OWN_COLUMNS, columns};
    use crate::content::features::tests::Table;
    use std::collections::BTreeSet;

    #[test]
    fn each_column_has_a_name_of_its_own_and_a_meaning() {
        let names: BTreeSet<String> = columns().map(|column| column.name).collect();
        assert_eq!(names.len(), COLUMNS);
        assert!(columns().all(|column| !column.meaning.is_empty()));
    }

    #[test]
    fn what_is_computed_for_a_page_has_the_columns_of_the_schema() {
        let table = Table::of("<title>Tea</title><h1>Tea</h1><p>Green tea wants patience.");
        assert_eq!(table.features.own.bundles().next().map(<[_]>::len), Some(OWN_COLUMNS));
        assert_eq!(table.features.page.len(), COLUMNS - OWN_COLUMNS);
    }

    #[test]
    fn columns_are_about_what_their_names_say() {
        for (name, expected) in [
            ("weight", About::Text),
            ("link", About::Links),
            ("inner_tag", About::Element),
            ("title_cov", About::Title),
            ("xo_mean", About::ShortTexts),
            ("in_min", About::InlineNames),
            ("L2_te_min", About::NamesAround),
            ("te_decayed", About::NamesAround),
            ("L0_share", About::TextAround),
            ("L1_tag", About::ElementsAround),
            ("d0_nav", About::ElementsAround),
            ("dup", About::SameKind),
            ("t_blocks", About::PagePosition),
            ("c_blocks", About::ProsePosition),
            ("long_before", About::ProsePosition),
            ("n1_link", About::Neighbours),
            ("sec_link", About::Heading),
            ("h_te", About::Heading),
            ("P_long", About::Page),
            ("P_te_min", About::Page),
            ("v_recipe", About::StructuredData),
        ] {
            let column = columns().find(|column| column.name == name);
            assert_eq!(column.map(|column| column.about), Some(expected), "{name}");
        }
        for about in 0..About::COUNT {
            assert!(columns().any(|column| column.about as usize == about), "none is about {}", About::WORDS[about]);
        }
    }
}
