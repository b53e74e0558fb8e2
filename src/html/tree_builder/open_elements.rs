//! The [stack of open elements](https://html.spec.whatwg.org/multipage/parsing.html#the-stack-of-open-elements).

use crate::html::names::{Namespace, TagGroup, TagName, are_same, set};
use crate::html::{NodeId, Tag};
use crate::steps::step;

/// An element that is open.
#[derive(Clone, Copy, Debug)]
pub(super) struct OpenElement<'s> {
    pub(super) node: NodeId,
    /// Where its content goes: for a `<template>` its template contents, for others the element itself.
    pub(super) contents: NodeId,
    pub(super) tag: Tag,
    /// The sets of names that it is in.
    pub(super) sets: u16,
    pub(super) namespace: Namespace,
    /// Its name as written; empty where its tag says it all.
    pub(super) written: &'s str,
}

impl OpenElement<'_> {
    /// Whether it is an HTML element of this tag. (No tag of HTML is one of SVG or MathML, too, but the one for all others.)
    pub(super) fn is(&self, tag: Tag) -> bool {
        self.tag == tag
    }

    /// Whether it is in one of these sets.
    pub(super) fn is_in(&self, sets: u16) -> bool {
        self.sets & sets != 0
    }

    /// Whether it is an HTML element of the name that a tag has.
    pub(super) fn is_named(&self, name: TagName, written: &str) -> bool {
        self.tag == name.tag && (self.tag != Tag::Other || are_same(self.written, written))
    }
}

/// The open elements, the outermost first.
#[derive(Debug)]
pub(super) struct OpenElements<'s> {
    elements: Vec<OpenElement<'s>>,
    /// How many of them are `<p>`: mostly there is none to look for.
    paragraphs: usize,
    /// How many were open at a time, at most.
    pub(super) most: usize,
}

