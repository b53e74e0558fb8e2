//! What the caller's options say of particular elements: selectors that keep and prune, and readers' comments.

use super::Verdicts;
use super::segment::{Segments, TextBlock};
use crate::html::{Attr, Dom, NodeId, Tag};
use crate::options::{Comments, Options};
use crate::selector;
use crate::text::whitespace::is_blank;

/// What the options say of a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SelectorRule {
    /// Nothing: it is judged as what it is.
    #[default]
    None,
    /// It is to be left out, as a comment.
    DropComment,
    /// It is to be kept, as a comment, if it is no control or link.
    KeepComment,
    /// A selector keeps it.
    Keep,
    /// A selector prunes it.
    Prune,
}

/// A rule for every node; an empty table where the options say nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct SelectorRules {
    of: Vec<SelectorRule>,
}

impl SelectorRules {
    /// The rules of the options for a document. Linear in its size, times the steps of the selectors.
    pub(crate) fn new(dom: &Dom<'_>, options: &Options) -> SelectorRules {
        let mut rules = SelectorRules::default();
        match options.comments() {
            Comments::Auto => {}
            Comments::Keep => rules.add(dom, &comment_sections(dom), SelectorRule::KeepComment),
            Comments::Drop => rules.add(dom, &comment_sections(dom), SelectorRule::DropComment),
        }
        rules.add(dom, &selector::matches(dom, options.keep()), SelectorRule::Keep);
        rules.add(dom, &selector::matches(dom, options.prune()), SelectorRule::Prune);
        rules
    }

    /// Sets the rule for the subtrees of these nodes, over those that were set before.
    fn add(&mut self, dom: &Dom<'_>, nodes: &[NodeId], rule: SelectorRule) {
        if nodes.is_empty() {
            return;
        }
        self.of.resize(dom.len(), SelectorRule::None);
        for &node in nodes {
            // A node within one that was met before has been done with it.
            if self.of[node.index()] == rule {
                continue;
            }
            self.of[node.index()] = rule;
            for inner in dom.descendants(node) {
                self.of[inner.index()] = rule;
            }
        }
    }

    /// Whether there is no rule for any node.
    pub(crate) fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// Whether a selector keeps anything.
    pub(crate) fn keeps_any(&self) -> bool {
        self.of.contains(&SelectorRule::Keep)
    }

    /// The rule for a node.
    pub(crate) fn of(&self, node: NodeId) -> SelectorRule {
        self.of.get(node.index()).copied().unwrap_or_default()
    }

    /// The rule for each block: that for all its text, or none.
    pub(super) fn of_blocks(&self, dom: &Dom<'_>, segments: &Segments) -> Vec<SelectorRule> {
        if self.is_empty() {
            return Vec::new();
        }
        segments.blocks.iter().map(|block| self.of_block(dom, segments, block)).collect()
    }

    fn of_block(&self, dom: &Dom<'_>, segments: &Segments, block: &TextBlock) -> SelectorRule {
        let mut rules =
            segments.pieces_of(block).iter().filter(|&&piece| !is_blank(dom.text(piece))).map(|&piece| self.of(piece));
        let first = rules.next().unwrap_or_default();
        if rules.any(|other| other != first) {
            return SelectorRule::None;
        }
        // Below an article, names and times are links and "Reply" is a button.
        let m = &block.measure;
        let is_control = m.link_chars * 2 > m.chars;
        if first == SelectorRule::KeepComment && is_control { SelectorRule::None } else { first }
    }

    /// Has the last word on the verdicts: where a selector keeps or prunes, and of bodies where comments are to go.
    pub(crate) fn apply(&self, dom: &Dom<'_>, verdicts: &mut Verdicts) {
        if self.is_empty() {
            return;
        }
        // What is kept inside of what is not must not bring the rest of it along.
        let mut kept = Vec::new();
        for node in dom.descendants(NodeId::DOCUMENT) {
            let is_out = dom.parent(node).is_some_and(|parent| !verdicts.keeps(parent) && parent != NodeId::DOCUMENT);
            let rule = self.of(node);
            if is_out || matches!(rule, SelectorRule::Prune | SelectorRule::DropComment) {
                verdicts.set(node, false);
            }
            if rule == SelectorRule::Keep {
                kept.push(node);
            }
        }
        for node in kept {
            verdicts.keep_with_ancestors(dom, node);
        }
    }
}

/// The elements that hold readers' comments, by what the page calls them; outermost ones first.
///
/// A class of several words counts only where every word belongs to such a name, so that `post-has-comments` and
/// `comments-open` on the article itself do not. Inline elements do not count: in code, they are the comments of programmers.
fn comment_sections(dom: &Dom<'_>) -> Vec<NodeId> {
    let is_section = |&node: &NodeId| {
        let block = matches!(
            dom.tag(node),
            Some(
                Tag::Div
                    | Tag::Section
                    | Tag::Article
                    | Tag::Aside
                    | Tag::Ol
                    | Tag::Ul
                    | Tag::Li
                    | Tag::Dl
                    | Tag::Table
            )
        );
        block && (is_typed_comment(dom, node) || is_named_comment(dom, node))
    };
    dom.descendants(NodeId::DOCUMENT).filter(is_section).collect()
}

fn is_typed_comment(dom: &Dom<'_>, node: NodeId) -> bool {
    let property =
        dom.attr(node, Attr::Itemprop).is_some_and(|value| value.split_ascii_whitespace().any(|it| it == "comment"));
    property || dom.attr(node, Attr::Itemtype).is_some_and(|value| value.ends_with("schema.org/Comment"))
}

fn is_named_comment(dom: &Dom<'_>, node: NodeId) -> bool {
    let names = [Attr::Id, Attr::Class].into_iter().filter_map(|attr| dom.attr(node, attr));
    names.flat_map(str::split_ascii_whitespace).any(|name| {
        let mut says_comment = false;
        let fits = name.split(['-', '_']).filter(|word| !word.is_empty()).all(|word| {
            let comment = COMMENT.iter().any(|known| known.eq_ignore_ascii_case(word));
            says_comment |= comment;
            comment
                || BESIDE.iter().any(|known| known.eq_ignore_ascii_case(word))
                || word.bytes().all(|b| b.is_ascii_digit())
        });
        fits && says_comment
    })
}

/// Words that say comment.
const COMMENT: [&str; 12] = [
    "comment",
    "comments",
    "commentlist",
    "commentsection",
    "commentarea",
    "commentcontainer",
    "commentthread",
    "disqus",
    "usercomments",
    "ugc",
    "commento",
    "giscus",
];

/// Words that may stand beside those in the name of what holds comments.
const BESIDE: [&str; 40] = [
    "list",
    "lists",
    "area",
    "section",
    "container",
    "wrapper",
    "wrap",
    "thread",
    "threads",
    "block",
    "box",
    "content",
    "body",
    "text",
    "item",
    "tree",
    "respond",
    "form",
    "reply",
    "replies",
    "post",
    "article",
    "blog",
    "user",
    "users",
    "reader",
    "readers",
    "fb",
    "facebook",
    "wp",
    "js",
    "the",
    "inner",
    "outer",
    "main",
    "holder",
    "view",
    "module",
    "entry",
    "page",
];
