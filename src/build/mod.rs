//! From the events of the walker to the blocks of an article.
//!
//! [`Builder`] knows what each element means and tells the [`Flow`]; what needs a look at a whole subtree (a table's
//! purpose, a listing's text, an image's true address) has a file of its own.

mod address;
mod caption;
mod code;
mod content_image;
mod controls;
mod definition;
mod embed;
mod flat_list;
mod flow;
mod image;
mod inline;
mod list;
mod math;
mod noscript;
mod ruby;
mod spans;
mod subtree;
mod table;

use crate::block::{BlockKind, Body, SpanKind};
use crate::content::{Verdicts, Wishes};
use crate::html::{Attr, Dom, NodeId, Tag};
use crate::url::Resolver;
use crate::walk::{Event, Walker};
use flat_list::FlatLevel;
use flow::{Flow, LeafKind, Lines};
use list::Numbers;
use subtree::{Profile, has_class};

/// What the builder needs to know besides the document.
pub(crate) struct Context<'a> {
    pub(crate) dom: &'a Dom<'a>,
    pub(crate) verdicts: &'a Verdicts,
    pub(crate) wishes: &'a Wishes,
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
pub(crate) fn build(context: &Context<'_>) -> Built {
    let profile = Profile::of(context.dom, context.verdicts);
    let mut builder = Builder {
        dom: context.dom,
        wishes: context.wishes,
        resolver: context.resolver,
        is_page: context.is_page,
        walker: walker(context),
        flow: Flow::new(Lines::Collapse, context.max_output),
        open: Vec::new(),
        blocks_open: 0,
        outer_lines: profile.lines(context.markdown),
        inner_lines: profile.lines(false),
        figures: Vec::new(),
        lists: Vec::new(),
        flat_lists: Vec::new(),
        tables: Vec::new(),
        bases: Vec::new(),
        seen_images: Default::default(),
        backgrounds: Default::default(),
    };
    if let Some(headline) = context.headline {
        builder.flow.open_leaf(LeafKind::Heading(1));
        builder.flow.text(headline, None);
        builder.flow.close_leaf(None, usize::MAX);
    }
    while let Some(event) = builder.walker.next() {
        match event {
            Event::Enter(node, _) if builder.flow.is_full() => builder.walker.pass_over(node),
            Event::Enter(node, tag) => builder.enter(node, tag),
            Event::Text(node) => builder.text(node),
            Event::Leave(node, _) => builder.leave(node),
        }
    }
    let is_cut = builder.flow.is_full();
    Built { body: builder.flow.finish(), is_cut, passed_over: builder.walker.into_passed_over() }
}

fn walker<'a>(context: &Context<'a>) -> Walker<'a> {
    let walker = Walker::new(context.dom, context.verdicts);
    if context.takes_note { walker.taking_note() } else { walker }
}

/// What is to be done when an element ends.
enum Leave {
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
    Table,
    Figure,
    /// A table that holds an image and its caption.
    FigureTable,
    Picture {
        images: usize,
    },
    Ruby,
}

struct Builder<'a> {
    dom: &'a Dom<'a>,
    wishes: &'a Wishes,
    resolver: &'a Resolver,
    is_page: bool,
    walker: Walker<'a>,
    flow: Flow,
    /// One entry for every element that is open.
    open: Vec<Leave>,
    /// How many of them are blocks, apart from the document's own.
    blocks_open: usize,
    /// What line breaks mean outside of all blocks, and inside.
    outer_lines: Lines,
    inner_lines: Lines,
    /// The number of blocks when each open figure began.
    figures: Vec<usize>,
    /// The numbering of each open list.
    lists: Vec<Numbers>,
    /// The open lists of items that have no list markup.
    flat_lists: Vec<FlatLevel>,
    /// What each open table is for.
    tables: Vec<table::Kind>,
    /// Where the base text of each open ruby starts.
    bases: Vec<ruby::Base>,
    /// The addresses of the images so far.
    seen_images: std::collections::HashSet<String>,
    /// Those among them that are backgrounds.
    backgrounds: std::collections::HashSet<String>,
}

