//! The streaming walker: a document and the verdicts on it, as a stream of events.

use crate::content::parts_words;
use crate::html::{Dom, NodeId, NodeKind, Tag};
use crate::verdicts::Verdicts;

/// A step through a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// An element begins.
    Enter(NodeId, Tag),
    /// A text node.
    Text(NodeId),
    /// An element ends.
    Leave(NodeId, Tag),
}

/// Walks the kept nodes of a document in order, without recursion and without a stack: the arena links upwards.
pub(crate) struct Walker<'a> {
    dom: &'a Dom<'a>,
    verdicts: &'a Verdicts,
    position: Position,
    /// Where it began, if that is not the whole document.
    root: Option<NodeId>,
    /// Whether something has been passed over that parts the words on its sides.
    parted: bool,
    /// The elements that were passed over, where somebody asks for them.
    passed_over: Option<Vec<NodeId>>,
}

#[derive(Clone, Copy)]
enum Position {
    /// The node comes next.
    Before(NodeId),
    /// What is in the node is done; its end comes next.
    After(NodeId),
    End,
}

impl<'a> Walker<'a> {
    /// A walk over the whole document.
    pub(crate) fn new(dom: &'a Dom<'a>, verdicts: &'a Verdicts) -> Walker<'a> {
        let position = dom.first_child(NodeId::DOCUMENT).map_or(Position::End, Position::Before);
        Walker { dom, verdicts, position, root: None, parted: false, passed_over: None }
    }

    /// A walk over one node and what is in it, in the same document.
    pub(crate) fn within(&self, root: NodeId) -> Walker<'a> {
        let passed_over = self.passed_over.as_ref().map(|_| Vec::new());
        Walker { position: Position::Before(root), root: Some(root), parted: false, passed_over, ..*self }
    }

    /// Takes over what another walk took note of.
    pub(crate) fn take_notes_of(&mut self, other: &mut Walker<'a>) {
        if let (Some(own), Some(others)) = (&mut self.passed_over, &mut other.passed_over) {
            own.append(others);
        }
    }

    /// Whether the walk began with this node.
    pub(crate) fn is_at_root(&self, node: NodeId) -> bool {
        self.root == Some(node)
    }

    /// The same walk, which takes note of what it passes over.
    pub(crate) fn taking_note(mut self) -> Walker<'a> {
        self.passed_over = Some(Vec::new());
        self
    }

    /// Passes over what is inside the element entered last; its [`Event::Leave`] does not come.
    pub(crate) fn pass_over(&mut self, entered: NodeId) {
        self.note(entered);
        self.position = self.past(entered);
    }

    /// Whether something that is not kept, and that parts the words on its sides, has been passed over since the last time.
    pub(crate) fn take_parted(&mut self) -> bool {
        std::mem::take(&mut self.parted)
    }

    /// As [`pass_over`](Walker::pass_over), where what is inside has been taken as a whole: it is not noted.
    pub(crate) fn take_whole(&mut self, entered: NodeId) {
        self.position = self.past(entered);
    }

    /// Takes note of a node that is passed over.
    pub(crate) fn note(&mut self, node: NodeId) {
        if let Some(noted) = &mut self.passed_over {
            noted.push(node);
        }
    }

    /// What was passed over, if note was taken of it.
    pub(crate) fn into_passed_over(self) -> Vec<NodeId> {
        self.passed_over.unwrap_or_default()
    }

    /// Whether a node is kept.
    pub(crate) fn keeps(&self, node: NodeId) -> bool {
        self.verdicts.keeps(node)
    }

    fn past(&self, node: NodeId) -> Position {
        if self.root == Some(node) {
            return Position::End;
        }
        match self.dom.next_sibling(node) {
            Some(next) => Position::Before(next),
            None => self.dom.parent(node).map_or(Position::End, Position::After),
        }
    }
}

impl Iterator for Walker<'_> {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        loop {
            match self.position {
                Position::Before(node) if !self.verdicts.keeps(node) => {
                    self.parted = self.parted || parts_words(self.dom, node);
                    self.position = self.past(node);
                }
                Position::Before(node) => match self.dom.kind(node) {
                    NodeKind::Text => {
                        self.position = self.past(node);
                        return Some(Event::Text(node));
                    }
                    NodeKind::Element(tag) => {
                        self.position = self.dom.first_child(node).map_or(Position::After(node), Position::Before);
                        return Some(Event::Enter(node, tag));
                    }
                    NodeKind::Document => self.position = Position::End,
                },
                Position::After(node) => match self.dom.tag(node) {
                    Some(tag) => {
                        self.position = self.past(node);
                        return Some(Event::Leave(node, tag));
                    }
                    None => self.position = Position::End,
                },
                Position::End => return None,
            }
        }
    }
}
