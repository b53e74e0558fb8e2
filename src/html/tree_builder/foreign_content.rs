//! SVG and MathML: the rules for [parsing tokens in foreign
//! content](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inforeign), and when they apply ([tree
//! construction dispatcher](https://html.spec.whatwg.org/multipage/parsing.html#tree-construction-dispatcher)).

use super::{Attr, Namespace, OpenElement, Tag, TagName, TextPiece, TokenOutcome, TreeBuilder, foreign, set};
use crate::html::names::are_same;

impl<'s> TreeBuilder<'s> {
    /// The innermost element, if it is one of SVG or MathML.
    fn foreign_element(&self) -> Option<&OpenElement<'s>> {
        self.open_elements.current().filter(|open| open.namespace != Namespace::Html)
    }

    /// Whether the innermost element is one of SVG or MathML.
    pub(super) fn is_foreign(&self) -> bool {
        self.foreign_element().is_some()
    }

    /// Whether text goes by the rules of SVG and MathML.
    pub(super) fn is_text_foreign(&self) -> bool {
        self.foreign_element()
            .is_some_and(|open| !open.is_in(set::MATHML_TEXT_INTEGRATION_POINT | set::HTML_INTEGRATION_POINT))
    }

    /// Whether the start tag at hand goes by the rules of SVG and MathML.
    pub(super) fn is_start_tag_foreign(&self) -> bool {
        let Some(open) = self.foreign_element() else { return false };
        let is_one_of = |names: &[&str]| names.iter().any(|name| self.tag.written.eq_ignore_ascii_case(name));
        if open.is_in(set::HTML_INTEGRATION_POINT) {
            return false;
        }
        if open.is_in(set::MATHML_TEXT_INTEGRATION_POINT) {
            return is_one_of(&["mglyph", "malignmark"]);
        }
        !(open.is(Tag::AnnotationXml) && is_one_of(&["svg"]))
    }

    /// [Inserts the foreign element](https://html.spec.whatwg.org/multipage/parsing.html#insert-a-foreign-element) that
    /// the start tag at hand asks for.
    pub(super) fn insert_foreign(&mut self, namespace: Namespace) {
        let (tag, mut sets) = foreign(namespace, self.tag.written);
        if tag == Tag::AnnotationXml && self.is_html_integration_point() {
            sets |= set::HTML_INTEGRATION_POINT;
        }
        let place = self.appropriate_place();
        let node = self.dom.create_element_with(tag, self.tag.attributes);
        self.dom.set_start_tag(node, self.source.clone());
        self.insert_at(place, node);
        if !self.tag.self_closing {
            self.open_elements.push(OpenElement {
                node,
                contents: node,
                tag,
                sets,
                namespace,
                written: self.tag.written,
            });
        }
    }

    /// Whether the `<annotation-xml>` at hand is an [HTML integration
    /// point](https://html.spec.whatwg.org/multipage/parsing.html#html-integration-point).
    fn is_html_integration_point(&self) -> bool {
        let encoding = self.dom.attribute_in(self.tag.attributes, Attr::Encoding);
        let is = |name| encoding.is_some_and(|encoding| encoding.eq_ignore_ascii_case(name));
        is("text/html") || is("application/xhtml+xml")
    }

    /// A start tag inside of SVG or MathML.
    pub(super) fn foreign_start_tag(&mut self) -> TokenOutcome {
        let TagName { tag, sets, .. } = self.tag.name;
        let breaks_out = sets & set::FOREIGN_BREAKOUT != 0 || tag == Tag::Font && self.attributes.styles_font();
        if breaks_out {
            return self.break_out_of_foreign_content(Self::start_tag);
        }
        let namespace = self.foreign_element().map_or(Namespace::Html, |open| open.namespace);
        self.insert_foreign(namespace);
        TokenOutcome::Done
    }

    /// An end tag inside of SVG or MathML.
    pub(super) fn foreign_end_tag(&mut self) -> TokenOutcome {
        if matches!(self.tag.name.tag, Tag::Br | Tag::P) {
            return self.break_out_of_foreign_content(Self::end_tag);
        }
        let innermost = self.open_elements.len() - 1;
        for index in (1..=innermost).rev() {
            let Some(open) = self.open_elements.get(index) else { break };
            if index != innermost && open.namespace == Namespace::Html {
                return self.end_tag(self.insertion_mode);
            }
            if are_same(open.written, self.tag.written) {
                self.open_elements.truncate(index);
                break;
            }
        }
        TokenOutcome::Done
    }

    /// Leaves SVG and MathML before a tag that has no place there.
    fn break_out_of_foreign_content(
        &mut self,
        read: impl FnOnce(&mut Self, super::InsertionMode) -> TokenOutcome,
    ) -> TokenOutcome {
        let is_outside = |open: &OpenElement<'_>| {
            let is_text_in_mathml =
                open.namespace == Namespace::MathMl && open.is_in(set::MATHML_TEXT_INTEGRATION_POINT);
            let is_html_in_svg = open.namespace == Namespace::Svg && open.is_in(set::HTML_INTEGRATION_POINT);
            open.namespace == Namespace::Html || is_text_in_mathml || is_html_in_svg
        };
        while self.open_elements.current().is_some_and(|open| !is_outside(open)) {
            self.open_elements.pop();
        }
        read(self, self.insertion_mode)
    }

    /// Puts in the character that stands for a NUL.
    pub(super) fn append_replacement(&mut self) {
        let slice = self.dom.decoded(|side| side.push('\u{fffd}'));
        self.append_text(&TextPiece { slice, source: Some(self.source.clone()) });
    }
}
