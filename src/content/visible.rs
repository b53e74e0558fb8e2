//! A body, where all that is visible is content.

use super::{Button, Selection, SelectorRules, Unseen, Verdicts, button};
use crate::article::Status;
use crate::html::{Attr, Dom, NodeId, NodeKind, SubtreeCursor, Tag, is_unrendered};
use crate::text::whitespace::{is_blank, trim};

/// The choice for a body: all that is visible, but for what the options say otherwise. Nothing is left to judgement, so it is certain.
pub(crate) fn whole(dom: &Dom<'_>, rules: &SelectorRules) -> Selection {
    let mut verdicts = visible(dom, &Unseen::find(dom, false));
    rules.apply(dom, &mut verdicts);
    Selection {
        is_page: false,
        verdicts,
        copies: 0,
        status: Status::Found,
        page_type: None,
        is_partial: false,
        confidence: 1.0,
    }
}

/// Keeps all of a document but its hidden parts; and those too where nothing else has text, or where they only wait for a
/// click to be shown.
pub(crate) fn visible(dom: &Dom<'_>, unseen: &Unseen) -> Verdicts {
    let mut verdicts = Verdicts::keep_all(dom);
    let (mut hidden, mut controls) = (Vec::new(), Vec::new());
    let mut shows_text = false;
    // Hidden elements can nest. That each of many within each other is looked through costs no more than this.
    let mut looks = 4 * dom.len();
    let mut next = dom.first_child(NodeId::DOCUMENT);
    while let Some(node) = next {
        next = dom.next_in_subtree(node, NodeId::DOCUMENT);
        match dom.kind(node) {
            _ if unseen.has(node) => {
                hidden.push(node);
                next = dom.next_after_subtree(node, NodeId::DOCUMENT);
            }
            NodeKind::Text => shows_text |= !is_blank(dom.text(node)),
            NodeKind::Element(Tag::Button) => {
                if button(dom, node) == Button::Control {
                    controls.push(node);
                    next = dom.next_after_subtree(node, NodeId::DOCUMENT);
                }
            }
            NodeKind::Element(tag) if tag == Tag::Head || tag.is_silent() => {
                next = dom.next_after_subtree(node, NodeId::DOCUMENT)
            }
            NodeKind::Element(tag)
                if hides_from_all(dom, node, tag) && !unfolds(dom, node) && !shows_otherwise(dom, node, &mut looks) =>
            {
                hidden.push(node);
                next = dom.next_after_subtree(node, NodeId::DOCUMENT);
            }
            NodeKind::Element(_) | NodeKind::Document => {}
        }
    }
    let hidden = hidden.into_iter().filter(|_| shows_text);
    for node in hidden.chain(controls) {
        verdicts.set(node, false);
    }
    verdicts
}

/// Whether the markup hides an element from the eye, or from readers of the screen.
pub(crate) fn is_hidden(dom: &Dom<'_>, node: NodeId, tag: Tag) -> bool {
    hides_from_all(dom, node, tag)
        || dom.attr(node, Attr::AriaHidden).is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
}

/// Whether the markup hides an element from everybody. `visibility:hidden` is left out: article bodies of WeChat wear it until a
/// script has run.
pub(super) fn hides_from_all(dom: &Dom<'_>, node: NodeId, tag: Tag) -> bool {
    dom.attrs(node).any(|(attr, value)| match attr {
        Attr::Hidden => !value.eq_ignore_ascii_case("until-found"),
        Attr::Style => is_unrendered(value),
        _ => false,
    }) || tag == Tag::Dialog && dom.attr(node, Attr::Open).is_none()
}

/// Whether a hidden element is shown to those who ask for it: the panel of an accordion or of a tab, a spoiler, the rest of a
/// text behind "read more". Its role or its name says so, or that of what it stands in, and it holds more than links.
fn unfolds(dom: &Dom<'_>, node: NodeId) -> bool {
    let near = std::iter::once(node).chain(dom.ancestors(node).take(2));
    let in_details = dom.ancestors(node).take(2).any(|above| dom.tag(above) == Some(Tag::Details));
    let named = in_details
        || near.filter(|&near| dom.tag(near).is_some()).any(|near| {
            dom.attr(near, Attr::Role).is_some_and(|role| role.trim().eq_ignore_ascii_case("tabpanel"))
                || [Attr::Class, Attr::Id].into_iter().any(|attr| dom.attr(near, attr).is_some_and(names_panel))
        });
    (named || follows_its_title(dom, node)) && holds_prose(dom, node)
}

