//! From flat blocks to nested ones, as they are written: no second tree is made on the way.
//!
//! The types here mirror those of the form that is read, but for what is inside a block, which is looked up when its turn
//! comes. Blocks nest no deeper than an article lets them.

use super::{AddressForm, PlaceForm, RangeForm, SpanForm, SpanKindForm, StatusForm};
use crate::article::{
    Align, Article, Block, BlockKind, Diagnostic, EmbedKind, Encoding, Image, Metadata, Span, SpanKind,
};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

#[derive(Serialize)]
pub(super) struct Whole<'a> {
    schema: u32,
    metadata: &'a Metadata,
    text: &'a str,
    images: &'a [Image],
    blocks: Top<'a>,
    status: StatusForm,
    confidence: f32,
    diagnostics: &'a [Diagnostic],
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'a Encoding>,
}

pub(super) fn article(article: &Article) -> Whole<'_> {
    Whole {
        schema: super::SCHEMA,
        metadata: &article.metadata,
        text: article.text(),
        images: article.images(),
        blocks: Top(article),
        status: article.status().into(),
        confidence: article.confidence(),
        diagnostics: article.diagnostics(),
        encoding: article.encoding(),
    }
}

/// The blocks of an article.
pub(super) struct Top<'a>(&'a Article);

impl Serialize for Top<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.blocks().map(block))
    }
}

/// The blocks inside a block, but for the caption of a table and a summary, which have places of their own.
pub(super) struct Inside<'a>(Block<'a>);

impl Serialize for Inside<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let in_order =
            self.0.children().filter(|child| !matches!(child.kind(), BlockKind::Caption | BlockKind::Summary));
        serializer.collect_seq(in_order.map(block))
    }
}

/// The spans of a block.
pub(super) struct Spans<'a>(Block<'a>);

impl Serialize for Spans<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.spans().map(|span| span_form(self.0, span)))
    }
}

/// A block with all that is in it.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum AnyBlock<'a> {
    Block {
        #[serde(flatten)]
        kind: PlainBlock<'a>,
        #[serde(flatten)]
        place: PlaceForm,
    },
    Item {
        number: Option<i64>,
        checked: Option<bool>,
        blocks: Inside<'a>,
        #[serde(flatten)]
        place: PlaceForm,
    },
    Leaf {
        #[serde(flatten)]
        leaf: Leaf<'a>,
        #[serde(flatten)]
        place: PlaceForm,
    },
    Row {
        header: bool,
        cells: Inside<'a>,
        #[serde(flatten)]
        place: PlaceForm,
    },
    Cell {
        header: bool,
        colspan: u16,
        rowspan: u16,
        align: Option<Align>,
        #[serde(flatten)]
        leaf: Leaf<'a>,
        #[serde(flatten)]
        place: PlaceForm,
    },
}

#[derive(Serialize)]
pub(super) struct Leaf<'a> {
    text: &'a str,
    spans: Spans<'a>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum PlainBlock<'a> {
    Paragraph {
        #[serde(flatten)]
        leaf: Leaf<'a>,
    },
    Heading {
        level: u8,
        #[serde(flatten)]
        leaf: Leaf<'a>,
    },
    Image {
        image: usize,
        url: Cow<'a, str>,
        #[serde(flatten)]
        leaf: Leaf<'a>,
    },
    List {
        ordered: bool,
        start: i64,
        reversed: bool,
        numbering: Option<char>,
        items: Inside<'a>,
    },
    Quote {
        cite: Option<&'a str>,
        blocks: Inside<'a>,
    },
    Code {
        language: Option<&'a str>,
        text: &'a str,
    },
    Table {
        caption: Option<Box<AnyBlock<'a>>>,
        rows: Inside<'a>,
    },
    DefinitionList {
        entries: Inside<'a>,
    },
    Details {
        open: bool,
        summary: Option<Box<AnyBlock<'a>>>,
        blocks: Inside<'a>,
    },
    Term {
        #[serde(flatten)]
        leaf: Leaf<'a>,
    },
    Definition {
        blocks: Inside<'a>,
    },
    Rule,
    Embed {
        media: EmbedKind,
        #[serde(flatten)]
        address: AddressForm<'a>,
        title: Option<&'a str>,
    },
    Math {
        tex: bool,
        text: &'a str,
    },
    Footnote {
        label: &'a str,
        blocks: Inside<'a>,
    },
}

