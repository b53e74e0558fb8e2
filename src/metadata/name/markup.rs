//! Markup in the value of a field: `By &lt;a href=/ann&gt;Ann Lee&lt;/a&gt;`. Systems put HTML where names belong.

use crate::html::unescape;
use std::borrow::Cow;

/// How often systems escape what has been escaped.
const MAX_LAYERS: usize = 3;

/// The text that a reader would see: character references resolved, tags left out. A tag that breaks the line does so.
pub(super) fn without_markup(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    for _ in 0..MAX_LAYERS {
        if !text.contains('&') {
            break;
        }
        let plain = unescape(&text).into_owned();
        if plain == text {
            break;
        }
        text = Cow::Owned(plain);
    }
    if !text.contains('<') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(name) = tag_name(rest) else {
            out.push('<');
            rest = &rest[1..];
            continue;
        };
        if breaks_line(name) {
            out.push('\n');
        }
        // What was cut off in the middle of a tag ends there.
        rest = rest.find('>').map_or("", |end| &rest[end + 1..]);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The name of the tag that begins here. None for other things in such brackets: `Ann Lee <ann@tea.example>`.
fn tag_name(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('<')?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let ends = matches!(inner[end..].chars().next(), None | Some('>' | '/' | ' ' | '\n' | '\t' | '\r'));
    (ends && end > 0 && inner.starts_with(|c: char| c.is_ascii_alphabetic())).then(|| &inner[..end])
}

fn breaks_line(name: &str) -> bool {
    ["br", "p", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4"].iter().any(|tag| name.eq_ignore_ascii_case(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_value_is_not_shown() {
        for (text, expected) in [
            ("By &lt;a href=/x&gt;Ann Lee&lt;/a&gt; and Ben Sato", "By Ann Lee and Ben Sato"),
            ("<a href=\"/ann\" rel='author'>Ann Lee</a>", "Ann Lee"),
            ("&amp;lt;b&amp;gt;Ann&amp;lt;/b&amp;gt; Lee", "Ann Lee"),
            ("Ann O&#39;Hara", "Ann O'Hara"),
            ("<p>Ann Lee</p><p>Ben Sato</p>", "\nAnn Lee\n\nBen Sato\n"),
            ("Ann Lee <ann@tea.example>", "Ann Lee <ann@tea.example>"),
            ("Ann Lee <a href=\"/an", "Ann Lee "),
            ("Ann < Ben", "Ann < Ben"),
            ("Ann & Ben", "Ann & Ben"),
            ("<", "<"),
        ] {
            assert_eq!(without_markup(text), expected, "{text}");
        }
    }
}
