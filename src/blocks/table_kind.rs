//! What a table is for: data, the layout of a page, code; and what is a table without an element that says so.

use super::subtree::{has_class, style_value};
use crate::html::{Attr, Dom, NodeId, NodeKind, Tag};
use crate::text::whitespace::{is_blank, trim};

/// What a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableKind {
    /// Rows and columns that mean something.
    Data,
    /// The same in a cell of such a table: its rows are lines of the cell.
    Nested,
    /// Places on the page: what is in the cells stands by itself.
    Layout,
    /// Code, a line a row, as code hosts show files.
    Code,
}

/// What an element is to a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TablePart {
    Table,
    /// Rows in a row: a head, a body, a foot.
    Group,
    Row,
    Cell {
        header: bool,
    },
    Caption,
}

/// What an element is to a table, by its name or else by its role or its style.
pub(super) fn part_of(dom: &Dom<'_>, node: NodeId, tag: Tag) -> Option<TablePart> {
    part_of_html(tag).or_else(|| described(dom, node))
}

fn part_of_html(tag: Tag) -> Option<TablePart> {
    match tag {
        Tag::Table => Some(TablePart::Table),
        Tag::Thead | Tag::Tbody | Tag::Tfoot => Some(TablePart::Group),
        Tag::Tr => Some(TablePart::Row),
        Tag::Td => Some(TablePart::Cell { header: false }),
        Tag::Th => Some(TablePart::Cell { header: true }),
        Tag::Caption => Some(TablePart::Caption),
        _ => None,
    }
}

/// What the role or the inline style of an element says that it is to a table.
pub(super) fn described(dom: &Dom<'_>, node: NodeId) -> Option<TablePart> {
    let by_role = dom.attr(node, Attr::Role).and_then(|role| match role.trim() {
        "table" | "grid" | "treegrid" => Some(TablePart::Table),
        "rowgroup" => Some(TablePart::Group),
        "row" => Some(TablePart::Row),
        "cell" | "gridcell" => Some(TablePart::Cell { header: false }),
        "columnheader" | "rowheader" => Some(TablePart::Cell { header: true }),
        "caption" => Some(TablePart::Caption),
        _ => None,
    });
    by_role.or_else(|| {
        // Most styles say nothing of a table.
        dom.attr(node, Attr::Style).filter(|style| style.contains("table"))?;
        match style_value(dom, node, "display")? {
            "table" | "inline-table" => Some(TablePart::Table),
            "table-row-group" | "table-header-group" | "table-footer-group" => Some(TablePart::Group),
            "table-row" => Some(TablePart::Row),
            "table-cell" => Some(TablePart::Cell { header: false }),
            "table-caption" => Some(TablePart::Caption),
            _ => None,
        }
    })
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
    /// Those among them that are cells.
    head_cells: usize,
    has_caption: bool,
    /// Tables in the cells, and how much text those have, in bytes.
    nested: usize,
    nested_text: usize,
    /// Blocks that do not fit a line of text: headings, quotes, figures, frames, rules.
    large_blocks: usize,
    lists: usize,
    paragraphs: usize,
    code_cells: usize,
    listings: usize,
    /// The text of the cells, in bytes, and the most in one.
    text: usize,
    longest_cell: usize,
    /// Whether something shows that is in no cell: only where no element of HTML's makes the table.
    has_stray: bool,
}

/// How many nodes of the tables in a table are looked at.
const NESTED_NODES: usize = 1024;

