//! What references to notes, links back and labels look like.

use crate::blocks::subtree::{classes, start_of_text};
use crate::html::{Attr, Dom, NodeId, Tag};
use crate::text::parts::holds_any;
use crate::text::whitespace::{collapse, trim};

/// So many nodes and bytes are enough for a reference or a link back.
pub(super) const NODES: usize = 32;
pub(super) const BYTES: usize = 64;

/// The text of an element that is meant to be short, on one line; longer ones are cut.
pub(super) fn short_text(dom: &Dom<'_>, node: NodeId) -> String {
    collapse(&start_of_text(dom, node, NODES, BYTES))
}

const BRACKETS: [char; 12] = ['[', ']', '(', ')', '（', '）', '［', '］', '【', '】', '〔', '〕'];

/// A text without the brackets around it and the stop after it.
pub(super) fn bare(text: &str) -> &str {
    trim(trim(text).trim_matches(|c| BRACKETS.contains(&c) || matches!(c, '.' | ':' | ',' | '^')))
}

/// Whether a text stands in brackets of its own.
pub(super) fn in_brackets(text: &str) -> bool {
    trim(text).starts_with(BRACKETS) && trim(text).ends_with(BRACKETS)
}

/// Whether a text, in no brackets, is what references to notes say: a number, a letter, a sign, `note 1`.
pub(super) fn is_label(text: &str) -> bool {
    let count = text.chars().count();
    if count == 0 || count > 10 {
        return false;
    }
    let has_digit = text.contains(char::is_numeric);
    let is_sign = |c: char| matches!(c, '*' | '†' | '‡' | '§' | '¶' | '#' | '※' | '⁂' | '∗' | '＊');
    if has_digit {
        let words = text.split([' ', '\u{A0}']).count();
        return words <= 2
            && text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '\u{A0}' | '-' | '.' | '_' | ':'));
    }
    text.chars().all(is_sign) && count <= 4
        || count <= 2 && text.chars().all(char::is_alphabetic)
        || count <= 5 && text.bytes().all(|byte| b"ivxlcIVXLC".contains(&byte))
}

/// Whether a text has neither letters nor digits: an arrow, a caret, brackets.
pub(super) fn is_sign(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

/// Whether a text is what links back say, beside signs and labels.
pub(super) fn says_back(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "jump up",
        "back",
        "return",
        "return to text",
        "back to text",
        "back to content",
        "go back",
        "top",
        "up",
        "返回",
        "zurück",
        "retour",
    ];
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    WORDS.contains(&bare.as_str())
}

/// Whether an attribute of an element that names its meaning holds one of these.
fn means(dom: &Dom<'_>, node: NodeId, meanings: &[&str]) -> bool {
    [Attr::Role, Attr::EpubType].into_iter().filter_map(|attr| dom.attr(node, attr)).any(|value| {
        value.split_ascii_whitespace().any(|word| meanings.contains(&word.strip_prefix("doc-").unwrap_or(word)))
    })
}

/// Whether some class of an element, in small letters, has one of these parts.
pub(super) fn has_class_part(dom: &Dom<'_>, node: NodeId, parts: &[&str]) -> bool {
    classes(dom, node).any(|class| holds_any(class.as_bytes(), parts))
}

/// Whether the markup says by a word of a standard that a link refers to a note.
pub(super) fn is_declared_reference(dom: &Dom<'_>, link: NodeId) -> bool {
    means(dom, link, &["noteref"]) || dom.attr(link, Attr::DataFootnoteRef).is_some()
}

/// Whether the class of a link, or of the element around it, is that of references to notes.
pub(super) fn is_named_reference(dom: &Dom<'_>, link: NodeId) -> bool {
    const PARTS: [&str; 7] = ["footnote", "noteref", "fnref", "endnote", "footref", "note-link", "easy-footnote"];
    let parent = dom.parent(link);
    has_class_part(dom, link, &PARTS)
        || parent.is_some_and(|parent| {
            dom.tag(parent) != Some(Tag::P)
                && (has_class_part(dom, parent, &PARTS) || classes(dom, parent).any(|class| class == "reference"))
        })
}

/// Whether a link leads back from a note, by what the markup says.
pub(in crate::blocks) fn is_named_back(dom: &Dom<'_>, link: NodeId) -> bool {
    means(dom, link, &["backlink"])
        || dom.attr(link, Attr::DataFootnoteBackref).is_some()
        || has_class_part(dom, link, &["footnote-back", "backref", "reversefootnote", "backlink", "footnote-return"])
}

/// Whether the markup says that an element is a note, or holds the notes.
pub(super) fn is_named_note(dom: &Dom<'_>, node: NodeId) -> bool {
    means(dom, node, &["footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes"])
        || classes(dom, node).any(|class| {
            let is = |name: &&str| class.eq_ignore_ascii_case(name);
            holds_any(class.as_bytes(), &["footnote", "endnote", "reflist"])
                || ["references", "notes", "reference-list", "fn", "mw-references-wrap"].iter().any(is)
        })
}

/// Whether an element is a note in the margin, by its name; what only shows or numbers one is none.
pub(super) fn is_named_margin(dom: &Dom<'_>, node: NodeId) -> bool {
    const NAMES: [&str; 6] = ["sidenote", "marginnote", "margin-note", "side-note", "marginalia", "footnote"];
    const OTHERS: [&str; 16] = [
        "number",
        "ref",
        "toggle",
        "label",
        "wrap",
        "container",
        "anchor",
        "button",
        "icon",
        "link",
        "list",
        "column",
        "back",
        "num",
        "mark",
        "footnotes",
    ];
    classes(dom, node).any(|class| {
        let class = class.to_ascii_lowercase();
        // `footnotes-footnote__note`: the last part is what it is.
        let name = ["_note", "-note"].iter().find_map(|end| class.strip_suffix(end)).unwrap_or(&class);
        let is_last = name.len() < class.len();
        let is_other = |other: &str| class.contains(other) && !(is_last && other == "footnotes");
        NAMES.iter().any(|name| class.contains(name)) && !OTHERS.iter().any(|other| is_other(other))
    })
}

/// Whether an element says that it is a note, which in a sentence is one beside it.
pub(super) fn is_note_by_role(dom: &Dom<'_>, node: NodeId) -> bool {
    means(dom, node, &["note", "footnote"])
}

#[cfg(test)]
mod tests {
    use super::{bare, is_label};

    #[test]
    fn labels_are_numbers_letters_and_signs() {
        for text in ["1", "[12]", "(a)", "*", "††", "iv", "note 1", "[注1]", "①", "nb 3", "1."] {
            assert!(is_label(bare(text)), "{text}");
        }
        for text in ["", "see below", "the first chapter", "Introduction", "more", "read note 3 again"] {
            assert!(!is_label(bare(text)), "{text}");
        }
    }
}
