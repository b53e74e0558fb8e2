//! A whole page: its main content and nothing else.

use super::decide::{self, Decision};
use super::empty::EmptyPageSignals;
use super::error_page;
use super::features::{self, Features, Groups};
use super::head;
use super::model::{self, Model};
use super::pictures::Pictures;
use super::rest;
use super::segment::{self, Segments};
use super::stats::{self, Stats};
use super::{Finding, SelectorRules, Unseen, Verdicts};
use crate::article::{EmptyReason, PageType, Status};
use crate::html::{Attr, Dom, NodeId, NodeKind, Tag};
use crate::options::Options;
use crate::text::whitespace::is_blank;

/// What was chosen of an input, and how sure that is.
#[derive(Clone, Debug)]
pub(crate) struct Selection {
    /// Whether it was a page that was chosen from, and not a body.
    pub(crate) is_page: bool,
    /// The choice, for the walker.
    pub(crate) verdicts: Verdicts,
    /// How many blocks were left out as copies of others.
    pub(crate) copies: usize,
    /// What became of the page.
    pub(crate) status: Status,
    /// The likeliest kind of page, and its probability between 0 and 1.
    pub(crate) page_type: Option<(PageType, f32)>,
    /// Whether there were too many blocks to judge each.
    pub(crate) is_partial: bool,
    /// The word F1 to be expected, between 0 and 1: calibrated on pages of sites that the model had not seen.
    pub(crate) confidence: f32,
}

/// What was found out about a page on the way to a choice.
pub(super) struct Judgement {
    pub(super) segments: Segments,
    pub(super) stats: Stats,
    pub(super) features: Features,
    pub(super) decision: Decision,
    pub(super) unseen: Unseen,
}

/// Chooses the main content of a page.
///
/// Linear in the size of the page, but for sorts of its blocks and elements.
pub(crate) fn select(dom: &Dom<'_>, options: &Options, url: Option<&str>, rules: &SelectorRules) -> Selection {
    let model = &*model::EMBEDDED;
    let judgement = judge(dom, options, url, rules, model);
    selection(dom, &judgement, rules)
}

/// Judges the blocks of a page.
pub(super) fn judge(
    dom: &Dom<'_>,
    options: &Options,
    url: Option<&str>,
    rules: &SelectorRules,
    model: &Model,
) -> Judgement {
    let head = head::read(dom, url);
    let unseen = Unseen::find(dom, true);
    let segments = segment::segment(dom, head::body(dom), &head.title, &unseen);
    let stats = stats::gather(dom, &segments, &head, model);
    let groups = Groups::new(&segments, &stats);
    let features = features::compute(&segments, &stats, &head, &groups);
    let rules = rules.of_blocks(dom, &segments);
    let decision = decide::decide(dom, &segments, &stats, &groups, model, &features, options.favor(), &rules);
    Judgement { segments, stats, features, decision, unseen }
}

/// A choice of fewer tokens than this may be a mere notice.
const FEW_TOKENS: u32 = 150;