impl<'s> OpenElements<'s> {
    /// None, with room for as many as are open on most pages.
    pub(super) fn new() -> OpenElements<'s> {
        OpenElements { elements: Vec::with_capacity(64), paragraphs: 0, most: 0 }
    }

    pub(super) fn len(&self) -> usize {
        self.elements.len()
    }

    pub(super) fn get(&self, index: usize) -> Option<&OpenElement<'s>> {
        self.elements.get(index)
    }

    /// The innermost.
    pub(super) fn current(&self) -> Option<&OpenElement<'s>> {
        self.elements.last()
    }

    /// From the innermost outwards.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &OpenElement<'s>> + ExactSizeIterator {
        self.elements.iter().rev()
    }

    pub(super) fn is_current(&self, tag: Tag) -> bool {
        self.current().is_some_and(|open| open.is(tag))
    }

    pub(super) fn is_current_in(&self, sets: u16) -> bool {
        self.current().is_some_and(|open| open.is_in(sets))
    }

    /// The position of a node, if it is open, sought from the innermost outwards.
    pub(super) fn position(&self, node: NodeId) -> Option<usize> {
        self.elements.iter().rposition(|open| {
            step();
            open.node == node
        })
    }

    pub(super) fn push(&mut self, element: OpenElement<'s>) {
        self.paragraphs += usize::from(element.is(Tag::P));
        self.elements.push(element);
        self.most = self.most.max(self.elements.len());
    }

    pub(super) fn pop(&mut self) -> Option<OpenElement<'s>> {
        let element = self.elements.pop()?;
        self.paragraphs -= usize::from(element.is(Tag::P));
        Some(element)
    }

    /// Closes all from this position on.
    pub(super) fn truncate(&mut self, length: usize) {
        while self.elements.len() > length {
            self.pop();
        }
    }

    pub(super) fn remove(&mut self, index: usize) {
        let element = self.elements.remove(index);
        self.paragraphs -= usize::from(element.is(Tag::P));
    }

    pub(super) fn insert(&mut self, index: usize, element: OpenElement<'s>) {
        self.paragraphs += usize::from(element.is(Tag::P));
        self.elements.insert(index, element);
        self.most = self.most.max(self.elements.len());
    }

    /// Says where the content of the innermost goes.
    pub(super) fn set_contents(&mut self, contents: NodeId) {
        if let Some(current) = self.elements.last_mut() {
            current.contents = contents;
        }
    }

    pub(super) fn replace(&mut self, index: usize, element: OpenElement<'s>) {
        self.elements[index] = element;
    }

    /// Whether an element is open, and none between it and the innermost that ends the scope: [has an element in the
    /// specific scope](https://html.spec.whatwg.org/multipage/parsing.html#has-an-element-in-the-specific-scope).
    pub(super) fn has_in_scope(&self, ends: u16, is: impl Fn(&OpenElement<'s>) -> bool) -> bool {
        for open in self.iter() {
            step();
            if is(open) {
                return true;
            }
            if open.is_in(ends) {
                return false;
            }
        }
        false
    }

    pub(super) fn has_tag_in_scope(&self, ends: u16, tag: Tag) -> bool {
        self.has_in_scope(ends, |open| open.is(tag))
    }

    pub(super) fn has_p_in_button_scope(&self) -> bool {
        self.paragraphs > 0 && self.has_tag_in_scope(set::DEFAULT_SCOPE | set::BUTTON_SCOPE, Tag::P)
    }

    /// [Generates implied end tags](https://html.spec.whatwg.org/multipage/parsing.html#generate-implied-end-tags):
    /// closes what ends by itself, but not elements of the tag `except`.
    pub(super) fn generate_implied_end_tags(&mut self, except: Option<Tag>) {
        while self.current().is_some_and(|open| open.is_in(set::IMPLIED_END_TAGS) && Some(open.tag) != except) {
            self.pop();
        }
    }

    /// [Generates all implied end tags
    /// thoroughly](https://html.spec.whatwg.org/multipage/parsing.html#generate-all-implied-end-tags-thoroughly):
    /// closes besides what ends by itself where a template does.
    pub(super) fn generate_all_implied_end_tags_thoroughly(&mut self) {
        while self.is_current_in(set::THOROUGHLY_IMPLIED_END_TAGS) {
            self.pop();
        }
    }

    /// Closes elements up to and with the innermost of this tag.
    pub(super) fn pop_until(&mut self, tag: Tag) {
        while self.pop().is_some_and(|open| !open.is(tag)) {}
    }

    /// Closes elements up to and with the innermost of these sets.
    pub(super) fn pop_until_in(&mut self, sets: u16) {
        while self.pop().is_some_and(|open| !open.is_in(sets)) {}
    }

    /// Closes elements until one of these sets is the innermost: [clears the stack back to a
    /// context](https://html.spec.whatwg.org/multipage/parsing.html#clear-the-stack-back-to-a-table-context) of a
    /// table, its body or its row.
    pub(super) fn clear_back_to(&mut self, sets: u16) {
        while self.current().is_some_and(|open| !open.is_in(sets)) {
            self.pop();
        }
    }

    /// [Closes a p element](https://html.spec.whatwg.org/multipage/parsing.html#close-a-p-element) and what is open in
    /// it.
    pub(super) fn close_p_element(&mut self) {
        self.generate_implied_end_tags(Some(Tag::P));
        self.pop_until(Tag::P);
    }

    /// Closes a paragraph if one is open that the start of a block ends.
    pub(super) fn close_p_element_in_button_scope(&mut self) {
        if self.has_p_in_button_scope() {
            self.close_p_element();
        }
    }

    /// Closes what "any other end tag" closes in the body, if it closes anything.
    pub(super) fn close_any_other(&mut self, name: TagName, written: &str) {
        for index in (0..self.elements.len()).rev() {
            step();
            let open = &self.elements[index];
            if open.is_named(name, written) {
                // What ends by itself between the two ends with it.
                self.truncate(index);
                return;
            }
            if open.is_in(set::SPECIAL) {
                return;
            }
        }
    }
}

/// What a list item or a definition ends, if it ends one: the tag of the one before it.
pub(super) fn closes_item(group: TagGroup, open: &OpenElement<'_>) -> Option<bool> {
    let ends = match group {
        TagGroup::Li => open.is(Tag::Li),
        _ => open.is(Tag::Dd) || open.is(Tag::Dt),
    };
    let stops = open.is_in(set::SPECIAL) && !matches!(open.tag, Tag::Address | Tag::Div | Tag::P);
    (ends || stops).then_some(ends)
}
