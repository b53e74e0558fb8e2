//! HTML of ours that is extracted again is the same article: normalising twice changes nothing.

mod soup;

use bodytext::{Options, Scope};
use proptest::prelude::*;

fn normalized(html: &str) -> String {
    bodytext::Extractor::new(Options::new().with_scope(Scope::Body)).extract(html).to_html()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_shrink_iters: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn normalizing_twice_changes_nothing(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let html = soup::html(&bytes);
        let once = normalized(&html);
        let twice = normalized(&once);
        prop_assert_eq!(&once, &twice, "\n{}", html);
    }
}
