//! From flat blocks to nested ones.

use super::{
    AddressForm, ArticleForm, BlockForm, CaptionForm, CellForm, EntryForm, ItemForm, KindForm, LeafForm, PartForm,
    PlaceForm, RangeForm, RowForm, SpanForm, SpanKindForm, SummaryForm,
};
use crate::Article;
use crate::block::{Block, BlockKind, Blocks, Span, SpanKind};
use crate::image::Image;
use std::borrow::Cow;

pub(super) fn article(article: &Article) -> ArticleForm<'_> {
    ArticleForm {
        metadata: Cow::Borrowed(&article.metadata),
        text: article.text().into(),
        images: article.images().into(),
        blocks: article
            .blocks()
            .filter_map(|top| match block(top) {
                PartForm::Block(form) => Some(form),
                _ => None,
            })
            .collect(),
        status: article.status().into(),
        confidence: article.confidence(),
        diagnostics: article.diagnostics().into(),
        encoding: article.encoding().map(Cow::Borrowed),
    }
}

/// A block with all that is in it.
pub(super) fn block(block: Block<'_>) -> PartForm<'_> {
    let mut open = vec![Open::new(block)];
    loop {
        let last = open.last_mut().expect("the loop ends when the first block does");
        if let Some(child) = last.rest.next() {
            open.push(Open::new(child));
            continue;
        }
        let part = open.pop().expect("it was there above").finish();
        match open.last_mut() {
            Some(outer) => outer.add(part),
            None => return part,
        }
    }
}

/// A block whose children are being gathered, each kind with its own.
struct Open<'a> {
    block: Block<'a>,
    rest: Blocks<'a>,
    blocks: Vec<BlockForm<'a>>,
    items: Vec<ItemForm<'a>>,
    caption: Option<CaptionForm<'a>>,
    summary: Option<SummaryForm<'a>>,
    rows: Vec<RowForm<'a>>,
    cells: Vec<CellForm<'a>>,
    entries: Vec<EntryForm<'a>>,
}

impl<'a> Open<'a> {
    fn new(block: Block<'a>) -> Open<'a> {
        Open {
            block,
            rest: block.children(),
            blocks: Vec::new(),
            items: Vec::new(),
            caption: None,
            summary: None,
            rows: Vec::new(),
            cells: Vec::new(),
            entries: Vec::new(),
        }
    }

    fn add(&mut self, part: PartForm<'a>) {
        match part {
            PartForm::Block(form) => self.blocks.push(form),
            PartForm::Item(form) => self.items.push(form),
            PartForm::Caption(form) => self.caption = Some(form),
            PartForm::Summary(form) => self.summary = Some(form),
            PartForm::Row(form) => self.rows.push(form),
            PartForm::Cell(form) => self.cells.push(form),
            PartForm::Entry(form) => self.entries.push(form),
        }
    }

    fn finish(self) -> PartForm<'a> {
        let Open { block, blocks, items, caption, summary, rows, cells, entries, .. } = self;
        let place = place(block);
        let leaf = || leaf(block);
        let kind = match block.kind() {
            BlockKind::Paragraph => KindForm::Paragraph { leaf: leaf() },
            BlockKind::Heading { level } => KindForm::Heading { level: *level, leaf: leaf() },
            BlockKind::Image { index } => KindForm::Image { image: *index, url: url_of(block, *index), leaf: leaf() },
            BlockKind::List(list) => KindForm::List {
                ordered: list.ordered,
                start: list.start,
                reversed: list.reversed,
                numbering: list.numbering,
                items,
            },
            BlockKind::Quote { cite } => KindForm::Quote { cite: cite.as_deref().map(Cow::from), blocks },
            BlockKind::Code { language } => {
                KindForm::Code { language: language.as_deref().map(Cow::from), text: block.text().into() }
            }
            BlockKind::Table => KindForm::Table { caption, rows },
            BlockKind::DefinitionList => KindForm::DefinitionList { entries },
            BlockKind::Details { open } => KindForm::Details { open: *open, summary, blocks },
            BlockKind::Rule => KindForm::Rule,
            BlockKind::Embed(embed) => KindForm::Embed {
                media: embed.kind,
                address: AddressForm::of(&embed.raw, embed.resolved.as_deref()),
                title: embed.title.as_deref().map(Cow::from),
            },
            BlockKind::Math { tex } => KindForm::Math { tex: *tex, text: block.text().into() },

            BlockKind::Item { number, checked } => {
                return PartForm::Item(ItemForm { number: *number, checked: *checked, blocks, place });
            }
            BlockKind::Caption => return PartForm::Caption(CaptionForm { leaf: leaf(), place }),
            BlockKind::Summary => return PartForm::Summary(SummaryForm { leaf: leaf(), place }),
            BlockKind::Row { header } => return PartForm::Row(RowForm { header: *header, cells, place }),
            BlockKind::Cell(cell) => {
                return PartForm::Cell(CellForm {
                    header: cell.header,
                    colspan: cell.colspan,
                    rowspan: cell.rowspan,
                    align: cell.align,
                    leaf: leaf(),
                    place,
                });
            }
            BlockKind::Term => return PartForm::Entry(EntryForm::Term { leaf: leaf(), place }),
            BlockKind::Definition => return PartForm::Entry(EntryForm::Definition { blocks, place }),
        };
        PartForm::Block(BlockForm { kind, place })
    }
}

fn place(block: Block<'_>) -> PlaceForm {
    PlaceForm {
        range: RangeForm::from(&block.range()),
        source: block.source().map(|source| RangeForm::from(&source)),
        direction: block.direction(),
    }
}

fn leaf(block: Block<'_>) -> LeafForm<'_> {
    LeafForm { text: block.text().into(), spans: block.spans().map(|span| span_form(block, span)).collect() }
}

fn span_form<'a>(block: Block<'a>, span: Span<'a>) -> SpanForm<'a> {
    let kind = match span.kind {
        SpanKind::Link(link) => SpanKindForm::Link {
            address: AddressForm::of(&link.raw, link.resolved.as_deref()),
            title: link.title.as_deref().map(Cow::from),
        },
        SpanKind::Emphasis => SpanKindForm::Emphasis,
        SpanKind::Strong => SpanKindForm::Strong,
        SpanKind::Code => SpanKindForm::Code,
        SpanKind::Superscript => SpanKindForm::Superscript,
        SpanKind::Subscript => SpanKindForm::Subscript,
        SpanKind::Strikethrough => SpanKindForm::Strikethrough,
        SpanKind::Mark => SpanKindForm::Mark,
        SpanKind::Image { index, space_before, space_after } => SpanKindForm::Image {
            image: *index,
            url: url_of(block, *index),
            space_before: *space_before,
            space_after: *space_after,
        },
        SpanKind::LineBreak => SpanKindForm::LineBreak,
        SpanKind::Ruby { reading } => SpanKindForm::Ruby { reading: reading.into() },
        SpanKind::Math { tex } => SpanKindForm::Math { tex: *tex },
    };
    SpanForm { start: span.range.start, end: span.range.end, kind }
}

fn url_of(block: Block<'_>, image: usize) -> Cow<'_, str> {
    block.images().get(image).map_or("", Image::url).into()
}
