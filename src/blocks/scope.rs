//! What an element sets for all that is in it: the direction of writing, and what line breaks mean.

use super::{Builder, inline};
use crate::article::Direction;
use crate::html::{Attr, NodeId, Tag, style_values};

/// An element that sets something, with what held before.
pub(super) struct Scope {
    node: NodeId,
    direction: Option<Direction>,
    kept_lines: bool,
}

impl Builder<'_> {
    /// Sets what an element says, before it begins. Gives what held before, where it says anything.
    pub(super) fn set_scope(&mut self, node: NodeId, tag: Tag) -> Option<Scope> {
        let (mut direction, mut kept_lines) = (None, None);
        for (attr, value) in self.dom.attrs(node) {
            match attr {
                Attr::Dir => direction = direction_of(value).or(direction),
                Attr::Style => {
                    if value.contains("white-space") {
                        kept_lines = style_values(value, "white-space").last().map(keeps_lines);
                    }
                    if value.contains("rtl") {
                        direction = style_values(value, "direction").find_map(direction_of).or(direction);
                    }
                }
                // The names that a widely used style sheet has for it.
                Attr::Class if value.contains("whitespace-pre") => {
                    let named = |name| matches!(name, "whitespace-pre-line" | "whitespace-pre-wrap" | "whitespace-pre");
                    kept_lines = kept_lines.or(value.split_ascii_whitespace().any(named).then_some(true));
                }
                _ => {}
            }
        }
        // Left to right is what holds where nobody says anything, and there no element has to say it.
        let is_plain = direction == Some(Direction::LeftToRight) && self.flow.direction.is_none();
        if direction.is_some() && (is_plain || inline::is_inline(self.dom, node, tag)) {
            direction = None;
        }
        if direction.is_none() && kept_lines.is_none() {
            return None;
        }
        let before = Scope { node, direction: self.flow.direction, kept_lines: self.kept_lines };
        self.flow.direction = direction.or(self.flow.direction);
        self.kept_lines = kept_lines.unwrap_or(self.kept_lines);
        Some(before)
    }

    /// Keeps in mind what held before an element that has begun; where it has been passed over, that holds again.
    pub(super) fn open_scope(&mut self, scope: Option<Scope>, open_before: usize) {
        let Some(scope) = scope else { return };
        if self.open.len() > open_before {
            self.scopes.push(scope);
        } else {
            self.restore(scope);
        }
    }

    /// Ends what an element has set, if it has.
    pub(super) fn close_scope(&mut self, node: NodeId) {
        if let Some(scope) = self.scopes.pop_if(|scope| scope.node == node) {
            self.restore(scope);
        }
    }

    fn restore(&mut self, scope: Scope) {
        self.flow.direction = scope.direction;
        self.kept_lines = scope.kept_lines;
    }
}

fn direction_of(value: &str) -> Option<Direction> {
    let value = value.trim();
    if value.eq_ignore_ascii_case("rtl") {
        Some(Direction::RightToLeft)
    } else {
        value.eq_ignore_ascii_case("ltr").then_some(Direction::LeftToRight)
    }
}

fn keeps_lines(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    value.starts_with("pre") || value.starts_with("break-spaces")
}
