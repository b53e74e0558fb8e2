//! What stands around the content, before the body, after it, and in place of it: the insertion modes from
//! ["initial"](https://html.spec.whatwg.org/multipage/parsing.html#the-initial-insertion-mode) to ["after
//! head"](https://html.spec.whatwg.org/multipage/parsing.html#the-after-head-insertion-mode), and from ["after
//! body"](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-afterbody) on.

use super::{CharacterRun, InsertionMode, OpenElement, TagGroup, TokenOutcome, TokenizerState, TreeBuilder};
use crate::html::Tag;
use crate::html::names::{TagName, set};

impl<'s> TreeBuilder<'s> {
    /// Leaves a mode in which what comes next has no place: puts in, or closes, what the source passes over.
    fn leave(&mut self, mode: InsertionMode) -> TokenOutcome {
        match mode {
            InsertionMode::Initial => {
                self.quirks_mode = true;
                TokenOutcome::Reprocess(InsertionMode::BeforeHtml)
            }
            InsertionMode::BeforeHtml => {
                self.insert_implied(Tag::Html);
                TokenOutcome::Reprocess(InsertionMode::BeforeHead)
            }
            InsertionMode::BeforeHead => {
                self.head_element = Some(self.insert_implied(Tag::Head));
                TokenOutcome::Reprocess(InsertionMode::InHead)
            }
            InsertionMode::InHead => {
                self.open_elements.pop();
                TokenOutcome::Reprocess(InsertionMode::AfterHead)
            }
            InsertionMode::InHeadNoscript => {
                self.open_elements.pop();
                TokenOutcome::Reprocess(InsertionMode::InHead)
            }
            InsertionMode::AfterHead => {
                self.insert_implied(Tag::Body);
                TokenOutcome::Reprocess(InsertionMode::InBody)
            }
            InsertionMode::AfterBody | InsertionMode::AfterAfterBody => TokenOutcome::Reprocess(InsertionMode::InBody),
            // In a page of frames there is no other place.
            _ => TokenOutcome::Done,
        }
    }

    pub(super) fn text_outside(&mut self, mode: InsertionMode, run: &CharacterRun) -> TokenOutcome {
        if !run.is_space {
            return self.leave(mode);
        }
        match mode {
            InsertionMode::InHead
            | InsertionMode::InHeadNoscript
            | InsertionMode::AfterHead
            | InsertionMode::InFrameset
            | InsertionMode::AfterFrameset => {
                self.append_text(&run.text);
                TokenOutcome::Done
            }
            InsertionMode::AfterBody | InsertionMode::AfterAfterBody | InsertionMode::AfterAfterFrameset => {
                self.text_in_body(run)
            }
            _ => TokenOutcome::Done,
        }
    }

    /// A NUL, which is nothing, but not white space either.
    pub(super) fn process_null(&mut self) {
        loop {
            if self.is_text_foreign() {
                self.append_replacement();
                return;
            }
            let outcome = match self.insertion_mode {
                InsertionMode::InTable | InsertionMode::InTableBody | InsertionMode::InRow
                    if self.open_elements.is_current_in(set::FOSTER_PARENTING) =>
                {
                    self.original_insertion_mode = self.insertion_mode;
                    TokenOutcome::Reprocess(InsertionMode::InTableText)
                }
                InsertionMode::InColumnGroup => self.leave_column_group(),
                mode => self.leave(mode),
            };
            match outcome {
                TokenOutcome::Reprocess(mode) => self.insertion_mode = mode,
                TokenOutcome::Done | TokenOutcome::SwitchTokenizer(_) => return,
            }
        }
    }

    /// The end of the source: even an empty one has a body.
    pub(super) fn process_end(&mut self) {
        loop {
            self.insertion_mode = match self.insertion_mode {
                InsertionMode::Text => {
                    self.open_elements.pop();
                    self.original_insertion_mode
                }
                InsertionMode::InTableText => self.end_pending_table_characters(),
                InsertionMode::Initial
                | InsertionMode::BeforeHtml
                | InsertionMode::BeforeHead
                | InsertionMode::InHead
                | InsertionMode::InHeadNoscript
                | InsertionMode::AfterHead => match self.leave(self.insertion_mode) {
                    TokenOutcome::Reprocess(mode) => mode,
                    TokenOutcome::Done | TokenOutcome::SwitchTokenizer(_) => return,
                },
                // Templates end one by one: there may be one in the head, and no body yet.
                _ if self.is_in_template() => {
                    self.open_elements.pop_until(Tag::Template);
                    self.clear_active_formatting_to_last_marker();
                    self.template_insertion_modes.pop();
                    self.appropriate_insertion_mode()
                }
                // Whatever is open ends here, and nothing more comes into the document.
                _ => return,
            }
        }
    }

