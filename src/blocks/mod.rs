//! From the events of the walker to the blocks of an article.
//!
//! [`Builder`] knows what each element means and tells the [`Flow`]; what needs a look at a whole subtree (a table's
//! purpose, a listing's text, an image's true address) has a file of its own.
#![expect(
    clippy::indexing_slicing,
    reason = "blocks, spans and images are asked for by the index under which they were stored, and are not taken out but at the end"
)]
#![expect(
    clippy::string_slice,
    reason = "the places are those of blocks in the text, or come from a search in the same string"
)]

mod address;
mod caption;
mod code;
mod code_frame;
mod code_language;
mod content_image;
mod controls;
mod definition;
mod details;
mod embed;
mod flat_list;
mod flow;
mod image;
mod inline;
mod list;
mod math;
mod noscript;
mod notes;
mod quote;
mod ruby;
mod scope;
mod sign;
mod spans;
mod subtree;
mod table;
mod table_kind;

use std::collections::{HashMap, VecDeque};

use crate::article::{BlockKind, Body, SpanKind};
use crate::content::{Button, SelectorRules, button};
use crate::html::{Attr, Dom, NodeId, NodeKind, Tag};
use crate::url::Resolver;
use crate::verdicts::Verdicts;
use crate::walk::{Event, Walker};
use flat_list::FlatLevel;
use flow::{Flow, LeafKind, Lines};
use image::SeenImages;
use list::Numbers;
use notes::Notes;
use subtree::{Profile, has_class};

/// What the builder needs to know besides the document.
pub(crate) struct BuildInput<'a> {
    pub(crate) dom: &'a Dom<'a>,
    pub(crate) verdicts: &'a Verdicts,
    pub(crate) rules: &'a SelectorRules,
    pub(crate) resolver: &'a Resolver,
    /// Whether the document is a whole page, in which not all that is kept need be of the article.
    pub(crate) is_page: bool,
    /// Whether the text around the HTML is Markdown, as it is after front matter.
    pub(crate) markdown: bool,
    /// How many bytes of text the body may have.
    pub(crate) max_output: usize,
    /// What comes first, as a heading of the first level.
    pub(crate) headline: Option<&'a str>,
    /// Whether somebody wants to know what was passed over.
    pub(crate) takes_note: bool,
}

/// The body of an article.
pub(crate) struct Built {
    pub(crate) body: Body,
    /// Whether there was more text than it may have.
    pub(crate) is_cut: bool,
    /// Elements and texts of which nothing came out although they are kept, if somebody wanted to know.
    pub(crate) passed_over: Vec<NodeId>,
}

/// Builds the body of an article from what is kept of a document. Linear in the size of the document.
pub(crate) fn build(input: &BuildInput<'_>) -> Built {
    let profile = Profile::of(input.dom, input.verdicts);
    let mut builder = Builder {
        dom: input.dom,
        rules: input.rules,
        resolver: input.resolver,
        is_page: input.is_page,
        walker: walker(input),
        flow: Flow::new(Lines::Collapse, input.max_output, input.dom.len()),
        open: Vec::new(),
        blocks_open: 0,
        outer_lines: profile.lines(input.markdown),
        inner_lines: profile.lines(false),
        figures: Vec::new(),
        lone_image_figures: Vec::new(),
        lists: Vec::new(),
        flat_lists: Vec::new(),
        tables: Vec::new(),
        bases: Vec::new(),
        noscripts_open: 0,
        seen_images: SeenImages::default(),
        backgrounds: SeenImages::default(),
        notes: Notes::find(input.dom, input.verdicts),
        late_notes: VecDeque::new(),
        is_placing: false,
        built_headings: HashMap::new(),
        scopes: Vec::new(),
        kept_lines: false,
        quotes: 0,
        own_marks: None,
    };
    if let Some(headline) = input.headline {
        builder.flow.open_leaf(LeafKind::Heading(1));
        builder.flow.text(headline, None, false);
        builder.flow.close_leaf(None, usize::MAX);
    }
    builder.walk_on();
    builder.flow.boundary();
    builder.place_notes();
    let is_cut = builder.flow.is_full();
    let mut body = std::mem::replace(&mut builder.flow, Flow::new(Lines::Collapse, 0, 0)).finish();
    builder.settle_links(&mut body);
    Built { body, is_cut, passed_over: builder.walker.into_passed_over() }
}

fn walker<'a>(input: &BuildInput<'a>) -> Walker<'a> {
    let walker = Walker::new(input.dom, input.verdicts);
    if input.takes_note { walker.taking_note() } else { walker }
}

