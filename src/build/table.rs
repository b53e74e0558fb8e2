//! Tables: those that hold data, and those that only lay out a page.

use super::caption::is_caption;
use super::flow::LeafKind;
use super::subtree::{classes, element_children, has_class, has_style};
use super::{Builder, Leave};
use crate::block::{Align, BlockKind, Cell};
use crate::html::{Attr, Dom, NodeId, NodeKind, Tag};
use crate::text::whitespace::{is_blank, trim};

/// What a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Rows and columns that mean something.
    Data,
    /// Places on the page: what is in the cells stands by itself.
    Layout,
    /// Code, a line a row, as code hosts show files.
    Code,
}

/// The largest spans that HTML gives a cell.
const MAX_COLSPAN: u16 = 1000;
const MAX_ROWSPAN: u16 = 65534;

impl Builder<'_> {
    pub(super) fn table(&mut self, node: NodeId) {
        if self.is_figure(node) {
            self.tables.push(Kind::Layout);
            return self.figure(Leave::FigureTable);
        }
        let mut kind = classify(self.dom, node);
        if kind == Kind::Code {
            return self.code(node);
        }
        if kind == Kind::Data && !self.flow.open_container(BlockKind::Table, self.dom.source_range(node)) {
            kind = Kind::Layout;
        }
        self.flow.boundary();
        self.tables.push(kind);
        self.open_block(Leave::Table);
    }

    /// The caption of a table. A second one is a row of the table.
    pub(super) fn table_caption(&mut self, node: NodeId) {
        if !self.in_data_table() {
            return self.block();
        }
        if self.flow.take_caption() {
            return self.leaf(LeafKind::TableCaption);
        }
        if !self.flow.open_container(BlockKind::Row { header: false }, self.dom.source_range(node)) {
            return self.block();
        }
        self.flow.open_leaf(LeafKind::Cell(Cell { header: false, colspan: 1, rowspan: 1, align: None }));
        self.open_block(Leave::CaptionRow);
    }

    pub(super) fn row(&mut self, node: NodeId) {
        if !self.in_data_table() {
            return self.block();
        }
        let in_head = self.dom.parent(node).and_then(|parent| self.dom.tag(parent)) == Some(Tag::Thead);
        let mut cells = element_children(self.dom, node).filter(|(_, tag)| matches!(tag, Tag::Td | Tag::Th)).peekable();
        let all_headers = cells.peek().is_some() && cells.all(|(_, tag)| tag == Tag::Th);
        self.container(node, BlockKind::Row { header: in_head || all_headers });
    }

    pub(super) fn cell(&mut self, node: NodeId, tag: Tag) {
        if is_gutter(self.dom, node) || numbers_listing(self.dom, node) {
            return self.walker.pass_over(node);
        }
        if !self.in_data_table() {
            return if is_caption(self.dom, node) { self.caption_of(node) } else { self.block() };
        }
        self.leaf(LeafKind::Cell(Cell {
            header: tag == Tag::Th,
            colspan: self.span(node, Attr::Colspan).min(MAX_COLSPAN),
            rowspan: self.span(node, Attr::Rowspan).min(MAX_ROWSPAN),
            align: alignment(self.dom, node),
        }));
    }

    fn in_data_table(&self) -> bool {
        self.tables.last() == Some(&Kind::Data)
    }

    fn span(&self, cell: NodeId, attr: Attr) -> u16 {
        let written = self.dom.attr(cell, attr).map(str::trim);
        written.and_then(|value| value.parse::<u16>().ok()).map_or(1, |span| span.max(1))
    }
}

fn alignment(dom: &Dom<'_>, cell: NodeId) -> Option<Align> {
    let by_attribute = dom.attr(cell, Attr::Align).map(|value| value.trim().to_ascii_lowercase());
    let is = |wanted: &str| {
        has_style(dom, cell, "text-align", |value| value.eq_ignore_ascii_case(wanted))
            || by_attribute.as_deref() == Some(wanted)
    };
    [("left", Align::Left), ("center", Align::Center), ("right", Align::Right)]
        .into_iter()
        .find_map(|(name, align)| is(name).then_some(align))
}

/// Whether a cell or a listing holds nothing but the numbers of the lines beside it.
pub(super) fn is_gutter(dom: &Dom<'_>, node: NodeId) -> bool {
    let named = classes(dom, node).any(|class| {
        matches!(
            class,
            "gutter"
                | "rouge-gutter"
                | "linenos"
                | "lineno"
                | "linenodiv"
                | "line-number"
                | "line-numbers"
                | "line-numbers-rows"
                | "linenumber"
                | "linenumbers"
                | "hljs-ln-numbers"
                | "hljs-ln-n"
                | "blob-num"
                | "ln"
                | "lnt"
                | "crayon-nums"
                | "crayon-num"
        )
    });
    named
        && dom
            .descendants(node)
            .all(|inner| dom.text(inner).bytes().all(|b| b.is_ascii_digit() || b.is_ascii_whitespace()))
}

