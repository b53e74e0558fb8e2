//! Tables: what stands in them where it should, and what goes in front of them.

use super::{Entry, Kind, Mode, Piece, Step, Tag, TreeBuilder, set};

impl<'s> TreeBuilder<'s> {
    /// Reads as in the body what has no place in a table, and puts it in front of the table.
    fn fostered(&mut self, read: impl FnOnce(&mut Self) -> Step) -> Step {
        self.fosters = true;
        let step = read(self);
        self.fosters = false;
        step
    }

    pub(super) fn text_in_table(&mut self, piece: &Piece) -> Step {
        if self.open.is_current_in(set::FOSTERS) {
            self.original_mode = self.mode;
            return Step::Again(Mode::InTableText);
        }
        self.fostered(|tree| tree.text_in_body(piece))
    }

    /// Text in a table is complete: white space stays there, anything else goes in front of it. Gives the mode from before.
    pub(super) fn end_pending_text(&mut self) -> Mode {
        let mut pieces = std::mem::take(&mut self.table_text);
        if pieces.iter().all(|piece| piece.is_space) {
            for piece in &pieces {
                self.append_text(&piece.text);
            }
        } else {
            for piece in &pieces {
                self.fostered(|tree| tree.text_in_body(piece));
            }
        }
        pieces.clear();
        self.table_text = pieces;
        self.original_mode
    }

    pub(super) fn end_table_text(&mut self) -> Step {
        Step::Again(self.end_pending_text())
    }

    fn has_in_table_scope(&self, tag: Tag) -> bool {
        self.open.has_tag_in_scope(set::TABLE_SCOPE, tag)
    }

    /// Inserts the part of a table that the start tag at hand asks for, in the innermost of these sets.
    fn start_part(&mut self, context: u16, mode: Mode) -> Step {
        self.open.pop_down_to(context);
        self.insert_element();
        self.mode = mode;
        Step::Done
    }

    /// Inserts a part of a table that was passed over.
    fn imply_part(&mut self, context: u16, tag: Tag, mode: Mode) -> Step {
        self.open.pop_down_to(context);
        self.insert_implied(tag);
        Step::Again(mode)
    }

    pub(super) fn start_in_table(&mut self) -> Step {
        match self.tag.name.kind {
            Kind::Caption => {
                self.open.pop_down_to(set::TABLE_SCOPE);
                self.formatting.push(Entry::Marker);
                self.start_part(set::TABLE_SCOPE, Mode::InCaption)
            }
            Kind::Colgroup => self.start_part(set::TABLE_SCOPE, Mode::InColumnGroup),
            Kind::Col => self.imply_part(set::TABLE_SCOPE, Tag::Colgroup, Mode::InColumnGroup),
            Kind::TableBody => self.start_part(set::TABLE_SCOPE, Mode::InTableBody),
            Kind::Cell | Kind::Row => self.imply_part(set::TABLE_SCOPE, Tag::Tbody, Mode::InTableBody),
            Kind::Table => {
                if !self.has_in_table_scope(Tag::Table) {
                    return Step::Done;
                }
                self.open.pop_until(Tag::Table);
                Step::Again(self.mode_by_open_elements())
            }
            Kind::Style | Kind::Script | Kind::Template => self.start_in_head(),
            Kind::Input if self.is_hidden_input() => {
                self.insert_void();
                Step::Done
            }
            Kind::Form => {
                if !self.is_in_template() && self.form.is_none() {
                    self.form = Some(self.insert_void());
                }
                Step::Done
            }
            _ => self.fostered(Self::start_in_body),
        }
    }

    pub(super) fn end_in_table(&mut self) -> Step {
        match self.tag.name.kind {
            Kind::Table => {
                if self.has_in_table_scope(Tag::Table) {
                    self.open.pop_until(Tag::Table);
                    self.mode = self.mode_by_open_elements();
                }
                Step::Done
            }
            Kind::Body
            | Kind::Caption
            | Kind::Col
            | Kind::Colgroup
            | Kind::Html
            | Kind::TableBody
            | Kind::Cell
            | Kind::Row => Step::Done,
            Kind::Template => self.end_template(),
            _ => self.fostered(Self::end_in_body),
        }
    }

    /// Closes a caption where something comes that does not belong in it.
    fn end_caption(&mut self) -> bool {
        if !self.has_in_table_scope(Tag::Caption) {
            return false;
        }
        self.open.end_implied(set::IMPLIED_END, None);
        self.open.pop_until(Tag::Caption);
        self.clear_formatting_to_marker();
        true
    }

    pub(super) fn start_in_caption(&mut self) -> Step {
        match self.tag.name.kind {
            Kind::Caption | Kind::Col | Kind::Colgroup | Kind::TableBody | Kind::Cell | Kind::Row => {
                if self.end_caption() { Step::Again(Mode::InTable) } else { Step::Done }
            }
            _ => self.start_in_body(),
        }
    }

    pub(super) fn end_in_caption(&mut self) -> Step {
        match self.tag.name.kind {
            Kind::Table => {
                if self.end_caption() {
                    Step::Again(Mode::InTable)
                } else {
                    Step::Done
                }
            }
            Kind::Caption => {
                if self.end_caption() {
                    self.mode = Mode::InTable;
                }
                Step::Done
            }
            Kind::Body | Kind::Col | Kind::Colgroup | Kind::Html | Kind::TableBody | Kind::Cell | Kind::Row => {
                Step::Done
            }
            _ => self.end_in_body(),
        }
    }

