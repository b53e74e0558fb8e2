//! What a button is to a text: a control of the page, words of a sentence, or the title of what it opens.
//!
//! Only controls are none of the text: copy, share, play, menu. A label or a class is evidence and no proof, so where a button
//! stands counts first: in a sentence it is words, and what a heading consists of is the heading.

use crate::html::{Attr, Dom, NodeId, Tag, TextRole};
use crate::text::whitespace::{is_blank, trim};

/// What a button is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Button {
    /// Something to press: none of the text.
    Control,
    /// Words of the sentence or the heading that it stands in.
    Words,
    /// A line of its own: the title of a panel, a question.
    Title,
}

/// So many nodes and bytes are enough for a label that people read.
const NODES: usize = 64;
const BYTES: usize = 400;

/// What a button is. Looks at the button and at what stands beside it: constant time.
pub(crate) fn button(dom: &Dom<'_>, node: NodeId) -> Button {
    let text = dom.start_of_text(node, NODES, BYTES);
    let text = trim(&text);
    let length = Length::of(text);
    let heading = dom
        .ancestors(node)
        .take(3)
        .any(|above| dom.tag(above).is_some_and(|tag| tag.is_heading() || matches!(tag, Tag::Dt | Tag::Summary)));
    let is_labelled = is_control_label(text);
    let is_named = || length.is_short() && names_control(dom, node);
    let Beside { before, after, is_paragraph } = beside(dom, node);
    match (before, after) {
        _ if text.is_empty() => Button::Control,
        (Some(_), Some(_)) => Button::Words,
        (None, None) if heading => {
            if !length.has_letters() || is_labelled || is_named() {
                Button::Control
            } else {
                Button::Words
            }
        }
        (None, None) if !length.has_letters() || is_submit(dom, node) || is_labelled || shows_or_hides(text) => {
            Button::Control
        }
        // What fills a cell of a table is its value.
        (None, None) if fills_cell(dom, node) && !is_named() => Button::Words,
        (None, None) => {
            let opens = opens(dom, node) || names_panel(dom, node);
            let has_popup = dom.attr(node, Attr::AriaHaspopup).is_some_and(|value| value != "false");
            let is_question = text.ends_with(['?', '？', '؟', '\u{37E}']);
            let is_title = is_question || opens && !has_popup || length.is_long() || holds_heading(dom, node);
            if is_title && !is_named() && !in_menu(dom, node) { Button::Title } else { Button::Control }
        }
        _ if !length.has_letters() || is_labelled || is_named() => Button::Control,
        // At the end of a heading, or after a sentence, stands what is to be done with it.
        _ if heading => {
            if length.words <= 2 && after.is_none() {
                Button::Control
            } else {
                Button::Words
            }
        }
        (Some('.' | '!' | '?' | '…' | '。' | '！' | '？'), None) if !length.is_long() => Button::Control,
        _ if is_paragraph => Button::Words,
        _ if length.is_long() => Button::Title,
        _ => Button::Control,
    }
}

/// The attributes of a button that opens something.
const OPENS: [Attr; 7] = [
    Attr::AriaControls,
    Attr::AriaExpanded,
    Attr::DataAccordionToggle,
    Attr::DataBsToggle,
    Attr::DataCollapseToggle,
    Attr::DataMdbToggle,
    Attr::DataToggle,
];

/// Words in the names of what unfolds.
const PANELS: [&str; 7] = ["accordion", "collaps", "faq", "question", "spoiler", "expander", "toggle-title"];

/// Words in the names of controls.
const CONTROLS: [&str; 43] = [
    "anchor",
    "copy",
    "clipboard",
    "share",
    "sharing",
    "play",
    "pause",
    "mute",
    "menu",
    "nav",
    "navbar",
    "hamburger",
    "burger",
    "close",
    "dismiss",
    "print",
    "like",
    "vote",
    "upvote",
    "reply",
    "follow",
    "subscribe",
    "bookmark",
    "save",
    "search",
    "submit",
    "next",
    "prev",
    "previous",
    "cart",
    "buy",
    "more",
    "readmore",
    "showmore",
    "zoom",
    "fullscreen",
    "carousel",
    "slider",
    "swiper",
    "slick",
    "scroll",
    "login",
    "cookie",
];

