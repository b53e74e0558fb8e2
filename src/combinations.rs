//! Hostile input by combination: snippets of HTML repeated, left open and nested, one, two and three at a time, at two sizes. The
//! steps for a byte must not grow.
//!
//! `COMBINATIONS=all` takes all pairs in all shapes, which takes many minutes.

#[path = "../benches/hostile/mod.rs"]
mod hostile;

use crate::extractor::Extractor;
use crate::options::{Options, Scope};
use crate::steps::taken;
use hostile::{FAMILIES, SHAPES, SNIPPETS, Shape};

/// How much more steps a byte may take in the longer input.
const MOST_GROWTH: f64 = 1.5;

/// So few steps a byte are none to speak of: most of the input is passed over there, and what is left of it grows by chance.
const FEW: f64 = 12.0;

/// The sizes, two doublings apart. Elements nest so deep in the smaller one that the cap below is reached, whatever they are.
const SIZES: [usize; 2] = [4 << 10, 16 << 10];
const MAX_DEPTH: usize = 32;

/// How many triples are taken, out of some hundred thousands.
const TRIPLES: usize = 700;

/// Steps of an extraction and of all renderers, for each byte of the input; and of its explanation, if that is asked for.
fn steps_a_byte(html: &str, scope: Scope, explains: bool) -> f64 {
    let before = taken();
    let mut extractor = Extractor::new(Options::new().with_scope(scope).with_max_depth(MAX_DEPTH));
    let article = extractor.extract(html);
    std::hint::black_box((article.to_markdown().len(), article.to_html().len()));
    #[cfg(feature = "serde")]
    std::hint::black_box(serde_json::to_string(&article).unwrap().len());
    if explains {
        std::hint::black_box(extractor.explain(html));
    }
    (taken() - before) as f64 / html.len() as f64
}

/// Says so where steps grow out of proportion. Of cases in a row every other one is read as a page, and some are explained.
fn complaint(what: &str, number: usize, input: impl Fn(usize) -> String) -> Option<String> {
    let scope = if number.is_multiple_of(2) { Scope::Page } else { Scope::Body };
    let [small, large] = SIZES.map(|size| steps_a_byte(&input(size), scope, number % 5 == 2));
    let message = || format!("{what} as {scope:?}: {small:.0} steps a byte, {large:.0} in four times as much");
    (large > MOST_GROWTH * small.max(FEW)).then(message)
}

fn complaint_about(number: usize, pieces: &[(&str, &str)], shape: Shape) -> Option<String> {
    let names: Vec<&str> = pieces.iter().map(|piece| piece.0).collect();
    complaint(&format!("{names:?} {shape:?}"), number, |size| hostile::combined(pieces, shape, size))
}

/// Looks at cases in parallel, as far as there are processors.
fn all(cases: Vec<(Vec<(&'static str, &'static str)>, Shape)>) {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let complaints: Vec<String> = std::thread::scope(|scope| {
        let look = |start: usize| {
            let some = cases.iter().enumerate().skip(start).step_by(threads);
            some.filter_map(|(number, (pieces, shape))| complaint_about(number, pieces, *shape)).collect::<Vec<_>>()
        };
        let running: Vec<_> = (0..threads).map(|start| scope.spawn(move || look(start))).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(complaints.is_empty(), "{} of {} grow\n{}", complaints.len(), cases.len(), complaints.join("\n"));
}

#[test]
fn snippets_alone_and_in_pairs_take_steps_in_proportion() {
    let everything = std::env::var("COMBINATIONS").is_ok_and(|value| value == "all");
    let mut cases: Vec<(Vec<(&str, &str)>, Shape)> = Vec::new();
    for (at, &first) in SNIPPETS.iter().enumerate() {
        cases.extend(SHAPES.map(|shape| (vec![first], shape)));
        for (beside, &second) in SNIPPETS.iter().enumerate() {
            let shapes = SHAPES.into_iter().enumerate();
            // Every other pair, in one shape; the shapes take turns.
            let turn = (at + beside).is_multiple_of(2);
            let taken = shapes.filter(|(number, _)| everything || turn && (3 * at + beside) % SHAPES.len() == *number);
            cases.extend(taken.map(|(_, shape)| (vec![first, second], shape)));
        }
    }
    all(cases);
}

#[test]
fn snippets_in_threes_take_steps_in_proportion() {
    let mut state = 0x0B0D_7E57_u64;
    let mut below = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit
    };
    let case = |_| {
        let pieces = (0..3).map(|_| SNIPPETS[below(SNIPPETS.len())]).collect();
        (pieces, SHAPES[below(SHAPES.len())])
    };
    all((0..TRIPLES).map(case).collect());
}

#[test]
fn families_take_steps_in_proportion() {
    let cases = FAMILIES.iter().flat_map(|family| [(family, 0), (family, 1)]);
    let look =
        |(family, number): (&hostile::Family, usize)| complaint(family.0, number, |size| hostile::input(family, size));
    let complaints: Vec<String> = cases.filter_map(look).collect();
    assert!(complaints.is_empty(), "{complaints:#?}");
}

#[cfg(feature = "charset")]
#[test]
fn bytes_take_steps_in_proportion() {
    let steps_a_byte = |family, size| {
        let bytes = hostile::bytes(family, size);
        let before = taken();
        crate::extract_bytes(&bytes, &crate::hints::Hints::new());
        (taken() - before) as f64 / bytes.len() as f64
    };
    for family in hostile::BYTE_FAMILIES {
        let [small, large] = SIZES.map(|size| steps_a_byte(family, size));
        assert!(
            large <= MOST_GROWTH * small,
            "{}: {small:.0} steps a byte, {large:.0} in four times as much",
            family.0
        );
    }
}
