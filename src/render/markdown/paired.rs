//! Which characters of a block mean something only in pairs, and whether there are such pairs.

use memchr::memchr_iter;

use super::escape::{Class, between_spaces, stands_idle};
use super::mark::{Mark, MarkKind};
use crate::text::cjk::{is_cjk, is_hangul};

/// Which characters have to be escaped somewhere in a block, because they occur more than once or as markup.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Paired {
    pub(super) star: bool,
    pub(super) underscore: bool,
    pub(super) tilde: bool,
    pub(super) backtick: bool,
    pub(super) dollar: bool,
    pub(super) bracket: bool,
    /// Superscripts, to some.
    pub(super) caret: bool,
    /// Two in a row: highlighted text, to some.
    pub(super) equals: bool,
    /// Two in a row: inserted text, to some.
    pub(super) plus: bool,
    /// Hidden text, to some.
    pub(super) bar: bool,
    /// Two closing brackets in a row, which end a link of a wiki.
    pub(super) wiki: bool,
}

impl Paired {
    /// Those for a text that begins at `offset` of its block and has these marks. A lone run of a character has nothing to pair up
    /// with, unless markup stands inside.
    pub(super) fn of(text: &str, offset: usize, marks: &[Mark<'_>]) -> Paired {
        let bytes = text.as_bytes();
        let has_markup = !marks.is_empty();
        let runs = |byte: u8| {
            let is_start = |at: &usize| has_markup || *at == 0 || bytes[at - 1] != byte;
            memchr_iter(byte, bytes).filter(is_start).take(2).count()
        };
        let has_delimiters = || {
            use MarkKind::{Emphasis, Strikethrough, Strong, StrongEmphasis};
            marks.iter().any(|mark| matches!(mark.kind, Strong | Emphasis | StrongEmphasis | Strikethrough))
        };
        let may_pair = |byte: u8, len: usize| {
            // Where a mark begins or ends, its delimiters stand beside the character.
            memchr_iter(byte, bytes).take(2 * len).count() == 2 * len
                && flanking_pair(text, byte, len, &edges(offset, marks))
        };
        Paired {
            star: runs(b'*') > 1,
            underscore: if has_markup { runs(b'_') > 1 } else { active_underscores(text) > 1 },
            tilde: runs(b'~') > 1,
            backtick: runs(b'`') > 1,
            dollar: memchr_iter(b'$', bytes).take(2).count() > 1,
            bracket: false,
            // To some a pair raises whatever stands beside it, but for what looks like references to notes.
            caret: may_pair(b'^', 1) || carets_may_pair(bytes),
            equals: may_pair(b'=', 2),
            plus: may_pair(b'+', 2),
            // Two single ones keep what begins or ends between them from being emphasized or struck out, to some.
            bar: may_pair(b'|', if has_delimiters() { 1 } else { 2 }),
            wiki: text.contains("]]"),
        }
    }

    /// Takes care of what addresses, titles and image texts beside the text hold. A backtick or a dollar sign in the text
    /// would pair up with one in there, even with an escaped one.
    pub(super) fn mind(&mut self, fields: [Option<&str>; 2]) {
        for field in fields.into_iter().flatten() {
            self.backtick |= field.contains('`');
            self.dollar |= field.contains('$');
        }
    }

    /// All of them.
    pub(super) const ALL: Paired = Paired {
        star: true,
        underscore: true,
        tilde: true,
        backtick: true,
        dollar: true,
        bracket: true,
        caret: true,
        equals: true,
        plus: true,
        bar: true,
        wiki: true,
    };
}

/// Whether there are several carets, and not all of them begin what looks like a reference to a note.
fn carets_may_pair(text: &[u8]) -> bool {
    let is_outside = |at: usize| at == 0 || text[at - 1] != b'[';
    memchr_iter(b'^', text).take(2).count() > 1 && memchr_iter(b'^', text).any(is_outside)
}

/// How many runs of underscores could open or close something, counted up to 2.
fn active_underscores(text: &str) -> usize {
    let mut end = 0;
    let starts = memchr_iter(b'_', text.as_bytes()).filter_map(|at| {
        let is_start = at >= end;
        if is_start {
            end = text.len() - text[at..].trim_start_matches('_').len();
        }
        is_start.then_some(at..end)
    });
    starts.filter(|run| !stands_idle(text, run.clone(), &(0..text.len()))).take(2).count()
}

/// Where in a text that begins at `offset` marks begin and end, in order.
fn edges(offset: usize, marks: &[Mark<'_>]) -> Vec<usize> {
    let mut edges: Vec<usize> =
        marks.iter().flat_map(|mark| [mark.start, mark.end]).map(|at| at.saturating_sub(offset)).collect();
    edges.sort_unstable();
    edges
}

/// The class of a character, where those of scripts without spaces are no words to some: delimiters face what is inside beside
/// them, too.
fn class_of(c: char) -> Class {
    if is_cjk(c) || is_hangul(c) { Class::Unsure } else { Class::of(c) }
}

/// Whether a run of at least `len` of a character could open something that a later one could close, by the rule for emphasis.
fn flanking_pair(text: &str, byte: u8, len: usize, edges: &[usize]) -> bool {
    let bytes = text.as_bytes();
    let is_edge = |at: usize| edges.binary_search(&at).is_ok();
    let mut is_open = false;
    let mut end = 0;
    for at in memchr_iter(byte, bytes) {
        if at < end {
            continue;
        }
        end = at + bytes[at..].iter().take_while(|&&other| other == byte).count();
        // One run of the text can be two, with a delimiter between them.
        if edges.binary_search(&end).unwrap_or_else(|at| at) > edges.partition_point(|&edge| edge <= at) {
            return true;
        }
        if end - at < len {
            continue;
        }
        let before = text[..at].chars().next_back().map_or(Class::Space, class_of);
        let after = text[end..].chars().next().map_or(Class::Space, class_of);
        let is_edge = is_edge(at) || is_edge(end);
        let faces = |outer: Class, inner: Class| {
            let is_word = matches!(inner, Class::Word | Class::Unsure);
            is_edge || is_word || (inner != Class::Space && outer != Class::Word)
        };
        if is_open && faces(after, before) {
            return true;
        }
        is_open |= faces(before, after);
    }
    false
}

/// Whether a character is written with a backslash where it stands, given what it could pair up with.
pub(super) fn is_escaped(paired: Paired, c: char, text: &str, at: usize, range: &std::ops::Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let is_double = || bytes.get(at + 1) == bytes.get(at) || (at > range.start && bytes.get(at - 1) == bytes.get(at));
    match c {
        '*' => paired.star && !between_spaces(text, at, range),
        '^' => paired.caret && !between_spaces(text, at, range),
        '=' => paired.equals && is_double(),
        '+' => paired.plus && is_double(),
        '|' => paired.bar && !between_spaces(text, at, range),
        '~' => paired.tilde,
        '`' => paired.backtick,
        '$' => paired.dollar,
        _ => false,
    }
}