/// Whether an attribute of a button says that it opens something.
pub(super) fn opens(dom: &Dom<'_>, node: NodeId) -> bool {
    dom.attrs(node).any(|(attr, _)| OPENS.contains(&attr))
}

/// Whether a class or the id of a button says that it opens something.
fn names_panel(dom: &Dom<'_>, node: NodeId) -> bool {
    names(dom, node, |name| PANELS.iter().any(|word| name.contains(word)))
}

/// Whether a class or the id of a button has a word that controls have.
fn names_control(dom: &Dom<'_>, node: NodeId) -> bool {
    names(dom, node, |name| name.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| CONTROLS.contains(&word)))
}

fn names(dom: &Dom<'_>, node: NodeId, is_meant: impl Fn(&str) -> bool) -> bool {
    let values = [Attr::Class, Attr::Id].into_iter().filter_map(|attr| dom.attr(node, attr));
    values.flat_map(str::split_ascii_whitespace).any(|name| is_meant(&name.to_ascii_lowercase()))
}

fn is_submit(dom: &Dom<'_>, node: NodeId) -> bool {
    dom.attr(node, Attr::Type).is_some_and(|kind| {
        let kind = kind.trim();
        kind.eq_ignore_ascii_case("submit") || kind.eq_ignore_ascii_case("reset")
    })
}

fn in_menu(dom: &Dom<'_>, node: NodeId) -> bool {
    dom.ancestors(node).take(5).any(|above| {
        dom.tag(above) == Some(Tag::Nav)
            || dom.attr(above, Attr::Role).is_some_and(|role| matches!(role.trim(), "navigation" | "menu" | "menubar"))
    })
}

/// Whether a button is all that a cell of a table holds.
fn fills_cell(dom: &Dom<'_>, node: NodeId) -> bool {
    dom.parent(node).is_some_and(|parent| matches!(dom.tag(parent), Some(Tag::Td | Tag::Th)))
}

fn holds_heading(dom: &Dom<'_>, node: NodeId) -> bool {
    dom.descendants(node).take(16).any(|inner| dom.tag(inner).is_some_and(Tag::is_heading))
}

/// The longest label of a control.
const LONGEST_LABEL: usize = 40;
/// What stands on controls, in lower case.
const CONTROL_LABELS: [&str; 98] = [
    "copy",
    "copy code",
    "copy link",
    "copied",
    "copied!",
    "copy to clipboard",
    "share",
    "share this",
    "tweet",
    "pin it",
    "play",
    "pause",
    "mute",
    "listen",
    "menu",
    "close",
    "search",
    "print",
    "save",
    "edit",
    "reply",
    "like",
    "follow",
    "subscribe",
    "more",
    "read more",
    "show more",
    "show less",
    "load more",
    "see more",
    "view more",
    "expand",
    "expand all",
    "collapse",
    "collapse all",
    "next",
    "previous",
    "back",
    "submit",
    "cancel",
    "ok",
    "accept",
    "add to cart",
    "buy now",
    "sign in",
    "log in",
    "sign up",
    "download",
    "hide",
    "show",
    "run",
    "view source",
    "kopieren",
    "teilen",
    "abspielen",
    "menü",
    "mehr",
    "mehr anzeigen",
    "weiterlesen",
    "schließen",
    "copier",
    "partager",
    "lire",
    "lire la suite",
    "afficher plus",
    "fermer",
    "copiar",
    "compartir",
    "compartilhar",
    "leer más",
    "ver más",
    "reproducir",
    "cerrar",
    "copia",
    "condividi",
    "копировать",
    "поделиться",
    "ещё",
    "меню",
    "читать далее",
    "закрыть",
    "复制",
    "複製",
    "复制代码",
    "分享",
    "播放",
    "菜单",
    "選單",
    "更多",
    "展开",
    "收起",
    "关闭",
    "コピー",
    "シェア",
    "共有",
    "再生",
    "メニュー",
    "もっと見る",
];