/// The choice that a judgement comes to.
pub(super) fn selection(dom: &Dom<'_>, judgement: &Judgement, rules: &SelectorRules) -> Selection {
    let Judgement { segments, stats, decision, unseen, .. } = judgement;
    let status = match decision.finding {
        Finding::Found if is_short(segments, decision) && !rules.keeps_any() => {
            let notice = || EmptyPageSignals::notice_of(dom);
            let reason = error_page::is_error_page(dom, segments, &decision.kept).then_some(EmptyReason::ErrorPage);
            reason.or_else(notice).map_or(Status::Found, Status::Empty)
        }
        Finding::Found => Status::Found,
        Finding::Fallback => Status::Fallback,
        Finding::Empty => Status::Empty(match EmptyPageSignals::new(dom).reason() {
            EmptyReason::NoContent if error_page::is_error_page(dom, segments, &decision.kept) => {
                EmptyReason::ErrorPage
            }
            reason => reason,
        }),
    };
    // Where there is no content, nothing is of a kind.
    let page_type = decision
        .kind
        .filter(|_| !status.is_empty())
        .and_then(|(number, share)| PageType::ALL.get(number).map(|&page_type| (page_type, share as f32 / 1000.0)));
    let confidence = match status {
        Status::Empty(reason) => confidence_in_nothing(reason),
        _ => decision.confidence as f32 / 1000.0,
    };
    let mut verdicts = match status {
        Status::Empty(_) => Verdicts::keep_none(dom),
        _ if decision.kept.contains(&true) => verdicts(dom, head::body(dom), segments, stats, decision),
        _ => super::visible(dom, unseen),
    };
    for node in unseen.nodes() {
        verdicts.set(node, false);
    }
    rules.apply(dom, &mut verdicts);
    let copies = if status.is_empty() { 0 } else { decision.copies.iter().filter(|copy| **copy).count() };
    let is_partial = segments.rest.is_some();
    Selection { is_page: true, verdicts, copies, status, page_type, is_partial, confidence }
}

fn is_short(segments: &Segments, decision: &Decision) -> bool {
    let kept = segments.blocks.iter().zip(&decision.kept).filter(|(_, kept)| **kept);
    kept.map(|(block, _)| block.measure.tokens()).sum::<u32>() < FEW_TOKENS
}

/// How likely it is that a page that is answered empty has no content: of nine such answers on the development pages that
/// have text at all eight were right.
fn confidence_in_nothing(reason: EmptyReason) -> f32 {
    match reason {
        EmptyReason::NoText => 1.0,
        EmptyReason::NotHtml => 0.0,
        _ => 0.89,
    }
}

/// The kept blocks as verdicts on nodes, and with them what has no text of its own: images, rules, empty cells.
fn verdicts(dom: &Dom<'_>, body: NodeId, segments: &Segments, stats: &Stats, decision: &Decision) -> Verdicts {
    let mut verdicts = Verdicts::keep_none(dom);
    let mut kept_weight = vec![0_u32; segments.elements.len()];
    for (block, _) in segments.blocks.iter().zip(&decision.kept).filter(|(_, kept)| **kept) {
        kept_weight[block.element as usize] += block.measure.weight();
        for &piece in segments.pieces_of(block) {
            verdicts.keep_with_ancestors(dom, piece);
        }
    }
    for index in (1..segments.elements.len()).rev() {
        kept_weight[segments.elements[index].parent as usize] += kept_weight[index];
    }
    // The lowest element that holds all that is kept.
    let total = kept_weight[0];
    let mut lowest = (0..segments.elements.len()).rev().find(|&index| kept_weight[index] == total).unwrap_or(0);
    // An image stands beside a paragraph, not in it.
    if stats.sums[lowest].blocks == 1 {
        lowest = segments.elements[lowest].parent as usize;
    }

    let mut element_of = vec![u32::MAX; dom.len()];
    for (index, element) in segments.elements.iter().enumerate() {
        element_of[element.node.index()] = index as u32;
    }
    // Of an element with text of its own something is kept or it goes. One without text goes with what stands around it.
    let mut next = dom.first_child(body);
    let mut around = 0_u32;
    let mut pictures = Pictures::default();
    while let Some(node) = next {
        while !is_within(segments, around, node, &element_of, dom) {
            around = segments.elements[around as usize].parent;
        }
        next = dom.next_in_subtree(node, body);
        let element = element_of[node.index()];
        if segments.rest == Some(node) {
            break;
        }
        // What follows the last element is not known here.
        let is_last = segments.rest.is_some()
            && element != u32::MAX
            && segments.elements[element as usize].end as usize == segments.elements.len();
        let has_text = element != u32::MAX && stats.sums[element as usize].blocks > 0;
        if has_text {
            around = element;
            if kept_weight[element as usize] == 0 {
                pictures.pass(dom, segments, stats, node, Some(element));
                next = dom.next_after_subtree(node, body).filter(|_| !is_last);
            }
            continue;
        }
        if verdicts.keeps(node) {
            if dom.kind(node) == NodeKind::Text {
                keep_blanks_before(dom, node, &mut verdicts);
                pictures.come_to_text();
            }
            continue;
        }
        let all = &stats.sums[around as usize];
        let mostly = kept_weight[around as usize] * 2 >= all.weight;
        let inside = around as usize >= lowest && around < segments.elements[lowest].end;
        let keep = match dom.kind(node) {
            NodeKind::Text => mostly && inside || goes_on(dom, node, &verdicts),
            NodeKind::Element(_) if element != u32::MAX && segments.elements[element as usize].is_passed => false,
            NodeKind::Element(tag) => mostly && inside && !is_dialog(dom, node, tag),
            NodeKind::Document => false,
        };
        if keep {
            verdicts.keep_with_ancestors(dom, node);
        } else {
            pictures.pass(dom, segments, stats, node, (element != u32::MAX).then_some(element));
            next = dom.next_after_subtree(node, body).filter(|_| !is_last);
        }
    }
    pictures.keep(dom, &mut verdicts);
    rest::judge(dom, body, segments, stats, decision, &mut verdicts);
    verdicts
}

