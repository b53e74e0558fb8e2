//! Inline content: text, white space, line breaks, spans, images inside lines.

use super::{Flow, Gap, LeafKind, LineImage, Lines, Shape, Source, WaitingImage, position};
use crate::article::{Image, SpanKind};
use crate::blocks::spans::{OpenSpan, RawSpan};
use crate::steps::steps;
use crate::text::cjk::joins_without_space;
use crate::text::whitespace::{Class, ZERO_WIDTH, classify, parts_by_zero_width, spaced_run, text_run};

impl Flow {
    /// Takes text as it stands in the document. `goes_on` says that it follows other text, with nothing but what is no part
    /// of the document between the two.
    pub(in crate::blocks) fn text(&mut self, text: &str, source: Source, goes_on: bool) {
        if !goes_on {
            self.held.clear();
        }
        let mut rest = text;
        while !rest.is_empty() && !self.is_full {
            // The first word may be dropped, the others never are.
            let run = if self.leaf.start.is_some() { spaced_run(rest) } else { text_run(rest) };
            steps(run.max(1));
            if run > 0 {
                self.write(&rest[..run], &source);
                rest = &rest[run..];
                continue;
            }
            let mut chars = rest.chars();
            self.held.clear();
            let next = chars.next();
            self.gap.zero_width |= next == Some(ZERO_WIDTH);
            match next.map(classify) {
                Some(Class::Space) => self.gap.space = self.gap.space.or(Some(' ')),
                Some(Class::Newline) => self.gap.newlines += 1,
                Some(Class::Ideographic) => self.gap.space = Some('\u{3000}'),
                Some(Class::Nothing | Class::Text) | None => {}
            }
            rest = chars.as_str();
        }
    }

    /// Something has been left out here that parts the words on its sides, as a browser shows them apart.
    pub(in crate::blocks) fn part_words(&mut self) {
        self.gap.parted = true;
    }

    /// The last character of the text so far, where white space does not part it from what comes.
    pub(in crate::blocks) fn last_touching(&self) -> Option<char> {
        self.body.text.chars().next_back().filter(|_| self.gap.is_empty() && self.leaf.line_has_text)
    }

    /// A `<br>`: the second in a row ends a paragraph, and so does one after a line of nothing but images.
    pub(in crate::blocks) fn line_break(&mut self) {
        self.gap = Gap::default();
        if self.leaf.splits() && self.ends_with_large_image() {
            self.flush(None);
        } else if self.leaf.line_has_text {
            self.place_images();
            self.leaf.line_has_text = false;
            self.leaf.broken = true;
        } else if self.leaf.splits() {
            self.flush(None);
        }
    }

    /// Begins a span; it covers what comes until [`Flow::close_span`].
    pub(in crate::blocks) fn open_span(&mut self, kind: SpanKind) {
        let link = matches!(kind, SpanKind::Link(_));
        steps(self.open_spans.len());
        let shadowed = self.open_spans.iter().any(|open| open.kind == kind || (link && open.is_link()));
        self.sequence += 1;
        self.open_spans.push(OpenSpan { kind, start: None, sequence: self.sequence, shadowed });
    }

    /// A reference to a footnote, in square brackets.
    pub(in crate::blocks) fn footnote_reference(&mut self, label: String, shown: &str) {
        self.open_span(SpanKind::FootnoteReference { label: label.into() });
        self.text(&format!("[{shown}]"), None, false);
        self.close_span();
    }

    /// Ends the span opened last.
    pub(in crate::blocks) fn close_span(&mut self) {
        if let Some(open) = self.open_spans.pop()
            && let Some(span) = open.ended(self.end())
        {
            self.leaf.add_span(span);
        }
    }

    /// Ruby text over what stands since `start` (see [`Flow::end`]).
    pub(in crate::blocks) fn ruby(&mut self, start: u32, sequence: u32, reading: String) {
        // Base text of an earlier leaf is out of reach.
        let Some(leaf) = self.leaf.start else { return };
        let start = leaf.max(start);
        steps(self.open_spans.len());
        // The space before the base text is none of it.
        let written = self.body.text.get(start as usize..).unwrap_or_default();
        let start = start + position(written.len() - written.trim_start().len());
        // Nor can it end in the middle of an element that it does not begin in.
        if self.open_spans.iter().any(|open| open.start.is_some_and(|open| open > start)) {
            return;
        }
        self.leaf.add_span(RawSpan { start, end: self.end(), sequence, kind: SpanKind::Ruby { reading } });
    }

    /// A number that orders spans of equal extent: the later, the further inside.
    pub(in crate::blocks) fn next_sequence(&mut self) -> u32 {
        self.sequence += 1;
        self.sequence
    }

