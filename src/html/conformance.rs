//! The tree that comes out is the one that html5ever builds from its own tokenizer. `tests/conformance.rs` holds both together
//! over html5lib's suite and the corpora.

#[cfg(test)]
mod ranges;
#[cfg(test)]
mod soup;

#[cfg(feature = "__conformance")]
pub use super::tokenizer::suite::token_differences;

use super::rcdom::{attr_of, import, tag_of};
use super::{Attr, Dom, Limits, NodeId, NodeKind, ParseOptions, parse};
use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::fmt::Write;

/// Hands html5ever's tokens to its tree builder, all but parse errors: a line feed at the start of a `<pre>` would count if
/// an error came before it.
struct WithoutErrors(TreeBuilder<Handle, RcDom>);

impl TokenSink for WithoutErrors {
    type Handle = Handle;

    fn process_token(&self, token: Token, line_number: u64) -> TokenSinkResult<Handle> {
        match token {
            Token::ParseError(_) => TokenSinkResult::Continue,
            token => self.0.process_token(token, line_number),
        }
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.0.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// What html5ever makes of a source.
fn reference(source: &str) -> RcDom {
    // Left to itself it drops a byte order mark also after each script and each `<meta charset>`.
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let builder =
        TreeBuilder::new(RcDom::default(), TreeBuilderOpts { scripting_enabled: false, ..Default::default() });
    let tokenizer = Tokenizer::new(WithoutErrors(builder), TokenizerOpts { discard_bom: false, ..Default::default() });
    let input = BufferQueue::default();
    input.push_back(source.into());
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.0.sink
}

/// A tree written down, a line a node: texts side by side as one, attributes in the order of their names.
#[derive(Default)]
struct Outline {
    text: String,
    lines: String,
}

impl Outline {
    fn element(&mut self, depth: usize, name: &str, mut attributes: Vec<(Attr, String)>) {
        self.end_text(depth);
        attributes.sort();
        let _ = writeln!(self.lines, "{depth} <{name}> {attributes:?}");
    }

    fn end_text(&mut self, depth: usize) {
        if !self.text.is_empty() {
            let _ = writeln!(self.lines, "{depth} {:?}", self.text);
            self.text.clear();
        }
    }
}

/// Writes down what html5ever has built, as far as the arena can hold it.
fn outline_of_reference(root: &Handle) -> String {
    let mut outline = Outline::default();
    let mut pending: Vec<(usize, Option<Handle>)> = vec![(0, Some(root.clone()))];
    while let Some((depth, node)) = pending.pop() {
        let Some(node) = node else {
            outline.end_text(depth);
            continue;
        };
        match &node.data {
            NodeData::Text { contents } => outline.text.push_str(&contents.borrow()),
            NodeData::Element { name, attrs, .. } => {
                let attributes = attrs.borrow();
                let known = attributes.iter().filter_map(|it| Some((attr_of(&it.name)?, it.value.to_string())));
                outline.element(depth, tag_of(name).name(), known.collect());
            }
            NodeData::Document => {}
            _ => continue,
        }
        let children = node.children.borrow();
        if !matches!(node.data, NodeData::Text { .. }) {
            pending.push((depth + 1, None));
            pending.extend(children.iter().rev().map(|child| (depth + 1, Some(child.clone()))));
        }
    }
    outline.lines
}

/// Writes an arena down, and checks that its links agree with each other.
fn outline_of(dom: &Dom<'_>) -> String {
    let mut outline = Outline::default();
    let mut pending = vec![(0, Some(NodeId::DOCUMENT))];
    while let Some((depth, node)) = pending.pop() {
        let Some(node) = node else {
            outline.end_text(depth);
            continue;
        };
        match dom.kind(node) {
            NodeKind::Text => {
                outline.text.push_str(dom.text(node));
                continue;
            }
            NodeKind::Element(tag) => {
                let attributes = dom.attrs(node).map(|(attr, value)| (attr, value.to_owned()));
                outline.element(depth, tag.name(), attributes.collect());
            }
            NodeKind::Document => {}
        }
        let children: Vec<NodeId> = dom.children(node).collect();
        assert_eq!(dom.last_child(node), children.last().copied());
        for (position, &child) in children.iter().enumerate() {
            assert_eq!(dom.parent(child), Some(node));
            assert_eq!(dom.previous_sibling(child), position.checked_sub(1).map(|before| children[before]));
        }
        pending.push((depth + 1, None));
        pending.extend(children.iter().rev().map(|&child| (depth + 1, Some(child))));
    }
    outline.lines
}

/// Where the tree of a source differs from the one that html5ever builds of it, if it does.
pub fn difference(source: &str) -> Option<String> {
    let expected = reference(source);
    let parsed = parse(source, &ParseOptions::default());
    let ours = outline_of(&parsed.dom);
    let theirs = outline_of_reference(&expected.document);
    if let Some(difference) = first_difference(&ours, &theirs) {
        return Some(difference);
    }
    let imported = outline_of(&import(&expected.document, &ParseOptions::default()).dom);
    if let Some(difference) = first_difference(&imported, &theirs) {
        return Some(difference);
    }
    // The depth limit leaves the same tree whether it acts while the tree grows or on the whole of it.
    let limits = Limits { max_depth: 16, ..Limits::default() };
    let shallow = ParseOptions { limits, ..ParseOptions::default() };
    let ours = outline_of(&parse(source, &shallow).dom);
    first_difference(&ours, &outline_of(&import(&expected.document, &shallow).dom))
}

fn first_difference(ours: &str, theirs: &str) -> Option<String> {
    if ours == theirs {
        return None;
    }
    let same = ours.lines().zip(theirs.lines()).take_while(|(ours, theirs)| ours == theirs).count();
    let around = |lines: &str| lines.lines().skip(same.saturating_sub(3)).take(6).collect::<Vec<_>>().join("\n");
    Some(format!("line {same}\nours:\n{}\ntheirs:\n{}", around(ours), around(theirs)))
}