/// What is to be done when an element ends.
enum OnClose {
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

struct Builder<'a> {
    dom: &'a Dom<'a>,
    rules: &'a SelectorRules,
    resolver: &'a Resolver,
    is_page: bool,
    walker: Walker<'a>,
    flow: Flow,
    /// One entry for every element that is open.
    open: Vec<OnClose>,
    /// How many of them are blocks, apart from the document's own.
    blocks_open: usize,
    /// What line breaks mean outside of all blocks, and inside.
    outer_lines: Lines,
    inner_lines: Lines,
    /// The number of blocks when each open figure began.
    figures: Vec<usize>,
    /// The open `<figure>`s that have a caption and one image.
    lone_image_figures: Vec<NodeId>,
    /// The numbering of each open list.
    lists: Vec<Numbers>,
    /// The open lists of items that have no list markup.
    flat_lists: Vec<FlatLevel>,
    /// The open tables, those that lay out a page among them.
    tables: Vec<table::OpenTable>,
    /// Where the base text of each open ruby starts.
    bases: Vec<ruby::Base>,
    noscripts_open: usize,
    /// The addresses of the images so far.
    seen_images: SeenImages,
    /// Those among them that are backgrounds.
    backgrounds: SeenImages,
    /// The footnotes of the document.
    notes: Notes,
    /// Those that stood where no block can stand.
    late_notes: VecDeque<NodeId>,
    /// Whether those are being placed.
    is_placing: bool,
    /// The headings that links lead to, and the blocks that they became.
    built_headings: HashMap<NodeId, usize>,
    /// The open elements that set a direction or what line breaks mean, with what held before.
    scopes: Vec<scope::Scope>,
    /// Whether a style keeps the line breaks of the source.
    kept_lines: bool,
    /// How many quotations are open.
    quotes: usize,
    /// The quotation marks of a document that does not say its language.
    own_marks: Option<[&'static str; 4]>,
}

impl Builder<'_> {
    /// Goes on to the end of the walk at hand.
    fn walk_on(&mut self) {
        while let Some(event) = self.walker.next() {
            if let Event::Enter(node, _) | Event::Text(node) = event
                && !self.is_placing
            {
                self.flow.come_to(node.index() + 1, self.dom.len());
            }
            match event {
                Event::Enter(node, _) if self.flow.is_full() => self.walker.pass_over(node),
                Event::Enter(node, tag) => self.enter(node, tag),
                Event::Text(node) => self.text(node),
                Event::Leave(node, _) => self.leave(node),
            }
        }
    }

    /// Walks over a node that was passed over before, where its content belongs. What is set aside so holds nothing that is
    /// set aside in the same way: this does not go deep.
    fn walk(&mut self, root: NodeId) {
        let inner = self.walker.within(root);
        let mut outer = std::mem::replace(&mut self.walker, inner);
        self.walk_on();
        outer.take_notes_of(&mut self.walker);
        self.walker = outer;
    }

    fn text(&mut self, node: NodeId) {
        let text = self.without_cuts(node, self.dom.text(node));
        self.flow.lines = match self.blocks_open {
            _ if self.kept_lines => Lines::Keep,
            0 => self.outer_lines,
            _ => self.inner_lines,
        };
        if self.walker.take_parted() {
            self.flow.part_words();
        }
        let before = self.flow.body().text.len();
        let goes_on = self.dom.previous_sibling(node).is_some_and(|before| self.dom.kind(before) == NodeKind::Text);
        self.flow.text(text, self.dom.source_range(node), goes_on);
        if self.flow.body().text.len() == before {
            self.walker.note(node);
        }
    }

    /// Takes note of an element that was taken as a whole where there was no room for any of it: the text was so long before.
    fn note_if_no_room(&mut self, node: NodeId, before: usize) {
        if self.flow.is_full() && self.flow.body().text.len() == before {
            self.walker.note(node);
        }
    }

    fn enter(&mut self, node: NodeId, tag: Tag) {
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

    fn begin(&mut self, node: NodeId, tag: Tag) {
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

    fn leave(&mut self, node: NodeId) {
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

    fn open_block(&mut self, on_close: OnClose) {
        self.blocks_open += 1;
        self.open.push(on_close);
    }

    fn block(&mut self) {
        self.flow.boundary();
        self.open_block(OnClose::Block);
    }

    fn paragraph(&mut self, node: NodeId) {
        if caption::is_caption(self.dom, node) {
            return self.caption_of(node);
        }
        self.flow.boundary();
        let before = self.flow.block_count();
        self.open_block(OnClose::Paragraph(before));
    }

    fn leaf(&mut self, kind: LeafKind) {
        let opened = self.flow.open_leaf(kind);
        self.open_block(if opened { OnClose::Leaf } else { OnClose::Block });
    }

    fn container(&mut self, node: NodeId, kind: BlockKind) {
        let opened = self.flow.open_container(kind, self.dom.source_range(node));
        self.open_block(if opened { OnClose::Container } else { OnClose::Block });
    }

    fn figure(&mut self, on_close: OnClose) {
        self.flow.boundary();
        self.figures.push(self.flow.block_count());
        self.open_block(on_close);
    }

    fn end_figure(&mut self) {
        self.flow.boundary();
        self.flow.end_figure();
        self.figures.pop();
    }

    fn inline(&mut self, node: NodeId, tag: Tag) {
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