/// A block with all that is in it.
pub(super) fn block(block: Block<'_>) -> AnyBlock<'_> {
    let place = place(block);
    let leaf = || Leaf { text: block.text(), spans: Spans(block) };
    let kind = match block.kind() {
        BlockKind::Paragraph => PlainBlock::Paragraph { leaf: leaf() },
        BlockKind::Heading { level } => PlainBlock::Heading { level: *level, leaf: leaf() },
        BlockKind::Image { index } => PlainBlock::Image { image: *index, url: url_of(block, *index), leaf: leaf() },
        BlockKind::List(list) => PlainBlock::List {
            ordered: list.ordered,
            start: list.start,
            reversed: list.reversed,
            numbering: list.numbering,
            items: Inside(block),
        },
        BlockKind::Quote { cite } => PlainBlock::Quote { cite: cite.as_deref(), blocks: Inside(block) },
        BlockKind::Code { language } => PlainBlock::Code { language: language.as_deref(), text: block.text() },
        BlockKind::Table => {
            let caption = block.children().find(|child| matches!(child.kind(), BlockKind::Caption));
            PlainBlock::Table { caption: caption.map(|caption| Box::new(self::block(caption))), rows: Inside(block) }
        }
        BlockKind::Details { open } => {
            let summary = block.children().find(|child| matches!(child.kind(), BlockKind::Summary));
            let summary = summary.map(|summary| Box::new(self::block(summary)));
            PlainBlock::Details { open: *open, summary, blocks: Inside(block) }
        }
        BlockKind::DefinitionList => PlainBlock::DefinitionList { entries: Inside(block) },
        BlockKind::Term => PlainBlock::Term { leaf: leaf() },
        BlockKind::Definition => PlainBlock::Definition { blocks: Inside(block) },
        BlockKind::Rule => PlainBlock::Rule,
        BlockKind::Embed(embed) => PlainBlock::Embed {
            media: embed.kind,
            address: AddressForm::of(&embed.raw, embed.resolved.as_deref()),
            title: embed.title.as_deref(),
        },
        BlockKind::Math { tex } => PlainBlock::Math { tex: *tex, text: block.text() },
        BlockKind::Footnote { label } => PlainBlock::Footnote { label, blocks: Inside(block) },

        BlockKind::Item { number, checked } => {
            return AnyBlock::Item { number: *number, checked: *checked, blocks: Inside(block), place };
        }
        BlockKind::Caption | BlockKind::Summary => return AnyBlock::Leaf { leaf: leaf(), place },
        BlockKind::Row { header } => return AnyBlock::Row { header: *header, cells: Inside(block), place },
        BlockKind::Cell(cell) => {
            return AnyBlock::Cell {
                header: cell.header,
                colspan: cell.colspan,
                rowspan: cell.rowspan,
                align: cell.align,
                leaf: leaf(),
                place,
            };
        }
    };
    AnyBlock::Block { kind, place }
}

fn place(block: Block<'_>) -> PlaceForm {
    PlaceForm {
        range: RangeForm::from(&block.range()),
        source: block.source().map(|source| RangeForm::from(&source)),
        direction: block.direction(),
    }
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
        SpanKind::FootnoteReference { label } => SpanKindForm::FootnoteReference { label: (&**label).into() },
    };
    SpanForm { start: span.range.start, end: span.range.end, kind }
}

fn url_of(block: Block<'_>, image: usize) -> Cow<'_, str> {
    block.images().get(image).map_or("", Image::url).into()
}
