//! Code and formulas, which keep their text to the letter.

use super::{EventWriter, attribute};
use crate::markdown::inline;
use pulldown_cmark::CodeBlockKind;
use std::ops::Range;

/// Code that is open.
pub(super) enum Code {
    /// A listing.
    Listing,
    /// A formula.
    Formula(String, Range<usize>),
    /// Lines inside of an element of HTML that are indented, which no reader of HTML takes for code.
    Html(String, Range<usize>),
}

impl EventWriter<'_> {
    pub(super) fn start_code(&mut self, kind: CodeBlockKind<'_>, range: Range<usize>) {
        let info = match kind {
            CodeBlockKind::Indented if !self.html.open.is_empty() => {
                self.code = Some(Code::Html(String::new(), range));
                return;
            }
            CodeBlockKind::Indented => String::new(),
            CodeBlockKind::Fenced(info) => self.unmarked(&info),
        };
        let info = info.trim_start_matches(['{', '.', ' ']);
        let language = info.split([' ', '\t', ',', '{', '}', ':']).next().unwrap_or_default();
        if language == "math" {
            self.code = Some(Code::Formula(String::new(), range));
            return;
        }
        self.code = Some(Code::Listing);
        let class =
            if language.is_empty() { String::new() } else { format!(" class=\"language-{}\"", attribute(language)) };
        self.tag(&format!("<pre><code{class}>"), range.start);
    }

    pub(super) fn end_code(&mut self, at: usize) {
        match self.code.take() {
            Some(Code::Listing) => self.tag("</code></pre>\n", at),
            Some(Code::Formula(text, range)) => self.formula(&text, true, range),
            Some(Code::Html(text, range)) => {
                self.html.take(&text);
                let is_text = !text.contains('<');
                self.tag(if is_text { "<p>" } else { "" }, range.start);
                self.push(&text, range.clone());
                self.tag(if is_text { "</p>\n" } else { "\n" }, range.end);
            }
            None => {}
        }
    }

    /// A formula, in the element that MathJax has for its source.
    pub(super) fn formula(&mut self, formula: &str, is_block: bool, range: Range<usize>) {
        if self.alternative.is_some() {
            return self.alternative_text(formula);
        }
        let formula = self.unmarked(formula);
        let after = self.source[range.end..].chars().next();
        if formula.contains("</") || formula.contains("<!--") || (!is_block && inline::is_prose(&formula, after)) {
            let (source, text) = (self.source, range.clone());
            return self.linked(&source[text], range);
        }
        let mode = if is_block { "; mode=display" } else { "" };
        self.tag(&format!("<script type=\"math/tex{mode}\">"), range.start);
        self.push(&formula, range.clone());
        self.tag("</script>", range.end);
    }

    /// Whether nothing else stands on the lines of a formula.
    pub(super) fn stands_alone(&self, range: &Range<usize>) -> bool {
        let mut before = self.source[..range.start].chars().rev().take_while(|&c| c != '\n');
        let mut after = self.source[range.end..].chars().take_while(|&c| c != '\n');
        let is_marker =
            |c: char| c.is_whitespace() || matches!(c, '>' | '-' | '*' | '+' | '.' | ')') || c.is_ascii_digit();
        before.all(is_marker) && after.all(char::is_whitespace)
    }
}
