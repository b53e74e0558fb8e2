//! From nested blocks to flat ones, checked on the way.

use super::{
    ArticleForm, BlockForm, CaptionForm, CellForm, EntryForm, ItemForm, KindForm, LeafForm, PartForm, RangeForm,
    RowForm, SpanForm, SpanKindForm, SummaryForm,
};
use crate::article::{
    Article, BlockKind, BlockRecord, Body, Cell, Embed, Image, Link, List, MAX_NESTING, SourceRange, SpanKind,
    SpanRecord,
};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;
use std::vec::IntoIter;

/// How deep spans may nest. There are fewer kinds than that, and a kind adds nothing inside itself.
const MAX_SPAN_NESTING: usize = 64;

/// Why an article is refused, as a sentence.
type Refusal = String;

pub(super) fn article(form: ArticleForm<'_>) -> Result<Article, Refusal> {
    let ArticleForm { metadata, text, images, blocks, status, confidence, diagnostics, encoding, _schema: _ } = form;
    if !(0.0..=1.0).contains(&confidence) {
        return Err(format!("the confidence is {confidence}, which is not between 0 and 1"));
    }
    let text = text.into_owned();
    position(text.len())?;
    let body = Body { text, images: images.into_owned(), ..Body::default() };
    let mut reader = Reader { body, text_end: 0 };
    let mut open = vec![OpenBlock { block: None, rest: Rest::Blocks(blocks.into_iter()) }];
    while let Some(top) = open.last_mut() {
        match top.rest.next() {
            Some(part) => {
                let outer = top.block;
                if let Some(inside) = reader.part(part, outer)? {
                    open.push(inside);
                    if open.len() > MAX_NESTING + 1 {
                        return Err(format!("blocks nest more than {MAX_NESTING} deep"));
                    }
                }
            }
            None => {
                let block = top.block;
                open.pop();
                if let Some(block) = block {
                    reader.close(block)?;
                }
            }
        }
    }
    reader.skip_to(reader.body.text.len())?;
    Ok(Article {
        body: reader.body,
        metadata: metadata.into_owned(),
        status: status.into(),
        confidence,
        diagnostics: diagnostics.into_owned(),
        encoding: encoding.map(Cow::into_owned),
    })
}

/// A block whose children are being read.
struct OpenBlock<'a> {
    block: Option<usize>,
    rest: Rest<'a>,
}

