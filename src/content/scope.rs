//! A whole page or an article body?

use super::{head, measure::TitleWords, segment, stats};
use crate::html::{Dom, NodeId, Tag};

/// Blocks that are nothing but links, at the least, for a page without a title.
const LINK_BLOCKS: usize = 12;

/// Whether the document is a whole page, with navigation and the like around its content.
///
/// A `<title>` in the head says so: posts, feeds and databases hold bodies without one. Where it is missing, only plain
/// chrome counts: many blocks that are nothing but links, more than there are others, and a script, a form or a landmark
/// beside them. Anything else is taken for a body, since nothing is lost then. A `<body>` tag says nothing: parsers
/// that people clean posts with put one in.
pub(crate) fn is_page(dom: &Dom<'_>) -> bool {
    let mut has_machinery = false;
    let mut next = dom.first_child(NodeId::DOCUMENT);
    while let Some(node) = next {
        next = dom.next_in_subtree(node, NodeId::DOCUMENT);
        match dom.tag(node) {
            Some(Tag::Title) => return true,
            Some(Tag::Svg) => next = dom.next_after_subtree(node, NodeId::DOCUMENT),
            Some(Tag::Script | Tag::Form | Tag::Nav | Tag::Footer) => has_machinery = true,
            _ => {}
        }
    }
    if !has_machinery {
        return false;
    }
    let segments = segment::segment(dom, head::body(dom), &TitleWords::default());
    let weight = |block: &segment::TextBlock| block.measure.weight();
    let links = segments.blocks.iter().filter(|block| stats::link_weight(block) * 5 > weight(block) * 4).count();
    links >= LINK_BLOCKS && links * 2 > segments.blocks.len()
}
