//! Captions that are not in a `<figcaption>`: an element named so beside an image.

use super::flow::LeafKind;
use super::subtree::{classes, has_class, has_style, text_of};
use super::{Builder, OnClose};
use crate::html::{Attr, Dom, NodeId, NodeKind, Tag};
use crate::text::whitespace::{collapse, is_blank};

impl Builder<'_> {
    /// A caption: that of the figure around it, or else of the image before it.
    pub(super) fn caption_of(&mut self, node: NodeId) {
        let is_figcaption = self.dom.tag(node) == Some(Tag::Figcaption);
        let first_block = match self.figures.last() {
            Some(&first) => Some(first),
            None if is_figcaption => None,
            None => {
                self.flow.boundary();
                follows_image(self.dom, node).then(|| self.flow.block_count().saturating_sub(1))
            }
        };
        let Some(first_block) = first_block else { return self.block() };
        let opened = self.flow.open_leaf(LeafKind::FigureCaption);
        if opened {
            self.flow.set_credit(self.credit(node));
        }
        self.open_block(if opened { OnClose::Caption { first_block } } else { OnClose::Block });
    }

    /// Who a caption names as the maker of the image, in an element of its own.
    fn credit(&self, caption: NodeId) -> Option<String> {
        // So many nodes are enough for a caption that people read.
        const NODES: usize = 64;
        let mut inside = self.dom.descendants(caption).take(NODES);
        let marked = inside.find(|&inner| self.walker.keeps(inner) && is_credit(self.dom, inner))?;
        Some(collapse(&text_of(self.dom, marked))).filter(|credit| !credit.is_empty())
    }

    /// Whether a table holds an image and its caption and nothing else, as Blogger makes them.
    pub(super) fn is_figure(&self, table: NodeId) -> bool {
        has_class(self.dom, table, &["tr-caption-container"])
            && self.dom.descendants(table).take(64).any(|inner| is_image(self.dom, inner))
    }
}

/// Whether an element is named as a caption.
pub(super) fn is_caption(dom: &Dom<'_>, node: NodeId) -> bool {
    classes(dom, node).any(|class| {
        matches!(
            class,
            "caption"
                | "wp-caption-text"
                | "gallery-caption"
                | "gallerytext"
                | "thumbcaption"
                | "tr-caption"
                | "image-caption"
                | "img-caption"
                | "photo-caption"
                | "picture-caption"
                | "media-caption"
                | "figure-caption"
        )
    })
}

fn is_credit(dom: &Dom<'_>, node: NodeId) -> bool {
    dom.tag(node) == Some(Tag::Cite)
        || classes(dom, node).any(|class| {
            let class = class.to_ascii_lowercase();
            class.split(['-', '_']).any(|word| {
                matches!(word, "credit" | "credits" | "copyright" | "photographer" | "photocredit" | "imagecredit")
            })
        })
}

/// Whether a paragraph stands in the middle of its line as captions do. One that is bold as a whole is a heading.
pub(super) fn is_centred_line(dom: &Dom<'_>, node: NodeId) -> bool {
    // So many nodes are enough for a caption that people read.
    const NODES: usize = 64;
    let mut with_text = dom.children(node).take(NODES).filter(|&child| {
        !is_blank(dom.text(child)) || dom.descendants(child).take(NODES).any(|inner| !is_blank(dom.text(inner)))
    });
    let is_bold = |child| matches!(dom.tag(child), Some(Tag::Strong | Tag::B));
    is_centred(dom, node) && !with_text.all(is_bold)
}

fn is_centred(dom: &Dom<'_>, node: NodeId) -> bool {
    // What stands around is read again for each paragraph in it: a class or style of any length is none that people write.
    const LONGEST: usize = 1024;
    let is_short = |&near: &NodeId| {
        [Attr::Class, Attr::Style, Attr::Align]
            .iter()
            .all(|&attr| dom.attr(near, attr).is_none_or(|it| it.len() <= LONGEST))
    };
    std::iter::once(node).chain(dom.ancestors(node).take(1)).filter(is_short).any(|near| {
        dom.tag(near) == Some(Tag::Center)
            || dom.attr(near, Attr::Align).is_some_and(|value| value.trim().eq_ignore_ascii_case("center"))
            || has_style(dom, near, "text-align", |value| value.eq_ignore_ascii_case("center"))
            || has_class(dom, near, &["has-text-align-center", "ql-align-center", "text-center", "aligncenter"])
    })
}

/// Whether the element before a node, or before what the node begins, holds one image and no text.
fn follows_image(dom: &Dom<'_>, node: NodeId) -> bool {
    let mut at = node;
    for _ in 0..3 {
        let mut before = dom.previous_sibling(at);
        while let Some(sibling) = before {
            match dom.kind(sibling) {
                NodeKind::Text if is_blank(dom.text(sibling)) => before = dom.previous_sibling(sibling),
                NodeKind::Element(Tag::Br) => before = dom.previous_sibling(sibling),
                NodeKind::Element(_) => return is_lone_image(dom, sibling),
                NodeKind::Text | NodeKind::Document => return false,
            }
        }
        match dom.parent(at) {
            Some(parent)
                if !matches!(dom.tag(parent), None | Some(Tag::Body | Tag::Li | Tag::Table | Tag::Blockquote)) =>
            {
                at = parent;
            }
            _ => return false,
        }
    }
    false
}

fn is_lone_image(dom: &Dom<'_>, node: NodeId) -> bool {
    // So many nodes are enough for an image in its wrappers.
    const WRAPPERS: usize = 24;
    let mut images = usize::from(is_image(dom, node));
    for (seen, inner) in dom.descendants(node).enumerate() {
        if seen == WRAPPERS || !is_blank(dom.text(inner)) {
            return false;
        }
        images += usize::from(is_image(dom, inner));
    }
    images == 1
}

fn is_image(dom: &Dom<'_>, node: NodeId) -> bool {
    dom.tag(node).is_some_and(Tag::is_image)
}