/// The children that are yet to be read.
enum Rest<'a> {
    Blocks(IntoIter<BlockForm<'a>>),
    Items(IntoIter<ItemForm<'a>>),
    Rows { caption: Option<CaptionForm<'a>>, rows: std::iter::Peekable<IntoIter<RowForm<'a>>> },
    Cells(IntoIter<CellForm<'a>>),
    Entries(IntoIter<EntryForm<'a>>),
    Details { summary: Option<SummaryForm<'a>>, blocks: IntoIter<BlockForm<'a>> },
}

impl<'a> Rest<'a> {
    /// The next child.
    fn next(&mut self) -> Option<PartForm<'a>> {
        match self {
            Rest::Blocks(blocks) => blocks.next().map(PartForm::Block),
            Rest::Items(items) => items.next().map(PartForm::Item),
            Rest::Cells(cells) => cells.next().map(PartForm::Cell),
            Rest::Entries(entries) => entries.next().map(PartForm::Entry),
            Rest::Details { summary, blocks } => {
                summary.take().map(PartForm::Summary).or_else(|| blocks.next().map(PartForm::Block))
            }
            Rest::Rows { caption, rows } => {
                // HTML lets a caption stand after rows.
                let comes_first = |row: &RowForm<'_>, caption: &CaptionForm<'_>| {
                    let (row, caption) = (&row.place, &caption.place);
                    match (row.range.start.cmp(&caption.range.start), row.source, caption.source) {
                        (Ordering::Equal, Some(row), Some(caption)) => row.start < caption.start,
                        // One of them is empty, and the other cannot be before it.
                        (Ordering::Equal, ..) => caption.range.start < caption.range.end,
                        (order, ..) => order == Ordering::Less,
                    }
                };
                match (rows.peek(), caption.as_ref()) {
                    (Some(row), Some(caption)) if comes_first(row, caption) => rows.next().map(PartForm::Row),
                    (_, Some(_)) => caption.take().map(PartForm::Caption),
                    _ => rows.next().map(PartForm::Row),
                }
            }
        }
    }
}

struct Reader {
    body: Body,
    /// Where the text of the last leaf ends.
    text_end: usize,
}

impl Reader {
    /// Stores a part, and gives what is inside where it holds other parts.
    fn part<'a>(&mut self, part: PartForm<'a>, outer: Option<usize>) -> Result<Option<OpenBlock<'a>>, Refusal> {
        let (kind, place, content) = match part {
            PartForm::Block(BlockForm { kind, place }) => {
                let (kind, content) = self.block(kind)?;
                (kind, place, content)
            }
            PartForm::Item(ItemForm { number, checked, blocks, place }) => {
                (BlockKind::Item { number, checked }, place, Content::Parts(Rest::Blocks(blocks.into_iter())))
            }
            PartForm::Caption(CaptionForm { leaf, place }) => (BlockKind::Caption, place, Content::Leaf(leaf)),
            PartForm::Summary(SummaryForm { leaf, place }) => (BlockKind::Summary, place, Content::Leaf(leaf)),
            PartForm::Row(RowForm { header, cells, place }) => {
                (BlockKind::Row { header }, place, Content::Parts(Rest::Cells(cells.into_iter())))
            }
            PartForm::Cell(CellForm { header, colspan, rowspan, align, leaf, place }) => {
                if colspan == 0 || rowspan == 0 {
                    return Err("a cell covers at least one column and one row".into());
                }
                (BlockKind::Cell(Cell { header, colspan, rowspan, align }), place, Content::Leaf(leaf))
            }
            PartForm::Entry(EntryForm::Term { leaf, place }) => (BlockKind::Term, place, Content::Leaf(leaf)),
            PartForm::Entry(EntryForm::Definition { blocks, place }) => {
                (BlockKind::Definition, place, Content::Parts(Rest::Blocks(blocks.into_iter())))
            }
        };
        let text = self.range(place.range)?;
        if let Some(outer) = outer
            && !text.is_empty()
        {
            let around = &self.body.blocks[outer].text;
            if (around.start as usize) > text.start || text.end > (around.end as usize) {
                return Err(format!("the text at {text:?} is outside of the block around it"));
            }
        }
        let spans = position(self.body.spans.len())?;
        let mut inside = None;
        match content {
            Content::Leaf(LeafForm { text: own, spans }) => {
                self.skip_to(text.start)?;
                self.text_end = text.end;
                if self.body.text[text.clone()] != *own {
                    return Err(format!("the text at {text:?} of the article is not the block's"));
                }
                self.spans(spans, &text)?;
            }
            Content::Parts(rest) => inside = Some(OpenBlock { block: Some(self.body.blocks.len()), rest }),
        }
        self.body.blocks.push(BlockRecord {
            kind,
            text: position(text.start)?..position(text.end)?,
            spans: spans..position(self.body.spans.len())?,
            end: position(self.body.blocks.len() + 1)?,
            source: match place.source {
                Some(source) => {
                    for at in [source.start, source.end] {
                        position(at)?;
                    }
                    SourceRange::new(&(source.start..source.end))
                }
                None => None,
            },
            direction: place.direction,
        });
        Ok(inside)
    }

    fn block<'a>(&self, kind: KindForm<'a>) -> Result<(BlockKind, Content<'a>), Refusal> {
        let empty = |text| Content::Leaf(LeafForm { text, spans: Vec::new() });
        Ok(match kind {
            KindForm::Paragraph { leaf } => (BlockKind::Paragraph, Content::Leaf(leaf)),
            KindForm::Heading { level, .. } if !(1..=6).contains(&level) => {
                return Err(format!("a heading has a level of 1 to 6, not {level}"));
            }
            KindForm::Heading { level, leaf } => (BlockKind::Heading { level }, Content::Leaf(leaf)),
            KindForm::Image { image, url, leaf } => {
                self.image(image, &url)?;
                (BlockKind::Image { index: image }, Content::Leaf(leaf))
            }
            KindForm::List { numbering: Some(other), .. } if !matches!(other, '1' | 'a' | 'A' | 'i' | 'I') => {
                return Err(format!("{other:?} is no way to write the numbers of a list"));
            }
            KindForm::List { ordered, start, reversed, numbering, items } => (
                BlockKind::List(List { ordered, start, reversed, numbering }),
                Content::Parts(Rest::Items(items.into_iter())),
            ),
            KindForm::Quote { cite, blocks } => (
                BlockKind::Quote { cite: cite.map(|cite| cite.into()) },
                Content::Parts(Rest::Blocks(blocks.into_iter())),
            ),
            KindForm::Code { language, text } => {
                (BlockKind::Code { language: language.map(|language| language.into()) }, empty(text))
            }
            KindForm::Table { caption, rows } => {
                (BlockKind::Table, Content::Parts(Rest::Rows { caption, rows: rows.into_iter().peekable() }))
            }
            KindForm::DefinitionList { entries } => {
                (BlockKind::DefinitionList, Content::Parts(Rest::Entries(entries.into_iter())))
            }
            KindForm::Details { open, summary, blocks } => {
                (BlockKind::Details { open }, Content::Parts(Rest::Details { summary, blocks: blocks.into_iter() }))
            }
            KindForm::Rule => (BlockKind::Rule, empty("".into())),
            KindForm::Embed { media, address, title } => {
                let (raw, resolved) = address.into_parts();
                let title = title.map(|title| title.into_owned());
                (BlockKind::Embed(Box::new(Embed { kind: media, raw, resolved, title })), empty("".into()))
            }
            KindForm::Math { tex, text } => (BlockKind::Math { tex }, empty(text)),
            KindForm::Footnote { label, blocks } => (
                BlockKind::Footnote { label: label.into_owned().into() },
                Content::Parts(Rest::Blocks(blocks.into_iter())),
            ),
        })
    }

    /// Stores the spans of a block, whose text is the given range.
    fn spans(&mut self, spans: Vec<SpanForm<'_>>, block: &Range<usize>) -> Result<(), Refusal> {
        // The ends of the spans around the one at hand.
        let mut around: Vec<usize> = Vec::new();
        let mut previous = 0;
        for SpanForm { start, end, kind } in spans {
            let text = &self.body.text[block.clone()];
            let covered = text.get(start..end).ok_or_else(|| format!("no text is at {:?} for a span", start..end))?;
            while around.last().is_some_and(|&outer| outer <= start) {
                around.pop();
            }
            if start < previous || around.last().is_some_and(|&outer| outer < end) {
                return Err(format!("the span at {:?} is out of order, or crosses another", start..end));
            }
            if around.len() == MAX_SPAN_NESTING {
                return Err(format!("spans nest more than {MAX_SPAN_NESTING} deep"));
            }
            let fits = match kind {
                SpanKindForm::Image { .. } => start == end,
                SpanKindForm::LineBreak => covered == "\n",
                _ => start < end,
            };
            if !fits {
                return Err(format!("the span at {:?} has not the extent of its kind", start..end));
            }
            let kind = self.span_kind(kind)?;
            around.push(end);
            previous = start;
            let text = position(block.start + start)?..position(block.start + end)?;
            self.body.spans.push(SpanRecord { text, kind });
        }
        Ok(())
    }

    fn span_kind(&self, kind: SpanKindForm<'_>) -> Result<SpanKind, Refusal> {
        Ok(match kind {
            SpanKindForm::Link { address, title } => {
                let (raw, resolved) = address.into_parts();
                SpanKind::Link(Box::new(Link { raw, resolved, title: title.map(|title| title.into_owned()) }))
            }
            SpanKindForm::Emphasis => SpanKind::Emphasis,
            SpanKindForm::Strong => SpanKind::Strong,
            SpanKindForm::Code => SpanKind::Code,
            SpanKindForm::Superscript => SpanKind::Superscript,
            SpanKindForm::Subscript => SpanKind::Subscript,
            SpanKindForm::Strikethrough => SpanKind::Strikethrough,
            SpanKindForm::Mark => SpanKind::Mark,
            SpanKindForm::Image { image, url, space_before, space_after } => {
                self.image(image, &url)?;
                SpanKind::Image { index: image, space_before, space_after }
            }
            SpanKindForm::LineBreak => SpanKind::LineBreak,
            SpanKindForm::Ruby { reading } => SpanKind::Ruby { reading: reading.into_owned() },
            SpanKindForm::Math { tex } => SpanKind::Math { tex },
            SpanKindForm::FootnoteReference { label } => {
                SpanKind::FootnoteReference { label: label.into_owned().into() }
            }
        })
    }

    /// Checks that there is an image of this index, and of this address if one is given.
    fn image(&self, index: usize, url: &str) -> Result<(), Refusal> {
        match self.body.images.get(index).map(Image::url) {
            None => Err(format!("there is no image {index}")),
            Some(known) if !url.is_empty() && url != known => Err(format!("image {index} is {known:?}, not {url:?}")),
            Some(_) => Ok(()),
        }
    }

    /// Checks a range of the article's text.
    fn range(&self, RangeForm { start, end }: RangeForm) -> Result<Range<usize>, Refusal> {
        match self.body.text.get(start..end) {
            Some(_) => Ok(start..end),
            None => Err(format!("the article has no text at {:?}", start..end)),
        }
    }

    /// Checks that nothing but separators stands between the last leaf and the next.
    fn skip_to(&self, start: usize) -> Result<(), Refusal> {
        match self.body.text.get(self.text_end..start) {
            Some(gap) if gap.bytes().all(|byte| matches!(byte, b'\n' | b'\t')) => Ok(()),
            Some(_) => Err(format!("the text at {:?} is in no block", self.text_end..start)),
            None => Err(format!("the text at {start} is out of order")),
        }
    }

    /// Notes where a block with children ends.
    fn close(&mut self, block: usize) -> Result<(), Refusal> {
        self.body.blocks[block].end = position(self.body.blocks.len())?;
        Ok(())
    }
}

/// What a block holds.
enum Content<'a> {
    Leaf(LeafForm<'a>),
    Parts(Rest<'a>),
}

/// A position as the body stores it.
fn position(position: usize) -> Result<u32, Refusal> {
    u32::try_from(position).map_err(|_| "an article has less than four gigabytes".into())
}
