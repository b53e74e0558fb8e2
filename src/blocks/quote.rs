//! Quotations inside a sentence, `<q>`: their marks are in no markup, but everybody sees them.

use super::{Builder, OnClose};
use crate::html::{Attr, Dom, NodeId};

impl Builder<'_> {
    /// A quotation begins: with the mark that its language has, unless the author has written one.
    pub(super) fn quotation(&mut self, node: NodeId) {
        let text = self.dom.start_of_text(node, 32, 64);
        let first = text.trim_start().chars().next();
        let is_marked = first.is_none_or(is_quotation_mark) || self.flow.last_touching().is_some_and(opens);
        if is_marked {
            return self.open.push(OnClose::Nothing);
        }
        let marks = match language(self.dom, node) {
            Some(language) => marks_of(language),
            None => *self.own_marks.get_or_insert_with(|| marks_in(self.dom)),
        };
        let (begin, end) = if self.quotes.is_multiple_of(2) { (marks[0], marks[1]) } else { (marks[2], marks[3]) };
        self.quotes += 1;
        if self.walker.take_parted() {
            self.flow.part_words();
        }
        self.flow.text(begin, None, false);
        self.open.push(OnClose::Quotation(end));
    }

    pub(super) fn end_quotation(&mut self, mark: &str) {
        self.flow.text(mark, None, false);
        self.quotes -= 1;
    }
}

/// The language that the markup gives to what a node stands in.
fn language<'d>(dom: &'d Dom<'_>, node: NodeId) -> Option<&'d str> {
    let mut around = std::iter::once(node).chain(dom.ancestors(node));
    around.find_map(|around| dom.attr(around, Attr::Lang).or_else(|| dom.attr(around, Attr::XmlLang)))
}

/// The marks that a document without a language uses itself, as far as its beginning shows them.
fn marks_in(dom: &Dom<'_>) -> [&'static str; 4] {
    const NODES: usize = 512;
    let texts = dom.descendants(NodeId::DOCUMENT).take(NODES).map(|node| dom.text(node));
    let first = texts.flat_map(str::chars).find(|c| matches!(c, '“' | '„' | '«' | '»' | '「'));
    marks_of(match first {
        Some('„') => "de",
        Some('«') => "ru",
        Some('「') => "ja",
        _ => "en",
    })
}

fn is_quotation_mark(c: char) -> bool {
    opens(c) || matches!(c, '"' | '\'')
}

fn opens(c: char) -> bool {
    matches!(c, '“' | '„' | '«' | '»' | '‹' | '‘' | '‚' | '「' | '『' | '”' | '〝')
}

/// The marks of a language, after CLDR: those of a quotation, then those of one inside of another.
fn marks_of(language: &str) -> [&'static str; 4] {
    let tag = language.trim().to_ascii_lowercase().replace('_', "-");
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    let has = |wanted: &[&str]| tag.split('-').skip(1).any(|part| wanted.contains(&part));
    match primary {
        "de" | "fr" | "it" if has(&["ch", "li"]) => ["«", "»", "‹", "›"],
        "fr" => ["«\u{a0}", "\u{a0}»", "«\u{a0}", "\u{a0}»"],
        "de" | "cs" | "sk" | "sl" | "is" | "hr" | "bs" | "dsb" | "hsb" => ["„", "“", "‚", "‘"],
        "bg" | "et" | "lt" | "mk" | "ka" => ["„", "“", "‘", "’"],
        "sr" => ["„", "“", "‘", "’"],
        "pl" | "ro" | "hu" => ["„", "”", "»", "«"],
        "ru" | "uk" | "be" | "kk" => ["«", "»", "„", "“"],
        "es" | "it" | "el" | "ca" | "gl" | "eu" | "sq" | "hy" => ["«", "»", "“", "”"],
        "pt" if has(&["pt"]) => ["«", "»", "“", "”"],
        "no" | "nb" | "nn" => ["«", "»", "‘", "’"],
        "fa" | "az" => ["«", "»", "‹", "›"],
        "sv" | "fi" | "he" => ["”", "”", "’", "’"],
        "ar" => ["”", "“", "’", "‘"],
        "ja" => ["「", "」", "『", "』"],
        "zh" if has(&["tw", "hk", "mo", "hant"]) => ["「", "」", "『", "』"],
        "nl" => ["‘", "’", "“", "”"],
        _ => ["“", "”", "‘", "’"],
    }
}