    pub(super) fn start_outside(&mut self, mode: InsertionMode) -> TokenOutcome {
        let group = self.tag.name.group;
        match (mode, group) {
            (InsertionMode::BeforeHtml, TagGroup::Html) => {
                self.insert_element();
                self.insertion_mode = InsertionMode::BeforeHead;
                TokenOutcome::Done
            }
            (InsertionMode::Initial | InsertionMode::BeforeHtml, _) => self.leave(mode),
            (_, TagGroup::Html) => self.start_in_body(),

            (InsertionMode::BeforeHead, TagGroup::Head) => {
                self.head_element = Some(self.insert_element());
                self.insertion_mode = InsertionMode::InHead;
                TokenOutcome::Done
            }
            (InsertionMode::InHead, _) => self.start_in_head(),
            (InsertionMode::InHeadNoscript, TagGroup::Meta | TagGroup::Noframes | TagGroup::Style) => {
                self.start_in_head()
            }
            (InsertionMode::InHeadNoscript, TagGroup::Head | TagGroup::Noscript) => TokenOutcome::Done,

            (InsertionMode::AfterHead, TagGroup::Body) => {
                self.insert_element();
                self.frameset_ok = false;
                self.insertion_mode = InsertionMode::InBody;
                TokenOutcome::Done
            }
            (InsertionMode::AfterHead | InsertionMode::InFrameset, TagGroup::Frameset) => {
                self.insert_element();
                self.insertion_mode = InsertionMode::InFrameset;
                TokenOutcome::Done
            }
            (InsertionMode::AfterHead, group) if belongs_in_head(group) => self.start_in_closed_head(),
            (InsertionMode::AfterHead, TagGroup::Head) => TokenOutcome::Done,

            (InsertionMode::InFrameset, TagGroup::Frame) => {
                self.insert_void();
                TokenOutcome::Done
            }
            (
                InsertionMode::InFrameset | InsertionMode::AfterFrameset | InsertionMode::AfterAfterFrameset,
                TagGroup::Noframes,
            ) => self.start_in_head(),
            _ => self.leave(mode),
        }
    }

    pub(super) fn end_outside(&mut self, mode: InsertionMode) -> TokenOutcome {
        let group = self.tag.name.group;
        match (mode, group) {
            (InsertionMode::Initial, _) => self.leave(mode),
            (
                InsertionMode::BeforeHtml | InsertionMode::BeforeHead,
                TagGroup::Head | TagGroup::Body | TagGroup::Html | TagGroup::Br,
            ) => self.leave(mode),

            (InsertionMode::InHead, TagGroup::Head) => {
                self.open_elements.pop();
                self.insertion_mode = InsertionMode::AfterHead;
                TokenOutcome::Done
            }
            (InsertionMode::InHead | InsertionMode::AfterHead, TagGroup::Body | TagGroup::Html | TagGroup::Br) => {
                self.leave(mode)
            }
            (InsertionMode::InHead | InsertionMode::AfterHead, TagGroup::Template) => self.end_template(),
            (InsertionMode::InHeadNoscript, TagGroup::Noscript) => {
                self.open_elements.pop();
                self.insertion_mode = InsertionMode::InHead;
                TokenOutcome::Done
            }
            (InsertionMode::InHeadNoscript, TagGroup::Br) => self.leave(mode),

            (InsertionMode::AfterBody, TagGroup::Html) => {
                self.insertion_mode = InsertionMode::AfterAfterBody;
                TokenOutcome::Done
            }
            (InsertionMode::AfterBody | InsertionMode::AfterAfterBody, _) => self.leave(mode),
            (InsertionMode::InFrameset, TagGroup::Frameset) if self.open_elements.len() > 1 => {
                self.open_elements.pop();
                if !self.open_elements.is_current(Tag::Frameset) {
                    self.insertion_mode = InsertionMode::AfterFrameset;
                }
                TokenOutcome::Done
            }
            (InsertionMode::AfterFrameset, TagGroup::Html) => {
                self.insertion_mode = InsertionMode::AfterAfterFrameset;
                TokenOutcome::Done
            }
            _ => TokenOutcome::Done,
        }
    }

    /// A start tag in the head, and of what belongs in there wherever it stands.
    pub(super) fn start_in_head(&mut self) -> TokenOutcome {
        match self.tag.name.group {
            TagGroup::Base | TagGroup::Meta => {
                self.insert_void();
                TokenOutcome::Done
            }
            TagGroup::Title => self.insert_raw_text_element(TokenizerState::Rcdata),
            TagGroup::Noframes | TagGroup::Style => self.insert_raw_text_element(TokenizerState::Rawtext),
            TagGroup::Script => self.insert_raw_text_element(TokenizerState::ScriptData),
            TagGroup::Noscript => {
                self.insert_element();
                self.insertion_mode = InsertionMode::InHeadNoscript;
                TokenOutcome::Done
            }
            TagGroup::Template => self.start_template(),
            TagGroup::Head => TokenOutcome::Done,
            _ => self.leave(InsertionMode::InHead),
        }
    }

    /// A start tag of what belongs in the head, between its end and the body.
    fn start_in_closed_head(&mut self) -> TokenOutcome {
        let Some(head) = self.head_element else { return TokenOutcome::Done };
        self.open_elements.push(OpenElement::of(head, TagName::from(Tag::Head)));
        let outcome = self.start_in_head();
        if let Some(position) = self.open_elements.position(head) {
            self.open_elements.remove(position);
        }
        outcome
    }
}

/// Whether it belongs in the head of a page.
pub(super) fn belongs_in_head(group: TagGroup) -> bool {
    matches!(
        group,
        TagGroup::Base
            | TagGroup::Meta
            | TagGroup::Noframes
            | TagGroup::Script
            | TagGroup::Style
            | TagGroup::Template
            | TagGroup::Title
    )
}
