//! SVG and MathML.

use super::{Attr, Name, Open, Space, Step, Tag, TextPiece, TreeBuilder, foreign, set};
use crate::html::names::are_same;

impl<'s> TreeBuilder<'s> {
    /// The innermost element, if it is one of SVG or MathML.
    fn foreign_element(&self) -> Option<&Open<'s>> {
        self.open.current().filter(|open| open.space != Space::Html)
    }

    /// Whether the innermost element is one of SVG or MathML.
    pub(super) fn is_foreign(&self) -> bool {
        self.foreign_element().is_some()
    }

    /// Whether text goes by the rules of SVG and MathML.
    pub(super) fn is_text_foreign(&self) -> bool {
        self.foreign_element().is_some_and(|open| !open.is_in(set::HOLDS_TEXT | set::HOLDS_MARKUP))
    }

    /// Whether the start tag at hand goes by the rules of SVG and MathML.
    pub(super) fn is_start_tag_foreign(&self) -> bool {
        let Some(open) = self.foreign_element() else { return false };
        let is_one_of = |names: &[&str]| names.iter().any(|name| self.tag.written.eq_ignore_ascii_case(name));
        if open.is_in(set::HOLDS_MARKUP) {
            return false;
        }
        if open.is_in(set::HOLDS_TEXT) {
            return is_one_of(&["mglyph", "malignmark"]);
        }
        !(open.is(Tag::AnnotationXml) && is_one_of(&["svg"]))
    }

    /// Inserts the element of SVG or MathML that the start tag at hand asks for.
    pub(super) fn insert_foreign(&mut self, space: Space) {
        let (tag, mut sets) = foreign(space, self.tag.written);
        if tag == Tag::AnnotationXml && self.holds_html() {
            sets |= set::HOLDS_MARKUP;
        }
        let place = self.place();
        let node = self.dom.create_element_with(tag, self.tag.attributes);
        self.dom.set_start_tag(node, self.source.clone());
        self.attach(place, node);
        if !self.tag.self_closing {
            self.open.push(Open { node, inside: node, tag, sets, space, written: self.tag.written });
        }
    }

    /// Whether the `<annotation-xml>` at hand holds HTML.
    fn holds_html(&self) -> bool {
        let encoding = self.dom.attribute_in(self.tag.attributes, Attr::Encoding);
        let is = |name| encoding.is_some_and(|encoding| encoding.eq_ignore_ascii_case(name));
        is("text/html") || is("application/xhtml+xml")
    }

    /// A start tag inside of SVG or MathML.
    pub(super) fn foreign_start_tag(&mut self) -> Step {
        let Name { tag, sets, .. } = self.tag.name;
        let breaks_out = sets & set::BREAKS_OUT != 0 || tag == Tag::Font && self.attributes.styles_font();
        if breaks_out {
            return self.break_out(Self::start_tag);
        }
        let space = self.foreign_element().map_or(Space::Html, |open| open.space);
        self.insert_foreign(space);
        Step::Done
    }

    /// An end tag inside of SVG or MathML.
    pub(super) fn foreign_end_tag(&mut self) -> Step {
        if matches!(self.tag.name.tag, Tag::Br | Tag::P) {
            return self.break_out(Self::end_tag);
        }
        let innermost = self.open.len() - 1;
        for index in (1..=innermost).rev() {
            let Some(open) = self.open.get(index) else { break };
            if index != innermost && open.space == Space::Html {
                return self.end_tag(self.mode);
            }
            if are_same(open.written, self.tag.written) {
                self.open.truncate(index);
                break;
            }
        }
        Step::Done
    }

    /// Leaves SVG and MathML before a tag that has no place there.
    fn break_out(&mut self, read: impl FnOnce(&mut Self, super::Mode) -> Step) -> Step {
        let is_outside = |open: &Open<'_>| {
            let is_text_in_mathml = open.space == Space::MathMl && open.is_in(set::HOLDS_TEXT);
            let is_html_in_svg = open.space == Space::Svg && open.is_in(set::HOLDS_MARKUP);
            open.space == Space::Html || is_text_in_mathml || is_html_in_svg
        };
        while self.open.current().is_some_and(|open| !is_outside(open)) {
            self.open.pop();
        }
        read(self, self.mode)
    }

    /// Puts in the character that stands for a NUL.
    pub(super) fn append_replacement(&mut self) {
        let slice = self.dom.decoded(|side| side.push('\u{fffd}'));
        self.append_text(&TextPiece { slice, source: Some(self.source.clone()) });
    }
}
