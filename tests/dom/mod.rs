//! HTML as a browser reads it: its elements and its text.

use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// An element with its attributes, and the text in it.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) text: String,
}

/// The elements of what stands in a `<body>`, and its text. Anything else, a comment for one, is an element of the name `!`.
pub(crate) fn elements_and_text(html: &str) -> (Vec<Element>, String) {
    let name = html5ever::QualName::new(None, html5ever::ns!(html), html5ever::local_name!("body"));
    let dom = html5ever::parse_fragment(RcDom::default(), Default::default(), name, Vec::new(), false).one(html);
    let mut elements = Vec::new();
    for_each(&dom.document, |node| match &node.data {
        NodeData::Element { name, .. } if &*name.local == "html" => {}
        NodeData::Element { name, attrs, .. } => {
            let attributes =
                attrs.borrow().iter().map(|attr| (attr.name.local.to_string(), attr.value.to_string())).collect();
            elements.push(Element { name: name.local.to_string(), attributes, text: text(node) });
        }
        NodeData::Text { .. } | NodeData::Document => {}
        _ => elements.push(Element { name: "!".to_owned(), attributes: Vec::new(), text: String::new() }),
    });
    (elements, text(&dom.document))
}

/// An address without its percent signs.
pub(crate) fn decoded(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        let code = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(code.unwrap_or(first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn text(root: &Handle) -> String {
    let mut text = String::new();
    for_each(root, |node| {
        if let NodeData::Text { contents } = &node.data {
            text.push_str(&contents.borrow());
        }
    });
    text
}

fn for_each(root: &Handle, mut visit: impl FnMut(&Handle)) {
    let mut open = vec![root.clone()];
    while let Some(node) = open.pop() {
        visit(&node);
        open.extend(node.children.borrow().iter().rev().cloned());
    }
}
