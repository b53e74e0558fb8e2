//! Cuts a document into text blocks: what the model judges.
//!
//! A block is a maximal run of inline content between two block boundaries. Hidden elements and `<noscript>` stay
//! candidates and carry a flag, since both hold the article on some pages; what never is text (scripts, images, form
//! controls, dialogs) is left out.

mod segments;

use super::measurer::Measurer;
use super::title::TitleWords;
use super::{Button, Unseen, button, style};
use crate::html::{Attr, Dom, NodeId, NodeKind, Tag, TextRole, is_invisible};
use crate::steps::step;
pub(crate) use segments::{Element, Hidden, Segments, TextBlock};

/// How many blocks and elements are looked at: so many, and one more for so many bytes.
///
/// What is known about each takes some hundreds of bytes, and a page made for it has one for every few bytes of its own.
/// Of 4,621 pages of many kinds none comes near: at most there were 15,793 tags in two megabytes, and 4,843 in 170 KB.
#[derive(Clone, Copy)]
struct Budget {
    blocks: usize,
    elements: usize,
}

impl Budget {
    fn of(dom: &Dom<'_>) -> Budget {
        Budget { blocks: 3072 + dom.size() / 128, elements: 4096 + dom.size() / 64 }
    }
}

/// An open element during the walk.
struct OpenElement {
    node: NodeId,
    element: u32,
    /// The nearest element that bounds blocks.
    block: u32,
    style: u8,
    in_pre: bool,
    /// Custom elements are inline in here.
    in_paragraph: bool,
    /// Menus and feet are judged block by block in here.
    in_judged: bool,
}

/// A piece of text of the run that is being collected.
struct Piece {
    node: NodeId,
    element: u32,
    block: u32,
    style: u8,
}

struct Segmenter<'d, 's> {
    dom: &'d Dom<'s>,
    unseen: &'d Unseen,
    /// Whether bare menus and feet are passed over.
    passes_chrome: bool,
    out: Segments,
    run: Vec<Piece>,
    run_has_text: bool,
    run_start: u32,
    consecutive_breaks: u32,
    links: u16,
    measurer: Measurer,
    budget: Budget,
}

/// Cuts a page below `root` into blocks, but for what is unseen in it and for bare menus and feet, as far as there are not too
/// many. Linear in its size.
pub(crate) fn segment(dom: &Dom<'_>, root: NodeId, title: &TitleWords, unseen: &Unseen) -> Segments {
    Segmenter::new(dom, title, unseen, true).walk(root)
}

/// The same, menus and feet included: what a body says, and what tells a page from a body.
pub(crate) fn segment_all(dom: &Dom<'_>, root: NodeId, unseen: &Unseen) -> Segments {
    Segmenter::new(dom, &TitleWords::default(), unseen, false).walk(root)
}

impl<'d, 's> Segmenter<'d, 's> {
    fn new(dom: &'d Dom<'s>, title: &TitleWords, unseen: &'d Unseen, passes_chrome: bool) -> Segmenter<'d, 's> {
        Segmenter {
            dom,
            unseen,
            passes_chrome,
            out: Segments::default(),
            run: Vec::new(),
            run_has_text: false,
            run_start: 0,
            consecutive_breaks: 0,
            links: 0,
            measurer: Measurer::new(title),
            budget: Budget::of(dom),
        }
    }

    fn walk(mut self, root: NodeId) -> Segments {
        let dom = self.dom;
        let top = self.element(root, Tag::Body, None);
        let mut stack = vec![OpenElement {
            node: root,
            element: top,
            block: top,
            style: 0,
            in_pre: false,
            in_paragraph: false,
            in_judged: false,
        }];
        let mut next = dom.first_child(root);
        while let Some(open) = stack.last() {
            let Some(node) = next else {
                let (closed, element) = (open.node, open.element);
                stack.pop();
                self.close(element);
                next = if stack.is_empty() { None } else { dom.next_sibling(closed) };
                continue;
            };
            if self.out.blocks.len() >= self.budget.blocks || self.out.elements.len() >= self.budget.elements {
                self.out.rest = Some(node);
                while let Some(open) = stack.pop() {
                    self.close(open.element);
                }
                break;
            }
            match dom.kind(node) {
                _ if self.unseen.has(node) => next = dom.next_sibling(node),
                NodeKind::Text => {
                    self.text(node, open);
                    next = dom.next_sibling(node);
                }
                NodeKind::Document => next = dom.next_sibling(node),
                NodeKind::Element(tag) => match self.open(node, tag, open) {
                    Some(open) => {
                        stack.push(open);
                        next = dom.first_child(node);
                    }
                    None => next = dom.next_sibling(node),
                },
            }
        }
        self.out
    }

