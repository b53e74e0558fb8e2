//! What each element begins, and what is to be done when it ends.

use super::Builder;
use super::flow::LeafKind;
use super::subtree::has_class;
use super::{caption, code_frame, controls, image, inline, math};
use crate::article::{BlockKind, SpanKind};
use crate::content::{Button, button};
use crate::html::{Attr, NodeId, Tag};

/// What is to be done when an element ends.
pub(super) enum OnClose {
    Nothing,
    /// A span that the element opened.
    Span,
    /// A wrapper that is a block: what it holds stands apart from what comes after.
    Block,
    /// A paragraph element; the number of blocks when it began.
    Paragraph(usize),
    Leaf,
    /// A caption, and the first block that the image it belongs to can be.
    Caption {
        first_block: usize,
    },
    /// The cell and the row that a second caption became.
    CaptionRow,
    Container,
    FlatItem,
    /// A list, and a level of numbers.
    List,
    /// A list in a cell, whose items are lines.
    CellList,
    Table,
    Figure,
    /// A table that holds an image and its caption.
    FigureTable,
    Picture {
        images: usize,
    },
    Ruby,
    /// A reference to a footnote that shows words: they stay.
    Reference,
    Noscript,
    /// A quotation, and the mark that ends it.
    Quotation(&'static str),
}

impl Builder<'_> {
    pub(super) fn enter(&mut self, node: NodeId, tag: Tag) {
        let (open, scope) = (self.open.len(), self.set_scope(node, tag));
        self.begin(node, tag);
        self.open_scope(scope, open);
        if matches!(
            self.open.last(),
            Some(
                OnClose::Nothing
                    | OnClose::Span
                    | OnClose::Block
                    | OnClose::Figure
                    | OnClose::Container
                    | OnClose::Noscript
            )
        ) {
            self.background(node, tag);
        }
    }

    pub(super) fn begin(&mut self, node: NodeId, tag: Tag) {
        if self.note(node, tag) {
            return;
        }
        match tag {
            Tag::Script if math::is_tex_script(self.dom, node) => self.tex_script(node),
            _ if tag.is_passed_over() => {
                self.walker.pass_over(node);
            }
            Tag::Input => {
                self.tick(node);
                self.walker.pass_over(node);
            }
            Tag::Button if button(self.dom, node) == Button::Words => self.open.push(OnClose::Nothing),
            Tag::Button => self.block(),
            Tag::Details => self.details(node),
            Tag::Summary => self.summary(node),

            Tag::Html | Tag::Body => self.open.push(OnClose::Nothing),
            Tag::Br => {
                self.flow.line_break();
                self.walker.pass_over(node);
            }
            Tag::Hr => {
                self.flow.block(BlockKind::Rule, String::new(), self.dom.source_range(node));
                self.walker.pass_over(node);
            }

            Tag::P if !self.flat_item(node, tag) => self.paragraph(node),
            Tag::P => {}
            Tag::H1 => self.leaf(LeafKind::Heading(1)),
            Tag::H2 => self.leaf(LeafKind::Heading(2)),
            Tag::H3 => self.leaf(LeafKind::Heading(3)),
            Tag::H4 => self.leaf(LeafKind::Heading(4)),
            Tag::H5 => self.leaf(LeafKind::Heading(5)),
            Tag::H6 => self.leaf(LeafKind::Heading(6)),
            Tag::Blockquote => {
                let cite = self.dom.attr(node, Attr::Cite).map(str::trim).filter(|cite| !cite.is_empty());
                self.container(node, BlockKind::Quote { cite: cite.map(Box::from) });
            }
            Tag::Ul | Tag::Ol if self.is_flat_list(node) => self.block(),
            Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir => self.list(node, tag),
            Tag::Li if !self.flat_item(node, tag) => self.item(node),
            Tag::Li => {}
            Tag::Dl => self.definition_list(node),
            Tag::Dt if self.in_definition_list() => self.leaf(LeafKind::Term),
            Tag::Dd if self.in_definition_list() => self.container(node, BlockKind::Definition),
            Tag::Table => self.table(node),
            Tag::Caption => self.table_caption(node),
            Tag::Tr => self.row(node),
            Tag::Td | Tag::Th => self.cell(node, tag),
            Tag::Tfoot => self.foot(node),
            Tag::Pre | Tag::Listing | Tag::Xmp | Tag::Plaintext => self.code(node),
            Tag::Figure => {
                if image::shows_one_image(self.dom, node) {
                    self.lone_image_figures.push(node);
                }
                self.figure(OnClose::Figure);
            }
            Tag::Figcaption => self.caption_of(node),

            _ if tag.is_image() => self.image(node),
            Tag::Picture => {
                let images = self.flow.body().images.len();
                self.open.push(OnClose::Picture { images });
            }
            Tag::Noscript => self.noscript(node),
            _ if tag.is_embed() => self.embed(node, tag),
            Tag::Object | Tag::Applet => self.object(node),
            Tag::Math => self.formula(node),
            Tag::Ruby => self.ruby(),
            Tag::Rt | Tag::Rtc => self.reading(node),

            _ if math::is_rendering(self.dom, node)
                || controls::is_image_data(self.dom, node, tag)
                || code_frame::is_control_beside_listing(self.dom, node, tag) =>
            {
                self.walker.pass_over(node)
            }
            _ if code_frame::is_listing_of_lines(self.dom, node, tag) => self.code(node),
            _ if self.described(node, tag) => {}
            _ if inline::is_inline(self.dom, node, tag) => self.inline(node, tag),
            _ if caption::is_caption(self.dom, node) => self.caption_of(node),
            _ if has_class(self.dom, node, &["wp-caption"]) => self.figure(OnClose::Figure),
            _ => self.block(),
        }
    }

