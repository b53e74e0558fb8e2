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
mod elements;
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

use crate::article::Body;
use crate::content::SelectorRules;
use crate::html::{Dom, NodeId, NodeKind};
use crate::url::Resolver;
use crate::verdicts::Verdicts;
use crate::walk::{Event, Walker};
use elements::OnClose;
use flat_list::FlatLevel;
use flow::{Flow, LeafKind, Lines};
use image::SeenImages;
use list::Numbers;
use notes::Notes;
use subtree::Profile;

/// What the builder needs to know besides the document.
pub(crate) struct BuildInput<'a> {
    pub(crate) dom: &'a Dom<'a>,
    pub(crate) verdicts: &'a Verdicts,
    pub(crate) rules: &'a SelectorRules,
    pub(crate) resolver: &'a Resolver,
    /// Whether the document is a whole page, in which not all that is kept need be of the article.
    pub(crate) is_page: bool,
    /// Whether line breaks in loose text are those of the text: of a post that was not Markdown, or could not be read so.
    pub(crate) keeps_lines: bool,
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
        outer_lines: profile.lines(input.keeps_lines),
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
}