    fn text(&mut self, node: NodeId, open: &OpenElement) {
        let blank = self.dom.text(node).bytes().all(|byte| byte.is_ascii_whitespace());
        if blank {
            // White space between two pieces of a run parts words; at its edges it is nothing.
            if self.run_has_text {
                self.run.push(Piece { node, element: open.element, block: open.block, style: 0 });
            }
            return;
        }
        self.consecutive_breaks = 0;
        self.run_has_text = true;
        self.run.push(Piece { node, element: open.element, block: open.block, style: open.style });
    }

    /// Enters an element. None where nothing below it can be text.
    fn open(&mut self, node: NodeId, tag: Tag, open: &OpenElement) -> Option<OpenElement> {
        match tag.role() {
            TextRole::Skip => return None,
            TextRole::Image => {
                self.count(open.element, |element| element.images = element.images.saturating_add(1));
                return None;
            }
            TextRole::Control => {
                self.count(open.element, |element| element.controls = element.controls.saturating_add(1));
                return None;
            }
            TextRole::Rule => {
                self.flush();
                return None;
            }
            TextRole::Break => {
                self.line_break(node, open);
                return None;
            }
            TextRole::Dialog => return None,
            TextRole::Inline | TextRole::Block | TextRole::Custom => {}
        }
        let hidden = self.hidden(node, tag, open.element)?;
        let is_chrome = matches!(tag, Tag::Nav | Tag::Footer);
        if is_chrome && self.passes_chrome && !open.in_judged && !open.in_pre && is_bare_chrome(self.dom, node) {
            self.flush();
            let element = self.element(node, tag, Some(open.element));
            self.out.elements[element as usize].hidden = hidden;
            self.out.elements[element as usize].is_passed = true;
            return None;
        }
        // A listing has none: what can be pressed there is no code.
        if open.in_pre && tag == Tag::Button {
            return None;
        }
        let button = (tag == Tag::Button).then(|| button(self.dom, node));
        let is_block = !open.in_pre
            && match tag.role() {
                _ if button == Some(Button::Words) => false,
                TextRole::Inline => false,
                TextRole::Custom => !open.in_paragraph,
                _ => true,
            };
        if is_block {
            self.flush();
        }
        let element = self.element(node, tag, Some(open.element));
        self.out.elements[element as usize].hidden = hidden;
        self.out.elements[element as usize].is_block = is_block;
        self.out.elements[element as usize].is_control =
            button == Some(Button::Control) || self.out.elements[open.element as usize].is_control;
        let mut style = if is_block { open.style & style::LINK } else { open.style };
        let is_link = button.is_some_and(|button| button != Button::Words)
            || (tag == Tag::A && self.dom.attr(node, Attr::Href).is_some());
        if is_link {
            self.links = self.links.saturating_add(1);
            style |= style::LINK;
        }
        if tag == Tag::Time {
            style |= style::TIME;
        }
        if button.is_some_and(|button| button != Button::Words) {
            self.count(open.element, |element| element.controls = element.controls.saturating_add(1));
        }
        Some(OpenElement {
            node,
            element,
            block: if is_block { element } else { open.block },
            style,
            in_pre: open.in_pre || tag == Tag::Pre,
            in_paragraph: (open.in_paragraph && !is_block) || tag == Tag::P || tag.is_heading(),
            in_judged: open.in_judged || is_chrome,
        })
    }

    fn close(&mut self, element: u32) {
        if self.out.elements[element as usize].is_block {
            self.flush();
        }
        let end = self.out.elements.len() as u32;
        let closed = &mut self.out.elements[element as usize];
        closed.end = end;
        let (parent, images, controls) = (closed.parent, closed.images, closed.controls);
        if parent != element {
            let parent = &mut self.out.elements[parent as usize];
            parent.images = parent.images.saturating_add(images);
            parent.controls = parent.controls.saturating_add(controls);
        }
    }

    fn count(&mut self, element: u32, change: impl Fn(&mut Element)) {
        change(&mut self.out.elements[element as usize]);
    }

