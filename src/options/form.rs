//! Limits as a configuration file has them: read within the bounds that there are, left out where there is none.

use super::{NO_LIMIT, Options};
use serde::de::{Deserialize, Deserializer};

/// A number of bytes, below the ceiling that there is.
pub(super) fn max_bytes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    Ok(Options::new().with_max_bytes(usize::deserialize(deserializer)?).max_bytes())
}

/// A depth within the bounds that there are.
pub(super) fn max_depth<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    Ok(Options::new().with_max_depth(usize::deserialize(deserializer)?).max_depth())
}

/// Whether a limit is none. It is left out then: not every notation has numbers so large.
pub(super) fn is_no_limit(limit: &usize) -> bool {
    *limit == NO_LIMIT
}