/// Whether `node` stands below the element `around`: its parent chain reaches it before any other element with text.
fn is_within(segments: &Segments, around: u32, node: NodeId, element_of: &[u32], dom: &Dom<'_>) -> bool {
    if around == 0 {
        return true;
    }
    let range = around..segments.elements[around as usize].end;
    let mut next = dom.parent(node);
    while let Some(parent) = next {
        let element = element_of[parent.index()];
        if element != u32::MAX {
            return range.contains(&element);
        }
        next = dom.parent(parent);
    }
    false
}

/// Keeps the white space right before a kept text. What is no part of the document, as `</>` is not, parts a text into two nodes.
fn keep_blanks_before(dom: &Dom<'_>, text: NodeId, verdicts: &mut Verdicts) {
    let is_blank = |node: &NodeId| dom.kind(*node) == NodeKind::Text && is_blank(dom.text(*node));
    let mut before = dom.previous_sibling(text);
    while let Some(blank) = before.filter(|node| !verdicts.keeps(*node)).filter(is_blank) {
        verdicts.set(blank, true);
        before = dom.previous_sibling(blank);
    }
}

/// Whether a text is the white space right behind a kept one.
fn goes_on(dom: &Dom<'_>, text: NodeId, verdicts: &Verdicts) -> bool {
    let before = dom.previous_sibling(text).filter(|&before| dom.kind(before) == NodeKind::Text);
    before.is_some_and(|before| verdicts.keeps(before)) && is_blank(dom.text(text))
}

fn is_dialog(dom: &Dom<'_>, node: NodeId, tag: Tag) -> bool {
    tag == Tag::Dialog || dom.attr(node, Attr::AriaModal) == Some("true")
}

#[cfg(test)]
mod tests {
    use super::select;
    use crate::article::{EmptyReason, Status};
    use crate::content::SelectorRules;
    use crate::html::{self, Dom, NodeId, NodeKind, Tag};
    use crate::options::Options;

    const PARAGRAPHS: [&str; 5] = [
        "Green tea wants patience. The leaves, picked in spring, lose their scent when the water boils, and no sugar \
         brings it back; so let the kettle stand for five minutes before you pour.",
        "The second infusion, as every grower in the hills will tell you, is the best of all. It is paler than the first, \
         it smells of chestnuts and grass, and it takes only a few seconds.",
        "What remains in the pot is not for throwing away. Farmers mix the leaves with rice, fishermen with salt, and \
         children, who find them bitter, feed them to the goats behind the house.",
        "Nobody knows who was the first to roast them. A monk, says one story, fell asleep beside the fire; a merchant, \
         says another, had lost his way in the rain and dried his cargo over a stove.",
        "Today the roasted leaves travel around the world in tins. They keep for a year, they forgive boiling water, and \
         they cost half of what the others cost, which is why the growers drink them too.",
    ];