/// Whether the element before is the title of a panel, which opens what comes next: a button that says that it is closed, or
/// controls this element.
fn follows_its_title(dom: &Dom<'_>, node: NodeId) -> bool {
    const NODES: usize = 16;
    let mut before = std::iter::successors(dom.previous_sibling(node), |&at| dom.previous_sibling(at)).take(4);
    let Some(title) = before.find(|&at| dom.tag(at).is_some()) else { return false };
    let id = dom.attr(node, Attr::Id);
    std::iter::once(title).chain(dom.descendants(title).take(NODES)).any(|inner| {
        let opens = || {
            id.is_some() && dom.attr(inner, Attr::AriaControls) == id
                || dom.attr(inner, Attr::AriaExpanded).is_some_and(|value| value.trim().eq_ignore_ascii_case("false"))
        };
        dom.tag(inner) == Some(Tag::Button) && opens() && button(dom, inner) != Button::Control
    })
}

/// Whether a class or an id is that of something that unfolds.
fn names_panel(value: &str) -> bool {
    const WHOLE: [&str; 8] = ["panel", "toggle", "tabcontent", "tabpane", "tabpanel", "readmore", "expander", "faq"];
    // `tab-pane` stands for `tab-panel`, too.
    const PARTS: [&str; 6] = ["accordion", "collaps", "spoiler", "expandable", "tab-pane", "tab-content"];
    // Parts of the page itself that unfold.
    const MENU: [&str; 10] =
        ["nav", "navbar", "menu", "share", "modal", "popup", "tooltip", "dropdown", "search", "cookie"];
    let value = value.to_ascii_lowercase();
    let names = |known: &[&str]| value.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| known.contains(&word));
    !names(&MENU) && (names(&WHOLE) || PARTS.iter().any(|part| value.contains(part)))
}

/// Whether an element holds an image, or text of which the most is no link. Its beginning is enough to tell, so that nested
/// panels stay cheap.
pub(super) fn holds_prose(dom: &Dom<'_>, node: NodeId) -> bool {
    const NODES: usize = 1024;
    let (mut linked, mut all, mut image) = (0, 0, false);
    let mut link = SubtreeCursor::default();
    let mut next = Some(node);
    for _ in 0..NODES {
        let Some(inner) = next else { break };
        link.come_to(inner);
        next = dom.next_in_subtree(inner, node);
        match dom.kind(inner) {
            NodeKind::Element(tag) if tag.is_silent() => next = dom.next_after_subtree(inner, node),
            NodeKind::Element(Tag::A) => link.enter(dom, inner),
            NodeKind::Element(Tag::Img) => image = true,
            NodeKind::Text => {
                let length = trim(dom.text(inner)).len();
                all += length;
                linked += if link.is_active() { length } else { 0 };
            }
            _ => {}
        }
    }
    image && all == 0 || linked * 2 < all
}

/// Whether something in a hidden element is there for those who see: a formula (its rendering is hidden from readers of the
/// screen, or its source from the eye), or an image alone, which `aria-hidden` marks as ornament and does not hide. `looks` is at
/// how many nodes it may look.
fn shows_otherwise(dom: &Dom<'_>, node: NodeId, looks: &mut usize) -> bool {
    let mut image = dom.tag(node) == Some(Tag::Img);
    let mut text = false;
    for inner in dom.descendants(node) {
        if *looks == 0 {
            return false;
        }
        *looks -= 1;
        match dom.kind(inner) {
            NodeKind::Element(Tag::Math) => return true,
            NodeKind::Element(Tag::Img) => image = true,
            NodeKind::Text => text |= !is_blank(dom.text(inner)),
            _ => {}
        }
    }
    image && !text && dom.attr(node, Attr::AriaHidden).is_some()
}
