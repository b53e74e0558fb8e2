//! Tables: what stands in them where it should, and what goes in front of them. The insertion modes from ["in
//! table"](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intable) to ["in
//! cell"](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intd).

use super::{CharacterRun, FormattingEntry, InsertionMode, Tag, TagGroup, TokenOutcome, TreeBuilder, set};

impl<'s> TreeBuilder<'s> {
    /// Reads as in the body what has no place in a table, with [foster
    /// parenting](https://html.spec.whatwg.org/multipage/parsing.html#foster-parent) enabled: it goes in front of the
    /// table.
    fn with_foster_parenting(&mut self, read: impl FnOnce(&mut Self) -> TokenOutcome) -> TokenOutcome {
        self.foster_parenting = true;
        let outcome = read(self);
        self.foster_parenting = false;
        outcome
    }

    pub(super) fn text_in_table(&mut self, run: &CharacterRun) -> TokenOutcome {
        if self.open_elements.is_current_in(set::FOSTER_PARENTING) {
            self.original_insertion_mode = self.insertion_mode;
            return TokenOutcome::Reprocess(InsertionMode::InTableText);
        }
        self.with_foster_parenting(|tree| tree.text_in_body(run))
    }

    /// Text in a table is complete: white space stays there, anything else goes in front of it. Gives the mode from before.
    pub(super) fn end_pending_table_characters(&mut self) -> InsertionMode {
        let mut pieces = std::mem::take(&mut self.pending_table_characters);
        if pieces.iter().all(|run| run.is_space) {
            for run in &pieces {
                self.append_text(&run.text);
            }
        } else {
            for run in &pieces {
                self.with_foster_parenting(|tree| tree.text_in_body(run));
            }
        }
        pieces.clear();
        self.pending_table_characters = pieces;
        self.original_insertion_mode
    }

    pub(super) fn end_in_table_text(&mut self) -> TokenOutcome {
        TokenOutcome::Reprocess(self.end_pending_table_characters())
    }

    fn has_in_table_scope(&self, tag: Tag) -> bool {
        self.open_elements.has_tag_in_scope(set::TABLE_SCOPE, tag)
    }

    /// Inserts the part of a table that the start tag at hand asks for, in the innermost of these sets.
    fn insert_table_part(&mut self, context: u16, mode: InsertionMode) -> TokenOutcome {
        self.open_elements.clear_back_to(context);
        self.insert_element();
        self.insertion_mode = mode;
        TokenOutcome::Done
    }

    /// Inserts a part of a table that was passed over.
    fn insert_implied_table_part(&mut self, context: u16, tag: Tag, mode: InsertionMode) -> TokenOutcome {
        self.open_elements.clear_back_to(context);
        self.insert_implied(tag);
        TokenOutcome::Reprocess(mode)
    }

    pub(super) fn start_in_table(&mut self) -> TokenOutcome {
        match self.tag.name.group {
            TagGroup::Caption => {
                self.open_elements.clear_back_to(set::TABLE_SCOPE);
                self.active_formatting.push(FormattingEntry::Marker);
                self.insert_table_part(set::TABLE_SCOPE, InsertionMode::InCaption)
            }
            TagGroup::Colgroup => self.insert_table_part(set::TABLE_SCOPE, InsertionMode::InColumnGroup),
            TagGroup::Col => {
                self.insert_implied_table_part(set::TABLE_SCOPE, Tag::Colgroup, InsertionMode::InColumnGroup)
            }
            TagGroup::TableBody => self.insert_table_part(set::TABLE_SCOPE, InsertionMode::InTableBody),
            TagGroup::Cell | TagGroup::Tr => {
                self.insert_implied_table_part(set::TABLE_SCOPE, Tag::Tbody, InsertionMode::InTableBody)
            }
            TagGroup::Table => {
                if !self.has_in_table_scope(Tag::Table) {
                    return TokenOutcome::Done;
                }
                self.open_elements.pop_until(Tag::Table);
                TokenOutcome::Reprocess(self.appropriate_insertion_mode())
            }
            TagGroup::Style | TagGroup::Script | TagGroup::Template => self.start_in_head(),
            TagGroup::Input if self.is_hidden_input() => {
                self.insert_void();
                TokenOutcome::Done
            }
            TagGroup::Form => {
                if !self.is_in_template() && self.form_element.is_none() {
                    self.form_element = Some(self.insert_void());
                }
                TokenOutcome::Done
            }
            _ => self.with_foster_parenting(Self::start_in_body),
        }
    }

