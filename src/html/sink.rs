//! Builds the [`Dom`] as html5ever's tree builder says.
//!
//! The tokens that the tree builder gets are stand-ins: a text token says only whether it is white space and which of the
//! pieces of text that are waiting here it stands for, a tag token carries only what the tree builder itself looks at.
//! Text and attributes go into the [`Dom`] without passing through it.

use super::dom::{Attributes, Dom, NodeId, TextPiece};
use super::names::{Space, can_be_implied, is_formatting, tag_of};
use super::{Tag, stand_in};
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, ExpandedName, LocalName, QualName, local_name};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ops::Range;

/// A node as the tree builder holds it, with what it keeps asking about.
#[derive(Clone, Debug)]
pub(super) struct Handle {
    local: LocalName,
    /// None is a comment, which has no place in the document.
    id: Option<NodeId>,
    space: Space,
    /// Whether it is an `<annotation-xml>` that holds HTML.
    holds_html: bool,
}

impl Handle {
    /// The node in the document.
    pub(super) fn id(&self) -> Option<NodeId> {
        self.id
    }

    /// The name of the element, if it is a formatting element.
    pub(super) fn formatting_name(&self) -> Option<&LocalName> {
        (self.space == Space::Html && is_formatting(&self.local)).then_some(&self.local)
    }
}

/// The tag that the tree builder is at work on, or the text.
#[derive(Clone, Debug)]
pub(super) struct CurrentToken {
    /// Where it stands in the source.
    pub(super) source: Range<u32>,
    /// For a start tag its name, and the tag that this is in HTML.
    pub(super) start_tag: Option<(LocalName, Tag)>,
    /// For a start tag its attributes.
    pub(super) attributes: Attributes,
}

/// The tree builder's way into the document.
pub(super) struct Sink<'s> {
    pub(super) dom: RefCell<Dom<'s>>,
    pub(super) token: RefCell<CurrentToken>,
    /// Pieces of text that stand-ins stand for.
    pub(super) pieces: RefCell<Vec<TextPiece>>,
    /// The attributes of formatting elements, by the number that their tokens carry.
    pub(super) formatting_attributes: RefCell<Vec<Attributes>>,
    /// How many elements were made, and of those how many formatting elements.
    pub(super) elements: Cell<usize>,
    pub(super) formatting_elements: Cell<usize>,
    /// The element that was made last.
    pub(super) last_element: Cell<Option<NodeId>>,
    /// The element whose name the tree builder asked for last.
    pub(super) last_named: Cell<Option<NodeId>>,
    /// Whether the document can be deeper than elements were ever open: nodes were moved into new elements, or an element
    /// was closed before what it holds.
    pub(super) is_misnested: Cell<bool>,
    /// Whether there is a `<frameset>`, in which white space is all the text there is.
    pub(super) has_frameset: Cell<bool>,
    /// What the templates hold.
    templates: RefCell<HashMap<NodeId, NodeId>>,
}

impl<'s> Sink<'s> {
    pub(super) fn new(source: &'s str) -> Sink<'s> {
        let nothing = CurrentToken { source: 0..0, start_tag: None, attributes: Attributes::default() };
        Sink {
            dom: RefCell::new(Dom::new(source)),
            token: RefCell::new(nothing),
            pieces: RefCell::default(),
            formatting_attributes: RefCell::default(),
            elements: Cell::new(0),
            formatting_elements: Cell::new(0),
            last_element: Cell::new(None),
            last_named: Cell::new(None),
            is_misnested: Cell::new(false),
            has_frameset: Cell::new(false),
            templates: RefCell::default(),
        }
    }

    /// Whether an element of this name is the one that the current start tag asks for.
    fn is_asked_for(&self, name: &QualName, token: &CurrentToken) -> bool {
        let Some((asked, _)) = &token.start_tag else { return false };
        match Space::of(&name.ns) {
            // Formatting elements can be made any number of times for one tag. The tag's own is the last of them.
            Space::Html => name.local == *asked || !(is_formatting(&name.local) || can_be_implied(&name.local)),
            Space::Svg | Space::MathMl => true,
        }
    }

    /// The piece of text that a text token stands for.
    fn piece(&self, text: &str) -> TextPiece {
        if let Some(number) = stand_in::piece_of(text) {
            return self.pieces.borrow()[number].clone();
        }
        // The tree builder's own text: the replacement for a NUL.
        let source = self.token.borrow().source.clone();
        TextPiece { slice: self.dom.borrow_mut().decoded(|side| side.push_str(text)), source: Some(source) }
    }

    fn insert(&self, parent: NodeId, before: Option<NodeId>, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendNode(Handle { id: None, .. }) => {}
            NodeOrText::AppendNode(Handle { id: Some(child), .. }) => {
                let mut dom = self.dom.borrow_mut();
                dom.detach(child);
                match before {
                    Some(before) => dom.insert_before(before, child),
                    None => dom.append(parent, child),
                }
            }
            NodeOrText::AppendText(text) => {
                let piece = self.piece(&text);
                self.dom.borrow_mut().insert_text(parent, before, piece);
            }
        }
    }
}

