//! Metadata in YAML before an article, as static-site tools have it.

use bodytext::{Date, Metadata};
use std::fmt::Write;

/// The front matter of an article, from `---` to `---`. `url` is its address, where the caller knows one.
pub(super) fn front_matter(metadata: &Metadata, url: Option<&str>) -> String {
    let mut yaml = String::from("---\n");
    let date = |date: Option<&Date>| date.map(|date| date.iso().unwrap_or_else(|| quoted(date.raw())));
    let fields = [
        ("title", metadata.title().map(quoted)),
        ("authors", list(metadata.authors())),
        ("date", date(metadata.published())),
        ("modified", date(metadata.modified())),
        ("url", url.or(metadata.canonical_url()).map(quoted)),
        ("site", metadata.site_name().map(quoted)),
        ("language", metadata.language().map(quoted)),
        ("description", metadata.description().map(quoted)),
        ("image", metadata.lead_image().map(|image| quoted(image.url()))),
        ("categories", list(metadata.categories())),
        ("tags", list(metadata.tags())),
        ("license", metadata.license().map(quoted)),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            yaml.extend([name, ": ", &value, "\n"]);
        }
    }
    yaml.push_str("---\n");
    yaml
}

/// A list in one line, if there is anything in it.
fn list(items: &[String]) -> Option<String> {
    let items: Vec<_> = items.iter().map(|item| quoted(item)).collect();
    (!items.is_empty()).then(|| format!("[{}]", items.join(", ")))
}

/// A string in double quotation marks, in which YAML takes nothing for markup, a number or a date.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // What YAML does not take for printable, or takes for a line break or a byte-order mark.
            '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::front_matter;
    use bodytext::Metadata;

    /// What the library reads out of front matter that was written for this metadata.
    fn read_again(title: &str) -> Option<String> {
        let mut metadata = Metadata::new();
        metadata = metadata.with_title(title);
        let post = format!("{}<p>Tea.</p>", front_matter(&metadata, None));
        bodytext::extract(&post).metadata().title().map(str::to_owned)
    }

    #[test]
    fn any_title_is_read_again() {
        let titles = [
            "Tea: green, or \"black\"",
            "'Tea' \\ water",
            "- tea",
            "# tea",
            "1.5",
            "no",
            "2021-07-08",
            "{tea}",
            "---",
            "a\u{2028}b",
            "\u{85}é茶🍵",
            "&tea *tea !tea %tea @tea `tea`",
        ];
        for title in titles {
            let trimmed = title.trim_matches(|c: char| c.is_control()).replace('\u{2028}', " ");
            assert_eq!(read_again(title).map(|read| read.replace('\u{2028}', " ")), Some(trimmed), "{title:?}");
        }
    }
}
