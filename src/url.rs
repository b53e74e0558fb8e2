//! Addresses against a base.

/// Resolves addresses.
#[derive(Default)]
pub(crate) struct Resolver {}

impl Resolver {
    /// The address against the base, where one is known.
    pub(crate) fn resolve(&self, _raw: &str) -> Option<String> {
        None
    }
}
