//! What stands around the content: before the body, after it, and in place of it.

use super::{Content, Kind, Mode, Open, Piece, Step, TreeBuilder};
use crate::html::{
    Tag,
    names::{Name, set},
};

impl<'s> TreeBuilder<'s> {
    /// Leaves a mode in which what comes next has no place: puts in, or closes, what the source passes over.
    fn leave(&mut self, mode: Mode) -> Step {
        match mode {
            Mode::Initial => {
                self.quirks = true;
                Step::Again(Mode::BeforeHtml)
            }
            Mode::BeforeHtml => {
                self.insert_implied(Tag::Html);
                Step::Again(Mode::BeforeHead)
            }
            Mode::BeforeHead => {
                self.head = Some(self.insert_implied(Tag::Head));
                Step::Again(Mode::InHead)
            }
            Mode::InHead => {
                self.open.pop();
                Step::Again(Mode::AfterHead)
            }
            Mode::InHeadNoscript => {
                self.open.pop();
                Step::Again(Mode::InHead)
            }
            Mode::AfterHead => {
                self.insert_implied(Tag::Body);
                Step::Again(Mode::InBody)
            }
            Mode::AfterBody | Mode::AfterAfterBody => Step::Again(Mode::InBody),
            // In a page of frames there is no other place.
            _ => Step::Done,
        }
    }

    pub(super) fn text_outside(&mut self, mode: Mode, piece: &Piece) -> Step {
        if !piece.is_space {
            return self.leave(mode);
        }
        match mode {
            Mode::InHead | Mode::InHeadNoscript | Mode::AfterHead | Mode::InFrameset | Mode::AfterFrameset => {
                self.append_text(&piece.text);
                Step::Done
            }
            Mode::AfterBody | Mode::AfterAfterBody | Mode::AfterAfterFrameset => self.text_in_body(piece),
            _ => Step::Done,
        }
    }

    /// A NUL, which is nothing, but not white space either.
    pub(super) fn process_null(&mut self) {
        loop {
            if self.is_text_foreign() {
                self.append_replacement();
                return;
            }
            let step = match self.mode {
                Mode::InTable | Mode::InTableBody | Mode::InRow if self.open.is_current_in(set::FOSTERS) => {
                    self.original_mode = self.mode;
                    Step::Again(Mode::InTableText)
                }
                Mode::InColumnGroup => self.leave_column_group(),
                mode => self.leave(mode),
            };
            match step {
                Step::Again(mode) => self.mode = mode,
                Step::Done | Step::Raw(_) => return,
            }
        }
    }

    /// The end of the source: even an empty one has a body.
    pub(super) fn process_end(&mut self) {
        loop {
            self.mode = match self.mode {
                Mode::Text => {
                    self.open.pop();
                    self.original_mode
                }
                Mode::InTableText => self.end_pending_text(),
                Mode::Initial
                | Mode::BeforeHtml
                | Mode::BeforeHead
                | Mode::InHead
                | Mode::InHeadNoscript
                | Mode::AfterHead => match self.leave(self.mode) {
                    Step::Again(mode) => mode,
                    Step::Done | Step::Raw(_) => return,
                },
                // Templates end one by one: there may be one in the head, and no body yet.
                _ if self.is_in_template() => {
                    self.open.pop_until(Tag::Template);
                    self.clear_formatting_to_marker();
                    self.template_modes.pop();
                    self.mode_by_open_elements()
                }
                // Whatever is open ends here, and nothing more comes into the document.
                _ => return,
            }
        }
    }

