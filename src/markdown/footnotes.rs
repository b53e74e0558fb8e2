//! Footnotes: numbered in the order in which the text refers to them, and put at the end.

use super::source_map::SourceMap;
use std::collections::HashMap;
use std::fmt::Write;
use std::ops::Range;

/// HTML in the making, and where it came from.
#[derive(Debug, Default)]
pub(super) struct Out {
    pub(super) html: String,
    pub(super) map: SourceMap,
}

impl Out {
    /// Appends what stands word for word at `source`.
    pub(super) fn push_verbatim(&mut self, text: &str, source: Range<usize>) {
        self.html.push_str(text);
        self.map.push_verbatim(source);
    }

    /// Appends what stands for `source`.
    pub(super) fn push(&mut self, text: &str, source: Range<usize>) {
        self.html.push_str(text);
        self.map.push_replaced(text.len(), source);
    }

    fn append(&mut self, other: Out) {
        self.html.push_str(&other.html);
        self.map.append(other.map);
    }
}

/// The footnotes of a post.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    numbers: HashMap<String, usize>,
    notes: Vec<(usize, Out, Range<usize>)>,
    references: usize,
}

impl Footnotes {
    /// The number of a footnote by its label.
    pub(super) fn number(&mut self, label: &str) -> usize {
        let next = self.numbers.len() + 1;
        *self.numbers.entry(label.to_lowercase()).or_insert(next)
    }

    /// The mark of a footnote in the text.
    pub(super) fn reference(&mut self, label: &str) -> String {
        self.references += 1;
        let (number, place) = (self.number(label), self.references);
        let mark = format!("<a href=\"#fn-{number}\" id=\"fnref-{place}\" role=\"doc-noteref\">{number}</a>");
        format!("<sup class=\"footnote-ref\">{mark}</sup>")
    }

    /// A footnote's text, and where the whole of it stands.
    pub(super) fn define(&mut self, label: &str, text: Out, source: Range<usize>) {
        let number = self.number(label);
        self.notes.push((number, text, source));
    }

    /// Writes them all. What was defined twice stands there twice.
    pub(super) fn write(self, out: &mut Out) {
        let mut notes = self.notes;
        let (Some(first), Some(last)) = (notes.first(), notes.last()) else { return };
        let (start, end) = (first.2.start, last.2.end);
        // The sort is stable and the numbers are small: those that the text does not refer to come last, as they stand.
        notes.sort_by_key(|(number, ..)| *number);
        out.push("\n<section class=\"footnotes\" role=\"doc-endnotes\"><ol>", start..start);
        let mut before = 0;
        for (number, text, source) in notes {
            let mut tag = String::from("<li");
            if number != before {
                let _ = write!(tag, " id=\"fn-{number}\"");
            }
            let _ = write!(tag, " value=\"{number}\">");
            before = number;
            out.push(&tag, source.start..source.start);
            out.append(text);
            out.push("</li>", source.end..source.end);
        }
        out.push("</ol></section>\n", end..end);
    }
}