    pub(super) fn end_in_table(&mut self) -> TokenOutcome {
        match self.tag.name.group {
            TagGroup::Table => {
                if self.has_in_table_scope(Tag::Table) {
                    self.open_elements.pop_until(Tag::Table);
                    self.insertion_mode = self.appropriate_insertion_mode();
                }
                TokenOutcome::Done
            }
            TagGroup::Body
            | TagGroup::Caption
            | TagGroup::Col
            | TagGroup::Colgroup
            | TagGroup::Html
            | TagGroup::TableBody
            | TagGroup::Cell
            | TagGroup::Tr => TokenOutcome::Done,
            TagGroup::Template => self.end_template(),
            _ => self.with_foster_parenting(Self::end_in_body),
        }
    }

    /// Closes a caption where something comes that does not belong in it.
    fn end_caption(&mut self) -> bool {
        if !self.has_in_table_scope(Tag::Caption) {
            return false;
        }
        self.open_elements.generate_implied_end_tags(None);
        self.open_elements.pop_until(Tag::Caption);
        self.clear_active_formatting_to_last_marker();
        true
    }

    pub(super) fn start_in_caption(&mut self) -> TokenOutcome {
        match self.tag.name.group {
            TagGroup::Caption
            | TagGroup::Col
            | TagGroup::Colgroup
            | TagGroup::TableBody
            | TagGroup::Cell
            | TagGroup::Tr => {
                if self.end_caption() {
                    TokenOutcome::Reprocess(InsertionMode::InTable)
                } else {
                    TokenOutcome::Done
                }
            }
            _ => self.start_in_body(),
        }
    }

    pub(super) fn end_in_caption(&mut self) -> TokenOutcome {
        match self.tag.name.group {
            TagGroup::Table => {
                if self.end_caption() {
                    TokenOutcome::Reprocess(InsertionMode::InTable)
                } else {
                    TokenOutcome::Done
                }
            }
            TagGroup::Caption => {
                if self.end_caption() {
                    self.insertion_mode = InsertionMode::InTable;
                }
                TokenOutcome::Done
            }
            TagGroup::Body
            | TagGroup::Col
            | TagGroup::Colgroup
            | TagGroup::Html
            | TagGroup::TableBody
            | TagGroup::Cell
            | TagGroup::Tr => TokenOutcome::Done,
            _ => self.end_in_body(),
        }
    }

    /// Closes a `<colgroup>` where something comes that does not belong in it.
    pub(super) fn leave_column_group(&mut self) -> TokenOutcome {
        if !self.open_elements.is_current(Tag::Colgroup) {
            return TokenOutcome::Done;
        }
        self.open_elements.pop();
        TokenOutcome::Reprocess(InsertionMode::InTable)
    }

    pub(super) fn text_in_column_group(&mut self, run: &CharacterRun) -> TokenOutcome {
        if !run.is_space {
            return self.leave_column_group();
        }
        self.append_text(&run.text);
        TokenOutcome::Done
    }

    pub(super) fn start_in_column_group(&mut self) -> TokenOutcome {
        match self.tag.name.group {
            TagGroup::Html => self.start_in_body(),
            TagGroup::Col => {
                self.insert_void();
                TokenOutcome::Done
            }
            TagGroup::Template => self.start_in_head(),
            _ => self.leave_column_group(),
        }
    }

    pub(super) fn end_in_column_group(&mut self) -> TokenOutcome {
        match self.tag.name.group {
            TagGroup::Colgroup => {
                let left = self.leave_column_group();
                self.use_up(left)
            }
            TagGroup::Col => TokenOutcome::Done,
            TagGroup::Template => self.end_template(),
            _ => self.leave_column_group(),
        }
    }

    /// Goes on in the mode that was left for, where another tag would be looked at again there: an element's own end tag is used up.
    fn use_up(&mut self, left: TokenOutcome) -> TokenOutcome {
        if let TokenOutcome::Reprocess(mode) = left {
            self.insertion_mode = mode;
        }
        TokenOutcome::Done
    }

    pub(super) fn start_in_table_body(&mut self) -> TokenOutcome {
        match self.tag.name.group {
            TagGroup::Tr => self.insert_table_part(set::TABLE_BODY_CONTEXT, InsertionMode::InRow),
            TagGroup::Cell => self.insert_implied_table_part(set::TABLE_BODY_CONTEXT, Tag::Tr, InsertionMode::InRow),
            TagGroup::Caption | TagGroup::Col | TagGroup::Colgroup | TagGroup::TableBody => self.leave_table_body(),
            _ => self.start_in_table(),
        }
    }