    fn element(&mut self, node: NodeId, tag: Tag, parent: Option<u32>) -> u32 {
        let index = self.out.elements.len() as u32;
        let depth = parent.map_or(0, |parent| self.out.elements[parent as usize].depth.saturating_add(1));
        self.out.elements.push(Element {
            node,
            parent: parent.unwrap_or(index),
            end: index + 1,
            depth,
            tag,
            hidden: Hidden::No,
            is_block: true,
            is_control: false,
            images: 0,
            controls: 0,
            is_passed: false,
        });
        index
    }

    /// How an element is hidden; None for a dialog, which never is content.
    fn hidden(&self, node: NodeId, tag: Tag, parent: u32) -> Option<Hidden> {
        if tag == Tag::Noscript {
            return Some(Hidden::Noscript);
        }
        let mut hidden = self.out.elements[parent as usize].hidden;
        for (name, value) in self.dom.attrs(node) {
            match name {
                Attr::AriaModal if value == "true" => return None,
                Attr::Hidden if hidden == Hidden::No => hidden = Hidden::Style,
                Attr::Style if hidden == Hidden::No && is_invisible(value) => hidden = Hidden::Style,
                Attr::AriaHidden if hidden == Hidden::No && value == "true" => hidden = Hidden::Aria,
                _ => {}
            }
        }
        Some(hidden)
    }

    /// One `<br>` breaks a line, two in a row end the block.
    fn line_break(&mut self, node: NodeId, open: &OpenElement) {
        self.consecutive_breaks += 1;
        if self.consecutive_breaks >= 2 && !open.in_pre {
            let breaks = self.consecutive_breaks;
            self.flush();
            self.consecutive_breaks = breaks;
        } else {
            if self.run_has_text {
                self.run.push(Piece { node, element: open.element, block: open.block, style: 0 });
            }
        }
    }

    /// Ends the run; it becomes a block if it has text.
    fn flush(&mut self) {
        self.consecutive_breaks = 0;
        let elements = self.out.elements.len() as u32;
        if self.run_has_text {
            let first_piece = self.out.pieces.len() as u32;
            let mut innermost: Option<u32> = None;
            let mut block = self.run[0].block;
            for piece in &self.run {
                let text = self.dom.text(piece.node);
                self.out.pieces.push(piece.node);
                if self.measurer.add(text, piece.style) {
                    innermost = Some(match innermost {
                        None => {
                            block = piece.block;
                            piece.element
                        }
                        Some(other) => lowest_common(&self.out.elements, other, piece.element),
                    });
                }
            }
            let measure = self.measurer.finish(self.links);
            match innermost {
                Some(innermost) => {
                    let depth = |index: u32| self.out.elements[index as usize].depth;
                    let element = if depth(innermost) < depth(block) { innermost } else { block };
                    self.out.blocks.push(TextBlock {
                        element,
                        innermost,
                        inline: (self.run_start.min(elements), elements),
                        pieces: (first_piece, self.out.pieces.len() as u32),
                        hidden: self.out.elements[innermost as usize].hidden,
                        measure,
                    });
                }
                // Only characters that do not count as text, such as zero-width spaces.
                None => self.out.pieces.truncate(first_piece as usize),
            }
        }
        self.run.clear();
        self.run_has_text = false;
        self.run_start = elements;
        self.links = 0;
    }
}

/// A text of so many bytes is more than an entry of a menu.
const LONG_TEXT: usize = 200;

/// Whether a `<nav>` or `<footer>` is what its name says, so that nothing in it is content: of 46,723 blocks in such
/// elements not one was. One that was never closed holds the article; one in a quotation names who is quoted.
///
/// It is asked of none that stands in another that holds content, so that each node is looked at once.
fn is_bare_chrome(dom: &Dom<'_>, node: NodeId) -> bool {
    if dom.ancestors(node).take(2).any(|above| dom.tag(above) == Some(Tag::Blockquote)) {
        return false;
    }
    let mut long = 0;
    dom.descendants(node).all(|inner| {
        step();
        match dom.tag(inner) {
            Some(tag) => !matches!(tag, Tag::Main | Tag::Article | Tag::H1),
            None => {
                long += usize::from(dom.text(inner).len() >= LONG_TEXT);
                long < 2
            }
        }
    })
}

/// The lowest element that is above both.
fn lowest_common(elements: &[Element], mut a: u32, mut b: u32) -> u32 {
    while a != b {
        step();
        if elements[a as usize].depth >= elements[b as usize].depth {
            a = elements[a as usize].parent;
        } else {
            b = elements[b as usize].parent;
        }
    }
    a
}