    fn page() -> String {
        let menu: String = ["Home", "Tea", "Water", "Pots", "Shop", "Contact"]
            .iter()
            .map(|name| format!("<li class=menu-item><a href=/{name}>{name}</a></li>"))
            .collect();
        let related: String = (1..6)
            .map(|n| format!("<li><a href=/2024/a-story-about-pot-{n}>A story about pot number {n}</a></li>"))
            .collect();
        let [first, second, third, fourth, fifth] = PARAGRAPHS;
        format!(
            "<html><head><title>How to brew green tea - The Leaf</title></head><body class=single-post>\
             <header class=site-header><a href=/ class=logo>The Leaf</a><nav><ul>{menu}</ul></nav></header>\
             <main><article class=post><h1 class=entry-title>How to brew green tea</h1>\
             <div class=entry-content><p>{first}</p><p>{second}</p><figure><img src=pot.jpg></figure>\
             <h2>The leaves</h2><p>{third}</p><table><tr><th>Tea<th>Seconds<tr><td><td>30</table><p>{fourth}</p>\
             <p>{fifth}</p></div></article></main>\
             <aside class=sidebar><h3>Related posts</h3><ul>{related}</ul></aside>\
             <footer class=site-footer><p>© 2024 The Leaf. All rights reserved.</p></footer></body></html>"
        )
    }

    fn kept_text(dom: &Dom<'_>, keeps: impl Fn(NodeId) -> bool) -> String {
        let mut out = String::new();
        for index in 0..dom.len() {
            let node = NodeId::from_index(index);
            let shown =
                std::iter::once(node).chain(dom.ancestors(node)).all(|node| dom.parent(node).is_none() || keeps(node));
            if shown && dom.kind(node) == NodeKind::Text {
                out.push_str(dom.text(node));
                out.push('\n');
            }
        }
        out
    }

    #[test]
    fn the_article_is_kept_and_the_rest_is_not() {
        let page = page();
        let dom = html::parse(&page, &html::ParseOptions::default()).dom;
        let selection = select(&dom, &Options::default(), None, &SelectorRules::default());
        assert_eq!(selection.status, Status::Found);
        let text = kept_text(&dom, |node| selection.verdicts.keeps(node));
        for paragraph in PARAGRAPHS {
            assert!(text.contains(paragraph), "{paragraph}");
        }
        assert!(text.contains("The leaves"));
        for chrome in ["Contact", "Related posts", "pot number", "rights reserved"] {
            assert!(!text.contains(chrome), "{chrome}");
        }
    }

    #[test]
    fn images_and_empty_cells_within_the_article_are_kept() {
        let page = page();
        let dom = html::parse(&page, &html::ParseOptions::default()).dom;
        let selection = select(&dom, &Options::default(), None, &SelectorRules::default());
        let kept = |tag| {
            (0..dom.len())
                .map(NodeId::from_index)
                .filter(|&node| dom.tag(node) == Some(tag) && selection.verdicts.keeps(node))
                .count()
        };
        assert_eq!(kept(Tag::Img), 1);
        assert_eq!((kept(Tag::Table), kept(Tag::Th), kept(Tag::Td)), (1, 2, 2));
    }

    #[test]
    fn a_page_without_content_is_named_so() {
        let shell = "<html><head><title>App</title></head><body><noscript>You need to enable JavaScript to run this \
                     app.</noscript><div id=root></div></body></html>";
        let dom = html::parse(shell, &html::ParseOptions::default()).dom;
        let selection = select(&dom, &Options::default(), None, &SelectorRules::default());
        assert_eq!(selection.status, Status::Empty(EmptyReason::NeedsScript));
        assert_eq!(kept_text(&dom, |node| selection.verdicts.keeps(node)), "");
    }
}
