//! Inline styles, as far as anybody asks.

/// What the declarations of an inline style set a property to, as it is written but for `!important`.
pub(crate) fn style_values<'a>(style: &'a str, property: &str) -> impl Iterator<Item = &'a str> {
    let declarations = style.split(';').filter_map(|declaration| declaration.split_once(':'));
    declarations
        .filter(move |(name, _)| name.trim().eq_ignore_ascii_case(property))
        .map(|(_, value)| value.trim().trim_end_matches("!important").trim_end())
}
