//! Takes over a tree that `markup5ever_rcdom` holds.

use super::{Attr, Dom, NodeId, Tag};
use html5ever::{LocalName, QualName, ns};
use markup5ever_rcdom::{Handle, NodeData};

/// Copies the tree below `root` (a document, or any node of one) into an arena.
///
/// Elements nested deeper than `max_depth` are left out and their children take their place, as when parsing. Comments,
/// doctypes and the contents of templates do not come along. Linear in the size of the tree; no recursion.
pub(crate) fn import(root: &Handle, max_depth: usize) -> Dom<'static> {
    let mut dom = Dom::new("");
    // Each entry: a node still to copy, the arena node it goes under, and that one's depth.
    let mut pending: Vec<(Handle, NodeId, usize)> = vec![(root.clone(), NodeId::DOCUMENT, 0)];
    while let Some((node, parent, depth)) = pending.pop() {
        let (below, depth) = match &node.data {
            NodeData::Text { contents } => {
                let text = dom.create_text(&contents.borrow());
                dom.append(parent, text);
                continue;
            }
            NodeData::Element { name, attrs, .. } if depth < max_depth => {
                let element = dom.create_element(tag_of(name));
                for attribute in attrs.borrow().iter() {
                    if let Some(attr) = attr_of(&attribute.name) {
                        dom.push_attribute(element, attr, &attribute.value);
                    }
                }
                dom.append(parent, element);
                (element, depth + 1)
            }
            NodeData::Element { .. } | NodeData::Document => (parent, depth),
            NodeData::Doctype { .. } | NodeData::Comment { .. } | NodeData::ProcessingInstruction { .. } => continue,
        };
        pending.extend(node.children.borrow().iter().rev().map(|child| (child.clone(), below, depth)));
    }
    dom
}

/// The tag for a qualified name.
fn tag_of(name: &QualName) -> Tag {
    let local: &LocalName = &name.local;
    match name.ns {
        ns!(html) => Tag::from_html(local),
        ns!(svg) if **local == *"svg" => Tag::Svg,
        ns!(svg) => Tag::SvgInner,
        ns!(mathml) => match &**local {
            "math" => Tag::Math,
            "annotation" => Tag::Annotation,
            "annotation-xml" => Tag::AnnotationXml,
            _ => Tag::MathInner,
        },
        _ => Tag::Other,
    }
}

/// The attribute for a qualified name.
fn attr_of(name: &QualName) -> Option<Attr> {
    match &name.prefix {
        None => Attr::from_name(&name.local),
        Some(_) => None,
    }
}