impl Shape {
    fn of(dom: &Dom<'_>, table: NodeId) -> Shape {
        let is_native = dom.tag(table) == Some(Tag::Table);
        let mut shape = Shape::default();
        let mut cell_text = 0;
        let mut budget = NESTED_NODES;
        // Where the cell at hand ends, and whether one is open.
        let mut cell_end = None;
        let mut in_cell = false;
        let mut next = dom.first_child(table);
        while let Some(node) = next {
            next = dom.next_in_subtree(node, table);
            in_cell &= cell_end != Some(node);
            let tag = match dom.kind(node) {
                NodeKind::Text => {
                    let length = trim(dom.text(node)).len();
                    if length > 0 && cell_text == 0 {
                        shape.cells_with_text += 1;
                    }
                    shape.has_stray |= length > 0 && !in_cell && !is_native;
                    cell_text += length;
                    shape.text += length;
                    shape.longest_cell = shape.longest_cell.max(cell_text);
                    continue;
                }
                NodeKind::Element(tag) => tag,
                NodeKind::Document => continue,
            };
            let part = match tag {
                Tag::Table => Some(TablePart::Table),
                _ if is_native => part_of_html(tag),
                _ if in_cell => described(dom, node).filter(|part| *part == TablePart::Table),
                _ => described(dom, node),
            };
            match part {
                Some(TablePart::Table) => {
                    shape.nested += 1;
                    shape.has_stray |= !in_cell && !is_native;
                    for inner in dom.descendants(node).take(budget) {
                        budget -= 1;
                        shape.nested_text += trim(dom.text(inner)).len();
                    }
                    next = dom.next_after_subtree(node, table);
                }
                Some(TablePart::Row) => {
                    shape.rows += 1;
                    shape.row_width = 0;
                    cell_text = 0;
                }
                Some(TablePart::Cell { header }) => {
                    shape.cells += 1;
                    shape.row_width += 1;
                    shape.widest_row = shape.widest_row.max(shape.row_width);
                    shape.heads += usize::from(header);
                    shape.head_cells += usize::from(header);
                    shape.code_cells += usize::from(has_class(dom, node, &["blob-code", "hljs-ln-code"]));
                    shape.has_stray |= shape.rows == 0 && !is_native;
                    cell_text = 0;
                    (cell_end, in_cell) = (dom.next_after_subtree(node, table), true);
                }
                Some(TablePart::Group) => shape.heads += usize::from(tag == Tag::Thead),
                Some(TablePart::Caption) => {
                    shape.has_caption |= !dom.descendants(node).all(|inner| is_blank(dom.text(inner)));
                    if !is_native {
                        next = dom.next_after_subtree(node, table);
                    }
                }
                None => match tag {
                    Tag::P => shape.paragraphs += 1,
                    Tag::Pre => shape.listings += 1,
                    Tag::Ul | Tag::Ol | Tag::Dl => shape.lists += 1,
                    Tag::Script | Tag::Style | Tag::Svg => next = dom.next_after_subtree(node, table),
                    _ if is_large(tag) => shape.large_blocks += 1,
                    Tag::Img | Tag::AmpImg | Tag::Object | Tag::Embed | Tag::Audio | Tag::Math => {
                        shape.has_stray |= !in_cell && !is_native;
                    }
                    _ => {}
                },
            }
            shape.has_stray |= part.is_none() && !in_cell && !is_native && is_large(tag);
        }
        shape
    }
}

/// Whether an element is a block that does not fit a line of text.
fn is_large(tag: Tag) -> bool {
    tag.is_heading()
        || matches!(
            tag,
            Tag::Blockquote | Tag::Figure | Tag::Iframe | Tag::Video | Tag::Hr | Tag::Article | Tag::Section
        )
}

/// More text in a cell than this is prose that happens to stand in a table, unless the table is marked as one of data.
const PROSE: usize = 600;

/// A cell of a table without any marks that holds another table is a cell among others only if those are as short as this.
const SHORT: usize = 200;

/// What a table is for. Linear in what is in it, the tables in it apart.
pub(super) fn classify(dom: &Dom<'_>, table: NodeId) -> TableKind {
    let role = dom.attr(table, Attr::Role).map(str::trim).unwrap_or_default();
    if role.eq_ignore_ascii_case("presentation") || role.eq_ignore_ascii_case("none") {
        let is_code = || {
            let shape = Shape::of(dom, table);
            shape.code_cells > 0 && shape.code_cells >= shape.rows
        };
        return if is_code() { TableKind::Code } else { TableKind::Layout };
    }
    let shape = Shape::of(dom, table);
    if shape.code_cells > 0 && shape.code_cells >= shape.rows {
        return TableKind::Code;
    }
    if shape.rows == 0 || shape.has_stray {
        return TableKind::Layout;
    }
    let marked = role.eq_ignore_ascii_case("table")
        || role.eq_ignore_ascii_case("grid")
        || shape.heads > 0
        || shape.has_caption
        || dom.attr(table, Attr::Summary).is_some_and(|text| !is_blank(text));
    if shape.widest_row < 2 {
        let is_column = shape.head_cells > 0
            && shape.head_cells < shape.cells
            && shape.rows > 1
            && shape.large_blocks + shape.nested == 0
            && shape.longest_cell <= PROSE;
        return if is_column { TableKind::Data } else { TableKind::Layout };
    }
    // One row of listings is code beside the numbers of its lines, or two versions side by side.
    if shape.listings > 0 && (shape.rows < 2 && shape.heads == 0 || shape.listings > shape.cells) {
        return TableKind::Layout;
    }
    let roomy = shape.large_blocks > shape.rows || shape.paragraphs > 2 * shape.cells;
    let is_data = if marked {
        (!roomy || shape.large_blocks <= shape.cells) && (shape.nested == 0 || shape.nested_text <= 4 * shape.text)
    } else {
        let full = shape.cells_with_text + shape.nested;
        shape.rows >= 2
            && !roomy
            && shape.large_blocks == 0
            && shape.lists <= shape.rows
            && shape.listings * 2 <= shape.cells
            && shape.longest_cell <= PROSE
            && full * 2 >= shape.cells
            && (shape.nested == 0
                || shape.nested * 4 <= shape.cells
                    && shape.longest_cell <= SHORT
                    && shape.nested_text <= 2 * shape.text)
    };
    if is_data { TableKind::Data } else { TableKind::Layout }
}