/// Whether a cell holds a listing of nothing but numbers, with a listing in the next cell: the numbers of its lines.
fn numbers_listing(dom: &Dom<'_>, cell: NodeId) -> bool {
    let is_listing = |node: NodeId| {
        let mut inside = dom.descendants(node).filter(|&inner| dom.tag(inner).is_some()).take(4);
        inside.any(|inner| dom.tag(inner) == Some(Tag::Pre))
    };
    let mut after = std::iter::successors(dom.next_sibling(cell), |&next| dom.next_sibling(next));
    let beside = after.find(|&next| dom.tag(next).is_some());
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_whitespace());
    is_listing(cell) && beside.is_some_and(is_listing) && dom.descendants(cell).all(|inner| is_number(dom.text(inner)))
}

/// What the rows and cells of a table show of it, nested tables left out.
#[derive(Default)]
struct Shape {
    rows: usize,
    cells: usize,
    cells_with_text: usize,
    widest_row: usize,
    row_width: usize,
    heads: usize,
    has_caption: bool,
    has_nested: bool,
    /// Blocks that do not fit a line of text: lists, headings, quotes, figures, frames, rules.
    large_blocks: usize,
    paragraphs: usize,
    code_cells: usize,
    listings: usize,
    /// The most text in one cell, in bytes.
    longest_cell: usize,
}

impl Shape {
    fn of(dom: &Dom<'_>, table: NodeId) -> Shape {
        let mut shape = Shape::default();
        let mut cell_text = 0;
        let mut next = dom.first_child(table);
        while let Some(node) = next {
            next = dom.next_in_subtree(node, table);
            match dom.kind(node) {
                NodeKind::Text => {
                    let length = trim(dom.text(node)).len();
                    if length > 0 && cell_text == 0 {
                        shape.cells_with_text += 1;
                    }
                    cell_text += length;
                    shape.longest_cell = shape.longest_cell.max(cell_text);
                }
                NodeKind::Element(tag) => match tag {
                    Tag::Table => {
                        shape.has_nested = true;
                        next = dom.next_after_subtree(node, table);
                    }
                    Tag::Tr => {
                        shape.rows += 1;
                        shape.row_width = 0;
                        cell_text = 0;
                    }
                    Tag::Td | Tag::Th => {
                        shape.cells += 1;
                        shape.row_width += 1;
                        shape.widest_row = shape.widest_row.max(shape.row_width);
                        shape.heads += usize::from(tag == Tag::Th);
                        shape.code_cells += usize::from(has_class(dom, node, &["blob-code", "hljs-ln-code"]));
                        cell_text = 0;
                    }
                    Tag::Thead => shape.heads += 1,
                    Tag::Caption => shape.has_caption |= !dom.descendants(node).all(|inner| is_blank(dom.text(inner))),
                    Tag::P => shape.paragraphs += 1,
                    Tag::Pre => shape.listings += 1,
                    Tag::Ul
                    | Tag::Ol
                    | Tag::Dl
                    | Tag::Blockquote
                    | Tag::Figure
                    | Tag::Iframe
                    | Tag::Video
                    | Tag::Hr
                    | Tag::H1
                    | Tag::H2
                    | Tag::H3
                    | Tag::H4
                    | Tag::H5
                    | Tag::H6
                    | Tag::Article
                    | Tag::Section => {
                        shape.large_blocks += 1;
                    }
                    Tag::Script | Tag::Style | Tag::Svg => next = dom.next_after_subtree(node, table),
                    _ => {}
                },
                NodeKind::Document => {}
            }
        }
        shape
    }
}

/// More text in a cell than this is prose that happens to stand in a table, unless the table is marked as one of data.
const PROSE: usize = 600;

fn classify(dom: &Dom<'_>, table: NodeId) -> Kind {
    let shape = Shape::of(dom, table);
    if shape.code_cells > 0 && shape.code_cells >= shape.rows {
        return Kind::Code;
    }
    let role = dom.attr(table, Attr::Role).map(str::trim).unwrap_or_default();
    if role.eq_ignore_ascii_case("presentation") || role.eq_ignore_ascii_case("none") {
        return Kind::Layout;
    }
    if shape.has_nested || shape.listings > 0 || shape.rows == 0 || shape.widest_row < 2 {
        return Kind::Layout;
    }
    let marked = role.eq_ignore_ascii_case("table")
        || role.eq_ignore_ascii_case("grid")
        || shape.heads > 0
        || shape.has_caption
        || dom.attr(table, Attr::Summary).is_some_and(|text| !is_blank(text));
    let roomy = shape.large_blocks > shape.rows || shape.paragraphs > 2 * shape.cells;
    match marked {
        true if roomy && shape.large_blocks > shape.cells => Kind::Layout,
        true => Kind::Data,
        false if shape.rows < 2 || roomy || shape.large_blocks > 0 || shape.longest_cell > PROSE => Kind::Layout,
        false if shape.cells_with_text * 2 < shape.cells => Kind::Layout,
        false => Kind::Data,
    }
}
