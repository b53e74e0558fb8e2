//! Events to blocks.

use crate::block::Body;
use crate::html::Dom;

/// Builds the body of an article from a document.
pub(crate) fn build(_dom: &Dom<'_>) -> Body {
    Body::default()
}