#[cfg(test)]
mod tests {
    use super::{Hidden, Segments, segment};
    use crate::content::Unseen;
    use crate::content::head;
    use crate::content::title::TitleWords;
    use crate::html::{self, Tag};

    /// Each block's text, its element, and how it is hidden.
    fn blocks(source: &str) -> Vec<(String, Tag, Hidden)> {
        let dom = html::parse(source, &html::ParseOptions::default()).dom;
        let Segments { elements, blocks, pieces, .. } =
            segment(&dom, head::body(&dom), &TitleWords::default(), &Unseen::default());
        let text = |(start, end): (u32, u32)| -> String {
            let text: String = pieces[start as usize..end as usize].iter().map(|&node| dom.text(node)).collect();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        blocks.iter().map(|block| (text(block.pieces), elements[block.element as usize].tag, block.hidden)).collect()
    }

    #[test]
    fn blocks_end_where_block_elements_and_double_breaks_are() {
        let shown = |text: &str, tag| (text.to_owned(), tag, Hidden::No);
        assert_eq!(
            blocks(
                "<div>One <b>two</b> <a href=/>three</a><p>Four</p>five<br><br>six<br>seven</div><ul><li>Eight</ul>"
            ),
            [
                shown("One two three", Tag::Div),
                shown("Four", Tag::P),
                shown("five", Tag::Div),
                shown("sixseven", Tag::Div),
                shown("Eight", Tag::Li),
            ]
        );
    }

    #[test]
    fn what_is_hidden_stays_a_candidate() {
        let found = blocks(
            "<p style='color:red; Display : None'>a</p><p hidden>b</p><p aria-hidden=true>c</p><noscript><p>d</p></noscript>\
             <dialog open>e</dialog><select><option>f</select><script>g</script>",
        );
        let hidden: Vec<Hidden> = found.iter().map(|(_, _, hidden)| *hidden).collect();
        assert_eq!(hidden, [Hidden::Style, Hidden::Style, Hidden::Aria, Hidden::Noscript]);
    }

    #[test]
    fn custom_elements_are_inline_in_paragraphs_alone() {
        let texts = |source| blocks(source).into_iter().map(|(text, ..)| text).collect::<Vec<_>>();
        assert_eq!(texts("<p>A <x-term>gaiwan</x-term> holds tea.</p>"), ["A gaiwan holds tea."]);
        assert_eq!(texts("<x-card>Green</x-card><x-card>Black</x-card>"), ["Green", "Black"]);
    }

    #[test]
    fn menus_and_feet_are_no_blocks_unless_they_hold_the_article() {
        let texts = |source: &str| blocks(source).into_iter().map(|(text, ..)| text).collect::<Vec<_>>();
        assert_eq!(texts("One<nav><a href=/>Home</a></nav>two<footer><p>© 2024</footer>"), ["One", "two"]);
        // Never closed, it has everything that follows in it.
        assert_eq!(texts("<nav><a href=/>Home</a><h1>Tea</h1><p>Green tea"), ["Home", "Tea", "Green tea"]);
        let long = "Green tea wants patience. ".repeat(9);
        assert_eq!(texts(&format!("<footer><p>{long}<p>{long}</footer>")).len(), 2);
        assert_eq!(texts("<blockquote><p>Wait.</p><footer>A monk</footer></blockquote>"), ["Wait.", "A monk"]);
        let deep = format!("{}<h1>Tea</h1>", "<nav>".repeat(300));
        assert_eq!(texts(&deep), ["Tea"]);
    }

    #[test]
    fn nesting_costs_no_stack() {
        // The parser lets elements lie 512 deep. With a call for each level they would need more stack than there is here.
        let source = format!("{}x", "<div>".repeat(1000));
        let dom = html::parse(&source, &html::ParseOptions::default()).dom;
        let (blocks, elements) = std::thread::scope(|scope| {
            let work = || {
                let segments = segment(&dom, head::body(&dom), &TitleWords::default(), &Unseen::default());
                (segments.blocks.len(), segments.elements.len())
            };
            let thread = std::thread::Builder::new().stack_size(32 * 1024).spawn_scoped(scope, work);
            thread.expect("a thread can be started").join().expect("the stack suffices")
        });
        assert_eq!(blocks, 1);
        assert!(elements > 500, "{elements}");
    }
}
