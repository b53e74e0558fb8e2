//! The labels of footnotes.

/// Appends a label as it stands before a footnote and where one is referred to: `[^1]`. What parsers could take for
/// something else, in a label that was not made by this library, is a hyphen.
pub(super) fn push_label(out: &mut String, label: &str) {
    out.push_str("[^");
    out.extend(label.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' }));
    out.push_str(if label.is_empty() { "-]" } else { "]" });
}