    /// The end of the text so far.
    pub(in crate::blocks) fn end(&self) -> u32 {
        position(self.body.text.len())
    }

    /// Where the link that is open leads, if one is; as long as addresses may be written again.
    pub(in crate::blocks) fn open_address(&mut self) -> Option<String> {
        steps(self.open_spans.len());
        let link = self.open_spans.iter().find_map(|open| match &open.kind {
            SpanKind::Link(link) => Some(&**link),
            _ => None,
        });
        link.filter(|link| self.repeats.allows(link)).map(|link| link.url().to_owned())
    }

    /// An image: inline where its line has text, a block where it stands alone.
    pub(in crate::blocks) fn image(&mut self, image: Image, source: Source) {
        self.end_source_line();
        let index = self.body.images.len();
        let sequence = self.next_sequence();
        self.progress.make_room(&mut self.body.images, 1);
        self.body.images.push(image);
        if self.leaf.line_has_text {
            let gap = std::mem::take(&mut self.gap);
            let spaced = gap.is_space_beside(self.body.text.chars().next_back());
            self.leaf.gap_before_images = self.leaf.gap_before_images.and(gap);
            self.leaf.waiting_images.push(WaitingImage { index, sequence, source, spaced });
        } else {
            let apart = std::mem::take(&mut self.gap).is_space_beside(None);
            if let Some(before) = self.leaf.line_images.last_mut() {
                before.space_after |= apart;
            }
            self.leaf.line_images.push(LineImage { index, sequence, source, space_after: false });
        }
    }

    /// Puts an image where the text ends now.
    pub(super) fn image_span(&mut self, index: usize, sequence: u32, space_before: bool, space_after: bool) {
        let at = self.end();
        let kind = SpanKind::Image { index, space_before, space_after };
        self.leaf.add_span(RawSpan { start: at, end: at, sequence, kind });
    }

    /// Puts the images that wait for the text after them where the text ends now.
    pub(super) fn place_images(&mut self) {
        for WaitingImage { index, sequence, source, spaced } in std::mem::take(&mut self.leaf.waiting_images) {
            self.image_span(index, sequence, spaced, false);
            self.cover(&source);
        }
        self.leaf.gap_before_images = Gap::default();
    }

    /// A line of the source ends: where that means something, so does the line or the paragraph.
    fn end_source_line(&mut self) {
        let on_line = self.leaf.line_has_text || !self.leaf.line_images.is_empty();
        if self.gap.newlines == 0 || !on_line {
            return;
        }
        if !self.leaf.splits() {
            if self.lines == Lines::Keep {
                self.line_break();
            }
            return;
        }
        match (self.lines, self.gap.newlines) {
            (Lines::Collapse, _) | (Lines::Paragraphs, 1) => {}
            (Lines::Keep, 1) => self.line_break(),
            (Lines::Keep | Lines::Paragraphs, _) => self.flush(None),
        }
    }

    /// Writes visible text, and before it whatever belongs between it and the text so far.
    fn write(&mut self, text: &str, source: &Source) {
        if self.leaf.start.is_none() && is_invisible(text) {
            self.held.push_str(text);
            return;
        }
        let joined;
        let text = if self.held.is_empty() {
            text
        } else {
            joined = std::mem::take(&mut self.held) + text;
            &joined
        };
        let text = &text[..self.fitting(text)];
        if text.is_empty() {
            return;
        }
        self.end_source_line();
        if self.leaf.start.is_none() {
            self.place_large_images();
            self.begin_text();
        }
        if self.leaf.line_has_text {
            self.fill_gap(text);
        } else {
            self.begin_line(text);
        }
        self.gap = Gap::default();
        let at = self.end();
        steps(1 + self.open_spans.len());
        for open in &mut self.open_spans {
            open.start.get_or_insert(at);
        }
        self.body.text.push_str(text);
        self.leaf.line_has_text = true;
        self.cover(source);
    }

    /// Writes the space between the text so far and `next`, and puts the images between the two on the side of it on which
    /// they stand. Where there is space on both sides of an image, the text has the one after it.
    fn fill_gap(&mut self, next: &str) {
        let before = self.leaf.gap_before_images;
        let after = self.gap;
        let around = (self.body.text.chars().next_back(), next.chars().next());
        let whole = before.and(after);
        if whole.newlines > 0
            && whole.space != Some('\u{3000}')
            && let (Some(left), Some(right)) = around
            && joins_without_space(left, right)
        {
            // Then the line breaks beside the images are no spaces, either.
            self.leaf.waiting_images.iter_mut().for_each(|image| image.spaced = false);
        }
        let mut behind = Vec::new();
        if after.is_empty()
            && let Some(apart) = self.leaf.waiting_images.iter().rposition(|image| image.spaced)
        {
            behind = self.leaf.waiting_images.split_off(apart);
        }
        self.place_images();
        self.write_space(whole, next);
        for (position, WaitingImage { index, sequence, source, spaced }) in behind.into_iter().enumerate() {
            self.image_span(index, sequence, spaced && position > 0, false);
            self.cover(&source);
        }
    }

