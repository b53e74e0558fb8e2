//! Metadata as front matter in YAML.

use crate::article::{Article, Metadata};
use crate::date::Date;
use std::fmt;

impl Metadata {
    /// What is known, as front matter in YAML: what [`MarkdownOptions::with_front_matter`](crate::MarkdownOptions::with_front_matter)
    /// writes before an article, for texts in other formats. Empty where nothing is known.
    ///
    /// ```
    /// let article = bodytext::extract("---\ntitle: 'Tea: green'\n---\n<p>Three minutes.</p>");
    /// assert_eq!(article.metadata().to_front_matter(), "---\ntitle: \"Tea: green\"\n---\n");
    /// ```
    pub fn to_front_matter(&self) -> String {
        let lines = lines(self);
        if lines.is_empty() { lines } else { format!("---\n{lines}---\n") }
    }
}

/// Writes what is known of an article, a key a line. Nothing where nothing is known. True if there is something.
pub(super) fn write(article: &Article, out: &mut (impl fmt::Write + ?Sized)) -> Result<bool, fmt::Error> {
    let front_matter = article.metadata().to_front_matter();
    out.write_str(&front_matter)?;
    Ok(!front_matter.is_empty())
}

fn lines(metadata: &Metadata) -> String {
    let mut out = String::new();
    text(&mut out, "title", metadata.title());
    match metadata.authors() {
        [] => {}
        [author] => text(&mut out, "author", Some(author)),
        authors => list(&mut out, "authors", authors),
    }
    date(&mut out, "date", metadata.published());
    date(&mut out, "updated", metadata.modified());
    text(&mut out, "description", metadata.description());
    text(&mut out, "language", metadata.language());
    text(&mut out, "canonical_url", metadata.canonical_url());
    text(&mut out, "site_name", metadata.site_name());
    text(&mut out, "publisher", metadata.publisher());
    text(&mut out, "license", metadata.license());
    list(&mut out, "tags", metadata.tags());
    list(&mut out, "categories", metadata.categories());
    text(&mut out, "image", metadata.lead_image().map(|image| image.url()));
    out
}

fn text(out: &mut String, key: &str, value: Option<&str>) {
    if let Some(value) = value.map(str::trim).filter(|value| !value.is_empty()) {
        out.extend([key, ": "]);
        push_quoted(out, value);
        out.push('\n');
    }
}

/// A date as the standard has it, where it could be read; else as it is written.
fn date(out: &mut String, key: &str, date: Option<&Date>) {
    let Some(date) = date else { return };
    match date.iso() {
        Some(iso) => out.extend([key, ": ", &iso, "\n"].map(String::from)),
        None => text(out, key, Some(date.raw())),
    }
}

fn list(out: &mut String, key: &str, values: &[String]) {
    if values.is_empty() {
        return;
    }
    out.extend([key, ":\n"]);
    for value in values {
        out.push_str("  - ");
        push_quoted(out, value.trim());
        out.push('\n');
    }
}

/// A text in double quotes, which mean the same in YAML as in JSON: the one form that holds any text on one line.
fn push_quoted(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // What YAML does not print, the line ends of Unicode among them.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