    pub(super) fn start_outside(&mut self, mode: Mode) -> Step {
        let kind = self.tag.name.kind;
        match (mode, kind) {
            (Mode::BeforeHtml, Kind::Html) => {
                self.insert_element();
                self.mode = Mode::BeforeHead;
                Step::Done
            }
            (Mode::Initial | Mode::BeforeHtml, _) => self.leave(mode),
            (_, Kind::Html) => self.start_in_body(),

            (Mode::BeforeHead, Kind::Head) => {
                self.head = Some(self.insert_element());
                self.mode = Mode::InHead;
                Step::Done
            }
            (Mode::InHead, _) => self.start_in_head(),
            (Mode::InHeadNoscript, Kind::Meta | Kind::Noframes | Kind::Style) => self.start_in_head(),
            (Mode::InHeadNoscript, Kind::Head | Kind::Noscript) => Step::Done,

            (Mode::AfterHead, Kind::Body) => {
                self.insert_element();
                self.frameset_ok = false;
                self.mode = Mode::InBody;
                Step::Done
            }
            (Mode::AfterHead | Mode::InFrameset, Kind::Frameset) => {
                self.insert_element();
                self.mode = Mode::InFrameset;
                Step::Done
            }
            (Mode::AfterHead, kind) if belongs_in_head(kind) => self.start_in_closed_head(),
            (Mode::AfterHead, Kind::Head) => Step::Done,

            (Mode::InFrameset, Kind::Frame) => {
                self.insert_void();
                Step::Done
            }
            (Mode::InFrameset | Mode::AfterFrameset | Mode::AfterAfterFrameset, Kind::Noframes) => self.start_in_head(),
            _ => self.leave(mode),
        }
    }

    pub(super) fn end_outside(&mut self, mode: Mode) -> Step {
        let kind = self.tag.name.kind;
        match (mode, kind) {
            (Mode::Initial, _) => self.leave(mode),
            (Mode::BeforeHtml | Mode::BeforeHead, Kind::Head | Kind::Body | Kind::Html | Kind::Br) => self.leave(mode),

            (Mode::InHead, Kind::Head) => {
                self.open.pop();
                self.mode = Mode::AfterHead;
                Step::Done
            }
            (Mode::InHead | Mode::AfterHead, Kind::Body | Kind::Html | Kind::Br) => self.leave(mode),
            (Mode::InHead | Mode::AfterHead, Kind::Template) => self.end_template(),
            (Mode::InHeadNoscript, Kind::Noscript) => {
                self.open.pop();
                self.mode = Mode::InHead;
                Step::Done
            }
            (Mode::InHeadNoscript, Kind::Br) => self.leave(mode),

            (Mode::AfterBody, Kind::Html) => {
                self.mode = Mode::AfterAfterBody;
                Step::Done
            }
            (Mode::AfterBody | Mode::AfterAfterBody, _) => self.leave(mode),
            (Mode::InFrameset, Kind::Frameset) if self.open.len() > 1 => {
                self.open.pop();
                if !self.open.is_current(Tag::Frameset) {
                    self.mode = Mode::AfterFrameset;
                }
                Step::Done
            }
            (Mode::AfterFrameset, Kind::Html) => {
                self.mode = Mode::AfterAfterFrameset;
                Step::Done
            }
            _ => Step::Done,
        }
    }

    /// A start tag in the head, and of what belongs in there wherever it stands.
    pub(super) fn start_in_head(&mut self) -> Step {
        match self.tag.name.kind {
            Kind::Base | Kind::Meta => {
                self.insert_void();
                Step::Done
            }
            Kind::Title => self.insert_raw(Content::EscapableRawText),
            Kind::Noframes | Kind::Style => self.insert_raw(Content::RawText),
            Kind::Script => self.insert_raw(Content::Script),
            Kind::Noscript => {
                self.insert_element();
                self.mode = Mode::InHeadNoscript;
                Step::Done
            }
            Kind::Template => self.start_template(),
            Kind::Head => Step::Done,
            _ => self.leave(Mode::InHead),
        }
    }

    /// A start tag of what belongs in the head, between its end and the body.
    fn start_in_closed_head(&mut self) -> Step {
        let Some(head) = self.head else { return Step::Done };
        self.open.push(Open::of(head, Name::from(Tag::Head)));
        let step = self.start_in_head();
        if let Some(position) = self.open.position(head) {
            self.open.remove(position);
        }
        step
    }
}

/// Whether it belongs in the head of a page.
pub(super) fn belongs_in_head(kind: Kind) -> bool {
    matches!(kind, Kind::Base | Kind::Meta | Kind::Noframes | Kind::Script | Kind::Style | Kind::Template | Kind::Title)
}