    fn write_space(&mut self, gap: Gap, next: &str) {
        let space = match (gap.space, gap.newlines) {
            (None, 0) => return self.write_parting(gap, next),
            (Some('\u{3000}'), _) => '\u{3000}',
            (_, 0) => ' ',
            _ => {
                let before = self.body.text.chars().next_back();
                if let (Some(before), Some(after)) = (before, next.chars().next())
                    && joins_without_space(before, after)
                {
                    return;
                }
                ' '
            }
        };
        self.body.text.push(space);
    }

    /// Writes what parts two words between which no white space stands, if anything does.
    fn write_parting(&mut self, gap: Gap, next: &str) {
        let (Some(before), Some(after)) = (self.body.text.chars().next_back(), next.chars().next()) else { return };
        if gap.zero_width && parts_by_zero_width(before, after) {
            self.body.text.push(ZERO_WIDTH);
        } else if gap.parted && ends_word(before) && begins_word(after) && !joins_without_space(before, after) {
            self.body.text.push(' ');
        }
    }

    fn begin_line(&mut self, next: &str) {
        if std::mem::take(&mut self.leaf.broken) {
            let start = self.end();
            self.body.text.push('\n');
            let sequence = self.next_sequence();
            self.leaf.add_span(RawSpan { start, end: start + 1, sequence, kind: SpanKind::LineBreak });
        }
        let mut images = std::mem::take(&mut self.leaf.line_images);
        if let Some(last) = images.last_mut() {
            last.space_after |= self.gap.is_space_beside(next.chars().next());
        }
        for LineImage { index, sequence, source, space_after } in images {
            self.image_span(index, sequence, false, space_after);
            self.cover(&source);
        }
    }

    fn cover(&mut self, source: &Source) {
        if let Some(source) = source {
            match &mut self.leaf.source {
                Some(covered) => {
                    covered.start = covered.start.min(source.start);
                    covered.end = covered.end.max(source.end);
                }
                None => self.leaf.source = Some(source.clone()),
            }
        }
    }

    /// The leaf gets its first character: writes the separator and fixes where open containers start.
    pub(super) fn begin_text(&mut self) {
        if !matches!(self.leaf.kind, LeafKind::Term | LeafKind::Cell(_) | LeafKind::TableCaption) {
            self.make_room();
        }
        self.body.text.push_str(self.separator());
        let start = self.end();
        self.leaf.start = Some(start);
        steps(self.containers.len());
        self.leaf.direction = self.direction;
        for container in &mut self.containers {
            container.text_start.get_or_insert(start);
        }
        self.shared = self.containers.len();
        self.left = None;
    }

    /// What stands between the last text and the next: it depends on the innermost container that holds both.
    fn separator(&self) -> &'static str {
        if self.body.text.is_empty() {
            return "";
        }
        let Some(common) = self.shared.checked_sub(1) else { return "\n\n" };
        match self.containers[common].shape {
            Shape::List | Shape::Table | Shape::DefinitionList => "\n",
            Shape::Row => "\t",
            Shape::Item => {
                let next = self.containers.get(self.shared).map(|container| container.shape);
                if self.left == Some(Shape::List) || next == Some(Shape::List) { "\n" } else { "\n\n" }
            }
            Shape::Flow => "\n\n",
        }
    }
}

/// Whether a word, a number or a sentence can end in this character.
fn ends_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '%' | '.' | '!' | '?' | ':' | ';' | ',' | ')' | ']' | '…') || is_currency(c)
}

/// Whether a word or a number can begin with this character.
fn begins_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '(' | '[' | '#' | '@') || is_currency(c)
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '£' | '¥' | '\u{20A0}'..='\u{20CF}')
}

/// Whether a piece of text is nothing but joiners and marks of direction: they only do something to other characters.
fn is_invisible(text: &str) -> bool {
    // All of them are led by one byte, U+061C apart: most text is decided by its first.
    matches!(text.as_bytes().first(), Some(0xE2 | 0xD8))
        && text.chars().all(
            |c| matches!(c, '\u{200C}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{61C}'),
        )
}
