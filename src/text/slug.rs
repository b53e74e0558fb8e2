//! The names that readers of Markdown give to headings, as GitHub does: their text in small letters, spaces as hyphens, without
//! other signs.

use std::collections::HashMap;

/// The name of a heading, given how often headings of the same text came before.
pub(crate) fn slug(text: &str, seen: &mut HashMap<String, usize>) -> String {
    let lower = text.trim().to_lowercase();
    let name: String = lower
        .chars()
        .filter_map(|c| match c {
            ' ' | '\n' => Some('-'),
            c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
            _ => None,
        })
        .collect();
    let count = seen.entry(name.clone()).or_insert(0);
    *count += 1;
    if *count == 1 { name } else { format!("{name}-{}", *count - 1) }
}

#[cfg(test)]
mod tests {
    use super::slug;
    use std::collections::HashMap;

    #[test]
    fn headings_are_named_by_their_text() {
        let mut seen = HashMap::new();
        assert_eq!(slug("Setting up: C# & co.", &mut seen), "setting-up-c--co");
        assert_eq!(slug("准备 工具", &mut seen), "准备-工具");
        assert_eq!(slug("Notes", &mut seen), "notes");
        assert_eq!(slug("Notes", &mut seen), "notes-1");
    }
}
