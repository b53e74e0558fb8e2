//! Takes over a tree that `markup5ever_rcdom` holds.

use super::dom::TextPiece;
use super::{Attr, Dom, NodeId, ParseOptions, Parsed, ReachedLimit, Storage, Tag};
use html5ever::{QualName, ns};
use markup5ever_rcdom::{Handle, NodeData};

/// Copies the tree below `root` (a document, or any node of one) into an arena.
///
/// Elements nested too deep are left out and their children take their place, as when parsing; what comes after the bytes
/// (of text and of values of attributes) or the nodes that are allowed is left out. Comments, doctypes and the contents of
/// templates that are no shadow trees do not come along. Linear in the size of the tree; no recursion.
pub(crate) fn import(root: &Handle, options: &ParseOptions) -> Parsed<'static> {
    let ParseOptions { limits, selector_names } = options;
    let (max_depth, max_bytes, max_nodes) = (limits.max_depth, limits.max_bytes, limits.nodes());
    let mut reached = Vec::new();
    let mut reach = |limit| {
        if !reached.contains(&limit) {
            reached.push(limit);
        }
    };
    let mut dom = Dom::new("", Storage::default());
    // Each entry: a node still to copy, the arena node it goes under, and that one's depth.
    let mut pending: Vec<(Handle, NodeId, usize)> = vec![(root.clone(), NodeId::DOCUMENT, 0)];
    while let Some((node, parent, depth)) = pending.pop() {
        if dom.len() >= max_nodes {
            reach(ReachedLimit::Nodes);
            break;
        }
        let (below, depth) = match &node.data {
            NodeData::Text { contents } => {
                let contents = contents.borrow();
                let room = max_bytes.saturating_sub(dom.side_len()).min(contents.len());
                let end = (0..=room).rev().find(|&end| contents.is_char_boundary(end)).unwrap_or_default();
                let text = &contents[..end];
                if !text.is_empty() {
                    let slice = dom.decoded(|side| side.push_str(text));
                    dom.insert_text(parent, None, TextPiece { slice, source: None });
                }
                if text.len() < contents.len() {
                    reach(ReachedLimit::Bytes);
                    break;
                }
                continue;
            }
            NodeData::Element { name, attrs, template_contents, .. } if depth < max_depth => {
                let values: usize = attrs.borrow().iter().map(|it| it.name.local.len() + it.value.len()).sum();
                if dom.side_len() + name.local.len() + values > max_bytes {
                    reach(ReachedLimit::Bytes);
                    break;
                }
                let mut list = dom.next_attributes();
                let tag = tag_of(name);
                let mut add = |dom: &mut Dom<'_>, attr: Attr, value: &str| {
                    let value = dom.decoded(|side| side.push_str(value));
                    dom.extend_attributes(&mut list, attr, value);
                };
                if selector_names.has_element(Tag::from_html(&name.local), &name.local) {
                    add(&mut dom, Attr::ElementName, &name.local);
                }
                for attribute in attrs.borrow().iter() {
                    if let Some(attr) = attr_of(&attribute.name) {
                        add(&mut dom, attr, &attribute.value);
                    } else if selector_names.has_attribute(&attribute.name.local) {
                        add(&mut dom, Attr::OtherName, &attribute.name.local);
                        add(&mut dom, Attr::OtherValue, &attribute.value);
                    }
                }
                let element = dom.create_element_with(tag, list);
                dom.append(parent, element);
                if let Some(shadow) = &*template_contents.borrow()
                    && dom.attr(element, Attr::Shadowrootmode).is_some()
                {
                    let contents = dom.create_detached_root();
                    dom.add_shadow_root(element, contents);
                    pending.push((shadow.clone(), contents, depth + 1));
                }
                (element, depth + 1)
            }
            NodeData::Element { .. } => {
                reach(ReachedLimit::Depth);
                (parent, depth)
            }
            NodeData::Document => (parent, depth),
            NodeData::Doctype { .. } | NodeData::Comment { .. } | NodeData::ProcessingInstruction { .. } => continue,
        };
        pending.extend(node.children.borrow().iter().rev().map(|child| (child.clone(), below, depth)));
    }
    Parsed { dom, reached }
}

/// The text that the source of a tree begins with: where front matter stands in the tree of a post. `dom` is what was taken over
/// from below `root`.
#[cfg(feature = "rcdom")]
pub(crate) fn leading_text(dom: &Dom<'_>, root: &Handle) -> Option<NodeId> {
    let is_text = |node: &NodeId| dom.tag(*node).is_none();
    begins_with_text(root).then(|| dom.descendants(NodeId::DOCUMENT).find(is_text)).flatten()
}

/// Whether nothing stands before the first text but what parsers make by themselves: no doctype, no comment, no attribute, no
/// element besides those around a document.
#[cfg(feature = "rcdom")]
fn begins_with_text(root: &Handle) -> bool {
    let mut pending = vec![root.clone()];
    while let Some(node) = pending.pop() {
        match &node.data {
            NodeData::Document => {}
            NodeData::Element { name, attrs, .. } => {
                let is_wrapper = matches!(tag_of(name), Tag::Html | Tag::Head | Tag::Body);
                if !is_wrapper || !attrs.borrow().is_empty() {
                    return false;
                }
            }
            NodeData::Text { contents } if contents.borrow().is_empty() => {}
            NodeData::Text { .. } => return true,
            _ => return false,
        }
        pending.extend(node.children.borrow().iter().rev().cloned());
    }
    false
}

/// The attribute for a qualified name.
pub(super) fn attr_of(name: &QualName) -> Option<Attr> {
    match &name.prefix {
        None => Attr::from_name(&name.local),
        Some(_) if name.ns == ns!(xml) && *name.local == *"lang" => Some(Attr::XmlLang),
        Some(_) => None,
    }
}

/// The tag for a qualified name.
pub(super) fn tag_of(name: &QualName) -> Tag {
    let local: &str = &name.local;
    match name.ns {
        ns!(html) => Tag::from_html(local),
        ns!(svg) if local == "svg" => Tag::Svg,
        ns!(svg) => Tag::SvgInner,
        ns!(mathml) => Tag::from_mathml(local),
        _ => Tag::Other,
    }
}
