//! Tables: their rows and cells. What a table is for, [`table_kind`](super::table_kind) tells.

use super::caption::is_caption;
use super::flow::LeafKind;
use super::subtree::{classes, element_children, has_style, shows_something};
use super::table_kind::{TableKind, TablePart, classify, described, part_of};
use super::{Builder, OnClose};
use crate::article::{Align, BlockKind, Cell};
use crate::html::{Attr, Dom, NodeId, Tag};

/// A table that is open.
pub(super) struct OpenTable {
    kind: TableKind,
    /// What holds the rows at hand (`<tbody>` and the like) and whether they are of the head, and how many such rows come from
    /// the one at hand on.
    group: Option<(NodeId, bool)>,
    rows_left: u16,
    /// Feet that stand before the rows that they come after.
    feet: Vec<NodeId>,
}

impl OpenTable {
    pub(super) fn new(kind: TableKind) -> OpenTable {
        OpenTable { kind, group: None, rows_left: 0, feet: Vec::new() }
    }
}

/// The largest spans that HTML gives a cell.
const MAX_COLSPAN: u16 = 1000;

impl Builder<'_> {
    pub(super) fn table(&mut self, node: NodeId) {
        if self.is_figure(node) {
            self.tables.push(OpenTable::new(TableKind::Layout));
            return self.figure(OnClose::FigureTable);
        }
        let mut kind = classify(self.dom, node);
        if kind == TableKind::Code {
            return self.code(node);
        }
        if kind == TableKind::Data && self.flow.in_cell() {
            kind = TableKind::Nested;
        } else if kind == TableKind::Data && !self.flow.open_container(BlockKind::Table, self.dom.source_range(node)) {
            kind = TableKind::Layout;
        }
        self.flow.boundary();
        self.tables.push(OpenTable::new(kind));
        self.open_block(OnClose::Table);
    }

    /// Begins a table, or a part of one, that no element of HTML's says to be one, but a role or a style. False where the
    /// element is none, or is what it is elsewhere.
    pub(super) fn described(&mut self, node: NodeId, tag: Tag) -> bool {
        let may_be = matches!(
            tag,
            Tag::Article
                | Tag::Aside
                | Tag::Center
                | Tag::Div
                | Tag::Footer
                | Tag::Form
                | Tag::Header
                | Tag::Main
                | Tag::Other
                | Tag::Section
                | Tag::Span
        );
        if !may_be {
            return false;
        }
        let in_nested = || self.table_kind() == Some(TableKind::Nested) && self.flow.in_cell();
        match described(self.dom, node) {
            Some(TablePart::Table) if classify(self.dom, node) == TableKind::Data => self.table(node),
            Some(TablePart::Row) if self.flow.takes_rows() || in_nested() => self.row(node),
            Some(TablePart::Cell { header }) if self.flow.takes_cells() || in_nested() => {
                self.cell(node, if header { Tag::Th } else { Tag::Td });
            }
            Some(TablePart::Caption) if self.flow.takes_rows() => self.table_caption(node),
            Some(TablePart::Group) if self.flow.takes_rows() => self.block(),
            // Two cells are no one word, wherever they stand.
            Some(TablePart::Cell { .. } | TablePart::Row) if self.is_in_described(node) => self.block(),
            _ => return false,
        }
        true
    }

    fn is_in_described(&self, node: NodeId) -> bool {
        let parent = self.dom.parent(node);
        parent.is_some_and(|parent| {
            matches!(described(self.dom, parent), Some(TablePart::Table | TablePart::Row | TablePart::Group))
        })
    }

    /// The end of a table: first come the rows of its foot, where that stands before the body.
    pub(super) fn end_table(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        for foot in std::mem::take(&mut table.feet) {
            self.walk(foot);
        }
        if self.tables.pop().is_some_and(|table| table.kind == TableKind::Data) {
            self.flow.close_container();
        } else {
            self.flow.boundary();
        }
    }

    /// Sets a foot aside that stands before rows of the body, as HTML has allowed ever since: it shows at the end.
    pub(super) fn foot(&mut self, node: NodeId) {
        let is_early = || {
            let mut after = std::iter::successors(self.dom.next_sibling(node), |&next| self.dom.next_sibling(next));
            after.any(|next| matches!(self.dom.tag(next), Some(Tag::Tbody | Tag::Tr)))
        };
        if self.in_data_table() && self.feet_allowed(node) && is_early() {
            if let Some(table) = self.tables.last_mut() {
                table.feet.push(node);
            }
            return self.walker.pass_over(node);
        }
        self.block();
    }

    /// Whether a foot is met for the first time, and is the first of its table: a second one stays where it is.
    fn feet_allowed(&self, node: NodeId) -> bool {
        self.tables.last().is_some_and(|table| table.feet.is_empty()) && !self.walker.is_at_root(node)
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
        self.open_block(OnClose::CaptionRow);
    }

    pub(super) fn row(&mut self, node: NodeId) {
        if !self.in_data_table() {
            return self.block();
        }
        let header = self.is_header(node);
        self.count_rows(node, header);
        self.container(node, BlockKind::Row { header });
    }

    /// Whether a row stands in the head of its table, or has nothing but headers none of which is that of rows below.
    fn is_header(&self, row: NodeId) -> bool {
        if self.dom.parent(row).and_then(|parent| self.dom.tag(parent)) == Some(Tag::Thead) {
            return true;
        }
        let mut has_cells = false;
        for (cell, tag) in element_children(self.dom, row) {
            let Some(TablePart::Cell { header }) = part_of(self.dom, cell, tag) else { continue };
            let is_one_row = self.dom.attr(cell, Attr::Rowspan).or(self.dom.attr(cell, Attr::AriaRowspan)).is_none();
            if !header || !(is_one_row || self.is_above_headers(row)) {
                return false;
            }
            has_cells = true;
        }
        has_cells
    }

    /// Whether the row after a row has nothing but headers.
    fn is_above_headers(&self, row: NodeId) -> bool {
        let mut after = std::iter::successors(self.dom.next_sibling(row), |&next| self.dom.next_sibling(next));
        let next = after.find(|&next| self.dom.tag(next).is_some());
        next.is_some_and(|next| {
            element_children(self.dom, next).all(|(cell, tag)| {
                part_of(self.dom, cell, tag).is_none_or(|part| matches!(part, TablePart::Cell { header: true }))
            })
        })
    }

    /// Takes note of how many rows of the same group are left, which are of the head or not: no cell reaches further down.
    fn count_rows(&mut self, row: NodeId, header: bool) {
        // A row without cells does not come out.
        if !has_cell(self.dom, row) {
            return;
        }
        let group = self.dom.parent(row).map(|parent| (parent, header));
        let Some(table) = self.tables.last_mut() else { return };
        if table.group == group {
            table.rows_left = table.rows_left.saturating_sub(1).max(1);
            return;
        }
        table.group = group;
        let from_here = std::iter::successors(Some(row), |&row| self.dom.next_sibling(row));
        let rows = from_here.filter(|&row| {
            self.walker.keeps(row)
                && has_cell(self.dom, row)
                && self.dom.tag(row).is_some_and(|tag| part_of(self.dom, row, tag) == Some(TablePart::Row))
        });
        let rows = rows.take_while(|&row| self.is_header(row) == header).count();
        if let Some(table) = self.tables.last_mut() {
            table.rows_left = u16::try_from(rows).unwrap_or(u16::MAX).max(1);
        }
    }

    pub(super) fn cell(&mut self, node: NodeId, tag: Tag) {
        if is_gutter(self.dom, node) || numbers_listing(self.dom, node) {
            return self.walker.pass_over(node);
        }
        match self.table_kind() {
            Some(TableKind::Data) => {
                let rows_left = self.tables.last().map_or(1, |table| table.rows_left);
                self.leaf(LeafKind::Cell(Cell {
                    header: tag == Tag::Th,
                    colspan: self.span(node, [Attr::Colspan, Attr::AriaColspan]).clamp(1, MAX_COLSPAN),
                    rowspan: match self.span(node, [Attr::Rowspan, Attr::AriaRowspan]) {
                        // As far down as there are rows.
                        0 => rows_left,
                        span => span.min(rows_left),
                    },
                    align: alignment(self.dom, node),
                }));
            }
            // A row of a table in a cell is a line of the cell.
            Some(TableKind::Nested) => {
                if shows_something(self.dom, node) {
                    self.flow.mark_column();
                }
                self.open.push(OnClose::Nothing);
            }
            _ if is_caption(self.dom, node) => self.caption_of(node),
            _ => self.block(),
        }
    }

    fn in_data_table(&self) -> bool {
        self.table_kind() == Some(TableKind::Data)
    }

    fn table_kind(&self) -> Option<TableKind> {
        self.tables.last().map(|table| table.kind)
    }

    fn span(&self, cell: NodeId, attrs: [Attr; 2]) -> u16 {
        let written = attrs.into_iter().find_map(|attr| self.dom.attr(cell, attr)).map(str::trim);
        written.and_then(|value| value.parse::<u16>().ok()).unwrap_or(1)
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
        matches!(class, "ln" | "lnt" | "linenodiv" | "hljs-ln-n" | "blob-num" | "crayon-nums" | "crayon-num")
            || ["gutter", "lineno", "linenum", "line-num", "line_num", "ln-num", "pre-numbering"]
                .iter()
                .any(|part| class.get(..class.len().min(64)).unwrap_or_default().to_ascii_lowercase().contains(part))
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

/// Whether a row has anything in it that can be a cell.
fn has_cell(dom: &Dom<'_>, row: NodeId) -> bool {
    element_children(dom, row).next().is_some()
}