impl TreeSink for Sink<'_> {
    type Handle = Handle;
    type Output = ();
    type ElemName<'a>
        = ExpandedName<'a>
    where
        Self: 'a;

    fn finish(self) {}

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: Some(NodeId::DOCUMENT), local: local_name!(""), space: Space::Html, holds_html: false }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        self.last_named.set(target.id);
        ExpandedName { ns: target.space.namespace(), local: &target.local }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let token = self.token.borrow();
        let mut dom = self.dom.borrow_mut();
        let space = Space::of(&name.ns);
        let is_formatting = space == Space::Html && is_formatting(&name.local);
        let is_asked_for = self.is_asked_for(&name, &token);
        let attributes = match stand_in::attributes_of(&attributes) {
            Some(number) => self.formatting_attributes.borrow()[number],
            None if is_asked_for && !is_formatting => token.attributes,
            None => Attributes::default(),
        };
        let tag = match &token.start_tag {
            Some((asked, tag)) if space == Space::Html && *asked == name.local => *tag,
            _ => tag_of(&name),
        };
        let id = dom.create_element_with(tag, attributes);
        if is_asked_for && !is_formatting {
            dom.set_start_tag(id, token.source.clone());
        } else {
            dom.set_implied(id, token.source.start);
        }
        self.elements.set(self.elements.get() + 1);
        self.formatting_elements.set(self.formatting_elements.get() + usize::from(is_formatting));
        self.last_element.set(Some(id));
        if flags.template {
            let contents = dom.create_detached_root();
            self.templates.borrow_mut().insert(id, contents);
        }
        if space == Space::Html && name.local == local_name!("frameset") {
            self.has_frameset.set(true);
        }
        let holds_html = flags.mathml_annotation_xml_integration_point;
        Handle { id: Some(id), local: name.local, space, holds_html }
    }

    fn create_comment(&self, _text: StrTendril) -> Handle {
        Handle { id: None, local: local_name!(""), space: Space::Html, holds_html: false }
    }

    fn create_pi(&self, _target: StrTendril, data: StrTendril) -> Handle {
        self.create_comment(data)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        if let Some(parent) = parent.id {
            self.insert(parent, None, child);
        }
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = sibling.id.and_then(|sibling| self.dom.borrow().parent(sibling));
        if let Some(parent) = parent {
            self.insert(parent, sibling.id, child);
        }
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let parent = element.id.and_then(|element| self.dom.borrow().parent(element));
        match parent {
            Some(parent) => self.insert(parent, element.id, child),
            None => self.append(previous, child),
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public_id: StrTendril, _system_id: StrTendril) {}

    fn pop(&self, node: &Handle) {
        // In order, a link is closed together with what is open in it. This one was taken out from among the open elements.
        if node.local == local_name!("a") {
            self.is_misnested.set(true);
        }
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        let contents = target.id.and_then(|id| self.templates.borrow().get(&id).copied());
        Handle { id: contents, ..self.get_document() }
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &Handle, _attributes: Vec<Attribute>) {
        if let Some(id) = target.id {
            self.dom.borrow_mut().add_missing_attributes(id, self.token.borrow().attributes);
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        if let Some(id) = target.id {
            self.dom.borrow_mut().detach(id);
        }
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        if let (Some(from), Some(to)) = (node.id, new_parent.id) {
            self.is_misnested.set(true);
            self.dom.borrow_mut().move_children(from, to);
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &Handle) -> bool {
        handle.holds_html
    }

    fn allow_declarative_shadow_roots(&self, _intended_parent: &Handle) -> bool {
        false
    }
}