    pub(super) fn leave(&mut self, node: NodeId) {
        let on_close = self.open.pop().unwrap_or(OnClose::Nothing);
        let is_block = !matches!(
            on_close,
            OnClose::Nothing
                | OnClose::Span
                | OnClose::Picture { .. }
                | OnClose::Ruby
                | OnClose::Reference
                | OnClose::Noscript
                | OnClose::Quotation(_)
        );
        if is_block {
            self.blocks_open -= 1;
        }
        match on_close {
            OnClose::Nothing => {}
            OnClose::Span => self.flow.close_span(),
            OnClose::Block => self.flow.boundary(),
            OnClose::Reference => self.end_reference(node),
            OnClose::Paragraph(_) if self.is_continued(node) => {}
            OnClose::Paragraph(before) => {
                let whole = before == self.flow.block_count();
                self.flow.boundary_of(self.dom.source_range(node).filter(|_| whole));
                self.flow.caption_by_place(caption::is_centred_line(self.dom, node));
            }
            OnClose::Leaf => {
                self.end_heading(node);
                self.flow.close_leaf(self.dom.source_range(node), usize::MAX);
            }
            OnClose::Caption { first_block } => self.flow.close_leaf(self.dom.source_range(node), first_block),
            OnClose::CaptionRow => {
                self.flow.close_leaf(self.dom.source_range(node), usize::MAX);
                self.flow.close_container();
            }
            OnClose::Container => self.flow.close_container(),
            OnClose::FlatItem => self.end_flat_item(node),
            OnClose::List => {
                self.flow.close_container();
                self.lists.pop();
            }
            OnClose::CellList => {
                self.flow.boundary();
                self.lists.pop();
            }
            OnClose::Table => self.end_table(),
            OnClose::Figure => {
                self.lone_image_figures.pop_if(|figure| *figure == node);
                self.end_figure();
            }
            OnClose::FigureTable => {
                self.tables.pop();
                self.end_figure();
            }
            OnClose::Picture { images } => self.picture_without_image(node, images),
            OnClose::Ruby => {
                self.bases.pop();
            }
            OnClose::Noscript => self.noscripts_open -= 1,
            OnClose::Quotation(mark) => self.end_quotation(mark),
        }
        if is_block {
            self.place_notes();
        }
        self.close_scope(node);
    }

    pub(super) fn open_block(&mut self, on_close: OnClose) {
        self.blocks_open += 1;
        self.open.push(on_close);
    }

    pub(super) fn block(&mut self) {
        self.flow.boundary();
        self.open_block(OnClose::Block);
    }

    pub(super) fn paragraph(&mut self, node: NodeId) {
        if caption::is_caption(self.dom, node) {
            return self.caption_of(node);
        }
        self.flow.boundary();
        let before = self.flow.block_count();
        self.open_block(OnClose::Paragraph(before));
    }

    pub(super) fn leaf(&mut self, kind: LeafKind) {
        let opened = self.flow.open_leaf(kind);
        self.open_block(if opened { OnClose::Leaf } else { OnClose::Block });
    }

    pub(super) fn container(&mut self, node: NodeId, kind: BlockKind) {
        let opened = self.flow.open_container(kind, self.dom.source_range(node));
        self.open_block(if opened { OnClose::Container } else { OnClose::Block });
    }

    pub(super) fn figure(&mut self, on_close: OnClose) {
        self.flow.boundary();
        self.figures.push(self.flow.block_count());
        self.open_block(on_close);
    }

    pub(super) fn end_figure(&mut self) {
        self.flow.boundary();
        self.flow.end_figure();
        self.figures.pop();
    }

    pub(super) fn inline(&mut self, node: NodeId, tag: Tag) {
        if controls::is_control(self.dom, node, tag) || self.is_flat_marker(node) {
            return self.walker.pass_over(node);
        }
        if tag == Tag::Q {
            return self.quotation(node);
        }
        let kind = match tag {
            Tag::A => inline::link(self.dom, node, self.resolver)
                .filter(|link| link.resolved.is_some() || !link.raw.starts_with('#') || self.leads_to_heading(node))
                .map(|link| SpanKind::Link(Box::new(link))),
            _ => inline::style(self.dom, node, tag),
        };
        match kind {
            Some(kind) => {
                self.flow.open_span(kind);
                self.open.push(OnClose::Span);
            }
            None => self.open.push(OnClose::Nothing),
        }
    }
}
