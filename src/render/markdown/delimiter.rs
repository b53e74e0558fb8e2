//! The delimiters of marks.
//!
//! A mark gets delimiters that a CommonMark parser will take for what they are, judged by the characters around them; where
//! there are none, it is written as HTML.

use std::ops::Range;

use super::escape::{Class, TextContext};
use super::mark::{Mark, MarkKind, Style};

/// Chooses for each mark delimiters that will be read as such.
pub(super) fn choose(marks: &mut [Mark<'_>], text: &str, within: Range<usize>, context: TextContext) {
    let class_at = |at: usize| outer_class(text[at..within.end].chars());
    let class_before = |at: usize| outer_class(text[within.start..at].chars().rev());
    let break_class = if context == TextContext::Heading { Class::Space } else { Class::Punctuation };
    // The indices of the marks that are open, and the outermost of those that were closed last.
    let mut open: Vec<usize> = Vec::new();
    let mut closed: Option<usize> = None;
    for index in 0..marks.len() {
        let mark = marks[index];
        while let Some(&outer) = open.last() {
            if marks[outer].end > mark.start {
                break;
            }
            closed = open.pop();
        }
        let outer = open.last().copied();
        // Parsers look past the delimiter of struck-out text, at what may be a letter.
        let is_transparent = |kind: MarkKind<'_>| mark.kind.is_emphasis() && matches!(kind, MarkKind::Strikethrough);
        if mark.kind.is_emphasis() || matches!(mark.kind, MarkKind::Strikethrough) {
            let closed = closed.filter(|&before| marks[before].end == mark.start);
            let starts_outer = outer.filter(|&outer| closed.is_none() && marks[outer].start == mark.start);
            let ends_outer = outer.filter(|&outer| marks[outer].end == mark.end);
            let following = &marks[index + 1..];
            let inner_end = following.iter().take_while(|inner| inner.start < mark.end);
            let last_inside = inner_end.clone().any(|inner| inner.end == mark.end);
            let next = following.get(inner_end.count()).filter(|next| next.start == mark.end);

            let before = match closed.or(starts_outer) {
                Some(neighbour) => match marks[neighbour].kind {
                    MarkKind::Break if context != TextContext::Cell => Class::Space,
                    kind if is_transparent(kind) => Class::Word,
                    _ => Class::Punctuation,
                },
                None => class_before(mark.start),
            };
            let first = match following.first() {
                Some(inner) if inner.start == mark.start => Class::Punctuation,
                _ => inner_class(mark.kind, text[mark.start..mark.end].chars()),
            };
            let last = if last_inside {
                Class::Punctuation
            } else {
                inner_class(mark.kind, text[mark.start..mark.end].chars().rev())
            };
            let after = match (ends_outer, next) {
                (Some(outer), _) if is_transparent(marks[outer].kind) => Class::Word,
                (Some(_), _) => Class::Punctuation,
                (None, Some(Mark { kind: MarkKind::Break, .. })) => break_class,
                (None, Some(next)) if is_transparent(next.kind) => Class::Word,
                (None, Some(_)) => Class::Punctuation,
                (None, None) => class_at(mark.end),
            };
            let is_star = |neighbour: Option<usize>| {
                neighbour.is_some_and(|at| marks[at].kind.is_emphasis() && marks[at].style == Style::Delimiter)
            };
            let touches = mark.kind.is_emphasis() && (is_star(closed) || is_star(starts_outer) || is_star(ends_outer));
            marks[index].style = if !Class::faces(before, first) || !Class::faces(after, last) {
                Style::Html
            } else if !touches {
                Style::Delimiter
            } else if matches!(mark.kind, MarkKind::Emphasis) && before.is_apart() && after.is_apart() {
                Style::Underscore
            } else {
                Style::Html
            };
        }
        if mark.kind.is_open() {
            open.push(index);
            closed = None;
        } else {
            closed = Some(index);
        }
    }
}

/// Whether parsers look past a character to tell whether a delimiter beside it opens or closes, since it can be a delimiter, too.
fn is_looked_past(c: char) -> bool {
    matches!(c, '~' | '^' | '=' | '+' | '|')
}

/// The class of what a mark begins or ends with, given from there on: that which is the worst for a delimiter before it. What can
/// be a delimiter of the same family as that of struck-out text is none beside that.
fn inner_class(kind: MarkKind<'_>, mut chars: impl Iterator<Item = char>) -> Class {
    let Some(first) = chars.next() else { return Class::Space };
    if !is_looked_past(first) {
        return Class::of(first);
    }
    if matches!(kind, MarkKind::Strikethrough) {
        return Class::Space;
    }
    match chars.find(|&c| !is_looked_past(c)).map(Class::of) {
        Some(Class::Word | Class::Unsure) => Class::of(first),
        _ => Class::Space,
    }
}

/// The class of what stands outside of a mark, given from there on: that which is the worst for a delimiter behind it.
fn outer_class(mut chars: impl Iterator<Item = char>) -> Class {
    let Some(first) = chars.next() else { return Class::Space };
    let next = if is_looked_past(first) { chars.find(|&c| !is_looked_past(c)) } else { None };
    match next.map(Class::of) {
        Some(class @ (Class::Word | Class::Unsure)) => class,
        _ => Class::of(first),
    }
}

impl Mark<'_> {
    /// What is written before and after it; nothing for those that are written otherwise.
    pub(super) fn delimiters(&self) -> (&'static str, &'static str) {
        match (self.kind, self.style) {
            (MarkKind::Strong, Style::Html) => ("<strong>", "</strong>"),
            (MarkKind::Strong, _) => ("**", "**"),
            (MarkKind::Emphasis, Style::Html) => ("<em>", "</em>"),
            (MarkKind::Emphasis, Style::Underscore) => ("_", "_"),
            (MarkKind::Emphasis, _) => ("*", "*"),
            (MarkKind::StrongEmphasis, Style::Html) => ("<em><strong>", "</strong></em>"),
            (MarkKind::StrongEmphasis, _) => ("***", "***"),
            (MarkKind::Strikethrough, Style::Html) => ("<del>", "</del>"),
            (MarkKind::Strikethrough, _) => ("~~", "~~"),
            (MarkKind::Superscript, _) => ("<sup>", "</sup>"),
            (MarkKind::Subscript, _) => ("<sub>", "</sub>"),
            (MarkKind::Highlight, _) => ("<mark>", "</mark>"),
            // What closes it has the reading in it.
            (MarkKind::Ruby(_), _) => ("<ruby>", ""),
            (
                MarkKind::Link(_)
                | MarkKind::Code
                | MarkKind::Math
                | MarkKind::Image { .. }
                | MarkKind::Footnote(_)
                | MarkKind::Break,
                _,
            ) => ("", ""),
        }
    }
}