    /// Closes a `<colgroup>` where something comes that does not belong in it.
    pub(super) fn leave_column_group(&mut self) -> Step {
        if !self.open.is_current(Tag::Colgroup) {
            return Step::Done;
        }
        self.open.pop();
        Step::Again(Mode::InTable)
    }

    pub(super) fn text_in_column_group(&mut self, piece: &Piece) -> Step {
        if !piece.is_space {
            return self.leave_column_group();
        }
        self.append_text(&piece.text);
        Step::Done
    }

    pub(super) fn start_in_column_group(&mut self) -> Step {
        match self.tag.name.kind {
            Kind::Html => self.start_in_body(),
            Kind::Col => {
                self.insert_void();
                Step::Done
            }
            Kind::Template => self.start_in_head(),
            _ => self.leave_column_group(),
        }
    }

    pub(super) fn end_in_column_group(&mut self) -> Step {
        match self.tag.name.kind {
            Kind::Colgroup => {
                if let Step::Again(mode) = self.leave_column_group() {
                    self.mode = mode;
                }
                Step::Done
            }
            Kind::Col => Step::Done,
            Kind::Template => self.end_template(),
            _ => self.leave_column_group(),
        }
    }

    pub(super) fn start_in_table_body(&mut self) -> Step {
        match self.tag.name.kind {
            Kind::Row => self.start_part(set::BODY_CONTEXT, Mode::InRow),
            Kind::Cell => self.imply_part(set::BODY_CONTEXT, Tag::Tr, Mode::InRow),
            Kind::Caption | Kind::Col | Kind::Colgroup | Kind::TableBody => self.leave_table_body(),
            _ => self.start_in_table(),
        }
    }

    pub(super) fn end_in_table_body(&mut self) -> Step {
        match self.tag.name.kind {
            Kind::TableBody => {
                if self.has_in_table_scope(self.tag.name.tag) {
                    self.open.pop_down_to(set::BODY_CONTEXT);
                    self.open.pop();
                    self.mode = Mode::InTable;
                }
                Step::Done
            }
            Kind::Table => self.leave_table_body(),
            Kind::Body | Kind::Caption | Kind::Col | Kind::Colgroup | Kind::Html | Kind::Cell | Kind::Row => Step::Done,
            _ => self.end_in_table(),
        }
    }

    /// Closes a part of a table where another comes, or the table's end.
    fn leave_table_body(&mut self) -> Step {
        let is_part = |tag| matches!(tag, Tag::Table | Tag::Tbody | Tag::Tfoot);
        if !self.open.has_in_scope(set::TABLE_SCOPE, |open| is_part(open.tag)) {
            return Step::Done;
        }
        self.open.pop_down_to(set::BODY_CONTEXT);
        self.open.pop();
        Step::Again(Mode::InTable)
    }

    pub(super) fn start_in_row(&mut self) -> Step {
        match self.tag.name.kind {
            Kind::Cell => {
                self.start_part(set::ROW_CONTEXT, Mode::InCell);
                self.formatting.push(Entry::Marker);
                Step::Done
            }
            Kind::Caption | Kind::Col | Kind::Colgroup | Kind::TableBody | Kind::Row => self.leave_row(),
            _ => self.start_in_table(),
        }
    }

    pub(super) fn end_in_row(&mut self) -> Step {
        match self.tag.name.kind {
            Kind::Row => {
                if let Step::Again(mode) = self.leave_row() {
                    self.mode = mode;
                }
                Step::Done
            }
            Kind::Table => self.leave_row(),
            Kind::TableBody if self.has_in_table_scope(self.tag.name.tag) => self.leave_row(),
            Kind::TableBody | Kind::Body | Kind::Caption | Kind::Col | Kind::Colgroup | Kind::Html | Kind::Cell => {
                Step::Done
            }
            _ => self.end_in_table(),
        }
    }

    /// Closes a row where something comes that does not belong in it.
    fn leave_row(&mut self) -> Step {
        if !self.has_in_table_scope(Tag::Tr) {
            return Step::Done;
        }
        self.open.pop_down_to(set::ROW_CONTEXT);
        self.open.pop();
        Step::Again(Mode::InTableBody)
    }

    pub(super) fn start_in_cell(&mut self) -> Step {
        match self.tag.name.kind {
            Kind::Caption | Kind::Col | Kind::Colgroup | Kind::TableBody | Kind::Cell | Kind::Row => {
                if !self.open.has_in_scope(set::TABLE_SCOPE, |open| open.is_in(set::CELL)) {
                    return Step::Done;
                }
                self.leave_cell()
            }
            _ => self.start_in_body(),
        }
    }

    pub(super) fn end_in_cell(&mut self) -> Step {
        let tag = self.tag.name.tag;
        match self.tag.name.kind {
            Kind::Cell => {
                if self.has_in_table_scope(tag) {
                    self.open.end_implied(set::IMPLIED_END, None);
                    self.open.pop_until(tag);
                    self.clear_formatting_to_marker();
                    self.mode = Mode::InRow;
                }
                Step::Done
            }
            Kind::Table | Kind::TableBody | Kind::Row => {
                if self.has_in_table_scope(tag) {
                    self.leave_cell()
                } else {
                    Step::Done
                }
            }
            Kind::Body | Kind::Caption | Kind::Col | Kind::Colgroup | Kind::Html => Step::Done,
            _ => self.end_in_body(),
        }
    }

    /// Closes a cell where something comes that does not belong in it.
    fn leave_cell(&mut self) -> Step {
        self.open.end_implied(set::IMPLIED_END, None);
        self.open.pop_until_in(set::CELL);
        self.clear_formatting_to_marker();
        Step::Again(Mode::InRow)
    }
}