impl Builder<'_> {
    fn text(&mut self, node: NodeId) {
        let text = self.dom.text(node);
        self.flow.lines = if self.blocks_open == 0 { self.outer_lines } else { self.inner_lines };
        let before = self.flow.body().text.len();
        self.flow.text(text, self.dom.source_range(node));
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
        self.begin(node, tag);
        if matches!(
            self.open.last(),
            Some(Leave::Nothing | Leave::Span | Leave::Block | Leave::Figure | Leave::Container)
        ) {
            self.background(node, tag);
        }
    }

    fn begin(&mut self, node: NodeId, tag: Tag) {
        match tag {
            Tag::Script if math::is_tex_script(self.dom, node) => self.tex_script(node),
            Tag::Head
            | Tag::Script
            | Tag::Style
            | Tag::Template
            | Tag::Title
            | Tag::Base
            | Tag::Link
            | Tag::Meta
            | Tag::Param
            | Tag::Source
            | Tag::Track
            | Tag::Col
            | Tag::Colgroup
            | Tag::Area
            | Tag::Wbr
            | Tag::Frame
            | Tag::Noframes
            | Tag::Noembed
            | Tag::Canvas
            | Tag::Svg
            | Tag::Rp
            | Tag::Select
            | Tag::Datalist
            | Tag::Option
            | Tag::Optgroup
            | Tag::Textarea
            | Tag::Meter
            | Tag::Progress
            | Tag::Output => {
                self.walker.pass_over(node);
            }
            Tag::Input => {
                self.tick(node);
                self.walker.pass_over(node);
            }
            Tag::Button if !self.labels_heading(node) => self.walker.pass_over(node),

            Tag::Html | Tag::Body => self.open.push(Leave::Nothing),
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
                self.container(node, BlockKind::Quote { cite: cite.map(str::to_owned) });
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
            Tag::Pre | Tag::Listing | Tag::Xmp | Tag::Plaintext => self.code(node),
            Tag::Figure => self.figure(Leave::Figure),
            Tag::Figcaption => self.caption_of(node),

            Tag::Img | Tag::AmpImg => self.image(node),
            Tag::Picture => {
                let images = self.flow.body().images.len();
                self.open.push(Leave::Picture { images });
            }
            Tag::Noscript => self.noscript(node),
            Tag::Iframe
            | Tag::Video
            | Tag::Audio
            | Tag::Embed
            | Tag::Oembed
            | Tag::AmpAudio
            | Tag::AmpDailymotion
            | Tag::AmpFacebook
            | Tag::AmpIframe
            | Tag::AmpInstagram
            | Tag::AmpSoundcloud
            | Tag::AmpTwitter
            | Tag::AmpVideo
            | Tag::AmpVimeo
            | Tag::AmpYoutube => self.embed(node, tag),
            Tag::Object | Tag::Applet => self.object(node),
            Tag::Math => self.formula(node),
            Tag::Ruby => self.ruby(),
            Tag::Rt | Tag::Rtc => self.reading(node),

            _ if math::is_rendering(self.dom, node) || controls::is_image_data(self.dom, node, tag) => {
                self.walker.pass_over(node)
            }
            _ if inline::is_inline(self.dom, node, tag) => self.inline(node, tag),
            _ if caption::is_caption(self.dom, node) => self.caption_of(node),
            _ if has_class(self.dom, node, &["wp-caption"]) => self.figure(Leave::Figure),
            _ => self.block(),
        }
    }

    fn leave(&mut self, node: NodeId) {
        let leave = self.open.pop().unwrap_or(Leave::Nothing);
        if !matches!(leave, Leave::Nothing | Leave::Span | Leave::Picture { .. } | Leave::Ruby) {
            self.blocks_open -= 1;
        }
        match leave {
            Leave::Nothing => {}
            Leave::Span => self.flow.close_span(),
            Leave::Block => self.flow.boundary(),
            Leave::Paragraph(before) => {
                let whole = before == self.flow.block_count();
                self.flow.boundary_of(self.dom.source_range(node).filter(|_| whole));
                self.flow.caption_by_place(caption::is_centred_line(self.dom, node));
            }
            Leave::Leaf => self.flow.close_leaf(self.dom.source_range(node), usize::MAX),
            Leave::Caption { first_block } => self.flow.close_leaf(self.dom.source_range(node), first_block),
            Leave::CaptionRow => {
                self.flow.close_leaf(self.dom.source_range(node), usize::MAX);
                self.flow.close_container();
            }
            Leave::Container => self.flow.close_container(),
            Leave::FlatItem => self.end_flat_item(node),
            Leave::List => {
                self.flow.close_container();
                self.lists.pop();
            }
            Leave::Table => {
                if self.tables.pop() == Some(table::Kind::Data) {
                    self.flow.close_container();
                } else {
                    self.flow.boundary();
                }
            }
            Leave::Figure => self.end_figure(),
            Leave::FigureTable => {
                self.tables.pop();
                self.end_figure();
            }
            Leave::Picture { images } => self.picture_without_image(node, images),
            Leave::Ruby => {
                self.bases.pop();
            }
        }
    }

    fn open_block(&mut self, leave: Leave) {
        self.blocks_open += 1;
        self.open.push(leave);
    }

    fn block(&mut self) {
        self.flow.boundary();
        self.open_block(Leave::Block);
    }

    fn paragraph(&mut self, node: NodeId) {
        if caption::is_caption(self.dom, node) {
            return self.caption_of(node);
        }
        self.flow.boundary();
        let before = self.flow.block_count();
        self.open_block(Leave::Paragraph(before));
    }

    fn leaf(&mut self, kind: LeafKind) {
        let opened = self.flow.open_leaf(kind);
        self.open_block(if opened { Leave::Leaf } else { Leave::Block });
    }

    fn container(&mut self, node: NodeId, kind: BlockKind) {
        let opened = self.flow.open_container(kind, self.dom.source_range(node));
        self.open_block(if opened { Leave::Container } else { Leave::Block });
    }

    fn figure(&mut self, leave: Leave) {
        self.flow.boundary();
        self.figures.push(self.flow.block_count());
        self.open_block(leave);
    }

    fn end_figure(&mut self) {
        self.flow.boundary();
        self.flow.end_figure();
        self.figures.pop();
    }

    /// Whether a button is what a heading consists of, as in accordions.
    fn labels_heading(&self, node: NodeId) -> bool {
        self.dom.ancestors(node).take(3).any(|above| {
            matches!(
                self.dom.tag(above),
                Some(Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 | Tag::Dt | Tag::Summary)
            )
        })
    }

    fn inline(&mut self, node: NodeId, tag: Tag) {
        if controls::is_control(self.dom, node, tag) || self.is_flat_marker(node) {
            return self.walker.pass_over(node);
        }
        let kind = match tag {
            Tag::A => inline::link(self.dom, node, self.resolver).map(SpanKind::Link),
            _ => inline::style(self.dom, node, tag),
        };
        match kind {
            Some(kind) => {
                self.flow.open_span(kind);
                self.open.push(Leave::Span);
            }
            None => self.open.push(Leave::Nothing),
        }
    }
}
