//! What stands in a document, by a parse and a walk that share no code with the library.
//!
//! The library's output is compared with this, word for word. The walk here is as plain as can be: html5ever's own tree,
//! text nodes in document order, a break wherever a browser's default style has one.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, ns, parse_document, tree_builder::TreeBuilderOpts};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::collections::HashMap;

/// Parses a document as a browser without scripting does: what `<noscript>` holds is markup.
pub(crate) fn parse(html: &str) -> RcDom {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    parse_document(RcDom::default(), ParseOpts { tree_builder, ..ParseOpts::default() }).one(html)
}

/// Elements of MathML whose parts do not stand side by side.
const PARTED: [&str; 7] = ["mfrac", "mover", "msqrt", "mroot", "mtable", "mtr", "mtd"];

/// All text of a document, blocks apart by newlines. Text that no reader ever sees is left out, but for scripts and
/// attributes that hold formulas; what an attribute hides, and what buttons say, is in it where `with_hidden` says so.
pub(crate) fn text(document: &Handle, with_hidden: bool) -> String {
    enum Step {
        Enter(Handle),
        Break,
        LeaveRuby,
    }
    let mut rubies = 0;
    let mut out = String::new();
    let mut pending = vec![Step::Enter(document.clone())];
    while let Some(step) = pending.pop() {
        let node = match step {
            Step::Enter(node) => node,
            Step::Break => {
                out.push('\n');
                continue;
            }
            Step::LeaveRuby => {
                rubies -= 1;
                continue;
            }
        };
        match &node.data {
            NodeData::Text { contents } => out.push_str(&contents.borrow()),
            NodeData::Element { name, attrs, .. } => {
                let is_html = name.ns == ns!(html);
                let name = &*name.local;
                if !with_hidden
                    && (name == "button" || attrs.borrow().iter().any(|attr| hides(&attr.name.local, &attr.value)))
                {
                    continue;
                }
                if matches!(name, "math" | "img" | "script") {
                    let attrs = attrs.borrow();
                    let value = |wanted: &str| {
                        attrs.iter().find(|attr| &*attr.name.local == wanted).map(|attr| attr.value.to_string())
                    };
                    match name {
                        "script" if is_html && !value("type").is_some_and(|kind| kind.starts_with("math/")) => continue,
                        "math" => out.extend(value("alttext")),
                        "img" => out.extend(value("alt").filter(|alt| alt.contains('\\'))),
                        _ => {}
                    }
                }
                let is_reading = rubies > 0 && matches!(name, "rt" | "rtc");
                if is_html && is_unseen(name) || is_reading || name == "svg" {
                    continue;
                }
                if name == "ruby" {
                    rubies += 1;
                    pending.push(Step::LeaveRuby);
                }
                // A button that is a title stands apart from the text around it.
                if name == "button" {
                    out.push('\n');
                    pending.push(Step::Break);
                    pending.extend(node.children.borrow().iter().rev().cloned().map(Step::Enter));
                    continue;
                }
                // The parts of a fraction stand apart; their signs are in no text.
                if !is_html && (name.starts_with("msu") || name.starts_with("mu") || PARTED.contains(&name)) {
                    for child in node.children.borrow().iter().rev() {
                        pending.extend([Step::Break, Step::Enter(child.clone())]);
                    }
                    out.push('\n');
                    continue;
                }
                if is_html && is_block(name) || !is_html && name == "annotation" || name == "script" {
                    out.push('\n');
                    pending.push(Step::Break);
                }
            }
            _ => {}
        }
        pending.extend(node.children.borrow().iter().rev().map(|child| Step::Enter(child.clone())));
    }
    out
}

/// Whether a browser shows nothing of the text in an element, or shows it as something else than text.
fn is_unseen(name: &str) -> bool {
    const UNSEEN: &[&str] = &[
        "style", "textarea", "select", "title", "template", "iframe", "video", "audio", "canvas", "noembed",
        "noframes", "rp",
    ];
    UNSEEN.contains(&name)
}

/// Whether an attribute hides its element.
fn hides(name: &str, value: &str) -> bool {
    match name {
        "hidden" => true,
        "aria-hidden" => value == "true",
        "style" => value.to_ascii_lowercase().replace(' ', "").contains("display:none"),
        _ => false,
    }
}

/// Whether an element stands apart from the text around it, in a browser's default style.
fn is_block(name: &str) -> bool {
    const BLOCKS: &str = "address article aside blockquote body br caption center dd details dialog dir div dl dt \
        fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main \
        marquee menu nav ol option p plaintext pre search section summary table tbody td tfoot th thead tr ul xmp";
    BLOCKS.split(' ').any(|block| block == name)
}

/// How often each word stands in a text. A word is a run of letters and digits; where a script writes no spaces, each
/// character is one.
pub(crate) fn words(text: &str) -> HashMap<String, usize> {
    let mut words = HashMap::new();
    let mut word = String::new();
    let mut flush = |word: &mut String| {
        if !word.is_empty() {
            *words.entry(std::mem::take(word)).or_insert(0) += 1;
        }
    };
    for c in text.chars() {
        match c {
            // Characters that are not there: see the library's rules for white space.
            '\u{AD}' | '\u{200B}' | '\u{FEFF}' | '\u{2060}' => {}
            '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}' => {
                flush(&mut word);
                word.extend(Some(c).filter(|c| c.is_alphanumeric()));
                flush(&mut word);
            }
            c if c.is_alphanumeric() => word.push(c),
            _ => flush(&mut word),
        }
    }
    flush(&mut word);
    words
}

/// The words of an article's text that its source does not hold, or not as often. Words may have been joined where what stood
/// between them was hidden.
pub(crate) fn invented(text: &str, source: &Handle) -> Vec<String> {
    let known = [true, false].map(|with_hidden| words(&self::text(source, with_hidden)));
    let times = |word: &str| known.iter().filter_map(|words| words.get(word)).max().copied().unwrap_or(0);
    let mut invented: Vec<String> = words(text)
        .into_iter()
        .filter(|(word, count)| times(word) < *count)
        .map(|(word, count)| format!("{word} ×{count}"))
        .collect();
    invented.sort();
    invented
}
