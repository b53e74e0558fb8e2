//! Inline styles, as far as anybody asks.

/// What the declarations of an inline style set a property to, as it is written but for `!important`.
pub(crate) fn style_values<'a>(style: &'a str, property: &str) -> impl Iterator<Item = &'a str> {
    let declarations = style.split(';').filter_map(|declaration| declaration.split_once(':'));
    declarations
        .filter(move |(name, _)| name.trim().eq_ignore_ascii_case(property))
        .map(|(_, value)| value.trim().trim_end_matches("!important").trim_end())
}

/// Whether an inline style takes its element out of the page: `display: none`.
pub(crate) fn is_unrendered(style: &str) -> bool {
    declares(style, &["display:none"])
}

/// Whether an inline style takes its element out of sight: `display: none`, or `visibility: hidden`, which leaves its room.
pub(crate) fn is_invisible(style: &str) -> bool {
    declares(style, &["display:none", "visibility:hidden"])
}

/// Whether a declaration in an inline style, written in lower case and without white space, begins with one of these.
fn declares(style: &str, beginnings: &[&str]) -> bool {
    let mut kept = [0_u8; 24];
    // Declarations are short; comparing each without its white space needs no allocation.
    for declaration in style.split(';') {
        let length =
            declaration.bytes().filter(|byte| !byte.is_ascii_whitespace()).take(kept.len()).fold(0, |at, byte| {
                kept[at] = byte.to_ascii_lowercase();
                at + 1
            });
        if beginnings.iter().any(|beginning| kept[..length].starts_with(beginning.as_bytes())) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_hide_their_elements_from_all_or_from_sight_alone() {
        for style in ["display:none", "color: red; DISPLAY : None !important"] {
            assert!(is_unrendered(style) && is_invisible(style), "{style}");
        }
        assert!(is_invisible("visibility: hidden") && !is_unrendered("visibility: hidden"));
        for style in ["", "display: block", "content: 'display:none'", "visibility: visible"] {
            assert!(!is_invisible(style), "{style}");
        }
    }
}