/// Whether a text is all that a control says. The languages are those of the most pages; a label in another one is known by
/// its class and its place.
fn is_control_label(text: &str) -> bool {
    text.len() <= LONGEST_LABEL && {
        let text = text.to_lowercase();
        CONTROL_LABELS.contains(&trim(text.trim_end_matches(['.', '…', '>', '»', '→'])))
    }
}

/// Whether a label says that something is shown or hidden: "Show transcript".
fn shows_or_hides(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let verb = words.next().unwrap_or_default();
    ["show", "hide", "toggle", "expand", "collapse"].iter().any(|known| known.eq_ignore_ascii_case(verb))
        && words.count() <= 2
        && !text.ends_with('?')
}

/// How long a label is.
struct Length {
    words: usize,
    /// Characters of scripts that do not part words.
    wide: usize,
}

impl Length {
    fn of(text: &str) -> Length {
        let words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        let wide = text.chars().filter(|&c| crate::text::cjk::is_cjk(c) && c.is_alphanumeric()).count();
        Length { words, wide }
    }

    fn has_letters(&self) -> bool {
        self.words > 0
    }

    fn is_short(&self) -> bool {
        self.words <= 4 && self.wide <= 8
    }

    fn is_long(&self) -> bool {
        self.words >= 5 || self.wide >= 10
    }
}

/// What stands on the line of a button.
struct Beside {
    /// The last character before it and the first after it.
    before: Option<char>,
    after: Option<char>,
    /// Whether all of it is a paragraph, or something like it.
    is_paragraph: bool,
}

fn beside(dom: &Dom<'_>, node: NodeId) -> Beside {
    let (mut before, mut after) = (None, None);
    let (mut open_before, mut open_after) = (true, true);
    let mut at = node;
    for _ in 0..4 {
        if before.is_none() && open_before {
            (before, open_before) = nearest(dom, at, false);
        }
        if after.is_none() && open_after {
            (after, open_after) = nearest(dom, at, true);
        }
        let Some(parent) = dom.parent(at) else { break };
        let is_inline = dom.tag(parent).is_some_and(|tag| matches!(tag.role(), TextRole::Inline));
        at = parent;
        if !is_inline {
            break;
        }
    }
    let is_paragraph = matches!(
        dom.tag(at),
        Some(
            Tag::P
                | Tag::Li
                | Tag::Dd
                | Tag::Td
                | Tag::Th
                | Tag::Figcaption
                | Tag::Blockquote
                | Tag::H1
                | Tag::H2
                | Tag::H3
                | Tag::H4
                | Tag::H5
                | Tag::H6
        )
    );
    Beside { before, after, is_paragraph }
}

/// The nearest character beside a node on its line, and whether the line may go on past its siblings.
fn nearest(dom: &Dom<'_>, node: NodeId, forward: bool) -> (Option<char>, bool) {
    const SIBLINGS: usize = 12;
    let step = |at: NodeId| if forward { dom.next_sibling(at) } else { dom.previous_sibling(at) };
    for sibling in std::iter::successors(step(node), |&at| step(at)).take(SIBLINGS) {
        match dom.tag(sibling) {
            None => {
                if !is_blank(dom.text(sibling)) {
                    let text = trim(dom.text(sibling));
                    return (if forward { text.chars().next() } else { text.chars().next_back() }, false);
                }
            }
            Some(tag) if matches!(tag.role(), TextRole::Inline) => {
                let text = dom.start_of_text(sibling, NODES, BYTES);
                let text = trim(&text);
                if !text.is_empty() {
                    return (if forward { text.chars().next() } else { text.chars().next_back() }, false);
                }
            }
            // Controls side by side, and pictures, are no sentence, but do not end one either.
            Some(Tag::Button | Tag::Svg | Tag::Img) => {}
            Some(_) => return (None, false),
        }
    }
    (None, true)
}
