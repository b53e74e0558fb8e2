#![cfg(feature = "serde")]
mod arbitrary;
use proptest::prelude::*;
proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_shrink_iters: 50_000, ..ProptestConfig::default() })]
    #[test]
    fn find(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let html = arbitrary::html(&bytes);
        let ok = std::panic::catch_unwind(|| bodytext::extract(&html).to_html()).is_ok();
        prop_assert!(ok, "{}", html);
    }
}
