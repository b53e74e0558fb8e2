//! What stands within a line: formulas that are none, and addresses that nobody has marked as links.

use crate::text::cjk::{is_cjk, is_shared_punctuation};
use std::ops::Range;

/// Whether what stands between two dollar signs is prose with prices in it, and no formula. `after` is what follows the
/// second sign.
pub(super) fn is_prose(formula: &str, after: Option<char>) -> bool {
    if after.is_some_and(|c| c.is_ascii_alphanumeric()) {
        return true;
    }
    if formula.contains(['\\', '^', '_', '=', '{']) {
        return false;
    }
    let words =
        formula.split_whitespace().filter(|word| word.len() > 2 && word.bytes().all(|b| b.is_ascii_alphabetic()));
    formula.chars().any(is_cjk) || words.take(2).count() == 2
}

/// The addresses in a text, as GitHub finds them: from `http://` or `https://` to the next space, less the punctuation at
/// the end. Chinese and Japanese punctuation ends one, and so do their letters before the path.
pub(super) fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some(found) = text[from..].find("http") {
            let start = from + found;
            from = start + 4;
            let begins = text[..start].chars().next_back().is_none_or(|c| !c.is_ascii_alphanumeric());
            let scheme = ["http://", "https://"].iter().find(|scheme| text[start..].starts_with(**scheme));
            let Some(scheme) = scheme.filter(|_| begins) else { continue };
            let end = end_of_address(text, start + scheme.len());
            if end > start + scheme.len() {
                from = end;
                return Some(start..end);
            }
        }
        None
    })
}

/// Where an address ends whose host begins at `host`.
fn end_of_address(text: &str, host: usize) -> usize {
    let mut has_path = false;
    let stops = |c: char, has_path: bool| {
        let ends = is_cjk(c) && (!has_path || !c.is_alphanumeric());
        c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '|') || ends || (is_shared_punctuation(c) && c != '·')
    };
    let mut end = text.len();
    for (at, c) in text[host..].char_indices() {
        if stops(c, has_path) {
            end = host + at;
            break;
        }
        has_path |= c == '/';
    }
    let inside = &text[host..end];
    let mut open = inside.matches('(').count();
    let mut closed = inside.matches(')').count();
    while let Some(last) = text[host..end].chars().next_back() {
        match last {
            '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' => {}
            ')' if closed > open => closed -= 1,
            '(' => open = open.saturating_sub(1),
            _ => break,
        }
        end -= last.len_utf8();
    }
    // A host without a point is none that a reader could follow, but for one's own machine.
    if text[host..end].contains('.') || text[host..end].starts_with("localhost") { end } else { host }
}

#[cfg(test)]
mod tests {
    use super::{addresses, is_prose};

    #[test]
    fn addresses_end_where_readers_see_them_end() {
        for (text, expected) in [
            ("See https://tea.example/a_b?c=d.", "https://tea.example/a_b?c=d"),
            ("见https://tea.example，然后", "https://tea.example"),
            ("见 https://tea.example/茶/绿茶。", "https://tea.example/茶/绿茶"),
            ("(https://tea.example/a_(b))", "https://tea.example/a_(b)"),
            ("https://tea.example看", "https://tea.example"),
        ] {
            let found: Vec<_> = addresses(text).map(|range| &text[range]).collect();
            assert_eq!(found, [expected]);
        }
        assert_eq!(addresses("http and https:// xhttp://a.b http://").count(), 0);
    }

    #[test]
    fn prices_are_no_formulas() {
        assert!(is_prose("20-", Some('3')));
        assert!(is_prose("5 的茶和 ", None));
        assert!(is_prose("5 for green tea and", None));
        assert!(!is_prose("x + y", None));
        assert!(!is_prose("\\text{green tea}", None));
    }
}
