//! What stands around code in its frame: buttons that copy it, the name of its language, prose that only looks like code.
//!
//! A class is evidence and no proof: each of these counts only where its form agrees.

use super::subtree::{classes, start_of_text};
use crate::html::{Attr, Dom, NodeId, Tag};
use crate::text::parts::Words;
use crate::text::whitespace::{is_blank, trim};

/// So many nodes are enough for the frame of a listing.
const NODES: usize = 64;

/// The longest label of a control, in bytes.
const LABEL: usize = 48;

/// The one element in a listing that holds its code, where other things may stand beside it.
pub(super) fn own_code(dom: &Dom<'_>, listing: NodeId) -> Option<NodeId> {
    dom.descendants(listing).take(NODES).find(|&inner| dom.tag(inner) == Some(Tag::Code))
}

/// Whether an element of a listing is no code but a control: a button, the name of the language. `code` is what
/// [`own_code`] found, `language` the language of the listing.
pub(super) fn is_control(
    dom: &Dom<'_>,
    node: NodeId,
    listing: NodeId,
    code: Option<NodeId>,
    language: Option<&str>,
) -> bool {
    let Some(tag) = dom.tag(node) else { return false };
    if !matches!(tag, Tag::A | Tag::Div | Tag::Span | Tag::P | Tag::Small | Tag::Label | Tag::Header | Tag::Figcaption)
    {
        return false;
    }
    let beside = code.is_some_and(|code| is_beside(dom, node, listing, code));
    let named = names_control(dom, node);
    if !beside && !named {
        return false;
    }
    let text = start_of_text(dom, node, NODES, LABEL + 1);
    let label = trim(&text);
    if label.len() > LABEL || label.contains('\n') {
        return false;
    }
    let says = says_copy(label) || language.is_some_and(|language| is_name_of(label, language));
    says || named && (label.is_empty() || is_one_word(label) || beside)
}

/// Whether an element stands in a listing beside its code: neither in it, nor around it, nor in a second piece of it.
fn is_beside(dom: &Dom<'_>, node: NodeId, listing: NodeId, code: NodeId) -> bool {
    let is_code = |node| dom.tag(node) == Some(Tag::Code);
    let above = || dom.ancestors(node).take(8).take_while(|&above| above != listing);
    let around = dom.ancestors(code).take(8).take_while(|&above| above != listing).any(|above| above == node);
    !around && !above().any(is_code) && !dom.children(node).take(8).any(is_code)
}

/// Whether a class says that an element copies the code, or names its language.
fn names_control(dom: &Dom<'_>, node: NodeId) -> bool {
    const PARTS: Words<'_> = Words::new(&["copy", "clipboard", "lang"]);
    let may_name = |class: &&str| PARTS.are_in(class.as_bytes());
    classes(dom, node).filter(may_name).any(|class| {
        let class = class.to_ascii_lowercase();
        let mut words = class.split(['-', '_', ':']);
        words.any(|word| matches!(word, "copy" | "copybtn" | "copybutton" | "clipboard" | "lang" | "language"))
            && !class.starts_with("language-")
            && !class.starts_with("lang-")
            || matches!(class.as_str(), "lang-label" | "lang-name" | "language-label" | "language-name" | "lang-tag")
    })
}

/// What buttons that copy say, in the languages of most pages.
fn says_copy(label: &str) -> bool {
    const WORDS: [&str; 26] = [
        "copy",
        "copy!",
        "copied",
        "copied!",
        "copy code",
        "copy snippet",
        "copy to clipboard",
        "copy text",
        "copiar",
        "copiar código",
        "copier",
        "copier le code",
        "kopieren",
        "code kopieren",
        "kopiëren",
        "kopiuj",
        "copia",
        "copia codice",
        "копировать",
        "скопировать",
        "复制",
        "复制代码",
        "複製",
        "複製程式碼",
        "コピー",
        "복사",
    ];
    WORDS.contains(&label.to_lowercase().as_str())
}

/// Whether a label names a language that the markup names, too, perhaps in another way: C++ and cpp.
fn is_name_of(label: &str, language: &str) -> bool {
    let label = label.to_ascii_lowercase();
    let short = match label.as_str() {
        "c++" => "cpp",
        "c#" => "csharp",
        "f#" => "fsharp",
        "shell" | "shell script" => "bash",
        "javascript" => "js",
        "typescript" => "ts",
        "python" => "py",
        "plain text" => "text",
        _ => label.as_str(),
    };
    label == language || short == language
}

fn is_one_word(label: &str) -> bool {
    label.chars().count() <= 20
        && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '+' | '#' | '.' | '-' | '_'))
}

/// Whether an element is a listing whose lines are elements: what highlighters make of the `<pre>` that they replace.
pub(super) fn is_listing_of_lines(dom: &Dom<'_>, node: NodeId, tag: Tag) -> bool {
    let names_line = |line: NodeId| classes(dom, line).any(|class| matches!(class, "line" | "crayon-line"));
    tag == Tag::Div
        && classes(dom, node).any(|class| matches!(class, "syntaxhighlighter" | "crayon-pre"))
        && dom.descendants(node).take(NODES).any(names_line)
}

/// Whether a block right beside a listing, in the frame around both, is a control of it.
pub(super) fn is_control_beside_listing(dom: &Dom<'_>, node: NodeId, tag: Tag) -> bool {
    if !matches!(tag, Tag::Div | Tag::Span | Tag::A | Tag::Label | Tag::Small) || !names_control(dom, node) {
        return false;
    }
    let text = start_of_text(dom, node, NODES, LABEL + 1);
    let label = trim(&text);
    if label.len() > LABEL || !(says_copy(label) || is_one_word(label)) {
        return false;
    }
    // The frame is around the control, or around the bar that it stands in.
    dom.ancestors(node).take(2).any(|frame| {
        let is_frame = classes(dom, frame).any(|class| {
            let class = class.to_ascii_lowercase();
            class.contains("code")
                || class.contains("highlight")
                || class.contains("snippet")
                || class.contains("prism")
                || class.starts_with("language-")
        });
        is_frame && dom.descendants(frame).take(NODES).any(|inner| dom.tag(inner) == Some(Tag::Pre))
    })
}

/// Whether a listing holds paragraphs, and words in them: an editor that has no other way to keep white space wraps prose so.
pub(super) fn is_prose(dom: &Dom<'_>, listing: NodeId) -> bool {
    let mut paragraphs = false;
    for inner in dom.descendants(listing).take(NODES) {
        match dom.tag(inner) {
            Some(Tag::P) => paragraphs = true,
            Some(Tag::Code | Tag::Table) => return false,
            _ => {}
        }
    }
    if !paragraphs || classes(dom, listing).any(says_code) || dom.attr(listing, Attr::DataLanguage).is_some() {
        return false;
    }
    let text = start_of_text(dom, listing, 4 * NODES, 4096);
    let (mut signs, mut all) = (0, 0);
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        all += 1;
        signs += usize::from(matches!(
            c,
            '{' | '}' | '<' | '>' | '=' | ';' | '_' | '\\' | '|' | '$' | '[' | ']' | '/' | '#'
        ));
    }
    // Of prose one character in fifty at most is a sign that code is made of.
    !is_blank(&text) && signs * 50 <= all && (trim(&text).contains(' ') || !text.is_ascii())
}

fn says_code(class: &str) -> bool {
    let class = class.to_ascii_lowercase();
    ["code", "highlight", "brush", "hljs", "prism", "lang", "syntax", "prettyprint"]
        .iter()
        .any(|part| class.contains(part))
}
