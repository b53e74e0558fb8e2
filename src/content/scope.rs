//! A whole page or an article body?

use super::{Unseen, head, segment, stats};
use crate::html::{Dom, NodeId, Tag};

/// Blocks that are nothing but links, at the least, for a page without a title: beside a form, and beside a script.
const LINKS_WITH_FORM: usize = 6;
const LINKS_WITH_SCRIPT: usize = 10;

/// Whether the document is a whole page, with navigation and the like around its content.
///
/// A `<title>` outside of drawings says so: posts, feeds and databases hold bodies without one. Where it is missing, only plain
/// chrome counts: many blocks that are nothing but links, and a form, a script or a landmark beside them. Anything else
/// is taken for a body, since nothing is lost then. A `<body>` tag says nothing: parsers that people clean posts with
/// put one in.
pub(crate) fn is_page(dom: &Dom<'_>) -> bool {
    let (mut has_form, mut has_script_or_foot) = (false, false);
    let mut next = dom.first_child(NodeId::DOCUMENT);
    while let Some(node) = next {
        next = dom.next_in_subtree(node, NodeId::DOCUMENT);
        match dom.tag(node) {
            Some(Tag::Title) => return true,
            Some(Tag::Svg) => next = dom.next_after_subtree(node, NodeId::DOCUMENT),
            Some(Tag::Form) => has_form = true,
            Some(Tag::Script | Tag::Footer) => has_script_or_foot = true,
            _ => {}
        }
    }
    if !has_form && !has_script_or_foot {
        return false;
    }
    let segments = segment::segment_all(dom, head::body(dom), &Unseen::default());
    let is_link = |block: &&segment::TextBlock| stats::link_weight(block) * 5 > block.measure.weight() * 4;
    let links = segments.blocks.iter().filter(is_link).count();
    let enough = if has_form { LINKS_WITH_FORM } else { LINKS_WITH_SCRIPT };
    links >= enough && links * 8 > segments.blocks.len()
}

#[cfg(test)]
mod tests {
    use super::is_page;
    use crate::html;

    fn judged(source: &str) -> bool {
        is_page(&html::parse(source, &html::ParseOptions::default()).dom)
    }

    #[test]
    fn a_title_makes_a_page() {
        assert!(judged("<html><head><title>Tea</title></head><body><p>Green tea.</p></body></html>"));
    }

    #[test]
    fn a_body_stays_a_body_whatever_tags_wrap_it() {
        assert!(!judged("<p>Green tea.</p><p>Black tea.</p>"));
        assert!(!judged("<html><body><article><h1>Tea</h1><p>Green tea.</p></article></body></html>"));
        assert!(!judged("<svg><title>A cup</title></svg><p>Green tea.</p>"));
        let links: String = (0..30).map(|n| format!("<li><a href=/{n}>Tea number {n}</a></li>")).collect();
        assert!(!judged(&format!("<p>The links of the week:</p><ul>{links}</ul>")));
    }

    #[test]
    fn chrome_makes_a_page_without_title() {
        let links: String = (0..30).map(|n| format!("<li><a href=/{n}>Section {n}</a></li>")).collect();
        let form = "<form action=/search><input name=q></form>";
        assert!(judged(&format!(
            "<ul>{links}</ul>{form}<p>Green tea wants patience, and water that does not boil.</p>"
        )));
    }
}