    pub(super) fn end_in_table_body(&mut self) -> TokenOutcome {
        match self.tag.name.group {
            TagGroup::TableBody => {
                if self.has_in_table_scope(self.tag.name.tag) {
                    self.open_elements.clear_back_to(set::TABLE_BODY_CONTEXT);
                    self.open_elements.pop();
                    self.insertion_mode = InsertionMode::InTable;
                }
                TokenOutcome::Done
            }
            TagGroup::Table => self.leave_table_body(),
            TagGroup::Body
            | TagGroup::Caption
            | TagGroup::Col
            | TagGroup::Colgroup
            | TagGroup::Html
            | TagGroup::Cell
            | TagGroup::Tr => TokenOutcome::Done,
            _ => self.end_in_table(),
        }
    }

    /// Closes a part of a table where another comes, or the table's end.
    fn leave_table_body(&mut self) -> TokenOutcome {
        let is_part = |tag| matches!(tag, Tag::Table | Tag::Tbody | Tag::Tfoot);
        if !self.open_elements.has_in_scope(set::TABLE_SCOPE, |open| is_part(open.tag)) {
            return TokenOutcome::Done;
        }
        self.open_elements.clear_back_to(set::TABLE_BODY_CONTEXT);
        self.open_elements.pop();
        TokenOutcome::Reprocess(InsertionMode::InTable)
    }

    pub(super) fn start_in_row(&mut self) -> TokenOutcome {
        match self.tag.name.group {
            TagGroup::Cell => {
                self.insert_table_part(set::TABLE_ROW_CONTEXT, InsertionMode::InCell);
                self.active_formatting.push(FormattingEntry::Marker);
                TokenOutcome::Done
            }
            TagGroup::Caption | TagGroup::Col | TagGroup::Colgroup | TagGroup::TableBody | TagGroup::Tr => {
                self.leave_row()
            }
            _ => self.start_in_table(),
        }
    }

    pub(super) fn end_in_row(&mut self) -> TokenOutcome {
        match self.tag.name.group {
            TagGroup::Tr => {
                let left = self.leave_row();
                self.use_up(left)
            }
            TagGroup::Table => self.leave_row(),
            TagGroup::TableBody if self.has_in_table_scope(self.tag.name.tag) => self.leave_row(),
            TagGroup::TableBody
            | TagGroup::Body
            | TagGroup::Caption
            | TagGroup::Col
            | TagGroup::Colgroup
            | TagGroup::Html
            | TagGroup::Cell => TokenOutcome::Done,
            _ => self.end_in_table(),
        }
    }

    /// Closes a row where something comes that does not belong in it.
    fn leave_row(&mut self) -> TokenOutcome {
        if !self.has_in_table_scope(Tag::Tr) {
            return TokenOutcome::Done;
        }
        self.open_elements.clear_back_to(set::TABLE_ROW_CONTEXT);
        self.open_elements.pop();
        TokenOutcome::Reprocess(InsertionMode::InTableBody)
    }

    pub(super) fn start_in_cell(&mut self) -> TokenOutcome {
        match self.tag.name.group {
            TagGroup::Caption
            | TagGroup::Col
            | TagGroup::Colgroup
            | TagGroup::TableBody
            | TagGroup::Cell
            | TagGroup::Tr => {
                if !self.open_elements.has_in_scope(set::TABLE_SCOPE, |open| open.is_in(set::CELL)) {
                    return TokenOutcome::Done;
                }
                self.leave_cell()
            }
            _ => self.start_in_body(),
        }
    }

    pub(super) fn end_in_cell(&mut self) -> TokenOutcome {
        let tag = self.tag.name.tag;
        match self.tag.name.group {
            TagGroup::Cell => {
                if self.has_in_table_scope(tag) {
                    self.open_elements.generate_implied_end_tags(None);
                    self.open_elements.pop_until(tag);
                    self.clear_active_formatting_to_last_marker();
                    self.insertion_mode = InsertionMode::InRow;
                }
                TokenOutcome::Done
            }
            TagGroup::Table | TagGroup::TableBody | TagGroup::Tr => {
                if self.has_in_table_scope(tag) {
                    self.leave_cell()
                } else {
                    TokenOutcome::Done
                }
            }
            TagGroup::Body | TagGroup::Caption | TagGroup::Col | TagGroup::Colgroup | TagGroup::Html => {
                TokenOutcome::Done
            }
            _ => self.end_in_body(),
        }
    }

    /// [Closes the cell](https://html.spec.whatwg.org/multipage/parsing.html#close-the-cell) where something comes that
    /// does not belong in it.
    fn leave_cell(&mut self) -> TokenOutcome {
        self.open_elements.generate_implied_end_tags(None);
        self.open_elements.pop_until_in(set::CELL);
        self.clear_active_formatting_to_last_marker();
        TokenOutcome::Reprocess(InsertionMode::InRow)
    }
}
